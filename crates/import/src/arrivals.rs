//! Who has sent what: every list that ought to arrive, institution by institution, month by month.

use chrono::NaiveDate;
use mimamori_calendar::{Holidays, YearMonth};
use mimamori_record::line::{Dataset, Expected, SourceState};
use mimamori_record::reason::{self, Reason};
use mimamori_record::{Arrival, Coverage, dictionary};

/// How it stands with the list of one institution, for one month where it is a monthly one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Read to its end, so many rows.
    Arrived(u64),
    /// Read, but with a gap.
    Partial(u64, Option<&'static Reason>),
    /// It came, and nobody can read it.
    Unreadable,
    /// Not here, and promised by this day, which is not over.
    NotYet(NaiveDate),
    /// Not here, and this day is over.
    Late(NaiveDate),
    /// Not here, and nobody said by when.
    Missing,
    /// Nobody promised it.
    NotExpected,
}

impl Standing {
    /// Whether somebody should look after it now.
    pub(crate) fn is_gap(&self) -> bool {
        matches!(
            self,
            Standing::Partial(..) | Standing::Unreadable | Standing::Late(_) | Standing::Missing
        )
    }
}

/// A list and how it stands with it.
#[derive(Debug)]
pub(crate) struct Arrivals {
    /// The dataset.
    pub(crate) dataset: String,
    /// The months asked about; none for a list that is no monthly one.
    pub(crate) months: Vec<YearMonth>,
    /// Institution (none for the whole town) and a standing for each month, or one in all.
    pub(crate) rows: Vec<(Option<String>, Vec<Standing>)>,
}

/// Every list of which something is expected, in the order of the dictionary. The coverage must be
/// settled.
pub(crate) fn arrivals(coverage: &Coverage, today: NaiveDate) -> Vec<Arrivals> {
    let shipped = || dictionary::DATASETS.iter();
    // The town's own lists follow.
    let place = |name: &str| {
        let place = shipped().position(|one| one.name == name);
        (place.unwrap_or(shipped().count()), name.to_owned())
    };
    let mut datasets: Vec<&Dataset> = coverage
        .datasets()
        .filter(|dataset| !dataset.expected.is_empty())
        .collect();
    datasets.sort_by_key(|dataset| place(&dataset.name));
    datasets
        .into_iter()
        .map(|dataset| of(coverage, dataset, today))
        .collect()
}

fn of(coverage: &Coverage, dataset: &Dataset, today: NaiveDate) -> Arrivals {
    let months = months(&dataset.expected);
    let mut rows: Vec<(Option<String>, Vec<Standing>)> = Vec::new();
    for one in &dataset.expected {
        if rows.iter().any(|row| row.0 == one.institution) {
            continue;
        }
        let name = one.institution.as_deref();
        let standings = if months.is_empty() {
            vec![whole(coverage, dataset, name)]
        } else {
            let standing = |month: &YearMonth| monthly(coverage, dataset, name, *month, today);
            months.iter().map(standing).collect()
        };
        rows.push((one.institution.clone(), standings));
    }
    Arrivals {
        dataset: dataset.name.clone(),
        months,
        rows,
    }
}

fn monthly(
    coverage: &Coverage,
    dataset: &Dataset,
    institution: Option<&str>,
    month: YearMonth,
    today: NaiveDate,
) -> Standing {
    let written = month.to_string();
    let rows = coverage.rows(&dataset.name, institution, Some(&written));
    match coverage.arrival(&dataset.name, institution, &written) {
        Arrival::Arrived => Standing::Arrived(rows),
        Arrival::Partial(cause) => Standing::Partial(rows, reason::find(&cause.code)),
        Arrival::Missing(cause) if cause.code != reason::LIST_MISSING.code => Standing::Unreadable,
        Arrival::Missing(_) => match deadline(&dataset.expected, institution, month) {
            Some(day) if today <= day => Standing::NotYet(day),
            Some(day) => Standing::Late(day),
            None => Standing::Missing,
        },
        Arrival::NotExpected => Standing::NotExpected,
    }
}

/// A list that is no monthly one: whether any delivery was read.
fn whole(coverage: &Coverage, dataset: &Dataset, institution: Option<&str>) -> Standing {
    let sources = || coverage.judged_sources(&dataset.name, institution);
    let read = sources().any(|source| source.state == SourceState::Read);
    let unreadable = sources().any(|source| source.state == SourceState::Unreadable);
    let rows = coverage.rows(&dataset.name, institution, None);
    match (read, unreadable) {
        (true, true) => Standing::Partial(rows, Some(&reason::LIST_UNREADABLE)),
        (true, false) if sources().any(|source| source.rows_unread > 0) => {
            Standing::Partial(rows, Some(&reason::ROWS_UNREAD))
        }
        (true, false) => Standing::Arrived(rows),
        (false, true) => Standing::Unreadable,
        (false, false) => Standing::Missing,
    }
}

/// The last day for the list of a month, where one was agreed on.
fn deadline(
    expected: &[Expected],
    institution: Option<&str>,
    month: YearMonth,
) -> Option<NaiveDate> {
    let day = expected
        .iter()
        .filter(|one| one.institution.as_deref() == institution && span(one).contains(&month))
        .find_map(|one| one.deadline)?;
    Some(Holidays::by_law().deadline_after(month, day))
}

/// The months in which one is expected.
fn span(one: &Expected) -> Vec<YearMonth> {
    months(std::slice::from_ref(one))
}

/// All months from the first to the last that any of them names.
fn months(expected: &[Expected]) -> Vec<YearMonth> {
    let read = |text: &Option<String>| {
        text.as_ref()
            .and_then(|month| month.parse::<YearMonth>().ok())
    };
    let first = expected.iter().filter_map(|one| read(&one.from)).min();
    let last = expected.iter().filter_map(|one| read(&one.to)).max();
    let (Some(first), Some(last)) = (first, last) else {
        return Vec::new();
    };
    // Ten years would be a slip of the pen in import.toml.
    std::iter::successors(Some(first), |month| Some(month.next()))
        .take_while(|month| *month <= last)
        .take(120)
        .collect()
}
