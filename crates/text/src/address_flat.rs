//! A flat named before the house, as addresses in English have it: Unit 5, 123 High Street is 5/123.
//!
//! Source: AS 4590 and the address guides of the post offices of Australia, New Zealand and Britain (UNIT,
//! FLAT, APARTMENT, SUITE and their short forms).

use std::borrow::Cow;

const WORDS: [&str; 7] = ["unit", "flat", "apartment", "apt", "suite", "shop", "u"];

/// The same address with the flat joined to the house by a slash.
pub(crate) fn flat_joined(text: &str) -> Cow<'_, str> {
    found(text).map_or(Cow::Borrowed(text), Cow::Owned)
}

fn found(text: &str) -> Option<String> {
    let word = text.split([' ', '.']).next()?;
    let known = WORDS.iter().any(|flat| word.eq_ignore_ascii_case(flat));
    let rest = text[word.len()..].trim_start_matches(['.', ' ']);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = rest.split_at(digits);
    let house = rest.trim_start_matches([',', ' ', '/']);
    let two = known && digits > 0 && house.starts_with(|c: char| c.is_ascii_digit());
    two.then(|| format!("{number}/{house}"))
}

#[cfg(test)]
mod tests {
    use crate::{AddressLikeness, compare_addresses, parse_address};

    #[test]
    fn a_flat_before_the_house_is_the_flat_behind_a_slash() {
        for (a, b) in [
            ("Unit 5, 123 Hindmarsh Street", "5/123 Hindmarsh Street"),
            ("FLAT 2 14 Mill Road", "2/14 Mill Road"),
            ("Apt. 7, 9 Mill Road", "7/9 Mill Road"),
        ] {
            let (x, y) = (parse_address(a), parse_address(b));
            assert_eq!(compare_addresses(&x, &y), AddressLikeness::Same, "{a}");
        }
        let (x, y) = ("Unit 5, 12 Mill Road", "5/13 Mill Road");
        let found = compare_addresses(&parse_address(x), &parse_address(y));
        assert!(found > AddressLikeness::SameLot);
    }

    #[test]
    fn a_word_without_two_numbers_stays() {
        for text in [
            "Unit 5",
            "Unity Street 5",
            "Flat Rock Road 3",
            "Unit B, 3 Mill Road",
        ] {
            assert_eq!(super::flat_joined(text), text);
        }
    }
}
