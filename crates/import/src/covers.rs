//! Which parts of a list a table holds, as its rows say.

use std::collections::BTreeMap;

use mimamori_record::line::Cover;

use crate::new_record::NewRecord;

/// A table that names more parts than this is told apart by coarser ones.
const MOST: usize = 60;

/// Check-up, institution, grade, class: from what never changes to what does.
type Key = [Option<String>; 4];

/// Counts the rows of each part.
#[derive(Debug)]
pub(crate) struct Covers {
    rows: BTreeMap<Key, u32>,
    /// How many of the four tell parts apart.
    depth: usize,
}

impl Default for Covers {
    fn default() -> Self {
        Covers {
            rows: BTreeMap::new(),
            depth: 4,
        }
    }
}

impl Covers {
    /// Takes the records of one row.
    pub(crate) fn row(&mut self, records: &[NewRecord<'_>]) {
        let mut keys: Vec<Key> = records.iter().map(|record| self.key(record)).collect();
        keys.sort();
        keys.dedup();
        for key in keys {
            *self.rows.entry(key).or_default() += 1;
        }
        while self.rows.len() > MOST {
            self.depth -= 1;
            for (mut key, rows) in std::mem::take(&mut self.rows) {
                key[self.depth] = None;
                *self.rows.entry(key).or_default() += rows;
            }
        }
    }

    fn key(&self, record: &NewRecord<'_>) -> Key {
        let field = |key| record.get(key).and_then(Cover::text);
        let mut key = [
            record.part.map(str::to_owned),
            field("institution"),
            field("grade"),
            field("class"),
        ];
        key[self.depth..].fill(None);
        key
    }

    /// The parts that are named. A row that lacks what tells the others apart belongs to none. Where
    /// no field tells them apart, a sheet may be called after its class.
    pub(crate) fn named(self, sheet: Option<&str>) -> Vec<Cover> {
        let used = |place: usize| self.rows.keys().any(|key| key[place].is_some());
        let used = [0, 1, 2, 3].map(used);
        if used == [false; 4] {
            let rows = self.rows.values().sum();
            let class = sheet.and_then(class_of);
            let cover = class.map(|class| cover([None, None, None, Some(class)], rows));
            return cover.into_iter().collect();
        }
        let whole = |key: &Key| (0..4).all(|place| key[place].is_some() == used[place]);
        let covers = self.rows.into_iter().filter(|(key, _)| whole(key));
        covers.map(|(key, rows)| cover(key, rows)).collect()
    }
}

/// A part of a list.
pub(crate) fn cover([part, institution, grade, class]: Key, rows: u32) -> Cover {
    Cover {
        part,
        institution,
        grade,
        class,
        rows,
    }
}

/// The class that a sheet is called after: 1年2組, ２組, 3歳児.
fn class_of(sheet: &str) -> Option<String> {
    let name = Cover::word(sheet);
    let figure = name.contains(|c: char| c.is_ascii_digit());
    let class = ["組", "歳児", "学級"].iter().any(|end| name.ends_with(end));
    (figure && class).then_some(name)
}

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;

    use super::*;

    fn record(part: Option<&'static str>, fields: Vec<(&'static str, Json)>) -> NewRecord<'static> {
        NewRecord {
            dataset: "attendance",
            source: "aaaaaaaaaaaa.1",
            row: 4,
            part,
            above: Vec::new(),
            fields,
        }
    }

    fn class(grade: i64, class: &str) -> NewRecord<'static> {
        record(None, vec![("grade", grade.into()), ("class", class.into())])
    }

    #[test]
    fn rows_are_counted_by_grade_and_class_and_one_without_a_class_belongs_to_none() {
        let mut covers = Covers::default();
        for one in [class(1, "2組"), class(1, "1組"), class(1, "2組")] {
            covers.row(&[one]);
        }
        covers.row(&[record(None, vec![("grade", 1.into())])]);
        let named = covers.named(None);
        let rows: Vec<_> = named.iter().map(|c| (c.class.as_deref(), c.rows)).collect();
        assert_eq!(rows, [(Some("1組"), 1), (Some("2組"), 2)]);
        assert!(
            named
                .iter()
                .all(|cover| cover.grade.as_deref() == Some("1"))
        );
    }

    #[test]
    fn a_row_with_two_check_ups_belongs_to_both() {
        let mut covers = Covers::default();
        covers.row(&[record(Some("4m"), vec![]), record(Some("18m"), vec![])]);
        covers.row(&[record(Some("4m"), vec![])]);
        let named = covers.named(None);
        let rows: Vec<_> = named.iter().map(|c| (c.part.as_deref(), c.rows)).collect();
        assert_eq!(rows, [(Some("18m"), 1), (Some("4m"), 2)]);
    }

    #[test]
    fn too_many_classes_are_told_apart_by_their_grades_and_too_many_grades_not_at_all() {
        let mut covers = Covers::default();
        for number in 0..61 {
            covers.row(&[class(number % 6, &format!("{number}組"))]);
        }
        let named = covers.named(None);
        assert_eq!(named.len(), 6);
        assert_eq!(named.iter().map(|cover| cover.rows).sum::<u32>(), 61);
        assert!(named.iter().all(|cover| cover.class.is_none()));
        let mut covers = Covers::default();
        for number in 0..61 {
            covers.row(&[class(number, "1組")]);
        }
        assert_eq!(covers.named(None), []);
    }

    #[test]
    fn a_list_that_is_not_divided_names_no_part() {
        let mut covers = Covers::default();
        covers.row(&[record(None, vec![("name", "空野".into())])]);
        assert_eq!(covers.named(Some("出欠")), []);
    }

    #[test]
    fn a_sheet_called_after_its_class_names_it_where_no_field_does() {
        for (sheet, class) in [("１年 ２組", "1年2組"), ("3歳児", "3歳児")] {
            let mut covers = Covers::default();
            covers.row(&[record(None, vec![("name", "空野".into())])]);
            let named = covers.named(Some(sheet));
            assert_eq!(named[0].class.as_deref(), Some(class));
            assert_eq!(named[0].rows, 1);
        }
    }
}
