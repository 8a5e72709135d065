//! Names of files and sheets with `*` and `?`.

use mimamori_text::fold_width;

/// A pattern. Widths of characters and small or capital letters do not matter, because file names
/// change both when they travel between systems.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    /// Components between `/`; for a sheet there is one.
    parts: Vec<Vec<char>>,
    written: String,
}

fn folded(text: &str) -> Vec<char> {
    fold_width(text).to_lowercase().chars().collect()
}

impl Pattern {
    /// `*` is any run within a component, `**` as a whole component any number of components, `?`
    /// one character.
    pub(crate) fn new(text: &str) -> Self {
        Pattern {
            parts: text.split('/').map(folded).collect(),
            written: text.to_owned(),
        }
    }

    /// The name, when only one name fits.
    pub(crate) fn one_name(&self) -> Option<&str> {
        (!self.written.contains(['*', '?'])).then_some(self.written.as_str())
    }

    /// Whether a path with `/` fits.
    pub(crate) fn fits_path(&self, path: &str) -> bool {
        let parts: Vec<Vec<char>> = path.split('/').map(folded).collect();
        fits_parts(&self.parts, &parts)
    }

    /// Whether a sheet's name fits; there `/` is a character like any other.
    pub(crate) fn fits_name(&self, name: &str) -> bool {
        fits(&folded(&self.written), &folded(name))
    }
}

fn fits_parts(pattern: &[Vec<char>], path: &[Vec<char>]) -> bool {
    match pattern.split_first() {
        None => path.is_empty(),
        Some((first, rest)) if first == &['*', '*'] => {
            (0..=path.len()).any(|skip| fits_parts(rest, &path[skip..]))
        }
        Some((first, rest)) => match path.split_first() {
            Some((part, others)) => fits(first, part) && fits_parts(rest, others),
            None => false,
        },
    }
}

/// Walks both texts once, going back only to the last `*`.
fn fits(pattern: &[char], text: &[char]) -> bool {
    let (mut at, mut pos) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while pos < text.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, pos));
                at += 1;
            }
            Some(c) if *c == '?' || *c == text[pos] => (at, pos) = (at + 1, pos + 1),
            _ => match &mut star {
                Some((star_at, taken)) => {
                    *taken += 1;
                    (at, pos) = (*star_at + 1, *taken);
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stays_within_a_folder() {
        let pattern = Pattern::new("*/出欠*.xlsx");
        assert!(pattern.fits_path("みなと小/出欠5月.xlsx"));
        assert!(!pattern.fits_path("出欠5月.xlsx"));
        assert!(!pattern.fits_path("学校/みなと小/出欠5月.xlsx"));
        assert!(Pattern::new("**/出欠*.xlsx").fits_path("学校/みなと小/出欠5月.xlsx"));
        assert!(Pattern::new("**/出欠*.xlsx").fits_path("出欠5月.xlsx"));
    }

    #[test]
    fn width_and_case_of_letters_do_not_matter() {
        assert!(Pattern::new("住民記録?.xlsx").fits_path("住民記録５.XLSX"));
        // macOS takes voiced kana apart.
        assert!(Pattern::new("がくれい簿.csv").fits_path("か\u{3099}くれい簿.csv"));
        assert!(Pattern::new("1/2年*").fits_name("1/2年生"));
    }

    #[test]
    fn many_stars_do_not_take_for_ever() {
        let pattern = Pattern::new(&"*a".repeat(30));
        assert!(!pattern.fits_path(&"a".repeat(200).replace("aaaaaaaaaaaa", "b")));
    }
}
