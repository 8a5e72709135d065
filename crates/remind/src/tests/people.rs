use serde_json::{Value, json};

use super::{Town, case, of, plan, source, the, with};

#[test]
fn a_closed_case_has_no_duties() {
    let left = plan(json!({"next_review": "2026-04"}));
    for keys in [
        json!({"stage": "closed"}),
        json!({"stage": null, "closed_on": "2026-05-14"}),
    ] {
        let dues = Town::new()
            .person(&[with(case(), keys), left.clone()])
            .dues();
        assert!(dues.is_empty(), "{dues:?}");
    }
}

#[test]
fn who_is_on_no_ledger_has_only_the_dates_of_the_plan() {
    let dues = Town::new()
        .person(&[plan(json!({"next_review": "2026-04"}))])
        .dues();
    let kinds: Vec<&str> = dues.iter().map(|due| due.what.as_str()).collect();
    assert_eq!(kinds, ["plan-review"]);
}

#[test]
fn nobody_is_reminded_of_a_child_that_died_or_moved_away() {
    for status in ["died", "moved-out"] {
        let resident = json!({"dataset": "residents", "status": status});
        let dues = Town::new().person(&[case(), resident]).dues();
        assert!(dues.is_empty(), "{status}");
    }
    let back = [
        json!({"dataset": "residents", "status": "moved-out"}),
        json!({"dataset": "residents", "status": "resident"}),
    ];
    assert!(
        !Town::new()
            .person(&[case(), back[0].clone(), back[1].clone()])
            .dues()
            .is_empty()
    );
}

#[test]
fn a_case_row_with_unreadable_cells_keeps_its_duties() {
    let broken = with(
        case(),
        json!({"category": null, "stage": null, "closed_on": null}),
    );
    let dues = Town::new()
        .person(&[broken, plan(json!({"next_review": "2026-05"}))])
        .dues();
    assert_eq!(the(&dues, "plan-review").state, "overdue");
    let sighting = the(&dues, "sighting");
    assert_eq!(
        sighting.cause.as_ref().unwrap().field.as_deref(),
        Some("category")
    );
}

#[test]
fn an_expectant_mother_is_not_waited_for_to_be_seen_or_to_turn_18() {
    let person = json!({"birth_date": "2008-07-01"});
    let dues = Town::new()
        .person_as(person, &[with(case(), json!({"category": "expectant"}))])
        .dues();
    assert!(of(&dues, "sighting").is_empty() && of(&dues, "turns-18").is_empty());
    assert_eq!(of(&dues, "no-plan").len(), 1);
}

#[test]
fn the_category_that_a_meeting_gave_after_the_ledgers_day_chooses_the_duties() {
    // The ledger is of 29 May.
    let sighting = |on: &str, from: &str, to: &str| {
        let decision = json!({"dataset": "decisions", "decided_on": on, "category": to});
        let records = [with(case(), json!({"category": from})), decision];
        !of(&Town::new().person(&records).dues(), "sighting").is_empty()
    };
    assert!(sighting("2026-05-30", "expectant", "protected-child"));
    assert!(!sighting("2026-05-29", "expectant", "protected-child"));
    assert!(!sighting("2026-05-30", "protected-child", "expectant"));
}

#[test]
fn a_case_without_a_plan_is_told_with_the_list_it_does_not_stand_on() {
    let dues = Town::new().person(&[case()]).dues();
    let due = the(&dues, "no-plan");
    assert_eq!((due.state.as_str(), due.due.as_deref()), ("no-date", None));
    assert!(due.cause.is_none());
    assert!(
        due.evidence
            .iter()
            .any(|e| e.source == "plans0.1" && e.absent)
    );
    assert_eq!(due.owner.as_deref(), Some("野々村 けい"));
}

#[test]
fn a_case_whose_plan_may_stand_under_an_undecided_identity_says_so() {
    let town = Town::new()
        .head(json!({"kind": "pair", "a": "cases0.1/3", "b": "plans0.1/9", "bits": 3.1, "by": []}));
    let dues = town.person(&[case()]).dues();
    let cause = the(&dues, "no-plan").cause.clone().unwrap();
    assert_eq!(
        (cause.code.as_str(), cause.source.as_deref()),
        ("undecided-pair", Some("plans0.1"))
    );
}

#[test]
fn without_the_list_of_plans_no_plan_is_not_known() {
    let town = Town::new().change(|head| head.retain(|line| line["id"] != "plans0.1"));
    let dues = town.person(&[case()]).dues();
    assert_eq!(
        the(&dues, "no-plan").cause.as_ref().unwrap().code,
        "list-missing"
    );
    assert_eq!(the(&dues, "list-missing").dataset.as_deref(), Some("plans"));
}

#[test]
fn a_list_of_plans_with_rows_of_nobody_may_hold_the_plan() {
    let town = Town::new().change(|head| {
        for line in head.iter_mut().filter(|line| line["id"] == "plans0.1") {
            line["rows_unread"] = json!(1);
        }
    });
    let dues = town.person(&[case()]).dues();
    assert_eq!(
        the(&dues, "no-plan").cause.as_ref().unwrap().code,
        "rows-unread"
    );
}

#[test]
fn a_plan_of_a_replaced_list_does_not_count() {
    let mut later = source("plans", 1);
    later["id"] = json!("plans1.1");
    later["as_of"] = json!("2026-05-31");
    let dues = Town::new()
        .head(later)
        .person(&[case(), plan(json!({"next_review": "2026-05"}))])
        .dues();
    assert!(of(&dues, "plan-review").is_empty());
    assert_eq!(of(&dues, "no-plan").len(), 1);
}

#[test]
fn a_case_without_a_worker_is_told_and_has_no_owner() {
    let blank = with(case(), json!({"worker": null}));
    let mut none = case();
    none.as_object_mut().unwrap().remove("worker");
    for (record, cause) in [(none, None), (blank, Some("cell-unreadable"))] {
        let dues = Town::new().person(&[record]).dues();
        let due = the(&dues, "no-worker");
        assert_eq!(
            (due.state.as_str(), due.owner.as_deref()),
            ("no-date", None)
        );
        assert_eq!(due.cause.as_ref().map(|c| c.code.as_str()), cause);
        assert_eq!(the(&dues, "sighting").owner, None);
    }
}

#[test]
fn a_worker_who_has_left_the_post_is_nobody() {
    let dues = Town::new()
        .person(&[with(case(), json!({"worker": "古賀　ひとみ"}))])
        .dues();
    assert_eq!(
        the(&dues, "no-worker").evidence[0].value.as_deref(),
        Some("古賀　ひとみ")
    );
    assert_eq!(the(&dues, "no-plan").owner, None);
}

#[test]
fn a_worker_is_known_by_the_surname_and_without_the_space() {
    for name in ["野々村", "野々村けい", "野々村　けい"] {
        let dues = Town::new()
            .person(&[with(case(), json!({"worker": name}))])
            .dues();
        assert_eq!(the(&dues, "sighting").owner.as_deref(), Some("野々村 けい"));
        assert!(of(&dues, "no-worker").is_empty());
    }
}

#[test]
fn a_plan_without_a_worker_belongs_to_the_worker_of_the_case() {
    let mut lonely = plan(json!({"next_review": "2026-06"}));
    lonely.as_object_mut().unwrap().remove("worker");
    let dues = Town::new().person(&[case(), lonely]).dues();
    assert_eq!(
        the(&dues, "plan-review").owner.as_deref(),
        Some("野々村 けい")
    );
}

#[test]
fn two_open_rows_of_one_child_are_one_sighting_by_the_later_day() {
    let second = with(
        case(),
        json!({"case_no": "R8-02", "last_seen": "2026-05-25"}),
    );
    let dues = Town::new().person(&[case(), second]).dues();
    assert_eq!(the(&dues, "sighting").due.as_deref(), Some("2026-07-24"));
}

#[test]
fn a_decision_of_an_earlier_month_still_names_its_date() {
    let decided = json!([{"kind": "record", "dataset": "decisions", "source": "gone.1", "row": 4, "next_review": "2026-07"}]);
    let records = [case(), plan(json!({"made_on": "2026-05-01"}))];
    let dues = Town::new()
        .person_as(json!({"decided": decided}), &records)
        .dues();
    assert_eq!(the(&dues, "plan-review").due.as_deref(), Some("2026-07"));
}

fn first_month() -> (Town, String) {
    let town = Town::new().person(&[
        case(),
        plan(json!({"next_review": "2026-06-18", "goal_to": "2026-06-30"})),
    ]);
    let before = super::run(&town.stream(), std::path::Path::new(super::SHIPPED), "")
        .unwrap()
        .written;
    (town, before)
}

#[test]
fn what_was_told_is_not_new_again_and_a_moved_date_is_told() {
    let (_, before) = first_month();
    let june = Town::new().on("2026-07-01").person(&[
        case(),
        plan(json!({"next_review": "2026-08", "goal_to": "2026-06-30", "next_contact": "2026-07"})),
    ]);
    let dues = june.after(&before).unwrap();
    assert_eq!(the(&dues, "goal-end").change, "told-before");
    assert_eq!(the(&dues, "plan-review").change, "moved");
    assert_eq!(the(&dues, "next-contact").change, "new");
}

#[test]
fn the_same_duty_keeps_its_id_when_the_row_moves_and_the_id_holds_no_name() {
    let (town, _) = first_month();
    let moved = Town::new().person(&[plan(json!({"next_review": "2026-09"})), case()]);
    let (one, other) = (town.dues(), moved.dues());
    assert_eq!(the(&one, "plan-review").id, the(&other, "plan-review").id);
    assert!(the(&one, "plan-review").id.is_ascii());
}

#[test]
fn who_had_another_id_before_is_still_known() {
    let (_, before) = first_month();
    let records = [case(), plan(json!({"next_review": "2026-06-18"}))];
    let keys = json!({"id": "p-k7q2-000900", "was": ["p-k7q2-000001"]});
    let dues = Town::new()
        .person_as(keys, &records)
        .after(&before)
        .unwrap();
    assert_eq!(the(&dues, "plan-review").change, "told-before");
}

#[test]
fn the_stream_of_another_town_is_refused() {
    let (town, before) = first_month();
    let failure = town
        .after(&before.replace("\"series\":\"k7q2\"", "\"series\":\"aaaa\""))
        .unwrap_err();
    assert_eq!(failure.status.code(), 2);
}

#[test]
fn a_stream_that_already_has_its_duties_is_refused() {
    let (_, before) = first_month();
    let failure = super::run(&before, std::path::Path::new(super::SHIPPED), "")
        .map(|_| ())
        .unwrap_err();
    assert_eq!(failure.status.code(), 3);
}

#[test]
fn a_plan_is_reviewed_without_a_case_but_not_after_the_closing() {
    let planned = |cases: &[Value]| {
        let plan = plan(json!({"next_review": "2026-06-20", "next_contact": "2026-06"}));
        let records: Vec<Value> = cases.iter().cloned().chain([plan]).collect();
        let dues = Town::new().person(&records).dues();
        let kinds = ["plan-review", "next-contact"];
        kinds.map(|what| of(&dues, what).len())
    };
    assert_eq!(planned(&[]), [1, 1]);
    let closed = with(
        case(),
        json!({"stage": "closed", "closed_on": "2026-04-30"}),
    );
    assert_eq!(planned(std::slice::from_ref(&closed)), [0, 0]);
    // Opened again; a closing that is only planned; a stage that nobody can read.
    assert_eq!(planned(&[closed.clone(), case()]), [1, 1]);
    assert_eq!(
        planned(&[with(closed, json!({"closed_on": "2026-06-30"}))]),
        [1, 1]
    );
    assert_eq!(planned(&[with(case(), json!({"stage": null}))]), [1, 1]);
}

#[test]
fn a_plan_without_a_case_and_without_a_date_is_told() {
    let dues = Town::new().person(&[plan(json!({}))]).dues();
    assert_eq!(
        the(&dues, "plan-no-date").owner.as_deref(),
        Some("早瀬 つばさ")
    );
}
