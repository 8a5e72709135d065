//! Runs and counts of school days over weekends, holidays, months, files and schools.

#![allow(clippy::unwrap_used, reason = "a broken fixture is a failed test")]

mod world;

use mimamori_rule::Truth;
use serde_json::{Value, json};
use world::{World, causes, cells};

const SEVEN: &str = "longest run of attendance.days in (absent-ill, absent-family, absent-other, hospitalised) over (suspended, mourning) >= 7";
const THIRTY: &str = "count attendance.days in (absent-family, absent-other) >= 30";

/// A pupil of みなと小 whose April and May have come.
fn pupil() -> World {
    let mut world = World::with_child("2018-10-03");
    let expected = json!([
        {"institution": "みなと小", "from": "2026-04", "to": "2026-05"},
        {"institution": "やまて小", "from": "2026-04", "to": "2026-05"},
    ]);
    world.list(
        "attendance",
        "person-month",
        json!({"days": "present"}),
        json!({"expected": expected}),
    );
    world.source(
        "g.1",
        "school-register",
        &["institution", "enrolled_on"],
        json!({}),
    );
    world.town(json!({"calendar": [
        {"from": "2026-04-01", "to": "2026-04-07", "open": false},
        {"institution": "みなと小", "from": "2026-05-15", "to": "2026-05-15", "open": false},
    ]}));
    world
}

fn enrolled(world: &mut World, school: &str, from: &str) {
    world.record(0, json!({"dataset": "school-register", "source": "g.1", "institution": school, "enrolled_on": from}));
}

fn marks(world: &mut World, id: &str, month: u32, days: &[(u32, Value)]) {
    let days: serde_json::Map<String, Value> = days
        .iter()
        .map(|(d, mark)| (format!("2026-{month:02}-{d:02}"), mark.clone()))
        .collect();
    world.record(
        0,
        json!({"dataset": "attendance", "source": id, "days": days}),
    );
}

fn all(days: impl IntoIterator<Item = u32>, mark: &str) -> Vec<(u32, Value)> {
    days.into_iter().map(|d| (d, json!(mark))).collect()
}

#[test]
fn a_run_goes_on_over_weekends_holidays_and_the_end_of_the_month() {
    let mut world = pupil();
    enrolled(&mut world, "みなと小", "2025-04-01");
    world.sheet("a.1", "みなと小", 4, json!({}));
    world.sheet("b.1", "みなと小", 5, json!({}));
    marks(&mut world, "a.1", 4, &all([27, 28, 30], "absent-ill"));
    marks(&mut world, "b.1", 5, &all([1, 7, 8, 11], "absent-family"));
    let truth = world.ask(SEVEN);
    assert_eq!(cells(&truth).len(), 7);
    assert_eq!(cells(&truth)[0], "2026-04-27");
    assert!(world.ask(&SEVEN.replace(">= 7", ">= 8")).is_no());
}

#[test]
fn one_day_at_school_breaks_the_run() {
    let mut world = pupil();
    enrolled(&mut world, "みなと小", "2025-04-01");
    world.sheet("a.1", "みなと小", 4, json!({}));
    world.sheet("b.1", "みなと小", 5, json!({}));
    marks(
        &mut world,
        "a.1",
        4,
        &all([13, 14, 15, 16, 20, 21, 22, 23], "absent-ill"),
    );
    marks(&mut world, "b.1", 5, &[]);
    assert!(world.ask(SEVEN).is_no());
    assert!(world.ask(&SEVEN.replace(">= 7", ">= 4")).is_yes());
}

#[test]
fn the_schools_own_holiday_neither_counts_nor_breaks() {
    let mut world = pupil();
    enrolled(&mut world, "みなと小", "2025-04-01");
    world.sheet("a.1", "みなと小", 4, json!({}));
    world.sheet("b.1", "みなと小", 5, json!({}));
    marks(&mut world, "a.1", 4, &[]);
    marks(
        &mut world,
        "b.1",
        5,
        &all([11, 12, 13, 14, 15, 18, 19], "absent-ill"),
    );
    let truth = world.ask(&SEVEN.replace(">= 7", ">= 6"));
    assert_eq!(cells(&truth).len(), 6, "15 May is the school's birthday");
    assert!(world.ask(SEVEN).is_no());
}

#[test]
fn suspension_and_mourning_neither_count_nor_break_and_are_shown() {
    let mut world = pupil();
    enrolled(&mut world, "みなと小", "2025-04-01");
    world.sheet("a.1", "みなと小", 4, json!({}));
    world.sheet("b.1", "みなと小", 5, json!({}));
    let mut days = all([13, 14, 15], "absent-ill");
    days.extend(all([16], "suspended"));
    days.extend(all([17], "mourning"));
    days.extend(all([20, 21, 22], "hospitalised"));
    marks(&mut world, "a.1", 4, &days);
    marks(&mut world, "b.1", 5, &[]);
    assert!(world.ask(SEVEN).is_no());
    let truth = world.ask(&SEVEN.replace(">= 7", ">= 6"));
    assert_eq!(cells(&truth).len(), 8);
}

#[test]
fn a_run_goes_on_at_the_next_school() {
    let mut world = pupil();
    world.record(0, json!({"dataset": "school-register", "source": "g.1", "institution": "みなと小", "enrolled_on": "2025-04-01", "left_on": "2026-04-26"}));
    enrolled(&mut world, "やまて小", "2026-04-27");
    world.sheet("a.1", "みなと小", 4, json!({}));
    world.sheet("b.1", "やまて小", 4, json!({}));
    world.sheet("c.1", "やまて小", 5, json!({}));
    marks(&mut world, "a.1", 4, &all([22, 23, 24], "absent-other"));
    let mut days = all([1, 2, 22], "not-enrolled");
    days.extend(all([27, 28, 30], "absent-other"));
    marks(&mut world, "b.1", 4, &days);
    marks(&mut world, "c.1", 5, &all([1, 7], "absent-family"));
    assert_eq!(cells(&world.ask(SEVEN)).len(), 8);
}

#[test]
fn a_missing_month_is_unknown_unless_the_others_say_it_already() {
    let mut world = pupil();
    enrolled(&mut world, "みなと小", "2025-04-01");
    world.sheet("a.1", "みなと小", 4, json!({}));
    marks(&mut world, "a.1", 4, &all([27, 28], "absent-ill"));
    let truth = world.ask(SEVEN);
    let Truth::Unknown(found) = &truth else {
        panic!("{truth:?}")
    };
    let cause = found.first().unwrap();
    assert_eq!(cause.code, "list-missing");
    assert_eq!(cause.institution.as_deref(), Some("みなと小"));
    assert_eq!(cause.month.as_deref(), Some("2026-05"));
    assert_eq!(causes(&world.ask(THIRTY)), ["list-missing"]);
    world.block.people[0].records.pop();
    marks(
        &mut world,
        "a.1",
        4,
        &all([9, 10, 13, 14, 15, 16, 17], "absent-ill"),
    );
    assert_eq!(cells(&world.ask(SEVEN)).len(), 7);
}

#[test]
fn an_unreadable_mark_matters_only_where_it_changes_the_answer() {
    let mut world = pupil();
    enrolled(&mut world, "みなと小", "2025-04-01");
    world.sheet("a.1", "みなと小", 4, json!({}));
    world.sheet("b.1", "みなと小", 5, json!({}));
    let mut days = all([13, 14, 15, 17, 20, 21], "absent-ill");
    days.push((16, Value::Null));
    marks(&mut world, "a.1", 4, &days);
    marks(&mut world, "b.1", 5, &[]);
    let truth = world.ask(SEVEN);
    assert_eq!(causes(&truth), ["cell-unreadable"]);
    assert!(world.ask(THIRTY).is_no());
}

#[test]
fn a_blank_after_the_day_of_the_list_is_not_present() {
    let mut world = pupil();
    enrolled(&mut world, "みなと小", "2025-04-01");
    world.sheet("a.1", "みなと小", 4, json!({}));
    world.sheet("b.1", "みなと小", 5, json!({"as_of": "2026-05-20"}));
    marks(&mut world, "a.1", 4, &[]);
    marks(&mut world, "b.1", 5, &all([18, 19, 20], "absent-ill"));
    assert_eq!(causes(&world.ask(SEVEN)), ["list-too-old"]);
    assert!(world.ask(&SEVEN.replace(">= 7", ">= 11")).is_no());
}

/// Has moved to やまて小 on 11 May; only its May has come of that school.
fn changed_school(april_of_the_former: bool) -> World {
    let mut world = pupil();
    enrolled(&mut world, "やまて小", "2026-05-11");
    world.source("r.1", "residents", &["resident_since"], json!({}));
    if april_of_the_former {
        world.sheet("a.1", "みなと小", 4, json!({}));
        world.sheet("b.1", "みなと小", 5, json!({}));
    }
    world.sheet("c.1", "やまて小", 4, json!({}));
    world.sheet("d.1", "やまて小", 5, json!({}));
    marks(&mut world, "d.1", 5, &all([1, 7, 8], "not-enrolled"));
    world
}

#[test]
fn days_at_a_former_school_whose_list_is_missing_are_not_days_without_absence() {
    let mut world = changed_school(false);
    world.record(
        0,
        json!({"dataset": "residents", "source": "r.1", "resident_since": "2018-10-03"}),
    );
    for question in [SEVEN, THIRTY] {
        let Truth::Unknown(found) = world.ask(question) else {
            panic!("{question}")
        };
        assert!(found.iter().all(|c| c.code == "list-missing"));
        let months: Vec<_> = found.iter().map(|c| c.month.as_deref()).collect();
        assert_eq!(months, [Some("2026-04"), Some("2026-05")]);
        assert_eq!(
            found.first().unwrap().institution.as_deref(),
            Some("みなと小")
        );
    }
    // The same without a register: the sheet itself tells the first day.
    world.block.people[0]
        .records
        .retain(|r| r.dataset != "school-register");
    assert_eq!(causes(&world.ask(SEVEN)), ["list-missing"; 2]);
}

#[test]
fn days_at_a_former_school_whose_list_came_are_read_from_it() {
    let mut world = changed_school(true);
    assert_eq!(
        causes(&world.ask(SEVEN)),
        ["not-linked"; 2],
        "on no list of April"
    );
    marks(
        &mut world,
        "a.1",
        4,
        &all([22, 23, 24, 27, 28, 30], "absent-ill"),
    );
    let gone = all(
        [11, 12, 13, 14, 18, 19, 20, 21, 22, 25, 26, 27, 28, 29],
        "not-enrolled",
    );
    marks(&mut world, "b.1", 5, &gone);
    assert!(world.ask(SEVEN).is_no());
    assert!(world.ask(&SEVEN.replace(">= 7", ">= 6")).is_yes());
}

#[test]
fn days_before_the_family_came_are_unknown_for_that_reason() {
    let mut world = changed_school(true);
    world.record(
        0,
        json!({"dataset": "residents", "source": "r.1", "resident_since": "2026-05-09"}),
    );
    assert_eq!(causes(&world.ask(SEVEN)), ["moved-in"]);
}

#[test]
fn a_first_grader_has_no_days_before_the_entrance_ceremony() {
    let mut world = pupil();
    world.block.people[0].line.birth_date = Some("2019-10-03".to_owned());
    enrolled(&mut world, "やまて小", "2026-04-09");
    world.sheet("c.1", "やまて小", 4, json!({}));
    world.sheet("d.1", "やまて小", 5, json!({}));
    marks(&mut world, "c.1", 4, &[]);
    marks(&mut world, "d.1", 5, &[]);
    assert!(world.ask(SEVEN).is_no());
}

#[test]
fn who_goes_to_no_school_has_no_days_and_an_open_pair_leaves_it_open() {
    let mut world = pupil();
    assert!(world.ask(SEVEN).is_no());
    world.source("r.1", "residents", &["name"], json!({}));
    world.record(
        0,
        json!({"dataset": "residents", "source": "r.1", "name": "見本 葵"}),
    );
    world.pair("r.1/5", "g.1/7");
    assert_eq!(causes(&world.ask(SEVEN)), ["undecided-pair"]);
}

#[test]
fn an_enrolled_child_on_no_sheet_of_a_month_that_came_is_not_linked() {
    let mut world = pupil();
    enrolled(&mut world, "みなと小", "2025-04-01");
    world.sheet("a.1", "みなと小", 4, json!({}));
    world.sheet("b.1", "みなと小", 5, json!({}));
    marks(&mut world, "a.1", 4, &[]);
    assert_eq!(causes(&world.ask(SEVEN)), ["not-linked"]);
}

#[test]
fn a_pupil_of_the_register_whom_the_school_marks_as_none_is_unknown() {
    let town = |from: Option<&str>, april: &[(u32, Value)], may: &[(u32, Value)]| {
        let mut world = pupil();
        let mut row =
            json!({"dataset": "school-register", "source": "g.1", "institution": "みなと小"});
        if let Some(from) = from {
            row["enrolled_on"] = json!(from);
        }
        world.record(0, row);
        world.sheet("a.1", "みなと小", 4, json!({}));
        world.sheet("b.1", "みなと小", 5, json!({}));
        marks(&mut world, "a.1", 4, april);
        marks(&mut world, "b.1", 5, may);
        world.ask(SEVEN)
    };
    let dashes = |days: std::ops::RangeInclusive<u32>| all(days, "not-enrolled");
    let truth = town(Some("2025-04-01"), &[], &dashes(1..=29));
    assert_eq!(
        causes(&truth),
        ["enrolment-disagrees"; 17],
        "one for each cell"
    );
    // Six days cannot be seven.
    assert!(town(Some("2025-04-01"), &[], &dashes(11..=18)).is_no());
    // Before the day on which the register has the child come they agree.
    let before = causes(&town(Some("2026-04-27"), &dashes(8..=24), &[]));
    assert!(
        !before.contains(&"enrolment-disagrees".to_owned()),
        "{before:?}"
    );
    // Without such a day, the first one that the school counts is it; what follows is not.
    assert!(town(None, &dashes(8..=24), &[]).is_no());
    assert_eq!(causes(&town(None, &[], &dashes(1..=29))).len(), 17);
}

#[test]
fn a_day_on_which_neither_of_two_schools_takes_the_child_is_unknown() {
    let mut world = pupil();
    world.record(0, json!({"dataset": "school-register", "source": "g.1", "institution": "みなと小", "left_on": "2026-04-26"}));
    enrolled(&mut world, "やまて小", "2026-04-27");
    for (id, school, month) in [
        ("a.1", "みなと小", 4),
        ("b.1", "やまて小", 4),
        ("c.1", "やまて小", 5),
    ] {
        world.sheet(id, school, month, json!({}));
    }
    marks(&mut world, "a.1", 4, &all([27, 28, 30], "not-enrolled"));
    marks(&mut world, "b.1", 4, &all(1..=30, "not-enrolled"));
    marks(&mut world, "c.1", 5, &all([1, 7, 8, 11], "absent-ill"));
    let truth = world.ask(SEVEN);
    assert_eq!(causes(&truth), ["enrolment-disagrees"; 3]);
    assert!(world.ask(&SEVEN.replace(">= 7", ">= 4")).is_yes());
}

#[test]
fn the_worst_month_is_measured_by_itself() {
    let mut world = pupil();
    enrolled(&mut world, "みなと小", "2025-04-01");
    world.sheet("a.1", "みなと小", 4, json!({}));
    world.sheet("b.1", "みなと小", 5, json!({}));
    marks(&mut world, "a.1", 4, &all([13, 15, 20], "late"));
    marks(&mut world, "b.1", 5, &all([11, 12, 13, 18, 20], "early"));
    let month = "most in a month of attendance.days in (late, early, late-early) >= 5";
    assert_eq!(cells(&world.ask(month)).len(), 5);
    assert!(world.ask(&month.replace(">= 5", ">= 6")).is_no());
    assert!(
        world
            .ask("count of attendance.days in (late, early) since 2026-05-01 = 5")
            .is_yes()
    );
}

#[test]
fn the_newest_day_is_told_and_what_is_missing_since() {
    let ill = "longest run of attendance.days in (absent-ill) over (suspended) >= 1";
    let of_april = || {
        let mut world = pupil();
        enrolled(&mut world, "みなと小", "2025-04-01");
        world.sheet("a4.1", "みなと小", 4, json!({}));
        marks(&mut world, "a4.1", 4, &all([28], "absent-ill"));
        world
    };
    let mut world = of_april();
    world.sheet("a5.1", "みなと小", 5, json!({}));
    marks(&mut world, "a5.1", 5, &[]);
    let newest = world.newest(ill).unwrap();
    let day = |day: &str, code: &str| Some((day.parse().unwrap(), code.to_owned()));
    assert_eq!(newest.day, day("2026-05-29", "present"));
    assert!(newest.missing.is_empty(), "{newest:?}");
    let newest = of_april().newest(ill).unwrap();
    assert_eq!(newest.day, day("2026-04-30", "present"));
    let missing: Vec<_> = newest.missing.iter().collect();
    assert_eq!(missing.len(), 1, "{missing:?}");
    assert_eq!(
        (missing[0].code.as_str(), missing[0].month.as_deref()),
        ("list-missing", Some("2026-05"))
    );
    assert!(of_april().newest("grade >= 1").is_none());
}
