//! What a person, case, plan or check-up can be counted by.

use mimamori_record::{Text, dictionary::Code};
use serde::Deserialize;

use crate::messages;
use crate::tables::dictionary_codes;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Who {
    /// Residents to the end of the fiscal year in which they turn 18.
    Children,
    /// Rows of the ledger that are neither closed by stage nor by date, each number once.
    OpenCases,
    /// Rows of the list of plans, each number once.
    Plans,
    /// Invitations to a check-up, each child and check-up once.
    Checkups,
}

impl Who {
    pub(crate) const ALL: [Who; 4] = [Who::Children, Who::OpenCases, Who::Plans, Who::Checkups];

    /// The list that says who there is.
    pub(crate) fn dataset(self) -> &'static str {
        match self {
            Who::Children => "residents",
            Who::OpenCases => "cases",
            Who::Plans => "plans",
            Who::Checkups => "checkups",
        }
    }

    /// The unit on the paper.
    pub(crate) fn unit(self) -> Text {
        match self {
            Who::Children => messages::PERSONS,
            _ => messages::CASES,
        }
    }
}

/// What a unit can be counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Field {
    /// Years on the day of the run.
    Age,
    Sex,
    /// By the beginning of the address.
    District,
    /// Elementary, junior high, none.
    SchoolType,
    Institution,
    /// By the school register.
    Grade,
    /// Days of absence in the month, whatever the reason.
    Absence,
    Category,
    CaseKind,
    Stage,
    Worker,
    PlanKind,
    /// Review in time, overdue, without a date.
    PlanState,
    Checkup,
    /// Taken, not taken.
    CheckupState,
    Result,
}

const fn code(key: &'static str, ja: &'static str, en: &'static str) -> Code {
    Code {
        key,
        label: Text::new(ja, en),
    }
}

const SCHOOL_TYPES: &[Code] = &[
    code("elementary-school", "小学校", "elementary school"),
    code("junior-high-school", "中学校", "junior high school"),
    code("none", "小・中学校の在籍なし", "at neither"),
];
const PLAN_STATES: &[Code] = &[
    code("in-time", "見直し期日前", "review not yet due"),
    code("overdue", "見直し期日を過ぎた", "review overdue"),
    code("no-date", "期日なし", "no date"),
];
const CHECKUP_STATES: &[Code] = &[code("taken", "受診", "taken"), NOT_TAKEN];
const NOT_TAKEN: Code = code("not-taken", "未受診", "not taken");

impl Field {
    /// The key in tables.toml and in the `dimensions` of a `table` line.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Field::Age => "age",
            Field::Sex => "sex",
            Field::District => "district",
            Field::SchoolType => "school-type",
            Field::Institution => "institution",
            Field::Grade => "grade",
            Field::Absence => "absence",
            Field::Category => "category",
            Field::CaseKind => "case-kind",
            Field::Stage => "stage",
            Field::Worker => "worker",
            Field::PlanKind => "plan-kind",
            Field::PlanState => "plan-state",
            Field::Checkup => "checkup",
            Field::CheckupState => "checkup-state",
            Field::Result => "result",
        }
    }

    /// As papers say it.
    pub(crate) fn label(self) -> Text {
        match self {
            Field::Age => Text::new("年齢", "age"),
            Field::Sex => Text::new("性別", "sex"),
            Field::District => Text::new("地区", "district"),
            Field::SchoolType => Text::new("学校の種類", "type of school"),
            Field::Institution => Text::new("学校", "school"),
            Field::Grade => Text::new("学年", "grade"),
            Field::Absence => Text::new("欠席日数", "days absent"),
            Field::Category => Text::new("区分", "category"),
            Field::CaseKind => Text::new("種別", "kind"),
            Field::Stage => Text::new("進行段階", "stage"),
            Field::Worker => Text::new("担当", "worker"),
            Field::PlanKind => Text::new("計画の種類", "kind of plan"),
            Field::PlanState => Text::new("見直しの状態", "state of the review"),
            Field::Checkup => Text::new("健診", "check-up"),
            Field::CheckupState => Text::new("受診", "taken"),
            Field::Result => Text::new("判定", "result"),
        }
    }

    /// Whether units of this kind have it.
    pub(crate) fn belongs_to(self, who: Who) -> bool {
        match self {
            Field::Category | Field::CaseKind | Field::Stage => who == Who::OpenCases,
            Field::PlanKind | Field::PlanState => who == Who::Plans,
            Field::Worker => matches!(who, Who::OpenCases | Who::Plans),
            Field::Checkup | Field::CheckupState | Field::Result => who == Who::Checkups,
            _ => true,
        }
    }

    /// Every field of a kind of unit, in the order of the documentation.
    pub(crate) fn of(who: Who) -> impl Iterator<Item = Field> {
        const ALL: [Field; 16] = [
            Field::Age,
            Field::Sex,
            Field::District,
            Field::SchoolType,
            Field::Institution,
            Field::Grade,
            Field::Absence,
            Field::Category,
            Field::CaseKind,
            Field::Stage,
            Field::Worker,
            Field::PlanKind,
            Field::PlanState,
            Field::Checkup,
            Field::CheckupState,
            Field::Result,
        ];
        ALL.into_iter().filter(move |field| field.belongs_to(who))
    }

    /// Whether its values are numbers, counted in bands.
    pub(crate) fn is_number(self) -> bool {
        matches!(self, Field::Age | Field::Grade | Field::Absence)
    }

    /// Whether it tells something about a person that is not known from knowing them: a group of
    /// which *everybody* has the same value of such a field is given away even by large counts.
    pub(crate) fn is_sensitive(self) -> bool {
        matches!(
            self,
            Field::Absence
                | Field::Category
                | Field::CaseKind
                | Field::Stage
                | Field::PlanKind
                | Field::PlanState
                | Field::CheckupState
                | Field::Result
        )
    }

    /// Its codes, where they do not come from the town or the data.
    pub(crate) fn codes(self) -> Vec<Code> {
        let codes = match self {
            Field::Sex => dictionary_codes("residents", "sex"),
            Field::SchoolType => SCHOOL_TYPES,
            Field::Category => dictionary_codes("cases", "category"),
            Field::CaseKind => dictionary_codes("cases", "case_kind"),
            Field::Stage => dictionary_codes("cases", "stage"),
            Field::PlanKind => dictionary_codes("plans", "plan_kind"),
            Field::PlanState => PLAN_STATES,
            Field::Checkup => mimamori_record::dictionary::CHECKUP_PARTS,
            Field::CheckupState => CHECKUP_STATES,
            Field::Result => dictionary_codes("checkups", "result"),
            _ => &[],
        };
        let mut codes = codes.to_vec();
        if self == Field::Result {
            // Who was not examined has no result, and that is known.
            codes.push(NOT_TAKEN);
        }
        codes
    }
}
