//! The town: town.toml, the three plain tables that staff edit, and what they mean.

use std::path::{Path, PathBuf};

use mimamori_calendar::YearMonth;
use mimamori_record::Failure;
use mimamori_record::line::{CalendarEntry, Institution, InstitutionType, Staff, StaffRole, Town};
use mimamori_shell::{Config, cannot_read};
use mimamori_text::squeeze;
use serde::Deserialize;

use crate::messages as say;
use mimamori_container::{Book, Row, Value, letters};

/// town.toml as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TownFile {
    name: toml::Spanned<String>,
    population: u64,
    institutions: String,
    staff: String,
    calendar: String,
}

/// Reads town.toml and its tables; series and earlier month are the caller's to fill in.
pub(crate) fn read(path: &Path) -> Result<Town, Failure> {
    let config = Config::read(path)?;
    let file: TownFile = config.parse()?;
    if file.name.get_ref().trim().is_empty() {
        let (what, advice) = say::no_town_name();
        return Err(config.wrong(file.name.span(), &what, advice));
    }
    let folder = config.folder();
    Ok(Town {
        name: file.name.into_inner(),
        population: file.population,
        institutions: institutions(&folder.join(file.institutions))?,
        staff: staff(&folder.join(file.staff))?,
        calendar: calendar(&folder.join(file.calendar))?,
        ..Town::default()
    })
}

fn institutions(path: &Path) -> Result<Vec<Institution>, Failure> {
    let table = Plain::read(path, &["名称", "種別", "別名", "住所"], 2)?;
    table.each(|row| {
        Ok(Institution {
            name: table.needed(row, 0)?,
            r#type: kind(&table.text(row, 1).unwrap_or_default()),
            aliases: table
                .text(row, 2)
                .map(|text| split(&text))
                .unwrap_or_default(),
            address: table.text(row, 3),
        })
    })
}

/// Aliases stand in one cell, between 、 or the like.
fn split(text: &str) -> Vec<String> {
    let parts = text.split(['、', ',', '，', '・', '/', '\n', ';']);
    parts
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

fn kind(text: &str) -> InstitutionType {
    let text = squeeze(text);
    let has = |word: &str| text.contains(word);
    if has("小学校") {
        InstitutionType::ElementarySchool
    } else if has("中学校") {
        InstitutionType::JuniorHighSchool
    } else if has("保育") || has("こども園") {
        InstitutionType::Nursery
    } else if has("幼稚園") {
        InstitutionType::Kindergarten
    } else if has("施設") || has("乳児院") {
        InstitutionType::Facility
    } else {
        InstitutionType::Other
    }
}

fn staff(path: &Path) -> Result<Vec<Staff>, Failure> {
    let table = Plain::read(path, &["氏名", "役割", "所属", "から", "まで"], 2)?;
    table.each(|row| {
        let role = squeeze(&table.text(row, 1).unwrap_or_default());
        Ok(Staff {
            name: table.needed(row, 0)?,
            role: match role.as_str() {
                "統括支援員" => StaffRole::Coordinator,
                "係長" => StaffRole::SectionChief,
                "担当" | "担当者" | "" => StaffRole::Worker,
                // A slip of the pen would take the whole list from the coordinator.
                _ => return Err(table.wrong(row, 1)),
            },
            office: table.text(row, 2),
            from: table.day(row, 3)?,
            to: table.day(row, 4)?,
        })
    })
}

fn calendar(path: &Path) -> Result<Vec<CalendarEntry>, Failure> {
    let table = Plain::read(path, &["機関", "から", "まで", "区分"], 4)?;
    table.each(|row| {
        let institution = table.text(row, 0).filter(|name| {
            !matches!(
                squeeze(name).as_str(),
                "全校" | "全園" | "すべて" | "全機関"
            )
        });
        let Some(from) = table.day(row, 1)? else {
            return Err(table.wrong(row, 1));
        };
        let to = table.day(row, 2)?.unwrap_or_else(|| from.clone());
        let open = match squeeze(&table.needed(row, 3)?).as_str() {
            "休業" | "休み" | "休校" | "閉所" => false,
            "授業日" | "授業" | "登校日" | "開所" => true,
            _ => return Err(table.wrong(row, 3)),
        };
        if to < from {
            return Err(table.wrong(row, 2));
        }
        Ok(CalendarEntry {
            institution,
            from,
            to,
            open,
        })
    })
}

/// A plain table: one heading row, then rows until the end of the sheet.
struct Plain {
    path: PathBuf,
    labels: Vec<&'static str>,
    columns: Vec<Option<u32>>,
    rows: Vec<Row>,
}

impl Plain {
    /// Reads the first sheet. The first `needed` labels must be there.
    fn read(path: &Path, labels: &[&'static str], needed: usize) -> Result<Plain, Failure> {
        let bytes = std::fs::read(path).map_err(|error| cannot_read(path, &error))?;
        let unread = |reason| say::town_table(path, reason);
        let mut book = Book::open(bytes, &[]).map_err(unread)?;
        if book.tables() == 0 {
            return Err(unread(&mimamori_record::reason::FILE_EMPTY));
        }
        let mut rows = book.sheet(0).map_err(unread)?.rows;
        let mut columns: Option<Vec<Option<u32>>> = None;
        let mut kept = Vec::new();
        while let Some(row) = rows.next_row().map_err(unread)? {
            if columns.is_some() {
                kept.push(row);
                continue;
            }
            let find = |label: &&str| {
                let mut cells = row.cells.iter();
                let found = cells.find(|cell| squeeze(&cell.value.shown()) == **label)?;
                Some(found.column)
            };
            let found: Vec<Option<u32>> = labels.iter().map(find).collect();
            if found[..needed].iter().all(Option::is_some) {
                columns = Some(found);
            }
        }
        let Some(columns) = columns else {
            return Err(say::town_headings(path, labels));
        };
        // A row that holds nothing in the named columns is a remark.
        kept.retain(|row| {
            let mut named = columns.iter().flatten();
            named.any(|column| row.get(*column).is_some())
        });
        Ok(Plain {
            path: path.to_owned(),
            labels: labels.to_vec(),
            columns,
            rows: kept,
        })
    }

    /// Each row as what it says.
    fn each<T>(&self, read: impl FnMut(&Row) -> Result<T, Failure>) -> Result<Vec<T>, Failure> {
        self.rows.iter().map(read).collect()
    }

    fn cell<'r>(&self, row: &'r Row, index: usize) -> Option<&'r Value> {
        row.get(self.columns[index]?)
    }

    fn text(&self, row: &Row, index: usize) -> Option<String> {
        let text = self.cell(row, index)?.shown().trim().to_owned();
        (!text.is_empty()).then_some(text)
    }

    fn needed(&self, row: &Row, index: usize) -> Result<String, Failure> {
        self.text(row, index).ok_or_else(|| self.wrong(row, index))
    }

    fn day(&self, row: &Row, index: usize) -> Result<Option<String>, Failure> {
        let day = match self.cell(row, index) {
            None => return Ok(None),
            Some(Value::Date(Ok(day))) => Some(*day),
            Some(Value::Text(text)) => mimamori_calendar::read(text).ok().and_then(|d| d.day()),
            Some(_) => None,
        };
        let day = day.ok_or_else(|| self.wrong(row, index))?;
        Ok(Some(day.to_string()))
    }

    fn wrong(&self, row: &Row, index: usize) -> Failure {
        let column = self.columns[index].map(letters).unwrap_or_default();
        say::town_cell(
            &self.path,
            &format!("{column}{}", row.number),
            self.labels[index],
            self.text(row, index).is_none(),
        )
    }
}

/// Finds institutions by the names that lists use.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    /// Spelling, the name it stands for and what that is; longest spelling first.
    spellings: Vec<(String, String, InstitutionType)>,
}

impl Registry {
    /// From the town's table.
    pub(crate) fn new(institutions: &[Institution]) -> Self {
        let mut spellings: Vec<(String, String, InstitutionType)> = institutions
            .iter()
            .flat_map(|one| {
                std::iter::once(&one.name)
                    .chain(&one.aliases)
                    .map(|spelling| (squeeze(spelling), one.name.clone(), one.r#type))
            })
            .collect();
        spellings.sort_by_key(|(spelling, name, _)| {
            (std::cmp::Reverse(spelling.chars().count()), name.clone())
        });
        Registry { spellings }
    }

    /// The institution that is called so.
    pub(crate) fn named(&self, text: &str) -> Option<&str> {
        let text = squeeze(text);
        self.spellings
            .iter()
            .find(|(spelling, ..)| *spelling == text)
            .map(|(_, name, _)| name.as_str())
    }

    /// What the institution of this name is.
    pub(crate) fn kind(&self, name: &str) -> Option<InstitutionType> {
        let mut all = self.spellings.iter();
        all.find(|(_, own, _)| own == name).map(|(.., kind)| *kind)
    }

    /// The institution whose name stands in a text: the longest one, and none when two are as long.
    pub(crate) fn inside(&self, text: &str) -> Option<&str> {
        self.inside_of(text, |_, _| true)
    }

    /// The same among those that are meant, by name and by what they are.
    pub(crate) fn inside_of(
        &self,
        text: &str,
        meant: impl Fn(&str, InstitutionType) -> bool,
    ) -> Option<&str> {
        let text = squeeze(text);
        let mut found = self.spellings.iter().filter(|(spelling, name, kind)| {
            text.contains(spelling.as_str()) && meant(name, *kind)
        });
        let (spelling, name, _) = found.next()?;
        let length = spelling.chars().count();
        let twin = found.any(|(other, its, _)| other.chars().count() == length && its != name);
        (!twin).then_some(name.as_str())
    }
}

/// The newest month before the one at hand that has a finished stream beside town/.
///
/// Only earlier ones, so that a second run of the same month gives the same bytes.
pub(crate) fn earlier(base: &Path, month: YearMonth) -> Option<String> {
    let folders = std::fs::read_dir(base).ok()?;
    let names = folders.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names
        .filter_map(|name| name.parse::<YearMonth>().ok())
        .filter(|folder| *folder < month)
        .filter(|folder| {
            base.join(folder.to_string())
                .join("out")
                .join("month.jsonl")
                .is_file()
        })
        .max()
        .map(|folder| folder.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn school(name: &str, aliases: &[&str]) -> Institution {
        Institution {
            name: name.to_owned(),
            aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
            ..Institution::default()
        }
    }

    #[test]
    fn the_longest_name_in_a_text_counts() {
        let registry = Registry::new(&[
            school("東小", &["東小学校"]),
            school("南東小", &["南東小学校"]),
        ]);
        assert_eq!(registry.inside("南東小学校　出席簿"), Some("南東小"));
        assert_eq!(registry.inside("町立東小学校"), Some("東小"));
        assert_eq!(registry.named("東 小学校"), Some("東小"));
        assert_eq!(registry.inside("西小学校"), None);
    }

    #[test]
    fn two_names_of_the_same_length_decide_nothing() {
        let registry = Registry::new(&[school("東小", &[]), school("西小", &[])]);
        assert_eq!(registry.inside("東小・西小 合同"), None);
    }

    #[test]
    fn a_month_is_earlier_only_with_a_finished_stream() {
        let base = tempfile::tempdir().unwrap();
        for month in ["2026-02", "2026-03", "2026-05"] {
            let out = base.path().join(month).join("out");
            std::fs::create_dir_all(&out).unwrap();
            if month != "2026-03" {
                std::fs::write(out.join("month.jsonl"), "").unwrap();
            }
        }
        let may = "2026-05".parse().unwrap();
        assert_eq!(earlier(base.path(), may).as_deref(), Some("2026-02"));
    }
}
