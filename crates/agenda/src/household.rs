//! The household of a case as a picture: grown-ups and children with age, place in the family and
//! whether the centre supports them.

use chrono::NaiveDate;
use mimamori_calendar::age_in_months;
use mimamori_paper::{Figure, HomeChart, Shape};
use mimamori_record::{Block, Coverage, Individual, Lang, said, standing};

use crate::facts::{self, day};
use crate::messages::{self, tell};
use crate::request::is_placed;

/// What it looks at beside names and ages.
pub(crate) const FIELDS: [(&str, &str); 1] = [("residents", "relationship")];

/// What the picture is drawn from.
pub(crate) struct Household<'a> {
    pub(crate) block: &'a Block,
    pub(crate) coverage: &'a Coverage,
    /// Ids of those who stand on the paper.
    pub(crate) listed: &'a [String],
    /// Whether the run may show what is withheld.
    pub(crate) show: bool,
    pub(crate) today: NaiveDate,
    pub(crate) lang: Lang,
}

impl Household<'_> {
    /// The picture; none of somebody who lives alone, and none where a child is placed: those it
    /// lives with may be its foster family.
    pub(crate) fn picture(&self) -> Option<String> {
        let mut people = self.block.people.iter();
        if !self.show && people.any(|person| is_placed(person, self.coverage, self.today)) {
            return None;
        }
        let here = self.block.people.iter();
        let here = here.filter(|person| !standing::is_gone(person, self.coverage));
        let (mut children, mut adults): (Vec<&Individual>, Vec<&Individual>) =
            here.partition(|person| self.block.relation(&person.line.id) == Some("child"));
        if children.len() + adults.len() < 2 {
            return None;
        }
        for row in [&mut adults, &mut children] {
            row.sort_by_key(|person| person.line.birth_date.clone());
        }
        let groups = [adults, children];
        let groups = groups.map(|group| group.into_iter().map(|p| self.figure(p)).collect());
        let title = said!("世帯の図", "the household");
        let chart = HomeChart {
            title,
            groups: groups.into(),
        };
        Some(chart.svg(self.lang))
    }

    fn figure(&self, person: &Individual) -> Figure {
        let lang = self.lang;
        let born = person.line.birth_date.as_deref().and_then(day);
        let months = born.and_then(|born| age_in_months(born, self.today));
        let mut notes: Vec<String> = Vec::new();
        notes.extend(self.place(person));
        let case = standing::open_case(person, self.coverage);
        notes.extend(case.map(|case| {
            let category = facts::label(case, "category", lang);
            category.unwrap_or_else(|| tell!(lang, "支援中", "supported"))
        }));
        Figure {
            shape: match person.line.sex.as_deref() {
                Some("male") => Shape::Square,
                Some("female") => Shape::Circle,
                _ => Shape::Diamond,
            },
            inside: months.map_or_else(|| "?".to_owned(), |months| (months / 12).to_string()),
            name: person
                .line
                .name
                .clone()
                .unwrap_or_else(|| messages::NO_NAME.pick(lang).to_owned()),
            note: notes.join(messages::DOT.pick(lang)),
            meant: self.listed.contains(&person.line.id),
        }
    }

    /// What the residents' list calls somebody's place in the household (世帯主, 妻, 子).
    fn place(&self, person: &Individual) -> Option<String> {
        let mut rows = standing::judged(person, self.coverage, "residents");
        rows.find_map(|row| row.text("relationship").map(str::to_owned))
    }
}
