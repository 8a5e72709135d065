//! What people marked on the list of candidates before a meeting, and what both functions of the
//! centre propose.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mimamori_record::line::{Person, Record};
use mimamori_record::standing::{judged, last_decision};
use mimamori_record::{Coverage, Head, Individual};
use mimamori_text::squeeze;

use crate::facts::day;
use crate::profile::Meeting;

/// Which of the two papers is made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Run {
    /// The list of candidates to pick from.
    Candidates,
    /// The list of the meeting.
    #[default]
    Meeting,
}

impl Run {
    /// What its paper is called in the mark.
    pub(crate) fn paper(self) -> &'static str {
        match self {
            Run::Candidates => "candidates",
            Run::Meeting => "agenda",
        }
    }
}

/// What the lists of candidates of this meeting say that came back.
#[derive(Debug, Default)]
pub(crate) struct Proposed {
    pub(crate) run: Run,
    /// How lists call the meeting.
    names: Vec<String>,
    /// The day of the last held meeting's run: what was proposed up to then was for that one.
    since: Option<NaiveDate>,
    /// The day of the list of candidates for the coming meeting.
    pub(crate) current: Option<NaiveDate>,
    /// Of each list, the older first: its day, and on whom nobody answered.
    papers: Vec<(NaiveDate, BTreeSet<String>)>,
}

/// What the list of candidates for the coming meeting says about somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    Picked,
    Left,
    /// They stand there, and nobody has answered.
    Blank,
    /// There is no such list, they do not stand there, or what was typed counts for nobody.
    NotAsked,
}

impl Proposed {
    pub(crate) fn of(
        head: &Head,
        meeting: &Meeting,
        run: Run,
        since: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Self {
        let title = meeting.title.said();
        let names = [&title.ja, &title.en, meeting.id.get_ref()].map(|name| squeeze(name));
        let mut papers = Vec::new();
        for source in head.coverage.sources() {
            let paper = source.paper.as_ref();
            let Some(paper) = paper.filter(|paper| paper.kind == "candidates") else {
                continue;
            };
            if let Some(day) = day(&paper.day).filter(|day| *day <= today)
                && names.contains(&squeeze(&paper.about))
            {
                papers.push((day, paper.blank.iter().cloned().collect::<BTreeSet<_>>()));
            }
        }
        papers.sort();
        let current = papers.last().map(|(day, _)| *day);
        let current = current.filter(|day| since.is_none_or(|since| *day > since));
        Proposed {
            run,
            names: names.to_vec(),
            since,
            current,
            papers,
        }
    }

    /// Proposals for this meeting; one that names no meeting is for any.
    fn rows<'a>(
        &'a self,
        person: &'a Individual,
        coverage: &'a Coverage,
    ) -> impl Iterator<Item = &'a Record> {
        let ours = |row: &&Record| {
            let meeting = row.text("meeting");
            meeting.is_none_or(|name| self.names.contains(&squeeze(name)))
        };
        judged(person, coverage, "proposals").filter(ours)
    }

    /// Those for the coming meeting.
    fn coming<'a>(
        &'a self,
        person: &'a Individual,
        coverage: &'a Coverage,
    ) -> impl Iterator<Item = &'a Record> {
        let coming = |row: &&Record| {
            let on = row.text("proposed_on").and_then(day);
            let new = |since| on.is_none_or(|on| on > since);
            self.since.is_none_or(new)
        };
        self.rows(person, coverage).filter(coming)
    }

    /// The newest mark, on the list of candidates or on a function's own.
    fn mark<'a>(
        &'a self,
        person: &'a Individual,
        coverage: &'a Coverage,
    ) -> Option<(&'a Record, bool)> {
        let marked = self.coming(person, coverage);
        let marked = marked.filter_map(|row| Some((row, row.fields.get("picked")?.as_bool()?)));
        marked.max_by_key(|(row, _)| (row.text("proposed_on"), row.row))
    }

    pub(crate) fn answer(&self, person: &Individual, coverage: &Coverage) -> Answer {
        match self.mark(person, coverage) {
            Some((_, true)) => return Answer::Picked,
            Some((_, false)) => return Answer::Left,
            None => {}
        }
        let current = |day: &NaiveDate| Some(*day) == self.current;
        let mut papers = self.papers.iter().filter(|(day, _)| current(day));
        let blank = papers.any(|(_, blank)| names(&person.line, blank));
        let list = |row: &Record| row.text("proposed_by") == Some("list");
        // A verdict alone, or a mark that nobody can read.
        let half = || self.current.is_some() && self.coming(person, coverage).any(list);
        match blank || half() {
            true => Answer::Blank,
            false => Answer::NotAsked,
        }
    }

    /// The proposals that bring somebody here: to the list of candidates all of the two functions,
    /// to the meeting the one that was picked.
    pub(crate) fn reasons<'a>(
        &self,
        person: &'a Individual,
        coverage: &Coverage,
    ) -> Vec<&'a Record> {
        let coming: Vec<(&str, u32)> = match self.run {
            Run::Candidates => self
                .coming(person, coverage)
                .filter(|row| row.text("proposed_by") != Some("list"))
                .map(|row| (row.source.as_str(), row.row))
                .collect(),
            Run::Meeting => self
                .mark(person, coverage)
                .filter(|(_, picked)| *picked)
                .map(|(row, _)| (row.source.as_str(), row.row))
                .into_iter()
                .collect(),
        };
        let found = person.of("proposals");
        found
            .filter(|row| coming.contains(&(row.source.as_str(), row.row)))
            .collect()
    }

    /// What was said last about somebody as a candidate.
    pub(crate) fn last<'a>(
        &'a self,
        person: &'a Individual,
        coverage: &'a Coverage,
    ) -> Option<&'a Record> {
        let said = |row: &&Record| {
            let has = |field| row.fields.get(field).is_some_and(|value| !value.is_null());
            has("picked") || has("verdict")
        };
        let rows = self.rows(person, coverage).filter(said);
        rows.max_by_key(|row| (row.text("proposed_on"), row.row))
    }

    /// What was typed about somebody into the list of candidates for the coming meeting.
    pub(crate) fn typed<'a>(
        &'a self,
        person: &'a Individual,
        coverage: &'a Coverage,
    ) -> Option<&'a Record> {
        let typed = self.coming(person, coverage);
        let typed = typed.filter(|row| row.text("proposed_by") == Some("list"));
        typed.max_by_key(|row| (row.text("proposed_on"), row.row))
    }

    /// Since when somebody stands on lists of candidates of whom nobody has said anything.
    pub(crate) fn unanswered(&self, person: &Individual, coverage: &Coverage) -> Option<NaiveDate> {
        let told = self.last(person, coverage);
        let told = told.and_then(|row| row.text("proposed_on")).and_then(day);
        let decided = last_decision(person, coverage);
        let decided = decided.and_then(|row| row.text("decided_on")).and_then(day);
        let answered = told.max(decided);
        let open = self.papers.iter().filter(|(day, blank)| {
            answered.is_none_or(|answered| *day > answered) && names(&person.line, blank)
        });
        open.map(|(day, _)| *day).min()
    }
}

/// Whether some keys name a person, by today's id or an earlier one.
fn names(person: &Person, keys: &BTreeSet<String>) -> bool {
    let mut ids = person.was.iter().chain([&person.id]);
    ids.any(|id| keys.contains(id))
}

/// What became of the candidates in the list of the meeting.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) picked: usize,
    pub(crate) left: usize,
    pub(crate) blank: usize,
    /// Came after the list of candidates was made.
    pub(crate) added: usize,
}

impl Tally {
    /// Counts somebody who would come, and says whether they do.
    pub(crate) fn takes(&mut self, answer: Answer, proposed: &Proposed) -> bool {
        if proposed.run == Run::Candidates {
            return true;
        }
        match answer {
            Answer::Picked => self.picked += 1,
            Answer::NotAsked => self.added += 1,
            Answer::Left => self.left += 1,
            Answer::Blank => self.blank += 1,
        }
        matches!(answer, Answer::Picked | Answer::NotAsked)
    }
}
