//! mimamori-agenda: the paper of the next meeting.
//!
//! From flags and due items it makes the 名簿: who comes to which meeting, in part A to be
//! confirmed together or in part B to be discussed, why, and with room to write what is decided.
//! It adds `item` lines behind the last block. The program prepares; the meeting decides.

mod account;
mod agenda;
mod asked;
mod before;
mod called;
mod candidates;
mod case;
mod choose;
mod evidence;
mod facts;
mod family;
mod figures;
mod hand_over;
mod handed;
mod history;
mod household;
mod masking;
mod meant;
mod messages;
mod order;
mod outcome;
mod paper;
mod profile;
mod proposed;
mod reads;
mod recipient;
mod request;
mod resources;
mod sentence;
#[cfg(test)]
mod tests;
mod text;
mod workbook;

use std::path::PathBuf;

use mimamori_record::{Failure, Output, Text, WriteOptions, pass};
use mimamori_shell::{
    Config, Count, Example, Given, Io, Operands, Opt, Outcome, Program, as_before, common,
};

use crate::agenda::{Agenda, Papers, Settings};
use crate::before::Before;
use crate::family::{Family, Reader};
use crate::hand_over::{HAND_OVER, HandOver};
use crate::meant::AboutOne;
use crate::order::Order;
use crate::paper::count;
use crate::profile::Meeting;
use crate::proposed::Run;
use crate::recipient::{FOR, PERSON, Recipient};

const MEETING: Opt = Opt::value(
    "meeting",
    "ID",
    "どの会議の名簿か（meetings.toml の id）",
    "which meeting (its id in meetings.toml)",
)
.required_unless("hand-over");
const SHOW_PROTECTED: Opt = Opt::switch(
    "show-protected",
    "支援措置の世帯（引継ぎの紙では、措置・一時保護中も）の学校名・ファイル名なども隠さずに書きます",
    "do not withhold schools and file names of protected households (in a hand-over, of placed children too)",
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
        FOR,
        PERSON,
        HAND_OVER,
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
                "残した流れから、会議の委員（児童相談所、教育委員会など）に配る名簿を作ります",
                "make the copy of the list that those who sit in the meeting get",
            ),
            line: "mimamori-agenda -c town/meetings.toml --meeting monthly --for member --html member.html -o member.jsonl month.jsonl",
        },
        Example {
            what: Text::new(
                "懇談会で母に渡す、一人のこどもについての紙を作ります",
                "make the paper about one child that its mother takes home from a talk",
            ),
            line: "mimamori-agenda -c town/meetings.toml --meeting family --for mother --person p-k7q2-000123 --html 2026-06/out/family.html -o family.jsonl month.jsonl",
        },
        Example {
            what: Text::new(
                "転出する（または就学する）こどもの引継ぎの紙を作ります。受け取った町は、ブックを in に入れます",
                "make the paper that goes along with a child who moves away or enters school; the town that receives the workbook puts it into its in folder",
            ),
            line: "mimamori-agenda -c town/meetings.toml --hand-over p-k7q2-000123 --xlsx 2026-06/out/引継ぎ.xlsx -o hand-over.jsonl month.jsonl",
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
    text: bool,
    show_protected: bool,
}

fn run(given: &Given, io: &mut Io) -> Result<Outcome, Failure> {
    let config = given.path("config").unwrap_or_default();
    if let Some(person) = given.word("hand-over")? {
        return to_hand_over(given, io, &Config::read(&config)?, &person);
    }
    let args = Args {
        // Both are required: the shell has refused a command line without them.
        config,
        meeting: given.word("meeting")?.unwrap_or_default(),
        candidates: given.switch("candidates"),
        before: given.path("before"),
        xlsx: given.path("xlsx"),
        html: given.path("html"),
        requests: given.path("requests"),
        text: given.switch("text"),
        show_protected: given.switch("show-protected"),
    };
    let config = Config::read(&args.config)?;
    let chosen = profile::read(&config, &args.meeting)?;
    let recipient = Recipient::of(given)?;
    match (recipient, chosen.meeting.family) {
        (Recipient::Family(reader), true) => {
            return for_family(given, io, &config, &chosen.meeting, reader);
        }
        (Recipient::Family(_), false) => return Err(messages::no_talk(&args.meeting)),
        (_, true) => return Err(messages::is_talk(&args.meeting)),
        (_, false) => {}
    }
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
    let mut agenda = Agenda::new(
        Settings {
            config,
            chosen,
            before,
            run: match args.candidates {
                true => Run::Candidates,
                false => Run::Meeting,
            },
            show_protected: args.show_protected,
            recipient,
            lang: io.lang,
            own: own.clone(),
        },
        Papers {
            xlsx: args.xlsx.is_some(),
            html: args.html.is_some(),
            text: args.text,
            requests: args.requests.is_some(),
        },
    );
    let mut input = io.input(given)?;
    if args.text {
        // The list is printed in the place of the stream.
        io.out.answers();
        let mut nowhere = std::io::sink();
        let mut out = Output::new(&mut nowhere, WriteOptions::default());
        pass(&mut input, &mut out, own, &mut agenda)?;
        if let Some(text) = agenda.done.as_ref().and_then(|done| done.text.as_ref()) {
            io.out.answer(text)?;
        }
    } else {
        pass(&mut input, &mut io.out, own, &mut agenda)?;
    }
    let figures = agenda.makes_figures();
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
    if recipient == Recipient::Member && !figures {
        io.say(&messages::read_before_sending());
    }
    match args.candidates {
        _ if figures => io.say(&messages::figures_only()),
        true => io.say(&messages::candidates(&done.order)),
        false => tell(&done.order, io),
    }
    let tally = messages::tally(&agenda.tally, &agenda.proposed);
    if let Some(line) = tally.filter(|_| !args.candidates) {
        io.say(&line);
    }
    let listed = !done.order.a.is_empty() || !done.order.b.is_empty();
    Ok(if listed {
        Outcome::Look
    } else {
        Outcome::Quiet
    })
}

/// The paper about one child, for one of its family. It adds nothing to the stream.
fn for_family(
    given: &Given,
    io: &mut Io,
    config: &Config,
    meeting: &Meeting,
    reader: Reader,
) -> Result<Outcome, Failure> {
    let person = given.word("person")?.unwrap_or_default();
    let mut family = Family::new(meeting, &person, reader, io.lang);
    let own = io.run_line(Some(config));
    let mut input = io.input(given)?;
    pass(&mut input, &mut io.out, own, &mut family)?;
    match family.done {
        Some(done) => about_one(given, io, done),
        None => Ok(Outcome::Quiet),
    }
}

/// The paper about one person, for whoever looks after them from now on. It adds nothing to the
/// stream.
fn to_hand_over(
    given: &Given,
    io: &mut Io,
    config: &Config,
    person: &str,
) -> Result<Outcome, Failure> {
    hand_over::check(given)?;
    let settings = profile::hand_over(config)?;
    let show = given.switch("show-protected");
    let mut run = HandOver::new(&settings, person, show, io.lang);
    let own = io.run_line(Some(config));
    let mut input = io.input(given)?;
    pass(&mut input, &mut io.out, own, &mut run)?;
    match run.done {
        Some(done) => about_one(given, io, done),
        None => Ok(Outcome::Quiet),
    }
}

fn about_one(given: &Given, io: &mut Io, done: AboutOne) -> Result<Outcome, Failure> {
    if let Some(path) = given.path("xlsx") {
        for remark in &done.xlsx.remarks {
            io.warn(remark);
        }
        io.paper_to_fill_in(&path, &done.xlsx.bytes, mimamori_paper::untouched)?;
    }
    if let Some(path) = given.path("html") {
        io.paper(&path, done.html.as_bytes())?;
    }
    for line in &done.told {
        io.say(line);
    }
    Ok(Outcome::Quiet)
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
