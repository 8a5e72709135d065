//! Which fields of which lists an expression looks at.

use mimamori_record::Wanted;
use mimamori_record::line::Per;

use crate::attends::{REGISTERS, STAY};
use crate::records::ROW_SHOWN_BY;
use crate::typed::{Ask, Days, Records, Take, Test, Value, Words};

/// Adds what a question needs; within the brackets behind a list, fields are the list's.
pub(crate) fn test(test: &Test, list: Option<&str>, wanted: &mut Wanted) {
    match &test.ask {
        Ask::And(a, b) | Ask::Or(a, b) => {
            self::test(a, list, wanted);
            self::test(b, list, wanted);
        }
        Ask::Not(inner) | Ask::Defined(inner) => self::test(inner, list, wanted),
        Ask::Own(inner) => self::test(inner, None, wanted),
        Ask::Compare(a, _, b) => {
            value(a, list, wanted);
            value(b, list, wanted);
        }
        Ask::In(of, _) => words(of, list, wanted),
        Ask::Blank(name) | Ask::Asked(name) | Ask::Yesno(name) => field(list, name, wanted),
        Ask::None(name, by) => {
            field(list, name, wanted);
            if let Some(by) = by {
                value(by, list, wanted);
            }
        }
        Ask::Records(of) | Ask::Arrived(of) => records(of, wanted),
        Ask::Last(name, of) => {
            field(Some(&of.list), name, wanted);
            records(of, wanted);
        }
        Ask::People(_, with) => {
            if let Some(with) = with {
                self::test(with, None, wanted);
            }
        }
        Ask::Attended => registers(wanted),
        Ask::Child => {}
    }
}

pub(crate) fn value(value: &Value, list: Option<&str>, wanted: &mut Wanted) {
    match &value.take {
        Take::At(_, inner) | Take::PlusMonths(inner, _) => self::value(inner, list, wanted),
        Take::Own(inner) => self::value(inner, None, wanted),
        Take::Pregnancy(a, b) | Take::Plus(a, _, b) => {
            self::value(a, list, wanted);
            self::value(b, list, wanted);
        }
        Take::Field(name) => field(list, name, wanted),
        Take::Count(of) => records(of, wanted),
        Take::CountPeople(_, with) => {
            if let Some(with) = with {
                test(with, None, wanted);
            }
        }
        Take::Distinct(of, set) => {
            words(of, Some(&set.list), wanted);
            records(set, wanted);
        }
        Take::Pick(_, name, set) => {
            field(Some(&set.list), name, wanted);
            records(set, wanted);
        }
        Take::Days(of) => days(of, list, wanted),
        Take::Fixed(_)
        | Take::Today
        | Take::YearStart
        | Take::YearEnd
        | Take::Born
        | Take::AsOf
        | Take::AsOfList(_)
        | Take::Age
        | Take::Grade
        | Take::YearEndOfAge(_) => {}
    }
}

fn days(days: &Days, list: Option<&str>, wanted: &mut Wanted) {
    let roll = &days.roll;
    wanted.add(&roll.list, &roll.field);
    for field in STAY {
        wanted.add(&roll.register, field);
    }
    wanted.add("residents", "resident_since");
    for bound in [&days.since, &days.until].into_iter().flatten() {
        value(bound, list, wanted);
    }
}

fn records(records: &Records, wanted: &mut Wanted) {
    for field in ROW_SHOWN_BY {
        wanted.add(&records.list, field);
    }
    if records.per == Some(Per::PersonMonth) {
        registers(wanted);
    }
    if let Some(by) = &records.by {
        value(by, None, wanted);
    }
    if let Some(with) = &records.with {
        test(with, Some(&records.list), wanted);
    }
}

/// What tells where somebody is, and when.
fn registers(wanted: &mut Wanted) {
    for (register, field) in REGISTERS.iter().flat_map(|r| STAY.map(|field| (r, field))) {
        wanted.add(register, field);
    }
}

fn words(words: &Words, list: Option<&str>, wanted: &mut Wanted) {
    if let Words::Field(name) = words {
        field(list, name, wanted);
    }
}

fn field(list: Option<&str>, name: &str, wanted: &mut Wanted) {
    if let Some(list) = list {
        wanted.add(list, name);
    }
}
