//! A household made ready for many questions about each of its members.

use std::cell::RefCell;
use std::rc::Rc;

use chrono::NaiveDate;
use mimamori_record::line::Record;
use mimamori_record::{Block, Individual};

use crate::judge::Setting;
use crate::timeline::Timeline;
use crate::typed::Roll;

/// The members of a household, with what many questions need worked out once.
#[derive(Debug)]
pub struct Members<'a> {
    pub(crate) setting: Setting<'a>,
    all: Vec<Member<'a>>,
}

/// One of them.
#[derive(Debug)]
pub struct Member<'a> {
    individual: &'a Individual,
    pub(crate) relation: Option<&'a str>,
    pub(crate) born: Option<NaiveDate>,
    /// The records that judgements may use.
    records: Vec<&'a Record>,
    /// Those that an open question joins to another person's.
    in_question: Vec<&'a Record>,
    /// The days at school, of each list of marks that was asked about.
    timelines: RefCell<Vec<Rc<Timeline<'a>>>>,
}

impl<'a> Members<'a> {
    /// Everybody of the block.
    pub fn new(setting: Setting<'a>, block: &'a Block) -> Self {
        let member = |individual: &'a Individual| Member {
            individual,
            relation: block.relation(&individual.line.id),
            born: individual
                .line
                .birth_date
                .as_deref()
                .and_then(|born| born.parse().ok()),
            records: individual
                .records
                .iter()
                .filter(|record| setting.coverage.counts(record))
                .collect(),
            in_question: individual
                .records
                .iter()
                .filter(|record| setting.coverage.in_question(record))
                .collect(),
            timelines: RefCell::default(),
        };
        Members {
            setting,
            all: block.people.iter().map(member).collect(),
        }
    }

    /// Everybody, in the order of the block.
    pub fn iter(&self) -> impl Iterator<Item = &Member<'a>> {
        self.all.iter()
    }
}

impl<'a> Member<'a> {
    /// The line and all records.
    pub fn individual(&self) -> &'a Individual {
        self.individual
    }

    pub(crate) fn id(&self) -> &'a str {
        &self.individual.line.id
    }

    /// The records that may make somebody else's the person's own; no others leave open whether
    /// the person stands on a list.
    pub(crate) fn in_question(&self) -> impl Iterator<Item = &'a Record> {
        self.in_question.iter().copied()
    }

    /// The days at school, from `first` at the latest; many rules ask about the same ones.
    pub(crate) fn timeline(
        &self,
        setting: Setting<'a>,
        roll: &'a Roll,
        first: NaiveDate,
    ) -> Rc<Timeline<'a>> {
        let mut known = self.timelines.borrow_mut();
        let at = known.iter().position(|timeline| timeline.roll == roll);
        match at {
            Some(at) if known[at].first <= first => return known[at].clone(),
            Some(at) => drop(known.swap_remove(at)),
            None => {}
        }
        let timeline = Rc::new(Timeline::new(setting, self, roll, first));
        known.push(timeline.clone());
        timeline
    }

    /// The records of a list that judgements may use.
    pub(crate) fn of(&self, list: &str) -> impl Iterator<Item = &'a Record> {
        let records = self.records.iter().copied();
        records.filter(move |record| record.dataset == list)
    }
}
