//! 住民課/住民記録: whole households, as the resident system prints them.

use crate::SampleError;
use crate::days::Spelling;
use crate::desks::{self, Desk};
use crate::log::{Log, Place, RowAbout};
use crate::people::{Person, Status};
use crate::sheet::{Cell, Grid, Looks};
use crate::town::Town;
use rust_xlsxwriter::XlsxError;
use std::path::Path;

const HEADS: [&str; 14] = [
    "宛名番号",
    "世帯番号",
    "氏名",
    "フリガナ",
    "旧氏",
    "通称",
    "生年月日",
    "性別",
    "続柄",
    "住所",
    "住民となった日",
    "住民状態",
    "異動日",
    "支援措置",
];

pub(crate) fn write(town: &Town, dir: &Path, log: &mut Log) -> Result<(), SampleError> {
    let path = format!("{}/住民課/住民記録_R8.6.1.xlsx", super::IN);
    super::one_sheet(dir, &path, |looks| sheet(town, looks, log, &path))
}

fn sheet<'l>(
    town: &Town,
    looks: &'l Looks,
    log: &mut Log,
    path: &str,
) -> Result<Grid<'l>, XlsxError> {
    let place = Place::new("residents", path, Some("住民記録"));
    let mut grid = Grid::new("住民記録", looks)?;
    grid.widths(&[13, 13, 22, 22, 10, 16, 13, 5, 8, 38, 13, 9, 11, 9])?;
    grid.on_a3();
    grid.title(1, "住民記録一覧（18歳以下の者または妊婦のいる世帯）")?;
    grid.note(2, "ひなた町住民課　　令和8年6月1日現在　　出力順：世帯番号")?;
    grid.heads(4, &HEADS)?;
    grid.freeze(4, 4, 3)?;
    let mut households: Vec<_> = town.households.iter().collect();
    households.sort_by(|a, b| a.number.cmp(&b.number));
    let mut row = 5;
    for household in households {
        for member in &household.members {
            let person = &town.people[*member];
            if !person.resident {
                continue;
            }
            let written = desks::write(town, Desk::Residents, *member);
            let (state, changed) = match person.status {
                Status::Resident => ("住民", Cell::Blank),
                Status::MovedOut(on) => ("転出", desks::text(on, Spelling::DotTwo)),
                Status::Died(on) => ("死亡", desks::text(on, Spelling::DotTwo)),
            };
            let birth = if person.abroad.is_some() {
                Spelling::Slash
            } else {
                Spelling::DotTwo
            };
            grid.row(
                row,
                &[
                    Cell::text(&person.resident_no),
                    Cell::text(&household.number),
                    Cell::text(&written.name),
                    Cell::text(&written.kana),
                    Cell::text(
                        person
                            .former
                            .as_ref()
                            .map(|n| n.kanji.clone())
                            .unwrap_or_default(),
                    ),
                    Cell::text(alias(person)),
                    desks::text(person.birth, birth),
                    Cell::text(person.sex.kanji()),
                    Cell::text(person.relation),
                    Cell::text(desks::address(&household.address, Desk::Residents)),
                    desks::text(person.since, Spelling::DotTwo),
                    Cell::text(state),
                    changed,
                    Cell::text(if household.protected { "有" } else { "" }),
                ],
            )?;
            log.rows.push(RowAbout {
                person: *member,
                place: place.clone(),
                row,
                name: written.name,
                slip: None,
                undecided: false,
            });
            row += 1;
        }
    }
    Ok(grid)
}

fn alias(person: &Person) -> String {
    match person
        .abroad
        .as_ref()
        .and_then(|abroad| abroad.alias.as_ref())
    {
        Some(alias) => format!("{}　{}", alias.kanji, person.given.kanji),
        None => String::new(),
    }
}
