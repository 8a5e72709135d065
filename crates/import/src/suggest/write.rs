//! The draft as text: TOML that import accepts, and comments that a clerk understands.

mod around;
mod fields;
mod settings;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mimamori_record::{Said, dictionary, said};

use super::fields as bound_fields;
use super::group::List;
use super::origin::Spot;
use super::{Draft, Survey, messages as say};

/// The whole draft, and how many questions it asks.
pub(super) fn draft(survey: &Survey, lists: &[List<'_>], today: NaiveDate) -> (String, usize) {
    let mut page = Page::default();
    for line in say::HEAD {
        page.comment("", &Said::from(*line));
    }
    page.blank();
    page.line("town = \"town.toml\"");
    if !lists.iter().any(List::readable) {
        page.line("list = []");
    }
    for list in lists {
        page.blank();
        page.list(list, today);
    }
    if !survey.refused.is_empty() {
        page.blank();
        page.comment("---- ", &say::refused());
        for refused in &survey.refused {
            let place = place_of(&refused.shown, refused.sheet.as_deref());
            page.comment("  ", &said_of(&place, &refused.why));
        }
    }
    if !survey.unread.is_empty() {
        page.blank();
        page.comment("---- ", &say::unread());
        for (path, why) in &survey.unread {
            page.comment("  ", &said_of(path, &Said::from(why.title)));
        }
    }
    (page.text, page.asked)
}

/// A list by itself, to be tried.
pub(super) fn alone(list: &List<'_>, today: NaiveDate) -> String {
    let mut page = Page::default();
    page.list(list, today);
    page.text
}

/// The sheet of a file, as messages call it.
pub(super) fn place(draft: &Draft) -> String {
    place_of(&draft.shown, draft.sheet.as_deref())
}

fn place_of(path: &str, sheet: Option<&str>) -> String {
    sheet.map_or(path.to_owned(), |sheet| format!("{path}「{sheet}」"))
}

fn said_of(place: &str, what: &Said) -> Said {
    Said {
        ja: format!("{place}: {}", what.ja),
        en: what.en.clone(),
    }
}

/// Several things in a row.
fn joined(all: &[Said]) -> Said {
    let ja: Vec<&str> = all.iter().map(|one| one.ja.as_str()).collect();
    let en: Vec<&str> = all.iter().map(|one| one.en.as_str()).collect();
    Said {
        ja: ja.join("、"),
        en: en.join(", "),
    }
}

/// A text in the quotes of TOML.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn list_of(texts: &[String]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", quoted.join(", "))
}

fn spots(spots: &[Spot]) -> String {
    let names: Vec<String> = spots.iter().map(|spot| spot.written().to_owned()).collect();
    list_of(&names)
}

#[derive(Default)]
struct Page {
    text: String,
    /// What each line begins with: a list that nobody can name yet is all comment.
    before: &'static str,
    asked: usize,
}

impl Page {
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(self.before);
        self.text.push_str(line);
        self.text.push('\n');
    }

    pub(super) fn blank(&mut self) {
        self.text.push('\n');
    }

    pub(super) fn comment(&mut self, before: &str, what: &Said) {
        self.text
            .push_str(&format!("# {before}{} / {}\n", what.ja, what.en));
    }

    pub(super) fn guess(&mut self, why: &Said) {
        self.comment("? 推測: ", why);
    }

    pub(super) fn ask(&mut self, what: &Said) {
        self.asked += 1;
        self.comment("?? 質問: ", what);
    }

    fn list(&mut self, list: &List<'_>, today: NaiveDate) {
        let entry = list.dataset().and_then(dictionary::dataset);
        let title = match entry {
            Some(entry) => Said::from(entry.label),
            None => said!("辞書にない名簿", "a list that the dictionary does not have"),
        };
        self.comment("---- ", &title);
        self.tables(list);
        self.questions(list);
        if let Some(why) = &list.members[0].why {
            self.guess(why);
        }
        self.before = if list.readable() { "" } else { "# " };
        self.line("[[list]]");
        match entry {
            Some(entry) => self.line(&format!("dataset = {}", quoted(entry.name))),
            None => {
                self.line(&format!("dataset = {}", quoted(&list.own_name())));
                self.line("own = true");
            }
        }
        self.line(&format!("files = {}", list_of(&list.files)));
        if !list.sheets.is_empty() {
            self.line(&format!("sheets = {}", list_of(&list.sheets)));
        }
        if !list.skip_sheets.is_empty() {
            self.line(&format!("skip_sheets = {}", list_of(&list.skip_sheets)));
        }
        if list.side_by_side {
            self.guess(&say::side_by_side());
            self.line("table = { side_by_side = true }");
        }
        if let Some(rows) = list.heading_rows {
            self.line(&format!("heading = {{ rows = {rows} }}"));
        }
        for (key, found) in [
            ("institution", &list.origins.institution),
            ("month", &list.origins.month),
            ("as_of", &list.origins.as_of),
        ] {
            if !found.is_empty() {
                self.line(&format!("{key} = {}", spots(found)));
            }
        }
        self.comment("", &say::closed());
        self.line("closed = false");
        if list.by_day() || !list.origins.institution.is_empty() {
            self.comment("", &say::expected_each());
            self.line("# expected = [{ types = [\"elementary-school\", \"junior-high-school\"], from = \"2026-04\" }]");
        } else {
            self.line("expected = [{}]");
        }
        let folder = list.files[0].split_once('/').map(|(folder, _)| folder);
        let provider = folder
            .filter(|folder| !folder.contains('*'))
            .unwrap_or(say::TO_WRITE);
        self.line(&format!("provider = {}", quoted(provider)));
        self.line(&format!("purpose = {}", quoted(say::TO_WRITE)));
        self.line(&format!("basis = {}", quoted(say::TO_WRITE)));
        self.line(&format!("decided = {today}"));
        let parts: Vec<String> = parts(list)
            .into_iter()
            .map(|(part, names)| format!("{part} = {}", list_of(&names)))
            .collect();
        if !parts.is_empty() {
            self.line(&format!("parts = {{ {} }}", parts.join(", ")));
        }
        self.fields(list);
        self.not_read(list);
        self.before = "";
    }
}

/// Which check-up a sheet or a row is about, where the columns do not say it: the place that does,
/// and its spellings.
fn whole_part(list: &List<'_>) -> Option<(String, BTreeMap<String, String>)> {
    if list.dataset() != Some("checkups") || !parts(list).is_empty() {
        return None;
    }
    let meant = |text: &str| Some((text.to_owned(), bound_fields::part_of(text)?));
    let sheets = list.members.iter().map(|member| member.sheet.as_deref());
    let sheets: Option<BTreeMap<_, _>> = sheets.map(|sheet| meant(sheet?)).collect();
    if let Some(sheets) = sheets {
        return Some(("from = \"sheet\"".to_owned(), sheets));
    }
    let seen = &list.members[0].seen;
    seen.columns.iter().find_map(|(column, cells)| {
        let all: Option<BTreeMap<_, _>> = cells.values()?.keys().map(|text| meant(text)).collect();
        let all = all.filter(|all| !all.is_empty())?;
        Some((format!("label = {}", quoted(&seen.heading(*column))), all))
    })
}

/// The parts of a list and their spellings.
fn parts(list: &List<'_>) -> Vec<(String, Vec<String>)> {
    let bound: Vec<_> = list
        .members
        .iter()
        .flat_map(|member| member.bound.clone())
        .collect();
    let parts = bound_fields::parts(&bound).into_iter();
    let mut parts: Vec<(String, Vec<String>)> = parts
        .map(|(part, names)| (part, names.into_iter().collect()))
        .collect();
    parts.sort_by_key(|(part, _)| part.trim_end_matches('m').parse::<u32>().unwrap_or(0));
    parts
}
