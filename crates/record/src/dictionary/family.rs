//! What people noticed, said and answered about a child and its family.

use super::{Code, DatasetEntry, Field, Unit, amount, code, coded, field, list, past};
use crate::line::FieldType::{Date, Institution, Month, Text as Words, Yesno};
use crate::line::Per;

/// The ways of being in touch.
pub(super) const CONTACT_WAYS: &[Code] = &[
    code("phone", "電話", "telephone"),
    code("interview", "面談", "interview"),
    code("visit", "訪問", "visit"),
    code("other", "その他", "other"),
];

const INSTITUTION: Field = field("institution", Institution, "機関", "institution");
const INJURY: Field = field("injury", Yesno, "不自然な外傷", "unexplained injury");
const CHILD_WORD: Field = field(
    "child_word",
    Yesno,
    "こども本人の訴え",
    "the child's own word",
);

pub(super) const CONTACTS: DatasetEntry = list(
    "contacts",
    "支援の経過",
    "contacts",
    Per::Event,
    &[
        past("date", "連絡・面接日", "date"),
        coded("contact_by", "連絡の方法", "by", CONTACT_WAYS),
        coded(
            "contact_with",
            "連絡の相手",
            "with",
            &[
                code("child", "こども", "the child"),
                code("guardian", "保護者", "the parents"),
                code("institution", "関係機関", "an institution"),
                code("other", "その他", "other"),
            ],
        ),
        field("seen", Yesno, "こどもを目視", "child seen by eye"),
        field("worker", Words, "担当", "worker"),
        field("next_contact", Month, "次回連絡時期", "next contact"),
    ],
);

/// Who told is a kind of place, never a person.
pub(super) const NOTES: DatasetEntry = list(
    "notes",
    "見守り情報",
    "notes",
    Per::Event,
    &[
        past("date", "情報の日", "date"),
        coded(
            "told_by",
            "情報源",
            "told by",
            &[
                code("school", "学校", "school"),
                code("nursery", "保育所・幼稚園", "nursery or kindergarten"),
                code("clinic", "医療機関", "clinic"),
                code("police", "警察", "police"),
                code("welfare-commissioner", "民生委員・児童委員", "commissioner"),
                code("neighbour", "近隣", "neighbours"),
                code("relative", "家族・親族", "relatives"),
                code("counter", "役場の窓口", "counter of the town hall"),
                code("other", "その他", "other"),
            ],
        ),
        INJURY,
        CHILD_WORD,
        field("note", Words, "情報の内容", "note"),
        field("confidential", Yesno, "取扱注意", "confidential"),
    ],
);

pub(super) const SIGNALS: DatasetEntry = list(
    "signals",
    "他課からの連絡",
    "signals of other offices",
    Per::Event,
    &[
        past("date", "連絡日", "date"),
        coded(
            "signal",
            "連絡の種類",
            "signal",
            &[
                code("water-stopped", "水道の停栓", "water cut off"),
                code("tax-arrears", "国保税の滞納", "health insurance tax unpaid"),
                code(
                    "housing",
                    "町営住宅の申込み・退去",
                    "town housing asked for or left",
                ),
                code(
                    "procedure-missed",
                    "手当等の手続の未了",
                    "procedure of a benefit not done",
                ),
                code(
                    "school-entry-missed",
                    "就学手続の未了",
                    "procedure of school entry not done",
                ),
                code("other", "その他", "other"),
            ],
        ),
    ],
);

/// School and centre each keep a list of their own.
pub(super) const YOUNG_CARERS: DatasetEntry = DatasetEntry {
    parts: &[
        code("school", "学校の名簿", "the schools' list"),
        code("centre", "センターの名簿", "the centre's list"),
    ],
    ..list(
        "young-carers",
        "ヤングケアラー",
        "young carers",
        Per::PersonPart,
        &[
            field("since", Date, "把握日", "since"),
            coded(
                "cares_for",
                "ケアの相手",
                "cares for",
                &[
                    code("sibling", "きょうだい", "brother or sister"),
                    code("parent", "父母", "parent"),
                    code("grandparent", "祖父母", "grandparent"),
                    code("other", "その他", "other"),
                ],
            ),
            field("ended_on", Date, "終了日", "ended on"),
        ],
    )
};

pub(super) const MONTHLY_REPORTS: DatasetEntry = list(
    "monthly-reports",
    "月次報告",
    "monthly reports",
    Per::PersonMonth,
    &[
        INSTITUTION,
        amount(
            "absent_days",
            Unit::Days,
            "欠席日数",
            "days absent in the month",
        ),
        field("contacted", Yesno, "家庭からの連絡", "the family called"),
        field("absence_reason", Words, "欠席の理由", "why absent"),
        INJURY,
        CHILD_WORD,
        past("last_seen", "最終確認日", "last seen on"),
        coded(
            "change",
            "前月からの変化",
            "change",
            &[
                code("better", "良くなった", "better"),
                code("same", "変わらない", "same"),
                code("worse", "悪くなった", "worse"),
            ],
        ),
        field("concern", Words, "気になること", "what is worrying"),
    ],
);

pub(super) const ASSESSMENT_SHEETS: DatasetEntry = list(
    "assessment-sheets",
    "アセスメントシート",
    "assessment sheets",
    Per::Event,
    &[
        INSTITUTION,
        past("asked_on", "照会日", "asked on"),
        past("date", "記入日", "filled in on"),
        amount(
            "safety_scale",
            Unit::Points,
            "セーフティスケール",
            "safety scale",
        ),
        field("concern", Words, "気になること", "what is worrying"),
        field("strength", Words, "できていること", "what goes well"),
        field("recent", Words, "最近の対応", "done lately"),
        field("answered_by", Words, "記入者", "filled in by"),
    ],
);

pub(super) const SURVEYS: DatasetEntry = list(
    "surveys",
    "アンケート",
    "surveys",
    Per::Event,
    &[
        past("date", "回答日", "answered on"),
        coded(
            "answered_as",
            "回答した人",
            "answered as",
            &[
                code("child", "こども", "child"),
                code("guardian", "保護者", "parent"),
            ],
        ),
        field("consent", Yesno, "情報利用の同意", "consent to use"),
        field(
            "confidant",
            Yesno,
            "相談相手がいる",
            "has somebody to talk to",
        ),
        field("supporter", Yesno, "支援者がいる", "has somebody who helps"),
        field(
            "cares_daily",
            Yesno,
            "毎日家族の世話をする",
            "cares for family every day",
        ),
    ],
);
