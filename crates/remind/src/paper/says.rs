//! Evidence, causes and dates as sentences.

use chrono::NaiveDate;
use mimamori_calendar::DateOrMonth;
use mimamori_record::line::{Cause, Evidence};
use mimamori_record::{Lang, dictionary, reason};

use crate::entries::{Entry, Whom};
use crate::messages;
use crate::paper::Paper;
use crate::rules::{Field, Find, Plus, Rule};

/// A date or month of the stream as papers write it.
pub(crate) fn date(text: &str, lang: Lang) -> String {
    match (text.parse::<DateOrMonth>(), lang) {
        (Ok(date), Lang::Ja) => date.era_long(),
        _ => text.to_owned(),
    }
}

impl Paper<'_> {
    /// Whom a duty is about: name, age, mark of protection, the others of the household.
    pub(super) fn whom(&self, whom: &Whom) -> String {
        let mut text = self.name(whom);
        if !whom.siblings.is_empty() {
            let names = whom.siblings.join(self.comma());
            text.push('\n');
            text.push_str(messages::household(&names).pick(self.lang));
        }
        text
    }

    /// The same without the household.
    pub(super) fn name(&self, whom: &Whom) -> String {
        let mut text = whom.name.clone();
        if let Some((years, grade)) = whom.age {
            text.push_str(messages::age(years, grade).pick(self.lang));
        }
        if whom.protected {
            text.push_str(messages::PROTECTED.pick(self.lang));
        }
        text
    }

    /// What a duty is, with the mark of a provisional number, and which of several rows it is about.
    pub(super) fn what(&self, entry: &Entry) -> String {
        let Some(rule) = self.rules.rules.get(entry.rule) else {
            return entry.due.what.clone();
        };
        let title = self.rule_title(rule);
        let value = rule.which.as_ref().and_then(|which| {
            let mut cells = entry.due.evidence.iter().rev();
            let cell = cells.find(|cell| cell.field.as_ref() == Some(&which.key))?;
            Some(self.value(&which.dataset, &which.key, cell.value.as_deref()?))
        });
        match value {
            Some(value) => messages::which(&title, &value).pick(self.lang).to_owned(),
            None => title,
        }
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
        let mut lines: Vec<String> = Vec::new();
        let mut last = None;
        for evidence in &due.evidence {
            let says = format!(
                "{}{}",
                self.says(evidence, due.cause.as_ref()),
                self.interval(entry, evidence)
            );
            // The file is named once for neighbouring cells.
            match lines.last_mut().filter(|_| last == Some(&evidence.source)) {
                Some(line) => line.push_str(&format!("{}{}", self.comma(), says.trim_start())),
                None => lines.push(format!("{}{says}", self.place(&evidence.source, None))),
            }
            last = Some(&evidence.source);
        }
        if let Some(other) = &due.disagrees {
            lines.push(
                messages::disagrees(&self.cell(other))
                    .pick(self.lang)
                    .to_owned(),
            );
        }
        let told = |cause: &Cause| {
            cause.code == reason::CELL_UNREADABLE.code
                && due
                    .evidence
                    .iter()
                    .any(|e| e.cell.is_some() && e.cell == cause.cell)
        };
        if let Some(cause) = due.cause.as_ref().filter(|cause| !told(cause)) {
            lines.push(
                messages::not_known(&self.cause(cause))
                    .pick(self.lang)
                    .to_owned(),
            );
        }
        // What is over needs no day to be reminded on.
        let over = entry.days_over(self.today).is_some();
        if let Some(day) = due.remind_on.as_deref().filter(|_| !over) {
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
        let (field, list) = (evidence.field.as_deref(), dataset);
        let same =
            |known: &Field| Some(known.cell()) == field && Some(known.dataset.as_str()) == list;
        // What counts anew has the interval of the first date that is counted from.
        let anew = dates.restart.iter().any(|one| same(&one.field));
        let mut steps = dates.steps.iter();
        let step = match steps.clone().find(|step| same(&step.field)) {
            None if anew => steps.find(|step| step.plus != Plus::Nothing),
            step => step,
        };
        let Some(plus) = step.map(|step| step.plus).filter(|_| entry.when.is_some()) else {
            return String::new();
        };
        let value = evidence.value.as_deref();
        let stands = value.and_then(|value| value.parse::<DateOrMonth>().ok());
        let behind = matches!(plus, Plus::Months(1..) | Plus::Days(1..));
        if let (true, Some(when), Some(stands)) = (behind, entry.when, stands)
            && when.last_day() < stands.first_day()
        {
            return messages::CONTRADICTS.pick(self.lang).to_owned();
        }
        let mut text = messages::counted(plus).pick(self.lang).to_owned();
        let from = evidence
            .value
            .as_deref()
            .and_then(|value| value.parse::<NaiveDate>().ok());
        // How long nobody has seen a child is told in days, always.
        if let (Plus::Days(1..), Some(from)) = (plus, from) {
            let days = self.today.signed_duration_since(from).num_days();
            text.push_str(messages::days_ago(days).pick(self.lang));
        }
        text
    }

    /// 「計画.xlsx「計画」 K12 次回見直し: 令和8年4月」.
    pub(super) fn cell(&self, evidence: &Evidence) -> String {
        let place = self.place(&evidence.source, None);
        format!("{place}{}", self.says(evidence, None))
    }

    /// What stands in the cell, without its file. The cause tells what is blank from what nobody
    /// can read.
    fn says(&self, evidence: &Evidence, cause: Option<&Cause>) -> String {
        if evidence.absent {
            return format!(" {}", messages::NOT_ON_LIST.pick(self.lang));
        }
        let mut text = evidence
            .cell
            .as_deref()
            .map_or_else(String::new, |cell| format!(" {cell}"));
        let Some(field) = evidence.field.as_deref() else {
            return text;
        };
        let source = self.coverage().source(&evidence.source);
        let dataset = source.map_or("", |source| source.dataset.as_str());
        text.push(' ');
        text.push_str(&self.field_label(dataset, field));
        let unreadable = |cause: &Cause| {
            cause.code == reason::CELL_UNREADABLE.code && cause.cell == evidence.cell
        };
        let value = match &evidence.value {
            Some(value) => self.value(dataset, field, value),
            // The birth date stands beside the name as an age.
            None if dictionary::is_identity(field) => return text,
            None if cause.is_some_and(unreadable) => {
                messages::UNREAD_CELL.pick(self.lang).to_owned()
            }
            None => messages::BLANK_CELL.pick(self.lang).to_owned(),
        };
        format!("{text}: {value}")
    }

    fn comma(&self) -> &'static str {
        match self.lang {
            Lang::Ja => "、",
            Lang::En => ", ",
        }
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
