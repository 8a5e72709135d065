use serde_json::{Value, json};

use super::stream::{Stream, case, marks, pupil, resident};

fn absent(days: &[u32]) -> Stream {
    Stream::new().family(&[(
        "2018-10-03",
        vec![
            resident("2018-10-03"),
            pupil(),
            case(json!("2026-05-20")),
            marks(4, days, json!("absent-ill")),
            marks(5, &[], json!("")),
        ],
    )])
}

fn change(stream: &Stream, before: &str) -> Option<String> {
    let (flags, _) = stream.flags_after(Some(before)).unwrap();
    flags[0].change.clone()
}

#[test]
fn a_longer_run_than_before_is_worse_and_the_same_one_is_the_same() {
    let seven = absent(&[13, 14, 15, 16, 17, 20, 21]);
    let eight = absent(&[13, 14, 15, 16, 17, 20, 21, 22]);
    let (_, before) = seven.flags_after(None).unwrap();
    assert_eq!(change(&seven, &before).as_deref(), Some("same"));
    assert_eq!(change(&eight, &before).as_deref(), Some("worse"));
    let (_, nothing) = absent(&[]).flags_after(None).unwrap();
    assert_eq!(change(&seven, &nothing).as_deref(), Some("new"));
}

/// The stream, a month later and with this decision or none.
fn in_july(mut stream: Stream, decision: Option<Value>) -> Stream {
    stream.head[0]["today"] = json!("2026-07-01");
    let records = stream.families[0][1]["records"].as_array_mut().unwrap();
    records.extend(decision);
    stream
}

#[test]
fn a_reason_that_nobody_judged_says_since_when_it_waits() {
    // Not registered: without contact on two days.
    let stream = || {
        let records = vec![
            resident("2018-10-03"),
            pupil(),
            marks(4, &[9, 10], json!("absent-no-contact")),
            marks(5, &[], json!("")),
        ];
        Stream::new().family(&[("2018-10-03", records)])
    };
    let since = |stream: &Stream, before: Option<&str>| {
        let (flags, text) = stream.flags_after(before).unwrap();
        let fired = flags.iter().find(|flag| flag.rule.is_some()).unwrap();
        (fired.since.clone(), text)
    };
    let (day, june) = since(&stream(), None);
    assert_eq!(day.as_deref(), Some("2026-06-01"));
    let (day, _) = since(&in_july(stream(), None), Some(&june));
    assert_eq!(
        day.as_deref(),
        Some("2026-06-01"),
        "a month later it still waits"
    );
    let watch = json!({"dataset": "decisions", "source": "d.1", "row": 4, "decided_on": "2026-06-10", "decision": "watch", "until": "2026-07-15"});
    let (day, july) = since(&in_july(stream(), Some(watch.clone())), Some(&june));
    assert_eq!(day, None, "people have judged it");
    let mut august = in_july(stream(), Some(watch));
    august.head[0]["today"] = json!("2026-08-01");
    let (day, _) = since(&august, Some(&july));
    assert_eq!(
        day.as_deref(),
        Some("2026-08-01"),
        "the judgement has ended"
    );
}

#[test]
fn a_person_with_another_id_before_is_the_same_person() {
    let seven = absent(&[13, 14, 15, 16, 17, 20, 21]);
    let (_, before) = seven.flags_after(None).unwrap();
    let mut renamed = absent(&[13, 14, 15, 16, 17, 20, 21]);
    renamed.families[0][0]["members"][0]["person"] = json!("p-9");
    renamed.families[0][1]["id"] = json!("p-9");
    renamed.families[0][1]["was"] = json!(["p-1-1"]);
    assert_eq!(change(&renamed, &before).as_deref(), Some("same"));
}

#[test]
fn the_stream_of_another_town_is_refused() {
    let mut other = absent(&[]);
    other.head[1]["series"] = json!("zzzz");
    let (_, before) = other.flags_after(None).unwrap();
    let failure = absent(&[]).flags_after(Some(&before)).unwrap_err();
    assert_eq!(failure.status.code(), 2);
}

#[test]
fn lines_that_pass_are_byte_for_byte_the_same_and_ours_are_ascii() {
    let stream = absent(&[13, 14, 15, 16, 17, 20, 21]);
    let (_, written) = stream.flags_after(None).unwrap();
    let text = stream.text();
    let theirs: Vec<&str> = text
        .lines()
        .filter(|l| !l.contains("\"begin\"") && !l.contains("\"end\""))
        .collect();
    let passed: Vec<&str> = written
        .lines()
        .filter(|line| theirs.contains(line))
        .collect();
    assert_eq!(passed, theirs);
    let own = written.lines().filter(|line| !theirs.contains(line));
    assert!(own.into_iter().all(str::is_ascii));
}

#[test]
fn an_earlier_stream_without_flags_of_its_own_is_refused() {
    let stream = absent(&[13, 14, 15, 16, 17, 20, 21]);
    let refused = stream.flags_after(Some(&stream.text())).unwrap_err();
    assert_eq!(refused.status.code(), 2);
    assert!(refused.to_string().contains("--before"), "{refused}");
}
