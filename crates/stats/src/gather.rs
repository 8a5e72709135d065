//! One stream, counted: what its units say, and which of its lists are not complete.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mimamori_record::line::{Run, Town};
use mimamori_record::{
    Arrival, Block, Coverage, Failure, Head, Input, Output, Pass, Said, Status, WriteOptions,
    dictionary, pass, reason, said,
};

use crate::field::{Field, Who};
use crate::messages;
use crate::tables::TableEntry;
use crate::unit::{Profiles, Reader};

/// What a stream says about one month.
#[derive(Debug)]
pub(crate) struct Month {
    /// `YYYY-MM`.
    pub(crate) month: String,
    /// The day that its judgements refer to.
    pub(crate) day: NaiveDate,
    pub(crate) town: Town,
    /// By what is counted: the fields, and how many units say what in them.
    pub(crate) units: BTreeMap<Who, Units>,
    /// Lists that are not complete, for the paper.
    pub(crate) notes: Vec<Said>,
}

/// The units of one kind.
#[derive(Debug, Default)]
pub(crate) struct Units {
    pub(crate) fields: Vec<Field>,
    pub(crate) profiles: Profiles,
    /// The list that says who there is has not arrived: every count is unknown.
    pub(crate) list_missing: bool,
}

/// Reads a stream to its end.
pub(crate) fn gather(input: &mut Input<'_>, tables: &[&TableEntry]) -> Result<Month, Failure> {
    let mut gatherer = Gatherer::new(tables);
    // Nothing of the stream travels on.
    let mut nowhere = Output::new(std::io::sink(), WriteOptions::default());
    pass(input, &mut nowhere, Run::default(), &mut gatherer)?;
    gatherer.month.ok_or_else(|| {
        Failure::new(
            Status::Stream,
            said!("流れが空です", "the stream is empty"),
            said!(
                "mimamori-match を通った流れを渡してください",
                "give a stream that went through mimamori-match"
            ),
        )
    })
}

fn no_town() -> Failure {
    Failure::new(
        Status::Stream,
        said!(
            "流れに町（town）の行がありません",
            "the stream has no town line"
        ),
        said!(
            "mimamori-agenda が書いた month.jsonl を渡してください",
            "give the month.jsonl that mimamori-agenda wrote"
        ),
    )
}

struct Gatherer {
    fields: BTreeMap<Who, Vec<Field>>,
    districts: BTreeSet<String>,
    seen: BTreeSet<String>,
    month: Option<Month>,
}

impl Gatherer {
    fn new(tables: &[&TableEntry]) -> Self {
        let mut fields: BTreeMap<Who, BTreeSet<Field>> = BTreeMap::new();
        let mut districts = BTreeSet::new();
        for table in tables {
            fields.entry(table.who).or_default().extend(table.fields());
            for dimension in table.dimensions() {
                if *dimension.by.get_ref() == Field::District {
                    let starts = dimension.groups.iter().flat_map(|group| &group.of);
                    districts.extend(starts.map(|start| start.get_ref().clone()));
                }
            }
        }
        Gatherer {
            fields: fields
                .into_iter()
                .map(|(who, fields)| (who, fields.into_iter().collect()))
                .collect(),
            districts,
            seen: BTreeSet::new(),
            month: None,
        }
    }
}

impl Pass for Gatherer {
    fn head(&mut self, head: &Head, _: &mut Output<'_>) -> Result<(), Failure> {
        let coverage = &head.coverage;
        // What may be published depends on how many people live in the town.
        if coverage.town().name.is_empty() {
            return Err(no_town());
        }
        let day = day(&head.today)?;
        let month = month_of(coverage, day);
        let units: BTreeMap<Who, Units> = self
            .fields
            .iter()
            .map(|(who, fields)| {
                let units = Units {
                    fields: fields.clone(),
                    profiles: Profiles::new(),
                    list_missing: is_missing(coverage, who.dataset()),
                };
                (*who, units)
            })
            .collect();
        self.month = Some(Month {
            notes: notes(coverage, &month, &self.fields),
            month,
            day,
            town: coverage.town().clone(),
            units,
        });
        Ok(())
    }

    fn block(&mut self, head: &Head, block: &Block, _: &mut Output<'_>) -> Result<(), Failure> {
        let Some(month) = &mut self.month else {
            return Ok(());
        };
        let reader = Reader {
            coverage: &head.coverage,
            today: month.day,
            month: &month.month,
            districts: &self.districts,
        };
        for (who, units) in &mut month.units {
            reader.add(
                *who,
                &units.fields,
                block,
                &mut self.seen,
                &mut units.profiles,
            );
        }
        Ok(())
    }
}

fn day(text: &str) -> Result<NaiveDate, Failure> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| {
        Failure::new(
            Status::Stream,
            said!(
                "run の today が日付ではありません",
                "today of the run line is no day"
            ),
            said!(
                "途中のプログラムがこの行を書き換えていないか確かめてください",
                "check whether a program in between rewrites this line"
            ),
        )
    })
}

/// The month of a stream: the newest folder of the town (`2026-05/in/…`) that it read, else the
/// month of the day before the run.
fn month_of(coverage: &Coverage, day: NaiveDate) -> String {
    let folders = coverage.sources().filter_map(|source| {
        let (folder, _) = source.path.split_once('/')?;
        let (year, month) = folder.split_once('-')?;
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        (year.len() == 4 && month.len() == 2 && digits(year) && digits(month))
            .then(|| folder.to_owned())
    });
    folders.max().unwrap_or_else(|| {
        let before = day.pred_opt().unwrap_or(day);
        before.format("%Y-%m").to_string()
    })
}

/// Whether nothing of a list of the whole town can be judged.
fn is_missing(coverage: &Coverage, dataset: &str) -> bool {
    use mimamori_record::line::SourceState;
    let read = |source: &mimamori_record::line::Source| source.state == SourceState::Read;
    !coverage.judged_sources(dataset, None).any(read)
}

/// The lists that tables ask and that are not complete, a sentence each.
fn notes(coverage: &Coverage, month: &str, fields: &BTreeMap<Who, Vec<Field>>) -> Vec<Said> {
    let mut asked: BTreeSet<&str> = BTreeSet::new();
    for (who, fields) in fields {
        asked.insert(who.dataset());
        for field in fields {
            match field {
                Field::Absence => asked.extend(["attendance", "school-register"]),
                Field::SchoolType | Field::Institution | Field::Grade => {
                    asked.insert("school-register");
                }
                Field::District => {
                    asked.insert("residents");
                }
                _ => {}
            }
        }
    }
    let mut notes = Vec::new();
    for dataset in asked {
        let Some(label) = dictionary::dataset(dataset).map(|entry| entry.label) else {
            continue;
        };
        let mut expected: BTreeSet<Option<&str>> = BTreeSet::new();
        if let Some(list) = coverage.dataset(dataset) {
            expected.extend(list.expected.iter().map(|e| e.institution.as_deref()));
        }
        if dataset != "attendance" {
            let gone = |i: &Option<&str>| coverage.judged_sources(dataset, *i).next().is_none();
            if is_missing(coverage, dataset) {
                notes.push(messages::list_missing(month, label, None));
            } else {
                for institution in expected.into_iter().filter(gone) {
                    notes.push(messages::list_missing(month, label, institution));
                }
            }
        } else {
            for institution in expected {
                match coverage.arrival(dataset, institution, month) {
                    Arrival::Missing(_) => {
                        notes.push(messages::list_missing(month, label, institution));
                    }
                    Arrival::Partial(cause) if cause.code != reason::ROWS_UNREAD.code => {
                        notes.push(messages::list_missing(month, label, institution));
                    }
                    _ => {}
                }
            }
        }
        if coverage
            .judged_sources(dataset, None)
            .any(|s| s.rows_unread > 0)
        {
            notes.push(messages::rows_unread(month, label));
        }
    }
    notes
}
