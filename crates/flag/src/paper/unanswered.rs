//! Supported children of whom an urgent question has no answer: whoever reads the list of candidates
//! must not find them only behind the counts.

use std::collections::BTreeMap;

use mimamori_paper::{Cell, Row};

use super::Paper;
use crate::candidate::Who;
use crate::messages;
use crate::rules::{Lane, Rule};

impl Paper<'_> {
    /// Supported children who do not stand here and of whom an urgent question has no answer.
    pub(super) fn unanswered(&self) -> Vec<Row> {
        let urgent = |rule: &&Rule| rule.lane == Lane::Immediate;
        let urgent: Vec<&Rule> = self.rules.on().filter(urgent).collect();
        let mut rows: BTreeMap<(&Who, bool), [Vec<String>; 4]> = BTreeMap::new();
        for (missing, people) in &self.collected.unsure {
            for one in people.named.iter().filter(|one| !one.listed) {
                let Some(known) = &one.known else { continue };
                let asked = urgent.iter().filter(|rule| one.rules.contains(&rule.id));
                let asked: Vec<String> = asked
                    .map(|rule| messages::pick(&rule.title, self.lang))
                    .map(|title| messages::question(title).pick(self.lang).to_owned())
                    .collect();
                if asked.is_empty() {
                    continue;
                }
                let row = rows.entry((&one.who, one.protected)).or_default();
                let missing = messages::missing_in(&self.spanned(missing, one), self.lang);
                let places = self.cells().places(&one.cells, one.protected);
                let told = [
                    vec![known.clone()],
                    asked,
                    vec![format!("・{missing}")],
                    places,
                ];
                for (cell, lines) in row.iter_mut().zip(told) {
                    for line in lines {
                        if !cell.contains(&line) {
                            cell.push(line);
                        }
                    }
                }
            }
        }
        let rows = rows.into_iter().map(|((who, protected), told)| {
            let [known, asked, missing, places] = told.map(|lines| lines.join("\n"));
            let lane = messages::lane(Lane::Immediate).pick(self.lang);
            let name = [self.named(who, protected), self.age_and_school(who), known].join("\n");
            let mut cells = vec![name, format!("{lane}？"), asked, missing, places];
            cells.extend(self.collected.compared.then(String::new));
            Row::new(cells.into_iter().map(Cell::from)).closes()
        });
        rows.collect()
    }
}
