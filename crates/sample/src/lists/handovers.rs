//! 児童福祉/引継ぎ_あさひ市.xlsx: what another town has handed over about one child, in the shape of
//! `mimamori-agenda --hand-over`.

use crate::SampleError;
use crate::days::{Spelling, spell};
use crate::desks::{self, Desk};
use crate::line::{Line, Value};
use crate::log::{Log, Place, RowAbout};
use crate::sheet::{Cell, Grid, Looks};
use crate::town::Town;
use rust_xlsxwriter::XlsxError;
use std::path::Path;

const HEADS: [(&str, &str); 7] = [
    ("状態", "state"),
    ("もとの名簿", "told_by_list"),
    ("内容", "fact"),
    ("年月日", "date"),
    ("期日", "due"),
    ("担当・機関", "by"),
    ("名簿の時点", "list_as_of"),
];

/// The row of the headings.
const HEAD: u32 = 9;

pub(crate) fn write(town: &Town, dir: &Path, log: &mut Log) -> Result<(), SampleError> {
    let lines = town.lines.iter();
    let lines: Vec<&Line> = lines.filter(|line| line.dataset == "handovers").collect();
    let Some(first) = lines.first() else {
        return Ok(());
    };
    let path = format!("{}/児童福祉/引継ぎ_あさひ市.xlsx", super::IN);
    let place = Place::new("handovers", &path, Some("引継ぎ"));
    // The office of the other town types with care, and has kanji and kana as the residents' list.
    let who = desks::write(town, Desk::Office, first.person);
    for (row, line) in (HEAD + 1..).zip(&lines) {
        log.rows.push(RowAbout {
            person: line.person,
            place: place.clone(),
            row,
            name: who.name.clone(),
            slip: None,
            undecided: false,
        });
    }
    super::one_sheet(dir, &path, |looks| grid(looks, first, &who, &lines))
}

fn grid<'l>(
    looks: &'l Looks,
    first: &Line,
    who: &desks::Written,
    lines: &[&Line],
) -> Result<Grid<'l>, XlsxError> {
    let mut grid = Grid::new("引継ぎ", looks)?;
    grid.widths(&[12, 20, 52, 17, 17, 22, 17])?;
    grid.title(1, "あさひ市 引継ぎの紙")?;
    let handed = first
        .date("handed_on")
        .map(|day| spell(day, Spelling::Long));
    let handed = handed.unwrap_or_default();
    let birth = spell(who.birth, Spelling::Long);
    let above = [
        format!("氏名: {}", who.name),
        format!("フリガナ: {}", who.kana),
        format!("生年月日: {birth}"),
        "引継ぎ元: あさひ市".to_owned(),
        format!("引継ぎ日: {handed}"),
    ];
    for (row, text) in (2..).zip(&above) {
        grid.note(row, text)?;
    }
    grid.heads(HEAD, &HEADS.map(|(head, _)| head))?;
    grid.freeze(HEAD, HEAD, 1)?;
    for (row, line) in (HEAD + 1..).zip(lines) {
        let cells = HEADS.map(|(_, key)| match line.get(key) {
            Some(Value::Text(text)) => Cell::text(text),
            Some(Value::Day(day)) => Cell::Date(*day, Spelling::CellLong),
            _ => Cell::Blank,
        });
        grid.row(row, &cells)?;
    }
    Ok(grid)
}
