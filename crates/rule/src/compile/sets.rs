//! Records of lists, people of the household, days of a sheet.

use super::Scope;
use crate::messages::{self, Kind, Sort};
use crate::names::nearest;
use crate::place::Wrong;
use crate::tree::{Marks, Name, Node, Pick, Set};
use crate::typed::{Ask, Days, Group, Records, Roll, Take, Test, Words};

const GROUPS: [(&str, &str, Group); 3] = [
    ("siblings", "きょうだい", Group::Siblings),
    ("adults", "おとな", Group::Adults),
    ("others", "ほかの人", Group::Others),
];

/// Members of the household and what is asked about each.
type People = (Group, Option<Box<Test>>);

impl Scope<'_> {
    pub(super) fn group(&self, set: &Set) -> Result<Option<People>, Wrong> {
        let word = set.of.text.as_str();
        let found = GROUPS.iter().find(|(en, ja, _)| *en == word || *ja == word);
        let Some((_, _, group)) = found else {
            return Ok(None);
        };
        if let Some(part) = &set.part {
            let says = messages::people_have_no(&part.text);
            return Err(Wrong::new(part.place.clone(), says));
        }
        if let Some(by) = &set.by {
            let says = messages::people_have_no("by");
            return Err(Wrong::new(by.place.clone(), says));
        }
        let inner = Scope {
            list: None,
            ..*self
        };
        let with = set.with.as_ref().map(|with| inner.test(with).map(Box::new));
        Ok(Some((*group, with.transpose()?)))
    }

    pub(super) fn records(&self, set: &Set) -> Result<Records, Wrong> {
        let list = self.list(&set.of)?;
        let part = set.part.as_ref().map(|part| self.names.part(&list, part));
        let inner = Scope {
            list: Some(&list),
            ..*self
        };
        let with = set.with.as_ref().map(|with| inner.test(with).map(Box::new));
        Ok(Records {
            per: self.names.per(&list),
            part: part.transpose()?,
            with: with.transpose()?,
            by: self.date_if(set.by.as_deref())?,
            list,
        })
    }

    pub(super) fn list(&self, word: &Name) -> Result<String, Wrong> {
        self.names.list(word).map_err(|wrong| {
            let groups = GROUPS.iter().flat_map(|(en, ja, _)| [*en, *ja]);
            match nearest(
                &word.text,
                groups.filter(|g| strsim::jaro_winkler(g, &word.text) > 0.85),
            ) {
                Some(near) => {
                    let allowed: Vec<String> = GROUPS.iter().map(|g| g.0.to_owned()).collect();
                    let says = messages::no_such(Kind::List, &word.text, Some(near), &allowed);
                    Wrong::new(word.place.clone(), says)
                }
                None => wrong,
            }
        })
    }

    pub(super) fn arrived(&self, list: &Name, by: Option<&Node>) -> Result<Ask, Wrong> {
        let list = self.list(list)?;
        Ok(Ask::Arrived(Records {
            per: self.names.per(&list),
            list,
            part: None,
            with: None,
            by: self.date_if(by)?,
        }))
    }

    /// `last LIST.FIELD [ ]`: the field is a date, and something is asked about the record.
    pub(super) fn last(&self, field: &Name, set: &Set) -> Result<Ask, Wrong> {
        let records = self.records(set)?;
        let known = self.names.field(&records.list, field)?;
        if known.sort() != Sort::Date {
            let says = messages::not_a_measure(known.sort());
            return Err(Wrong::new(field.place.clone(), says));
        }
        if records.with.is_none() {
            let place = field.place.end..field.place.end;
            return Err(Wrong::new(place, messages::expected("[ ]")));
        }
        Ok(Ask::Last(known.key, records))
    }

    /// `count distinct LIST.FIELD`: the field is a code, text or the part of the row.
    pub(super) fn distinct(&self, field: &Name, set: &Set) -> Result<Take, Wrong> {
        let records = self.records(set)?;
        let part = matches!(field.text.as_str(), "part" | "部分");
        if part && self.names.parts(&records.list).is_some() {
            return Ok(Take::Distinct(Words::Part, records));
        }
        let known = self.names.field(&records.list, field)?;
        if matches!(known.sort(), Sort::Marks | Sort::Truth) {
            let says = messages::not_a_measure(known.sort());
            return Err(Wrong::new(field.place.clone(), says));
        }
        Ok(Take::Distinct(Words::Field(known.key), records))
    }

    pub(super) fn pick(&self, pick: Pick, field: &Name, set: &Set) -> Result<(Sort, Take), Wrong> {
        let records = self.records(set)?;
        let known = self.names.field(&records.list, field)?;
        let fits = match pick {
            Pick::Latest | Pick::Earliest => known.sort() == Sort::Date,
            Pick::Highest | Pick::Lowest | Pick::Sum => known.sort().is_number(),
        };
        if !fits {
            let says = messages::not_a_measure(known.sort());
            return Err(Wrong::new(field.place.clone(), says));
        }
        Ok((known.sort(), Take::Pick(pick, known.key, records)))
    }

    pub(super) fn days(&self, marks: &Marks) -> Result<Days, Wrong> {
        let list = self.list(&marks.list)?;
        let known = self.names.field(&list, &marks.field)?;
        if known.sort() != Sort::Marks {
            let says = messages::not_a_measure(known.sort());
            return Err(Wrong::new(marks.field.place.clone(), says));
        }
        // A nursery's sheet says itself since when the child comes.
        let own = self.names.find_field(&list, "enrolled_on").is_some();
        Ok(Days {
            measure: marks.measure,
            codes: known.values(&marks.codes)?,
            over: known.values(&marks.over)?,
            since: self.date_if(marks.since.as_deref())?,
            until: self.date_if(marks.until.as_deref())?,
            roll: Roll {
                field: known.key,
                register: match own {
                    true => list.clone(),
                    false => "school-register".to_owned(),
                },
                list,
            },
            enough: None,
        })
    }
}
