//! What came after a check-up: a look at what was to be observed, M-CHAT and its second stage.

use super::kept_to;
use crate::days::plus_days;
use crate::health::{Checkup, Finding, Invitation};
use crate::people::Kept;
use crate::town::Town;
use chrono::NaiveDate;

/// What the list says beside the check-up itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct After {
    pub(crate) followed_on: Kept<NaiveDate>,
    /// Asked at 18 months only.
    pub(crate) mchat: Kept<u32>,
    pub(crate) second_on: Kept<NaiveDate>,
}

impl After {
    /// Nothing is to be done.
    pub(crate) fn nothing() -> Self {
        After {
            followed_on: Kept::Blank,
            mchat: Kept::Blank,
            second_on: Kept::Blank,
        }
    }
}

/// What came after a check-up of somebody.
pub(crate) fn after(town: &Town, person: usize, invitation: &Invitation) -> After {
    let told = town.after.get(&(person, invitation.checkup));
    if let Some(after) = told {
        return *after;
    }
    let mut after = After::nothing();
    let Kept::Is(taken) = invitation.date else {
        return after;
    };
    let ordinary = town.ordinary(person);
    let mut rng = town.draws(50 + invitation.checkup as u64, person);
    let observed = matches!(
        invitation.result,
        Kept::Is(Finding::Observe | Finding::Guidance)
    );
    let looked = plus_days(taken, rng.between(25, 75));
    if observed && ordinary && looked <= kept_to() && rng.chance(900) {
        after.followed_on = Kept::Is(looked);
    }
    if invitation.checkup == Checkup::Months18 {
        let high = ordinary && rng.chance(40);
        let total = if high { 3 + rng.below(5) } else { rng.below(3) };
        after.mchat = Kept::Is(u32::try_from(total).unwrap_or(0));
        let second = plus_days(taken, rng.between(30, 60));
        if high && second <= kept_to() && rng.chance(850) {
            after.second_on = Kept::Is(second);
        }
    }
    after
}
