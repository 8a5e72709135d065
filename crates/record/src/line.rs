//! The kinds of line, field by field.
//!
//! A line is one JSON object whose first key is `kind`. The structs here are what the programs
//! write and what they understand of what they read; a key they do not know is ignored when
//! reading and travels on, because passing lines are copied byte for byte.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, value::RawValue};

use crate::tenths::Tenths;

/// The version of the stream that this kit reads and writes.
pub const FORMAT: u32 = 1;

/// The word that `begin` carries so that a reader can recognise damaged characters.
pub const CHECK: &str = "こども家庭";

/// A line of the stream that one of our programs writes.
pub trait Line: Serialize {
    /// The value of `kind`.
    const KIND: &'static str;
}

macro_rules! line {
    ($(#[$doc:meta])* $kind:literal $name:ident { $($(#[$field_doc:meta])* $field:ident : $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name { $($(#[$field_doc])* pub $field: $type),* }
        impl Line for $name { const KIND: &'static str = $kind; }
    };
}

line! {
    /// The first line of a stream.
    "begin" Begin {
        /// Always [`FORMAT`].
        format: u32,
        /// Always [`CHECK`]; under `--utf8` it shows whether a shell has damaged the characters.
        check: String,
        /// True when the stream was cut down by `--only`: no program of the kit reads it on.
        #[serde(default, skip_serializing_if = "is_false")]
        only: bool,
    }
}

line! {
    /// Which program made the lines, on which day, by which settings. The newest stands first.
    "run" Run {
        /// The program's name.
        program: String,
        /// Its version.
        version: String,
        /// The day that all judgements refer to, `YYYY-MM-DD`.
        today: String,
        /// SHA-256 of the configuration file, in hexadecimal.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        config_sha256: Option<String>,
        /// The next free numbers for ids; only `mimamori-match` writes them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next: Option<NextIds>,
    }
}

/// The next free numbers for ids, so that no id is ever given twice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NextIds {
    /// For persons.
    pub person: u64,
    /// For households.
    pub household: u64,
}

line! {
    /// The town: what its three plain tables and town.toml say.
    "town" Town {
        /// The town's name.
        name: String,
        /// The series of its ids, four letters or digits.
        series: String,
        /// The key of the digests in papers that people fill in and send back. Made from the key in
        /// series.toml, which it does not give away.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        seal: String,
        /// Inhabitants.
        population: u64,
        /// The newest month (`YYYY-MM`) that already has an `out/month.jsonl`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        earlier: Option<String>,
        /// Schools, nurseries and other institutions (機関).
        institutions: Vec<Institution>,
        /// The people of the centre (職員).
        staff: Vec<Staff>,
        /// Days off and extra days (暦), beside weekends and national holidays.
        calendar: Vec<CalendarEntry>,
    }
}

/// A school, a nursery, an office.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Institution {
    /// The name that all lists are translated to.
    pub name: String,
    /// What it is.
    pub r#type: InstitutionType,
    /// Other names under which lists know it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Its address; who lives there is no household of families.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// What an institution is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum InstitutionType {
    /// 小学校, grades 1 to 6.
    ElementarySchool,
    /// 中学校, grades 7 to 9.
    JuniorHighSchool,
    /// 保育所, こども園.
    Nursery,
    /// 幼稚園.
    Kindergarten,
    /// 児童養護施設, 乳児院, 母子生活支援施設 and the like.
    Facility,
    /// Anything else.
    #[default]
    Other,
}

/// A worker of the centre.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Staff {
    /// The name as it stands in the ledger's 担当 column.
    pub name: String,
    /// What the worker is responsible for.
    pub role: StaffRole,
    /// The function of the centre (母子保健, 児童福祉), as the table has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// First day in the post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Last day in the post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// The role of a worker.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum StaffRole {
    /// 統括支援員.
    Coordinator,
    /// 係長.
    SectionChief,
    /// 担当.
    #[default]
    Worker,
}

/// Days on which an institution is closed although it is a weekday, or open although it is not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CalendarEntry {
    /// The institution; absent means all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
    /// First day, `YYYY-MM-DD`.
    pub from: String,
    /// Last day, the same day for a single one.
    pub to: String,
    /// True for an extra school day, false for a day off.
    pub open: bool,
}

line! {
    /// What a list is: who provides it, for which purpose, how complete it claims to be.
    "dataset" Dataset {
        /// Its name in the dictionary.
        name: String,
        /// Whether not standing on the list means *no*.
        closed: bool,
        /// How often one person stands on it.
        per: Per,
        /// What ought to arrive.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        expected: Vec<Expected>,
        /// The department that provides it.
        provider: String,
        /// 利用目的.
        purpose: String,
        /// The legal basis.
        basis: String,
        /// The date on which its use was decided.
        decided: String,
        /// The fields that the mapping reads.
        fields: BTreeMap<String, FieldUse>,
    }
}

/// How often one person stands on a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Per {
    /// Once; a later list replaces the earlier one.
    #[default]
    Person,
    /// Once per part (check-up, dose).
    PersonPart,
    /// Once per institution and month.
    PersonMonth,
    /// Any number of times (decisions, notes).
    Event,
}

/// A source that ought to arrive: one institution over a span of months.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Expected {
    /// The institution; absent for a list of the whole town.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
    /// First month, `YYYY-MM`; absent for a list that is no monthly one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Last month, `YYYY-MM`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The day of the following month by which each month is promised, 1 to 31 (翌月10日まで is
    /// 10; the last day where the month is shorter). On a day off it is the next working day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<u32>,
}

/// How a mapping uses a field of the dictionary.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldUse {
    /// Type of its values.
    pub r#type: FieldType,
    /// The heading as the department writes it.
    pub label: String,
    /// What a blank cell means: a code of the field, `"no"` for a date or yes/no that has not
    /// happened; absent means unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blank: Option<String>,
}

/// The types of values.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FieldType {
    /// Text as it stands.
    #[default]
    Text,
    /// An identifier: always a string.
    Id,
    /// A personal name.
    Name,
    /// A name in kana.
    Kana,
    /// `YYYY-MM-DD`.
    Date,
    /// `YYYY-MM-DD`, or `YYYY-MM` where only the month is known.
    Month,
    /// A whole number.
    Integer,
    /// A code of the dictionary.
    Code,
    /// `true` or `false`.
    Yesno,
    /// The name of an institution of the town.
    Institution,
    /// An object from day (`YYYY-MM-DD`) to code.
    Marks,
}

/// A row of a list. Identity and dataset fields stand in `fields`.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Record {
    /// The dataset.
    pub dataset: String,
    /// The [`Source`] that it comes from.
    pub source: String,
    /// The row in the sheet, from 1 as people count.
    pub row: u32,
    /// Which of several records of one row this is (a check-up, a dose).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Fields whose value stands in a row above, in a cell that holds for this row too, and
    /// that row.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub above: BTreeMap<String, u32>,
    /// Key absent: blank or not asked; `null`: unreadable.
    #[serde(flatten)]
    pub fields: Map<String, Value>,
    /// Fields whose right value stands in place of what the list says, and what that was.
    #[serde(skip)]
    pub corrected: BTreeMap<String, Option<Value>>,
}

impl Line for Record {
    const KIND: &'static str = "record";
}

line! {
    /// Something that is wrong with a file, a row or a cell; never holds what the cell said.
    "problem" Problem {
        /// What is wrong, from the catalogue of [`reason`](crate::reason).
        code: String,
        /// The source.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<String>,
        /// The file, where there is no source line for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        path: Option<String>,
        /// The sheet, where there is no source line for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sheet: Option<String>,
        /// The row.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        row: Option<u32>,
        /// The column's letter.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        column: Option<String>,
        /// The heading of the column as the sheet writes it; the mapping's own where the column is
        /// missing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        label: Option<String>,
        /// The field of the dictionary.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        field: Option<String>,
        /// The dataset.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dataset: Option<String>,
        /// The institution.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        institution: Option<String>,
        /// The person, for what match finds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<String>,
        /// Records (`source/row`) that are concerned, for what match finds.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        records: Vec<String>,
        /// How many cells, columns, rows or records are concerned, where it is more than the one
        /// named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        count: Option<u64>,
        /// How it was before, for what changed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        earlier: Option<Earlier>,
    }
}

/// How something was before it changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Earlier {
    /// The earlier delivery; absent when the mapping itself says how it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The column's letter there; the same as now when only its heading is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Rows there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
}

line! {
    /// A sheet of a file that was read, or a file that could not be.
    "source" Source {
        /// Digest of the file and number of the sheet, `3f9a0c51d2e7.1`.
        id: String,
        /// The dataset.
        dataset: String,
        /// The file, relative to the folder that holds `town/`, with `/`.
        path: String,
        /// The sheet; absent for CSV.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sheet: Option<String>,
        /// The institution that it speaks of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        institution: Option<String>,
        /// First day that it speaks of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        /// Last day that it speaks of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
        /// The day on which the list was drawn up.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        as_of: Option<String>,
        /// The month of the folder that it was delivered into: of two deliveries of the same list
        /// and the same day the later one holds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        delivered: Option<String>,
        /// For a paper of ours that people filled in: which one. It says what they wrote and
        /// stands for no list of a department.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        paper: Option<ReturnedPaper>,
        /// Whether it could be read.
        state: SourceState,
        /// Rows that became records.
        rows: u32,
        /// Rows whose identity nobody can read.
        rows_unread: u32,
        /// Rows of each institution, where the rows themselves name it.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        institutions: BTreeMap<String, u32>,
        /// Which parts of its list it holds, as its rows say; none where they do not say, or where
        /// there are too many to name. Of two deliveries of a list the later one takes the place of
        /// the other only where both hold the same part.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        covers: Vec<Cover>,
        /// The source of another file of the very same bytes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        same_as: Option<String>,
        /// The column of each field, or the columns that make up its value; where a row has several
        /// parts, of each part.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        columns: BTreeMap<String, Columns>,
        /// The column of each day.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        days: BTreeMap<String, String>,
        /// The sum of conservation; absent for a file that could not be read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cells: Option<Cells>,
    }
}

/// A part of a list: the rows of one check-up, institution, grade or class. What is absent is not
/// told apart.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cover {
    /// The part of the records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The institution that the rows themselves name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
    /// The grade, as the records have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
    /// The class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// Rows of it.
    pub rows: u32,
}

impl Cover {
    /// The fields of a record by which it belongs to one.
    pub(crate) const FIELDS: [&str; 3] = ["institution", "grade", "class"];

    fn keys(&self) -> [&Option<String>; 4] {
        [&self.part, &self.institution, &self.grade, &self.class]
    }

    /// Whether somebody may stand in both: neither tells the other apart from itself.
    pub(crate) fn agrees(&self, other: &Cover) -> bool {
        let mut both = self.keys().into_iter().zip(other.keys());
        both.all(|(a, b)| a.is_none() || b.is_none() || a == b)
    }

    /// Whether everybody of the other one belongs to this one.
    pub(crate) fn holds(&self, other: &Cover) -> bool {
        let mut both = self.keys().into_iter().zip(other.keys());
        both.all(|(a, b)| a.is_none() || a == b)
    }

    /// Whether a record belongs to it.
    pub(crate) fn is_of(&self, record: &Record) -> bool {
        let field = |key| record.fields.get(key).and_then(Cover::text);
        self.holds(&Cover {
            part: record.part.clone(),
            institution: field("institution"),
            grade: field("grade"),
            class: field("class"),
            rows: 0,
        })
    }

    /// A value of a record as it stands here, so that １年 １組 is 1年1組; none where nobody can read
    /// it.
    pub fn text(value: &Value) -> Option<String> {
        match value {
            Value::String(text) => Some(Cover::word(text)),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// A word as it stands here: narrow figures, no spaces.
    pub fn word(text: &str) -> String {
        let narrow = |c: char| match c {
            '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
            _ if c.is_whitespace() => None,
            _ => Some(c),
        };
        text.chars().filter_map(narrow).collect()
    }
}

/// A paper of ours that people filled in, by its mark.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReturnedPaper {
    /// `agenda`, `candidates`, `review` or `corrections`.
    pub kind: String,
    /// The day of the run that made it.
    pub day: String,
    /// What tells it from others of its kind and day, such as the title of the meeting.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Keys of the questions that stand there without an answer; review workbooks and lists of
    /// candidates name them. An answer that stood there before is taken back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blank: Vec<String>,
}

/// Whether a source could be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SourceState {
    /// Read to its end.
    #[default]
    Read,
    /// Not read: damaged, protected, without the needed headings.
    Unreadable,
}

/// Where a field stands: one column, several that make up its value, or one per part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Columns {
    /// The same column for every record.
    One(String),
    /// The columns whose pieces make up the value, in the order of the pieces.
    Joined(Vec<String>),
    /// Part to column.
    PerPart(BTreeMap<String, PartColumns>),
}

/// Where a field of a part stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum PartColumns {
    /// One column.
    One(String),
    /// The columns whose pieces make up the value, in the order of the pieces.
    Joined(Vec<String>),
}

impl Columns {
    /// The column of this part; of several that make up the value the first. A row that is blank
    /// in the columns of all its parts became a record without a part: it stands for the first.
    pub fn of(&self, part: Option<&str>) -> Option<&str> {
        let columns = match (self, part) {
            (Columns::One(column), _) => return Some(column),
            (Columns::Joined(columns), _) => columns,
            (Columns::PerPart(parts), part) => {
                let of_part = match part {
                    Some(part) => parts.get(part),
                    None => parts.values().next(),
                };
                match of_part? {
                    PartColumns::One(column) => return Some(column),
                    PartColumns::Joined(columns) => columns,
                }
            }
        };
        columns.first().map(String::as_str)
    }
}

/// The sum of conservation: `held = fields + structure + left_out + problems`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cells {
    /// Cells that held something.
    pub held: u64,
    /// Cells that became values.
    pub fields: u64,
    /// Titles, headings, totals, notes.
    pub structure: u64,
    /// Cells of columns or rows that the mapping does not read.
    pub left_out: u64,
    /// Cells that nobody can read, each with its problem.
    pub problems: u64,
}

impl Cells {
    /// Whether nothing was lost.
    pub fn holds(&self) -> bool {
        self.held == self.fields + self.structure + self.left_out + self.problems
    }
}

/// One term of a score: the field, how it compares, what that is worth.
pub type Term = (Cow<'static, str>, Cow<'static, str>, Tenths);

line! {
    /// Two records about which a person must decide whether they are the same human being.
    "pair" Pair {
        /// A record, `source/row`.
        a: String,
        /// The other one.
        b: String,
        /// The sum of `by`.
        bits: Tenths,
        /// The terms.
        by: Vec<Term>,
        /// Why the program does not decide.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<String>,
        /// The day on which people answered that they cannot tell either. They are asked again only
        /// when the lists say something new.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unsure: Option<String>,
    }
}

line! {
    /// The circle for judging. Its members follow it.
    "household" Household {
        /// Opaque, never reused.
        id: String,
        /// Earlier ids that went into this one.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        was: Vec<String>,
        /// Everybody in it.
        members: Vec<Member>,
        /// Who belongs but is judged in another circle.
        #[serde(default)]
        elsewhere: Vec<Elsewhere>,
        /// Under 支援措置: address and whereabouts are withheld.
        #[serde(default)]
        protected: bool,
    }
}

/// A member of a household.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Member {
    /// The person's id.
    pub person: String,
    /// `child` (to the end of the fiscal year in which it turns 18) or `adult`.
    pub relation: String,
}

/// Somebody who belongs to a household but is judged elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Elsewhere {
    /// The person's id.
    pub id: String,
    /// What the person is to this household.
    pub relation: String,
}

line! {
    /// A human being and every record about them.
    "person" Person {
        /// Opaque, never reused.
        id: String,
        /// Earlier ids that went into this one.
        #[serde(default)]
        was: Vec<String>,
        /// The household.
        household: String,
        /// The name to print; never a former one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// Its kana.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kana: Option<String>,
        /// `YYYY-MM-DD`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        birth_date: Option<String>,
        /// `male`, `female`, `other`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sex: Option<String>,
        /// The resident number, where a list has it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resident_no: Option<String>,
        /// The last month (`YYYY-MM`) in which a list named this person.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        last_seen: Option<String>,
        /// The lists by which this person is under 支援措置: what a list said holds until the same
        /// list comes without it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        protected_by: Vec<String>,
        /// Each distinct way in which lists write this person.
        #[serde(default)]
        identities: Vec<Map<String, Value>>,
        /// Human decisions that live on after their list has gone.
        #[serde(default)]
        #[cfg_attr(feature = "schema", schemars(with = "Vec<Map<String, Value>>"))]
        decided: Vec<Box<RawValue>>,
        /// The record lines, byte for byte.
        #[serde(default)]
        #[cfg_attr(feature = "schema", schemars(with = "Vec<Map<String, Value>>"))]
        records: Vec<Box<RawValue>>,
        /// Why each record is here.
        #[serde(default)]
        links: Vec<Link>,
    }
}

/// Why a record belongs to a person.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    /// The record, `source/row`.
    pub record: String,
    /// The sum of `by`.
    pub bits: Tenths,
    /// The terms.
    pub by: Vec<Term>,
}

/// The cell that makes a judgement speak, or the list on which somebody does not stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidence {
    /// The source.
    pub source: String,
    /// The cell, `AA12`; absent when the list as a whole is the evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// The field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The part, where a row or a list has several: which check-up, which benefit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The day, for marks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// What was read there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// True when the person does not stand on this list.
    #[serde(default, skip_serializing_if = "is_false")]
    pub absent: bool,
    /// Whose cell it is, when it is not the judged person's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The answer of a department that says what the cell ought to say, as source/row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected_by: Option<String>,
    /// What stood in the cell, where it was corrected and could be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
}

/// Why something is unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cause {
    /// From the catalogue of [`reason`](crate::reason).
    pub code: String,
    /// The dataset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dataset: Option<String>,
    /// The institution whose list is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
    /// The month that is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<String>,
    /// The source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The cell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// The field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

line! {
    /// What a rule found about a person, or could not know. *Not fired* has no line.
    "flag" Flag {
        /// The household.
        household: String,
        /// The person.
        person: String,
        /// The area of life.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        area: Option<String>,
        /// `immediate`, `review` or `support-gap`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lane: Option<String>,
        /// The rule, when it fired.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<String>,
        /// `fired` or `unknown`.
        result: FlagResult,
        /// `new`, `same` or `worse` against the earlier run; only when fired.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        change: Option<String>,
        /// The day of the run since which it waits for people to judge it, `YYYY-MM-DD`; only when
        /// fired, and not while the centre knows the person.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<String>,
        /// The cells.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        evidence: Vec<Evidence>,
        /// Why it is not known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<Cause>,
        /// The rules that this cause keeps from being answered.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        rules: Vec<String>,
        /// Why the person is already known to the centre: supported, or judged before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        known: Option<Known>,
    }
}

/// The two results that have a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FlagResult {
    /// The data say so.
    #[default]
    Fired,
    /// The data do not say.
    Unknown,
}

/// Why a person is already known to the centre.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Known {
    /// `open-case`, or the decision (`not-eligible`, `watch`, …).
    pub by: String,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Until when an exclusion holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

line! {
    /// Something that falls due, or ought to have a date and has none.
    "due" Due {
        /// Stable over months for the same duty.
        id: String,
        /// The household; absent when the duty is about no person.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        household: Option<String>,
        /// The person.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<String>,
        /// The institution, for duties about lists.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        institution: Option<String>,
        /// The dataset, for duties about lists.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dataset: Option<String>,
        /// `plan-review`, `no-plan`, `sighting`, …
        what: String,
        /// The day or month; absent when there is none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<String>,
        /// `day`, `month` or `none`.
        precision: String,
        /// `no-date`, `overdue`, `this-month`, `next-month` or `later`.
        state: String,
        /// The worker; absent when nobody is named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<String>,
        /// `new`, `told-before` or `moved` (another date than last time).
        change: String,
        /// The day to remind, when `due` is not a working day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        remind_on: Option<String>,
        /// The cells.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        evidence: Vec<Evidence>,
        /// Two lists that do not agree about the date.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        disagrees: Option<Evidence>,
        /// Why the date cannot be told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<Cause>,
    }
}

line! {
    /// A place on the agenda of a meeting.
    "item" Item {
        /// The profile of the meeting.
        meeting: String,
        /// `A` to confirm together, `B` to discuss.
        part: String,
        /// The place within the part, from 1.
        place: u32,
        /// Minutes set aside; absent in part A, which has one time for all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<u32>,
        /// The household.
        household: String,
        /// The person.
        person: String,
        /// `flag:RULE`, `due:WHAT` …
        because: Vec<String>,
    }
}

line! {
    /// A table for one audience.
    "table" Table {
        /// Its id in tables.toml.
        id: String,
        /// `internal`, `submitted` or `public`.
        audience: String,
        /// The month, `YYYY-MM`.
        month: String,
        /// The title.
        title: String,
        /// The fields that make rows and columns.
        dimensions: Vec<String>,
        /// Every cell, totals included.
        cells: Vec<TableCell>,
    }
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TableCell {
    /// The value of each dimension; `total` for a margin.
    pub at: Vec<String>,
    /// The count; absent when it is not published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// `x` hidden, `…` unknown; absent when the count stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
}

line! {
    /// The last line of a stream.
    "end" End {
        /// False when the program that wrote it stopped early.
        ok: bool,
        /// For people: how many lines of each kind there are. Never compared.
        #[serde(default)]
        lines: BTreeMap<String, u64>,
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn is_false(value: &bool) -> bool {
    !*value
}
