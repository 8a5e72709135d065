//! Which identities are worth comparing: those that share one of some twenty keys.

use chrono::Datelike;

use crate::form::{Form, Forms, NONE, swapped};
use crate::identity::narrow;

/// A group larger than this is divided by birth date before its members are crossed.
const LARGE: usize = 40;

/// All pairs `a < b` that share a key, each once, in order.
pub(crate) fn candidates(forms: &Forms) -> Vec<(u32, u32)> {
    // A key in the upper bits, whose it is in the lower ones.
    let lower = u64::MAX >> (forms.all.len() as u64 + 1).leading_zeros();
    let each = |found: &mut dyn FnMut(u64)| {
        for (at, form) in (0_u64..).zip(&forms.all) {
            keys_of(forms, form, &mut |kind, p, q, r| {
                found(hash(kind, p, q, r) & !lower | at);
            });
        }
    };
    let mut times = Times::new(forms.all.len() * 20);
    each(&mut |key| times.note(key | lower));
    let mut keys: Vec<u64> = Vec::new();
    each(&mut |key| {
        if times.twice(key | lower) {
            keys.push(key);
        }
    });
    drop(times);
    keys.sort_unstable();
    keys.dedup();
    let mut pairs = Vec::with_capacity(keys.len());
    let mut members: Vec<u32> = Vec::new();
    for group in keys.chunk_by(|x, y| x | lower == y | lower) {
        members.clear();
        members.extend(group.iter().map(|key| narrow((key & lower) as usize)));
        if members.len() <= LARGE {
            cross(&members, &mut pairs);
        } else {
            divide(forms, &members, &mut pairs);
        }
    }
    drop(keys);
    pairs.sort_unstable();
    pairs.dedup();
    pairs
        .into_iter()
        .map(|pair| {
            (
                narrow((pair >> 32) as usize),
                narrow((pair & 0xFFFF_FFFF) as usize),
            )
        })
        .collect()
}

/// Which keys came more than once, nearly: most come once, and need not be sorted. Two that share a
/// place are both taken for more.
struct Times {
    once: Vec<u64>,
    twice: Vec<u64>,
}

impl Times {
    fn new(keys: usize) -> Self {
        let words = (keys / 16).next_power_of_two();
        Times {
            once: vec![0; words],
            twice: vec![0; words],
        }
    }

    /// The word and the bit of a key.
    fn place(&self, key: u64) -> (usize, u64) {
        let spread = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 16;
        (
            (spread >> 6) as usize & (self.once.len() - 1),
            1 << (spread & 63),
        )
    }

    fn note(&mut self, key: u64) {
        let (word, bit) = self.place(key);
        self.twice[word] |= self.once[word] & bit;
        self.once[word] |= bit;
    }

    fn twice(&self, key: u64) -> bool {
        let (word, bit) = self.place(key);
        self.twice[word] & bit != 0
    }
}

fn keys_of(forms: &Forms, form: &Form, emit: &mut dyn FnMut(u8, u32, u32, u32)) {
    let day = form
        .birth
        .map(|day| narrow(usize::try_from(day.num_days_from_ce()).unwrap_or(0)));
    let turned = form
        .birth
        .and_then(swapped)
        .filter(|turned| Some(*turned) != form.birth);
    let turned = turned.map(|day| narrow(usize::try_from(day.num_days_from_ce()).unwrap_or(0)));
    let lot = forms.lot_of(form);
    let cohort = form.cohort.and_then(|year| u32::try_from(year).ok());
    if form.resident != NONE {
        emit(1, form.resident, 0, 0);
    }
    if form.key != NONE {
        emit(2, form.key, 0, 0);
    }
    let mut named = |kind: u8, surname: u32, given: u32, whole: [u32; 2]| {
        for day in [day, turned].into_iter().flatten() {
            if given != NONE {
                emit(kind, day, given, 0);
            }
            if surname != NONE {
                emit(kind + 1, day, surname, 0);
            }
        }
        for whole in whole {
            if whole != NONE {
                emit(kind + 2, whole, 0, 0);
            }
        }
        if given != NONE && lot != NONE {
            emit(kind + 3, lot, given, 0);
        }
        if given != NONE && form.phone != NONE {
            emit(kind + 4, form.phone, given, 0);
        }
        if let (Some(cohort), true) = (cohort, form.institution != NONE) {
            if given != NONE {
                emit(kind + 5, form.institution, cohort, given);
            }
            if surname != NONE {
                emit(kind + 6, form.institution, cohort, surname);
            }
        }
    };
    for at in &form.letters {
        let letters = &forms.letters[*at as usize];
        // A surname alone stands in one piece.
        let surname = if letters.surname == NONE {
            letters.whole
        } else {
            letters.surname
        };
        named(10, surname, letters.given, [letters.whole, NONE]);
        // Which of two Latin words is the given name is not known here.
        if letters.name.latin {
            named(10, letters.given, surname, [NONE, NONE]);
        }
    }
    for at in &form.readings {
        let reading = &forms.readings[*at as usize];
        let surname = if reading.family {
            reading.loose[0]
        } else {
            reading.surname.sound
        };
        named(20, surname, reading.given.sound, reading.loose);
        // Words of foreign names stand in any order.
        if reading.words == 2 {
            named(20, reading.given.sound, reading.surname.sound, [NONE, NONE]);
        } else if reading.words > 2 {
            for piece in &reading.pieces {
                named(20, piece.sound, piece.sound, [NONE, NONE]);
            }
        }
    }
    for day in [day, turned].into_iter().flatten() {
        if lot != NONE {
            emit(30, day, lot, 0);
        }
        if form.phone != NONE {
            emit(31, day, form.phone, 0);
        }
        if form.household != NONE {
            emit(32, day, form.household, 0);
        }
        for guardian in [form.guardian, form.guardian_reading] {
            if guardian != NONE {
                emit(33, day, guardian, 0);
            }
        }
        if let (Some(cohort), true) = (cohort, form.institution != NONE) {
            emit(34, day, form.institution, cohort);
        }
    }
}

/// Mixes a key into 64 bits. Two keys that collide cost a comparison, never a result.
fn hash(kind: u8, p: u32, q: u32, r: u32) -> u64 {
    let mut x = 0;
    for part in [u32::from(kind), p, q, r] {
        x = (x ^ u64::from(part)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        x ^= x >> 29;
    }
    x.wrapping_mul(0xBF58_476D_1CE4_E5B9)
}

fn cross(members: &[u32], pairs: &mut Vec<u64>) {
    for (at, a) in members.iter().enumerate() {
        for b in &members[at + 1..] {
            pairs.push(u64::from(*a) << 32 | u64::from(*b));
        }
    }
}

/// Of many who share a key, those without a birth date meet everybody; those with one meet who was
/// born in the same year, or on the same day of another year.
fn divide(forms: &Forms, members: &[u32], pairs: &mut Vec<u64>) {
    let born = |at: &u32| forms.all[*at as usize].birth;
    let (with, without): (Vec<u32>, Vec<u32>) = members.iter().partition(|at| born(at).is_some());
    // More than a few hundred who share nothing but a name cannot be told apart by it.
    if without.len() <= 10 * LARGE {
        for a in &without {
            for b in members {
                if a < b || born(b).is_some() {
                    pairs.push(u64::from(*a.min(b)) << 32 | u64::from(*a.max(b)));
                }
            }
        }
    }
    let mut by = |key: fn(chrono::NaiveDate) -> i64| {
        let mut sorted: Vec<(i64, u32)> = with
            .iter()
            .filter_map(|at| Some((key(born(at)?), *at)))
            .collect();
        sorted.sort_unstable();
        for group in sorted.chunk_by(|x, y| x.0 == y.0) {
            let group: Vec<u32> = group.iter().map(|(_, at)| *at).collect();
            if group.len() <= 4 * LARGE {
                cross(&group, pairs);
            }
        }
    };
    by(|day| i64::from(day.year()));
    by(|day| i64::from(day.month() * 100 + day.day()));
}
