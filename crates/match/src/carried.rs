//! Answers on the lines of those whom they are about, so that next month obeys them without the
//! workbook.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::value::RawValue;

use crate::gather::Gathered;
use crate::intake::Intake;
use crate::settle::Settled;

/// By place in [`Gathered::beings`]: the lines, in the order in which the answers were given.
pub(crate) type Carried = BTreeMap<usize, Vec<Box<RawValue>>>;

/// Lays each answer beside its persons; beside two, each has its own side alone.
pub(crate) fn carried(settled: &Settled, intake: &Intake, gathered: &Gathered) -> Carried {
    let mut carried = Carried::new();
    for standing in &settled.answers {
        let owners = standing.sides.map(|id| gathered.being_of.get(&id).copied());
        let both: BTreeSet<usize> = owners.iter().copied().flatten().collect();
        for person in both {
            let mine = |side: usize| {
                let own = owners[side] == Some(person);
                own.then(|| intake.identity(standing.sides[side]))
            };
            let evidence = standing.answer.evidence.as_ref();
            let none = BTreeSet::new();
            let line = standing
                .answer
                .line([mine(0), mine(1)], evidence.unwrap_or(&none));
            carried.entry(person).or_default().extend(line);
        }
    }
    carried
}
