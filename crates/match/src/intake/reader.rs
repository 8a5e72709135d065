//! Reading the stream: rows wait for the line of their source, which says what they mean.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use hashbrown::HashMap;
use mimamori_calendar::fiscal_year;
use mimamori_record::line::{InstitutionType, Problem, Source};
use mimamori_record::{Failure, Input, RawLine, reason};
use mimamori_text::{fold_width, parse_name};

use super::alike::part_equal_rows;
use super::batch::Batch;
use super::{ABOUT_NOBODY, Intake, Paper, Rec, SourceFacts};
use crate::identity::{Collapse, Field, Identity, Seen, narrow};
use crate::lines::Place;
use crate::messages;
use crate::row::Row;
use crate::texts::Interner;

/// Rows whose source line has not come yet.
#[derive(Default)]
struct Reader {
    intake: Intake,
    batch: Batch,
    texts: Interner,
    collapse: Collapse,
    /// By the text of the source.
    pending: BTreeMap<u32, Vec<(Row, Place)>>,
    numbers: HashMap<u32, u32>,
    /// What names tell of a given name, by their texts.
    given: HashMap<u32, Given>,
    after_run: bool,
}

/// What a name tells of the given name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Given {
    Unnamed,
    /// So short that it may be the surname alone.
    Short,
    Some,
}

/// Reads the input to its good end. `known` are identities of an earlier run; their numbers come
/// back beside the input.
pub(crate) fn take_in<'a>(
    input: &mut Input<'_>,
    known: impl Iterator<Item = Seen<'a>>,
) -> Result<(Intake, Vec<u32>), Failure> {
    let mut reader = Reader::default();
    loop {
        let next = input.next_line();
        // What went wrong first is told, also where the input breaks off behind it.
        if next.as_ref().map_or(true, Option::is_none) {
            reader.understand()?;
        }
        match next? {
            Some(raw) => reader.line(&raw)?,
            None => break,
        }
    }
    reader.finish(input.day(), known)
}

impl Reader {
    fn line(&mut self, raw: &RawLine<'_>) -> Result<(), Failure> {
        if raw.kind == "run" && !self.after_run {
            self.intake.streams.push(Vec::new());
        }
        self.after_run = raw.kind == "run";
        if raw.kind != "record" {
            self.understand()?;
            return self.passing(raw);
        }
        let place = self.intake.lines.push(raw.bytes);
        let place = place.map_err(|error| messages::no_scratch(&error))?;
        self.intake.read += 1;
        match self.batch.push(place, raw.number) {
            true => self.understand(),
            false => Ok(()),
        }
    }

    /// Understands the records that wait.
    fn understand(&mut self) -> Result<(), Failure> {
        for (row, place) in self.batch.read(&self.intake.lines, &mut self.texts)? {
            let rows = self.pending.entry(row.source).or_default();
            rows.push((row, place));
        }
        Ok(())
    }

    /// A line that is no record.
    fn passing(&mut self, raw: &RawLine<'_>) -> Result<(), Failure> {
        let start = self.intake.bytes.len();
        self.intake.bytes.extend_from_slice(raw.bytes);
        let place = start..self.intake.bytes.len();
        match raw.kind {
            "town" => {
                self.intake.town = raw.parse()?;
                self.intake.town_line = Some(place);
                return Ok(());
            }
            "source" => {
                let source: Source = raw.parse()?;
                self.settle(&source);
            }
            "household" | "person" | "flag" | "due" | "item" | "table" | "pair" => {
                return Err(messages::misplaced(raw.kind, raw.number));
            }
            _ => {}
        }
        if self.intake.streams.is_empty() {
            self.intake.streams.push(Vec::new());
        }
        if let Some(lines) = self.intake.streams.last_mut() {
            lines.push((raw.kind.to_owned(), place));
        }
        Ok(())
    }

    /// The table is complete: what its rows mean depends on its institution and day.
    fn settle(&mut self, source: &Source) {
        let id = self.texts.number(&source.id);
        let number = self.number(id);
        let day = source
            .from
            .as_ref()
            .or(source.as_of.as_ref())
            .or(source.to.as_ref());
        let facts = &mut self.intake.sources[number as usize];
        facts.dataset.clone_from(&source.dataset);
        let last = source
            .to
            .as_ref()
            .or(source.as_of.as_ref())
            .or(source.from.as_ref());
        facts.month = last.and_then(|day| day.get(..7)).map(str::to_owned);
        facts.as_of.clone_from(&source.as_of);
        facts.tells_protection = source.columns.contains_key("protected");
        let paper = source.paper.as_ref();
        facts.paper = paper
            .filter(|paper| paper.kind == "review")
            .map(|paper| Paper {
                day: paper.day.clone(),
                path: source.path.clone(),
                blank: paper.blank.clone(),
            });
        // The same list twice in the input promises its rows twice.
        facts.rows = Some(facts.rows.unwrap_or(0) + source.rows);
        let rows = self.pending.remove(&id).unwrap_or_default();
        let day = day.cloned();
        for (row, place) in rows {
            self.keep(row, place, source.institution.as_deref(), day.as_deref());
        }
    }

    /// The number of a source, by the text of its id.
    fn number(&mut self, source: u32) -> u32 {
        let sources = &mut self.intake.sources;
        *self.numbers.entry(source).or_insert_with(|| {
            sources.push(SourceFacts {
                id: self.texts.texts.text(source).to_owned(),
                ..SourceFacts::default()
            });
            narrow(sources.len() - 1)
        })
    }

    fn keep(&mut self, row: Row, place: Place, institution: Option<&str>, day: Option<&str>) {
        let source = self.number(row.source);
        let mut identity = row.identity;
        identity.forget_fillers(&self.texts.texts);
        let dataset = self.texts.texts.text(identity.dataset);
        let facts = &mut self.intake.sources[source as usize];
        if facts.dataset.is_empty() {
            dataset.clone_into(&mut facts.dataset);
        }
        if ABOUT_NOBODY.contains(&dataset) {
            self.intake.about_rows.push((source, row.row));
            self.intake.loose.push(place);
            return;
        }
        if !identity.names_somebody() {
            self.intake.problems.push(Problem {
                code: reason::RECORD_LOOSE.code.to_owned(),
                source: Some(facts.id.clone()),
                row: Some(row.row),
                ..Problem::default()
            });
            self.intake.loose.push(place);
            return;
        }
        if let (false, Some(institution)) = (identity.has(Field::Institution), institution) {
            identity.set(Field::Institution, self.texts.number(institution));
        }
        if let Some((year, cohort)) = self.cohort(&identity, row.grade, day) {
            identity.set(Field::SchoolYear, self.texts.number(&year.to_string()));
            identity.set(Field::Cohort, self.texts.number(&cohort.to_string()));
        }
        if !identity.tells_apart() || self.without_given_name(&identity) {
            let key = format!("{}/{}", self.intake.sources[source as usize].id, row.row);
            identity.apart = self.texts.number(&key);
        }
        let identity = self.collapse.number(identity);
        self.intake.records.push(Rec {
            line: place,
            source,
            row: row.row,
            part: row.part,
            identity,
            protected: row.protected,
            left: row.left,
        });
    }

    fn text(&self, identity: &Identity, field: Field) -> Option<&str> {
        self.texts.texts.get(identity.at(field))
    }

    /// The school year of the list, and the year of entering school that grade (or the grade in the
    /// name of the class) gives.
    fn cohort(
        &self,
        identity: &Identity,
        grade: Option<i64>,
        day: Option<&str>,
    ) -> Option<(i32, i32)> {
        let day = day.and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok())?;
        let grade = match grade {
            Some(grade) => i32::try_from(grade).ok()?,
            None => self.grade_in_class(identity)?,
        };
        let year = fiscal_year(day);
        (1..=9).contains(&grade).then_some((year, year - grade + 1))
    }

    /// 3年1組, 3-1: the number in front, where 年 or a hyphen follows it.
    fn grade_in_class(&self, identity: &Identity) -> Option<i32> {
        let class = fold_width(self.text(identity, Field::Class)?);
        let mut letters = class.trim_start_matches(['中', '小']).chars();
        let grade = i32::try_from(letters.next()?.to_digit(10)?).ok()?;
        if !matches!(letters.next(), Some('年' | '-' | 'ー' | 'の')) {
            return None;
        }
        let school = self.text(identity, Field::Institution)?;
        let kind = self
            .intake
            .town
            .institutions
            .iter()
            .find(|i| i.name == school)?
            .r#type;
        Some(match kind {
            InstitutionType::JuniorHighSchool if grade <= 3 => grade + 6,
            _ => grade,
        })
    }

    /// 山田 第1子, or the surname alone: nothing says which child of the family it is.
    fn without_given_name(&mut self, identity: &Identity) -> bool {
        if identity.has(Field::ResidentNo) || !identity.has(Field::Name) {
            return false;
        }
        let texts = &self.texts.texts;
        let name = identity.at(Field::Name);
        let given = *self.given.entry(name).or_insert_with(|| {
            let name = parse_name(texts.text(name));
            match name {
                name if name.unnamed => Given::Unnamed,
                name if name.given.is_empty() && name.whole.chars().count() <= 3 => Given::Short,
                _ => Given::Some,
            }
        });
        given == Given::Unnamed
            || given == Given::Short
                && parse_name(texts.text(identity.at(Field::Kana)))
                    .given
                    .is_empty()
    }

    fn finish<'a>(
        mut self,
        day: Option<&str>,
        known: impl Iterator<Item = Seen<'a>>,
    ) -> Result<(Intake, Vec<u32>), Failure> {
        for (_, rows) in std::mem::take(&mut self.pending) {
            for (row, place) in rows {
                self.keep(row, place, None, None);
            }
        }
        let mut intake = self.intake;
        if intake.town_line.is_none() {
            return Err(messages::no_town());
        }
        intake.today = day.ok_or_else(messages::no_day)?.to_owned();
        let (mut collapse, mut texts) = (self.collapse, self.texts);
        part_equal_rows(&mut intake, &mut collapse, &mut texts);
        let known: Vec<u32> = known
            .map(|identity| collapse.number(identity.among(&mut texts)))
            .collect();
        let (texts, renumbered) = texts.texts.sorted();
        let used = intake.records.iter().map(|record| record.identity);
        let used = used.chain(known.iter().copied());
        let (identities, new) = collapse.sorted(&renumbered, used);
        intake.texts = texts;
        intake.identities = identities;
        for record in &mut intake.records {
            record.identity = new[record.identity as usize];
        }
        let Intake {
            records, sources, ..
        } = &mut intake;
        let key = |record: &Rec| (&sources[record.source as usize].id, record.row);
        records.sort_by(|a, b| (key(a), &a.part).cmp(&(key(b), &b.part)));
        intake.sort_equals()?;
        intake.sort_loose()?;
        let mut first = vec![None; intake.identities.len()];
        for (at, record) in intake.records.iter().enumerate() {
            first[record.identity as usize].get_or_insert(narrow(at));
        }
        intake.first = first;
        intake.note_missing();
        let known = known
            .into_iter()
            .map(|number| new[number as usize])
            .collect();
        Ok((intake, known))
    }
}

impl Intake {
    /// Records of one row, as a list that came twice has them, by what they say.
    fn sort_equals(&mut self) -> Result<(), Failure> {
        let one = |a: &Rec, b: &Rec| (a.source, a.row, &a.part) == (b.source, b.row, &b.part);
        let mut records = std::mem::take(&mut self.records);
        for rows in records.chunk_by_mut(one).filter(|rows| rows.len() > 1) {
            let mut read = Vec::new();
            for record in rows.iter() {
                read.push((self.line(record.line)?.into_owned(), record.clone()));
            }
            read.sort_by(|a, b| a.0.cmp(&b.0));
            for (slot, (_, record)) in rows.iter_mut().zip(read) {
                *slot = record;
            }
        }
        self.records = records;
        Ok(())
    }

    /// Records that belong to nobody, by what they say.
    fn sort_loose(&mut self) -> Result<(), Failure> {
        let mut read = Vec::new();
        for place in &self.loose {
            read.push((self.line(*place)?.into_owned(), *place));
        }
        read.sort_by(|a, b| a.0.cmp(&b.0));
        self.loose = read.into_iter().map(|(_, place)| place).collect();
        Ok(())
    }
}
