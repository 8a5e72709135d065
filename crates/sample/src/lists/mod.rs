//! The lists as the departments keep them.

pub(crate) mod attendance;
pub(crate) mod cases;
pub(crate) mod checkups;
mod childcare;
pub(crate) mod decisions;
mod handovers;
pub(crate) mod plans;
pub(crate) mod register;
pub(crate) mod residents;
mod table;
mod tables;
pub(crate) mod town;

use crate::SampleError;
use crate::log::Log;
use crate::people::Kept;
use crate::sheet::{Cell, Grid, Looks, save};
use crate::town::Town;
use rust_xlsxwriter::XlsxError;
use std::path::Path;

/// The folder of the month's lists, relative to the folder of the town.
pub(crate) const IN: &str = "2026-05/in";

/// Writes all of them and notes what each row is about.
pub(crate) fn write(town: &Town, dir: &Path) -> Result<Log, SampleError> {
    let mut log = Log::default();
    residents::write(town, dir, &mut log)?;
    register::write(town, dir, &mut log)?;
    checkups::write(town, dir, &mut log)?;
    attendance::write(town, dir, &mut log)?;
    cases::write(town, dir, &mut log)?;
    plans::write(town, dir, &mut log)?;
    decisions::write(town, dir, &mut log)?;
    childcare::write(town, dir, &mut log)?;
    handovers::write(town, dir, &mut log)?;
    for table in tables::all() {
        table.write(town, dir, &mut log)?;
    }
    town::write(dir)?;
    Ok(log)
}

/// Saves a workbook of one sheet.
fn one_sheet(
    dir: &Path,
    path: &str,
    sheet: impl for<'l> FnOnce(&'l Looks) -> Result<Grid<'l>, XlsxError>,
) -> Result<(), SampleError> {
    let looks = Looks::new();
    let file = dir.join(path);
    let grid = sheet(&looks).map_err(|source| SampleError::Workbook {
        path: file.clone(),
        source,
    })?;
    save(&file, vec![grid.done()])
}

/// The cell of a value that may be blank or planted; planted ones are told to `note`.
fn kept<T: Copy>(
    value: Kept<T>,
    good: impl FnOnce(T) -> Cell,
    note: impl FnOnce(&'static str, &'static str),
) -> Cell {
    match value {
        Kept::Is(value) => good(value),
        Kept::Blank => Cell::Blank,
        Kept::Damaged(text, code) => {
            note(text, code);
            Cell::text(text)
        }
    }
}
