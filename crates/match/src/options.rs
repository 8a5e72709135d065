//! The option table and `match.toml`.

use mimamori_record::Failure;
use mimamori_shell::{Config, Count, Example, Given, Operands, Opt, Program, common};
use serde::Deserialize;

use crate::messages;

/// The program as the shell starts it.
pub const PROGRAM: Program = Program {
    name: "mimamori-match",
    about: messages::ABOUT,
    operands: Operands {
        value: "FILE",
        help: messages::OPERANDS,
        count: Count::Any,
    },
    options: &[
        common::CONFIG,
        common::BEFORE,
        Opt::value(
            "review",
            "FILE.xlsx",
            messages::REVIEW.ja,
            messages::REVIEW.en,
        ),
        common::OUTPUT,
        common::ONLY,
        common::LANG,
        common::UTF8,
        common::PLAIN,
        common::EXIT_CODE,
        common::QUIET,
        common::VERBOSE,
        common::LOG,
        common::HELP,
        common::VERSION,
    ],
    examples: &[Example {
        what: messages::EXAMPLE,
        line: "mimamori-import -c town/import.toml 2026-05/in | mimamori-match -c town/match.toml --review review.xlsx -o matched.jsonl",
    }],
    run: crate::run,
};

/// What a town knows better than the defaults.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// From which score on two rows are one person, and from which people are asked.
    pub bands: BandSettings,
    /// Households.
    pub household: HouseholdSettings,
}

/// Scores are logarithms of odds to the base 2: 7 means one error in 128 such links, were there
/// nothing else that speaks against them.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BandSettings {
    /// From here on: the same person.
    pub join: f64,
    /// From here on: a question.
    pub ask: f64,
    /// Somebody else who fits so little worse makes it a question.
    pub margin: f64,
}

impl Default for BandSettings {
    fn default() -> Self {
        BandSettings {
            join: 7.0,
            ask: 0.0,
            margin: 6.0,
        }
    }
}

/// Households.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HouseholdSettings {
    /// A circle never has more members.
    pub largest: usize,
}

impl Default for HouseholdSettings {
    fn default() -> Self {
        HouseholdSettings { largest: 20 }
    }
}

/// The bands in tenths of a bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bands {
    pub(crate) join: i32,
    pub(crate) ask: i32,
    pub(crate) margin: i32,
}

impl From<BandSettings> for Bands {
    fn from(settings: BandSettings) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "saturates, and scores are small"
        )]
        let tenths = |bits: f64| (bits * 10.0).round() as i32;
        Bands {
            join: tenths(settings.join),
            ask: tenths(settings.ask),
            margin: tenths(settings.margin),
        }
    }
}

/// Reads `-c`, if given.
pub(crate) fn settings(given: &Given) -> Result<(Settings, Option<Config>), Failure> {
    match given.path("config") {
        None => Ok((Settings::default(), None)),
        Some(path) => {
            let config = Config::read(&path)?;
            let settings: Settings = config.parse()?;
            Ok((settings, Some(config)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Settings;

    #[test]
    fn the_shipped_settings_are_the_defaults() {
        let shipped = include_str!("../../sample/town/match.toml");
        assert_eq!(
            toml::from_str::<Settings>(shipped).unwrap(),
            Settings::default()
        );
    }
}
