//! All tables of a month for one kind of unit, as one thing to protect.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_record::Said;

use crate::count::{State, Table};
use crate::dimension::Raw;
use crate::gather::Units;
use crate::messages;
use crate::suppress::{Group, Line, Model, Rules, everybody, protect};

/// What became of tables that cannot be published: the table's place and why.
pub(crate) type Dropped = Vec<(usize, Said)>;

/// A cell of a table.
type Place = (usize, usize);

/// Cells that other months hide: the table's id and the codes.
pub(crate) type Forced = BTreeSet<(String, Vec<String>)>;

/// Hides what must be hidden in the tables, which all count the same kind of unit in the same
/// month, and names the tables that cannot be written.
pub(crate) fn hide(
    tables: &mut [Table<'_>],
    units: &Units,
    rules: Rules,
    forced: &Forced,
) -> Dropped {
    let mut dropped: Dropped = Vec::new();
    loop {
        let left: Vec<usize> = (0..tables.len())
            .filter(|at| dropped.iter().all(|(gone, _)| gone != at))
            .collect();
        let (mut model, mut cells) = model(tables, &left, units, false);
        let hides_zero = rules.hide_zeros || model.lines.iter().any(|line| everybody(&model, line));
        if hides_zero {
            (model, cells) = self::model(tables, &left, units, true);
        }
        let forced = cells
            .iter()
            .filter(|((table, cell), group)| {
                model.groups[**group].value > 0 && forced.contains(&key(&tables[*table], *cell))
            })
            .map(|(_, group)| *group)
            .collect();
        let hidden = match protect(&model, rules, &forced) {
            Ok(hidden) => hidden,
            Err(open) => {
                // A difference between tables has no cell; the last table then makes way.
                let place = cells.iter().rev().find(|(_, group)| **group == open.group);
                let (table, cell) = match place {
                    Some(((table, cell), _)) => (*table, *cell),
                    None => match left.last() {
                        Some(last) => (*last, tables[*last].cells.len() - 1),
                        None => return dropped,
                    },
                };
                let why = not_safe(&tables[table], cell);
                dropped.push((table, why));
                continue;
            }
        };
        for ((table, cell), group) in &cells {
            let cell = &mut tables[*table].cells[*cell];
            if cell.state != State::Impossible {
                cell.state = if hidden[*group] {
                    State::Hidden
                } else {
                    State::Shown
                };
            }
        }
        let empty = left.iter().find(|at| {
            let cells = &tables[**at].cells;
            let hidden = cells.iter().any(|cell| cell.state == State::Hidden);
            hidden
                && !cells
                    .iter()
                    .any(|cell| cell.state == State::Shown && cell.count > 0)
        });
        match empty {
            None => return dropped,
            Some(at) => {
                let table = &tables[*at];
                let id = table.entry.id.get_ref();
                let coarser = coarser(table);
                dropped.push((*at, messages::nothing_left(id, &table.month, &coarser)));
            }
        }
    }
}

/// How a cell is called over the months.
pub(crate) fn key(table: &Table<'_>, cell: usize) -> (String, Vec<String>) {
    let at = table.cells[cell]
        .at
        .iter()
        .zip(&table.dimensions)
        .map(|(at, dimension)| {
            at.map_or_else(|| "total".to_owned(), |at| dimension.codes[at].key.clone())
        });
    (table.entry.id.get_ref().clone(), at.collect())
}

/// Classes, groups and lines of the tables in `left`. With `wide` there are also classes in which
/// nobody is, but somebody might be who differs from a real unit in one field: hidden zeros need
/// them.
fn model(
    tables: &[Table<'_>],
    left: &[usize],
    units: &Units,
    wide: bool,
) -> (Model, BTreeMap<Place, usize>) {
    let mut profiles: BTreeMap<Vec<Raw>, u64> = units.profiles.clone();
    if wide {
        for field in 0..units.fields.len() {
            let values: BTreeSet<&Raw> = units.profiles.keys().map(|p| &p[field]).collect();
            for profile in units.profiles.keys() {
                for value in &values {
                    let mut other = profile.clone();
                    other[field] = (*value).clone();
                    profiles.entry(other).or_default();
                }
            }
        }
    }
    // Units that no cell of the release tells apart are one class.
    let mut classes: BTreeMap<Vec<Place>, u64> = BTreeMap::new();
    for (profile, count) in &profiles {
        let mut signature: Vec<Place> = Vec::new();
        let mut possible = true;
        for table in left {
            let Some(place) = tables[*table].place(profile) else {
                continue;
            };
            for (at, cell) in tables[*table].cells.iter().enumerate() {
                let covers = cell
                    .at
                    .iter()
                    .zip(&place)
                    .all(|(at, code)| at.is_none_or(|at| at == *code));
                if covers && cell.state != State::Unknown {
                    possible &= cell.state != State::Impossible || *count > 0;
                    signature.push((*table, at));
                }
            }
        }
        if possible && !signature.is_empty() {
            *classes.entry(signature).or_default() += count;
        }
    }
    let mut members: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
    for (class, signature) in classes.keys().enumerate() {
        for place in signature {
            members.entry(*place).or_default().push(class);
        }
    }
    let mut model = Model {
        classes: classes.values().copied().collect(),
        ..Model::default()
    };
    let mut known: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    let mut cells: BTreeMap<Place, usize> = BTreeMap::new();
    for table in left {
        for (at, cell) in tables[*table].cells.iter().enumerate() {
            if cell.state == State::Unknown {
                continue;
            }
            let members = members.remove(&(*table, at)).unwrap_or_default();
            let group = *known.entry(members.clone()).or_insert_with(|| {
                model.groups.push(Group {
                    value: members.iter().map(|class| model.classes[*class]).sum(),
                    members,
                    cells: 0,
                    summed: cell.at.iter().filter(|at| at.is_none()).count(),
                });
                model.groups.len() - 1
            });
            model.groups[group].cells += 1;
            cells.insert((*table, at), group);
        }
    }
    for table in left {
        lines(&tables[*table], *table, &cells, &mut model.lines);
    }
    (model, cells)
}

/// Every margin of a table with its parts, where all of them are known.
fn lines(table: &Table<'_>, number: usize, cells: &BTreeMap<Place, usize>, out: &mut Vec<Line>) {
    let find = |at: &[Option<usize>]| table.cells.iter().position(|cell| cell.at == at);
    for (place, cell) in table.cells.iter().enumerate() {
        for (d, codes) in table.shown.iter().enumerate() {
            if cell.at[d].is_some() || !cells.contains_key(&(number, place)) {
                continue;
            }
            let mut parts = Vec::new();
            let mut whole = true;
            for code in codes {
                let mut at = cell.at.clone();
                at[d] = Some(*code);
                let part = find(&at);
                let possible = part.is_some_and(|p| table.cells[p].state != State::Impossible);
                match part.and_then(|part| cells.get(&(number, part))) {
                    Some(group) if possible => parts.push(*group),
                    Some(_) => {}
                    None => whole = false,
                }
            }
            if whole {
                out.push(Line {
                    parts,
                    sensitive: table.dimensions[d].field.is_sensitive(),
                });
            }
        }
    }
}

fn not_safe(table: &Table<'_>, cell: usize) -> Said {
    let join = |pick: fn(&Said) -> &str, total: &str| -> String {
        let at = table.cells[cell].at.iter().zip(&table.dimensions);
        let labels: Vec<&str> = at
            .map(|(at, dimension)| at.map_or(total, |at| pick(&dimension.codes[at].label)))
            .collect();
        labels.join(" × ")
    };
    let name = Said {
        ja: join(|said| &said.ja, messages::TOTAL.ja),
        en: join(|said| &said.en, messages::TOTAL.en),
    };
    messages::not_safe(
        table.entry.id.get_ref(),
        &table.month,
        &name,
        &coarser(table),
    )
}

/// The smallest code of the dimension with most codes, and its smaller neighbour: joined, they
/// lose the least.
fn coarser(table: &Table<'_>) -> Said {
    let widest = (0..table.dimensions.len()).max_by_key(|d| table.shown[*d].len());
    let Some(d) = widest.filter(|d| table.shown[*d].len() > 2) else {
        return messages::take_away();
    };
    let count = |code: usize| {
        let mut at: Vec<Option<usize>> = vec![None; table.dimensions.len()];
        at[d] = Some(code);
        table.cell(&at).map_or(0, |cell| cell.count)
    };
    let codes = &table.shown[d];
    let pairs = codes.windows(2).map(|pair| (pair[0], pair[1]));
    match pairs.min_by_key(|(one, other)| count(*one) + count(*other)) {
        Some((one, other)) => {
            let dimension = &table.dimensions[d];
            messages::join_bands(
                dimension.field.label(),
                &dimension.codes[one].label,
                &dimension.codes[other].label,
            )
        }
        None => messages::take_away(),
    }
}
