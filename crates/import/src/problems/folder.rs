//! The names of the letters, and what an earlier run left in their folder.

use std::fs;
use std::path::Path;

use mimamori_container::Book;
use mimamori_paper::{Mark, file_name, recognise};

use super::To;

/// What stands behind the name of a department.
const ENDING: &str = "へ_確認のお願い.xlsx";
/// The centre's own paper.
const CENTRE: &str = "センターで直すこと.xlsx";

/// The name of a letter, unlike those that are taken. It does not depend on the language, so that
/// a run in the other one replaces the paper.
pub(super) fn name(to: &To, taken: &[String]) -> String {
    let To::Provider(provider) = to else {
        return CENTRE.to_owned();
    };
    let named = |number: usize| match number {
        1 => file_name(&format!("{provider}{ENDING}")),
        _ => file_name(&format!("{provider} ({number}){ENDING}")),
    };
    let free = |name: &String| {
        let same = |other: &String| other.to_lowercase() == name.to_lowercase();
        !taken.iter().any(same)
    };
    (1..).map(named).find(free).unwrap_or_default()
}

/// The letters of an earlier run in this folder that this run does not replace.
pub(super) fn settled(folder: &Path, mark: &Mark, named: &[String]) -> Vec<(String, To)> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut settled: Vec<(String, To)> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let to = match name.strip_suffix(ENDING) {
                Some(provider) => To::Provider(provider.to_owned()),
                None if name == CENTRE => To::Centre,
                None => return None,
            };
            let ours = !named.contains(&name) && is_letter(&entry.path(), mark);
            ours.then_some((name, to))
        })
        .collect();
    settled.sort();
    settled
}

/// Whether a file is a letter of this town: somebody else's with such a name is left alone.
fn is_letter(path: &Path, mark: &Mark) -> bool {
    let book = fs::read(path)
        .ok()
        .and_then(|bytes| Book::open(bytes, &[]).ok());
    let found = book.and_then(|book| recognise(book.names.iter().map(String::as_str), []));
    found.is_some_and(|found| (&found.kind, &found.series) == (&mark.kind, &mark.series))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_departments_never_share_a_file() {
        let to = |name: &str| To::Provider(name.to_owned());
        let first = name(&to("A/B課"), &[]);
        assert_eq!(first, "A／B課へ_確認のお願い.xlsx");
        let second = name(&to("a／b課"), std::slice::from_ref(&first));
        assert_eq!(second, "a／b課 (2)へ_確認のお願い.xlsx");
        assert_eq!(name(&To::Centre, &[first]), "センターで直すこと.xlsx");
    }

    #[test]
    fn a_file_with_such_a_name_that_is_no_letter_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(CENTRE), "x").unwrap();
        let day = chrono::NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
        let mark = Mark::new("corrections", "k7q2", day);
        assert_eq!(settled(folder.path(), &mark, &[]), []);
    }
}
