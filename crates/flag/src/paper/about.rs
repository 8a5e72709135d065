//! What is unknown, what could not be read, and what the list is and is not.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_paper::{Cell, Column, Row, Sheet};
use mimamori_record::line::{Problem, Source, SourceState};

use super::Paper;
use crate::candidate::Unsure;
use crate::cells::day;
use crate::messages;
use crate::rules::Basis;
use crate::tally::Missing;

/// Cells of one kind of problem that are named one by one.
const CELLS: usize = 12;

impl Paper<'_> {
    /// By missing list: how many persons, which rules, what to do.
    pub(super) fn unknown(&self) -> Sheet {
        let mut sheet = Sheet::new(messages::UNKNOWN_SHEET, messages::UNKNOWN_TITLE)
            .above(messages::UNKNOWN_NOTE)
            .when_empty(messages::NONE_UNKNOWN)
            .unfiltered()
            .column(Column::wrapped(messages::MISSING).width(44))
            .column(Column::integer(messages::PERSONS).centred())
            .column(Column::wrapped(messages::RULES).width(44))
            .column(Column::wrapped(messages::ADVICE).width(44));
        for (missing, unknown) in self.tally.missing() {
            let rules = self.rules.on().filter_map(|rule| {
                let persons = *unknown.rules.get(&rule.id)?;
                let title = messages::pick(&rule.title, self.lang);
                Some(messages::rule_of(title, persons).pick(self.lang).to_owned())
            });
            let rules: Vec<String> = rules.collect();
            sheet.push(Row::new([
                Cell::from(messages::missing_in(missing, self.lang)),
                Cell::from(i64::try_from(unknown.persons).unwrap_or(i64::MAX)),
                Cell::from(rules.join("\n")),
                Cell::from(messages::reason_advice(&missing.code, self.lang)),
            ]));
        }
        sheet
    }

    /// By missing list: who it is.
    pub(super) fn unsure(&self) -> Sheet {
        let mut sheet = Sheet::new(messages::UNSURE_SHEET, messages::UNSURE_TITLE)
            .above(messages::UNSURE_NOTE)
            .when_empty(messages::NONE_UNKNOWN)
            .unfiltered()
            .column(Column::text(messages::CHILD).width(34))
            .column(Column::text(messages::AGE).width(40))
            .column(Column::text(messages::KNOWN).width(14))
            .column(Column::wrapped(messages::RULES).width(70))
            .column(Column::wrapped(messages::MISSING).width(32));
        let mut groups: Vec<_> = self.collected.unsure.iter().collect();
        groups.sort_by_key(|(_, people)| std::cmp::Reverse(people.all));
        for (missing, people) in groups {
            let all = Missing {
                month: messages::span_of_months(&people.months, self.lang),
                ..missing.clone()
            };
            let title = messages::missing_in(&all, self.lang);
            let said = messages::unsure_of(&title, people.all, people.named.len());
            sheet.push(Row::group(said.pick(self.lang)));
            let known = people.named.iter().filter(|one| one.known.is_some());
            let others = people.named.iter().filter(|one| one.known.is_none());
            for one in known.chain(others) {
                sheet.push(self.unsure_row(one, missing));
            }
        }
        sheet
    }

    /// What is missing, for the months of one person.
    pub(super) fn spanned(&self, missing: &Missing, one: &Unsure) -> Missing {
        Missing {
            month: messages::span_of_months(&one.months, self.lang),
            ..missing.clone()
        }
    }

    /// What is missing stands in each row, because the heading of the group may be pages above.
    fn unsure_row(&self, one: &Unsure, missing: &Missing) -> Row {
        let rules = self.rules.on().filter(|rule| one.rules.contains(&rule.id));
        let rules: Vec<String> = rules
            .map(|rule| messages::pick(&rule.title, self.lang))
            .map(|title| messages::question(title).pick(self.lang).to_owned())
            .collect();
        let age = self.age_and_school(&one.who).replace('\n', "　");
        let mark = match one.protected {
            true => messages::PROTECTED.pick(self.lang),
            false => "",
        };
        let name = format!("{}{mark}　{}", one.who.name, one.who.kana);
        let mut places = self.cells().places(&one.cells, one.protected);
        if places.is_empty() {
            places.push(messages::place_of(&self.spanned(missing, one), self.lang));
        }
        Row::new([
            Cell::from(name.trim_end()),
            Cell::from(age),
            Cell::from(one.known.as_deref().unwrap_or_default()),
            Cell::from(rules.join("　")),
            Cell::from(places.join("\n")),
        ])
    }

    /// In plain words what the list is; every rule with its source.
    pub(super) fn about(&self) -> Sheet {
        let mut sheet = Sheet::new(messages::ABOUT_SHEET, messages::ABOUT_TITLE)
            .above(messages::WHAT_IT_IS)
            .above(messages::WHAT_IT_IS_NOT)
            .above(messages::NO_SCORE)
            .above(messages::shown_of(self.tally))
            .above(messages::OVERLAP_NOTE);
        for line in std::iter::once(self.day()).chain(self.basis()) {
            sheet = sheet.above(line);
        }
        sheet = sheet
            .unfiltered()
            .column(Column::wrapped(messages::RULE).width(40))
            .column(Column::text(messages::LANE).width(14))
            .column(Column::text(messages::BASIS).width(20))
            .column(Column::wrapped(messages::SOURCE).width(56))
            .column(Column::wrapped(messages::SINCE).width(22))
            .column(Column::integer(messages::FOUND));
        for rule in self.rules.on() {
            let mut basis = messages::basis(rule.basis).pick(self.lang).to_owned();
            if rule.provisional && rule.basis != Basis::Provisional {
                basis.push_str(messages::PROVISIONAL.pick(self.lang));
            }
            let since = rule.since.as_deref().map(|since| day(since, self.lang));
            let words: Vec<String> = since.into_iter().chain(rule.by.clone()).collect();
            let found = i64::try_from(self.tally.of_rule(&rule.id)).unwrap_or(i64::MAX);
            sheet.push(Row::new([
                Cell::from(messages::pick(&rule.title, self.lang)),
                Cell::from(messages::lane(rule.lane).pick(self.lang)),
                Cell::from(basis),
                Cell::from(rule.source.as_str()),
                Cell::from(words.join("\n")),
                Cell::from(found),
            ]));
        }
        sheet
    }

    /// The last page: what could not be read, by file and kind.
    pub(super) fn unread(&self) -> Sheet {
        let mut sheet = Sheet::new(messages::UNREAD_SHEET, messages::UNREAD_TITLE)
            .when_empty(messages::NONE_UNREAD)
            .unfiltered()
            .column(Column::wrapped(messages::WHERE).width(52))
            .column(Column::wrapped(messages::PROBLEM).width(40))
            .column(Column::integer(messages::COUNT).centred())
            .column(Column::wrapped(messages::ADVICE).width(44));
        let mut groups: BTreeMap<(String, &str, bool), (u64, Vec<String>)> = BTreeMap::new();
        for problem in &self.collected.head.problems {
            let file = self.file_of(problem);
            let key = (file, problem.code.as_str(), self.replaced(problem));
            let (count, cells) = groups.entry(key).or_default();
            *count += problem.count.unwrap_or(1);
            match (&problem.column, problem.row) {
                (Some(column), Some(row)) => cells.push(format!("{column}{row}")),
                (None, Some(row)) => cells.push(self.row_text(row)),
                _ => {
                    let rows = problem.records.iter().filter_map(|r| r.split('/').nth(1));
                    let rows = rows.filter_map(|row| row.parse().ok());
                    cells.extend(rows.map(|row| self.row_text(row)));
                }
            }
        }
        for ((file, code, replaced), (count, mut cells)) in groups {
            let mut place = file;
            let mut told = BTreeSet::new();
            cells.retain(|cell| told.insert(cell.clone()));
            if !cells.is_empty() {
                let shown: Vec<&str> = cells.iter().take(CELLS).map(String::as_str).collect();
                place = format!("{place} {}", shown.join(" "));
            }
            if cells.len() > CELLS {
                place.push_str(" …");
            }
            sheet.push(Row::new([
                Cell::from(place),
                Cell::from(messages::reason_title(code, self.lang)),
                Cell::from(i64::try_from(count).unwrap_or(i64::MAX)),
                match replaced {
                    true => Cell::from(messages::REPLACED_NO_NEED.pick(self.lang)),
                    false => Cell::from(messages::reason_advice(code, self.lang)),
                },
            ]));
        }
        sheet
    }

    fn row_text(&self, row: u32) -> String {
        messages::row(row).pick(self.lang).to_owned()
    }

    /// Whether a later delivery of the same list is here, so that nobody has to correct this one.
    fn replaced(&self, problem: &Problem) -> bool {
        let source = self.source_of(problem);
        source.is_some_and(|s| s.state != SourceState::Unreadable && !self.coverage().judged(&s.id))
    }

    fn source_of(&self, problem: &Problem) -> Option<&Source> {
        // What match finds is about records; the first one tells the file.
        let record = problem.records.first();
        let record = record.and_then(|record| record.split('/').next());
        let source = problem.source.as_deref().or(record);
        source.and_then(|id| self.coverage().source(id))
    }

    fn file_of(&self, problem: &Problem) -> String {
        if let Some(source) = self.source_of(problem) {
            return self.coverage().file_and_sheet(source);
        }
        match (&problem.path, &problem.dataset) {
            (Some(path), _) => self.coverage().short_path(path),
            (None, Some(dataset)) => {
                let list = messages::list_label(dataset, self.lang);
                let institution = problem.institution.as_deref().unwrap_or("");
                format!("{list} {institution}").trim_end().to_owned()
            }
            (None, None) => String::new(),
        }
    }
}
