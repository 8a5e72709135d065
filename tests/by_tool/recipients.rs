//! For whom a paper is made, and what no byte of it may hold. The people are invented.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::agenda::unzipped;
use crate::town;
use crate::util::{Ran, run_in};

const MEETINGS: &str = r#"
[[meeting]]
id = "family"
title = { ja = "懇談会", en = "Family talk" }
minutes = 60
family = true
[[meeting.questions]]
title = { ja = "こまっていることは ありますか", en = "Is something difficult?" }
to = ["child"]
[[meeting.questions]]
title = { ja = "続けたいことは何ですか", en = "What should go on?" }
to = ["mother", "father"]
[[meeting]]
id = "monthly"
title = { ja = "合同ケース会議", en = "Joint case meeting" }
minutes = 60
[meeting.part_b]
minutes = 10
sibling_minutes = 5
[[meeting.cases]]
part = "B"
title = { ja = "急ぎの確認", en = "to check at once" }
flags = { lane = ["immediate"] }
"#;

pub const CHILD: &str = "p-k7q2-000001";
pub const CHILD_SAID: &str = "おうちに かえるのが こわい";
pub const MOTHER_SAID: &str = "夜に休める時間がほしい";

pub fn record(dataset: &str, row: u32, fields: &Value) -> Value {
    let mut line =
        json!({"kind":"record","dataset":dataset,"source":format!("{dataset}.1"),"row":row});
    for (key, value) in fields.as_object().unwrap() {
        line[key] = value.clone();
    }
    line
}

pub fn person(number: u32, name: &str, sex: &str, relationship: &str, more: &[Value]) -> Value {
    let resident = json!({"status":"resident","relationship":relationship,
        "address":"ひなた町朝日三丁目4-5","protected":false});
    let mut records = vec![record("residents", number, &resident)];
    records.extend_from_slice(more);
    json!({"kind":"person","id":format!("p-k7q2-{number:06}"),"household":"h-k7q2-000001",
        "name":name,"sex":sex,"birth_date":format!("20{:02}-05-03", 20 - number),"records":records})
}

/// What was agreed with the family.
pub fn plan() -> Value {
    json!({"plan_no":"S-1","plan_kind":"support-plan","made_on":"2026-04-01","agreed":true,
        "signed_on":"2026-04-08","next_review":"2026-07","next_contact":"2026-06",
        "next_contact_by":"phone","worker":"早瀬 つばさ","issue":"父の大声が止まらない",
        "service":"子育て世帯訪問支援","child_wish":CHILD_SAID,"parent_wish":MOTHER_SAID})
}

fn child(plan: &Value) -> Value {
    let line = json!({"plan_no":"S-1","service":"朝の送り出し","provider":"みなと保育所",
        "worker":"園の先生","since":"2026-04-10","monitoring":"2026-07"});
    let other = json!({"plan_no":"N-9","service":"児相と情報を共有する","provider":"児童相談所"});
    let internal = json!({"plan_no":"N-9","plan_kind":"internal-plan","made_on":"2026-05-20",
        "agreed":true,"service":"内々に見守る","parent_wish":"父を避けている"});
    let case = json!({"category":"protected-child","case_kind":"physical","stage":"supporting",
        "summary":"近隣から泣き声の連絡","child_wish":"ひとりのとき だけ はなした","worker":"早瀬 つばさ"});
    let note = json!({"date":"2026-05-11","told_by":"neighbour","note":"夜に怒鳴り声","confidential":true});
    let decision =
        json!({"decision":"continue","decided_on":"2026-05-14","policy":"父と距離をとらせる"});
    person(
        1,
        "海野 なぎさ",
        "female",
        "子",
        &[
            record("plans", 4, plan),
            record("plans", 5, &internal),
            record("plan-lines", 6, &line),
            record("plan-lines", 7, &other),
            record("cases", 8, &case),
            record("notes", 9, &note),
            record("decisions", 10, &decision),
        ],
    )
}

/// Every word of the lists that is no family's to read.
const SECRET: [&str; 14] = [
    "父の大声が止まらない",
    "児相と情報を共有する",
    "児童相談所",
    "内々に見守る",
    "父を避けている",
    "近隣から泣き声の連絡",
    "ひとりのとき だけ はなした",
    "夜に怒鳴り声",
    "父と距離をとらせる",
    "朝日三丁目",
    "要保護",
    "虐待",
    "支援措置",
    "確認候補",
];

/// A whole stream of one household.
pub fn stream(people: &[Value], household: &Value, lines: &[Value]) -> String {
    let members: Vec<Value> = people
        .iter()
        .map(|one| {
            let own = one["records"][0]["relationship"].as_str();
            let relation = if own.is_some_and(|own| own.ends_with('子')) {
                "child"
            } else {
                "adult"
            };
            json!({"person":one["id"],"relation":relation})
        })
        .collect();
    let mut home = json!({"kind":"household","id":"h-k7q2-000001","members":members});
    for (key, value) in household.as_object().unwrap() {
        home[key] = value.clone();
    }
    let mut all = vec![
        json!({"kind":"begin","format":1,"check":"こども家庭"}),
        json!({"kind":"run","program":"mimamori-flag","version":"0.1.0","today":"2026-06-01"}),
        json!({"kind":"town","name":"ひなた町","series":"k7q2","population":12000,"staff":[],
            "institutions":[{"name":"みなと保育所","type":"nursery"}],"calendar":[]}),
    ];
    for list in [
        "residents",
        "plans",
        "plan-lines",
        "cases",
        "notes",
        "decisions",
        "contacts",
        "protections",
        "placements",
        "signals",
        "proposals",
        "school-register",
        "monthly-reports",
    ] {
        all.push(
            json!({"kind":"source","id":format!("{list}.1"),"dataset":list,
            "path":format!("2026-05/in/{list}.xlsx"),"sheet":"名簿","as_of":"2026-05-31",
            "state":"read","rows":10,"rows_unread":0}),
        );
    }
    all.push(home);
    all.extend_from_slice(people);
    all.extend_from_slice(lines);
    all.push(json!({"kind":"end","ok":true}));
    all.iter().map(|line| format!("{line}\n")).collect()
}

pub fn mother(more: &[Value]) -> Value {
    person(2, "海野 みさき", "female", "世帯主", more)
}

pub fn father() -> Value {
    person(3, "海野 たける", "male", "夫", &[])
}

pub fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("meetings.toml"), MEETINGS).unwrap();
    folder
}

fn run(folder: &Path, reader: &str, input: &str) -> Ran {
    let arguments = format!(
        "-c meetings.toml --lang ja --meeting family --for {reader} --person {CHILD} --xlsx paper.xlsx --html paper.html -o out.jsonl"
    );
    run_in(folder, "agenda", &arguments, input)
}

/// Every byte of both papers, and the names of all files that were made.
fn paper(reader: &str, input: &str) -> String {
    let folder = folder();
    run(folder.path(), reader, input).ok();
    let mut all = unzipped(&folder.path().join("paper.xlsx"));
    all += &fs::read_to_string(folder.path().join("paper.html")).unwrap();
    let mut names: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["meetings.toml", "out.jsonl", "paper.html", "paper.xlsx"]
    );
    for word in SECRET {
        assert!(!all.contains(word), "{reader}: {word}");
    }
    all
}

/// That there is no paper, and nothing of one.
fn refused(reader: &str, input: &str) {
    let folder = folder();
    let ran = run(folder.path(), reader, input).fails(2);
    assert!(!ran.err.contains("海野"), "{}", ran.err);
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

fn with(plan: &mut Value, key: &str, value: Value) -> Value {
    plan[key] = value;
    plan.clone()
}

#[test]
fn a_family_reads_what_it_agreed_to_and_nothing_that_anybody_else_has_said() {
    let input = stream(&[child(&plan()), mother(&[]), father()], &json!({}), &[]);
    for reader in ["mother", "father", "child"] {
        let all = paper(reader, &input);
        for told in [
            "海野 なぎさ",
            "子育て世帯訪問支援",
            "朝の送り出し",
            "みなと保育所、園の先生",
            "令和8年4月10日から",
            "令和8年7月ごろ",
            "早瀬 つばさ",
            "電話",
        ] {
            assert!(all.contains(told), "{reader}: {told}");
        }
        // Nobody else of the household is named.
        for name in ["海野 みさき", "海野 たける", "p-k7q2", "h-k7q2"] {
            assert!(!all.contains(name), "{reader}: {name}");
        }
        let own = reader == "child";
        assert_eq!(all.contains("こまっていることは ありますか"), own);
        assert_eq!(all.contains("続けたいことは何ですか"), !own);
    }
}

#[test]
fn what_a_child_said_reaches_its_parents_only_where_the_plan_says_so() {
    let family = |plan: Value| stream(&[child(&plan), mother(&[]), father()], &json!({}), &[]);
    for unknown in [Value::Null, json!(false)] {
        let input = family(with(&mut plan(), "child_wish_shared", unknown));
        for (reader, may) in [("mother", false), ("father", false), ("child", true)] {
            assert_eq!(paper(reader, &input).contains(CHILD_SAID), may, "{reader}");
        }
    }
    let silent = family(plan());
    assert!(!paper("mother", &silent).contains(CHILD_SAID));
    let shared = family(with(&mut plan(), "child_wish_shared", json!(true)));
    assert!(paper("mother", &shared).contains(CHILD_SAID));
    // The office is told whom to hand it to.
    let folder = folder();
    let ran = run(folder.path(), "child", &silent).ok();
    assert!(ran.err.contains("こどもだけに渡して"), "{}", ran.err);
}

#[test]
fn no_byte_tells_a_reader_that_something_was_said_that_is_not_theirs() {
    let made = |reader: &str, plan: &Value| {
        let folder = folder();
        let input = stream(&[child(plan), mother(&[]), father()], &json!({}), &[]);
        run(folder.path(), reader, &input).ok();
        ["paper.xlsx", "paper.html"].map(|name| fs::read(folder.path().join(name)).unwrap())
    };
    let mut silent = plan();
    for wish in ["child_wish", "parent_wish"] {
        silent.as_object_mut().unwrap().remove(wish);
    }
    let mut said = plan();
    said["child_wish_shared"] = json!(false);
    said["parent_wish_by"] = json!("mother");
    assert!(made("father", &said) == made("father", &silent));
    assert!(made("mother", &said) != made("mother", &silent));
    said["parent_wish_by"] = json!("father");
    assert!(made("mother", &said) == made("mother", &silent));
}

#[test]
fn what_one_parent_said_never_reaches_the_other() {
    let family = |by: Value, household: Value| {
        let plan = with(&mut plan(), "parent_wish_by", by);
        stream(&[child(&plan), mother(&[]), father()], &household, &[])
    };
    for (by, mothers, fathers) in [
        (json!("mother"), true, false),
        (json!("father"), false, true),
        (json!("both"), true, true),
        (Value::Null, false, false),
    ] {
        let input = family(by.clone(), json!({}));
        assert_eq!(
            paper("mother", &input).contains(MOTHER_SAID),
            mothers,
            "{by}"
        );
        assert_eq!(
            paper("father", &input).contains(MOTHER_SAID),
            fathers,
            "{by}"
        );
        assert!(!paper("child", &input).contains(MOTHER_SAID), "{by}");
    }
    // Somebody of the family lives in another household: nobody knows that both heard both.
    let apart = json!({"elsewhere":[{"id":"p-k7q2-000009","relation":"adult"}]});
    assert!(!paper("mother", &family(json!("both"), apart)).contains(MOTHER_SAID));
}

#[test]
fn a_parent_who_is_not_certainly_at_home_gets_no_paper() {
    let alone = stream(&[child(&plan()), mother(&[])], &json!({}), &[]);
    refused("father", &alone);
    paper("mother", &alone);
    // A grandfather, an uncle and a lodger are no fathers.
    for (relationship, own) in [
        ("父", "子"),
        ("同居人", "子"),
        ("子", "子の子"),
        ("世帯主", "子の子"),
    ] {
        let mut child = child(&plan());
        child["records"][0]["relationship"] = json!(own);
        let mut mother = mother(&[]);
        if own == "子の子" {
            mother["records"][0]["relationship"] = json!("子");
        }
        let man = person(3, "海野 おさむ", "male", relationship, &[]);
        let mut input = stream(&[child, mother, man], &json!({}), &[]);
        input = input.replace(
            "{\"person\":\"p-k7q2-000002\",\"relation\":\"child\"}",
            "{\"person\":\"p-k7q2-000002\",\"relation\":\"adult\"}",
        );
        refused("father", &input);
    }
    // Who has died or moved away is nobody to write to.
    let mut gone = child(&plan());
    gone["records"][0]["status"] = json!("died");
    refused("mother", &stream(&[gone, mother(&[])], &json!({}), &[]));
    // Without the residents' list nobody is known to live there.
    let mut unlisted = father();
    unlisted["records"] = json!([]);
    refused(
        "father",
        &stream(&[child(&plan()), mother(&[]), unlisted], &json!({}), &[]),
    );
}

#[test]
fn the_other_side_of_a_protected_family_learns_nothing_and_unknown_protects_like_yes() {
    let shelter = json!({"protection_kind":"address-protection","since":"2025-12-01"});
    let mut own = mother(&[record("protections", 30, &shelter)]);
    own["records"][0]["protected"] = json!(true);
    let both = with(&mut plan(), "parent_wish_by", json!("both"));
    let home = stream(
        &[child(&both), own, father()],
        &json!({"protected":true}),
        &[],
    );
    refused("father", &home);
    for reader in ["mother", "child"] {
        let all = paper(reader, &home);
        assert!(all.contains("朝の送り出し"), "{reader}");
        for place in ["みなと保育所", "みなと", MOTHER_SAID] {
            assert!(!all.contains(place), "{reader}: {place}");
        }
    }
    // The list that would tell cannot be read: nobody knows which of them is protected.
    for field in ["protected", "protection_kind"] {
        let mut child = child(&plan());
        match field {
            "protected" => child["records"][0][field] = Value::Null,
            _ => {
                let row = record("protections", 31, &json!({"protection_kind":Value::Null}));
                child["records"].as_array_mut().unwrap().push(row);
            }
        }
        let unknown = stream(&[child, mother(&[]), father()], &json!({}), &[]);
        refused("father", &unknown);
        refused("mother", &unknown);
        assert!(!paper("child", &unknown).contains("みなと"), "{field}");
    }
}

#[test]
fn where_a_child_was_taken_to_stands_on_no_paper_of_its_family() {
    for (list, row) in [
        ("placements", json!({"placement_kind":"foster-parents"})),
        (
            "placements",
            json!({"placement_kind":Value::Null,"ended_on":"2026-07-01"}),
        ),
        (
            "protections",
            json!({"protection_kind":"temporary-custody"}),
        ),
    ] {
        let mut child = child(&plan());
        child["records"]
            .as_array_mut()
            .unwrap()
            .push(record(list, 40, &row));
        let input = stream(&[child, mother(&[]), father()], &json!({}), &[]);
        for reader in ["mother", "father", "child"] {
            assert!(!paper(reader, &input).contains("みなと"), "{reader} {row}");
        }
    }
}

#[test]
fn nothing_of_a_plan_that_the_family_has_not_agreed_to_is_printed() {
    for (key, value) in [
        ("agreed", json!(false)),
        ("agreed", Value::Null),
        ("plan_kind", json!("internal-plan")),
        ("plan_kind", Value::Null),
    ] {
        let plan = with(&mut plan(), key, value.clone());
        let input = stream(&[child(&plan), mother(&[])], &json!({}), &[]);
        for reader in ["mother", "child"] {
            let all = paper(reader, &input);
            for word in [
                "子育て世帯訪問支援",
                "朝の送り出し",
                CHILD_SAID,
                MOTHER_SAID,
                "早瀬",
            ] {
                assert!(!all.contains(word), "{key} {value}: {word}");
            }
            assert!(all.contains("海野 なぎさ"));
        }
    }
}

#[test]
fn flags_and_due_items_change_no_byte_of_a_familys_paper_and_the_stream_passes_as_it_was() {
    let flag = json!({"kind":"flag","household":"h-k7q2-000001","person":CHILD,"area":"care-and-safety",
        "lane":"immediate","rule":"note-injury","result":"fired","change":"new",
        "evidence":[{"source":"notes.1","cell":"D9","field":"note","value":"夜に怒鳴り声"}]});
    let due = json!({"kind":"due","id":"x","household":"h-k7q2-000001","person":CHILD,"what":"plan-review",
        "due":"2026-05","precision":"month","state":"overdue","change":"new"});
    let people = [child(&plan()), mother(&[]), father()];
    let bare = stream(&people, &json!({}), &[]);
    let full = stream(&people, &json!({}), &[flag, due]);
    for reader in ["mother", "father", "child"] {
        let made = |input: &str| {
            let folder = folder();
            run(folder.path(), reader, input).ok();
            let [xlsx, html] = ["paper.xlsx", "paper.html"]
                .map(|name| fs::read(folder.path().join(name)).unwrap());
            let out = fs::read_to_string(folder.path().join("out.jsonl")).unwrap();
            let lines = |kind: &str| {
                out.lines()
                    .filter(|l| l.starts_with(&format!("{{\"kind\":\"{kind}\"")))
                    .count()
            };
            assert_eq!((lines("item"), lines("person")), (0, 3));
            (xlsx, html)
        };
        assert!(made(&bare) == made(&full), "{reader}");
    }
}

/// What the office knows about who reported something, when, and where the child is now.
const REPORTED: [&str; 14] = [
    "近隣から泣き声の連絡",
    "夜に怒鳴り声",
    "近隣",
    "山本商店",
    "ひなた駐在所",
    "5月11日",
    "2026-05-11",
    "隣の人が電話をくれた",
    "水道の停栓",
    "さくら家",
    "月次報告5月.xlsx「名簿」",
    "こども本人の訴え",
    "5月12日",
    "p-k7q2",
];

/// A meeting about a child that somebody reported, in a foster home.
fn reported() -> String {
    let mut child = child(&plan());
    let records = child["records"].as_array_mut().unwrap();
    for record in records.iter_mut().filter(|r| r["dataset"] == "decisions") {
        record["policy"] = json!("訪問を続ける。夜に怒鳴り声");
    }
    for record in records.iter_mut().filter(|r| r["dataset"] == "cases") {
        record["received_on"] = json!("2026-05-09");
    }
    let school = json!({"institution":"みなと小","grade":3,"enrolled_on":"2024-04-01"});
    let placed = json!({"placement_kind":"foster-parents"});
    let proposal = json!({"meeting":"合同ケース会議","proposed_on":"2026-05-25","proposed_by":"child-welfare",
        "reason":"隣の人が電話をくれた","picked":true});
    records.push(record("school-register", 50, &school));
    records.push(record("placements", 51, &placed));
    records.push(record("proposals", 52, &proposal));
    let cells = |list: &str, field: &str, value: &str| json!({"source":format!("{list}.1"),"cell":"D9","field":field,"value":value});
    let flag = json!({"kind":"flag","household":"h-k7q2-000001","person":CHILD,"area":"care-and-safety",
        "lane":"immediate","rule":"note-injury","result":"fired","change":"new",
        "evidence":[cells("notes", "told_by", "neighbour"), cells("notes", "date", "2026-05-11"),
             cells("signals", "signal", "water-stopped"),
            cells("monthly-reports", "child_word", "true"),
            cells("placements", "placement_kind", "foster-parents")]});
    let due = json!({"kind":"due","id":"x","household":"h-k7q2-000001","person":CHILD,"what":"sighting",
        "due":"2026-05-12","precision":"day","state":"overdue","change":"new",
        "evidence":[cells("cases", "received_on", "2026-05-09")]});
    let people = [child, mother(&[])];
    let mut all = stream(&people, &json!({}), &[flag, due]);
    all = all.replace("2026-05/in/notes.xlsx", "2026-05/in/山本商店から.xlsx");
    all = all.replace(
        "2026-05/in/monthly-reports.xlsx",
        "2026-05/in/学校/月次報告5月.xlsx",
    );
    all = all.replace("2026-05/in/placements.xlsx", "2026-05/in/里親さくら家.xlsx");
    let told = "\"dataset\":\"notes\",";
    let institution = "\"dataset\":\"notes\",\"institution\":\"ひなた駐在所\",";
    assert!(all.contains(told));
    all.replacen(told, institution, 1)
}

#[test]
fn the_copy_of_a_member_tells_nobody_who_reported_and_nothing_where_a_placed_child_is() {
    let folder = folder();
    let path = folder.path();
    let made = |more: &str, input: &str| {
        let arguments = format!(
            "-c meetings.toml --lang ja --meeting monthly --xlsx a.xlsx --html a.html -o a.jsonl {more}"
        );
        let ran = run_in(path, "agenda", &arguments, input).ok();
        let text = run_in(
            path,
            "agenda",
            &format!("-c meetings.toml --lang ja --meeting monthly --text {more}"),
            input,
        )
        .ok();
        let mut all = unzipped(&path.join("a.xlsx"));
        all += &fs::read_to_string(path.join("a.html")).unwrap();
        all += &text.out;
        (all, ran, fs::read_to_string(path.join("a.jsonl")).unwrap())
    };
    let input = reported();
    let (office, _, kept) = made("", &input);
    // The office sees them all: the words would stand there.
    for word in &REPORTED {
        assert!(office.contains(word) || *word == "2026-05-11", "{word}");
    }
    assert!(office.contains("みなと小"));
    // The copy is made of the stream that was kept, after the office's own.
    for input in [&input, &kept] {
        let (copy, ran, passed) = made("--for member", input);
        for word in REPORTED {
            assert!(!copy.contains(word), "{word}");
        }
        assert!(!copy.contains("みなと小"));
        for told in [
            "B-1",
            "海野 なぎさ",
            "訪問を続ける。〔非表示〕",
            "委員用",
            "主担当",
            "急ぎの確認",
            "上程",
        ] {
            assert!(copy.contains(told) || told == "主担当", "{told}");
        }
        assert!(ran.err.contains("配る前に読んで"), "{}", ran.err);
        let items = |stream: &str| stream.matches("{\"kind\":\"item\"").count();
        assert_eq!(items(&passed), items(input));
    }
}

#[test]
fn a_note_is_closed_unless_its_list_says_that_it_is_open() {
    let folder = folder();
    for (mark, closed) in [("true", true), ("null", true), ("false", false)] {
        let input =
            reported().replace("\"confidential\":true", &format!("\"confidential\":{mark}"));
        let arguments =
            "-c meetings.toml --lang ja --meeting monthly --for member --html a.html -o a.jsonl";
        run_in(folder.path(), "agenda", arguments, &input).ok();
        let html = fs::read_to_string(folder.path().join("a.html")).unwrap();
        assert_eq!(!html.contains("夜に怒鳴り声"), closed, "{mark}");
    }
}

#[test]
fn the_copy_of_a_member_is_not_read_back_and_changes_no_number() {
    let month = town::shared();
    let folder = tempfile::tempdir().unwrap();
    let made = |name: &str, more: &str, input: &str| {
        let out = folder.path().join(name);
        let arguments = format!(
            "-q --lang ja -c town/meetings.toml --meeting monthly --xlsx {0}.xlsx --html {0}.html -o {0}.jsonl {more}",
            out.display()
        );
        run_in(month.path(), "agenda", &arguments, input).ok();
        let html = fs::read_to_string(format!("{}.html", out.display())).unwrap();
        let numbers: Vec<String> = html
            .split("<span class=\"number\">")
            .skip(1)
            .map(|rest| {
                let name = rest.split("<span class=\"name\">").nth(1).unwrap();
                format!(
                    "{} {}",
                    rest.split('<').next().unwrap(),
                    name.split('<').next().unwrap()
                )
            })
            .collect();
        assert!(numbers.len() > 5);
        (numbers, html)
    };
    let (office, full) = made("office", "", month.after("remind"));
    let (member, copy) = made("member", "--for member", month.after("agenda"));
    assert_eq!(office, member);
    // Nobody's concern of the ledger stands on the copy.
    let lines = month.after("remind").lines();
    let people = lines.filter(|line| line.starts_with("{\"kind\":\"person\""));
    let summaries: Vec<String> = people
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .flat_map(|person| person["records"].as_array().unwrap().clone())
        .filter(|record| record["dataset"] == "cases")
        .filter_map(|record| record["summary"].as_str().map(str::to_owned))
        .collect();
    assert!(
        summaries
            .iter()
            .any(|summary| full.contains(&format!("主訴: {summary}")))
    );
    assert!(!copy.contains("主訴: "));
    let bytes = unzipped(&folder.path().join("member.xlsx"));
    assert!(!bytes.contains("主訴: ") && !bytes.contains("p-32"));
    // Put into the next month's folder it decides nothing.
    let town = town::make(60, 3);
    fs::copy(
        folder.path().join("member.xlsx"),
        town.path().join("2026-05/in/member.xlsx"),
    )
    .unwrap();
    let stream = town::import(town.path()).ok().out;
    assert!(
        !stream.contains("member.xlsx") || !stream.contains("\"paper\""),
        "read back"
    );
}

#[test]
fn a_familys_paper_is_about_one_child_and_each_recipient_gets_its_own_papers_only() {
    let folder = folder();
    let input = stream(&[child(&plan()), mother(&[])], &json!({}), &[]);
    let refused = |arguments: &str, told: &str| {
        let arguments = format!("-c meetings.toml -o out.jsonl {arguments}");
        let ran = run_in(folder.path(), "agenda", &arguments, &input).fails(2);
        assert!(ran.err.contains(told), "{arguments}: {}", ran.err);
    };
    let family = "--meeting family --for mother --html p.html";
    refused(family, "--person");
    refused(
        &format!("{family} --person p-k7q2-000077"),
        "not in the stream",
    );
    refused(&format!("{family} --person {CHILD} --text"), "--text");
    refused(
        &format!("{family} --person {CHILD} --show-protected"),
        "--show-protected",
    );
    refused(
        &format!("--meeting monthly --for mother --person {CHILD} --html p.html"),
        "monthly",
    );
    refused("--meeting family --html p.html", "--for");
    refused(
        &format!("{family} --person plans.xlsx!名簿!77"),
        "not in the stream",
    );
    refused("--meeting family --for member --html p.html", "--for");
    refused(
        "--meeting monthly --for institution --html p.html",
        "--html",
    );
    refused("--meeting monthly --for institution", "--requests");
    refused(
        "--meeting monthly --for member --show-protected",
        "--show-protected",
    );
    refused(
        "--meeting monthly --for member --candidates",
        "--candidates",
    );
    refused("--meeting monthly --for mohter", "mother");
    refused(&format!("--meeting monthly --person {CHILD}"), "--person");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    // A clerk knows the row of a list better than an id.
    let row = "-c meetings.toml -o out.jsonl --meeting family --for mother --html p.html --person plans.xlsx!名簿!4";
    run_in(folder.path(), "agenda", row, &input).ok();
    let html = fs::read_to_string(folder.path().join("p.html")).unwrap();
    assert!(html.contains("海野 なぎさ"));
}

#[test]
fn the_shipped_talk_makes_a_paper_for_a_family_of_the_practice_town() {
    let month = town::shared();
    let lines: Vec<Value> = month
        .after("remind")
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let agreed = |person: &&Value| {
        let records = person["records"].as_array().unwrap();
        let lives = records.iter().any(|r| {
            r["dataset"] == "residents" && r["status"] == "resident" && r["relationship"] == "子"
        });
        let plan = records
            .iter()
            .filter(|r| r["dataset"] == "plans")
            .collect::<Vec<_>>();
        lives
            && plan.len() == 1
            && plan[0]["plan_kind"] == "support-plan"
            && plan[0]["agreed"] == true
    };
    let child = lines
        .iter()
        .filter(|l| l["kind"] == "person")
        .find(agreed)
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("paper.html");
    let arguments = format!(
        "-q --lang ja -c town/meetings.toml --meeting family --for child --person {} --html {} -o {}",
        child["id"].as_str().unwrap(),
        out.display(),
        folder.path().join("out.jsonl").display()
    );
    run_in(month.path(), "agenda", &arguments, month.after("agenda")).ok();
    let html = fs::read_to_string(out).unwrap();
    assert!(html.contains("懇談会") && html.contains("うれしかったこと"));
    assert!(!html.contains("要対協") && !html.contains("要保護"));
}
