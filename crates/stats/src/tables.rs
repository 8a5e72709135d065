//! tables.toml: which tables there are, for whom, and from which count on a number is published.

use mimamori_record::{Failure, Said, dictionary, said};
use mimamori_shell::Config;
use serde::Deserialize;
use toml::Spanned;

use crate::field::{Field, Who};
use crate::messages;
use crate::options::Audience;

/// The whole file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    #[serde(default)]
    pub(crate) suppression: Suppression,
    #[serde(rename = "table")]
    pub(crate) tables: Vec<TableEntry>,
}

/// From which count on a number is published.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Suppression {
    /// Where the ladder comes from, as it stands on the paper.
    pub(crate) source: String,
    /// Whether the town has yet to decide on it (仮).
    pub(crate) provisional: bool,
    /// What happens to a count of nothing.
    pub(crate) zeros: Zeros,
    /// The least count that may be published, by inhabitants of the town.
    pub(crate) ladder: Vec<Rung>,
}

/// What happens to a count of nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Zeros {
    /// It may be shown, and a gap then means one or more.
    Show,
    /// It is hidden like other small counts.
    Hide,
}

/// A rung of the ladder.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rung {
    /// Holds from so many inhabitants.
    pub(crate) from: u64,
    /// The least count that is published; without it no count is.
    pub(crate) least: Option<Spanned<u64>>,
}

impl Default for Suppression {
    /// The ladder for health data (NDB and the like): under 2,000 inhabitants no counts, under
    /// 25,000 none below 20, from 25,000 none below 10, zero may be shown.
    fn default() -> Self {
        let rung = |from, least: Option<u64>| Rung {
            from,
            least: least.map(|least| Spanned::new(0..0, least)),
        };
        Suppression {
            source: messages::LADDER_SOURCE.ja.to_owned(),
            provisional: true,
            zeros: Zeros::Show,
            ladder: vec![rung(0, None), rung(2_000, Some(20)), rung(25_000, Some(10))],
        }
    }
}

impl Suppression {
    /// The least count that a town of this size publishes; `None`: no count at all.
    pub(crate) fn least(&self, population: u64) -> Option<u64> {
        let reached = self.ladder.iter().filter(|rung| rung.from <= population);
        let rung = reached.max_by_key(|rung| rung.from)?;
        rung.least.as_ref().map(|least| *least.get_ref())
    }
}

/// Below this a published count points at people: a family that is one of two knows the other.
const LEAST: u64 = 3;

impl Suppression {
    fn check(&self, config: &Config) -> Result<(), Failure> {
        let mut leasts = self.ladder.iter().filter_map(|rung| rung.least.as_ref());
        match leasts.find(|least| *least.get_ref() < LEAST) {
            None => Ok(()),
            Some(least) => {
                let value = least.get_ref();
                Err(config.wrong(
                    least.span(),
                    &said!("least に {value} は使えません", "least cannot be {value}"),
                    said!(
                        "{LEAST}以上の整数を書いてください。数を公表しない段では least を消します",
                        "give a whole number, {LEAST} or more; remove least where no count is published"
                    ),
                ))
            }
        }
    }
}

/// A table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TableEntry {
    pub(crate) id: Spanned<String>,
    pub(crate) title: Both,
    pub(crate) audiences: Vec<Audience>,
    pub(crate) who: Who,
    #[serde(default)]
    pub(crate) only: Vec<Only>,
    pub(crate) rows: DimensionEntry,
    pub(crate) columns: Option<DimensionEntry>,
}

/// A text in both languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Both {
    pub(crate) ja: String,
    pub(crate) en: String,
}

impl Both {
    pub(crate) fn said(&self) -> Said {
        Said {
            ja: self.ja.clone(),
            en: self.en.clone(),
        }
    }
}

/// Who of those counted is left in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Only {
    pub(crate) by: Spanned<Field>,
    pub(crate) codes: Vec<Spanned<String>>,
}

/// What makes the rows or the columns.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DimensionEntry {
    pub(crate) by: Spanned<Field>,
    /// `"0-5"`, `"7-"`, `"3"`: for ages, grades and days.
    #[serde(default)]
    pub(crate) bands: Vec<Spanned<String>>,
    /// Codes that are counted together; for districts the beginnings of the address.
    #[serde(default)]
    pub(crate) groups: Vec<Group>,
}

/// Codes that are counted together.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Group {
    pub(crate) code: Spanned<String>,
    pub(crate) ja: String,
    pub(crate) en: String,
    pub(crate) of: Vec<Spanned<String>>,
}

impl TableEntry {
    pub(crate) fn dimensions(&self) -> impl Iterator<Item = &DimensionEntry> {
        std::iter::once(&self.rows).chain(&self.columns)
    }

    /// Every field that it needs of a unit.
    pub(crate) fn fields(&self) -> impl Iterator<Item = Field> {
        let made = self.dimensions().map(|d| *d.by.get_ref());
        made.chain(self.only.iter().map(|o| *o.by.get_ref()))
    }
}

/// Reads `"0-5"`, `"7-"` or `"3"`: the first and the last number, open at the end.
pub(crate) fn band(text: &str) -> Option<(i64, Option<i64>)> {
    let (first, last) = match text.split_once('-') {
        None => (text, Some(text)),
        Some((first, "")) => (first, None),
        Some((first, last)) => (first, Some(last)),
    };
    let first: i64 = first.trim().parse().ok()?;
    let last: Option<i64> = match last {
        None => None,
        Some(last) => Some(last.trim().parse().ok()?),
    };
    last.is_none_or(|last| first <= last)
        .then_some((first, last))
}

impl Settings {
    /// Reads and checks the file; every failure points at a place in it (status 2).
    pub(crate) fn read(config: &Config) -> Result<Self, Failure> {
        let settings: Settings = config.parse()?;
        settings.suppression.check(config)?;
        let mut ids: Vec<&str> = Vec::new();
        for table in &settings.tables {
            let id = table.id.get_ref();
            if ids.contains(&id.as_str()) {
                return Err(config.wrong(
                    table.id.span(),
                    &said!("表 {id} が二つあります", "there are two tables {id}"),
                    said!("id を変えてください", "change one id"),
                ));
            }
            ids.push(id);
            check(config, table)?;
        }
        Ok(settings)
    }
}

fn check(config: &Config, table: &TableEntry) -> Result<(), Failure> {
    let fields: Vec<&Spanned<Field>> = table
        .dimensions()
        .map(|d| &d.by)
        .chain(table.only.iter().map(|o| &o.by))
        .collect();
    for by in fields {
        let field = *by.get_ref();
        if !field.belongs_to(table.who) {
            return Err(config.wrong(
                by.span(),
                &said!(
                    "この表の対象（who）には、この区分がありません",
                    "what this table counts (who) has no such field"
                ),
                messages::fields_of(table.who),
            ));
        }
        if field == Field::Worker && table.audiences.contains(&Audience::Public) {
            return Err(config.wrong(
                by.span(),
                &said!(
                    "担当別の表は公表用にできません",
                    "a table by worker cannot be public"
                ),
                said!(
                    "audiences から public を除いてください",
                    "take public out of audiences"
                ),
            ));
        }
    }
    for dimension in table.dimensions() {
        check_dimension(config, dimension)?;
    }
    for only in &table.only {
        let field = *only.by.get_ref();
        for code in &only.codes {
            check_code(config, field, code)?;
        }
    }
    if let Some(columns) = &table.columns
        && columns.by.get_ref() == table.rows.by.get_ref()
    {
        return Err(config.wrong(
            columns.by.span(),
            &said!(
                "行と列が同じ区分です",
                "rows and columns are made by the same field"
            ),
            said!("どちらかを変えてください", "change one of them"),
        ));
    }
    Ok(())
}

fn check_dimension(config: &Config, dimension: &DimensionEntry) -> Result<(), Failure> {
    let field = *dimension.by.get_ref();
    if field.is_number() == dimension.bands.is_empty()
        || field.is_number() && !dimension.groups.is_empty()
    {
        return Err(config.wrong(
            dimension.by.span(),
            &if field.is_number() {
                said!("この区分には bands が要ります", "this field needs bands")
            } else {
                said!("この区分に bands は使えません", "this field has no bands")
            },
            said!(
                "数の区分（age, grade, absence）は bands = [\"0-5\", \"6-\"]、ほかは groups で書きます",
                "numbers (age, grade, absence) take bands = [\"0-5\", \"6-\"], others take groups"
            ),
        ));
    }
    let mut end = None;
    for text in &dimension.bands {
        let place = text.span();
        let Some((first, last)) = band(text.get_ref()) else {
            return Err(config.wrong(
                place,
                &said!("帯として読めません", "this is no band"),
                said!(
                    "\"0-5\"、\"7-\"、\"3\" のように書いてください",
                    "write it like \"0-5\", \"7-\" or \"3\""
                ),
            ));
        };
        if end.is_some_and(|end: Option<i64>| end.is_none_or(|end| first <= end)) {
            return Err(config.wrong(
                place,
                &said!("前の帯と重なっています", "the band overlaps the one before"),
                said!(
                    "小さい順に、重ならないように書いてください",
                    "write them in order, without overlap"
                ),
            ));
        }
        end = Some(last);
    }
    if field == Field::District && dimension.groups.is_empty() {
        return Err(config.wrong(
            dimension.by.span(),
            &said!("地区には groups が要ります", "districts need groups"),
            said!(
                "of に住所の町名の始まりを並べてください",
                "list the beginnings of the addresses in of"
            ),
        ));
    }
    let mut codes: Vec<&str> = Vec::new();
    for Group { code, .. } in &dimension.groups {
        let word = code.get_ref().as_str();
        if codes.contains(&word) {
            return Err(config.wrong(
                code.span(),
                &said!("組 {word} が二つあります", "there are two groups {word}"),
                said!(
                    "code を変えるか、一つの組にまとめてください",
                    "change one code, or make one group of them"
                ),
            ));
        }
        codes.push(word);
    }
    let mut seen: Vec<&str> = Vec::new();
    for of in dimension.groups.iter().flat_map(|group| &group.of) {
        check_code(config, field, of)?;
        if seen.contains(&of.get_ref().as_str()) {
            return Err(config.wrong(
                of.span(),
                &said!("二つの組に入っています", "this stands in two groups"),
                said!("片方から消してください", "take it out of one"),
            ));
        }
        seen.push(of.get_ref());
    }
    Ok(())
}

fn check_code(config: &Config, field: Field, code: &Spanned<String>) -> Result<(), Failure> {
    let word = code.get_ref();
    let known: Vec<&str> = field.codes().iter().map(|code| code.key).collect();
    if known.is_empty() || known.contains(&word.as_str()) {
        return Ok(());
    }
    let list = known.join(", ");
    let advice = match mimamori_shell::nearest(word, known.iter().copied()) {
        Some(name) => said!(
            "{name} ではありませんか。使えるのは {list} です",
            "did you mean {name}? Allowed: {list}"
        ),
        None => said!("使えるのは {list} です", "allowed: {list}"),
    };
    Err(config.wrong(
        code.span(),
        &said!("{word} という値はありません", "there is no value {word}"),
        advice,
    ))
}

/// The codes of a dictionary field, for fields that take theirs from there.
pub(crate) fn dictionary_codes(dataset: &str, key: &str) -> &'static [dictionary::Code] {
    dictionary::field_of(dataset, key).map_or(&[], |field| field.codes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_read_as_people_write_them() {
        assert_eq!(band("0-5"), Some((0, Some(5))));
        assert_eq!(band("7-"), Some((7, None)));
        assert_eq!(band("3"), Some((3, Some(3))));
        assert_eq!(band("5-0"), None);
        assert_eq!(band("many"), None);
    }

    fn refused(text: &str) -> Failure {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tables.toml");
        std::fs::write(&path, text).unwrap();
        Settings::read(&Config::read(&path).unwrap()).unwrap_err()
    }

    #[test]
    fn a_rung_that_publishes_ones_and_twos_is_refused() {
        for least in [0, 1, 2] {
            let failure = refused(&format!(
                "table = []\n[suppression]\nsource = \"町\"\nladder = [{{ from = 0, least = {least} }}]\n"
            ));
            assert_eq!(failure.status.code(), 2);
            assert!(failure.what.en.contains("line 4, column 31"), "{failure}");
            assert!(failure.advice.en.contains("3 or more"), "{failure}");
        }
    }

    #[test]
    fn two_groups_of_one_code_are_refused() {
        let failure = refused(
            r#"[[table]]
id = "x"
title = { ja = "表", en = "table" }
audiences = ["internal"]
who = "children"
[table.rows]
by = "district"
groups = [
  { code = "east", ja = "東", en = "East", of = ["東"] },
  { code = "east", ja = "西", en = "West", of = ["西"] },
]
"#,
        );
        assert_eq!(failure.status.code(), 2);
        assert!(failure.what.en.contains("line 10, column 12"), "{failure}");
        assert!(failure.what.en.contains("two groups east"), "{failure}");
    }

    #[test]
    fn the_ladder_follows_the_population() {
        let suppression = Suppression::default();
        assert_eq!(suppression.least(1_999), None);
        assert_eq!(suppression.least(2_000), Some(20));
        assert_eq!(suppression.least(24_999), Some(20));
        assert_eq!(suppression.least(25_000), Some(10));
    }
}
