//! What is hidden for its own sake.

use super::secondary::Rules;
use super::{Group, Line, Model};

/// Hides counts from one to the least that may be published, zeros where the town wants it, and
/// whole lines in which everybody has the same value. Adds, as groups that no cell shows, the
/// small differences between published cells.
pub(super) fn primary(model: &mut Model, rules: Rules) -> Vec<bool> {
    add_differences(model, rules.least);
    let mut hidden: Vec<bool> = model
        .groups
        .iter()
        .map(|group| {
            group.is_implicit()
                || (1..rules.least).contains(&group.value)
                || group.value == 0 && rules.hide_zeros
        })
        .collect();
    for line in &model.lines {
        if everybody(model, line) {
            for part in &line.parts {
                hidden[*part] = true;
            }
        }
    }
    hidden
}

/// Whether a line says of everybody in it that they have one and the same value: then its zeros
/// give that away, however large the count.
pub(crate) fn everybody(model: &Model, line: &Line) -> bool {
    let filled = line
        .parts
        .iter()
        .filter(|part| model.groups[**part].value > 0);
    line.sensitive && line.parts.len() > 1 && filled.count() == 1
}

/// A small group that no cell shows but a subtraction would: 120 children in all, 117 of them at
/// school, and in another table 6 to 11 years against grades 1 to 6.
fn add_differences(model: &mut Model, least: u64) {
    let shown = model.groups.len();
    let mut found: Vec<Vec<usize>> = Vec::new();
    let mut add = |members: Vec<usize>, model: &Model| {
        let value: u64 = members.iter().map(|class| model.classes[*class]).sum();
        if (1..least).contains(&value) && !found.contains(&members) {
            found.push(members);
        }
    };
    for one in 0..shown {
        for other in 0..shown {
            if let Some(rest) = without(&model.groups[one].members, &model.groups[other].members) {
                add(rest, model);
            }
        }
        for line in &model.lines {
            let whole = &model.groups[one].members;
            let inside = line.parts.iter().map(|part| &model.groups[*part].members);
            let mut union: Vec<usize> = Vec::new();
            let mut touched: Vec<usize> = Vec::new();
            for part in inside {
                if is_within(part, whole) {
                    union.extend(part);
                }
                if part.iter().any(|class| whole.binary_search(class).is_ok()) {
                    touched.extend(part);
                }
            }
            union.sort_unstable();
            touched.sort_unstable();
            let rests = [without(whole, &union), without(&touched, whole)];
            for rest in rests.into_iter().flatten() {
                add(rest, model);
            }
        }
    }
    for members in found {
        if model.groups.iter().any(|group| group.members == members) {
            continue;
        }
        let value = members.iter().map(|class| model.classes[*class]).sum();
        model.groups.push(Group {
            members,
            value,
            cells: 0,
            summed: 0,
        });
    }
}

fn is_within(part: &[usize], whole: &[usize]) -> bool {
    part.len() <= whole.len() && part.iter().all(|class| whole.binary_search(class).is_ok())
}

/// What is left of `whole` when `part` lies within it and is neither empty nor all of it.
fn without(whole: &[usize], part: &[usize]) -> Option<Vec<usize>> {
    if part.is_empty() || part.len() >= whole.len() || !is_within(part, whole) {
        return None;
    }
    let rest = whole
        .iter()
        .filter(|class| part.binary_search(class).is_err());
    Some(rest.copied().collect())
}
