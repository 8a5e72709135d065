use std::collections::BTreeMap;

use mimamori_record::line::Institution;

use super::*;

fn field(r#type: FieldType) -> Field {
    Field::plain("x", r#type)
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn got(field: &Field, cell: &Value) -> Got {
    let minato = Institution {
        name: "みなと小".to_owned(),
        aliases: vec!["みなと小学校".to_owned()],
        ..Institution::default()
    };
    let registry = Registry::new(&[minato]);
    read_cell(
        field,
        cell,
        Context {
            today: day(2026, 6, 1),
            registry: &registry,
            doubted: &Doubted::default(),
        },
    )
}

fn text_cell(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn value(json: impl Into<Json>) -> Got {
    Got::Value(json.into())
}

#[test]
fn dates_are_read_or_say_why_not() {
    let date = field(FieldType::Date);
    assert_eq!(
        got(&date, &text_cell("Ｈ２９．５．３")),
        value("2017-05-03")
    );
    assert_eq!(
        got(&date, &Value::Date(Ok(day(2017, 5, 3)))),
        value("2017-05-03")
    );
    assert_eq!(
        got(&date, &Value::Number(20_170_503.0)),
        value("2017-05-03")
    );
    for (text, code) in [
        ("平成31年5月1日", "date-era-overflow"),
        ("R7.2.29", "date-no-such-day"),
        ("8.5.1", "date-no-era"),
        ("不詳", "date-unknown"),
        ("令和8年5月", "date-no-day"),
        ("令和8年", "date-year-only"),
        ("5月1日", "date-no-year"),
        ("面談済", "type-error"),
    ] {
        assert!(
            matches!(got(&date, &text_cell(text)), Got::Bad(why) if why.code == code),
            "{text}"
        );
    }
    assert!(
        matches!(got(&date, &Value::Number(46143.0)), Got::Bad(why) if why.code == "date-bare-serial")
    );
    assert_eq!(got(&date, &text_cell("令和　　年　　月　　日")), Got::Blank);
}

#[test]
fn bare_numbers_are_days_only_where_the_mapping_says_so() {
    let serial = Field {
        serial: true,
        ..field(FieldType::Date)
    };
    assert_eq!(got(&serial, &Value::Number(46143.0)), value("2026-05-01"));
    let coded = Field {
        era_coded: true,
        ..field(FieldType::Date)
    };
    assert_eq!(
        got(&coded, &Value::Number(5_080_501.0)),
        value("2026-05-01")
    );
}

#[test]
fn a_month_is_enough_where_the_field_is_a_month() {
    let month = field(FieldType::Month);
    assert_eq!(got(&month, &text_cell("令和8年5月頃")), value("2026-05"));
    assert_eq!(got(&month, &text_cell("R8.5.1")), value("2026-05-01"));
}

#[test]
fn a_day_outside_the_range_is_a_problem() {
    let birth = Field {
        range: (None, Some(Limit::Today)),
        ..field(FieldType::Date)
    };
    assert_eq!(got(&birth, &text_cell("R8.6.1")), value("2026-06-01"));
    assert!(
        matches!(got(&birth, &text_cell("R8.6.2")), Got::Bad(why) if why.code == "date-out-of-range")
    );
}

#[test]
fn identifiers_stay_strings_and_get_their_zeros_back() {
    let id = Field {
        width: vec![6],
        ..field(FieldType::Id)
    };
    assert_eq!(got(&id, &text_cell("００００８５")), value("000085"));
    assert!(
        matches!(got(&id, &Value::Number(6260.0)), Got::Noted(v, why) if v == "006260" && why.code == "zeros-restored")
    );
    assert!(matches!(got(&id, &text_cell("85")), Got::Noted(v, _) if v == "000085"));
    let free = field(FieldType::Id);
    assert_eq!(got(&free, &text_cell("C-01")), value("C-01"));
    for cell in [
        Value::Number(1.234_567_890_123_456_7e15),
        text_cell("1.23457E+12"),
    ] {
        assert!(matches!(got(&free, &cell), Got::Bad(why) if why.code == "digits-lost"));
    }
}

#[test]
fn whole_numbers_may_carry_their_unit() {
    let grade = field(FieldType::Integer);
    assert_eq!(got(&grade, &text_cell("３年")), value(3));
    assert_eq!(got(&grade, &Value::Number(7.0)), value(7));
    assert!(matches!(got(&grade, &Value::Number(1.5)), Got::Bad(_)));
    assert!(matches!(
        got(&grade, &Value::Date(Ok(day(2001, 1, 2)))),
        Got::Bad(_)
    ));
    let coded = Field {
        codes: BTreeMap::from([("中1".to_owned(), "7".to_owned())]),
        ..grade
    };
    assert_eq!(got(&coded, &text_cell("中１")), value(7));
}

#[test]
fn codes_come_from_the_table_alone() {
    let codes = BTreeMap::from([("病".to_owned(), "absent-ill".to_owned())]);
    let marks = Field {
        codes,
        empty: vec!["・".to_owned()],
        ..field(FieldType::Marks)
    };
    assert_eq!(got(&marks, &text_cell(" 病 ")), value("absent-ill"));
    assert_eq!(got(&marks, &text_cell("・")), Got::Blank);
    assert!(matches!(got(&marks, &text_cell("？")), Got::Bad(why) if why.code == "unknown-code"));
}

#[test]
fn a_class_that_became_a_day_is_a_problem_and_no_class() {
    let class = field(FieldType::Text);
    assert!(
        matches!(got(&class, &Value::Date(Ok(day(2001, 1, 2)))), Got::Bad(why) if why.code == "type-error")
    );
    assert_eq!(got(&class, &Value::Number(1.0)), value("1"));
}

#[test]
fn names_keep_what_came_and_report_lost_characters() {
    let name = field(FieldType::Name);
    assert_eq!(
        got(&name, &text_cell("　空野　ひなた ")),
        value("空野　ひなた")
    );
    assert!(
        matches!(got(&name, &text_cell("渡\u{E000} 花子")), Got::Noted(_, why) if why.code == "gaiji")
    );
    assert!(
        matches!(got(&name, &text_cell("空\u{FFFD} ひなた")), Got::Noted(_, why) if why.code == "characters-lost")
    );
    let words = field(FieldType::Text);
    assert!(
        matches!(got(&words, &text_cell("空\u{FFFD}")), Got::Bad(why) if why.code == "characters-lost")
    );
}

#[test]
fn formulas_without_value_and_errors_are_problems() {
    let words = field(FieldType::Text);
    assert!(
        matches!(got(&words, &Value::Uncomputed), Got::Bad(why) if why.code == "formula-no-value")
    );
    assert!(matches!(got(&words, &Value::Error), Got::Bad(why) if why.code == "error-cell"));
}

#[test]
fn institutions_are_known_by_every_alias() {
    let school = field(FieldType::Institution);
    assert_eq!(got(&school, &text_cell("みなと小学校")), value("みなと小"));
    assert!(
        matches!(got(&school, &text_cell("にし小")), Got::Bad(why) if why.code == "institution-unknown")
    );
}

#[test]
fn ditto_is_no_value_unless_the_mapping_says_so() {
    let ditto = Got::Bad(&reason::DITTO);
    for text in ["〃", " 同　上 ", "仝", "同右"] {
        for r#type in [FieldType::Name, FieldType::Text, FieldType::Date] {
            assert_eq!(got(&field(r#type), &text_cell(text)), ditto, "{text}");
        }
    }
    for text in ["同上町1", "同前 湊", "同上寺の住職"] {
        assert_eq!(got(&field(FieldType::Text), &text_cell(text)), value(text));
    }
    let mut address = field(FieldType::Text);
    address.empty.push("同上".to_owned());
    assert_eq!(got(&address, &text_cell("同上")), Got::Blank);
}

#[test]
fn what_is_more_or_less_than_a_name_is_told() {
    let name = field(FieldType::Name);
    for text in [
        "-",
        "―",
        "／",
        "123",
        "風間　莉子\n（母）",
        "空野 湊\nソラノ ミナト",
    ] {
        assert_eq!(
            got(&name, &text_cell(text)),
            Got::Bad(&reason::TYPE_ERROR),
            "{text}"
        );
    }
    // A name that was too long for its cell, and one whose letters are lost.
    assert_eq!(got(&name, &text_cell("空野\n湊")), value("空野\n湊"));
    assert_eq!(
        got(&name, &text_cell("〓〓")),
        Got::Noted(Json::from("〓〓"), &reason::GAIJI)
    );
}

#[test]
fn a_reading_written_in_kanji_is_a_problem() {
    let kana = field(FieldType::Kana);
    for reading in ["そらの　ゆう", "ｿﾗﾉ ﾕｳ", "KIM DOYUN", "ソラノ〓"] {
        let got = got(&kana, &text_cell(reading));
        assert!(!matches!(got, Got::Bad(_)), "{reading}");
    }
    assert!(
        matches!(got(&kana, &text_cell("空野　結")), Got::Bad(why) if why.code == "type-error")
    );
}

#[test]
fn a_telephone_number_gets_back_the_zero_that_it_certainly_lost() {
    let phone = Field::plain("phone", FieldType::Id);
    let restored = |whole: &str| Got::Noted(whole.into(), &reason::ZEROS_RESTORED);
    for (number, whole) in [
        (465_821_111.0, "0465821111"),
        (312_345_678.0, "0312345678"),
        (9_012_345_678.0, "09012345678"),
        (7_012_345_678.0, "07012345678"),
        (5_012_345_678.0, "05012345678"),
    ] {
        assert_eq!(got(&phone, &Value::Number(number)), restored(whole));
    }
    // A CSV that a spreadsheet saved has the same digits as text.
    assert_eq!(
        got(&phone, &text_cell("9012345678")),
        restored("09012345678")
    );
    // Nobody can tell where a zero is missing.
    for number in [4_658_211_110.0, 90_123_456_780.0, 12_345.0] {
        let got = got(&phone, &Value::Number(number));
        assert_eq!(got, Got::Bad(&reason::DIGITS_LOST));
    }
    for text in ["0465821111", "0465-82-1111", "821111", "12-3456", "内線 12"] {
        assert_eq!(got(&phone, &text_cell(text)), value(text));
    }
    assert_eq!(got(&phone, &Value::Number(821_111.0)), value("821111"));
    // Of other identifiers nothing is certain.
    let other = Field::plain("case_no", FieldType::Id);
    assert_eq!(
        got(&other, &Value::Number(465_821_111.0)),
        value("465821111")
    );
}

#[test]
fn a_number_that_means_the_same_as_a_blank_is_one() {
    let mut date = field(FieldType::Date);
    date.empty = vec!["99999999".to_owned()];
    assert_eq!(got(&date, &Value::Number(99_999_999.0)), Got::Blank);
    assert_eq!(
        got(&date, &Value::Number(20_170_503.0)),
        value("2017-05-03")
    );
}
