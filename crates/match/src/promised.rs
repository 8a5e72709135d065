//! What the sources promised against what came.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_record::line::Problem;
use mimamori_record::reason;

use crate::intake::Intake;

impl Intake {
    /// Fewer rows than a source promised: somebody took some away. Lists that came twice are told.
    pub(crate) fn note_missing(&mut self) {
        let mut rows: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        let mut twice: BTreeSet<&str> = BTreeSet::new();
        for pair in self.records.windows(2) {
            let (a, b) = (&pair[0], &pair[1]);
            if a.source == b.source && a.row == b.row && a.part == b.part {
                twice.insert(&self.sources[a.source as usize].id);
            }
        }
        for record in &self.records {
            let id = self.sources[record.source as usize].id.as_str();
            rows.entry(id).or_default().insert(record.row);
        }
        for (source, row) in &self.about_rows {
            let id = self.sources[*source as usize].id.as_str();
            rows.entry(id).or_default().insert(*row);
        }
        let mut problems = Vec::new();
        let loose = self
            .problems
            .iter()
            .filter(|p| p.code == reason::RECORD_LOOSE.code);
        for problem in loose {
            if let (Some(source), Some(row)) = (&problem.source, problem.row) {
                rows.entry(source).or_default().insert(row);
            }
        }
        for source in &self.sources {
            let found = rows.get(source.id.as_str()).map_or(0, BTreeSet::len);
            let times = if twice.contains(source.id.as_str()) {
                2
            } else {
                1
            };
            let promised = source.rows.unwrap_or(0) as usize / times;
            if found < promised {
                problems.push(Problem {
                    code: reason::RECORDS_MISSING.code.to_owned(),
                    source: Some(source.id.clone()),
                    count: Some((promised - found) as u64),
                    ..Problem::default()
                });
            }
            if twice.contains(source.id.as_str()) {
                problems.push(Problem {
                    code: reason::SOURCES_TIE.code.to_owned(),
                    source: Some(source.id.clone()),
                    ..Problem::default()
                });
            }
        }
        self.problems.extend(problems);
    }
}
