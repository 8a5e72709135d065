//! More families with a story: the ones that make lists hard to join, and those whose dates matter.

use crate::days::{When, day};
use crate::families::{Child, Families, Family, Shape};
use crate::office::{Case, Category, Decision, Plan};
use crate::people::{Enrolment, Kept, School, Sex};
use crate::stories::Left;
use chrono::NaiveDate;

fn case(
    families: &mut Families<'_>,
    person: usize,
    category: Category,
    change: impl FnOnce(&mut Case),
) {
    let mut case = Case::quiet(families.town, person, category);
    change(&mut case);
    families.town.cases.push(case);
}

fn plan(families: &mut Families<'_>, person: usize, change: impl FnOnce(&mut Plan)) {
    let mut plan = Plan::quiet(families.town, person);
    change(&mut plan);
    families.town.plans.push(plan);
}

pub(crate) fn settle(families: &mut Families<'_>, left: &mut Left) {
    hard_to_join(families, left);
    dates(families, left);
    undecidable(families, left);
}

fn hard_to_join(families: &mut Families<'_>, left: &mut Left) {
    // Remarried: the ledger still has the surname of before.
    let c = families.add(
        &Family::of(vec![Child::born(2013, 12, 12), Child::born(2021, 8, 24)])
            .shaped(Shape::RemarriedRenamed(1))
            .near(School::Yamate),
    );
    case(families, c[0], Category::Support, |case| {
        case.former_name = true
    });
    plan(families, c[0], |_| {});
    left.told.push(("renamed", c));

    // Remarried: two children of one household with two surnames.
    let c = families.add(
        &Family::of(vec![Child::born(2015, 2, 3), Child::born(2022, 4, 28)])
            .shaped(Shape::Remarried(1))
            .near(School::Minato),
    );
    left.told.push(("two-surnames", c));

    // Twins of one sex, of whom one is registered.
    let second = Child {
        twin: true,
        ..Child::born(2015, 9, 18)
    };
    let c = families.add(
        &Family::of(vec![
            Child {
                sex: Some(Sex::Female),
                ..Child::born(2015, 9, 18)
            },
            second,
        ])
        .near(School::Minato),
    );
    case(families, c[0], Category::Support, |_| {});
    plan(families, c[0], |_| {});
    left.told.push(("twins", c));

    // A family from abroad: Latin letters here, katakana there, a Japanese name elsewhere.
    let mut family =
        Family::of(vec![Child::born(2014, 11, 6), Child::born(2017, 5, 29)]).near(School::Yamate);
    family.abroad = Some(1);
    let c = families.add(&family);
    case(families, c[1], Category::Protected, |_| {});
    plan(families, c[1], |_| {});
    left.told.push(("from-abroad", c));

    // A mother under protection, and the children of a young mother in her parents' house.
    let mut family = Family::of(vec![Child::born(2019, 1, 19)])
        .shaped(Shape::Mother)
        .near(School::Yamate);
    family.protected = true;
    let c = families.add(&family);
    case(families, c[0], Category::Protected, |case| {
        case.received = Kept::Damaged("R7.2.29", "date-no-such-day")
    });
    plan(families, c[0], |_| {});
    left.told.push(("protected", c));
    let c = families.add(
        &Family::of(vec![Child::born(2020, 5, 2), Child::born(2024, 1, 8)])
            .shaped(Shape::Grandparents),
    );
    left.told.push(("grandparents", c));

    // A woman who expects her first child: no child yet, a plan of her own.
    families.add(&Family::of(Vec::new()));
    let mother = families.town.people.len() - 1;
    case(families, mother, Category::Expectant, |case| {
        (case.kind, case.summary, case.child_wish) =
            ("養育困難", "若年の妊娠で相談相手がいない", None);
    });
    plan(families, mother, |p| {
        (p.kind, p.child_wish) = ("サポートプラン", None);
    });
    left.told.push(("expectant", vec![mother]));
}

fn dates(families: &mut Families<'_>, left: &mut Left) {
    // Turns 18 within this fiscal year.
    let c = families.add(&Family::of(vec![Child::born(2008, 12, 1)]));
    case(families, c[0], Category::Support, |_| {});
    plan(families, c[0], |p| {
        p.signed_on = Kept::Damaged("R8.2.30", "date-no-such-day");
    });
    left.told.push(("turns-18", c));

    // Reviewed on the last day of February: three months later is 28 May, not 90 days.
    let c = families.add(&Family::of(vec![Child::born(2012, 7, 11)]).near(School::Minato));
    case(families, c[0], Category::Support, |_| {});
    plan(families, c[0], |p| {
        (p.made_on, p.signed_on) = (Some(day(2025, 11, 28)), Kept::Is(day(2025, 12, 1)));
        (p.reviewed_on, p.next_review) = (Some(day(2026, 2, 28)), None);
        (p.next_contact, p.goal) = (
            Some(When::Month(2026, 5)),
            Some((day(2025, 11, 28), day(2026, 5, 31))),
        );
    });
    left.told.push(("three-months", c));

    // The list of plans and the meeting disagree: the later of the two holds.
    let c = families.add(&Family::of(vec![Child::born(2016, 3, 4)]).near(School::Yamate));
    case(families, c[0], Category::Support, |_| {});
    plan(families, c[0], |p| {
        p.next_review = Some(When::Month(2026, 5));
        p.next_contact = Some(When::Day(day(2026, 6, 9)));
    });
    let decision = Decision {
        next_review: Some(When::Month(2026, 8)),
        ..Decision::goes_on(c[0])
    };
    families.town.decisions.push(decision);
    left.told.push(("decision-later", c));

    // Two plans of two kinds, one due this month and one the next.
    let c = families.add(&Family::of(vec![Child::born(2014, 1, 27)]).near(School::Minato));
    case(families, c[0], Category::Protected, |_| {});
    plan(families, c[0], |p| {
        (p.kind, p.next_review) = ("サポートプラン", Some(When::Day(day(2026, 6, 18))))
    });
    plan(families, c[0], |p| {
        (p.kind, p.next_review) = ("支援計画", Some(When::Month(2026, 7)));
        (p.next_contact, p.goal) = (Some(When::Month(2026, 7)), None);
    });
    left.told.push(("two-plans", c));
}

fn undecidable(families: &mut Families<'_>, left: &mut Left) {
    // Twins with a case each; the meeting wrote down the surname and the birthday only.
    let second = Child {
        twin: true,
        ..Child::born(2022, 6, 14)
    };
    let c = families.add(&Family::of(vec![
        Child {
            sex: Some(Sex::Male),
            ..Child::born(2022, 6, 14)
        },
        second,
    ]));
    for twin in &c {
        case(families, *twin, Category::Support, |_| {});
        plan(families, *twin, |_| {});
    }
    let decision = Decision {
        surname_only: true,
        ..Decision::goes_on(c[0])
    };
    families.town.decisions.push(decision);
    left.told.push(("undecided-twin", c));

    // One child on the resident list, one on a school's: same name, day and month the other way
    // round, another guardian and address. Perhaps one child, perhaps two.
    let settle = |families: &mut Families<'_>, birth: NaiveDate, zone| {
        let child = Child {
            birth,
            sex: Some(Sex::Female),
            twin: false,
            given: Some(("葵", "あおい")),
        };
        let mut family = Family::of(vec![child]).near(zone);
        family.surname = Some(("清水", "しみず"));
        family.since = Some(day(2019, 10, 1));
        families.add(&family)[0]
    };
    let here = settle(families, day(2017, 9, 3), School::Yamate);
    let there = settle(families, day(2017, 3, 9), School::Minato);
    let town = &mut *families.town;
    let household = town.people[there].household;
    for member in town.households[household].members.clone() {
        town.people[member].resident = false;
    }
    town.people[there].schools = vec![Enrolment {
        school: School::Minato,
        grade: 4,
        class: 0,
        from: day(2023, 4, 1),
        to: None,
    }];
    town.people[here].undecided = vec![there];
    town.people[there].undecided = vec![here];
    left.not_enrolled.push(here);
    left.told.push(("undecided-pair", vec![here, there]));
}
