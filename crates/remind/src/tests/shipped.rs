//! What the shipped rules find, what they do not, and what stays open.

use mimamori_record::line::Due;
use serde_json::{Value, json};

use super::{Town, case, of, plan, the, with};

/// The shipped rules about a pupil with a case and these records of a list.
fn found(list: &str, rows: &[Value]) -> Vec<Due> {
    about(case(), list, rows)
}

fn about(case: Value, list: &str, rows: &[Value]) -> Vec<Due> {
    let rows = rows
        .iter()
        .map(|row| with(row.clone(), json!({"dataset": list})));
    let records: Vec<Value> = [case].into_iter().chain(rows).collect();
    Town::new().list(list).person(&records).dues()
}

/// The duty of a kind: its date and its state; none where there is none.
fn one(dues: &[Due], what: &str) -> Option<(String, String)> {
    let found = of(dues, what);
    assert!(found.len() < 2, "{found:?}");
    let due = found.first()?;
    Some((due.due.clone().unwrap_or_default(), due.state.clone()))
}

fn is(date: &str, state: &str) -> Option<(String, String)> {
    Some((date.to_owned(), state.to_owned()))
}

#[test]
fn a_child_is_seen_two_days_after_the_case_was_received() {
    let new = |keys: Value| {
        let mut case = with(
            case(),
            json!({"stage": "received", "received_on": "2026-05-28"}),
        );
        case.as_object_mut().unwrap().remove("last_seen");
        with(case, keys)
    };
    let first =
        |case: Value, contacts: &[Value]| one(&about(case, "contacts", contacts), "first-sight");
    assert_eq!(first(new(json!({})), &[]), is("2026-05-30", "overdue"));
    assert_eq!(first(new(json!({"last_seen": "2026-05-28"})), &[]), None);
    assert_eq!(first(new(json!({"stage": "supporting"})), &[]), None);
    let contact = |seen: Value| json!({"date": "2026-05-29", "seen": seen});
    assert_eq!(first(new(json!({})), &[contact(json!(true))]), None);
    // A telephone call is no sight, and what nobody can read is none either.
    for seen in [json!(false), Value::Null] {
        assert_eq!(
            first(new(json!({})), &[contact(seen)]),
            is("2026-05-30", "overdue")
        );
    }
    assert_eq!(
        first(new(json!({"received_on": null})), &[]),
        is("", "no-date")
    );
    assert_eq!(
        first(new(json!({"stage": null})), &[]),
        is("2026-05-30", "overdue")
    );
}

#[test]
fn a_received_case_goes_to_the_meeting_that_accepts_it() {
    let received = |keys: Value| {
        let case = with(
            case(),
            json!({"stage": "received", "received_on": "2026-05-28"}),
        );
        with(case, keys)
    };
    let meeting =
        |case: Value, rows: &[Value]| one(&about(case, "decisions", rows), "intake-meeting");
    assert_eq!(
        meeting(received(json!({})), &[]),
        is("2026-06-04", "this-month")
    );
    assert_eq!(meeting(received(json!({"stage": "accepted"})), &[]), None);
    assert_eq!(
        meeting(received(json!({})), &[json!({"decided_on": "2026-05-29"})]),
        None
    );
    assert_eq!(
        meeting(received(json!({"received_on": null})), &[]),
        is("", "no-date")
    );
}

#[test]
fn a_first_goal_without_an_end_ends_two_months_after_the_plan() {
    let goal = |keys: Value| {
        one(
            &Town::new().person(&[case(), plan(keys)]).dues(),
            "goal-end",
        )
    };
    assert_eq!(
        goal(json!({"made_on": "2026-04-30"})),
        is("2026-06-30", "this-month")
    );
    assert_eq!(
        goal(json!({"made_on": "2026-04-30", "reviewed_on": "2026-05-20"})),
        None
    );
    assert_eq!(
        goal(json!({"plan_kind": "self-plan", "made_on": "2026-04-30"})),
        None
    );
    assert_eq!(
        goal(json!({"made_on": "2026-04-30", "goal_to": "2026-08-31"})),
        is("2026-08-31", "later")
    );
    assert_eq!(
        goal(json!({"made_on": "2026-04-30", "goal_to": null})),
        is("", "no-date")
    );
}

#[test]
fn each_line_of_a_plan_has_its_own_day_to_be_looked_at() {
    let line = |keys: Value| {
        one(
            &found("plan-lines", &[with(json!({"plan_no": "P-7"}), keys)]),
            "plan-line",
        )
    };
    assert_eq!(
        line(json!({"monitoring": "2026-06"})),
        is("2026-06", "this-month")
    );
    let looked = json!({"monitoring": "2026-05", "monitored_on": "2026-05-20"});
    assert_eq!(line(looked), is("2026-08-20", "later"));
    assert_eq!(
        line(json!({"monitoring": "2026-06", "achieved": "achieved"})),
        None
    );
    assert_eq!(
        line(json!({"monitoring": "2026-06", "achieved": "partly"})),
        is("2026-06", "this-month")
    );
    assert_eq!(
        line(json!({"since": "2026-03-31"})),
        is("2026-06-30", "this-month")
    );
    assert_eq!(line(json!({"service": "居場所"})), is("", "no-date"));
    assert_eq!(line(json!({"monitoring": null})), is("", "no-date"));
}

#[test]
fn the_next_contact_of_the_record_is_due_until_somebody_is_in_touch() {
    let planned = json!({"date": "2026-04-10", "next_contact": "2026-05"});
    let again = |rows: &[Value]| one(&found("contacts", rows), "contact-again");
    assert_eq!(
        again(std::slice::from_ref(&planned)),
        is("2026-05", "overdue")
    );
    assert_eq!(
        again(&[planned.clone(), json!({"date": "2026-05-02"})]),
        None
    );
    assert_eq!(
        again(&[planned, json!({"date": null})]),
        is("2026-05", "overdue")
    );
    assert_eq!(
        again(&[json!({"date": "2026-05-02", "next_contact": null})]),
        is("", "no-date")
    );
}

#[test]
fn sheets_of_institutions_are_asked_for_every_three_months_of_registered_children() {
    let rows = [json!({"date": "2026-01-15"}), json!({"date": "2026-04-15"})];
    let sheet = |case: Value, rows: &[Value]| {
        one(&about(case, "assessment-sheets", rows), "assessment-sheet")
    };
    assert_eq!(sheet(case(), &rows), is("2026-07-15", "next-month"));
    assert_eq!(
        sheet(with(case(), json!({"category": "other"})), &rows),
        None
    );
    assert_eq!(sheet(case(), &[json!({"date": null})]), is("", "no-date"));
}

#[test]
fn a_child_seen_by_a_visit_of_the_record_is_seen() {
    let sighting = |rows: &[Value]| one(&found("contacts", rows), "sighting");
    let visit = |seen: Value| json!({"date": "2026-05-28", "seen": seen});
    assert_eq!(
        sighting(&[visit(json!(true))]),
        is("2026-07-27", "next-month")
    );
    for seen in [json!(false), Value::Null] {
        assert_eq!(sighting(&[visit(seen)]), is("2026-07-19", "next-month"));
    }
}

#[test]
fn custody_and_protection_are_told_before_they_end() {
    let row = |kind: &str, keys: Value| {
        with(
            json!({"protection_kind": kind, "since": "2026-04-20"}),
            keys,
        )
    };
    let of_row = |what: &str, row: Value| one(&found("protections", &[row]), what);
    let custody = |keys: Value| of_row("custody-ends", row("temporary-custody", keys));
    assert_eq!(
        custody(json!({"valid_until": "2026-06-19"})),
        is("2026-06-19", "this-month")
    );
    assert_eq!(custody(json!({})), is("2026-06-20", "this-month"));
    assert_eq!(custody(json!({"ended_on": "2026-05-12"})), None);
    assert_eq!(custody(json!({"valid_until": null})), is("", "no-date"));
    let protection = |keys: Value| of_row("protection-ends", row("address-protection", keys));
    assert_eq!(
        protection(json!({"valid_until": "2026-07-31"})),
        is("2026-06-30", "this-month")
    );
    assert_eq!(protection(json!({})), is("2027-03-20", "later"));
    assert_eq!(protection(json!({"ended_on": "2026-05-12"})), None);
    assert_eq!(protection(json!({"valid_until": null})), is("", "no-date"));
    // Which of the two it is, nobody can read: both are told.
    let dues = found(
        "protections",
        &[with(row("x", json!({})), json!({"protection_kind": null}))],
    );
    assert!(of(&dues, "custody-ends").len() == 1 && of(&dues, "protection-ends").len() == 1);
}

#[test]
fn a_return_home_is_planned_before_it_and_the_plan_looked_at_after() {
    let row = |keys: Value| {
        let row = json!({"placement_kind": "facility", "since": "2025-02-10"});
        found("placements", &[with(row, keys)])
    };
    assert_eq!(
        one(&row(json!({"planned_end": "2026-08"})), "home-return"),
        is("2026-06", "this-month")
    );
    assert_eq!(
        one(&row(json!({"planned_end": null})), "home-return"),
        is("", "no-date")
    );
    let guidance = json!({"planned_end": "2026-08", "placement_kind": "guidance"});
    assert_eq!(one(&row(guidance), "home-return"), None);
    let home = row(json!({"planned_end": "2026-08", "ended_on": "2026-04-30"}));
    assert_eq!(one(&home, "home-return"), None);
    assert_eq!(one(&home, "home-again-review"), is("2026-05-30", "overdue"));
    assert_eq!(
        one(&row(json!({"ended_on": "2025-04-30"})), "home-again-review"),
        None
    );
    assert_eq!(
        one(&row(json!({"ended_on": null})), "home-again-review"),
        is("", "no-date")
    );
}

#[test]
fn an_event_asks_for_a_review_until_a_plan_was_made_or_looked_at() {
    let events = [
        (
            "service-ended-review",
            "services",
            json!({"service": "short-stay", "ended_on": "2026-05-15"}),
        ),
        (
            "custody-ended-review",
            "protections",
            json!({"protection_kind": "temporary-custody", "ended_on": "2026-05-15"}),
        ),
        (
            "moved-in-review",
            "moves",
            json!({"reason": "moved-in", "date": "2026-05-15"}),
        ),
        (
            "home-again-review",
            "placements",
            json!({"placement_kind": "facility", "ended_on": "2026-05-15"}),
        ),
    ];
    for (what, list, event) in events {
        let with_plan = |keys: Value| {
            let event = with(event.clone(), json!({"dataset": list}));
            let records = [case(), event, plan(keys)];
            one(&Town::new().list(list).person(&records).dues(), what)
        };
        let due = is("2026-06-15", "this-month");
        assert_eq!(with_plan(json!({"made_on": "2026-05-14"})), due, "{what}");
        assert_eq!(with_plan(json!({"made_on": "2026-05-15"})), None, "{what}");
        assert_eq!(
            with_plan(json!({"reviewed_on": "2026-05-20"})),
            None,
            "{what}"
        );
        assert_eq!(with_plan(json!({"reviewed_on": null})), due, "{what}");
    }
}

#[test]
fn a_measure_is_to_become_an_application() {
    let service = |keys: Value| {
        let row = with(
            json!({"dataset": "services", "service": "short-stay", "basis": "measure", "since": "2026-01-10"}),
            keys,
        );
        let urged = json!({"dataset": "recommendations", "date": "2026-04-01", "reply": "measure"});
        let town = Town::new().list("services").list("recommendations");
        let urged = town.person(&[case(), row.clone(), urged]).dues();
        let town = Town::new().list("services").list("recommendations");
        let alone = town.person(&[case(), row]).dues();
        (one(&alone, "measure-switch"), one(&urged, "measure-switch"))
    };
    assert_eq!(
        service(json!({})),
        (is("2026-04-10", "overdue"), is("2026-07-01", "next-month"))
    );
    assert_eq!(service(json!({"basis": "application"})), (None, None));
    assert_eq!(service(json!({"ended_on": "2026-05-01"})), (None, None));
    assert_eq!(
        service(json!({"basis": null})).0,
        is("2026-04-10", "overdue")
    );
}

#[test]
fn a_recommendation_without_an_application_is_taken_up_again() {
    let row = |date: &str, reply: &str| json!({"date": date, "reply": reply});
    let again = |rows: &[Value]| one(&found("recommendations", rows), "recommend-again");
    let declined = row("2026-05-08", "declined");
    assert_eq!(
        again(std::slice::from_ref(&declined)),
        is("2026-06-08", "this-month")
    );
    assert_eq!(
        again(&[row("2026-04-01", "considering"), declined.clone()]),
        is("2026-06-08", "this-month")
    );
    assert_eq!(again(&[declined, row("2026-05-20", "applied")]), None);
    assert_eq!(
        again(&[json!({"date": "2026-05-08", "reply": null})]),
        is("2026-06-08", "this-month")
    );
}

/// An infant without a case.
fn infant(birth: &str, list: &str, row: Value) -> Vec<Due> {
    let row = with(row, json!({"dataset": list, "birth_date": birth}));
    let person = json!({"birth_date": birth});
    Town::new().list(list).person_as(person, &[row]).dues()
}

#[test]
fn an_infant_is_visited_by_the_fourth_month() {
    let visit = |birth: &str, row: Value| one(&infant(birth, "home-visits", row), "visit-infant");
    assert_eq!(
        visit("2026-03-05", json!({})),
        is("2026-07-05", "next-month")
    );
    assert_eq!(visit("2026-03-05", json!({"date": "2026-04-20"})), None);
    assert_eq!(visit("2026-03-05", json!({"visit_kind": "rearing"})), None);
    assert_eq!(visit("2025-03-05", json!({})), None);
    assert_eq!(
        visit("2026-03-05", json!({"date": null})),
        is("2026-07-05", "next-month")
    );
}

#[test]
fn a_check_up_is_asked_for_before_its_window_closes() {
    let rows = |part: &str, keys: Value| with(json!({"part": part}), keys);
    for (part, what, birth, due) in [
        ("4m", "checkup-4m", "2026-02-20", "2026-06-20"),
        ("18m", "checkup-18m", "2024-07-20", "2026-06-20"),
        ("36m", "checkup-36m", "2022-07-20", "2026-06-20"),
    ] {
        let of_row = |birth: &str, row: Value| one(&infant(birth, "checkups", row), what);
        assert_eq!(
            of_row(birth, rows(part, json!({}))),
            is(due, "this-month"),
            "{part}"
        );
        assert_eq!(
            of_row(birth, rows(part, json!({"date": "2026-05-10"}))),
            None,
            "{part}"
        );
        assert_eq!(
            of_row("2026-05-20", rows(part, json!({}))),
            None,
            "{part} is far away"
        );
        assert_eq!(
            of_row("2015-05-20", rows(part, json!({}))),
            None,
            "{part} is long over"
        );
        let unread = of_row(birth, rows(part, json!({"date": null})));
        assert_eq!(unread, is(due, "this-month"), "{part}");
    }
}

#[test]
fn the_result_of_a_detailed_examination_is_waited_for() {
    let row = |keys: Value| {
        let row = json!({"part": "18m", "date": "2026-04-10", "result": "detailed"});
        one(
            &infant("2024-09-20", "checkups", with(row, keys)),
            "detailed-result",
        )
    };
    assert_eq!(row(json!({})), is("2026-07-10", "next-month"));
    assert_eq!(row(json!({"detailed_on": "2026-05-01"})), None);
    // Two years later the next check-up has looked at the child.
    assert_eq!(
        row(json!({"date": "2024-06-01"})),
        is("2024-09-01", "overdue")
    );
    assert_eq!(row(json!({"date": "2024-05-31"})), None);
    assert_eq!(row(json!({"result": "healthy"})), None);
    assert_eq!(row(json!({"result": null})), is("2026-07-10", "next-month"));
}

#[test]
fn the_plan_is_looked_at_before_school_begins() {
    let entry = |birth: &str, keys: Value| {
        let person = json!({"birth_date": birth});
        let dues = Town::new().person_as(person, &[with(case(), keys)]).dues();
        one(&dues, "school-entry")
    };
    assert_eq!(entry("2020-04-02", json!({})), is("2027-03-31", "later"));
    assert_eq!(entry("2021-04-01", json!({})), is("2027-03-31", "later"));
    assert_eq!(entry("2021-04-02", json!({})), None);
    assert_eq!(entry("2020-04-01", json!({})), None);
    assert_eq!(
        entry("2020-06-01", json!({"category": null})),
        is("2027-03-31", "later")
    );
}

#[test]
fn a_case_that_a_meeting_closed_is_to_be_closed_in_the_ledger() {
    let decided = |received: &str, decision: Value| {
        let row = json!({"decided_on": "2026-05-14", "decision": decision});
        let case = with(case(), json!({"received_on": received}));
        one(&about(case, "decisions", &[row]), "close-out")
    };
    assert_eq!(
        decided("2025-05-14", json!("close")),
        is("2026-06-14", "this-month")
    );
    assert_eq!(decided("2026-05-20", json!("close")), None);
    assert_eq!(decided("2025-05-14", json!("continue")), None);
    assert_eq!(
        decided("2025-05-14", Value::Null),
        is("2026-06-14", "this-month")
    );
}

#[test]
fn a_case_closed_after_the_ledgers_day_has_no_duty_but_that() {
    // The ledger is of 29 May.
    let decided = |on: &str| {
        let row = json!({"dataset": "decisions", "decided_on": on, "decision": "close"});
        let plan = plan(json!({"made_on": "2026-01-10", "next_review": "2026-06-10"}));
        let case = with(case(), json!({"received_on": "2025-05-14"}));
        let dues = Town::new().person(&[case, plan, row]).dues();
        let told = dues.iter().map(|due| (due.what.clone(), due.owner.clone()));
        told.collect::<Vec<_>>()
    };
    let close = ("close-out".to_owned(), Some("野々村 けい".to_owned()));
    assert_eq!(decided("2026-05-30"), std::slice::from_ref(&close));
    let open = decided("2026-05-29");
    assert!(open.contains(&close) && open.len() > 1, "{open:?}");
}

#[test]
fn a_first_plan_and_another_are_told_apart_from_no_plan() {
    let dues = Town::new()
        .person(&[case(), plan(json!({"plan_kind": "internal-plan"}))])
        .dues();
    assert!(of(&dues, "no-plan").is_empty());
    assert_eq!(the(&dues, "plan-no-date").state, "no-date");
}

#[test]
fn a_new_worker_makes_the_first_contact_within_a_month() {
    // The ledger is of 29 May; a meeting of 31 May gave the case to somebody else.
    let decision = |keys: Value| {
        let row =
            json!({"dataset": "decisions", "decided_on": "2026-05-31", "worker": "早瀬 つばさ"});
        with(row, keys)
    };
    let told = |rows: &[Value]| {
        let rows = [case()].into_iter().chain(rows.iter().cloned());
        let dues = Town::new()
            .list("contacts")
            .person(&rows.collect::<Vec<_>>())
            .dues();
        let found = one(&dues, "worker-changed");
        let owner = of(&dues, "worker-changed")
            .first()
            .and_then(|due| due.owner.clone());
        found.map(|(date, state)| (date, state, owner.unwrap_or_default()))
    };
    let due = Some((
        "2026-06-30".to_owned(),
        "this-month".to_owned(),
        "早瀬 つばさ".to_owned(),
    ));
    assert_eq!(told(&[decision(json!({}))]), due);
    // Kept since, or the same worker, or nobody named, or somebody who has left.
    assert_eq!(told(&[decision(json!({"decided_on": "2026-05-14"}))]), None);
    assert_eq!(told(&[decision(json!({"worker": "野々村"}))]), None);
    assert_eq!(told(&[decision(json!({"worker": null}))]), None);
    assert_eq!(told(&[decision(json!({"worker": "古賀 ひとみ"}))]), None);
    // The newest decision holds.
    let back = decision(json!({"decided_on": "2026-06-01", "worker": "野々村 けい"}));
    assert_eq!(told(&[decision(json!({})), back]), None);
    // Only what the new worker did counts, from that day on.
    let contact =
        |date: &str, worker: &str| json!({"dataset": "contacts", "date": date, "worker": worker});
    let with_contact = |contact: Value| told(&[decision(json!({})), contact]);
    assert_eq!(with_contact(contact("2026-05-31", "早瀬 つばさ")), None);
    assert_eq!(with_contact(contact("2026-05-30", "早瀬 つばさ")), due);
    assert_eq!(with_contact(contact("2026-06-01", "野々村 けい")), due);
}
