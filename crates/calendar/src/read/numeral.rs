//! Numbers in figures and in kanji.

/// Whether the character is part of a number.
pub(super) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || c == '元' || digit(c).is_some() || unit(c).is_some()
}

fn digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' => 0,
        '一' | '壱' => 1,
        '二' | '弐' => 2,
        '三' | '参' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn unit(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

/// A number as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// Its value.
    pub value: u32,
    /// How many figures: 08 has two. Of a kanji number with 十 those of its value.
    pub width: usize,
    /// 元: the first year of an era.
    pub first: bool,
}

/// Reads one run of numerals; `None` for a mixture (`2十`) or what is no number (十十).
pub(super) fn number(run: &[char]) -> Option<Number> {
    if run == ['元'] {
        let (value, width, first) = (1, 1, true);
        return Some(Number {
            value,
            width,
            first,
        });
    }
    let positional: Option<Vec<u32>> = if run.iter().all(char::is_ascii_digit) {
        run.iter().map(|c| c.to_digit(10)).collect()
    } else {
        run.iter().map(|&c| digit(c)).collect()
    };
    let (value, width) = match positional {
        // Nine figures always fit; no date has more than eight.
        Some(figures) if (1..=9).contains(&figures.len()) => (
            figures.iter().fold(0, |value, figure| value * 10 + figure),
            figures.len(),
        ),
        Some(_) => return None,
        None => {
            let value = with_units(run)?;
            (value, value.to_string().len())
        }
    };
    let first = false;
    Some(Number {
        value,
        width,
        first,
    })
}

/// 二十五, 二千二十六: units fall from left to right, one figure before each.
fn with_units(run: &[char]) -> Option<u32> {
    let mut sum = 0;
    let mut figure: Option<u32> = None;
    let mut above = u32::MAX;
    for &c in run {
        if let Some(unit) = unit(c) {
            if unit >= above {
                return None;
            }
            above = unit;
            sum += figure.take().unwrap_or(1) * unit;
        } else {
            let value = digit(c).filter(|&value| value > 0)?;
            if figure.replace(value).is_some() {
                return None;
            }
        }
    }
    Some(sum + figure.unwrap_or(0))
}
