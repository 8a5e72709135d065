//! `--evaluate`: what the rules say of the families whom the town knows already, and of whom else.
//!
//! Known is who stands in the ledger, open or closed. A rule that is off is asked too: that is what a
//! town wants to know before it switches one on. Nothing is tuned; people read the counts.

mod count;
mod messages;
mod tables;

use chrono::NaiveDate;
use mimamori_calendar::{add_months, age_in_months, grade};
use mimamori_record::{
    Block, Coverage, Failure, Head, Individual, Input, Output, Pass, WriteOptions, pass, standing,
};
use mimamori_rule::Members;
use mimamori_shell::Config;

use crate::judge::{Day, judge};
use crate::rules::{Compiled, Lane, Rules, Which};
use crate::school::school;
#[cfg(test)]
pub(crate) use count::Count;
pub(crate) use count::{Counts, Facts, Judged};
pub(crate) use tables::Report;

/// The categories of the ledger that make a known case.
const KNOWN: [&str; 3] = ["protected-child", "support-needed", "expectant"];

/// Reads a stream to its end and counts.
pub(crate) fn evaluate(
    config: &Config,
    rules: &Rules,
    input: &mut Input<'_>,
) -> Result<(Counts, Head), Failure> {
    let mut program = Evaluation {
        config,
        rules,
        compiled: Vec::new(),
        day: Day::default(),
        counts: Counts::new(rules.rules.len()),
        head: Head::default(),
    };
    // Nothing of the stream travels on.
    let mut nowhere = Output::new(std::io::sink(), WriteOptions::default());
    let run = mimamori_record::line::Run::default();
    pass(input, &mut nowhere, run, &mut program)?;
    Ok((program.counts, program.head))
}

struct Evaluation<'a> {
    config: &'a Config,
    rules: &'a Rules,
    compiled: Vec<Compiled>,
    day: Day,
    counts: Counts,
    head: Head,
}

impl Pass for Evaluation<'_> {
    fn head(&mut self, head: &Head, _: &mut Output<'_>) -> Result<(), Failure> {
        self.day = Day::of(head)?;
        self.compiled = self
            .rules
            .compile(self.config, &head.coverage, Which::All)?;
        Ok(())
    }

    fn block(&mut self, head: &Head, block: &Block, _: &mut Output<'_>) -> Result<(), Failure> {
        let members = Members::new(self.day.setting(&head.coverage), block);
        for member in members.iter() {
            let person = member.individual();
            if standing::is_gone(person, &head.coverage)
                || standing::is_question(person, &head.coverage)
            {
                continue;
            }
            let child = block.relation(&person.line.id) == Some("child");
            let facts = facts(person, &head.coverage, self.day.today, child);
            // Of adults only those whom rules are about: mothers, and whoever is in the ledger.
            let mother = ["pregnancy", "postpartum"];
            let mother = mother.iter().any(|list| person.of(list).next().is_some());
            if !child && !mother && !facts.known {
                continue;
            }
            let verdict = judge(&self.compiled, &members, member);
            let fired: Vec<usize> = verdict.fired.iter().map(|(at, _)| *at).collect();
            let unknown = verdict.unknown.values().flatten().copied().collect();
            self.counts.add(&facts, self.judged(fired, unknown));
        }
        Ok(())
    }

    fn finish(&mut self, head: &Head, _: &mut Output<'_>) -> Result<(), Failure> {
        self.head = head.clone();
        Ok(())
    }
}

impl Evaluation<'_> {
    fn judged(&self, fired: Vec<usize>, unknown: std::collections::BTreeSet<usize>) -> Judged {
        let rule = |at: &usize| &self.rules.rules[*at];
        let counted = |at: &&usize| {
            let rule = rule(at);
            rule.on && rule.counted && rule.lane != Lane::SupportGap
        };
        let area = |at: &usize| rule(at).area.clone();
        Judged {
            listed: fired.iter().any(|at| rule(at).on),
            untold: unknown.iter().any(|at| rule(at).on),
            areas: fired.iter().filter(counted).map(area).collect(),
            untold_areas: unknown.iter().filter(counted).map(area).collect(),
            fired,
            unknown,
        }
    }
}

fn facts(person: &Individual, coverage: &Coverage, today: NaiveDate, child: bool) -> Facts {
    let birth = person.line.birth_date.as_deref();
    let birth = birth.and_then(|day| day.parse().ok());
    Facts {
        known: standing::judged(person, coverage, "cases").any(|case| {
            let decided = standing::later(person, case, coverage, "category");
            let (row, field) = decided.unwrap_or((case, "category"));
            row.text(field).is_none_or(|code| KNOWN.contains(&code))
        }),
        verdict: verdict(person, coverage),
        age: match (child, birth) {
            (false, _) => "adult",
            (true, None) => "unknown",
            (true, Some(birth)) => age_band(birth, today),
        },
        school: school(person, coverage, today),
        sex: person.line.sex.clone(),
        residence: residence(person, coverage, birth, today),
    }
}

fn age_band(birth: NaiveDate, today: NaiveDate) -> &'static str {
    let months = age_in_months(birth, today).unwrap_or(0);
    match grade(birth, today) {
        _ if months < 36 => "0-2",
        ..1 => "3-5",
        1..=6 => "elementary",
        7..=9 => "junior-high",
        _ => "after",
    }
}

/// For how long somebody has lived in the town.
fn residence(
    person: &Individual,
    coverage: &Coverage,
    birth: Option<NaiveDate>,
    today: NaiveDate,
) -> &'static str {
    let rows = standing::judged(person, coverage, "residents");
    let days = rows.filter_map(|row| row.text("resident_since")?.parse::<NaiveDate>().ok());
    match days.max() {
        None => "unknown",
        Some(day) if birth.is_some_and(|birth| day <= birth) => "born-here",
        Some(day) if day > add_months(today, -12) => "under-1",
        Some(day) if day > add_months(today, -36) => "1-3",
        Some(_) => "over-3",
    }
}

/// What people said of the candidate: right, wrong, or nothing. A verdict on the list of candidates
/// comes before what a meeting decided.
fn verdict(person: &Individual, coverage: &Coverage) -> Option<bool> {
    let proposals = standing::judged(person, coverage, "proposals");
    let proposals = proposals.filter(|row| row.text("verdict").is_some());
    let newest = proposals.max_by_key(|row| (row.text("proposed_on"), row.row));
    match newest.and_then(|row| row.text("verdict")) {
        Some("right") => return Some(true),
        Some("wrong") => return Some(false),
        _ => {}
    }
    match standing::last_decision(person, coverage)?.text("decision") {
        Some("continue") => Some(true),
        Some("not-eligible") => Some(false),
        _ => None,
    }
}
