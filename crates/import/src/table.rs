//! Reading a sheet: a window of rows for the headings, then row by row into records and problems, one
//! table after another.

use mimamori_container::{Merges, Row, Rows, Sheet, Unread};
use mimamori_paper::recognise;
use mimamori_record::line::{Problem, Source, SourceState};
use mimamori_record::reason;
use mimamori_record::{Failure, Output};

use crate::about::{About, Place};
use crate::again::Again;
use crate::feed::{Feed, WINDOW};
use crate::heading::{self, Layout};
use crate::individual::{Judge, NAMES};
use crate::looks::Visible;
use crate::mapping::List;
use crate::origin::Above;
use crate::reader::Reader;
use crate::record::Builder;
use crate::rows::{Sorter, Widths};
use crate::shape::Shape;
use crate::value::Context;

/// What became of a sheet.
#[derive(Debug)]
pub(crate) enum Done {
    /// The source lines of its tables, already written, and their headings as far as they were
    /// found; and how many cells of the sheet came out of the container.
    Sources(Vec<(Source, Shape)>, u64),
    /// Tables side by side, each of which is read on its own; nothing is written yet.
    Sides(Vec<Side>),
    /// It holds nothing.
    Empty,
    /// It is one of our own papers.
    Own,
}

impl Done {
    /// A sheet of which nothing was read.
    pub(crate) fn gap(source: Source) -> Done {
        Done::Sources(vec![(source, Shape::default())], 0)
    }
}

/// One of several tables that stand side by side.
#[derive(Debug, Clone)]
pub(crate) struct Side {
    /// First and last column.
    span: (u32, u32),
    /// The rows above the headings and those of cells that the mapping names, in all columns.
    head: Vec<Row>,
}

/// A table that is about to be read.
struct Block {
    layout: Layout,
    above: Above,
    /// Rows in which its headings stand.
    window: Vec<Row>,
}

/// What is read, and where.
#[derive(Clone, Copy)]
struct At<'a> {
    list: &'a List,
    context: Context<'a>,
    place: Place<'a>,
    merges: &'a Merges,
    seen: &'a Visible,
}

/// Reads the tables of a sheet, or of one side of it, and writes their records, problems and
/// sources. `tables` counts those of the whole sheet.
pub(crate) fn read_table(
    list: &List,
    context: Context<'_>,
    place: Place<'_>,
    sheet: Sheet<'_>,
    side: Option<&Side>,
    tables: &mut u32,
    out: &mut Output<'_>,
) -> Result<Done, Failure> {
    let merges = &sheet.merges;
    let mut seen = Visible {
        visible: sheet.visible,
        hidden_columns: sheet.hidden_columns,
        comments: sheet.comments,
    };
    if let Some(side) = side {
        let (first, last) = side.span;
        seen.comments
            .retain(|(_, column), _| (first..=last).contains(column));
    }
    let mut feed = Feed::new(sheet.rows, side.map(|side| side.span));
    feed.look(WINDOW);
    let unread = |why, tables: &mut u32, out: &mut Output<'_>| {
        let id = id(place, tables);
        unreadable(list, context, Place { id: &id, ..place }, why, out).map(Done::gap)
    };
    if let Some(why) = feed.failed() {
        return unread(why, tables, out);
    }
    let window = feed.look(WINDOW);
    if window.is_empty() {
        return Ok(Done::Empty);
    }
    let texts = window
        .iter()
        .take(60)
        .flat_map(|row| &row.cells)
        .filter_map(|cell| cell.value.text());
    if recognise([], texts).is_some() {
        return Ok(Done::Own);
    }
    let mut layouts = heading::find_all(list, window, merges, None);
    let Some(first) = layouts.first().map(|layout| layout.rows.0) else {
        return unread(&reason::MISSING_LABEL, tables, out);
    };
    let above = match side {
        Some(side) => {
            let own: Vec<Row> = window
                .iter()
                .filter(|row| row.number < first)
                .cloned()
                .collect();
            Above::of(list, &side.head, first).below(&own)
        }
        None => Above::of(list, window, first),
    };
    let about = About::of(list, context, place, &above);
    let unsaid = !list.month.is_empty() && about.month.is_none()
        || !list.period.is_empty() && about.period.is_none();
    if unsaid {
        return unread(&reason::MONTH_UNKNOWN, tables, out);
    }
    if about.disagrees {
        return unread(&reason::PLACES_DISAGREE, tables, out);
    }
    if about.month.is_some() {
        let dated = heading::find_all(list, window, merges, about.month);
        if !dated.is_empty() {
            layouts = dated;
        }
    }
    if side.is_none() && layouts.len() > 1 {
        return Ok(Done::Sides(sides(list, &layouts, window)));
    }
    let Some(mut layout) = layouts.into_iter().next() else {
        return unread(&reason::MISSING_LABEL, tables, out);
    };
    if let Some((first, _)) = list.rows {
        layout.rows.1 = layout.rows.1.max(first - 1);
    }
    let headings = window.iter().filter(|row| row.number <= layout.rows.1);
    let block = Block {
        window: headings.cloned().collect(),
        layout,
        above,
    };
    let at = At {
        list,
        context,
        place,
        merges,
        seen: &seen,
    };
    blocks(at, feed, block, tables, out)
}

/// The tables side by side.
fn sides(list: &List, layouts: &[Layout], window: &[Row]) -> Vec<Side> {
    let head = |layout: &Layout| {
        let wanted = |row: &&Row| {
            row.number <= layout.rows.1
                || list.cells.iter().any(|(number, _)| *number == row.number)
        };
        window.iter().filter(wanted).cloned().collect()
    };
    layouts
        .iter()
        .map(|layout| Side {
            span: layout.span,
            head: head(layout),
        })
        .collect()
}

/// Reads the tables that stand one below the other.
fn blocks(
    at: At<'_>,
    mut feed: Feed<'_>,
    first: Block,
    tables: &mut u32,
    out: &mut Output<'_>,
) -> Result<Done, Failure> {
    let At {
        list,
        context,
        place,
        merges,
        seen,
    } = at;
    let mut done = Vec::new();
    let mut held = 0;
    let mut next = Some(first);
    while let Some(block) = next.take() {
        let id = id(place, tables);
        let place = Place { id: &id, ..place };
        let layout = &block.layout;
        let builder = Builder::new(list, context, place, layout, &block.above);
        let month = builder.about.month;
        let (judge, mut judged) = judge(layout, feed.look(WINDOW));
        let mut reader = Reader::new(list, place, merges, layout, judge, builder, seen);
        reader.widths = Widths::of(layout.rows, &block.window, feed.look(WINDOW));
        reader.labels = heading::written(list, layout, &block.window, merges);
        reader.headings(out)?;
        reader.hidden(out)?;
        let mut sorter = Sorter::new(list, layout);
        let mut again = Again::new(list, layout, &block.above, merges);
        while next.is_none() {
            let Some(row) = feed.take() else { break };
            if row.number > judged {
                reader.judge.look(&row);
                judged = row.number;
            }
            let found = match row.number > layout.rows.1 && !sorter.ended() {
                true => again.find(&row, &mut feed, month),
                false => None,
            };
            if let Some(found) = found {
                let above = block.above.below(&found.titles);
                let other = Builder::new(list, context, place, layout, &above);
                if let Some(layout) = found.table(layout, !other.says_the_same(&reader.builder)) {
                    feed.put_back(row);
                    next = Some(Block {
                        layout,
                        above,
                        window: found.window,
                    });
                    continue;
                }
                if !found.titles.is_empty() {
                    reader.begins_anew();
                }
                sorter.skip_to(found.rows.1);
            } else if again.foreign {
                sorter.foreign();
            }
            reader.row(row, &mut sorter, out)?;
        }
        if let (None, Some(why)) = (&next, feed.failed()) {
            // The records above are written; that the rest is missing stands in the state.
            done.push((reader.broken(why, out)?, Shape::default()));
            break;
        }
        let mut shape = Shape::of(list, layout, |column| reader.judge.refuses(column));
        shape.people = std::mem::take(&mut reader.people);
        shape.traces = std::mem::take(&mut reader.traces);
        let source = reader.finish(feed.held() - held, out)?;
        held = feed.held();
        done.push((source, shape));
    }
    Ok(Done::Sources(done, feed.of_sheet()))
}

/// The id of the next table: that of the sheet, and for further ones their number behind it.
fn id(place: Place<'_>, tables: &mut u32) -> String {
    *tables += 1;
    match *tables {
        1 => place.id.to_owned(),
        number => format!("{}.{number}", place.id),
    }
}

/// Judges the columns of a table by its heading and the rows that are at hand; up to which row.
fn judge(layout: &Layout, window: &[Row]) -> (Judge, u32) {
    let mut judge = Judge::default();
    for (column, word) in &layout.words {
        if NAMES.iter().any(|name| word.contains(name)) {
            judge.refuse(*column);
        }
    }
    for row in window.iter().filter(|row| row.number > layout.rows.1) {
        judge.look(row);
    }
    (judge, window.last().map_or(0, |row| row.number))
}

/// The first rows of a table: enough to find its headings and to judge its columns.
pub(crate) fn window(rows: Box<dyn Rows + '_>) -> Result<Vec<Row>, Unread> {
    let mut feed = Feed::new(rows, None);
    let window = feed.look(WINDOW).to_vec();
    feed.failed().map_or(Ok(window), Err)
}

/// A file or sheet that cannot be read: its problem, and its gap.
pub(crate) fn unreadable(
    list: &List,
    context: Context<'_>,
    place: Place<'_>,
    why: Unread,
    out: &mut Output<'_>,
) -> Result<Source, Failure> {
    out.write(&Problem {
        code: why.code.to_owned(),
        source: Some(place.id.to_owned()),
        dataset: Some(list.dataset.to_owned()),
        ..Problem::default()
    })?;
    gap(list, context, place, &Above::default(), out)
}

/// A source that leaves a gap in the coverage, as far as names and titles tell.
pub(crate) fn gap(
    list: &List,
    context: Context<'_>,
    place: Place<'_>,
    above: &Above,
    out: &mut Output<'_>,
) -> Result<Source, Failure> {
    let mut source = About::of(list, context, place, above).source(list, place);
    source.state = SourceState::Unreadable;
    out.write(&source)?;
    Ok(source)
}
