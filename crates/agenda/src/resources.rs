//! What there is for families beside the services of the town (地域資源: playgroups, meals, learning
//! together), who was sent there, and for whom nothing was found.
//!
//! Source: 児童福祉法第10条第1項第3号 (information for families) and the plan for support
//! (第10条第1項第4号), which a centre writes with what its area has.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use mimamori_calendar::grade;
use mimamori_paper::{Cell, Column, Row, Sheet, verbatim};
use mimamori_record::line::Record;
use mimamori_record::{Block, Coverage, Individual, Lang, Seen, Text, dictionary, said, standing};
use mimamori_text::heading_key;
use serde::Serialize;

use crate::facts::day;
use crate::messages::tell;

/// The list of the town's resources.
const LIST: &str = "resources";

/// What a meeting chooses where no resource answers what a family needs.
pub(crate) const NONE_FITS: Text = Text::new("応えるものがない", "nothing fits");

/// Every field that is looked at here, of lists of persons.
pub(crate) const FIELDS: [(&str, &str); 4] = [
    ("plan-lines", "service"),
    ("plan-lines", "provider"),
    ("plan-lines", "achieved"),
    ("pregnancy", "due_on"),
];

/// For how many months a decision tells what was needed.
const MONTHS: u32 = 12;

/// Collects them while the households pass.
#[derive(Debug, Default)]
pub(crate) struct Resources {
    rows: Vec<Record>,
    /// How many people were sent to each, by its name as [`heading_key`] makes it.
    sent: BTreeMap<String, usize>,
    /// For how many people of each stage of life nothing was found.
    unanswered: BTreeMap<usize, usize>,
    /// How many lines of plans name nobody who does them, by stage of life.
    undone: BTreeMap<usize, usize>,
}

/// One resource, as the papers show it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Resource {
    #[serde(skip)]
    order: (usize, u32),
    pub(crate) stage: String,
    pub(crate) name: String,
    pub(crate) offers: String,
    pub(crate) for_whom: String,
    pub(crate) how_to_ask: String,
    pub(crate) people: usize,
}

/// For whom nothing was found, by stage of life.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Unmet {
    pub(crate) stage: String,
    /// A meeting said that nothing fits.
    pub(crate) people: usize,
    /// Lines of plans that name nobody who does them.
    pub(crate) lines: usize,
}

/// Both, for the last pages.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Local {
    pub(crate) all: Vec<Resource>,
    pub(crate) unmet: Vec<Unmet>,
}

impl Local {
    /// Whether there is nothing to tell.
    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty() && self.unmet.is_empty()
    }

    /// The column of the list of cases in which a meeting chooses.
    pub(crate) fn column(&self, heading: Text, lang: Lang) -> Column {
        let names = self.all.iter().map(|one| one.name.clone());
        match self.all.is_empty() {
            true => Column::wrapped(heading),
            false => Column::choice(heading, names.chain([NONE_FITS.pick(lang).to_owned()])),
        }
    }

    /// For whom nothing was found, in words.
    pub(crate) fn unmet(&self, lang: Lang) -> Vec<String> {
        let told = self.unmet.iter().map(|one| {
            let Unmet {
                stage,
                people,
                lines,
            } = one;
            tell!(
                lang,
                "{stage}: 応えるものがないとされた人 {people}人、支援機関のない支援内容 {lines}件",
                "{stage}: nothing fits for {people}, lines of plans with nobody to do them: {lines}"
            )
        });
        told.collect()
    }

    /// The list with how many people were sent to each.
    pub(crate) fn sheet(&self, lang: Lang) -> Sheet {
        let mut sheet = Sheet::new(
            said!("地域資源", "local resources"),
            said!("地域の支援・居場所", "What there is for families in the town"),
        )
        .above(said!(
            "会議では名簿の「使う地域資源」で選びます。どれも合わないときは「応えるものがない」を選ぶと、下に数が出ます。",
            "The meeting chooses in the column “local resource” of the list; where it chooses “nothing fits”, that is counted below."
        ))
        .column(Column::text(said!("時期", "stage of life")).width(18))
        .column(Column::wrapped(said!("名称", "name")).width(26))
        .column(Column::wrapped(said!("内容", "what it offers")).width(40))
        .column(Column::wrapped(said!("対象", "for whom")).width(28))
        .column(Column::wrapped(said!("申込み・問合せ", "how to ask")).width(32))
        .column(
            Column::integer(said!("使うとした人", "people")).hint(said!(
                "この1年の会議の決定か、終わっていない計画の支援内容に名前のある人",
                "named in a decision of the last year or in a line of a plan that goes on"
            )),
        )
        .when_empty(said!("地域資源の一覧がありません", "there is no list of resources"))
        .rows(self.all.iter().map(|one| {
            Row::new([
                Cell::from(one.stage.clone()),
                Cell::from(one.name.clone()),
                Cell::from(one.offers.clone()),
                Cell::from(one.for_whom.clone()),
                Cell::from(one.how_to_ask.clone()),
                Cell::from(one.people),
            ])
        }))
        .unfiltered();
        for line in self.unmet(lang) {
            sheet = sheet.below(verbatim(line));
        }
        sheet
    }
}

impl Resources {
    /// Whether a line about nobody may be one of the list.
    pub(crate) fn may_be(line: &[u8]) -> bool {
        std::str::from_utf8(line).is_ok_and(|text| text.contains(LIST))
    }

    /// Takes a row of the list; others are left alone.
    pub(crate) fn take(&mut self, row: Record) {
        if row.dataset == LIST {
            self.rows.push(row);
        }
    }

    /// Counts what was decided and planned for the members of a household.
    pub(crate) fn add(&mut self, block: &Block, coverage: &Coverage, today: NaiveDate) {
        let since = today.checked_sub_months(Months::new(MONTHS));
        for person in &block.people {
            if standing::is_gone(person, coverage) {
                continue;
            }
            let stage = stage_of(block, person, today);
            let kept = person.decided.iter().filter(|r| r.dataset == "decisions");
            let decided = standing::judged(person, coverage, "decisions").chain(kept);
            let lately = decided.filter(|row| row.text("decided_on").and_then(day) >= since);
            let mut named: Vec<&str> = lately.filter_map(|row| row.text("resource")).collect();
            for line in standing::judged(person, coverage, "plan-lines") {
                if line.text("achieved") == Some("achieved") {
                    continue;
                }
                named.extend(["service", "provider"].iter().filter_map(|f| line.text(f)));
                // A list without the column, or a cell that nobody can read, says nothing.
                let nobody = matches!(coverage.look(line, "provider"), Seen::Blank(_));
                if nobody && line.text("service").is_some() {
                    *self.undone.entry(stage).or_default() += 1;
                }
            }
            let mut named: Vec<String> = named.into_iter().map(heading_key).collect();
            named.sort_unstable();
            named.dedup();
            for name in named {
                match [NONE_FITS.ja, NONE_FITS.en]
                    .map(heading_key)
                    .contains(&name)
                {
                    true => *self.unanswered.entry(stage).or_default() += 1,
                    false => *self.sent.entry(name).or_default() += 1,
                }
            }
        }
    }

    /// The list by stage of life, and for whom nothing was found.
    pub(crate) fn local(&self, coverage: &Coverage, lang: Lang) -> Local {
        // Each month's list is the whole list: what is no more on it has closed.
        let month = |row: &Record| coverage.source(&row.source)?.delivered.clone();
        let newest = self.rows.iter().map(month).max().unwrap_or_default();
        let rows = self.rows.iter();
        let rows = rows.filter(|row| coverage.counts(row) && month(row) == newest);
        let one = |row: &Record| {
            let text = |field: &str| row.text(field).unwrap_or_default().to_owned();
            let name = Some(text("resource")).filter(|name| !name.is_empty())?;
            let (order, stage) = stage_of_list(&text("stage_of_life"), lang);
            Some(Resource {
                order: (order, row.row),
                stage,
                people: self.sent.get(&heading_key(&name)).copied().unwrap_or(0),
                name,
                offers: text("offers"),
                for_whom: text("for_whom"),
                how_to_ask: text("how_to_ask"),
            })
        };
        let mut all: Vec<Resource> = rows.filter_map(one).collect();
        // In the order of the list within a stage.
        all.sort_by_key(|one| one.order);
        all.dedup_by(|one, other| one.name == other.name && one.stage == other.stage);
        let unmet = stages().iter().enumerate().filter_map(|(at, code)| {
            let of = |counts: &BTreeMap<usize, usize>| counts.get(&at).copied().unwrap_or(0);
            let (people, lines) = (of(&self.unanswered), of(&self.undone));
            (people + lines > 0).then(|| Unmet {
                stage: code.label.pick(lang).to_owned(),
                people,
                lines,
            })
        });
        Local {
            unmet: unmet.collect(),
            all,
        }
    }
}

/// The stages of life, in the order of the dictionary.
fn stages() -> &'static [dictionary::Code] {
    dictionary::field_of(LIST, "stage_of_life").map_or(&[][..], |field| field.codes)
}

/// The place of a stage and its name, as a code or in the list's own words.
fn stage_of_list(written: &str, lang: Lang) -> (usize, String) {
    let known = |code: &dictionary::Code| {
        [code.key, code.label.ja, code.label.en]
            .map(heading_key)
            .contains(&heading_key(written))
    };
    match stages().iter().position(known) {
        Some(at) => (at, stages()[at].label.pick(lang).to_owned()),
        None => (stages().len(), written.to_owned()),
    }
}

/// The place of the stage of life in which somebody is.
fn stage_of(block: &Block, person: &Individual, today: NaiveDate) -> usize {
    let born = person.line.birth_date.as_deref().and_then(day);
    let child = block.relation(&person.line.id) == Some("child");
    let key = match born.map(|born| grade(born, today)) {
        _ if person.of("pregnancy").next().is_some() && !child => "pregnancy",
        Some(..1) if child => "infancy",
        Some(1..10) if child => "school-age",
        Some(10..) if child => "youth",
        _ => "any",
    };
    let at = stages().iter().position(|code| code.key == key);
    at.unwrap_or(stages().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_of_life_is_a_code_or_a_label_and_any_other_word_stands_last() {
        let of = |written: &str| stage_of_list(written, Lang::Ja);
        assert_eq!(of("infancy"), (1, "乳幼児".to_owned()));
        assert_eq!(of("乳 幼児"), (1, "乳幼児".to_owned()));
        assert_eq!(of("冬休み"), (stages().len(), "冬休み".to_owned()));
    }

    #[test]
    fn where_there_is_no_list_nobody_can_say_that_nothing_fits() {
        let heading = Text::new("使う地域資源", "local resource");
        let empty = Local::default();
        assert!(empty.is_empty());
        let column = format!("{:?}", empty.column(heading, Lang::Ja));
        assert!(!column.contains(NONE_FITS.ja), "{column}");
    }
}
