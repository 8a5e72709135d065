//! Two fillings for every hidden cell.

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions, Variable};

use super::moves::{Way, shift};
use super::{Model, Unsafe};

/// After so many branches a filling counts as not found, so that the same input always ends the
/// same way, whatever the machine.
const BRANCHES: u64 = 400;

/// Fillings found so far. They are tried again for every set of gaps.
#[derive(Debug)]
pub(super) struct Proof<'m> {
    model: &'m Model,
    least: u64,
    pool: Vec<Vec<u64>>,
}

impl<'m> Proof<'m> {
    pub(super) fn new(model: &'m Model, least: u64) -> Self {
        Proof {
            model,
            least,
            pool: vec![model.classes.clone()],
        }
    }

    /// Shows that every hidden group keeps an interval as wide as the least count.
    pub(super) fn check(&mut self, hidden: &[bool]) -> Result<(), Unsafe> {
        let mut fitting: Vec<usize> = (0..self.pool.len())
            .filter(|at| fits(self.model, hidden, &self.pool[*at]))
            .collect();
        for group in 0..self.model.groups.len() {
            if hidden[group] {
                let (low, high) = self.interval(hidden, group, &mut fitting);
                if high - low < self.least {
                    return Err(Unsafe { group });
                }
            }
        }
        Ok(())
    }

    /// How far fillings push a group, no further than needed.
    pub(super) fn reach(&mut self, hidden: &[bool], group: usize) -> (u64, u64) {
        let mut fitting: Vec<usize> = (0..self.pool.len())
            .filter(|at| fits(self.model, hidden, &self.pool[*at]))
            .collect();
        self.interval(hidden, group, &mut fitting)
    }

    fn interval(&mut self, hidden: &[bool], group: usize, fitting: &mut Vec<usize>) -> (u64, u64) {
        let cell = &self.model.groups[group];
        let sums = fitting.iter().map(|at| cell.sum(&self.pool[*at]));
        let (mut low, mut high) = (cell.value, cell.value);
        for sum in sums {
            (low, high) = (low.min(sum), high.max(sum));
        }
        type Search = fn(&Model, &[bool], usize, Way) -> Option<Vec<u64>>;
        let moved: Search = |model, hidden, group, way| Some(shift(model, hidden, group, way));
        for search in [moved, relaxed, whole] {
            for way in [Way::Up, Way::Down] {
                if high - low >= self.least {
                    return (low, high);
                }
                let found = search(self.model, hidden, group, way);
                let Some(filling) = found.filter(|f| fits(self.model, hidden, f)) else {
                    continue;
                };
                let sum = cell.sum(&filling);
                if sum < low || sum > high {
                    (low, high) = (low.min(sum), high.max(sum));
                    fitting.push(self.pool.len());
                    self.pool.push(filling);
                }
            }
        }
        (low, high)
    }
}

/// Whether a filling says in whole numbers what is published, and leaves no gap empty that is not.
fn fits(model: &Model, hidden: &[bool], filling: &[u64]) -> bool {
    model.groups.iter().zip(hidden).all(|(group, hidden)| {
        let sum = group.sum(filling);
        if *hidden {
            group.is_implicit() || group.value == 0 || sum >= 1
        } else {
            sum == group.value
        }
    })
}

/// The solver's answer without asking for whole numbers, rounded; often it is whole.
fn relaxed(model: &Model, hidden: &[bool], group: usize, way: Way) -> Option<Vec<u64>> {
    solve(model, hidden, group, way, false)
}

/// The solver's answer in whole numbers.
fn whole(model: &Model, hidden: &[bool], group: usize, way: Way) -> Option<Vec<u64>> {
    solve(model, hidden, group, way, true)
}

fn solve(
    model: &Model,
    hidden: &[bool],
    group: usize,
    way: Way,
    integers: bool,
) -> Option<Vec<u64>> {
    let direction = match way {
        Way::Up => OptimizationDirection::Maximize,
        Way::Down => OptimizationDirection::Minimize,
    };
    let mut problem = Problem::new(direction);
    let all: u64 = model.classes.iter().sum();
    // Where no total is published there is no other end to a class.
    let most = 2 * all + 1000;
    let variables: Vec<Variable> = (0..model.classes.len())
        .map(|class| {
            let inside = model.groups[group].members.binary_search(&class).is_ok();
            let gain = if inside { 1.0 } else { 0.0 };
            if integers {
                problem.add_integer_var(gain, (0, i32::try_from(most).unwrap_or(i32::MAX)))
            } else {
                problem.add_var(gain, (0.0, most as f64))
            }
        })
        .collect();
    for (cell, hidden) in model.groups.iter().zip(hidden) {
        let terms: Vec<(Variable, f64)> = cell
            .members
            .iter()
            .map(|class| (variables[*class], 1.0))
            .collect();
        if terms.is_empty() {
            continue;
        }
        if !hidden {
            problem.add_constraint(terms, ComparisonOp::Eq, cell.value as f64);
        } else if !cell.is_implicit() && cell.value > 0 {
            problem.add_constraint(terms, ComparisonOp::Ge, 1.0);
        }
    }
    let mut options = SolveOptions::default();
    options.node_limit = Some(BRANCHES);
    let solution = problem.solve_with(options).ok()?.into_solution().ok()?;
    variables
        .iter()
        .map(|variable| {
            let value = solution.var_value(*variable).round();
            (0.0..1e15).contains(&value).then_some(value as u64)
        })
        .collect()
}
