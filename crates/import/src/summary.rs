//! The table of who has sent what, for people: school × month, in eighty columns.

use mimamori_calendar::YearMonth;
use mimamori_paper::width;
use mimamori_record::{Lang, Said};

use crate::arrivals::{Arrivals, Standing};
use crate::messages as say;

/// The columns of a terminal that nobody has made wider.
const TERMINAL: usize = 80;
/// Between two columns.
const GAP: usize = 2;

/// The table with its heading, each language laid out by its own widths.
pub(crate) fn table(lists: &[Arrivals]) -> Said {
    let heading = say::arrivals_heading(lists.iter().flat_map(standings));
    let lay_out = |lang: Lang| {
        let mut lines = vec![heading.pick(lang).to_owned()];
        lines.extend(lines_of(lists, lang));
        lines.join("\n")
    };
    Said {
        ja: lay_out(Lang::Ja),
        en: lay_out(Lang::En),
    }
}

fn standings(list: &Arrivals) -> impl Iterator<Item = &Standing> {
    list.rows.iter().flat_map(|(_, standings)| standings)
}

fn lines_of(lists: &[Arrivals], lang: Lang) -> Vec<String> {
    let label = |list: &Arrivals| say::list_label(&list.dataset).pick(lang).to_owned();
    let first = lists.iter().flat_map(|list| {
        let names = list.rows.iter().map(|(name, _)| name.as_deref());
        let schools = names.map(|name| width(name.unwrap_or("")) + GAP);
        // A list without months has its schools beside it.
        let schools = schools.filter(|_| !list.months.is_empty());
        schools.chain([width(&label(list))])
    });
    let first = first.max().unwrap_or(0);
    // The plain lists first: what comes month by month takes a table of its own.
    let (monthly, plain): (Vec<_>, Vec<_>) = lists.iter().partition(|list| !list.months.is_empty());
    let mut lines = Vec::new();
    for list in plain {
        lines.extend(plain_lines(list, &label(list), first, lang));
    }
    for list in monthly {
        lines.extend(month_lines(list, &label(list), first, lang));
    }
    lines
}

/// A list without months: one line, folded only when there are too many institutions for it.
fn plain_lines(list: &Arrivals, label: &str, first: usize, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = begin(label, first);
    for (place, (name, standings)) in list.rows.iter().enumerate() {
        let mark = standings
            .first()
            .map(say::standing)
            .unwrap_or_else(say::nothing);
        let mark = mark.pick(lang);
        let cell = match name {
            Some(name) => format!("{name} {mark}"),
            None => mark.to_owned(),
        };
        if place > 0 && width(&line) + GAP + width(&cell) > TERMINAL {
            lines.push(std::mem::replace(&mut line, begin("", first)));
        }
        line += &" ".repeat(GAP);
        line += &cell;
    }
    lines.push(line);
    lines
}

/// A monthly list: months across, institutions down, in as many blocks as the width needs.
fn month_lines(list: &Arrivals, label: &str, first: usize, lang: Lang) -> Vec<String> {
    let cells: Vec<Vec<String>> = list
        .rows
        .iter()
        .map(|(_, standings)| {
            let text = |one: &Standing| say::standing(one).pick(lang).to_owned();
            standings.iter().map(text).collect()
        })
        .collect();
    let heads: Vec<String> = list.months.iter().map(YearMonth::to_string).collect();
    let all = cells.iter().flatten().chain(&heads);
    let column = all.map(|text| width(text)).max().unwrap_or(0) + GAP;
    let room = TERMINAL.saturating_sub(width(&begin("", first)));
    let most = (room / column).max(1);
    // Blocks of the same breadth read better than a full one and a rest.
    let blocks = heads.len().div_ceil(most);
    let block = heads.len().div_ceil(blocks.max(1));
    let mut lines = Vec::new();
    for from in (0..heads.len()).step_by(block.max(1)) {
        let months = from..heads.len().min(from + block);
        let head = if from == 0 { label } else { "" };
        lines.push(row(head, &heads[months.clone()], first, column));
        for ((name, _), cells) in list.rows.iter().zip(&cells) {
            let name = format!("{}{}", " ".repeat(GAP), name.as_deref().unwrap_or(""));
            lines.push(row(&name, &cells[months.clone()], first, column));
        }
    }
    lines
}

fn row(name: &str, cells: &[String], first: usize, column: usize) -> String {
    let mut line = begin(name, first);
    for cell in cells {
        line += &" ".repeat(GAP);
        line += &padded(cell, column - GAP);
    }
    line.truncate(line.trim_end().len());
    line
}

fn begin(name: &str, first: usize) -> String {
    format!("{}{}", " ".repeat(GAP), padded(name, first))
}

fn padded(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(width(text))))
}
