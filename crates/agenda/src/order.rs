//! The order of the paper and the time that it takes.

use crate::case::{Case, Home};
use crate::profile::{Meeting, Part, PartA};

/// The households in paper order, with their cases numbered.
#[derive(Debug, Default)]
pub(crate) struct Order {
    pub(crate) a: Vec<Home>,
    pub(crate) b: Vec<Home>,
    pub(crate) time: Time,
}

/// Minutes, and what does not fit in them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Time {
    /// Of the meeting.
    pub(crate) have: u32,
    /// Set aside for part A; 0 when nothing stands in it.
    pub(crate) a: u32,
    /// Of all cases of part B.
    pub(crate) b: u32,
    /// Numbers of the cases that could be confirmed in part A after all: nothing fired.
    pub(crate) to_a: Vec<String>,
    /// Numbers of the cases for an extra meeting.
    pub(crate) to_extra: Vec<String>,
}

impl Time {
    pub(crate) fn need(&self) -> u32 {
        self.a.saturating_add(self.b)
    }

    /// Minutes beyond what there is; 0 when it fits.
    pub(crate) fn over(&self) -> u32 {
        self.need().saturating_sub(self.have)
    }
}

/// Puts the households in order, numbers their cases, sets minutes.
pub(crate) fn order(mut homes: Vec<Home>, meeting: &Meeting) -> Order {
    homes.sort_by(|one, other| {
        let key = |home: &Home| home.cases.iter().map(|c| (c.entry, c.urgency)).min();
        (key(one), &one.id).cmp(&(key(other), &other.id))
    });
    let in_a = |home: &Home| home.cases.iter().all(|case| case.part == Part::A);
    let (mut a, mut b): (Vec<Home>, Vec<Home>) = homes.into_iter().partition(in_a);
    number(&mut a, Part::A);
    number(&mut b, Part::B);
    let mut need_b: u32 = 0;
    for home in &mut b {
        // The deepest of its cases opens the discussion of a household.
        let own = |case: &Case| minutes_of(case, meeting);
        let deepest = home.cases.iter().map(own).max().unwrap_or(0);
        for (at, case) in home.cases.iter_mut().enumerate() {
            let minutes = match at {
                0 => deepest,
                _ => minutes_of(case, meeting).min(meeting.part_b.sibling_minutes),
            };
            case.minutes = Some(minutes);
            need_b = need_b.saturating_add(minutes);
        }
    }
    let in_a = u32::try_from(a.iter().map(|home| home.cases.len()).sum::<usize>());
    let in_a = in_a.unwrap_or(u32::MAX);
    let of_a = |part: PartA| part.minutes.min(part.case_minutes.saturating_mul(in_a));
    let mut time = Time {
        have: meeting.minutes,
        a: meeting.part_a.map_or(0, of_a),
        b: need_b,
        ..Time::default()
    };
    spread(&b, &mut time, meeting.part_a.is_some());
    Order { a, b, time }
}

/// The minutes of the line that put a case on the list, otherwise those of part B. What came for
/// an ordinary review and is discussed for another reason needs no more than a sibling.
fn minutes_of(case: &Case, meeting: &Meeting) -> u32 {
    let part_b = meeting.part_b;
    match meeting.cases.get(case.entry).map(|entry| entry.get_ref()) {
        Some(entry) if entry.part == Part::A => part_b.minutes.min(part_b.sibling_minutes),
        Some(entry) => entry.minutes.unwrap_or(part_b.minutes),
        None => part_b.minutes,
    }
}

fn number(homes: &mut [Home], part: Part) {
    let mut place = 0;
    for case in homes.iter_mut().flat_map(|home| &mut home.cases) {
        place += 1;
        case.place = place;
        case.number = format!("{}-{place}", part.letter());
    }
}

/// From the end of part B, whole households, until the rest fits.
fn spread(b: &[Home], time: &mut Time, has_a: bool) {
    let mut over = time.over();
    for home in b.iter().rev() {
        if over == 0 {
            break;
        }
        let calm = has_a && home.cases.iter().all(Case::is_calm);
        let numbers = home.cases.iter().map(|case| case.number.clone());
        if calm {
            time.to_a.extend(numbers);
        } else {
            time.to_extra.extend(numbers);
        }
        let minutes: u32 = home.cases.iter().filter_map(|case| case.minutes).sum();
        over = over.saturating_sub(minutes);
    }
    time.to_a.sort_by_key(|number| place_of(number));
    time.to_extra.sort_by_key(|number| place_of(number));
}

fn place_of(number: &str) -> u32 {
    let place = number
        .split_once('-')
        .and_then(|(_, place)| place.parse().ok());
    place.unwrap_or(0)
}
