//! Reading and writing dates.

use chrono::NaiveDate;
use mimamori_calendar::{
    DateError, DateOrMonth, Era, YearMonth, era_long, era_month_long, era_month_short, era_short,
    from_excel_serial, read, read_era_coded, read_in_month, read_within,
};
use proptest::prelude::*;

fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

fn day(year: i32, month: u32, day: u32) -> DateOrMonth {
    DateOrMonth::Day(ymd(year, month, day))
}

/// Each text with what must come out: a date, a month, or the code of the reason why not.
fn check(table: &[(&str, &str)]) {
    for (text, expected) in table {
        let found = match read(text) {
            Ok(found) => found.to_string(),
            Err(reason) => reason.code().to_owned(),
        };
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn every_spelling_of_a_day_is_read() {
    check(&[
        ("令和8年5月1日", "2026-05-01"),
        ("令和 8年 5月 1日", "2026-05-01"),
        ("令和　８年　５月　１日", "2026-05-01"),
        ("令和08年05月01日", "2026-05-01"),
        ("令和八年五月一日", "2026-05-01"),
        ("令和八年十二月三十一日", "2026-12-31"),
        ("昭和六十三年四月二十日", "1988-04-20"),
        ("二〇二六年五月一日", "2026-05-01"),
        ("二千二十六年五月一日", "2026-05-01"),
        ("R8.5.1", "2026-05-01"),
        ("r8.5.1", "2026-05-01"),
        ("Ｒ８．５．１", "2026-05-01"),
        ("Ｒ８・５・１", "2026-05-01"),
        ("R.8.5.1", "2026-05-01"),
        ("R08/05/01", "2026-05-01"),
        ("R8-5-1", "2026-05-01"),
        ("R8−5−1", "2026-05-01"),
        ("R080501", "2026-05-01"),
        ("R8年5月1日", "2026-05-01"),
        ("㋿8.5.1", "2026-05-01"),
        ("令8.5.1", "2026-05-01"),
        ("R元.5.1", "2019-05-01"),
        ("令和元年5月1日", "2019-05-01"),
        ("平成31年4月1日", "2019-04-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("H29.4.2", "2017-04-02"),
        ("㍻29年4月2日", "2017-04-02"),
        ("H29.4.2生", "2017-04-02"),
        ("平成29年4月2日生まれ", "2017-04-02"),
        ("S63.4.1", "1988-04-01"),
        ("昭和64年1月7日", "1989-01-07"),
        ("平成元年1月8日", "1989-01-08"),
        ("T15.12.25", "1926-12-25"),
        ("昭和元年12月25日", "1926-12-25"),
        ("明治45.7.30", "1912-07-30"),
        ("大元.7.30", "1912-07-30"),
        ("M43.1.1", "1910-01-01"),
        ("2026/5/1", "2026-05-01"),
        ("2026.05.01", "2026-05-01"),
        ("2026-05-01", "2026-05-01"),
        ("2026年5月1日", "2026-05-01"),
        ("西暦2026年5月1日", "2026-05-01"),
        ("20260501", "2026-05-01"),
        ("２０２６０５０１", "2026-05-01"),
        ("2026-05-01 00:00:00", "2026-05-01"),
        ("2026/5/1 13:45", "2026-05-01"),
        ("2026-05-01T00:00:00.000", "2026-05-01"),
        ("2026-05-01T23:00:00+09:00", "2026-05-01"),
        ("2026/5/1（金）", "2026-05-01"),
        ("令和8年5月1日(金)", "2026-05-01"),
        ("令和8年5月1日（金曜日）", "2026-05-01"),
        ("令和8年5月1日金曜日", "2026-05-01"),
        ("令和8年5月3日日曜日", "2026-05-03"),
        ("令和8年5月3日（日・祝）", "2026-05-03"),
        ("2026/5/1 金", "2026-05-01"),
        ("2026/5/1㈮", "2026-05-01"),
        ("令和8年（2026年）5月1日", "2026-05-01"),
        ("2026年(令和8年)5月1日", "2026-05-01"),
        ("2026(R8)/5/1", "2026-05-01"),
        ("R10.2.29", "2028-02-29"),
        ("(2026/5/1)", "2026-05-01"),
        ("（令和8年5月1日現在）", "2026-05-01"),
        ("令和8年5月1日付け", "2026-05-01"),
    ]);
}

#[test]
fn a_month_stays_a_month() {
    check(&[
        ("令和8年5月頃", "2026-05"),
        ("令和8年5月", "2026-05"),
        ("R8.5", "2026-05"),
        ("R6.4月頃", "2024-04"),
        ("2026年5月", "2026-05"),
        ("2026/5", "2026-05"),
        ("2026-05", "2026-05"),
        ("202605", "2026-05"),
        ("令和8年5月上旬", "2026-05"),
        ("令和８年５月中旬頃", "2026-05"),
        ("R8.5下旬", "2026-05"),
        ("令和8年5月末", "2026-05"),
        ("令和8年5月(頃)", "2026-05"),
        ("令和8年5月20日頃", "2026-05"),
        ("令和8年5月日不詳", "2026-05"),
        ("平成31年4月", "2019-04"),
        ("昭和64年1月", "1989-01"),
        ("平成元年1月", "1989-01"),
    ]);
}

#[test]
fn what_is_not_certain_says_why() {
    check(&[
        ("", "date-empty"),
        ("　", "date-empty"),
        ("令和　　年　　月　　日", "date-empty"),
        ("年　月　日", "date-empty"),
        ("  /  /  ", "date-empty"),
        ("不詳", "date-unknown"),
        ("年月日不詳", "date-unknown"),
        ("昭和63年月日不詳", "date-unknown"),
        ("生年月日不明", "date-unknown"),
        ("未定", "date-unknown"),
        ("00000000", "date-unknown"),
        ("99999999", "date-unknown"),
        ("令和8年", "date-year-only"),
        ("令和元年", "date-year-only"),
        ("昭和63年", "date-year-only"),
        ("S63", "date-year-only"),
        ("昭和100年", "date-year-only"),
        ("2026", "date-year-only"),
        ("令和8年頃", "date-year-only"),
        ("5月1日", "date-no-year"),
        ("5月上旬", "date-no-year"),
        ("8.5.1", "date-no-era"),
        ("08/05/01", "date-no-era"),
        ("26-5-1", "date-no-era"),
        ("8年5月1日", "date-no-era"),
        ("元年5月1日", "date-no-era"),
        ("8年5月", "date-no-era"),
        ("R7.2.29", "date-no-such-day"),
        ("2023/2/29", "date-no-such-day"),
        ("平成35年2月29日", "date-no-such-day"),
        ("R8.13.1", "date-no-such-day"),
        ("R8.4.31", "date-no-such-day"),
        ("R8.5.0", "date-no-such-day"),
        ("R0.5.1", "date-no-such-day"),
        ("20260532", "date-no-such-day"),
        ("平成31年5月1日", "date-era-overflow"),
        ("平成31年5月", "date-era-overflow"),
        ("平成32年3月31日", "date-era-overflow"),
        ("昭和65.4.1", "date-era-overflow"),
        ("昭和64年1月8日", "date-era-overflow"),
        ("令和元年4月30日", "date-era-overflow"),
        ("令和元年4月", "date-era-overflow"),
        ("平成元年1月7日", "date-era-overflow"),
        ("明治元年10月22日", "date-era-overflow"),
        ("2026/5/1（土）", "date-wrong-weekday"),
        ("46143", "date-bare-serial"),
        ("46143.5", "date-bare-serial"),
        ("5/1", "date-ambiguous"),
        ("01/02/2026", "date-ambiguous"),
        ("260501", "date-ambiguous"),
        ("201012", "date-ambiguous"),
        ("5080501", "date-ambiguous"),
        ("R8.5.1～R8.5.3", "date-ambiguous"),
        ("R8.5.1、R8.6.1", "date-ambiguous"),
        ("R8.5-6", "date-ambiguous"),
        ("R8.5.1-5", "date-ambiguous"),
        ("2026 5 1", "date-ambiguous"),
        ("2026年1 2月3日", "date-ambiguous"),
        ("2026-05-01T20:00:00Z", "date-ambiguous"),
        ("令和8年（2025年）5月1日", "date-ambiguous"),
        ("R80501", "date-ambiguous"),
        ("令和2026年5月1日", "date-not-a-date"),
        ("1026/5/1", "date-not-a-date"),
        ("9999-12-31", "date-not-a-date"),
        ("令和8年5月1日まで", "date-not-a-date"),
        ("令和8年5月1日以降", "date-not-a-date"),
        ("令和8年5月1日（取消）", "date-not-a-date"),
        ("令和8年度", "date-not-a-date"),
        ("来月", "date-not-a-date"),
        ("(金)", "date-not-a-date"),
        ("(R8.5.1)(金)", "date-not-a-date"),
        ("令和8年5月1日(1 2)", "date-not-a-date"),
        ("－", "date-not-a-date"),
        ("1-2", "date-ambiguous"),
        ("2026/5/", "date-not-a-date"),
        ("2026/5/1 25:00", "date-not-a-date"),
        ("令和十十年5月1日", "date-not-a-date"),
        ("090-1234-5678", "date-not-a-date"),
        ("みなと小3年1組", "date-not-a-date"),
    ]);
}

#[test]
fn a_day_outside_its_era_carries_the_day_it_would_mean() {
    let meant = day(2019, 5, 1);
    assert_eq!(
        read("平成31年5月1日"),
        Err(DateError::EraOverflow { meant })
    );
    let meant = day(1990, 4, 1);
    assert_eq!(read("S65.4.1"), Err(DateError::EraOverflow { meant }));
    let written = ymd(2026, 5, 1);
    assert_eq!(read("R8.5.1(土)"), Err(DateError::WrongWeekday { written }));
    assert_eq!(read("46143"), Err(DateError::BareSerial { serial: 46143 }));
    assert_eq!(read("昭和63年"), Err(DateError::YearOnly { year: 1988 }));
}

#[test]
fn era_codes_are_read_only_when_asked_for() {
    assert_eq!(read_era_coded("5080501"), Ok(day(2026, 5, 1)));
    assert_eq!(read_era_coded("４２９０４０２"), Ok(day(2017, 4, 2)));
    assert_eq!(read_era_coded("3630401"), Ok(day(1988, 4, 1)));
    assert_eq!(read_era_coded("R8.5.1"), Ok(day(2026, 5, 1)));
    assert_eq!(read_era_coded("6080501"), Err(DateError::NotADate));
    assert_eq!(read_era_coded("0000000"), Err(DateError::Unknown));
    assert_eq!(read_era_coded("5080532"), Err(DateError::NoSuchDay));
    let meant = day(2019, 5, 1);
    assert_eq!(
        read_era_coded("4310501"),
        Err(DateError::EraOverflow { meant })
    );
}

#[test]
fn headings_of_a_months_sheet_are_read_within_the_month() {
    let may = YearMonth::new(2026, 5).unwrap();
    for text in [
        "25",
        "25日",
        "２５",
        "25(月)",
        "25日（月）",
        "5/25",
        "5月25日",
        "5/25(月)",
        "R8.5.25",
    ] {
        assert_eq!(read_in_month(text, may), Ok(ymd(2026, 5, 25)), "{text}");
    }
    let written = ymd(2026, 5, 25);
    assert_eq!(
        read_in_month("25(火)", may),
        Err(DateError::WrongWeekday { written })
    );
    assert_eq!(read_in_month("32", may), Err(DateError::NoSuchDay));
    assert_eq!(read_in_month("0", may), Err(DateError::NoSuchDay));
    assert_eq!(read_in_month("4/25", may), Err(DateError::NotADate));
    assert_eq!(read_in_month("R7.5.25", may), Err(DateError::NotADate));
    assert_eq!(read_in_month("計", may), Err(DateError::NotADate));
    assert_eq!(read_in_month("5月", may), Err(DateError::NoYear));
}

#[test]
fn the_one_date_in_a_title_is_found() {
    for (text, expected) in [
        ("住民一覧（令和8年5月1日現在）", "2026-05-01"),
        ("令和 8年 5月 1日現在 ひなた町", "2026-05-01"),
        ("学籍簿 2026/5/1 3年1組", "2026-05-01"),
        ("作成日：R8.5.1", "2026-05-01"),
        ("roster_20260501.xlsx", "2026-05-01"),
        ("みなと小 2026年5月一覧", "2026-05"),
        ("みなと小 2026年5月 1組", "2026-05"),
        ("出欠_2026-05.xlsx", "2026-05"),
        ("令和8年5月分、令和8年5月分", "2026-05"),
        ("R8.4.1～R8.4.30 出欠", "date-ambiguous"),
        ("令和8年4月・5月", "date-ambiguous"),
        ("令和8年4月から5月", "date-ambiguous"),
        ("4月1日から令和8年5月1日", "date-ambiguous"),
        ("平成31年5月1日現在", "date-era-overflow"),
        ("令和8年度 名簿", "date-year-only"),
        ("TEL 090-1234-5678", "date-not-a-date"),
        ("出欠5月.xlsx", "date-not-a-date"),
        ("", "date-not-a-date"),
    ] {
        let found = read_within(text).map_or_else(|e| e.code().to_owned(), |d| d.to_string());
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn spreadsheet_numbers_count_from_1900_with_its_bug_and_from_1904() {
    assert_eq!(from_excel_serial(1.0, false), Ok(ymd(1900, 1, 1)));
    assert_eq!(from_excel_serial(59.0, false), Ok(ymd(1900, 2, 28)));
    assert_eq!(from_excel_serial(60.9, false), Err(DateError::NoSuchDay));
    assert_eq!(from_excel_serial(61.0, false), Ok(ymd(1900, 3, 1)));
    assert_eq!(from_excel_serial(46143.75, false), Ok(ymd(2026, 5, 1)));
    assert_eq!(from_excel_serial(2_958_465.0, false), Ok(ymd(9999, 12, 31)));
    assert_eq!(from_excel_serial(0.0, true), Ok(ymd(1904, 1, 1)));
    assert_eq!(from_excel_serial(44681.0, true), Ok(ymd(2026, 5, 1)));
    for bad in [0.0, 0.5, -1.0, 2_958_466.0, f64::NAN, f64::INFINITY] {
        assert_eq!(
            from_excel_serial(bad, false),
            Err(DateError::NotADate),
            "{bad}"
        );
    }
    assert_eq!(from_excel_serial(-0.5, true), Err(DateError::NotADate));
    assert_eq!(
        from_excel_serial(2_957_004.0, true),
        Err(DateError::NotADate)
    );
}

#[test]
fn days_and_months_are_written_for_papers() {
    assert_eq!(era_long(ymd(2026, 5, 1)), "令和8年5月1日");
    assert_eq!(era_long(ymd(2019, 5, 1)), "令和元年5月1日");
    assert_eq!(era_short(ymd(2019, 4, 30)), "H31.4.30");
    assert_eq!(era_short(ymd(2019, 5, 1)), "R1.5.1");
    assert_eq!(era_long(ymd(1868, 10, 22)), "1868年10月22日");
    assert_eq!(era_short(ymd(1868, 10, 22)), "1868.10.22");
    let changed = YearMonth::new(1989, 1).unwrap();
    assert_eq!(era_month_long(changed), "平成元年1月");
    assert_eq!(era_month_short(changed), "H1.1");
    assert_eq!(Era::on(ymd(1989, 1, 7)), Some(Era::Showa));
    assert_eq!(Era::on(ymd(1868, 10, 22)), None);
}

#[test]
fn the_streams_form_is_read_strictly() {
    assert_eq!("2026-05-01".parse(), Ok(day(2026, 5, 1)));
    assert_eq!(
        "2026-05".parse::<DateOrMonth>().map(|m| m.to_string()),
        Ok("2026-05".to_owned())
    );
    for text in [
        "2026-5-1",
        "2026/05/01",
        "2026-05-01 ",
        "",
        "+026-05",
        "２０２６-05",
        "2026-05-1",
    ] {
        assert_eq!(
            text.parse::<DateOrMonth>(),
            Err(DateError::NotADate),
            "{text}"
        );
    }
    assert_eq!("2026-13".parse::<DateOrMonth>(), Err(DateError::NoSuchDay));
    assert_eq!(
        "2023-02-29".parse::<DateOrMonth>(),
        Err(DateError::NoSuchDay)
    );
    assert_eq!("2026-05-01".parse::<YearMonth>(), Err(DateError::NotADate));
}

#[test]
fn months_move_and_end_rightly() {
    let month = |year, month| YearMonth::new(year, month).unwrap();
    assert_eq!(month(2026, 12).next(), month(2027, 1));
    assert_eq!(month(2026, 1).plus(-13), month(2024, 12));
    assert_eq!(month(2028, 2).last_day(), ymd(2028, 2, 29));
    assert_eq!(month(2100, 2).last_day(), ymd(2100, 2, 28));
    assert!(month(2026, 5).contains(ymd(2026, 5, 31)));
    assert!(!month(2026, 5).contains(ymd(2025, 5, 31)));
    assert_eq!(YearMonth::new(2026, 13), None);
}

#[test]
fn reasons_never_show_the_date() {
    for text in ["平成31年5月1日", "R8.5.1(土)", "46143", "昭和63年"] {
        let said = read(text).map_err(|reason| reason.to_string()).unwrap_err();
        assert!(!said.contains(|c: char| c.is_ascii_digit()), "{said}");
    }
}

#[test]
fn every_day_written_in_its_era_is_read_back() {
    let mut date = Era::Meiji.first_day();
    while date <= ymd(2100, 12, 31) {
        assert_eq!(read(&era_long(date)), Ok(DateOrMonth::Day(date)), "{date}");
        assert_eq!(read(&era_short(date)), Ok(DateOrMonth::Day(date)), "{date}");
        let iso = DateOrMonth::Day(date);
        assert_eq!(iso.to_string().parse(), Ok(iso));
        let month = DateOrMonth::Month(YearMonth::of(date));
        assert_eq!(read(&month.era_long()), Ok(month), "{date}");
        assert_eq!(read(&month.era_short()), Ok(month), "{date}");
        date = date.succ_opt().unwrap();
    }
}

proptest! {
    #[test]
    fn reading_never_panics(text in any::<String>()) {
        let _ = (read(&text), read_era_coded(&text), text.parse::<DateOrMonth>());
        let _ = read_within(&text);
    }

    #[test]
    fn reading_what_looks_like_a_date_never_panics(
        text in "[令和平成昭大明RHSTM㋿元〇一二三十百千0-9０-９./年月日頃不詳末( )（）金土:TZ〜ー-]{0,24}",
    ) {
        let may = YearMonth::new(2026, 5).unwrap();
        let _ = (read(&text), read_era_coded(&text), read_in_month(&text, may), read_within(&text));
    }

    #[test]
    fn any_three_figures_with_an_era_are_that_day_or_an_error(
        at in 0_usize..5, year in 0_u32..180, month in 0_u32..20, of_month in 0_u32..40,
    ) {
        let era = Era::ALL[at];
        let text = format!("{}{year}/{month:02}/{of_month}", era.letter());
        let gregorian = era.gregorian_year(i32::try_from(year).unwrap());
        let calendar = NaiveDate::from_ymd_opt(gregorian, month, of_month).filter(|_| year > 0);
        match read(&text) {
            Ok(found) => {
                prop_assert_eq!(found.day(), calendar);
                prop_assert!(era.contains(found.first_day()));
            }
            Err(DateError::EraOverflow { meant }) => {
                prop_assert_eq!(meant.day(), calendar);
                prop_assert!(!era.contains(meant.first_day()));
            }
            Err(DateError::NoSuchDay) => prop_assert_eq!(calendar, None),
            Err(other) => prop_assert!(false, "{}", other),
        }
    }
}
