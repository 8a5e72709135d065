//! Small children: whether anybody has seen them, and where they came from.

use super::answer::{Answer, Cause, any, count};
use super::{Judge, Said};
use crate::days::{day, grade, plus_days, plus_months, register_as_of};
use crate::life::attends;
use crate::line::Value;
use crate::people::Kept;

fn some(value: &Value) -> bool {
    matches!(value, Value::Day(_))
}

impl Judge<'_> {
    pub(super) fn infancy(&self) -> Vec<Said> {
        vec![
            ("no-vaccination", self.no_vaccination()),
            ("infant-not-visited", self.not_visited()),
            ("preschooler-unseen", self.unseen()),
            ("low-birth-weight", self.low_weight()),
            ("moved-in-no-history", self.no_history()),
            ("moved-twice-in-3-years", self.moved_twice()),
        ]
    }

    /// Nothing is recorded although the time for it is over; another town's records are not here.
    fn nothing_by(&self, recorded: Answer, months: u32) -> Answer {
        let end = plus_months(self.who().birth, months);
        let over = plus_days(end, 60);
        let came = self.came_after(end);
        let nothing = recorded.not().and(Judge::reach(over));
        nothing
            .unless(came, Cause::MovedIn)
            .and((over <= crate::days::today()).into())
            .and(self.here())
    }

    fn no_vaccination(&self) -> Answer {
        let rows = self.rows("vaccinations");
        let given = rows.flat_map(|row| row.cells.iter().map(move |(key, _)| (row, *key)));
        let given = any(given.map(|(row, key)| self.cell(row, key, some)));
        self.nothing_by(given, 6).and(self.younger_than(36))
    }

    fn not_visited(&self) -> Answer {
        let visited = any(self.rows("home-visits").map(|row| {
            let kind = self.says(row, "visit_kind", &["全戸訪問", "新生児訪問"]);
            kind.and(self.cell(row, "date", some))
        }));
        self.nothing_by(visited, 4).and(self.younger_than(12))
    }

    /// From three years to school: in no nursery, no service, and nobody saw the child in a year.
    fn unseen(&self) -> Answer {
        let year = day(2025, 6, 1);
        let nursery = attends(self.town, self.person).is_some();
        let services = self.rows("services").map(|row| self.current(row));
        let seen = self.rows("contacts").map(|row| {
            let seen = self.says(row, "seen", &["○"]);
            seen.and(self.since(row, "date", year))
        });
        let checkups = self.invitations().iter().map(|i| match i.date {
            Kept::Is(date) => (date >= year).into(),
            Kept::Blank => Answer::No,
            Kept::Damaged(..) => self.unreadable("checkups", "date", Some(i.checkup.part())),
        });
        let known = any(services).or(any(seen)).or(any(checkups));
        self.here()
            .and(self.at_least(36))
            .and((grade(self.who().birth) < 1).into())
            .and(Answer::from(nursery).or(known).not())
    }

    fn low_weight(&self) -> Answer {
        let light = self.rows("home-visits").map(|row| {
            self.cell(
                row,
                "birth_weight",
                |value| matches!(value, Value::Number(grams) if *grams < 2500),
            )
        });
        self.here().and(self.younger_than(12)).and(any(light))
    }

    /// Came within a year, and neither the check-ups' list nor a school's has the child.
    /// On a list that is older than the day of coming nobody can stand.
    fn no_history(&self) -> Answer {
        let birth = self.who().birth;
        let came = self.came_after(day(2025, 6, 1)) && self.came_after(plus_months(birth, 1));
        let age = self.at_least(6).and(self.younger_than(180));
        let nothing = self.invitations().is_empty() && self.who().schools.is_empty();
        let nowhere = Answer::from(came && nothing);
        let nowhere = nowhere.unless(self.came_after(register_as_of()), Cause::ListTooOld);
        self.here().and(age).and(nowhere)
    }

    /// Twice in three years; where those lived before who came within them, nobody knows.
    fn moved_twice(&self) -> Answer {
        let first = day(2023, 6, 1);
        let moves = self.rows("moves").map(|row| {
            let over = self.says(row, "reason", &["転入", "転出"]);
            over.and(self.since(row, "date", first))
        });
        let twice = count(moves, 2);
        let birth = plus_months(self.who().birth, 1);
        let came = self.came_after(first) && self.came_after(birth);
        let twice = match twice {
            Answer::No if came => Answer::Unknown(Cause::MovedIn),
            known => known,
        };
        self.here().and(twice)
    }
}
