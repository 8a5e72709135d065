//! Whether the lists and fields that rules name are known.

use mimamori_record::line::FieldType;
use mimamori_record::{Coverage, Failure, dictionary, said};
use mimamori_shell::{Config, nearest};

use crate::messages;
use crate::rules::{BORN, Field, Find, Named, Rules};

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
                    let mut steps = dates.steps.iter().map(|step| &step.field);
                    if let Some(field) = steps.find(|field| field.key == BORN) {
                        let at = field.at.clone();
                        let name = field.dataset.clone();
                        check_list(&Named { name, at }, config, coverage)?;
                    }
                    for field in rule.fields().into_iter().filter(|field| field.key != BORN) {
                        check_field(field, Wanted::Date, config, coverage)?;
                    }
                }
                Find::Blank(field) => check_field(field, Wanted::Any, config, coverage)?,
                Find::Age(_) | Find::Undated => {}
            }
            if let Some(field) = &rule.which {
                check_field(field, Wanted::Any, config, coverage)?;
            }
            for field in &rule.owner {
                check_field(field, Wanted::Text, config, coverage)?;
            }
        }
        Ok(())
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
