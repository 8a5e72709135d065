//! The comparison as text: counts by rule first, then each person with the reason.

use mimamori_record::{Lang, Said, Text};
use mimamori_rule::Truth;

use super::changes::{Change, Pair, words_changed};
use super::messages as say;
use super::{Difference, File, Person, Reason, RuleCount};
use crate::cells::{Cells, day};
use crate::messages;
use crate::tally::Missing;

/// The whole answer.
pub(crate) fn text(found: &Difference, files: [File<'_>; 2], lang: Lang) -> String {
    let teller = Teller { found, lang };
    let mut out = String::new();
    let people = |listed: [bool; 2]| found.people.iter().filter(move |p| p.listed == listed);
    let (came, went) = (people([false, true]), people([true, false]));
    for said in head(found, files) {
        teller.line(&mut out, 0, &said);
    }
    out.push_str(&format!("\n{}\n", say::RULES.pick(lang)));
    for rule in &found.rules {
        teller.rule(&mut out, rule);
    }
    if found.people.is_empty() {
        out.push_str(&format!("\n{}\n", say::SAME.pick(lang)));
    }
    teller.people(&mut out, say::COME, came);
    teller.people(&mut out, say::GO, went);
    teller.people(&mut out, say::STAY, people([true, true]));
    out
}

/// Which files on which day, and how many are listed.
pub(super) fn head(found: &Difference, files: [File<'_>; 2]) -> [Said; 2] {
    let [old, new] = files.map(|file| {
        let name = file.config.path().file_name().unwrap_or_default();
        let digest = file.config.sha256().get(..8).unwrap_or_default();
        format!("{} ({digest})", name.to_string_lossy())
    });
    let title = |lang| say::title(&old, &new, &day(&found.head.today, lang));
    let count = |listed: [bool; 2]| found.people.iter().filter(|p| p.listed == listed).count();
    let (came, went) = (count([false, true]), count([true, false]));
    [
        Said {
            ja: title(Lang::Ja).ja,
            en: title(Lang::En).en,
        },
        say::counts(found.children, found.listed, came, went),
    ]
}

/// Puts what was found into words.
pub(super) struct Teller<'a> {
    pub found: &'a Difference,
    pub lang: Lang,
}

impl Teller<'_> {
    fn line(&self, out: &mut String, depth: usize, said: &Said) {
        let indent = "  ".repeat(depth);
        out.push_str(&format!("{indent}{}\n", said.pick(self.lang)));
    }

    /// Counts, and what was changed; a rule that is off in both files is not told.
    fn rule(&self, out: &mut String, rule: &RuleCount) {
        let pair = &rule.pair;
        if pair.on == [false; 2] {
            return;
        }
        let lang = self.lang;
        let title = messages::pick(&pair.title, lang);
        let fired = say::fired(rule.fired, rule.came, rule.went);
        let unknown = say::unknown(rule.unknown);
        out.push_str(&format!(
            "  {}　{title}: {}　{}\n",
            pair.id,
            fired.pick(lang),
            unknown.pick(lang)
        ));
        for line in self.changes(pair) {
            out.push_str(&format!("    {line}\n"));
        }
    }

    /// What is not as it was, and both texts where it is a sentence.
    pub fn changes(&self, pair: &Pair) -> Vec<String> {
        let mut lines = Vec::new();
        for change in &pair.changes {
            lines.push(say::change(change).pick(self.lang).to_owned());
            if let Change::Sentence(_, texts) | Change::Defined(_, texts) = change {
                if let Some(words) = words_changed(texts) {
                    let words = words.iter().map(|[old, new]| format!("  {old} → {new}"));
                    lines.extend(words);
                    continue;
                }
                for (which, text) in [say::OLD, say::NEW].into_iter().zip(texts) {
                    lines.push(format!("  {}: {text}", which.pick(self.lang)));
                }
            }
        }
        lines
    }

    fn people<'p>(&self, out: &mut String, title: Text, people: impl Iterator<Item = &'p Person>) {
        let mut people = people.peekable();
        if people.peek().is_none() {
            return;
        }
        out.push_str(&format!("\n{}\n", title.pick(self.lang)));
        for person in people {
            self.line(out, 1, &say::person(&person.id, &person.household));
            for reason in &person.reasons {
                let pair = &self.found.rules[reason.rule].pair;
                let sign = if reason.came { "+" } else { "−" };
                let title = self.title(pair, reason.came);
                let why = self.why(pair);
                out.push_str(&format!("    {sign} {}　{title}: {why}\n", pair.id));
                let cells = self.cells().line(&reason.cells, person.protected);
                if !cells.is_empty() {
                    out.push_str(&format!("      ← {cells}\n"));
                }
                for line in self.now(person, reason) {
                    out.push_str(&format!("      {line}\n"));
                }
            }
        }
    }

    /// What the file from which a reason comes calls the rule.
    pub fn title<'p>(&self, pair: &'p Pair, came: bool) -> &'p str {
        let old = pair.old_title.as_ref().filter(|_| !came);
        messages::pick(old.unwrap_or(&pair.title), self.lang)
    }

    /// What in the rule makes the difference.
    pub fn why(&self, pair: &Pair) -> String {
        let lane = |change: &&Change| matches!(change, Change::Lane(_));
        let changes = pair.changes.iter().filter(|change| !lane(change));
        let changes = changes.map(|change| say::change(change).pick(self.lang).to_owned());
        let changes: Vec<String> = changes.collect();
        changes.join(if self.lang == Lang::Ja { "、" } else { ", " })
    }

    /// What the rule says now of somebody whose reason went.
    pub fn now(&self, person: &Person, reason: &Reason) -> Vec<String> {
        match &reason.now {
            Some(_) if !reason.applies => vec![say::NOT_ABOUT.pick(self.lang).to_owned()],
            // Cells that are told as those of the reason say nothing more.
            Some(Truth::No(cells)) if !cells.is_empty() && *cells != reason.cells => {
                vec![format!(
                    "{}: {}",
                    say::NOT_NOW.pick(self.lang),
                    self.cells().line(cells, person.protected)
                )]
            }
            Some(Truth::Unknown(causes)) => {
                let missing = |cause| {
                    let missing = Missing::beside(cause, person.protected);
                    messages::missing_in(&missing, self.lang)
                };
                let all = causes.iter().map(missing);
                all.map(|missing| format!("？ {missing}")).collect()
            }
            _ => Vec::new(),
        }
    }

    pub fn cells(&self) -> Cells<'_> {
        Cells {
            coverage: &self.found.head.coverage,
            lang: self.lang,
            signed: false,
            about: None,
        }
    }
}
