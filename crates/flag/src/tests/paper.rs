use mimamori_record::line::Run;
use mimamori_record::{Input, Lang, Output, WriteOptions, pass};
use serde_json::json;

use super::stream::{Stream, case, checkup, marks, pupil, report, resident, sheet, shipped};
use crate::flag::FlagPass;
use crate::messages;
use crate::paper::Paper;

/// The paper of a stream, as a page.
fn page(stream: &Stream) -> String {
    let (config, rules) = shipped();
    let mut program = FlagPass::new(&config, &rules, None, Some(Lang::Ja));
    let (text, mut written) = (stream.text(), Vec::new());
    let mut input = Input::new(text.as_bytes(), false).unwrap();
    let mut output = Output::new(&mut written, WriteOptions::default());
    pass(&mut input, &mut output, Run::default(), &mut program).unwrap();
    output.close(true).unwrap();
    let collected = program.collected.unwrap();
    let paper = Paper::new(&collected, &program.tally, &rules, &config, Lang::Ja);
    paper.workbook().html().unwrap()
}

#[test]
fn nobody_is_asked_to_correct_a_list_of_which_a_later_one_is_here() {
    let problem = json!({"kind": "problem", "code": "cell-unreadable", "source": "a5.1",
        "dataset": "attendance", "column": "L", "row": 4});
    let family = |stream: Stream| {
        let child = vec![resident("2018-10-03"), pupil()];
        stream.family(&[("2018-10-03", child)])
    };
    let alone = page(&family(Stream::new()).with(problem.clone()));
    let (replaced, needed) = (
        messages::REPLACED_NO_NEED.pick(Lang::Ja),
        messages::reason_advice("cell-unreadable", Lang::Ja),
    );
    assert!(alone.contains(&needed) && !alone.contains(replaced));
    let mut later = sheet(5);
    later["id"] = json!("b5.1");
    later["as_of"] = json!("2026-06-01");
    let stream = family(Stream::new()).with(later).with(problem);
    let unread = page(&stream);
    let unread = unread.rsplit("読めなかったもの").next().unwrap();
    assert!(
        unread.contains(replaced) && !unread.contains(&needed),
        "{unread}"
    );
}

#[test]
fn without_the_ledger_the_paper_says_that_supported_children_may_stand_as_new() {
    let child = vec![resident("2018-10-03"), pupil()];
    let stream = || Stream::new().family(&[("2018-10-03", child.clone())]);
    assert!(!page(&stream()).contains("台帳で確かめてください"));
    let without = page(&stream().without("c.1"));
    assert!(
        without.contains("ケース台帳が揃っていないので"),
        "{without}"
    );
}

#[test]
fn without_an_earlier_run_nothing_is_called_new() {
    let days: Vec<u32> = (1..=29).collect();
    let child = vec![
        resident("2018-10-03"),
        pupil(),
        marks(5, &days, json!("absent-no-contact")),
    ];
    let alone = page(&Stream::new().family(&[("2018-10-03", child)]));
    assert!(alone.contains("連絡のない欠席"), "{alone}");
    assert!(!alone.contains(">新しい<") && alone.contains("前回の一覧とは比べていない"));
}

#[test]
fn the_paper_counts_areas_of_life_and_gives_no_score() {
    let absent = |april: &[u32], may: &[u32]| {
        let without_contact = |month, days| marks(month, days, json!("absent-no-contact"));
        let child = vec![
            resident("2018-10-03"),
            pupil(),
            without_contact(4, april),
            without_contact(5, may),
        ];
        page(&Stream::new().family(&[("2018-10-03", child)]))
    };
    // A single reason is not called by the name of its area.
    let one = absent(&[9, 10], &[]);
    assert!(!one.contains("養育・安全") && !one.contains("領域は"));
    let (april, may): (Vec<u32>, Vec<u32>) = ((9..=30).collect(), (1..=29).collect());
    let two = absent(&april, &may);
    assert!(two.contains("養育・安全") && two.contains("登校・欠席"));
    assert!(two.contains("（領域は2つ）"));
}

/// The rows of the first table of a page, a text each.
fn rows(page: &str, table: usize) -> Vec<String> {
    let table = page.split("<tbody").nth(table + 1).unwrap();
    let table = table.split("</tbody>").next().unwrap();
    let rows = table.split("</tr>").filter(|row| row.contains("<td"));
    let plain = |row: &str| {
        let mut text = String::new();
        let mut within = false;
        for c in row.chars() {
            match c {
                '<' => within = true,
                '>' => (within, text) = (false, text + "\n"),
                _ if !within => text.push(c),
                _ => {}
            }
        }
        text
    };
    rows.map(plain).collect()
}

#[test]
fn an_absence_says_the_newest_mark_and_whose_sheet_is_missing_for_the_days_since() {
    let absent = marks(4, &[13, 14], json!("absent-no-contact"));
    let stream = |stream: Stream| {
        let child = vec![
            resident("2018-10-03"),
            pupil(),
            absent.clone(),
            marks(5, &[], json!("present")),
        ];
        stream.family(&[("2018-10-03", child)])
    };
    let here = rows(&page(&stream(Stream::new())), 1).remove(0);
    assert!(
        here.contains("いちばん新しい記録: 令和8年5月29日 出席（3日前）"),
        "{here}"
    );
    assert!(!here.contains("名簿が届いていません"), "{here}");
    // Days 13 and 14 of April, and the newest one of May.
    assert!(here.contains("Q10:R10") && here.contains("AG10"), "{here}");
    let missing = page(&stream(Stream::new().without("a5.1")));
    let missing = rows(&missing, 1).remove(0);
    assert!(
        missing.contains("いちばん新しい記録: 令和8年4月30日 出席（32日前）"),
        "{missing}"
    );
    assert!(
        missing.contains("出欠 みなと小 令和8年5月: 名簿が届いていません"),
        "{missing}"
    );
}

#[test]
fn gaps_that_stand_with_the_first_reason_are_not_denied_with_the_second() {
    let child = vec![
        resident("2018-10-03"),
        pupil(),
        case(json!("2026-01-20")),
        marks(4, &[13, 14, 15], json!("absent-no-contact")),
    ];
    let told = |stream: Stream| {
        let stream = stream.family(&[("2018-10-03", child.clone())]);
        rows(&page(&stream), 0)
    };
    let rows = told(Stream::new().without("a5.1"));
    assert!(
        rows.len() > 1 && rows[0].contains("名簿の抜け:\n"),
        "{rows:?}"
    );
    assert!(rows[1].contains("名簿の抜け: 上の行のとおり"), "{rows:?}");
}

#[test]
fn each_registered_sibling_is_named_with_what_the_ledger_says_of_it() {
    let mut protected = case(json!("2026-05-20"));
    protected["category"] = json!("protected-child");
    protected["stage"] = json!("planned");
    let sibling = |born: &str, case| (born.to_owned(), vec![resident(born), case]);
    let children = [
        ("2024-01-05".to_owned(), vec![resident("2024-01-05")]),
        sibling("2021-05-05", protected),
        sibling("2022-06-06", case(json!("2026-05-21"))),
    ];
    let children: Vec<(&str, Vec<_>)> = children
        .iter()
        .map(|(born, records)| (born.as_str(), records.clone()))
        .collect();
    let told = rows(&page(&Stream::new().family(&children)), 0).concat();
    for said in [
        "見本 葵（5歳）: 区分 要保護児童、進行段階 支援方針・計画、受理日 令和7年9月1日（273日前）",
        "見本 葵（3歳）: 区分 要支援児童、進行段階 支援中、受理日 令和7年9月1日（273日前）",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
}

#[test]
fn a_household_stands_on_one_sheet_with_all_its_children() {
    let absent = |born: &'static str, more: Vec<_>| {
        let mut records = vec![
            resident(born),
            pupil(),
            marks(5, &[7, 8], json!("absent-no-contact")),
        ];
        records.extend(more);
        (born, records)
    };
    let known = absent("2018-10-03", vec![case(json!("2026-05-20")), report()]);
    let stream = Stream::new()
        .family(&[known, absent("2016-10-03", Vec::new())])
        .family(&[absent("2017-10-03", Vec::new())]);
    let page = page(&stream);
    let ages = |table: usize| -> Vec<bool> {
        let rows = rows(&page, table);
        rows.iter().map(|row| row.contains("8歳 小3")).collect()
    };
    // Both children of the supported family, and the brother is a reason of his own.
    assert_eq!(rows(&page, 0).len(), 3, "{:?}", rows(&page, 0));
    assert!(!ages(0).contains(&true), "{:?}", rows(&page, 0));
    assert_eq!(ages(1), [true]);
    assert!(
        page.contains("この表には1世帯の2人。うち、すぐ確認2人"),
        "{page}"
    );
}

#[test]
fn a_check_up_says_which_one_since_when_and_that_the_file_hides_comments() {
    let child = vec![
        resident("2023-03-01"),
        checkup("18m", json!({})),
        checkup("4m", json!({"date": "2023-07-01"})),
    ];
    let problem =
        json!({"kind": "problem", "code": "not-visible", "path": "2026-05/in/checkups.xlsx"});
    let stream = Stream::new().family(&[("2023-03-01", child)]).with(problem);
    let page = page(&stream);
    let told = rows(&page, 1).remove(0);
    for said in [
        "1歳6か月児健診の受診日 空欄",
        "いつから: 令和7年3月1日（457日前）",
        "→ 母子保健の担当と、連絡をしたか",
        "ほかの市町村などで受けたか",
        "名簿の抜け:\n・コメントや色の見えない形式です（checkups.xlsx）",
        "令和5年3月1日生",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
}

#[test]
fn a_list_that_was_looked_through_is_told_apart_from_a_cell() {
    let nowhere = vec![resident("2018-10-03")];
    let page_of = |children: &[(&str, Vec<_>)]| page(&Stream::new().family(children));
    let told = rows(&page_of(&[("2018-10-03", nowhere)]), 1).concat();
    assert!(
        told.contains("school-register.xlsxのどの行にもない"),
        "{told}"
    );
    let mut absent = vec![
        resident("2018-10-03"),
        pupil(),
        marks(5, &[7, 8], json!("absent-no-contact")),
        case(json!("2026-05-20")),
        report(),
    ];
    let told = rows(&page_of(&[("2018-10-03", absent.clone())]), 0).concat();
    assert!(!told.contains("どの行にもない"), "{told}");
    // The stage has the word of the sheet, and says that it is the stage.
    assert!(told.contains("要支援児童・段階 支援中"), "{told}");
    absent.push(
        json!({"dataset": "decisions", "source": "d.1", "decided_on": "2026-06-01",
        "category": "protected-child"}),
    );
    let told = rows(&page_of(&[("2018-10-03", absent)]), 0).concat();
    assert!(told.contains("要保護児童（会議で決定）・段階"), "{told}");
}

#[test]
fn those_of_whom_something_is_not_known_are_named_by_missing_list() {
    let child = vec![resident("2018-10-03"), pupil()];
    let stream = Stream::new()
        .without("a5.1")
        .family(&[("2018-10-03", child)]);
    let page = page(&stream);
    let named = rows(&page, 3);
    assert!(
        named[0].contains("出欠 みなと小 令和8年5月: 名簿が届いていません　1人"),
        "{named:?}"
    );
    assert!(
        named[1].contains("見本 葵") && named[1].contains("連絡のない欠席が続いている？"),
        "{named:?}"
    );
}

#[test]
fn a_supported_child_of_whom_an_urgent_question_is_open_stands_on_the_sheet_of_the_supported() {
    let child = |more: Vec<_>| {
        let mut records = vec![resident("2018-10-03"), pupil()];
        records.extend(more);
        let page = page(
            &Stream::new()
                .without("a5.1")
                .family(&[("2018-10-03", records)]),
        );
        rows(&page, 0).concat()
    };
    let told = child(vec![case(json!("2026-05-20")), report()]);
    for said in [
        "答えの出ていない人",
        "続けて7日以上の欠席（登録児童）？",
        "出欠 みなと小 令和8年5月",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    // Of others the sheet behind the counts tells.
    assert!(!child(Vec::new()).contains("答えの出ていない人"));
}

#[test]
fn no_page_tells_the_school_of_a_protected_household() {
    let mut other = sheet(4);
    other["id"] = json!("o4.1");
    other["institution"] = json!("かくれ小");
    other["path"] = json!("2026-05/in/かくれ小/出欠4月.xlsx");
    let mut moved = marks(4, &[21, 22], json!("absent-no-contact"));
    moved["source"] = json!("o4.1");
    let hidden = || {
        let mut pupil = pupil();
        pupil["institution"] = json!("かくれ小");
        let absent = marks(4, &[16, 17, 20], json!("absent-no-contact"));
        vec![resident("2018-10-03"), pupil, absent, moved.clone()]
    };
    let stream = |protected: bool| {
        let mut stream = Stream::new()
            .family(&[("2018-10-03", hidden())])
            .with(other.clone());
        stream.families[0][0]["protected"] = json!(protected);
        for line in &mut stream.head {
            if line["name"] == "attendance" {
                let expected =
                    json!({"institution": "かくれ小", "from": "2026-04", "to": "2026-05"});
                line["expected"].as_array_mut().unwrap().push(expected);
            }
        }
        page(&stream)
    };
    assert!(stream(false).contains("かくれ小"));
    // Not in the counts either: who is named could be subtracted, and where one school alone has not
    // sent its list the month and the reason tell which.
    let protected = stream(true);
    assert!(protected.contains("（支援措置）"), "{protected}");
    assert!(
        protected.contains("出欠の一部がわかりません"),
        "{protected}"
    );
    assert!(protected.contains("もとの名簿で確かめてください"));
    for told in ["かくれ小", "名簿が届いていません"] {
        assert!(!protected.contains(told), "{told}: {protected}");
    }
}
