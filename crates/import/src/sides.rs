//! A sheet with one table, or with several side by side.

use mimamori_container::Book;
use mimamori_record::{Failure, Output};

use crate::about::Place;
use crate::conservation;
use crate::mapping::List;
use crate::run::Import;
use crate::table::{Done, read_table, unreadable};

impl Import<'_> {
    /// Reads the tables of a sheet; those that stand side by side one after another.
    pub(crate) fn tables_of(
        &self,
        list: &List,
        book: &mut Book,
        index: usize,
        place: Place<'_>,
        out: &mut Output<'_>,
    ) -> Result<Done, Failure> {
        let mut count = 0;
        let done = match book.sheet(index) {
            Ok(sheet) => read_table(list, self.context, place, sheet, None, &mut count, out)?,
            Err(why) => return unreadable(list, self.context, place, why, out).map(Done::gap),
        };
        let Done::Sides(sides) = done else {
            return Ok(done);
        };
        let (mut tables, mut held) = (Vec::new(), 0);
        for side in &sides {
            let done = match book.sheet(index) {
                Ok(sheet) => read_table(
                    list,
                    self.context,
                    place,
                    sheet,
                    Some(side),
                    &mut count,
                    out,
                )?,
                Err(why) => Done::gap(unreadable(list, self.context, place, why, out)?),
            };
            if let Done::Sources(mut more, of_sheet) = done {
                tables.append(&mut more);
                held = of_sheet;
            }
        }
        let cells: Option<Vec<_>> = tables.iter().map(|(source, _)| source.cells).collect();
        if let Some(cells) = cells {
            conservation::whole(&cells, held, place.path, place.sheet)?;
        }
        Ok(Done::Sources(tables, held))
    }
}
