//! Rows of a file of text whose values a separator moved.

use super::tables::csv;
use super::*;

#[test]
fn a_comma_too_many_shifts_the_values_of_a_row_and_none_of_them_is_used() {
    let lines = csv("宛名番号,氏名,生年月日\n000001,空野,H29.5.3\n000002,星田,H29.6.1,2棟\n");
    assert_eq!(lines.problems(), [problem("row-shifted", 3, "")]);
    assert_eq!(lines.kind("problem")[0]["count"], 4);
    assert_eq!(lines.records().len(), 1);
    assert_eq!(lines.source()["rows_unread"], 1);
    assert_eq!(lines.cells(), [10, 3, 3, 0, 4]);
}

#[test]
fn a_shifted_row_with_a_blank_at_its_end_is_known_by_the_number_of_its_cells() {
    let rows = "000001,空野,H29.5.3\n000003,月島,H29.5.4\n000002,星田, 湊,\n";
    let lines = csv(&format!("宛名番号,氏名,生年月日\n{rows}"));
    assert_eq!(lines.problems(), [problem("row-shifted", 4, "")]);
    assert_eq!(lines.records().len(), 2);
}

#[test]
fn a_shift_into_an_empty_heading_is_known_where_the_rows_have_no_cell_for_it() {
    let rows = "000001,空野,H29.5.3\n000003,月島,H29.5.4\n000002,星田, 湊,H29.6.1\n";
    let lines = csv(&format!("宛名番号,氏名,生年月日,,\n{rows}"));
    assert_eq!(lines.problems(), [problem("row-shifted", 4, "")]);
    assert_eq!(lines.records().len(), 2);
    // The same list as a program writes it that ends every row at the same place.
    let rows = "000001,空野,H29.5.3,,\n000003,月島,H29.5.4,,\n000002,星田, 湊,H29.6.1,\n";
    let lines = csv(&format!("宛名番号,氏名,生年月日,,\n{rows}"));
    assert_eq!(lines.problems(), [problem("row-shifted", 4, "")]);
    assert_eq!(lines.records().len(), 2);
}

#[test]
fn remarks_below_an_empty_heading_shift_nothing() {
    let rows = "000001,空野,H29.5.3,転出予定,\n000003,月島,H29.2.30,,兄\n000002,星田,?,R8.5.1,\n\
        000004,雲井,?,転出,R8.5.1\n000005,虹川,不詳,R8.5.1,\n";
    let lines = csv(&format!("宛名番号,氏名,生年月日,,\n{rows}"));
    let told: Vec<String> = lines.problems().into_iter().map(|one| one.0).collect();
    assert!(told.contains(&"stray-cell".to_owned()));
    // Only where no day stands in its column and one beside it nobody can tell what it is.
    let shifted: Vec<u64> = lines
        .problems()
        .iter()
        .filter(|one| one.0 == "row-shifted")
        .map(|one| one.1)
        .collect();
    assert_eq!(shifted, [4]);
    assert_eq!(lines.records().len(), 4);
}

#[test]
fn a_separator_at_the_end_of_every_row_shifts_nothing() {
    let lines = csv("宛名番号,氏名,生年月日\n000001,空野,H29.5.3,\n000002,星田,H29.6.1,\n");
    assert_eq!(lines.problems(), []);
    assert_eq!(lines.records().len(), 2);
    // A heading without a word is a column all the same.
    let lines = csv("宛名番号,氏名,生年月日,\n000001,空野,H29.5.3,\n000002,星田,H29.6.1,x\n");
    assert_eq!(lines.problems(), [problem("stray-cell", 3, "D")]);
    assert_eq!(lines.records().len(), 2);
}
