//! Other offices of the town hall: who came and went, what is unpaid, what the centre asked for.

use crate::days::Spelling;
use crate::desks::Desk;
use crate::lists::table::{Column, Kind, Table};

/// A list by resident number of somebody's own machine.
const fn printed(
    dataset: &'static str,
    path: &'static str,
    titles: (&'static str, &'static str, &'static str),
    columns: &'static [Column],
) -> Table {
    Table {
        dataset,
        path,
        sheet: titles.0,
        title: titles.1,
        note: titles.2,
        kind: Kind::Xlsx,
        desk: Desk::Residents,
        dates: Spelling::DotTwo,
        numbered: true,
        who: ["宛名番号", "氏名", "フリガナ", "生年月日"],
        columns,
        month: 0,
        place: "",
    }
}

/// A list typed by hand, by name.
const fn typed(
    dataset: &'static str,
    path: &'static str,
    titles: (&'static str, &'static str, &'static str),
    columns: &'static [Column],
) -> Table {
    Table {
        desk: Desk::Office,
        dates: Spelling::CellDot,
        numbered: false,
        who: ["番号", "氏名", "ふりがな", "生年月日"],
        ..printed(dataset, path, titles, columns)
    }
}

pub(super) const TABLES: &[Table] = &[
    printed(
        "moves",
        "住民課/異動一覧_R5.4-R8.5.xlsx",
        (
            "異動",
            "住民異動一覧（転入・転出・転居、令和5年4月から）",
            "ひなた町住民課　　令和8年5月31日現在",
        ),
        &[
            ("", "異動日", "date"),
            ("", "異動事由", "reason"),
            ("", "転入前・転出先", "place"),
        ],
    ),
    printed(
        "arrears",
        "税務課/未納者一覧.xlsx",
        (
            "未納",
            "未納者一覧（こども家庭センター照会分）",
            "ひなた町税務課　　令和8年5月31日現在　　取扱注意",
        ),
        &[("", "区分", "part"), ("", "未納月数", "months")],
    ),
    printed(
        "disability",
        "福祉課/手帳・受給者証.xlsx",
        (
            "交付",
            "手帳・通所受給者証　交付一覧",
            "ひなた町福祉課　　令和8年5月31日現在　　取扱注意",
        ),
        &[("", "種類", "part"), ("", "有効期限", "valid_until")],
    ),
    Table {
        kind: Kind::Csv,
        dates: Spelling::Slash,
        ..printed(
            "care",
            "福祉課/介護認定_R8.5.csv",
            ("", "", ""),
            &[
                ("", "認定区分", "care_level"),
                ("", "認定期限", "valid_until"),
            ],
        )
    },
    typed(
        "signals",
        "児童福祉/他課からの連絡.xlsx",
        (
            "連絡",
            "他課からの連絡票　受付簿（令和7年度・令和8年度）",
            "児童福祉係　　令和8年5月31日現在　　取扱注意",
        ),
        &[("", "連絡日", "date"), ("", "内容", "signal")],
    ),
    typed(
        "assessment-sheets",
        "児童福祉/アセスメントシート集計_R8.4.xlsx",
        (
            "集計",
            "アセスメントシート集計（令和8年4月回収分）",
            "児童福祉係　　令和8年4月30日現在　　取扱注意",
        ),
        &[
            ("", "記入機関", "institution"),
            ("", "記入日", "date"),
            ("", "安全の目盛り（0〜10）", "safety_scale"),
            ("", "気になること", "concern"),
            ("", "できていること", "strength"),
        ],
    ),
];
