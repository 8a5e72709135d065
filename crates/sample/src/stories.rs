//! The families with a story: for every rule one that fires it, one that does not, one of which
//! nobody can say. Ordinary life does not touch them.

use crate::days::{When, day, school_days};
use crate::families::{Child, Families, Family, Shape};
use crate::health::{Checkup, Finding, Invitation};
use crate::office::{Case, Category, Decision, Plan};
use crate::people::{Enrolment, Kept, School, Sex, Status};
use crate::school::Mark;
use crate::town::Town;
use chrono::NaiveDate;

/// What the stories leave to be done when everybody has been sent to school.
#[derive(Debug, Default)]
pub(crate) struct Left {
    /// Children of school age on no school's list.
    pub(crate) not_enrolled: Vec<usize>,
    /// The stories by name, with the people they are about.
    pub(crate) told: Vec<(&'static str, Vec<usize>)>,
}

fn between(school: School, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    [4, 5]
        .into_iter()
        .flat_map(|m| school_days(school.name(), m))
        .filter(|d| *d >= from && *d <= to)
        .collect()
}

fn mark(town: &mut Town, person: usize, days: &[NaiveDate], mark: Mark) {
    let marks = town.marks.entry(person).or_default();
    for date in days {
        marks.insert(*date, mark);
    }
}

fn open(town: &mut Town, person: usize, category: Category, change: impl FnOnce(&mut Case)) {
    let mut case = Case::quiet(town, person, category);
    change(&mut case);
    town.cases.push(case);
}

fn plan(town: &mut Town, person: usize, change: impl FnOnce(&mut Plan)) {
    let mut plan = Plan::quiet(town, person);
    change(&mut plan);
    town.plans.push(plan);
}

/// Settles the families with a story.
pub(crate) fn settle(families: &mut Families<'_>) -> Left {
    let mut left = Left::default();
    absent(families, &mut left);
    checkups(families, &mut left);
    cases(families, &mut left);
    crate::stories_more::settle(families, &mut left);
    for (_, people) in &left.told {
        let households: Vec<usize> = people
            .iter()
            .map(|p| families.town.people[*p].household)
            .collect();
        for household in households {
            let members = families.town.households[household].members.clone();
            families.town.told.extend(members);
        }
    }
    left
}

fn absent(families: &mut Families<'_>, left: &mut Left) {
    use School::{Higashi, Minato, Yamate};
    // Nine school days in a row over the end of April, a check-up nobody came to, a plan overdue.
    let c = families.add(
        &Family::of(vec![Child::born(2017, 7, 9), Child::born(2023, 6, 15)])
            .shaped(Shape::Mother)
            .near(Minato),
    );
    let town = &mut *families.town;
    let days = between(Minato, day(2026, 4, 24), day(2026, 5, 12));
    mark(town, c[0], &days, Mark::Family);
    mark(town, c[0], &days[..2], Mark::Ill);
    open(town, c[0], Category::Protected, |case| {
        case.last_seen = Kept::Is(day(2026, 4, 10))
    });
    plan(town, c[0], |p| {
        (p.made_on, p.reviewed_on) = (Some(day(2025, 10, 6)), Some(day(2026, 1, 19)));
        (p.signed_on, p.next_review) = (Kept::Is(day(2025, 10, 14)), Some(When::Month(2026, 4)));
        p.goal = Some((day(2025, 10, 6), day(2026, 3, 31)));
    });
    let birth = town.people[c[1]].birth;
    town.checkups.insert(
        c[1],
        vec![
            Invitation::taken(Checkup::Months4, birth, 20, Finding::Healthy),
            Invitation::unanswered(Checkup::Months18, birth),
        ],
    );
    left.told.push(("nine-days-checkup-plan", c));

    // Six days and no more; the weekend and the holidays between do not count.
    let c = families.add(&Family::of(vec![Child::born(2018, 10, 3)]).near(Minato));
    let town = &mut *families.town;
    mark(
        town,
        c[0],
        &between(Minato, day(2026, 4, 28), day(2026, 5, 11)),
        Mark::Ill,
    );
    open(town, c[0], Category::Support, |_| {});
    plan(town, c[0], |_| {});
    left.told.push(("six-days-only", c));

    // Eight days over a change of school.
    let c = families.add(&Family::of(vec![Child::born(2016, 9, 21)]).near(Yamate));
    let town = &mut *families.town;
    town.people[c[0]].schools = vec![
        Enrolment {
            school: Minato,
            grade: 4,
            class: 0,
            from: day(2023, 4, 1),
            to: Some(day(2026, 4, 26)),
        },
        Enrolment {
            school: Yamate,
            grade: 4,
            class: 0,
            from: day(2026, 4, 27),
            to: None,
        },
    ];
    mark(
        town,
        c[0],
        &between(Minato, day(2026, 4, 22), day(2026, 4, 24)),
        Mark::Other,
    );
    mark(
        town,
        c[0],
        &between(Yamate, day(2026, 4, 27), day(2026, 5, 7)),
        Mark::Family,
    );
    open(town, c[0], Category::Support, |_| {});
    plan(town, c[0], |p| {
        p.next_review = Some(When::Day(day(2026, 7, 21)))
    });
    left.told.push(("change-of-school", c));

    // Suspended in between: neither counted nor a break. And a stay in hospital.
    let c = families
        .add(&Family::of(vec![Child::born(2015, 6, 30), Child::born(2018, 1, 16)]).near(Yamate));
    let town = &mut *families.town;
    let days = between(Yamate, day(2026, 5, 7), day(2026, 5, 21));
    mark(town, c[0], &days, Mark::Ill);
    mark(town, c[0], &days[3..6], Mark::Suspended);
    mark(
        town,
        c[1],
        &between(Yamate, day(2026, 4, 13), day(2026, 4, 22)),
        Mark::Hospital,
    );
    for child in &c {
        open(town, *child, Category::Support, |_| {});
        plan(town, *child, |_| {});
    }
    left.told.push(("suspended-and-hospital", c));

    // The school whose May has not arrived: nobody can say, but for the child whose April says it.
    let c = families
        .add(&Family::of(vec![Child::born(2016, 12, 5), Child::born(2019, 2, 11)]).near(Higashi));
    let town = &mut *families.town;
    mark(
        town,
        c[0],
        &between(Higashi, day(2026, 4, 9), day(2026, 4, 20)),
        Mark::Other,
    );
    mark(
        town,
        c[1],
        &between(Higashi, day(2026, 5, 11), day(2026, 5, 26)),
        Mark::Other,
    );
    for child in &c {
        open(town, *child, Category::Protected, |_| {});
        plan(town, *child, |_| {});
    }
    left.told.push(("list-missing", c));

    // Nobody called, on both sides of a holiday; and single days, which are not in a row.
    let c = families
        .add(&Family::of(vec![Child::born(2014, 8, 8), Child::born(2017, 11, 2)]).near(Yamate));
    let town = &mut *families.town;
    mark(
        town,
        c[0],
        &[day(2026, 4, 28), day(2026, 4, 30)],
        Mark::NoContact,
    );
    mark(
        town,
        c[1],
        &[day(2026, 4, 28), day(2026, 5, 1), day(2026, 5, 12)],
        Mark::NoContact,
    );
    left.told.push(("no-contact", c));

    // Has not come since April; and one who is ill all the time, which another rule is about.
    let c = families
        .add(&Family::of(vec![Child::born(2012, 5, 17), Child::born(2014, 3, 12)]).near(Minato));
    let town = &mut *families.town;
    let all: Vec<NaiveDate> = between(School::Hinata, day(2026, 4, 8), day(2026, 5, 29));
    mark(town, c[0], &all, Mark::Other);
    let all: Vec<NaiveDate> = between(Minato, day(2026, 4, 8), day(2026, 5, 29));
    mark(town, c[1], &all, Mark::Ill);
    left.told.push(("all-days", c));

    // Six days absent around a day whose letter stands in no legend.
    let c = families.add(&Family::of(vec![Child::born(2018, 6, 6)]).near(Minato));
    let town = &mut *families.town;
    let days = between(Minato, day(2026, 5, 11), day(2026, 5, 20));
    mark(town, c[0], &days, Mark::Ill);
    mark(town, c[0], &days[3..4], Mark::Damaged("欠"));
    open(town, c[0], Category::Support, |_| {});
    plan(town, c[0], |_| {});
    left.told.push(("mark-unreadable", c));
}

fn checkups(families: &mut Families<'_>, left: &mut Left) {
    // Not taken: the first and the last of the three.
    let c = families.add(&Family::of(vec![
        Child::born(2022, 1, 14),
        Child::born(2025, 9, 10),
    ]));
    let town = &mut *families.town;
    let (a, b) = (town.people[c[0]].birth, town.people[c[1]].birth);
    town.checkups.insert(
        c[0],
        vec![
            Invitation::taken(Checkup::Months4, a, 18, Finding::Healthy),
            Invitation::taken(Checkup::Months18, a, 30, Finding::Observe),
            Invitation::unanswered(Checkup::Months36, a),
        ],
    );
    town.checkups
        .insert(c[1], vec![Invitation::unanswered(Checkup::Months4, b)]);
    left.told.push(("checkups-not-taken", c));

    // Came to the town when all three windows were over: no rows, and nobody can say.
    let c = families.add(
        &Family::of(vec![
            Child::born(2021, 6, 20),
            Child::born(2023, 9, 12),
            Child::born(2025, 8, 2),
        ])
        .came(day(2026, 4, 6)),
    );
    left.told.push(("moved-in", c));

    // A closer examination: nobody knows the result; it came; its day does not exist.
    let c = families.add(&Family::of(vec![Child::born(2022, 9, 5)]));
    let d = families.add(&Family::of(vec![Child::born(2022, 8, 19)]));
    let e = families.add(&Family::of(vec![
        Child::born(2022, 7, 23),
        Child::born(2024, 3, 18),
    ]));
    let town = &mut *families.town;
    let kept = [
        Kept::Blank,
        Kept::Is(day(2026, 2, 24)),
        Kept::Damaged("R8.2.30", "date-no-such-day"),
    ];
    for (child, detailed_on) in [c[0], d[0], e[0]].into_iter().zip(kept) {
        let birth = town.people[child].birth;
        let last = Invitation::taken(Checkup::Months36, birth, 45, Finding::Detailed);
        town.checkups.insert(
            child,
            vec![
                Invitation::taken(Checkup::Months4, birth, 20, Finding::Healthy),
                Invitation::taken(Checkup::Months18, birth, 24, Finding::Healthy),
                Invitation {
                    detailed_on,
                    ..last
                },
            ],
        );
    }
    let birth = town.people[e[1]].birth;
    let second = Invitation::taken(Checkup::Months18, birth, 21, Finding::Healthy);
    town.checkups.insert(
        e[1],
        vec![
            Invitation::taken(Checkup::Months4, birth, 20, Finding::Healthy),
            Invitation {
                result: Kept::Damaged("要再検", "unknown-code"),
                ..second
            },
        ],
    );
    left.told.push(("detailed", vec![c[0], d[0], e[0], e[1]]));

    // Taken on a day that does not exist.
    let c = families.add(&Family::of(vec![Child::born(2021, 11, 8)]));
    let town = &mut *families.town;
    let birth = town.people[c[0]].birth;
    let last = Invitation::taken(Checkup::Months36, birth, 20, Finding::Healthy);
    town.checkups.insert(
        c[0],
        vec![
            Invitation::taken(Checkup::Months4, birth, 20, Finding::Healthy),
            Invitation::taken(Checkup::Months18, birth, 24, Finding::Healthy),
            Invitation {
                date: Kept::Damaged("令和6年11月31日", "date-no-such-day"),
                ..last
            },
        ],
    );
    left.told.push(("checkup-day-unreadable", c));

    // On no school's list: a family from abroad; and one that came after the list was made.
    let mut family = Family::of(vec![Child {
        sex: Some(Sex::Female),
        ..Child::born(2018, 8, 27)
    }]);
    (family.abroad, family.since) = (Some(5), Some(day(2025, 9, 8)));
    let c = families.add(&family);
    left.not_enrolled.push(c[0]);
    left.told.push(("not-enrolled", c));
    let c = families.add(
        &Family::of(vec![Child::born(2016, 5, 12)])
            .shaped(Shape::Mother)
            .came(day(2026, 6, 1)),
    );
    left.not_enrolled.push(c[0]);
    left.told.push(("moved-in-today", c));
}

fn cases(families: &mut Families<'_>, left: &mut Left) {
    // Seen too long ago; never seen; seen on a day that does not exist. No plan, no worker, no date.
    let kept = [
        Kept::Is(day(2026, 2, 10)),
        Kept::Blank,
        Kept::Damaged("R8.4.31", "date-no-such-day"),
    ];
    let births = [
        Child::born(2011, 1, 25),
        Child::born(2020, 12, 9),
        Child::born(2010, 10, 19),
    ];
    let mut people = Vec::new();
    for (at, (last_seen, birth)) in kept.into_iter().zip(births).enumerate() {
        let c = families.add(&Family::of(vec![birth]).near(School::Minato));
        open(families.town, c[0], Category::Support, |case| {
            case.last_seen = last_seen;
            if at == 1 {
                case.worker = None;
            }
        });
        if at == 2 {
            plan(families.town, c[0], |p| {
                (p.made_on, p.reviewed_on, p.next_review) = (None, None, None);
                (p.signed_on, p.goal) = (Kept::Blank, None);
            });
        }
        people.extend(c);
    }
    left.told.push(("not-seen", people));

    // A category that is in no table: nobody knows whether the brother has a registered sister.
    let c = families.add(&Family::of(vec![
        Child::born(2020, 8, 30),
        Child::born(2022, 11, 20),
    ]));
    open(families.town, c[0], Category::Support, |case| {
        case.category = Kept::Damaged("要支援？", "unknown-code")
    });
    plan(families.town, c[0], |_| {});
    left.told.push(("category-unreadable", c));

    // A closed case does not make its sister one to look at; the plan that is left is not due.
    let c = families.add(
        &Family::of(vec![Child::born(2013, 4, 30), Child::born(2020, 6, 22)]).near(School::Minato),
    );
    open(families.town, c[0], Category::Support, |case| {
        (case.stage, case.closed_on, case.next_action) = ("終結", Some(day(2026, 5, 14)), None);
        case.last_seen = Kept::Is(day(2026, 1, 15));
    });
    plan(families.town, c[0], |p| {
        p.next_review = Some(When::Month(2026, 4))
    });
    families.town.decisions.push(Decision {
        decision: "終結",
        policy: "地域の見守りに引き継ぐ",
        ..Decision::goes_on(c[0])
    });
    left.told.push(("closed", c));

    // Moved away, and died: nothing is due and nobody is reminded.
    let c = families.add(&Family::of(vec![Child::born(2023, 2, 17)]).shaped(Shape::Mother));
    let d = families.add(&Family::of(vec![Child::born(2025, 7, 6)]));
    let town = &mut *families.town;
    for member in town.households[town.people[c[0]].household].members.clone() {
        town.people[member].status = Status::MovedOut(day(2026, 5, 8));
    }
    open(town, c[0], Category::Protected, |_| {});
    plan(town, c[0], |p| p.next_review = Some(When::Month(2026, 5)));
    town.people[d[0]].status = Status::Died(day(2026, 1, 22));
    let birth = town.people[d[0]].birth;
    town.checkups
        .insert(d[0], vec![Invitation::unanswered(Checkup::Months4, birth)]);
    left.told.push(("gone", vec![c[0], d[0]]));
}
