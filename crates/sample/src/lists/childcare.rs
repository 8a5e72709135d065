//! 園/出欠: a sheet of days from two nurseries, a sheet of totals from the kindergarten.

use crate::SampleError;
use crate::days::{Spelling, grade};
use crate::desks::{self, Desk};
use crate::life::{NURSERIES, Nursery, attends, nursery_marks};
use crate::log::{Log, Place, RowAbout};
use crate::school::MONTHS;
use crate::sheet::{Cell, Grid, Looks};
use crate::town::Town;
use chrono::Datelike;
use rust_xlsxwriter::XlsxError;
use std::path::Path;

const LEGEND: &str = "空欄＝登園　病＝病気　怪＝けが　家＝家庭の都合　他＝その他　無＝連絡なし　入＝入院　停＝登園停止　忌＝忌引";

pub(crate) fn write(town: &Town, dir: &Path, log: &mut Log) -> Result<(), SampleError> {
    let mut children: Vec<(Nursery, usize)> = town
        .children()
        .filter_map(|(index, _)| Some((attends(town, index)?, index)))
        .collect();
    children.sort_by(|(_, a), (_, b)| {
        let key = |i: usize| {
            let who = &town.people[i];
            (grade(who.birth), &who.surname.kana, &who.given.kana, i)
        };
        key(*a).cmp(&key(*b))
    });
    for nursery in NURSERIES {
        let of = children.iter().filter(|(at, _)| *at == nursery);
        let of: Vec<usize> = of.map(|(_, index)| *index).collect();
        for month in MONTHS {
            let word = if nursery.by_day {
                "登園簿"
            } else {
                "欠席報告"
            };
            let path = format!("{}/{}/{word}{month}月.xlsx", super::IN, nursery.name);
            super::one_sheet(dir, &path, |looks| {
                sheet(town, looks, log, (nursery, month), &path, &of)
            })?;
        }
    }
    Ok(())
}

/// The room of a child: by the age at the beginning of the school year.
fn room(grade: i32) -> &'static str {
    ["ひよこ", "りす", "うさぎ", "こあら", "きりん", "ぞう"]
        .get(usize::try_from(grade + 5).unwrap_or(0))
        .copied()
        .unwrap_or("ひよこ")
}

fn sheet<'l>(
    town: &Town,
    looks: &'l Looks,
    log: &mut Log,
    (nursery, month): (Nursery, u32),
    path: &str,
    children: &[usize],
) -> Result<Grid<'l>, XlsxError> {
    let name = if nursery.by_day {
        "登園簿"
    } else {
        "欠席報告"
    };
    let place = Place::new("childcare", path, Some(name));
    let mut grid = Grid::new(name, looks)?;
    let days = nursery.days(month);
    let mut widths = vec![6, 18, 20, 15, 9];
    widths.extend(vec![if nursery.by_day { 4 } else { 10 }; days.len()]);
    grid.widths(&widths)?;
    let (title, year) = (nursery.name, 8);
    grid.title(1, &format!("{title}　{name}　令和{year}年{month}月"))?;
    let heads = ["番号", "園児氏名", "ふりがな", "生年月日", "クラス"];
    grid.heads(3, &heads)?;
    let first = u16::try_from(heads.len()).unwrap_or(0) + 1;
    if nursery.by_day {
        for (column, date) in (first..).zip(&days) {
            grid.head_number(3, column, date.day())?;
        }
    } else {
        grid.head(3, first, "欠席日数")?;
    }
    grid.freeze(3, 3, 2)?;
    let mut row = 4;
    for index in children {
        let written = desks::write(town, Desk::Office, *index);
        let grade = grade(town.people[*index].birth);
        let mut cells = vec![
            Cell::Number(row - 3),
            Cell::text(&written.name),
            Cell::text(&written.kana),
            Cell::Date(written.birth, Spelling::CellSlash),
            Cell::text(room(grade)),
        ];
        let marks = nursery_marks(town, *index, nursery);
        if nursery.by_day {
            let letter = |day| marks.get(day).map_or("", |mark| mark.letter());
            cells.extend(days.iter().map(|day| Cell::text(letter(day))));
        } else {
            let absent = days.iter().filter(|day| marks.contains_key(day)).count();
            cells.push(Cell::Number(u32::try_from(absent).unwrap_or(0)));
        }
        grid.row(row, &cells)?;
        log.rows.push(RowAbout {
            person: *index,
            place: place.clone(),
            row,
            name: written.name,
            slip: None,
            undecided: !town.people[*index].undecided.is_empty(),
        });
        row += 1;
    }
    if children.is_empty() {
        grid.row(row, &super::table::nobody())?;
        row += 1;
    }
    if nursery.by_day {
        grid.note(row + 1, LEGEND)?;
    }
    Ok(grid)
}
