//! What must not stand on paper about a household under 支援措置: where its members live and which
//! school they go to, in whatever field, free text, file or sheet name that would tell it.

use std::collections::BTreeSet;

use mimamori_record::line::{InstitutionType, Source};
use mimamori_record::{Block, Coverage, Lang};

use crate::messages;

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

/// Hides words, for one household.
#[derive(Debug, Clone, Default)]
pub(crate) struct Mask {
    hides: bool,
    lang: Lang,
    words: Vec<String>,
}

impl Mask {
    /// The mask of a household; one that hides nothing unless it is protected.
    pub(crate) fn of(block: &Block, coverage: &Coverage, show: bool, lang: Lang) -> Self {
        if show || !is_protected(block) {
            return Mask::default();
        }
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
            lang,
            words,
        }
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
        self.hides && (of_school || source.institution.is_some())
    }
}

/// The part of an address before its numbers, without the town: 「みなと四丁目」.
fn street(address: &str, town: &str) -> Option<String> {
    let numbers = address.find(char::is_numeric)?;
    let street = address[..numbers].trim();
    let street = street.strip_prefix(town).unwrap_or(street).trim();
    (street.chars().count() > 2).then(|| street.to_owned())
}

/// Protected by the household's line, or by what any list says about a member.
pub(crate) fn is_protected(block: &Block) -> bool {
    let told = |record: &mimamori_record::line::Record| {
        record
            .fields
            .get("protected")
            .and_then(serde_json::Value::as_bool)
            == Some(true)
    };
    block.household.protected || block.people.iter().any(|p| p.records.iter().any(told))
}
