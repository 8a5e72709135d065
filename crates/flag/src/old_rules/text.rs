//! The comparison as text: counts by rule first, then each person with the reason.

use mimamori_record::line::Evidence;
use mimamori_record::{Lang, Said, Text};
use mimamori_rule::Truth;

use super::changes::Change;
use super::messages as say;
use super::{Difference, File, Person, Reason, RuleCount};
use crate::cells::{Cells, day};
use crate::messages;
use crate::tally::Missing;

/// The whole answer.
pub(crate) fn text(found: &Difference, files: [File<'_>; 2], lang: Lang) -> String {
    let teller = Teller { found, lang };
    let mut out = String::new();
    let names = files.map(|file| {
        let name = file.config.path().file_name().unwrap_or_default();
        let digest = file.config.sha256().get(..8).unwrap_or_default();
        format!("{} ({digest})", name.to_string_lossy())
    });
    let [old, new] = &names;
    let today = day(&found.head.today, lang);
    teller.line(&mut out, 0, &say::title(old, new, &today));
    let people = |listed: [bool; 2]| found.people.iter().filter(move |p| p.listed == listed);
    let (came, went) = (people([false, true]), people([true, false]));
    let counts = say::counts(
        found.children,
        found.listed,
        came.clone().count(),
        went.clone().count(),
    );
    teller.line(&mut out, 0, &counts);
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

struct Teller<'a> {
    found: &'a Difference,
    lang: Lang,
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
        for change in &pair.changes {
            self.line(out, 2, &say::change(change));
            if let Change::Sentence(_, texts) | Change::Defined(_, texts) = change {
                for (which, text) in [say::OLD, say::NEW].into_iter().zip(texts) {
                    out.push_str(&format!("      {}: {text}\n", which.pick(lang)));
                }
            }
        }
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
                self.reason(out, person, reason);
            }
        }
    }

    /// The rule, what was changed in it, the cells of the reason, and what stands against it now.
    fn reason(&self, out: &mut String, person: &Person, reason: &Reason) {
        let lang = self.lang;
        let pair = &self.found.rules[reason.rule].pair;
        let sign = if reason.came { "+" } else { "−" };
        let title = messages::pick(&pair.title, lang);
        let changes = pair
            .changes
            .iter()
            .filter(|c| !matches!(c, Change::Lane(_)));
        let why: Vec<String> = changes
            .map(|change| say::change(change).pick(lang).to_owned())
            .collect();
        let why = why.join(if lang == Lang::Ja { "、" } else { ", " });
        out.push_str(&format!("    {sign} {}　{title}: {why}\n", pair.id));
        self.cells(out, &reason.cells, person.protected, "←");
        match &reason.now {
            Some(_) if !reason.applies => self.line(out, 3, &Said::from(say::NOT_ABOUT)),
            // Cells that stand above already say nothing more.
            Some(Truth::No(cells)) if *cells != reason.cells => {
                self.cells(out, cells, person.protected, "×");
            }
            Some(Truth::Unknown(causes)) => {
                for cause in causes {
                    let missing = messages::missing_in(&Missing::of(cause), lang);
                    out.push_str(&format!("      ？ {missing}\n"));
                }
            }
            _ => {}
        }
    }

    fn cells(&self, out: &mut String, evidence: &[Evidence], protected: bool, sign: &str) {
        if evidence.is_empty() {
            return;
        }
        let cells = Cells {
            coverage: &self.found.head.coverage,
            lang: self.lang,
        };
        let line = cells.line(evidence, protected);
        out.push_str(&format!("      {sign} {line}\n"));
    }
}
