//! A sheet seen as a whole: its table, the rows of persons, and what stands around them.

use std::collections::BTreeMap;

use mimamori_container::{Book, Merges, Row, Unread, letters};
use mimamori_paper::recognise;
use mimamori_record::reason;
use mimamori_text::{heading_key, squeeze};

use super::column::Column;
use super::kind::Kind;
use super::table::{Table, find, name_like};
use super::words::{Words, other_person, without_person};
use crate::individual::{Judge, NAMES};
use crate::rows::{is_note, is_total};

/// Rows that are held to find the headings, and to try a draft on.
const WINDOW: usize = 500;

/// What a sheet is.
pub(crate) enum Look {
    /// It holds nothing.
    Empty,
    /// It holds something, and no table.
    NoTable(Facts),
    /// It has a table.
    Table(Box<Seen>),
}

/// What a sheet shows beside a table; evidence that it is a form.
#[derive(Debug, Default, Clone)]
pub(crate) struct Facts {
    /// Words of headings that stand elsewhere than over the columns.
    pub(crate) scattered: u32,
    /// Boxes to fill in: 　年　月　日, □, 〒　−, ㊞.
    pub(crate) boxes: u32,
    /// The texts above the headings. Not for showing.
    pub(crate) titles: Vec<String>,
}

/// A sheet with a table.
pub(crate) struct Seen {
    pub(crate) table: Table,
    pub(crate) facts: Facts,
    /// What each column with a heading holds in the rows of persons.
    pub(crate) columns: BTreeMap<u32, Column>,
    /// Columns that say whose row it is, the surest first.
    pub(crate) anchors: Vec<u32>,
    /// Columns of individual numbers.
    pub(crate) refused: Vec<u32>,
    /// First and last row of a person.
    pub(crate) rows: Option<(u32, u32)>,
    pub(crate) people: u32,
    /// Rows with totals, with the headings once more, with notes; rows that name nobody; lone cells.
    pub(crate) totals: Vec<u32>,
    pub(crate) repeats: Vec<u32>,
    pub(crate) notes: u32,
    pub(crate) nobody: u32,
    pub(crate) strays: Vec<u32>,
    pub(crate) hidden_rows: u32,
    pub(crate) hidden_columns: Vec<u32>,
    pub(crate) comments: u32,
    pub(crate) covered: u32,
    /// What a legend says that marks mean.
    pub(crate) legend: BTreeMap<String, String>,
    /// The rows that were held, to try a draft on them.
    pub(crate) window: Vec<Row>,
    pub(crate) merges: Merges,
    /// Headings that look like names of persons.
    pub(crate) named: usize,
}

/// Looks at a table of a file. Our own papers are refused.
pub(crate) fn look(book: &mut Book, index: usize, words: &Words) -> Result<Look, Unread> {
    let mut sheet = book.sheet(index)?;
    let mut window = Vec::new();
    while window.len() < WINDOW {
        match sheet.rows.next_row()? {
            Some(row) => window.push(row),
            None => break,
        }
    }
    if window.is_empty() {
        return Ok(Look::Empty);
    }
    let texts = window.iter().take(60).flat_map(|row| &row.cells);
    if recognise([], texts.filter_map(|cell| cell.value.text())).is_some() {
        return Err(&reason::OWN_WORKBOOK);
    }
    let Some(table) = find(&window, &sheet.merges, words) else {
        return Ok(Look::NoTable(Facts::of(&window, None, words)));
    };
    let lowest = table.headings.values().filter_map(|texts| texts.last());
    let named = lowest.filter(|text| name_like(text) && !words.heads(text));
    let mut seen = Seen {
        named: named.count(),
        facts: Facts::of(&window, Some(&table), words),
        anchors: anchors(&table, words),
        columns: table
            .headings
            .keys()
            .map(|column| (*column, Column::default()))
            .collect(),
        table,
        refused: Vec::new(),
        rows: None,
        people: 0,
        totals: Vec::new(),
        repeats: Vec::new(),
        notes: 0,
        nobody: 0,
        strays: Vec::new(),
        hidden_rows: 0,
        hidden_columns: Vec::new(),
        comments: u32::try_from(sheet.comments.len()).unwrap_or(u32::MAX),
        covered: 0,
        legend: BTreeMap::new(),
        merges: sheet.merges.clone(),
        window: Vec::new(),
    };
    let columns = seen.table.headings.keys().copied();
    let hidden = columns.filter(|column| sheet.hidden_columns.holds(*column));
    seen.hidden_columns = hidden.collect();
    let mut judge = Judge::default();
    for row in &window {
        seen.row(row, &mut judge);
    }
    while let Some(row) = sheet.rows.next_row()? {
        seen.row(&row, &mut judge);
    }
    let refused = |column: &u32| judge.refuses(*column) || seen.headed(*column, &NAMES);
    let columns = seen.table.headings.keys().copied();
    seen.refused = columns.filter(refused).collect();
    seen.window = window;
    Ok(Look::Table(Box::new(seen)))
}

impl Facts {
    fn of(window: &[Row], table: Option<&Table>, words: &Words) -> Facts {
        let first = table.map_or(u32::MAX, |table| table.rows.0);
        let mut facts = Facts {
            titles: window
                .iter()
                .filter(|row| row.number < first)
                .flat_map(|row| row.cells.iter().map(|cell| cell.value.shown()))
                .collect(),
            ..Facts::default()
        };
        let headings = |row: &&Row| {
            table.is_none_or(|table| !(table.rows.0..=table.rows.1).contains(&row.number))
        };
        for row in window.iter().take(200).filter(headings) {
            let texts: Vec<&str> = row
                .cells
                .iter()
                .filter_map(|cell| cell.value.text())
                .collect();
            let known = texts.iter().filter(|text| words.heads(text)).count();
            // The headings once more stand over columns as well.
            if known < 3 || known * 2 < texts.len() {
                facts.scattered += u32::try_from(known).unwrap_or(0);
            }
            facts.boxes +=
                u32::try_from(texts.iter().filter(|text| is_box(text)).count()).unwrap_or(0);
        }
        facts
    }
}

/// A place to fill in by hand.
fn is_box(text: &str) -> bool {
    let word = squeeze(text);
    let empty_date =
        word.contains("年月日") && !word.starts_with(|c: char| "生出受認届申".contains(c));
    empty_date && word.chars().count() <= 6
        || word.contains(['□', '☐', '㊞'])
        || word.contains("〒-")
        || word == "〒"
        || word == "印"
        || word.contains("(印)")
        || word.contains("男・女")
        || word.contains("有・無")
        || text.contains("＿＿")
        || text.contains("____")
}

/// The columns that say whose row it is, the name before numbers.
fn anchors(table: &Table, words: &Words) -> Vec<u32> {
    let mut found: Vec<(usize, u32)> = Vec::new();
    for (column, texts) in &table.headings {
        for from in 0..texts.len() {
            let word = heading_key(&texts[from..].concat());
            let elsewhere = texts[..from].iter().any(|group| other_person(group));
            let key = words
                .field("", &word)
                .or_else(|| words.field("", without_person(&word)?));
            let place = match key {
                Some("name") if !elsewhere => 0,
                Some("kana") if !elsewhere => 1,
                Some("resident_no") if !elsewhere => 2,
                _ if matches!(word.as_str(), "姓" | "苗字") && !elsewhere => 3,
                _ => continue,
            };
            found.push((place, *column));
            break;
        }
    }
    found.sort_unstable();
    found.into_iter().map(|(_, column)| column).collect()
}

impl Seen {
    /// Whether the heading of a column holds one of these words.
    pub(crate) fn headed(&self, column: u32, parts: &[&str]) -> bool {
        let texts = self.table.headings.get(&column);
        let word = heading_key(&texts.map(|texts| texts.concat()).unwrap_or_default());
        parts.iter().any(|part| word.contains(part))
    }

    /// Whether the column of names holds kana and names in turns: a person stands in two rows.
    pub(crate) fn in_two_rows(&self) -> bool {
        let names = self
            .anchors
            .first()
            .and_then(|column| self.columns.get(column));
        names.is_some_and(|cells| {
            cells.held >= 4
                && cells.share(&[Kind::Kana]) >= 0.4
                && cells.share(&[Kind::Words, Kind::Mark]) >= 0.4
        })
    }

    /// Whether the lowest heading of a column is one of these words.
    pub(crate) fn ends_with(&self, column: u32, words: &[&str]) -> bool {
        let texts = self.table.headings.get(&column);
        let lowest = texts.and_then(|texts| texts.last());
        lowest.is_some_and(|text| {
            let key = heading_key(text);
            words.iter().any(|word| heading_key(word) == key)
        })
    }

    /// The heading of a column as it is shown.
    pub(crate) fn heading(&self, column: u32) -> String {
        let texts = self
            .table
            .headings
            .get(&column)
            .map(Vec::as_slice)
            .unwrap_or_default();
        texts
            .iter()
            .map(|text| squeeze(text))
            .collect::<Vec<_>>()
            .join("・")
    }

    fn row(&mut self, row: &Row, judge: &mut Judge) {
        let below = row.number > self.table.rows.1;
        for cell in &row.cells {
            let text = cell.value.text();
            if let Some(text) = text.filter(|text| text.contains(['＝', '=', '：', ':', '…'])) {
                legend(text, &mut self.legend);
            }
        }
        if !below {
            return;
        }
        let shown: Vec<_> = row
            .cells
            .iter()
            .filter(|cell| !self.merges.covers(row.number, cell.column))
            .collect();
        self.covered += u32::try_from(row.cells.len() - shown.len()).unwrap_or(0);
        let Some(first) = shown.first() else { return };
        let beginning = first.value.text().map(squeeze).unwrap_or_default();
        let anchored = self.anchors.iter().take(2).any(|anchor| {
            let own = shown.iter().find(|cell| cell.column == *anchor);
            own.is_some_and(|cell| !is_count(&squeeze(&cell.value.shown())))
        });
        let whose = anchored || self.anchors.is_empty() && shown.len() >= 2;
        let totals = shown.iter().take(3).any(|cell| {
            cell.value
                .text()
                .is_some_and(|text| is_total(&squeeze(text)))
        });
        if totals && (!anchored || is_total(&beginning)) {
            self.totals.push(row.number);
        } else if self.repeats_headings(row) {
            self.repeats.push(row.number);
        } else if is_note(&beginning, &[], shown.len() == 1, anchored) {
            self.notes += 1;
        } else if whose {
            judge.look(row);
            self.hidden_rows += u32::from(row.hidden);
            self.people += 1;
            self.rows = Some((self.rows.map_or(row.number, |rows| rows.0), row.number));
            for (column, cells) in &mut self.columns {
                let area = self.merges.of(row.number, *column);
                let lent = area.is_some_and(|area| {
                    area.columns.0 == *column
                        && (self.table.rows.1 + 1..row.number).contains(&area.rows.0)
                });
                cells.lent += u32::from(lent);
                if !lent && !shown.iter().any(|cell| cell.column == *column) {
                    cells.blank();
                }
            }
            for cell in shown {
                if let Some(column) = self.columns.get_mut(&cell.column) {
                    column.add(cell);
                }
            }
        } else if shown.len() == 1 {
            self.strays.push(row.number);
        } else {
            self.nobody += 1;
        }
    }

    fn repeats_headings(&self, row: &Row) -> bool {
        let same = row.cells.iter().filter(|cell| {
            let word = heading_key(&cell.value.shown());
            let over = self.table.headings.get(&cell.column);
            let heading = over
                .map(|texts| heading_key(&texts.concat()))
                .unwrap_or_default();
            !word.is_empty() && heading.ends_with(&word) && Kind::of(&cell.value) != Kind::Number
        });
        same.count() * 2 > row.cells.len().max(2)
    }

    /// A column's letters and its heading, for comments.
    pub(crate) fn named(&self, column: u32) -> String {
        format!("{} 「{}」", letters(column), self.heading(column))
    }
}

/// 28名, 28: what stands in the column of names in a total row.
fn is_count(word: &str) -> bool {
    let digits = word.trim_end_matches(['名', '人', '件']);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// 病＝病気欠席　遅＝遅刻: what marks mean.
fn legend(text: &str, legend: &mut BTreeMap<String, String>) {
    let parts = text.split([' ', '　', '、', ',', '，', '\n']);
    for part in parts.take(40) {
        let Some((mark, meaning)) = part.split_once(['＝', '=', '：', ':', '…']) else {
            continue;
        };
        let (mark, meaning) = (squeeze(mark), squeeze(meaning));
        let short = (1..=3).contains(&mark.chars().count());
        let named = !matches!(mark.as_str(), "空欄" | "空白" | "無印");
        if short && named && !meaning.is_empty() && meaning.chars().count() <= 12 {
            legend.entry(mark).or_insert(meaning);
        }
    }
}
