//! No is only no when the list that would tell was read; else it is unknown, with the reason.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

use mimamori_record::line::{
    Columns, Cover, Dataset, Earlier, Expected, FieldUse, Pair, PartColumns, Per, Problem, Record,
    ReturnedPaper, Source, SourceState,
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
fn a_later_list_with_other_people_takes_the_place_of_none() {
    let both = |said: bool| {
        coverage(|sources, coverage| {
            let mut other = source("c.1", "みなと小");
            other.as_of = Some("2026-06-02".into());
            sources.push(other);
            sources[0].as_of = Some("2026-05-20".into());
            let problem = Problem {
                code: reason::PEOPLE_DIFFER.code.into(),
                source: Some("c.1".into()),
                earlier: Some(Earlier {
                    source: Some("a.1".into()),
                    ..Earlier::default()
                }),
                ..Problem::default()
            };
            if said {
                coverage.add_problem(&problem);
            }
        })
    };
    assert!(!both(false).judged("a.1"));
    let both = both(true);
    assert!(both.judged("a.1") && both.judged("c.1"));
    assert_eq!(both.replacements().count(), 0);
    // The later one says nothing about how far the other one reaches.
    assert_eq!(codes(absent(&both)), [reason::LIST_TOO_OLD.code]);
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
fn a_row_that_is_blank_in_the_columns_of_all_its_parts_is_blank_and_not_unasked() {
    let mut coverage = Coverage::default();
    coverage.add_dataset(Dataset {
        name: "vaccinations".into(),
        fields: [(
            "date".to_owned(),
            FieldUse {
                blank: Some("no".into()),
                ..FieldUse::default()
            },
        )]
        .into(),
        ..Dataset::default()
    });
    let parts = [("bcg", "C"), ("hepatitis-b-1", "D")];
    let parts = parts.map(|(part, column)| (part.to_owned(), PartColumns::One(column.to_owned())));
    coverage.add_source(Source {
        id: "v.1".into(),
        dataset: "vaccinations".into(),
        columns: [("date".to_owned(), Columns::PerPart(parts.into()))].into(),
        ..Source::default()
    });
    coverage.settle();
    let row = Record {
        dataset: "vaccinations".into(),
        source: "v.1".into(),
        row: 9,
        ..Record::default()
    };
    assert_eq!(coverage.look(&row, "date"), Seen::Blank(Some("no")));
    assert_eq!(coverage.cell(&row, "date", None).as_deref(), Some("C9"));
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

/// A list of a day with these classes of ten rows.
fn classes(id: &str, as_of: &str, classes: &[&str]) -> Source {
    let cover = |class: &&str| Cover {
        class: Some((*class).to_owned()),
        rows: 10,
        ..Cover::default()
    };
    Source {
        as_of: Some(as_of.to_owned()),
        rows: 10 * u32::try_from(classes.len()).unwrap(),
        covers: classes.iter().map(cover).collect(),
        ..source(id, "みなと小")
    }
}

fn of_classes(mut all: Vec<Source>) -> Coverage {
    coverage(|sources, _| {
        sources.clear();
        sources.append(&mut all);
    })
}

fn row(source: &str, class: &str) -> Record {
    Record {
        dataset: "attendance".into(),
        source: source.into(),
        fields: json!({"class": class}).as_object().unwrap().clone(),
        ..Record::default()
    }
}

fn rows(coverage: &Coverage) -> u64 {
    coverage.rows("attendance", Some("みなと小"), Some(MAY))
}

#[test]
fn a_workbook_for_each_grade_replaces_only_that_of_its_own_grade() {
    let coverage = of_classes(vec![
        classes("a.1", "2026-05-28", &["1年1組", "1年2組"]),
        classes("b.1", "2026-05-29", &["2年1組"]),
        classes("c.1", "2026-05-30", &["1年1組", "1年2組"]),
    ]);
    let judged = ["a.1", "b.1", "c.1"].map(|id| coverage.judged(id));
    assert_eq!(judged, [false, true, true]);
    assert_eq!(rows(&coverage), 30);
    assert_eq!(coverage.ties().count(), 0);
    let old: Vec<&str> = coverage
        .replacements()
        .map(|(old, ..)| old.id.as_str())
        .collect();
    assert_eq!(old, ["a.1"]);
}

#[test]
fn a_class_that_is_sent_once_more_is_taken_from_the_whole_list_and_no_other() {
    let coverage = of_classes(vec![
        classes("a.1", "2026-05-28", &["1組", "2組", "3組"]),
        classes("b.1", "2026-05-29", &["2組"]),
    ]);
    assert!(coverage.judged("a.1") && coverage.judged("b.1"));
    let counts = [
        ("a.1", "1組"),
        ("a.1", "2組"),
        ("a.1", "２ 組"),
        ("b.1", "2組"),
    ]
    .map(|(source, class)| coverage.counts(&row(source, class)));
    assert_eq!(counts, [true, false, false, true]);
    assert_eq!(rows(&coverage), 30);
    let partly: Vec<bool> = coverage.replacements().map(|(.., whole)| whole).collect();
    assert_eq!(partly, [false]);
}

#[test]
fn classes_that_came_again_one_by_one_replace_the_whole_list_together() {
    let coverage = of_classes(vec![
        classes("a.1", "2026-05-28", &["1組", "2組"]),
        classes("b.1", "2026-05-29", &["1組"]),
        classes("c.1", "2026-05-30", &["2組"]),
    ]);
    assert!(!coverage.judged("a.1"));
    assert_eq!(rows(&coverage), 20);
}

#[test]
fn a_list_that_does_not_say_what_it_holds_replaces_every_earlier_one() {
    let coverage = of_classes(vec![
        classes("a.1", "2026-05-28", &["1組"]),
        classes("b.1", "2026-05-29", &["2組"]),
        Source {
            rows: 25,
            ..classes("c.1", "2026-05-30", &[])
        },
    ]);
    let judged = ["a.1", "b.1", "c.1"].map(|id| coverage.judged(id));
    assert_eq!(judged, [false, false, true]);
    assert_eq!(rows(&coverage), 25);
}

#[test]
fn a_sheet_without_rows_beside_sheets_of_classes_replaces_no_other_class() {
    let coverage = of_classes(vec![
        classes("a.1", "2026-05-28", &["1組"]),
        classes("b.1", "2026-05-29", &["2組"]),
        classes("b.2", "2026-05-29", &[]),
    ]);
    assert!(coverage.judged("a.1"));
}

#[test]
fn of_two_lists_of_a_day_that_name_the_same_class_both_hold_and_one_is_counted() {
    let coverage = of_classes(vec![
        classes("a.1", "2026-05-31", &["1組", "2組"]),
        classes("b.1", "2026-05-31", &["1組"]),
        classes("c.1", "2026-05-31", &["3組"]),
    ]);
    assert!(["a.1", "b.1", "c.1"].iter().all(|id| coverage.judged(id)));
    let ties: Vec<_> = coverage.ties().map(|(a, b)| (&*a.id, &*b.id)).collect();
    assert_eq!(ties, [("a.1", "b.1")]);
    assert_eq!(rows(&coverage), 30);
}

#[test]
fn a_copy_counts_once_for_events_too() {
    for per in [Per::PersonMonth, Per::Event] {
        let coverage = coverage(|sources, coverage| {
            coverage.add_dataset(Dataset {
                per,
                ..attendance()
            });
            sources[0].rows = 9;
            sources.push(Source {
                rows: 9,
                same_as: Some("a.1".into()),
                ..source("c.1", "みなと小")
            });
            // The same bytes in the folder of another school are no copy.
            sources[1].same_as = Some("a.1".into());
        });
        let judged = ["a.1", "b.1", "c.1"].map(|id| coverage.judged(id));
        assert_eq!(judged, [true, true, false]);
        assert_eq!(rows(&coverage), 9);
        let copies: Vec<&str> = coverage.copies().map(|copy| copy.id.as_str()).collect();
        assert_eq!(copies, ["c.1"]);
        assert_eq!(
            (coverage.ties().count(), coverage.replacements().count()),
            (0, 0)
        );
    }
}

#[test]
fn each_check_up_holds_until_its_own_list_comes_again() {
    let list = |id: &str, as_of: &str, month: &str, parts: &[&str]| Source {
        from: None,
        to: None,
        delivered: Some(month.to_owned()),
        covers: parts
            .iter()
            .map(|part| Cover {
                part: Some((*part).to_owned()),
                rows: 10,
                ..Cover::default()
            })
            .collect(),
        ..classes(id, as_of, &[])
    };
    let coverage = of_classes(vec![
        list("a.1", "2026-05-14", "2026-05", &["4m"]),
        list("b.1", "2026-05-21", "2026-05", &["18m"]),
        list("c.1", "2026-06-11", "2026-06", &["4m"]),
    ]);
    let judged = ["a.1", "b.1", "c.1"].map(|id| coverage.judged(id));
    assert_eq!(judged, [false, true, true]);
}

#[test]
fn the_register_of_a_new_month_leaves_out_the_classes_that_are_no_more() {
    let list = |id: &str, month: &str, of: &[&str]| Source {
        from: None,
        to: None,
        delivered: Some(month.to_owned()),
        ..classes(id, &format!("{month}-20"), of)
    };
    let coverage = of_classes(vec![
        list("a.1", "2026-03", &["1組", "2組"]),
        list("a.2", "2026-03", &["3組"]),
        list("b.1", "2026-04", &["1組", "2組"]),
    ]);
    assert!(!coverage.judged("a.1") && !coverage.judged("a.2"));
    // Within one folder it is a correction of some classes.
    let coverage = of_classes(vec![
        list("a.1", "2026-04", &["1組", "3組"]),
        Source {
            as_of: Some("2026-04-25".into()),
            ..list("b.1", "2026-04", &["1組"])
        },
    ]);
    assert!(coverage.judged("a.1"));
    assert!(coverage.counts(&row("a.1", "3組")) && !coverage.counts(&row("a.1", "1組")));
}

#[test]
fn a_grade_whose_own_list_is_too_old_is_told_although_another_grade_reaches_the_day() {
    let coverage = of_classes(vec![
        classes("a.1", "2026-05-20", &["1年1組"]),
        classes("b.1", "2026-05-31", &["2年1組"]),
    ]);
    let absence = coverage.absence(
        "attendance",
        Some("みなと小"),
        Some("2026-05-31"),
        [].into_iter(),
    );
    assert_eq!(codes(absence), [reason::LIST_TOO_OLD.code]);
}

#[test]
fn a_list_of_a_later_month_than_the_run_reaches_no_day() {
    let reaches = |as_of: &str| {
        let mut coverage = Coverage::default();
        coverage.set_today("2026-06-15");
        coverage.add_dataset(Dataset {
            expected: Vec::new(),
            ..attendance()
        });
        coverage.add_source(Source {
            as_of: Some(as_of.to_owned()),
            ..source("a.1", "みなと小")
        });
        coverage.settle();
        codes(absent(&coverage))
    };
    assert!(reaches("2026-06-30").is_empty(), "drawn up for its end");
    assert_eq!(reaches("2027-05-31"), ["list-too-old"], "a year too high");
}
