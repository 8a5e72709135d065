//! What must not stand on paper about a household under 支援措置: where its members live and which
//! school they go to, in whatever field, free text, file or sheet name that would tell it.

use std::collections::BTreeSet;

use mimamori_record::line::{InstitutionType, Record, Source};
use mimamori_record::{Block, Coverage, Individual, Lang, standing};
use serde_json::Value as Json;

use crate::facts;
use crate::messages;
use crate::request::is_placed;

/// Endings that lists leave out of the names of schools.
const ENDINGS: &[&str] = &[
    "小学校",
    "中学校",
    "幼稚園",
    "保育所",
    "保育園",
    "こども園",
    "学園",
    "小",
    "中",
];

/// Fields of a person's own that tell whereabouts.
const WHEREABOUTS: [&str; 4] = ["address", "postal_code", "phone", "class"];

/// Every field that is looked at here.
pub(crate) const FIELDS: [&str; 5] = [
    WHEREABOUTS[0],
    WHEREABOUTS[1],
    WHEREABOUTS[2],
    WHEREABOUTS[3],
    "protected",
];

/// What the list of protections says about it.
pub(crate) const OF_PROTECTIONS: [(&str, &str); 2] = [
    ("protections", "protection_kind"),
    ("protections", "ended_on"),
];

/// Lists from which a reader could tell who has reported something, and when (児童虐待防止法第7条).
const REPORTED: [&str; 2] = ["notes", "signals"];

/// Fields of any list that say that somebody has reported something, or when.
const REPORTS: [&str; 3] = ["injury", "child_word", "received_on"];

/// Lists whose files and sheets may be called after a foster home or a shelter.
const AWAY: [&str; 2] = ["placements", "protections"];

/// What of the lists of reports a member's paper needs, to leave it out.
pub(crate) const OF_NOTES: [(&str, &str); 2] = [("notes", "note"), ("notes", "confidential")];

/// Hides words, for one household.
#[derive(Debug, Clone, Default)]
pub(crate) struct Mask {
    hides: bool,
    /// For somebody who sits in the meeting: who reported something, and what the office keeps to
    /// itself, is left out as well.
    member: bool,
    lang: Lang,
    words: Vec<String>,
}

impl Mask {
    /// The mask of a household; one that hides nothing unless it is protected.
    pub(crate) fn of(block: &Block, coverage: &Coverage, show: bool, lang: Lang) -> Self {
        match show || !is_protected(block, coverage) {
            true => Mask::default(),
            false => Mask::of_places(block, coverage, lang),
        }
    }

    /// What hides every place of a household.
    pub(crate) fn of_places(block: &Block, coverage: &Coverage, lang: Lang) -> Self {
        let mut words = BTreeSet::new();
        let told_by: BTreeSet<&str> = coverage.datasets().map(|d| d.provider.as_str()).collect();
        for institution in &coverage.town().institutions {
            // Nobody lives or learns in the office that keeps a list; hiding its name (健康) would
            // take words out of what people wrote about the child.
            if institution.r#type == InstitutionType::Other
                && told_by.contains(institution.name.as_str())
            {
                continue;
            }
            let names = institution.aliases.iter().chain([&institution.name]);
            for name in names {
                words.insert(name.clone());
                let stem = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending));
                // A stem of one letter would hide half of every sentence.
                words.extend(stem.filter(|s| s.chars().count() > 1).map(str::to_owned));
            }
            words.extend(institution.address.clone());
        }
        for person in &block.people {
            let maps = person.line.identities.iter();
            for map in maps.chain(person.records.iter().map(|r| &r.fields)) {
                let told = WHEREABOUTS
                    .iter()
                    .filter_map(|field| map.get(*field)?.as_str());
                // A class called 1 would hide every number.
                words.extend(told.filter(|t| t.chars().count() > 2).map(str::to_owned));
            }
        }
        let streets: Vec<String> = words
            .iter()
            .filter_map(|w| street(w, &coverage.town().name))
            .collect();
        words.extend(streets);
        let mut words: Vec<String> = words.into_iter().filter(|w| !w.is_empty()).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        Mask {
            hides: true,
            member: false,
            lang,
            words,
        }
    }

    /// The mask of a household on the paper of a member: foster homes are places to hide too, and so
    /// are the words of every note that is not certainly open.
    /// `show`: a person has said that the places are to stand there.
    pub(crate) fn of_member(block: &Block, coverage: &Coverage, show: bool, lang: Lang) -> Self {
        let away = || block.people.iter().any(|one| is_away(one, coverage));
        let mut mask = match !show && (away() || is_protected(block, coverage)) {
            true => Mask::of_places(block, coverage, lang),
            false => Mask::member(lang),
        };
        mask.member = true;
        let notes = block.people.iter().flat_map(|person| person.of("notes"));
        let closed =
            notes.filter(|note| note.fields.get("confidential") != Some(&Json::Bool(false)));
        let words = closed.filter_map(|note| note.text("note"));
        // A word or two stand in other sentences as well.
        let words = words.filter(|text| text.chars().count() > 3);
        mask.words.extend(words.map(str::to_owned));
        mask.words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        mask
    }

    /// What no member reads about anybody.
    pub(crate) fn member(lang: Lang) -> Self {
        Mask {
            member: true,
            lang,
            ..Mask::default()
        }
    }

    /// Whether this is for somebody who sits in the meeting.
    pub(crate) fn is_member(&self) -> bool {
        self.member
    }

    /// Whether nothing of a list is told but that it says something.
    pub(crate) fn withholds(&self, dataset: &str) -> bool {
        self.member && REPORTED.contains(&dataset)
    }

    /// Whether nothing of a cell is told, neither what it says nor where it stands.
    pub(crate) fn withholds_cell(&self, dataset: &str, field: Option<&str>) -> bool {
        let reports = || field.is_some_and(|field| REPORTS.contains(&field));
        self.withholds(dataset) || self.member && reports()
    }

    /// Whether anything is withheld.
    pub(crate) fn hides(&self) -> bool {
        self.hides
    }

    /// Free text, file or sheet name, with what tells whereabouts replaced.
    pub(crate) fn text(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for word in &self.words {
            if text.contains(word.as_str()) {
                text = text.replace(word.as_str(), messages::HIDDEN.pick(self.lang));
            }
        }
        text
    }

    /// Whether file and sheet of this source tell where somebody is.
    pub(crate) fn hides_source(&self, source: &Source) -> bool {
        let of_school = matches!(source.dataset.as_str(), "attendance" | "school-register");
        let told_by = REPORTED
            .iter()
            .chain(&AWAY)
            .any(|list| *list == source.dataset);
        self.member && told_by || self.hides && (of_school || source.institution.is_some())
    }
}

/// The part of an address before its numbers, without the town: 「みなと四丁目」.
fn street(address: &str, town: &str) -> Option<String> {
    let numbers = address.find(char::is_numeric)?;
    let street = address[..numbers].trim();
    let street = street.strip_prefix(town).unwrap_or(street).trim();
    (street.chars().count() > 2).then(|| street.to_owned())
}

/// Protected by the household's line, or by what any list says about a member; whatever nobody can
/// read protects too.
pub(crate) fn is_protected(block: &Block, coverage: &Coverage) -> bool {
    let told = |record: &Record| {
        let marked = record.fields.get("protected");
        marked.is_some_and(|marked| *marked != Json::Bool(false))
    };
    let hidden = |person: &Individual| {
        let listed = person.records.iter().any(told) || !person.line.protected_by.is_empty();
        listed || protections(person, coverage).any(|kind| kind != Some("temporary-custody"))
    };
    block.household.protected || block.people.iter().any(hidden)
}

/// In a foster home, a facility or in custody; whatever nobody can read counts.
pub(crate) fn is_away(person: &Individual, coverage: &Coverage) -> bool {
    let Some(today) = facts::day(coverage.today()) else {
        return true;
    };
    let kept = protections(person, coverage).any(|kind| kind != Some("address-protection"));
    kept || is_placed(person, coverage, today)
}

/// Whether somebody is certainly under protection themselves.
pub(crate) fn is_under_protection(person: &Individual, coverage: &Coverage) -> bool {
    let told = |record: &Record| record.fields.get("protected") == Some(&Json::Bool(true));
    let listed = person.records.iter().any(told);
    listed || protections(person, coverage).any(|kind| kind == Some("address-protection"))
}

/// The kinds of the protections of somebody that are not over.
fn protections<'a>(
    person: &'a Individual,
    coverage: &'a Coverage,
) -> impl Iterator<Item = Option<&'a str>> {
    let rows = standing::judged(person, coverage, "protections");
    let over = |row: &Record| row.text("ended_on").is_some_and(|on| on < coverage.today());
    rows.filter(move |row| !over(row))
        .map(|row| row.text("protection_kind"))
}
