//! What the month before knew: it stands where this month's lists say nothing new.

use serde_json::{Value, json};

use super::r#match::{Little, of};

/// A twin as a list writes it, with the telephone of the family.
fn twin(list: &str, name: &str, kana: &str) -> Value {
    json!({"dataset": list, "name": name, "kana": kana, "birth_date": "2018-05-03", "sex": "male", "address": "みなと1-2-3", "phone": "090-4809-8157"})
}

fn taro(list: &str) -> Value {
    twin(list, "山田 太郎", "ヤマダ タロウ")
}

fn jiro(list: &str) -> Value {
    twin(list, "山田 次郎", "ヤマダ ジロウ")
}

#[test]
fn twins_of_one_list_are_not_asked_about_when_only_one_stands_on_any() {
    let mut little = Little::new();
    let both = [taro("residents"), jiro("residents")];
    let may = little.keep("may", "-q", &little.stream("2026-05", &both));
    assert_eq!((of(&may, "person").len(), of(&may, "pair").len()), (2, 0));
    little.earlier = true;
    let mut before = "may".to_owned();
    // The second time the row is written in another way.
    let mut again = taro("residents");
    again["address"] = json!("みなと１丁目２番３号");
    for (month, row) in [("2026-06", taro("residents")), ("2026-07", again)] {
        let input = little.stream(month, &[row]);
        let out = little.keep(month, &format!("-q --before {before}"), &input);
        assert_eq!(
            (of(&out, "person").len(), of(&out, "pair").len()),
            (2, 0),
            "{month}"
        );
        before = month.to_owned();
    }
}

#[test]
fn two_who_never_stood_on_one_list_are_asked_about_until_somebody_answers() {
    let mut little = Little::new();
    let apart = [taro("residents"), jiro("cases")];
    let may = little.keep("may", "-q", &little.stream("2026-05", &apart));
    assert_eq!(of(&may, "pair").len(), 1);
    little.earlier = true;
    let input = little.stream("2026-06", &apart);
    let june = little.keep("june", "-q --before may", &input);
    assert_eq!(of(&june, "pair").len(), 1);
}

#[test]
fn a_question_stays_one_when_a_row_leaves_its_list() {
    let born = |list: &str, day: &str| {
        let mut row = taro(list);
        row["birth_date"] = json!(day);
        row
    };
    let (third, eighth) = (
        born("residents", "2018-05-03"),
        born("residents", "2018-05-08"),
    );
    let case = born("cases", "2018-05-08");
    let mut little = Little::new();
    let input = little.stream("2026-05", &[third.clone(), eighth, case.clone()]);
    let may = little.keep("may", "-q", &input);
    let asked = |out: &[Value]| (of(out, "person").len(), !of(out, "pair").is_empty());
    assert_eq!(asked(&may), (2, true));
    little.earlier = true;
    // By themselves the two rows are one child with a slip in the birth date.
    let input = little.stream("2026-06", &[third, case]);
    let june = little.keep("june", "-q --before may", &input);
    assert_eq!(asked(&june), (2, true));
}

#[test]
fn what_a_list_says_anew_of_two_who_were_kept_apart_is_looked_at() {
    let mut little = Little::new();
    let mut silent = taro("residents");
    silent.as_object_mut().unwrap().remove("phone");
    let both = [silent, jiro("residents")];
    let may = little.keep("may", "-q", &little.stream("2026-05", &both));
    assert_eq!(of(&may, "pair").len(), 0);
    little.earlier = true;
    // Only now the telephone of the one is that of the other.
    let input = little.stream("2026-06", &[taro("residents")]);
    let june = little.keep("june", "-q --before may", &input);
    assert_eq!(of(&june, "pair").len(), 1);
}

#[test]
fn other_settings_decide_anew() {
    let mut little = Little::new();
    let both = [taro("residents"), jiro("residents")];
    little.keep("may", "-q", &little.stream("2026-05", &both));
    little.earlier = true;
    std::fs::write(
        little.folder.path().join("match.toml"),
        "[bands]\nask = 1\n",
    )
    .unwrap();
    let input = little.stream("2026-06", &[taro("residents")]);
    let june = little.keep("june", "-q -c match.toml --before may", &input);
    assert_eq!(of(&june, "pair").len(), 1);
}

#[test]
fn a_row_given_to_one_twin_and_later_to_the_other_makes_the_two_no_one() {
    let mut little = Little::new();
    let mut lists = [
        taro("residents"),
        jiro("residents"),
        twin("cases", "山田 第１子", ""),
    ];
    (lists[0]["resident_no"], lists[1]["resident_no"]) = (json!("1"), json!("2"));
    lists[2].as_object_mut().unwrap().remove("kana");
    let said = |row: u32, on: &str| json!({"dataset": "answers", "a": "cases202605.1/2", "b": format!("residents202605.1/{row}"), "answer": "same", "answered_by": "佐藤", "answered_on": on});
    let with = |answer| [&lists[..], &[answer]].concat();
    let input = little.stream("2026-05", &with(said(2, "2026-05-10")));
    let may = little.keep("may", "-q", &input);
    assert_eq!(of(&may, "person").len(), 2);
    little.earlier = true;
    let input = little.stream("2026-05", &with(said(3, "2026-06-10")));
    let june = little.keep("june", "-q --before may", &input);
    let people = of(&june, "person");
    let registered = |person: &Value| {
        let records = person["records"].as_array().unwrap().iter();
        records.filter(|r| r["dataset"] == "residents").count()
    };
    let each: Vec<usize> = people.iter().map(|person| registered(person)).collect();
    assert_eq!(each.iter().sum::<usize>(), 2);
    assert!(each.iter().all(|rows| *rows < 2), "{each:?}");
    let told = of(&june, "problem");
    let told = told.iter().filter(|p| p["code"] == "answer-contradicted");
    assert_eq!(told.count(), 1);
}
