//! Lists that are about no person: when meetings are held, and what the town offers.

use crate::SampleError;
use crate::days::{Spelling, day};
use crate::sheet::{Cell, Grid, Looks};
use rust_xlsxwriter::XlsxError;
use std::path::Path;

/// Meetings of the year: what, month and day, where, who.
pub(crate) const MEETINGS: [(&str, (u32, u32), &str, &str); 8] = [
    (
        "合同ケース会議",
        (4, 9),
        "第2会議室",
        "統括支援員、母子保健、児童福祉、教育委員会",
    ),
    (
        "合同ケース会議",
        (5, 14),
        "第2会議室",
        "統括支援員、母子保健、児童福祉、教育委員会",
    ),
    (
        "合同ケース会議",
        (6, 11),
        "第2会議室",
        "統括支援員、母子保健、児童福祉、教育委員会",
    ),
    (
        "合同ケース会議",
        (7, 9),
        "第2会議室",
        "統括支援員、母子保健、児童福祉、教育委員会",
    ),
    (
        "実務者会議",
        (5, 21),
        "大会議室",
        "児童相談所、警察、学校、園、民生委員",
    ),
    (
        "実務者会議",
        (8, 20),
        "大会議室",
        "児童相談所、警察、学校、園、民生委員",
    ),
    (
        "母子ケース検討会議",
        (6, 4),
        "保健センター",
        "保健師、助産師、統括支援員",
    ),
    ("代表者会議", (7, 23), "大会議室", "各機関の長"),
];

/// What families may use: what it is, what it offers, for whom, when in life, how to ask.
const RESOURCES: [[&str; 5]; 10] = [
    [
        "産後ケア",
        "助産師による休息と授乳の相談",
        "産後1年までの母子",
        "妊娠・出産",
        "健康推進課に申込み",
    ],
    [
        "妊婦さんの集い",
        "先輩の親との交流",
        "妊婦とその家族",
        "妊娠・出産",
        "申込み不要",
    ],
    [
        "ひなたひろば",
        "親子の遊び場と相談",
        "3歳までの親子",
        "乳幼児",
        "申込み不要",
    ],
    [
        "一時預かり",
        "数時間の保育",
        "就学前のこども",
        "乳幼児",
        "みなと保育所に申込み",
    ],
    [
        "ことばの教室",
        "ことばと発達の相談",
        "4歳からのこども",
        "乳幼児",
        "健康推進課に相談",
    ],
    [
        "学童クラブ",
        "放課後の居場所",
        "小学1年から6年",
        "学齢期",
        "教育委員会に申込み",
    ],
    [
        "こども食堂ひなた",
        "月2回の夕食",
        "だれでも",
        "どの時期も",
        "申込み不要",
    ],
    [
        "学習会みらい",
        "週1回の学習の手伝い",
        "小学5年から中学3年",
        "学齢期",
        "こども家庭センターに相談",
    ],
    [
        "教育支援センター",
        "学校に行きにくいこどもの居場所",
        "小中学生",
        "学齢期",
        "学校から申込み",
    ],
    [
        "若者サポートの窓口",
        "進路と仕事の相談",
        "中学を卒業した人",
        "中学卒業後",
        "月1回、役場で",
    ],
];

pub(crate) fn write(dir: &Path) -> Result<(), SampleError> {
    let path = |name: &str| format!("{}/児童福祉/{name}.xlsx", super::IN);
    super::one_sheet(dir, &path("会議日程_R8"), meetings)?;
    super::one_sheet(dir, &path("地域資源"), resources)
}

fn meetings(looks: &Looks) -> Result<Grid<'_>, XlsxError> {
    let mut grid = Grid::new("日程", looks)?;
    grid.widths(&[20, 13, 16, 46])?;
    grid.title(1, "会議日程（令和8年度）")?;
    grid.note(2, "こども家庭センター　　令和8年5月31日現在")?;
    grid.heads(4, &["会議名", "開催日", "会場", "出席者"])?;
    grid.freeze(4, 4, 1)?;
    for (row, (title, (month, date), place, members)) in (5_u32..).zip(MEETINGS) {
        let date = Cell::Date(day(2026, month, date), Spelling::CellLong);
        let cells = [
            Cell::text(title),
            date,
            Cell::text(place),
            Cell::text(members),
        ];
        grid.row(row, &cells)?;
    }
    Ok(grid)
}

fn resources(looks: &Looks) -> Result<Grid<'_>, XlsxError> {
    let mut grid = Grid::new("地域資源", looks)?;
    grid.widths(&[22, 32, 24, 14, 28])?;
    grid.title(1, "地域の支援・居場所　一覧")?;
    grid.note(2, "こども家庭センター　　令和8年5月31日現在")?;
    grid.heads(4, &["名称", "内容", "対象", "時期", "申込み・問合せ"])?;
    grid.freeze(4, 4, 1)?;
    for (row, cells) in (5_u32..).zip(RESOURCES) {
        grid.row(row, &cells.map(Cell::text))?;
    }
    Ok(grid)
}
