//! Patterns for the names of files and sheets: what changes from month to month and from class to
//! class becomes `*`.

use std::collections::BTreeSet;

use mimamori_text::fold_width;

use crate::pattern::Pattern;

/// What goes with a figure: 5月分, 令和8年度, 第2期.
const WITH_FIGURES: &str = "0123456789元年度月日分期現在時点版回号._-/ ()";

/// A name with `*` for figures and what goes with them.
pub(super) fn family(name: &str) -> String {
    let letters: Vec<char> = fold_width(name).chars().collect();
    let mut out = String::new();
    let mut at = 0;
    while at < letters.len() {
        let rest = &letters[at..];
        let figure = |place: usize| {
            rest.get(place)
                .is_some_and(|c| c.is_ascii_digit() || *c == '元')
        };
        let era = match rest {
            ['令', '和', ..] | ['平', '成', ..] if figure(2) => 2,
            [letter, ..] if "RHSrhs".contains(*letter) && figure(1) => 1,
            _ => 0,
        };
        if era > 0 || rest[0].is_ascii_digit() {
            at += era;
            while letters.get(at).is_some_and(|c| WITH_FIGURES.contains(*c)) {
                at += 1;
            }
            let bare = out
                .trim_end_matches(['_', '-', ' ', '(', '.', '第', '*'])
                .len();
            out.truncate(bare);
            out.push('*');
        } else {
            out.push(rest[0]);
            at += 1;
        }
    }
    out
}

/// The name of a file without its ending.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Patterns that name all of `mine` and none of `others`, as few and as wide as can be.
pub(super) fn files(mine: &BTreeSet<&str>, others: &[&str]) -> Vec<String> {
    let good = |patterns: &[String]| {
        let patterns: Vec<Pattern> = patterns
            .iter()
            .map(|pattern| Pattern::new(pattern))
            .collect();
        let named = |path: &&str| patterns.iter().any(|pattern| pattern.fits_path(path));
        mine.iter().all(named) && !others.iter().any(named)
    };
    let one = vec![format!("{}{}", folders(mine), names(mine))];
    let each: BTreeSet<String> = mine
        .iter()
        .map(|path| {
            let folder = path
                .rsplit_once('/')
                .map(|(folder, _)| format!("{folder}/"))
                .unwrap_or_default();
            ending(folder, &family(stem(path)))
        })
        .collect();
    let each: Vec<String> = each.into_iter().collect();
    let exact = mine.iter().map(|path| (*path).to_owned()).collect();
    [one, each]
        .into_iter()
        .find(|patterns| good(patterns))
        .unwrap_or(exact)
}

fn folders(paths: &BTreeSet<&str>) -> String {
    let split: Vec<Vec<&str>> = paths
        .iter()
        .map(|path| {
            path.rsplit_once('/')
                .map_or(Vec::new(), |(folder, _)| folder.split('/').collect())
        })
        .collect();
    let depth = split.first().map_or(0, Vec::len);
    if split.iter().any(|parts| parts.len() != depth) {
        return "**/".to_owned();
    }
    (0..depth)
        .map(|level| {
            let first = split[0][level];
            let same = split.iter().all(|parts| parts[level] == first);
            format!("{}/", if same { first } else { "*" })
        })
        .collect()
}

/// What the names of the files have in common.
fn names(paths: &BTreeSet<&str>) -> String {
    let families: BTreeSet<String> = paths.iter().map(|path| family(stem(path))).collect();
    let mut all = families
        .iter()
        .map(|name| name.chars().collect::<Vec<char>>());
    let first = all.next().unwrap_or_default();
    let (mut head, mut tail) = (first.len(), first.len());
    for other in all {
        head = head.min(first.iter().zip(&other).take_while(|(a, b)| a == b).count());
        tail = tail.min(
            first
                .iter()
                .rev()
                .zip(other.iter().rev())
                .take_while(|(a, b)| a == b)
                .count(),
        );
    }
    if head == first.len() {
        return ending(String::new(), &first.iter().collect::<String>());
    }
    let head: String = first[..head].iter().collect();
    let tail: String = first[first.len() - tail..].iter().collect();
    match (head.chars().count() >= 2, tail.chars().count() >= 2) {
        (true, _) => ending(String::new(), &head),
        (_, true) => ending("*".to_owned(), tail.trim_start_matches('*')),
        _ => "*".to_owned(),
    }
}

/// Whatever the file ends with: next month it may come as another kind of file.
fn ending(before: String, name: &str) -> String {
    format!("{before}{}*", name.trim_end_matches('*'))
}

/// Patterns that name the sheets `mine` and none of `others`.
pub(super) fn sheets(
    mine: &BTreeSet<&str>,
    everywhere: &dyn Fn(&str) -> bool,
    others: &BTreeSet<&str>,
) -> Vec<String> {
    let families: BTreeSet<String> = mine.iter().map(|name| family(name)).collect();
    let good = |patterns: &BTreeSet<String>| {
        let named = |name: &str| {
            patterns
                .iter()
                .any(|pattern| Pattern::new(pattern).fits_name(name))
        };
        !patterns.contains("*") && !others.iter().any(|name| named(name))
    };
    // 4月, 5月; R7年度, R8年度: next month's sheet is called so as well.
    for end in ["月", "月分", "年度"] {
        let numbered = |name: &&str| {
            let folded = fold_width(name);
            let before = folded.strip_suffix(end).unwrap_or("");
            before.ends_with(|c: char| c.is_ascii_digit() || c == '元')
                && before.chars().count() <= 5
        };
        let pattern = BTreeSet::from([format!("*{end}")]);
        if mine.len() >= 2 && mine.iter().all(numbered) && good(&pattern) {
            return pattern.into_iter().collect();
        }
    }
    let several = families.len() < mine.len() && good(&families);
    if several {
        return families.into_iter().collect();
    }
    mine.iter()
        // A name without `*` is missed where it is not there.
        .map(|name| {
            if everywhere(name) {
                (*name).to_owned()
            } else {
                format!("{name}*")
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files_of(mine: &[&str], others: &[&str]) -> Vec<String> {
        files(&mine.iter().copied().collect(), others)
    }

    #[test]
    fn the_same_list_of_every_school_and_month_is_one_pattern() {
        let mine = [
            "みなと小/出欠4月.xlsx",
            "みなと小/出欠5月.xlsx",
            "ひがし小/出欠4月.csv",
        ];
        assert_eq!(files_of(&mine, &["教育委員会/学齢簿.xlsx"]), ["*/出欠*"]);
        assert_eq!(
            files_of(&["住民課/住民記録_R8.6.1.xlsx"], &[]),
            ["住民課/住民記録*"]
        );
        assert_eq!(
            files_of(&["みなと小_名簿.xlsx", "ひがし小_名簿.xlsx"], &[]),
            ["*小_名簿*"]
        );
    }

    #[test]
    fn a_pattern_leaves_out_the_files_of_other_lists() {
        let mine = ["健康/健診4月.xlsx", "健康/健診5月.xlsx"];
        assert_eq!(files_of(&mine, &["健康/健診様式.xlsx"]), mine);
    }

    #[test]
    fn classes_are_one_pattern_of_sheets() {
        let mine: BTreeSet<&str> = ["1年1組", "1年2組", "2年1組"].into();
        assert_eq!(
            sheets(&mine, &|_| false, &BTreeSet::from(["表紙"])),
            ["*組"]
        );
        let mine: BTreeSet<&str> = ["小学校", "中学校"].into();
        assert_eq!(
            sheets(&mine, &|_| true, &BTreeSet::new()),
            ["中学校", "小学校"]
        );
    }
}
