//! `*.xlsx` on the command line: shells expand it, cmd.exe does not.

use std::ffi::OsString;

/// The arguments with `*` and `?` in their last component expanded, on Windows only.
#[cfg(not(windows))]
pub(crate) fn expanded(arguments: Vec<OsString>) -> Vec<OsString> {
    arguments
}

/// The arguments with `*` and `?` in their last component expanded, on Windows only.
#[cfg(windows)]
pub(crate) fn expanded(arguments: Vec<OsString>) -> Vec<OsString> {
    let mut words = Vec::with_capacity(arguments.len());
    for argument in arguments {
        let found = argument.to_str().map(matches).unwrap_or_default();
        if found.is_empty() {
            words.push(argument);
        } else {
            words.extend(found);
        }
    }
    words
}

#[cfg(windows)]
fn matches(word: &str) -> Vec<OsString> {
    let path = std::path::Path::new(word);
    let Some(pattern) = path.file_name().and_then(|name| name.to_str()) else {
        return Vec::new();
    };
    if word.starts_with('-') || !pattern.contains(['*', '?']) {
        return Vec::new();
    }
    let folder = path.parent().unwrap_or(std::path::Path::new(""));
    let read = if folder.as_os_str().is_empty() {
        std::fs::read_dir(".")
    } else {
        std::fs::read_dir(folder)
    };
    let pattern: Vec<char> = pattern.to_lowercase().chars().collect();
    let mut found: Vec<OsString> = read
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| fits(&pattern, &name.to_lowercase().chars().collect::<Vec<_>>()))
        .map(|name| folder.join(name).into_os_string())
        .collect();
    found.sort();
    found
}

/// Whether `*` (any run) and `?` (any one) of the pattern cover the name.
#[cfg(any(windows, test))]
fn fits(pattern: &[char], name: &[char]) -> bool {
    match (pattern.first(), name.first()) {
        (None, None) => true,
        (Some('*'), _) => {
            fits(&pattern[1..], name) || !name.is_empty() && fits(pattern, &name[1..])
        }
        (Some('?'), Some(_)) => fits(&pattern[1..], &name[1..]),
        (Some(wanted), Some(found)) if wanted == found => fits(&pattern[1..], &name[1..]),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn star_covers_any_run_and_question_mark_one_character() {
        let fits = |pattern: &str, name: &str| {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            fits(&letters(pattern), &letters(name))
        };
        assert!(fits("出欠*.xlsx", "出欠5月.xlsx"));
        assert!(fits("?月.xlsx", "5月.xlsx"));
        assert!(!fits("?月.xlsx", "12月.xlsx"));
        assert!(!fits("*.xlsx", "出欠.csv"));
    }
}
