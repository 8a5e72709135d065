//! The children's section: ledger of cases, support plans, decisions of meetings.

mod ordinary;

pub(crate) use ordinary::ordinary_cases;

use crate::days::{When, day, plus_days};
use crate::people::Kept;
use crate::rng::Rng;
use crate::town::Town;
use chrono::NaiveDate;

/// 区分
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Category {
    Protected,
    Support,
    Expectant,
    Other,
}

impl Category {
    /// As the ledger writes it.
    pub(crate) fn text(self) -> &'static str {
        ["要保護", "要支援", "特定妊婦", "その他"][self as usize]
    }
}

/// The kinds of worry, as the ledger writes them.
pub(crate) const KINDS: [&str; 7] = [
    "ネグレクト",
    "身体的",
    "心理的",
    "性的",
    "養育困難",
    "非行",
    "その他",
];
/// The seven stages, as the ledger writes them; the last one closes.
pub(crate) const STAGES: [&str; 7] = ["受付", "受理", "調査", "計画", "支援", "進行管理", "終結"];

/// Somebody of the office: name, role, section, from, to.
pub(crate) type Worker = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

/// The people of the office.
pub(crate) const STAFF: &[Worker] = &[
    ("大空 みどり", "統括支援員", "児童福祉", "R6.4.1", ""),
    ("川原 さつき", "係長", "児童福祉", "R5.4.1", ""),
    ("野々村 けい", "担当", "児童福祉", "R4.4.1", ""),
    ("早瀬 つばさ", "担当", "児童福祉", "R7.4.1", ""),
    ("三枝 のぞむ", "担当", "児童福祉", "R8.4.1", ""),
    ("水無月 ふみ", "係長", "母子保健", "R6.4.1", ""),
    ("小鳥遊 あおば", "担当", "母子保健", "R3.4.1", ""),
    ("若林 ちえ", "担当", "母子保健", "R7.4.1", ""),
    ("古賀 ひとみ", "担当", "児童福祉", "R2.4.1", "R8.3.31"),
];

/// Those who lead cases today.
pub(crate) const LEADERS: [&str; 3] = ["野々村 けい", "早瀬 つばさ", "三枝 のぞむ"];
/// Those of the other function.
pub(crate) const SECONDS: [&str; 2] = ["小鳥遊 あおば", "若林 ちえ"];

/// A row of the ledger.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) person: usize,
    pub(crate) no: String,
    pub(crate) received: Kept<NaiveDate>,
    pub(crate) category: Kept<Category>,
    pub(crate) kind: &'static str,
    pub(crate) stage: &'static str,
    pub(crate) worker: Option<&'static str>,
    pub(crate) second: Option<&'static str>,
    pub(crate) last_seen: Kept<NaiveDate>,
    pub(crate) closed_on: Option<NaiveDate>,
    pub(crate) next_action: Option<When>,
    pub(crate) summary: &'static str,
    pub(crate) child_wish: Option<&'static str>,
    pub(crate) parent_wish: Option<&'static str>,
    /// Written under the surname before the remarriage.
    pub(crate) former_name: bool,
}

impl Case {
    /// Neither closed by its stage nor by its date.
    pub(crate) fn open(&self) -> bool {
        self.stage != "終結" && self.closed_on.is_none()
    }
}

/// A row of the list of plans.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) person: usize,
    pub(crate) no: String,
    pub(crate) kind: &'static str,
    pub(crate) made_on: Option<NaiveDate>,
    pub(crate) agreed: bool,
    pub(crate) signed_on: Kept<NaiveDate>,
    pub(crate) reviewed_on: Option<NaiveDate>,
    pub(crate) next_review: Option<When>,
    pub(crate) goal: Option<(NaiveDate, NaiveDate)>,
    pub(crate) next_contact: Option<When>,
    pub(crate) next_contact_by: Option<&'static str>,
    pub(crate) worker: Option<&'static str>,
    pub(crate) service: Option<&'static str>,
    pub(crate) child_wish: Option<&'static str>,
    pub(crate) parent_wish: Option<&'static str>,
}

/// A row of the list of decisions.
#[derive(Debug, Clone)]
pub(crate) struct Decision {
    pub(crate) person: usize,
    pub(crate) meeting: &'static str,
    pub(crate) decided_on: NaiveDate,
    pub(crate) decision: &'static str,
    pub(crate) policy: &'static str,
    pub(crate) worker: Option<&'static str>,
    pub(crate) next_review: Option<When>,
    pub(crate) until: Option<NaiveDate>,
    /// When to meet before the next regular meeting.
    pub(crate) extra: Option<When>,
    /// Written with the surname only, so that twins cannot be told apart.
    pub(crate) surname_only: bool,
}

const SUMMARIES: [&str; 8] = [
    "朝の支度が整わず欠席が続く",
    "夜間こどもだけで過ごしている",
    "母の体調不良により家事が滞る",
    "夫婦間の口論を見聞きしている",
    "転居が多く支援者がいない",
    "養育の負担感が強い",
    "衣服の汚れが目立つと学校から情報提供",
    "きょうだいの世話で登校できない",
];
const CHILD_WISHES: [&str; 5] = [
    "友だちと遊びたい",
    "お母さんに笑っていてほしい",
    "給食を食べたい",
    "夜はだれかにいてほしい",
    "妹と同じ部屋がいい",
];
const PARENT_WISHES: [&str; 4] = [
    "朝の送り出しを手伝ってほしい",
    "休める時間がほしい",
    "仕事を探したい",
    "話を聞いてほしい",
];
const SERVICES: [&str; 5] = [
    "子育て世帯訪問支援",
    "ショートステイ",
    "一時預かり",
    "児童育成支援拠点",
    "親子関係形成支援",
];
const CONTACTS: [&str; 4] = ["電話", "面談", "訪問", "その他"];

/// A child's wish, of a child who is old enough to say it.
fn says(town: &Town, person: usize, wish: Option<&'static str>) -> Option<&'static str> {
    let born = town.people[person].birth;
    wish.filter(|_| (day(2006, 4, 2)..day(2022, 6, 1)).contains(&born))
}

impl Case {
    /// An open case that breaks no rule: seen ten days ago, led by somebody.
    pub(crate) fn quiet(town: &Town, person: usize, category: Category) -> Self {
        let mut rng = Rng::at(town.seed, &[4, u64::try_from(person).unwrap_or(0)]);
        let received = plus_days(day(2026, 4, 20), -rng.between(30, 900))
            .max(plus_days(town.people[person].since, 5))
            .min(day(2026, 5, 20));
        Case {
            person,
            no: String::new(),
            received: Kept::Is(received),
            category: Kept::Is(category),
            kind: KINDS[[0, 0, 2, 2, 1, 4, 4, 4, 6][rng.below(9)]],
            stage: STAGES[2 + rng.below(4)],
            worker: Some(LEADERS[rng.below(3)]),
            second: rng.chance(600).then(|| SECONDS[rng.below(2)]),
            last_seen: Kept::Is(day(2026, 5, 20)),
            closed_on: None,
            next_action: rng
                .chance(300)
                .then(|| When::Month(2026, 6 + u32::try_from(rng.below(3)).unwrap_or(0))),
            summary: rng.pick::<&str>(&SUMMARIES),
            child_wish: says(
                town,
                person,
                rng.chance(550).then(|| *rng.pick(&CHILD_WISHES)),
            ),
            parent_wish: rng.chance(600).then(|| *rng.pick(&PARENT_WISHES)),
            former_name: false,
        }
    }
}

impl Plan {
    /// A plan made in time, to be reviewed in July, with nothing overdue.
    pub(crate) fn quiet(town: &Town, person: usize) -> Self {
        let mut rng = Rng::at(town.seed, &[5, u64::try_from(person).unwrap_or(0)]);
        let made = plus_days(day(2026, 4, 28), -rng.between(0, 12));
        Plan {
            person,
            no: String::new(),
            kind: if rng.chance(700) {
                "サポートプラン"
            } else {
                "支援計画"
            },
            made_on: Some(made),
            agreed: rng.chance(850),
            signed_on: Kept::Is(plus_days(made, 7)),
            reviewed_on: None,
            next_review: Some(When::Month(2026, 7)),
            goal: Some((made, day(2026, 9, 30))),
            next_contact: Some(When::Month(2026, 6)),
            next_contact_by: Some(rng.pick::<&str>(&CONTACTS)),
            worker: Some(LEADERS[rng.below(3)]),
            service: rng.chance(500).then(|| *rng.pick(&SERVICES)),
            child_wish: says(
                town,
                person,
                rng.chance(500).then(|| *rng.pick(&CHILD_WISHES)),
            ),
            parent_wish: rng.chance(600).then(|| *rng.pick(&PARENT_WISHES)),
        }
    }
}

impl Decision {
    /// 支援継続 at the joint meeting of May.
    pub(crate) fn goes_on(person: usize) -> Self {
        Decision {
            person,
            meeting: "合同ケース会議",
            decided_on: day(2026, 5, 14),
            decision: "支援継続",
            policy: "関係機関と情報を共有し訪問を続ける",
            worker: Some(LEADERS[0]),
            next_review: None,
            until: None,
            extra: None,
            surname_only: false,
        }
    }
}

/// Puts the rows in the order in which a ledger grows and gives them their numbers.
pub(crate) fn number(town: &mut Town) {
    town.cases.sort_by_key(|c| (c.received.value(), c.person));
    for (at, case) in town.cases.iter_mut().enumerate() {
        case.no = format!("K{:04}", at + 1);
    }
    town.plans.sort_by_key(|p| (p.made_on, p.person, p.kind));
    for (at, plan) in town.plans.iter_mut().enumerate() {
        plan.no = format!("P{:04}", at + 1);
    }
    town.decisions.sort_by_key(|d| (d.decided_on, d.person));
}
