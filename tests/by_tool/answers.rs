//! Answers in the review workbook: filled in, given back, obeyed month after month, taken back.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::back::written;
use super::r#match::{Little, case, child, of};
use crate::town::make;
use crate::util::run_in;

/// What a month came to.
struct Month {
    lines: Vec<Value>,
    err: String,
}

impl Month {
    fn of(&self, kind: &str) -> impl Iterator<Item = &Value> {
        self.lines.iter().filter(move |line| line["kind"] == kind)
    }

    fn codes(&self) -> Vec<&str> {
        let codes = self
            .of("problem")
            .map(|line| line["code"].as_str().unwrap());
        codes.filter(|code| code.starts_with("answer-")).collect()
    }

    /// By `path/row`, the person.
    fn persons(&self) -> BTreeMap<String, String> {
        let people = self.of("person").flat_map(|person| {
            let id = person["id"].as_str().unwrap();
            let records = person["records"].as_array().unwrap().iter();
            records.map(move |record| (key(record), id.to_owned()))
        });
        people.collect()
    }

    fn person(&self, id: &str) -> &Value {
        self.of("person").find(|person| person["id"] == id).unwrap()
    }

    /// What persons keep of the answers.
    fn kept(&self, id: &str) -> Vec<&Value> {
        let decided = self.person(id)["decided"].as_array().unwrap().iter();
        decided
            .filter(|line| line["dataset"] == "answers")
            .collect()
    }
}

fn key(record: &Value) -> String {
    format!("{}/{}", record["source"].as_str().unwrap(), record["row"])
}

/// A month up to match, with the lists of May and the workbooks in these folders.
fn month(folder: &Path, month: &str, before: Option<&str>, with: &str) -> Month {
    fs::create_dir_all(folder.join(month).join("out")).unwrap();
    let next: u32 = month[5..].parse::<u32>().unwrap() + 1;
    let import = format!("-q -c town/import.toml --today 2026-{next:02}-01 2026-05/in {with}");
    let stream = run_in(folder, "import", &import, "").ok().out;
    let before = match before {
        Some(before) => format!("--before {before}/out/month.jsonl"),
        None => String::new(),
    };
    let line = format!(
        "--lang en -c town/match.toml {before} --review {month}/out/review.xlsx -o {month}/out/month.jsonl"
    );
    let err = run_in(folder, "match", &line, stream).ok().err;
    let text = fs::read_to_string(folder.join(month).join("out/month.jsonl")).unwrap();
    let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
    Month {
        lines: lines.collect(),
        err,
    }
}

/// The questions of a month's workbook: the reason and the key of each.
fn questions(folder: &Path, month: &str) -> Vec<(String, String)> {
    let review = folder.join(month).join("out/review.xlsx");
    let rows = written(&review, "questions", &[]).1;
    let mut found: Vec<(String, String)> = rows
        .into_iter()
        .map(|(key, cells)| (cells[3].clone(), key))
        .collect();
    found.sort();
    found
}

/// Fills in the workbook of a month and gives it back in a folder.
fn answer(folder: &Path, month: &str, into: &str, answers: &[(&str, &str)]) {
    let words: Vec<(&str, [(&str, &str); 3])> = answers
        .iter()
        .map(|(key, answer)| {
            let who = ("answered_by", "佐藤 さくら");
            (*key, [("answer", *answer), who, ("answered_on", "R8.6.10")])
        })
        .collect();
    let words: Vec<(&str, &[(&str, &str)])> = words
        .iter()
        .map(|(key, words)| (*key, &words[..]))
        .collect();
    let review = folder.join(month).join("out/review.xlsx");
    let csv = written(&review, "questions", &words).0;
    fs::create_dir_all(folder.join(into)).unwrap();
    fs::write(folder.join(into).join("review.csv"), csv).unwrap();
}

fn sides(key: &str) -> (&str, &str) {
    key.split_once('|').unwrap()
}

#[test]
fn answers_are_obeyed_month_after_month_until_they_are_taken_back() {
    let town = make(60, 1);
    let folder = town.path();
    let may = month(folder, "2026-05", None, "");
    let asked = questions(folder, "2026-05");
    // A row without a given name that is the one twin or the other, and a birth date turned round.
    assert_eq!(asked.len(), 3, "{asked:?}");
    let twin = asked.iter().filter(|(why, _)| why.contains("birthday"));
    let [one, other] = twin.map(|(_, key)| key.as_str()).collect::<Vec<_>>()[..] else {
        panic!("{asked:?}");
    };
    let slip = asked.iter().find(|(why, _)| why.contains("birth dates"));
    let slip = slip.unwrap().1.as_str();
    let answers = [(one, "同じ人"), (other, "別の人"), (slip, "同じ人")];
    answer(folder, "2026-05", "2026-06/in", &answers);

    let june = month(folder, "2026-06", Some("2026-05"), "2026-06/in");
    assert!(questions(folder, "2026-06").is_empty());
    assert_eq!(june.of("pair").count(), 0);
    assert!(june.err.contains("answers obeyed: 3;"), "{}", june.err);
    assert!(june.codes().is_empty());
    let (then, now) = (may.persons(), june.persons());
    assert_eq!(may.of("person").count(), june.of("person").count() + 2);
    for (key, joined) in [(one, true), (other, false), (slip, true)] {
        let (a, b) = sides(key);
        assert_ne!(then[a], then[b]);
        assert_eq!(now[a] == now[b], joined, "{key}");
    }
    // Who answered, when and what, on the line of whom it is about.
    let kept = june.kept(&now[sides(slip).0]);
    let [kept] = kept[..] else {
        panic!("{kept:?}");
    };
    for (field, value) in [
        ("answer", "same"),
        ("answered_by", "佐藤 さくら"),
        ("answered_on", "2026-06-10"),
        ("asked_on", "2026-06-01"),
    ] {
        assert_eq!(kept[field], value);
    }
    // Of the other twin nothing is said beside this one but the number of the row.
    let other_line = &june.kept(&now[sides(other).1])[0];
    let own = other_line["b_identity"].is_object();
    assert!(own && other_line["a_identity"].is_null() && other_line["a_name"].is_null());

    // Without the workbook the answers live on in the month's result, and nobody changes.
    let july = month(folder, "2026-07", Some("2026-06"), "");
    assert!(questions(folder, "2026-07").is_empty());
    assert_eq!(july.persons(), now);
    let again = month(folder, "2026-08", Some("2026-07"), "2026-06/in");
    assert_eq!(again.persons(), now);

    // An answer is emptied in the workbook: the two are two again, and asked.
    let answers = [(one, "同じ人"), (other, "別の人")];
    answer(folder, "2026-05", "2026-06/in", &answers);
    let september = month(folder, "2026-09", Some("2026-08"), "2026-06/in");
    let asked = questions(folder, "2026-09");
    assert_eq!(asked.len(), 1);
    assert!(asked[0].0.contains("birth dates"), "{asked:?}");
    let persons = september.persons();
    let (a, b) = sides(slip);
    assert_ne!(persons[a], persons[b]);
    // One of them keeps the id, and the other is told to come out of it.
    let ids = BTreeSet::from([&persons[a], &persons[b]]);
    assert!(ids.contains(&now[a]));
    let new = ids.into_iter().find(|id| **id != now[a]).unwrap();
    assert_eq!(september.person(new)["was"], json!([now[a]]));
    assert_eq!(
        september.of("person").count(),
        june.of("person").count() + 1
    );
    for at in [one, other] {
        let (a, b) = sides(at);
        assert_eq!(persons[a] == persons[b], at == one);
    }
    let october = month(folder, "2026-10", Some("2026-09"), "");
    assert_eq!(october.persons(), persons);
    assert_eq!(questions(folder, "2026-10").len(), 1);
}

#[test]
fn contradictory_answers_join_nobody_and_those_that_cannot_tell_wait() {
    let town = make(60, 1);
    let folder = town.path();
    let may = month(folder, "2026-05", None, "");
    let asked = questions(folder, "2026-05");
    let twin = asked.iter().filter(|(why, _)| why.contains("birthday"));
    let [one, other] = twin.map(|(_, key)| key.as_str()).collect::<Vec<_>>()[..] else {
        panic!("{asked:?}");
    };
    let slip = asked.iter().find(|(why, _)| why.contains("birth dates"));
    let slip = slip.unwrap().1.as_str();
    // One row cannot be both twins'.
    let answers = [(one, "同じ人"), (other, "同じ人"), (slip, "わからない")];
    answer(folder, "2026-05", "2026-06/in", &answers);
    let june = month(folder, "2026-06", Some("2026-05"), "2026-06/in");
    assert_eq!(june.codes(), ["answer-contradicted"]);
    assert!(june.err.contains("obeyed: 1;"), "{}", june.err);
    assert_eq!(june.persons(), may.persons());
    // The twins are asked about again and the contradiction named; the third waits, and stays open
    // for whoever asks who stands on a list.
    let asked = questions(folder, "2026-06");
    assert_eq!(asked.len(), 2);
    assert!(
        asked
            .iter()
            .all(|(why, _)| why.contains("2026-06-10 contradicts"))
    );
    assert_eq!(june.of("pair").count(), may.of("pair").count());
    let waiting = june
        .of("pair")
        .filter(|pair| pair["unsure"] == "2026-06-10");
    assert!(waiting.count() >= 1);

    // Without the workbook it is the same.
    let july = month(folder, "2026-07", Some("2026-06"), "");
    assert_eq!(july.persons(), may.persons());
    assert_eq!(july.codes(), ["answer-contradicted"]);
    assert_eq!(questions(folder, "2026-07").len(), 2);

    // The answers of the newer workbook take the place of the older ones.
    let keys: Vec<String> = questions(folder, "2026-07")
        .into_iter()
        .map(|q| q.1)
        .collect();
    let answers = [(keys[0].as_str(), "同じ人"), (keys[1].as_str(), "別の人")];
    answer(folder, "2026-07", "2026-08/in", &answers);
    let august = month(folder, "2026-08", Some("2026-07"), "2026-06/in 2026-08/in");
    assert!(august.codes().is_empty(), "{:?}", august.codes());
    assert!(questions(folder, "2026-08").is_empty());
    let persons = august.persons();
    let (a, b) = sides(&keys[0]);
    assert_eq!(persons[a], persons[b]);
}

/// A stream with a review workbook that came back: the day on which it was made, its answers.
fn given_back(stream: &str, day: &str, answers: &[Value]) -> String {
    let mut lines: Vec<String> = stream.lines().map(str::to_owned).collect();
    let end = lines.pop().unwrap();
    let rows = answers.iter().enumerate().map(|(at, answer)| {
        let mut line =
            json!({"kind": "record", "dataset": "answers", "source": "a.1", "row": at + 9});
        for (key, value) in answer.as_object().unwrap() {
            line[key] = value.clone();
        }
        line.to_string()
    });
    lines.extend(rows);
    lines.push(json!({"kind": "source", "id": "a.1", "dataset": "answers", "path": "review.xlsx", "paper": {"kind": "review", "day": day}, "state": "read", "rows": answers.len(), "rows_unread": 0}).to_string());
    lines.push(end);
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// A child and a row of the ledger that may be it or a twin.
fn doubtful() -> [Value; 2] {
    let row = case("山田 結依", "", "2018-05-03");
    let mut row = row.clone();
    row.as_object_mut().unwrap().remove("kana");
    [child(1, "山田 結衣", "ヤマダ ユイ", "2018-05-03"), row]
}

/// May with its question, and what people would answer to it.
fn asked_in_may(little: &mut Little) -> Value {
    let may = little.keep("may", "-q", &little.stream("2026-05", &doubtful()));
    let pairs = of(&may, "pair");
    assert_eq!(pairs.len(), 1);
    little.earlier = true;
    json!({"a": pairs[0]["a"], "b": pairs[0]["b"], "answer": "same", "answered_by": "佐藤", "a_birth_date": "2018-05-03", "b_birth_date": "2018-05-03"})
}

#[test]
fn an_answer_is_about_the_child_and_not_about_the_row_of_last_month() {
    let mut little = Little::new();
    let mut answer = asked_in_may(&mut little);
    // Every row has another place in June.
    let input = little.stream("2026-06", &doubtful());
    let june = given_back(&input, "2026-05-01", std::slice::from_ref(&answer));
    let june = little.keep("june", "-q --before may", &june);
    assert_eq!((of(&june, "person").len(), of(&june, "pair").len()), (1, 0));
    let input = little.stream("2026-07", &doubtful());
    let july = little.keep("july", "-q --before june", &input);
    assert_eq!((of(&july, "person").len(), of(&july, "pair").len()), (1, 0));
    assert_eq!(
        of(&july, "person")[0]["decided"],
        of(&june, "person")[0]["decided"]
    );
    // Whoever joined them is named beside the records.
    let links = of(&july, "person")[0]["links"].as_array().unwrap().iter();
    let mut terms = links.flat_map(|link| link["by"].as_array().unwrap());
    assert!(terms.any(|term| *term == json!(["answer", "same", 0.0])));

    // In whatever order the lines come.
    let input = little.stream("2026-08", &doubtful());
    let mut other = answer.clone();
    other["answer"] = json!("unsure");
    other["answered_on"] = json!("2026-05-02");
    let august = given_back(&input, "2026-05-01", &[answer.clone(), other]);
    let is_answer = |line: &&str| line.contains("\"record\"") && line.contains("\"a.1\"");
    let (mut answers, mut turned): (Vec<&str>, Vec<&str>) = august.lines().partition(is_answer);
    assert_eq!(answers.len(), 2);
    answers.reverse();
    let at = turned.len() - 2;
    turned.splice(at..at, answers);
    let turned: String = turned.iter().map(|line| format!("{line}\n")).collect();
    let august = little.keep("august", "-q --before july", &august);
    let turned = little.keep("turned", "-q --before july", &turned);
    assert_eq!(august, turned);

    // It was asked about somebody else: nothing is done.
    answer["b_birth_date"] = json!("2018-05-04");
    let input = little.stream("2026-06", &doubtful());
    let wrong = given_back(&input, "2026-05-01", &[answer]);
    let wrong = little.keep("wrong", "-q --before may", &wrong);
    assert_eq!(
        (of(&wrong, "person").len(), of(&wrong, "pair").len()),
        (2, 1)
    );
    let told = of(&wrong, "problem");
    let told = told.iter().find(|p| p["code"] == "answer-other-person");
    assert_eq!(told.unwrap()["row"], 9);
}

#[test]
fn what_nobody_could_tell_is_asked_again_when_the_lists_say_more() {
    let mut little = Little::new();
    let mut answer = asked_in_may(&mut little);
    answer["answer"] = json!("unsure");
    answer["answered_on"] = json!("2026-05-20");
    let run = |little: &Little, month: &str, before: &str, rows: &[Value], answers: &[Value]| {
        let input = given_back(&little.stream(month, rows), "2026-05-01", answers);
        let line = format!("-q --lang en --before {before} --review {month}.xlsx");
        let lines = little.keep(month, &line, &input);
        let unsure = of(&lines, "pair")[0]["unsure"].clone();
        let path = little.folder.path().join(format!("{month}.xlsx"));
        (
            of(&lines, "person").len(),
            unsure,
            written(&path, "questions", &[]).1,
        )
    };
    let mut rows = doubtful();
    let day = json!("2026-05-20");
    for (month, before, answers) in [
        ("2026-06", "may", &[answer][..]),
        ("2026-07", "2026-06", &[]),
    ] {
        let (persons, unsure, questions) = run(&little, month, before, &rows, answers);
        assert_eq!((persons, &unsure, questions.len()), (2, &day, 0), "{month}");
    }
    rows[1]["guardian_name"] = json!("山田 花");
    rows[0]["guardian_name"] = json!("山田 花");
    let (persons, unsure, questions) = run(&little, "2026-08", "2026-07", &rows, &[]);
    assert_eq!((persons, &unsure, questions.len()), (2, &day, 1));
    assert!(questions[0].1[3].contains("\"cannot tell\" on 2026-05-20"));
}

#[test]
fn a_row_that_an_answer_gives_and_another_takes_away_is_one_person_and_no_third() {
    let mut little = Little::new();
    let mut rows = vec![
        child(1, "山田 結衣", "ヤマダ ユイ", "2018-05-03"),
        child(2, "山田 結菜", "ヤマダ ユナ", "2018-05-03"),
    ];
    rows.push(json!({"dataset": "decisions", "name": "山田", "kana": "ヤマダ", "birth_date": "2018-05-03", "decision": "watch"}));
    let input = little.stream("2026-05", &rows);
    let may = little.keep("may", "-q", &input);
    little.earlier = true;
    let input = little.stream("2026-05", &rows);
    let pair = of(&may, "pair")[0];
    let answer = |says: &str| json!({"a": pair["a"], "b": pair["b"], "answer": says});
    let run = |name: &str, before: &str, answers: &[Value]| {
        let input = given_back(&input, "2026-05-01", answers);
        let lines = little.keep(name, &format!("-q --before {before}"), &input);
        let known = |key: &Value| key.as_str().is_some_and(|key| key.contains('/'));
        let pairs = of(&lines, "pair");
        assert!(
            pairs
                .iter()
                .all(|pair| known(&pair["a"]) && known(&pair["b"])),
            "{pairs:?}"
        );
        (of(&lines, "person").len(), pairs.len())
    };
    assert_eq!(run("june", "may", &[answer("same")]), (2, 0));
    // Somebody thinks better of it: three rows, three people, and the other twin may be meant.
    assert_eq!(run("july", "june", &[answer("different")]), (3, 1));
    assert_eq!(run("august", "july", &[]), (3, 1));
}

#[test]
fn a_row_without_a_given_name_stays_one_person_in_every_new_file() {
    let mut little = Little::new();
    let mut rows = vec![
        child(1, "山田 結衣", "ヤマダ ユイ", "2018-05-03"),
        child(2, "山田 結菜", "ヤマダ ユナ", "2018-05-03"),
    ];
    let vague = |decision: &str| json!({"dataset": "decisions", "name": "山田", "kana": "ヤマダ", "birth_date": "2018-05-03", "decision": decision});
    rows.extend([vague("watch"), vague("register")]);
    let run = |little: &Little, month: &str, before: &str, rows: &[Value], answers: &[Value]| {
        let input = given_back(&little.stream(month, rows), "2026-05-01", answers);
        let lines = little.keep(month, &format!("-q --before {before}"), &input);
        let ids = of(&lines, "person")
            .into_iter()
            .map(|person| person["id"].clone());
        let mut ids: Vec<Value> = ids.collect();
        ids.sort_by_key(Value::to_string);
        (ids, lines)
    };
    // Every month is a file of its own, and nothing is answered.
    let may = little.keep("2026-05", "-q", &little.stream("2026-05", &rows));
    little.earlier = true;
    let (june, _) = run(&little, "2026-06", "2026-05", &rows, &[]);
    let (july, lines) = run(&little, "2026-07", "2026-06", &rows, &[]);
    assert_eq!((june.len(), &june), (4, &july));
    assert_eq!(of(&lines, "pair").len(), of(&may, "pair").len());

    // An answer goes along with what its row says, and with no other.
    let pairs = of(&may, "pair").into_iter();
    let mut pairs = pairs.filter(|pair| pair["a"] == "decisions202605.1/2");
    let pair = pairs.next().unwrap();
    let born = "2018-05-03";
    let answer = json!({"a": pair["a"], "b": pair["b"], "answer": "same", "a_birth_date": born, "b_birth_date": born});
    let joined = |lines: &[Value]| -> Vec<usize> {
        let people = of(lines, "person").into_iter();
        people
            .map(|person| person["records"].as_array().unwrap().len())
            .collect()
    };
    let rows_of = |decisions: &[&str]| -> Vec<Value> {
        let decisions = decisions.iter().map(|decision| vague(decision));
        rows[..2].iter().cloned().chain(decisions).collect()
    };
    let input = given_back(&little.stream("2026-05", &rows), "2026-05-01", &[answer]);
    let lines = little.keep("answered", "-q --before 2026-05", &input);
    assert_eq!(joined(&lines).iter().max(), Some(&2));
    let (ids, lines) = run(
        &little,
        "2026-08",
        "answered",
        &rows_of(&["register", "watch"]),
        &[],
    );
    assert_eq!((ids.len(), joined(&lines).iter().max()), (3, Some(&2)));
    let (_, lines) = run(&little, "2026-09", "2026-08", &rows_of(&["close"]), &[]);
    assert_eq!(joined(&lines).iter().max(), Some(&1));
}
