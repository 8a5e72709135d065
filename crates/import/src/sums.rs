//! What a list claims about itself: the number of people, and sums that the mapping names.

use std::collections::BTreeMap;

use mimamori_container::{Row, Value};
use mimamori_text::{heading_key, squeeze};

use crate::heading::{Layout, Target};
use crate::mapping::{List, Summed};
use crate::record::ReadRow;
use crate::rows::Total;

/// What was added up, in the groups between rows of totals.
#[derive(Debug, Default)]
struct Tally {
    groups: Vec<i64>,
    /// A row of totals closed the last group.
    closed: bool,
}

impl Tally {
    fn add(&mut self, number: i64) {
        match self.groups.last_mut() {
            Some(last) if !self.closed => *last += number,
            _ => self.groups.push(number),
        }
        self.closed = false;
    }

    /// Whether a claim is about the last group, the last ones, or all: class, grade, school.
    fn agrees(&self, claim: i64) -> bool {
        let mut sum = 0;
        let mut upwards = self.groups.iter().rev().map(|group| {
            sum += group;
            sum
        });
        self.groups.is_empty() && claim == 0 || upwards.any(|sum| sum == claim)
    }
}

/// The sums of one table.
pub(crate) struct Sums<'a> {
    list: &'a List,
    layout: &'a Layout,
    people: Tally,
    /// Of fields and of columns of sums.
    columns: BTreeMap<u32, Tally>,
    /// How many have a mark that a check counts, for each day.
    days: BTreeMap<(usize, u32), Tally>,
    /// Columns in which something could not be read: their sum is not known.
    unknown: Vec<u32>,
}

impl<'a> Sums<'a> {
    pub(crate) fn new(list: &'a List, layout: &'a Layout) -> Self {
        let sums = list.checks.iter().flat_map(|check| match &check.of {
            Summed::Fields(fields) => fields.as_slice(),
            Summed::Marks(_) => &[],
        });
        let sums: Vec<usize> = sums.copied().collect();
        let added = layout.columns.iter();
        let added = added.filter(|(_, target)| target.field().is_some_and(|f| sums.contains(&f)));
        let columns = added.map(|(column, _)| column).chain(layout.checks.keys());
        let columns = columns.map(|column| (*column, Tally::default())).collect();
        let days = list
            .checks
            .iter()
            .enumerate()
            .filter(|(_, check)| matches!(check.of, Summed::Marks(_)));
        let targets = layout.columns.iter();
        let marked = targets.filter(|(_, target)| target.field().is_none());
        let days = days.flat_map(|(check, _)| {
            marked
                .clone()
                .map(move |(column, _)| ((check, *column), Tally::default()))
        });
        Sums {
            list,
            layout,
            people: Tally::default(),
            columns,
            days: days.collect(),
            unknown: Vec::new(),
        }
    }

    /// Adds a row; the columns of sums that do not agree with it.
    pub(crate) fn row(&mut self, row: &Row, read: &ReadRow<'_>) -> Vec<u32> {
        self.people.add(1);
        if self.list.checks.is_empty() {
            return Vec::new();
        }
        self.unknown
            .extend(read.bad.iter().map(|(_, column, _)| *column));
        let mut wrong = Vec::new();
        for (column, check) in &self.layout.checks {
            let counted = self.counted(*check, read);
            let claim = row.get(*column).and_then(number);
            if let (Some(counted), Some(claim)) = (counted, claim)
                && counted != claim
            {
                wrong.push(*column);
            }
            match claim.or(counted) {
                Some(number) => self.add(*column, number),
                None => self.unknown.push(*column),
            }
        }
        for (column, number) in &read.numbers {
            self.add(*column, *number);
        }
        for ((check, column), tally) in &mut self.days {
            if let Summed::Marks(marks) = &self.list.checks[*check].of {
                let hit = read
                    .marks
                    .iter()
                    .any(|(at, mark)| at == column && marks.contains(mark));
                tally.add(i64::from(hit));
            }
        }
        wrong
    }

    fn add(&mut self, column: u32, number: i64) {
        if let Some(tally) = self.columns.get_mut(&column) {
            tally.add(number);
        }
    }

    /// What a check comes to in this row; none when a part of it could not be read.
    fn counted(&self, check: usize, read: &ReadRow<'_>) -> Option<i64> {
        let target = |column: &u32| self.layout.columns.get(column);
        let bad = read.bad.iter().filter_map(|(_, column, _)| target(column));
        match &self.list.checks[check].of {
            Summed::Marks(marks) => {
                let mut bad = bad;
                let lost = bad.any(|target| target.field().is_none());
                let hits = read.marks.iter().filter(|(_, mark)| marks.contains(mark));
                let count = i64::try_from(hits.count()).ok();
                count.filter(|_| !lost)
            }
            Summed::Fields(fields) => {
                let added = |target: &Target| target.field().is_some_and(|f| fields.contains(&f));
                let mut bad = bad;
                let lost = bad.any(added);
                let numbers = read.numbers.iter();
                let mine = numbers.filter(|(column, _)| target(column).is_some_and(added));
                let sum = mine.map(|(_, number)| number).sum();
                Some(sum).filter(|_| !lost)
            }
        }
    }

    /// Compares a row of totals; the column (none for the number of people) and the field of each
    /// number that does not agree.
    pub(crate) fn total(
        &mut self,
        row: &Row,
        total: &Total,
    ) -> Vec<(Option<u32>, Option<&'a str>)> {
        let mut wrong = Vec::new();
        let people = total.people.and_then(|people| i64::try_from(people).ok());
        if people.is_some_and(|people| !self.people.agrees(people)) {
            wrong.push((None, None));
        }
        let label = heading_key(&total.label);
        let named = self
            .list
            .checks
            .iter()
            .position(|check| check.names(&label));
        for cell in row
            .cells
            .iter()
            .filter(|cell| !self.unknown.contains(&cell.column))
        {
            let tally = match (self.columns.get(&cell.column), named) {
                (Some(tally), _) => Some(tally),
                (None, Some(check)) => self.days.get(&(check, cell.column)),
                (None, None) => None,
            };
            let (Some(tally), Some(claim)) = (tally, number(&cell.value)) else {
                continue;
            };
            if !tally.agrees(claim) {
                let target = self.layout.columns.get(&cell.column);
                let field = target.and_then(|target| match target.field() {
                    Some(field) => self.list.fields.get(field),
                    None => self.list.fields.iter().find(|field| field.day_columns),
                });
                wrong.push((Some(cell.column), field.map(|field| field.key.as_str())));
            }
        }
        self.people.closed = true;
        let columns = self.columns.values_mut();
        for tally in columns.chain(self.days.values_mut()) {
            tally.closed = true;
        }
        wrong
    }
}

/// A whole number, with or without its unit; none when a cell says anything else.
fn number(value: &Value) -> Option<i64> {
    let text = squeeze(&value.shown()).replace(',', "");
    let digits = text.trim_end_matches(|c: char| "人名日回件円".contains(c));
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_may_be_about_the_class_the_grade_or_all() {
        let mut tally = Tally::default();
        assert!(tally.agrees(0) && !tally.agrees(1));
        for group in [[1, 2], [3, 4], [5, 6]] {
            for number in group {
                tally.add(number);
            }
            tally.closed = true;
        }
        for claim in [11, 18, 21] {
            assert!(tally.agrees(claim), "{claim}");
        }
        assert!(!tally.agrees(10));
    }

    #[test]
    fn numbers_of_totals_may_have_a_unit() {
        let of = |text: &str| number(&Value::Text(text.to_owned()));
        assert_eq!(
            (of("28名"), of("１，２００円"), of("-")),
            (Some(28), Some(1200), None)
        );
        assert_eq!(number(&Value::Number(2.5)), None);
    }
}
