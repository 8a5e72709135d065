//! The answer as a paper: a sheet for each section.

use chrono::NaiveDate;
use mimamori_paper::{Cell, Column, Mark, Page, Row, Sheet, Workbook, verbatim};
use mimamori_record::{Lang, Said};

use super::fields::{Finding, Shown};
use super::people::Person;
use super::values::How;
use super::{Report, say, words};

/// More files than this are counted, not named.
const PLACES: usize = 4;

/// Describes the paper.
pub(crate) fn workbook(report: &Report, lang: Lang) -> Workbook {
    let day = NaiveDate::parse_from_str(&report.today, "%Y-%m-%d").unwrap_or_default();
    let mark = Mark::new("reconcile", &report.series, day);
    Workbook::new(mark, report.title(), lang)
        .footer(crate::messages::CONFIDENTIAL)
        .sheet(both(report, lang))
        .sheet(only(report, 0, lang))
        .sheet(only(report, 1, lang))
        .sheet(open(report, lang))
}

fn sheet(section: usize, title: Said) -> Sheet {
    Sheet::new(say::SECTIONS[section], title)
        .page(Page::A4_LANDSCAPE)
        .when_empty(say::NOBODY)
}

fn both(report: &Report, lang: Lang) -> Sheet {
    let [a, b] = [&report.heads[0].name, &report.heads[1].name];
    let mut sheet = sheet(0, say::on_both(a, b, report.both.len()));
    for (letter, head) in ["A", "B"].into_iter().zip(&report.heads) {
        let said = say::head(&head.name, head.people, head.rows);
        let places = words::places(head, PLACES, lang).join(words::comma(lang));
        sheet = sheet.above(verbatim(format!("{letter}: {}　{places}", said.pick(lang))));
        for line in words::remarks(letter, head, lang) {
            sheet = sheet.above(verbatim(line));
        }
    }
    sheet = sheet.above(report.counts());
    for line in words::over_both(report, lang) {
        sheet = sheet.above(verbatim(line));
    }
    sheet = sheet.frozen(2).columns(who());
    sheet = sheet
        .column(Column::text(say::FIELD).width(14))
        .column(Column::text(say::HOW).width(15));
    for (letter, head) in ["A", "B"].into_iter().zip(&report.heads) {
        let band = verbatim(letter);
        // Of several files each cell is named with its own.
        let width = if head.places.len() > 1 { 32 } else { 10 };
        sheet = sheet
            .column(Column::wrapped(say::VALUE).under(band.clone()).width(24))
            .column(Column::text(say::CELL).under(band).width(width));
    }
    for (number, person) in (1_i64..).zip(&report.both) {
        let mut rows: Vec<Row> = Vec::new();
        let front = front(number, person, lang);
        let row = |rest: Vec<Cell>| Row::new(front.iter().cloned().chain(rest));
        rows.extend(person.findings.iter().map(|one| row(finding(one, lang))));
        if !person.spelling.is_empty() {
            let fields = person.spelling.join(words::comma(lang));
            rows.push(row(whole(
                &fields,
                &how(How::Spelling, lang),
                person,
                false,
                lang,
            )));
        }
        for (letter, times) in ["A", "B"].into_iter().zip(person.times) {
            if times > 1 {
                let told = say::rows_on(letter, times);
                rows.push(row(whole("", told.pick(lang), person, true, lang)));
            }
        }
        if rows.is_empty() {
            let none = say::NO_DIFFERENCE.pick(lang);
            let none = format!("{} {none}", say::mark(How::Same));
            rows.push(row(whole("", &none, person, false, lang)));
        }
        let last = rows.pop().map(Row::closes);
        sheet = sheet.rows(rows).rows(last);
    }
    sheet
}

/// Number, name, reading and birth date.
fn who() -> Vec<Column> {
    vec![
        Column::integer(crate::messages::NUMBER).width(5),
        Column::text(say::NAME).width(16),
        Column::text(say::KANA).width(16),
        Column::date(say::BIRTH_DATE).width(18),
    ]
}

fn front(number: i64, person: &Person, lang: Lang) -> Vec<Cell> {
    let mut all = vec![Cell::Integer(number)];
    all.extend(called(person, lang));
    all
}

fn called(person: &Person, lang: Lang) -> [Cell; 3] {
    let mut name = person.name.clone();
    if person.protected {
        name.push_str(say::PROTECTED.pick(lang));
    }
    [
        Cell::from(name),
        Cell::from(person.kana.as_str()),
        Cell::day_or_month(&person.born),
    ]
}

fn how(how: How, lang: Lang) -> String {
    format!("{} {}", say::mark(how), say::how(how).pick(lang))
}

fn finding(finding: &Finding, lang: Lang) -> Vec<Cell> {
    let strong = finding.how == How::Differs;
    let emphatic = |text: String| match strong {
        true => Cell::Strong(text),
        false => Cell::from(text),
    };
    let mut cells = vec![
        Cell::from(words::field(finding)),
        emphatic(how(finding.how, lang)),
    ];
    for side in &finding.sides {
        let join = |part: fn(&Shown) -> &str| {
            let parts: Vec<&str> = side.iter().map(part).collect();
            parts.join("\n")
        };
        cells.push(emphatic(join(|shown| &shown.text)));
        cells.push(Cell::from(join(|shown| &shown.cell)));
    }
    cells
}

/// A row about the whole of somebody's rows; of many the first is named, unless all are wanted.
fn whole(field: &str, how: &str, person: &Person, all: bool, lang: Lang) -> Vec<Cell> {
    let [a, b] = [0, 1].map(|at| match person.rows[at].as_slice() {
        [first, _, rest @ ..] if !all => {
            let more = say::more_places(rest.len() + 1);
            Cell::from(format!("{first}{}{}", words::comma(lang), more.pick(lang)))
        }
        rows => Cell::from(rows.join("\n")),
    });
    vec![
        Cell::from(field),
        Cell::from(how),
        Cell::Blank,
        a,
        Cell::Blank,
        b,
    ]
}

fn only(report: &Report, at: usize, lang: Lang) -> Sheet {
    let people = &report.only[at];
    let title = say::only_on(["A", "B"][at], &report.heads[at].name, people.len());
    let mut sheet = sheet(at + 1, title).frozen(2);
    let (letter, other) = (["B", "A"][at], &report.heads[1 - at]);
    if !other.gaps.is_empty() {
        let gaps = other.gaps.join(words::comma(lang));
        sheet = sheet.above(say::gaps(letter, &gaps));
    }
    if report.undecided[at] > 0 {
        sheet = sheet.above(say::besides(report.undecided[at]));
    }
    sheet = sheet
        .columns(who())
        .column(Column::text(say::CELL).width(24))
        .column(Column::wrapped(say::CODES).width(34))
        .column(Column::wrapped(say::OTHER_LISTS).width(26))
        .column(Column::wrapped(say::REMARK).width(20));
    for (number, person) in (1_i64..).zip(people) {
        let mut cells = front(number, person, lang);
        cells.push(Cell::from(person.rows[at].join("\n")));
        cells.push(Cell::from(person.codes.as_str()));
        cells.push(Cell::from(person.others.as_str()));
        cells.push(Cell::from(words::twice(person, lang).join("\n")));
        sheet.push(Row::new(cells));
    }
    sheet
}

fn open(report: &Report, lang: Lang) -> Sheet {
    let mut sheet = sheet(3, say::undecided(report.undecided))
        .above(say::DECIDE)
        .column(Column::integer(crate::messages::NUMBER).width(5))
        .column(Column::wrapped(crate::messages::WHY_ASKED).width(24));
    for side in [say::ONE, say::OTHER] {
        let columns = who().into_iter().skip(1);
        let place = Column::text(say::CELL).width(16);
        let columns = columns.chain([place]).map(|column| column.under(side));
        sheet = sheet.columns(columns);
    }
    for (number, open) in (1_i64..).zip(&report.open) {
        let mut cells = vec![Cell::Integer(number), Cell::from(open.why.as_str())];
        for person in &open.sides {
            cells.extend(called(person, lang));
            cells.push(Cell::from(words::stands(person, lang)));
        }
        sheet.push(Row::new(cells));
    }
    sheet
}
