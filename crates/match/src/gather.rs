//! From decided groups to persons with records, names and households.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use hashbrown::HashMap;
use mimamori_record::line::Problem;
use mimamori_record::{Failure, reason};

use crate::answer;
use crate::before::Before;
use crate::compare::Comparer;
use crate::decide::Decision;
use crate::household::{self, Circle, Facts};
use crate::identity::{Field, Seen, narrow};
use crate::ids::{self, Named, Numbers, Unnamed};
use crate::intake::Intake;
use crate::number::{self, number_key};
use crate::texts::BLANK;
use crate::vague;

/// What was read and decided.
#[derive(Clone, Copy)]
pub(crate) struct Decided<'a> {
    pub(crate) intake: &'a Intake,
    pub(crate) comparer: Comparer<'a>,
    pub(crate) decision: &'a Decision,
    /// The identities of each earlier person.
    pub(crate) sets: &'a [Vec<u32>],
    pub(crate) before: Option<&'a Before>,
}

/// A person of the output.
#[derive(Debug, Default)]
pub(crate) struct Being {
    /// Identities of this run and the earlier one, in order.
    pub(crate) identities: Vec<u32>,
    /// Places in [`Intake::records`].
    pub(crate) records: Vec<u32>,
    pub(crate) anchors: BTreeSet<usize>,
    /// Earlier persons out of whom people's answers took this one.
    pub(crate) parted_from: BTreeSet<usize>,
}

/// Everybody, and the circles.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) beings: Vec<Being>,
    /// By identity, its place in `beings`.
    pub(crate) being_of: HashMap<u32, usize>,
    pub(crate) names: Vec<Named>,
    pub(crate) facts: Vec<Facts>,
    pub(crate) circles: Vec<Circle>,
    pub(crate) circle_names: Vec<Named>,
}

/// The identities that are one person already. An identity that two earlier persons share speaks for
/// neither.
pub(crate) fn together(
    intake: &Intake,
    before: Option<&Before>,
    known: &[u32],
    answers: &answer::Given,
) -> Result<Vec<Vec<u32>>, Failure> {
    let Some(before) = before else {
        return Ok(Vec::new());
    };
    let mut at = known.iter();
    let mut sets: Vec<BTreeSet<u32>> = before
        .people
        .iter()
        .map(|person| at.by_ref().take(person.identities.len()).copied().collect())
        .collect();
    let by_id: BTreeMap<&str, usize> = before
        .people
        .iter()
        .enumerate()
        .map(|(at, person)| (person.line.id.as_str(), at))
        .collect();
    let mut owner: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, person) in before.people.iter().enumerate() {
        owner.extend(person.records.iter().map(|record| (record.as_str(), at)));
    }
    let mut placed: BTreeMap<u32, usize> = BTreeMap::new();
    for record in &intake.records {
        let identity = intake.seen(record);
        // A workbook of ours names the person; a row that only its place tells apart is known by it.
        if let Some(person) = identity.get(Field::Person).and_then(|id| by_id.get(id)) {
            sets[*person].insert(record.identity);
        } else if let Some(person) = identity.apart().and_then(|key| owner.get(key)) {
            placed.insert(record.identity, *person);
        }
    }
    let told = answers.answers.iter().flat_map(|answer| &answer.keys);
    let told: BTreeSet<&str> = told.map(String::as_str).collect();
    for (row, person) in vague::owners(intake, before, &told, placed, &sets)? {
        // The earlier run kept it without its place: this month's is the same row.
        sets[person].retain(|at| {
            let kept = &intake.identities[*at as usize];
            kept.apart != BLANK || !kept.says_as(&intake.identities[row as usize])
        });
        sets[person].insert(row);
    }
    let mut times: BTreeMap<u32, usize> = BTreeMap::new();
    for identity in sets.iter().flatten() {
        *times.entry(*identity).or_default() += 1;
    }
    let sets = sets.into_iter().map(|set| {
        set.into_iter()
            .filter(|identity| times[identity] == 1)
            .collect()
    });
    Ok(sets.collect())
}

/// Takes away the pairs of identities that are nobody's: no list of this month has them, and no
/// earlier person alone.
pub(crate) fn of_somebody(
    mut pairs: Vec<(u32, u32)>,
    intake: &Intake,
    sets: &[Vec<u32>],
) -> Vec<(u32, u32)> {
    let all = 0..narrow(intake.identities.len());
    let listed = all.map(|at| intake.first_record(at).is_some());
    let mut somebody: Vec<bool> = listed.collect();
    for at in sets.iter().flatten() {
        somebody[*at as usize] = true;
    }
    pairs.retain(|(a, b)| somebody[*a as usize] && somebody[*b as usize]);
    pairs
}

/// Which lists are asked first for name, address and number.
pub(crate) const WITNESSES: [&str; 4] = ["residents", "school-register", "checkups", "cases"];

fn rank(dataset: &str) -> usize {
    WITNESSES
        .iter()
        .position(|list| *list == dataset)
        .unwrap_or(WITNESSES.len())
}

/// Gathers persons and circles and gives them ids.
pub(crate) fn gather(
    given: Decided<'_>,
    numbers: &mut Numbers<'_>,
    largest: usize,
    problems: &mut Vec<Problem>,
) -> Gathered {
    let Decided {
        intake,
        comparer,
        decision,
        sets,
        before,
    } = given;
    let mut gathered = Gathered {
        beings: beings(intake, decision, sets),
        ..Gathered::default()
    };
    for (at, being) in gathered.beings.iter().enumerate() {
        for identity in &being.identities {
            gathered.being_of.entry(*identity).or_insert(at);
        }
    }
    let unnamed: Vec<Unnamed> = gathered
        .beings
        .iter()
        .map(|being| Unnamed {
            anchors: being.anchors.clone(),
            parted_from: being.parted_from.clone(),
            records: being
                .records
                .iter()
                .map(|at| intake.key(&intake.records[*at as usize]))
                .collect(),
        })
        .collect();
    gathered.names = ids::persons(&unnamed, before, numbers, problems);
    gathered.facts = facts(intake, &gathered.beings, before);
    let institutions = &intake.town.institutions;
    gathered.circles = household::circles(comparer, &gathered.facts, institutions, largest);
    let earlier: Vec<Option<String>> = gathered
        .facts
        .iter()
        .map(|facts| facts.earlier.clone())
        .collect();
    gathered.circle_names = ids::households(&gathered.circles, &earlier, before, numbers);
    tell_unlinked(intake, &gathered, problems);
    number::tell_shared(intake, comparer.forms, decision, &gathered, problems);
    gathered
}

fn beings(intake: &Intake, decision: &Decision, sets: &[Vec<u32>]) -> Vec<Being> {
    let mut beings: Vec<Being> = decision
        .persons
        .iter()
        .map(|identities| Being {
            identities: identities.clone(),
            ..Being::default()
        })
        .collect();
    for (at, record) in intake.records.iter().enumerate() {
        let person = decision.person_of[record.identity as usize];
        beings[person as usize].records.push(narrow(at));
    }
    for (anchor, set) in sets.iter().enumerate() {
        match home(decision, set) {
            Some(person) => {
                beings[person as usize].anchors.insert(anchor);
                for identity in set {
                    let other = decision.person_of[*identity as usize];
                    if other != person {
                        beings[other as usize].parted_from.insert(anchor);
                    }
                }
            }
            None => beings.push(Being {
                anchors: BTreeSet::from([anchor]),
                ..Being::default()
            }),
        }
    }
    // Earlier identities that two persons shared are nobody's once no list has them.
    beings.retain(|being| {
        !being.records.is_empty() || !being.anchors.is_empty() || !being.parted_from.is_empty()
    });
    beings
}

/// The person that most identities of an earlier one belong to: people may have parted them.
fn home(decision: &Decision, set: &[u32]) -> Option<u32> {
    let person = |identity: &u32| decision.person_of[*identity as usize];
    let first = person(set.first()?);
    if set.iter().all(|identity| person(identity) == first) {
        return Some(first);
    }
    let mut times: BTreeMap<u32, usize> = BTreeMap::new();
    for identity in set {
        *times.entry(person(identity)).or_default() += 1;
    }
    let most = times
        .into_iter()
        .max_by_key(|(person, times)| (*times, Reverse(*person)));
    most.map(|(person, _)| person)
}

fn facts(intake: &Intake, beings: &[Being], before: Option<&Before>) -> Vec<Facts> {
    let today = NaiveDate::parse_from_str(&intake.today, "%Y-%m-%d").unwrap_or_default();
    beings
        .iter()
        .map(|being| {
            let known = being
                .anchors
                .first()
                .or(being.parted_from.first())
                .and_then(|at| Some(&before?.people[*at].line));
            let earlier = known.map(|line| line.household.clone());
            let mut identities = witnesses(intake, being);
            if being.anchors.is_empty() && being.records.is_empty() {
                identities.clone_from(&being.identities);
            }
            let child = is_child(intake, &identities, today).unwrap_or_else(|| {
                let earlier = before.zip(known).and_then(|(before, line)| {
                    let household = before.households.get(&line.household)?;
                    household
                        .members
                        .iter()
                        .find(|member| member.person == line.id)
                });
                earlier.is_none_or(|member| member.relation == "child")
            });
            let absent = being.records.is_empty();
            let home = || before?.households.get(&known?.household);
            let protected_by = protected_by(intake, being, before);
            let protected = !protected_by.is_empty()
                || absent && home().is_some_and(|household| household.protected);
            Facts {
                number: newest_number(intake, being),
                protected,
                protected_by,
                child,
                absent_from: absent.then(|| earlier.clone()).flatten(),
                earlier,
                identities,
            }
        })
        .collect()
}

/// The lists that say that somebody is under protection, and those that said so when they last told:
/// a list that does not come this month ends nothing.
fn protected_by(intake: &Intake, being: &Being, before: Option<&Before>) -> Vec<String> {
    let records = || being.records.iter().map(|at| &intake.records[*at as usize]);
    let (mut says, mut told) = (BTreeSet::new(), BTreeSet::new());
    for record in records() {
        let source = intake.source(record);
        if record.protected {
            says.insert(source.dataset.as_str());
        }
        if source.tells_protection {
            told.insert(source.dataset.as_str());
        }
    }
    let earlier = being.anchors.iter().chain(&being.parted_from);
    let earlier = earlier.filter_map(|at| Some(&before?.people[*at].line));
    let said = earlier
        .flat_map(|line| &line.protected_by)
        .map(String::as_str);
    says.extend(said.filter(|list| !told.contains(list)));
    says.into_iter().map(str::to_owned).collect()
}

/// Identities of this run; lists that know more of name and address first.
fn witnesses(intake: &Intake, being: &Being) -> Vec<u32> {
    let mut found: BTreeMap<u32, bool> = BTreeMap::new();
    for at in &being.records {
        let record = &intake.records[*at as usize];
        let left = found.entry(record.identity).or_insert(true);
        *left &= record.left;
    }
    let mut order: Vec<(usize, bool, u32)> = found
        .into_iter()
        .map(|(identity, left)| (rank(intake.identity(identity).dataset()), left, identity))
        .collect();
    order.sort_unstable();
    order.into_iter().map(|(_, _, identity)| identity).collect()
}

/// By birth date; without one, by the lists on which only children stand. `None` without any list.
fn is_child(intake: &Intake, identities: &[u32], today: NaiveDate) -> Option<bool> {
    let all = || identities.iter().map(|at| intake.identity(*at));
    let birth =
        all().find_map(|identity| identity.get(Field::BirthDate)?.parse::<NaiveDate>().ok());
    if let Some(birth) = birth {
        return Some(household::is_child(birth, today));
    }
    // 子, 妻の子, 子の子: somebody's child, of whatever age, is taken for one until a date says more.
    let child_of = |identity: Seen<'_>| {
        identity
            .get(Field::Relationship)
            .is_some_and(|relationship| relationship.ends_with('子'))
    };
    let first = all().next()?;
    Some(
        first.dataset() != "residents"
            || all().any(|identity| identity.get(Field::Cohort).is_some() || child_of(identity)),
    )
}

/// The household number of the newest list; of two as new, that of somebody who still lives here.
fn newest_number(intake: &Intake, being: &Being) -> Option<String> {
    let mut best: Option<(&str, bool, &str)> = None;
    for at in &being.records {
        let record = &intake.records[*at as usize];
        let Some(number) = intake.seen(record).get(Field::HouseholdNo) else {
            continue;
        };
        let as_of = intake.source(record).as_of.as_deref().unwrap_or("");
        let claim = (as_of, !record.left, number);
        best = best.max(Some(claim));
    }
    best.and_then(|(_, _, number)| number_key(number))
}

/// People on other lists whom the residents' list does not know, although it came.
fn tell_unlinked(intake: &Intake, gathered: &Gathered, problems: &mut Vec<Problem>) {
    if !intake
        .records
        .iter()
        .any(|record| intake.source(record).dataset == "residents")
    {
        return;
    }
    for (being, name) in gathered.beings.iter().zip(&gathered.names) {
        let mut records = being.records.iter().map(|at| &intake.records[*at as usize]);
        if being.records.is_empty()
            || records.any(|record| intake.source(record).dataset == "residents")
        {
            continue;
        }
        let keys: BTreeSet<String> = being
            .records
            .iter()
            .map(|at| intake.key(&intake.records[*at as usize]))
            .collect();
        problems.push(Problem {
            code: reason::NOT_LINKED.code.to_owned(),
            person: Some(name.id.clone()),
            records: keys.into_iter().collect(),
            ..Problem::default()
        });
    }
}
