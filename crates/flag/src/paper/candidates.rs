//! The two sheets of candidates, grouped by household.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mimamori_paper::{Cell, Column, Page, Row, Sheet};
use mimamori_record::Lang;
use mimamori_record::line::Flag;

use super::Paper;
use crate::before::Change;
use crate::cells;
use crate::flag::{Candidate, Family, data_of};
use crate::messages;
use crate::rules::Lane;

impl Paper<'_> {
    /// Children whom the centre does not know.
    pub(super) fn fresh(&self) -> Sheet {
        let sheet = Sheet::new(messages::FRESH_SHEET, messages::FRESH_TITLE)
            .when_empty(messages::NONE_FRESH)
            .above(messages::WHAT_IT_IS)
            .above(messages::IMMEDIATE_NOTE);
        let sheet = match self.nobody_known() {
            Some(lists) => sheet.above(lists),
            None => sheet,
        };
        self.filled(sheet, false)
    }

    /// Children who are supported or were judged before.
    pub(super) fn known(&self) -> Sheet {
        let sheet = Sheet::new(messages::KNOWN_SHEET, messages::KNOWN_TITLE)
            .when_empty(messages::NONE_KNOWN)
            .above(messages::WHAT_IT_IS)
            .above(messages::KNOWN_NOTE);
        self.filled(sheet, true)
    }

    fn filled(&self, mut sheet: Sheet, known: bool) -> Sheet {
        let counts = messages::shown_of(self.tally);
        sheet = sheet.above(counts).page(Page::A4_LANDSCAPE).unfiltered();
        for line in self.basis() {
            sheet = sheet.above(line);
        }
        sheet = sheet
            .column(Column::text(messages::CHILD).width(18))
            .column(Column::text(messages::AGE).width(10))
            .column(Column::text(messages::LANE).width(11))
            .column(Column::text(messages::AREA).width(12))
            .column(Column::wrapped(messages::WHY).width(44))
            .column(Column::wrapped(messages::WHERE).width(28))
            .column(Column::text(messages::DATA).width(16));
        if self.collected.compared {
            sheet = sheet.column(Column::wrapped(messages::CHANGE).width(14));
        }
        if known {
            sheet = sheet.column(Column::wrapped(messages::KNOWN_BY).width(22));
        }
        sheet = sheet
            .column(Column::text(messages::CHECKED).width(10).fill_in())
            .column(Column::text(messages::RESULT).width(14).fill_in());
        let mut families: Vec<&Family> = self
            .collected
            .households
            .iter()
            .filter(|f| f.children.iter().any(|c| c.known.is_some() == known))
            .collect();
        // What is urgent or got worse stands first; within that the order of the stream.
        families.sort_by_key(|family| self.place(family, known));
        for family in families {
            let mut rows = self.rows(family, known);
            if let Some(last) = rows.pop() {
                rows.push(last.closes());
            }
            sheet = sheet.rows(rows);
        }
        sheet
    }

    fn place(&self, family: &Family, known: bool) -> (Lane, bool) {
        let shown = family
            .children
            .iter()
            .filter(|c| c.known.is_some() == known);
        let flags = shown.flat_map(|child| &child.flags);
        let (mut lane, mut worse) = (Lane::SupportGap, false);
        for (at, change, _) in flags {
            let of_rule = self.rules.rules[*at].lane;
            lane = lane.min(of_rule);
            worse |= *change == Change::Worse;
        }
        if known && worse {
            lane = Lane::Immediate;
        }
        (lane, !worse)
    }

    fn rows(&self, family: &Family, known: bool) -> Vec<Row> {
        let mut rows = Vec::new();
        let children = family.children.iter();
        let mut children: Vec<&Candidate> =
            children.filter(|c| c.known.is_some() == known).collect();
        let not_worse = |(_, change, _): &&(usize, Change, Flag)| *change != Change::Worse;
        children.sort_by_key(|child| child.flags.iter().all(|flag| not_worse(&flag)));
        for child in children {
            let mut flags: Vec<_> = child.flags.iter().collect();
            flags.sort_by_key(not_worse);
            for (place, (at, change, flag)) in flags.into_iter().enumerate() {
                let rule = &self.rules.rules[*at];
                let why = format!(
                    "{}\n{}",
                    messages::pick(&rule.why, self.lang),
                    self.cells().says(&flag.evidence)
                );
                let changed = match known {
                    true => messages::change_known(*change),
                    false => messages::change(*change, self.waited(flag)),
                };
                let changed = changed.pick(self.lang);
                let area = self.rules.area(&rule.area);
                let mut cells = vec![
                    self.who(family, child, place),
                    Cell::from(self.age(child)),
                    match rule.lane {
                        Lane::Immediate => {
                            Cell::Strong(messages::lane(rule.lane).pick(self.lang).to_owned())
                        }
                        lane => Cell::from(messages::lane(lane).pick(self.lang)),
                    },
                    Cell::from(messages::pick(&area, self.lang)),
                    Cell::from(why.trim_end()),
                    Cell::from(self.cells().places(&flag.evidence, family.protected)),
                    Cell::from(self.data(flag)),
                ];
                if self.collected.compared {
                    cells.push(match change {
                        Change::Worse => Cell::Strong(changed.to_owned()),
                        _ => Cell::from(changed),
                    });
                }
                if known {
                    cells.push(Cell::from(self.known_by(child)));
                }
                rows.push(Row::new(cells));
            }
        }
        rows
    }

    /// The name and how it is read; with the first reason the other children of the household.
    fn who(&self, family: &Family, child: &Candidate, place: usize) -> Cell {
        let mut text = child.name.clone();
        if family.protected {
            text.push_str(messages::PROTECTED.pick(self.lang));
        }
        if !child.kana.is_empty() {
            text.push('\n');
            text.push_str(&child.kana);
        }
        if place > 0 {
            return Cell::from(text);
        }
        let areas = self.areas(child);
        if areas > 1 {
            text.push('\n');
            text.push_str(messages::areas(areas).pick(self.lang));
        }
        let listed = family.children.iter().filter(|c| !std::ptr::eq(*c, child));
        let others: Vec<&str> = listed
            .map(|c| c.name.as_str())
            .chain(family.others.iter().map(String::as_str))
            .filter(|name| !name.is_empty())
            .collect();
        if !others.is_empty() {
            let between = if self.lang == Lang::Ja { "、" } else { ", " };
            text.push('\n');
            text.push_str(messages::household(&others.join(between)).pick(self.lang));
        }
        Cell::from(text)
    }

    /// In how many areas of life something was found. What a family is entitled to, and what it
    /// asked for, is none.
    fn areas(&self, child: &Candidate) -> usize {
        let rules = child.flags.iter().map(|(at, _, _)| &self.rules.rules[*at]);
        let counted = rules.filter(|rule| rule.counted && rule.lane != Lane::SupportGap);
        let areas: BTreeSet<&str> = counted.map(|rule| rule.area.as_str()).collect();
        areas.len()
    }

    fn age(&self, child: &Candidate) -> String {
        let Some(birth) = child.birth else {
            return String::new();
        };
        messages::age(birth, self.today, self.lang)
    }

    /// How old the data are: what is urgent may be long past.
    fn data(&self, flag: &Flag) -> String {
        let Some(date) = data_of(flag, self.coverage()) else {
            return String::new();
        };
        let days = (self.today - date).num_days();
        let date = cells::date(date, self.lang);
        messages::data_age(&date, days).pick(self.lang).to_owned()
    }

    /// For how many days nobody has judged it.
    fn waited(&self, flag: &Flag) -> i64 {
        let since = flag.since.as_deref();
        let since = since.and_then(|day| day.parse::<NaiveDate>().ok());
        since.map_or(0, |since| (self.today - since).num_days())
    }

    fn known_by(&self, child: &Candidate) -> String {
        let Some(known) = &child.known else {
            return String::new();
        };
        let day = |text: &Option<String>| text.as_deref().map(|d| cells::day(d, self.lang));
        let (since, until) = (day(&known.since), day(&known.until));
        messages::known(&known.by, since.as_deref(), until.as_deref(), self.lang)
    }
}
