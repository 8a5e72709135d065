//! `--reconcile A B`: two lists of the same persons held against each other.
//!
//! The school and the centre each keep a list of young carers, the prefecture and the town each a
//! ledger of cases, and the counts disagree. What one types and sees:
//!
//! ```text
//! $ mimamori-import … | mimamori-match --reconcile 児相台帳 cases
//! 児相台帳（A）と ケース台帳（B）の突き合わせ  令和8年6月1日
//!
//!   A  児相台帳　24人・24行
//!      児相/共有台帳.xlsx「一覧」（令和8年5月31日現在）
//!   B  ケース台帳　25人・26行
//!      児童福祉/ケース台帳.xlsx「台帳」（令和8年5月31日現在）
//!
//!   両方 20人（違いあり 5人）、A だけ 3人、B だけ 4人、決まっていない A 1人・B 1人
//!
//! ■ 児相台帳（A）と ケース台帳（B）の両方にある人: 20人
//!   違う項目: 区分 4人、主担当 1人
//!   1  山田 葵（ヤマダ アオイ） 平成30年5月3日生  A 12行  B 7行
//!      × 区分  A 要保護児童（F12）  B 要支援児童（E7）
//!      ○ 書き方だけが違う: 住所
//! ```
//!
//! A list is a dataset (`cases`, ケース台帳), a dataset of one institution (`attendance/みなと小`) or a
//! file, where one likes with its sheet (`児相/台帳.xlsx!一覧`). The lists of all institutions are one
//! list; where the other name means one of them, it is the list of the rest. Of a dataset only the deliveries that
//! hold are taken; a file is taken as it is, so that two deliveries can be compared. With `-o` the
//! answer becomes a paper where the name ends in `.xlsx` or `.html`.
//!
//! Who is one person is what this run decided. Where a question is open between somebody on A and
//! somebody on B, neither is said to be missing. Unknown is never *no*: a blank cell is no other
//! value, and a list with gaps says that of itself. Another spelling is no difference.

mod fields;
mod lists;
mod messages;
mod open;
mod people;
mod secrets;
mod sheets;
mod text;
mod values;
mod words;

use std::collections::BTreeMap;

use mimamori_paper::Built;
use mimamori_record::{Failure, Lang};

use crate::write::Result as Matched;
use lists::Lists;
use messages as say;
pub(crate) use messages::{EXAMPLE, HELP};
pub(crate) use people::Person;

/// No habit is seen in so few.
const FEW: usize = 5;

/// One of the two lists, as the report speaks of it.
#[derive(Debug, Default)]
pub(crate) struct Head {
    pub(crate) name: String,
    pub(crate) people: usize,
    pub(crate) rows: usize,
    /// Files and sheets.
    pub(crate) places: Vec<String>,
    /// Why somebody may be on it although no row says so.
    pub(crate) gaps: Vec<String>,
    /// What only this list asks.
    pub(crate) only_here: Vec<String>,
}

/// An open question that leaves somebody undecided.
#[derive(Debug, Default)]
pub(crate) struct Open {
    pub(crate) sides: [Person; 2],
    pub(crate) why: String,
}

/// The answer, in one language.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) series: String,
    pub(crate) today: String,
    pub(crate) heads: [Head; 2],
    pub(crate) both: Vec<Person>,
    /// Fields that the lists write in two ways for most of them.
    pub(crate) habits: Vec<String>,
    pub(crate) only: [Vec<Person>; 2],
    pub(crate) open: Vec<Open>,
    /// Persons of each list of whom nobody knows whether they are on the other one.
    pub(crate) undecided: [usize; 2],
}

impl Report {
    /// Holds the two lists that people named against each other.
    pub(crate) fn new(matched: Matched<'_>, asked: &[String], lang: Lang) -> Result<Self, Failure> {
        let coverage = crate::coverage::coverage(matched.intake);
        let lists = Lists::new(matched, &coverage, lang);
        let pair = lists.pair(asked)?;
        let people = people::People::new(matched, &coverage, &pair, lang);
        let (open, undecided) = open::questions(&people);
        let mut report = people.report(&undecided);
        // What there is to talk about comes first, each in the order of readings.
        report
            .both
            .sort_by_key(|person| !(person.differs() || person.twice()));
        report.open = open;
        report.tell_habits_once();
        for at in [0, 1] {
            report.heads[at] = lists.head(&pair, at, &people);
        }
        Ok(report)
    }

    /// Where the lists write a field in two ways, it is told of all together, not of each.
    fn tell_habits_once(&mut self) {
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        let all = self.both.iter().flat_map(|person| &person.spelling);
        for field in all {
            *times.entry(field).or_default() += 1;
        }
        let enough = (self.both.len() / 2).max(FEW);
        times.retain(|_, times| *times > enough);
        self.habits = times.into_keys().map(str::to_owned).collect();
        let habits = &self.habits;
        for person in &mut self.both {
            person.spelling.retain(|field| !habits.contains(field));
        }
    }

    /// Persons on both lists of whom something differs.
    pub(crate) fn differing(&self) -> usize {
        self.both.iter().filter(|person| person.differs()).count()
    }

    /// Whether there is anything to talk about.
    pub(crate) fn agrees(&self) -> bool {
        let none_alone = self.only.iter().all(Vec::is_empty) && self.open.is_empty();
        let twice = self.both.iter().any(|person| person.twice());
        none_alone && !twice && self.differing() == 0
    }

    /// What stands over everything.
    pub(crate) fn title(&self) -> mimamori_record::Said {
        say::title(&self.heads[0].name, &self.heads[1].name)
    }

    /// For the terminal.
    pub(crate) fn text(&self, lang: Lang) -> String {
        text::text(self, lang)
    }

    /// For Excel.
    pub(crate) fn xlsx(&self, lang: Lang) -> Result<Built, Failure> {
        sheets::workbook(self, lang).finish()
    }

    /// For printing.
    pub(crate) fn html(&self, lang: Lang) -> Result<String, Failure> {
        sheets::workbook(self, lang).html()
    }

    /// How many there are of each, in one line.
    pub(crate) fn counts(&self) -> mimamori_record::Said {
        say::counts(
            [self.both.len(), self.differing()],
            [self.only[0].len(), self.only[1].len()],
            self.undecided,
        )
    }
}
