//! What the lists say about each day of a child: the sheets of its schools and the register.

mod enrolled;
mod former;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use mimamori_record::line::{Cause, Record, Source};
use mimamori_record::reason::{self, Reason};
use mimamori_record::{Absence, Arrival};
use serde_json::Value as Json;

use crate::day::Iso;
use crate::judge::Setting;
use crate::members::Member;
use crate::schools::Lessons;
use crate::typed::Roll;

/// What a school marks a day with on which it does not take the child for its pupil (－).
const NOT_ENROLLED: &str = "not-enrolled";

/// A school day of a child.
#[derive(Debug)]
pub(crate) struct SchoolDay<'a> {
    pub date: NaiveDate,
    pub said: Said<'a>,
}

/// What the lists say about it.
#[derive(Debug)]
pub(crate) enum Said<'a> {
    /// Which of the timeline's doubts.
    Unknown(usize),
    /// Which of its codes: a mark, or what a blank stands for.
    Code(usize, &'a Record),
}

/// Why nobody knows about a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Doubt {
    pub cause: Cause,
    /// Whether it leaves open more than the days on which it stands.
    pub of_list: bool,
}

impl From<Cause> for Doubt {
    fn from(cause: Cause) -> Self {
        let days = [reason::LIST_TOO_OLD, reason::NOT_ASKED, reason::CELL_BLANK];
        let of_day = days.iter().any(|reason| reason.code == cause.code);
        Doubt {
            of_list: cause.cell.is_none() && !of_day,
            cause,
        }
    }
}

/// The school days of a child, from a first day to the day of the judgement.
#[derive(Debug)]
pub(crate) struct Timeline<'a> {
    pub roll: &'a Roll,
    pub first: NaiveDate,
    days: Vec<SchoolDay<'a>>,
    codes: Vec<&'a str>,
    doubts: Vec<Doubt>,
    /// Whether the child stands on no school's list at all.
    empty: bool,
}

impl<'a> Timeline<'a> {
    pub fn new(setting: Setting<'a>, child: &Member<'a>, roll: &'a Roll, first: NaiveDate) -> Self {
        let mut reader = Reader::new(setting, child, roll);
        let mut timeline = Timeline {
            roll,
            first,
            days: Vec::new(),
            codes: Vec::new(),
            doubts: Vec::new(),
            empty: reader.sheets.is_empty() && reader.enrolments.is_empty(),
        };
        if timeline.empty {
            return timeline;
        }
        for date in first.iter_days().take_while(|day| *day <= setting.today) {
            let said = match reader.day(date) {
                None => continue,
                Some(Read::Unknown(doubt)) => Said::Unknown(doubt),
                Some(Read::Blank(code, record) | Read::Mark(code, record)) => {
                    let at = timeline.codes.iter().position(|known| *known == code);
                    let at = at.unwrap_or_else(|| {
                        timeline.codes.push(code);
                        timeline.codes.len() - 1
                    });
                    Said::Code(at, record)
                }
            };
            timeline.days.push(SchoolDay { date, said });
        }
        timeline.doubts = reader.doubts;
        timeline
    }

    /// Whether the child stands on no school's list at all.
    pub fn is_empty(&self) -> bool {
        self.empty
    }

    /// The codes that stand on its days.
    pub fn codes(&self) -> &[&'a str] {
        &self.codes
    }

    pub fn doubt(&self, at: usize) -> &Doubt {
        &self.doubts[at]
    }

    /// The school days from one day to another.
    pub fn between(&self, first: NaiveDate, last: NaiveDate) -> &[SchoolDay<'a>] {
        let from = self.days.partition_point(|day| day.date < first);
        let to = self.days.partition_point(|day| day.date <= last);
        &self.days[from..to.max(from)]
    }
}

/// A sheet on which the child stands.
#[derive(Clone, Copy)]
struct Sheet<'a> {
    record: &'a Record,
    source: &'a Source,
    institution: &'a str,
    lessons: Lessons<'a>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    as_of: Option<NaiveDate>,
}

/// A time at a school or nursery, from its register.
#[derive(Clone, Copy)]
struct Enrolment<'a> {
    institution: Option<&'a str>,
    lessons: Lessons<'a>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

/// What is read about a school day.
#[derive(Clone, Copy)]
enum Read<'a> {
    /// Which of the doubts.
    Unknown(usize),
    /// A blank and what it stands for.
    Blank(&'a str, &'a Record),
    Mark(&'a str, &'a Record),
}

impl Read<'_> {
    /// An explicit mark of one school says more than the blank of another.
    fn weight(&self) -> u8 {
        match self {
            Read::Unknown(_) => 0,
            Read::Blank(..) => 1,
            Read::Mark(..) => 2,
        }
    }
}

/// The lists from which the days of one child are read.
struct Reader<'a, 'm> {
    setting: Setting<'a>,
    child: &'m Member<'a>,
    list: &'a str,
    field: &'a str,
    register: &'a str,
    /// What a blank stands for.
    blank: Option<&'a str>,
    sheets: Vec<Sheet<'a>>,
    enrolments: Vec<Enrolment<'a>>,
    doubts: Vec<Doubt>,
    /// By school and month: why the child stands on none of its sheets.
    arrived: Vec<(&'a str, (i32, u32), Option<usize>)>,
    /// By month: why nobody can say where the child went to school before its first school here.
    former: BTreeMap<(i32, u32), Option<usize>>,
    /// The first day at a school that the lists show, and the school.
    first: Option<(NaiveDate, &'a str)>,
    came: Option<NaiveDate>,
}

impl<'a, 'm> Reader<'a, 'm> {
    fn new(setting: Setting<'a>, child: &'m Member<'a>, roll: &'a Roll) -> Self {
        let coverage = setting.coverage;
        let parse = |text: Option<&str>| text.and_then(|text| text.parse::<NaiveDate>().ok());
        let sheets = child.of(&roll.list).filter_map(|record| {
            let source = coverage.source(&record.source)?;
            let of_row = record.text("institution");
            let institution = of_row.or(source.institution.as_deref()).unwrap_or("");
            Some(Sheet {
                record,
                source,
                institution,
                lessons: setting.schools.lessons(institution),
                from: parse(source.from.as_deref()),
                to: parse(source.to.as_deref()),
                as_of: parse(source.as_of.as_deref()),
            })
        });
        let enrolments = child.of(&roll.register).map(|record| {
            let of_row = record.text("institution");
            let of_list = || coverage.source(&record.source)?.institution.as_deref();
            let institution = of_row.or_else(of_list);
            Enrolment {
                institution,
                lessons: setting.schools.lessons(institution.unwrap_or("")),
                from: parse(record.text("enrolled_on")),
                to: parse(record.text("left_on")),
            }
        });
        let fields = coverage.dataset(&roll.list).map(|list| &list.fields);
        let mut reader = Reader {
            list: &roll.list,
            field: &roll.field,
            register: &roll.register,
            blank: fields.and_then(|fields| fields.get(&roll.field)?.blank.as_deref()),
            sheets: sheets.collect(),
            enrolments: enrolments.collect(),
            doubts: Vec::new(),
            arrived: Vec::new(),
            former: BTreeMap::new(),
            first: None,
            came: child
                .of("residents")
                .filter_map(|record| parse(record.text("resident_since")))
                .max(),
            setting,
            child,
        };
        reader.first = reader.first_day();
        reader
    }

    /// Many days have the same doubt.
    fn number(&mut self, cause: Cause) -> usize {
        let known = self.doubts.iter().rposition(|doubt| doubt.cause == cause);
        known.unwrap_or_else(|| {
            self.doubts.push(cause.into());
            self.doubts.len() - 1
        })
    }

    /// What the lists say about a day; `None` when the child did not have to come.
    fn day(&mut self, day: NaiveDate) -> Option<Read<'a>> {
        let mut best: Option<Read<'a>> = None;
        let mut covered = false;
        for at in 0..self.sheets.len() {
            let sheet = self.sheets[at];
            if within(day, sheet.from, sheet.to) {
                covered = true;
                best = heavier(best, self.of_sheet(sheet, day));
            }
        }
        let mut enrolled = false;
        for at in 0..self.enrolments.len() {
            let enrolment = self.enrolments[at];
            if within(day, enrolment.from, enrolment.to) {
                enrolled = true;
                best = heavier(
                    best,
                    self.no_sheet(enrolment.institution, enrolment.lessons, day),
                );
            }
        }
        if self.enrolments.is_empty() && !covered && self.may_be_pupil(day) {
            let place = self.nearest_school(day);
            let lessons = self.setting.schools.lessons(place.unwrap_or(""));
            best = heavier(best, self.no_sheet(place, lessons, day));
        }
        if best.is_none() && !enrolled {
            best = self.before_first_day(day).map(Read::Unknown);
        }
        best
    }

    /// The institutions whose sheets show the child on a day.
    fn covered(&self, day: NaiveDate) -> impl Iterator<Item = &'a str> {
        let sheets = self.sheets.iter();
        let sheets = sheets.filter(move |sheet| within(day, sheet.from, sheet.to));
        sheets.map(|sheet| sheet.institution)
    }

    fn of_sheet(&mut self, sheet: Sheet<'a>, day: NaiveDate) -> Option<Read<'a>> {
        if !sheet.lessons.on(day) {
            return None;
        }
        let name = Iso::of(day);
        let name = name.as_str();
        let marks = match sheet.record.fields.get(self.field) {
            Some(Json::Object(marks)) => marks.get(name),
            Some(_) => Some(&Json::Null),
            None => None,
        };
        match marks {
            Some(Json::String(code)) if code != NOT_ENROLLED => {
                return Some(Read::Mark(code, sheet.record));
            }
            Some(mark) => {
                let reason = match mark {
                    Json::Null => reason::CELL_UNREADABLE,
                    _ if self.registered_at(sheet, day) => reason::ENROLMENT_DISAGREES,
                    _ => return None,
                };
                let cell = (self.setting.coverage).cell(sheet.record, self.field, Some(name));
                return Some(self.unknown(sheet, reason, cell));
            }
            None => {}
        }
        if self.enrolled_elsewhere(sheet.institution, day) {
            return None;
        }
        let reason = if sheet.as_of.is_some_and(|as_of| as_of < day) {
            reason::LIST_TOO_OLD
        } else if sheet.source.days.is_empty() {
            reason::NO_DAILY_MARKS
        } else if !sheet.source.days.contains_key(name) {
            reason::NOT_ASKED
        } else if let Some(code) = self.blank {
            return Some(Read::Blank(code, sheet.record));
        } else {
            reason::CELL_BLANK
        };
        Some(self.unknown(sheet, reason, None))
    }

    fn unknown(&mut self, sheet: Sheet<'a>, reason: Reason, cell: Option<String>) -> Read<'a> {
        Read::Unknown(self.number(Cause {
            code: reason.code.to_owned(),
            dataset: Some(self.list.to_owned()),
            institution: sheet.source.institution.clone(),
            source: Some(sheet.source.id.clone()),
            field: Some(self.field.to_owned()),
            cell,
            ..Cause::default()
        }))
    }

    /// Why a child that goes to a school stands on none of its sheets of the month.
    fn no_sheet(
        &mut self,
        place: Option<&'a str>,
        lessons: Lessons<'a>,
        day: NaiveDate,
    ) -> Option<Read<'a>> {
        if !lessons.on(day) || self.covered(day).any(|name| Some(name) == place) {
            return None;
        }
        let Some(place) = place else {
            return Some(Read::Unknown(self.number(Cause {
                code: reason::CELL_UNREADABLE.code.to_owned(),
                dataset: Some(self.register.to_owned()),
                field: Some("institution".to_owned()),
                ..Cause::default()
            })));
        };
        let month = (day.year(), day.month());
        let known = self.arrived.iter().rev();
        let mut known = known.filter(|(name, of, _)| *of == month && *name == place);
        if let Some((_, _, doubt)) = known.next() {
            return doubt.map(Read::Unknown);
        }
        let cause = self.of_month(place, &format!("{:04}-{:02}", month.0, month.1));
        let doubt = cause.map(|cause| self.number(cause));
        self.arrived.push((place, month, doubt));
        doubt.map(Read::Unknown)
    }

    fn of_month(&self, place: &str, month: &str) -> Option<Cause> {
        let coverage = self.setting.coverage;
        let about = |code: &str| Cause {
            code: code.to_owned(),
            dataset: Some(self.list.to_owned()),
            institution: Some(place.to_owned()),
            month: Some(month.to_owned()),
            ..Cause::default()
        };
        match coverage.arrival(self.list, Some(place), month) {
            Arrival::Missing(cause) | Arrival::Partial(cause) => Some(cause),
            Arrival::Arrived if self.enrolments.is_empty() => None,
            Arrival::Arrived => {
                let own = self.child.in_question();
                let absence = coverage.absence(self.list, Some(place), None, own);
                let undecided = match absence {
                    Absence::Unknown(causes) => causes
                        .into_iter()
                        .find(|cause| cause.code == reason::UNDECIDED_PAIR.code),
                    Absence::No(_) => None,
                };
                Some(undecided.unwrap_or_else(|| about(reason::NOT_LINKED.code)))
            }
            Arrival::NotExpected => {
                let expected = coverage.dataset(self.list).map(|d| d.expected.as_slice());
                let mut of_place = expected
                    .unwrap_or_default()
                    .iter()
                    .filter(|e| e.institution.as_deref().is_none_or(|name| name == place))
                    .peekable();
                // A month that nobody has promised yet is not missing.
                let later = of_place.peek().is_some()
                    && of_place.all(|e| e.to.as_deref().is_some_and(|to| to < month));
                (!later).then(|| about(reason::LIST_MISSING.code))
            }
        }
    }
}

fn within(day: NaiveDate, from: Option<NaiveDate>, to: Option<NaiveDate>) -> bool {
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}

fn heavier<'a>(best: Option<Read<'a>>, said: Option<Read<'a>>) -> Option<Read<'a>> {
    match (best, said) {
        (best, None) => best,
        (Some(best), Some(said)) if best.weight() >= said.weight() => Some(best),
        (_, said) => said,
    }
}
