//! Who comes to the meeting, in which part, and for which reasons.

use chrono::NaiveDate;
use mimamori_record::line::{Due, Evidence, Flag, FlagResult, Record};
use mimamori_record::{Block, Coverage, Individual, standing};
use mimamori_rule::{Member, Members};

use crate::asked::{Asked, Says};
use crate::facts;
use crate::profile::{DuePick, Entry, FlagPick, Meeting, Part, Who};
use crate::proposed::{Answer, Proposed, Run, Tally};

/// Somebody who comes.
#[derive(Debug)]
pub(crate) struct Pick<'a> {
    pub(crate) person: &'a Individual,
    pub(crate) part: Part,
    /// The line of the selection that put them there: smaller comes first.
    pub(crate) entry: usize,
    /// Worse before new before known.
    pub(crate) urgency: u8,
    pub(crate) who: Who,
    /// The flags and dues that the selection asks for, in its order.
    pub(crate) flags: Vec<&'a Flag>,
    pub(crate) dues: Vec<&'a Due>,
    /// The lines of the selection whose sentence holds, with the cells; without where nobody can
    /// tell.
    pub(crate) cases: Vec<(usize, Option<Vec<Evidence>>)>,
    /// What people proposed, or marked on the list of candidates.
    pub(crate) proposals: Vec<&'a Record>,
    /// Since when the person stands on lists of candidates without an answer.
    pub(crate) unanswered: Option<NaiveDate>,
    /// `flag:RULE`, `due:WHAT`, `decision:WORD`, `when:LINE` (from 1), `proposal:WHO`.
    pub(crate) because: Vec<String>,
}

/// What everybody of a household is held against.
#[derive(Clone, Copy)]
pub(crate) struct Chooser<'c> {
    pub(crate) coverage: &'c Coverage,
    pub(crate) meeting: &'c Meeting,
    pub(crate) asked: &'c Asked,
    pub(crate) proposed: &'c Proposed,
    pub(crate) today: NaiveDate,
}

/// Everybody of a household who comes. Who has died or moved away does not; whom the list of
/// candidates leaves out is counted.
pub(crate) fn choose<'a, 'q>(
    block: &'a Block,
    members: &'q Members<'q>,
    chooser: Chooser<'q>,
    tally: &mut Tally,
) -> Vec<Pick<'a>> {
    let mut picks: Vec<Pick<'a>> = Vec::new();
    for person in &block.people {
        if standing::is_gone(person, chooser.coverage) {
            continue;
        }
        let mut all = members.iter();
        let Some(member) = all.find(|member| member.individual().line.id == person.line.id) else {
            continue;
        };
        let asked = chooser.asked;
        if !asked.about(members, member) {
            continue;
        }
        let questions = Questions {
            asked,
            members,
            member,
        };
        picks.extend(pick(person, &questions, block, chooser, tally));
    }
    // Brothers and sisters are discussed together.
    if picks.iter().any(|pick| pick.part == Part::B) {
        picks.iter_mut().for_each(|pick| pick.part = Part::B);
    }
    picks.sort_by_key(|pick| {
        (
            pick.person.line.birth_date.as_deref(),
            pick.person.line.id.as_str(),
        )
    });
    picks
}

/// The sentences of the profile, and about whom they are asked.
struct Questions<'q> {
    asked: &'q Asked,
    members: &'q Members<'q>,
    member: &'q Member<'q>,
}

impl Questions<'_> {
    /// The cells that bring somebody here, if the sentence of the line does. About whom it cannot
    /// tell comes when the centre supports them already.
    fn case(&self, entry: usize, who: Who) -> Option<Option<Vec<Evidence>>> {
        match self.asked.case(entry, self.members, self.member)? {
            Says::Yes(cells) => Some(Some(cells)),
            Says::Unclear if who == Who::Registered => Some(None),
            Says::Unclear | Says::No => None,
        }
    }
}

fn pick<'a>(
    person: &'a Individual,
    questions: &Questions<'_>,
    block: &'a Block,
    chooser: Chooser<'_>,
    tally: &mut Tally,
) -> Option<Pick<'a>> {
    let (coverage, proposed) = (chooser.coverage, chooser.proposed);
    let id = &person.line.id;
    let fired: Vec<&Flag> = block
        .flags
        .iter()
        .filter(|f| f.person == *id && f.result == FlagResult::Fired)
        .collect();
    let dues: Vec<&Due> = block
        .dues
        .iter()
        .filter(|d| d.person.as_deref() == Some(id))
        .collect();
    let decision = standing::last_decision(person, coverage);
    let who = standing(person, coverage, &fired, chooser.today);
    let answer = proposed.answer(person, coverage);
    let mut pick = Pick {
        person,
        part: Part::B,
        entry: usize::MAX,
        urgency: 2,
        who,
        flags: Vec::new(),
        dues: Vec::new(),
        cases: Vec::new(),
        proposals: proposed.reasons(person, coverage),
        unanswered: proposed.unanswered(person, coverage),
        because: Vec::new(),
    };
    for (at, entry) in chooser.meeting.cases.iter().enumerate() {
        let entry = entry.get_ref();
        let elsewhere = entry.candidates && proposed.run == Run::Meeting;
        if elsewhere || !entry.who.is_empty() && !entry.who.contains(&who) {
            continue;
        }
        let waits = pick.unanswered.is_some();
        let (flags, dues, mut because) = reasons(entry, &fired, &dues, decision, waits);
        let case = questions.case(at, who);
        because.extend(case.is_some().then(|| format!("when:{}", at + 1)));
        if because.is_empty() {
            continue;
        }
        if pick.because.is_empty() {
            pick.entry = at;
            // What the office proposes can be confirmed only while nothing has happened.
            pick.part = if fired.is_empty() {
                entry.part
            } else {
                Part::B
            };
        }
        pick.cases.extend(case.map(|cells| (at, cells)));
        for flag in flags {
            if !pick.flags.iter().any(|known| std::ptr::eq(*known, flag)) {
                pick.flags.push(flag);
            }
        }
        for due in dues {
            if !pick.dues.iter().any(|known| std::ptr::eq(*known, due)) {
                pick.dues.push(due);
            }
        }
        for reason in because {
            if !pick.because.contains(&reason) {
                pick.because.push(reason);
            }
        }
    }
    let by = |record: &&Record| format!("proposal:{}", record.text("proposed_by").unwrap_or(""));
    pick.because.extend(pick.proposals.iter().map(by));
    // What once brought somebody may be over: a month has gone by since they moved in. Until somebody
    // has answered they come back all the same.
    if pick.because.is_empty() && proposed.run == Run::Candidates && pick.unanswered.is_some() {
        pick.because.push("unanswered".to_owned());
    }
    // Who has a mark counts with it, whatever would bring them now.
    let asked = answer != Answer::NotAsked || !pick.because.is_empty();
    if !asked || !tally.takes(answer, proposed) || pick.because.is_empty() {
        return None;
    }
    let of = |flag: &&Flag| match flag.change.as_deref() {
        Some("worse") => 0,
        Some("same") => 2,
        _ => 1,
    };
    pick.urgency = pick.flags.iter().map(of).min().unwrap_or(2);
    Some(pick)
}

/// Where somebody stands with the centre.
fn standing(person: &Individual, coverage: &Coverage, fired: &[&Flag], today: NaiveDate) -> Who {
    if standing::open_case(person, coverage).is_some() {
        return Who::Registered;
    }
    let holds = standing::last_decision(person, coverage)
        .is_some_and(|decision| facts::still_judged(decision, today));
    let told = fired
        .iter()
        .any(|f| f.known.as_ref().is_some_and(|k| k.by != "open-case"));
    if holds || told { Who::Judged } else { Who::New }
}

type Reasons<'a> = (Vec<&'a Flag>, Vec<&'a Due>, Vec<String>);

fn reasons<'a>(
    entry: &Entry,
    fired: &[&'a Flag],
    dues: &[&'a Due],
    decision: Option<&Record>,
    waits: bool,
) -> Reasons<'a> {
    if let Some(pick) = &entry.flags {
        let flags: Vec<&Flag> = fired
            .iter()
            .copied()
            .filter(|f| fits_flag(pick, f, waits))
            .collect();
        let because = flags
            .iter()
            .filter_map(|f| Some(format!("flag:{}", f.rule.as_deref()?)));
        let because = because.collect();
        return (flags, Vec::new(), because);
    }
    if let Some(pick) = &entry.dues {
        let dues: Vec<&Due> = dues.iter().copied().filter(|d| fits_due(pick, d)).collect();
        let because = dues.iter().map(|d| format!("due:{}", d.what)).collect();
        return (Vec::new(), dues, because);
    }
    let wanted = entry.decisions.iter().flatten();
    let word = decision.and_then(|d| d.text("decision"));
    let because = wanted
        .filter(|d| Some(d.word()) == word)
        .map(|d| format!("decision:{}", d.word()))
        .collect();
    (Vec::new(), Vec::new(), because)
}

/// `waits`: nobody has answered yet, and an old question comes back as it was.
fn fits_flag(pick: &FlagPick, flag: &Flag, waits: bool) -> bool {
    let lane = pick.lane.is_empty()
        || pick
            .lane
            .iter()
            .any(|lane| Some(lane.word()) == flag.lane.as_deref());
    let rule = pick.rules.is_empty()
        || pick
            .rules
            .iter()
            .any(|rule| Some(rule.get_ref()) == flag.rule.as_ref());
    // In the first month nothing was there before: everything is new.
    let change = flag.change.as_deref().unwrap_or("new");
    let change = waits || pick.change.is_empty() || pick.change.iter().any(|c| c.word() == change);
    lane && rule && change
}

fn fits_due(pick: &DuePick, due: &Due) -> bool {
    let what = pick.what.is_empty() || pick.what.iter().any(|what| *what.get_ref() == due.what);
    let state = pick.state.is_empty() || pick.state.iter().any(|state| state.word() == due.state);
    what && state
}
