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
        place: "",
    }
}

const TEETH: &[Column] = &[
    ("", "学校名", "institution"),
    ("", "健診日", "date"),
    ("", "未処置歯数", "untreated_teeth"),
    ("", "受診勧告", "advised"),
];

/// Those who were told to see a dentist, by year.
const fn dentist(path: &'static str, title: &'static str, month: u32) -> Table {
    Table {
        dataset: "school-checkups",
        path,
        sheet: "要受診者",
        title,
        note: "ひなた町教育委員会　　令和8年5月31日現在　　未処置歯のある児童生徒だけを載せています",
        columns: TEETH,
        dates: Spelling::Dot,
        ..health_room("", "", month)
    }
}

const REPORT: &[Column] = &[
    ("", "欠席日数", "absent_days"),
    ("", "家庭からの連絡", "contacted"),
    ("", "不自然な外傷", "injury"),
    ("", "本人の訴え", "child_word"),
    ("", "最後に会った日", "last_seen"),
    ("", "前月からの変化", "change"),
    ("", "気になること", "concern"),
];

/// What a school or nursery reports each month about registered children.
const fn report(place: &'static str, path: &'static str) -> Table {
    Table {
        dataset: "monthly-reports",
        path,
        sheet: "月次報告",
        title: "登録児童　月次報告　令和8年5月",
        note: "登録児童のいない月も、この表を送ってください",
        columns: REPORT,
        dates: Spelling::CellSlash,
        place,
        ..health_room("", "", 5)
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
    dentist(
        "教育委員会/歯科健診要受診_R7.xlsx",
        "学校歯科健診　要受診者（令和7年度）",
        7,
    ),
    dentist(
        "教育委員会/歯科健診要受診_R8.xlsx",
        "学校歯科健診　要受診者（令和8年度）",
        8,
    ),
    report("みなと小", "みなと小/月次報告5月.xlsx"),
    report("ひがし小", "ひがし小/月次報告5月.xlsx"),
    report("やまて小", "やまて小/月次報告5月.xlsx"),
    report("ひなた中", "ひなた中/月次報告5月.xlsx"),
    report("みなみ中", "みなみ中/月次報告5月.xlsx"),
    report("みなと保育所", "みなと保育所/月次報告5月.xlsx"),
    report("わかばこども園", "わかばこども園/月次報告5月.xlsx"),
    report("ひなた幼稚園", "ひなた幼稚園/月次報告5月.xlsx"),
    Table {
        dataset: "after-school",
        path: "教育委員会/放課後児童クラブ.xlsx",
        sheet: "在籍",
        title: "放課後児童クラブ　在籍者名簿（令和8年度）",
        note: "ひなた町教育委員会　　令和8年5月31日現在",
        columns: &[
            ("", "クラブ名", "club"),
            ("", "入会日", "enrolled_on"),
            ("", "退会日", "left_on"),
        ],
        ..health_room("", "", 0)
    },
    Table {
        dataset: "surveys",
        path: "教育委員会/生活アンケート_R8.5.csv",
        kind: Kind::Csv,
        dates: Spelling::Slash,
        columns: &[
            ("", "回答日", "date"),
            ("", "同意", "consent"),
            ("", "相談できる人", "confidant"),
            ("", "毎日の家族の世話", "cares_daily"),
        ],
        ..health_room("", "", 0)
    },
    Table {
        dataset: "young-carers",
        path: "教育委員会/ヤングケアラー把握.xlsx",
        sheet: "把握",
        title: "ヤングケアラー把握状況（学校から）",
        note: "ひなた町教育委員会　　令和8年5月31日現在　　取扱注意",
        columns: CARERS,
        place: "school",
        ..health_room("", "", 0)
    },
    Table {
        dataset: "young-carers",
        path: "児童福祉/ヤングケアラー台帳.xlsx",
        sheet: "台帳",
        title: "こども家庭センター　ヤングケアラー台帳",
        note: "令和8年5月31日現在　　取扱注意",
        columns: CARERS,
        dates: Spelling::Dot,
        place: "centre",
        ..health_room("", "", 0)
    },
];

const CARERS: &[Column] = &[
    ("", "把握日", "since"),
    ("", "ケアの相手", "cares_for"),
    ("", "終了日", "ended_on"),
];
