//! Days at a nursery, whose sheets tell themselves who goes there.

#![allow(clippy::unwrap_used, reason = "a broken fixture is a failed test")]

mod world;

use serde_json::{Value, json};
use world::{World, causes, cells};

const NURSERY: &str = "longest run of childcare.days in (absent-ill, absent-family) >= 7";

/// A child of みなと保育所, whose sheets say themselves that it goes there.
fn nursery_child() -> World {
    with_sheets(&[4, 5])
}

fn with_sheets(months: &[u32]) -> World {
    let mut world = World::with_child("2021-10-03");
    let expected = json!([{"institution": "みなと保育所", "from": "2026-04", "to": "2026-05"}]);
    world.list(
        "childcare",
        "person-month",
        json!({"days": "present"}),
        json!({"expected": expected}),
    );
    world.town(json!({
        "institutions": [{"name": "みなと保育所", "type": "nursery"}],
        "calendar": [{"from": "2026-04-01", "to": "2026-04-07", "open": false}],
    }));
    for month in months {
        let id = format!("n.{month}");
        world.sheet(&id, "みなと保育所", *month, json!({"dataset": "childcare"}));
    }
    world
}

fn nursery_marks(world: &mut World, month: u32, absent: &[u32]) {
    let days: serde_json::Map<String, Value> = absent
        .iter()
        .map(|day| (format!("2026-{month:02}-{day:02}"), json!("absent-family")))
        .collect();
    let id = format!("n.{month}");
    world.record(
        0,
        json!({"dataset": "childcare", "source": id, "days": days}),
    );
}

#[test]
fn a_nursery_is_open_in_the_school_holidays_and_needs_no_school_register() {
    // 1 to 7 April are holidays of all schools: Wednesday to Tuesday, five days at the nursery.
    let mut world = nursery_child();
    nursery_marks(&mut world, 4, &[1, 2, 3, 6, 7, 8, 9]);
    nursery_marks(&mut world, 5, &[]);
    let truth = world.ask(NURSERY);
    let days = ["01", "02", "03", "06", "07", "08", "09"];
    assert_eq!(cells(&truth), days.map(|day| format!("2026-04-{day}")));
    let mut world = nursery_child();
    nursery_marks(&mut world, 4, &[2, 3, 6, 7, 8, 9]);
    nursery_marks(&mut world, 5, &[]);
    assert!(world.ask(NURSERY).is_no());
}

#[test]
fn a_nursery_list_that_has_not_come_leaves_the_run_open() {
    let mut world = nursery_child();
    nursery_marks(&mut world, 4, &[27, 28]);
    let may = json!({"dataset": "childcare", "state": "unreadable"});
    world.sheet("n.5", "みなと保育所", 5, may);
    assert_eq!(causes(&world.ask(NURSERY)), ["list-unreadable"]);
    // Who stands on no nursery's list has no days there, once all lists are here.
    let world = nursery_child();
    assert!(world.ask(NURSERY).is_no());
    // Before that the child may have come in the month that is missing.
    let world = with_sheets(&[4]);
    assert_eq!(causes(&world.ask(NURSERY)), ["list-missing"]);
}
