//! Families that make lists hard to join, and two questions that only people can answer.

use super::Left;
use crate::days::day;
use crate::families::{Child, Families, Family, Shape};
use crate::health::{Checkup, Finding, Invitation};
use crate::office::{Category, Decision};
use crate::people::{Enrolment, Kept, School, Sex};
use chrono::NaiveDate;

pub(super) fn settle(families: &mut Families<'_>, left: &mut Left) {
    // Remarried: the ledger still has the surname of before.
    let c = families.add(
        &Family::of(vec![Child::born(2013, 12, 12), Child::born(2021, 8, 24)])
            .shaped(Shape::RemarriedRenamed(1))
            .near(School::Yamate),
    );
    families.open(c[0], Category::Support, |case| case.former_name = true);
    families.plan(c[0], |_| {});
    left.told.push(("renamed", c));

    // Remarried: two children of one household with two surnames.
    let c = families.add(
        &Family::of(vec![Child::born(2015, 2, 3), Child::born(2022, 4, 28)])
            .shaped(Shape::Remarried(1))
            .near(School::Minato),
    );
    // The little one was seen for the last time at the check-up of a year ago.
    let birth = families.town.people[c[1]].birth;
    families.town.checkups.insert(
        c[1],
        vec![
            Invitation::taken(Checkup::Months4, birth, 20, Finding::Healthy),
            Invitation::taken(Checkup::Months18, birth, 26, Finding::Healthy),
            Invitation::taken(Checkup::Months36, birth, 14, Finding::Healthy),
        ],
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
    families.open(c[0], Category::Support, |_| {});
    families.plan(c[0], |_| {});
    left.told.push(("twins", c));

    // A family from abroad: Latin letters here, katakana there, a Japanese name elsewhere.
    let mut family =
        Family::of(vec![Child::born(2014, 11, 6), Child::born(2017, 5, 29)]).near(School::Yamate);
    family.abroad = Some(1);
    let c = families.add(&family);
    families.open(c[1], Category::Protected, |_| {});
    families.plan(c[1], |_| {});
    left.told.push(("from-abroad", c));

    // A mother under protection, and the children of a young mother in her parents' house.
    let mut family = Family::of(vec![Child::born(2019, 1, 19)])
        .shaped(Shape::Mother)
        .near(School::Yamate);
    family.protected = true;
    let c = families.add(&family);
    families.open(c[0], Category::Protected, |case| {
        case.received = Kept::Damaged("R7.2.29", "date-no-such-day")
    });
    families.plan(c[0], |_| {});
    left.told.push(("protected", c));
    let c = families.add(
        &Family::of(vec![Child::born(2020, 5, 2), Child::born(2024, 1, 8)])
            .shaped(Shape::Grandparents),
    );
    left.told.push(("grandparents", c));

    // A woman who expects her first child: no child yet, a plan of her own.
    families.add(&Family::of(Vec::new()));
    let mother = families.town.people.len() - 1;
    families.open(mother, Category::Expectant, |case| {
        case.received = Kept::Damaged("年月日不詳", "date-unknown");
        (case.kind, case.summary, case.child_wish) =
            ("養育困難", "若年の妊娠で相談相手がいない", None);
    });
    families.plan(mother, |p| {
        (p.kind, p.child_wish) = ("サポートプラン", None);
    });
    left.told.push(("expectant", vec![mother]));
}

pub(super) fn undecidable(families: &mut Families<'_>, left: &mut Left) {
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
        families.open(*twin, Category::Support, |_| {});
        families.plan(*twin, |_| {});
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
    let household = families.town.people[there].household;
    for member in families.town.households[household].members.clone() {
        families.town.people[member].resident = false;
    }
    families.town.people[there].schools = vec![Enrolment {
        school: School::Minato,
        grade: 4,
        class: 0,
        from: day(2023, 4, 1),
        to: None,
    }];
    families.town.people[here].undecided = vec![there];
    families.town.people[there].undecided = vec![here];
    left.not_enrolled.push(here);
    left.told.push(("undecided-pair", vec![here, there]));
}
