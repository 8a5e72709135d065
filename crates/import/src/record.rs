//! From a row to its records: one, or one per part.

mod aside;
mod read_row;
mod shift;

use std::collections::BTreeMap;

use mimamori_record::line::Cover;
use mimamori_record::reason::{self, Reason};
use serde_json::{Map, Value as Json};

use crate::about::{About, Place};
use crate::covers::cover;
use crate::doubted::Doubted;
use crate::furigana;
use crate::heading::{Layout, Target};
use crate::individual::Judge;
use crate::join::{Piece, read_joined};
use crate::lines;
use crate::looks::{leading, struck_out};
use crate::mapping::seen::Struck;
use crate::mapping::{Field, List, PART};
use crate::new_record::NewRecord;
use crate::origin::Above;
use crate::stated::stated;
use crate::value::{Context, Got};
use mimamori_container::{Cell, Row};
pub(crate) use read_row::{ReadRow, Remark};

/// What comes to a row from elsewhere.
#[derive(Debug)]
pub(crate) struct Beside<'r> {
    /// The comments on its cells.
    pub(crate) comments: Vec<&'r str>,
    /// The columns of cells that stand in a row above, and are counted there, with that row.
    pub(crate) lent: &'r BTreeMap<u32, u32>,
    /// The columns whose value stands above, nobody knows where.
    pub(crate) unknown: &'r [u32],
}

/// Makes records of the rows of one table.
pub(crate) struct Builder<'a> {
    list: &'a List,
    context: Context<'a>,
    place: Place<'a>,
    layout: &'a Layout,
    /// What names and titles say.
    pub(crate) about: About,
    /// Values that stand in no column.
    pub(crate) fixed: Vec<(usize, Json)>,
    /// Fields in no column that nobody can read, and why.
    pub(crate) faults: Vec<(usize, &'static Reason)>,
    marks: Option<usize>,
    /// Fields that furigana tells, and the columns over which it stands.
    furigana: Vec<(usize, Vec<u32>)>,
    /// Fields that take another line of the cells of these columns.
    lines: Vec<(usize, u32)>,
    leading: Option<u32>,
}

/// A value that was read: its field, the part it belongs to.
type Values = Vec<(usize, Option<usize>, Json)>;

impl<'a> Builder<'a> {
    pub(crate) fn new(
        list: &'a List,
        context: Context<'a>,
        place: Place<'a>,
        layout: &'a Layout,
        above: &Above,
    ) -> Self {
        let about = About::of(list, context, place, above);
        let (mut fixed, mut faults) = (Vec::new(), Vec::new());
        for (index, field) in list.fields.iter().enumerate() {
            let Some(origin) = &field.from else { continue };
            match stated(field, origin, place, above, context) {
                Got::Value(value) | Got::Noted(value, _) => fixed.push((index, value)),
                Got::Blank => {}
                Got::Bad(why) => {
                    // Where nothing stands nobody asked; what stands there cannot be read.
                    if why.code != reason::MISSING_LABEL.code {
                        fixed.push((index, Json::Null));
                    }
                    faults.push((index, why));
                }
            }
        }
        Builder {
            list,
            context,
            place,
            layout,
            about,
            fixed,
            faults,
            marks: list.fields.iter().position(|field| field.day_columns),
            furigana: furigana::columns(list, layout),
            lines: lines::columns(list, layout),
            leading: leading(list, layout),
        }
    }

    /// Whether another table says the same in everything that stands in no column.
    pub(crate) fn says_the_same(&self, other: &Builder<'_>) -> bool {
        (&self.about, &self.fixed) == (&other.about, &other.fixed)
    }

    /// The part of the list that a table without rows is about, where names and titles say so.
    pub(crate) fn meant(&self) -> Option<Cover> {
        let says = |key: &str| {
            let mut fixed = self.fixed.iter();
            let found = fixed.find(|(field, _)| self.list.fields[*field].key == key);
            found.and_then(|(_, value)| Cover::text(value))
        };
        let key = [PART, "institution", "grade", "class"].map(says);
        key.iter().any(Option::is_some).then(|| cover(key, 0))
    }

    /// The cells that somebody holds to be wrong.
    pub(crate) fn doubted(&self) -> &'a Doubted {
        self.context.doubted
    }

    /// The institution that a row itself names, when the town knows it.
    pub(crate) fn institution(&self, record: &NewRecord<'_>) -> Option<String> {
        let name = record.get("institution")?.as_str()?;
        self.context.registry.named(name).map(str::to_owned)
    }

    /// The fields that stand in no column of their own, and the columns to look at for them: those
    /// below the furigana, else the one that says whose row it is.
    pub(crate) fn seen_at(&self) -> Vec<(usize, Vec<u32>)> {
        let fields = self.list.fields.iter().enumerate();
        let seen = fields.filter(|(_, field)| {
            field.aside && field.furigana_of.is_none() && field.line.is_none()
        });
        let seen = seen.filter_map(|(index, _)| Some((index, vec![self.leading?])));
        self.furigana.iter().cloned().chain(seen).collect()
    }

    /// Reads a row.
    pub(crate) fn read(&self, row: &Row, beside: &Beside<'_>, judge: &Judge) -> ReadRow<'a> {
        let mut read = ReadRow::default();
        let mut values: Values = Vec::with_capacity(row.cells.len() + 1);
        let mut days = Map::new();
        let mut joined: BTreeMap<(usize, Option<usize>), Vec<Piece<'_>>> = BTreeMap::new();
        let mut struck: BTreeMap<(usize, Option<usize>), u32> = BTreeMap::new();
        let person = struck_out(self.list, self.layout, row);
        // A cell that is merged down was counted in its own row.
        let own = |column: &u32| !beside.lent.contains_key(column);
        for cell in &row.cells {
            let column = &cell.column;
            let Some(target) = self.layout.columns.get(column) else {
                continue;
            };
            if judge.refuses(*column) {
                read.refused += usize::from(own(column));
                continue;
            }
            let counts = self.counts(cell, person);
            // Of a value that is crossed out in part nobody may say that it is not there.
            let whole = !cell.look.struck_partly;
            if !counts && whole && self.list.seen.struck == Struck::LeaveOut {
                continue;
            }
            let (field, part, day) = match target {
                Target::Field { field, part, piece } => {
                    if self.list.fields[*field].width_in_columns() > 1 {
                        let pieces = joined.entry((*field, *part)).or_default();
                        pieces.push((*piece, *column, &cell.value));
                        if !counts {
                            struck.insert((*field, *part), *column);
                        }
                        continue;
                    }
                    (*field, *part, None)
                }
                Target::Day(day) => match self.marks {
                    Some(field) => (field, None, Some(day)),
                    None => continue,
                },
            };
            let about: &'a Field = &self.list.fields[field];
            let above = beside.lent.get(column).copied();
            read.above
                .extend(above.map(|row| (about.key.as_str(), row)));
            let got = match counts {
                true => lines::read(about, &cell.value, self.context),
                false => Got::Bad(&reason::STRUCK_UNMAPPED),
            };
            if own(column) && !matches!(got, Got::Bad(_)) {
                read.fields += 1;
            }
            let value = match got {
                Got::Blank => continue,
                Got::Value(value) => value,
                Got::Noted(value, why) => {
                    read.note((why, *column, about.key.as_str()), above);
                    value
                }
                Got::Bad(why) => {
                    read.spoil((why, *column, about.key.as_str()), above);
                    read.bad_above.extend(above.map(|_| *column));
                    Json::Null
                }
            };
            if !self.list.checks.is_empty() {
                match (&value, day) {
                    (Json::String(mark), Some(_)) => read.marks.push((*column, mark.clone())),
                    (Json::Number(number), None) => {
                        read.numbers
                            .extend(number.as_i64().map(|number| (*column, number)));
                    }
                    _ => {}
                }
            }
            match day {
                Some(day) => {
                    days.insert(day.to_string(), value);
                }
                None => values.push((field, part, value)),
            }
        }
        for ((field, part), mut pieces) in joined {
            pieces.sort_by_key(|(piece, ..)| *piece);
            let cells = pieces.iter().filter(|(_, column, _)| own(column)).count();
            if self.refused(field, part, judge) {
                read.refused += cells;
                continue;
            }
            let about = &self.list.fields[field];
            let above = pieces
                .first()
                .and_then(|(_, column, _)| beside.lent.get(column));
            read.above
                .extend(above.map(|row| (about.key.as_str(), *row)));
            // A value of which a piece is the row's own is its own.
            let above = above.copied().filter(|_| cells == 0);
            let (got, column) = match struck.get(&(field, part)) {
                Some(column) => (Got::Bad(&reason::STRUCK_UNMAPPED), *column),
                None => read_joined(about, &pieces, self.context),
            };
            let value = match got {
                Got::Bad(why) => {
                    read.spoil((why, column, about.key.as_str()), above);
                    let columns = pieces.iter().map(|(_, column, _)| *column);
                    read.bad_above.extend(columns.filter(|column| !own(column)));
                    read.beside += cells.saturating_sub(1);
                    values.push((field, part, Json::Null));
                    continue;
                }
                Got::Blank => None,
                Got::Value(value) => Some(value),
                Got::Noted(value, why) => {
                    read.note((why, column, about.key.as_str()), above);
                    Some(value)
                }
            };
            read.fields += cells;
            values.extend(value.map(|value| (field, part, value)));
        }
        for column in beside.unknown {
            if let Some(Target::Field { field, part, .. }) = self.layout.columns.get(column) {
                values.push((*field, *part, Json::Null));
            }
        }
        self.read_aloud(row, person, judge, &mut values, &mut read);
        self.read_lines(row, person, beside, judge, &mut values, &mut read);
        let whose = values
            .iter()
            .any(|(field, _, value)| self.list.fields[*field].anchors() && !value.is_null());
        if !whose {
            return read;
        }
        if let Some(field) = self.marks {
            // Also of a child without any mark: that is a child who was there every day.
            values.push((field, None, Json::Object(days)));
        }
        values.extend(
            self.fixed
                .iter()
                .map(|(field, value)| (*field, None, value.clone())),
        );
        self.commented(beside, &mut values, &mut read);
        self.marked(row, person, &mut values, &mut read);
        let above = std::mem::take(&mut read.above);
        read.records = self.records(row.number, values, &above);
        read
    }

    /// Whether one of the columns that make up a value is refused.
    fn refused(&self, field: usize, part: Option<usize>, judge: &Judge) -> bool {
        let mut columns = self.layout.columns.iter();
        columns.any(|(column, target)| {
            let own = matches!(target, Target::Field { field: of, part: one, .. } if (*of, *one) == (field, part));
            own && judge.refuses(*column)
        })
    }

    /// Whether what a cell holds counts. What somebody struck out is not true any more, and what is
    /// true instead nobody knows, unless the mapping says what striking out means.
    fn counts(&self, cell: &Cell, person: bool) -> bool {
        match self.list.seen.struck {
            Struck::Read => true,
            _ if cell.look.struck_partly => false,
            Struck::Mark(_) => !cell.look.struck || person,
            Struck::Unknown | Struck::LeaveOut => !cell.look.struck,
        }
    }

    /// One record, or one for each part of which the row says anything.
    fn records(
        &self,
        row: u32,
        mut values: Values,
        above: &[(&'a str, u32)],
    ) -> Vec<NewRecord<'a>> {
        // In the order of the columns, as one reads the row.
        let mut parts: Vec<Option<usize>> = Vec::new();
        for (_, part, _) in values.iter() {
            if part.is_some() && !parts.contains(part) {
                parts.push(*part);
            }
        }
        values.sort_by_key(|(field, ..)| *field);
        let key = |field: usize| self.list.fields[field].key.as_str();
        let record = |part: Option<usize>, fields| NewRecord {
            dataset: &self.list.dataset,
            source: self.place.id,
            row,
            part: part.map(|part| self.list.parts[part].0.as_str()),
            above: above.to_vec(),
            fields,
        };
        if parts.is_empty() {
            let mut whole = record(None, Vec::new());
            for (field, _, value) in values {
                let about = &self.list.fields[field];
                if about.key == PART {
                    let mut known = about.codes.values().map(String::as_str);
                    whole.part = known.find(|part| Some(*part) == value.as_str());
                } else {
                    whole.fields.push((key(field), value));
                }
            }
            return vec![whole];
        }
        parts
            .into_iter()
            .map(|part| {
                let mine = values
                    .iter()
                    .filter(|(_, of, _)| of.is_none() || *of == part)
                    .map(|(field, _, value)| (key(*field), value.clone()));
                record(part, mine.collect())
            })
            .collect()
    }
}
