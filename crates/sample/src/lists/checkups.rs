//! 健康/乳幼児健診: one row per invited child, three check-ups side by side; this office works with
//! LibreOffice.

use crate::SampleError;
use crate::days::Spelling;
use crate::desks::{self, Desk};
use crate::health::{Checkup, Invitation};
use crate::life;
use crate::log::{Log, Place, Planted, RowAbout};
use crate::ods::Sheet;
use crate::sheet::Cell;
use crate::town::Town;
use std::path::Path;

const COLUMNS: &[&str] = &["通知日", "受診日", "判定", "精密結果日", "フォロー日"];
/// M-CHAT is asked at 18 months.
const MORE_COLUMNS: &[&str] = &[
    "通知日",
    "受診日",
    "判定",
    "精密結果日",
    "フォロー日",
    "M-CHAT該当数",
    "二次面接日",
];

fn columns(checkup: Checkup) -> &'static [&'static str] {
    match checkup {
        Checkup::Months18 => MORE_COLUMNS,
        _ => COLUMNS,
    }
}

pub(crate) fn write(town: &Town, dir: &Path, log: &mut Log) -> Result<(), SampleError> {
    let path = format!("{}/健康/乳幼児健診.ods", super::IN);
    sheet(town, log, &path).save(&dir.join(&path))
}

fn sheet(town: &Town, log: &mut Log, path: &str) -> Sheet {
    let place = Place::new("checkups", path, Some("受診管理"));
    let mut grid = Sheet::new("受診管理");
    grid.widths(&[
        13, 18, 18, 11, 5, 18, 11, 11, 8, 11, 11, 11, 11, 8, 11, 11, 8, 11, 11, 11, 8, 11, 11,
    ]);
    grid.title(1, "乳幼児健康診査　受診管理簿");
    grid.note(2, "ひなた町健康推進課　　令和8年5月31日現在");
    let mut groups: Vec<(&str, &[&str])> = vec![
        ("宛名番号", &[]),
        ("氏名", &[]),
        ("フリガナ", &[]),
        ("生年月日", &[]),
        ("性別", &[]),
        ("保護者氏名", &[]),
    ];
    groups.extend(Checkup::ALL.iter().map(|c| (c.heading(), columns(*c))));
    grid.heads_in_two_rows(4, &groups);
    grid.freeze(4, 5, 2);
    let mut invited: Vec<(usize, &Vec<Invitation>)> =
        town.checkups.iter().map(|(i, all)| (*i, all)).collect();
    invited.sort_by_key(|(index, _)| (town.people[*index].birth, *index));
    let mut row = 6;
    for (index, invitations) in invited {
        let child = &town.people[index];
        let written = desks::write(town, Desk::Checkups, index);
        let guardian = child
            .guardian
            .map(|g| desks::write(town, Desk::Checkups, g).name)
            .unwrap_or_default();
        let birth = if child.abroad.is_some() {
            Spelling::Slash
        } else {
            Spelling::Dot
        };
        grid.row(
            row,
            &[
                Cell::Number(child.resident_no.parse().unwrap_or(0)),
                Cell::text(&written.name),
                Cell::text(&written.kana),
                desks::text(written.birth, birth),
                Cell::text(child.sex.kanji()),
                Cell::text(guardian),
            ],
        );
        let mut column = 7;
        for checkup in Checkup::ALL {
            let cells = match invitations.iter().find(|i| i.checkup == checkup) {
                Some(invitation) => {
                    invitation_cells(town, invitation, log, (index, &place, row, column))
                }
                None => vec![Cell::Blank; columns(checkup).len()],
            };
            for cell in &cells {
                grid.put(row, column, cell);
                column += 1;
            }
        }
        log.rows.push(RowAbout {
            person: index,
            place: place.clone(),
            row,
            name: written.name,
            slip: None,
            undecided: false,
        });
        row += 1;
    }
    grid.note(row + 1, "※判定：健康・要観察・要精密・要指導　　受診日が空欄の者は未受診　　精密結果日は精密検査の結果を受け取った日");
    grid
}

fn invitation_cells(
    town: &Town,
    invitation: &Invitation,
    log: &mut Log,
    (person, place, row, column): (usize, &Place, u32, u16),
) -> Vec<Cell> {
    let note = |offset: u16, field: &'static str| {
        let place = place.clone();
        let part = Some(invitation.checkup.part());
        move |log: &mut Log, value: &'static str, code: &'static str| {
            log.planted.push(Planted {
                person,
                place,
                row,
                column: column + offset,
                field,
                part,
                code,
                value,
            });
        }
    };
    let (date, result, detailed) = (note(1, "date"), note(2, "result"), note(3, "detailed_on"));
    let followed = note(4, "followed_on");
    let (mchat, second) = (note(5, "mchat_total"), note(6, "mchat_second_on"));
    let day = |date| Cell::Date(date, Spelling::CellSlash);
    let after = life::after(town, person, invitation);
    let mut cells = vec![
        day(invitation.invited_on),
        super::kept(invitation.date, day, |v, c| date(log, v, c)),
        super::kept(
            invitation.result,
            |r| Cell::text(r.text()),
            |v, c| result(log, v, c),
        ),
        super::kept(invitation.detailed_on, day, |v, c| detailed(log, v, c)),
        super::kept(after.followed_on, day, |v, c| followed(log, v, c)),
    ];
    if invitation.checkup == Checkup::Months18 {
        cells.push(super::kept(after.mchat, Cell::Number, |v, c| {
            mchat(log, v, c)
        }));
        cells.push(super::kept(after.second_on, day, |v, c| second(log, v, c)));
    }
    cells
}
