//! What has to be hidden so that nobody can work out a small count.
//!
//! The release is seen as its reader sees it: every published cell of every table of a month is
//! the sum over some classes of units, and a reader knows all those sums, that counts are whole
//! and not negative, and that a gap is no zero where zeros are shown. A hidden cell is safe when
//! there are two ways to fill the classes that agree with everything published and differ in this
//! cell by at least the least count that may be published (秘匿インターバル). Such a filling is
//! searched with moves and with a solver, and believed only after it was added up in whole
//! numbers. The solver can therefore cost a cell that might have been shown, never a leak.
//!
//! Fillings only use classes in which somebody really is, so the proof also holds against readers
//! who know which combinations occur. What readers may know beyond this (one hidden count from
//! their own office, the method of choosing gaps) is not part of it.

mod moves;
mod primary;
mod prove;
mod secondary;

pub(crate) use primary::everybody;
pub(crate) use secondary::{Rules, protect};

/// Classes of units and what is published about them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Model {
    /// How many units there really are in each class.
    pub(crate) classes: Vec<u64>,
    /// Every distinct set of classes that a cell counts.
    pub(crate) groups: Vec<Group>,
    /// How cells add up to margins.
    pub(crate) lines: Vec<Line>,
}

/// The units behind a cell; cells of several tables that count the same units share it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Group {
    /// Its classes, ascending.
    pub(crate) members: Vec<usize>,
    /// Their sum.
    pub(crate) value: u64,
    /// How many cells of the release show it; none for what only a subtraction shows.
    pub(crate) cells: usize,
    /// How many of the dimensions are summed over: totals are missed most.
    pub(crate) summed: usize,
}

/// The parts of a margin.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    /// Only parts that are possible.
    pub(crate) parts: Vec<usize>,
    /// Whether the parts tell something about people that is not known from knowing them.
    pub(crate) sensitive: bool,
}

impl Group {
    fn sum(&self, filling: &[u64]) -> u64 {
        self.members.iter().map(|class| filling[*class]).sum()
    }

    /// Whether only a subtraction of published cells shows it.
    pub(crate) fn is_implicit(&self) -> bool {
        self.cells == 0
    }
}

/// A hidden cell for which safety cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unsafe {
    /// The group.
    pub(crate) group: usize,
}

#[cfg(test)]
mod tests;
