//! Sheets and files of one layout are one list.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_text::heading_key;

use super::origin::Origins;
use super::pattern::{family, files, sheets, stem};
use super::{Draft, Survey};
use crate::mapping::own_name;

/// A list of the draft.
pub(super) struct List<'a> {
    /// Its sheets; at least one.
    pub(super) members: Vec<&'a Draft>,
    pub(super) files: Vec<String>,
    pub(super) sheets: Vec<String>,
    pub(super) skip_sheets: Vec<String>,
    pub(super) origins: Origins,
    /// Tables with the same headings stand side by side.
    pub(super) side_by_side: bool,
    /// How many heading rows the mapping has to say.
    pub(super) heading_rows: Option<u32>,
    /// Fields that not every sheet has.
    pub(super) optional: BTreeSet<String>,
    /// Fields that the reader of headings does not find where they were seen.
    pub(super) lost: BTreeSet<String>,
    /// Sheets in which the reader of headings finds other rows than were seen.
    pub(super) other_rows: Vec<String>,
}

impl<'a> List<'a> {
    /// The list of the dictionary.
    pub(super) fn dataset(&self) -> Option<&'static str> {
        self.members[0].dataset
    }

    /// What a list that the dictionary does not have is called: after its file, without years and
    /// months.
    pub(super) fn own_name(&self) -> String {
        let words = stem(&self.members[0].shown)
            .split(|c: char| !c.is_alphabetic())
            .map(|word| word.trim_end_matches(['年', '度', '月', '分']))
            .max_by_key(|word| word.chars().count());
        match words {
            Some(word) if own_name(word) => word.to_owned(),
            // The dictionary has a list of that name, and other fields in it.
            Some(word) if own_name(&format!("{word}名簿")) => format!("{word}名簿"),
            _ => "町の名簿".to_owned(),
        }
    }

    /// Whether import can read it: a column says whose row it is.
    pub(super) fn readable(&self) -> bool {
        let whose =
            |key: &str| matches!(key, "name" | "kana" | "resident_no" | "case_no" | "plan_no");
        let told = |member: &&&Draft| {
            member
                .bound
                .iter()
                .any(|bound| whose(bound.key) && (!bound.twin || self.side_by_side))
        };
        self.members.iter().all(|member| told(&member))
    }

    /// The fields with their spellings, in the order of columns, and the members that have them.
    pub(super) fn fields(&self) -> Vec<Field<'a>> {
        let mut fields: Vec<Field<'a>> = Vec::new();
        for member in &self.members {
            for bound in &member.bound {
                match fields.iter_mut().find(|field| field.key == bound.key) {
                    Some(field) => field.add(member, bound),
                    None => {
                        let mut field = Field {
                            key: bound.key,
                            labels: Vec::new(),
                            columns: Vec::new(),
                            per_part: bound.part.is_some(),
                            join: bound.join.clone(),
                            span: if bound.join.is_empty() {
                                bound.also.len()
                            } else {
                                0
                            },
                            line: bound.line,
                            guess: false,
                        };
                        field.add(member, bound);
                        fields.push(field);
                    }
                }
            }
        }
        fields
    }

    /// Whether its tables have a column per day.
    pub(super) fn by_day(&self) -> bool {
        self.members
            .iter()
            .any(|member| !member.seen.table.days.is_empty())
    }
}

/// A field of a list.
pub(super) struct Field<'a> {
    pub(super) key: &'static str,
    pub(super) labels: Vec<String>,
    pub(super) columns: Vec<(&'a Draft, u32)>,
    pub(super) per_part: bool,
    /// The headings of the columns that make up the value.
    pub(super) join: Vec<String>,
    /// Further columns under the same heading.
    pub(super) span: usize,
    /// Which line of its cells is the value.
    pub(super) line: Option<usize>,
    pub(super) guess: bool,
}

impl<'a> Field<'a> {
    fn add(&mut self, member: &'a Draft, bound: &super::Bound) {
        let same = |label: &String| heading_key(label) == heading_key(&bound.label);
        if !self.labels.iter().any(same) {
            self.labels.push(bound.label.clone());
        }
        self.columns
            .extend(bound.columns().map(|column| (member, column)));
        self.guess |= bound.guess;
    }
}

/// Puts the sheets together.
pub(super) fn lists(survey: &Survey) -> Vec<List<'_>> {
    let mut groups: Vec<Vec<&Draft>> = Vec::new();
    for draft in &survey.drafts {
        match groups.iter_mut().find(|group| alike(group[0], draft)) {
            Some(group) => group.push(draft),
            None => groups.push(vec![draft]),
        }
    }
    groups
        .iter()
        .map(|group| list(survey, group, &groups))
        .collect()
}

/// Whether two sheets have the same layout and the same kind of name.
fn alike(one: &Draft, other: &Draft) -> bool {
    if one.dataset != other.dataset
        || one.seen.table.days.is_empty() != other.seen.table.days.is_empty()
    {
        return false;
    }
    let keys = |draft: &Draft| -> BTreeSet<String> {
        draft
            .bound
            .iter()
            .map(|bound| bound.key.to_owned())
            .collect()
    };
    let words = |draft: &Draft| -> BTreeSet<String> {
        let days = &draft.seen.table.days;
        let headings = draft
            .seen
            .table
            .headings
            .iter()
            .filter(|(column, _)| !days.contains(column));
        headings
            .map(|(_, texts)| heading_key(&texts.concat()))
            .collect()
    };
    let fields = likeness(&keys(one), &keys(other));
    let headings = likeness(&words(one), &words(other));
    let named_alike = family(stem(&one.inner)) == family(stem(&other.inner));
    match one.dataset {
        _ if one.inner == other.inner => headings >= 0.6,
        Some(_) => fields >= 0.6 && (named_alike || headings >= 0.8),
        None => named_alike && headings >= 0.8,
    }
}

fn likeness(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    let all = one.union(other).count();
    #[expect(clippy::cast_precision_loss, reason = "a sheet has few columns")]
    let share = one.intersection(other).count() as f64 / all.max(1) as f64;
    share
}

fn list<'a>(survey: &Survey, members: &[&'a Draft], groups: &[Vec<&'a Draft>]) -> List<'a> {
    let mine: BTreeSet<&str> = members.iter().map(|member| member.inner.as_str()).collect();
    let others: Vec<&str> = survey
        .files
        .iter()
        .map(String::as_str)
        .filter(|path| !mine.contains(path))
        .collect();
    let (sheets, skip_sheets) = sheets_of(survey, members, groups, &mine);
    let mut counts: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (index, member) in members.iter().enumerate() {
        for bound in &member.bound {
            counts.entry(bound.key).or_default().insert(index);
        }
    }
    let optional = counts
        .into_iter()
        .filter(|(_, having)| having.len() < members.len())
        .map(|(key, _)| key.to_owned())
        .collect();
    List {
        files: files(&mine, &others),
        sheets,
        skip_sheets,
        origins: Origins::of(members),
        side_by_side: members.iter().any(|member| {
            let names = member
                .bound
                .iter()
                .filter(|one| one.key == "name" && one.twin);
            names.count() > 1
        }),
        members: members.to_vec(),
        heading_rows: None,
        optional,
        lost: BTreeSet::new(),
        other_rows: Vec::new(),
    }
}

/// Which sheets of the files are meant, and which are known and not wanted.
fn sheets_of(
    survey: &Survey,
    members: &[&Draft],
    groups: &[Vec<&Draft>],
    mine: &BTreeSet<&str>,
) -> (Vec<String>, Vec<String>) {
    let wanted: BTreeSet<&str> = members
        .iter()
        .filter_map(|member| member.sheet.as_deref())
        .collect();
    let refused = survey
        .refused
        .iter()
        .filter(|refused| mine.contains(refused.inner.as_str()));
    let unwanted: BTreeSet<&str> = refused
        .filter_map(|refused| refused.sheet.as_deref())
        .filter(|name| !wanted.contains(name))
        .collect();
    let elsewhere: BTreeSet<&str> = groups
        .iter()
        .flatten()
        .filter(|draft| mine.contains(draft.inner.as_str()))
        .filter_map(|draft| draft.sheet.as_deref())
        .filter(|name| !wanted.contains(name))
        .collect();
    let others: BTreeSet<&str> = unwanted.union(&elsewhere).copied().collect();
    let everywhere = |name: &str| {
        mine.iter().all(|path| {
            members
                .iter()
                .any(|member| member.inner == **path && member.sheet.as_deref() == Some(name))
        })
    };
    let skip = unwanted.iter().map(|name| (*name).to_owned()).collect();
    if others.is_empty() && wanted.len() <= mine.len() {
        return (Vec::new(), skip);
    }
    let patterns = sheets(&wanted, &everywhere, &others);
    // Names that are the same in no two files would be missed in the others.
    if others.is_empty() && patterns.len() > 4 {
        return (Vec::new(), skip);
    }
    (patterns, skip)
}
