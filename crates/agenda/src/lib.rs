//! mimamori-agenda: the paper of the next meeting.
//!
//! From flags and due items it makes the 名簿: who comes to which meeting, in part A to be
//! confirmed together or in part B to be discussed, why, and with room to write what is decided.
//! It adds `item` lines behind the last block. The program prepares; the meeting decides.

mod account;
mod asked;
mod before;
mod called;
mod candidates;
mod case;
mod choose;
mod evidence;
mod facts;
mod history;
mod masking;
mod messages;
mod order;
mod outcome;
mod paper;
mod profile;
mod proposed;
mod request;
mod sentence;
#[cfg(test)]
mod tests;
mod text;
mod workbook;

use std::path::PathBuf;

use chrono::NaiveDate;
use mimamori_paper::{Mark, Seal};
use mimamori_record::line::{Item, Run};
use mimamori_record::{
    Block, Failure, Head, Lang, Output, Pass, RawLine, Status, Text, WriteOptions, pass, said,
};
use mimamori_rule::{Members, Schools, Setting};
use mimamori_shell::{
    Config, Count, Example, Given, Io, Operands, Opt, Outcome, Program, as_before, common,
};

use crate::account::Gaps;
use crate::asked::Asked;
use crate::before::Before;
use crate::case::{Desk, Home};
use crate::choose::Chooser;
use crate::masking::Mask;
use crate::order::{Order, order};
use crate::paper::{Paper, count};
use crate::proposed::{Proposed, Tally};
use crate::request::{Ask, Asking, Round};
use crate::sentence::Teller;

const MEETING: Opt = Opt::value(
    "meeting",
    "ID",
    "どの会議の名簿か（meetings.toml の id）",
    "which meeting (its id in meetings.toml)",
)
.required();
const SHOW_PROTECTED: Opt = Opt::switch(
    "show-protected",
    "支援措置の世帯の学校名・ファイル名なども隠さずに書きます",
    "do not withhold schools and file names of protected households",
);

const CANDIDATES: Opt = Opt::switch(
    "candidates",
    "会議の前に、上程する子を選ぶための候補の一覧を作ります",
    "make the list of candidates to pick from before the meeting",
);

const REQUESTS: Opt = Opt::value(
    "requests",
    "DIR",
    "会議の前に、機関ごとの照会の紙（登録されている子だけ）をこのフォルダーに書きます",
    "write request sheets into this folder, one workbook for each institution about its registered children",
);

const TEXT: Opt = Opt::switch(
    "text",
    "流れのかわりに、一覧を文字だけで画面に出します",
    "print the list as plain text in the place of the stream",
);

/// The program: its options and its work.
pub const PROGRAM: Program = Program {
    name: "mimamori-agenda",
    about: Text::new(
        "会議の名簿を、載せる理由と根拠を付けて作ります",
        "Make the paper of a meeting: who comes, why, and where it stands",
    ),
    operands: Operands {
        value: "FILE",
        help: Text::new(
            "入力の流れ（書かなければ標準入力）",
            "input streams; standard input if none is given",
        ),
        count: Count::Any,
    },
    options: &[
        common::CONFIG.required(),
        MEETING,
        CANDIDATES,
        REQUESTS,
        TEXT,
        common::BEFORE,
        common::XLSX,
        common::HTML,
        SHOW_PROTECTED,
        common::OUTPUT,
        common::ONLY,
        common::LANG,
        common::UTF8,
        common::PLAIN,
        common::EXIT_CODE,
        common::QUIET,
        common::VERBOSE,
        common::LOG,
        common::HELP,
        common::VERSION,
    ],
    examples: &[
        Example {
            what: Text::new(
                "月の会議の名簿を作り、流れを month.jsonl に残します",
                "make the paper of the monthly meeting and keep the stream",
            ),
            line: "… | mimamori-remind -c town/remind.toml | mimamori-agenda -c town/meetings.toml --meeting monthly --xlsx agenda.xlsx --html agenda.html -o month.jsonl",
        },
        Example {
            what: Text::new(
                "会議の前に、上程・正否・担当を記入する候補の一覧を作ります",
                "before the meeting, make the list of candidates to mark",
            ),
            line: "… | mimamori-remind -c town/remind.toml | mimamori-agenda -c town/meetings.toml --meeting monthly --candidates --xlsx candidates.xlsx -o candidates.jsonl",
        },
        Example {
            what: Text::new(
                "進行管理会議の前に、学校や園ごとの照会の紙を作ります",
                "before the progress meeting, make the sheets that ask schools and nurseries",
            ),
            line: "mimamori-agenda -c town/meetings.toml --meeting progress --requests 2026-05/out/requests -o progress.jsonl month.jsonl",
        },
        Example {
            what: Text::new(
                "残した流れから、週の打合せの名簿を作ります",
                "make the paper of the weekly meeting from a kept stream",
            ),
            line: "mimamori-agenda -c town/meetings.toml --meeting weekly --html weekly.html -o weekly.jsonl month.jsonl",
        },
    ],
    run,
};

/// What was asked for.
struct Args {
    config: PathBuf,
    meeting: String,
    candidates: bool,
    before: Option<PathBuf>,
    xlsx: Option<PathBuf>,
    html: Option<PathBuf>,
    requests: Option<PathBuf>,
    show_protected: bool,
}

fn run(given: &Given, io: &mut Io) -> Result<Outcome, Failure> {
    let args = Args {
        // Both are required: the shell has refused a command line without them.
        config: given.path("config").unwrap_or_default(),
        meeting: given.word("meeting")?.unwrap_or_default(),
        candidates: given.switch("candidates"),
        before: given.path("before"),
        xlsx: given.path("xlsx"),
        html: given.path("html"),
        requests: given.path("requests"),
        show_protected: given.switch("show-protected"),
    };
    let config = Config::read(&args.config)?;
    let chosen = profile::read(&config, &args.meeting)?;
    if args.requests.is_some() && chosen.meeting.requests.is_empty() {
        return Err(messages::asks_nobody(&args.meeting));
    }
    let before = match &args.before {
        Some(path) => {
            let read = io
                .stream(path, false)
                .and_then(|mut input| Before::read(&mut input, &args.meeting));
            Some(read.map_err(|failure| as_before(failure, path))?)
        }
        None => None,
    };
    let own = io.run_line(Some(&config));
    let mut agenda = Agenda {
        config,
        chosen,
        asked: Asked::default(),
        schools: Schools::default(),
        before,
        proposed: Proposed::default(),
        run: match args.candidates {
            true => proposed::Run::Candidates,
            false => proposed::Run::Meeting,
        },
        tally: Tally::default(),
        show_protected: args.show_protected,
        asking: Asking::default(),
        round: Round::default(),
        wanted: (args.xlsx.is_some(), args.html.is_some()),
        sheets: args.requests.is_some(),
        lang: io.lang,
        own: own.clone(),
        homes: Vec::new(),
        gaps: Gaps::default(),
        done: None,
    };
    let mut input = io.input(given)?;
    if given.switch("text") {
        // The list is printed in the place of the stream.
        io.out.answers();
        let mut nowhere = std::io::sink();
        let mut out = Output::new(&mut nowhere, WriteOptions::default());
        pass(&mut input, &mut out, own, &mut agenda)?;
        if let Some(done) = &agenda.done {
            io.out.answer(&done.text)?;
        }
    } else {
        pass(&mut input, &mut io.out, own, &mut agenda)?;
    }
    let Some(done) = agenda.done else {
        return Ok(Outcome::Quiet);
    };
    if let (Some(path), Some(built)) = (&args.xlsx, done.xlsx) {
        for remark in &built.remarks {
            io.warn(remark);
        }
        io.paper_to_fill_in(path, &built.bytes, mimamori_paper::untouched)?;
    }
    if let (Some(path), Some(html)) = (&args.html, done.html) {
        io.paper(path, html.as_bytes())?;
    }
    if let Some(folder) = &args.requests {
        io.paper_folder(folder)?;
        for (name, built) in &done.requests {
            for remark in &built.remarks {
                io.warn(remark);
            }
            let path = folder.join(name);
            io.paper_to_fill_in(&path, &built.bytes, mimamori_paper::untouched)?;
        }
        let (sheets, children) = agenda.asking.size();
        io.say(&messages::requests(sheets, children, &agenda.asking.left));
    }
    match args.candidates {
        true => io.say(&messages::candidates(&done.order)),
        false => tell(&done.order, io),
    }
    if let Some(line) = messages::tally(&agenda.tally, &agenda.proposed) {
        io.say(&line);
    }
    let listed = !done.order.a.is_empty() || !done.order.b.is_empty();
    Ok(if listed {
        Outcome::Look
    } else {
        Outcome::Quiet
    })
}

/// The summary: counts, never names.
fn tell(order: &Order, io: &mut Io) {
    if order.a.is_empty() && order.b.is_empty() {
        io.say(&messages::skipped_empty());
        return;
    }
    let (a, b) = (count(&order.a), count(&order.b));
    let households = order.a.len() + order.b.len();
    let time = &order.time;
    io.say(&messages::summary(a, b, households, time.need(), time.have));
    if time.over() > 0 {
        io.say(&messages::too_long(
            time.over(),
            time.to_a.len(),
            time.to_extra.len(),
        ));
    }
}

/// The work on a stream: keeps only who comes.
struct Agenda {
    config: Config,
    chosen: profile::Chosen,
    asked: Asked,
    schools: Schools,
    before: Option<Before>,
    proposed: Proposed,
    run: proposed::Run,
    tally: Tally,
    show_protected: bool,
    asking: Asking,
    round: Round,
    /// Workbook, HTML.
    wanted: (bool, bool),
    /// Request sheets.
    sheets: bool,
    lang: Lang,
    own: Run,
    homes: Vec<Home>,
    gaps: Gaps,
    done: Option<Done>,
}

/// The order and the papers that were asked for, made when the input has come to a good end.
struct Done {
    order: Order,
    xlsx: Option<mimamori_paper::Built>,
    html: Option<String>,
    /// By the name of the file.
    requests: Vec<(String, mimamori_paper::Built)>,
    text: String,
}

fn day_of(head: &Head) -> Result<NaiveDate, Failure> {
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
    fn teller<'a>(
        &'a self,
        head: &'a Head,
        block: &'a Block,
        mask: &'a Mask,
        today: NaiveDate,
    ) -> Teller<'a> {
        Teller {
            lang: self.lang,
            today,
            coverage: &head.coverage,
            mask,
            wording: &self.chosen.wording,
            block,
        }
    }
}

impl Agenda {
    /// The request sheets that were asked for.
    fn requests(
        &mut self,
        head: &Head,
        today: NaiveDate,
    ) -> Result<Vec<(String, mimamori_paper::Built)>, Failure> {
        let Some(requests) = self.chosen.requests.as_ref().filter(|_| self.sheets) else {
            return Ok(Vec::new());
        };
        self.asking.sort();
        let town = head.coverage.town();
        let ask = Ask {
            requests,
            meeting: &self.chosen.meeting,
            series: &town.series,
            seal: Seal::new(&town.seal),
            town: &town.name,
            today,
            lang: self.lang,
        };
        let sheets = self.asking.by.iter().map(|(institution, children)| {
            let name = request::file_name(institution, today, self.lang);
            Ok((name, ask.workbook(institution, children)?))
        });
        sheets.collect()
    }
}

impl Pass for Agenda {
    fn head(&mut self, head: &Head, _: &mut Output<'_>) -> Result<(), Failure> {
        let today = day_of(head)?;
        self.schools = Schools::new(head.coverage.town(), today);
        let since = self.before.as_ref().and_then(|before| before.day);
        self.proposed = Proposed::of(head, &self.chosen.meeting, self.run, since, today);
        self.round = Round::of(&head.coverage, since, today);
        self.asked = Asked::of(&self.chosen.meeting, &self.config, &head.coverage)?;
        Ok(())
    }

    fn block(&mut self, head: &Head, block: &Block, _: &mut Output<'_>) -> Result<(), Failure> {
        let today = day_of(head)?;
        self.gaps.add(block, &head.coverage);
        let setting = Setting {
            coverage: &head.coverage,
            today,
            schools: &self.schools,
        };
        let members = Members::new(setting, block);
        if !self.chosen.meeting.requests.is_empty() {
            let (asked, meeting) = (&self.asked, &self.chosen.meeting);
            let setting = (asked, &members);
            self.asking
                .add(block, &head.coverage, meeting, setting, today);
            self.round.count(block, &head.coverage);
        }
        let chooser = Chooser {
            coverage: &head.coverage,
            meeting: &self.chosen.meeting,
            asked: &self.asked,
            proposed: &self.proposed,
            today,
        };
        let picks = choose::choose(block, &members, chooser, &mut self.tally);
        if picks.is_empty() {
            return Ok(());
        }
        let listed: Vec<String> = picks.iter().map(|p| p.person.line.id.clone()).collect();
        let mask = Mask::of(block, &head.coverage, self.show_protected, self.lang);
        let desk = Desk {
            teller: self.teller(head, block, &mask, today),
            meeting: &self.chosen.meeting,
            before: self.before.as_ref(),
            proposed: &self.proposed,
            requests: self.chosen.requests.as_ref(),
            round: &self.round,
            compares: self.before.is_some() || head.coverage.town().earlier.is_some(),
            listed: &listed,
        };
        let cases = picks.iter().map(|pick| desk.case(pick)).collect();
        let home = Home {
            id: block.household.id.clone(),
            protected: masking::is_protected(block),
            cases,
        };
        self.homes.push(home);
        Ok(())
    }

    fn tail(&mut self, _: &Head, line: &RawLine<'_>) -> Result<(), Failure> {
        if line.kind != "item" {
            return Ok(());
        }
        let meeting = self.chosen.meeting.id.get_ref();
        if line.parse::<Item>()?.meeting == *meeting {
            return Err(messages::listed_twice(meeting));
        }
        Ok(())
    }

    fn finish(&mut self, head: &Head, out: &mut Output<'_>) -> Result<(), Failure> {
        let today = day_of(head)?;
        let meeting = &self.chosen.meeting;
        let order = order(std::mem::take(&mut self.homes), meeting);
        let candidates = self.run == proposed::Run::Candidates;
        // A list to pick from puts nobody before a meeting.
        let homes = order.a.iter().chain(&order.b).filter(|_| !candidates);
        for home in homes {
            for case in &home.cases {
                out.write(&case.item(meeting.id.get_ref(), &home.id))?;
            }
        }
        let (nobody, open) = (Block::default(), Mask::default());
        let teller = self.teller(head, &nobody, &open, today);
        let account = account::account(head, &self.gaps, &self.own, today, self.lang, |id| {
            teller.rule(id)
        });
        let town = head.coverage.town();
        let kind = if candidates { "candidates" } else { "agenda" };
        let paper = Paper {
            mark: Mark::new(kind, &town.series, today).about(meeting.title.pick(self.lang)),
            seal: Seal::new(&town.seal),
            town: &town.name,
            meeting,
            order: &order,
            tally: messages::tally(&self.tally, &self.proposed),
            // While the sheets are made nobody can have answered them.
            answered: self.round.told(&self.asking).filter(|_| !self.sheets),
            account: &account,
            workers: town.staff.iter().map(|s| s.name.clone()).collect(),
            children: self.gaps.children,
            lang: self.lang,
        };
        let (xlsx, html) = self.wanted;
        let (xlsx, html) = match candidates {
            true => {
                let book = paper.candidates();
                let xlsx = xlsx.then(|| book.finish()).transpose()?;
                (xlsx, html.then(|| book.html()).transpose()?)
            }
            false => {
                let xlsx = xlsx.then(|| paper.workbook()).transpose()?;
                (xlsx, html.then(|| paper.html()).transpose()?)
            }
        };
        let title = match candidates {
            true => paper.candidates_title(),
            false => paper.title(),
        };
        let text = paper.text(title.pick(self.lang));
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
