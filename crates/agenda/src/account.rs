//! The last pages: what could not be read, who is not known, which lists are missing or old.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use mimamori_calendar::{Holidays, YearMonth};
use mimamori_record::line::{Cause, FlagResult, Problem, Run, SourceState};
use mimamori_record::{Arrival, Block, Coverage, Head, Lang, reason, standing};
use serde::Serialize;

use crate::facts::day;
use crate::masking::Mask;
use crate::messages::{self, date, tell};
use crate::resources::Local;
use crate::{evidence, order};

/// Cells of one kind of problem that are named one by one.
const NAMED_CELLS: usize = 12;

/// Everything on the last pages.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Account {
    pub(crate) problems: Vec<Unread>,
    pub(crate) unknown: Vec<Open>,
    pub(crate) lists: Vec<List>,
    pub(crate) local: Local,
    pub(crate) about: Vec<String>,
}

/// What is wrong with a file, one line per reason.
#[derive(Debug, Serialize)]
pub(crate) struct Unread {
    pub(crate) file: String,
    pub(crate) what: String,
    pub(crate) places: String,
    pub(crate) count: u64,
    pub(crate) advice: String,
}

/// A gap and whom it leaves open.
#[derive(Debug, Serialize)]
pub(crate) struct Open {
    pub(crate) what: String,
    pub(crate) people: usize,
    pub(crate) questions: String,
}

/// A list and its day; missing ones too.
#[derive(Debug, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct List {
    pub(crate) dataset: String,
    pub(crate) institution: String,
    pub(crate) file: String,
    pub(crate) as_of: String,
    pub(crate) rows: Option<u32>,
    pub(crate) remark: String,
}

/// Whom each missing list leaves open, counted over all blocks.
#[derive(Debug, Default)]
pub(crate) struct Gaps {
    open: BTreeMap<Cause, (usize, BTreeSet<String>)>,
    /// Children seen so far.
    pub(crate) children: usize,
}

impl Gaps {
    /// Counts the children of a household and what is not known about them.
    pub(crate) fn add(&mut self, block: &Block, coverage: &Coverage) {
        for person in &block.people {
            if standing::is_gone(person, coverage) {
                continue;
            }
            let id = &person.line.id;
            let flags = || block.flags.iter().filter(|flag| flag.person == *id);
            // As the flags count them, so that the papers agree.
            let fired = flags().any(|flag| flag.result == FlagResult::Fired);
            let counts = fired || !standing::is_question(person, coverage);
            if counts && block.relation(id) == Some("child") {
                self.children += 1;
            }
            let mut own: BTreeMap<Cause, BTreeSet<String>> = BTreeMap::new();
            for flag in flags() {
                if let (FlagResult::Unknown, Some(cause)) = (flag.result, &flag.cause) {
                    // By list, not by cell: a hundred cells of one list are one gap.
                    let list = Cause {
                        source: None,
                        cell: None,
                        ..cause.clone()
                    };
                    let rules = flag.rules.iter().chain(&flag.rule).cloned();
                    own.entry(list).or_default().extend(rules);
                }
            }
            for (cause, rules) in own {
                let (people, all) = self.open.entry(cause).or_default();
                *people += 1;
                all.extend(rules);
            }
        }
    }
}

/// Makes the last pages. `rule` says how a rule is called.
pub(crate) fn account(
    head: &Head,
    gaps: &Gaps,
    own: &Run,
    today: NaiveDate,
    mask: &Mask,
    lang: Lang,
    rule: impl Fn(&str) -> String,
) -> Account {
    let coverage = &head.coverage;
    let mut unknown: Vec<Open> = gaps
        .open
        .iter()
        .map(|(cause, (people, rules))| Open {
            what: match mask.withholds(cause.dataset.as_deref().unwrap_or_default()) {
                true => messages::cause_hidden(cause.dataset.as_deref(), lang),
                false => messages::cause(cause, cause.institution.as_deref(), None, lang),
            },
            people: *people,
            questions: rules
                .iter()
                .map(|id| rule(id))
                .collect::<Vec<_>>()
                .join(messages::COMMA.pick(lang)),
        })
        .collect();
    unknown.sort_by_key(|open| std::cmp::Reverse(open.people));
    Account {
        // What is to be put right is the work of the office.
        problems: match mask.is_member() {
            true => Vec::new(),
            false => problems(&head.problems, coverage, lang),
        },
        unknown,
        lists: lists(coverage, today, mask, lang),
        local: Local::default(),
        about: about(head, own, lang),
    }
}

fn problems(problems: &[Problem], coverage: &Coverage, lang: Lang) -> Vec<Unread> {
    let mut groups: BTreeMap<(String, &str, bool), (u64, Vec<String>)> = BTreeMap::new();
    for problem in problems {
        // What match finds is about records; the first one tells the file.
        let record = problem.records.first().and_then(|r| r.split_once('/'));
        let source = problem.source.as_deref().or(record.map(|(id, _)| id));
        let source = source.and_then(|id| coverage.source(id));
        let file = match source {
            Some(source) => evidence::list(source, coverage, &Mask::default(), lang),
            None => file_of(problem, coverage, lang),
        };
        let replaced =
            source.is_some_and(|s| s.state != SourceState::Unreadable && !coverage.judged(&s.id));
        let (count, cells) = groups.entry((file, &problem.code, replaced)).or_default();
        *count += problem.count.unwrap_or(1);
        if let Some((_, row)) = record {
            cells.push(tell!(lang, "{row}行目", "row {row}"));
        }
        match (&problem.column, problem.row) {
            (Some(column), Some(row)) => cells.push(format!("{column}{row}")),
            (None, Some(row)) => cells.push(tell!(lang, "{row}行目", "row {row}")),
            (Some(column), None) => cells.push(tell!(lang, "{column}列", "column {column}")),
            (None, None) => {}
        }
    }
    let told =
        |((file, code, replaced), (count, cells)): ((String, &str, bool), (u64, Vec<String>))| {
            let reason = reason::find(code);
            let more = cells.len().saturating_sub(NAMED_CELLS);
            let named: Vec<&str> = cells.iter().take(NAMED_CELLS).map(String::as_str).collect();
            // Cells join to ranges; a whole row or column is said in words.
            let (cells, words): (Vec<&str>, Vec<&str>) = named
                .into_iter()
                .partition(|place| place.is_ascii() && !place.contains(' '));
            let cells = Some(evidence::ranges(&cells, lang)).filter(|text| !text.is_empty());
            let words = words.into_iter().map(str::to_owned);
            let places: Vec<String> = cells.into_iter().chain(words).collect();
            let mut places = places.join(messages::COMMA.pick(lang));
            if more > 0 {
                places += &tell!(lang, " ほか{more}か所", " and {more} more");
            }
            Unread {
                file,
                what: reason.map_or_else(|| code.to_owned(), |r| r.title.pick(lang).to_owned()),
                places,
                count,
                advice: match (replaced, reason) {
                    (true, _) => messages::REPLACED_NO_NEED.pick(lang).to_owned(),
                    (false, Some(reason)) => reason.advice.pick(lang).to_owned(),
                    (false, None) => String::new(),
                },
            }
        };
    groups.into_iter().map(told).collect()
}

fn file_of(problem: &Problem, coverage: &Coverage, lang: Lang) -> String {
    match (&problem.path, &problem.sheet, &problem.dataset) {
        (Some(path), Some(sheet), _) => {
            format!("{}「{sheet}」", coverage.short_path(path))
        }
        (Some(path), None, _) => coverage.short_path(path),
        (None, _, Some(dataset)) => evidence::dataset(dataset, lang),
        _ => tell!(lang, "（名簿どうしの突合）", "(joining the lists)"),
    }
}

fn lists(coverage: &Coverage, today: NaiveDate, mask: &Mask, lang: Lang) -> Vec<List> {
    let mut files: BTreeMap<(&str, &str, &str), Sheets> = BTreeMap::new();
    for source in coverage.sources() {
        let hidden = mask.hides_source(source);
        let key = (
            source.dataset.as_str(),
            source
                .institution
                .as_deref()
                .filter(|_| !hidden)
                .unwrap_or(""),
            Some(source.path.as_str()).filter(|_| !hidden).unwrap_or(""),
        );
        let sheets = files.entry(key).or_default();
        sheets.rows += source.rows;
        sheets.unread_rows += source.rows_unread;
        sheets.unreadable |= source.state == SourceState::Unreadable;
        sheets.judged |= coverage.judged(&source.id);
        sheets.as_of = sheets.as_of.take().max(source.as_of.clone());
    }
    let told = |((dataset, institution, path), sheets): ((&str, &str, &str), Sheets)| List {
        dataset: evidence::dataset(dataset, lang),
        institution: institution.to_owned(),
        file: coverage.short_path(path),
        as_of: sheets
            .as_of
            .as_deref()
            .map(|d| date(d, lang))
            .unwrap_or_default(),
        rows: (!sheets.unreadable).then_some(sheets.rows),
        remark: sheets.remark(coverage.dataset(dataset).is_some_and(monthly), today, lang),
    };
    let mut lists = missing(coverage, today, lang, mask);
    lists.extend(files.into_iter().map(told));
    lists
}

/// Whether a list is promised month by month; such a list is not old when its month is over.
fn monthly(dataset: &mimamori_record::line::Dataset) -> bool {
    dataset.expected.iter().any(|e| e.from.is_some())
}

#[derive(Default)]
struct Sheets {
    rows: u32,
    unread_rows: u32,
    unreadable: bool,
    judged: bool,
    as_of: Option<String>,
}

impl Sheets {
    fn remark(&self, monthly: bool, today: NaiveDate, lang: Lang) -> String {
        let days = self
            .as_of
            .as_deref()
            .and_then(day)
            .map(|d| (today - d).num_days());
        if self.unreadable {
            tell!(lang, "読めません", "unreadable")
        } else if !self.judged {
            tell!(
                lang,
                "新しい名簿があるので使っていません",
                "replaced by a later list"
            )
        } else if self.unread_rows > 0 {
            let rows = self.unread_rows;
            tell!(
                lang,
                "だれの行か読めない行が{rows}行",
                "{rows} rows whose person nobody can read"
            )
        } else if let Some(days) = days.filter(|days| *days > 31 && !monthly) {
            tell!(lang, "古い（{days}日前）", "old ({days} days)")
        } else {
            String::new()
        }
    }
}

/// The lists that were promised and are not here, month by month.
fn missing(coverage: &Coverage, today: NaiveDate, lang: Lang, mask: &Mask) -> Vec<List> {
    let mut rows = Vec::new();
    for dataset in coverage.datasets() {
        for expected in &dataset.expected {
            let institution = expected.institution.as_deref();
            let row = |when: String, remark: String| List {
                dataset: evidence::dataset(&dataset.name, lang),
                institution: institution
                    .filter(|_| !mask.withholds(&dataset.name))
                    .unwrap_or("")
                    .to_owned(),
                file: when,
                as_of: String::new(),
                rows: None,
                remark,
            };
            match (&expected.from, &expected.to) {
                (Some(from), Some(to)) => {
                    for month in months(from, to) {
                        let arrival = coverage.arrival(&dataset.name, institution, &month);
                        if matches!(arrival, Arrival::Missing(_)) {
                            let remark = not_here(&arrival, expected.deadline, &month, today, lang);
                            rows.push(row(date(&month, lang), remark));
                        }
                    }
                }
                _ if coverage
                    .judged_sources(&dataset.name, institution)
                    .next()
                    .is_none() =>
                {
                    rows.push(row(String::new(), tell!(lang, "未着", "not here")));
                }
                _ => {}
            }
        }
    }
    rows
}

/// Nobody is late before the day by which the list of a month was promised is over.
fn not_here(
    arrival: &Arrival,
    deadline: Option<u32>,
    month: &str,
    today: NaiveDate,
    lang: Lang,
) -> String {
    let unread =
        matches!(arrival, Arrival::Missing(cause) if cause.code != reason::LIST_MISSING.code);
    let month = month.parse::<YearMonth>().ok().filter(|_| !unread);
    let by = month.zip(deadline);
    let by = by.map(|(month, day)| Holidays::by_law().deadline_after(month, day));
    match by.filter(|by| today <= *by) {
        Some(by) => {
            let by = date(&by.to_string(), lang);
            tell!(lang, "期限前（{by}まで）", "not due before {by}")
        }
        None => tell!(lang, "未着", "not here"),
    }
}

fn months(from: &str, to: &str) -> Vec<String> {
    let read = |text: &str| {
        let first = day(&format!("{text}-01"))?;
        YearMonth::new(first.year(), first.month())
    };
    let (Some(mut at), Some(last)) = (read(from), read(to)) else {
        return Vec::new();
    };
    let mut months = Vec::new();
    while at <= last {
        months.push(at.to_string());
        at = at.next();
    }
    months
}

/// Which programs, on which day, by which settings.
fn about(head: &Head, own: &Run, lang: Lang) -> Vec<String> {
    let day = date(&head.today, lang);
    let mut lines = vec![tell!(
        lang,
        "基準日 {day}。この日を「今日」として数えています。",
        "As of {day}: every judgement takes this for today."
    )];
    for run in head.runs.iter().rev().chain([own]) {
        let (program, version) = (&run.program, &run.version);
        let hash = run.config_sha256.as_deref().and_then(|hash| hash.get(..16));
        let what = match (program.as_str(), hash) {
            ("mimamori-flag", Some(hash)) => {
                tell!(lang, "、規則ファイルの指紋 {hash}", ", rule file {hash}")
            }
            (_, Some(hash)) => tell!(lang, "、設定ファイルの指紋 {hash}", ", settings {hash}"),
            (_, None) => String::new(),
        };
        lines.push(format!("{program} {version}{what}"));
    }
    lines
}

/// What does not fit, for the first page.
pub(crate) fn time_lines(order: &order::Order, lang: Lang) -> Vec<String> {
    let time = &order.time;
    let mut lines = Vec::new();
    let in_a: usize = order.a.iter().map(|home| home.cases.len()).sum();
    if in_a > usize::try_from(time.a).unwrap_or(usize::MAX) {
        lines.push(messages::too_dense(in_a, time.a, lang));
    }
    if time.over() == 0 {
        return lines;
    }
    let (need, have, over) = (time.need(), time.have, time.over());
    lines.push(tell!(
        lang,
        "予定の時間に収まりません: 必要 {need}分、予定 {have}分（{over}分不足）。載せる人は減らしていません。",
        "This does not fit: {need} minutes needed, {have} set aside ({over} too many). Nobody was left out."
    ));
    if !time.to_a.is_empty() {
        let all = runs(&time.to_a, lang);
        lines.push(tell!(
            lang,
            "一括確認（A）に移せるもの（確認候補がなく、計画と担当があるもの）: {all}",
            "could move to part A (nothing fired, plan and worker are there): {all}"
        ));
    }
    if !time.to_extra.is_empty() {
        let all = runs(&time.to_extra, lang);
        lines.push(tell!(
            lang,
            "臨時の会議に回すことを考えるもの（順番が後ろのもの）: {all}",
            "to consider for an extra meeting (last in order): {all}"
        ));
    }
    lines
}

/// Numbers of cases, neighbours as 「B-3〜B-5」.
fn runs(numbers: &[String], lang: Lang) -> String {
    let place = |number: &str| number.rsplit_once('-')?.1.parse::<u32>().ok();
    let mut runs: Vec<(&str, &str)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if place(last).map(|at| at + 1) == place(number) => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let told = |(first, last): (&str, &str)| match first == last {
        true => first.to_owned(),
        false => tell!(lang, "{first}〜{last}", "{first} to {last}"),
    };
    let told: Vec<String> = runs.into_iter().map(told).collect();
    told.join(messages::COMMA.pick(lang))
}
