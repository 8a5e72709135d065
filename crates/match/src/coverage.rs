//! Lists and sources of the stream, for those who look up where a row stands.

use mimamori_record::Coverage;

use crate::intake::Intake;

/// Town, lists and sources of the input.
pub(crate) fn coverage(intake: &Intake) -> Coverage {
    let mut coverage = Coverage::default();
    // They were all parsed when they were read.
    for (kind, line) in intake.passing() {
        match kind {
            "dataset" => {
                if let Ok(line) = serde_json::from_slice(line) {
                    coverage.add_dataset(line);
                }
            }
            "source" => {
                if let Ok(line) = serde_json::from_slice(line) {
                    coverage.add_source(line);
                }
            }
            "problem" => {
                if let Ok(line) = serde_json::from_slice(line) {
                    coverage.add_problem(&line);
                }
            }
            _ => {}
        }
    }
    coverage.set_town(intake.town.clone());
    for problem in &intake.problems {
        coverage.add_problem(problem);
    }
    coverage.settle();
    coverage
}
