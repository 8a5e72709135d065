//! Text that was damaged on its way: lost characters, gaiji, the wrong encoding.
//!
//! Nothing is repaired here. A lost character is reported with its place, and comparing takes it for any
//! one character.

use std::sync::LazyLock;

use crate::kana::is_kanji;
use crate::name::is_private_use;

/// What happened to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DamageKind {
    /// U+FFFD: bytes that are no character in the encoding read.
    Replacement,
    /// Two or more question marks in a row: a program wrote `?` for what it could not encode.
    QuestionMarks,
    /// A character of the private area: only the font of one town shows it.
    Gaiji,
    /// 〓, written where a character could not be shown.
    Geta,
    /// UTF-8 read as CP932: 名前 became 蜷榊燕.
    WrongEncoding,
    /// What is left over when one of the two bytes of a CP932 character is gone: the bytes behind it
    /// pair up anew, 星田 becomes 嵩c.
    LostByte,
}

/// One damaged place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Damage {
    /// What happened.
    pub kind: DamageKind,
    /// Index of the first damaged character, counted in characters from 0.
    pub at: usize,
    /// How many characters are damaged.
    pub len: usize,
}

/// What the bytes E4–E9 with 80–BF, the beginning of most kanji in UTF-8, are in CP932 (JIS level 2).
/// Those that occur in names are left out: 常用漢字, 人名用漢字 (Unihan 15.0), the surnames 譚 鄒 閻, and old
/// forms that surnames have.
const LEADS: &str = "\
    艢艨艪艫舮艱艷艸艾芍芒芫芟芻芬苡苣苟苒苴苳莓范苻苹苞茆苜苙茵茴茖茲茱荀茹荐荅茯茫茗莅莚莪\
    莟莢茣莎莇荼莵荳荵莠莨菴萓蛟蛛蛯蜒蜆蜈蜀蜃蛻蜑蜉蜍蛹蜊蜴蜿蜷蜻蜥蜩蜚蝠蝟蝸蝌蝎蝴蝗蝨蝮蝙\
    蝓蝣蝪螟螂螯蟋螽蟀蟐雖螫蟄螳蟇蟆螻蟯蟠蠏蠍蟾蟶蟷蠎蟒蠑蠖蠕蠢諤諱謔諠諢諷諞諛謌謇謚諡謖謐\
    謗謳鞫謦謫謾謨譁譌譏譎譖譛譫譟譬譴讌讎讒讖讙谺豁谿豈豌豎豕豢豬豸豺貂貉貅貊貍貎貔豼轢轣\
    轤辜辟辷迚迥迢迯邇迴逅迹迺逑逕逡逍逖逋逧逶逵迸遏遐遑遒逎遉逾遖遘遨遯遶邂遽邁邀邏邯邱邵郢\
    郤扈郛鄂鄙閠閨閧閭閼閹閾闊濶闃闍闌闕闔闖闡闥闢阡阨阮阯陂陌陏陋陜陞陝陟陦陲陬隍隘隕隗\
    隧隲隰隴隶隸隹雎雋雉雍襍霍雕雹霄霆霈霓霎霑騾驕驟驢驥驤驩驫驪骭骰骼髀髏髑髞髟髢髣髦髯髫髴\
    髱髷髻鬆鬘鬚鬟鬢鬣鬥鬧鬨鬩鬪鬮鬯鬲魄魃魏魍魎魑魘魴鮓鮃鮑鮖鮗鮟鮠鮨鮴鯀";

/// What the last byte of one kanji and the first of the next, 81–9F with E3–E9, are in CP932.
const MIDDLES: &str = "\
    医井亥域育郁磯峨我牙画臥芽蛾翫贋雁頑顔願企九倶句区狗玖矩後御悟梧檎瑚碁阪堺榊肴咲崎埼弱惹\
    主取守手朱上丈丞乗冗剰城舌蝉仙先千占宣代台大第醍題鷹偵剃貞呈堤定帝薙謎灘捺鍋楢馴斐比泌疲\
    皮碑秘輔穂募墓慕戊暮悶紋門匁也冶夜励嶺怜玲礼苓鈴倥倅伜俶倡倩倬吶吩吝呎咏呵咎壹壻壼壽夂夊\
    夐帙帑帛帶帷幄幃懊應懷懈懃懆憺昴昜晏晄晉晁晞槭樔槫樊樒櫁樣溘滉溷滓溽溯滄";

/// What the bytes E3 80–83, the beginning of every kana in UTF-8, are in CP932.
const KANA_LEADS: &str = "縲縺繧繝";

/// Both kinds of beginning: every character of every list is looked up here.
static LEAD: LazyLock<Vec<u64>> = LazyLock::new(|| {
    // A bit for each character of the basic plane.
    let mut bits = vec![0; 1 << 10];
    for c in LEADS.chars().chain(KANA_LEADS.chars()) {
        bits[c as usize >> 6] |= 1 << (c as usize & 63);
    }
    bits
});

fn is_lead(c: char) -> bool {
    let word = LEAD.get(c as usize >> 6);
    word.is_some_and(|word| word >> (c as usize & 63) & 1 == 1)
}

/// The damaged places of a text, in order. Reports what can be seen for sure: a single `?` is not (see
/// [`find_name_damage`]).
///
/// ```
/// use mimamori_text::{DamageKind, find_damage};
/// assert_eq!(find_damage("渡\u{E000}花子")[0].kind, DamageKind::Gaiji);
/// assert_eq!(find_damage("蜷榊燕")[0].kind, DamageKind::WrongEncoding);
/// assert!(find_damage("本当ですか？").is_empty());
/// ```
pub fn find_damage(text: &str) -> Vec<Damage> {
    scan(text, false)
}

/// [`find_damage`] for a cell that holds a name, in which a single `?` is a lost character, and a small
/// letter, a sign or a half-width kana alone beside a kanji is half of one.
///
/// ```
/// use mimamori_text::{DamageKind, find_name_damage};
/// assert_eq!(find_name_damage("渡?花子")[0].at, 1);
/// assert_eq!(find_name_damage("嵩c　湊")[0].kind, DamageKind::LostByte);
/// ```
pub fn find_name_damage(text: &str) -> Vec<Damage> {
    scan(text, true)
}

fn kind_of(c: char) -> Option<DamageKind> {
    match c {
        '\u{FFFD}' => Some(DamageKind::Replacement),
        '?' | '？' => Some(DamageKind::QuestionMarks),
        '〓' => Some(DamageKind::Geta),
        c if is_private_use(c) => Some(DamageKind::Gaiji),
        _ => None,
    }
}

/// Characters that are no sign of any damage, whatever stands beside them: most of a list.
fn is_sound(c: char) -> bool {
    match c {
        '0'..='9' | 'A'..='Z' | ' ' | '-' | '\u{3000}' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' => {
            true
        }
        '\u{4E00}'..='\u{9FFF}' => !is_lead(c),
        _ => false,
    }
}

fn scan(text: &str, name: bool) -> Vec<Damage> {
    if text.chars().all(is_sound) {
        return Vec::new();
    }
    scan_all(text, name)
}

fn scan_all(text: &str, name: bool) -> Vec<Damage> {
    let mut found: Vec<Damage> = if name { lost_bytes(text) } else { Vec::new() };
    for (at, c) in text.chars().enumerate() {
        let Some(kind) = kind_of(c) else { continue };
        match found.last_mut() {
            Some(last) if last.kind == kind && last.at + last.len == at => last.len += 1,
            _ => found.push(Damage { kind, at, len: 1 }),
        }
    }
    let question_marks = if name { 1 } else { 2 };
    found.retain(|d| d.kind != DamageKind::QuestionMarks || d.len >= question_marks);
    found.sort_by_key(|damage| damage.at);
    if is_wrong_encoding(text) {
        found.insert(
            0,
            Damage {
                kind: DamageKind::WrongEncoding,
                at: 0,
                len: text.chars().count(),
            },
        );
    }
    found
}

/// The second byte of a character is one of 40–7E and 80–FC: alone it is a letter, a sign or a
/// half-width kana. Capital letters are left out, because schools tell namesakes apart by them (佐藤A).
fn lost_bytes(text: &str) -> Vec<Damage> {
    let letters: Vec<char> = text.chars().collect();
    let half =
        |c: char| matches!(c, 'a'..='z' | '@' | '['..='`' | '{'..='~' | '\u{FF61}'..='\u{FF9F}');
    let alone = |at: &usize| {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let beside = [before, letters.get(at + 1)];
        half(letters[*at])
            && beside.iter().flatten().any(|c| is_kanji(**c))
            && !beside
                .iter()
                .flatten()
                .any(|c| half(**c) || c.is_ascii_alphanumeric())
    };
    let found = (0..letters.len()).filter(alone);
    found
        .map(|at| Damage {
            kind: DamageKind::LostByte,
            at,
            len: 1,
        })
        .collect()
}

/// Whether the text is UTF-8 that was read as CP932. Needs several signs, so that one rare kanji in a
/// name is none: no real kana, and the letters in the order that UTF-8 gives them.
fn is_wrong_encoding(text: &str) -> bool {
    let kana = |c: char| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ');
    let lead = is_lead;
    if text.chars().any(kana) || !text.chars().any(lead) {
        return false;
    }
    let letters: Vec<char> = text
        .chars()
        .filter(|c| !c.is_ascii() && !c.is_whitespace())
        .collect();
    let follows =
        |c: char| matches!(c, '\u{FF61}'..='\u{FF9F}' | '\u{FFFD}') || MIDDLES.contains(c);
    let leads = letters.iter().filter(|c| lead(**c)).count();
    let followed = letters.windows(2).any(|w| lead(w[0]) && follows(w[1]));
    // Two kanji or kana, six bytes, become three letters or more, of which at least one is a lead; a
    // half-width letter between makes it four of which two are.
    (leads >= 2 && leads * 5 >= letters.len() * 2) || (followed && leads * 4 >= letters.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kinds(text: &str) -> Vec<DamageKind> {
        find_damage(text).into_iter().map(|d| d.kind).collect()
    }

    #[test]
    fn utf8_read_as_cp932_is_seen() {
        for text in [
            "蜷榊燕",
            "螻ｱ逕ｰ闃ｱ蟄\u{FFFD}",
            "縺ｲ縺ｪ縺溽伴",
            "豌丞錐",
            "逕溷ｹｴ譛域律",
            "菴乗園",
        ] {
            assert_eq!(kinds(text)[0], DamageKind::WrongEncoding, "{text}");
        }
    }

    #[test]
    fn real_names_are_not_taken_for_damage() {
        for text in [
            "渡邊",
            "渡邉 邦彦",
            "齋藤 花子",
            "髙﨑 邊",
            "鷲尾 蘭",
            "ﾔﾏﾀﾞ ﾊﾅｺ",
            "山田ﾊﾅｺ",
            "蓮",
            "茜 萌",
            "グエン",
            "薔薇",
            "醍醐 鶯",
            "蘭 鈴",
            "佐藤A",
            "Maria 山田",
            "山田 d'Arc",
            "山田Maria",
        ] {
            assert_eq!(kinds(text), [], "{text}");
            assert_eq!(find_name_damage(text), [], "{text}");
        }
    }

    #[test]
    fn lost_characters_are_told_with_their_place() {
        let found = find_damage("山???花\u{FFFD}\u{FFFD}〓");
        let expected = [
            (DamageKind::QuestionMarks, 1, 3),
            (DamageKind::Replacement, 5, 2),
            (DamageKind::Geta, 7, 1),
        ];
        assert_eq!(
            found
                .iter()
                .map(|d| (d.kind, d.at, d.len))
                .collect::<Vec<_>>(),
            expected
        );
    }

    #[test]
    fn one_question_mark_is_damage_in_a_name_alone() {
        assert!(find_damage("渡?花子").is_empty());
        assert_eq!(find_name_damage("渡?花子").len(), 1);
    }

    #[test]
    fn half_of_a_character_is_damage_in_a_name() {
        // Each is a name in CP932 without one byte, as Python's codec reads it.
        for (text, at) in [
            ("嵩c　湊", 1),
            ("空磨@ひなた", 2),
            ("賦ﾔ　朔", 1),
            ("渡ﾓ　花子", 1),
        ] {
            let found = find_name_damage(text);
            assert_eq!(
                (found[0].kind, found[0].at),
                (DamageKind::LostByte, at),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn sound_characters_never_hide_damage(text in "[0-9A-Z 　ぁ-ヺー亜-黑縺蜷?a-z@〓\u{FFFD}]{0,6}", name: bool) {
            prop_assert_eq!(scan(&text, name), scan_all(&text, name));
        }

        #[test]
        fn searching_never_panics(text in "\\PC*") {
            for damage in find_damage(&text) {
                prop_assert!(damage.at + damage.len <= text.chars().count());
            }
        }
    }
}
