//! The smaller lists, by the desk that keeps them.

mod centre;
mod health;
mod offices;
mod school;
mod welfare;

use super::table::Table;

/// All of them.
pub(crate) fn all() -> impl Iterator<Item = &'static Table> {
    let desks = [
        health::TABLES,
        school::TABLES,
        welfare::TABLES,
        offices::TABLES,
        centre::TABLES,
    ];
    desks.into_iter().flatten()
}
