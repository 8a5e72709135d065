//! The smaller lists, by the desk that keeps them.

mod health;
mod school;
mod welfare;

use super::table::Table;

/// All of them.
pub(crate) fn all() -> impl Iterator<Item = &'static Table> {
    [health::TABLES, school::TABLES, welfare::TABLES]
        .into_iter()
        .flatten()
}
