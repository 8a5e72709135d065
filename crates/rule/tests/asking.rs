//! Ways of asking: other days than today, one record among many, different values, the person
//! whom it is all about, lists that have not come.

#![allow(clippy::unwrap_used, reason = "a broken fixture is a failed test")]

mod world;

use std::collections::BTreeSet;

use mimamori_rule::{Truth, manual};
use serde_json::{Value, json};
use world::{World, causes, cells};

/// A child born on 3 October 2018 with a list of the town's own, 面談.
fn with_talks(talks: &[Value]) -> World {
    let mut world = World::with_child("2018-10-03");
    let fields = json!({
        "held_on": {"type": "date", "label": "面談日", "blank": "no"},
        "score": {"type": "integer", "label": "点数"},
        "told_by": {"type": "text", "label": "情報源"},
        "birth_on": {"type": "date", "label": "出産日"},
    });
    world.list("talks", "event", json!({}), json!({"fields": fields}));
    let columns = ["held_on", "score", "told_by", "birth_on"];
    world.source("t.1", "talks", &columns, json!({}));
    for (at, talk) in (2..).zip(talks) {
        let mut record = json!({"dataset": "talks", "source": "t.1", "row": at});
        for (key, value) in talk.as_object().unwrap() {
            record[key] = value.clone();
        }
        world.record(0, record);
    }
    world
}

#[test]
fn every_example_of_the_manual_is_understood() {
    let mut world = World::with_child("2018-10-03");
    let resident = "any residents [status is resident]";
    world
        .definitions
        .insert("resident".to_owned(), resident.to_owned());
    let mut seen = BTreeSet::new();
    for section in manual::SECTIONS {
        for way in section.ways {
            if let Err(wrong) = world.compile(way.written) {
                panic!("{}: {} {}", way.written, wrong.what.en, wrong.advice.en);
            }
            assert!(seen.insert(way.written), "{} stands twice", way.written);
        }
    }
    // Every word that the grammar quotes is used by an example of one kind or another.
    let written: String = seen.into_iter().collect::<Vec<_>>().join(" ");
    let words = manual::GRAMMAR.split('"').skip(1).step_by(2);
    let words = words.filter(|word| word.chars().all(|c| c.is_ascii_alphabetic() || c == '_'));
    let rare = ["of", "a", "earliest", "lowest", "sum", "adults", "others"];
    for word in words.filter(|word| !rare.contains(word)) {
        assert!(written.contains(word), "no example has {word}");
    }
}

#[test]
fn ages_and_grades_are_asked_about_other_days() {
    // Born on 3 October 2018: 7 years and 7 months on 1 June 2026.
    let world = World::with_child("2018-10-03");
    assert!(world.ask("age on 2021-10-02 = 35 months").is_yes());
    // By law an age is reached at the end of the day before the birthday; in force on the day.
    assert!(world.ask("age on 2021-10-03 = 3 years").is_yes());
    assert!(world.ask("age on year_start + 2 months = age").is_yes());
    assert!(
        world
            .ask("grade on 2025-03-31 = 0 and grade on 2025-04-01 = 1")
            .is_yes()
    );
    assert!(
        world.ask("age on 2018-10-01 >= 0 months").is_no(),
        "not born yet"
    );
}

#[test]
fn the_fiscal_year_of_an_age_ends_before_a_birthday_on_the_first_of_april() {
    // Who is born on 1 April 2008 is 18 at the end of 31 March 2026, the last day of that year.
    let world = World::with_child("2008-04-01");
    assert!(world.ask("year_end of 18 years = 2026-03-31").is_yes());
    assert!(world.ask("child").is_no());
    let world = World::with_child("2008-04-02");
    assert!(
        world
            .ask("year_end of 18歳 = 2027-03-31 and child")
            .is_yes()
    );
    assert!(
        world
            .ask("year_end = 2027-03-31 and 年度末 = year_end of today")
            .is_yes()
    );
    assert!(
        world
            .ask("year_start of 2026-03-31 = 2025-04-01 and year_end of 2025-04-01 = 2026-03-31")
            .is_yes()
    );
}

#[test]
fn weeks_of_pregnancy_are_counted_back_from_the_due_date() {
    // Due on 1 December 2026, 1 June is 13 weeks and 6 days.
    let world = World::with_child("2018-10-03");
    let week = "week of pregnancy due 2026-12-01";
    assert!(world.ask(&format!("{week} = 13 weeks")).is_yes());
    assert!(world.ask(&format!("{week} on 2026-06-02 = 14")).is_yes());
    assert!(world.ask(&format!("{week} on 2026-06-16 >= 16週")).is_yes());
    assert!(
        world
            .ask(&format!("{week} on 2026-06-15 >= 16 weeks"))
            .is_no()
    );
    assert!(
        world.ask(&format!("{week} on 2026-02-23 >= 0")).is_no(),
        "before the pregnancy there is no week"
    );
}

#[test]
fn the_last_record_is_the_one_with_the_newest_date() {
    let world = with_talks(&[
        json!({"held_on": "2026-05-20", "score": 3}),
        json!({"held_on": "2026-04-20", "score": 12}),
        json!({"score": 30}),
    ]);
    assert!(world.ask("any talks [score >= 9]").is_yes());
    assert!(world.ask("last talks.held_on [score >= 9]").is_no());
    assert_eq!(cells(&world.ask("last talks.held_on [score < 9]")), ["B2"]);
    // With two of one day it is enough that one says so.
    let world = with_talks(&[
        json!({"held_on": "2026-05-20", "score": 3}),
        json!({"held_on": "2026-05-20", "score": 12}),
    ]);
    assert!(world.ask("last talks.held_on [score >= 9]").is_yes());
}

#[test]
fn the_last_record_is_unknown_while_a_newer_one_may_say_something_else() {
    let mut world = with_talks(&[
        json!({"held_on": "2026-05-20", "score": 12}),
        json!({"held_on": null, "score": 3}),
    ]);
    let truth = world.ask("last talks.held_on [score >= 9]");
    assert_eq!(causes(&truth), ["cell-unreadable"]);
    assert!(
        world.ask("last talks.held_on [score < 20]").is_yes(),
        "whichever is the newest"
    );
    world.source("t.2", "talks", &["held_on"], json!({"state": "unreadable"}));
    let truth = world.ask("last talks.held_on [score < 20]");
    assert_eq!(causes(&truth), ["list-unreadable"]);
}

#[test]
fn different_values_are_counted_once_each() {
    let mut world = with_talks(&[
        json!({"held_on": "2026-05-20", "told_by": "学校"}),
        json!({"held_on": "2026-05-21", "told_by": "学校"}),
        json!({"held_on": "2026-05-22", "told_by": "医療機関"}),
        json!({"held_on": "2025-05-22", "told_by": "近隣"}),
    ]);
    let recent = "count distinct talks.told_by [held_on >= today - 90 days]";
    assert!(world.ask(&format!("{recent} = 2")).is_yes());
    world.record(
        0,
        json!({"dataset": "talks", "source": "t.1", "row": 6, "held_on": "2026-05-30", "told_by": null}),
    );
    assert!(world.ask(&format!("{recent} >= 2")).is_yes());
    assert_eq!(
        causes(&world.ask(&format!("{recent} >= 3"))),
        ["cell-unreadable"]
    );
    assert!(world.ask(&format!("{recent} > 3")).is_no());
}

#[test]
fn the_kinds_of_a_list_with_a_column_for_each_are_its_parts() {
    let mut world = World::with_child("2024-01-15");
    world.source("k.1", "checkups", &["date"], json!({}));
    for (part, date) in [("4m", "2024-05-20"), ("18m", "2025-08-20")] {
        let record = json!({"dataset": "checkups", "source": "k.1", "part": part, "date": date});
        world.record(0, record);
    }
    assert!(world.ask("count distinct checkups.part = 2").is_yes());
    assert!(
        world
            .ask("any checkups [part in (4m, 36m) and date < 2025-01-01]")
            .is_yes()
    );
}

#[test]
fn a_row_for_each_kind_does_not_tell_of_the_others() {
    let mut world = World::with_child("2018-10-03");
    world.list("arrears", "person-part", json!({}), json!({}));
    let two = json!({"rows_unread": 1});
    world.source("z.1", "arrears", &["part", "months"], two);
    let record = json!({"dataset": "arrears", "source": "z.1", "part": "water", "months": 2});
    world.record(0, record);
    let kinds = "count distinct arrears.part";
    assert!(world.ask(&format!("{kinds} >= 1")).is_yes());
    assert_eq!(
        causes(&world.ask(&format!("{kinds} >= 2"))),
        ["rows-unread"]
    );
    assert!(world.ask("any arrears water [months >= 3 months]").is_no());
    // One row with a column for each check-up tells of all of them.
    let date = json!({"4m": "H", "18m": "L"});
    let columns = json!({"rows_unread": 1, "columns": {"date": date}});
    world.source("k.1", "checkups", &[], columns);
    world.record(
        0,
        json!({"dataset": "checkups", "source": "k.1", "part": "4m"}),
    );
    assert!(world.ask("any checkups [date >= 2020-01-01]").is_no());
}

#[test]
fn the_highest_and_the_lowest_number_are_found() {
    let world = with_talks(&[
        json!({"score": 12}),
        json!({"score": 3}),
        json!({"score": 5}),
    ]);
    assert!(
        world
            .ask("highest talks.score = 12 and lowest talks.score = 3 and sum talks.score = 20")
            .is_yes()
    );
    assert!(world.ask("highest talks.score [score < 10] = 5").is_yes());
    let world = with_talks(&[json!({"score": 12}), json!({"score": null})]);
    assert!(world.ask("highest talks.score >= 12").is_yes());
    assert_eq!(
        causes(&world.ask("highest talks.score >= 13")),
        ["cell-unreadable"]
    );
}

#[test]
fn the_mothers_record_of_this_birth_is_told_from_that_of_another() {
    let mut world = with_talks(&[]);
    world.person("p-2", "1990-01-01", "adult");
    world.source("r.1", "residents", &["name"], json!({}));
    world.record(0, json!({"dataset": "residents", "source": "r.1"}));
    for (row, birth, score) in [(11, "2018-10-03", 4), (12, "2021-02-02", 15)] {
        world.record(
            1,
            json!({"dataset": "talks", "source": "t.1", "row": row, "birth_on": birth, "score": score}),
        );
    }
    let of_birth =
        |score: &str| format!("any adults [any talks [birth_on = own.born and score {score}]]");
    assert!(world.ask(&of_birth(">= 9")).is_no());
    let truth = world.ask(&of_birth("< 9"));
    assert_eq!(cells(&truth), ["B11", "D11"]);
    let Truth::Yes(evidence) = truth else {
        unreachable!()
    };
    assert!(evidence.iter().all(|e| e.person.as_deref() == Some("p-2")));
    assert!(
        world
            .ask("any adults [own.age < 8 years and age > 30 years and 本人.child]")
            .is_yes()
    );
}

#[test]
fn a_list_that_has_not_come_makes_what_needs_it_unknown_and_never_no() {
    let mut world = World::with_child("2018-10-03");
    assert_eq!(
        causes(&world.ask("arrived school-register")),
        ["list-missing"]
    );
    assert_eq!(
        causes(&world.ask("not arrived school-register")),
        ["list-missing"]
    );
    let list = json!({"as_of": "2026-04-10"});
    world.source("s.1", "school-register", &[], list);
    assert!(world.ask("arrived school-register").is_yes());
    assert_eq!(
        causes(&world.ask("arrived school-register by today")),
        ["list-too-old"]
    );
}

#[test]
fn a_month_that_its_school_owes_leaves_a_monthly_list_open() {
    let mut world = World::with_child("2018-10-03");
    let expected = json!([
        {"institution": "みなと小", "from": "2026-04", "to": "2026-05"},
        {"institution": "ひがし小", "from": "2026-04", "to": "2026-05"},
    ]);
    let fields = json!({"visits": {"type": "integer", "label": "来室回数"}});
    world.list(
        "room",
        "person-month",
        json!({}),
        json!({"fields": fields, "expected": expected}),
    );
    let of_month = |month: &str, last: &str| json!({"institution": "みなと小", "from": format!("{month}-01"), "to": last, "as_of": last});
    world.source(
        "h.4",
        "room",
        &["visits"],
        of_month("2026-04", "2026-04-30"),
    );
    world.record(0, json!({"dataset": "room", "source": "h.4", "visits": 2}));
    let truth = world.ask("any room [visits >= 5]");
    let Truth::Unknown(found) = &truth else {
        panic!("May is missing: {truth:?}")
    };
    let missing: Vec<_> = found
        .iter()
        .map(|c| (c.institution.as_deref(), c.month.as_deref()))
        .collect();
    assert_eq!(missing, [(Some("みなと小"), Some("2026-05"))]);
    assert!(world.ask("any room [visits >= 2]").is_yes());
    world.source(
        "h.5",
        "room",
        &["visits"],
        of_month("2026-05", "2026-05-31"),
    );
    assert!(
        world.ask("any room [visits >= 5]").is_no(),
        "the other school's lists say nothing about this child"
    );
    // In a month of its own row, what nobody could read is about others; a list drawn up before
    // the month was over may still say more.
    let unread = |as_of: &str| {
        let mut more = of_month("2026-04", "2026-04-30");
        more["rows_unread"] = json!(1);
        more["as_of"] = json!(as_of);
        more
    };
    world.source("h.4", "room", &["visits"], unread("2026-04-30"));
    assert!(world.ask("any room [visits >= 5]").is_no());
    world.source("h.4", "room", &["visits"], unread("2026-04-20"));
    let truth = world.ask("any room [visits >= 5]");
    assert_eq!(causes(&truth), ["rows-unread"]);
    world.source("h.4", "room", &["visits"], unread("2026-04-30"));
    world.source("r.1", "residents", &["name"], json!({}));
    world.record(0, json!({"dataset": "residents", "source": "r.1"}));
    world.pair("h.5/9", "r.1/5");
    let truth = world.ask("any room [visits >= 5]");
    assert_eq!(causes(&truth), ["undecided-pair"]);
}

#[test]
fn the_row_of_a_former_school_does_not_speak_for_the_school_attended() {
    let expected = json!([{"institution": "みなと小", "from": "2026-05", "to": "2026-05"}]);
    let fields = json!({"visits": {"type": "integer", "label": "来室回数"}});
    let more = json!({"fields": fields, "expected": expected});
    let mut world = World::with_child("2018-10-03");
    world.list("room", "person-month", json!({}), more);
    world.list("childcare", "person-month", json!({}), json!({}));
    world.source("s.1", "school-register", &["name"], json!({}));
    world.record(
        0,
        json!({"dataset": "school-register", "source": "s.1", "institution": "みなと小"}),
    );
    let of = |school: &str| json!({"institution": school, "from": "2026-05-01", "to": "2026-05-31", "as_of": "2026-05-31"});
    world.source("y.5", "room", &["visits"], of("やまて小"));
    world.record(0, json!({"dataset": "room", "source": "y.5", "visits": 0}));
    let truth = world.ask("any room [visits >= 5]");
    assert_eq!(
        causes(&truth),
        ["list-missing"],
        "みなと小 has sent nothing"
    );
    world.source("m.5", "room", &["visits"], of("みなと小"));
    assert!(world.ask("any room [visits = 0]").is_yes());
    assert!(world.ask("any room [attended]").is_no());
    assert!(world.ask("any room [not 通い先]").is_yes());
    world.record(0, json!({"dataset": "room", "source": "m.5", "visits": 1}));
    assert!(world.ask("any room [attended and visits = 1]").is_yes());
    assert!(world.ask("any room [attended and visits = 0]").is_no());
    // Of a child whom no register shows nothing says that a list is another's.
    let mut world = World::with_child("2018-10-03");
    world.list("room", "person-month", json!({}), json!({}));
    world.source("y.5", "room", &["visits"], of("やまて小"));
    world.record(0, json!({"dataset": "room", "source": "y.5"}));
    assert!(world.ask("any room [attended]").is_yes());
}

#[test]
fn what_a_school_owes_leaves_open_only_who_may_be_its_pupil() {
    let town = |born: &str| {
        let mut world = World::with_child(born);
        let owed = json!([
            {"institution": "みなと小", "from": "2026-04", "to": "2026-05"},
            {"institution": "ひがし小", "from": "2026-04", "to": "2026-05"},
        ]);
        let fields = json!({"visits": {"type": "integer", "label": "来室回数"}});
        world.list(
            "room",
            "person-month",
            json!({}),
            json!({"fields": fields, "expected": owed}),
        );
        world.list("childcare", "person-month", json!({}), json!({}));
        let register = ["name", "enrolled_on", "left_on"];
        world.source("g.1", "school-register", &register, json!({}));
        world.source("n.1", "childcare", &register, json!({}));
        let of_month = |month: &str, last: &str| json!({"institution": "みなと小", "from": format!("{month}-01"), "to": last, "as_of": last});
        world.source(
            "h.4",
            "room",
            &["visits"],
            of_month("2026-04", "2026-04-30"),
        );
        world.source(
            "h.5",
            "room",
            &["visits"],
            of_month("2026-05", "2026-05-31"),
        );
        world
    };
    let pupil = |more: Value| {
        let mut row =
            json!({"dataset": "school-register", "source": "g.1", "institution": "みなと小"});
        for (key, value) in more.as_object().unwrap() {
            row[key] = value.clone();
        }
        row
    };
    let months = |world: &World| match world.ask("any room [visits >= 5]") {
        Truth::No(_) => Vec::new(),
        Truth::Unknown(causes) => causes.into_iter().filter_map(|cause| cause.month).collect(),
        Truth::Yes(_) => panic!("nobody has a row"),
    };
    // ひがし小 has sent nothing.
    let mut world = town("2018-10-03");
    world.record(0, pupil(json!({"enrolled_on": "2025-04-01"})));
    assert!(months(&world).is_empty(), "a pupil of the other school");
    let mut world = town("2018-10-03");
    world.record(
        0,
        pupil(json!({"institution": "ひがし小", "enrolled_on": "2025-04-01"})),
    );
    assert_eq!(months(&world), ["2026-04", "2026-05"]);
    let mut world = town("2018-10-03");
    world.record(0, pupil(json!({"enrolled_on": "2026-05-07"})));
    assert_eq!(months(&world), ["2026-04"], "somewhere before");
    let mut world = town("2018-10-03");
    world.record(0, pupil(json!({"left_on": "2026-04-20"})));
    assert_eq!(months(&world), ["2026-05"], "and somewhere after");
    let mut world = town("2018-10-03");
    world.record(0, pupil(json!({"enrolled_on": null})));
    assert_eq!(
        months(&world),
        ["2026-04", "2026-05"],
        "since when nobody can read"
    );
    let mut world = town("2009-10-03");
    world.record(
        0,
        pupil(json!({"institution": "県立高校", "enrolled_on": "2025-04-01"})),
    );
    assert!(
        months(&world).is_empty(),
        "a school that sends no such list"
    );
    // Of a child whom no register shows.
    let baby = town("2026-01-15");
    assert!(months(&baby).is_empty(), "at no school and no nursery");
    let mut baby = town("2026-01-15");
    baby.source("n.1", "childcare", &["name"], json!({"rows_unread": 1}));
    assert_eq!(months(&baby), ["2026-04", "2026-05"], "perhaps at one");
    // A sheet that cannot be read leaves open what a missing one does.
    let torn = json!({"institution": "みなと小", "from": "2026-05-01", "to": "2026-05-31", "as_of": "2026-05-31", "state": "unreadable"});
    let mut world = town("2018-10-03");
    world.source("h.5", "room", &[], torn.clone());
    world.record(0, pupil(json!({"enrolled_on": "2025-04-01"})));
    assert_eq!(months(&world), ["2026-05"]);
    let mut baby = town("2026-01-15");
    baby.source("h.5", "room", &[], torn);
    assert!(months(&baby).is_empty(), "at no school and no nursery");
}

#[test]
fn events_before_the_first_list_are_unknown_where_lists_say_since_when() {
    let town = |lists: &[(&str, &str, &str)]| {
        let mut world = World::with_child("2021-10-03");
        let fields = json!({"date": {"type": "date", "label": "対応日"}, "seen": {"type": "yesno", "label": "目視"}});
        world.list("talks", "event", json!({}), json!({"fields": fields}));
        for (id, from, to) in lists {
            let mut more = json!({"as_of": "2026-06-01"});
            if !from.is_empty() {
                more["from"] = json!(from);
                more["to"] = json!(to);
            }
            world.source(id, "talks", &["date", "seen"], more);
        }
        world
    };
    let year = |world: &World| world.ask("no talks [seen and date >= today - 12 months]");
    let month = |truth: &Truth| match truth {
        Truth::Unknown(causes) => {
            let mut all = causes.iter();
            let cause = all.find(|cause| cause.code == "list-starts-later");
            cause.and_then(|cause| cause.month.clone())
        }
        _ => None,
    };
    // Today is 2026-06-01: a year back lies in the fiscal year before.
    let this = ("t.8", "2026-04-01", "2027-03-31");
    let last = ("t.7", "2025-04-01", "2026-03-31");
    assert_eq!(month(&year(&town(&[this]))).as_deref(), Some("2026-03"));
    let nobody = year(&town(&[this, last]));
    assert!(nobody.is_yes(), "nobody saw the child: {nobody:?}");
    assert!(
        year(&town(&[("t.1", "", "")])).is_yes(),
        "nobody said since when"
    );
    // A row that is here answers, whatever came before.
    let mut seen = town(&[this]);
    seen.record(
        0,
        json!({"dataset": "talks", "source": "t.8", "date": "2026-05-08", "seen": true}),
    );
    assert!(year(&seen).is_no());
    // Two months back are within the list; a month between two lists is not.
    let near = "no talks [seen and date >= today - 1 month]";
    assert!(town(&[this]).ask(near).is_yes());
    let gap = town(&[last, ("t.8", "2026-05-01", "2027-03-31")]);
    assert_eq!(month(&year(&gap)).as_deref(), Some("2026-04"));
    assert_eq!(month(&year(&town(&[last]))).as_deref(), Some("2026-05"));
    let may = town(&[last, ("t.8", "2026-04-01", "2026-05-31")]);
    assert!(year(&may).is_yes(), "nobody has the list of June yet");
    assert_eq!(
        month(&town(&[this, last]).ask("no talks")).as_deref(),
        Some("2025-03")
    );
    assert!(
        town(&[this]).ask("arrived talks").is_yes(),
        "all that was promised is here"
    );
}

#[test]
fn events_after_the_newest_list_are_unknown_once_the_month_is_over() {
    let ask = |as_of: Value, text: &str| {
        let mut world = World::with_child("2021-10-03");
        let fields = json!({"date": {"type": "date", "label": "対応日"}, "hurt": {"type": "yesno", "label": "けが"}});
        world.list("talks", "event", json!({}), json!({"fields": fields}));
        world.source("t.1", "talks", &["date", "hurt"], json!({"as_of": as_of}));
        match world.ask(text) {
            Truth::No(_) => "no",
            Truth::Yes(_) => panic!("nobody was hurt"),
            Truth::Unknown(causes) => {
                let codes: Vec<&str> = causes.iter().map(|cause| cause.code.as_str()).collect();
                assert_eq!(codes, ["list-too-old"], "{causes:?}");
                assert_eq!(causes.first().unwrap().source.as_deref(), Some("t.1"));
                "unknown"
            }
        }
    };
    // Today is 2026-06-01, a Monday; 2026-05-29 was the last working day of May.
    let month = "any talks [hurt and date >= today - 30 days]";
    assert_eq!(ask(json!("2026-06-01"), month), "no");
    assert_eq!(ask(json!("2026-05-31"), month), "no");
    assert_eq!(ask(json!("2026-05-29"), month), "no");
    assert_eq!(ask(json!("2026-05-28"), month), "unknown");
    assert_eq!(ask(json!("2026-04-30"), month), "unknown");
    assert_eq!(
        ask(Value::Null, month),
        "unknown",
        "drawn up nobody knows when"
    );
    // What is asked lies before it.
    let earlier = "any talks [hurt and date <= today - 60 days]";
    assert_eq!(ask(json!("2026-04-02"), earlier), "no");
    assert_eq!(ask(json!("2026-04-01"), earlier), "unknown");
    // The rule may say how far the list has to reach.
    let by = "any talks [hurt and date >= today - 30 days] by today - 45 days";
    assert_eq!(ask(json!("2026-04-30"), by), "no");
    assert_eq!(ask(json!("2026-04-10"), by), "unknown");
}

#[test]
fn who_stands_once_on_a_list_that_does_not_reach_the_day_is_unknown() {
    let world = |as_of: &str| {
        let mut world = World::with_child("2021-10-03");
        let fields = json!({"given": {"type": "date", "label": "接種日", "blank": "no"}});
        world.list("jabs", "person", json!({}), json!({"fields": fields}));
        world.source("j.1", "jabs", &["given"], json!({"as_of": as_of}));
        world.record(0, json!({"dataset": "jabs", "source": "j.1"}));
        world
    };
    let ask = "no jabs [given is not none] by today - 60 days";
    assert!(world("2026-04-02").ask(ask).is_yes());
    let late = world("2026-04-01").ask(ask);
    let Truth::Unknown(causes) = late else {
        panic!("given since, perhaps: {late:?}");
    };
    assert_eq!(causes.first().unwrap().code, "list-too-old");
    // Without a day to reach, the row is the answer; a row that says yes is one in any case.
    assert!(
        world("2024-04-01")
            .ask("no jabs [given is not none]")
            .is_yes()
    );
    assert!(
        world("2024-04-01")
            .ask("any jabs [given is none] by today")
            .is_yes()
    );
}

#[test]
fn units_that_do_not_belong_together_are_a_mistake_with_its_place() {
    let world = with_talks(&[]);
    let cases = [
        ("grade >= 3 days", 9..15, "make both sides"),
        (
            "week of pregnancy due today >= 16 months",
            31..40,
            "give it in weeks",
        ),
        ("2500 g < 3 points", 9..17, "give it in g"),
        ("age >= 5 teeth", 7..14, "make both sides"),
        ("count talks >= 2 days", 15..21, "make both sides"),
        ("age on grade > 3 years", 7..12, "make both sides"),
        ("year_end of 18 months = today", 12..21, "make both sides"),
        (
            "last talks.score [score > 1]",
            11..16,
            "latest, earliest and last",
        ),
        ("last talks.held_on", 18..18, "write [ ]"),
        (
            "any siblings [own.agee > 3 years]",
            18..22,
            "did you mean age?",
        ),
        (
            "count distinct talks.score [held_on > 3]",
            38..39,
            "make both sides",
        ),
        ("arrived talk", 8..12, "did you mean talks?"),
        (
            "today-60 days > born",
            0..8,
            "write “today - 60” with spaces",
        ),
        (
            "any talks [held_on >= today-7 days]",
            22..29,
            "write “today - 7” with spaces",
        ),
        (
            "today - 60 > born",
            0..10,
            "to a date one may add days or months: give the unit",
        ),
        (
            "any cases [stage >= 3]",
            11..16,
            "compare them with is or in",
        ),
        (
            "any cases [stage > received]",
            11..16,
            "compare them with is or in",
        ),
        (
            "highest talks.held_on > today",
            14..21,
            "latest, earliest and last",
        ),
    ];
    for (text, place, advice) in cases {
        let wrong = world.compile(text).unwrap_err();
        assert_eq!(wrong.place, place, "{text}: {}", wrong.what.en);
        let en = &wrong.advice.en;
        assert!(en.starts_with(advice), "{text}: {en}");
    }
    for text in ["2500 g < 3000グラム", "2500 g > 30", "5 本 >= 5 teeth"] {
        assert!(world.compile(text).is_ok(), "{text}");
    }
}

#[test]
fn definitions_that_grow_without_bound_are_refused() {
    let mut world = World::with_child("2018-10-03");
    for at in 0..15 {
        let next = format!("d{}", at + 1);
        let text = vec![next.as_str(); 20].join(" and ");
        world.definitions.insert(format!("d{at}"), text);
    }
    world
        .definitions
        .insert("d15".to_owned(), "child".to_owned());
    let wrong = world.compile("d0").unwrap_err();
    assert!(wrong.what.en.contains("too long"), "{}", wrong.what.en);
}

#[test]
fn what_is_not_known_is_told_beside_a_yes_but_not_within_a_no() {
    let world = with_talks(&[json!({"held_on": "2026-05-01", "told_by": "学校", "score": null})]);
    let codes = |text: &str| -> Vec<String> {
        let causes = world.doubts(text);
        causes.into_iter().map(|cause| cause.code).collect()
    };
    assert_eq!(
        codes("grade >= 1 or any talks [score >= 3]"),
        ["cell-unreadable"]
    );
    assert!(codes("any talks [told_by is 学校]").is_empty());
    // Whatever the score is, the row is not one of those that are asked for.
    assert!(codes("no talks [told_by is 役場 and score >= 3] or child").is_empty());
}

#[test]
fn a_date_is_reckoned_for_a_person_and_nothing_else_is_taken_for_one() {
    let world = World::with_child("2018-10-03");
    let day = |text: &str| world.reckoned(text).unwrap();
    assert_eq!(day("born + 24 months"), "2020-10-03".parse().ok());
    assert_eq!(day("latest residents.resident_since"), None);
    // What the advice shows is a date; that of conditions would not help.
    for wrong in ["grade", "child", "5 months", "born plus 5 months", ""] {
        let wrong = world.reckoned(wrong).unwrap_err();
        assert!(wrong.advice.en.contains("born + 5 months"), "{wrong:?}");
    }
    assert!(day("born + 5 months").is_some());
    let near = world.reckoned("bron + 5 months").unwrap_err();
    assert!(near.advice.en.contains("born"), "{near:?}");
}
