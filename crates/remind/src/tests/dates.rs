use serde_json::json;

use super::{Town, case, of, plan, the, with};

fn review(today: &'static str, keys: serde_json::Value) -> mimamori_record::line::Due {
    let dues = Town::new().on(today).person(&[case(), plan(keys)]).dues();
    the(&dues, "plan-review").clone()
}

#[test]
fn three_months_after_30_november_is_the_last_of_february() {
    let due = review(
        "2025-12-01",
        json!({"made_on": "2025-09-01", "reviewed_on": "2025-11-30"}),
    );
    assert_eq!(due.due.as_deref(), Some("2026-02-28"));
    assert_eq!(due.precision, "day");
    let due = review("2023-12-01", json!({"reviewed_on": "2023-11-30"}));
    assert_eq!(due.due.as_deref(), Some("2024-02-29"));
}

#[test]
fn three_months_are_not_ninety_days() {
    let due = review("2026-03-01", json!({"reviewed_on": "2026-02-28"}));
    assert_eq!(due.due.as_deref(), Some("2026-05-28"));
}

#[test]
fn a_plan_never_reviewed_counts_from_the_day_it_was_made() {
    let due = review("2026-06-01", json!({"made_on": "2026-04-10"}));
    assert_eq!(due.due.as_deref(), Some("2026-07-10"));
    assert_eq!(due.evidence[0].field.as_deref(), Some("made_on"));
    assert_eq!(due.evidence[0].cell.as_deref(), Some("D4"));
    assert_eq!(due.state, "next-month");
}

#[test]
fn a_month_is_overdue_only_when_it_is_over() {
    let keys = json!({"next_review": "2026-05"});
    assert_eq!(review("2026-05-31", keys.clone()).state, "this-month");
    let due = review("2026-06-01", keys.clone());
    assert_eq!(
        (due.state.as_str(), due.precision.as_str()),
        ("overdue", "month")
    );
    assert_eq!(due.due.as_deref(), Some("2026-05"));
    assert_eq!(review("2026-04-30", keys.clone()).state, "next-month");
    assert_eq!(review("2026-03-31", keys).state, "later");
}

#[test]
fn a_day_is_overdue_on_the_day_after() {
    let keys = json!({"next_review": "2026-06-01"});
    assert_eq!(review("2026-06-01", keys.clone()).state, "this-month");
    assert_eq!(review("2026-06-02", keys).state, "overdue");
}

#[test]
fn december_is_followed_by_next_month_in_the_new_year() {
    assert_eq!(
        review("2026-12-15", json!({"next_review": "2027-01"})).state,
        "next-month"
    );
}

#[test]
fn a_due_day_on_a_holiday_keeps_its_date_and_reminds_before() {
    // 2026-05-06 is a substitute holiday; the row of holidays begins on Saturday, 2 May.
    let due = review("2026-04-20", json!({"next_review": "2026-05-06"}));
    assert_eq!(due.due.as_deref(), Some("2026-05-06"));
    assert_eq!(due.remind_on.as_deref(), Some("2026-05-01"));
    let due = review("2026-04-20", json!({"next_review": "2026-05-07"}));
    assert_eq!(due.remind_on, None);
}

#[test]
fn the_holidays_of_schools_do_not_move_a_reminder() {
    let due = review("2026-06-01", json!({"next_review": "2026-08-05"}));
    assert_eq!(due.remind_on, None);
}

#[test]
fn a_month_without_a_day_has_no_day_to_remind() {
    assert_eq!(
        review("2026-06-01", json!({"next_review": "2026-06"})).remind_on,
        None
    );
}

#[test]
fn an_unreadable_date_is_told_with_its_cell_and_never_dropped() {
    let due = review(
        "2026-06-01",
        json!({"next_review": null, "reviewed_on": "2026-04-01"}),
    );
    assert_eq!((due.state.as_str(), due.due.as_deref()), ("no-date", None));
    let cause = due.cause.unwrap();
    assert_eq!(cause.code, "cell-unreadable");
    assert_eq!(cause.cell.as_deref(), Some("H4"));
    assert_eq!(due.evidence[0].cell.as_deref(), Some("H4"));
}

#[test]
fn an_unreadable_sighting_is_told_without_a_date() {
    let dues = Town::new()
        .person(&[with(case(), json!({"last_seen": null}))])
        .dues();
    let due = the(&dues, "sighting");
    assert_eq!(due.state, "no-date");
    assert_eq!(due.cause.as_ref().unwrap().code, "cell-unreadable");
}

#[test]
fn a_plan_without_any_date_stands_among_those_without_a_date() {
    let dues = Town::new().person(&[case(), plan(json!({}))]).dues();
    assert!(of(&dues, "plan-review").is_empty());
    let due = the(&dues, "plan-no-date");
    assert_eq!(
        (due.state.as_str(), due.precision.as_str()),
        ("no-date", "none")
    );
    assert_eq!(due.evidence.len(), 3);
    assert!(due.cause.is_none());
}

#[test]
fn of_plan_and_decision_the_later_date_holds_and_the_other_is_told() {
    let decision = json!({"dataset": "decisions", "decided_on": "2026-05-14", "decision": "continue", "next_review": "2026-08"});
    let dues = Town::new()
        .person(&[
            case(),
            plan(json!({"next_review": "2026-05"})),
            decision.clone(),
        ])
        .dues();
    let due = the(&dues, "plan-review");
    assert_eq!(
        (due.due.as_deref(), due.state.as_str()),
        (Some("2026-08"), "later")
    );
    assert_eq!(due.evidence[0].source, "decisions0.1");
    let other = due.disagrees.as_ref().unwrap();
    assert_eq!(
        (other.cell.as_deref(), other.value.as_deref()),
        (Some("H4"), Some("2026-05"))
    );

    let dues = Town::new()
        .person(&[case(), plan(json!({"next_review": "2026-10-01"})), decision])
        .dues();
    let due = the(&dues, "plan-review");
    assert_eq!(due.due.as_deref(), Some("2026-10-01"));
    assert_eq!(
        due.disagrees.as_ref().unwrap().value.as_deref(),
        Some("2026-08")
    );
}

#[test]
fn a_decision_that_says_the_month_does_not_disagree_with_a_day_in_it() {
    let decision =
        json!({"dataset": "decisions", "decided_on": "2026-05-14", "next_review": "2026-08"});
    let dues = Town::new()
        .person(&[case(), plan(json!({"next_review": "2026-08-20"})), decision])
        .dues();
    let due = the(&dues, "plan-review");
    assert_eq!(due.due.as_deref(), Some("2026-08-20"));
    assert!(due.disagrees.is_none());
    assert_eq!(due.evidence.len(), 2);
}

#[test]
fn a_decision_gives_the_date_that_the_plan_lacks() {
    let decision =
        json!({"dataset": "decisions", "decided_on": "2026-05-14", "next_review": "2026-07"});
    let dues = Town::new()
        .person(&[case(), plan(json!({"made_on": "2026-05-01"})), decision])
        .dues();
    let due = the(&dues, "plan-review");
    assert_eq!(due.due.as_deref(), Some("2026-07"));
    assert!(due.disagrees.is_none());
}

#[test]
fn a_date_that_was_kept_is_over_and_three_months_begin_anew() {
    let keys = json!({"next_review": "2026-05", "reviewed_on": "2026-05-20"});
    let due = review("2026-06-01", keys);
    assert_eq!(
        (due.due.as_deref(), due.state.as_str()),
        (Some("2026-08-20"), "later")
    );
}

#[test]
fn each_plan_has_its_own_review_goal_and_contact() {
    let second = plan(
        json!({"plan_no": "P-8", "next_review": "2026-07", "goal_to": "2026-06-30", "worker": "野々村 けい"}),
    );
    let first = plan(json!({"next_review": "2026-06-18", "next_contact": "2026-06"}));
    let dues = Town::new().person(&[case(), first, second]).dues();
    let reviews = of(&dues, "plan-review");
    assert_eq!(reviews.len(), 2);
    assert_ne!(reviews[0].id, reviews[1].id);
    assert_eq!(reviews[0].owner.as_deref(), Some("早瀬 つばさ"));
    assert_eq!(reviews[1].owner.as_deref(), Some("野々村 けい"));
    assert_eq!(the(&dues, "goal-end").due.as_deref(), Some("2026-06-30"));
    assert_eq!(the(&dues, "next-contact").precision, "month");
}

#[test]
fn a_sighting_is_due_sixty_days_after_the_last_one() {
    let dues = Town::new()
        .person(&[with(case(), json!({"last_seen": "2026-04-02"}))])
        .dues();
    let due = the(&dues, "sighting");
    assert_eq!(
        (due.due.as_deref(), due.state.as_str()),
        (Some("2026-06-01"), "this-month")
    );
}

#[test]
fn turning_18_is_due_at_the_end_of_the_fiscal_year_and_told_a_year_ahead() {
    let turning = |birth: &str| {
        let person = json!({"birth_date": birth});
        let record = with(case(), json!({"birth_date": birth}));
        let dues = Town::new().person_as(person, &[record]).dues();
        of(&dues, "turns-18")
            .first()
            .map(|due| ((*due).clone(), due.due.clone().unwrap()))
    };
    let (due, day) = turning("2009-04-01").unwrap();
    assert_eq!(day, "2027-03-31");
    // A birth date is no news on a line about dates.
    assert_eq!(
        (
            due.evidence[0].cell.as_deref(),
            due.evidence[0].value.as_deref()
        ),
        (Some("H3"), None)
    );
    assert!(turning("2009-04-02").is_none());
}
