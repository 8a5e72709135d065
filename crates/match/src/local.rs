//! What only the town knows: letters that its lists write for one another, what its places are
//! called besides, and lists on which nobody stands twice. For comparing alone; what is stored stays.

use std::borrow::Cow;
use std::ops::Range;

use mimamori_record::{Failure, dictionary, said};
use mimamori_shell::Config;
use mimamori_text::fold_width;
use serde::Deserialize;
use toml::Spanned;

use crate::chain::Chains;
use crate::intake::Intake;

/// As `match.toml` gives it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Local {
    letters: Option<Chains>,
    /// Another name of a place, and the one that is meant; the longest first.
    places: Vec<[String; 2]>,
    /// Keys of datasets, each with its place in the file.
    once: Vec<(String, Range<usize>)>,
}

/// The part of `match.toml`, with the places of its values.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct NamesEntry {
    variants: Vec<Spanned<[String; 2]>>,
}

/// The part of `match.toml`, with the places of its values.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PlacesEntry {
    same: Vec<Spanned<[String; 2]>>,
}

/// The part of `match.toml`, with the places of its values.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ListsEntry {
    once: Vec<Spanned<String>>,
}

impl Local {
    /// Checks what is written; every failure points at a place in the file (status 2).
    pub(crate) fn new(
        config: &Config,
        names: &NamesEntry,
        places: &PlacesEntry,
        lists: &ListsEntry,
    ) -> Result<Self, Failure> {
        let mut pairs = Vec::new();
        for written in &names.variants {
            let letters = written.get_ref().each_ref().map(|text| one_letter(text));
            match letters {
                [Some(x), Some(y)] if x != y => pairs.push((u32::from(x), u32::from(y))),
                _ => return Err(no_letters(config, written.span())),
            }
        }
        let mut local = Local {
            letters: (!pairs.is_empty()).then(|| Chains::new(&pairs)),
            ..Local::default()
        };
        for written in &places.same {
            let [other, meant] = written.get_ref().each_ref().map(|text| fold_width(text));
            if other.is_empty() || meant.is_empty() || meant.contains(&other) {
                return Err(no_places(config, written.span()));
            }
            local.places.push([other, meant]);
        }
        local
            .places
            .sort_by_key(|[other, _]| std::cmp::Reverse(other.len()));
        for written in &lists.once {
            let key = dataset(written.get_ref()).to_owned();
            local.once.push((key, written.span()));
        }
        Ok(local)
    }

    /// Whether nobody stands on a list twice.
    pub(crate) fn once(&self, dataset: &str) -> bool {
        self.once.iter().any(|(key, _)| key == dataset)
    }

    /// Refuses lists that neither the dictionary nor the input has: a slip in the name would let
    /// everything stay as it is.
    pub(crate) fn check(&self, config: &Config, intake: &Intake) -> Result<(), Failure> {
        let known = |key: &str| {
            let mut sources = intake.sources.iter();
            dictionary::dataset(key).is_some() || sources.any(|source| source.dataset == key)
        };
        match self.once.iter().find(|(key, _)| !known(key)) {
            None => Ok(()),
            Some((_, place)) => Err(config.wrong(
                place.clone(),
                &said!(
                    "この名前の名簿はありません",
                    "there is no list of this name"
                ),
                said!(
                    "「住民記録」か residents のように、名簿の名前か種類を書いてください",
                    "write what a list is called, or its kind, like residents"
                ),
            )),
        }
    }

    /// A name in the letters by which it is compared.
    pub(crate) fn name<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let Some(letters) = &self.letters else {
            return Cow::Borrowed(text);
        };
        let same = |c: char| char::from_u32(letters.of(u32::from(c))).unwrap_or(c);
        Cow::Owned(text.chars().map(same).collect())
    }

    /// An address in the names of places by which it is compared.
    pub(crate) fn address<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.places.is_empty() {
            return Cow::Borrowed(text);
        }
        let folded = fold_width(text);
        let found = self.places.iter().find(|[other, _]| folded.contains(other));
        Cow::Owned(match found {
            Some([other, meant]) => folded.replacen(other, meant, 1),
            None => folded,
        })
    }
}

/// The key of a dataset that is called so.
fn dataset(text: &str) -> &str {
    let called =
        |entry: &&dictionary::DatasetEntry| [entry.label.ja, entry.label.en].contains(&text);
    dictionary::DATASETS
        .iter()
        .find(called)
        .map_or(text, |entry| entry.name)
}

fn one_letter(text: &str) -> Option<char> {
    let folded = fold_width(text);
    let mut letters = folded.chars();
    letters.next().filter(|_| letters.next().is_none())
}

fn no_letters(config: &Config, place: Range<usize>) -> Failure {
    config.wrong(
        place,
        &said!(
            "異体字の組は、違う文字一つずつです",
            "a pair of variants is two different letters"
        ),
        said!(
            "[\"渕\", \"淵\"] のように書いてください",
            "write it like [\"渕\", \"淵\"]"
        ),
    )
}

fn no_places(config: &Config, place: Range<usize>) -> Failure {
    config.wrong(
        place,
        &said!(
            "同じ場所の組は、別の呼び名と、それで指す地名です（一つ目が二つ目の中にあってはいけません）",
            "a pair of places is another name and the one that is meant, which must not contain the first"
        ),
        said!(
            "[\"旧ひなた村\", \"ひなた町\"] のように書いてください",
            "write it like [\"旧ひなた村\", \"ひなた町\"]"
        ),
    )
}
