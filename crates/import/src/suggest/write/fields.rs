//! The fields of a list: settings, codes, days, and the columns that are not read.

use std::collections::BTreeMap;

use mimamori_record::dictionary;
use mimamori_record::line::FieldType;
use mimamori_record::{Said, said};
use mimamori_text::heading_key;

use super::super::codes::spelled;
use super::super::fields::dated;
use super::super::group::{Field, List};
use super::super::{Draft, messages as say};
use super::settings::{cells, empty, grades, heads_groups, repeats, settings, together, what};
use super::{Page, quoted, whole_part};
use crate::survey::{Column, Seen, Spelling, Type, sensitive, shown_values};

impl Page {
    pub(super) fn fields(&mut self, list: &List<'_>) {
        self.blank();
        self.line("[list.fields]");
        let mut coded = Vec::new();
        for field in list.fields() {
            let entry = dictionary::field_of(list.dataset().unwrap_or_default(), field.key);
            if field.guess {
                self.guess(&said!(
                    "見出しの言葉からはっきりしません",
                    "the heading does not say it outright"
                ));
            }
            match entry {
                Some(entry) if entry.r#type == FieldType::Code => coded.push((field, entry)),
                Some(entry) => self.field(list, &field, entry),
                None => {}
            }
        }
        if list.origins.class_is_sheet {
            self.comment(
                "",
                &said!("組はシートの名前です", "the class is the name of the sheet"),
            );
            self.line("class = { from = \"sheet\" }");
        }
        if let Some((place, spelled)) = whole_part(list) {
            let codes = spelled
                .iter()
                .map(|(text, part)| format!("{} = {}", quoted(text), quoted(part)));
            let codes: Vec<String> = codes.collect();
            self.line(&format!(
                "part = {{ {place}, codes = {{ {} }} }}",
                codes.join(", ")
            ));
        }
        for (field, entry) in coded {
            self.blank();
            self.line(&format!("[list.fields.{}]", field.key));
            self.about(&field, entry.r#type);
            for setting in settings(list, &field, entry) {
                self.line(&setting);
            }
            self.codes(list, &field.columns, entry);
        }
        if list.by_day() {
            self.days(list);
        }
    }

    fn field(&mut self, list: &List<'_>, field: &Field<'_>, entry: &dictionary::Field) {
        self.about(field, entry.r#type);
        self.line(&format!(
            "{} = {{ {} }}",
            field.key,
            settings(list, field, entry).join(", ")
        ));
        let cells = cells(field);
        let serial: u32 = cells
            .iter()
            .filter_map(|cells| cells.dates.get(&Spelling::Serial))
            .sum();
        if entry.r#type == FieldType::Date && serial > 0 {
            self.ask(&say::serial());
        }
        if entry.r#type == FieldType::Institution {
            self.comment("", &say::unreadable_institution());
        }
    }

    /// What stands in the columns of a field.
    fn about(&mut self, field: &Field<'_>, r#type: FieldType) {
        let (member, column) = field.columns[0];
        let seen = &member.seen;
        let first = field
            .columns
            .iter()
            .filter(|(of, _)| std::ptr::eq(*of, member));
        let letters: Vec<String> = first
            .map(|(_, column)| mimamori_container::letters(*column))
            .collect();
        let letters = letters.join(", ");
        let people: u32 = field
            .columns
            .iter()
            .map(|(member, _)| member.seen.people)
            .sum();
        let what = what(Type::Of(r#type), &cells(field), people);
        let mixed = Type::of(seen, column);
        let fits = mixed == Type::Of(r#type)
            || mixed == Type::Blank
            || !matches!(r#type, FieldType::Date | FieldType::Integer);
        self.comment(&format!("{letters} "), &what);
        if repeats(field) {
            self.guess(&say::merged());
        } else if heads_groups(field) {
            self.guess(&say::below());
        }
        if field.line.is_some() {
            self.guess(&say::lines());
        }
        if !grades(field).is_empty() {
            self.guess(&say::grades());
        }
        if field.key == "class" && cells(field).iter().any(|cells| dated(cells)) {
            self.ask(&say::dated());
        }
        if !empty(field, r#type).is_empty() {
            self.guess(&say::nothings());
        }
        if !fits {
            let label = mixed.label();
            self.guess(&Said {
                ja: format!("中身は{}に見えます", label.ja),
                en: format!("its cells look like: {}", label.en),
            });
        }
    }

    fn codes(&mut self, list: &List<'_>, columns: &[(&Draft, u32)], entry: &dictionary::Field) {
        let Some(values) = values(columns) else {
            return;
        };
        let legend = list
            .members
            .iter()
            .flat_map(|member| member.seen.legend.clone())
            .collect();
        let (all, rare) = spelled(entry, &values, &legend);
        if all.is_empty() && rare == 0 {
            return;
        }
        // Of a code without any meaning the dictionary's labels stay.
        if all.iter().any(|one| one.code.is_some()) {
            self.line(&format!("[list.fields.{}.codes]", entry.key));
        }
        for one in all {
            let spelling = quoted(&one.spelling);
            match one.code {
                Some(code) => {
                    let label = entry
                        .codes
                        .iter()
                        .find(|known| known.key == code)
                        .map(|known| known.label);
                    let (ja, en) = label.map_or(("", ""), |label| (label.ja, label.en));
                    let mark = if one.guess { "? 推測: " } else { "" };
                    let count = one
                        .count
                        .map(|count| format!(" {count}"))
                        .unwrap_or_default();
                    self.line(&format!(
                        "{spelling} = {}  # {mark}{ja} / {en}{count}",
                        quoted(code)
                    ));
                }
                None => {
                    self.asked += 1;
                    let what = say::unknown_code(one.count.unwrap_or(0));
                    self.line(&format!(
                        "# {spelling} = \"\"  # ?? 質問: {} / {}",
                        what.ja, what.en
                    ));
                }
            }
        }
        if rare > 0 {
            self.ask(&say::rare_codes(rare));
        }
    }

    fn days(&mut self, list: &List<'_>) {
        let Some(entry) = dictionary::field_of("attendance", "days") else {
            return;
        };
        self.blank();
        self.line("[list.fields.days]");
        self.line("day_columns = true");
        self.guess(&said!(
            "日の列の空欄は出席です",
            "a blank under a day means present"
        ));
        self.line("blank = \"present\"");
        let columns: Vec<(&Draft, u32)> = list
            .members
            .iter()
            .flat_map(|member| {
                member
                    .seen
                    .table
                    .days
                    .iter()
                    .map(|column| (*member, *column))
            })
            .collect();
        self.blank();
        self.codes(list, &columns, entry);
    }

    /// The columns that no field holds, with their types.
    pub(super) fn not_read(&mut self, list: &List<'_>) {
        let mut told: Vec<String> = Vec::new();
        let mut lines = Vec::new();
        for member in &list.members {
            let seen = &member.seen;
            // Two columns of one sheet may have the same heading; those of the next sheet are known.
            let before = told.len();
            for column in seen.table.headings.keys() {
                let bound = member
                    .bound
                    .iter()
                    .any(|bound| bound.columns().any(|one| one == *column));
                let word = heading_key(&seen.heading(*column));
                if bound || seen.table.days.contains(column) || told[..before].contains(&word) {
                    continue;
                }
                told.push(word);
                let r#type = Type::of(seen, *column);
                let cells: Vec<&Column> = seen.columns.get(column).into_iter().collect();
                let mut text = what(r#type, &cells, seen.people);
                if r#type == Type::Individual {
                    text = say::individual();
                } else if sensitive(seen, *column) {
                    text = say::sensitive();
                } else if let Some((often, rare)) = shown_values(seen, *column) {
                    let values: Vec<String> = often
                        .iter()
                        .map(|(value, count)| format!("{value} {count}"))
                        .collect();
                    let more = if rare > 0 {
                        format!(" … {rare}")
                    } else {
                        String::new()
                    };
                    text.en.push_str(&format!("; {}{more}", values.join(", ")));
                }
                let own = own_field(list, seen, *column, r#type);
                lines.push((own.unwrap_or_else(|| seen.named(*column)), text));
            }
        }
        if lines.is_empty() {
            return;
        }
        self.blank();
        self.comment(
            "",
            &if list.dataset().is_some() {
                say::not_read()
            } else {
                say::not_read_yet()
            },
        );
        for (named, text) in lines {
            self.comment(&format!("  {named} "), &text);
        }
    }
}

/// A column of a list that the dictionary does not have, as the line that would read it.
fn own_field(list: &List<'_>, seen: &Seen, column: u32, r#type: Type) -> Option<String> {
    let plain = !sensitive(seen, column) && list.dataset().is_none();
    let written = match r#type {
        // What the values mean is for the town to say; until then they are words.
        Type::Blank | Type::Of(FieldType::Code) => FieldType::Text,
        Type::Of(r#type) => r#type,
        Type::Individual => return None,
    };
    plain.then(|| {
        format!(
            "column_{} = {{ label = {}, type = {} }}  #",
            mimamori_container::letters(column).to_ascii_lowercase(),
            quoted(&seen.heading(column)),
            serde_json::json!(written),
        )
    })
}

/// The values of several columns together, as long as each can be codes.
fn values(columns: &[(&Draft, u32)]) -> Option<BTreeMap<String, u32>> {
    let mut all = Vec::new();
    for (member, column) in columns {
        let cells = member.seen.columns.get(column)?;
        if cells.held > 0 {
            all.push(cells.values()?);
        }
    }
    Some(together(all.into_iter()))
}
