//! Benefits, services and measures. Of what is sensitive only the few fields that rules ask for.

use super::{Code, DatasetEntry, Field, Unit, amount, code, coded, field, list, past};
use crate::line::FieldType::{Date, Month, Text as Words};
use crate::line::Per;

const SINCE: Field = field("since", Date, "開始日", "since");
const ENDED_ON: Field = field("ended_on", Date, "終了日", "ended on");
const VALID_UNTIL: Field = field("valid_until", Date, "有効期限", "valid until");

/// Names whoever receives it: mostly the parent, for school aid the child.
pub(super) const BENEFITS: DatasetEntry = DatasetEntry {
    parts: &[
        code("child-allowance", "児童手当", "child allowance"),
        code(
            "child-rearing-allowance",
            "児童扶養手当",
            "child rearing allowance",
        ),
        code(
            "special-allowance",
            "特別児童扶養手当",
            "special child rearing allowance",
        ),
        code(
            "child-medical",
            "子ども医療費助成",
            "medical aid for children",
        ),
        code(
            "single-parent-medical",
            "ひとり親家庭等医療費助成",
            "medical aid for single parents",
        ),
        code("school-aid", "就学援助", "school aid"),
        code("public-assistance", "生活保護", "public assistance"),
    ],
    ..list(
        "benefits",
        "手当・助成",
        "benefits",
        Per::PersonPart,
        &[
            field("since", Date, "認定日", "granted on"),
            field("ended_on", Date, "資格終了日", "ended on"),
        ],
    )
};

/// Names who owes: an adult.
pub(super) const ARREARS: DatasetEntry = DatasetEntry {
    parts: &[
        code(
            "health-insurance-tax",
            "国民健康保険税",
            "health insurance tax",
        ),
        code("residents-tax", "住民税", "residents' tax"),
        code("water", "水道料金", "water"),
        code("school-lunch", "学校給食費", "school lunch"),
        code("childcare-fee", "保育料", "childcare fee"),
        code("housing", "町営住宅使用料", "rent of town housing"),
        code("other", "その他の未納", "other"),
    ],
    ..list(
        "arrears",
        "未納",
        "arrears",
        Per::PersonPart,
        &[amount(
            "months",
            Unit::Months,
            "未納月数",
            "months in arrears",
        )],
    )
};

pub(super) const DISABILITY: DatasetEntry = DatasetEntry {
    parts: &[
        code("physical", "身体障害者手帳", "physical disability handbook"),
        code(
            "intellectual",
            "療育手帳",
            "intellectual disability handbook",
        ),
        code("mental", "精神障害者保健福祉手帳", "mental health handbook"),
        code(
            "day-service",
            "通所受給者証",
            "certificate for day services",
        ),
    ],
    ..list(
        "disability",
        "手帳・受給者証",
        "handbooks and certificates",
        Per::PersonPart,
        &[VALID_UNTIL],
    )
};

pub(super) const CARE: DatasetEntry = list(
    "care",
    "介護認定",
    "long-term care",
    Per::Person,
    &[
        coded(
            "care_level",
            "認定区分",
            "level",
            &[
                code("support", "要支援", "support needed"),
                code("care", "要介護", "care needed"),
            ],
        ),
        VALID_UNTIL,
    ],
);

/// What a family may use: the six works of the law, and what else there is.
pub(super) const SERVICE: Field = coded(
    "service",
    "支援・サービス",
    "service",
    &[
        code("short-stay", "子育て短期支援", "short stay"),
        code(
            "rearing-visits",
            "養育支援訪問",
            "visits in support of rearing",
        ),
        code("temporary-care", "一時預かり", "temporary care"),
        code("household-visits", "子育て世帯訪問支援", "help at home"),
        code(
            "child-base",
            "児童育成支援拠点",
            "a place for children to be",
        ),
        code("parent-child", "親子関係形成支援", "courses for parents"),
        code("rearing-centre", "子育て支援センター", "family centre"),
        code("postpartum-care", "産後ケア", "postpartum care"),
        code(
            "day-service",
            "児童発達支援・放課後等デイサービス",
            "day services",
        ),
        code(
            "education-support",
            "教育支援センター",
            "education support centre",
        ),
        code("counselling", "相談・カウンセリング", "counselling"),
        code("other", "その他", "other"),
    ],
);

pub(super) const SERVICES: DatasetEntry = list(
    "services",
    "利用サービス",
    "services in use",
    Per::Person,
    &[
        SERVICE,
        coded(
            "basis",
            "利用の根拠",
            "basis",
            &[
                code("application", "申込み", "application"),
                code("measure", "措置", "measure without application"),
            ],
        ),
        SINCE,
        ENDED_ON,
        past("last_used_on", "最終利用日", "last used on"),
        amount(
            "days",
            Unit::Days,
            "年度の利用日数",
            "days used this fiscal year",
        ),
    ],
);

pub(super) const RECOMMENDATIONS: DatasetEntry = list(
    "recommendations",
    "利用勧奨",
    "recommendations of services",
    Per::Event,
    &[
        past("date", "勧奨日", "recommended on"),
        SERVICE,
        coded(
            "by",
            "勧奨の方法",
            "by",
            &[
                code("oral", "口頭", "word of mouth"),
                code("written", "文書", "letter"),
            ],
        ),
        field("reason", Words, "勧奨の理由", "reason"),
        coded(
            "reply",
            "勧奨の結果",
            "reply",
            &[
                code("applied", "申込み", "applied"),
                code("considering", "検討中", "thinks about it"),
                code("declined", "辞退", "declined"),
                code("measure", "措置", "provided as a measure"),
            ],
        ),
    ],
);

/// Where somebody lives by a measure of the 児童相談所; which home it is stands nowhere.
pub(super) const PLACEMENTS: DatasetEntry = list(
    "placements",
    "措置（施設・里親）",
    "placements",
    Per::Person,
    &[
        coded(
            "placement_kind",
            "措置の種類",
            "kind of placement",
            PLACEMENT_KINDS,
        ),
        SINCE,
        field("planned_end", Month, "解除予定", "planned end"),
        field("ended_on", Date, "解除日", "ended on"),
    ],
);

const PLACEMENT_KINDS: &[Code] = &[
    code("facility", "施設入所", "facility"),
    code("foster-parents", "里親委託", "foster parents"),
    code("family-home", "ファミリーホーム", "family home"),
    code("guidance", "児童福祉司指導", "guidance at home"),
];

pub(super) const PROTECTIONS: DatasetEntry = list(
    "protections",
    "一時保護・支援措置",
    "protections",
    Per::Person,
    &[
        coded(
            "protection_kind",
            "保護の種類",
            "kind of protection",
            &[
                code("temporary-custody", "一時保護", "temporary custody"),
                code(
                    "address-protection",
                    "支援措置",
                    "protection of the address",
                ),
            ],
        ),
        SINCE,
        field("valid_until", Date, "保護の期限", "until"),
        field("ended_on", Date, "保護の終了日", "ended on"),
    ],
);
