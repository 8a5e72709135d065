//! 教育委員会/学齢簿: one sheet for elementary, one for junior high school, one for those who left it
//! within three years; no resident number.

use crate::SampleError;
use crate::days::Spelling;
use crate::desks::{self, Desk, Written};
use crate::line::Value;
use crate::log::{Log, Place, Planted, RowAbout};
use crate::sheet::{Cell, Grid, Looks, save};
use crate::town::Town;
use rust_xlsxwriter::{Worksheet, XlsxError};
use std::path::Path;

const GROUPS: [(&str, &[&str]); 5] = [
    ("学齢簿番号", &[]),
    ("児童生徒", &["氏名", "フリガナ", "生年月日", "性別"]),
    ("保護者", &["氏名", "フリガナ"]),
    ("住所", &[]),
    (
        "在籍",
        &["学校名", "学年", "組", "入学・編入学日", "転出日"],
    ),
];

/// The keys of the columns under 在籍, of those who left.
const KEYS: [&str; 5] = ["institution", "grade", "class", "enrolled_on", "left_on"];

pub(crate) fn write(town: &Town, dir: &Path, log: &mut Log) -> Result<(), SampleError> {
    let path = format!("{}/教育委員会/学齢簿.xlsx", super::IN);
    let looks = Looks::new();
    let file = dir.join(&path);
    let mut sheets = Vec::new();
    for (name, junior) in [("小学校", false), ("中学校", true)] {
        let sheet = sheet(town, &looks, log, &path, (name, junior));
        sheets.push(sheet.map_err(|source| SampleError::Workbook {
            path: file.clone(),
            source,
        })?);
    }
    let graduates = graduates(town, &looks, log, &path);
    sheets.push(graduates.map_err(|source| SampleError::Workbook {
        path: file.clone(),
        source,
    })?);
    save(&file, sheets)
}

/// A sheet without rows.
fn heads<'l>(looks: &'l Looks, name: &str) -> Result<Grid<'l>, XlsxError> {
    let mut grid = Grid::new(name, looks)?;
    grid.widths(&[11, 18, 20, 17, 5, 18, 20, 34, 15, 6, 6, 17, 12])?;
    grid.on_a3();
    grid.title(1, &format!("令和8年度　学齢簿（{name}）"))?;
    grid.note(2, "ひなた町教育委員会　　令和8年5月29日現在")?;
    grid.heads_in_two_rows(3, &GROUPS)?;
    grid.freeze(3, 4, 2)?;
    Ok(grid)
}

/// Number, names, guardian and address.
fn who(town: &Town, index: usize, number: String, written: &Written) -> Vec<Cell> {
    let child = &town.people[index];
    let guardian = child
        .guardian
        .map(|g| desks::write(town, Desk::Register, g));
    let (guardian_name, guardian_kana) = guardian.map_or((Cell::Blank, Cell::Blank), |g| {
        (Cell::text(g.name), Cell::text(g.kana))
    });
    let address = &town.household(index).address;
    vec![
        Cell::text(number),
        Cell::text(&written.name),
        Cell::text(&written.kana),
        Cell::Date(written.birth, Spelling::CellLong),
        Cell::text(child.sex.kanji()),
        guardian_name,
        guardian_kana,
        Cell::text(desks::address(address, Desk::Register)),
    ]
}

/// Those who left junior high school: where they went and whether they left that too.
fn graduates(
    town: &Town,
    looks: &Looks,
    log: &mut Log,
    path: &str,
) -> Result<Worksheet, XlsxError> {
    let name = "卒業者";
    let place = Place::new("school-register", path, Some(name));
    let mut grid = heads(looks, name)?;
    let lines = town.lines.iter();
    let lines: Vec<_> = lines.filter(|l| l.dataset == place.dataset).collect();
    if lines.is_empty() {
        grid.row(5, &super::table::nobody())?;
    }
    for (row, line) in (5_u32..).zip(lines) {
        let written = desks::write(town, Desk::Register, line.person);
        let mut cells = who(town, line.person, format!("G{:05}", row - 4), &written);
        for (column, key) in (9_u16..).zip(KEYS) {
            cells.push(match line.get(key) {
                None => Cell::Blank,
                Some(Value::Text(text)) => Cell::text(text),
                Some(Value::Number(number)) => Cell::Number(*number),
                Some(Value::Day(day)) => Cell::Date(*day, Spelling::CellDot),
                Some(Value::Damaged(value, code)) => {
                    log.planted.push(Planted {
                        person: line.person,
                        place: place.clone(),
                        row,
                        column,
                        field: key,
                        part: None,
                        code,
                        value,
                    });
                    Cell::text(*value)
                }
            });
        }
        grid.row(row, &cells)?;
        log.rows.push(RowAbout {
            person: line.person,
            place: place.clone(),
            row,
            name: written.name,
            slip: written.slip,
            undecided: false,
        });
    }
    Ok(grid.done())
}

fn sheet(
    town: &Town,
    looks: &Looks,
    log: &mut Log,
    path: &str,
    (name, junior): (&str, bool),
) -> Result<Worksheet, XlsxError> {
    let place = Place::new("school-register", path, Some(name));
    let mut grid = heads(looks, name)?;
    let mut pupils: Vec<_> = town
        .children()
        .filter_map(|(index, child)| {
            child
                .schools
                .last()
                .map(|e| (e.school, e.grade, e.class, &child.surname.kana, index, *e))
        })
        .filter(|(school, ..)| school.junior_high() == junior)
        .collect();
    pupils.sort_by(|a, b| (a.0, a.1, a.2, a.3, a.4).cmp(&(b.0, b.1, b.2, b.3, b.4)));
    for (row, (school, grade, class, _, index, enrolment)) in (5_u32..).zip(pupils) {
        let child = &town.people[index];
        let written = desks::write(town, Desk::Register, index);
        let number = format!("{}{:05}", if junior { "J" } else { "S" }, row - 4);
        let mut cells = who(town, index, number, &written);
        cells.extend([
            Cell::text(school.full_name()),
            Cell::Number(u32::try_from(grade).unwrap_or(0)),
            Cell::text(format!("{class}組")),
            Cell::Date(enrolment.from, Spelling::CellDot),
            Cell::Blank,
        ]);
        grid.row(row, &cells)?;
        log.rows.push(RowAbout {
            person: index,
            place: place.clone(),
            row,
            name: written.name,
            slip: written.slip,
            undecided: !child.undecided.is_empty(),
        });
    }
    Ok(grid.done())
}
