use mimamori_record::line::Run;
use mimamori_record::{Input, Lang, Output, WriteOptions, pass};
use serde_json::json;

use super::stream::{Stream, marks, pupil, resident, sheet, shipped};
use crate::flag::FlagPass;
use crate::messages;
use crate::paper::Paper;

/// The paper of a stream, as a page.
fn page(stream: &Stream) -> String {
    let (config, rules) = shipped();
    let mut program = FlagPass::new(&config, &rules, None, true);
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
    assert!(alone.contains("養育・安全"), "{alone}");
    assert!(!alone.contains("新しい") && alone.contains("前回の一覧とは比べていません"));
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
    let one = absent(&[9, 10], &[]);
    assert!(one.contains("養育・安全") && !one.contains("領域の数"));
    let (april, may): (Vec<u32>, Vec<u32>) = ((9..=30).collect(), (1..=29).collect());
    assert!(absent(&april, &may).contains("領域の数 2"));
}
