//! What the lists say about each day of a child: the sheets of its schools and the register.

mod former;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use mimamori_record::line::{Cause, Record, Source};
use mimamori_record::{Absence, Arrival, reason};
use serde_json::Value as Json;

use crate::judge::View;
use crate::typed::Days;

/// A sheet on which the child stands.
struct Sheet<'a> {
    record: &'a Record,
    source: &'a Source,
    institution: &'a str,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    as_of: Option<NaiveDate>,
}

/// A time at a school or nursery, from its register.
struct Enrolment<'a> {
    institution: Option<&'a str>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

/// What is known about a school day.
pub(crate) enum Said<'a> {
    Unknown(Cause),
    /// A blank and what it stands for.
    Blank(&'a str, &'a Record),
    Mark(&'a str, &'a Record),
}

impl Said<'_> {
    /// An explicit mark of one school says more than the blank of another.
    fn weight(&self) -> u8 {
        match self {
            Said::Unknown(_) => 0,
            Said::Blank(..) => 1,
            Said::Mark(..) => 2,
        }
    }
}

/// The lists from which the days of one child are read.
pub(crate) struct Timeline<'a> {
    view: View<'a>,
    list: &'a str,
    field: &'a str,
    register: &'a str,
    sheets: Vec<Sheet<'a>>,
    enrolments: Vec<Enrolment<'a>>,
    arrived: BTreeMap<(&'a str, i32, u32), Option<Cause>>,
    /// By month: why nobody can say where the child went to school before its first school here.
    former: BTreeMap<(i32, u32), Option<Cause>>,
    /// The first day at a school that the lists show, and the school.
    first: Option<(NaiveDate, &'a str)>,
    came: Option<NaiveDate>,
}

impl<'a> Timeline<'a> {
    pub fn new(view: View<'a>, days: &'a Days) -> Self {
        let coverage = view.setting.coverage;
        let parse = |text: Option<&str>| text.and_then(|text| text.parse::<NaiveDate>().ok());
        let judged = |record: &&Record| coverage.counts(record);
        let sheets = view.person.of(&days.list).filter(judged);
        let sheets = sheets.filter_map(|record| {
            let source = coverage.source(&record.source)?;
            let of_row = record.text("institution");
            Some(Sheet {
                record,
                source,
                institution: of_row.or(source.institution.as_deref()).unwrap_or(""),
                from: parse(source.from.as_deref()),
                to: parse(source.to.as_deref()),
                as_of: parse(source.as_of.as_deref()),
            })
        });
        let enrolments = view.person.of(&days.register).filter(judged);
        let enrolments = enrolments.map(|record| Enrolment {
            institution: record
                .text("institution")
                .or_else(|| coverage.source(&record.source)?.institution.as_deref()),
            from: parse(record.text("enrolled_on")),
            to: parse(record.text("left_on")),
        });
        let residents = view.person.of("residents").filter(judged);
        let mut timeline = Timeline {
            list: &days.list,
            field: &days.field,
            register: &days.register,
            sheets: sheets.collect(),
            enrolments: enrolments.collect(),
            arrived: BTreeMap::new(),
            former: BTreeMap::new(),
            first: None,
            came: residents
                .filter_map(|record| parse(record.text("resident_since")))
                .max(),
            view,
        };
        timeline.first = timeline.first_day();
        timeline
    }

    /// From the register, or without one the first day on which a sheet takes the child for a
    /// pupil. `None` when an enrolment has no beginning.
    fn first_day(&self) -> Option<(NaiveDate, &'a str)> {
        let days = self.enrolments.iter();
        let days: Option<Vec<_>> = days
            .map(|e| Some((e.from?, e.institution.unwrap_or(""))))
            .collect();
        if !self.enrolments.is_empty() {
            return days?.into_iter().min();
        }
        let days = self.sheets.iter().filter_map(|sheet| {
            let mut days = sheet.from?.iter_days().take_while(|d| Some(*d) <= sheet.to);
            let first = days.find(|day| self.pupil_on(sheet, *day))?;
            Some((first, sheet.institution))
        });
        days.min()
    }

    /// Whether the sheet has a column for the day that does not say 「－」.
    fn pupil_on(&self, sheet: &Sheet<'a>, day: NaiveDate) -> bool {
        let name = day.to_string();
        let mark = match sheet.record.fields.get(self.field) {
            Some(Json::Object(marks)) => marks.get(&name).and_then(Json::as_str),
            _ => None,
        };
        sheet.source.days.contains_key(&name)
            && self.view.setting.schools.open(sheet.institution, day)
            && mark != Some("not-enrolled")
    }

    /// Whether the child stands on no school's list at all.
    pub fn is_empty(&self) -> bool {
        self.sheets.is_empty() && self.enrolments.is_empty()
    }

    /// What the lists say about a day; `None` when the child did not have to come.
    pub fn day(&mut self, day: NaiveDate) -> Option<Said<'a>> {
        let mut best: Option<Said<'a>> = None;
        let mut covered = BTreeSet::new();
        for sheet in &self.sheets {
            if !within(day, sheet.from, sheet.to) {
                continue;
            }
            covered.insert(sheet.institution);
            if let Some(said) = self.of_sheet(sheet, day) {
                best = heavier(best, said);
            }
        }
        let mut places: Vec<Option<&str>> = Vec::new();
        for enrolment in &self.enrolments {
            if within(day, enrolment.from, enrolment.to) {
                places.push(enrolment.institution);
            }
        }
        if self.enrolments.is_empty() && covered.is_empty() && self.may_be_pupil(day) {
            places.push(self.nearest_school(day));
        }
        let enrolled = !places.is_empty() && !self.enrolments.is_empty();
        for place in places {
            if place.is_some_and(|place| covered.contains(place)) {
                continue;
            }
            if let Some(cause) = self.no_sheet(place, day) {
                best = heavier(best, Said::Unknown(cause));
            }
        }
        if best.is_none() && !enrolled {
            best = self.before_first_day(day, &covered).map(Said::Unknown);
        }
        best
    }

    fn of_sheet(&self, sheet: &Sheet<'a>, day: NaiveDate) -> Option<Said<'a>> {
        let setting = self.view.setting;
        if !setting.schools.open(sheet.institution, day) {
            return None;
        }
        let name = day.to_string();
        let about = |code: &str| {
            Said::Unknown(Cause {
                code: code.to_owned(),
                dataset: Some(self.list.to_owned()),
                institution: sheet.source.institution.clone(),
                source: Some(sheet.source.id.clone()),
                field: Some(self.field.to_owned()),
                ..Cause::default()
            })
        };
        let unreadable = || {
            let mut said = about(reason::CELL_UNREADABLE.code);
            if let Said::Unknown(cause) = &mut said {
                cause.cell = setting.coverage.cell(sheet.record, self.field, Some(&name));
            }
            said
        };
        let marks = match sheet.record.fields.get(self.field) {
            Some(Json::Object(marks)) => marks.get(&name),
            Some(_) => Some(&Json::Null),
            None => None,
        };
        match marks {
            Some(Json::String(code)) if code == "not-enrolled" => return None,
            Some(Json::String(code)) => return Some(Said::Mark(code, sheet.record)),
            Some(_) => return Some(unreadable()),
            None => {}
        }
        if self.enrolled_elsewhere(sheet.institution, day) {
            return None;
        }
        if sheet.as_of.is_some_and(|as_of| as_of < day) {
            return Some(about(reason::LIST_TOO_OLD.code));
        }
        if sheet.source.days.is_empty() {
            return Some(about(reason::NO_DAILY_MARKS.code));
        }
        if !sheet.source.days.contains_key(&name) {
            return Some(about(reason::NOT_ASKED.code));
        }
        let fields = &setting.coverage.dataset(self.list)?.fields;
        let blank = fields.get(self.field).and_then(|f| f.blank.as_deref());
        Some(match blank {
            Some(code) => Said::Blank(code, sheet.record),
            None => about(reason::CELL_BLANK.code),
        })
    }

    /// A blank at the old school says nothing after the child has left it.
    fn enrolled_elsewhere(&self, institution: &str, day: NaiveDate) -> bool {
        let mut here = self
            .enrolments
            .iter()
            .filter(|e| e.institution == Some(institution));
        let left = |e: &Enrolment<'_>| !within(day, e.from, e.to);
        let known = here.clone().next().is_some();
        if known {
            return here.all(left);
        }
        self.enrolments
            .iter()
            .any(|e| e.institution.is_some() && within(day, e.from, e.to))
    }

    /// Without a register, the school of the sheet that lies nearest before the day, else after.
    fn nearest_school(&self, day: NaiveDate) -> Option<&'a str> {
        let before = self
            .sheets
            .iter()
            .filter(|s| s.to.is_some_and(|to| to < day));
        let after = self
            .sheets
            .iter()
            .filter(|s| s.from.is_some_and(|from| from > day));
        let near = before.max_by_key(|s| s.to).or(after.min_by_key(|s| s.from));
        near.map(|sheet| sheet.institution)
    }

    /// Why a child that goes to a school stands on none of its sheets of the month.
    fn no_sheet(&mut self, place: Option<&'a str>, day: NaiveDate) -> Option<Cause> {
        let schools = self.view.setting.schools;
        if !schools.open(place.unwrap_or(""), day) {
            return None;
        }
        let Some(place) = place else {
            return Some(Cause {
                code: reason::CELL_UNREADABLE.code.to_owned(),
                dataset: Some(self.register.to_owned()),
                field: Some("institution".to_owned()),
                ..Cause::default()
            });
        };
        let key = (place, day.year(), day.month());
        if let Some(known) = self.arrived.get(&key) {
            return known.clone();
        }
        let cause = self.of_month(place, &format!("{:04}-{:02}", day.year(), day.month()));
        self.arrived.insert(key, cause.clone());
        cause
    }

    fn of_month(&self, place: &str, month: &str) -> Option<Cause> {
        let coverage = self.view.setting.coverage;
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
                let own = self.view.person.records.iter();
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

fn heavier<'a>(best: Option<Said<'a>>, said: Said<'a>) -> Option<Said<'a>> {
    match best {
        Some(best) if best.weight() >= said.weight() => Some(best),
        _ => Some(said),
    }
}
