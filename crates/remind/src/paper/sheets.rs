//! The lists that are handed out: all, overdue, one per worker, plans handed over.

use mimamori_calendar::{DateOrMonth, YearMonth};
use mimamori_paper::{Cell, Column, Row, Sheet, verbatim};
use mimamori_record::{Said, Text, dictionary};

use crate::cases::Office;
use crate::entries::Entry;
use crate::messages;
use crate::paper::{Group, Paper};

impl Paper<'_> {
    /// Everything, for the 統括支援員.
    pub(super) fn all(&self) -> Sheet {
        let mut sheet = self.list(messages::ALL_SHEET, messages::ALL_TITLE, true);
        for warning in self.warnings() {
            sheet = sheet.above(warning);
        }
        let mut counts = [0; 5];
        for entry in &self.entries.dues {
            if let Some(count) = counts.get_mut(Group::of(entry) as usize) {
                *count += 1;
            }
        }
        let sheet = sheet.above(messages::totals(&counts));
        let all: Vec<&Entry> = self.entries.dues.iter().collect();
        self.fill(sheet, &all, &Group::PRINTED, true)
    }

    /// What is overdue, for the 係長; then what has no date at all.
    pub(super) fn overdue(&self) -> Sheet {
        let sheet = self.list(messages::OVER_SHEET, messages::OVER_TITLE, true);
        let all: Vec<&Entry> = self.entries.dues.iter().collect();
        let sheet = sheet.when_empty(messages::NONE_OVER);
        self.fill(sheet, &all, &[Group::Over, Group::First], true)
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
    pub(super) fn of_owner(&self, owner: &str) -> Sheet {
        let sheet = self.list(verbatim(owner), messages::owner_title(owner), false);
        let own = |entry: &&Entry| entry.due.owner.as_deref() == Some(owner);
        let all: Vec<&Entry> = self.entries.dues.iter().filter(own).collect();
        self.fill(sheet, &all, &Group::PRINTED, false)
    }

    fn list(&self, name: impl Into<Said>, title: impl Into<Said>, with_worker: bool) -> Sheet {
        let mut sheet = Sheet::new(name, title)
            .frozen(2)
            .above(messages::WHAT_IT_IS)
            .above(messages::HOW_DATES_MOVE)
            .above(messages::HOW_ORDERED)
            .above(self.basis())
            .column(Column::integer(messages::NUMBER).width(7).centred())
            .column(Column::wrapped(messages::WHOM).width(27))
            .column(Column::wrapped(messages::WHAT).width(22))
            .column(Column::month(messages::DUE).width(18))
            .column(Column::integer(messages::DAYS_OVER).width(10).centred());
        if with_worker {
            sheet = sheet.column(Column::wrapped(messages::WORKER).width(14));
        }
        sheet
            .column(Column::text(messages::CHANGE).width(10).centred())
            .column(Column::wrapped(messages::WHY).width(48))
            .column(
                Column::wrapped(messages::NOTE)
                    .width(if with_worker { 16 } else { 30 })
                    .fill_in(),
            )
    }

    fn fill(&self, mut sheet: Sheet, all: &[&Entry], groups: &[Group], with_worker: bool) -> Sheet {
        let mut number = 0usize;
        for group in groups {
            let mut entries: Vec<&&Entry> = all.iter().filter(|e| Group::of(e) == *group).collect();
            let Some(title) = group.title().filter(|_| !entries.is_empty()) else {
                continue;
            };
            entries.sort_by_key(|entry| self.order(entry, *group));
            sheet.push(Row::group(
                messages::group(title, entries.len()).pick(self.lang),
            ));
            for entry in entries {
                number += 1;
                sheet.push(self.row(entry, number, with_worker));
            }
        }
        sheet
    }

    /// Overdue ones: those whose number is no proposal first, and among them the newest, which
    /// can still be mended; without a date by kind; others by date.
    fn order<'e>(&self, entry: &'e Entry, group: Group) -> (bool, usize, i64, &'e str) {
        let rule = self.rules.rules.get(entry.rule);
        let provisional = rule.is_some_and(|rule| rule.provisional);
        let days = entry.last_day_from(self.today).unwrap_or(0);
        let (kind, days) = match group {
            Group::First => (entry.rule, days),
            Group::Over => (usize::from(provisional), -days),
            _ => (0, days),
        };
        let household = entry.due.household.as_deref().unwrap_or("");
        (entry.missing_list(), kind, days, household)
    }

    fn row(&self, entry: &Entry, number: usize, with_worker: bool) -> Row {
        let due = &entry.due;
        let whom = match &entry.whom {
            Some(whom) => self.whom(whom),
            None => self.list_name(entry),
        };
        let when = match entry.when {
            Some(DateOrMonth::Day(day)) => Cell::Date(day),
            Some(DateOrMonth::Month(month)) => Cell::Month(month.year(), month.month()),
            None => Cell::from(messages::NO_DUE.pick(self.lang)),
        };
        let over = entry
            .days_over(self.today)
            .filter(|_| !entry.missing_list());
        let mut cells = vec![
            Cell::from(number),
            Cell::from(whom),
            Cell::Strong(self.what(entry)),
            when,
            Cell::from(over),
        ];
        if with_worker {
            cells.push(match (&due.owner, &entry.whom) {
                (Some(owner), _) => Cell::from(owner.as_str()),
                (None, Some(_)) => Cell::Strong(messages::NOBODY.pick(self.lang).to_owned()),
                (None, None) => Cell::Blank,
            });
        }
        cells.push(Cell::from(messages::change(&due.change).pick(self.lang)));
        cells.push(Cell::from(self.why(entry)));
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
