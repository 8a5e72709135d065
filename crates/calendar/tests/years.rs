//! Holidays, school years and days, ages and months.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use mimamori_calendar::{
    Holidays, SchoolDays, add_months, age, age_in_months, day_age_is_reached, first_day_of_age,
    first_day_of_pregnancy_week, fiscal_year, fiscal_year_end_of_age, fiscal_year_first_day,
    fiscal_year_last_day, fiscal_year_name, grade, is_compulsory_school_age, months_between,
    national_holiday, school_entry_year, weeks_of_pregnancy,
};
use proptest::prelude::*;

fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

#[test]
fn holidays_from_1955_to_2050_are_those_of_the_golden_list() {
    let list = include_str!("holidays.tsv");
    let golden: BTreeMap<NaiveDate, &str> = list
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let (date, name) = line.split_once('\t').unwrap();
            (date.parse().unwrap(), name)
        })
        .collect();
    assert_eq!(golden.len(), 1476);
    for date in ymd(1955, 1, 1).iter_days() {
        if date.year() > 2050 {
            break;
        }
        assert_eq!(national_holiday(date), golden.get(&date).copied(), "{date}");
    }
}

#[test]
fn there_are_no_holidays_before_the_law_nor_after_the_formula() {
    assert_eq!(national_holiday(ymd(1948, 1, 1)), None);
    assert_eq!(national_holiday(ymd(1948, 11, 3)), Some("文化の日"));
    assert_eq!(national_holiday(ymd(2100, 1, 1)), None);
    assert_eq!(national_holiday(NaiveDate::MIN), None);
    assert_eq!(national_holiday(NaiveDate::MAX), None);
}

#[test]
fn the_towns_list_overrides_the_law() {
    let town = Holidays::by_law()
        .with(ymd(2030, 7, 1), "臨時の祝日")
        .without(ymd(2030, 9, 23));
    assert_eq!(town.name(ymd(2030, 7, 1)), Some("臨時の祝日"));
    assert!(!town.contains(ymd(2030, 9, 23)));
    assert!(Holidays::by_law().contains(ymd(2030, 9, 23)));
    assert_eq!(town.name(ymd(2030, 1, 1)), Some("元日"));
    let back = town.with(ymd(2030, 9, 23), "秋分の日");
    assert_eq!(back.name(ymd(2030, 9, 23)), Some("秋分の日"));
}

#[test]
fn what_is_due_on_a_day_off_is_told_on_the_working_day_before() {
    let law = Holidays::by_law();
    // The holidays of May 2026 follow Saturday 2 May.
    assert_eq!(
        law.working_day_on_or_before(ymd(2026, 5, 6)),
        ymd(2026, 5, 1)
    );
    assert_eq!(
        law.working_day_on_or_after(ymd(2026, 5, 2)),
        ymd(2026, 5, 7)
    );
    assert_eq!(
        law.working_day_on_or_before(ymd(2027, 1, 3)),
        ymd(2026, 12, 28)
    );
    assert_eq!(
        law.working_day_on_or_after(ymd(2026, 12, 29)),
        ymd(2027, 1, 4)
    );
    assert_eq!(
        law.working_day_on_or_before(ymd(2026, 5, 7)),
        ymd(2026, 5, 7)
    );
}

#[test]
fn fiscal_years_begin_on_1_april() {
    assert_eq!(fiscal_year(ymd(2026, 3, 31)), 2025);
    assert_eq!(fiscal_year(ymd(2026, 4, 1)), 2026);
    assert_eq!(fiscal_year_first_day(2026), ymd(2026, 4, 1));
    assert_eq!(fiscal_year_last_day(2026), ymd(2027, 3, 31));
    assert_eq!(fiscal_year_first_day(i32::MAX), NaiveDate::MAX);
    assert_eq!(fiscal_year_first_day(i32::MIN), NaiveDate::MIN);
}

#[test]
fn fiscal_years_have_the_name_in_use() {
    assert_eq!(fiscal_year_name(2026), "令和8年度");
    assert_eq!(fiscal_year_name(2019), "令和元年度");
    assert_eq!(fiscal_year_name(2018), "平成30年度");
    assert_eq!(fiscal_year_name(1989), "平成元年度");
    assert_eq!(fiscal_year_name(1988), "昭和63年度");
}

#[test]
fn grades_turn_between_1_and_2_april() {
    let today = ymd(2026, 6, 1);
    assert_eq!(grade(ymd(2020, 4, 1), today), 1);
    assert_eq!(grade(ymd(2020, 4, 2), today), 0);
    assert_eq!(grade(ymd(2019, 4, 2), today), 1);
    assert_eq!(grade(ymd(2019, 4, 1), today), 2);
    assert_eq!(grade(ymd(2011, 4, 2), today), 9);
    assert_eq!(grade(ymd(2011, 4, 1), today), 10);
    assert_eq!(grade(ymd(2019, 4, 2), ymd(2026, 3, 31)), 0);
    assert_eq!(grade(ymd(2019, 4, 2), ymd(2026, 4, 1)), 1);
    assert!(is_compulsory_school_age(ymd(2011, 4, 2), today));
    assert!(!is_compulsory_school_age(ymd(2011, 4, 1), today));
    assert!(!is_compulsory_school_age(ymd(2020, 4, 2), today));
}

#[test]
fn turning_18_ends_with_the_fiscal_year() {
    assert_eq!(
        fiscal_year_end_of_age(ymd(2008, 5, 1), 18),
        ymd(2027, 3, 31)
    );
    assert_eq!(
        fiscal_year_end_of_age(ymd(2009, 3, 31), 18),
        ymd(2027, 3, 31)
    );
    assert_eq!(
        fiscal_year_end_of_age(ymd(2009, 4, 1), 18),
        ymd(2027, 3, 31)
    );
    assert_eq!(
        fiscal_year_end_of_age(ymd(2009, 4, 2), 18),
        ymd(2028, 3, 31)
    );
    assert_eq!(
        fiscal_year_end_of_age(ymd(2008, 2, 29), 18),
        ymd(2026, 3, 31)
    );
}

#[test]
fn school_days_are_weekdays_without_holidays_and_days_off() {
    let school = SchoolDays::new(Holidays::by_law())
        .term(ymd(2026, 4, 8), ymd(2026, 7, 17))
        .closed_between(ymd(2026, 5, 25), ymd(2026, 5, 26))
        .open(ymd(2026, 5, 23));
    assert!(!school.is_school_day(ymd(2026, 4, 7)));
    assert!(school.is_school_day(ymd(2026, 4, 8)));
    assert!(!school.is_school_day(ymd(2026, 4, 29)));
    assert!(!school.is_school_day(ymd(2026, 5, 6)));
    assert!(school.is_school_day(ymd(2026, 5, 23)));
    assert!(!school.is_school_day(ymd(2026, 5, 25)));
    assert!(!school.is_school_day(ymd(2026, 7, 18)));
    assert_eq!(school.between(ymd(2026, 4, 1), ymd(2026, 4, 30)).len(), 16);
    assert_eq!(school.between(ymd(2026, 5, 1), ymd(2026, 5, 31)).len(), 17);
    assert!(school.between(ymd(2026, 5, 31), ymd(2026, 5, 1)).is_empty());
    assert_eq!(school.next_after(ymd(2026, 5, 1)), Some(ymd(2026, 5, 7)));
    assert_eq!(school.next_after(ymd(2026, 5, 22)), Some(ymd(2026, 5, 23)));
    assert_eq!(school.next_after(ymd(2026, 7, 17)), None);
}

#[test]
fn a_day_that_opens_wins_over_a_day_that_closes() {
    let day = ymd(2026, 8, 6);
    let school = SchoolDays::new(Holidays::by_law())
        .closed_between(ymd(2026, 7, 18), ymd(2026, 8, 31))
        .open(day);
    assert!(school.is_school_day(day));
}

#[test]
fn ages_change_on_the_birthday_and_are_reached_on_the_day_before() {
    let birth = ymd(2020, 6, 1);
    assert_eq!(age(birth, ymd(2026, 5, 31)), Some(5));
    assert_eq!(age(birth, ymd(2026, 6, 1)), Some(6));
    assert_eq!(age(birth, birth), Some(0));
    assert_eq!(age(birth, ymd(2020, 5, 31)), None);
    assert_eq!(day_age_is_reached(birth, 6), ymd(2026, 5, 31));
    let leap = ymd(2020, 2, 29);
    assert_eq!(age(leap, ymd(2021, 2, 28)), Some(0));
    assert_eq!(age(leap, ymd(2021, 3, 1)), Some(1));
    assert_eq!(age(leap, ymd(2024, 2, 29)), Some(4));
    assert_eq!(day_age_is_reached(leap, 1), ymd(2021, 2, 28));
    assert_eq!(day_age_is_reached(leap, 4), ymd(2024, 2, 28));
}

#[test]
fn ages_in_months_wait_for_the_first_when_the_month_is_short() {
    let birth = ymd(2025, 1, 31);
    assert_eq!(age_in_months(birth, ymd(2025, 2, 28)), Some(0));
    assert_eq!(age_in_months(birth, ymd(2025, 3, 1)), Some(1));
    assert_eq!(age_in_months(birth, ymd(2025, 3, 31)), Some(2));
    assert_eq!(age_in_months(birth, ymd(2025, 1, 30)), None);
    assert_eq!(first_day_of_age(birth, 5), ymd(2025, 7, 1));
    assert_eq!(first_day_of_age(birth, 24), ymd(2027, 1, 31));
}

#[test]
fn three_months_are_not_ninety_days() {
    assert_eq!(add_months(ymd(2025, 11, 30), 3), ymd(2026, 2, 28));
    assert_eq!(add_months(ymd(2027, 11, 30), 3), ymd(2028, 2, 29));
    assert_eq!(add_months(ymd(2026, 5, 1), 3), ymd(2026, 8, 1));
    assert_eq!(add_months(ymd(2026, 3, 31), -1), ymd(2026, 2, 28));
    assert_eq!(add_months(ymd(2026, 3, 31), i32::MAX), NaiveDate::MAX);
    assert_eq!(add_months(ymd(2026, 3, 31), i32::MIN), NaiveDate::MIN);
}

#[test]
fn the_due_date_is_forty_weeks() {
    let due = ymd(2026, 12, 1);
    assert_eq!(weeks_of_pregnancy(due, due), Some((40, 0)));
    assert_eq!(weeks_of_pregnancy(due, ymd(2026, 12, 5)), Some((40, 4)));
    assert_eq!(weeks_of_pregnancy(due, ymd(2026, 2, 24)), Some((0, 0)));
    assert_eq!(weeks_of_pregnancy(due, ymd(2026, 2, 23)), None);
    assert_eq!(first_day_of_pregnancy_week(due, 16), ymd(2026, 6, 16));
    assert_eq!(first_day_of_pregnancy_week(due, 40), due);
}

prop_compose! {
    fn any_day()(days in 0_u64..90_000) -> NaiveDate {
        ymd(1868, 10, 23).checked_add_days(Days::new(days)).unwrap_or_default()
    }
}

proptest! {
    #[test]
    fn adding_months_keeps_the_order(a in any_day(), b in any_day(), months in -600_i32..600) {
        let (early, late) = (a.min(b), a.max(b));
        prop_assert!(add_months(early, months) <= add_months(late, months));
        prop_assert!(add_months(a, months) < add_months(a, months + 1));
    }

    #[test]
    fn months_added_are_months_between(day in any_day(), months in 0_i32..600) {
        prop_assert_eq!(months_between(day, add_months(day, months)), months);
    }

    #[test]
    fn months_between_is_the_most_that_fits(a in any_day(), b in any_day()) {
        let (early, late) = (a.min(b), a.max(b));
        let months = months_between(early, late);
        prop_assert!(add_months(early, months) <= late);
        prop_assert!(add_months(early, months + 1) > late);
    }

    #[test]
    fn an_age_in_months_begins_on_its_first_day(birth in any_day(), months in 0_u32..1500) {
        let first = first_day_of_age(birth, months);
        prop_assert_eq!(age_in_months(birth, first), Some(months));
        let before = first.pred_opt().unwrap();
        prop_assert_eq!(age_in_months(birth, before), months.checked_sub(1));
    }

    #[test]
    fn school_entry_follows_the_words_of_the_law(birth in any_day()) {
        let after_reaching_six = day_age_is_reached(birth, 6).succ_opt().unwrap();
        let entry = fiscal_year_first_day(school_entry_year(birth));
        prop_assert!(entry >= after_reaching_six);
        prop_assert!(fiscal_year_first_day(school_entry_year(birth) - 1) < after_reaching_six);
    }

    #[test]
    fn the_year_of_an_age_ends_on_the_first_31_march_after_it(birth in any_day(), years in 0_u32..100) {
        let reached = day_age_is_reached(birth, years);
        let end = fiscal_year_end_of_age(birth, years);
        prop_assert_eq!(end, fiscal_year_last_day(fiscal_year(reached)));
        prop_assert_eq!((end.month(), end.day()), (3, 31));
    }

    #[test]
    fn a_reminder_is_never_late_and_never_on_a_day_off(day in any_day()) {
        let law = Holidays::by_law();
        let told = law.working_day_on_or_before(day);
        prop_assert!(told <= day && day.signed_duration_since(told).num_days() <= 11);
        prop_assert!(!matches!(told.weekday(), Weekday::Sat | Weekday::Sun));
        prop_assert!(national_holiday(told).is_none());
    }
}
