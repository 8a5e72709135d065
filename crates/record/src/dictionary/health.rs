//! Mothers and small children, as the public health nurses keep them.
//!
//! Of scales only what was scored travels (and item 10 of EPDS); their questions are not here.

use super::{Code, DatasetEntry, Field, Unit, amount, code, coded, field, list, past};
use crate::line::FieldType::{Date, Integer, Yesno};
use crate::line::Per;

/// Of the mother.
const DELIVERED_ON: Field = past("delivered_on", "出産日", "gave birth on");
const BIRTH_ORDER: Field = field(
    "birth_order",
    Integer,
    "第何子",
    "which child of the mother",
);

pub(super) const PREGNANCY: DatasetEntry = list(
    "pregnancy",
    "妊娠届出",
    "pregnancies",
    Per::Person,
    &[
        past("notified_on", "届出日", "notified on"),
        amount(
            "weeks",
            Unit::PregnancyWeeks,
            "届出時の妊娠週数",
            "weeks at the notification",
        ),
        field("due_on", Date, "出産予定日", "birth expected on"),
        BIRTH_ORDER,
        amount("babies", Unit::Persons, "胎児の数", "babies expected"),
        field("supporter", Yesno, "支援者がいる", "has somebody who helps"),
        field(
            "confidant",
            Yesno,
            "相談相手がいる",
            "has somebody to talk to",
        ),
        coded(
            "feeling",
            "妊娠したときの気持ち",
            "feeling about the pregnancy",
            &[
                code("glad", "うれしかった", "glad"),
                code("surprised", "驚いた・戸惑った", "surprised"),
                code("troubled", "困った", "troubled"),
                code("other", "その他", "other"),
            ],
        ),
        coded(
            "outcome",
            "経過",
            "outcome",
            &[
                code("pregnant", "妊娠中", "pregnant"),
                code("birth", "出産", "gave birth"),
                code("ended", "流産・死産等", "ended without birth"),
                code("moved-out", "転出", "moved out"),
            ],
        ),
        DELIVERED_ON,
    ],
);

pub(super) const PREGNANCY_CHECKUPS: DatasetEntry = list(
    "pregnancy-checkups",
    "妊婦健診",
    "check-ups in pregnancy",
    Per::Event,
    &[
        past("date", "受診日", "taken on"),
        amount(
            "weeks",
            Unit::PregnancyWeeks,
            "受診時の妊娠週数",
            "weeks at the check-up",
        ),
    ],
);

/// The parts of a check-up row: the check-ups themselves.
pub const CHECKUP_PARTS: &[Code] = &[
    code("4m", "3〜4か月児健診", "check-up at 3 to 4 months"),
    code("18m", "1歳6か月児健診", "check-up at 18 months"),
    code("36m", "3歳児健診", "check-up at 3 years"),
];

pub(super) const CHECKUPS: DatasetEntry = DatasetEntry {
    parts: CHECKUP_PARTS,
    ..list(
        "checkups",
        "乳幼児健診",
        "check-ups",
        Per::PersonPart,
        &[
            field("invited_on", Date, "通知日", "invited on"),
            past("date", "受診日", "taken on"),
            coded(
                "result",
                "判定",
                "result",
                &[
                    code("healthy", "健康", "healthy"),
                    code("observe", "要観察", "to be observed"),
                    code("detailed", "要精密検査", "detailed examination needed"),
                    code("guidance", "要指導", "guidance needed"),
                ],
            ),
            past(
                "detailed_on",
                "精密検査の結果日",
                "result of the detailed examination on",
            ),
            past("followed_on", "事後フォロー日", "followed up on"),
            amount(
                "mchat_total",
                Unit::Points,
                "M-CHATの該当数",
                "M-CHAT total",
            ),
            field(
                "mchat_second_on",
                Date,
                "M-CHATの二次面接日",
                "second stage of M-CHAT on",
            ),
        ],
    )
};

pub(super) const VACCINATIONS: DatasetEntry = DatasetEntry {
    parts: &[
        code("rota-1", "ロタ1回目", "rotavirus, 1st"),
        code("hepb-1", "B型肝炎1回目", "hepatitis B, 1st"),
        code("hepb-2", "B型肝炎2回目", "hepatitis B, 2nd"),
        code("hepb-3", "B型肝炎3回目", "hepatitis B, 3rd"),
        code("pneumo-1", "小児用肺炎球菌1回目", "pneumococcus, 1st"),
        code("pneumo-2", "小児用肺炎球菌2回目", "pneumococcus, 2nd"),
        code("pneumo-3", "小児用肺炎球菌3回目", "pneumococcus, 3rd"),
        code("five-1", "五種混合1回目", "five in one, 1st"),
        code("five-2", "五種混合2回目", "five in one, 2nd"),
        code("five-3", "五種混合3回目", "five in one, 3rd"),
        code("bcg", "BCG", "BCG"),
        code("mr-1", "麻しん風しん第1期", "measles and rubella, 1st"),
        code("mr-2", "麻しん風しん第2期", "measles and rubella, 2nd"),
        code("varicella-1", "水痘1回目", "chickenpox, 1st"),
        code("je-1", "日本脳炎1回目", "Japanese encephalitis, 1st"),
        code("other", "その他の接種", "other"),
    ],
    ..list(
        "vaccinations",
        "予防接種",
        "vaccinations",
        Per::PersonPart,
        &[past("date", "接種日", "given on")],
    )
};

pub(super) const POSTPARTUM: DatasetEntry = DatasetEntry {
    parts: &[
        code("2w", "産後2週間健診", "check-up at 2 weeks"),
        code("1m", "産後1か月健診", "check-up at 1 month"),
    ],
    ..list(
        "postpartum",
        "産婦健診",
        "mothers' check-ups",
        Per::PersonPart,
        &[
            DELIVERED_ON,
            past("date", "受診日", "taken on"),
            amount("epds_total", Unit::Points, "EPDS合計", "EPDS total"),
            amount("epds_item10", Unit::Points, "EPDS項目10", "EPDS item 10"),
        ],
    )
};

pub(super) const POSTPARTUM_CARE: DatasetEntry = list(
    "postpartum-care",
    "産後ケア",
    "postpartum care",
    Per::Event,
    &[
        past("date", "利用日", "used on"),
        coded(
            "care_kind",
            "利用の型",
            "kind",
            &[
                code("stay", "宿泊型", "stay"),
                code("day", "日帰り型", "by day"),
                code("visit", "訪問型", "visit"),
            ],
        ),
        amount("days", Unit::Days, "利用日数", "days used"),
    ],
);

pub(super) const HOME_VISITS: DatasetEntry = list(
    "home-visits",
    "乳児訪問",
    "home visits",
    Per::Person,
    &[
        coded(
            "visit_kind",
            "訪問の種類",
            "kind of visit",
            &[
                code("newborn", "新生児訪問", "newborn visit"),
                code("all-infants", "乳児家庭全戸訪問", "visit to every infant"),
                code("rearing", "養育支援訪問", "visit in support of rearing"),
                code("other", "その他", "other"),
            ],
        ),
        past("date", "訪問日", "visited on"),
        field("seen", Yesno, "こどもを目視", "child seen by eye"),
        amount("birth_weight", Unit::Grams, "出生体重", "birth weight"),
        BIRTH_ORDER,
    ],
);
