//! Values between two processes, as bytes: little-endian numbers, lengths before texts.
//!
//! Both ends are the same program, so there is no version. What does not decode is `None`: the
//! process at the other end is then treated as one that was lost.

use chrono::{Datelike, NaiveDate};
use mimamori_calendar::DateError;

use crate::grid::{Area, Cell, Look, Rgb, Row, Value};

/// Writes values behind one another.
#[derive(Debug, Default)]
pub(crate) struct Put {
    pub(crate) bytes: Vec<u8>,
}

impl Put {
    pub(crate) fn u8(&mut self, number: u8) {
        self.bytes.push(number);
    }

    pub(crate) fn bool(&mut self, truth: bool) {
        self.u8(u8::from(truth));
    }

    pub(crate) fn u32(&mut self, number: u32) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    pub(crate) fn u64(&mut self, number: u64) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.u64(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    pub(crate) fn spans(&mut self, spans: impl Iterator<Item = (u32, u32)>) {
        for (first, last) in spans {
            self.u8(1);
            self.u32(first);
            self.u32(last);
        }
        self.u8(0);
    }

    pub(crate) fn area(&mut self, area: &Area) {
        for number in [area.rows.0, area.rows.1, area.columns.0, area.columns.1] {
            self.u32(number);
        }
    }

    pub(crate) fn row(&mut self, row: &Row) {
        self.u32(row.number);
        self.bool(row.hidden);
        self.u32(row.width);
        self.u64(row.cells.len() as u64);
        for cell in &row.cells {
            self.u32(cell.column);
            self.value(&cell.value);
            self.rgb(cell.look.fill);
            self.rgb(cell.look.ink);
            self.bool(cell.look.struck);
            self.bool(cell.look.struck_partly);
            self.bool(cell.kana.is_some());
            if let Some(kana) = &cell.kana {
                self.text(kana);
            }
        }
    }

    fn rgb(&mut self, color: Option<Rgb>) {
        self.bool(color.is_some());
        self.bytes.extend(color.into_iter().flatten());
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Text(text) => {
                self.u8(0);
                self.text(text);
            }
            Value::Number(number) => {
                self.u8(1);
                self.u64(number.to_bits());
            }
            Value::Date(Ok(day)) => {
                self.u8(2);
                self.day(*day);
            }
            Value::Date(Err(DateError::NoSuchDay)) => self.u8(3),
            // Of a number nothing else is said.
            Value::Date(Err(_)) => self.u8(9),
            Value::Time => self.u8(4),
            Value::Bool(truth) => self.u8(5 + u8::from(*truth)),
            Value::Error => self.u8(7),
            Value::Uncomputed => self.u8(8),
        }
    }

    fn day(&mut self, day: NaiveDate) {
        self.bytes
            .extend_from_slice(&day.num_days_from_ce().to_le_bytes());
    }
}

/// Reads values in the order in which they were written.
#[derive(Debug)]
pub(crate) struct Take<'a> {
    bytes: &'a [u8],
}

impl<'a> Take<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Take { bytes }
    }

    /// What was not read yet.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.bytes
    }

    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.bytes.split_first_chunk::<N>()?;
        self.bytes = rest;
        Some(*head)
    }

    pub(crate) fn u8(&mut self) -> Option<u8> {
        self.bytes::<1>().map(|[number]| number)
    }

    pub(crate) fn bool(&mut self) -> Option<bool> {
        match self.u8()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.bytes().map(u32::from_le_bytes)
    }

    pub(crate) fn u64(&mut self) -> Option<u64> {
        self.bytes().map(u64::from_le_bytes)
    }

    pub(crate) fn text(&mut self) -> Option<String> {
        let length = usize::try_from(self.u64()?).ok()?;
        let (text, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(std::str::from_utf8(text).ok()?.to_owned())
    }

    pub(crate) fn spans(&mut self) -> Option<Vec<(u32, u32)>> {
        let mut spans = Vec::new();
        while self.bool()? {
            spans.push((self.u32()?, self.u32()?));
        }
        Some(spans)
    }

    pub(crate) fn area(&mut self) -> Option<Area> {
        Some(Area {
            rows: (self.u32()?, self.u32()?),
            columns: (self.u32()?, self.u32()?),
        })
    }

    pub(crate) fn row(&mut self) -> Option<Row> {
        let (number, hidden, width) = (self.u32()?, self.bool()?, self.u32()?);
        let mut cells = Vec::new();
        for _ in 0..self.u64()? {
            cells.push(Cell {
                column: self.u32()?,
                value: self.value()?,
                look: Look {
                    fill: self.rgb()?,
                    ink: self.rgb()?,
                    struck: self.bool()?,
                    struck_partly: self.bool()?,
                },
                kana: match self.bool()? {
                    true => Some(self.text()?.into()),
                    false => None,
                },
            });
        }
        Some(Row {
            number,
            hidden,
            cells,
            width,
        })
    }

    /// `None` is damage, `Some(None)` no colour.
    #[expect(
        clippy::option_option,
        reason = "damage is not the absence of a colour"
    )]
    fn rgb(&mut self) -> Option<Option<Rgb>> {
        match self.bool()? {
            true => self.bytes().map(Some),
            false => Some(None),
        }
    }

    fn value(&mut self) -> Option<Value> {
        Some(match self.u8()? {
            0 => Value::Text(self.text()?),
            1 => Value::Number(f64::from_bits(self.u64()?)),
            2 => Value::Date(Ok(self.day()?)),
            3 => Value::Date(Err(DateError::NoSuchDay)),
            4 => Value::Time,
            5 => Value::Bool(false),
            6 => Value::Bool(true),
            7 => Value::Error,
            8 => Value::Uncomputed,
            9 => Value::Date(Err(DateError::NotADate)),
            _ => return None,
        })
    }

    fn day(&mut self) -> Option<NaiveDate> {
        NaiveDate::from_num_days_from_ce_opt(i32::from_le_bytes(self.bytes()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_value() -> Vec<Value> {
        let day = NaiveDate::from_ymd_opt(2017, 5, 3).unwrap();
        vec![
            Value::Text("空野 ひなた".to_owned()),
            Value::Number(-0.1),
            Value::Date(Ok(day)),
            Value::Date(Err(DateError::NoSuchDay)),
            Value::Date(Err(DateError::NotADate)),
            Value::Time,
            Value::Bool(true),
            Value::Bool(false),
            Value::Error,
            Value::Uncomputed,
        ]
    }

    fn every_row() -> Row {
        let cells = (0..).zip(every_value()).map(|(column, value)| Cell {
            column,
            value,
            look: Look {
                fill: (column % 2 == 0).then_some([255, 255, 0]),
                ink: (column % 3 == 0).then_some([255, 0, 0]),
                struck: column % 5 == 0,
                struck_partly: column % 7 == 0,
            },
            kana: (column % 4 == 0).then(|| "ソラノ".into()),
        });
        Row {
            number: 1_048_576,
            hidden: true,
            cells: cells.collect(),
            width: 12,
        }
    }

    #[test]
    fn what_is_written_is_read_and_nothing_is_left() {
        let row = every_row();
        let mut put = Put::default();
        put.row(&row);
        let mut take = Take::new(&put.bytes);
        assert_eq!(take.row(), Some(row));
        assert!(take.rest().is_empty());
    }

    #[test]
    fn what_is_cut_off_or_damaged_is_none_or_another_row_and_no_panic() {
        let mut put = Put::default();
        put.row(&every_row());
        for end in 0..put.bytes.len() {
            assert_eq!(Take::new(&put.bytes[..end]).row(), None, "cut at {end}");
        }
        for at in 0..put.bytes.len() {
            let mut bytes = put.bytes.clone();
            bytes[at] ^= 0xFF;
            let _ = Take::new(&bytes).row();
        }
    }
}
