//! The traps of small tables, each on a table that one can read.

use std::collections::BTreeSet;

use super::*;

/// Classes are the inner cells of a table with all its margins.
fn table(counts: &[&[u64]], sensitive: bool) -> Model {
    let mut model = Model::default();
    let (rows, columns) = (counts.len(), counts[0].len());
    model.classes = counts.iter().flat_map(|row| row.iter().copied()).collect();
    for r in (0..rows).map(Some).chain([None]) {
        for c in (0..columns).map(Some).chain([None]) {
            let members: Vec<usize> = (0..rows * columns)
                .filter(|at| {
                    r.is_none_or(|r| at / columns == r) && c.is_none_or(|c| at % columns == c)
                })
                .collect();
            model.groups.push(Group {
                value: members.iter().map(|class| model.classes[*class]).sum(),
                members,
                cells: 1,
                summed: usize::from(r.is_none()) + usize::from(c.is_none()),
            });
        }
    }
    let at = |r: usize, c: usize| r * (columns + 1) + c;
    for r in 0..=rows {
        model.lines.push(Line {
            parts: (0..columns).map(|c| at(r, c)).collect(),
            sensitive,
        });
    }
    for c in 0..=columns {
        model.lines.push(Line {
            parts: (0..rows).map(|r| at(r, c)).collect(),
            sensitive: false,
        });
    }
    model
}

const RULES: Rules = Rules {
    least: 10,
    hide_zeros: false,
};

fn gaps(model: &Model, rules: Rules) -> Vec<bool> {
    protect(model, rules, &BTreeSet::new()).unwrap()
}

fn marks(hidden: &[bool], width: usize) -> Vec<String> {
    let mark = |hidden: &bool| if *hidden { 'x' } else { '.' };
    hidden
        .chunks(width)
        .map(|row| row.iter().map(mark).collect())
        .collect()
}

/// Every filling of the inner cells that agrees with what is published, one by one: shares no
/// code with the proof.
fn possible(model: &Model, hidden: &[bool], most: u64) -> Vec<(u64, u64)> {
    let mut ranges = vec![(u64::MAX, 0); model.groups.len()];
    let mut filling = vec![0; model.classes.len()];
    fill(model, hidden, most, 0, &mut filling, &mut ranges);
    ranges
}

fn fill(
    model: &Model,
    hidden: &[bool],
    most: u64,
    at: usize,
    filling: &mut Vec<u64>,
    ranges: &mut [(u64, u64)],
) {
    let shown = |group: usize| !hidden[group] && !model.groups[group].is_implicit();
    for group in (0..model.groups.len()).filter(|g| shown(*g)) {
        let cell = &model.groups[group];
        let so_far: u64 = cell
            .members
            .iter()
            .filter(|c| **c < at)
            .map(|c| filling[*c])
            .sum();
        let complete = cell.members.iter().all(|c| *c < at);
        if so_far > cell.value || complete && so_far != cell.value {
            return;
        }
    }
    if at == filling.len() {
        let sums: Vec<u64> = model
            .groups
            .iter()
            .map(|g| g.members.iter().map(|c| filling[*c]).sum())
            .collect();
        let no_zero = |g: usize| !hidden[g] || model.groups[g].value == 0 || sums[g] > 0;
        if (0..sums.len()).all(no_zero) {
            for (range, sum) in ranges.iter_mut().zip(sums) {
                *range = (range.0.min(sum), range.1.max(sum));
            }
        }
        return;
    }
    for n in 0..=most {
        filling[at] = n;
        fill(model, hidden, most, at + 1, filling, ranges);
    }
    filling[at] = 0;
}

#[test]
fn nothing_is_hidden_where_everything_is_large() {
    let model = table(&[&[20, 30], &[40, 50]], false);
    assert_eq!(marks(&gaps(&model, RULES), 3), ["...", "...", "..."]);
}

#[test]
fn a_small_cell_takes_three_others_with_it() {
    let model = table(&[&[3, 30, 50], &[40, 25, 60], &[70, 80, 90]], false);
    let hidden = gaps(&model, RULES);
    assert!(hidden[0]);
    assert_eq!(hidden.iter().filter(|h| **h).count(), 4);
}

#[test]
fn a_total_that_equals_one_child_is_hidden_too() {
    // The second row has one child in all, who stands in the first column.
    let model = table(&[&[30, 40, 35], &[1, 0, 0], &[50, 60, 44]], false);
    let hidden = gaps(&model, RULES);
    assert!(hidden[4] && hidden[7], "{:?}", marks(&hidden, 4));
}

#[test]
fn a_gap_that_cannot_be_zero_is_still_wide_enough() {
    // 1 + 10 hidden in a line of 11 with shown zeros: only 1..10 is left, which is too narrow.
    let model = table(&[&[1, 10, 0], &[30, 40, 50]], false);
    let hidden = gaps(&model, RULES);
    for (group, range) in possible(&model, &hidden, 60).iter().enumerate() {
        if hidden[group] {
            assert!(range.1 - range.0 >= 10, "{group} {range:?}");
        }
    }
}

#[test]
fn two_gaps_in_every_line_can_still_be_determined() {
    // The usual office rule is content with the gaps at (0,0) (0,1) (1,0) (1,1) when each line has
    // two; here the sums leave one answer, because the larger ones are nearly empty.
    let model = table(&[&[1, 1], &[1, 30]], false);
    let hidden = gaps(&model, RULES);
    for (group, range) in possible(&model, &hidden, 45).iter().enumerate() {
        if hidden[group] && range.1 < 45 {
            assert!(
                range.1 - range.0 >= 10,
                "{:?} {group} {range:?}",
                marks(&hidden, 3)
            );
        }
    }
}

#[test]
fn parity_of_whole_numbers_is_no_way_out() {
    // a + b, b + c, a + c are published: in halves a could be anything between, in whole numbers
    // all three are known. They are published cells of overlapping groupings.
    let mut model = Model {
        classes: vec![3, 27, 28],
        ..Model::default()
    };
    for members in [
        vec![0, 1],
        vec![1, 2],
        vec![0, 2],
        vec![0],
        vec![1],
        vec![2],
    ] {
        model.groups.push(Group {
            value: members.iter().map(|c| model.classes[*c]).sum(),
            members,
            cells: 1,
            summed: 0,
        });
    }
    let hidden = gaps(&model, RULES);
    assert!(hidden[3]);
    // One of the pairs must go, or the three of them determine everything.
    assert!(hidden[0] || hidden[1] || hidden[2]);
}

#[test]
fn overlapping_groupings_give_no_difference_away() {
    // 120 children of six to eleven years in one table, 117 of them at an elementary school in
    // another: three are not at school.
    let mut model = Model {
        classes: vec![117, 3, 200],
        ..Model::default()
    };
    for members in [vec![0, 1], vec![0], vec![0, 1, 2]] {
        model.groups.push(Group {
            value: members.iter().map(|c| model.classes[*c]).sum(),
            members,
            cells: 1,
            summed: 0,
        });
    }
    let hidden = gaps(&model, RULES);
    assert!(hidden[0] || hidden[1]);
}

#[test]
fn the_same_table_twice_has_its_gaps_in_the_same_places() {
    // Cells that count the same units are one group, so a second table cannot show what the first
    // one hides; the group only weighs more.
    let mut model = table(&[&[3, 30], &[40, 25]], false);
    for group in &mut model.groups {
        group.cells = 2;
    }
    let hidden = gaps(&model, RULES);
    assert!(hidden[0]);
}

#[test]
fn everybody_is_is_hidden_although_the_count_is_large() {
    // All thirty of the first row have been taken to task; a shown zero beside it says so.
    let mut model = table(&[&[30, 0], &[40, 50]], true);
    // Somebody of the first row might be in the second column, for all a reader knows.
    model.classes[1] = 0;
    let hidden = gaps(&model, RULES);
    assert!(hidden[0] && hidden[1], "{:?}", marks(&hidden, 3));
}

#[test]
fn zeros_are_hidden_when_the_town_says_so() {
    let model = table(&[&[0, 30, 41], &[40, 25, 60], &[70, 80, 90]], false);
    let rules = Rules {
        hide_zeros: true,
        ..RULES
    };
    let hidden = gaps(&model, rules);
    assert!(hidden[0]);
    assert!(hidden.iter().filter(|h| **h).count() >= 4);
}

#[test]
fn the_same_input_gives_the_same_gaps() {
    let model = table(&[&[3, 30, 12, 9], &[4, 25, 60, 31], &[70, 8, 90, 2]], false);
    assert_eq!(gaps(&model, RULES), gaps(&model, RULES));
}

#[test]
fn a_table_with_nobody_to_hide_behind_is_refused_or_empty() {
    let model = table(&[&[2, 3]], false);
    match protect(&model, RULES, &BTreeSet::new()) {
        Err(_) => {}
        Ok(hidden) => assert!(hidden.iter().all(|h| *h)),
    }
}

#[test]
fn small_tables_withstand_trying_everything() {
    // A plain generator: the tables are the same on every machine.
    let mut seed: u64 = 20_260_601;
    let mut next = |n: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % n
    };
    for round in 0..60 {
        let counts: Vec<Vec<u64>> = (0..2).map(|_| (0..3).map(|_| next(9)).collect()).collect();
        let rows: Vec<&[u64]> = counts.iter().map(Vec::as_slice).collect();
        let model = table(&rows, false);
        let rules = Rules {
            least: 3,
            hide_zeros: false,
        };
        let Ok(hidden) = protect(&model, rules, &BTreeSet::new()) else {
            continue;
        };
        let most = 14;
        for (group, range) in possible(&model, &hidden, most).iter().enumerate() {
            if hidden[group] {
                assert!(
                    range.1 - range.0 >= 3,
                    "{round} {counts:?} {:?} {group} {range:?}",
                    marks(&hidden, 4)
                );
            }
        }
    }
}
