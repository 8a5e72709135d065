//! What a meeting of representatives looks at: figures of the year, and nobody's name.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use mimamori_paper::{Cell, Column, Mark, Page, Row, Sheet, Workbook};
use mimamori_record::line::Record;
use mimamori_record::standing::{self, judged};
use mimamori_record::{Block, Coverage, Lang, Said, Text, dictionary, said};

use crate::facts;
use crate::messages::{self, tell};
use crate::request::{Registered, registered};

/// What is told of those who are registered, field by field of the ledger.
const OF_CASES: [&str; 3] = ["category", "case_kind", "stage"];

/// What is counted by year.
struct Event {
    list: &'static str,
    day: &'static str,
    /// A code that must stand in the row.
    only: Option<(&'static str, &'static str)>,
    title: Text,
}

const fn event(
    list: &'static str,
    day: &'static str,
    only: Option<(&'static str, &'static str)>,
    ja: &'static str,
    en: &'static str,
) -> Event {
    Event {
        list,
        day,
        only,
        title: Text::new(ja, en),
    }
}

const CLOSED: Option<(&str, &str)> = Some(("stage", "closed"));
const CUSTODY: Option<(&str, &str)> = Some(("protection_kind", "temporary-custody"));

const EVENTS: [Event; 8] = [
    event(
        "cases",
        "received_on",
        None,
        "受け付けたケース",
        "cases received",
    ),
    event(
        "cases",
        "closed_on",
        CLOSED,
        "終結したケース",
        "cases closed",
    ),
    event("plans", "made_on", None, "作った計画", "plans made"),
    event(
        "contacts",
        "date",
        None,
        "支援経過の記録",
        "contacts on record",
    ),
    event(
        "decisions",
        "decided_on",
        None,
        "会議の決定",
        "decisions of meetings",
    ),
    event(
        "recommendations",
        "date",
        None,
        "利用勧奨",
        "recommendations",
    ),
    event(
        "protections",
        "since",
        CUSTODY,
        "一時保護",
        "temporary custody",
    ),
    event(
        "placements",
        "since",
        None,
        "措置（児童福祉司指導を含む）",
        "placements and guidance",
    ),
];

/// Duties that are open now.
const OPEN: [(&str, Option<&str>, Text); 3] = [
    (
        "no-plan",
        None,
        Text::new("支援中で計画がない", "supported, without a plan"),
    ),
    (
        "no-worker",
        None,
        Text::new("主担当が決まっていない", "without a worker"),
    ),
    (
        "plan-review",
        Some("overdue"),
        Text::new("計画の見直しの時期を過ぎた", "plan review overdue"),
    ),
];

/// The fields of other lists that are looked at here.
pub(crate) const FIELDS: [(&str, &str); 4] = [
    ("contacts", "date"),
    ("protections", "since"),
    ("protections", "protection_kind"),
    ("placements", "since"),
];

/// Counts, gathered household by household.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    registered: usize,
    unclear: usize,
    /// By field and code; unknown ones under none.
    of_cases: BTreeMap<(usize, Option<String>), usize>,
    /// By age: before school, grades 1 to 6, 7 to 9, older, not known.
    ages: [usize; 5],
    /// By event: last fiscal year, this one, no day that can be read.
    events: [[usize; 3]; 8],
    open: [usize; 3],
}

/// The fiscal year of a day, by the year in which it begins.
fn year_of(day: NaiveDate) -> i32 {
    day.year() - i32::from(day.month() < 4)
}

impl Figures {
    pub(crate) fn add(&mut self, block: &Block, coverage: &Coverage, today: NaiveDate) {
        for person in &block.people {
            for (at, event) in EVENTS.iter().enumerate() {
                let is = |row: &&Record| {
                    let only = event.only;
                    only.is_none_or(|(key, word)| row.text(key) == Some(word))
                };
                for row in judged(person, coverage, event.list).filter(is) {
                    let day = row.text(event.day).and_then(facts::day);
                    match day.map(|day| year_of(today) - year_of(day)) {
                        Some(0) => self.events[at][1] += 1,
                        Some(1) => self.events[at][0] += 1,
                        Some(_) => {}
                        None => self.events[at][2] += 1,
                    }
                }
            }
            if standing::is_gone(person, coverage) {
                continue;
            }
            match registered(person, coverage) {
                Registered::No => continue,
                Registered::Unclear => {
                    self.unclear += 1;
                    continue;
                }
                Registered::Yes => self.registered += 1,
            }
            let case = standing::open_case(person, coverage);
            for (at, field) in OF_CASES.iter().enumerate() {
                let decided = standing::decided(person, coverage, field, case);
                let word = decided.or(case).and_then(|row| row.text(field));
                *self
                    .of_cases
                    .entry((at, word.map(str::to_owned)))
                    .or_default() += 1;
            }
            let birth = person.line.birth_date.as_deref().and_then(facts::day);
            let grade = birth.map(|birth| mimamori_calendar::grade(birth, today));
            self.ages[match grade {
                Some(..=0) => 0,
                Some(1..=6) => 1,
                Some(7..=9) => 2,
                Some(_) => 3,
                None => 4,
            }] += 1;
            for (at, (what, state, _)) in OPEN.iter().enumerate() {
                let mut dues = block.dues.iter();
                let id = Some(&person.line.id);
                let open = dues.any(|due| {
                    due.person.as_ref() == id
                        && due.what == *what
                        && state.is_none_or(|state| due.state == state)
                });
                self.open[at] += usize::from(open);
            }
        }
    }

    /// Heading, name and count of everything about those who are registered now.
    fn now(&self, lang: Lang) -> Vec<(String, String, usize)> {
        let unknown = || tell!(lang, "わからない", "not known");
        let all = tell!(lang, "登録されている子", "registered");
        let mut rows = vec![
            (all.clone(), tell!(lang, "全体", "all"), self.registered),
            (
                all,
                tell!(
                    lang,
                    "ほかに、区分がわからず数えていない",
                    "beside them, category not known"
                ),
                self.unclear,
            ),
        ];
        for (at, field) in OF_CASES.iter().enumerate() {
            let entry = dictionary::field_of("cases", field);
            let label = entry
                .map_or(*field, |entry| entry.label.pick(lang))
                .to_owned();
            let count = |word: Option<&str>| {
                let key = (at, word.map(str::to_owned));
                self.of_cases.get(&key).copied().unwrap_or(0)
            };
            let codes = entry.map_or(&[][..], |entry| entry.codes);
            let mut counted = 0;
            for code in codes {
                counted += count(Some(code.key));
                rows.push((
                    label.clone(),
                    code.label.pick(lang).to_owned(),
                    count(Some(code.key)),
                ));
            }
            // Also what the dictionary does not have: the sum stays the same.
            rows.push((label, unknown(), self.registered - counted));
        }
        let ages = [
            tell!(lang, "就学前", "before school"),
            tell!(lang, "小学生", "grades 1 to 6"),
            tell!(lang, "中学生", "grades 7 to 9"),
            tell!(
                lang,
                "それより上（特定妊婦を含む）",
                "older (expectant mothers too)"
            ),
            unknown(),
        ];
        let label = tell!(lang, "年齢", "age");
        rows.extend(
            ages.into_iter()
                .zip(self.ages)
                .map(|(age, n)| (label.clone(), age, n)),
        );
        let label = tell!(lang, "支援の状況", "standing");
        let open = OPEN.iter().zip(self.open);
        rows.extend(open.map(|((.., text), n)| (label.clone(), text.pick(lang).to_owned(), n)));
        rows
    }

    /// What happened, in which year; none where no such list is here, which is not none.
    fn year(&self, coverage: &Coverage, lang: Lang) -> Vec<(String, Option<[usize; 3]>)> {
        let told = EVENTS.iter().zip(self.events).map(|(event, counts)| {
            let mut sources = coverage.sources();
            let here = sources.any(|s| s.dataset == event.list && coverage.judged(&s.id));
            (event.title.pick(lang).to_owned(), here.then_some(counts))
        });
        told.collect()
    }

    /// The paper.
    pub(crate) fn workbook(
        &self,
        mark: Mark,
        title: &Said,
        coverage: &Coverage,
        today: NaiveDate,
        lang: Lang,
    ) -> Workbook {
        let number = |n: usize| Cell::from(i64::try_from(n).unwrap_or(i64::MAX));
        let now = Sheet::new(said!("登録の状況", "registered"), title.clone())
            .page(Page::A4_PORTRAIT)
            .above(said!(
                "基準日に登録されている子の人数です。氏名・住所・機関の名前はありません。人数の少ないところから、だれのことかわかることがあります。取扱いに注意してください。",
                "Children registered on the day of the run. There are no names, addresses or institutions; a small number may still tell who is meant."
            ))
            .column(Column::text(said!("項目", "of")).width(18))
            .column(Column::wrapped(said!("内訳", "which")).width(36))
            .column(Column::integer(said!("人数", "persons")))
            .rows(self.now(lang).into_iter().map(|(of, which, n)| {
                Row::new([Cell::from(of), Cell::from(which), number(n)])
            }))
            .unfiltered();
        let this = year_of(today) - 2018;
        let last = this - 1;
        let year = Sheet::new(said!("一年の動き", "the year"), title.clone())
            .page(Page::A4_PORTRAIT)
            .above(said!(
                "届いた名簿にある分だけを、年度（4月から3月）ごとに数えたものです。今年度は基準日までです。「名簿なし」は、0件という意味ではありません。",
                "Counted by fiscal year (April to March) from the lists that arrived; this year up to the day of the run. Where there is no list the count is not zero but unknown."
            ))
            .column(Column::wrapped(said!("こと", "what")).width(34))
            .column(Column::text(said!("昨年度（令和{last}年度）", "last year (R{last})")).width(16).centred())
            .column(Column::text(said!("今年度（令和{this}年度）", "this year (R{this})")).width(16).centred())
            .column(Column::text(said!("日付不明", "no day")).width(10).centred())
            .rows(self.year(coverage, lang).into_iter().map(|(what, counts)| {
                let mut cells = vec![Cell::from(what)];
                match counts {
                    Some(counts) => cells.extend(counts.map(|n| Cell::from(n.to_string()))),
                    None => cells.extend([0; 3].map(|_| Cell::from(tell!(lang, "名簿なし", "no list")))),
                }
                Row::new(cells)
            }))
            .unfiltered();
        Workbook::new(mark, title.clone(), lang)
            .footer(messages::FOOTER)
            .sheet(now)
            .sheet(year)
    }

    /// The same as plain text.
    pub(crate) fn text(&self, title: &str, coverage: &Coverage, lang: Lang) -> String {
        let mut text = format!("{title}\n\n");
        for (of, which, n) in self.now(lang) {
            text += &format!("{of} {which}: {n}\n");
        }
        text += "\n";
        for (what, counts) in self.year(coverage, lang) {
            text += &match counts {
                Some([last, this, undated]) => tell!(
                    lang,
                    "{what}: 昨年度 {last}、今年度 {this}、日付不明 {undated}\n",
                    "{what}: last year {last}, this year {this}, no day {undated}\n"
                ),
                None => tell!(lang, "{what}: 名簿なし\n", "{what}: no list\n"),
            };
        }
        text
    }
}
