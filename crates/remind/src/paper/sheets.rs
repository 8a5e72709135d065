//! The lists that are handed out: all, overdue, one per worker, plans handed over.

use mimamori_calendar::{DateOrMonth, YearMonth};
use mimamori_paper::{Cell, Column, Row, Sheet, verbatim};
use mimamori_record::{Said, Text, dictionary};

use crate::cases::Office;
use crate::entries::Entry;
use crate::messages;
use crate::paper::{Group, Paper};

/// Which columns a list has.
#[derive(Clone, Copy, PartialEq)]
enum Columns {
    /// The worker, and not where a date comes from.
    Overview,
    /// The worker, and where a date comes from.
    WithWorker,
    /// All of it is one worker's, or nobody's.
    Own,
}

/// A part of a list: its heading, and what stands below.
type Part<'e> = (Group, Text, Vec<&'e Entry>);

fn part<'e>(group: Group, all: impl Iterator<Item = &'e Entry>) -> Part<'e> {
    let entries = all.filter(|entry| Group::of(entry) == group).collect();
    (group, group.title(), entries)
}

/// The parts in the order of papers; what is further away is not printed.
fn printed<'e>(all: impl Iterator<Item = &'e Entry>) -> Vec<Part<'e>> {
    let all: Vec<&Entry> = all.collect();
    let groups = [Group::First, Group::Over, Group::This, Group::Next];
    groups
        .into_iter()
        .map(|group| part(group, all.iter().copied()))
        .collect()
}

impl Paper<'_> {
    /// Everything of the cases and the office on few pages, for the 統括支援員. Where it comes from
    /// stands on the sheets of those who do it.
    pub(super) fn all(&self) -> Sheet {
        let mut sheet = self.list(messages::ALL_SHEET, messages::ALL_TITLE, Columns::Overview);
        for warning in self.warnings() {
            sheet = sheet.above(warning);
        }
        let mut counts = [0; 5];
        for entry in self.claimed() {
            if let Some(count) = counts.get_mut(Group::of(entry) as usize) {
                *count += 1;
            }
        }
        let sheet = self.with_no_case(sheet.above(messages::totals(&counts)));
        let sheet = sheet.above(messages::WHY_ELSEWHERE).chart(self.year());
        self.fill(sheet, printed(self.claimed()), Columns::Overview)
    }

    /// What is overdue, for the 係長: of the workers, then of nobody; then what has no date at all.
    pub(super) fn overdue(&self) -> Sheet {
        let columns = Columns::WithWorker;
        let sheet = self.list(messages::OVER_SHEET, messages::OVER_TITLE, columns);
        let (own, nobodys): (Vec<&Entry>, Vec<&Entry>) = self
            .claimed()
            .filter(|entry| Group::of(entry) == Group::Over)
            .partition(|entry| entry.due.owner.is_some());
        let parts = vec![
            (Group::Over, messages::GROUP_OVER, own),
            (Group::Over, messages::GROUP_OVER_NOBODY, nobodys),
            part(Group::First, self.claimed()),
        ];
        let sheet = self.with_no_case(sheet.when_empty(messages::NONE_OVER));
        self.fill(sheet, parts, columns)
    }

    /// Says how much stands on the sheet of those without a case.
    fn with_no_case(&self, sheet: Sheet) -> Sheet {
        let others = self.entries.dues.iter().filter(|entry| entry.unclaimed());
        let others: Vec<Group> = others.map(Group::of).collect();
        if others.is_empty() {
            return sheet;
        }
        let over = others.iter().filter(|group| **group == Group::Over).count();
        sheet.above(messages::of_no_case(others.len(), over))
    }

    /// Cases without a worker, meetings and lists: the office's own.
    pub(super) fn of_office(&self) -> Option<Sheet> {
        let own = self.claimed().filter(|entry| entry.due.owner.is_none());
        self.own_list(messages::OFFICE_SHEET, messages::OFFICE_TITLE, own)
    }

    /// People without a case and without a worker, for 母子保健.
    pub(super) fn of_no_case(&self) -> Option<Sheet> {
        let own = self.entries.dues.iter().filter(|entry| entry.unclaimed());
        self.own_list(messages::NO_CASE_SHEET, messages::NO_CASE_TITLE, own)
    }

    /// What is of a case, of a worker or of the office.
    fn claimed(&self) -> impl Iterator<Item = &Entry> {
        self.entries.dues.iter().filter(|entry| !entry.unclaimed())
    }

    /// The workers who are named, in the order of the table of staff.
    pub(super) fn owners(&self) -> Vec<String> {
        let office = Office::new(self.coverage(), self.today);
        let printed = self
            .entries
            .dues
            .iter()
            .filter(|e| Group::of(e) != Group::Later);
        let mut names: Vec<String> = printed.filter_map(|e| e.due.owner.clone()).collect();
        names.sort_by(|a, b| (office.place(a), a).cmp(&(office.place(b), b)));
        names.dedup();
        names
    }

    /// The own list of a worker.
    pub(super) fn of_owner(&self, owner: &str) -> Option<Sheet> {
        let all = self.entries.dues.iter();
        let own = all.filter(|entry| entry.due.owner.as_deref() == Some(owner));
        self.own_list(verbatim(owner), messages::owner_title(owner), own)
    }

    /// None when there is nothing to print.
    fn own_list<'e>(
        &self,
        name: impl Into<Said>,
        title: impl Into<Said>,
        own: impl Iterator<Item = &'e Entry>,
    ) -> Option<Sheet> {
        let parts = printed(own);
        if parts.iter().all(|(_, _, entries)| entries.is_empty()) {
            return None;
        }
        let sheet = self.list(name, title, Columns::Own);
        Some(self.fill(sheet, parts, Columns::Own))
    }

    fn list(&self, name: impl Into<Said>, title: impl Into<Said>, columns: Columns) -> Sheet {
        let mut sheet = Sheet::new(name, title)
            .frozen(2)
            .above(messages::WHAT_IT_IS)
            .above(messages::HOW_DATES_MOVE)
            .above(messages::HOW_ORDERED)
            .above(self.basis())
            .column(Column::integer(messages::NUMBER).width(7).centred())
            .column(Column::wrapped(messages::WHOM).width(29))
            .column(Column::wrapped(messages::WHAT).width(30))
            .column(Column::month(messages::DUE).width(18))
            .column(Column::integer(messages::DAYS_OVER).width(12).centred());
        if columns != Columns::Own {
            sheet = sheet.column(Column::wrapped(messages::WORKER).width(14));
        }
        sheet = sheet.column(Column::text(messages::CHANGE).width(12).centred());
        if columns != Columns::Overview {
            sheet = sheet.column(Column::wrapped(messages::WHY).width(56));
        }
        let note = match columns {
            Columns::Overview => 40,
            Columns::WithWorker => 16,
            Columns::Own => 26,
        };
        sheet.column(Column::wrapped(messages::NOTE).width(note).fill_in())
    }

    fn fill(&self, mut sheet: Sheet, parts: Vec<Part<'_>>, columns: Columns) -> Sheet {
        let mut number = 0usize;
        for (group, title, mut entries) in parts {
            if entries.is_empty() {
                continue;
            }
            entries.sort_by_key(|entry| self.order(entry, group));
            sheet.push(Row::group(
                messages::group(title, entries.len()).pick(self.lang),
            ));
            for entry in entries {
                number += 1;
                sheet.push(self.row(entry, number, columns));
            }
        }
        sheet
    }

    /// Overdue ones: those whose number is no proposal first, and among them what has waited the
    /// longest, or it would be lost behind what was due yesterday; without a date by kind; others
    /// by date.
    fn order<'e>(&self, entry: &'e Entry, group: Group) -> (bool, usize, i64, &'e str) {
        let rule = self.rules.rules.get(entry.rule);
        let provisional = rule.is_some_and(|rule| rule.provisional);
        let days = entry.last_day_from(self.today).unwrap_or(0);
        let (kind, days) = match group {
            Group::First => (entry.rule, days),
            Group::Over => (usize::from(provisional), days),
            _ => (0, days),
        };
        let household = entry.due.household.as_deref().unwrap_or("");
        (entry.missing_list(), kind, days, household)
    }

    fn row(&self, entry: &Entry, number: usize, columns: Columns) -> Row {
        let due = &entry.due;
        let whom = match &entry.whom {
            // On few pages: one line each. The household stands on the sheet of the worker.
            Some(whom) if columns == Columns::Overview => self.name(whom),
            Some(whom) => self.whom(whom),
            None => self.list_name(entry),
        };
        let when = match entry.when {
            Some(DateOrMonth::Day(day)) => Cell::Date(day),
            Some(DateOrMonth::Month(month)) => Cell::Month(month.year(), month.month()),
            None => Cell::from(messages::NO_DUE.pick(self.lang)),
        };
        // A list without a day is asked for by its month, and nobody is late by that.
        let by_day = matches!(entry.when, Some(DateOrMonth::Day(_)));
        let over = entry.days_over(self.today);
        let over = over.filter(|_| by_day || !entry.missing_list());
        let mut cells = vec![
            Cell::from(number),
            Cell::from(whom),
            Cell::Strong(self.what(entry)),
            when,
            Cell::from(over),
        ];
        if columns != Columns::Own {
            cells.push(match (&due.owner, &entry.whom) {
                (Some(owner), _) => Cell::from(owner.as_str()),
                (None, Some(_)) => Cell::Strong(messages::NOBODY.pick(self.lang).to_owned()),
                (None, None) => Cell::Blank,
            });
        }
        cells.push(Cell::from(messages::change(&due.change).pick(self.lang)));
        if columns != Columns::Overview {
            cells.push(Cell::from(self.why(entry)));
        }
        Row::new(cells)
    }

    /// 「みなと小 出欠」.
    pub(super) fn list_name(&self, entry: &Entry) -> String {
        let label = super::label(entry.due.dataset.as_deref().unwrap_or("")).pick(self.lang);
        match entry.name.as_ref().or(entry.due.institution.as_ref()) {
            Some(institution) => format!("{institution} {label}"),
            None => label.to_owned(),
        }
    }

    /// The plans handed over in the month before, to be reported together.
    pub(super) fn signed(&self) -> Sheet {
        let month = YearMonth::of(self.today).plus(-1);
        let (ja, en) = (DateOrMonth::Month(month).era_long(), month.to_string());
        let mut sheet = Sheet::new(messages::SIGNED_SHEET, messages::signed_title(&ja, &en))
            .above(self.basis())
            .when_empty(messages::NONE_SIGNED)
            .column(Column::integer(messages::NUMBER).width(7).centred())
            .column(Column::wrapped(messages::WHOM).width(27))
            .column(Column::text(messages::PLAN_NO).width(14))
            .column(Column::text(messages::PLAN_KIND).width(18))
            .column(Column::date(messages::SIGNED_ON))
            .column(Column::text(messages::AGREED).width(8).centred())
            .column(Column::text(messages::WORKER).width(14))
            .column(Column::wrapped(messages::WHY).width(58))
            .column(Column::wrapped(messages::NOTE).width(16).fill_in());
        let mut signed: Vec<_> = self.entries.signed.iter().collect();
        signed.sort_by_key(|plan| (plan.signed_on, &plan.whom.name));
        for (number, plan) in signed.into_iter().enumerate() {
            let kind = plan.plan_kind.as_deref();
            let kind = kind.map(|kind| {
                let label = dictionary::code_label("plans", "plan_kind", kind);
                label.map_or(kind, |label| label.pick(self.lang)).to_owned()
            });
            let agreed = plan
                .agreed
                .map(|agreed| if agreed { messages::YES } else { messages::NO });
            sheet.push(Row::new([
                Cell::from(number + 1),
                Cell::from(self.whom(&plan.whom)),
                Cell::from(plan.plan_no.clone()),
                Cell::from(kind),
                Cell::Date(plan.signed_on),
                Cell::from(agreed.map(|text: Text| text.pick(self.lang))),
                Cell::from(
                    plan.owner
                        .clone()
                        .unwrap_or_else(|| messages::NOBODY.pick(self.lang).to_owned()),
                ),
                Cell::from(self.cell(&plan.evidence)),
            ]));
        }
        if self.entries.signed_unread.is_empty() {
            return sheet;
        }
        let unread = self.entries.signed_unread.iter();
        let places: Vec<String> = unread
            .map(|e| self.place(&e.source, e.cell.as_deref()))
            .collect();
        sheet.below(messages::signed_unread(&places.join("、")))
    }
}
