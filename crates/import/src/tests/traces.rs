//! By what a cell in question is known again in another delivery of its list.

use super::*;

const FIELDS: &str = "class = { label = \"組\", blank = \"repeat\" }\nname = { label = \"氏名\" }\nbirth_date = { label = \"生年月日\" }\n";
const LIST: &str = "組,氏名,生年月日,備考\n1,空野 湊,H29.2.30,あ\n1,月島 蒼,H29.2.30,い\n";

fn traces(inner: &str, text: &str) -> Vec<(u32, u32, Trace)> {
    let list = one_list("school-register", "month = [\"file\"]", FIELDS);
    read(&list, text.as_bytes().to_vec(), inner).traces
}

/// That of the only cell in question.
fn only(text: &str) -> Trace {
    let [(_, _, trace)] = traces("5月.csv", text).try_into().unwrap();
    trace
}

#[test]
fn each_cell_in_question_is_known_by_its_own_row() {
    let found = traces("5月.csv", LIST);
    let places: Vec<_> = found
        .iter()
        .map(|(row, column, _)| (*row, *column))
        .collect();
    assert_eq!(places, [(2, 2), (3, 2)]);
    assert_ne!(found[0].2, found[1].2);
    assert_eq!(found, traces("5月.csv", LIST));
}

#[test]
fn a_row_is_known_wherever_it_and_its_columns_stand_and_whatever_nobody_reads() {
    let one = only("組,氏名,生年月日,備考\n1,空野 湊,H29.2.30,あ\n");
    for text in [
        "名簿\n組,氏名,生年月日,備考\n1,星田 凪,H29.3.1,\n1,空野 湊,H29.2.30,\n",
        "備考,生年月日,氏名,組\nう,H29.2.30,空野 湊,1\n",
        // As the reader takes it from the row above.
        "組,氏名,生年月日\n1,星田 凪,H29.3.1\n,空野 湊,H29.2.30\n",
    ] {
        assert_eq!(only(text), one, "{text}");
    }
    for text in [
        "組,氏名,生年月日\n1,空野 湊,H29.2.31\n",
        "組,氏名,生年月日\n1,空野 凪,H29.2.30\n",
        "組,氏名,生年月日\n2,空野 湊,H29.2.30\n",
        "組,氏名,生年月日\n2,星田 凪,H29.3.1\n,空野 湊,H29.2.30\n",
    ] {
        assert_ne!(only(text), one, "{text}");
    }
}

#[test]
fn a_row_of_another_month_or_sheet_or_list_is_another_row() {
    let cells = |name: &str, dataset: &str, inner: &str| {
        let list = one_list(dataset, "month = [\"file\"]", FIELDS);
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name(name).unwrap();
        fill(
            sheet,
            &[&["組", "氏名", "生年月日"], &["1", "空野 湊", "H29.2.30"]],
        );
        let [(_, _, trace)] = read(&list, book.save_to_buffer().unwrap(), inner)
            .traces
            .try_into()
            .unwrap();
        trace
    };
    let one = cells("1年", "school-register", "5月.xlsx");
    assert_eq!(one, cells("1年", "school-register", "5月訂正.xlsx"));
    // Whose rows do not say of which class they are may be told apart by their file alone.
    assert_ne!(one, cells("1年", "school-register", "5月2組.xlsx"));
    assert_ne!(one, cells("2年", "school-register", "5月.xlsx"));
    assert_ne!(one, cells("1年", "school-register", "6月.xlsx"));
    assert_ne!(one, cells("1年", "attendance", "5月.xlsx"));
}

#[test]
fn a_row_of_another_colour_or_comment_is_another_row_where_these_mean_something() {
    let trace = |keys: &str, colour: u32, comment: &str| {
        let bytes = workbook(|sheet| {
            fill(
                sheet,
                &[&["組", "氏名", "生年月日"], &["1", "空野 湊", "H29.2.30"]],
            );
            let paint = rust_xlsxwriter::Format::new().set_background_color(colour);
            sheet.write_with_format(1, 3, "備考", &paint).unwrap();
            let note = rust_xlsxwriter::Note::new(comment);
            sheet.insert_note(1, 1, &note).unwrap();
        });
        let list = one_list("school-register", keys, FIELDS);
        let traces = read(&list, bytes, "5月.xlsx").traces.into_iter();
        let mut birth_date = traces.filter(|(_, column, _)| *column == 2);
        birth_date.next().unwrap().2
    };
    let colours = "colours = [{ fill = \"#FFFF00\", field = \"class\", value = \"2\" }, { fill = \"#C0C0C0\", field = \"class\", value = \"3\" }]";
    let yellow = trace(colours, 0x00FF_FF00, "転出");
    assert_eq!(yellow, trace(colours, 0x00FF_FF00, "転居"));
    assert_ne!(yellow, trace(colours, 0x00C0_C0C0, "転出"));
    assert_eq!(
        trace("", 0x00FF_FF00, "転出"),
        trace("", 0x00C0_C0C0, "転出")
    );
    let comments = "comments = { field = \"class\" }";
    assert_ne!(
        trace(comments, 0x00FF_FF00, "転出"),
        trace(comments, 0x00FF_FF00, "転居")
    );
}

#[test]
fn a_list_without_a_month_is_the_same_one_until_the_school_year_ends() {
    let list = one_list("school-register", "as_of = [\"title\"]", FIELDS);
    let trace = |day: &str| {
        let text = format!("名簿 {day}現在\n組,氏名,生年月日\n1,空野 湊,H29.2.30\n");
        let [(_, _, trace)] = read_text(&list, &text).traces.try_into().unwrap();
        trace
    };
    assert_eq!(trace("令和7年4月1日"), trace("令和8年3月31日"));
    assert_ne!(trace("令和8年3月31日"), trace("令和8年4月1日"));
}

#[test]
fn a_row_of_which_something_is_not_known_is_not_known_again() {
    let date = |number: f64| {
        let list = one_list("school-register", "", FIELDS);
        let bytes = workbook(|sheet| {
            fill(sheet, &[&["組", "氏名", "生年月日"], &["1", "空野 湊", ""]]);
            let day = rust_xlsxwriter::Format::new().set_num_format("yyyy/m/d");
            sheet.write_number_with_format(1, 2, number, &day).unwrap();
        });
        read(&list, bytes, "a.xlsx")
    };
    // The number below the format of a day is none; which one it was is lost.
    let lines = date(-5.0);
    assert_eq!(lines.kind("problem").len(), 1);
    assert!(lines.traces.is_empty());
}

#[test]
fn of_a_table_with_thousands_of_cells_in_question_none_is_known_again() {
    let list = |rows: usize| {
        let rows = (0..rows).map(|row| format!("1,空野 {row},H29.2.30\n"));
        format!("組,氏名,生年月日\n{}", rows.collect::<String>())
    };
    assert_eq!(traces("5月.csv", &list(2_000)).len(), 2_000);
    assert!(traces("5月.csv", &list(2_001)).is_empty());
}
