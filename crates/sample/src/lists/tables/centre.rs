//! 児童福祉係: what the centre itself keeps beside cases and plans.

use crate::days::Spelling;
use crate::desks::Desk;
use crate::lists::table::{Column, Kind, Table};

const fn kept(
    dataset: &'static str,
    path: &'static str,
    titles: (&'static str, &'static str),
    columns: &'static [Column],
) -> Table {
    Table {
        dataset,
        path,
        sheet: titles.0,
        title: titles.1,
        note: "こども家庭センター　　令和8年5月31日現在　　取扱注意",
        kind: Kind::Xlsx,
        desk: Desk::Office,
        dates: Spelling::Dot,
        numbered: false,
        who: ["番号", "氏名", "ふりがな", "生年月日"],
        columns,
        month: 0,
        place: "",
    }
}

pub(super) const TABLES: &[Table] = &[
    kept(
        "plan-lines",
        "児童福祉/計画の支援内容.xlsx",
        ("支援内容", "サポートプラン・支援計画　支援内容一覧"),
        &[
            ("", "計画番号", "plan_no"),
            ("", "支援の内容", "service"),
            ("", "支援機関", "provider"),
            ("", "担当者", "worker"),
            ("", "開始日", "since"),
            ("", "次のモニタリング", "monitoring"),
            ("", "モニタリング実施日", "monitored_on"),
            ("", "達成状況", "achieved"),
        ],
    ),
    kept(
        "placements",
        "児童福祉/措置児童.xlsx",
        ("措置", "児童相談所の措置　一覧（施設名は載せない）"),
        &[
            ("", "措置の種類", "placement_kind"),
            ("", "措置開始日", "since"),
            ("", "解除予定", "planned_end"),
            ("", "解除日", "ended_on"),
        ],
    ),
    kept(
        "protections",
        "児童福祉/一時保護・支援措置.xlsx",
        ("保護", "一時保護・支援措置　一覧"),
        &[
            ("", "種類", "protection_kind"),
            ("", "開始日", "since"),
            ("", "期限", "valid_until"),
            ("", "終了日", "ended_on"),
        ],
    ),
    kept(
        "proposals",
        "児童福祉/上程提案_R8.6.xlsx",
        ("提案", "合同ケース会議　上程の提案（令和8年6月）"),
        &[
            ("", "会議名", "meeting"),
            ("", "提案日", "proposed_on"),
            ("", "提案係", "proposed_by"),
            ("", "理由", "reason"),
            ("", "上程", "picked"),
            ("", "正否", "verdict"),
            ("", "担当者", "worker"),
        ],
    ),
    kept(
        "holds",
        "児童福祉/削除の保留.xlsx",
        ("保留", "記録の削除を保留している者"),
        &[
            ("", "保留日", "held_on"),
            ("", "保留期限", "until"),
            ("", "保留した者", "held_by"),
            ("", "理由", "why"),
        ],
    ),
];
