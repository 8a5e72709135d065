//! Names of people as lists write them, taken apart.
//!
//! Source: 住民記録システム標準仕様 (氏名, 旧氏, 通称, Latin names of foreign residents); lists in practice
//! put other names in brackets, honorifics after the name, and 第1子 where a child has no name yet.

use std::sync::OnceLock;

use crate::kana::{all_kana, has_kanji, is_kana};
use crate::latin::{is_latin, small, tokens};
use crate::name_labels::{ALIAS, FORMER, split_labels};
use crate::name_parts::letters;
use crate::name_script::{by_script, caps};
use crate::stand_in::{is_stand_in, stand_in_at_the_end};
use crate::width::fold_width;

/// What another name in brackets is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OtherKind {
    /// 旧氏, 旧姓: the surname before; the given name is that of the main name.
    FormerSurname,
    /// 通称, 本名 or a name without a label.
    Alias,
    /// The reading of the main name in kana.
    Reading,
}

/// A name that stood in brackets beside the main one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherName {
    /// What it is.
    pub kind: OtherKind,
    /// The name itself; its own `others` are empty.
    pub name: Name,
}

/// A name taken apart; widths folded, letters kept as written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    /// First word; of a Latin name the words in capitals or before a comma, where only some are; empty when
    /// the list writes surname and given name without a space.
    pub surname: String,
    /// The other words joined; empty when unknown or when the child has no name yet.
    pub given: String,
    /// All words joined, without what stands for a missing given name.
    pub whole: String,
    /// The words in the order written; of a Latin name without accents and in small letters.
    pub words: Vec<String>,
    /// Written in Latin letters.
    pub latin: bool,
    /// Capitals or a comma tell which words are the surname.
    pub(crate) surname_marked: bool,
    /// The given name is a stand-in (第1子, 長男, 未定): nothing may be concluded from it.
    pub unnamed: bool,
    /// Names in brackets.
    pub others: Vec<OtherName>,
    /// What comparing needs, made when the name is first compared.
    compared: Compared,
}

/// Made once, and always the same of the same name: it tells no two names apart.
#[derive(Debug, Clone, Default)]
struct Compared(OnceLock<Box<Letters>>);

impl PartialEq for Compared {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Compared {}

impl Name {
    /// The letters to compare.
    pub(crate) fn letters(&self) -> &Letters {
        self.compared.0.get_or_init(|| {
            Box::new(Letters {
                whole: letters(&self.whole),
                surname: letters(&self.surname),
                given: letters(&self.given),
                kana: all_kana(&self.whole),
            })
        })
    }
}

/// The letters of a name as they are compared.
#[derive(Debug, Clone)]
pub(crate) struct Letters {
    pub(crate) whole: Vec<char>,
    pub(crate) surname: Vec<char>,
    pub(crate) given: Vec<char>,
    /// Written wholly in kana.
    pub(crate) kana: bool,
}

/// Whether a character stands for one that is lost or that only one town's font can show: private use,
/// U+FFFD, 〓 ● ○ ■ □ ◆ ? and *.
///
/// ```
/// assert!(mimamori_text::is_wildcard('〓') && mimamori_text::is_wildcard('\u{E000}'));
/// assert!(!mimamori_text::is_wildcard('山'));
/// ```
pub fn is_wildcard(c: char) -> bool {
    is_private_use(c)
        || matches!(
            c,
            '\u{FFFD}' | '〓' | '●' | '○' | '〇' | '■' | '□' | '◆' | '?' | '？' | '*' | '＊'
        )
}

pub(crate) fn is_private_use(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// Words after a name that are no part of it.
const HONORIFICS: &[&str] = &[
    "様",
    "様方",
    "さま",
    "さん",
    "くん",
    "君",
    "ちゃん",
    "殿",
    "氏",
    "サマ",
    "サン",
];

/// Notes of one letter in brackets.
const RELATIONS: &str = "父母兄姉弟妹夫妻子男女";

/// Notes in brackets that are no names.
const NOTES: &[&str] = &[
    "死亡",
    "転出",
    "転入",
    "転居",
    "双子",
    "双生児",
    "外国籍",
    "外国人",
    "保護者",
    "世帯主",
    "本人",
    "祖父",
    "祖母",
    "長男",
    "次男",
    "二男",
    "三男",
    "長女",
    "次女",
    "二女",
    "三女",
    "休学",
    "里親",
    "新規",
    "再掲",
    "支援措置",
    "兄弟",
    "姉妹",
];

/// Takes a name apart. Spaces of every kind and `＿` part the words; brackets hold other names; 様, ※ and
/// the like go. Never fails: what cannot be told apart stays in `whole`.
///
/// ```
/// use mimamori_text::{OtherKind, parse_name};
/// let name = parse_name("佐藤［鈴木］　花子 様");
/// assert_eq!((name.surname.as_str(), name.given.as_str()), ("佐藤", "花子"));
/// assert_eq!(name.others[0].kind, OtherKind::FormerSurname);
/// assert_eq!(name.others[0].name.whole, "鈴木花子");
/// ```
pub fn parse_name(text: &str) -> Name {
    let folded = fold_width(text);
    let (main, mut brackets) = split_brackets(without_marks(&folded));
    let (main, more) = by_script(&main);
    let (main, labelled) = split_labels(main);
    let more = labelled.into_iter().chain(more.map(str::to_owned));
    brackets.extend(more.map(|content| Bracket {
        content,
        inline: false,
    }));
    let mut name = plain(main);
    for bracket in brackets {
        if let Some(other) = other_name(&name, &bracket) {
            name.others.push(other);
        }
    }
    name
}

/// Signs that point to a note elsewhere; none of them stands for a lost character.
const MARKS: &[char] = &['※', '★', '☆', '◎', '△', '▲', '▽', '▼', '◇', '†', '‡', '#'];

/// The text without the marks in front and behind: `※ 佐藤 花子`, `佐藤 花子 ※2`.
fn without_marks(folded: &str) -> &str {
    let front = folded.trim_start_matches(MARKS).trim_start();
    let numbered = front.trim_end_matches(|c: char| c.is_ascii_digit());
    let end = match numbered.ends_with(MARKS) {
        true => numbered,
        false => front,
    };
    end.trim_end_matches(MARKS).trim_end()
}

const OPENING: &[char] = &['(', '[', '〔', '【', '〈', '《'];
const CLOSING: &[char] = &[')', ']', '〕', '】', '〉', '》'];

struct Bracket {
    content: String,
    /// It follows the surname: 佐藤［鈴木］花子.
    inline: bool,
}

/// The text outside brackets and the brackets. An unclosed bracket runs to the end.
fn split_brackets(text: &str) -> (String, Vec<Bracket>) {
    if !text.contains(OPENING) && !text.contains(CLOSING) {
        return (text.to_owned(), Vec::new());
    }
    let mut main = String::new();
    let mut brackets: Vec<Bracket> = Vec::new();
    let mut open: Option<String> = None;
    for c in text.chars() {
        match c {
            c if open.is_none() && OPENING.contains(&c) => {
                open = Some(String::new());
            }
            c if CLOSING.contains(&c) => {
                if let Some(content) = open.take() {
                    let before = main.trim_matches([' ', '_']);
                    let inline = !before.is_empty() && !before.contains([' ', '_']);
                    brackets.push(Bracket { content, inline });
                    // A bracket parts words as a space does.
                    main.push(' ');
                }
            }
            c => match open.as_mut() {
                Some(content) => content.push(c),
                None => main.push(c),
            },
        }
    }
    if let Some(content) = open {
        brackets.push(Bracket {
            content,
            inline: false,
        });
    }
    (main, brackets)
}

fn other_name(main: &Name, bracket: &Bracket) -> Option<OtherName> {
    let label = |labels: &[&str]| {
        labels
            .iter()
            .find_map(|l| bracket.content.trim().strip_prefix(l).map(str::to_owned))
    };
    let (kind, content) = if let Some(rest) = label(&FORMER) {
        (OtherKind::FormerSurname, rest)
    } else if let Some(rest) = label(&ALIAS) {
        (OtherKind::Alias, rest)
    } else if all_kana(&bracket.content) && (has_kanji(&main.whole) || main.latin) {
        (OtherKind::Reading, bracket.content.clone())
    } else if bracket.inline
        && !main.given.is_empty()
        && !main.latin
        && has_kanji(&bracket.content)
        && !bracket.content.contains(|c: char| c.is_ascii_digit())
        && !RELATIONS.contains(bracket.content.trim())
    {
        (OtherKind::FormerSurname, bracket.content.clone())
    } else {
        (OtherKind::Alias, bracket.content.clone())
    };
    let content = content.trim_matches(|c: char| c == ' ' || c == ':' || c == '・');
    let mut name = plain(content);
    if name.whole.chars().count() < 2 && kind == OtherKind::Alias || NOTES.contains(&content) {
        return None;
    }
    if kind == OtherKind::FormerSurname
        && name.given.is_empty()
        && !name.unnamed
        && !main.given.is_empty()
    {
        name = plain(&format!("{} {}", name.whole, main.given));
    }
    (!name.whole.is_empty()).then_some(OtherName { kind, name })
}

/// A name without brackets.
fn plain(text: &str) -> Name {
    let japanese = text.chars().any(is_kana) || has_kanji(text);
    let folded = if japanese { String::new() } else { small(text) };
    let latin = !japanese && is_latin(&folded);
    let mut words: Vec<String> = if latin {
        tokens(&folded)
    } else {
        let katakana_only = all_kana(text);
        text.split(|c: char| {
            matches!(c, ' ' | '_' | ',' | '、') || (katakana_only && matches!(c, '・' | '='))
        })
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
    };
    if words.len() > 1
        && words
            .last()
            .is_some_and(|w| HONORIFICS.contains(&w.as_str()))
    {
        words.pop();
    }
    if let Some(last) = words.last_mut()
        && last.chars().count() > 1
        && let Some(bare) = last.strip_suffix('様')
    {
        *last = bare.to_owned();
    }
    let mut unnamed = words.len() > 1 && words[1..].iter().all(|w| is_stand_in(w));
    if unnamed {
        words.truncate(1);
    } else if let [only] = words.as_mut_slice()
        && !latin
        && let Some(at) = stand_in_at_the_end(only)
    {
        only.truncate(at);
        unnamed = true;
    }
    let whole = words.concat();
    let (surname, given) = match words.as_slice() {
        [] => (String::new(), String::new()),
        [only] if unnamed => (only.clone(), String::new()),
        [_] => (String::new(), String::new()),
        [first, rest @ ..] => (first.clone(), rest.concat()),
    };
    let marked = latin.then(|| caps(text, &words)).flatten();
    let surname_marked = marked.is_some();
    let (surname, given) = marked.unwrap_or((surname, given));
    Name {
        surname,
        given,
        whole,
        words,
        latin,
        surname_marked,
        unnamed,
        others: Vec::new(),
        compared: Compared::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_without_a_space_is_not_guessed_apart() {
        let name = parse_name("山田花子");
        assert_eq!(
            (
                name.surname.as_str(),
                name.given.as_str(),
                name.whole.as_str()
            ),
            ("", "", "山田花子")
        );
    }

    #[test]
    fn brackets_hold_aliases_and_readings() {
        let name = parse_name("NGUYEN THI LAN（通称 林　蘭）");
        assert!(name.latin);
        assert_eq!(name.words, ["nguyen", "thi", "lan"]);
        assert_eq!(name.others[0].kind, OtherKind::Alias);
        assert_eq!(name.others[0].name.surname, "林");
        let read = parse_name("山田 花子(ﾔﾏﾀﾞ ﾊﾅｺ)");
        assert_eq!(read.others[0].kind, OtherKind::Reading);
        for text in [
            "NGUYEN THI LAN（グエン　ティ　ラン）",
            "NGUYEN THI LAN グエン　ティ　ラン",
            "グエン　ティ　ラン NGUYEN THI LAN",
        ] {
            let name = parse_name(text);
            assert!(name.latin, "{text}");
            assert_eq!(name.others[0].kind, OtherKind::Reading, "{text}");
            assert_eq!(name.others[0].name.words, ["グエン", "ティ", "ラン"]);
        }
        let both = parse_name("山田　花子　ヤマダ　ハナコ");
        assert_eq!(
            (both.given.as_str(), both.others[0].kind),
            ("花子", OtherKind::Reading)
        );
        // A given name in katakana is no reading, and a name in Latin letters goes on in kanji.
        assert_eq!(parse_name("山田　マリア").given, "マリア");
        assert!(parse_name("佐藤 花子 マリア").others.is_empty());
    }

    #[test]
    fn capitals_and_commas_tell_the_surname() {
        for (text, surname, given) in [
            ("Maria SANTOS", "santos", "maria"),
            ("Juan Carlos DELA CRUZ", "delacruz", "juancarlos"),
            ("Dela Cruz, Maria", "delacruz", "maria"),
            ("SANTOS MARIA", "santos", "maria"),
            ("Santos Maria", "santos", "maria"),
            ("José GARCÍA", "garcia", "jose"),
            ("J. SMITH", "j", "smith"),
        ] {
            let name = parse_name(text);
            assert_eq!(
                (name.surname.as_str(), name.given.as_str()),
                (surname, given),
                "{text}"
            );
        }
    }

    #[test]
    fn a_labelled_former_surname_takes_the_given_name() {
        let name = parse_name("佐藤　花子（旧姓：鈴木）");
        assert_eq!(name.others[0].name.whole, "鈴木花子");
    }

    #[test]
    fn notes_in_brackets_are_no_names() {
        assert!(parse_name("山田 花子（転出）").others.is_empty());
        assert!(parse_name("山田 花子（母）").others.is_empty());
    }

    #[test]
    fn a_child_without_a_name_has_no_given_name() {
        for text in [
            "山田　第１子",
            "山田第二子",
            "山田 長男",
            "山田＿男児",
            "YAMADA BABY BOY",
        ] {
            let name = parse_name(text);
            assert!(name.unnamed, "{text}");
            assert!(name.given.is_empty(), "{text}");
            assert!(!name.surname.is_empty(), "{text}");
        }
        assert!(!parse_name("山田 一子").unnamed);
        let blank = parse_name("不明");
        assert!(blank.unnamed && blank.whole.is_empty());
    }

    #[test]
    fn marks_that_point_to_a_note_are_no_part_of_a_name() {
        for text in [
            "佐藤　花子 ※",
            "※佐藤 花子",
            "★ 佐藤 花子",
            "佐藤 花子※2",
            "佐藤 花子 様 ※",
        ] {
            let name = parse_name(text);
            assert_eq!(
                (name.surname.as_str(), name.given.as_str()),
                ("佐藤", "花子"),
                "{text}"
            );
        }
        // A square may be a letter that was lost.
        assert_eq!(parse_name("佐藤 花■").given, "花■");
        assert_eq!(parse_name("※").whole, "");
    }

    #[test]
    fn honorifics_go_only_after_a_name() {
        assert_eq!(parse_name("山田 太郎 さん").given, "太郎");
        assert_eq!(parse_name("山田 太郎様").given, "太郎");
        assert_eq!(parse_name("山田 君").whole, "山田");
    }

    proptest! {
        #[test]
        fn taking_apart_never_panics(text in "\\PC*") { parse_name(&text); }
    }
}
