//! Duties without a child: lists that ought to have arrived.

use chrono::NaiveDate;
use mimamori_calendar::{DateOrMonth, Holidays, YearMonth};
use mimamori_record::line::{Due, Expected};
use mimamori_record::{Arrival, Coverage};

use crate::duties::{Desk, Duty};
use crate::rules::{Find, Rule};
use crate::when::Found;

impl Desk<'_> {
    /// The lists of the rules that have not arrived, month by month up to the one before today.
    pub fn lists(&self) -> Vec<Duty> {
        let mut duties = Vec::new();
        for (place, rule) in self
            .rules
            .rules
            .iter()
            .enumerate()
            .filter(|(_, rule)| rule.on)
        {
            let Find::Lists(names) = &rule.find else {
                continue;
            };
            for name in names {
                let expected = self
                    .coverage
                    .dataset(&name.name)
                    .map_or(&[][..], |d| &d.expected);
                for one in expected {
                    duties.extend(
                        missing(self.coverage, &name.name, one, self.today)
                            .into_iter()
                            .map(|gap| (place, self.list_line(rule, &name.name, gap))),
                    );
                }
            }
        }
        duties
    }

    fn list_line(&self, rule: &Rule, dataset: &str, gap: Gap) -> Due {
        let about = format!("{dataset}/{}", gap.institution.as_deref().unwrap_or(""));
        let number = gap.month.map(|month| month.to_string()).unwrap_or_default();
        let found = Found {
            when: gap.deadline.or(gap.month.map(DateOrMonth::Month)),
            cause: Some(gap.cause),
            ..Found::default()
        };
        Due {
            institution: gap.institution,
            dataset: Some(dataset.to_owned()),
            ..self.line(&[&about], &rule.what, &number, found)
        }
    }
}

struct Gap {
    institution: Option<String>,
    /// The month that is missing; none for a list that is no monthly one.
    month: Option<YearMonth>,
    /// The day by which it was promised; it is asked for by month where nobody agreed on a day.
    deadline: Option<DateOrMonth>,
    cause: mimamori_record::line::Cause,
}

fn missing(coverage: &Coverage, dataset: &str, expected: &Expected, today: NaiveDate) -> Vec<Gap> {
    let institution = expected.institution.as_deref();
    let last = YearMonth::of(today).plus(-1);
    let month_of =
        |text: &Option<String>| text.as_deref().and_then(|t| t.parse::<YearMonth>().ok());
    let gap = |month: YearMonth, monthly: bool| match coverage.arrival(
        dataset,
        institution,
        &month.to_string(),
    ) {
        Arrival::Missing(cause) => Some(Gap {
            institution: expected.institution.clone(),
            month: monthly.then_some(month),
            deadline: expected
                .deadline
                .filter(|_| monthly)
                .map(|day| DateOrMonth::Day(Holidays::by_law().deadline_after(month, day))),
            cause,
        }),
        Arrival::Arrived | Arrival::Partial(_) | Arrival::NotExpected => None,
    };
    let Some(first) = month_of(&expected.from) else {
        return gap(last, false).into_iter().collect();
    };
    let until = month_of(&expected.to).map_or(last, |to| to.min(last));
    let months = std::iter::successors(Some(first), |month| Some(month.next()));
    months
        .take_while(|month| *month <= until)
        .filter_map(|month| gap(month, true))
        .collect()
}
