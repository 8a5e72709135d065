//! The individual number (個人番号) is not for this program: a column of such numbers is refused.

use std::collections::{BTreeMap, BTreeSet};

use mimamori_text::fold_width;

use mimamori_container::{Cell, Row, Value, number_text};

/// What it is called over columns.
pub(crate) const NAMES: [&str; 2] = ["個人番号", "マイナンバー"];

/// Twelve digits with a valid check digit (番号法施行規則: 総務省令第85号, article 5).
fn is_individual_number(text: &str) -> bool {
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| digits.len() == 12) else {
        return false;
    };
    // Counted from the right, the check digit aside: weights 2 to 7, then 2 to 6.
    let sum: u32 = digits[..11]
        .iter()
        .rev()
        .zip([2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 6])
        .map(|(digit, weight)| digit * weight)
        .sum();
    let check = match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    };
    digits[11] == check
}

/// Whether a text may be such a number: twelve digits in all, and one in front.
fn has_twelve_digits(text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    text.trim_start().starts_with(digit) && text.chars().filter(|c| digit(*c)).count() == 12
}

/// Judges columns, not cells: one random number in ten has a valid check digit.
#[derive(Debug, Default)]
pub(crate) struct Judge {
    /// Cells of twelve digits, and those with a valid check digit.
    counts: BTreeMap<u32, (u32, u32)>,
    refused: BTreeSet<u32>,
}

impl Judge {
    /// Looks at the cells of a row.
    pub(crate) fn look(&mut self, row: &Row) {
        for Cell { column, value, .. } in &row.cells {
            let text = match value {
                Value::Text(text) if text.len() >= 12 && has_twelve_digits(text) => {
                    fold_width(text).replace([' ', '-'], "")
                }
                Value::Number(number) if (1e11..1e12).contains(number) => number_text(*number),
                _ => continue,
            };
            if text.len() != 12 || !text.bytes().all(|b| b.is_ascii_digit()) {
                continue;
            }
            let (all, valid) = self.counts.entry(*column).or_default();
            *all += 1;
            *valid += u32::from(is_individual_number(&text));
            // Two that fit by chance: less than one column in a hundred. Typing errors are allowed for.
            if *valid >= 2 && *valid * 5 >= *all * 4 {
                self.refused.insert(*column);
            }
        }
    }

    /// Refuses a column because of its heading.
    pub(crate) fn refuse(&mut self, column: u32) {
        self.refused.insert(column);
    }

    /// Whether the column is refused.
    pub(crate) fn refuses(&self, column: u32) -> bool {
        self.refused.contains(&column)
    }

    /// The refused columns.
    pub(crate) fn refused(&self) -> &BTreeSet<u32> {
        &self.refused
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Appends the digit that the rule asks for, computed by its text: 11 − (ΣPn·Qn mod 11).
    fn with_check(eleven: &str) -> String {
        let digits: Vec<u32> = eleven
            .chars()
            .rev()
            .map(|c| c.to_digit(10).unwrap())
            .collect();
        let sum: u32 = (1..=11_u32)
            .map(|n| digits[n as usize - 1] * if n <= 6 { n + 1 } else { n - 5 })
            .sum();
        let rest = sum % 11;
        format!("{eleven}{}", if rest <= 1 { 0 } else { 11 - rest })
    }

    fn rows(texts: &[String]) -> Vec<Row> {
        (1..)
            .zip(texts)
            .map(|(number, text)| Row {
                number,
                cells: vec![Cell::new(3, Value::Text(text.clone()))],
                ..Row::default()
            })
            .collect()
    }

    #[test]
    fn check_digits_follow_the_ordinance() {
        for eleven in ["12345678901", "00000000000", "98765432109", "11111111111"] {
            let good = with_check(eleven);
            assert!(is_individual_number(&good));
            let wrong = format!("{eleven}{}", (good.as_bytes()[11] - b'0' + 1) % 10);
            assert!(!is_individual_number(&wrong));
        }
        assert!(!is_individual_number("12345"));
    }

    #[test]
    fn a_column_is_refused_and_a_chance_hit_is_not() {
        let mut judge = Judge::default();
        for row in rows(&[with_check("12345678901"), with_check("22345678901")]) {
            judge.look(&row);
        }
        assert!(judge.refuses(3));
        let mut chance = Judge::default();
        let others = (0..20).map(|n| format!("5000000000{n:02}"));
        let hit = with_check("12345678901");
        for row in rows(&std::iter::once(hit).chain(others).collect::<Vec<_>>()) {
            chance.look(&row);
        }
        assert!(!chance.refuses(3));
    }
}
