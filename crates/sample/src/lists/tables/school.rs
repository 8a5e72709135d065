//! 教育委員会: what schools report beside attendance.

use crate::days::Spelling;
use crate::desks::Desk;
use crate::lists::table::{Column, Kind, Table};

const ROOM: &[Column] = &[("", "学校名", "institution"), ("", "来室回数", "visits")];

const fn health_room(path: &'static str, title: &'static str, month: u32) -> Table {
    Table {
        dataset: "health-room",
        path,
        sheet: "来室状況",
        title,
        note: "ひなた町教育委員会　　来室のあった児童生徒だけを載せています",
        kind: Kind::Xlsx,
        desk: Desk::Office,
        dates: Spelling::CellLong,
        numbered: false,
        who: ["番号", "児童生徒氏名", "ふりがな", "生年月日"],
        columns: ROOM,
        month,
    }
}

pub(super) const TABLES: &[Table] = &[
    health_room(
        "教育委員会/保健室来室_R8.4.xlsx",
        "保健室来室状況　令和8年4月",
        4,
    ),
    health_room(
        "教育委員会/保健室来室_R8.5.xlsx",
        "保健室来室状況　令和8年5月",
        5,
    ),
];
