//! What stands on the paper.

use serde_json::json;

use super::*;

fn absences() -> Value {
    let days = ["11", "12", "13", "14", "15", "18", "19", "20", "21"];
    let columns = ["L", "M", "N", "O", "P", "S", "T", "U", "V"];
    let cell = |(at, (day, column)): (usize, (&&str, &str))| {
        let value = if at < 7 {
            "absent-ill"
        } else {
            "absent-no-contact"
        };
        json!({"source":"a.1","cell":format!("{column}12"),"field":"days",
            "day":format!("2026-05-{day}"),"value":value})
    };
    days.iter().zip(columns).enumerate().map(cell).collect()
}

fn family() -> Vec<Value> {
    let sibling = child(2, "海野 はるか", "2021-02-01", &[]);
    let plan = record(
        "plans",
        "p.1",
        4,
        json!({"made_on":"2025-10-06","next_review":"2026-06","parent_wish":"相談できる人がほしい"}),
    );
    let last = record(
        "decisions",
        "d.1",
        3,
        json!({"decision":"continue","decided_on":"2026-04-20","policy":"家庭訪問を続ける",
            "worker":"佐藤 さくら","next_review":"2026-06"}),
    );
    let unknown = json!({"kind":"flag","person":"p-k7q2-000001","result":"unknown",
        "cause":{"code":"list-missing","dataset":"attendance","institution":"ひがし小","month":"2026-05"},
        "rules":["absence-30-year"]});
    home(
        1,
        &[
            child(1, "海野 なぎさ", "2017-05-03", &[case(4), plan, last]),
            sibling,
        ],
        &[
            flag(1, "absence-7-school-days", "immediate", absences()),
            unknown,
            review(1),
        ],
    )
}

#[test]
fn a_case_is_told_wishes_first_then_why_with_every_cell() {
    let ran = run(&[family()]);
    let text = ran.text();
    let case = text.split_once("個別協議（1人・10分）").unwrap().1;
    insta::assert_snapshot!(case.split_once("この名簿の前提").unwrap().0, @r"
    世帯の図: □ 男、○ 女、◇ わからない。数字は年齢、二重の枠はこの名簿に載る人
    9
    海野 なぎさ
    要支援児童
    5
    海野 はるか
    B-1
    海野 なぎさ
    カナ
    急ぎの確認　10分
    こどもの意向
    学校に行きたい
    保護者の意向
    相談できる人がほしい
    状況
    9歳・小3・要支援児童・支援中・担当 佐藤 さくら　主訴: 登校が安定しない
    載せた理由
    5月11日から5月21日まで、学校のある日で9日続けて欠席しています（病気欠席7日、連絡のない欠席2日）。
    ［みなと小/出欠5月.xlsx「3年2組」 L12:P12、S12:V12］
    資料は令和8年5月31日現在（1日前）。連絡・確認した日:
    月
    日
    計画の見直しは今月です（令和8年6月）。
    ［計画.xlsx「計画」 G4］
    わからないこと
    名簿が届いていません: ひがし小 令和8年5月 出欠
    前回の決定
    令和8年4月20日 支援継続。家庭訪問を続ける（担当 佐藤 さくら、次回見直し 令和8年6月）　実施: □済 □一部 □未
    決定「担当 佐藤 さくら」→ 済
    決定「次回見直し 令和8年6月」→ 未（まだ先です）
    きょうだい
    妹 海野 はるか（5歳・就学前）未登録
    説明
    佐藤 さくら（経過）、教育委員会（出欠）
    決定
    □ 支援継続
    □ 見守り
    □ 対象外
    □ 終結
    □ 個別協議
    担当
    次回見直し
    支援方針
    （終結は、理由と引継ぎ先も）
    ");
}

#[test]
fn a_blank_wish_says_that_nobody_asked() {
    let ran = run(&[home(
        1,
        &[child(1, "子 一", "2024-10-03", &[])],
        &[flag(
            1,
            "checkup-18m-not-taken",
            "review",
            json!([{"source":"k.1","cell":"H9","field":"date"}]),
        )],
    )]);
    let text = ran.text();
    assert!(
        text.contains("こどもの意向\n未聴取\n保護者の意向\n未聴取"),
        "{text}"
    );
    assert!(text.contains("未登録"));
}

#[test]
fn what_is_due_twice_over_is_told_once_with_its_number() {
    let line = |id: &str| {
        json!({"kind":"due","id":id,"person":"p-k7q2-000001","what":"plan-line","due":"2026-05",
            "precision":"month","state":"overdue","change":"new"})
    };
    let due = [review(1), line("y"), line("z")];
    let text = run(&[home(
        1,
        &[child(1, "子 一", "2017-05-03", &[case(4)])],
        &due,
    )])
    .text();
    let told = "支援内容のモニタリングの時期（令和8年5月）を過ぎています。";
    assert_eq!(text.matches(told).count(), 1, "{text}");
    assert!(text.contains(&format!("{told}（2件）")), "{text}");
}

#[test]
fn lists_that_have_not_come_are_one_line_and_a_cell_says_what_it_leaves_open() {
    let unknown = |cause: Value| {
        let mut flag = flag(1, "absence-30-year", "review", json!([]));
        flag["result"] = json!("unknown");
        flag["rule"] = Value::Null;
        flag["rules"] = json!(["absence-30-year"]);
        flag["cause"] = cause;
        flag
    };
    let missing = |list: &str| {
        unknown(
            json!({"code":"list-missing","dataset":list,"institution":"ひがし小","month":"2026-05"}),
        )
    };
    let cell = json!({"code":"cell-unreadable","dataset":"cases","source":"c.1","cell":"F4"});
    let flags = [
        flag(1, "injury-or-own-word", "immediate", json!([])),
        missing("attendance"),
        missing("monthly-reports"),
        unknown(cell),
    ];
    let text = run(&[home(1, &[child(1, "子 一", "2017-05-03", &[])], &flags)]).text();
    let case = text.split_once("この名簿の前提").unwrap().0;
    let lists = "名簿が届いていません: ひがし小 令和8年5月 出欠、ひがし小 令和8年5月 月次報告\n";
    assert!(case.contains(lists), "{case}");
    assert_eq!(case.matches("確かめられないこと").count(), 1, "{case}");
    // The account tells what each of them leaves open.
    assert!(text.contains("今年度30日以上の欠席"), "{text}");
}

#[test]
fn what_is_not_known_about_a_protected_household_names_the_kind_of_list_only() {
    let mut lines = family();
    lines[0]["protected"] = json!(true);
    let text = run(&[lines]).text();
    let case = text.split_once("この名簿の前提").unwrap().0;
    assert!(
        case.contains("出欠の一部がわかりません（確かめられないこと:"),
        "{case}"
    );
    for word in ["ひがし小", "名簿が届いていません"] {
        assert!(!case.contains(word), "{word}: {case}");
    }
}

#[test]
fn nothing_that_tells_the_school_stands_about_a_protected_household() {
    let mut lines = family();
    lines[0]["protected"] = json!(true);
    lines[1]["records"][0]["summary"] = json!("港小学校から相談。みなとの学童も利用");
    let hidden = run(&[lines.clone()]);
    let cases = |ran: &Ran| {
        ran.text()
            .split_once("この名簿の前提")
            .unwrap()
            .0
            .to_owned()
    };
    let text = cases(&hidden);
    for word in ["みなと", "港小学校", "3年2組", "出欠5月"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
    assert!(
        text.contains("出欠の名簿（ファイル名は非表示） L12:P12、S12:V12"),
        "{text}"
    );
    let shown = run_with(&stream(&[lines]), MEETINGS, None, true).unwrap();
    assert!(cases(&shown).contains("みなと小/出欠5月.xlsx「3年2組」 L12:P12"));
}

#[test]
fn the_office_that_keeps_a_list_is_no_whereabouts() {
    let mut lines = family();
    lines[0]["protected"] = json!(true);
    lines[1]["records"][0]["summary"] = json!("健康面の心配。若草寮に入所");
    let head = stream(&[lines]).replace(
        "\"aliases\":[\"港小学校\"]}",
        "\"aliases\":[\"港小学校\"]},{\"name\":\"教育委員会\",\"type\":\"other\",\"aliases\":[\"健康\"]},\
         {\"name\":\"若草寮\",\"type\":\"other\"}",
    );
    let text = run_with(&head, MEETINGS, None, false).unwrap().text();
    assert!(text.contains("健康面の心配。〔非表示〕に入所"), "{text}");
}

#[test]
fn an_old_list_needs_no_correction_and_a_loose_row_has_its_place() {
    let lines = stream(&[family()]);
    let old = r#"{"kind":"dataset","name":"checkups","closed":true,"per":"person","expected":[{}],"provider":"健康推進課","purpose":"見守り","basis":"要綱","decided":"2025-03-10","fields":{}}
{"kind":"source","id":"o.1","dataset":"checkups","path":"2026-04/in/健診.xlsx","sheet":"健診","as_of":"2026-04-30","state":"read","rows":3,"rows_unread":0,"columns":{"date":"H"}}
{"kind":"problem","code":"date-no-such-day","source":"o.1","row":9,"column":"H"}
{"kind":"problem","code":"not-linked","person":"p-k7q2-000009","records":["d.1/5"]}
"#;
    let at = lines.find("{\"kind\":\"household\"").unwrap();
    let lines = format!("{}{old}{}", &lines[..at], &lines[at..]);
    let text = run_with(&lines, MEETINGS, None, false).unwrap().text();
    let rest = text.split_once("読めなかったもの").unwrap().1;
    let row = |file: &str| {
        let at = rest.find(file).unwrap_or_else(|| panic!("{file}: {rest}"));
        rest[at..]
            .lines()
            .take(5)
            .map(str::trim)
            .collect::<Vec<_>>()
            .join("|")
    };
    assert!(
        row("2026-04/健診.xlsx").contains("H9|1|新しい名簿が届いている"),
        "{rest}"
    );
    assert!(row("2026-05/健診.xlsx").contains("H7|1|提供元に"), "{rest}");
    assert!(row("2026-05/決定.csv").contains("5行目|1|氏名と"), "{rest}");
}

#[test]
fn what_was_there_last_time_and_is_not_any_more_is_said() {
    let mut before = stream(&[home(
        1,
        &[
            child(1, "海野 なぎさ", "2017-05-03", &[case(4)]),
            child(2, "海野 はるか", "2021-02-01", &[]),
        ],
        &[
            flag(1, "case-not-seen", "review", json!([])),
            flag(1, "absence-30-year", "review", json!([])),
        ],
    )]);
    let item = r#"{"kind":"item","meeting":"monthly","part":"A","place":1,"household":"h-k7q2-000001","person":"p-k7q2-000001","because":[]}"#;
    before = before.replace("{\"kind\":\"end\"", &format!("{item}\n{{\"kind\":\"end\""));
    let ran = run_with(&stream(&[family()]), MEETINGS, Some(&before), false).unwrap();
    let text = ran.text();
    assert!(
        text.contains("前回も載っていました（A 一括確認）"),
        "{text}"
    );
    assert!(
        text.contains("前回あった「目視確認から60日超」は、今回は当てはまりません"),
        "{text}"
    );
    let unknown = "前回あった「今年度30日以上の欠席（病気などを除く）」は、今回はわかりません";
    assert!(text.contains(unknown), "{text}");
    assert!(text.contains("新規"));
}

#[test]
fn a_candidate_nobody_judged_comes_back_with_the_days() {
    let lines = || {
        let evidence = json!([{"source":"k.1","cell":"H9","field":"date"}]);
        home(
            1,
            &[child(1, "子 一", "2024-10-03", &[])],
            &[flag(1, "checkup-18m-not-taken", "review", evidence)],
        )
    };
    let before = stream(&[lines()]).replace("2026-06-01", "2026-05-01");
    let ran = run_with(&stream(&[lines()]), MEETINGS, Some(&before), false).unwrap();
    assert!(ran.text().contains("未確認 31日以上"));
}

#[test]
fn without_anybody_the_paper_says_so() {
    let ran = run(&[home(1, &[child(1, "子 一", "2017-05-03", &[])], &[])]);
    assert!(ran.items.is_empty());
    assert!(ran.text().contains("この会議に載せる人はいませんでした。"));
}

#[test]
fn a_list_whose_deadline_is_not_over_is_not_called_late() {
    let of = |deadline: u32| {
        let promised = format!("\"to\":\"2026-05\",\"deadline\":{deadline}");
        let stream = stream(&[family()]).replacen("\"to\":\"2026-05\"", &promised, 1);
        let ran = run_with(&stream, MEETINGS, None, false).unwrap();
        let text = ran.text();
        let lists = text.split("ひがし小\n").last().unwrap().to_owned();
        lists.lines().take(2).collect::<Vec<_>>().join(" ")
    };
    // The day of the run is the 1st: its evening is not over.
    assert_eq!(of(10), "令和8年5月 期限前（令和8年6月10日まで）");
    assert_eq!(of(1), "令和8年5月 期限前（令和8年6月1日まで）");
    let ran = run(&[family()]).text();
    assert!(ran.contains("令和8年5月\n未着"), "{ran}");
}

#[test]
fn rows_that_may_be_a_residents_are_nobody_more_to_count() {
    let resident = record("residents", "r.1", 2, json!({"status":"resident"}));
    let register = record("plans", "p.1", 9, json!({"made_on":"2025-10-06"}));
    let homes = [
        home(
            1,
            &[child(1, "海野 なぎさ", "2017-05-03", &[resident])],
            &[],
        ),
        home(
            2,
            &[child(2, "海野 なぎさ", "2017-03-05", &[register])],
            &[],
        ),
    ];
    let counted = |stream: &str| {
        let ran = run_with(stream, MEETINGS, None, false).unwrap();
        ran.agenda.gaps.children
    };
    let apart = stream(&homes);
    assert_eq!(counted(&apart), 2);
    let pair = r#"{"kind":"pair","a":"p.1/9","b":"r.1/2","bits":5.7,"by":[]}"#;
    let asked = apart.replacen(
        "{\"kind\":\"household\"",
        &format!("{pair}\n{{\"kind\":\"household\""),
        1,
    );
    assert_ne!(asked, apart);
    assert_eq!(counted(&asked), 1);
    // A flag on such a row is listed, and who is listed is counted.
    let mut flagged = homes.to_vec();
    let mut fired = flag(2, "absence-7-school-days", "immediate", json!([]));
    fired["household"] = json!("h-k7q2-000002");
    flagged[1].push(fired);
    let asked = stream(&flagged).replacen(
        "{\"kind\":\"household\"",
        &format!("{pair}\n{{\"kind\":\"household\""),
        1,
    );
    assert_eq!(counted(&asked), 2);
}

/// What became of a decision that was typed in whole into the list of the last meeting.
#[test]
fn a_case_that_a_meeting_closed_is_closed_until_a_newer_ledger_has_it_open() {
    // The ledger is of 31 May.
    let told = |on: &str| {
        let close = json!({"decision":"close","decided_on":on});
        let rows = [case(4), record("decisions", "d.1", 3, close)];
        run(&[home(
            1,
            &[child(1, "子 一", "2017-05-03", &rows)],
            &[review(1)],
        )])
    };
    let closed = told("2026-06-01");
    assert_eq!(closed.places(), Vec::<String>::new());
    let open = told("2026-05-31").text();
    assert!(
        open.contains("決定「決定 終結」→ 未（台帳はまだ開いています）"),
        "{open}"
    );
    // Who comes for something else is told how they stand.
    let absent = |on: &str| {
        let close = json!({"decision":"close","decided_on":on});
        let rows = [case(4), record("decisions", "d.1", 3, close)];
        let fires = flag(1, "absence-7-school-days", "immediate", json!([]));
        let child = child(1, "子 一", "2017-05-03", &rows);
        run(&[home(1, &[child], &[fires])]).text()
    };
    for words in [
        "終結（会議で決定）",
        "→ 不明（令和8年5月31日の台帳では開いています。決定のほうが新しい）",
    ] {
        assert!(absent("2026-06-01").contains(words), "{words}");
    }
}

#[test]
fn the_paper_says_what_became_of_each_decision_and_does_not_guess() {
    let decided = |on: &str| {
        record(
            "decisions",
            "d.1",
            3,
            json!({"decision":"continue","decided_on":on,"stage":"monitoring",
                "worker":"佐藤 さくら","recommendation":"short-stay","measure":"notice",
                "next_review":"2026-05"}),
        )
    };
    let told = |on: &str, records: &[Value]| {
        let mut all = vec![case(4), decided(on)];
        all.extend_from_slice(records);
        let child = child(1, "子 一", "2017-05-03", &all);
        run(&[home(1, &[child], &[review(1)])]).text()
    };
    // The ledger is of 31 May.
    let text = told("2026-05-20", &[]);
    for line in [
        "要支援児童・支援中・担当 佐藤 さくら",
        "決定「進行段階 進行管理」→ 未（台帳は「支援中」）",
        "決定「担当 佐藤 さくら」→ 済",
        "→ 未（利用勧奨の記録がありません）",
        "決定「次回見直し 令和8年5月」→ 未（時期を過ぎました）",
        "決定「措置・送致 児童相談所へ通知」→ 不明（名簿からはわかりません）",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    let text = told("2026-05-31", &[]);
    for line in [
        "進行管理（会議で決定）",
        "→ 不明（令和8年5月31日の台帳は「支援中」。決定のほうが新しい）",
    ] {
        assert_eq!(text.contains(line), line.starts_with('→'), "{line}: {text}");
    }
    let text = told("2026-06-01", &[]);
    assert!(text.contains("進行管理（会議で決定）"), "{text}");
    let given = record(
        "recommendations",
        "d.1",
        9,
        json!({"service":"short-stay","date":"2026-05-25"}),
    );
    let plan = record("plans", "p.1", 4, json!({"reviewed_on":"2026-05-28"}));
    let text = told("2026-05-20", &[given, plan]);
    for line in ["→ 済（令和8年5月25日）", "→ 済（令和8年5月28日）"] {
        assert!(text.contains(line), "{line}: {text}");
    }
}

#[test]
fn a_mark_of_yes_or_no_is_a_word_on_paper() {
    let told = |value: &str, lang| {
        let evidence = serde_json::from_value(
            json!({"source":"k.1","cell":"E5","field":"injury","value":value}),
        );
        crate::messages::value(&evidence.unwrap(), "notes", lang).unwrap()
    };
    assert_eq!(told("true", Lang::Ja), "あり");
    assert_eq!(told("false", Lang::Ja), "なし");
    assert_eq!(told("true", Lang::En), "yes");
}

#[test]
fn an_address_that_only_an_earlier_month_knows_is_withheld_as_well() {
    let mut hidden = child(
        1,
        "子 一",
        "2017-05-03",
        &[record(
            "cases",
            "c.1",
            4,
            json!({"category":"support-needed","stage":"supporting",
                "summary":"海の見える丘アパートに移った"}),
        )],
    );
    hidden["identities"] = json!([{"name":"子 一","address":"海の見える丘アパート"}]);
    let mut home = home(
        1,
        &[hidden],
        &[flag(1, "checkup-18m-not-taken", "immediate", json!([]))],
    );
    home[0]["protected"] = json!(true);
    let ran = run(&[home]);
    assert!(ran.text().contains("〔非表示〕に移った"));
    assert!(!ran.html().contains("海の見える丘"));
}

#[test]
fn a_household_is_drawn_with_everybody_in_it_and_nobody_alone() {
    let drawn = |ran: &Ran| {
        let pictures = ran.html().split("class=\"household\"").skip(1);
        let pictures = pictures.map(|rest| rest.split_once("</svg>").unwrap().0.to_owned());
        pictures.collect::<Vec<String>>()
    };
    let pictures = drawn(&run(&[family()]));
    assert_eq!(pictures.len(), 1);
    for name in ["海野 なぎさ", "海野 はるか"] {
        assert!(pictures[0].contains(name), "{}", pictures[0]);
    }
    // The one who is on the list has a second outline.
    let shapes = ["<rect", "<circle", "<path"].map(|tag| pictures[0].matches(tag).count());
    assert_eq!(shapes.iter().sum::<usize>(), 3, "{}", pictures[0]);
    // Those with whom a placed child lives may be its foster family.
    let placement = record(
        "placements",
        "m.1",
        4,
        json!({"placement_kind": "foster-parents"}),
    );
    let placed = child(1, "海野 なぎさ", "2017-05-03", &[case(4), placement]);
    let sibling = child(2, "海野 はるか", "2021-02-01", &[]);
    let urgent = flag(1, "absence-7-school-days", "immediate", absences());
    assert!(drawn(&run(&[home(1, &[placed, sibling], &[urgent])])).is_empty());
    let alone = child(1, "子 一", "2024-10-03", &[]);
    let reason = json!([{"source":"k.1","cell":"H9","field":"date"}]);
    let flag = flag(1, "checkup-18m-not-taken", "review", reason);
    assert!(drawn(&run(&[home(1, &[alone], &[flag])])).is_empty());
}
