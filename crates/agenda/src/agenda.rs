//! The work on a stream: who comes, and the papers.

use chrono::NaiveDate;
use mimamori_paper::{Built, Mark, Seal, Workbook};
use mimamori_record::line::{self, Item};
use mimamori_record::{
    Block, Failure, Head, Lang, Output, Pass, RawLine, Said, Status, Wanted, said,
};
use mimamori_rule::{Members, Schools, Setting};
use mimamori_shell::Config;

use crate::account::{self, Gaps};
use crate::asked::Asked;
use crate::before::Before;
use crate::case::{Desk, Home};
use crate::choose::{self, Chooser};
use crate::figures::Figures;
use crate::household::Household;
use crate::masking::{self, Mask};
use crate::order::{Order, order};
use crate::paper::Paper;
use crate::proposed::{Proposed, Run, Tally};
use crate::recipient::Recipient;
use crate::request::{self, Ask, Asking, Round};
use crate::resources::Resources;
use crate::sentence::Teller;
use crate::{facts, messages, profile, reads};

/// The work on a stream: keeps only who comes.
pub(crate) struct Agenda {
    settings: Settings,
    papers: Papers,
    asked: Asked,
    wanted: Wanted,
    schools: Schools,
    pub(crate) proposed: Proposed,
    pub(crate) tally: Tally,
    pub(crate) asking: Asking,
    round: Round,
    homes: Vec<Home>,
    pub(crate) gaps: Gaps,
    resources: Resources,
    figures: Figures,
    pub(crate) done: Option<Done>,
}

/// What a run was told.
pub(crate) struct Settings {
    pub(crate) config: Config,
    pub(crate) chosen: profile::Chosen,
    pub(crate) before: Option<Before>,
    pub(crate) run: Run,
    pub(crate) show_protected: bool,
    pub(crate) recipient: Recipient,
    pub(crate) lang: Lang,
    pub(crate) own: line::Run,
}

/// Which papers were asked for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Papers {
    pub(crate) xlsx: bool,
    pub(crate) html: bool,
    pub(crate) text: bool,
    pub(crate) requests: bool,
}

/// The order and the papers that were asked for, made when the input has come to a good end.
pub(crate) struct Done {
    pub(crate) order: Order,
    pub(crate) xlsx: Option<Built>,
    pub(crate) html: Option<String>,
    /// By the name of the file.
    pub(crate) requests: Vec<(String, Built)>,
    pub(crate) text: Option<String>,
}

pub(crate) fn day_of(head: &Head) -> Result<NaiveDate, Failure> {
    facts::day(&head.today).ok_or_else(|| {
        Failure::new(
            Status::Stream,
            said!(
                "実行の日（run の today）を読めません",
                "the day (today of run) is not readable"
            ),
            said!(
                "mimamori-import の出力から始めてください",
                "start from the output of mimamori-import"
            ),
        )
    })
}

impl Agenda {
    pub(crate) fn new(settings: Settings, papers: Papers) -> Self {
        Agenda {
            settings,
            papers,
            asked: Asked::default(),
            wanted: Wanted::default(),
            schools: Schools::default(),
            proposed: Proposed::default(),
            tally: Tally::default(),
            asking: Asking::default(),
            round: Round::default(),
            homes: Vec::new(),
            gaps: Gaps::default(),
            resources: Resources::default(),
            figures: Figures::default(),
            done: None,
        }
    }

    fn teller<'a>(
        &'a self,
        head: &'a Head,
        block: &'a Block,
        mask: &'a Mask,
        today: NaiveDate,
    ) -> Teller<'a> {
        Teller {
            lang: self.settings.lang,
            today,
            coverage: &head.coverage,
            mask,
            wording: &self.settings.chosen.wording,
            block,
        }
    }
}

impl Agenda {
    fn is_for_members(&self) -> bool {
        self.settings.recipient == Recipient::Member
    }

    /// Whether the meeting looks at figures alone.
    pub(crate) fn makes_figures(&self) -> bool {
        self.settings.chosen.meeting.figures
    }

    /// The papers of such a meeting: no list, no item, nobody's name.
    fn only_figures(&self, head: &Head, today: NaiveDate) -> Result<Done, Failure> {
        let Settings { chosen, lang, .. } = &self.settings;
        let (town, meeting) = (head.coverage.town(), chosen.meeting.title.said());
        let (ja, en) = (messages::FIGURES.ja, messages::FIGURES.en);
        let title = Said {
            ja: format!("{} {} {ja}", town.name, meeting.ja),
            en: format!("{}: {}, {en}", town.name, meeting.en),
        };
        let mark =
            Mark::new("figures", &town.series, today).about(chosen.meeting.title.pick(*lang));
        let (figures, coverage) = (&self.figures, &head.coverage);
        let book = figures.workbook(mark, &title, coverage, today, *lang);
        let Papers {
            xlsx, html, text, ..
        } = self.papers;
        Ok(Done {
            order: Order::default(),
            xlsx: xlsx.then(|| book.finish()).transpose()?,
            html: html.then(|| book.html()).transpose()?,
            requests: Vec::new(),
            text: text.then(|| figures.text(title.pick(*lang), coverage, *lang)),
        })
    }

    /// The request sheets that were asked for.
    fn requests(&mut self, head: &Head, today: NaiveDate) -> Result<Vec<(String, Built)>, Failure> {
        let Some(requests) = self
            .settings
            .chosen
            .requests
            .as_ref()
            .filter(|_| self.papers.requests)
        else {
            return Ok(Vec::new());
        };
        self.asking.sort();
        let town = head.coverage.town();
        let ask = Ask {
            requests,
            meeting: &self.settings.chosen.meeting,
            series: &town.series,
            seal: Seal::new(&town.seal),
            town: &town.name,
            today,
            lang: self.settings.lang,
        };
        let sheets = self.asking.by.iter().map(|(institution, children)| {
            let name = request::file_name(institution, today, self.settings.lang);
            Ok((name, ask.workbook(institution, children)?))
        });
        sheets.collect()
    }
}

impl Pass for Agenda {
    fn head(&mut self, head: &Head, _: &mut Output<'_>) -> Result<(), Failure> {
        let today = day_of(head)?;
        self.schools = Schools::new(head.coverage.town(), today);
        let since = self.settings.before.as_ref().and_then(|before| before.day);
        self.proposed = Proposed::of(
            head,
            &self.settings.chosen.meeting,
            self.settings.run,
            since,
            today,
        );
        self.round = Round::of(&head.coverage, since, today);
        self.asked = Asked::of(
            &self.settings.chosen.meeting,
            &self.settings.config,
            &head.coverage,
        )?;
        self.wanted = reads::wanted(&self.asked, self.settings.recipient);
        Ok(())
    }

    fn loose(&mut self, line: &RawLine<'_>) -> Result<(), Failure> {
        if Resources::may_be(line.bytes) {
            self.resources.take(line.parse()?);
        }
        Ok(())
    }

    fn wants(&self) -> Option<&Wanted> {
        Some(&self.wanted)
    }

    fn block(&mut self, head: &Head, block: &Block, _: &mut Output<'_>) -> Result<(), Failure> {
        let today = day_of(head)?;
        if self.makes_figures() {
            self.figures.add(block, &head.coverage, today);
            return Ok(());
        }
        self.gaps.add(block, &head.coverage);
        self.resources.add(block, &head.coverage, today);
        let setting = Setting {
            coverage: &head.coverage,
            today,
            schools: &self.schools,
        };
        let members = Members::new(setting, block);
        if !self.settings.chosen.meeting.requests.is_empty() {
            let (asked, meeting) = (&self.asked, &self.settings.chosen.meeting);
            let setting = (asked, &members);
            self.asking
                .add(block, &head.coverage, meeting, setting, today);
            self.round.count(block, &head.coverage);
        }
        let chooser = Chooser {
            coverage: &head.coverage,
            meeting: &self.settings.chosen.meeting,
            asked: &self.asked,
            proposed: &self.proposed,
            today,
        };
        let picks = choose::choose(block, &members, chooser, &mut self.tally);
        if picks.is_empty() {
            return Ok(());
        }
        let listed: Vec<String> = picks.iter().map(|p| p.person.line.id.clone()).collect();
        let (coverage, lang) = (&head.coverage, self.settings.lang);
        let mask = match self.settings.recipient {
            Recipient::Member => Mask::of_member(block, coverage, false, lang),
            _ => Mask::of(block, coverage, self.settings.show_protected, lang),
        };
        let desk = Desk {
            teller: self.teller(head, block, &mask, today),
            meeting: &self.settings.chosen.meeting,
            before: self.settings.before.as_ref(),
            proposed: &self.proposed,
            requests: self.settings.chosen.requests.as_ref(),
            round: &self.round,
            compares: self.settings.before.is_some() || head.coverage.town().earlier.is_some(),
            listed: &listed,
        };
        let cases = picks.iter().map(|pick| desk.case(pick)).collect();
        let household = Household {
            block,
            coverage: &head.coverage,
            listed: &listed,
            show: self.settings.show_protected,
            today,
            lang: self.settings.lang,
        };
        let picture = self.papers.html.then(|| household.picture());
        let home = Home {
            picture: picture.flatten(),
            id: block.household.id.clone(),
            protected: masking::is_protected(block, &head.coverage),
            cases,
        };
        self.homes.push(home);
        Ok(())
    }

    fn tail(&mut self, _: &Head, line: &RawLine<'_>) -> Result<(), Failure> {
        // A list to pick from adds nobody, so it can be made from the month's own file.
        let adds = self.settings.run == Run::Meeting && !self.is_for_members();
        if line.kind != "item" || !adds {
            return Ok(());
        }
        let meeting = self.settings.chosen.meeting.id.get_ref();
        if line.parse::<Item>()?.meeting == *meeting {
            return Err(messages::listed_twice(meeting));
        }
        Ok(())
    }

    fn finish(&mut self, head: &Head, out: &mut Output<'_>) -> Result<(), Failure> {
        let today = day_of(head)?;
        if self.makes_figures() {
            self.done = Some(self.only_figures(head, today)?);
            return Ok(());
        }
        let meeting = &self.settings.chosen.meeting;
        let order = order(std::mem::take(&mut self.homes), meeting);
        // A list to pick from puts nobody before a meeting; the copy of a member nobody a second time.
        let homes = order
            .a
            .iter()
            .chain(&order.b)
            .filter(|_| self.settings.run == Run::Meeting && !self.is_for_members());
        for home in homes {
            for case in &home.cases {
                out.write(&case.item(meeting.id.get_ref(), &home.id))?;
            }
        }
        let open = match self.is_for_members() {
            true => Mask::member(self.settings.lang),
            false => Mask::default(),
        };
        let nobody = Block::default();
        let teller = self.teller(head, &nobody, &open, today);
        let mut account = account::account(
            head,
            &self.gaps,
            &self.settings.own,
            today,
            &open,
            self.settings.lang,
            |id| teller.rule(id),
        );
        account.local = self.resources.local(&head.coverage, self.settings.lang);
        let town = head.coverage.town();
        let paper = Paper {
            mark: Mark::new(
                match self.is_for_members() {
                    true => "agenda-member",
                    false => self.settings.run.paper(),
                },
                &town.series,
                today,
            )
            .about(meeting.title.pick(self.settings.lang)),
            seal: Seal::new(&town.seal),
            town: &town.name,
            meeting,
            order: &order,
            tally: messages::tally(&self.tally, &self.proposed),
            // While the sheets are made nobody can have answered them.
            answered: self
                .round
                .told(&self.asking)
                .filter(|_| !self.papers.requests),
            account: &account,
            workers: town.staff.iter().map(|s| s.name.clone()).collect(),
            children: self.gaps.children,
            member: self.is_for_members(),
            lang: self.settings.lang,
        };
        let Papers {
            xlsx, html, text, ..
        } = self.papers;
        let (title, xlsx, html) = match self.settings.run {
            Run::Candidates => {
                let book = (xlsx || html).then(|| paper.candidates());
                let (as_xlsx, as_html) =
                    (book.iter().filter(|_| xlsx), book.iter().filter(|_| html));
                let xlsx = as_xlsx.map(Workbook::finish).next().transpose()?;
                let html = as_html.map(Workbook::html).next().transpose()?;
                (paper.candidates_title(), xlsx, html)
            }
            Run::Meeting => {
                let (xlsx, html) = rayon::join(
                    || xlsx.then(|| paper.workbook()).transpose(),
                    || html.then(|| paper.html()).transpose(),
                );
                (paper.title(), xlsx?, html?)
            }
        };
        let text = text.then(|| paper.text(title.pick(self.settings.lang)));
        let requests = self.requests(head, today)?;
        self.done = Some(Done {
            order,
            xlsx,
            html,
            requests,
            text,
        });
        Ok(())
    }
}
