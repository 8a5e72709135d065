//! mimamori-stats: tables for one audience, and for the public only what gives no small count
//! away.
//!
//! Each stream is one month. All its lines are removed; `table` lines and papers come out. Flags
//! are never read: a judgement by rule is no statistic.

mod count;
mod csv;
mod dimension;
mod field;
mod gather;
mod messages;
mod options;
mod page;
mod paper;
mod release;
mod suppress;
mod tables;
mod unit;

use std::collections::BTreeMap;

use mimamori_record::line::{Run, Table as TableLine, TableCell};
use mimamori_record::{Failure, Input, Said, Status, Text};
use mimamori_shell::{Config, Count, Example, Given, Io, Operands, Outcome, Program, common};

use crate::count::{State, Table};
use crate::field::Who;
use crate::gather::{Month, gather};
use crate::options::{Args, Audience};
use crate::paper::Paper;
use crate::release::{Forced, hide, key};
use crate::suppress::Rules;
use crate::tables::{Settings, TableEntry, Zeros};

/// The program: its options, its help, its work.
pub const PROGRAM: Program = Program {
    name: "mimamori-stats",
    about: messages::ABOUT,
    operands: Operands {
        value: "FILE",
        help: messages::OPERANDS,
        count: Count::Any,
    },
    options: &[
        common::CONFIG.required(),
        options::AUDIENCE,
        common::OUTPUT,
        common::XLSX,
        common::HTML,
        common::CSV,
        common::LANG,
        common::UTF8,
        common::PLAIN,
        common::EXIT_CODE,
        common::QUIET,
        common::VERBOSE,
        common::LOG,
        common::HELP,
        common::VERSION,
    ],
    examples: &[
        Example {
            what: Text::new("5月の公表用の統計を作る", "the public statistics of May"),
            line: "mimamori-stats -c town/tables.toml --audience public --xlsx 2026-05/out/statistics.xlsx --html 2026-05/out/statistics.html -o 2026-05/out/tables.jsonl 2026-05/out/month.jsonl",
        },
        Example {
            what: Text::new(
                "担当別の件数を内部で見る",
                "the workload, for the centre itself",
            ),
            line: "mimamori-stats -c town/tables.toml --audience internal --xlsx 2026-05/out/internal.xlsx 2026-05/out/month.jsonl > 2026-05/out/internal.jsonl",
        },
    ],
    run,
};

fn run(given: &Given, io: &mut Io) -> Result<Outcome, Failure> {
    let args = Args::read(given)?;
    let config = Config::read(&args.config)?;
    let settings = Settings::read(&config)?;
    let entries: Vec<&TableEntry> = settings
        .tables
        .iter()
        .filter(|table| table.audiences.contains(&args.audience))
        .collect();
    let months = read(&args, io, given, &entries)?;
    let Some(last) = months.last() else {
        return Ok(Outcome::Quiet);
    };
    let run = Run {
        today: last.day.to_string(),
        ..io.run_line(Some(&config))
    };
    io.out.open(&run)?;

    let population = last.town.population;
    let least = settings.suppression.least(population);
    let mut problems: Vec<Said> = Vec::new();
    let tables = match (args.audience, least) {
        (Audience::Internal, _) => count(&entries, &months),
        (Audience::Public, None) => {
            problems.push(messages::no_counts(population));
            Vec::new()
        }
        (Audience::Public, Some(least)) => {
            let rules = Rules {
                least,
                hide_zeros: settings.suppression.zeros == Zeros::Hide,
            };
            protected(&entries, &months, rules, &mut problems)
        }
    };
    for problem in &problems {
        io.warn(problem);
    }
    for table in &tables {
        io.out.write(&line(table, args.audience, io.lang))?;
    }
    let paper = Paper {
        audience: args.audience,
        suppression: &settings.suppression,
        least,
        months: &months,
        tables: &tables,
        problems: &problems,
        lang: io.lang,
    };
    write_papers(&args, io, &paper)?;
    let cells = tables.iter().map(|table| table.cells.len()).sum();
    let shown = tables.iter().map(Table::counts_shown).sum();
    io.say(&messages::summary(tables.len(), shown, cells));
    Ok(if problems.is_empty() {
        Outcome::Quiet
    } else {
        Outcome::Look
    })
}

/// Every file is a stream of its own; months in order, none of them twice, all of one town.
fn read(
    args: &Args,
    io: &Io,
    given: &Given,
    entries: &[&TableEntry],
) -> Result<Vec<Month>, Failure> {
    let mut months: Vec<Month> = Vec::new();
    let mut take = |mut input: Input<'_>| -> Result<(), Failure> {
        let month = gather(&mut input, entries)?;
        if let Some(other) = months.iter().find(|m| m.town.series != month.town.series) {
            return Err(Failure::new(
                Status::Stream,
                messages::other_town(&other.town.series, &month.town.series),
                messages::other_town_advice(),
            ));
        }
        if months.iter().any(|m| m.month == month.month) {
            return Err(Failure::new(
                Status::Stream,
                messages::same_month(&month.month),
                messages::same_month_advice(),
            ));
        }
        months.push(month);
        Ok(())
    };
    if args.files.is_empty() {
        take(io.input(given)?)?;
    }
    for path in &args.files {
        take(io.stream(path, args.plain)?)?;
    }
    months.sort_by(|a, b| (a.day, &a.month).cmp(&(b.day, &b.month)));
    Ok(months)
}

/// The tables as they are, in the order of tables.toml, each with its months.
fn count<'c>(entries: &[&'c TableEntry], months: &[Month]) -> Vec<Table<'c>> {
    let mut tables = Vec::new();
    for entry in entries {
        for month in months {
            if let Some(units) = month.units.get(&entry.who) {
                tables.push(Table::new(entry, month, units));
            }
        }
    }
    tables
}

/// The tables with what must be hidden, without those that cannot be made safe.
fn protected<'c>(
    entries: &[&'c TableEntry],
    months: &[Month],
    rules: Rules,
    problems: &mut Vec<Said>,
) -> Vec<Table<'c>> {
    let mut forced = Forced::new();
    // The same table of two months with gaps in different places tells more than either. Gaps
    // only ever grow, so this ends.
    loop {
        let mut dropped: Vec<(String, String, Said)> = Vec::new();
        let mut done: BTreeMap<(String, String), Table<'c>> = BTreeMap::new();
        for month in months {
            for who in Who::ALL {
                let Some(units) = month.units.get(&who) else {
                    continue;
                };
                let ours = entries.iter().filter(|entry| entry.who == who);
                let mut tables: Vec<Table<'c>> =
                    ours.map(|entry| Table::new(entry, month, units)).collect();
                let name =
                    |table: &Table<'_>| (table.entry.id.get_ref().clone(), table.month.clone());
                let gone = hide(&mut tables, units, rules, &forced);
                for (at, why) in &gone {
                    let (id, month) = name(&tables[*at]);
                    dropped.push((id, month, why.clone()));
                }
                for (at, table) in tables.into_iter().enumerate() {
                    if gone.iter().all(|(gone, _)| *gone != at) {
                        done.insert(name(&table), table);
                    }
                }
            }
        }
        let before = forced.len();
        if months.len() > 1 {
            for table in done.values() {
                let hidden =
                    (0..table.cells.len()).filter(|cell| table.cells[*cell].state == State::Hidden);
                forced.extend(hidden.map(|cell| key(table, cell)));
            }
        }
        if forced.len() > before {
            continue;
        }
        problems.extend(dropped.into_iter().map(|(_, _, why)| why));
        let order = |id: &str| entries.iter().position(|entry| entry.id.get_ref() == id);
        let mut tables: Vec<Table<'c>> = done.into_values().collect();
        tables.sort_by_key(|table| (order(table.entry.id.get_ref()), table.month.clone()));
        return tables;
    }
}

fn line(table: &Table<'_>, audience: Audience, lang: mimamori_record::Lang) -> TableLine {
    let cells = (0..table.cells.len()).map(|at| {
        let cell = &table.cells[at];
        let (count, mark) = match cell.state {
            State::Shown => (Some(cell.count), None),
            State::Hidden => (None, Some("x")),
            State::Unknown => (None, Some("…")),
            State::Impossible => (None, Some("-")),
        };
        TableCell {
            at: key(table, at).1,
            count,
            mark: mark.map(str::to_owned),
        }
    });
    TableLine {
        id: table.entry.id.get_ref().clone(),
        audience: audience.word().to_owned(),
        month: table.month.clone(),
        title: table.entry.title.said().pick(lang).to_owned(),
        dimensions: table
            .dimensions
            .iter()
            .map(|d| d.field.key().to_owned())
            .collect(),
        cells: cells.collect(),
    }
}

fn write_papers(args: &Args, io: &mut Io, paper: &Paper<'_>) -> Result<(), Failure> {
    if let Some(path) = &args.xlsx {
        let built = paper.workbook().finish()?;
        io.paper(path, &built.bytes)?;
        for remark in &built.remarks {
            io.warn(remark);
        }
    }
    if let Some(path) = &args.html {
        io.paper(path, paper.html()?.as_bytes())?;
    }
    if let Some(path) = &args.csv {
        io.paper(path, csv::csv(paper.tables, paper.lang).as_bytes())?;
    }
    if args.audience == Audience::Public {
        for path in args.papers() {
            if path.with_file_name("month.jsonl").exists() {
                io.detail(&messages::beside_names(&path.display().to_string()));
            }
        }
    }
    Ok(())
}
