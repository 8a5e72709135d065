//! Whom and which rows a rule is about.

use serde_json::{Value, json};

use super::settings::{refused, rule, with_rules};
use super::{Town, case, of, plan, source, the, with};

fn self_plan() -> Value {
    plan(json!({"plan_kind": "self-plan", "made_on": "2026-01-10"}))
}

#[test]
fn a_self_plan_has_no_review_and_the_plan_of_the_centre_has_one() {
    let dues = Town::new().person(&[case(), self_plan()]).dues();
    assert!(of(&dues, "plan-review").is_empty(), "{dues:?}");
    let kept = with(self_plan(), json!({"plan_kind": "support-plan"}));
    let dues = Town::new().person(&[case(), kept]).dues();
    assert_eq!(the(&dues, "plan-review").due.as_deref(), Some("2026-04-10"));
    assert!(of(&dues, "no-plan").is_empty());
}

#[test]
fn a_case_whose_only_plan_is_a_self_plan_has_no_plan() {
    let dues = Town::new().person(&[case(), self_plan()]).dues();
    assert_eq!(the(&dues, "no-plan").state, "no-date");
}

#[test]
fn a_plan_whose_kind_nobody_can_read_keeps_its_review_and_says_so() {
    let broken = with(self_plan(), json!({"plan_kind": null}));
    let dues = Town::new().person(&[case(), broken]).dues();
    let due = the(&dues, "plan-review");
    let cause = due.cause.as_ref().unwrap();
    assert_eq!(cause.code, "cell-unreadable");
    assert_eq!(cause.field.as_deref(), Some("plan_kind"));
    // It may be a self plan, and then there is none.
    let missing = the(&dues, "no-plan").cause.as_ref().unwrap();
    assert_eq!(missing.field.as_deref(), Some("plan_kind"));
}

#[test]
fn a_plan_without_a_kind_is_one_of_the_centre() {
    let mut plain = self_plan();
    plain.as_object_mut().unwrap().remove("plan_kind");
    let dues = Town::new().person(&[case(), plain]).dues();
    assert!(the(&dues, "plan-review").cause.is_none());
    assert!(of(&dues, "no-plan").is_empty());
}

#[test]
fn where_a_list_has_no_kinds_its_plans_are_plans() {
    let town = Town::new().change(|head| {
        for line in head.iter_mut().filter(|line| line["id"] == "plans0.1") {
            line["columns"].as_object_mut().unwrap().remove("plan_kind");
        }
    });
    let dues = town
        .person(&[case(), plan(json!({"made_on": "2026-05-01"}))])
        .dues();
    assert!(of(&dues, "no-plan").is_empty());
    assert!(the(&dues, "plan-review").cause.is_none());
}

/// A mother with an open case, who notified a pregnancy.
fn mother(outcome: Value) -> Vec<mimamori_record::line::Due> {
    let pregnancy =
        json!({"dataset": "pregnancy", "notified_on": "2026-01-20", "outcome": outcome});
    let records = [with(case(), json!({"category": "expectant"})), pregnancy];
    let person = json!({"birth_date": "1995-07-01"});
    let town = Town::new().list("pregnancy");
    town.person_as(person, &records).dues()
}

#[test]
fn nobody_is_reminded_of_a_bereaved_mother() {
    assert!(mother(json!("ended")).is_empty());
    assert_eq!(of(&mother(json!("pregnant")), "no-plan").len(), 1);
}

#[test]
fn a_mother_of_whom_nobody_knows_how_it_ended_keeps_her_duties() {
    assert_eq!(of(&mother(Value::Null), "no-plan").len(), 1);
}

#[test]
fn without_the_list_of_pregnancies_nobody_is_left_out() {
    let dues = Town::new().person(&[case()]).dues();
    assert_eq!(of(&dues, "no-plan").len(), 1);
}

/// A mother and her children of one household.
fn family(baby: &str) -> Vec<mimamori_record::line::Due> {
    let resident = |number: u32, status: &str| json!({"kind": "record", "dataset": "residents", "source": "residents0.1", "row": number, "status": status});
    let person = |number: u32, birth: &str, status: &str| {
        let mut case = case();
        for (key, value) in [
            ("kind", json!("record")),
            ("source", json!("cases0.1")),
            ("row", json!(number)),
        ] {
            case[key] = value;
        }
        json!({"kind": "person", "id": format!("p-k7q2-00010{number}"), "household": "h-k7q2-000100",
            "name": "山野", "birth_date": birth, "records": [resident(number, status), case]})
    };
    let members = [("adult", 1), ("child", 2), ("child", 3)].map(|(relation, number)| {
        json!({"person": format!("p-k7q2-00010{number}"), "relation": relation})
    });
    let mut lines = vec![json!({"kind": "household", "id": "h-k7q2-000100", "members": members})];
    lines.push(person(1, "1995-07-01", "resident"));
    lines.push(person(2, "2017-05-03", "resident"));
    lines.push(person(3, "2025-11-03", baby));
    let block: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let stream = Town::new().list("pregnancy").stream();
    let end = stream
        .rfind("{\"kind\":\"end\"")
        .or_else(|| stream.rfind("{\"ok\""));
    let mut stream = stream.clone();
    stream.insert_str(end.unwrap(), &block);
    super::run(&stream, std::path::Path::new(super::SHIPPED), "")
        .unwrap()
        .dues
}

#[test]
fn a_mother_whose_baby_died_is_left_alone_and_the_brother_is_not_forgotten() {
    let whose = |dues: &[mimamori_record::line::Due]| -> Vec<String> {
        let dues = of(dues, "no-plan").into_iter();
        dues.filter_map(|due| due.person.clone()).collect()
    };
    assert_eq!(whose(&family("died")), ["p-k7q2-000102"]);
    // Who lives elsewhere now has a mother all the same.
    assert_eq!(
        whose(&family("moved-out")),
        ["p-k7q2-000101", "p-k7q2-000102"]
    );
}

const REVIEW: &str = "dates = [{ field = \"plans.made_on\", months = 3 }]\n";

#[test]
fn a_rule_may_be_about_some_rows_and_some_people_only() {
    let town = Town::new().person(&[
        case(),
        plan(json!({"made_on": "2026-05-01", "agreed": true})),
    ]);
    let found = |keys: &str| {
        with_rules(&town, &rule(&format!("{REVIEW}{keys}")))
            .unwrap()
            .dues
            .len()
    };
    assert_eq!(found("only = \"agreed\""), 1);
    assert_eq!(found("only = \"not agreed\""), 0);
    assert_eq!(found("applies = \"age < 10 years\""), 1);
    assert_eq!(found("applies = \"age < 5 years\""), 0);
}

#[test]
fn who_has_no_case_is_asked_about_only_where_the_rule_says_so() {
    let town = Town::new().person(&[plan(json!({"made_on": "2026-05-01"}))]);
    let found = |keys: &str| {
        with_rules(&town, &rule(&format!("{REVIEW}{keys}")))
            .unwrap()
            .dues
            .len()
    };
    assert_eq!((found(""), found("who = \"everyone\"")), (0, 1));
}

#[test]
fn a_duty_is_settled_by_a_later_date_of_another_list_that_the_sentence_is_true_of() {
    let seen = |date: &str, seen: Value| {
        let contact = json!({"dataset": "contacts", "date": date, "seen": seen});
        let town = Town::new().list("contacts");
        let town = town.person(&[with(case(), json!({"received_on": "2026-05-20"})), contact]);
        let keys = "dates = [{ field = \"cases.received_on\", days = 2 }]\nsettled = [{ field = \"contacts.date\", only = \"seen\" }]";
        with_rules(&town, &rule(keys)).unwrap().dues.len()
    };
    assert_eq!(seen("2026-05-20", json!(true)), 0);
    assert_eq!(seen("2026-05-19", json!(true)), 1);
    assert_eq!(seen("2026-05-21", json!(false)), 1);
    // Who was seen, nobody can read.
    assert_eq!(seen("2026-05-21", Value::Null), 1);
}

#[test]
fn counting_begins_anew_with_a_newer_date_of_another_list() {
    let due = |date: &str| {
        let contact = json!({"dataset": "contacts", "date": date});
        let town = Town::new().list("contacts").person(&[case(), contact]);
        let keys = "dates = [{ field = \"cases.last_seen\", days = 60 }]\nrestart = [{ field = \"contacts.date\" }]";
        let dues = with_rules(&town, &rule(keys)).unwrap().dues;
        the(&dues, "x").clone()
    };
    assert_eq!(due("2026-05-25").due.as_deref(), Some("2026-07-24"));
    assert_eq!(due("2026-05-25").evidence[0].source, "contacts0.1");
    assert_eq!(due("2026-05-19").due.as_deref(), Some("2026-07-19"));
}

#[test]
fn a_date_may_fall_due_before_another_and_a_number_of_months_after_the_birth() {
    let town = Town::new().person(&[
        case(),
        plan(json!({"goal_to": "2026-09", "next_review": "2026-08-31"})),
    ]);
    let due = |field: &str, plus: &str| {
        let keys = format!("dates = [{{ field = \"{field}\", {plus} }}]");
        let dues = with_rules(&town, &rule(&keys)).unwrap().dues;
        the(&dues, "x").due.clone().unwrap()
    };
    assert_eq!(due("plans.goal_to", "months = -2"), "2026-07");
    assert_eq!(due("plans.next_review", "months = -6"), "2026-02-28");
    assert_eq!(due("plans.next_review", "days = -21"), "2026-08-10");
    assert_eq!(due("plans.born", "months = 120"), "2027-05-03");
}

#[test]
fn a_wrong_sentence_is_pointed_at_with_the_nearest_name() {
    refused(
        &rule(&format!("{REVIEW}only = \"agred\"")),
        "line 9, column 9",
        "agreed",
    );
    refused(
        &rule(&format!("{REVIEW}applies = \"any cases [\"")),
        "line 9, column 23",
        "write the rest",
    );
    refused(
        &rule(&format!(
            "{REVIEW}settled = [{{ field = \"contacts.date\", only = \"sen\" }}]"
        )),
        "line 9",
        "seen",
    );
    let defined = format!(
        "[define]\nmine = \"plan_kynd is self-plan\"\n{}",
        rule(&format!("{REVIEW}only = \"mine\""))
    );
    refused(&defined, "line 4, column 9", "plan_kind");
}

#[test]
fn keys_that_would_do_nothing_beside_the_new_ones_are_refused() {
    for keys in [
        "age = 18\nonly = \"child\"",
        "missing = \"plans\"\nsettled = [{ field = \"contacts.date\" }]",
        "missing = \"plans\"\nwho = \"nobody\"",
        "lists = [\"plans\"]\napplies = \"child\"",
        "dates = [{ field = \"plans.made_on\" }]\nwho = \"everyone\"\ncategories = [\"other\"]",
        "dates = [{ field = \"meetings.date\" }]\nwho = \"nobody\"\nowner = [\"cases.worker\"]",
    ] {
        refused(&rule(keys), "does nothing", "remove");
    }
    refused(
        &rule("dates = [{ field = \"plans.born\" }]"),
        "no due date",
        "add months or days",
    );
}

#[test]
fn rows_of_nobody_fall_due_behind_the_households() {
    let meeting = |row: u32, date: &str| {
        json!({"kind": "record", "dataset": "meetings", "source": "meetings0.1", "row": row,
            "meeting_title": "合同ケース会議", "date": date})
    };
    let town = Town::new().head(source("meetings", 1));
    let town = town
        .head(meeting(5, "2026-06-26"))
        .head(meeting(6, "2026-05-14"));
    let keys = "dates = [{ field = \"meetings.date\", days = -21 }]\nwho = \"nobody\"\nonly = \"date >= today\"";
    let ran = with_rules(&town.person(&[case()]), &rule(keys)).unwrap();
    let due = the(&ran.dues, "x");
    assert_eq!(
        (due.due.as_deref(), due.state.as_str()),
        (Some("2026-06-05"), "this-month")
    );
    assert_eq!(
        (due.person.as_ref(), due.dataset.as_deref()),
        (None, Some("meetings"))
    );
    assert_eq!(ran.entries.dues[0].name.as_deref(), Some("合同ケース会議"));
    let last = ran.written.lines().rev().nth(1).unwrap();
    assert!(last.starts_with("{\"kind\":\"due\""), "{last}");
}
