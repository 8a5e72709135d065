//! What differs between two rule files, rule by rule.

use std::collections::BTreeSet;

use crate::rules::{Lane, Rule, Rules, Sentence, Title};

/// A rule of either file.
#[derive(Debug)]
pub(crate) struct Pair {
    pub id: String,
    pub title: Title,
    /// What the old file calls it, where it has it.
    pub old_title: Option<Title>,
    /// Its place in the old and in the new file.
    pub places: [Option<usize>; 2],
    /// Whether it is used, before and now.
    pub on: [bool; 2],
    /// What is not as it was; nothing where it would say the same.
    pub changes: Vec<Change>,
}

/// A difference that changes what a rule says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    Added,
    Removed,
    SwitchedOn,
    SwitchedOff,
    Lane([Lane; 2]),
    /// A sentence of the rule, before and now.
    Sentence(&'static str, [String; 2]),
    /// A name that the rule uses, before and now.
    Defined(String, [String; 2]),
}

impl Pair {
    /// Whether the rule may say something else than before.
    pub fn says_the_same(&self) -> bool {
        let lane = |change: &Change| matches!(change, Change::Lane(_));
        self.changes.iter().all(lane)
    }
}

/// What stands in one text in the place of words of the other, where only single words differ:
/// 「60 days」 in the place of 「30 days」.
pub(crate) fn words_changed([old, new]: &[String; 2]) -> Option<Vec<[String; 2]>> {
    let (old, new): (Vec<&str>, Vec<&str>) = (
        old.split_whitespace().collect(),
        new.split_whitespace().collect(),
    );
    if old.len() != new.len() {
        return None;
    }
    let mut changed = Vec::new();
    for (at, (before, now)) in old.iter().zip(&new).enumerate() {
        if before == now {
            continue;
        }
        // The unit belongs to its number.
        let unit = new.get(at + 1).filter(|_| now.parse::<i64>().is_ok());
        let unit = unit.map(|unit| unit.trim_end_matches([']', ')', ',']));
        let with = |word: &str| match unit {
            Some(unit) if old.get(at + 1).is_some_and(|w| w.starts_with(unit)) => {
                format!("{word} {unit}")
            }
            _ => word.to_owned(),
        };
        changed.push([with(before), with(now)]);
    }
    (changed.len() <= WORDS).then_some(changed)
}

/// More words than these are no single ones.
const WORDS: usize = 3;

/// The rules of both files: those of the new one in its order, then those that are gone.
pub(crate) fn pairs(old: &Rules, new: &Rules) -> Vec<Pair> {
    let place = |rules: &Rules, id: &str| rules.rules.iter().position(|rule| rule.id == id);
    let mut pairs: Vec<Pair> = Vec::new();
    for (at, rule) in new.rules.iter().enumerate() {
        let before = place(old, &rule.id);
        pairs.push(pair([old, new], rule, [before, Some(at)]));
    }
    for (at, rule) in old.rules.iter().enumerate() {
        if place(new, &rule.id).is_none() {
            pairs.push(pair([old, new], rule, [Some(at), None]));
        }
    }
    pairs
}

fn pair(files: [&Rules; 2], rule: &Rule, places: [Option<usize>; 2]) -> Pair {
    let rules = [0, 1].map(|at| Some(&files[at].rules[places[at]?]));
    let on = rules.map(|rule| rule.is_some_and(|rule| rule.on));
    let mut changes = Vec::new();
    match (rules, on) {
        ([None, _], _) => changes.push(Change::Added),
        ([_, None], _) => changes.push(Change::Removed),
        (_, [false, true]) => changes.push(Change::SwitchedOn),
        (_, [true, false]) => changes.push(Change::SwitchedOff),
        _ => {}
    }
    if let [Some(before), Some(now)] = rules {
        if before.lane != now.lane {
            changes.push(Change::Lane([before.lane, now.lane]));
        }
        let mut sentence = |name, texts: [String; 2]| {
            if texts[0] != texts[1] {
                changes.push(Change::Sentence(name, texts));
            }
        };
        sentence("applies", [before, now].map(|rule| plain(&rule.applies)));
        sentence("when", [before, now].map(|rule| plain(&rule.when)));
        sentence("unknown_when", [before, now].map(unknown_when));
        let names: BTreeSet<&String> = [used(files[0], before), used(files[1], now)]
            .into_iter()
            .flatten()
            .collect();
        for name in names {
            let text = |rules: &Rules| rules.definitions.get(name).map(|text| one_line(text));
            let texts = files.map(|rules| text(rules).unwrap_or_default());
            if texts[0] != texts[1] {
                changes.push(Change::Defined(name.clone(), texts));
            }
        }
    }
    Pair {
        id: rule.id.clone(),
        title: rule.title.clone(),
        old_title: rules[0].map(|rule| rule.title.clone()),
        places,
        on,
        changes,
    }
}

fn unknown_when(rule: &Rule) -> String {
    let all = rule.unknown_when.iter();
    let all = all.map(|doubtful| format!("{} → {}", plain(&doubtful.when), doubtful.cause));
    all.collect::<Vec<_>>().join("; ")
}

fn plain(sentence: &Sentence) -> String {
    one_line(&sentence.text)
}

/// How a text is broken into lines changes nothing.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names under `[define]` that a rule comes to.
fn used<'a>(rules: &'a Rules, rule: &'a Rule) -> BTreeSet<&'a String> {
    let unknown = rule.unknown_when.iter().map(|doubtful| &doubtful.when);
    let sentences = [&rule.applies, &rule.when].into_iter().chain(unknown);
    let mut texts: Vec<&str> = sentences.map(|sentence| sentence.text.as_str()).collect();
    let mut names = BTreeSet::new();
    while let Some(text) = texts.pop() {
        for word in text.split(|c: char| !c.is_alphanumeric() && !"-_・〜".contains(c)) {
            if let Some((name, text)) = rules.definitions.get_key_value(word)
                && names.insert(name)
            {
                texts.push(text);
            }
        }
    }
    names
}
