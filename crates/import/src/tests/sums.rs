//! Sums that a list claims about itself.

use super::*;

fn month(checks: &str, rows: &str) -> Lines {
    let mapping = one_list(
        "attendance",
        &format!("month = [\"title\"]\nchecks = [{checks}]"),
        "name = { label = \"氏名\" }\ndays = { day_columns = true, blank = \"present\", codes = { \"病\" = \"absent-ill\", \"遅\" = \"late\" } }\n",
    );
    let text = format!("令和8年5月,,,,,\n氏名,1,2,3,欠席計,遅刻\n{rows}");
    read_text(&mapping, &text)
}

const ABSENT: &str = "{ label = \"欠席計\", marks = [\"absent-ill\"] }";

#[test]
fn a_row_that_counts_other_marks_than_it_has_is_a_problem_with_its_cell() {
    let rows = "空野,病,病,,2,\n星田,病,遅,,2,1\n月島,,,,,\n";
    let lines = month(ABSENT, rows);
    assert_eq!(lines.problems(), [problem("totals-mismatch", 4, "E")]);
    // The sum is structure; the column of which nobody asks is left out.
    assert_eq!(lines.cells(), [17, 7, 9, 1, 0]);
    assert_eq!(month("", rows).problems(), []);
}

#[test]
fn a_mark_that_nobody_can_read_makes_no_second_problem() {
    let lines = month(ABSENT, "空野,病,？,,2,\n欠席計,1,1,,2,\n");
    assert_eq!(lines.problems(), [problem("unknown-code", 3, "C")]);
}

#[test]
fn a_row_of_totals_is_compared_day_by_day_and_as_a_whole() {
    let rows = "空野,病,病,,2,\n星田,病,,,1,\n";
    let right = month(ABSENT, &format!("{rows}欠席計,2,1,0,3,\n計,2名,,,3,\n"));
    assert_eq!(right.problems(), []);
    let wrong = month(ABSENT, &format!("{rows}欠席計,2,2,,4,\n計,3名,,,,\n"));
    assert_eq!(
        wrong.problems(),
        [
            problem("totals-mismatch", 5, "C"),
            problem("totals-mismatch", 5, "E"),
            problem("totals-mismatch", 6, "A"),
        ]
    );
    let fields: Vec<&Json> = wrong.kind("problem").iter().map(|p| &p["field"]).collect();
    assert_eq!(fields, [&Json::from("days"), &Json::Null, &Json::Null]);
}

#[test]
fn numbers_that_the_mapping_adds_up_are_checked_across_and_below() {
    let mapping = one_list(
        "cases",
        "checks = [{ label = \"計\", sum = [\"visits\", \"calls\"] }]",
        "name = { label = \"氏名\" }\nvisits = { label = \"訪問\", own = true, type = \"integer\" }\ncalls = { label = \"電話\", own = true, type = \"integer\" }\n",
    );
    let text = "氏名,訪問,電話,計\n空野,1,2,3\n星田,2,2,5\n小計,3,4,8\n月島,1,,1\n合計,4,5,9\n";
    let lines = read_text(&mapping, text);
    assert_eq!(
        lines.problems(),
        [
            problem("totals-mismatch", 3, "D"),
            problem("totals-mismatch", 6, "C")
        ]
    );
    let fields: Vec<&Json> = lines.kind("problem").iter().map(|p| &p["field"]).collect();
    assert_eq!(fields, [&Json::Null, &Json::from("calls")]);
}
