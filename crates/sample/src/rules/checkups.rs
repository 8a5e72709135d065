//! Check-ups of small children, and what came after them.

use super::answer::{Answer, Cause, any};
use super::{Judge, Said};
use crate::days::{plus_days, plus_months, today};
use crate::health::{Checkup, Finding, Invitation};
use crate::life::after;
use crate::people::Kept;

impl<'t> Judge<'t> {
    pub(super) fn checkups(&self) -> Vec<Said> {
        let mut all = Vec::from(Checkup::ALL.map(|c| (c.rule(), self.not_taken(c))));
        all.push(("checkup-detailed-no-result", self.no_result()));
        all.push(("checkup-no-follow-up", self.no_follow_up()));
        all.push(("mchat-no-second-stage", self.no_second_stage()));
        all
    }

    pub(super) fn invitations(&self) -> &'t [Invitation] {
        let all = self.town.checkups.get(&self.person);
        all.map(Vec::as_slice).unwrap_or_default()
    }

    fn not_taken(&self, checkup: Checkup) -> Answer {
        let child = self.who();
        let end = checkup.window_end(child.birth);
        if !child.here()
            || plus_days(end, 60) > today()
            || today() >= checkup.asked_until(child.birth)
        {
            return Answer::No;
        }
        let mut invitations = self.invitations().iter();
        match invitations.find(|i| i.checkup == checkup).map(|i| i.date) {
            Some(Kept::Is(_)) => Answer::No,
            Some(Kept::Damaged(..)) => self.unreadable("checkups", "date", Some(checkup.part())),
            _ if child.since > end => Answer::Unknown(Cause::MovedIn),
            _ => Answer::Yes,
        }
    }

    fn no_result(&self) -> Answer {
        if !self.who().here() {
            return Answer::No;
        }
        let mut answer = Answer::No;
        for invitation in self.invitations() {
            let part = Some(invitation.checkup.part());
            let old = invitation.date.value().is_some_and(|date| {
                plus_days(date, 90) <= today() && plus_months(date, 24) >= today()
            });
            let one = match (invitation.result, invitation.detailed_on) {
                (_, Kept::Is(_)) | (Kept::Blank, _) => Answer::No,
                (Kept::Is(result), _) if result != Finding::Detailed => Answer::No,
                (Kept::Damaged(..), _) if old => self.unreadable("checkups", "result", part),
                (Kept::Is(_), Kept::Damaged(..)) if old => {
                    self.unreadable("checkups", "detailed_on", part)
                }
                (Kept::Is(_), Kept::Blank) if old => return Answer::Yes,
                (Kept::Is(_), Kept::Blank) if matches!(invitation.date, Kept::Damaged(..)) => {
                    self.unreadable("checkups", "date", part)
                }
                _ => Answer::No,
            };
            if matches!(one, Answer::Unknown(_)) {
                answer = one;
            }
        }
        answer
    }

    /// What a cell of a check-up says of a value.
    fn of_checkup<T: Copy>(
        &self,
        (invitation, field): (&Invitation, &str),
        kept: Kept<T>,
        is: impl Fn(T) -> Answer,
    ) -> Answer {
        match kept {
            Kept::Is(value) => is(value),
            Kept::Blank => Answer::No,
            Kept::Damaged(..) => {
                self.unreadable("checkups", field, Some(invitation.checkup.part()))
            }
        }
    }

    /// To be looked at again, ninety days are over, and neither a look nor a result is known.
    fn no_follow_up(&self) -> Answer {
        let of = |i: &Invitation| {
            let some = |_| Answer::Yes;
            let asked = self.of_checkup((i, "result"), i.result, |result| {
                matches!(result, Finding::Observe | Finding::Detailed).into()
            });
            let over = self.of_checkup((i, "date"), i.date, |date| {
                let end = plus_days(date, 90);
                Answer::from(end <= today()).and(Judge::reach(end))
            });
            let followed = after(self.town, self.person, i).followed_on;
            let followed = self.of_checkup((i, "followed_on"), followed, some);
            let result = self.of_checkup((i, "detailed_on"), i.detailed_on, some);
            asked.and(over).and(followed.or(result).not())
        };
        let found = any(self.invitations().iter().map(of));
        self.here().and(self.younger_than(84)).and(found)
    }

    /// Three points or more, two months are over, and no second stage.
    fn no_second_stage(&self) -> Answer {
        let asked = self.invitations().iter();
        let of = |i: &Invitation| {
            let after = after(self.town, self.person, i);
            let high = self.of_checkup((i, "mchat_total"), after.mchat, |points| {
                (points >= 3).into()
            });
            let over = self.of_checkup((i, "date"), i.date, |date| {
                let end = plus_months(date, 2);
                Answer::from(end <= today()).and(Judge::reach(end))
            });
            let second = self.of_checkup((i, "mchat_second_on"), after.second_on, |_| Answer::Yes);
            high.and(over).and(second.not())
        };
        let asked = asked.filter(|i| i.checkup == Checkup::Months18);
        self.here()
            .and(self.younger_than(48))
            .and(any(asked.map(of)))
    }
}
