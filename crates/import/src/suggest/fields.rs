//! From headings to fields of a dataset: which column holds which field, and by which label the
//! mapping calls it.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_record::dictionary;
use mimamori_text::{fold_width, heading_key, heading_parts, squeeze};

use super::joined::{Joined, joined};
use crate::survey::{
    Column, Pair, Seen, Spelling, Words, fits, other_person, plain, sensitive, without_person,
};

/// A column that holds a field.
#[derive(Debug, Clone)]
pub(crate) struct Bound {
    pub(crate) column: u32,
    pub(crate) key: &'static str,
    /// The heading as the mapping writes it.
    pub(crate) label: String,
    /// The part of the row, and the heading of its group.
    pub(crate) part: Option<(String, String)>,
    /// The heading does not say it outright.
    pub(crate) guess: bool,
    /// Another column has the same heading: import cannot tell which is meant.
    pub(crate) twin: bool,
    /// Further columns that make up the value.
    pub(crate) also: Vec<u32>,
    /// The headings of all of them, unless they stand under one.
    pub(crate) join: Vec<String>,
    /// Which line of its cells is the value.
    pub(crate) line: Option<usize>,
}

impl Bound {
    /// All its columns.
    pub(crate) fn columns(&self) -> impl Iterator<Item = u32> {
        std::iter::once(self.column).chain(self.also.iter().copied())
    }
}

impl From<Joined> for Bound {
    fn from(joined: Joined) -> Self {
        let mut columns = joined.columns.into_iter();
        let several = joined.labels.len() > 1;
        Bound {
            column: columns.next().unwrap_or_default(),
            key: joined.key,
            label: joined.labels.first().cloned().unwrap_or_default(),
            part: None,
            guess: joined.guess,
            twin: false,
            also: columns.collect(),
            join: if several { joined.labels } else { Vec::new() },
            line: None,
        }
    }
}

/// A way of understanding a column.
struct Claim {
    column: u32,
    key: &'static str,
    from: usize,
    /// The lower the surer.
    doubt: u32,
    part: Option<(String, String)>,
}

/// The columns that hold fields of a dataset; `""` asks for identity alone.
pub(crate) fn bind(dataset: &str, seen: &Seen, words: &Words) -> Vec<Bound> {
    let mut claims: Vec<Claim> = Vec::new();
    let mut bound: Vec<Bound> = joined(seen, words).into_iter().map(Bound::from).collect();
    let whole: BTreeSet<u32> = bound.iter().flat_map(Bound::columns).collect();
    for (column, texts) in &seen.table.headings {
        let taken = seen.table.days.contains(column)
            || whole.contains(column)
            || seen.refused.contains(column)
            || sensitive(seen, *column);
        if !taken {
            let mut found = claims_of(dataset, *column, texts, words);
            let pair = seen.columns.get(column).and_then(Column::pair);
            if pair.is_some_and(|pair| pair != Pair::Remark) {
                // 氏名（ふりがな） calls itself by both.
                found
                    .iter_mut()
                    .for_each(|claim| claim.key = read_so(claim.key));
            }
            claims.extend(found);
        }
    }
    // Left to right among the equally sure: the first of two dates of birth is the one.
    claims.sort_by_key(|claim| (claim.doubt, claim.column));
    let moved = claims.iter().any(|claim| claim.key == "left_on") && reasoned(seen);
    for claim in claims {
        // The day of a move that may be one into the town is not the day of leaving it.
        if moved && dataset == "residents" && claim.key == "left_on" {
            continue;
        }
        let part = claim.part.as_ref().map(|(part, _)| part);
        let doubled = bound.iter().any(|one| {
            let same = one.key == claim.key && one.part.as_ref().map(|(part, _)| part) == part;
            one.column == claim.column || same && !one.twin
        });
        let Some(field) = dictionary::field_of(dataset, claim.key) else {
            continue;
        };
        let fitting = seen
            .columns
            .get(&claim.column)
            .is_some_and(|cells| fits(field.r#type, cells) || claim.key == "class" && dated(cells));
        let (label, twin) = match &claim.part {
            Some(_) => (
                written(&seen.table.headings[&claim.column][claim.from..]),
                false,
            ),
            None => label(seen, claim.column, claim.from),
        };
        let other = bound
            .iter()
            .find(|one| one.key == claim.key && one.twin && claim.part.is_none());
        let same = other.is_none_or(|other| heading_key(&other.label) == heading_key(&label));
        if !doubled && fitting && same {
            bound.push(Bound {
                column: claim.column,
                key: claim.key,
                label,
                part: claim.part,
                guess: claim.doubt >= 20,
                twin,
                also: Vec::new(),
                join: Vec::new(),
                line: None,
            });
        }
    }
    lines(seen, &mut bound);
    bound.sort_by_key(|one| one.column);
    bound
}

/// The name that a reading belongs to.
fn read_so(key: &'static str) -> &'static str {
    match key {
        "kana" => "name",
        "guardian_kana" => "guardian_name",
        key => key,
    }
}

/// Fields whose cells have two lines, and the readings that stand in one of them.
fn lines(seen: &Seen, bound: &mut Vec<Bound>) {
    let mut readings = Vec::new();
    for one in bound
        .iter_mut()
        .filter(|one| one.also.is_empty() && one.part.is_none())
    {
        let pair = seen.columns.get(&one.column).and_then(Column::pair);
        let named = matches!(one.key, "name" | "guardian_name" | "former_name" | "alias");
        let (value, reading) = match pair {
            Some(Pair::ReadingBelow) if named => (1, Some(2)),
            Some(Pair::ReadingAbove) if named => (2, Some(1)),
            // Of an address both lines are wanted.
            Some(Pair::Remark) if named || matches!(one.key, "birth_date" | "date") => (1, None),
            _ => continue,
        };
        one.line = Some(value);
        let key = match one.key {
            "name" => "kana",
            "guardian_name" => "guardian_kana",
            _ => continue,
        };
        readings.extend(reading.map(|line| Bound {
            key,
            line: Some(line),
            ..one.clone()
        }));
    }
    for reading in readings {
        if !bound.iter().any(|one| one.key == reading.key) {
            bound.push(reading);
        }
    }
}

/// Whether some cells of a column of classes became dates, 1-2 the second of January.
pub(super) fn dated(cells: &Column) -> bool {
    let dates = cells.dates.get(&Spelling::Cell).copied().unwrap_or(0);
    dates > 0 && dates < cells.held
}

/// Whether a column says why somebody moved.
fn reasoned(seen: &Seen) -> bool {
    seen.table
        .headings
        .keys()
        .any(|column| seen.headed(*column, &["事由"]))
}

fn claims_of(dataset: &str, column: u32, texts: &[String], words: &Words) -> Vec<Claim> {
    let mut claims = Vec::new();
    for from in 0..texts.len() {
        let above = &texts[..from];
        let guardians = above.iter().any(|group| guardian(group));
        let others = above.iter().any(|group| other_person(group));
        let parts = heading_parts(&texts[from..].concat());
        let mut ways: Vec<(u32, Option<&'static str>)> = Vec::new();
        let field = |word: &str| words.field(dataset, word);
        ways.push((0, field(&parts.key)));
        ways.push((2, without_person(&parts.key).and_then(field)));
        if parts.base != parts.key {
            ways.push((4, field(&parts.base)));
            ways.push((5, without_person(&parts.base).and_then(field)));
        }
        ways.push((6, plain(&parts.key).and_then(field)));
        ways.push((24, words.perhaps(&parts.key)));
        let Some((mut doubt, key)) = ways
            .into_iter()
            .find_map(|(doubt, key)| Some((doubt, key?)))
        else {
            continue;
        };
        if guardians && matches!(key, "address" | "phone" | "postal_code") {
            // Mostly they live together.
            doubt += 20;
        } else if guardians || others {
            continue;
        }
        let part = above
            .iter()
            .rev()
            .find_map(|group| Some((part_of(group)?, group.clone())));
        let of_dataset = dictionary::dataset(dataset)
            .is_some_and(|entry| entry.fields.iter().any(|field| field.key == key));
        claims.push(Claim {
            column,
            key,
            from,
            doubt: doubt + u32::try_from(from).unwrap_or(0),
            part: part.filter(|_| dataset == "checkups" && of_dataset),
        });
    }
    claims.truncate(2);
    claims
}

/// The shortest end of a column's headings, from the text at `from` or one above it, that no other
/// column has; with whether there is none.
pub(super) fn label(seen: &Seen, column: u32, from: usize) -> (String, bool) {
    let texts = &seen.table.headings[&column];
    let ends_so = |column: &&u32, word: &str| {
        let other = &seen.table.headings[column];
        (0..other.len()).any(|from| heading_key(&other[from..].concat()) == word)
    };
    let alone = (0..=from).rev().find(|from| {
        let word = heading_key(&texts[*from..].concat());
        let having = seen
            .table
            .headings
            .keys()
            .filter(|column| ends_so(column, &word));
        having.count() == 1
    });
    (written(&texts[alone.unwrap_or(from)..]), alone.is_none())
}

/// Headings as the mapping writes them: one word.
fn written(texts: &[String]) -> String {
    texts.iter().map(|text| squeeze(text)).collect()
}

/// Whether a group's heading means the guardian or who takes the allowance for the child.
pub(super) fn guardian(group: &str) -> bool {
    let word = heading_key(group);
    ["保護者", "受給", "納付義務者", "父", "母"]
        .iter()
        .any(|one| word.contains(one))
}

/// The check-up that a group's heading names, by the age in months: ３〜４か月児健診 is 4m.
pub(crate) fn part_of(group: &str) -> Option<String> {
    let folded: String = fold_width(group)
        .replace(' ', "")
        .replace(['ヶ', 'カ', 'ケ', '箇'], "か");
    let number = |text: &str| -> Option<u32> {
        let mut parts = text.rsplit(|c: char| !c.is_ascii_digit());
        parts.next()?.parse().ok()
    };
    let (years, rest) = match folded.split_once('歳') {
        Some((before, after)) => (number(before), after),
        None => (None, folded.as_str()),
    };
    let months = rest.split_once("か月");
    let months = months.and_then(|(before, _)| number(before));
    let half = rest.starts_with('半').then_some(6);
    let months = match (years, months.or(half)) {
        (None, None) => return None,
        // Invited within the year: 3歳児健診 is often held at three and a half.
        (Some(3), _) => 36,
        (Some(1), Some(_)) => 18,
        (years, months) => years.unwrap_or(0) * 12 + months.unwrap_or(0),
    };
    Some(match months {
        3..=5 => "4m".to_owned(),
        months => format!("{months}m"),
    })
}

/// The parts of a list, and the headings of their groups.
pub(crate) fn parts(bound: &[Bound]) -> BTreeMap<String, BTreeSet<String>> {
    let mut parts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (part, group) in bound.iter().filter_map(|one| one.part.clone()) {
        parts.entry(part).or_default().insert(squeeze(&group));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_up_is_named_by_the_age_in_months() {
        for (text, part) in [
            ("３〜４か月児健診", "4m"),
            ("4ヶ月児健康診査", "4m"),
            ("１歳６か月児健診", "18m"),
            ("1歳半健診", "18m"),
            ("３歳児健診", "36m"),
            ("10か月児", "10m"),
            ("5歳児健診", "60m"),
        ] {
            assert_eq!(part_of(text).as_deref(), Some(part), "{text}");
        }
        assert_eq!(part_of("児童"), None);
    }
}
