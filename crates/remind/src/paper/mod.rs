//! The papers: a workbook, printed as HTML from the same description.

mod says;
mod sheets;
mod unread;
mod year;

use chrono::NaiveDate;
use mimamori_paper::{Mark, Workbook};
use mimamori_record::line::SourceState;
use mimamori_record::{Coverage, Lang, Said, Text, dictionary};
use mimamori_shell::Config;

use crate::entries::{Entries, Entry};
use crate::messages;
use crate::rules::Rules;

/// What all sheets are made from.
pub(crate) struct Paper<'a> {
    /// The duties.
    pub entries: &'a Entries,
    /// The rules.
    pub rules: &'a Rules,
    /// The language.
    pub lang: Lang,
    /// The day of the run.
    pub today: NaiveDate,
    config: &'a Config,
}

/// The parts of a list, in the order in which one looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    /// No plan, no date, no worker, no list.
    First,
    Over,
    This,
    Next,
    Later,
}

impl Group {
    /// Where a duty belongs.
    pub fn of(entry: &Entry) -> Self {
        match entry.due.state.as_str() {
            // A list whose day has not come is waited for like anything else.
            "overdue" if entry.missing_list() => Group::First,
            "no-date" => Group::First,
            "overdue" => Group::Over,
            "this-month" => Group::This,
            "next-month" => Group::Next,
            _ => Group::Later,
        }
    }

    fn title(self) -> Text {
        match self {
            Group::First => messages::GROUP_FIRST,
            Group::Over => messages::GROUP_OVER,
            Group::This => messages::GROUP_THIS,
            Group::Next => messages::GROUP_NEXT,
            Group::Later => messages::GROUP_LATER,
        }
    }
}

impl<'a> Paper<'a> {
    /// Joins what the run found with its settings.
    pub fn new(entries: &'a Entries, rules: &'a Rules, config: &'a Config, lang: Lang) -> Self {
        Paper {
            entries,
            rules,
            lang,
            // Checked when the head of the stream had passed.
            today: entries.head.today.parse().unwrap_or_default(),
            config,
        }
    }

    pub(crate) fn coverage(&self) -> &Coverage {
        &self.entries.head.coverage
    }

    /// The whole workbook: all, overdue, one sheet per worker, of the office, of those without a
    /// case, handed over, not read, rules.
    pub fn workbook(&self) -> Workbook {
        let mark = Mark::new("due", &self.coverage().town().series, self.today);
        let mut book = Workbook::new(mark, messages::TITLE, self.lang).footer(messages::FOOTER);
        book.push(self.all());
        book.push(self.overdue());
        let owners = self.owners();
        let own = owners.iter().filter_map(|owner| self.of_owner(owner));
        for sheet in own.chain(self.of_office()).chain(self.of_no_case()) {
            book.push(sheet);
        }
        book.push(self.signed());
        book.push(self.unread());
        book.push(self.rules_sheet());
        book
    }

    /// Which settings and lists the paper stands on.
    fn basis(&self) -> Said {
        let file = self.config.path().file_name();
        let file = file
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let short = self.config.sha256().get(..8).unwrap_or_default();
        let lists: Vec<Said> = self
            .rules
            .datasets()
            .iter()
            .map(|name| self.list_state(name))
            .collect();
        let lists = Said {
            ja: joined(&lists, Lang::Ja, "、"),
            en: joined(&lists, Lang::En, ", "),
        };
        messages::basis(&file, short, env!("CARGO_PKG_VERSION"), &lists)
    }

    fn list_state(&self, dataset: &str) -> Said {
        let label = label(dataset);
        let days: Vec<Option<&str>> = self.read_sources(dataset).collect();
        match days.iter().flatten().max() {
            _ if days.is_empty() => messages::list_absent(label),
            None => messages::list_undated(label),
            Some(day) => messages::list_dated(label, &says::date(day, Lang::Ja), day),
        }
    }

    /// The days of the sources of a list that count.
    fn read_sources<'b>(&'b self, dataset: &'b str) -> impl Iterator<Item = Option<&'b str>> {
        self.coverage()
            .judged_sources(dataset, None)
            .filter(|source| source.state == SourceState::Read)
            .map(|source| source.as_of.as_deref())
    }

    /// A warning for each list without which much of the paper cannot be right.
    fn warnings(&self) -> Vec<Said> {
        let datasets = self.rules.datasets();
        let absent = datasets
            .iter()
            .filter(|name| self.read_sources(name).next().is_none());
        absent
            .map(|name| messages::list_not_here(label(name)))
            .collect()
    }
}

pub(crate) use says::date as date_text;

/// What people call a list.
pub(crate) fn label(dataset: &str) -> Text {
    dictionary::dataset(dataset).map_or(Text::new("町の名簿", "a list of the town"), |entry| {
        entry.label
    })
}

fn joined(parts: &[Said], lang: Lang, between: &str) -> String {
    let parts: Vec<&str> = parts.iter().map(|part| part.pick(lang)).collect();
    parts.join(between)
}
