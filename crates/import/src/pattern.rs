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

/// A pattern of which one part is wanted: `*年{}組` takes 1 out of 3年1組.
#[derive(Debug, Clone)]
pub(crate) struct Capture {
    before: Vec<char>,
    after: Vec<char>,
}

/// Longer texts are sentences.
const LONGEST_TITLE: usize = 100;

impl Capture {
    /// `{}` is what is wanted, `*` anything, `?` one character; none without exactly one `{}`.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let (before, after) = text.split_once("{}")?;
        let capture = Capture {
            before: folded(before),
            after: folded(after),
        };
        (!after.contains("{}")).then_some(capture)
    }

    /// The wanted part, when the text fits: the shortest one, of equal ones the first.
    pub(crate) fn of(&self, text: &str) -> Option<String> {
        let text: Vec<char> = fold_width(text).trim().chars().collect();
        if text.len() > LONGEST_TITLE {
            return None;
        }
        let plain: Vec<char> = text.iter().flat_map(|c| c.to_lowercase()).collect();
        // Small letters may be longer than the capital ones; of these no part is wanted.
        let text = if plain.len() == text.len() {
            text
        } else {
            plain.clone()
        };
        let starts = (0..plain.len()).filter(|from| fits(&self.before, &plain[..*from]));
        let spans = starts.filter_map(|from| {
            let mut ends = from + 1..=plain.len();
            Some((from, ends.find(|end| fits(&self.after, &plain[*end..]))?))
        });
        let (from, end) = spans.min_by_key(|(from, end)| end - from)?;
        let held: String = text[from..end].iter().collect();
        Some(held.trim().to_owned()).filter(|held| !held.is_empty())
    }
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

    #[test]
    fn the_wanted_part_is_taken_out_of_a_name() {
        let of = |pattern: &str, text: &str| Capture::new(pattern).and_then(|one| one.of(text));
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(of("*年{}組", "３年１組"), some("1"));
        assert_eq!(of("{}年*", "3年1組 名簿"), some("3"));
        assert_eq!(of("*年 {}組*", "令和8年度 3年 Ａ組 名簿"), some("A"));
        assert_eq!(of("担任：{}", "担任:大空"), some("大空"));
        assert_eq!(of("*年{}組", "名簿"), None);
        assert!(Capture::new("*年*組").is_none() && Capture::new("{}年{}組").is_none());
    }
}
