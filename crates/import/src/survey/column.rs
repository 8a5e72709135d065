//! What a column holds, counted: shares, lengths, years, and values only while they can be codes.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::Datelike;
use mimamori_container::{Cell, Value};
use mimamori_text::{has_kanji, is_kana_text, squeeze};

use super::kind::Kind;
use super::spelling::{Spelling, of_number, of_text};
use super::table::name_like;
use crate::lines::lines;

/// A value that stands in fewer cells than this may be one person's and is never shown.
///
/// Two could be twins, and a family of two children is the most frequent one; three cells with the
/// same value in a column that is no name, number, date or address say nothing about any of them.
pub(crate) const RARE: u32 = 3;

/// A column with more different values than this has no codes.
const CODES: usize = 40;
/// A longer text is no code.
const CODE_LENGTH: usize = 12;
/// Different values are counted up to here.
const COUNTED: usize = 1_000_000;

/// What lists write where there is nothing to write.
const NOTHINGS: &[&str] = &[
    "-",
    "―",
    "ー",
    "なし",
    "無",
    "無し",
    "未",
    "未受診",
    "未実施",
    "未定",
    "不要",
    "対象外",
    "該当なし",
    "99999999",
    "00000000",
    "0000000",
    "9999999",
];

/// What a column holds.
#[derive(Debug, Default)]
pub(crate) struct Column {
    /// Cells that hold something.
    pub(crate) held: u32,
    /// By kind.
    pub(crate) kinds: BTreeMap<Kind, u32>,
    /// By spelling of dates.
    pub(crate) dates: BTreeMap<Spelling, u32>,
    /// Decades of the days, by their first year.
    pub(crate) decades: BTreeMap<i32, u32>,
    /// Digits of what is nothing but digits.
    pub(crate) lengths: BTreeMap<usize, u32>,
    /// Numbers by their first digit and the number of digits behind it.
    pub(crate) sizes: BTreeMap<(usize, u32), u32>,
    /// Cells that are numbers, and texts of digits with a zero in front.
    pub(crate) numbers: u32,
    pub(crate) zeros: u32,
    /// Cells written like 空野　湊.
    pub(crate) names: u32,
    /// Cells that end like the name of a school or nursery.
    pub(crate) institutions: u32,
    /// Texts with three figures in a row: 第00001号.
    pub(crate) figures: u32,
    /// Cells like those of an address.
    pub(crate) addresses: u32,
    /// Cells with a colour, and those struck out.
    pub(crate) coloured: u32,
    pub(crate) struck: u32,
    /// Cells with furigana over their text.
    pub(crate) furigana: u32,
    /// Rows of persons over which a cell is merged that stands above.
    pub(crate) lent: u32,
    /// Cells of two lines, by what the second one is.
    pub(crate) pairs: BTreeMap<Pair, u32>,
    /// Rows of persons that are blank below a value, and values that are the same as the one above.
    pub(crate) below: u32,
    pub(crate) again: u32,
    /// Rows of persons before the first value.
    pub(crate) before: u32,
    above: Option<u64>,
    /// Ways of writing a school year that are no number: 小1, 一年.
    pub(crate) grades: u32,
    /// What stands for nothing, with how often.
    pub(crate) nothings: BTreeMap<&'static str, u32>,
    values: Option<BTreeMap<String, u32>>,
    many: bool,
    different: HashSet<u64>,
}

impl Column {
    /// Counts a row of a person in which the column is blank.
    pub(crate) fn blank(&mut self) {
        match self.above {
            Some(_) => self.below += 1,
            None => self.before += 1,
        }
    }

    /// Whether the first of several rows says it for those below.
    pub(crate) fn heads_groups(&self) -> bool {
        self.before == 0 && self.again == 0 && self.below >= self.held && self.held > 0
    }

    /// What the second line of most cells is, where they have two.
    pub(crate) fn pair(&self) -> Option<Pair> {
        let (pair, count) = self.pairs.iter().max_by_key(|(_, count)| **count)?;
        (self.part(*count) >= 0.5).then_some(*pair)
    }

    /// Counts a cell; of one with two lines that which is not beside the other.
    pub(crate) fn add(&mut self, cell: &Cell) {
        let pair = cell.value.text().and_then(Pair::of);
        let first = pair.map(|(pair, value)| {
            *self.pairs.entry(pair).or_default() += 1;
            Value::Text(value.to_owned())
        });
        self.count(cell, first.as_ref().unwrap_or(&cell.value));
    }

    fn count(&mut self, cell: &Cell, value: &Value) {
        let kind = Kind::of(value);
        self.held += 1;
        *self.kinds.entry(kind).or_default() += 1;
        self.coloured += u32::from(cell.look.fill.is_some());
        self.struck += u32::from(cell.look.struck);
        self.furigana += u32::from(cell.kana.is_some());
        let shown = value.shown();
        let word = squeeze(&shown);
        let mut hasher = DefaultHasher::new();
        word.hash(&mut hasher);
        let digest = hasher.finish();
        self.again += u32::from(self.above == Some(digest));
        self.above = Some(digest);
        if self.different.len() < COUNTED {
            self.different.insert(digest);
        }
        self.grades += u32::from(kind != Kind::Number && grade_of(&word).is_some());
        if let Some(nothing) = NOTHINGS.iter().find(|one| **one == word) {
            *self.nothings.entry(nothing).or_default() += 1;
        }
        self.count_value(&word);
        self.count_figures(value, &word);
        self.count_date(value, kind);
        if kind == Kind::Words {
            self.names += u32::from(name_like(&shown));
            self.addresses += u32::from(address_like(&word));
            let figures = word.split(|c: char| !c.is_ascii_digit());
            self.figures += u32::from(figures.map(str::len).max().unwrap_or(0) >= 3);
            self.institutions += u32::from(institution_like(&word));
        }
    }

    fn count_value(&mut self, word: &str) {
        if self.many {
            return;
        }
        if word.chars().count() > CODE_LENGTH {
            self.many = true;
            self.values = None;
            return;
        }
        let values = self.values.get_or_insert_default();
        *values.entry(word.to_owned()).or_default() += 1;
        if values.len() > CODES {
            self.many = true;
            self.values = None;
        }
    }

    fn count_figures(&mut self, value: &Value, word: &str) {
        let digits = word.bytes().all(|b| b.is_ascii_digit()) && !word.is_empty();
        if digits {
            *self.lengths.entry(word.len()).or_default() += 1;
        }
        match value {
            Value::Number(number) => {
                self.numbers += 1;
                let whole = format!("{:.0}", number.abs().trunc());
                let first = whole.chars().next().and_then(|c| c.to_digit(10));
                let first = first.unwrap_or(0);
                *self.sizes.entry((whole.len(), first)).or_default() += 1;
            }
            Value::Text(_) => self.zeros += u32::from(digits && word.starts_with('0')),
            _ => {}
        }
    }

    fn count_date(&mut self, value: &Value, kind: Kind) {
        let (spelling, year) = match value {
            Value::Date(day) => (Some(Spelling::Cell), day.ok().map(|day| day.year())),
            Value::Number(number) if number.fract() == 0.0 => of_number(*number),
            Value::Text(text) if matches!(kind, Kind::Date | Kind::Month | Kind::Figures) => {
                of_text(text)
            }
            _ => (None, None),
        };
        if let Some(spelling) = spelling {
            *self.dates.entry(spelling).or_default() += 1;
        }
        if let Some(year) = year {
            *self.decades.entry(year.div_euclid(10) * 10).or_default() += 1;
        }
    }

    /// The share of cells of these kinds.
    pub(crate) fn share(&self, kinds: &[Kind]) -> f64 {
        let count: u32 = kinds.iter().filter_map(|kind| self.kinds.get(kind)).sum();
        self.part(count)
    }

    /// The share that a count is of the cells that hold something.
    pub(crate) fn part(&self, count: u32) -> f64 {
        if self.held == 0 {
            0.0
        } else {
            f64::from(count) / f64::from(self.held)
        }
    }

    /// How many different values there are; with the largest number that is counted.
    pub(crate) fn different(&self) -> usize {
        self.different.len()
    }

    /// The values as long as they are few and short. Not for showing: rare ones are among them.
    pub(crate) fn values(&self) -> Option<&BTreeMap<String, u32>> {
        self.values.as_ref().filter(|_| !self.many)
    }

    /// Whether the values can be codes: few, and most of them in several cells.
    pub(crate) fn few(&self) -> bool {
        let often = |values: &BTreeMap<String, u32>| {
            let cells: u32 = values.values().filter(|count| **count >= RARE).sum();
            values.len() <= 2 || self.part(cells) >= 0.6
        };
        self.values().is_some_and(often)
    }
}

/// What a cell of two lines says beside its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Pair {
    /// The reading of a name below it.
    ReadingBelow,
    /// The reading of a name above it.
    ReadingAbove,
    /// A remark in brackets, or an age.
    Remark,
}

impl Pair {
    /// The pair that a text is, and its value.
    fn of(text: &str) -> Option<(Pair, &str)> {
        let mut raw = text.split(['\n', '\r']).map(str::trim);
        let last = raw.rfind(|line| !line.is_empty())?;
        let mut both = lines(text);
        let (first, second) = (both.next()?, both.next()?);
        if both.next().is_some() {
            None
        } else if has_kanji(first) && is_kana_text(second) {
            Some((Pair::ReadingBelow, first))
        } else if is_kana_text(first) && has_kanji(second) {
            Some((Pair::ReadingAbove, second))
        } else {
            let aged = ["歳", "才", "か月", "ヶ月"]
                .iter()
                .any(|end| second.ends_with(end));
            (aged || last.starts_with(['(', '（'])).then_some((Pair::Remark, first))
        }
    }
}

/// The number of a school year that is written in words: 小1, 中３, 一年, 小学3年生.
pub(crate) fn grade_of(text: &str) -> Option<u32> {
    let word = squeeze(text);
    let schools = ["小学校", "中学校", "小学", "中学", "小", "中", "第"];
    let word = schools
        .iter()
        .find_map(|one| word.strip_prefix(one))
        .unwrap_or(&word);
    let years = ["学年", "年生", "年"];
    let word = years
        .iter()
        .find_map(|one| word.strip_suffix(one))
        .unwrap_or(word);
    let mut letters = word.chars();
    let (letter, None) = (letters.next()?, letters.next()) else {
        return None;
    };
    let place = "一二三四五六".chars().position(|one| one == letter);
    let place = place.and_then(|place| u32::try_from(place + 1).ok());
    place
        .or_else(|| letter.to_digit(10))
        .filter(|grade| (1..=9).contains(grade))
}

/// Ends like the name of a school, nursery or club.
pub(crate) fn institution_like(word: &str) -> bool {
    let long = word.chars().count() >= 3;
    #[rustfmt::skip]
    const ENDS: &[&str] = &[
        "小学校", "中学校", "学校", "高校", "学園", "幼稚園", "保育園", "保育所", "こども園",
        "子ども園", "クラブ", "園", "小", "中",
    ];
    long && ENDS.iter().any(|end| word.ends_with(end)) && !word.ends_with("集中")
}

fn address_like(word: &str) -> bool {
    let figure = word.contains(|c: char| c.is_ascii_digit() || "一二三四五六七八九".contains(c));
    figure
        && word.contains(['町', '村', '市', '区', '丁', '字', '番', '-'])
        && word.chars().count() >= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn school_years_in_words_are_known() {
        for (text, grade) in [
            ("小1", 1),
            ("中３", 3),
            ("一年", 1),
            ("小学六年生", 6),
            ("中学校2年", 2),
            ("第4学年", 4),
            ("5", 5),
        ] {
            assert_eq!(grade_of(text), Some(grade), "{text}");
        }
        for text in ["年長", "小", "12", "0", "小山", "一二"] {
            assert_eq!(grade_of(text), None, "{text}");
        }
    }

    fn column(rows: &[&str]) -> Column {
        let mut column = Column::default();
        for row in rows {
            match Value::of_text(row) {
                Some(value) => column.add(&Cell::new(0, value)),
                None => column.blank(),
            }
        }
        column
    }

    #[test]
    fn two_lines_are_told_apart_by_kana_brackets_and_ages() {
        let pair = |rows: &[&str]| column(rows).pair();
        assert_eq!(
            pair(&["空野　湊\n（そらの　みなと）", "星田"]),
            Some(Pair::ReadingBelow)
        );
        assert_eq!(
            pair(&["そらの　みなと\n空野　湊"]),
            Some(Pair::ReadingAbove)
        );
        assert_eq!(pair(&["H29.5.3\n9歳"]), Some(Pair::Remark));
        assert_eq!(pair(&["空野　母\n（母）"]), Some(Pair::Remark));
        assert_eq!(pair(&["本町1\nみなと荘"]), None);
        assert_eq!(pair(&["空野　湊\n（そらの）", "星田", "月島"]), None);
        // The value is judged without what stands beside it.
        assert_eq!(column(&["H29.5.3\n(9歳)"]).dates.len(), 1);
    }

    #[test]
    fn a_column_heads_groups_where_no_value_follows_itself_and_the_first_row_has_one() {
        assert!(column(&["1組", "", "", "2組", ""]).heads_groups());
        assert!(!column(&["", "1組", "", "2組", ""]).heads_groups());
        assert!(!column(&["1組", "", "1組", "", ""]).heads_groups());
        assert!(!column(&["1組", "2組", "1組", ""]).heads_groups());
    }
}
