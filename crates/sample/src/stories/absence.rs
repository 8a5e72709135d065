//! Children who are not at school.

use super::{Left, between};
use crate::days::{When, day};
use crate::families::{Child, Families, Family, Shape};
use crate::health::{Checkup, Finding, Invitation};
use crate::office::Category;
use crate::people::{Enrolment, Kept, School};
use crate::school::Mark;
use chrono::NaiveDate;

pub(super) fn settle(families: &mut Families<'_>, left: &mut Left) {
    use School::{Higashi, Minato, Yamate};
    // Nine school days in a row over the end of April, a check-up nobody came to, a plan overdue.
    let c = families.add(
        &Family::of(vec![Child::born(2017, 7, 9), Child::born(2023, 6, 15)])
            .shaped(Shape::Mother)
            .near(Minato),
    );
    let days = between(Minato, day(2026, 4, 24), day(2026, 5, 12));
    families.mark(c[0], &days, Mark::Family);
    families.mark(c[0], &days[..2], Mark::Ill);
    families.open(c[0], Category::Protected, |case| {
        case.last_seen = Kept::Is(day(2026, 4, 10))
    });
    families.plan(c[0], |p| {
        (p.made_on, p.reviewed_on) = (Some(day(2025, 10, 6)), Some(day(2026, 1, 19)));
        (p.signed_on, p.next_review) = (Kept::Is(day(2025, 10, 14)), Some(When::Month(2026, 4)));
        p.goal = Some((day(2025, 10, 6), day(2026, 3, 31)));
    });
    let birth = families.town.people[c[1]].birth;
    families.town.checkups.insert(
        c[1],
        vec![
            Invitation::taken(Checkup::Months4, birth, 20, Finding::Healthy),
            Invitation::unanswered(Checkup::Months18, birth),
        ],
    );
    left.told.push(("nine-days-checkup-plan", c));

    // Six days and no more; the weekend and the holidays between do not count.
    let c = families.add(&Family::of(vec![Child::born(2018, 10, 3)]).near(Minato));
    families.mark(
        c[0],
        &between(Minato, day(2026, 4, 28), day(2026, 5, 11)),
        Mark::Ill,
    );
    families.open(c[0], Category::Support, |_| {});
    families.plan(c[0], |_| {});
    left.told.push(("six-days-only", c));

    // Eight days over a change of school.
    let c = families.add(&Family::of(vec![Child::born(2016, 9, 21)]).near(Yamate));
    families.town.people[c[0]].schools = vec![
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
    families.mark(
        c[0],
        &between(Minato, day(2026, 4, 22), day(2026, 4, 24)),
        Mark::Other,
    );
    families.mark(
        c[0],
        &between(Yamate, day(2026, 4, 27), day(2026, 5, 7)),
        Mark::Family,
    );
    families.open(c[0], Category::Support, |_| {});
    families.plan(c[0], |p| p.next_review = Some(When::Day(day(2026, 7, 21))));
    left.told.push(("change-of-school", c));

    // Suspended in between: neither counted nor a break. And a stay in hospital.
    let c = families
        .add(&Family::of(vec![Child::born(2015, 6, 30), Child::born(2018, 1, 16)]).near(Yamate));
    let days = between(Yamate, day(2026, 5, 7), day(2026, 5, 21));
    families.mark(c[0], &days, Mark::Ill);
    families.mark(c[0], &days[3..6], Mark::Suspended);
    families.mark(
        c[1],
        &between(Yamate, day(2026, 4, 13), day(2026, 4, 22)),
        Mark::Hospital,
    );
    for child in &c {
        families.open(*child, Category::Support, |_| {});
        families.plan(*child, |_| {});
    }
    left.told.push(("suspended-and-hospital", c));

    // The school whose May has not arrived: nobody can say, but for the child whose April says it.
    let c = families.add(
        &Family::of(vec![
            Child::born(2012, 10, 10),
            Child::born(2016, 12, 5),
            Child::born(2019, 2, 11),
        ])
        .near(Higashi),
    );
    families.mark(
        c[1],
        &between(Higashi, day(2026, 4, 9), day(2026, 4, 20)),
        Mark::Other,
    );
    families.mark(
        c[2],
        &between(Higashi, day(2026, 5, 11), day(2026, 5, 26)),
        Mark::Other,
    );
    for child in &c[1..] {
        families.open(*child, Category::Protected, |_| {});
        families.plan(*child, |_| {});
    }
    left.told.push(("list-missing", c));

    // Nobody called, on both sides of a holiday; and single days, which are not in a row.
    let c = families
        .add(&Family::of(vec![Child::born(2014, 8, 8), Child::born(2017, 11, 2)]).near(Yamate));
    families.mark(c[0], &[day(2026, 4, 28), day(2026, 4, 30)], Mark::NoContact);
    families.mark(
        c[1],
        &[day(2026, 4, 28), day(2026, 5, 1), day(2026, 5, 12)],
        Mark::NoContact,
    );
    left.told.push(("no-contact", c));

    // Has not come since April; and one who is ill all the time, which another rule is about.
    let c = families
        .add(&Family::of(vec![Child::born(2012, 5, 17), Child::born(2014, 3, 12)]).near(Minato));
    let all: Vec<NaiveDate> = between(School::Hinata, day(2026, 4, 8), day(2026, 5, 29));
    families.mark(c[0], &all, Mark::Other);
    let all: Vec<NaiveDate> = between(Minato, day(2026, 4, 8), day(2026, 5, 29));
    families.mark(c[1], &all, Mark::Ill);
    left.told.push(("all-days", c));

    // Six days absent around a day whose letter stands in no legend.
    let c = families.add(&Family::of(vec![Child::born(2018, 6, 6)]).near(Minato));
    let days = between(Minato, day(2026, 5, 11), day(2026, 5, 20));
    families.mark(c[0], &days, Mark::Ill);
    families.mark(c[0], &days[3..4], Mark::Damaged("欠"));
    families.open(c[0], Category::Support, |_| {});
    families.plan(c[0], |_| {});
    left.told.push(("mark-unreadable", c));
}
