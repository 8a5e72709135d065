//! What the centre itself keeps: cases, plans, meetings, and answers that come back.

use super::family::CONTACT_WAYS;
use super::{Code, DatasetEntry, Field, code, coded, field, list, past};
use crate::line::FieldType::{Date, Id, Integer, Kana, Month, Name, Text as Words, Yesno};
use crate::line::Per;

/// The categories of a case.
pub const CASE_CATEGORIES: &[Code] = &[
    code(
        "protected-child",
        "要保護児童",
        "child in need of protection",
    ),
    code("support-needed", "要支援児童", "child in need of support"),
    code(
        "expectant",
        "特定妊婦",
        "expectant mother in need of support",
    ),
    code("other", "その他", "other"),
];

const CASE_KINDS: &[Code] = &[
    code("neglect", "ネグレクト", "neglect"),
    code("physical", "身体的虐待", "physical"),
    code("psychological", "心理的虐待", "psychological"),
    code("sexual", "性的虐待", "sexual"),
    code("rearing", "養育困難", "difficulty in rearing"),
    code("delinquency", "非行", "delinquency"),
    code("other", "その他", "other"),
];

/// From 受付 to 終結.
const STAGES: &[Code] = &[
    code("received", "受付", "received"),
    code("accepted", "受理", "accepted"),
    code("assessed", "調査・アセスメント", "assessed"),
    code("planned", "支援方針・計画", "planned"),
    code("supporting", "支援中", "supporting"),
    code("monitoring", "進行管理", "monitoring"),
    code("closed", "終結", "closed"),
];

const WISHES: [Field; 2] = [
    field("child_wish", Words, "こどもの意向", "the child's wish"),
    field("parent_wish", Words, "保護者の意向", "the parents' wish"),
];

pub(super) const CASES: DatasetEntry = list(
    "cases",
    "ケース台帳",
    "case ledger",
    Per::Person,
    &[
        field("case_no", Id, "受付番号", "case number"),
        past("received_on", "受理日", "received on"),
        coded("category", "区分", "category", CASE_CATEGORIES),
        coded("case_kind", "種別", "kind", CASE_KINDS),
        coded("stage", "進行段階", "stage", STAGES),
        field("worker", Words, "主担当", "worker"),
        field("second_worker", Words, "副担当", "second worker"),
        past("last_seen", "目視確認日", "last seen on"),
        field("closed_on", Date, "終結日", "closed on"),
        field("next_action", Month, "次の対応の時期", "next action"),
        field("summary", Words, "主訴", "summary"),
        WISHES[0],
        WISHES[1],
    ],
);

pub(super) const PLANS: DatasetEntry = list(
    "plans",
    "サポートプラン",
    "support plans",
    Per::Person,
    &[
        field("plan_no", Id, "計画番号", "plan number"),
        coded(
            "plan_kind",
            "計画の種類",
            "kind of plan",
            &[
                code("support-plan", "サポートプラン", "support plan"),
                code("internal-plan", "支援計画", "internal plan"),
                code("self-plan", "セルフプラン", "self plan"),
            ],
        ),
        field("made_on", Date, "作成日", "made on"),
        field("agreed", Yesno, "同意", "agreed"),
        field("signed_on", Date, "手交日", "signed on"),
        past("reviewed_on", "前回見直し日", "reviewed on"),
        field("next_review", Month, "次回見直し", "next review"),
        field("goal_from", Date, "短期目標の始まり", "goal from"),
        field("goal_to", Date, "短期目標の終わり", "goal to"),
        field("next_contact", Month, "次回連絡時期", "next contact"),
        coded(
            "next_contact_by",
            "連絡の方法",
            "next contact by",
            CONTACT_WAYS,
        ),
        field("worker", Words, "担当", "worker"),
        field("issue", Words, "解決すべき課題", "what is to be solved"),
        field("service", Words, "支援の内容", "service"),
        field("share_agreed", Yesno, "情報共有の同意", "agreed to sharing"),
        WISHES[0],
        // Without it no paper tells the parents what the child has said.
        field(
            "child_wish_shared",
            Yesno,
            "こどもの意向を保護者に伝えてよい",
            "the parents may read the child's wish",
        ),
        WISHES[1],
        // Without it no paper tells anybody what "the parents" have said.
        coded(
            "parent_wish_by",
            "意向を述べた保護者",
            "which parent's wish",
            &[
                code("mother", "母", "mother"),
                code("father", "父", "father"),
                code("both", "父母", "both"),
            ],
        ),
    ],
);

pub(super) const PLAN_LINES: DatasetEntry = list(
    "plan-lines",
    "計画の支援内容",
    "lines of plans",
    Per::Person,
    &[
        field("plan_no", Id, "計画番号", "plan number"),
        field("service", Words, "支援の内容", "service"),
        field("provider", Words, "支援機関", "who provides it"),
        field("worker", Words, "担当", "worker"),
        field("since", Date, "開始日", "since"),
        field("monitoring", Month, "モニタリング時期", "to be monitored"),
        past("monitored_on", "モニタリング日", "monitored on"),
        coded(
            "achieved",
            "達成状況",
            "achieved",
            &[
                code("achieved", "達成", "achieved"),
                code("partly", "一部達成", "partly"),
                code("not-yet", "未達成", "not yet"),
            ],
        ),
    ],
);

/// Candidates for a meeting, as both functions of the centre propose them.
pub(super) const PROPOSALS: DatasetEntry = list(
    "proposals",
    "上程の提案",
    "proposals for meetings",
    Per::Event,
    &[
        field("meeting", Words, "会議", "meeting"),
        field("proposed_on", Date, "提案日", "proposed on"),
        coded(
            "proposed_by",
            "提案した係",
            "proposed by",
            &[
                code("maternal-health", "母子保健", "maternal and child health"),
                code("child-welfare", "児童福祉", "child welfare"),
                code("list", "確認候補", "list of candidates"),
            ],
        ),
        field("reason", Words, "提案の理由", "reason"),
        field("picked", Yesno, "上程", "picked"),
        coded(
            "verdict",
            "正否",
            "verdict",
            &[
                code("right", "正", "right"),
                code("wrong", "否", "wrong"),
                code("unsure", "保留", "cannot tell"),
            ],
        ),
        field("worker", Words, "担当", "worker"),
    ],
);

/// About no person: when a meeting is held, and who is invited.
pub(super) const MEETINGS: DatasetEntry = list(
    "meetings",
    "会議日程",
    "meetings",
    Per::Event,
    &[
        field("meeting_title", Words, "会議", "meeting"),
        field("date", Date, "開催日", "date"),
        field("place", Words, "会場", "place"),
        field("members", Words, "出席者", "members"),
    ],
);

pub(super) const DECISIONS: DatasetEntry = list(
    "decisions",
    "会議の決定",
    "decisions of meetings",
    Per::Event,
    &[
        field("meeting", Words, "会議", "meeting"),
        past("decided_on", "決定日", "decided on"),
        coded(
            "decision",
            "決定",
            "decision",
            &[
                code("continue", "支援継続", "go on supporting"),
                code("watch", "見守り", "keep watching"),
                code("not-eligible", "対象外", "not eligible"),
                code("close", "終結", "close"),
                code("discuss", "個別協議", "discuss again"),
            ],
        ),
        field("policy", Words, "支援方針", "policy"),
        field("worker", Words, "担当", "worker"),
        field("next_review", Month, "次回見直し", "next review"),
        field("until", Date, "除外の期限", "excluded until"),
        field(
            "closing",
            Words,
            "終結（理由・引継ぎ先）",
            "closing: why, and who goes on",
        ),
        coded("stage", "進行段階", "stage", STAGES),
        coded("category", "区分", "category", CASE_CATEGORIES),
        coded("case_kind", "種別", "kind", CASE_KINDS),
        coded(
            "eligibility",
            "台帳",
            "ledger",
            &[
                code("registered", "台帳に載せる", "put on the ledger"),
                code("not-registered", "載せない", "not put on the ledger"),
                code("closed", "終結", "closed"),
            ],
        ),
        field("second_worker", Words, "副担当", "second worker"),
        field("roles", Words, "役割分担", "who does what"),
        field("resource", Words, "使う地域資源", "local resource"),
        coded(
            "recommendation",
            "利用勧奨",
            "recommendation",
            super::welfare::SERVICE.codes,
        ),
        coded(
            "measure",
            "措置・送致",
            "measure",
            &[
                code("service", "家庭支援事業の措置", "service as a measure"),
                code(
                    "referral",
                    "児童相談所へ送致",
                    "referred to the child guidance centre",
                ),
                code(
                    "notice",
                    "児童相談所へ通知",
                    "notice to the child guidance centre",
                ),
            ],
        ),
        field("extra_meeting", Month, "臨時開催", "extra meeting"),
    ],
);

pub(super) const ANSWERS: DatasetEntry = list(
    "answers",
    "同じ人かの回答",
    "answers about pairs",
    Per::Event,
    &[
        field("a", Id, "Aの行か人", "row or person A"),
        field("b", Id, "Bの行か人", "row or person B"),
        field("a_name", Name, "Aの氏名", "name of A"),
        field("a_kana", Kana, "Aのフリガナ", "kana of A"),
        past("a_birth_date", "Aの生年月日", "birth date of A"),
        field("b_name", Name, "Bの氏名", "name of B"),
        field("b_kana", Kana, "Bのフリガナ", "kana of B"),
        past("b_birth_date", "Bの生年月日", "birth date of B"),
        coded(
            "answer",
            "回答",
            "answer",
            &[
                code("same", "同じ人", "same person"),
                code("different", "別の人", "different"),
                code("unsure", "わからない", "cannot tell"),
            ],
        ),
        field("answered_by", Words, "回答者", "answered by"),
        field("answered_on", Date, "回答日", "answered on"),
        field("note", Words, "メモ", "note"),
    ],
);

pub(super) const CORRECTIONS: DatasetEntry = list(
    "corrections",
    "訂正",
    "corrections",
    Per::Event,
    &[
        field("of_source", Id, "訂正する名簿", "list to correct"),
        field("of_row", Integer, "訂正する行", "row to correct"),
        field("of_column", Id, "訂正する列", "column to correct"),
        field("of_field", Id, "訂正する項目", "field to correct"),
        field("correct_value", Words, "正しい値", "right value"),
        field(
            "reads_as",
            Words,
            "正しい値（読み取り）",
            "right value as the list is read",
        ),
        coded(
            "no_value",
            "値のない返事",
            "answer without a value",
            &[
                code("unknown", "わからない", "not known"),
                code("blank", "空欄でよい", "rightly blank"),
            ],
        ),
        field("corrected_by", Words, "訂正した人", "corrected by"),
        field("corrected_on", Date, "訂正した日", "corrected on"),
        field("why", Words, "訂正の理由", "why"),
    ],
);

/// About no person: what the town offers families.
pub(super) const RESOURCES: DatasetEntry = list(
    "resources",
    "地域資源",
    "local resources",
    Per::Event,
    &[
        field("resource", Words, "資源の名称", "resource"),
        field("offers", Words, "内容", "what it offers"),
        field("for_whom", Words, "対象", "for whom"),
        coded(
            "stage_of_life",
            "ライフステージ",
            "stage of life",
            &[
                code("pregnancy", "妊娠・出産", "pregnancy and birth"),
                code("infancy", "乳幼児", "infancy"),
                code("school-age", "学齢期", "school age"),
                code("youth", "中学卒業後", "after junior high school"),
                code("any", "どの時期も", "any"),
            ],
        ),
        field("how_to_ask", Words, "申込み・問合せ", "how to ask"),
    ],
);

/// What another town, or another stage of life, tells about a child: a line for each fact, as
/// `mimamori-agenda --hand-over` writes them.
pub(super) const HANDOVERS: DatasetEntry = list(
    "handovers",
    "引継ぎ",
    "facts handed over",
    Per::Event,
    &[
        coded(
            "state",
            "状態",
            "state",
            &[
                code("open", "これから", "still to be done"),
                code("current", "いま", "as it stands"),
                code("done", "済み", "done"),
                code("none", "記録なし", "not on record"),
                code("unknown", "わからない", "not known"),
            ],
        ),
        field("told_by_list", Words, "もとの名簿", "from the list"),
        field("fact", Words, "内容", "fact"),
        field("date", Month, "年月日", "date"),
        field("due", Month, "期日", "due"),
        field("by", Words, "担当・機関", "by whom"),
        field("list_as_of", Date, "名簿の時点", "list as of"),
        field("from_town", Words, "引継ぎ元", "handed over by"),
        field("handed_on", Date, "引継ぎ日", "handed over on"),
    ],
);

/// Whose records are not to be removed, and until when.
pub(super) const HOLDS: DatasetEntry = list(
    "holds",
    "削除の保留",
    "holds on removal",
    Per::Person,
    &[
        field("held_on", Date, "保留した日", "held on"),
        field("until", Date, "保留の期限", "until"),
        field("held_by", Words, "保留した人", "held by"),
        field("why", Words, "保留の理由", "why"),
    ],
);
