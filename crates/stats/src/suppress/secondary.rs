//! What is hidden to protect something else.

use std::collections::BTreeSet;

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use super::primary::primary;
use super::prove::Proof;
use super::{Model, Unsafe};

/// What must be hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rules {
    /// The least count that may be published, and the least width of what remains possible for a
    /// hidden one.
    pub(crate) least: u64,
    /// Whether zeros are hidden like small counts.
    pub(crate) hide_zeros: bool,
}

/// What a gap costs, in ways of which the best result is taken.
#[derive(Debug, Clone, Copy)]
enum Cost {
    /// As many as cells show the number.
    Cells,
    /// Totals are dear.
    Margins,
    /// Large counts are dear.
    Counts,
}

/// Chooses the gaps: which groups are hidden, in the order of `model.groups`. `forced` are hidden
/// in any case.
///
/// # Errors
/// The group whose safety cannot be shown even when everything around it is hidden.
pub(crate) fn protect(
    model: &Model,
    rules: Rules,
    forced: &BTreeSet<usize>,
) -> Result<Vec<bool>, Unsafe> {
    let mut model = model.clone();
    let shown = model.groups.len();
    let mut first = primary(&mut model, rules);
    for group in forced {
        first[*group] = true;
    }
    let mut proof = Proof::new(&model, rules.least);
    let mut best: Option<((u64, u64), Vec<bool>)> = None;
    let mut failed = None;
    for cost in [Cost::Cells, Cost::Margins, Cost::Counts] {
        match attempt(&model, &mut proof, &first, rules, cost) {
            Ok(hidden) => {
                let loss = loss(&model, &hidden);
                if best.as_ref().is_none_or(|(least, _)| loss < *least) {
                    best = Some((loss, hidden));
                }
            }
            Err(error) => failed = Some(error),
        }
    }
    match (best, failed) {
        (Some((_, mut hidden)), _) => {
            hidden.truncate(shown);
            Ok(hidden)
        }
        (None, Some(error)) => Err(error),
        (None, None) => Ok(first),
    }
}

/// Cells lost, then the counts in them.
fn loss(model: &Model, hidden: &[bool]) -> (u64, u64) {
    let lost = model
        .groups
        .iter()
        .zip(hidden)
        .filter(|(_, hidden)| **hidden);
    lost.fold((0, 0), |(cells, counts), (group, _)| {
        (cells + group.cells as u64, counts + group.value)
    })
}

fn attempt(
    model: &Model,
    proof: &mut Proof<'_>,
    first: &[bool],
    rules: Rules,
    cost: Cost,
) -> Result<Vec<bool>, Unsafe> {
    let mut hidden = first.to_vec();
    while let Err(open) = proof.check(&hidden) {
        let (low, _) = proof.reach(&hidden, open.group);
        let value = model.groups[open.group].value;
        let further = low + rules.least - value;
        let mut more = loosen(model, &hidden, open.group, further, cost);
        if more.is_empty() {
            // In fractions it is loose already; in whole numbers it needs one gap more.
            more.extend(nearest(model, &hidden, open.group, cost));
        }
        if more.is_empty() {
            return Err(open);
        }
        for group in more {
            hidden[group] = true;
        }
    }
    // What turns out not to be needed is shown again, the dearest first.
    let mut added: Vec<usize> = (0..hidden.len())
        .filter(|at| hidden[*at] && !first[*at])
        .collect();
    added.sort_by_key(|at| {
        let group = &model.groups[*at];
        (
            std::cmp::Reverse((price(model, *at, cost), group.value)),
            *at,
        )
    });
    for group in added {
        hidden[group] = false;
        if proof.check(&hidden).is_err() {
            hidden[group] = true;
        }
    }
    Ok(hidden)
}

fn price(model: &Model, group: usize, cost: Cost) -> u64 {
    let group = &model.groups[group];
    let cells = group.cells as u64;
    match cost {
        Cost::Cells => 10 * cells + group.summed as u64,
        Cost::Margins => cells * (1 + 4 * group.summed as u64),
        Cost::Counts => cells * u64::from(1 + group.value.checked_ilog2().unwrap_or(0)),
    }
}

/// Which published groups have to give way so that a hidden one can be `further` units larger:
/// the cheapest change of the classes, by the solver. Only a proposal; the proof decides.
fn loosen(model: &Model, hidden: &[bool], open: usize, further: u64, cost: Cost) -> Vec<usize> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let change: Vec<Variable> = model
        .classes
        .iter()
        .map(|count| problem.add_var(0.0, (-(*count as f64), f64::INFINITY)))
        .collect();
    let terms = |group: usize| -> Vec<(Variable, f64)> {
        let members = &model.groups[group].members;
        members.iter().map(|class| (change[*class], 1.0)).collect()
    };
    let mut gives: Vec<(usize, Variable, Variable)> = Vec::new();
    for (at, group) in model.groups.iter().enumerate() {
        if group.members.is_empty() {
            continue;
        }
        if at == open {
            problem.add_constraint(terms(at), ComparisonOp::Eq, further as f64);
        } else if !hidden[at] {
            let price = price(model, at, cost) as f64;
            let more = problem.add_var(price, (0.0, f64::INFINITY));
            let less = problem.add_var(price, (0.0, group.value as f64));
            let mut terms = terms(at);
            terms.extend([(more, -1.0), (less, 1.0)]);
            problem.add_constraint(terms, ComparisonOp::Eq, 0.0);
            gives.push((at, more, less));
        } else if !group.is_implicit() && group.value > 0 {
            problem.add_constraint(terms(at), ComparisonOp::Ge, 1.0 - group.value as f64);
        }
    }
    let Ok(outcome) = problem.solve() else {
        return Vec::new();
    };
    let Ok(solution) = outcome.into_solution() else {
        return Vec::new();
    };
    gives
        .into_iter()
        .filter(|(at, more, less)| {
            // A shown zero has no units that could go, and is not made a gap.
            model.groups[*at].value > 0
                && solution.var_value(*more) + solution.var_value(*less) > 1e-6
        })
        .map(|(at, ..)| at)
        .collect()
}

/// The cheapest published group that shares units with the open one.
fn nearest(model: &Model, hidden: &[bool], open: usize, cost: Cost) -> Option<usize> {
    let members = &model.groups[open].members;
    let shares = |at: &usize| {
        let group = &model.groups[*at];
        group.value > 0
            && group
                .members
                .iter()
                .any(|c| members.binary_search(c).is_ok())
    };
    let published = (0..model.groups.len()).filter(|at| !hidden[*at]);
    published
        .filter(shares)
        .min_by_key(|at| (price(model, *at, cost), *at))
}
