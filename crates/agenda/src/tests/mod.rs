//! From streams that stand in the test to the list and its paper. The people are invented.

mod asking;
mod choosing;
mod figures;
mod page;
mod picking;

use std::io::Write;

use mimamori_record::line::Item;
use mimamori_record::{Failure, Input, Lang, Output, WriteOptions, line::Run, pass};
use mimamori_shell::Config;
use serde_json::{Value, json};

use crate::agenda::{Agenda, Papers, Settings};
use crate::before::Before;
use crate::profile;

/// A profile with both parts: immediate and new ones to discuss, ordinary reviews to confirm.
pub(super) const MEETINGS: &str = r#"
[[meeting]]
id = "monthly"
title = { ja = "合同ケース会議", en = "Joint case meeting" }
minutes = 60
[meeting.part_a]
minutes = 10
case_minutes = 2
[meeting.part_b]
minutes = 10
sibling_minutes = 5
[[meeting.members]]
title = { ja = "統括支援員", en = "coordinator" }
[[meeting.members]]
title = { ja = "教育委員会", en = "board of education" }
explains = ["attendance"]
[[meeting.cases]]
part = "B"
title = { ja = "急ぎの確認", en = "to check at once" }
flags = { lane = ["immediate"] }
[[meeting.cases]]
part = "B"
title = { ja = "新しい確認候補", en = "new candidate" }
who = ["new"]
flags = { lane = ["review"], change = ["new", "worse"] }
[[meeting.cases]]
part = "B"
title = { ja = "計画なし", en = "no plan" }
dues = { what = ["no-plan"] }
[[meeting.cases]]
part = "B"
title = { ja = "前回からの継続協議", en = "again" }
decisions = ["discuss"]
[[meeting.cases]]
part = "A"
title = { ja = "定例の見直し", en = "ordinary review" }
who = ["registered"]
dues = { what = ["plan-review"], state = ["this-month"] }
"#;

/// Town, lists and sources that the people's records come from.
pub(super) fn head() -> Vec<Value> {
    let source = |id: &str, dataset: &str, path: &str, sheet: &str| {
        json!({"kind":"source","id":id,"dataset":dataset,"path":path,"sheet":sheet,
            "as_of":"2026-05-31","state":"read","rows":3,"rows_unread":0,
            "columns":{"date":"H","decision":"F","next_review":"G","child_wish":"K"}})
    };
    let mut attendance = source(
        "a.1",
        "attendance",
        "2026-05/in/みなと小/出欠5月.xlsx",
        "3年2組",
    );
    attendance["institution"] = json!("みなと小");
    vec![
        json!({"kind":"run","program":"mimamori-flag","version":"0.1.0","today":"2026-06-01",
            "config_sha256":"0123456789abcdef0123456789abcdef"}),
        json!({"kind":"town","name":"ひなた町","series":"k7q2","population":12000,
            "institutions":[{"name":"みなと小","type":"elementary-school","aliases":["港小学校"]}],
            "staff":[{"name":"佐藤 さくら","role":"worker"}],"calendar":[]}),
        json!({"kind":"dataset","name":"attendance","closed":true,"per":"person-month",
            "expected":[{"institution":"ひがし小","from":"2026-05","to":"2026-05"}],
            "provider":"教育委員会","purpose":"見守り","basis":"要綱","decided":"2025-03-10","fields":{}}),
        json!({"kind":"dataset","name":"cases","closed":true,"per":"person",
            "provider":"児童福祉係","purpose":"見守り","basis":"要綱","decided":"2025-03-10","fields":{}}),
        source("r.1", "residents", "2026-05/in/住民.xlsx", "住民"),
        source("c.1", "cases", "2026-05/in/台帳.xlsx", "台帳"),
        source("p.1", "plans", "2026-05/in/計画.xlsx", "計画"),
        source("k.1", "checkups", "2026-05/in/健診.xlsx", "健診"),
        source("d.1", "decisions", "2026-05/in/決定.csv", "決定"),
        source("m.1", "placements", "2026-05/in/措置.xlsx", "措置"),
        attendance,
        json!({"kind":"problem","code":"date-no-such-day","source":"k.1","row":7,"column":"H"}),
    ]
}

/// A record that a person carries.
pub(super) fn record(dataset: &str, source: &str, row: u32, fields: Value) -> Value {
    let mut line = json!({"kind":"record","dataset":dataset,"source":source,"row":row});
    for (key, value) in fields.as_object().unwrap() {
        line[key] = value.clone();
    }
    line
}

/// An open case.
pub(super) fn case(row: u32) -> Value {
    let fields = json!({"category":"support-needed","stage":"supporting","worker":"佐藤 さくら",
        "received_on":"2025-10-01","summary":"登校が安定しない","child_wish":"学校に行きたい"});
    record("cases", "c.1", row, fields)
}

/// A child: number, name, birth date, records.
pub(super) fn child(number: u32, name: &str, born: &str, records: &[Value]) -> Value {
    json!({"kind":"person","id":format!("p-k7q2-{number:06}"),"name":name,"kana":"カナ",
        "birth_date":born,"sex":"female","records":records})
}

/// A household of children, with the lines about them.
pub(super) fn home(number: u32, children: &[Value], lines: &[Value]) -> Vec<Value> {
    let id = format!("h-k7q2-{number:06}");
    let members: Vec<Value> = children
        .iter()
        .map(|c| json!({"person":c["id"],"relation":"child"}))
        .collect();
    let mut all = vec![json!({"kind":"household","id":id,"members":members})];
    for line in children.iter().chain(lines) {
        let mut line = line.clone();
        line["household"] = json!(id);
        all.push(line);
    }
    all
}

/// A flag that fired.
pub(super) fn flag(person: u32, rule: &str, lane: &str, evidence: Value) -> Value {
    json!({"kind":"flag","person":format!("p-k7q2-{person:06}"),"area":"care-and-safety",
        "lane":lane,"rule":rule,"result":"fired","change":"new","evidence":evidence})
}

/// A plan review that falls due this month.
pub(super) fn review(person: u32) -> Value {
    json!({"kind":"due","id":"x","person":format!("p-k7q2-{person:06}"),"what":"plan-review",
        "due":"2026-06","precision":"month","state":"this-month","change":"new",
        "evidence":[{"source":"p.1","cell":"G4","field":"next_review","value":"2026-06"}]})
}

/// A whole stream.
pub(super) fn stream(homes: &[Vec<Value>]) -> String {
    let mut text = String::from("{\"kind\":\"begin\",\"format\":1,\"check\":\"こども家庭\"}\n");
    for line in head().iter().chain(homes.iter().flatten()) {
        text.push_str(&line.to_string());
        text.push('\n');
    }
    text + "{\"kind\":\"end\",\"ok\":true}\n"
}

/// What came of a run.
pub(super) struct Ran {
    pub(super) items: Vec<Item>,
    pub(super) agenda: Agenda,
}

impl Ran {
    /// Part, place and person's number of every item.
    pub(super) fn places(&self) -> Vec<String> {
        let short = |item: &Item| {
            let person = item
                .person
                .trim_start_matches("p-k7q2-")
                .trim_start_matches('0');
            format!("{}-{} {person}", item.part, item.place)
        };
        self.items.iter().map(short).collect()
    }

    pub(super) fn html(&self) -> &str {
        self.agenda.done.as_ref().unwrap().html.as_deref().unwrap()
    }

    /// The paper's text, a line per element.
    pub(super) fn text(&self) -> String {
        let body = self.html().split_once("<main>").unwrap().1;
        let mut text = String::new();
        let mut inside = false;
        for c in body.chars() {
            match c {
                '<' => {
                    inside = true;
                    text.push('\n');
                }
                '>' => inside = false,
                c if !inside => text.push(c),
                _ => {}
            }
        }
        // Templates escape the slash of a path.
        let text = text.replace("&#x2f;", "/");
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// Settings in a file of their own.
pub(super) fn settings(text: &str) -> (tempfile::NamedTempFile, Config) {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    let config = Config::read(file.path()).unwrap();
    (file, config)
}

pub(super) fn run_with(
    stream: &str,
    meetings: &str,
    before: Option<&str>,
    show_protected: bool,
) -> Result<Ran, Failure> {
    run_as(
        crate::proposed::Run::Meeting,
        stream,
        meetings,
        before,
        show_protected,
    )
}

pub(super) fn run_as(
    run: crate::proposed::Run,
    stream: &str,
    meetings: &str,
    before: Option<&str>,
    show_protected: bool,
) -> Result<Ran, Failure> {
    let (_file, config) = settings(meetings);
    let before = before
        .map(|text| Before::read(&mut Input::new(text.as_bytes(), false)?, "monthly"))
        .transpose()?;
    let chosen = profile::read(&config, "monthly")?;
    let settings = Settings {
        config,
        chosen,
        before,
        run,
        show_protected,
        recipient: crate::recipient::Recipient::Office,
        lang: Lang::Ja,
        own: Run::default(),
    };
    let papers = Papers {
        xlsx: true,
        html: true,
        text: true,
        requests: true,
    };
    let mut agenda = Agenda::new(settings, papers);
    let mut written = Vec::new();
    {
        let mut input = Input::new(stream.as_bytes(), false)?;
        let mut output = Output::new(&mut written, WriteOptions::default());
        pass(&mut input, &mut output, Run::default(), &mut agenda)?;
        output.close(true)?;
    }
    let written = String::from_utf8(written).unwrap();
    let items = written
        .lines()
        .filter(|line| line.starts_with("{\"kind\":\"item\""))
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    Ok(Ran { items, agenda })
}

pub(super) fn run(homes: &[Vec<Value>]) -> Ran {
    run_with(&stream(homes), MEETINGS, None, false).unwrap()
}
