//! mimamori-match: the same child across departments, never the wrong one.
//!
//! Reads what `mimamori-import` wrote, joins the records of all lists into persons and persons into
//! households, and keeps ids over the months. What it cannot decide it asks people.
//!
//! The way of a run: `intake` reads, collapses equal identities and sorts them; `form` makes them
//! ready; `block` finds the pairs worth comparing; `compare` scores them by `model`, as `estimate` suits it to the town; `answer` reads
//! what people said and `settle` what is obeyed of it; `decide` joins, asks or leaves; `gather`
//! makes persons, `household` circles, `ids` numbers that last; `write` writes.
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     mimamori_shell::main(&mimamori_match::PROGRAM)
//! }
//! ```

mod absent_guardian;
mod answer;
mod asking;
mod before;
mod birth;
mod block;
mod carried;
mod chain;
mod columns;
mod compare;
mod coverage;
mod decide;
mod ending;
mod estimate;
mod explain;
mod fate;
mod foreign;
mod form;
mod gather;
mod groups;
mod household;
mod identity;
mod ids;
mod intake;
mod kept;
mod letters;
mod level;
mod lines;
mod local;
mod make;
mod messages;
mod model;
mod names;
mod number;
mod options;
mod parts;
mod promised;
mod reconcile;
mod report;
mod review;
mod rival;
mod row;
mod score;
mod settle;
mod side;
mod spelling;
#[cfg(test)]
mod tests;
mod texts;
mod today;
mod vague;
mod withheld;
mod write;

use std::path::{Path, PathBuf};

use mimamori_record::Failure;
use mimamori_record::line::{Problem, Run};
use mimamori_shell::{Given, Io, Outcome, as_before};
use rayon::prelude::*;

use before::Before;
use compare::Comparer;
use decide::Edge;
use form::Forms;
use model::Model;

pub use options::{BandSettings, HouseholdSettings, ModelSettings, PROGRAM, Settings};

/// Below this a pair is not even remembered as somebody else who might fit.
const WORTH_KEEPING: i32 = -80;

/// The whole run.
fn run(given: &Given, io: &mut Io) -> Result<Outcome, Failure> {
    let (asked, reconciled) = (given.words("explain")?, given.words("reconcile")?);
    let report = given.switch("report");
    let questions = [!asked.is_empty(), !reconciled.is_empty(), report];
    let questions = questions.into_iter().filter(|asked| *asked).count();
    // A question is answered in the place of the stream.
    if questions > 0 {
        io.out.answers();
    }
    if questions > 1 {
        return Err(messages::two_questions());
    }
    if let Some(file) = asked.iter().map(Path::new).find(|word| word.is_file()) {
        return Err(messages::explains_a_file(file));
    }
    if given.path("review").is_some() && (report || !asked.is_empty()) {
        return Err(messages::no_review());
    }
    let papers: &[&str] = match reconciled.is_empty() {
        true => &["html"],
        false => &["html", "xlsx"],
    };
    ending::check(given, (questions > 0).then_some(papers))?;
    let (settings, local, config) = options::settings(given)?;
    let before = match given.path("before") {
        None => None,
        Some(path) => {
            let mut input = io
                .stream(&path, false)
                .map_err(|failure| as_before(failure, &path))?;
            Some(Before::read(&mut input).map_err(|failure| as_before(failure, &path))?)
        }
    };
    let known = before.iter().flat_map(Before::identities);
    let (intake, known) = intake::take_in(&mut io.input(given)?, known)?;
    Before::check(before.as_ref(), &intake.town)?;

    if let Some(config) = &config {
        local.check(config, &intake)?;
    }
    let mut forms = Forms::new(&intake.texts, &intake.identities, local);
    forms.place(&intake.records);
    let bands: options::Bands = settings.bands.into();
    let mut model = Model::new(&forms);
    let answers = answer::given(&intake, before.as_ref())?;
    let sets = gather::together(&intake, before.as_ref(), &known, &answers)?;
    let pairs = gather::of_somebody(block::candidates(&forms), &intake, &sets);
    let comparer = Comparer {
        forms: &forms,
        model: &model,
    };
    if settings.model.estimate {
        model.weights = estimate::weights(comparer, &pairs, bands.join);
    }
    let comparer = Comparer {
        forms: &forms,
        model: &model,
    };
    io.detail(&messages::compared(intake.identities.len(), pairs.len()));
    let edges = edges(comparer, &pairs);
    let mut settled = settle::settle(answers, comparer, &intake, before.as_ref(), &known, &sets);
    let now = io.run_line(config.as_ref());
    if before
        .as_ref()
        .is_some_and(|before| !before.decided_as(&now))
    {
        settled.ties.forget();
    }
    let mut fates = fate::Fates::default();
    let (mut decision, kept) = if report || !asked.is_empty() {
        let (kept, ties) = (edges.clone(), &settled.ties);
        let mut note = |edge: &Edge, fate| fates.note(edge, fate);
        let decision = decide::decide_and_tell(comparer, edges, ties, bands, &mut note);
        (decision, kept)
    } else {
        let decision = decide::decide(comparer, edges, &settled.ties, bands);
        (decision, Vec::new())
    };
    asking::mark_asked(&mut decision, &mut settled, comparer, &sets);
    if report {
        let run = report::Run {
            intake: &intake,
            comparer,
            pairs: &pairs,
            ties: &settled.ties,
            decision: &decision,
            fates: &fates,
        };
        let page = ending::of(given, "output").filter(|(_, end)| end == "html");
        let (answer, look) = run.answer(page.is_some(), io.lang)?;
        give(io, page, &answer)?;
        return Ok(if look { Outcome::Look } else { Outcome::Quiet });
    }

    let mut problems: Vec<Problem> = intake.problems.clone();
    problems.extend(settled.problems.iter().cloned());
    let mut numbers = ids::Numbers::new(&intake.town.series, before.as_ref());
    let decided = gather::Decided {
        intake: &intake,
        comparer,
        decision: &decision,
        sets: &sets,
        before: before.as_ref(),
    };
    let gathered = gather::gather(
        decided,
        &mut numbers,
        settings.household.largest,
        &mut problems,
    );
    if !asked.is_empty() {
        // A row that says something else is news.
        settled.ties.forget();
        let run = explain::Run {
            intake: &intake,
            trial: explain::Trial {
                forms: &mut forms,
                model: &model,
                pairs: &pairs,
                edges: &kept,
                ties: &settled.ties,
                bands,
            },
            decision: &decision,
            fates: &fates,
            gathered: &gathered,
        };
        let page = ending::of(given, "output").filter(|(_, end)| end == "html");
        let answer = run.answer(&asked, page.is_some(), io.lang)?;
        give(io, page, &answer)?;
        return Ok(Outcome::Quiet);
    }
    problems.sort_by_cached_key(|p| {
        (
            p.code.clone(),
            p.source.clone(),
            p.row,
            p.person.clone(),
            p.records.clone(),
        )
    });
    let counts = messages::Counts {
        records: intake.read,
        persons: gathered.beings.len(),
        households: gathered.circles.len(),
        questions: decision.questions.len(),
        loose: intake.loose.len() - intake.about_rows.len(),
    };
    let run = Run {
        today: intake.today.clone(),
        next: Some(numbers.next),
        ..now
    };
    let carried = carried::carried(&settled, &intake, &gathered);
    let result = write::Result {
        intake: &intake,
        comparer,
        decision: &decision,
        gathered: &gathered,
        before: before.as_ref(),
        settled: &settled,
        carried: &carried,
    };
    if !reconciled.is_empty() {
        let outcome = answer(result, &reconciled, given, io)?;
        review_workbook(result, given, io)?;
        return Ok(outcome);
    }
    result.write(&run, &problems, given.switch("utf8"), &mut io.out)?;
    review_workbook(result, given, io)?;
    io.say(&messages::summary(counts, &problems));
    if let Some(said) = messages::answered(&settled) {
        io.say(&said);
    }
    // The program ends here, and giving back a city name by name would take a tenth of its time.
    std::mem::forget((intake, forms, model, decision, gathered, sets, before));
    Ok(if counts.questions > 0 {
        Outcome::Look
    } else {
        Outcome::Quiet
    })
}

/// Writes `--review`, if asked for.
fn review_workbook(result: write::Result<'_>, given: &Given, io: &mut Io) -> Result<(), Failure> {
    let Some(path) = given.path("review") else {
        return Ok(());
    };
    let built = review::workbook(result, io.lang)?;
    for remark in &built.remarks {
        io.warn(remark);
    }
    io.paper_to_fill_in(&path, &built.bytes, mimamori_paper::untouched)
}

/// Answers `--reconcile`: on the terminal, or as a paper where `-o` names one.
fn answer(
    result: write::Result<'_>,
    asked: &[String],
    given: &Given,
    io: &mut Io,
) -> Result<Outcome, Failure> {
    let report = reconcile::Report::new(result, asked, io.lang)?;
    match ending::of(given, "output") {
        Some((path, end)) if end == "xlsx" => {
            let built = report.xlsx(io.lang)?;
            for remark in &built.remarks {
                io.warn(remark);
            }
            io.answer_paper(&path, &built.bytes)?;
        }
        Some((path, end)) if end == "html" => {
            io.answer_paper(&path, report.html(io.lang)?.as_bytes())?;
        }
        _ => io.out.answer(&report.text(io.lang))?,
    }
    if given.path("output").is_some() {
        io.say(&report.counts());
    }
    Ok(match report.agrees() {
        true => Outcome::Quiet,
        false => Outcome::Look,
    })
}

/// Prints an answer, or writes it as the paper that `-o` names.
fn give(io: &mut Io, page: Option<(PathBuf, String)>, answer: &str) -> Result<(), Failure> {
    match page {
        Some((path, _)) => io.answer_paper(&path, answer.as_bytes()),
        None => io.out.answer(answer),
    }
}

/// The pairs worth remembering, the same for any number of threads.
fn edges(comparer: Comparer<'_>, pairs: &[(u32, u32)]) -> Vec<Edge> {
    pairs
        .par_chunks(2048)
        .flat_map_iter(|pairs| {
            let pairs = pairs.iter().filter(|(a, b)| comparer.may_matter(*a, *b));
            pairs.filter_map(|(a, b)| {
                let score = comparer.score(*a, *b);
                let edge = Edge {
                    a: *a,
                    b: *b,
                    score,
                };
                (score.bits >= WORTH_KEEPING).then_some(edge)
            })
        })
        .collect()
}
