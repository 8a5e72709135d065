use serde_json::json;

use super::{Town, of, the};

fn attendance(months: &[&str]) -> Town {
    let expected = json!([{"institution": "ひがし小", "from": "2026-04", "to": "2027-03"}]);
    let mut town = Town::new().head(super::dataset("attendance", expected));
    for (number, month) in months.iter().enumerate() {
        town = town.head(json!({"kind": "source", "id": format!("att{number}.1"), "dataset": "attendance",
            "path": "2026-05/in/ひがし小/出欠.xlsx", "institution": "ひがし小", "from": format!("{month}-01"),
            "to": format!("{month}-30"), "as_of": format!("{month}-30"), "state": "read", "rows": 9, "rows_unread": 0}));
    }
    town
}

#[test]
fn a_month_that_a_school_owes_is_due_and_belongs_to_no_person() {
    let dues = attendance(&["2026-04"]).dues();
    let due = the(&dues, "list-missing");
    assert_eq!(
        (due.household.as_deref(), due.person.as_deref()),
        (None, None)
    );
    assert_eq!(
        (due.institution.as_deref(), due.dataset.as_deref()),
        (Some("ひがし小"), Some("attendance"))
    );
    assert_eq!(
        (due.due.as_deref(), due.state.as_str()),
        (Some("2026-05"), "overdue")
    );
    assert_eq!(due.cause.as_ref().unwrap().code, "list-missing");
}

#[test]
fn a_month_with_a_deadline_is_due_on_that_day_or_the_next_working_day() {
    let expected =
        json!([{"institution": "ひがし小", "from": "2026-04", "to": "2027-03", "deadline": 10}]);
    let dues = Town::new()
        .head(super::dataset("attendance", expected))
        .dues();
    let told: Vec<_> = of(&dues, "list-missing")
        .iter()
        .map(|due| {
            let month = due.cause.as_ref().unwrap().month.clone().unwrap();
            (month, due.due.clone().unwrap(), due.state.clone())
        })
        .collect();
    // 10 May 2026 is a Sunday.
    let told: Vec<[&str; 3]> = told.iter().map(|(a, b, c)| [&a[..], b, c]).collect();
    assert_eq!(
        told,
        [
            ["2026-04", "2026-05-11", "overdue"],
            ["2026-05", "2026-06-10", "this-month"],
        ]
    );
}

#[test]
fn the_present_month_is_not_yet_asked_for() {
    assert!(attendance(&["2026-04", "2026-05"]).dues().is_empty());
}

#[test]
fn every_missing_month_is_asked_for() {
    let dues = attendance(&[]).dues();
    let months: Vec<_> = of(&dues, "list-missing")
        .iter()
        .map(|d| d.due.clone().unwrap())
        .collect();
    assert_eq!(months, ["2026-04", "2026-05"]);
}

#[test]
fn a_list_that_nobody_can_open_is_asked_for_again() {
    let town = attendance(&["2026-04"]).head(json!({"kind": "source", "id": "bad.1", "dataset": "attendance",
        "path": "2026-05/in/ひがし小/出欠5月.xlsx", "institution": "ひがし小", "from": "2026-05-01", "to": "2026-05-31",
        "state": "unreadable", "rows": 0, "rows_unread": 0}));
    assert_eq!(
        the(&town.dues(), "list-missing")
            .cause
            .as_ref()
            .unwrap()
            .code,
        "list-unreadable"
    );
}

#[test]
fn lines_about_lists_stand_behind_the_last_household() {
    let stream = attendance(&[]).person(&[super::case()]).stream();
    let ran = super::run(&stream, std::path::Path::new(super::SHIPPED), "").unwrap();
    let whats: Vec<&str> = ran.dues.iter().map(|due| due.what.as_str()).collect();
    assert_eq!(
        whats,
        ["no-plan", "sighting", "list-missing", "list-missing"]
    );
}
