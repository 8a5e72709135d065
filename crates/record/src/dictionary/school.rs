//! Nurseries, kindergartens and schools.

use super::{Code, DatasetEntry, Field, Unit, amount, code, field, list, past};
use crate::line::FieldType::{Date, Institution, Integer, Marks, Text as Words, Yesno};
use crate::line::Per;

/// The marks of a day at school, and at a nursery.
pub const ATTENDANCE_MARKS: &[Code] = &[
    code("present", "出席", "present"),
    code("absent-ill", "病気欠席", "absent: ill"),
    code("absent-injury", "けがによる欠席", "absent: injured"),
    code(
        "absent-family",
        "家庭の都合による欠席",
        "absent: family reasons",
    ),
    code("absent-other", "その他の欠席", "absent: other"),
    code(
        "absent-no-contact",
        "連絡のない欠席",
        "absent without contact",
    ),
    code("hospitalised", "入院", "in hospital"),
    code("suspended", "出席停止", "suspended from attendance"),
    code("mourning", "忌引", "mourning"),
    code("late", "遅刻", "late"),
    code("early", "早退", "left early"),
    code("late-early", "遅刻・早退", "late and left early"),
    code("health-room", "保健室登校", "in the health room"),
    code("not-enrolled", "在籍なし", "not enrolled"),
];

const CLASS: Field = field("class", Words, "組", "class");

/// A total says how many days, never whether they were days in a row.
const ABSENT_DAYS: Field = amount(
    "absent_days",
    Unit::Days,
    "月の欠席日数",
    "days absent in the month",
);

const fn days(ja: &'static str, en: &'static str) -> Field {
    Field {
        codes: ATTENDANCE_MARKS,
        ..field("days", Marks, ja, en)
    }
}

pub(super) const CHILDCARE: DatasetEntry = list(
    "childcare",
    "園児名簿・登園",
    "childcare",
    Per::PersonMonth,
    &[
        field("institution", Institution, "園", "nursery or kindergarten"),
        CLASS,
        field("enrolled_on", Date, "入園日", "enrolled on"),
        field("left_on", Date, "退園日", "left on"),
        days("登園", "attendance"),
        ABSENT_DAYS,
    ],
);

pub(super) const SCHOOL_REGISTER: DatasetEntry = list(
    "school-register",
    "学齢簿",
    "school register",
    Per::Person,
    &[
        field("institution", Institution, "学校", "school"),
        field("grade", Integer, "学年", "grade"),
        CLASS,
        field("enrolled_on", Date, "入学・転入の日", "enrolled on"),
        field("left_on", Date, "転出・卒業の日", "left on"),
    ],
);

pub(super) const ATTENDANCE: DatasetEntry = list(
    "attendance",
    "出欠",
    "attendance",
    Per::PersonMonth,
    &[
        field("institution", Institution, "学校", "school"),
        CLASS,
        days("出欠", "attendance"),
        ABSENT_DAYS,
    ],
);

pub(super) const HEALTH_ROOM: DatasetEntry = list(
    "health-room",
    "保健室来室",
    "visits to the health room",
    Per::PersonMonth,
    &[
        field("institution", Institution, "学校", "school"),
        amount("visits", Unit::Times, "来室回数", "visits in the month"),
    ],
);

pub(super) const SCHOOL_CHECKUPS: DatasetEntry = list(
    "school-checkups",
    "学校健診",
    "check-ups at school",
    Per::Event,
    &[
        field("institution", Institution, "学校", "school"),
        past("date", "健診日", "taken on"),
        amount(
            "untreated_teeth",
            Unit::Teeth,
            "未処置歯数",
            "untreated decayed teeth",
        ),
        field("advised", Yesno, "受診勧告", "told to see a dentist"),
    ],
);

pub(super) const AFTER_SCHOOL: DatasetEntry = list(
    "after-school",
    "放課後児童クラブ",
    "after-school clubs",
    Per::Person,
    &[
        field("club", Words, "クラブ", "club"),
        field("enrolled_on", Date, "入会日", "enrolled on"),
        field("left_on", Date, "退会日", "left on"),
    ],
);
