//! Which language people are spoken to in.

use std::ffi::OsString;

use mimamori_record::{Failure, Lang, said};

use crate::command::usage;

/// `--lang`, then MIMAMORI_LANG, then the system's; Japanese when nothing says.
///
/// It is read before the command line is parsed, so that help and mistakes are in it too.
pub(crate) fn language(arguments: &[OsString]) -> Result<Lang, Failure> {
    let mut words = arguments.iter().skip(1).map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--lang") {
            Some("") => words.next().map(|value| value.into_owned()),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None if word == "--" => break,
            None => None,
        };
        if let Some(value) = value {
            return match value.as_str() {
                "ja" => Ok(Lang::Ja),
                "en" => Ok(Lang::En),
                _ => Err(usage(
                    said!(
                        "--lang の値「{value}」はありません",
                        "there is no language “{value}”"
                    ),
                    said!("ja か en を書いてください", "give ja or en"),
                )),
            };
        }
    }
    Ok(surroundings())
}

/// What the environment and the system say.
pub(crate) fn surroundings() -> Lang {
    let said = std::env::var("MIMAMORI_LANG")
        .ok()
        .filter(|l| !l.is_empty());
    match said.or_else(sys_locale::get_locale) {
        Some(locale) if locale.starts_with("en") => Lang::En,
        _ => Lang::Ja,
    }
}
