//! The man page of a program's settings.

use mimamori_import::manual::{ABOUT, EXAMPLE, SECTIONS};
use mimamori_record::{Lang, Text};
use roff::{Roff, bold, roman};

const NAME: Text = Text::new("名前", "NAME");
const EXAMPLE_TITLE: Text = Text::new("例", "EXAMPLE");
const SEE_ALSO: Text = Text::new("関連項目", "SEE ALSO");

/// The page of import.toml in one language.
pub(crate) fn import(lang: Lang) -> String {
    let mut page = Roff::new();
    let version = concat!("mimamori ", env!("CARGO_PKG_VERSION"));
    page.control("TH", ["mimamori-import.toml", "5", "", version]);
    page.control("SH", [NAME.pick(lang)]);
    page.text([roman(format!(
        "mimamori-import.toml - {}",
        ABOUT.pick(lang)
    ))]);
    for section in SECTIONS {
        page.control("SH", [section.title.pick(lang)]);
        for key in section.keys {
            page.control("TP", []);
            page.text([bold(key.written)]);
            page.text([roman(key.help.pick(lang))]);
        }
    }
    page.control("SH", [EXAMPLE_TITLE.pick(lang)]);
    page.control("nf", []);
    for line in EXAMPLE.lines() {
        page.text([roman(line)]);
    }
    page.control("fi", []);
    page.control("SH", [SEE_ALSO.pick(lang)]);
    page.text([roman("mimamori-import(1), mimamori-dictionary(7)")]);
    page.render()
}
