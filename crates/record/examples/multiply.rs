//! Writes a stream of many persons: `multiply STREAM PERSONS`. The households of a matched stream
//! are repeated under ids of their own until there are so many persons.

#![allow(
    clippy::disallowed_methods,
    reason = "makes a file to measure with, without the kit's streams"
)]

use std::io::{BufWriter, Write, stdout};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(path), Some(persons)) = (arguments.next(), arguments.next()) else {
        return Err("multiply STREAM PERSONS".into());
    };
    let persons: usize = persons.parse()?;
    let text = std::fs::read_to_string(path)?;
    let kind = |line: &str, kind: &str| line.starts_with(&format!("{{\"kind\":\"{kind}\""));
    let lines: Vec<&str> = text.lines().collect();
    let series = text.split("\"series\":\"").nth(1);
    let series = series.and_then(|rest| rest.split('"').next());
    let series = series.ok_or("the stream has no town")?;
    let first = lines.iter().position(|line| kind(line, "household"));
    let first = first.ok_or("the stream has no household")?;
    let end = lines.iter().position(|line| kind(line, "end"));
    let blocks = &lines[first..end.ok_or("the stream has no end")?];
    let mut out = BufWriter::new(stdout().lock());
    for line in &lines[..first] {
        writeln!(out, "{line}")?;
    }
    let mut written = 0;
    for round in 0.. {
        let ids = |line: &str| {
            let own = |line: &str, letter: char| {
                let id = format!("\"{letter}-{series}-");
                line.replace(&id, &format!("{id}{round:05}"))
            };
            own(&own(line, 'p'), 'h')
        };
        for line in blocks {
            // Whole households only.
            if kind(line, "household") && written >= persons {
                writeln!(out, "{{\"kind\":\"end\",\"ok\":true,\"lines\":{{}}}}")?;
                out.flush()?;
                return Ok(());
            }
            writeln!(out, "{}", ids(line))?;
            written += usize::from(kind(line, "person"));
        }
    }
    Ok(())
}
