//! Kana as different machines keep it. Written apart from the kit's own normaliser on purpose.

const FULL: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンァィゥェォッャュョー";
const HALF: &str = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｯｬｭｮｰ";
const VOICED: &str = "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ";
const UNVOICED: &str = "カキクケコサシスセソタチツテトハヒフヘホウ";
const PLOSIVE: &str = "パピプペポ";
const SMALL: &str = "ァィゥェォッャュョ";
const LARGE: &str = "アイウエオツヤユヨ";

fn swap(c: char, from: &str, to: &str) -> Option<char> {
    let at = from.chars().position(|f| f == c)?;
    to.chars().nth(at)
}

/// Hiragana to katakana; everything else stays.
pub(crate) fn katakana(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'ぁ'..='ゖ' => char::from_u32(c as u32 + 0x60).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// Katakana to hiragana; everything else stays.
pub(crate) fn hiragana(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'ァ'..='ヴ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// Kana in half width, sound marks as characters of their own.
pub(crate) fn half(text: &str) -> String {
    let mut out = String::new();
    for c in katakana(text).chars() {
        if let Some(h) = swap(c, FULL, HALF) {
            out.push(h);
        } else if let Some(base) = swap(c, VOICED, UNVOICED) {
            out.extend(swap(base, FULL, HALF));
            out.push('ﾞ');
        } else if let Some(base) = swap(c, PLOSIVE, "ハヒフヘホ") {
            out.extend(swap(base, FULL, HALF));
            out.push('ﾟ');
        } else {
            out.push(c);
        }
    }
    out
}

/// Half width with large kana for small ones, as machines of the last century keep it.
pub(crate) fn half_large(text: &str) -> String {
    let large: String = katakana(text)
        .chars()
        .map(|c| swap(c, SMALL, LARGE).unwrap_or(c))
        .collect();
    half(&large)
}

/// One slip of the fingers: the last kana but one is doubled or replaced by its neighbour.
pub(crate) fn slip(kana: &str) -> String {
    let mut letters: Vec<char> = kana.chars().collect();
    let at = letters.len().saturating_sub(2);
    if let Some(letter) = letters.get_mut(at) {
        *letter = match *letter {
            'し' => 'つ',
            'そ' => 'ん',
            'た' => 'だ',
            'か' => 'が',
            'う' => 'お',
            'ま' => 'も',
            'ゆ' => 'よ',
            'さ' => 'ざ',
            'り' => 'い',
            'こ' => 'ご',
            'は' => 'ば',
            'み' => 'め',
            other => other,
        };
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_width_splits_sound_marks() {
        assert_eq!(half("さとう しょうた"), "ｻﾄｳ ｼｮｳﾀ");
        assert_eq!(half("ぐえん"), "ｸﾞｴﾝ");
        assert_eq!(half_large("しょうた"), "ｼﾖｳﾀ");
    }
}
