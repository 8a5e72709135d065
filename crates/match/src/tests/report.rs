//! `--report`: what it finds in a town that is as it should be, and in towns that are not.

use mimamori_record::Lang;
use serde_json::{Value, json};

use super::Outcome;
use crate::report::messages::remarks;
use crate::report::{Found, Run};

type Rows = Vec<(&'static str, Value)>;

/// What the report finds, and its text in English.
fn report(rows: &[(&'static str, Value)]) -> (Found, String) {
    let outcome = Outcome::of(rows);
    let run = Run {
        intake: &outcome.intake,
        comparer: outcome.comparer(),
        pairs: &outcome.pairs,
        ties: &outcome.settled.ties,
        decision: &outcome.decision,
        fates: &outcome.fates,
    };
    let (text, _) = run.answer(false, Lang::En).unwrap();
    (run.found(), text)
}

const FRONT: [char; 12] = [
    '北', '南', '西', '東', '上', '中', '下', '奥', '浅', '深', '高', '広',
];
const BACK: [char; 10] = ['村', '原', '沢', '島', '岡', '坂', '瀬', '尾', '谷', '峰'];

/// Two children in each of `homes` homes, in each third home twins; every child on three lists, now
/// and then written otherwise.
pub(super) fn town(homes: usize) -> Rows {
    let mut rows = Rows::new();
    for home in 0..homes {
        let surname = format!("{}{}", FRONT[home % 12], BACK[home / 12 % 10]);
        for child in 0..2 {
            let at = home * 2 + child;
            let given = format!("{}{}", BACK[at * 7 % 10], FRONT[at * 5 % 12]);
            let then = if home % 3 == 0 { home * 2 } else { at };
            let born =
                |day: usize| format!("{}-{:02}-{day:02}", 2010 + then % 13, 1 + then * 5 % 12);
            let day = 1 + then * 11 % 27;
            let sex = ["female", "male"][at % 2];
            let address = format!("本町{}-{}", 1 + home / 20, 1 + home % 20);
            let phone = format!("0123-45-{:04}", 1000 + home * 37 % 9000);
            // One slip in twenty birth dates, one other telephone in ten.
            let slip = if at % 20 == 3 { day + 1 } else { day };
            let other = match at % 10 {
                4 => format!("0123-99-{at:04}"),
                _ => phone.clone(),
            };
            let name = format!("{surname} {given}");
            rows.push(("residents", json!({"name": name, "birth_date": born(day), "sex": sex, "address": address, "phone": phone})));
            rows.push(("checkups", json!({"name": name, "birth_date": born(slip), "sex": sex, "address": address, "phone": other})));
            rows.push((
                "cases",
                json!({"name": name, "birth_date": born(day), "phone": phone}),
            ));
        }
    }
    rows
}

fn of<'a>(found: &'a Found, field: &str) -> &'a crate::report::field::Told {
    found
        .fields
        .iter()
        .find(|told| told.field == field)
        .unwrap()
}

#[test]
fn a_town_as_it_should_be_is_told_that_the_weights_suit_it() {
    let (found, text) = report(&town(100));
    assert!(
        text.contains("The weights suit the lists of this town."),
        "{text}"
    );
    let joined = found.bands.joined;
    // Two hundred children on three lists.
    assert_eq!(joined.decisions, 400, "{text}");
    assert!(joined.decisions as f64 - joined.same < 2.0, "{text}");
    assert!(found.bands.apart.same < 2.0, "{text}");
    // One telephone in ten differs on one list of three, so two pairs of three have a chance of it.
    let phone = of(&found, "phone");
    assert!((phone.agree[0] - (1.0 - 0.2 / 3.0)).abs() < 0.02, "{text}");
    assert!(
        (phone.filled - 1.0).abs() < 0.01 && !phone.hardly(),
        "{text}"
    );
    // Half of all strangers are of the same sex, and two lists of three say it.
    let sex = of(&found, "sex");
    assert!((sex.agree[1] - 0.5).abs() < 0.02, "{text}");
    assert!((sex.filled - 1.0 / 3.0).abs() < 0.02, "{text}");
    assert!(text.contains("Hardly on both sides"), "{text}");
}

#[test]
fn a_guardian_who_stands_in_every_row_is_named() {
    let mut rows = town(100);
    for (_, fields) in &mut rows {
        fields["guardian_name"] = json!("施設 長子");
    }
    let (found, text) = report(&rows);
    let guardian = of(&found, "guardian");
    assert!(guardian.hardly() && guardian.bits < 0.01, "{guardian:?}");
    assert!(
        guardian.levels.iter().any(|level| level.overrated()),
        "{guardian:?}"
    );
    for line in [
        "Many have one value of guardian's name: ",
        "residents (200 of 200 persons)",
        "guardian hardly helps: it agrees in 100.0% of pairs of one person and in 100.0% of two",
        "guardian, the same: speaks less for one person here",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(
        found
            .crowded
            .iter()
            .all(|crowded| crowded.times == crowded.filled)
    );
}

#[test]
fn a_list_whose_names_are_something_else_is_named() {
    let mut rows = town(100);
    for (at, (dataset, fields)) in rows.iter_mut().enumerate() {
        if *dataset == "cases" {
            fields["name"] = json!(format!("台帳 {}", ["一", "二", "三"][at % 3]));
            fields["birth_date"] = json!(format!("1970-01-{:02}", 1 + at % 28));
            fields["phone"] = Value::Null;
        }
    }
    let (found, text) = report(&rows);
    let alone: Vec<&str> = found
        .lists
        .iter()
        .filter(|list| list.alone())
        .map(|list| list.dataset.as_str())
        .collect();
    assert_eq!(alone, ["cases"], "{text}");
    assert!(
        text.contains("stand on another list too. Check how"),
        "{text}"
    );
}

#[test]
fn neither_the_order_of_rows_nor_the_number_of_threads_changes_a_byte() {
    let rows = town(60);
    let (found, text) = report(&rows);
    // Rows keep their numbers by their place, so lists are turned whole and each within itself.
    let mut turned = rows.clone();
    turned.reverse();
    turned.rotate_left(37);
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        for rows in [&rows, &turned] {
            let (again, same) = pool.install(|| report(rows));
            assert_eq!(same, text);
            assert_eq!(again, found);
        }
    }
}

#[test]
fn a_handful_of_rows_is_counted_and_nothing_is_estimated() {
    let (found, text) = report(&town(10));
    assert!(!found.enough && found.fields.is_empty(), "{text}");
    assert_eq!(found.bands.joined.decisions, 40);
    assert!(text.contains("Too few pairs were compared"), "{text}");
    assert_eq!(text.matches("too few to estimate").count(), 3, "{text}");
    let (_, nothing) = report(&[]);
    assert!(nothing.contains("Too few pairs were compared"), "{nothing}");
}

#[test]
fn every_pair_is_in_one_band_and_nothing_of_a_person_is_printed() {
    let rows = town(60);
    let (found, text) = report(&rows);
    let bands = found.bands;
    let all = bands.joined.pairs + bands.asked.pairs + bands.apart.pairs;
    assert!(text.contains(&format!("{all} pairs of ")), "{text}");
    for (_, fields) in &rows {
        for value in fields
            .as_object()
            .unwrap()
            .values()
            .filter_map(Value::as_str)
        {
            let word = !["female", "male"].contains(&value);
            assert!(!word || !text.contains(value), "{value}");
        }
    }
}

#[test]
fn where_the_estimate_finds_far_more_than_anybody_joined_it_is_not_believed() {
    let (mut found, text) = report(&town(100));
    assert!(!found.blurred(), "{text}");
    found.same *= 2.0;
    found.bands.apart.same = 500.0;
    let remarks = remarks(&found, Lang::En);
    assert!(remarks[0].contains("mean little"), "{remarks:?}");
    assert!(
        !remarks.iter().any(|remark| remark.contains("500")),
        "{remarks:?}"
    );
}
