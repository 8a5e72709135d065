//! What the programs say to people, in Japanese and English side by side.
//!
//! A text that lacks one of its two languages does not compile, and neither does one whose
//! placeholder names nothing. Texts stand where they are said; this module is only their shape.
//!
//! ```
//! use mimamori_record::{Lang, said};
//! let sheet = "4歳児";
//! let text = said!("「{sheet}」シートがありません", "there is no sheet 「{sheet}」");
//! assert_eq!(text.pick(Lang::Ja), "「4歳児」シートがありません");
//! ```

/// The language of messages, help and papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Lang {
    /// 日本語, です・ます.
    #[default]
    Ja,
    /// English.
    En,
}

/// A fixed text in both languages: labels, help, headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    /// Japanese.
    pub ja: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// Puts the two languages side by side.
    pub const fn new(ja: &'static str, en: &'static str) -> Self {
        Text { ja, en }
    }

    /// The text in one language.
    pub const fn pick(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ja => self.ja,
            Lang::En => self.en,
        }
    }
}

/// A text made at run time in both languages, usually by [`said!`](crate::said).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl Said {
    /// The text in one language.
    pub fn pick(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

impl From<Text> for Said {
    fn from(text: Text) -> Self {
        Said {
            ja: text.ja.to_owned(),
            en: text.en.to_owned(),
        }
    }
}

/// Makes a [`Said`] from a Japanese and an English format string.
///
/// The arguments after them serve both: `said!("{}行", "{} rows", n)`.
#[macro_export]
macro_rules! said {
    ($ja:literal, $en:literal $(, $($arg:tt)*)?) => {
        $crate::Said { ja: format!($ja $(, $($arg)*)?), en: format!($en $(, $($arg)*)?) }
    };
}
