//! Kanji numerals in the numbers of an address.

fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千'
    )
}

/// Kanji numerals become digits where a number must stand: before 丁目 番地 番 号 条 線 地割, beside a
/// hyphen, and after 番地の. 一番町 and 三ツ沢 stay.
pub(crate) fn digits_for_numerals(text: &str) -> Vec<char> {
    let chars: Vec<char> = text.chars().collect();
    let mut out: Vec<char> = Vec::with_capacity(chars.len());
    let mut at = 0;
    while at < chars.len() {
        let run = chars[at..].iter().take_while(|c| is_numeral(**c)).count();
        if run == 0 {
            out.push(chars[at]);
            at += 1;
            continue;
        }
        let after = &chars[at + run..];
        let before: String = out.iter().rev().take(2).rev().collect();
        let is_number = ["丁目", "番地", "号", "条", "線", "地割"]
            .iter()
            .any(|m| starts(after, m))
            || (starts(after, "番") && !starts(after, "番町") && !starts(after, "番丁"))
            || starts(after, "-")
            || before.ends_with('-')
            || opens_a_pair(after)
            || (before.starts_with(|c: char| c.is_ascii_digit())
                && before.ends_with(['の', 'ノ', '之']))
            || ["地の", "地ノ", "番の", "号の", "目の"].contains(&before.as_str());
        match is_number.then(|| numeral(&chars[at..at + run])).flatten() {
            Some(value) => out.extend(value.to_string().chars()),
            None => out.extend(&chars[at..at + run]),
        }
        at += run;
    }
    out
}

/// 十の二 at the end of an address is 10-2; 三の丸 is a place.
fn opens_a_pair(after: &[char]) -> bool {
    let Some(('の' | 'ノ' | '之', rest)) = after.split_first().map(|(c, rest)| (*c, rest))
    else {
        return false;
    };
    let run = rest.iter().take_while(|c| is_numeral(**c)).count();
    run > 0 && matches!(rest.get(run), None | Some(' ' | '号' | 'の' | 'ノ'))
}

/// 二十三 = 23, 百五 = 105, 二〇一 = 201.
fn numeral(run: &[char]) -> Option<u32> {
    let digit = |c: char| {
        "〇一二三四五六七八九"
            .chars()
            .position(|d| d == c)
            .map(|d| d as u32)
    };
    if run.iter().all(|c| digit(*c).is_some()) {
        return run
            .iter()
            .try_fold(0u32, |sum, c| sum.checked_mul(10)?.checked_add(digit(*c)?));
    }
    let (mut total, mut pending) = (0u32, None);
    for c in run {
        match (*c, digit(*c)) {
            (_, Some(d)) => pending = Some(d),
            (unit, None) => {
                let weight = match unit {
                    '千' => 1000,
                    '百' => 100,
                    _ => 10,
                };
                total = total.checked_add(pending.take().unwrap_or(1) * weight)?;
            }
        }
    }
    total.checked_add(pending.unwrap_or(0))
}

/// Whether the characters begin with the text.
pub(crate) fn starts(chars: &[char], text: &str) -> bool {
    text.chars()
        .enumerate()
        .all(|(at, c)| chars.get(at) == Some(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_with_and_without_units_are_read() {
        let value = |text: &str| numeral(&text.chars().collect::<Vec<char>>());
        assert_eq!(value("二十三"), Some(23));
        assert_eq!(value("百五"), Some(105));
        assert_eq!(value("二〇一"), Some(201));
        assert_eq!(value("三百二十"), Some(320));
    }

    #[test]
    fn numerals_are_those_of_another_program() {
        // Expected: kanjize 1.6.1, kanji2number.
        let value = |text: &str| numeral(&text.chars().collect::<Vec<char>>());
        for (text, expected) in [
            ("十", 10),
            ("十九", 19),
            ("八十八", 88),
            ("百", 100),
            ("百十一", 111),
            ("六百三十四", 634),
            ("千", 1000),
            ("千六百十三", 1613),
            ("三千七十", 3070),
            ("九千九百九十九", 9999),
        ] {
            assert_eq!(value(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn numerals_are_read_only_where_a_number_must_stand() {
        let read = |text: &str| digits_for_numerals(text).into_iter().collect::<String>();
        assert_eq!(read("三ツ沢二丁目"), "三ツ沢2丁目");
        assert_eq!(read("一番町一番地の二"), "一番町1番地の2");
        assert_eq!(read("八幡一-二"), "八幡1-2");
        assert_eq!(read("みなと十の二"), "みなと10の2");
        assert_eq!(read("三の丸三丁目の二"), "三の丸3丁目の2");
        assert_eq!(read("八千代台千二百三番地"), "八千代台1203番地");
    }
}
