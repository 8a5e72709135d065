//! Cells that are read well and that somebody holds to be wrong: `--doubt` puts them into the
//! department's letter, so that the right value comes back like that of any other cell.

use std::cell::RefCell;
use std::collections::BTreeSet;

use mimamori_container::letters;
use mimamori_record::Failure;

use crate::about::Place;
use crate::messages as say;

/// Cells by file, sheet, row and column, and which of them the lists have.
#[derive(Debug, Default)]
pub(crate) struct Doubted {
    cells: Vec<Cell>,
    found: RefCell<BTreeSet<usize>>,
}

#[derive(Debug)]
struct Cell {
    /// As it was typed.
    typed: String,
    /// The end of the file's path.
    path: String,
    sheet: Option<String>,
    column: String,
    row: u32,
}

impl Doubted {
    /// Understands `FILE!SHEET!CELL` (`FILE!CELL` for text), several apart by commas. A comma of a
    /// file's name is none between cells, because every cell ends with its address.
    ///
    /// # Errors
    /// Status 2: something that is no cell.
    pub(crate) fn read(text: &str) -> Result<Self, Failure> {
        let mut cells = Vec::new();
        let mut typed = String::new();
        for piece in text.split([',', '、']) {
            if !typed.is_empty() {
                typed.push(',');
            }
            typed.push_str(piece.trim());
            if let Some(cell) = Cell::read(&typed) {
                cells.push(cell);
                typed.clear();
            }
        }
        match typed.is_empty() && !cells.is_empty() {
            true => Ok(Doubted {
                cells,
                found: RefCell::default(),
            }),
            false => Err(say::no_cell(&typed)),
        }
    }

    /// The columns of a row that somebody holds to be wrong.
    pub(crate) fn of(&self, place: Place<'_>, row: u32) -> impl Iterator<Item = &str> {
        let here = self.cells.iter().filter(move |cell| {
            cell.row == row && cell.sheet.as_deref() == place.sheet && cell.is_of(place.path)
        });
        here.map(|cell| cell.column.as_str())
    }

    /// Remembers that a cell is one of a list's own.
    pub(crate) fn seen(&self, place: Place<'_>, row: u32, column: u32) {
        let column = letters(column);
        let mut cells = self.cells.iter();
        let at = cells.position(|cell| {
            cell.row == row
                && cell.column == column
                && cell.sheet.as_deref() == place.sheet
                && cell.is_of(place.path)
        });
        self.found.borrow_mut().extend(at);
    }

    /// # Errors
    /// Status 2: the lists that were read have no such cell.
    pub(crate) fn all_found(&self) -> Result<(), Failure> {
        let found = self.found.borrow();
        let mut cells = self.cells.iter().enumerate();
        match cells.find(|(at, _)| !found.contains(at)) {
            None => Ok(()),
            Some((_, cell)) => Err(say::cell_not_read(&cell.typed)),
        }
    }
}

impl Cell {
    fn read(typed: &str) -> Option<Self> {
        let (place, address) = typed.rsplit_once('!')?;
        let figures = address.find(|c: char| c.is_ascii_digit())?;
        let (column, row) = address.split_at(figures);
        let column = column.to_ascii_uppercase();
        let is_column =
            (1..=3).contains(&column.len()) && column.bytes().all(|byte| byte.is_ascii_uppercase());
        let row = row.parse().ok().filter(|row| *row > 0);
        let (path, sheet) = match place.split_once('!') {
            Some((path, sheet)) => (path, Some(sheet.to_owned())),
            None => (place, None),
        };
        (is_column && !path.is_empty()).then_some(Cell {
            typed: typed.to_owned(),
            path: path.replace('\\', "/"),
            sheet,
            column,
            row: row?,
        })
    }

    /// Whether a file's path ends with what was typed.
    fn is_of(&self, path: &str) -> bool {
        let front = path.strip_suffix(self.path.as_str());
        front.is_some_and(|front| front.is_empty() || front.ends_with('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place<'a>(path: &'a str, sheet: Option<&'a str>) -> Place<'a> {
        Place {
            id: "a.1",
            path,
            inner: path,
            sheet,
            folder: None,
            unknown: None,
            same_as: None,
        }
    }

    #[test]
    fn cells_are_found_by_the_end_of_the_path_the_sheet_and_the_address() {
        let doubted = Doubted::read("児童福祉/台帳.xlsx!台帳!n27, b,c.csv!D4").unwrap();
        let columns = |path, sheet, row| -> Vec<String> {
            let columns = doubted.of(place(path, sheet), row);
            columns.map(str::to_owned).collect()
        };
        let ledger = "2026-05/in/児童福祉/台帳.xlsx";
        assert_eq!(columns(ledger, Some("台帳"), 27), ["N"]);
        assert!(columns(ledger, Some("台帳"), 28).is_empty());
        assert!(columns(ledger, Some("終結"), 27).is_empty());
        assert!(columns("in/x児童福祉/台帳.xlsx", Some("台帳"), 27).is_empty());
        assert_eq!(columns("in/b,c.csv", None, 4), ["D"]);
    }

    #[test]
    fn what_the_lists_do_not_have_is_said() {
        let doubted = Doubted::read("台帳.xlsx!台帳!N27、台帳.xlsx!台帳!N28").unwrap();
        doubted.seen(place("in/台帳.xlsx", Some("台帳")), 27, 13);
        let failure = doubted.all_found().unwrap_err();
        assert_eq!(failure.status.code(), 2);
        assert!(failure.what.en.contains("台帳.xlsx!台帳!N28"), "{failure}");
        for wrong in [
            "N27",
            "台帳.xlsx!N",
            "台帳.xlsx!台帳!27",
            "!N27",
            "",
            "a.xlsx!s!N0",
        ] {
            assert_eq!(
                Doubted::read(wrong).unwrap_err().status.code(),
                2,
                "{wrong}"
            );
        }
    }
}
