//! What both papers are made of, and the printable HTML.

use mimamori_paper::{Frame, Html, Mark, Page, Seal, Slot, TimeChart};
use mimamori_record::{Failure, Lang, Said, dictionary, said};
use serde::Serialize;

use crate::account::{self, Account};
use crate::case::Home;
use crate::messages;
use crate::order::Order;
use crate::profile::Meeting;

const TEMPLATE: &str = include_str!("../templates/agenda.html");

/// A meeting's paper, before it is laid out.
pub(crate) struct Paper<'a> {
    pub(crate) mark: Mark,
    pub(crate) seal: Seal,
    pub(crate) town: &'a str,
    pub(crate) meeting: &'a Meeting,
    pub(crate) order: &'a Order,
    /// What became of the list of candidates.
    pub(crate) tally: Option<Said>,
    /// Which institutions have answered.
    pub(crate) answered: Option<Said>,
    pub(crate) account: &'a Account,
    pub(crate) workers: Vec<String>,
    pub(crate) children: usize,
    /// The copy of somebody who sits in the meeting: nothing of it is read back.
    pub(crate) member: bool,
    pub(crate) lang: Lang,
}

#[derive(Serialize)]
struct View<'a> {
    members: Vec<&'a str>,
    minutes: u32,
    minutes_a: u32,
    minutes_b: u32,
    count_a: usize,
    count_b: usize,
    children: usize,
    warnings: Vec<String>,
    what_it_is: Vec<&'a str>,
    a: &'a [Home],
    b: &'a [Home],
    decisions: Vec<&'a str>,
    unmet: Vec<String>,
    time: String,
    account: &'a Account,
}

impl Paper<'_> {
    /// 「ひなた町 合同ケース会議 名簿」.
    pub(crate) fn title(&self) -> Said {
        let meeting = self.meeting.title.said();
        let (town, list) = (self.town, messages::TITLE);
        let mut title = Said {
            ja: format!("{town} {} {}", meeting.ja, list.ja),
            en: format!("{town}: {}, {}", meeting.en, list.en),
        };
        if self.member {
            title.ja += messages::OF_MEMBERS.ja;
            title.en += messages::OF_MEMBERS.en;
        }
        title
    }

    pub(crate) fn warnings(&self) -> Vec<String> {
        let told = self.tally.iter().chain(&self.answered);
        let mut lines = account::time_lines(self.order, self.lang);
        lines.extend(told.map(|said| said.pick(self.lang).to_owned()));
        let member = self.member.then_some(messages::FOR_MEMBERS);
        lines.extend(member.map(|text| text.pick(self.lang).to_owned()));
        lines
    }

    /// The time of the meeting as a picture: part A at once, then each case of part B.
    fn time(&self) -> String {
        let all = (self.order.time.a > 0).then(|| Slot {
            label: "A".to_owned(),
            minutes: self.order.time.a,
        });
        let cases = self.order.b.iter().flat_map(|home| &home.cases);
        let cases = cases.map(|case| Slot {
            label: case.number.clone(),
            minutes: case.minutes.unwrap_or(0),
        });
        let chart = TimeChart {
            title: said!("会議の時間", "Time of the meeting"),
            minutes: self.order.time.have,
            slots: all.into_iter().chain(cases).collect(),
        };
        chart.svg(self.lang)
    }

    /// The labels of decisions that a meeting can write down.
    pub(crate) fn decisions(&self) -> Vec<&'static str> {
        self.labels("decisions", "decision")
    }

    /// The labels of a field's codes.
    pub(crate) fn labels(&self, dataset: &str, field: &str) -> Vec<&'static str> {
        let codes = dictionary::field_of(dataset, field).map_or(&[][..], |f| f.codes);
        codes
            .iter()
            .map(|code| code.label.pick(self.lang))
            .collect()
    }

    /// The printable page.
    pub(crate) fn html(&self) -> Result<String, Failure> {
        let html = Html::new(
            Frame {
                mark: self.mark.clone(),
                title: self.title(),
                page: Page::A4_PORTRAIT,
                footer: messages::FOOTER.into(),
            },
            self.lang,
        );
        html.render(
            TEMPLATE,
            "agenda.html",
            &View {
                members: self
                    .meeting
                    .members
                    .iter()
                    .map(|m| m.title.pick(self.lang))
                    .collect(),
                minutes: self.order.time.have,
                minutes_a: self.order.time.a,
                minutes_b: self.order.time.b,
                count_a: count(&self.order.a),
                count_b: count(&self.order.b),
                children: self.children,
                warnings: self.warnings(),
                what_it_is: messages::WHAT_IT_IS
                    .iter()
                    .map(|t| t.pick(self.lang))
                    .collect(),
                a: &self.order.a,
                b: &self.order.b,
                decisions: self.decisions(),
                time: self.time(),
                unmet: self.account.local.unmet(self.lang),
                account: self.account,
            },
        )
    }
}

/// Cases of some households.
pub(crate) fn count(homes: &[Home]) -> usize {
    homes.iter().map(|home| home.cases.len()).sum()
}
