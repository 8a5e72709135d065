//! The option table and `match.toml`.

use std::ops::RangeInclusive;

use mimamori_record::{Failure, said};
use mimamori_shell::{Config, Count, Example, Given, Operands, Opt, Program, common};
use serde::Deserialize;
use toml::Spanned;

use crate::local::{ListsEntry, Local, NamesEntry, PlacesEntry};
use crate::{explain, messages, reconcile, report};

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
        Opt::value("explain", "A B", explain::HELP.ja, explain::HELP.en),
        Opt::value("reconcile", "A B", reconcile::HELP.ja, reconcile::HELP.en),
        Opt::switch("report", report::HELP.ja, report::HELP.en),
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
    examples: &[
        Example {
            what: messages::EXAMPLE,
            line: "mimamori-import -c town/import.toml 2026-05/in | mimamori-match -c town/match.toml --review review.xlsx -o matched.jsonl",
        },
        Example {
            what: explain::EXAMPLE,
            line: "mimamori-import -c town/import.toml 2026-05/in | mimamori-match -c town/match.toml --explain '住民記録.xlsx!住民!12' '出欠5月.xlsx!3年!7' -o why.html",
        },
        Example {
            what: reconcile::EXAMPLE,
            line: "mimamori-import -c town/import.toml 2026-05/in | mimamori-match -c town/match.toml --reconcile 児相台帳 ケース台帳 -o reconcile.xlsx",
        },
        Example {
            what: report::EXAMPLE,
            line: "mimamori-import -c town/import.toml 2026-05/in | mimamori-match -c town/match.toml --report -o report.html",
        },
    ],
    run: crate::run,
};

/// What a town knows better than the defaults.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// From which score on two rows are one person, and from which people are asked.
    pub bands: BandSettings,
    /// What agreement and disagreement are worth.
    pub model: ModelSettings,
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
            margin: 4.0,
        }
    }
}

/// What agreement and disagreement are worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ModelSettings {
    /// Whether the lists of the town have a say in it; else it is what offices in general show.
    pub estimate: bool,
}

impl Default for ModelSettings {
    fn default() -> Self {
        ModelSettings { estimate: true }
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
pub(crate) fn settings(given: &Given) -> Result<(Settings, Local, Option<Config>), Failure> {
    match given.path("config") {
        None => Ok((Settings::default(), Local::default(), None)),
        Some(path) => {
            let config = Config::read(&path)?;
            let (settings, local) = understood(&config)?;
            Ok((settings, local, Some(config)))
        }
    }
}

/// More bits than all that two rows can say for or against each other.
const MOST_BITS: f64 = 100.0;

/// How many members a circle may have at most.
const LARGEST: RangeInclusive<i64> = 2..=20;

/// match.toml with the places of its numbers.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    names: NamesEntry,
    places: PlacesEntry,
    lists: ListsEntry,
    bands: BandsEntry,
    model: ModelSettings,
    household: HouseholdEntry,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct BandsEntry {
    join: Option<Spanned<f64>>,
    ask: Option<Spanned<f64>>,
    margin: Option<Spanned<f64>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct HouseholdEntry {
    largest: Option<Spanned<i64>>,
}

/// Reads and checks the file; every failure points at a place in it (status 2).
pub(crate) fn understood(config: &Config) -> Result<(Settings, Local), Failure> {
    let file: File = config.parse()?;
    let local = Local::new(config, &file.names, &file.places, &file.lists)?;
    let mut settings = Settings {
        model: file.model,
        ..Settings::default()
    };
    let bands = &mut settings.bands;
    bands.join = bits(config, "join", file.bands.join.as_ref(), bands.join)?;
    bands.ask = bits(config, "ask", file.bands.ask.as_ref(), bands.ask)?;
    bands.margin = bits(config, "margin", file.bands.margin.as_ref(), bands.margin)?;
    // Of two numbers that do not go together, the one that somebody wrote is shown.
    if bands.ask > bands.join
        && let Some(written) = file.bands.ask.as_ref().or(file.bands.join.as_ref())
    {
        let (ask, join) = (bands.ask, bands.join);
        return Err(config.wrong(
            written.span(),
            &said!(
                "ask（{ask}）が join（{join}）より大きくなっています",
                "ask ({ask}) is greater than join ({join})"
            ),
            said!(
                "ask は0以上、join 以下の数にしてください",
                "ask is a number from 0 to join"
            ),
        ));
    }
    if let Some(written) = &file.household.largest {
        let largest = *written.get_ref();
        let (least, most) = (LARGEST.start(), LARGEST.end());
        settings.household.largest = usize::try_from(largest)
            .ok()
            .filter(|_| LARGEST.contains(&largest))
            .ok_or_else(|| {
                config.wrong(
                    written.span(),
                    &said!(
                        "largest に {largest} は使えません",
                        "largest cannot be {largest}"
                    ),
                    said!(
                        "{least}から{most}までの整数を書いてください",
                        "give a whole number from {least} to {most}"
                    ),
                )
            })?;
    }
    Ok((settings, local))
}

/// A number of bits: what is written, if it makes sense, else the default.
fn bits(
    config: &Config,
    name: &str,
    written: Option<&Spanned<f64>>,
    default: f64,
) -> Result<f64, Failure> {
    let Some(written) = written else {
        return Ok(default);
    };
    let value = *written.get_ref();
    // Not a number lies in no range.
    if (0.0..=MOST_BITS).contains(&value) && (value > 0.0 || name != "join") {
        return Ok(value);
    }
    let advice = if name == "join" {
        said!(
            "0より大きく{MOST_BITS}以下の数を書いてください",
            "give a number above 0, at most {MOST_BITS}"
        )
    } else {
        said!(
            "0以上{MOST_BITS}以下の数を書いてください",
            "give a number from 0 to {MOST_BITS}"
        )
    };
    Err(config.wrong(
        written.span(),
        &said!("{name} に {value} は使えません", "{name} cannot be {value}"),
        advice,
    ))
}

#[cfg(test)]
mod tests {
    use mimamori_record::Failure;
    use mimamori_shell::Config;

    use super::{Settings, understood};

    fn read(text: &str) -> Result<Settings, Failure> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("match.toml");
        std::fs::write(&path, text).unwrap();
        understood(&Config::read(&path).unwrap()).map(|(settings, _)| settings)
    }

    #[test]
    fn what_is_not_written_is_as_by_default_and_the_rest_is_as_written() {
        assert_eq!(read("").unwrap(), Settings::default());
        let shipped = read(include_str!("../../sample/town/match.toml")).unwrap();
        assert_eq!(shipped, Settings::default());
        let settings = read("[bands]\njoin = 9\nask = 9\n[household]\nlargest = 2\n").unwrap();
        assert_eq!((settings.bands.join, settings.bands.ask), (9.0, 9.0));
        assert_eq!(settings.bands.margin, 4.0);
        assert_eq!(settings.household.largest, 2);
        assert!(settings.model.estimate);
        assert!(!read("[model]\nestimate = false").unwrap().model.estimate);
    }

    #[test]
    fn thresholds_that_make_no_sense_are_refused_at_their_place() {
        for (text, place, advice) in [
            ("[bands]\njoin = nan", "line 2, column 8", "above 0"),
            ("[bands]\njoin = inf", "line 2, column 8", "at most 100"),
            ("[bands]\njoin = 0", "line 2, column 8", "above 0"),
            ("[bands]\nask = -0.5", "line 2, column 7", "from 0"),
            ("[bands]\nmargin = -1", "line 2, column 10", "from 0"),
            ("[bands]\nask = 7.5", "line 2, column 7", "from 0 to join"),
            (
                "[bands]\nask = 1.0\njoin = 0.5",
                "line 2, column 7",
                "from 0 to join",
            ),
            (
                "[household]\nlargest = 1",
                "line 2, column 11",
                "from 2 to 20",
            ),
            (
                "[household]\nlargest = 21",
                "line 2, column 11",
                "from 2 to 20",
            ),
            (
                "[household]\nlargest = -3",
                "line 2, column 11",
                "from 2 to 20",
            ),
        ] {
            let failure = read(text).unwrap_err();
            assert_eq!(failure.status.code(), 2, "{text}");
            assert!(failure.what.en.contains(place), "{text}: {failure}");
            assert!(failure.advice.en.contains(advice), "{text}: {failure}");
        }
    }

    #[test]
    fn what_a_town_calls_its_own_is_checked_at_its_place() {
        for (text, place, advice) in [
            (
                "[names]\nvariants = [[\"渕\", \"淵淵\"]]",
                "line 2, column 13",
                "like",
            ),
            (
                "[names]\nvariants = [[\"渕\", \"渕\"]]",
                "line 2, column 13",
                "like",
            ),
            ("[names]\nvariants = [[\"渕\"]]", "line 2", ""),
            (
                "[places]\nsame = [[\"港\", \"港町\"]]",
                "line 2, column 9",
                "like",
            ),
            (
                "[places]\nsame = [[\"\", \"港町\"]]",
                "line 2, column 9",
                "like",
            ),
            ("[lists]\nonce = \"residents\"", "line 2", ""),
            ("[list]\nonce = []", "line 1", ""),
        ] {
            let failure = read(text).unwrap_err();
            assert_eq!(failure.status.code(), 2, "{text}");
            assert!(failure.what.en.contains(place), "{text}: {failure}");
            assert!(failure.advice.en.contains(advice), "{text}: {failure}");
        }
        read("[names]\nvariants = [[\"渕\", \"淵\"]]\n[places]\nsame = [[\"旧港村\", \"みなと\"]]\n[lists]\nonce = [\"住民記録\"]").unwrap();
    }

    #[test]
    fn the_shipped_settings_are_the_defaults() {
        let shipped = include_str!("../../sample/town/match.toml");
        assert_eq!(
            toml::from_str::<Settings>(shipped).unwrap(),
            Settings::default()
        );
    }
}
