//! The review workbook: questions side by side, differences marked, room for the answer.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mimamori_paper::{
    Built, Cell, Column, Mark, Page, Row, Seal, Sheet, Workbook, verbatim, wareki,
};
use mimamori_record::line::FieldType;
use mimamori_record::{Failure, Lang, dictionary};

use crate::decide::Question;
use crate::identity::Field;
use crate::messages;
use crate::today::printed_name;
use crate::withheld::withheld;
use crate::write::Result as Matched;

/// What is shown of each side. Former names are not: whoever answers must not learn of an adoption.
const SHOWN: [Field; 9] = [
    Field::Name,
    Field::Kana,
    Field::BirthDate,
    Field::Sex,
    Field::ResidentNo,
    Field::Address,
    Field::GuardianName,
    Field::Institution,
    Field::Class,
];

/// What tells where somebody is.
const WHEREABOUTS: [Field; 3] = [Field::Address, Field::Institution, Field::Class];

/// A question as it stands on the paper.
struct Asked<'a> {
    question: &'a Question,
    /// How many records find their person by the answer.
    settles: usize,
    key: String,
}

/// Makes the workbook. Questions that settle most come first.
pub(crate) fn workbook(matched: Matched<'_>, lang: Lang) -> Result<Built, Failure> {
    let intake = matched.intake;
    let day = NaiveDate::parse_from_str(&intake.today, "%Y-%m-%d").unwrap_or_default();
    let mark = Mark::new("review", &intake.town.series, day);
    let seal = Seal::new(&intake.town.seal);
    let mut sheet = Sheet::new(messages::REVIEW_SHEET, messages::REVIEW_TITLE)
        .page(Page::A3_LANDSCAPE)
        .above(messages::REVIEW_HOW)
        .above(messages::REVIEW_MARKS)
        .when_empty(messages::REVIEW_NOTHING)
        .frozen(2)
        .column(Column::integer(messages::NUMBER).width(5))
        .column(Column::integer(messages::SETTLES).width(6))
        .column(Column::wrapped(messages::WHY_ASKED).width(20));
    // Thirty columns on one sheet of A3: narrow ones, so that their text is not printed too small.
    sheet = sheet.columns(two(messages::LISTS, 10));
    for field in SHOWN {
        let label = dictionary::IDENTITY
            .iter()
            .find(|entry| entry.key == field.key())
            .map(|entry| entry.label);
        let named = match field {
            Field::Name | Field::Kana | Field::BirthDate => Some(field.key()),
            _ => None,
        };
        let (label, width) = match field {
            Field::Address => (label.unwrap_or(messages::LISTS), 16),
            Field::Institution => (messages::SCHOOL, 8),
            Field::Class => (messages::CLASS, 6),
            Field::Sex => (label.unwrap_or(messages::LISTS), 4),
            Field::BirthDate => (label.unwrap_or(messages::LISTS), 13),
            _ => (label.unwrap_or(messages::LISTS), 10),
        };
        let columns = two(label, width);
        sheet = sheet.columns(match named {
            Some(key) => {
                let [a, b] = columns;
                [a.field(format!("a_{key}")), b.field(format!("b_{key}"))]
            }
            None => columns,
        });
    }
    sheet = sheet.columns(filled_in(lang));
    let withheld = withheld(matched);
    for (number, asked) in (1_i64..).zip(sorted(matched)) {
        // The two sides may be one: either would tell where the other is.
        let side = matched.being_of(asked.question.edge.a);
        let hide = side.is_some_and(|side| withheld.contains(&side));
        sheet.push(row(matched, &seal, number, &asked, hide, lang).lines(2));
    }
    Workbook::new(mark, messages::REVIEW_TITLE, lang)
        .footer(messages::CONFIDENTIAL)
        .sheet(sheet)
        .finish()
}

/// The columns for the answer, as the dictionary names them.
fn filled_in(lang: Lang) -> Vec<Column> {
    let fields = ["answer", "answered_by", "answered_on", "note"];
    fields
        .into_iter()
        .filter_map(|key| dictionary::field_of("answers", key))
        .map(|field| {
            let labels = field.codes.iter().map(|code| code.label.pick(lang));
            let column = match field.r#type {
                FieldType::Code => Column::choice(field.label, labels),
                FieldType::Date => Column::date(field.label),
                _ => Column::text(field.label),
            };
            let width = if field.key == "note" { 16 } else { 11 };
            column.field(field.key).width(width).fill_in()
        })
        .collect()
}

fn two(label: mimamori_record::Text, width: u16) -> [Column; 2] {
    ["A", "B"].map(|side| Column::text(verbatim(side)).under(label).width(width))
}

fn sorted(matched: Matched<'_>) -> Vec<Asked<'_>> {
    let mut asked: Vec<Asked<'_>> = matched
        .decision
        .questions
        .iter()
        .map(|question| {
            let (a, b) = (question.edge.a, question.edge.b);
            let (one, other) = (matched.records_of(a), matched.records_of(b));
            Asked {
                question,
                settles: one.min(other).max(1),
                key: format!("{}|{}", matched.key_of(a), matched.key_of(b)),
            }
        })
        .collect();
    asked.sort_by(|a, b| {
        let rank =
            |asked: &Asked<'_>| (usize::MAX - asked.settles, -asked.question.edge.score.bits);
        rank(a).cmp(&rank(b)).then_with(|| a.key.cmp(&b.key))
    });
    asked
}

fn row(
    matched: Matched<'_>,
    seal: &Seal,
    number: i64,
    asked: &Asked<'_>,
    withheld: bool,
    lang: Lang,
) -> Row {
    let (a, b) = (asked.question.edge.a, asked.question.edge.b);
    let settles = i64::try_from(asked.settles).unwrap_or(i64::MAX);
    let mut cells = vec![
        Cell::Integer(number),
        Cell::Integer(settles),
        Cell::from(why(matched, asked.question, lang)),
        Cell::from(lists(matched, a, lang)),
        Cell::from(lists(matched, b, lang)),
    ];
    for field in SHOWN {
        let hide = withheld && WHEREABOUTS.contains(&field);
        let value = |side: u32| {
            let value = shown(matched, side, field, lang)?;
            Some(match hide {
                true => messages::WITHHELD.pick(lang).to_owned(),
                false => value,
            })
        };
        let (one, other) = (value(a), value(b));
        let differ = differ(matched, a, b, field);
        for text in [one, other] {
            cells.push(match text {
                None => Cell::Blank,
                Some(text) if differ => Cell::Strong(text),
                Some(text) => Cell::from(text),
            });
        }
    }
    let people = [a, b].map(|side| sealed(matched, side, lang)).concat();
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    Row::keyed(seal.key(&asked.key, &people), cells)
}

/// Why people are asked, and what they said before.
fn why(matched: Matched<'_>, question: &Question, lang: Lang) -> String {
    let why = messages::why(question.why).pick(lang);
    let Some(standing) = question.before.map(|at| &matched.settled.answers[at]) else {
        return why.to_owned();
    };
    let day = standing.answer.day();
    let said = match standing.disputed {
        true => messages::disputed_before(why, day),
        false => messages::unsure_before(why, day),
    };
    said.pick(lang).to_owned()
}

/// Birth date and kana of a side as the row shows them; the name where it has no kana.
fn sealed(matched: Matched<'_>, identity: u32, lang: Lang) -> Vec<String> {
    let born = matched.value_of(identity, Field::BirthDate);
    let kana = shown(matched, identity, Field::Kana, lang);
    let called = kana.or_else(|| shown(matched, identity, Field::Name, lang));
    vec![
        born.unwrap_or_default().to_owned(),
        called.unwrap_or_default(),
    ]
}

/// The lists on which a side stands.
fn lists(matched: Matched<'_>, identity: u32, lang: Lang) -> String {
    let names: BTreeSet<&str> = matched.lists(identity).into_keys().collect();
    let labels: Vec<String> = names
        .into_iter()
        .map(|name| {
            dictionary::dataset(name)
                .map_or(name, |entry| entry.label.pick(lang))
                .to_owned()
        })
        .collect();
    if labels.is_empty() {
        messages::EARLIER.pick(lang).to_owned()
    } else {
        labels.join("・")
    }
}

/// A value as people read it; where the row has none, that of another row of the same person.
fn shown(matched: Matched<'_>, identity: u32, field: Field, lang: Lang) -> Option<String> {
    let value = matched.value_of(identity, field)?;
    Some(match field {
        Field::Name | Field::GuardianName => printed_name(value),
        Field::BirthDate => match (lang, value.parse::<NaiveDate>()) {
            (Lang::Ja, Ok(day)) => wareki(day),
            _ => value.to_owned(),
        },
        Field::Sex => dictionary::code_label("residents", "sex", value)
            .map_or(value, |label| label.pick(lang))
            .to_owned(),
        _ => value.to_owned(),
    })
}

/// Whether what stands on the two sides differs in more than the way of writing.
fn differ(matched: Matched<'_>, a: u32, b: u32, field: Field) -> bool {
    let [Some(a), Some(b)] = [a, b].map(|side| matched.witness(side, field)) else {
        return false;
    };
    let mut terms = matched.comparer.explain(a, b).into_iter();
    terms.any(|(name, level, _)| {
        let about = match field {
            Field::Name => name == "given_name" || name == "surname",
            Field::Kana => name == "given_name" && level.contains("kana"),
            Field::GuardianName => name == "guardian",
            Field::Institution | Field::Class => name == "school",
            field => name == field.key(),
        };
        about
            && !matches!(
                &*level,
                "same" | "same-letters" | "same-kana" | "same-class" | "same-grade" | "missing"
            )
    })
}
