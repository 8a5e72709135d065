//! No is only no when the list that would tell was read; else it is unknown, with the reason.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

use mimamori_record::line::{
    Columns, Dataset, Expected, FieldUse, Pair, Per, Problem, Record, ReturnedPaper, Source,
    SourceState,
};
use mimamori_record::{Absence, Arrival, Coverage, Seen, reason};
use serde_json::json;

const MAY: &str = "2026-05";

fn attendance() -> Dataset {
    let expected = |name: &str| Expected {
        institution: Some(name.into()),
        from: Some("2026-04".into()),
        to: Some("2027-03".into()),
        ..Expected::default()
    };
    Dataset {
        name: "attendance".into(),
        closed: true,
        expected: vec![expected("みなと小"), expected("ひがし小")],
        fields: [(
            "days".to_owned(),
            FieldUse {
                blank: Some("present".into()),
                ..FieldUse::default()
            },
        )]
        .into(),
        ..Dataset::default()
    }
}

fn source(id: &str, school: &str) -> Source {
    Source {
        id: id.into(),
        dataset: "attendance".into(),
        path: format!("2026-05/in/{school}/出欠5月.xlsx"),
        institution: Some(school.into()),
        from: Some("2026-05-01".into()),
        to: Some("2026-05-31".into()),
        as_of: Some("2026-05-31".into()),
        columns: [
            ("days".to_owned(), Columns::One("D".into())),
            ("kana".to_owned(), Columns::One("C".into())),
        ]
        .into(),
        days: [("2026-05-25".to_owned(), "AA".to_owned())].into(),
        ..Source::default()
    }
}

fn coverage(change: impl FnOnce(&mut Vec<Source>, &mut Coverage)) -> Coverage {
    let mut coverage = Coverage::default();
    coverage.add_dataset(attendance());
    let mut sources = vec![source("a.1", "みなと小"), source("b.1", "ひがし小")];
    change(&mut sources, &mut coverage);
    for source in sources {
        coverage.add_source(source);
    }
    coverage.settle();
    coverage
}

fn absent(coverage: &Coverage) -> Absence {
    coverage.absence("attendance", None, Some("2026-05-31"), [].into_iter())
}

fn codes(absence: Absence) -> Vec<String> {
    match absence {
        Absence::No(_) => Vec::new(),
        Absence::Unknown(causes) => causes.into_iter().map(|cause| cause.code).collect(),
    }
}

#[test]
fn absence_from_lists_that_were_all_read_is_no_and_names_them() {
    let Absence::No(lists) = absent(&coverage(|_, _| {})) else {
        panic!("unknown")
    };
    let ids: Vec<_> = lists
        .iter()
        .map(|e| (e.source.as_str(), e.absent))
        .collect();
    assert_eq!(ids, [("a.1", true), ("b.1", true)]);
}

#[test]
fn a_school_that_has_not_answered_makes_absence_unknown() {
    let coverage = coverage(|sources, _| drop(sources.pop()));
    let Absence::Unknown(causes) = absent(&coverage) else {
        panic!("no")
    };
    assert_eq!(causes[0].code, reason::LIST_MISSING.code);
    assert_eq!(causes[0].institution.as_deref(), Some("ひがし小"));
    assert!(matches!(
        coverage.arrival("attendance", Some("ひがし小"), MAY),
        Arrival::Missing(_)
    ));
    assert_eq!(
        coverage.arrival("attendance", Some("みなと小"), MAY),
        Arrival::Arrived
    );
    assert_eq!(
        coverage.arrival("attendance", Some("やまて小"), MAY),
        Arrival::NotExpected
    );
}

#[test]
fn a_list_of_no_school_stands_for_none_where_every_school_owes_its_own() {
    let coverage = coverage(|sources, _| {
        sources.pop();
        sources[0].institution = None;
    });
    assert_eq!(
        codes(absent(&coverage)),
        [reason::LIST_MISSING.code, reason::LIST_MISSING.code]
    );
    for school in ["みなと小", "ひがし小"] {
        assert!(matches!(
            coverage.arrival("attendance", Some(school), MAY),
            Arrival::Missing(_)
        ));
        let absence = coverage.absence("attendance", Some(school), None, [].into_iter());
        assert_eq!(codes(absence), [reason::LIST_MISSING.code]);
    }
}

#[test]
fn a_list_of_no_school_stands_for_all_where_one_list_of_the_town_is_expected() {
    let mut coverage = Coverage::default();
    coverage.add_dataset(Dataset {
        expected: vec![Expected::default()],
        ..attendance()
    });
    coverage.add_source(Source {
        institution: None,
        ..source("a.1", "みなと小")
    });
    coverage.settle();
    let absence = coverage.absence("attendance", Some("みなと小"), None, [].into_iter());
    assert!(matches!(absence, Absence::No(_)));
}

#[test]
fn a_list_of_no_school_stands_for_the_schools_that_its_rows_name() {
    let coverage = coverage(|sources, _| {
        sources.clear();
        sources.push(Source {
            institution: None,
            rows: 40,
            institutions: [("みなと小".to_owned(), 31)].into(),
            ..source("c.1", "")
        });
    });
    let arrival = |school| coverage.arrival("attendance", Some(school), MAY);
    assert_eq!(arrival("みなと小"), Arrival::Arrived);
    assert!(matches!(arrival("ひがし小"), Arrival::Missing(_)));
    let rows = |school| coverage.rows("attendance", school, Some(MAY));
    assert_eq!(
        [Some("みなと小"), Some("ひがし小"), None].map(rows),
        [31, 0, 40]
    );
    let absence = |school| coverage.absence("attendance", school, None, [].into_iter());
    assert!(matches!(absence(Some("みなと小")), Absence::No(_)));
    assert_eq!(
        codes(absence(Some("ひがし小"))),
        [reason::LIST_MISSING.code]
    );
}

#[test]
fn an_unreadable_list_of_no_school_is_a_gap_for_every_school() {
    let coverage = coverage(|sources, _| {
        sources.push(Source {
            institution: None,
            state: SourceState::Unreadable,
            ..source("c.1", "")
        });
    });
    let absence = coverage.absence("attendance", Some("みなと小"), None, [].into_iter());
    assert_eq!(codes(absence), [reason::LIST_UNREADABLE.code]);
}

#[test]
fn a_list_that_does_not_reach_the_day_makes_absence_unknown() {
    let coverage = coverage(|sources, _| sources[0].as_of = Some("2026-05-20".into()));
    assert_eq!(codes(absent(&coverage)), [reason::LIST_TOO_OLD.code]);
    assert!(matches!(
        coverage.arrival("attendance", Some("みなと小"), MAY),
        Arrival::Partial(_)
    ));
}

#[test]
fn a_row_that_nobody_can_read_makes_absence_unknown() {
    let coverage = coverage(|sources, _| sources[0].rows_unread = 1);
    assert_eq!(codes(absent(&coverage)), [reason::ROWS_UNREAD.code]);
}

#[test]
fn rows_lost_on_the_way_and_rows_of_nobody_make_absence_unknown() {
    for code in [reason::RECORDS_MISSING.code, reason::RECORD_LOOSE.code] {
        let coverage = coverage(|_, coverage| {
            coverage.add_problem(&Problem {
                code: code.into(),
                source: Some("b.1".into()),
                ..Problem::default()
            });
        });
        assert_eq!(codes(absent(&coverage)), [reason::ROWS_UNREAD.code]);
    }
}

#[test]
fn a_later_list_of_events_adds_to_the_earlier_one() {
    let coverage = coverage(|sources, coverage| {
        coverage.add_dataset(Dataset {
            per: Per::Event,
            ..attendance()
        });
        let mut again = source("c.1", "みなと小");
        again.as_of = Some("2026-06-02".into());
        sources.push(again);
        sources[0].as_of = Some("2026-05-20".into());
    });
    assert!(coverage.judged("a.1") && coverage.judged("c.1"));
    // Together they reach the day.
    assert!(codes(absent(&coverage)).is_empty());
}

#[test]
fn what_people_wrote_into_a_paper_of_ours_is_not_the_list_that_was_promised() {
    let paper = || Source {
        as_of: None,
        paper: Some(ReturnedPaper {
            kind: "agenda".into(),
            ..ReturnedPaper::default()
        }),
        ..source("c.1", "ひがし小")
    };
    let missing = coverage(|sources, _| sources[1] = paper());
    assert_eq!(codes(absent(&missing)), [reason::LIST_MISSING.code]);
    let arrival = missing.arrival("attendance", Some("ひがし小"), MAY);
    assert!(matches!(arrival, Arrival::Missing(_)));
    // And neither replaces the other.
    let both = coverage(|sources, _| sources.push(paper()));
    assert!(both.judged("b.1") && both.judged("c.1"));
    assert!(matches!(absent(&both), Absence::No(_)));
}

#[test]
fn a_damaged_file_makes_absence_unknown() {
    let coverage = coverage(|sources, _| sources[1].state = SourceState::Unreadable);
    assert!(codes(absent(&coverage)).contains(&reason::LIST_UNREADABLE.code.to_owned()));
}

#[test]
fn a_workbook_for_each_grade_is_a_half_and_replaces_only_its_own_classes() {
    let sheet = |id: &str, sheet: &str, as_of: &str| Source {
        sheet: Some(sheet.to_owned()),
        as_of: Some(as_of.to_owned()),
        ..source(id, "みなと小")
    };
    let coverage = coverage(|sources, _| {
        sources.extend([
            sheet("c.1", "1年1組", "2026-05-28"),
            sheet("d.1", "２年１組", "2026-05-29"),
            sheet("e.1", "1年 1組", "2026-05-30"),
            sheet("f.1", "出欠", "2026-05-01"),
        ]);
        sources.retain(|source| source.sheet.is_some());
    });
    let judged = ["c.1", "d.1", "e.1", "f.1"].map(|id| coverage.judged(id));
    // The first of grade 1 came again; a sheet that is no class may be the whole list.
    assert_eq!(judged, [false, true, true, false]);
    let of = |id: &str| coverage.source(id).unwrap();
    assert!(coverage.are_halves(of("d.1"), of("e.1")));
    assert!(!coverage.are_halves(of("c.1"), of("e.1")));
    assert!(!coverage.are_halves(of("d.1"), of("f.1")));
}

#[test]
fn an_open_question_about_a_row_makes_absence_unknown() {
    let coverage = coverage(|_, coverage| {
        coverage.add_pair(&Pair {
            a: "r.1/7".into(),
            b: "a.1/12".into(),
            ..Pair::default()
        });
    });
    let resident = Record {
        source: "r.1".into(),
        row: 7,
        ..Record::default()
    };
    let absence = coverage.absence("attendance", None, None, [&resident].into_iter());
    assert_eq!(codes(absence), [reason::UNDECIDED_PAIR.code]);
}

#[test]
fn a_list_that_nobody_calls_closed_says_nothing_by_absence() {
    let mut coverage = Coverage::default();
    coverage.add_dataset(Dataset {
        closed: false,
        ..attendance()
    });
    coverage.settle();
    assert_eq!(codes(absent(&coverage)), [reason::LIST_NOT_CLOSED.code]);
}

#[test]
fn the_later_of_two_deliveries_holds_whatever_their_order() {
    for reversed in [false, true] {
        let coverage = coverage(|sources, _| {
            let mut again = source("c.1", "みなと小");
            again.as_of = Some("2026-06-02".into());
            sources.push(again);
            if reversed {
                sources.reverse();
            }
        });
        assert!(!coverage.judged("a.1"));
        assert!(coverage.judged("b.1"));
        assert!(coverage.judged("c.1"));
    }
}

#[test]
fn two_files_of_the_same_day_both_hold() {
    let coverage = coverage(|sources, _| sources.push(source("c.1", "みなと小")));
    assert!(coverage.judged("a.1") && coverage.judged("c.1"));
}

#[test]
fn sheets_of_one_file_are_one_delivery() {
    let coverage = coverage(|sources, _| sources.push(source("a.2", "みなと小")));
    assert!(coverage.judged("a.1") && coverage.judged("a.2"));
}

#[test]
fn a_blank_a_column_that_is_not_there_and_an_unreadable_cell_are_three_things() {
    let coverage = coverage(|_, _| {});
    let fields = json!({"name": null, "days": {"2026-05-25": "absent-ill"}});
    let record = Record {
        dataset: "attendance".into(),
        source: "a.1".into(),
        row: 12,
        fields: fields.as_object().unwrap().clone(),
        ..Record::default()
    };
    assert_eq!(coverage.look(&record, "name"), Seen::Unreadable);
    assert_eq!(coverage.look(&record, "kana"), Seen::Blank(None));
    assert_eq!(coverage.look(&record, "phone"), Seen::NotAsked);
    let evidence = coverage.evidence(&record, "days", Some("2026-05-25"));
    assert_eq!(evidence.cell.as_deref(), Some("AA12"));
    assert_eq!(evidence.value.as_deref(), Some("absent-ill"));
}

#[test]
fn of_the_same_list_in_the_folders_of_two_months_the_later_one_holds() {
    let coverage = coverage(|sources, _| {
        sources[0].delivered = Some("2026-05".into());
        sources.push(Source {
            delivered: Some("2026-06".into()),
            ..source("c.1", "みなと小")
        });
        // Drawn up earlier: that it lies in a later folder makes it no newer.
        sources.push(Source {
            as_of: Some("2026-05-20".into()),
            delivered: Some("2026-07".into()),
            ..source("d.1", "みなと小")
        });
    });
    let judged = |id| coverage.judged(id);
    assert_eq!(
        ["a.1", "b.1", "c.1", "d.1"].map(judged),
        [false, true, true, false]
    );
}
