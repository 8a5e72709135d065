//! Children who are missing from a list: of check-ups, of results, of a school.

use super::Left;
use crate::days::day;
use crate::families::{Child, Families, Family, Shape};
use crate::health::{Checkup, Finding, Invitation};
use crate::people::{Kept, Sex};

pub(super) fn settle(families: &mut Families<'_>, left: &mut Left) {
    // Not taken: the first and the last of the three.
    let c = families.add(&Family::of(vec![
        Child::born(2022, 1, 14),
        Child::born(2025, 9, 10),
    ]));
    let (a, b) = (
        families.town.people[c[0]].birth,
        families.town.people[c[1]].birth,
    );
    families.town.checkups.insert(
        c[0],
        vec![
            Invitation::taken(Checkup::Months4, a, 18, Finding::Healthy),
            Invitation::taken(Checkup::Months18, a, 30, Finding::Observe),
            Invitation::unanswered(Checkup::Months36, a),
        ],
    );
    families
        .town
        .checkups
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
    let kept = [
        Kept::Blank,
        Kept::Is(day(2026, 2, 24)),
        Kept::Damaged("R8.2.30", "date-no-such-day"),
    ];
    for (child, detailed_on) in [c[0], d[0], e[0]].into_iter().zip(kept) {
        let birth = families.town.people[child].birth;
        let last = Invitation::taken(Checkup::Months36, birth, 45, Finding::Detailed);
        families.town.checkups.insert(
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
    let birth = families.town.people[e[1]].birth;
    let second = Invitation::taken(Checkup::Months18, birth, 21, Finding::Healthy);
    families.town.checkups.insert(
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
    let birth = families.town.people[c[0]].birth;
    let last = Invitation::taken(Checkup::Months36, birth, 20, Finding::Healthy);
    families.town.checkups.insert(
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
