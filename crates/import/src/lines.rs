//! A cell of several lines that says more than one thing: a name over its reading, a birth date over
//! the age. The mapping says which line a field takes.

use mimamori_container::{Row, Value};
use mimamori_record::reason;

use crate::heading::{Layout, Target};
use crate::mapping::{Field, List};
use crate::value::{Context, Got, read_cell};

/// Which line of its cells a field takes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    /// The line, from 1; blank ones are not counted.
    pub(crate) nth: usize,
    /// The last line that a field takes of these cells.
    pub(crate) last: usize,
    /// Index of the field that the column is bound to, when it is not this one.
    pub(crate) of: Option<usize>,
}

/// Whether a line may be there that no field takes: an age below a birth date. Below a name it may be
/// another person, below a date the right one.
fn says_an_age(line: &str) -> bool {
    ["歳", "才", "か月", "ヶ月", "ヵ月", "カ月", "ケ月"]
        .iter()
        .any(|unit| line.ends_with(unit))
}

/// The lines of a text that say something, brackets around a whole one taken off.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.split(['\n', '\r']).map(str::trim);
    lines.filter(|line| !line.is_empty()).map(unbracketed)
}

fn unbracketed(line: &str) -> &str {
    let pairs = ["()", "（）", "[]", "［］", "〔〕", "【】"];
    let inside = pairs.iter().find_map(|pair| {
        let mut pair = pair.chars();
        let rest = line
            .strip_prefix(pair.next()?)?
            .strip_suffix(pair.next()?)?;
        Some(rest.trim())
    });
    inside.unwrap_or(line)
}

/// Reads a cell, or the line of it that the field takes. With more lines than anybody spoke of
/// nobody knows which is which.
pub(crate) fn read(field: &Field, cell: &Value, context: Context<'_>) -> Got {
    let Some(line) = field.line else {
        return read_cell(field, cell, context);
    };
    match cell {
        Value::Text(text) if !lines(text).skip(line.last).all(says_an_age) => {
            Got::Bad(&reason::TYPE_ERROR)
        }
        Value::Text(text) => {
            let mine = lines(text).nth(line.nth - 1).and_then(Value::of_text);
            mine.map_or(Got::Blank, |mine| read_cell(field, &mine, context))
        }
        Value::Error | Value::Uncomputed => read_cell(field, cell, context),
        _ if line.nth == 1 => read_cell(field, cell, context),
        _ => Got::Blank,
    }
}

/// The fields that share the column of another one, and that column.
pub(crate) fn columns(list: &List, layout: &Layout) -> Vec<(usize, u32)> {
    let column = |of: usize| {
        let mut columns = layout.columns.iter();
        columns.find_map(|(column, target)| match target {
            Target::Field { field, .. } if *field == of => Some(*column),
            _ => None,
        })
    };
    let fields = list.fields.iter().enumerate();
    fields
        .filter_map(|(index, field)| Some((index, column(field.line?.of?)?)))
        .collect()
}

/// Fields whose line no cell has had so far: the mapping may have counted wrong, and the field would
/// be blank without a word.
#[derive(Debug, Default)]
pub(crate) struct Unseen(Vec<Missing>);

/// A field, the column of its cells, its line, and whether any cell held something.
#[derive(Debug)]
struct Missing {
    field: usize,
    column: u32,
    nth: usize,
    held: bool,
}

impl Unseen {
    /// Those of a table. A first line is always there, and of an optional field it may be missing.
    pub(crate) fn new(list: &List, layout: &Layout) -> Unseen {
        let bound = layout.columns.iter();
        let bound = bound.filter_map(|(column, target)| Some((target.field()?, *column)));
        let missing = bound
            .chain(columns(list, layout))
            .filter_map(|(field, column)| {
                let nth = list.fields[field].line?.nth;
                let wanted = nth > 1 && !list.fields[field].optional;
                wanted.then_some(Missing {
                    field,
                    column,
                    nth,
                    held: false,
                })
            });
        Unseen(missing.collect())
    }

    /// Looks at somebody's row.
    pub(crate) fn look(&mut self, row: &Row) {
        self.0.retain_mut(|missing| {
            let text = row.cell(missing.column).and_then(|cell| {
                missing.held = true;
                cell.value.text()
            });
            text.is_none_or(|text| lines(text).nth(missing.nth - 1).is_none())
        });
    }

    /// The fields, and their columns, of which cells were there and the line never was.
    pub(crate) fn finish(self) -> impl Iterator<Item = (usize, u32)> {
        let held = self.0.into_iter().filter(|missing| missing.held);
        held.map(|missing| (missing.field, missing.column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doubted::Doubted;

    #[test]
    fn blank_lines_do_not_count_and_brackets_around_a_line_are_taken_off() {
        let found = |text| lines(text).collect::<Vec<_>>();
        assert_eq!(
            found("空野　湊\r\n\n（そらの　みなと）"),
            ["空野　湊", "そらの　みなと"]
        );
        assert_eq!(found("H29.5.3\n(8歳)"), ["H29.5.3", "8歳"]);
        assert_eq!(found("空野（旧姓 星田）"), ["空野（旧姓 星田）"]);
    }

    #[test]
    fn below_a_name_only_an_age_may_stand_that_no_field_takes() {
        let mut name = Field::plain("name", mimamori_record::line::FieldType::Name);
        name.line = Some(Line {
            nth: 1,
            last: 1,
            of: None,
        });
        let registry = crate::town::Registry::default();
        let context = Context {
            today: chrono::NaiveDate::default(),
            registry: &registry,
            doubted: &Doubted::default(),
        };
        let got = |text: &str| read(&name, &Value::of_text(text).unwrap(), context);
        assert_eq!(got("空野 湊\n空野 凪"), Got::Bad(&reason::TYPE_ERROR));
        assert_eq!(got("空野 湊\n（8歳）"), Got::Value("空野 湊".into()));
    }
}
