//! 児童福祉/サポートプラン一覧.

use crate::SampleError;
use crate::desks::{self, Desk};
use crate::log::{Log, Place, Planted, RowAbout};
use crate::office::Plan;
use crate::sheet::{Cell, Grid, Looks};
use crate::town::Town;
use rust_xlsxwriter::XlsxError;
use std::path::Path;

const GROUPS: [(&str, &[&str]); 18] = [
    ("計画番号", &[]),
    ("計画種別", &[]),
    ("氏名", &[]),
    ("フリガナ", &[]),
    ("生年月日", &[]),
    ("作成日", &[]),
    ("同意", &[]),
    ("署名日", &[]),
    ("前回見直し", &[]),
    ("次回見直し", &[]),
    ("目標期間", &["から", "まで"]),
    ("次回連絡", &["時期", "方法"]),
    ("担当", &[]),
    ("利用サービス", &[]),
    ("こどもの意向", &[]),
    ("保護者の意向", &[]),
    ("こどもの意向を保護者に伝えてよい", &[]),
    ("意向を述べた保護者", &[]),
];

/// Whether the parents may read the child's wish; of some plans nobody has asked yet.
const SHARED: [&str; 5] = ["○", "○", "×", "○", ""];

/// Which parent said it.
const SAID_BY: [&str; 4] = ["母", "父母", "母", ""];

pub(crate) fn write(town: &Town, dir: &Path, log: &mut Log) -> Result<(), SampleError> {
    let path = format!("{}/児童福祉/サポートプラン一覧.xlsx", super::IN);
    super::one_sheet(dir, &path, |looks| sheet(town, looks, log, &path))
}

fn sheet<'l>(
    town: &Town,
    looks: &'l Looks,
    log: &mut Log,
    path: &str,
) -> Result<Grid<'l>, XlsxError> {
    let place = Place::new("plans", path, Some("プラン"));
    let mut grid = Grid::new("プラン", looks)?;
    grid.widths(&[
        10, 14, 16, 18, 15, 15, 5, 15, 15, 15, 15, 15, 15, 7, 14, 20, 24, 26, 15, 12,
    ])?;
    grid.on_a3();
    grid.title(1, "サポートプラン・支援計画　一覧")?;
    grid.note(2, "児童福祉係　　令和8年5月31日現在")?;
    grid.heads_in_two_rows(3, &GROUPS)?;
    grid.freeze(3, 4, 3)?;
    for (row, (at, plan)) in (5_u32..).zip(town.plans.iter().enumerate()) {
        let cells = cells(town, plan, at, row, &place, log);
        grid.row(row, &cells)?;
        let name = cells[2].shown();
        log.rows.push(RowAbout {
            person: plan.person,
            place: place.clone(),
            row,
            name,
            slip: None,
            undecided: false,
        });
    }
    Ok(grid)
}

fn cells(town: &Town, plan: &Plan, at: usize, row: u32, place: &Place, log: &mut Log) -> Vec<Cell> {
    let written = desks::write(town, Desk::Plans, plan.person);
    let hand = |salt: u64| move |date| desks::by_hand(town, Desk::Plans, at, salt, date);
    let when = |salt: u64| move |when| desks::when_by_hand(town, Desk::Plans, at, salt, when);
    let note = |value: &'static str, code: &'static str| {
        log.planted.push(Planted {
            person: plan.person,
            place: place.clone(),
            row,
            column: 8,
            field: "signed_on",
            part: None,
            code,
            value,
        });
    };
    vec![
        Cell::text(&plan.no),
        Cell::text(plan.kind),
        Cell::text(written.name),
        Cell::text(written.kana),
        hand(1)(written.birth),
        plan.made_on.map_or(Cell::Blank, hand(2)),
        Cell::text(if plan.agreed { "○" } else { "×" }),
        super::kept(plan.signed_on, hand(3), note),
        plan.reviewed_on.map_or(Cell::Blank, hand(4)),
        plan.next_review.map_or(Cell::Blank, when(5)),
        plan.goal.map_or(Cell::Blank, |(from, _)| hand(6)(from)),
        plan.goal.map_or(Cell::Blank, |(_, to)| hand(7)(to)),
        plan.next_contact.map_or(Cell::Blank, when(8)),
        Cell::text(plan.next_contact_by.unwrap_or_default()),
        Cell::text(plan.worker.unwrap_or_default()),
        Cell::text(plan.service.unwrap_or_default()),
        Cell::text(plan.child_wish.unwrap_or_default()),
        Cell::text(plan.parent_wish.unwrap_or_default()),
        Cell::text(plan.child_wish.map_or("", |_| SHARED[at % SHARED.len()])),
        Cell::text(plan.parent_wish.map_or("", |_| SAID_BY[at % SAID_BY.len()])),
    ]
}
