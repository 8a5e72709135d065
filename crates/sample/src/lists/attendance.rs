//! 学校/出欠: one workbook per school and month, one sheet per class, one column per school day.

use crate::SampleError;
use crate::days::{Spelling, era, school_days, widen};
use crate::desks::{self, Desk};
use crate::log::{Log, Place, Planted, RowAbout};
use crate::people::{Enrolment, School};
use crate::school::{MISSING, MONTHS, Mark};
use crate::sheet::{Cell, Grid, Looks, save};
use crate::town::Town;
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{Worksheet, XlsxError};
use std::collections::BTreeMap;
use std::path::Path;

const LEGEND: &str = "記号　病＝病気　怪＝けが　家＝家庭の都合　他＝その他　無＝連絡なし　入＝入院　停＝出席停止　忌＝忌引　遅＝遅刻　早＝早退　遅早＝遅刻・早退　保＝保健室　－＝在籍なし　空欄＝出席";

type Pupil = (usize, Enrolment);

pub(crate) fn write(town: &Town, dir: &Path, log: &mut Log) -> Result<(), SampleError> {
    for school in School::ALL {
        for month in MONTHS {
            if (school, month) == MISSING {
                continue;
            }
            let path = format!("{}/{}/出欠{month}月.xlsx", super::IN, school.name());
            let file = dir.join(&path);
            let looks = Looks::new();
            let wrong = |source| SampleError::Workbook {
                path: file.clone(),
                source,
            };
            let mut sheets = Vec::new();
            for ((grade, class), pupils) in classes(town, school, month) {
                let year = if school.junior_high() {
                    grade - 6
                } else {
                    grade
                };
                let name = format!("{year}年{class}組");
                let place = Place::new("attendance", &path, Some(&name));
                sheets.push(
                    sheet(town, &looks, log, (school, month), &place, &name, &pupils)
                        .map_err(wrong)?,
                );
            }
            if !sheets.is_empty() {
                save(&file, sheets)?;
            }
        }
    }
    Ok(())
}

/// The classes of a school with everybody who was in them on some day of the month.
fn classes(town: &Town, school: School, month: u32) -> BTreeMap<(i32, usize), Vec<Pupil>> {
    let days = school_days(school.name(), month);
    let mut classes: BTreeMap<(i32, usize), Vec<Pupil>> = BTreeMap::new();
    for (index, child) in town.children() {
        for enrolment in &child.schools {
            let there = days.iter().any(|d| enrolled(enrolment, *d));
            if enrolment.school == school && there {
                classes
                    .entry((enrolment.grade, enrolment.class))
                    .or_default()
                    .push((index, *enrolment));
            }
        }
    }
    for pupils in classes.values_mut() {
        pupils.sort_by(|(a, _), (b, _)| {
            let key = |i: usize| (&town.people[i].surname.kana, &town.people[i].given.kana, i);
            key(*a).cmp(&key(*b))
        });
    }
    classes
}

fn enrolled(enrolment: &Enrolment, on: NaiveDate) -> bool {
    on >= enrolment.from && enrolment.to.is_none_or(|to| on <= to)
}

fn birth(school: School, date: NaiveDate) -> Option<Cell> {
    match school {
        School::Minato => Some(desks::text(date, Spelling::Dot)),
        School::Higashi => Some(Cell::Date(date, Spelling::CellLong)),
        School::Yamate => Some(desks::text(date, Spelling::Long)),
        School::Hinata => None,
        School::Minami => Some(Cell::Date(date, Spelling::CellSlash)),
    }
}

fn sheet(
    town: &Town,
    looks: &Looks,
    log: &mut Log,
    (school, month): (School, u32),
    place: &Place,
    name: &str,
    pupils: &[Pupil],
) -> Result<Worksheet, XlsxError> {
    let days = school_days(school.name(), month);
    let mut labels = vec!["番号", "氏名", "ふりがな"];
    let mut widths = vec![6, 17, 19];
    if birth(school, days[0]).is_some() {
        labels.push("生年月日");
        widths.push(if school == School::Minato { 11 } else { 16 });
    }
    let first_day = u16::try_from(labels.len()).unwrap_or(0) + 1;
    let count = u16::try_from(days.len()).unwrap_or(0);
    widths.extend(vec![4; days.len()]);
    widths.extend([7, 7]);
    let mut grid = Grid::new(name, looks)?;
    grid.widths(&widths)?;
    let (_, _, year) = era(days[0]);
    grid.title(
        1,
        &format!(
            "{}　出席簿　令和{year}年{month}月　{name}",
            school.full_name()
        ),
    )?;
    grid.heads_in_two_rows(
        3,
        &labels
            .iter()
            .map(|l| (*l, [].as_slice()))
            .collect::<Vec<_>>(),
    )?;
    for (column, date) in (first_day..).zip(&days) {
        if school == School::Yamate {
            grid.head(3, column, &widen(&date.day().to_string()))?;
        } else {
            grid.head_number(3, column, date.day())?;
        }
        grid.head(4, column, crate::days::weekday(*date))?;
    }
    for (offset, label) in [(0, "欠席計"), (1, "遅刻計")] {
        grid.head(3, first_day + count + offset, label)?;
        grid.head(4, first_day + count + offset, "")?;
    }
    grid.freeze(3, 4, first_day - 1)?;
    let mut absent_on = vec![0_u32; days.len()];
    let (mut all_absent, mut all_late) = (0, 0);
    let mut row = 5;
    for (index, enrolment) in pupils {
        let written = desks::write(town, Desk::School(school), *index);
        let mut cells = vec![
            Cell::Number(row - 4),
            Cell::text(&written.name),
            Cell::text(&written.kana),
        ];
        cells.extend(birth(school, written.birth));
        let (mut absent, mut late) = (0, 0);
        for ((column, date), sum) in (first_day..).zip(&days).zip(&mut absent_on) {
            let mark = town
                .marks
                .get(index)
                .and_then(|marks| marks.get(date))
                .copied();
            cells.push(match mark {
                _ if !enrolled(enrolment, *date) => Cell::text("－"),
                Some(mark) => {
                    absent += u32::from(mark.absent());
                    late += u32::from(mark.late());
                    *sum += u32::from(mark.absent());
                    if let Mark::Damaged(value) = mark {
                        log.planted.push(Planted {
                            person: *index,
                            place: place.clone(),
                            row,
                            column,
                            field: "days",
                            part: None,
                            code: "unknown-code",
                            value,
                        });
                    }
                    Cell::text(mark.letter())
                }
                None => Cell::Blank,
            });
        }
        cells.extend([Cell::Number(absent), Cell::Number(late)]);
        all_absent += absent;
        all_late += late;
        grid.row(row, &cells)?;
        log.rows.push(RowAbout {
            person: *index,
            place: place.clone(),
            row,
            name: written.name,
            slip: written.slip,
            undecided: !town.people[*index].undecided.is_empty(),
        });
        row += 1;
    }
    let mut totals = vec![Cell::text("計"), Cell::text(format!("{}名", pupils.len()))];
    totals.resize(usize::from(first_day) - 1, Cell::Blank);
    totals.extend(absent_on.into_iter().map(Cell::Number));
    totals.extend([Cell::Number(all_absent), Cell::Number(all_late)]);
    grid.row(row, &totals)?;
    grid.note(row + 2, LEGEND)?;
    Ok(grid.done())
}
