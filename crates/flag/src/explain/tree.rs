//! The steps of a judgement as indented lines.

use chrono::NaiveDate;
use mimamori_record::line::{Cause, Evidence, Known};
use mimamori_record::{Block, Coverage, Individual, Text, dictionary, standing};
use mimamori_rule::{Answer, Explained, Step, Truth};

use super::Basis;
use super::messages as say;
use crate::before::Change;
use crate::cells::{Cells, date, day, is_identity};
use crate::messages;
use crate::rules::Rule;
use crate::tally::Missing;

/// One person's page.
pub(super) struct Page<'a> {
    pub basis: &'a Basis<'a>,
    pub coverage: &'a Coverage,
    pub block: &'a Block,
    pub person: &'a Individual,
    pub today: NaiveDate,
}

/// What a rule says, with its steps.
pub(super) struct Verdict<'a> {
    pub rule: &'a Rule,
    pub applies: &'a Explained,
    pub unknown_when: Vec<(&'a Cause, Explained)>,
    pub when: &'a Explained,
    pub truth: &'a Truth,
    pub change: Option<Change>,
}

impl Page<'_> {
    fn pick(&self, text: Text) -> &'static str {
        text.pick(self.basis.lang)
    }

    /// Who it is, what the centre knows, on what day and by which rules.
    pub fn head(&self, gone: bool, known: Option<&Known>) -> String {
        let lang = self.basis.lang;
        let line = &self.person.line;
        let born = line.birth_date.as_deref();
        let born = born.and_then(|born| born.parse::<NaiveDate>().ok());
        let born = born.filter(|born| *born <= self.today);
        let age = born.map(|born| messages::age(born, self.today, lang));
        let mut words = vec![line.id.clone()];
        words.push(say::household(&line.household).pick(lang).to_owned());
        words.extend(age);
        let mut text = words.join("　") + "\n";
        let mut sentence = |said: &str| text.push_str(&format!("{}\n", said.replace('\n', "　")));
        if let Some(known) = known {
            let day = |text: &Option<String>| text.as_deref().map(|d| day(d, lang));
            let (since, until) = (day(&known.since), day(&known.until));
            sentence(&messages::known(
                &known.by,
                since.as_deref(),
                until.as_deref(),
                lang,
            ));
        }
        if gone {
            sentence(self.pick(say::GONE));
        } else if standing::is_question(self.person, self.coverage) {
            sentence(self.pick(say::QUESTION));
        }
        let today = date(self.today, lang);
        let day = messages::day_of(&today, &today);
        let made = messages::made_with(self.basis.config);
        sentence(&format!("{}　{}", day.pick(lang), made.pick(lang)));
        sentence(self.pick(say::LEGEND));
        text
    }

    /// The rules that are not about the person.
    pub fn beside(&self, rules: &[&str]) -> String {
        if rules.is_empty() {
            return String::new();
        }
        let said = say::beside(&rules.join(", "));
        format!("\n{}\n", said.pick(self.basis.lang))
    }

    /// A rule: what it says, and the steps of its three sentences.
    pub fn rule(&self, verdict: &Verdict<'_>) -> String {
        let lang = self.basis.lang;
        let rule = verdict.rule;
        let title = messages::pick(&rule.title, lang);
        let lane = self.pick(messages::lane(rule.lane));
        let mut text = format!("\n{}　{title}　{lane}\n", rule.id);
        if !rule.on {
            text.push_str(&format!("  {}\n", self.pick(say::OFF)));
        }
        let others = matches!(&verdict.applies.answer, Answer::Truth(truth) if truth.is_no());
        let result = match verdict.truth {
            _ if others => say::OTHERS,
            Truth::Yes(_) => say::LISTED,
            Truth::No(_) => say::NOT_LISTED,
            Truth::Unknown(_) => say::UNKNOWN,
        };
        text.push_str(&format!("  {}", self.pick(result)));
        if let Some(change) = verdict.change {
            let change = say::behind(messages::change_known(change));
            text.push_str(change.pick(lang));
        }
        text.push('\n');
        text.push_str(&format!("  {}\n", self.pick(say::APPLIES)));
        self.step(verdict.applies, 2, &mut text);
        for (cause, steps) in &verdict.unknown_when {
            let cause = self.cause(cause);
            let said = self.pick(say::UNKNOWN_WHEN);
            text.push_str(&format!("  {said}: {cause}\n"));
            self.step(steps, 2, &mut text);
        }
        text.push_str(&format!("  {}\n", self.pick(say::WHEN)));
        self.step(verdict.when, 2, &mut text);
        text
    }

    /// A question with its answer, the questions within it, and what only it knows.
    fn step(&self, step: &Explained, depth: usize, text: &mut String) {
        let lang = self.basis.lang;
        let indent = "  ".repeat(depth);
        let equals = self.pick(Text::new("＝", "="));
        let asked = self.asked(step);
        let line = match (&step.answer, &step.parts[..]) {
            // The one value that a comparison rests on stands beside it.
            (
                Answer::Truth(truth),
                [
                    Explained {
                        answer: Answer::Value(value),
                        ..
                    },
                ],
            ) if matches!(step.step, Step::Written(_)) => {
                let value = value.said.pick(lang);
                format!("{} {asked}　{equals} {value}", self.sign(truth))
            }
            (Answer::Truth(truth), _) => format!("{} {asked}", self.sign(truth)),
            (Answer::Value(value), _) => format!("{equals} {asked}　{}", value.said.pick(lang)),
        };
        text.push_str(&format!("{indent}{line}\n"));
        let beside = match (&step.step, &step.parts[..]) {
            (Step::Written(_), [part]) if matches!(part.answer, Answer::Value(_)) => Some(part),
            _ => None,
        };
        for part in beside.map_or(&step.parts, |value| &value.parts) {
            self.step(part, depth + 1, text);
        }
        let (cells, causes) = of(step);
        let mut below = Below::default();
        match beside {
            Some(value) => below.add_parts(value),
            None => below.add_parts(step),
        }
        let own = cells.iter().filter(|cell| !below.cells.contains(cell));
        let own: Vec<Evidence> = own.cloned().collect();
        // Whose row it is stands in its own line already.
        let told = own.iter().any(|e| !is_identity(e));
        if told || !own.is_empty() && step.parts.is_empty() && !is_row(step) {
            let arrow = self.pick(Text::new("←", "<-"));
            text.push_str(&format!("{indent}  {arrow} {}\n", self.cells(&own)));
        }
        for cause in causes.iter().filter(|cause| !below.causes.contains(cause)) {
            let dots = self.pick(Text::new("…", "..."));
            text.push_str(&format!("{indent}  {dots} {}\n", self.cause(cause)));
        }
    }

    fn sign(&self, truth: &Truth) -> &'static str {
        self.pick(match truth {
            Truth::Yes(_) => Text::new("○", "o"),
            Truth::No(_) => Text::new("×", "x"),
            Truth::Unknown(_) => Text::new("？", "?"),
        })
    }

    /// What is asked: the words of the rule, a record by its place, a person by id.
    fn asked(&self, step: &Explained) -> String {
        let lang = self.basis.lang;
        match &step.step {
            Step::All => self.pick(say::ALL).to_owned(),
            Step::Either => self.pick(say::EITHER).to_owned(),
            Step::Not => self.pick(say::NOT).to_owned(),
            Step::Written(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Step::Field { dataset, field } => messages::field_label(dataset, field, lang),
            Step::Person(id) => say::member(id).pick(lang).to_owned(),
            Step::Record {
                dataset,
                source,
                row,
                part,
            } => {
                let place = self.place(dataset, source);
                let mut said = say::record(&place, *row).pick(lang).to_owned();
                let parts = dictionary::dataset(dataset).map_or(&[][..], |entry| entry.parts);
                if let Some(part) = part {
                    let known = parts.iter().find(|code| code.key == part);
                    said.push(' ');
                    said.push_str(known.map_or(part.as_str(), |code| code.label.pick(lang)));
                }
                said
            }
        }
    }

    /// Workbook and sheet; of a protected household only the kind of list.
    fn place(&self, dataset: &str, source: &str) -> String {
        let lang = self.basis.lang;
        match self.coverage.source(source) {
            Some(source) if !self.block.household.protected => self.coverage.file_and_sheet(source),
            _ => messages::list_label(dataset, lang),
        }
    }

    /// What the cells say and where they stand. Who it is stands in no answer.
    fn cells(&self, evidence: &[Evidence]) -> String {
        let cells = Cells {
            coverage: self.coverage,
            lang: self.basis.lang,
            signed: false,
            about: None,
        };
        cells.line(evidence, self.block.household.protected)
    }

    /// Why something is unknown, and the cell where it is one.
    fn cause(&self, cause: &Cause) -> String {
        let missing = Missing::beside(cause, self.block.household.protected);
        let mut said = messages::missing_in(&missing, self.basis.lang);
        if let (Some(source), Some(cell)) = (&cause.source, &cause.cell) {
            let dataset = cause.dataset.as_deref().unwrap_or_default();
            said.push_str(&format!("　{} {cell}", self.place(dataset, source)));
        }
        said
    }
}

/// The cells and doubts of a step.
fn of(step: &Explained) -> (&[Evidence], Vec<&Cause>) {
    match &step.answer {
        Answer::Truth(Truth::Yes(cells) | Truth::No(cells)) => (cells, Vec::new()),
        Answer::Truth(Truth::Unknown(causes)) => (&[], causes.iter().collect()),
        Answer::Value(value) => (&value.evidence, value.causes.iter().collect()),
    }
}

/// What the steps within a step tell.
#[derive(Default)]
struct Below<'a> {
    cells: Vec<&'a Evidence>,
    causes: Vec<&'a Cause>,
}

impl<'a> Below<'a> {
    fn add_parts(&mut self, step: &'a Explained) {
        for part in &step.parts {
            let (cells, causes) = of(part);
            self.cells.extend(cells);
            self.causes.extend(causes);
            self.add_parts(part);
        }
    }
}

fn is_row(step: &Explained) -> bool {
    matches!(step.step, Step::Record { .. } | Step::Field { .. })
}
