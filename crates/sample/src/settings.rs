//! DIR/town: the settings of the town, the three tables that staff edit, one file per program.

use crate::SampleError;
use crate::days::{CALENDAR, Spelling, day, spell};
use crate::life::NURSERIES;
use crate::office::STAFF;
use crate::people::School;
use crate::sheet::{Cell, Grid, Looks, save};
use rust_xlsxwriter::{Worksheet, XlsxError};
use std::path::Path;

/// The settings of the programs, each written beside the program's own examples.
const SETTINGS: [(&str, &str); 6] = [
    ("import.toml", include_str!("../town/import.toml")),
    ("match.toml", include_str!("../town/match.toml")),
    ("rules.toml", include_str!("../town/rules.toml")),
    ("remind.toml", include_str!("../town/remind.toml")),
    ("meetings.toml", include_str!("../town/meetings.toml")),
    ("tables.toml", include_str!("../town/tables.toml")),
];

/// Writes the folder of settings for a town of so many children.
pub(crate) fn write(dir: &Path, children: u32) -> Result<(), SampleError> {
    let town = dir.join("town");
    for (name, text) in SETTINGS {
        crate::files::write(&town.join(name), text.as_bytes())?;
    }
    let population = u64::from(children) * 12;
    let text = include_str!("town_toml.txt").replace("{population}", &population.to_string());
    crate::files::write(&town.join("town.toml"), text.as_bytes())?;
    table(&town.join("機関.xlsx"), institutions)?;
    table(&town.join("職員.xlsx"), staff)?;
    table(&town.join("暦.xlsx"), calendar)
}

fn table(
    path: &Path,
    make: impl Fn(&Looks) -> Result<Worksheet, XlsxError>,
) -> Result<(), SampleError> {
    let looks = Looks::new();
    let sheet = make(&looks).map_err(|source| SampleError::Workbook {
        path: path.to_owned(),
        source,
    })?;
    save(path, vec![sheet])
}

fn plain(
    name: &str,
    looks: &Looks,
    widths: &[u16],
    heads: &[&str],
    rows: &[Vec<Cell>],
) -> Result<Worksheet, XlsxError> {
    let mut grid = Grid::new(name, looks)?;
    grid.widths(widths)?;
    grid.heads(1, heads)?;
    grid.freeze(1, 1, 0)?;
    for (row, cells) in (2_u32..).zip(rows) {
        grid.row(row, cells)?;
    }
    Ok(grid.done())
}

fn institutions(looks: &Looks) -> Result<Worksheet, XlsxError> {
    let mut rows: Vec<Vec<Cell>> = School::ALL
        .iter()
        .zip([
            "みなと二丁目1番1号",
            "東一丁目5番3号",
            "緑が丘四丁目8番2号",
            "本町三丁目2番10号",
            "東四丁目11番6号",
        ])
        .map(|(school, address)| {
            let kind = if school.junior_high() {
                "中学校"
            } else {
                "小学校"
            };
            let aliases = format!("{}、ひなた町立{}", school.full_name(), school.full_name());
            vec![
                Cell::text(school.name()),
                Cell::text(kind),
                Cell::text(aliases),
                Cell::text(format!("ひなた町{address}")),
            ]
        })
        .collect();
    let others = [
        (
            "こども家庭センター",
            "センター",
            "センター、こども家庭課",
            "ひなた町本町一丁目1番1号",
        ),
        (
            "健康推進課",
            "保健",
            "健康、保健センター",
            "ひなた町本町一丁目1番3号",
        ),
        (
            "教育委員会",
            "教育",
            "町教委、学校教育課",
            "ひなた町本町一丁目1番1号",
        ),
    ];
    rows.extend(NURSERIES.iter().map(|nursery| {
        let address = format!("ひなた町{}", nursery.address);
        [nursery.name, nursery.kind, nursery.alias, &address]
            .map(Cell::text)
            .to_vec()
    }));
    rows.extend(others.map(|(name, kind, aliases, address)| {
        [name, kind, aliases, address].map(Cell::text).to_vec()
    }));
    let high = ["県立ひなた高校", "県立しおかぜ高校", "あおば学園高校"];
    rows.extend(high.map(|name| [name, "高等学校", "", ""].map(Cell::text).to_vec()));
    plain(
        "機関",
        looks,
        &[20, 12, 38, 30],
        &["名称", "種別", "別名", "住所"],
        &rows,
    )
}

fn staff(looks: &Looks) -> Result<Worksheet, XlsxError> {
    let rows: Vec<Vec<Cell>> = STAFF
        .iter()
        .map(|(name, role, section, from, to)| {
            [*name, *role, *section, *from, *to]
                .map(Cell::text)
                .to_vec()
        })
        .collect();
    plain(
        "職員",
        looks,
        &[18, 14, 12, 12, 12],
        &["氏名", "役割", "所属", "から", "まで"],
        &rows,
    )
}

fn calendar(looks: &Looks) -> Result<Worksheet, XlsxError> {
    let rows: Vec<Vec<Cell>> = CALENDAR
        .iter()
        .map(|line| {
            let date = |(month, date)| Cell::text(spell(day(2026, month, date), Spelling::Dot));
            let kind = if line.open { "授業日" } else { "休業" };
            vec![
                Cell::text(line.school),
                date(line.from),
                date(line.to),
                Cell::text(kind),
                Cell::text(line.note),
            ]
        })
        .collect();
    plain(
        "暦",
        looks,
        &[14, 12, 12, 10, 26],
        &["機関", "から", "まで", "区分", "備考"],
        &rows,
    )
}
