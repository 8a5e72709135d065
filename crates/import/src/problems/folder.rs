//! The folder of the letters: their names, and what lies there already.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::letter::KIND;
use super::{Desk, To};
use crate::{back, open};

/// What stands behind the name of a department.
const ENDING: &str = "へ_確認のお願い.xlsx";
/// The centre's own paper.
const CENTRE: &str = "センターで直すこと";

/// The folder while letters find their places.
pub(super) struct Shelf<'a> {
    desk: &'a Desk<'a>,
    folder: &'a Path,
    named: Vec<String>,
    /// Files into which somebody has written, or that are none of ours, and what was written
    /// beside them.
    pub(super) kept: BTreeMap<String, Option<String>>,
}

impl<'a> Shelf<'a> {
    pub(super) fn new(desk: &'a Desk<'a>, folder: &'a Path) -> Self {
        Shelf {
            desk,
            folder,
            named: Vec::new(),
            kept: BTreeMap::new(),
        }
    }

    /// The name under which a letter is written: one that no other letter has, and under which
    /// nothing lies that anybody would miss.
    pub(super) fn name(&mut self, to: &To) -> String {
        let mut in_the_way = Vec::new();
        let free = |name: &String| {
            let same = |other: &String| other.to_lowercase() == name.to_lowercase();
            if self.named.iter().any(same) {
                return false;
            }
            let free = self.may_replace(name);
            if !free {
                in_the_way.push(name.clone());
            }
            free
        };
        let name = (1..).map(|number| named(to, number)).find(free);
        let name = name.unwrap_or_default();
        let kept = in_the_way.into_iter().map(|old| (old, Some(name.clone())));
        self.kept.extend(kept);
        self.named.push(name.clone());
        name
    }

    /// The letters of an earlier run that this run does not replace.
    pub(super) fn settled(&mut self) -> Vec<(String, To)> {
        let Ok(entries) = fs::read_dir(self.folder) else {
            return Vec::new();
        };
        let names = entries.flatten();
        let mut settled: Vec<(String, To)> = names
            .filter_map(|entry| {
                let name = entry.file_name().into_string().ok()?;
                let to = receiver(&name)?;
                let known = self.named.contains(&name) || self.kept.contains_key(&name);
                (!known && self.is_letter(&name)).then_some((name, to))
            })
            .collect();
        settled.sort();
        settled.retain(|(name, _)| {
            let free = self.may_replace(name);
            if !free {
                self.kept.insert(name.clone(), None);
            }
            free
        });
        settled
    }

    /// Whether a file is a letter of this town: somebody else's with such a name is left alone.
    fn is_letter(&self, name: &str) -> bool {
        let bytes = open::read(&self.folder.join(name));
        let book = bytes.and_then(|bytes| self.desk.opener.open(bytes, &[]));
        book.is_ok_and(|book| back::is_of(&book, KIND, &self.desk.asked.series.name))
    }

    /// Whether nothing is lost when a letter is written there.
    fn may_replace(&self, name: &str) -> bool {
        let path = self.folder.join(name);
        // What cannot be replaced at all, such as a folder, is told when it is tried.
        if !path.is_file() {
            return true;
        }
        let book = open::read(&path).and_then(|bytes| self.desk.opener.open(bytes, &[]));
        let (context, series) = (self.desk.context, self.desk.asked.series);
        let lists = &self.desk.mapping.lists;
        book.is_ok_and(|mut book| back::is_untouched(KIND, lists, context, series, &mut book))
    }
}

/// The name of a letter. It does not depend on the language, so that a run in the other one
/// replaces the paper.
fn named(to: &To, number: usize) -> String {
    let more = match number {
        1 => String::new(),
        _ => format!(" ({number})"),
    };
    mimamori_paper::file_name(&match to {
        To::Provider(provider) => format!("{provider}{more}{ENDING}"),
        To::Centre => format!("{CENTRE}{more}.xlsx"),
    })
}

/// To whom the letter with this name went.
fn receiver(name: &str) -> Option<To> {
    if let Some(provider) = name.strip_suffix(ENDING) {
        return Some(To::Provider(plain(provider).to_owned()));
    }
    let centre = name.strip_suffix(".xlsx")?;
    (plain(centre) == CENTRE).then_some(To::Centre)
}

/// A name without the number behind it.
fn plain(name: &str) -> &str {
    let inside = |rest: &str| Some(rest.strip_suffix(')')?.parse::<usize>().is_ok());
    match name.rsplit_once(" (") {
        Some((plain, rest)) if inside(rest) == Some(true) => plain,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_known_by_its_name_whatever_number_it_has() {
        for to in [To::Provider("A/B課".to_owned()), To::Centre] {
            for number in [1, 2, 13] {
                let name = named(&to, number);
                let back = receiver(&name).unwrap();
                assert_eq!(named(&back, number), name);
            }
        }
        assert_eq!(named(&To::Centre, 2), "センターで直すこと (2).xlsx");
        assert_eq!(
            receiver("住民課 (2)へ_確認のお願い.xlsx"),
            Some(To::Provider("住民課".to_owned()))
        );
        assert_eq!(receiver("住民.xlsx"), None);
    }
}
