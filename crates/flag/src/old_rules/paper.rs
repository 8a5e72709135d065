//! The comparison as a workbook or page: a sheet of rules and one of people.

use chrono::NaiveDate;
use mimamori_paper::{Cell, Column, Mark, Page, Row, Sheet, Workbook};
use mimamori_record::{Lang, Text};

use super::messages as say;
use super::text::{Teller, head};
use super::{Difference, File, Person};
use crate::messages;

/// The whole paper.
pub(crate) fn workbook(found: &Difference, files: [File<'_>; 2], lang: Lang) -> Workbook {
    let series = &found.head.coverage.town().series;
    let today = found.head.today.parse().unwrap_or_default();
    let teller = Teller { found, lang };
    Workbook::new(Mark::new("old-rules", series, today), say::TITLE, lang)
        .footer(messages::FOOTER)
        .sheet(rules(&teller, files))
        .sheet(people(&teller))
}

fn number(count: u64) -> Cell {
    Cell::from(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Every rule that is on in either file, and what was changed in it.
fn rules(teller: &Teller<'_>, files: [File<'_>; 2]) -> Sheet {
    let mut sheet = Sheet::new(say::RULES, say::TITLE)
        .page(Page::A4_LANDSCAPE)
        .unfiltered();
    for said in head(teller.found, files) {
        sheet = sheet.above(said);
    }
    sheet = sheet
        .column(Column::wrapped(messages::RULE).width(36))
        .column(Column::integer(say::OLD))
        .column(Column::integer(say::NEW))
        .column(Column::integer(say::CAME))
        .column(Column::integer(say::WENT))
        .column(Column::integer(say::UNKNOWN_OLD))
        .column(Column::integer(say::UNKNOWN_NEW))
        .column(Column::wrapped(say::CHANGED).width(72));
    for rule in &teller.found.rules {
        if rule.pair.on == [false; 2] {
            continue;
        }
        let numbers = [rule.fired[0], rule.fired[1], rule.came, rule.went];
        let numbers = numbers.into_iter().chain(rule.unknown).map(number);
        let title = messages::pick(&rule.pair.title, teller.lang);
        let name = Cell::from(format!("{title}\n{}", rule.pair.id));
        let changes = Cell::from(teller.changes(&rule.pair).join("\n"));
        sheet.push(Row::new(
            std::iter::once(name).chain(numbers).chain([changes]),
        ));
    }
    sheet
}

/// Those who come, then those who leave, then those who stay for other reasons.
fn people(teller: &Teller<'_>) -> Sheet {
    let mut sheet = Sheet::new(say::PEOPLE, say::TITLE)
        .page(Page::A4_LANDSCAPE)
        .unfiltered()
        .when_empty(say::SAME)
        .column(Column::wrapped(say::LIST).width(16))
        .column(Column::wrapped(messages::CHILD).width(20))
        .column(Column::wrapped(messages::RULE).width(34))
        .column(Column::wrapped(messages::WHY).width(44))
        .column(Column::wrapped(messages::WHERE).width(40))
        .column(Column::wrapped(say::CHANGED).width(36));
    let groups = [
        ([false, true], say::COME),
        ([true, false], say::GO),
        ([true, true], say::STAY),
    ];
    for (listed, title) in groups {
        for person in teller.found.people.iter().filter(|p| p.listed == listed) {
            for row in rows(teller, person, title) {
                sheet.push(row);
            }
        }
    }
    sheet
}

fn rows(teller: &Teller<'_>, person: &Person, title: Text) -> Vec<Row> {
    let lang = teller.lang;
    let mut name = person.name.clone();
    if person.protected {
        name.push_str(messages::PROTECTED.pick(lang));
    }
    let today: NaiveDate = teller.found.head.today.parse().unwrap_or_default();
    let age = person.birth.map(|birth| messages::age(birth, today, lang));
    let more = [person.kana.clone(), age.unwrap_or_default()];
    for line in more.iter().filter(|line| !line.is_empty()) {
        name.push('\n');
        name.push_str(line);
    }
    let reasons = person.reasons.iter().map(|reason| {
        let pair = &teller.found.rules[reason.rule].pair;
        let changed = [vec![teller.why(pair)], teller.now(person, reason)].concat();
        Row::new([
            Cell::from(title.pick(lang)),
            Cell::from(name.as_str()),
            Cell::from(say::reason(teller.title(pair, reason.came), reason.came).pick(lang)),
            Cell::from(teller.cells().says(&reason.cells).join("\n")),
            Cell::from(
                teller
                    .cells()
                    .places(&reason.cells, person.protected)
                    .join("\n"),
            ),
            Cell::from(changed.join("\n")),
        ])
    });
    reasons.collect()
}
