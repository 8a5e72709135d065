//! Cases that were not seen, cannot be read, are closed, or whose child is gone; and their dates.

use super::Left;
use crate::days::{When, day};
use crate::families::{Child, Families, Family, Shape};
use crate::health::{Checkup, Invitation};
use crate::office::{Category, Decision};
use crate::people::{Kept, School, Status};

pub(super) fn settle(families: &mut Families<'_>, left: &mut Left) {
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
        families.open(c[0], Category::Support, |case| {
            case.last_seen = last_seen;
            if at == 1 {
                case.worker = None;
            }
        });
        if at == 2 {
            families.plan(c[0], |p| {
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
    families.open(c[0], Category::Support, |case| {
        case.category = Kept::Damaged("要支援？", "unknown-code")
    });
    families.plan(c[0], |_| {});
    left.told.push(("category-unreadable", c));

    // A closed case does not make its sister one to look at; the plan that is left is not due.
    let c = families.add(
        &Family::of(vec![Child::born(2013, 4, 30), Child::born(2020, 6, 22)]).near(School::Minato),
    );
    families.open(c[0], Category::Support, |case| {
        (case.stage, case.closed_on, case.next_action) = ("終結", Some(day(2026, 5, 14)), None);
        case.last_seen = Kept::Is(day(2026, 1, 15));
    });
    families.plan(c[0], |p| p.next_review = Some(When::Month(2026, 4)));
    families.town.decisions.push(Decision {
        decision: "終結",
        policy: "地域の見守りに引き継ぐ",
        ..Decision::goes_on(c[0])
    });
    left.told.push(("closed", c));

    // Moved away, and died: nothing is due and nobody is reminded.
    let c = families.add(&Family::of(vec![Child::born(2023, 2, 17)]).shaped(Shape::Mother));
    let d = families.add(&Family::of(vec![Child::born(2025, 7, 6)]));
    for member in families.town.households[families.town.people[c[0]].household]
        .members
        .clone()
    {
        families.town.people[member].status = Status::MovedOut(day(2026, 5, 8));
    }
    families.open(c[0], Category::Protected, |_| {});
    families.plan(c[0], |p| p.next_review = Some(When::Month(2026, 5)));
    families.town.people[d[0]].status = Status::Died(day(2026, 1, 22));
    let birth = families.town.people[d[0]].birth;
    families
        .town
        .checkups
        .insert(d[0], vec![Invitation::unanswered(Checkup::Months4, birth)]);
    left.told.push(("gone", vec![c[0], d[0]]));
}

pub(super) fn dates(families: &mut Families<'_>, left: &mut Left) {
    // Turns 18 within this fiscal year.
    let c = families.add(&Family::of(vec![Child::born(2008, 12, 1)]));
    families.open(c[0], Category::Support, |_| {});
    families.plan(c[0], |p| {
        p.signed_on = Kept::Damaged("H38.4.30", "date-era-overflow");
    });
    left.told.push(("turns-18", c));

    // Reviewed on the last day of February: three months later is 28 May, not 90 days.
    let c = families.add(&Family::of(vec![Child::born(2012, 7, 11)]).near(School::Minato));
    families.open(c[0], Category::Support, |_| {});
    families.plan(c[0], |p| {
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
    families.open(c[0], Category::Support, |_| {});
    families.plan(c[0], |p| {
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
    families.open(c[0], Category::Protected, |_| {});
    families.plan(c[0], |p| {
        (p.kind, p.next_review) = ("サポートプラン", Some(When::Day(day(2026, 6, 18))))
    });
    families.plan(c[0], |p| {
        (p.kind, p.next_review) = ("支援計画", Some(When::Month(2026, 7)));
        (p.next_contact, p.goal) = (Some(When::Month(2026, 7)), None);
    });
    left.told.push(("two-plans", c));
}
