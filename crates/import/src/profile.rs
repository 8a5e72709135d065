//! `--profile`: what stands in the columns of the files, without names and without rare values, so
//! that a clerk can ask a department or a vendor what code 9 means.
//!
//! Shown are shares, digits, decades, ranges of round numbers and codes, each only where it stands in
//! at least [`RARE`] cells. A year of birth may be one child's, a decade of three is nobody's; the
//! largest amount of arrears belongs to one family, the round number below it does not.

mod messages;

use std::path::Path;

use mimamori_container::{Unread, letters};
use mimamori_paper::width;
use mimamori_record::line::FieldType;
use mimamori_record::reason::{self, Reason};
use mimamori_record::{Failure, Lang};
use mimamori_shell::{Given, Io, Outcome, Secrets};

use crate::find::{self, Found};
use crate::open::Opener;
use crate::survey::{
    Column, Kind, Look, RARE, Seen, Type, Words, each_sheet, sensitive, shown_values,
};
use messages as say;

/// Prints what stands in the columns.
pub(crate) fn run(given: &Given, io: &mut Io) -> Result<Outcome, Failure> {
    io.out.answers();
    let files = find::find(&given.operands(), Path::new("."))?;
    files.warn(io);
    let words = Words::new();
    let opener = Opener::new(io);
    let secrets = Secrets::of(given)?;
    let lang = io.lang;
    let mut unread = false;
    io.progress(files.found.len() as u64);
    for file in &files.found {
        let mut page = Page {
            lang,
            text: String::new(),
        };
        each_sheet(file, (&opener, secrets.known()), &words, |sheet, look| {
            let own = reason::OWN_WORKBOOK.code;
            unread |= matches!(look, Err(why) if why.code != own);
            page.sheet(file, sheet, look);
        });
        io.out.answer(&page.text)?;
        io.step(&file.shown);
    }
    io.progress_done();
    Ok(if unread {
        Outcome::Look
    } else {
        Outcome::Quiet
    })
}

struct Page {
    lang: Lang,
    text: String,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn unread(&mut self, place: &str, why: &Reason) {
        let what = why.title.pick(self.lang).to_owned();
        self.line(&format!("{place}: {what}"));
        self.line("");
    }

    fn sheet(&mut self, file: &Found, sheet: Option<&str>, look: Result<Look, Unread>) {
        let place = match sheet {
            Some(sheet) => format!("{}「{sheet}」", file.shown),
            None => file.shown.clone(),
        };
        match look {
            Ok(Look::Empty) => {}
            Ok(Look::NoTable(_)) => {
                let what = say::no_table();
                self.line(&format!("{place}: {}", what.pick(self.lang)));
                self.line("");
            }
            Ok(Look::Table(seen)) => self.table(&place, &seen),
            Err(why) => self.unread(&place, why),
        }
    }

    fn table(&mut self, place: &str, seen: &Seen) {
        let about = say::table(seen);
        self.line(&format!("{place}  {}", about.pick(self.lang)));
        let mut rows = vec![say::HEADINGS.map(|text| text.pick(self.lang).to_owned())];
        for (column, cells) in &seen.columns {
            rows.push(self.column(seen, *column, cells));
        }
        let widest = |at: usize| rows.iter().map(|row| width(&row[at])).max().unwrap_or(0);
        let widths: [usize; 5] = std::array::from_fn(widest);
        for row in &rows {
            let mut line = String::new();
            for (text, wide) in row.iter().zip(widths) {
                let pad = wide.saturating_sub(width(text)) + 2;
                line.push_str(text);
                line.push_str(&" ".repeat(pad));
            }
            self.line(&format!("  {line}"));
        }
        self.line("");
    }

    fn column(&self, seen: &Seen, column: u32, cells: &Column) -> [String; 5] {
        let r#type = Type::of(seen, column);
        let blank =
            u64::from(seen.people.saturating_sub(cells.held)) * 100 / u64::from(seen.people.max(1));
        let mut detail = Vec::new();
        if r#type == Type::Individual {
            detail.push(say::INDIVIDUAL.pick(self.lang).to_owned());
        } else if sensitive(seen, column) {
            detail.push(say::SENSITIVE.pick(self.lang).to_owned());
        } else if cells.held > 0 {
            detail.extend(self.kinds(cells));
            detail.extend(self.dates(cells));
            detail.extend(self.ranges(r#type, cells));
            detail.extend(self.values(seen, column));
        }
        [
            letters(column),
            seen.heading(column),
            r#type.label().pick(self.lang).to_owned(),
            say::filled(blank, cells.different())
                .pick(self.lang)
                .to_owned(),
            detail.join("; "),
        ]
    }

    /// The shares of the kinds, where there are several.
    fn kinds(&self, cells: &Column) -> Option<String> {
        let often: Vec<(&Kind, &u32)> = cells.kinds.iter().collect();
        if often.len() < 2 {
            return None;
        }
        let shares = often.iter().map(|(kind, count)| {
            // A single odd cell is told as well: that there is one, not what it says.
            let share = u64::from(**count) * 100 / u64::from(cells.held.max(1));
            format!("{} {share}%", kind.label().pick(self.lang))
        });
        Some(shares.collect::<Vec<_>>().join(", "))
    }

    /// Spellings of days, and their decades.
    fn dates(&self, cells: &Column) -> Option<String> {
        if cells.dates.is_empty() || cells.share(&[Kind::Date, Kind::Month]) < 0.3 {
            return None;
        }
        let spellings = cells
            .dates
            .iter()
            .map(|(spelling, count)| format!("{} {count}", spelling.label().pick(self.lang)));
        let mut all: Vec<String> = spellings.collect();
        let often = |decade: &&i32| cells.decades[*decade] >= RARE;
        let first = cells.decades.keys().find(often);
        let last = cells.decades.keys().rev().find(often);
        if let (Some(first), Some(last)) = (first, last) {
            all.push(say::decades(*first, *last).pick(self.lang).to_owned());
        }
        Some(all.join(", "))
    }

    /// Digits of identifiers, and round numbers around amounts.
    fn ranges(&self, r#type: Type, cells: &Column) -> Option<String> {
        match r#type {
            Type::Of(FieldType::Id) => {
                let often = cells.lengths.iter().filter(|(_, count)| **count >= RARE);
                let lengths: Vec<String> = often
                    .map(|(digits, count)| say::digits(*digits, *count).pick(self.lang).to_owned())
                    .collect();
                (!lengths.is_empty()).then(|| lengths.join(", "))
            }
            Type::Of(FieldType::Integer) => {
                let often = |size: &&(usize, u32)| cells.sizes[*size] >= RARE;
                let (low, high) = (
                    cells.sizes.keys().find(often)?,
                    cells.sizes.keys().rev().find(often)?,
                );
                let scale = |digits: usize| {
                    10_u64.saturating_pow(u32::try_from(digits.saturating_sub(1)).unwrap_or(18))
                };
                let from = u64::from(low.1) * scale(low.0);
                let to = (u64::from(high.1) + 1) * scale(high.0) - 1;
                Some(format!("{from}-{to}"))
            }
            _ => None,
        }
    }

    /// Codes with their counts.
    fn values(&self, seen: &Seen, column: u32) -> Option<String> {
        let (often, rare) = shown_values(seen, column)?;
        let mut all: Vec<String> = often
            .iter()
            .map(|(value, count)| format!("「{value}」 {count}"))
            .collect();
        if rare > 0 {
            all.push(say::rare(rare).pick(self.lang).to_owned());
        }
        Some(all.join(", "))
    }
}
