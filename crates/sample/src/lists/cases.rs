//! 児童福祉/ケース台帳: typed by hand over the years, no two dates alike.

use crate::SampleError;
use crate::desks::{self, Desk};
use crate::log::{Log, Place, Planted, RowAbout};
use crate::office::Case;
use crate::sheet::{Cell, Grid, Looks};
use crate::town::Town;
use rust_xlsxwriter::XlsxError;
use std::path::Path;

const HEADS: [&str; 19] = [
    "台帳番号",
    "受付日",
    "氏名",
    "ふりがな",
    "生年月日",
    "性別",
    "住所",
    "保護者氏名",
    "区分",
    "種別",
    "段階",
    "主担当",
    "副担当",
    "目視確認日",
    "次回対応",
    "終結日",
    "主訴",
    "こどもの意向",
    "保護者の意向",
];

pub(crate) fn write(town: &Town, dir: &Path, log: &mut Log) -> Result<(), SampleError> {
    let path = format!("{}/児童福祉/ケース台帳.xlsx", super::IN);
    super::one_sheet(dir, &path, |looks| sheet(town, looks, log, &path))
}

fn sheet<'l>(
    town: &Town,
    looks: &'l Looks,
    log: &mut Log,
    path: &str,
) -> Result<Grid<'l>, XlsxError> {
    let place = Place::new("cases", path, Some("台帳"));
    let mut grid = Grid::new("台帳", looks)?;
    grid.widths(&[
        10, 15, 17, 18, 15, 5, 24, 16, 9, 11, 9, 14, 14, 15, 14, 14, 36, 24, 26,
    ])?;
    grid.on_a3();
    grid.title(1, "要保護児童等　ケース台帳")?;
    grid.note(2, "児童福祉係　　令和8年5月31日現在　　取扱注意")?;
    grid.heads(3, &HEADS)?;
    grid.freeze(3, 3, 3)?;
    for (row, (at, case)) in (4_u32..).zip(town.cases.iter().enumerate()) {
        let cells = cells(town, case, at, row, &place, log);
        grid.row(row, &cells)?;
        let name = cells[2].shown();
        log.rows.push(RowAbout {
            person: case.person,
            place: place.clone(),
            row,
            name,
            slip: None,
            undecided: false,
        });
    }
    Ok(grid)
}

fn cells(town: &Town, case: &Case, at: usize, row: u32, place: &Place, log: &mut Log) -> Vec<Cell> {
    let child = &town.people[case.person];
    let written = if case.former_name {
        desks::write_former(town, Desk::Cases, case.person)
    } else {
        desks::write(town, Desk::Cases, case.person)
    };
    let guardian = child
        .guardian
        .map(|g| desks::write(town, Desk::Cases, g).name)
        .unwrap_or_default();
    let mut planted =
        |column: u16, field: &'static str, value: &'static str, code: &'static str| {
            log.planted.push(Planted {
                person: case.person,
                place: place.clone(),
                row,
                column,
                field,
                part: None,
                code,
                value,
            });
        };
    let hand = |salt: u64| move |date| desks::by_hand(town, Desk::Cases, at, salt, date);
    vec![
        Cell::text(&case.no),
        super::kept(case.received, hand(1), |v, c| {
            planted(2, "received_on", v, c)
        }),
        Cell::text(written.name),
        Cell::text(written.kana),
        desks::by_hand(town, Desk::Cases, at, 2, written.birth),
        Cell::text(child.sex.kanji()),
        Cell::text(desks::address(
            &town.household(case.person).address,
            Desk::Cases,
        )),
        Cell::text(guardian),
        super::kept(
            case.category,
            |c| Cell::text(c.text()),
            |v, c| planted(9, "category", v, c),
        ),
        Cell::text(case.kind),
        Cell::text(case.stage),
        Cell::text(case.worker.unwrap_or_default()),
        Cell::text(case.second.unwrap_or_default()),
        super::kept(case.last_seen, hand(3), |v, c| {
            planted(14, "last_seen", v, c)
        }),
        case.next_action.map_or(Cell::Blank, |w| {
            desks::when_by_hand(town, Desk::Cases, at, 4, w)
        }),
        case.closed_on.map_or(Cell::Blank, hand(5)),
        Cell::text(case.summary),
        Cell::text(case.child_wish.unwrap_or_default()),
        Cell::text(case.parent_wish.unwrap_or_default()),
    ]
}
