//! The least that any program does with a stream: reads each line, looks at it as JSON, writes it.
//! What mimamori-flag costs is measured beside it (examples/bench-flag.sh).

#![allow(
    clippy::disallowed_methods,
    reason = "a measuring rod of its own, without the kit's streams"
)]

use std::io::{BufRead, BufReader, BufWriter, Write, stdin, stdout};

use serde::de::IgnoredAny;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut input = BufReader::with_capacity(1 << 16, stdin().lock());
    let mut output = BufWriter::with_capacity(1 << 16, stdout().lock());
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        serde_json::from_slice::<IgnoredAny>(&line)?;
        output.write_all(&line)?;
        line.clear();
    }
    output.flush()?;
    Ok(())
}
