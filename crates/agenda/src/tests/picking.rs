//! The list of candidates, and what its marks make of the list of the meeting.

use crate::proposed::Run as Kind;
use serde_json::json;

use super::*;

fn fires(person: u32) -> Value {
    let cell = json!([{"source":"k.1","cell":"H9","field":"date"}]);
    flag(person, "checkup-18m-not-taken", "review", cell)
}

/// A child without a case, about whom a rule fired, and what was marked.
fn candidate(number: u32, marks: &[Value]) -> Vec<Value> {
    let name = format!("子 {number}");
    let person = child(number, &name, "2024-10-03", marks);
    home(number, &[person], &[fires(number)])
}

/// The sheet of a list of candidates made on a day, and whom nobody answered about.
fn paper(id: &str, day: &str, blank: &[u32]) -> Vec<Value> {
    let blank: Vec<String> = blank.iter().map(|n| format!("p-k7q2-{n:06}")).collect();
    vec![
        json!({"kind":"source","id":id,"dataset":"proposals","path":"2026-05/in/候補.xlsx",
        "sheet":"候補の一覧","state":"read","rows":2,"rows_unread":0,
        "paper":{"kind":"candidates","day":day,"about":"合同ケース会議","blank":blank},
        "columns":{"picked":"I","verdict":"J","worker":"K"}}),
    ]
}

fn marked(source: &str, day: &str, more: Value) -> Value {
    let mut line = record("proposals", source, 7, more);
    line["meeting"] = json!("合同ケース会議");
    line["proposed_on"] = json!(day);
    line["proposed_by"] = json!("list");
    line
}

fn meeting(homes: &[Vec<Value>], before: Option<&str>) -> Ran {
    run_as(Kind::Meeting, &stream(homes), MEETINGS, before, false).unwrap()
}

fn candidates(homes: &[Vec<Value>], before: Option<&str>) -> Ran {
    run_as(Kind::Candidates, &stream(homes), MEETINGS, before, false).unwrap()
}

#[test]
fn the_list_of_candidates_puts_nobody_before_a_meeting() {
    let ran = candidates(&[candidate(1, &[]), candidate(2, &[])], None);
    assert!(ran.items.is_empty());
    let text = ran.text();
    for shown in ["候補の一覧", "子 1", "子 2", "上程", "正否", "健診.xlsx"] {
        assert!(text.contains(shown), "{shown}: {text}");
    }
}

#[test]
fn the_meeting_has_who_was_picked_and_counts_who_was_not() {
    let day = "2026-06-01";
    let homes = [
        paper("w.1", day, &[3]),
        candidate(
            1,
            &[marked(
                "w.1",
                day,
                json!({"picked":true,"worker":"佐藤 さくら"}),
            )],
        ),
        candidate(
            2,
            &[marked(
                "w.1",
                day,
                json!({"picked":false,"verdict":"wrong"}),
            )],
        ),
        candidate(3, &[]),
        candidate(4, &[marked("w.1", day, json!({"verdict":"right"}))]),
        candidate(5, &[]),
    ];
    let ran = meeting(&homes, None);
    let listed: Vec<&str> = ran.items.iter().map(|item| item.person.as_str()).collect();
    assert_eq!(listed, ["p-k7q2-000001", "p-k7q2-000005"]);
    let text = ran.text();
    for told in [
        "上程とされた 1人",
        "「上程しない」は 1人",
        "答えのない人は 2人",
        "加わった人は 1人",
        "上程すると決めています（令和8年6月1日 確認候補）。担当 佐藤 さくら。",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
}

#[test]
fn who_was_picked_comes_although_nothing_is_found_any_more() {
    let day = "2026-06-01";
    let yes = marked("w.1", day, json!({"picked":true}));
    let quiet = home(1, &[child(1, "子 一", "2024-10-03", &[yes])], &[]);
    let ran = meeting(&[paper("w.1", day, &[]), quiet], None);
    assert_eq!(ran.places(), ["B-1 1"]);
    assert_eq!(ran.items[0].because, ["proposal:list"]);
}

#[test]
fn without_a_list_of_candidates_everybody_comes_and_nothing_is_said_of_one() {
    let ran = meeting(&[candidate(1, &[])], None);
    assert_eq!(ran.places(), ["B-1 1"]);
    assert!(!ran.text().contains("候補の一覧"));
    let other = paper("w.1", "2026-06-01", &[1]);
    let mut weekly = other.clone();
    weekly[0]["paper"]["about"] = json!("週の打合せ");
    assert_eq!(meeting(&[weekly, candidate(1, &[])], None).items.len(), 1);
    assert_eq!(meeting(&[other, candidate(1, &[])], None).items.len(), 0);
}

#[test]
fn what_nobody_answered_comes_back_with_its_days_and_what_was_marked_does_not_count_again() {
    let before = stream(&[candidate(1, &[])]).replace("2026-06-01", "2026-05-02");
    let day = "2026-05-01";
    let mut homes = [
        paper("w.1", day, &[1]),
        candidate(1, &[]),
        candidate(
            2,
            &[marked(
                "w.1",
                day,
                json!({"picked":false,"verdict":"wrong"}),
            )],
        ),
    ];
    for lines in &mut homes {
        for line in lines.iter_mut().filter(|line| line["kind"] == "flag") {
            line["change"] = json!("same");
        }
    }
    for ran in [
        candidates(&homes, Some(&before)),
        meeting(&homes, Some(&before)),
    ] {
        let text = ran.text();
        let waits = "未確認 31日（令和8年5月1日の候補の一覧から）";
        assert!(text.contains(waits), "{text}");
        // What came as before and was judged is no question any more.
        assert!(!text.contains("子 2"), "{text}");
    }
    assert_eq!(meeting(&homes, Some(&before)).places(), ["B-1 1"]);
}

#[test]
fn what_both_functions_propose_stands_among_the_candidates_until_it_is_picked() {
    let proposal = |more: Value| {
        let mut line = marked("w.9", "2026-05-28", more);
        line["proposed_by"] = json!("maternal-health");
        line["reason"] = json!("妊娠届出");
        let list = json!({"kind":"source","id":"w.9","dataset":"proposals",
            "path":"2026-05/in/上程提案.xlsx","state":"read","rows":2,"rows_unread":0,
            "columns":{"reason":"G","picked":"H"}});
        let mother = child(1, "母 一", "1999-10-03", &[line]);
        let mut lines = home(1, &[mother, child(2, "子 二", "2022-10-03", &[])], &[]);
        lines[0]["members"][0]["relation"] = json!("spouse");
        [vec![list], lines].concat()
    };
    let ran = candidates(&[proposal(json!({}))], None);
    let told = "上程の提案（令和8年5月28日 母子保健）。妊娠届出。";
    assert!(ran.text().contains(told), "{}", ran.text());
    // Her own child is no younger sister.
    let beside = "同じ世帯のこども 子 二（3歳・就学前）未登録";
    assert!(ran.text().contains(beside), "{}", ran.text());
    assert!(meeting(&[proposal(json!({}))], None).items.is_empty());
    let ran = meeting(&[proposal(json!({"picked":true}))], None);
    assert_eq!(ran.items[0].because, ["proposal:maternal-health"]);
    let before = stream(&[]).replace("2026-06-01", "2026-05-29");
    let ran = meeting(&[proposal(json!({"picked":true}))], Some(&before));
    assert!(ran.items.is_empty(), "it was for the meeting before");
}

#[test]
fn a_line_for_candidates_brings_nobody_to_the_meeting_by_itself() {
    let settings = MEETINGS.replacen(
        "title = { ja = \"新しい確認候補\"",
        "candidates = true\ntitle = { ja = \"新しい確認候補\"",
        1,
    );
    let text = stream(&[candidate(1, &[])]);
    let ran = run_as(Kind::Meeting, &text, &settings, None, false).unwrap();
    assert!(ran.items.is_empty());
    let ran = run_as(Kind::Candidates, &text, &settings, None, false).unwrap();
    assert!(ran.text().contains("子 1"));
}

#[test]
fn who_stood_there_for_candidates_only_is_counted_and_comes_back_until_somebody_answers() {
    let settings = MEETINGS.replacen(
        "title = { ja = \"新しい確認候補\"",
        "candidates = true\ntitle = { ja = \"新しい確認候補\"",
        1,
    );
    let quiet = |number, marks: &[Value]| {
        let person = child(number, &format!("子 {number}"), "2024-10-03", marks);
        home(number, &[person], &[])
    };
    let run = |kind, homes: &[Vec<Value>], before: Option<&str>| {
        run_as(kind, &stream(homes), &settings, before, false).unwrap()
    };
    let left = marked("w.1", "2026-06-01", json!({"picked":false}));
    let homes = [
        paper("w.1", "2026-06-01", &[1]),
        candidate(1, &[]),
        candidate(2, &[left]),
    ];
    let ran = run(Kind::Meeting, &homes, None);
    assert!(ran.items.is_empty());
    for told in ["「上程しない」は 1人", "答えのない人は 1人"] {
        assert!(ran.text().contains(told), "{told}: {}", ran.text());
    }
    // A month later nothing would bring either of them.
    let left = marked("w.1", "2026-05-01", json!({"picked":false}));
    let homes = [
        paper("w.1", "2026-05-01", &[1]),
        quiet(1, &[]),
        quiet(2, &[left]),
    ];
    let before = stream(&[]).replace("2026-06-01", "2026-05-02");
    let text = run(Kind::Candidates, &homes, Some(&before)).text();
    for told in [
        "子 1",
        "答えのない候補",
        "令和8年5月1日の候補の一覧に載り、答えがないままです",
        "未確認 31日",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(!text.contains("子 2"), "{text}");
    assert!(run(Kind::Meeting, &homes, Some(&before)).items.is_empty());
}

#[test]
fn a_list_of_candidates_that_is_made_again_has_the_marks_that_were_typed() {
    let cells = |day: &str, before: Option<&str>| {
        let mark = json!({"picked":false,"verdict":"wrong","worker":"佐藤 さくら"});
        let homes = [
            paper("w.1", day, &[]),
            candidate(1, &[marked("w.1", day, mark)]),
        ];
        let text = candidates(&homes, before).text();
        ["×", "否", "佐藤 さくら"].map(|typed| text.lines().any(|line| line == typed))
    };
    assert_eq!(cells("2026-06-01", None), [true; 3]);
    // Those of the meeting before are told, and typed nowhere.
    let before = stream(&[]).replace("2026-06-01", "2026-05-02");
    assert_eq!(cells("2026-05-01", Some(&before)), [false; 3]);
}
