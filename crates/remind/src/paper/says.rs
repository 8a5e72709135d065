//! Evidence, causes and dates as sentences.

use mimamori_calendar::DateOrMonth;
use mimamori_record::line::{Cause, Evidence};
use mimamori_record::{Lang, dictionary, reason};

use crate::entries::{Entry, Whom};
use crate::messages;
use crate::paper::Paper;
use crate::rules::{Find, Plus, Rule};

/// A date or month of the stream as papers write it.
pub(crate) fn date(text: &str, lang: Lang) -> String {
    match (text.parse::<DateOrMonth>(), lang) {
        (Ok(date), Lang::Ja) => date.era_long(),
        _ => text.to_owned(),
    }
}

impl Paper<'_> {
    /// Whom a duty is about: name, mark of protection, the others of the household.
    pub(super) fn whom(&self, whom: &Whom) -> String {
        let mut text = whom.name.clone();
        if whom.protected {
            text.push_str(messages::PROTECTED.pick(self.lang));
        }
        if !whom.siblings.is_empty() {
            let between = if self.lang == Lang::Ja { "、" } else { ", " };
            let names = whom.siblings.join(between);
            text.push('\n');
            text.push_str(messages::household(&names).pick(self.lang));
        }
        text
    }

    pub(super) fn age(&self, whom: &Whom) -> String {
        let said = whom.age.map(|(years, grade)| messages::age(years, grade));
        said.map(|said| said.pick(self.lang).to_owned())
            .unwrap_or_default()
    }

    /// What a duty is, with the mark of a provisional number.
    pub(super) fn what(&self, entry: &Entry) -> String {
        let Some(rule) = self.rules.rules.get(entry.rule) else {
            return entry.due.what.clone();
        };
        self.rule_title(rule)
    }

    pub(super) fn rule_title(&self, rule: &Rule) -> String {
        let mut title = rule.title.pick(self.lang).to_owned();
        if rule.provisional {
            title.push_str(messages::PROVISIONAL.pick(self.lang));
        }
        title
    }

    /// Why a duty stands on the paper: each cell, what disagrees, what is not known.
    pub(super) fn why(&self, entry: &Entry) -> String {
        let due = &entry.due;
        let mut lines: Vec<String> = due
            .evidence
            .iter()
            .map(|evidence| {
                let after = self.interval(entry, evidence);
                format!("{}{after}", self.cell(evidence, due.cause.as_ref()))
            })
            .collect();
        if let Some(other) = &due.disagrees {
            lines.push(
                messages::disagrees(&self.cell(other, None))
                    .pick(self.lang)
                    .to_owned(),
            );
        }
        if let Some(cause) = &due.cause {
            lines.push(
                messages::not_known(&self.cause(cause))
                    .pick(self.lang)
                    .to_owned(),
            );
        }
        if let Some(day) = &due.remind_on {
            let day = date(day, self.lang);
            lines.push(messages::closed_day(&day).pick(self.lang).to_owned());
        }
        lines.join("\n")
    }

    /// 「から3か月」 behind the cell from which the date was counted.
    fn interval(&self, entry: &Entry, evidence: &Evidence) -> String {
        let rule = self.rules.rules.get(entry.rule);
        let Some(Find::Date(dates)) = rule.map(|rule| &rule.find) else {
            return String::new();
        };
        let dataset = self
            .coverage()
            .source(&evidence.source)
            .map(|s| s.dataset.as_str());
        let step = dates.steps.iter().find(|step| {
            Some(step.field.key.as_str()) == evidence.field.as_deref()
                && Some(step.field.dataset.as_str()) == dataset
        });
        let said = match step.map(|step| step.plus) {
            Some(plus) if entry.when.is_some() => counted(plus),
            _ => messages::counted_from(None, None),
        };
        said.pick(self.lang).to_owned()
    }

    /// 「計画.xlsx「計画」K12 次回見直し: 令和8年4月」. The cause tells what is blank from what
    /// nobody can read.
    pub(super) fn cell(&self, evidence: &Evidence, cause: Option<&Cause>) -> String {
        let mut text = self.place(&evidence.source, evidence.cell.as_deref());
        if evidence.absent {
            return format!("{text} {}", messages::NOT_ON_LIST.pick(self.lang));
        }
        let Some(field) = evidence.field.as_deref() else {
            return text;
        };
        let dataset = self
            .coverage()
            .source(&evidence.source)
            .map_or("", |s| s.dataset.as_str());
        text.push(' ');
        text.push_str(&self.field_label(dataset, field));
        let value = match &evidence.value {
            Some(value) => self.value(dataset, field, value),
            // The birth date stands beside the name as an age.
            None if dictionary::is_identity(field) => return text,
            None if cause.is_some_and(|c| {
                c.code == reason::CELL_UNREADABLE.code && c.cell == evidence.cell
            }) =>
            {
                messages::UNREAD_CELL.pick(self.lang).to_owned()
            }
            None => messages::BLANK_CELL.pick(self.lang).to_owned(),
        };
        format!("{text}: {value}")
    }

    fn value(&self, dataset: &str, field: &str, value: &str) -> String {
        match dictionary::code_label(dataset, field, value) {
            Some(label) => label.pick(self.lang).to_owned(),
            None => date(value, self.lang),
        }
    }

    pub(super) fn field_label(&self, dataset: &str, field: &str) -> String {
        if let Some(known) = dictionary::field_of(dataset, field) {
            return known.label.pick(self.lang).to_owned();
        }
        let list = self.coverage().dataset(dataset);
        let own = list.and_then(|list| list.fields.get(field));
        own.map_or_else(|| field.to_owned(), |own| own.label.clone())
    }

    /// The file, its sheet and the cell. The whole path stands with the problems.
    pub(super) fn place(&self, source: &str, cell: Option<&str>) -> String {
        let Some(source) = self.coverage().source(source) else {
            return String::new();
        };
        let mut text = source
            .path
            .rsplit('/')
            .next()
            .unwrap_or(&source.path)
            .to_owned();
        if let Some(sheet) = &source.sheet {
            text.push_str(&format!("「{sheet}」"));
        }
        if let Some(cell) = cell {
            text.push_str(&format!(" {cell}"));
        }
        text
    }

    /// Why something is not known, and where.
    pub(super) fn cause(&self, cause: &Cause) -> String {
        let mut text = messages::cause(&cause.code).pick(self.lang).to_owned();
        let mut places = Vec::new();
        if let Some(dataset) = cause.dataset.as_deref().filter(|_| cause.source.is_none()) {
            places.push(super::label(dataset).pick(self.lang).to_owned());
        }
        places.extend(cause.institution.clone());
        places.extend(cause.month.as_deref().map(|month| date(month, self.lang)));
        if let Some(source) = &cause.source {
            places.push(self.place(source, cause.cell.as_deref()));
        }
        if let (Some(field), Some(dataset)) = (&cause.field, &cause.dataset) {
            places.push(self.field_label(dataset, field));
        }
        if !places.is_empty() {
            let (open, close) = if self.lang == Lang::Ja {
                ("（", "）")
            } else {
                (" (", ")")
            };
            text.push_str(&format!("{open}{}{close}", places.join(" ")));
        }
        text
    }
}

/// 「から3か月」.
pub(super) fn counted(plus: Plus) -> mimamori_record::Said {
    match plus {
        Plus::Nothing => messages::counted_from(None, None),
        Plus::Months(months) => messages::counted_from(Some(months), None),
        Plus::Days(days) => messages::counted_from(None, Some(days)),
    }
}
