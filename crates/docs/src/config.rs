//! The man pages of programs' settings.

use mimamori_flag::manual::language;
use mimamori_record::{Lang, Text};
use mimamori_shell::Program;
use roff::{Roff, bold, roman};

const NAME: Text = Text::new("名前", "NAME");
const EXPRESSIONS: Text = Text::new("式", "EXPRESSIONS");
const EXAMPLE_TITLE: Text = Text::new("例", "EXAMPLE");
const SEE_ALSO: Text = Text::new("関連項目", "SEE ALSO");

const GRAMMAR_HELP: Text = Text::new(
    "式の文法です。{ } は繰り返し、[ ] は省けるもの、\" \" はそのまま書く語です。大文字のところには名前や数を書きます。",
    "The grammar of expressions. { } repeats, [ ] may be left out, what stands in \" \" is written as it is; capitals stand for names and numbers.",
);

/// The settings that have a page of their own, and whose they are.
pub(crate) const PAGES: [(&str, &Program); 3] = [
    ("mimamori-import.toml", &mimamori_import::PROGRAM),
    ("mimamori-rules.toml", &mimamori_flag::PROGRAM),
    ("mimamori-remind.toml", &mimamori_remind::PROGRAM),
];

/// The page of import.toml in one language.
pub(crate) fn import(lang: Lang) -> String {
    use mimamori_import::manual::{ABOUT, EXAMPLE, SECTIONS};
    let mut page = begun(PAGES[0].0, ABOUT, lang);
    for section in SECTIONS {
        page.control("SH", [section.title.pick(lang)]);
        for key in section.keys {
            entry(&mut page, key.written, key.help, lang);
        }
    }
    ended(page, EXAMPLE, PAGES[0].1, lang)
}

/// The page of rules.toml in one language: its keys, and the language of its expressions.
pub(crate) fn rules(lang: Lang) -> String {
    use mimamori_flag::manual::{ABOUT, EXAMPLE, SECTIONS};
    let mut page = begun(PAGES[1].0, ABOUT, lang);
    for section in SECTIONS {
        page.control("SH", [section.title.pick(lang)]);
        for key in section.keys {
            entry(&mut page, key.written, key.help, lang);
        }
    }
    page.control("SH", [EXPRESSIONS.pick(lang)]);
    page.text([roman(GRAMMAR_HELP.pick(lang))]);
    page.control("PP", []);
    as_it_is(&mut page, language::GRAMMAR);
    for section in language::SECTIONS {
        page.control("SS", [section.title.pick(lang)]);
        for way in section.ways {
            entry(&mut page, way.written, way.help, lang);
        }
    }
    ended(page, EXAMPLE, PAGES[1].1, lang)
}

/// The page of remind.toml in one language.
pub(crate) fn remind(lang: Lang) -> String {
    use mimamori_remind::manual::{ABOUT, EXAMPLE, SECTIONS};
    let mut page = begun(PAGES[2].0, ABOUT, lang);
    for section in SECTIONS {
        page.control("SH", [section.title.pick(lang)]);
        for key in section.keys {
            entry(&mut page, key.written, key.help, lang);
        }
    }
    ended(page, EXAMPLE, PAGES[2].1, lang)
}

fn begun(name: &str, about: Text, lang: Lang) -> Roff {
    let mut page = Roff::new();
    let version = concat!("mimamori ", env!("CARGO_PKG_VERSION"));
    page.control("TH", [name, "5", "", version]);
    page.control("SH", [NAME.pick(lang)]);
    page.text([roman(format!("{name} - {}", about.pick(lang)))]);
    page
}

fn entry(page: &mut Roff, written: &str, help: Text, lang: Lang) {
    page.control("TP", []);
    page.text([bold(written)]);
    page.text([roman(help.pick(lang))]);
}

fn as_it_is(page: &mut Roff, text: &str) {
    page.control("nf", []);
    for line in text.lines() {
        page.text([roman(line)]);
    }
    page.control("fi", []);
}

fn ended(mut page: Roff, example: &str, program: &Program, lang: Lang) -> String {
    page.control("SH", [EXAMPLE_TITLE.pick(lang)]);
    as_it_is(&mut page, example);
    page.control("SH", [SEE_ALSO.pick(lang)]);
    page.text([roman(format!(
        "{}(1), mimamori-dictionary(7)",
        program.name
    ))]);
    page.render()
}
