//! Which column holds which field.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mimamori_calendar::{DateError, YearMonth, read_in_month};
use mimamori_text::fold_width;

use super::units::{bare, unbracketed};
use super::{Keys, Layout, Target};
use crate::mapping::{Field, List};

/// Field, part of the row, piece of a value that stands in several columns.
pub(super) type Goal = (usize, Option<usize>, usize);

/// A column that could hold a field: the more of its heading agrees, the surer. A heading that had
/// to be stripped of units to agree comes behind every other.
struct Claim {
    agrees: (bool, usize),
    goal: Goal,
    column: u32,
}

/// Binds columns to fields by the texts over them.
pub(super) fn bind(
    list: &List,
    rows: (u32, u32),
    texts: &BTreeMap<u32, Vec<String>>,
    month: Option<YearMonth>,
    words: &mut Keys,
) -> Layout {
    let mut layout = Layout::new(rows);
    for (column, over) in texts {
        layout.words.insert(*column, words.of(&over.concat()));
    }
    let mut claims = claims(list, texts, words);
    for (index, field) in list.fields.iter().enumerate() {
        if let Some(count) = field.span {
            spread(&mut claims, texts, index, count);
        }
    }
    settle(&mut layout, claims);
    whole(list, &mut layout);
    days(list, &mut layout, texts, month);
    layout.missing = missing(list, &layout);
    for (column, word) in &layout.words {
        let sums = list.checks.iter().position(|check| check.names(word));
        if let Some(check) = sums.filter(|_| !layout.columns.contains_key(column)) {
            layout.checks.insert(*column, check);
        }
    }
    let targets = layout.columns.values();
    let days = targets.filter(|target| target.field().is_none()).count();
    layout.score = layout.columns.len() - days + days.min(3);
    layout
}

/// The surest goal of each column, whether another column has it too or not.
pub(super) fn goals(
    list: &List,
    texts: &BTreeMap<u32, Vec<String>>,
    words: &mut Keys,
) -> BTreeMap<u32, Goal> {
    let mut claims = claims(list, texts, words);
    claims.sort_by_key(|claim| claim.agrees);
    // Of several for a column the last one stays.
    claims
        .into_iter()
        .map(|claim| (claim.column, claim.goal))
        .collect()
}

/// What each column could hold.
fn claims(list: &List, texts: &BTreeMap<u32, Vec<String>>, words: &mut Keys) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (column, over) in texts {
        let texts: Vec<&str> = over.iter().map(String::as_str).collect();
        claim(list, *column, (true, &texts), words, &mut claims);
        let bare = bare(&texts);
        if bare.len() < texts.len() {
            claim(list, *column, (false, &bare), words, &mut claims);
        }
    }
    claims
}

/// What a column with these texts over it could hold.
fn claim(
    list: &List,
    column: u32,
    (whole, over): (bool, &[&str]),
    words: &mut Keys,
    claims: &mut Vec<Claim>,
) {
    for from in 0..over.len() {
        let word = words.of(&over[from..].concat());
        if word.is_empty() {
            continue;
        }
        let mut push = |agrees, goal| {
            claims.push(Claim {
                agrees: (whole, agrees),
                goal,
                column,
            });
        };
        for (index, field) in in_columns(list) {
            if field.span.is_some() {
                // Its heading may have 年, 月, 日 below it.
                let mut runs =
                    (from + 1..=over.len()).map(|end| words.of(&over[from..end].concat()));
                if runs.any(|run| field.pieces.iter().flatten().any(|label| *label == run)) {
                    push(over.len() - from, (index, None, 0));
                }
                continue;
            }
            for (piece, labels) in field.pieces.iter().enumerate() {
                if !field.per_part {
                    if labels.contains(&word) {
                        push(over.len() - from, (index, None, piece));
                    }
                    continue;
                }
                if let Some(part) = part_of(list, labels, &word) {
                    push(over.len() + 1, (index, Some(part), piece));
                }
            }
        }
        // The group's heading may say more than the mapping: ４か月児健診（集団）.
        for end in from + 1..over.len() {
            let group = words.of(&over[from..end].concat());
            let leaf = words.of(&over[end..].concat());
            let Some(part) = longest(list, |name| group.starts_with(name)) else {
                continue;
            };
            for (index, field) in in_columns(list).filter(|(_, field)| field.per_part) {
                for (piece, labels) in field.pieces.iter().enumerate() {
                    if labels.contains(&leaf) {
                        push(over.len() + 1, (index, Some(part), piece));
                    }
                }
            }
        }
    }
}

fn in_columns(list: &List) -> impl Iterator<Item = (usize, &Field)> {
    let fields = list.fields.iter().enumerate();
    fields.filter(|(_, field)| field.in_column())
}

/// The part whose heading, with the field's below it, is this word; a field without a heading
/// stands under that of the part alone.
fn part_of(list: &List, labels: &[String], word: &str) -> Option<usize> {
    longest(list, |name| {
        word.strip_prefix(name).is_some_and(|rest| match labels {
            [] => rest.is_empty(),
            _ => labels.iter().any(|label| label == rest),
        })
    })
}

/// The part with the longest name that fits: 1回目追加 is not 1回目.
fn longest(list: &List, fits: impl Fn(&str) -> bool) -> Option<usize> {
    let names = list
        .parts
        .iter()
        .enumerate()
        .flat_map(|(part, (_, names))| {
            let names = names.iter().filter(|name| fits(name));
            names.map(move |name| (name.len(), part))
        });
    names.max().map(|(_, part)| part)
}

/// A field in several columns under one heading: the first of these columns and those beside it, as
/// far as nothing else stands over them.
fn spread(claims: &mut Vec<Claim>, texts: &BTreeMap<u32, Vec<String>>, field: usize, count: u32) {
    let mine = |claim: &Claim| claim.goal.0 == field;
    let headed: BTreeSet<u32> = claims
        .iter()
        .filter(|claim| mine(claim))
        .map(|claim| claim.column)
        .collect();
    let Some(first) = headed.first().copied() else {
        return;
    };
    let free = (first..first + count)
        .all(|column| headed.contains(&column) || !texts.contains_key(&column));
    if !free {
        claims.retain(|claim| !mine(claim));
        return;
    }
    claims.retain(|claim| !mine(claim) || claim.column >= first + count);
    for claim in claims.iter_mut().filter(|claim| mine(claim)) {
        // The same heading once more, further on: nobody knows which is meant.
        claim.agrees = (true, usize::MAX);
    }
    for (piece, column) in (first..first + count).enumerate() {
        claims.push(Claim {
            agrees: (true, usize::MAX),
            goal: (field, None, piece),
            column,
        });
    }
}

/// Longest agreement first; a column once taken is not asked again.
fn settle(layout: &mut Layout, claims: Vec<Claim>) {
    let mut done: BTreeSet<Goal> = BTreeSet::new();
    let mut levels: Vec<(bool, usize)> = claims.iter().map(|claim| claim.agrees).collect();
    levels.sort_unstable();
    levels.dedup();
    for level in levels.into_iter().rev() {
        let mut here: BTreeMap<Goal, BTreeSet<u32>> = BTreeMap::new();
        for claim in claims.iter().filter(|claim| claim.agrees == level) {
            if !done.contains(&claim.goal) && !layout.columns.contains_key(&claim.column) {
                here.entry(claim.goal).or_default().insert(claim.column);
            }
        }
        for (goal, columns) in here {
            let mut free = columns
                .into_iter()
                .filter(|column| !layout.columns.contains_key(column));
            let Some(column) = free.next() else { continue };
            done.insert(goal);
            match free.next() {
                // Which of the two is meant nobody knows: neither is read.
                Some(second) => layout.double.push((goal.0, second)),
                None => {
                    let (field, part, piece) = goal;
                    layout
                        .columns
                        .insert(column, Target::Field { field, part, piece });
                }
            }
        }
    }
}

/// A value in several columns is read from all of them or not at all.
fn whole(list: &List, layout: &mut Layout) {
    let mut found: BTreeMap<(usize, Option<usize>), usize> = BTreeMap::new();
    for target in layout.columns.values() {
        if let Target::Field { field, part, .. } = target {
            *found.entry((*field, *part)).or_default() += 1;
        }
    }
    layout.columns.retain(|_, target| match target {
        Target::Field { field, part, .. } => {
            found.get(&(*field, *part)) == Some(&list.fields[*field].width_in_columns())
        }
        Target::Day(_) => true,
    });
}

fn days(
    list: &List,
    layout: &mut Layout,
    texts: &BTreeMap<u32, Vec<String>>,
    month: Option<YearMonth>,
) {
    let (Some(field), Some(month)) = (
        list.fields.iter().position(|field| field.day_columns),
        month,
    ) else {
        return;
    };
    let mut seen = BTreeSet::new();
    for (column, over) in texts {
        if layout.columns.contains_key(column) {
            continue;
        }
        let Some((_, day, _)) = over.iter().find_map(|text| day(text, month)) else {
            if over.iter().any(|text| no_day(text)) {
                layout.beyond.insert(*column);
            }
            continue;
        };
        if seen.insert(day) {
            layout.columns.insert(*column, Target::Day(day));
        } else {
            layout.double.push((field, *column));
        }
    }
}

/// 31 over a month of thirty days.
fn no_day(text: &str) -> bool {
    let folded = fold_width(text);
    let bare = folded.trim().trim_end_matches('日');
    matches!(bare, "29" | "30" | "31")
}

/// A text that names a day, the day, and whether a weekday in it is that of the day.
fn day(text: &str, month: YearMonth) -> Option<(&str, NaiveDate, bool)> {
    match read_in_month(text, month) {
        Ok(day) => Some((text, day, true)),
        Err(DateError::WrongWeekday { written }) => Some((text, written, false)),
        Err(_) => None,
    }
}

/// The columns of days over which the weekday of another day stands, beside the day or in a row of
/// its own.
pub(super) fn wrong_weekdays(
    columns: &BTreeMap<u32, Target>,
    texts: &BTreeMap<u32, Vec<String>>,
    month: YearMonth,
) -> Vec<u32> {
    let wrong = |over: &[String]| {
        let found = over.iter().find_map(|text| day(text, month));
        let Some((text, at, agrees)) = found else {
            return false;
        };
        let mut both = over
            .iter()
            .map(|other| format!("{text}({})", unbracketed(other)));
        !agrees || both.any(|both| day(&both, month).is_some_and(|one| one.1 == at && !one.2))
    };
    let days = texts
        .iter()
        .filter(|(column, _)| matches!(columns.get(*column), Some(Target::Day(_))));
    days.filter(|(_, over)| wrong(over))
        .map(|(column, _)| *column)
        .collect()
}

fn missing(list: &List, layout: &Layout) -> Vec<usize> {
    let bound: BTreeSet<(usize, Option<usize>)> = layout
        .columns
        .values()
        .filter_map(|target| match target {
            Target::Field { field, part, .. } => Some((*field, *part)),
            Target::Day(_) => None,
        })
        .collect();
    let mut targets = layout.columns.values();
    let any_day = targets.any(|target| target.field().is_none());
    let double = |field: usize| layout.double.iter().any(|(other, _)| *other == field);
    let mut missing = Vec::new();
    for (index, field) in list.fields.iter().enumerate() {
        if !field.in_column() || field.optional || double(index) {
            continue;
        }
        let there = if field.day_columns {
            any_day
        } else if field.per_part {
            (0..list.parts.len()).all(|part| bound.contains(&(index, Some(part))))
        } else {
            bound.contains(&(index, None))
        };
        if !there {
            missing.push(index);
        }
    }
    missing
}
