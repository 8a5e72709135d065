//! Check-ups of small children: who was invited, who came, what was found.

use crate::days::{day, plus_days, plus_months, today};
use crate::people::Kept;
use crate::rng::Rng;
use crate::town::Town;
use chrono::NaiveDate;

/// The three check-ups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Checkup {
    /// 3〜4か月児健診
    Months4,
    /// 1歳6か月児健診
    Months18,
    /// 3歳児健診
    Months36,
}

impl Checkup {
    /// In order of age.
    pub(crate) const ALL: [Checkup; 3] = [Checkup::Months4, Checkup::Months18, Checkup::Months36];

    /// The part of the list: `4m`, `18m`, `36m`.
    pub(crate) fn part(self) -> &'static str {
        ["4m", "18m", "36m"][self as usize]
    }

    /// The rule about not taking it.
    pub(crate) fn rule(self) -> &'static str {
        [
            "checkup-4m-not-taken",
            "checkup-18m-not-taken",
            "checkup-36m-not-taken",
        ][self as usize]
    }

    /// The heading over its columns.
    pub(crate) fn heading(self) -> &'static str {
        ["３〜４か月児健診", "１歳６か月児健診", "３歳児健診"][self as usize]
    }

    /// Age in months at which the invitation is sent.
    fn invited_at(self) -> u32 {
        [3, 18, 36][self as usize]
    }

    /// The last day of the window.
    pub(crate) fn window_end(self, birth: NaiveDate) -> NaiveDate {
        plus_months(birth, [5, 24, 48][self as usize])
    }

    /// The day on which the rule stops asking.
    pub(crate) fn asked_until(self, birth: NaiveDate) -> NaiveDate {
        plus_months(birth, [24, 48, 84][self as usize])
    }
}

/// 判定
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Finding {
    Healthy,
    Observe,
    Detailed,
    Guidance,
}

impl Finding {
    /// As it is written.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Finding::Healthy => "健康",
            Finding::Observe => "要観察",
            Finding::Detailed => "要精密",
            Finding::Guidance => "要指導",
        }
    }
}

/// One invitation and what came of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Invitation {
    pub(crate) checkup: Checkup,
    pub(crate) invited_on: NaiveDate,
    pub(crate) date: Kept<NaiveDate>,
    pub(crate) result: Kept<Finding>,
    pub(crate) detailed_on: Kept<NaiveDate>,
}

impl Invitation {
    /// An invitation nobody followed.
    pub(crate) fn unanswered(checkup: Checkup, birth: NaiveDate) -> Self {
        let invited_on = plus_days(plus_months(birth, checkup.invited_at()), 4);
        Invitation {
            checkup,
            invited_on,
            date: Kept::Blank,
            result: Kept::Blank,
            detailed_on: Kept::Blank,
        }
    }

    /// An invitation that was followed after `days`.
    pub(crate) fn taken(checkup: Checkup, birth: NaiveDate, days: i64, result: Finding) -> Self {
        let open = Invitation::unanswered(checkup, birth);
        Invitation {
            date: Kept::Is(plus_days(open.invited_on, days)),
            result: Kept::Is(result),
            ..open
        }
    }
}

/// Invites every child that lived here when its turn came, and lets most of them come.
pub(crate) fn invite(town: &mut Town) {
    let mut all = Vec::new();
    for (index, child) in town.children() {
        if town.checkups.contains_key(&index) || !child.resident || child.birth < day(2019, 4, 2) {
            continue;
        }
        let mut rng = Rng::at(town.seed, &[3, u64::try_from(index).unwrap_or(0)]);
        let mut invitations = Vec::new();
        for checkup in Checkup::ALL {
            if let Some(invitation) = ordinary(&mut rng, checkup, child.birth, child.since) {
                invitations.push(invitation);
            }
        }
        if !invitations.is_empty() {
            all.push((index, invitations));
        }
    }
    town.checkups.extend(all);
}

fn ordinary(
    rng: &mut Rng,
    checkup: Checkup,
    birth: NaiveDate,
    since: NaiveDate,
) -> Option<Invitation> {
    let open = Invitation::unanswered(checkup, birth);
    let kept_to = today().pred_opt()?;
    // A family that came after the window has no invitation from this town.
    if open.invited_on > kept_to || since > checkup.window_end(birth) {
        return None;
    }
    let invited_on = open.invited_on.max(plus_days(since, 10)).min(kept_to);
    let came = plus_days(invited_on, rng.between(12, 45));
    if came > kept_to || rng.chance(22) {
        return Some(Invitation { invited_on, ..open });
    }
    let result = match rng.below(100) {
        0..83 => Finding::Healthy,
        83..92 => Finding::Observe,
        92..96 => Finding::Detailed,
        _ => Finding::Guidance,
    };
    let mut detailed_on = Kept::Blank;
    if result == Finding::Detailed {
        let answered = plus_days(came, rng.between(20, 70));
        let age = (today() - came).num_days();
        if answered <= kept_to && (rng.chance(880) || (86..=94).contains(&age)) {
            detailed_on = Kept::Is(answered);
        }
    }
    Some(Invitation {
        checkup,
        invited_on,
        date: Kept::Is(came),
        result: Kept::Is(result),
        detailed_on,
    })
}
