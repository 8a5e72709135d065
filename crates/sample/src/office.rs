//! The children's section: ledger of cases, support plans, decisions of meetings.

use crate::days::{When, day, plus_days, plus_months, today};
use crate::people::Kept;
use crate::rng::Rng;
use crate::town::Town;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

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
            child_wish: rng.chance(550).then(|| *rng.pick(&CHILD_WISHES)),
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
            child_wish: rng.chance(500).then(|| *rng.pick(&CHILD_WISHES)),
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
            surname_only: false,
        }
    }
}

/// Registers about four children in a hundred, closes a few old cases, writes plans and decisions.
pub(crate) fn ordinary_cases(town: &mut Town) {
    let children: Vec<usize> = town
        .children()
        .filter(|(index, p)| {
            p.here()
                && !town.told.contains(index)
                && p.since < day(2026, 5, 1)
                && p.birth < day(2026, 4, 1)
        })
        .map(|(index, _)| index)
        .collect();
    let mut rng = Rng::at(town.seed, &[6]);
    let wanted = (town.children().count() * 40)
        .div_ceil(1000)
        .saturating_sub(town.cases.iter().filter(|c| c.open()).count());
    let mut families: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for child in children {
        families
            .entry(town.people[child].household)
            .or_default()
            .push(child);
    }
    let mut families: Vec<Vec<usize>> = families.into_values().collect();
    let mut opened = 0;
    while opened < wanted && !families.is_empty() {
        let family = families.swap_remove(rng.below(families.len()));
        let count = if rng.chance(500) { family.len() } else { 1 };
        for person in family.into_iter().take(count) {
            open_case(town, &mut rng, person);
            opened += 1;
        }
    }
    for _ in 0..town.children().count() * 12 / 1000 {
        if families.is_empty() {
            break;
        }
        let family = families.swap_remove(rng.below(families.len()));
        let closed = plus_days(day(2026, 3, 20), -rng.between(0, 500));
        let case = Case {
            stage: "終結",
            closed_on: Some(closed),
            last_seen: Kept::Is(plus_days(closed, -12)),
            received: Kept::Is(plus_days(closed, -rng.between(90, 500))),
            next_action: None,
            ..Case::quiet(town, family[0], Category::Support)
        };
        if rng.chance(500) {
            let made = plus_days(closed, -60);
            town.plans.push(Plan {
                made_on: Some(made),
                signed_on: Kept::Is(made),
                next_review: Some(When::Day(plus_months(made, 3))),
                goal: None,
                next_contact: None,
                next_contact_by: None,
                ..Plan::quiet(town, family[0])
            });
        }
        town.cases.push(case);
    }
    for _ in 0..town.children().count() * 4 / 1000 {
        if families.is_empty() {
            break;
        }
        let family = families.swap_remove(rng.below(families.len()));
        let until = rng.chance(500).then(|| day(2026, 11, 14));
        town.decisions.push(Decision {
            decision: "対象外",
            policy: "情報収集のみとする",
            worker: None,
            until,
            ..Decision::goes_on(family[0])
        });
    }
}

fn open_case(town: &mut Town, rng: &mut Rng, person: usize) {
    let category = *rng.pick(&[
        Category::Protected,
        Category::Support,
        Category::Support,
        Category::Support,
        Category::Other,
    ]);
    let mut case = Case::quiet(town, person, category);
    let mut age = match rng.below(100) {
        0..82 => rng.between(3, 52),
        82..96 => rng.between(66, 150),
        _ => 0,
    };
    if let Kept::Is(received) = case.received {
        age = age.min((today() - received).num_days());
    }
    if (57..=63).contains(&age) {
        age = 50;
    }
    case.last_seen = if age == 0 {
        Kept::Blank
    } else {
        Kept::Is(plus_days(today(), -age))
    };
    if rng.chance(45) {
        case.worker = None;
    }
    if rng.chance(860) {
        let plan = ordinary_plan(town, rng, person);
        let dated = plan.made_on.is_some();
        let review = plan.next_review;
        town.plans.push(plan);
        if rng.chance(550) {
            let next_review = (dated && rng.chance(350)).then(|| {
                let month = u32::try_from(rng.between(7, 9)).unwrap_or(7);
                match review {
                    Some(When::Month(_, m)) if m == month => When::Month(2026, month + 1),
                    Some(When::Day(d)) if d.year() == 2026 && d.month() == month => {
                        When::Month(2026, month + 1)
                    }
                    _ => When::Month(2026, month),
                }
            });
            let decision = if rng.chance(700) {
                "支援継続"
            } else {
                "見守り"
            };
            town.decisions.push(Decision {
                decision,
                next_review,
                worker: case.worker,
                ..Decision::goes_on(person)
            });
        }
    }
    town.cases.push(case);
}

fn ordinary_plan(town: &Town, rng: &mut Rng, person: usize) -> Plan {
    let mut plan = Plan::quiet(town, person);
    let made = plus_days(day(2026, 5, 20), -rng.between(0, 420)).max(town.people[person].since);
    plan.made_on = Some(made);
    plan.signed_on = if rng.chance(850) {
        Kept::Is(plus_days(made, rng.between(0, 14)).min(day(2026, 5, 29)))
    } else {
        Kept::Blank
    };
    let old = (today() - made).num_days() > 80;
    plan.reviewed_on = (old && rng.chance(800))
        .then(|| plus_days(day(2026, 5, 22), -rng.between(0, 110)).max(plus_days(made, 20)));
    let last = plan.reviewed_on.unwrap_or(made);
    let due = plus_months(last, 3);
    plan.next_review = match rng.below(10) {
        0..4 => None,
        4..7 => Some(When::Day(due)),
        _ => Some(When::Month(due.year(), due.month())),
    };
    if rng.chance(30) {
        (
            plan.made_on,
            plan.reviewed_on,
            plan.next_review,
            plan.signed_on,
        ) = (None, None, None, Kept::Blank);
    }
    plan.goal = rng.chance(800).then(|| {
        (
            made,
            plus_days(plus_months(made, if old { 12 } else { 2 }), -1),
        )
    });
    plan.next_contact = match rng.below(10) {
        0..4 => Some(When::Month(2026, 6)),
        4 => Some(When::Month(2026, 7)),
        5 => Some(When::Day(plus_days(today(), rng.between(-12, 50)))),
        6 => Some(When::Month(2026, 5)),
        _ => None,
    };
    if plan.next_contact.is_none() {
        plan.next_contact_by = None;
    }
    plan
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
