//! The rules: what is looked for, on which list, plus which interval, and who is asked.

use std::ops::Range;

use mimamori_record::line::FieldType;
use mimamori_record::{Coverage, Failure, Said, dictionary, said};
use mimamori_shell::{Config, nearest};

use crate::messages;
use crate::shape::Detail;

/// All of remind.toml.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    /// In the order of the file, which is the order of the papers within a state.
    pub rules: Vec<Rule>,
    /// What calendar entries say.
    pub detail: Detail,
}

/// One kind of duty.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    /// `due.what`.
    pub what: String,
    /// What people call it.
    pub title: Said,
    /// Whether lines of this kind are written.
    pub on: bool,
    /// Where the rule comes from.
    pub source: String,
    /// Whether its number is only a proposal (仮).
    pub provisional: bool,
    /// What is looked for.
    pub find: Find,
    /// Categories of cases that it is about; empty means all.
    pub categories: Vec<String>,
    /// Where the worker stands, in the order of asking.
    pub owner: Vec<Field>,
    /// Duties further away than so many months are not written.
    pub ahead: Option<u32>,
}

/// What a rule looks for.
#[derive(Debug, Clone)]
pub(crate) enum Find {
    /// An open case whose person has no row on this list.
    Missing(Named),
    /// A row in which this field is blank.
    Blank(Field),
    /// A row with a date that falls due.
    Date(Dates),
    /// The end of the fiscal year in which the child reaches this age.
    Age(u32),
    /// A list that ought to have arrived.
    Lists(Vec<Named>),
    /// What another rule found to have no date.
    Undated,
}

/// Where the date of a duty comes from.
#[derive(Debug, Clone)]
pub(crate) struct Dates {
    /// Tried in this order; those that add nothing are dates that somebody named.
    pub steps: Vec<Step>,
    /// A field of another list that may name another date; the later one holds.
    pub later: Option<Field>,
    /// When it was last done: named dates up to that day are over.
    pub done: Option<Field>,
    /// The rule (its place) under which a row without any date is told.
    pub undated: Option<usize>,
    /// One duty per person, by the row whose date is the latest.
    pub per_person: bool,
}

impl Dates {
    /// The list whose rows have the duty.
    pub fn dataset(&self) -> &str {
        self.steps.first().map_or("", |step| &step.field.dataset)
    }
}

/// A date field and what is added to it.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub field: Field,
    pub plus: Plus,
}

/// What is added to a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Plus {
    /// The date itself is the due date.
    Nothing,
    /// Calendar months: 11/30 + 3 is the end of February.
    Months(u32),
    /// Days.
    Days(u32),
}

/// `plans.next_review`, and where in the file that stands.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub dataset: String,
    pub key: String,
    pub at: Range<usize>,
}

/// A name, and where in the file it stands.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub name: String,
    pub at: Range<usize>,
}

impl Rule {
    /// The rule under which rows without a date are told.
    pub fn undated(&self) -> Option<usize> {
        match &self.find {
            Find::Date(dates) => dates.undated,
            _ => None,
        }
    }

    /// The fields whose cells the rule reads, apart from the worker's.
    pub fn fields(&self) -> Vec<&Field> {
        match &self.find {
            Find::Blank(field) => vec![field],
            Find::Date(dates) => {
                let steps = dates.steps.iter().map(|step| &step.field);
                steps.chain(&dates.later).chain(&dates.done).collect()
            }
            _ => Vec::new(),
        }
    }
}

impl Rules {
    /// Checks every list and field against the dictionary and what this town's lists add to it.
    ///
    /// # Errors
    /// Status 2 with the place in the file and the nearest right name.
    pub fn check(&self, config: &Config, coverage: &Coverage) -> Result<(), Failure> {
        for rule in &self.rules {
            match &rule.find {
                Find::Missing(list) => check_list(list, config, coverage)?,
                Find::Lists(lists) => {
                    for list in lists {
                        check_list(list, config, coverage)?;
                    }
                }
                Find::Date(dates) => {
                    let steps = dates.steps.iter().map(|step| &step.field);
                    for field in steps.chain(&dates.later).chain(&dates.done) {
                        check_field(field, Wanted::Date, config, coverage)?;
                    }
                }
                Find::Blank(field) => check_field(field, Wanted::Any, config, coverage)?,
                Find::Age(_) | Find::Undated => {}
            }
            for field in &rule.owner {
                check_field(field, Wanted::Text, config, coverage)?;
            }
        }
        Ok(())
    }

    /// The lists that the rules read, in alphabetical order.
    pub fn datasets(&self) -> Vec<&str> {
        let mut names: Vec<&str> = vec!["cases"];
        for rule in &self.rules {
            names.extend(rule.fields().iter().map(|field| field.dataset.as_str()));
            if let Find::Missing(list) = &rule.find {
                names.push(&list.name);
            }
        }
        names.sort_unstable();
        names.dedup();
        names
    }
}

#[derive(Clone, Copy)]
enum Wanted {
    Any,
    Date,
    Text,
}

fn lists(coverage: &Coverage) -> Vec<&str> {
    let shipped = dictionary::DATASETS.iter().map(|entry| entry.name);
    let mut names: Vec<&str> = shipped
        .chain(coverage.datasets().map(|d| d.name.as_str()))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn check_list(list: &Named, config: &Config, coverage: &Coverage) -> Result<(), Failure> {
    let known = lists(coverage);
    let name = list.name.as_str();
    if known.contains(&name) {
        return Ok(());
    }
    Err(config.wrong(
        list.at.clone(),
        &said!(
            "「{name}」という名簿はありません",
            "there is no list 「{name}」"
        ),
        messages::did_you_mean(nearest(name, known.iter().copied()), &known),
    ))
}

fn check_field(
    field: &Field,
    wanted: Wanted,
    config: &Config,
    coverage: &Coverage,
) -> Result<(), Failure> {
    let list = Named {
        name: field.dataset.clone(),
        at: field.at.clone(),
    };
    check_list(&list, config, coverage)?;
    let (dataset, key) = (field.dataset.as_str(), field.key.as_str());
    let mut known: Vec<(&str, FieldType)> = Vec::new();
    if let Some(entry) = dictionary::dataset(dataset) {
        let all = entry.fields.iter().chain(dictionary::IDENTITY);
        known.extend(all.map(|f| (f.key, f.r#type)));
    }
    if let Some(line) = coverage.dataset(dataset) {
        known.extend(
            line.fields
                .iter()
                .map(|(key, used)| (key.as_str(), used.r#type)),
        );
    }
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in &known {
        // A field of the town has the name of the dictionary's as a rule.
        if !names.contains(name) {
            names.push(name);
        }
    }
    let Some((_, found)) = known.iter().find(|(name, _)| *name == key) else {
        return Err(config.wrong(
            field.at.clone(),
            &said!(
                "名簿「{dataset}」に「{key}」という項目はありません",
                "the list 「{dataset}」 has no field 「{key}」"
            ),
            messages::did_you_mean(nearest(key, names.iter().copied()), &names),
        ));
    };
    let fits = match wanted {
        Wanted::Any => true,
        Wanted::Date => matches!(found, FieldType::Date | FieldType::Month),
        Wanted::Text => matches!(found, FieldType::Text | FieldType::Name),
    };
    if fits {
        return Ok(());
    }
    let advice = match wanted {
        Wanted::Date => said!(
            "日付か年月の項目を書いてください",
            "name a field of dates or months"
        ),
        _ => said!(
            "担当者の名前の項目を書いてください",
            "name the field that holds the worker"
        ),
    };
    Err(config.wrong(
        field.at.clone(),
        &said!(
            "項目「{dataset}.{key}」は種類が違います",
            "the field 「{dataset}.{key}」 is of another type"
        ),
        advice,
    ))
}
