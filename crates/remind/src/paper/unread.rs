//! The last sheets: what could not be read, which lists are missing, the rules themselves.

use mimamori_paper::{Cell, Column, Row, Sheet, verbatim};
use mimamori_record::line::Problem;
use mimamori_record::{Lang, Said, dictionary};

use crate::messages;
use crate::paper::{Group, Paper, label, says};
use crate::rules::{Elsewhere, Field, Find, Rule};

impl Paper<'_> {
    /// What is missing or unreadable among the lists that the rules read.
    pub(super) fn unread(&self) -> Sheet {
        let mut sheet = Sheet::new(messages::UNREAD_SHEET, messages::UNREAD_TITLE)
            .above(self.basis())
            .when_empty(messages::NONE_UNREAD)
            .unfiltered()
            .column(Column::text(messages::LIST).width(18))
            .column(Column::wrapped(messages::PLACE).width(48))
            .column(Column::wrapped(messages::PROBLEM).width(36))
            .column(Column::wrapped(messages::ADVICE).width(44));
        for entry in self
            .entries
            .dues
            .iter()
            .filter(|entry| entry.missing_list() && Group::of(entry) == Group::First)
        {
            let cause = entry.due.cause.as_ref();
            let month = cause
                .and_then(|cause| cause.month.as_deref())
                .map(|month| says::date(month, self.lang));
            let institution = entry.due.institution.as_deref().unwrap_or("");
            let place = match month {
                Some(month) => messages::month_list(institution, &month)
                    .pick(self.lang)
                    .trim()
                    .to_owned(),
                None => institution.to_owned(),
            };
            let code = cause.map_or("", |cause| cause.code.as_str());
            sheet.push(self.line(entry.due.dataset.as_deref().unwrap_or(""), place, code));
        }
        let datasets = self.rules.datasets();
        let mut others = 0;
        for problem in &self.entries.head.problems {
            let dataset = self.dataset_of(problem);
            let mine = dataset
                .as_deref()
                .is_some_and(|name| datasets.contains(&name));
            let counts = problem
                .source
                .as_deref()
                .is_none_or(|s| self.coverage().judged(s));
            if mine && counts {
                let place = self.problem_place(problem);
                sheet.push(self.line(dataset.as_deref().unwrap_or(""), place, &problem.code));
            } else {
                others += 1;
            }
        }
        if others == 0 {
            return sheet;
        }
        sheet.below(messages::other_problems(others))
    }

    fn line(&self, dataset: &str, place: String, code: &str) -> Row {
        Row::new([
            Cell::from(label(dataset).pick(self.lang)),
            Cell::from(place),
            Cell::from(messages::cause(code).pick(self.lang)),
            Cell::from(messages::advice(code).pick(self.lang)),
        ])
    }

    fn dataset_of(&self, problem: &Problem) -> Option<String> {
        let of_source = || {
            let source = self.coverage().source(problem.source.as_deref()?)?;
            Some(source.dataset.clone())
        };
        problem.dataset.clone().or_else(of_source)
    }

    /// The whole path, the sheet and the cell.
    fn problem_place(&self, problem: &Problem) -> String {
        let source = problem
            .source
            .as_deref()
            .and_then(|id| self.coverage().source(id));
        let path = source
            .map(|s| s.path.clone())
            .or_else(|| problem.path.clone());
        let mut text = path.unwrap_or_default();
        if let Some(sheet) = source
            .and_then(|s| s.sheet.clone())
            .or_else(|| problem.sheet.clone())
        {
            text.push_str(&format!("「{sheet}」"));
        }
        if let Some(row) = problem.row {
            text.push_str(&format!(
                " {}{row}",
                problem.column.as_deref().unwrap_or("")
            ));
        }
        if let (Some(field), Some(dataset)) = (&problem.field, self.dataset_of(problem)) {
            text.push_str(&format!(" {}", self.field_label(&dataset, field)));
        }
        text
    }

    /// The rules with their numbers and where they come from.
    pub(super) fn rules_sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(messages::RULES_SHEET, messages::RULES_TITLE)
            .above(self.basis())
            .unfiltered()
            .column(Column::wrapped(messages::WHAT).width(28))
            .column(Column::wrapped(messages::INTERVAL).width(56))
            .column(Column::wrapped(messages::SOURCE).width(62));
        for rule in &self.rules.rules {
            let mut title = self.rule_title(rule);
            if !rule.on {
                title.push_str(&format!(" [{}]", messages::OFF.pick(self.lang)));
            }
            sheet.push(Row::new([
                Cell::from(title),
                Cell::from(self.interval_of(rule)),
                Cell::from(rule.source.as_str()),
            ]));
        }
        sheet
    }

    fn interval_of(&self, rule: &Rule) -> String {
        let pick = |said: Said| said.pick(self.lang).to_owned();
        let said = match &rule.find {
            Find::Missing(list) => messages::missing_rule(label(&list.name)),
            Find::Blank(field) => messages::blank_rule(&self.field_name(field)),
            Find::Age(years) => messages::age_rule(*years),
            Find::Lists(_) => messages::lists_rule(),
            Find::Undated => messages::undated_rule(),
            Find::Date(dates) => {
                let mut parts: Vec<String> = dates
                    .steps
                    .iter()
                    .map(|step| {
                        let after = messages::counted(step.plus);
                        format!("{}{}", self.field_name(&step.field), after.pick(self.lang))
                    })
                    .collect();
                if let Some(field) = &dates.later {
                    parts.push(
                        messages::later_rule(&self.field_name(field))
                            .pick(self.lang)
                            .to_owned(),
                    );
                }
                let elsewhere = |all: &[Elsewhere]| {
                    let names: Vec<String> =
                        all.iter().map(|one| self.field_name(&one.field)).collect();
                    names.join(if self.lang == Lang::Ja { "、" } else { ", " })
                };
                if dates.new_worker {
                    parts.push(pick(messages::new_worker_rule()));
                }
                if !dates.restart.is_empty() {
                    parts.push(pick(messages::restart_rule(&elsewhere(&dates.restart))));
                }
                if !dates.settled.is_empty() {
                    parts.push(pick(messages::settled_rule(&elsewhere(&dates.settled))));
                }
                verbatim(parts.join(if self.lang == Lang::Ja { "／" } else { "; " }))
            }
        };
        let mut lines = vec![pick(said)];
        for (who, sentence) in [(true, &rule.applies), (false, &rule.only)] {
            let sentence = sentence.as_ref();
            lines.extend(sentence.map(|one| pick(messages::only_rule(who, one.text.trim()))));
        }
        lines.join("\n")
    }

    fn field_name(&self, field: &Field) -> String {
        let list = dictionary::dataset(&field.dataset)
            .map_or(field.dataset.as_str(), |d| d.label.pick(self.lang));
        let name = self.field_label(&field.dataset, field.cell());
        if self.lang == Lang::Ja {
            format!("{list}の{name}")
        } else {
            format!("{list}: {name}")
        }
    }
}
