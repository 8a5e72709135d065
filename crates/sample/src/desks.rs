//! How each office writes the same child: kanji, spaces, kana, names from abroad, addresses, slips.

use crate::days::{self, Spelling, When, spell, widen};
use crate::kana::{half, half_large, katakana, slip};
use crate::names;
use crate::people::{Address, Person, School};
use crate::rng::Rng;
use crate::sheet::Cell;
use crate::town::Town;
use chrono::{Datelike, NaiveDate};

/// Where a list is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Desk {
    Residents,
    Register,
    Checkups,
    School(School),
    Cases,
    Plans,
    Decisions,
    /// Any other office where names are typed by hand, with care.
    Office,
}

impl Desk {
    fn label(self) -> u64 {
        match self {
            Desk::Residents => 1,
            Desk::Register => 2,
            Desk::Checkups => 3,
            Desk::Cases => 4,
            Desk::Plans => 5,
            Desk::Decisions => 6,
            Desk::Office => 7,
            Desk::School(school) => 10 + school as u64,
        }
    }

    /// What is between surname and given name.
    fn space(self, rng: &mut Rng) -> &'static str {
        match self {
            Desk::Residents
            | Desk::Register
            | Desk::Decisions
            | Desk::School(School::Minato | School::Minami) => "　",
            Desk::Checkups | Desk::Plans | Desk::Office | Desk::School(School::Yamate) => " ",
            Desk::School(School::Higashi | School::Hinata) => "",
            Desk::Cases => rng.pick::<&str>(&["", " ", "　"]),
        }
    }

    fn kana(self, surname: &str, given: &str, space: &str) -> String {
        match self {
            Desk::Residents | Desk::Decisions => half(&format!("{surname} {given}")),
            Desk::Checkups => half_large(&format!("{surname} {given}")),
            Desk::Register => katakana(&format!("{surname}　{given}")),
            Desk::Plans => katakana(&format!("{surname} {given}")),
            Desk::School(_) | Desk::Cases | Desk::Office => format!("{surname}{space}{given}"),
        }
    }
}

/// A person as one office writes it.
#[derive(Debug, Clone)]
pub(crate) struct Written {
    pub(crate) name: String,
    pub(crate) kana: String,
    pub(crate) birth: NaiveDate,
    /// What was typed wrong: `birth-date` or `kana`.
    pub(crate) slip: Option<&'static str>,
}

fn draws(town: &Town, desk: Desk, person: usize) -> Rng {
    Rng::at(
        town.seed,
        &[7, desk.label(), u64::try_from(person).unwrap_or(0)],
    )
}

/// Surname and given name in the order and letters of the desk.
fn letters(person: &Person, desk: Desk, rng: &mut Rng) -> ((String, String), (String, String)) {
    let kanas = (person.surname.kana.clone(), person.given.kana.clone());
    let Some(abroad) = &person.abroad else {
        let plain = &person.surname.kanji;
        let legal = person.legal_surname.as_ref().unwrap_or(plain);
        let surname = match desk {
            Desk::Residents => legal.clone(),
            Desk::Register if rng.chance(650) => legal.clone(),
            Desk::School(_) if rng.chance(150) => legal.clone(),
            Desk::Cases if rng.chance(200) => names::variants(plain)
                .pop()
                .unwrap_or_else(|| plain.clone()),
            _ => plain.clone(),
        };
        return ((surname, person.given.kanji.clone()), kanas);
    };
    let spoken = (
        (person.surname.kanji.clone(), person.given.kanji.clone()),
        kanas.clone(),
    );
    match (desk, &abroad.alias) {
        (Desk::Residents | Desk::Checkups, _) => (abroad.latin.clone(), kanas),
        (Desk::School(School::Minato | School::Minami), _) => {
            let ((surname, given), (surname_kana, given_kana)) = spoken;
            ((given, surname), (given_kana, surname_kana))
        }
        (Desk::Register | Desk::Cases | Desk::School(_) | Desk::Decisions, Some(alias)) => {
            let given = &person.given;
            (
                (alias.kanji.clone(), given.kanji.clone()),
                (alias.kana.clone(), given.kana.clone()),
            )
        }
        _ => spoken,
    }
}

/// Writes a person as `desk` does.
pub(crate) fn write(town: &Town, desk: Desk, index: usize) -> Written {
    let person = &town.people[index];
    let mut rng = draws(town, desk, index);
    let ((first, second), (first_kana, mut second_kana)) = letters(person, desk, &mut rng);
    let space = if person.abroad.is_some() {
        " "
    } else {
        desk.space(&mut rng)
    };
    let mut birth = person.birth;
    let mut typed = None;
    let by_hand =
        matches!(desk, Desk::Register | Desk::School(_)) && desk != Desk::School(School::Hinata);
    if by_hand && person.child && !person.twin && !town.told.contains(&index) {
        if rng.chance(4) {
            birth = mistyped(birth, &mut rng);
            typed = Some("birth-date");
        } else if rng.chance(5) && slip(&second_kana) != second_kana {
            second_kana = slip(&second_kana);
            typed = Some("kana");
        }
    }
    Written {
        name: format!("{first}{space}{second}"),
        kana: desk.kana(&first_kana, &second_kana, space),
        birth,
        slip: typed,
    }
}

/// The same under the surname before the remarriage, for those who have one.
pub(crate) fn write_former(town: &Town, desk: Desk, index: usize) -> Written {
    let mut written = write(town, desk, index);
    let person = &town.people[index];
    if let Some(former) = &person.former {
        written.name = format!("{} {}", former.kanji, person.given.kanji);
        written.kana = desk.kana(&former.kana, &person.given.kana, " ");
    }
    written
}

/// Day and month the other way round, or a neighbouring day.
fn mistyped(birth: NaiveDate, rng: &mut Rng) -> NaiveDate {
    let swapped = NaiveDate::from_ymd_opt(birth.year(), birth.day(), birth.month());
    match swapped {
        Some(swapped) if swapped != birth && rng.chance(500) => swapped,
        _ => days::day(
            birth.year(),
            birth.month(),
            if birth.day() > 1 { birth.day() - 1 } else { 2 },
        ),
    }
}

/// An address as `desk` writes it.
pub(crate) fn address(of: &Address, desk: Desk) -> String {
    const KANJI: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let rural = of.area.starts_with("大字");
    let lot = of.chome * 100 + of.ban;
    let (area, chome, ban, go) = (of.area, of.chome, of.ban, of.go);
    let flat = |space: &str, room: &str| {
        of.flat
            .map(|(name, number)| format!("{space}{name}{number}{room}"))
            .unwrap_or_default()
    };
    match desk {
        Desk::Residents if rural => format!("ひなた町{area}{lot}番地{go}{}", flat("　", "号")),
        Desk::Residents => format!(
            "ひなた町{area}{}丁目{ban}番{go}号{}",
            KANJI[chome % 10],
            flat("　", "号")
        ),
        Desk::Register if rural => widen(&format!("{area}{lot}番地{go}{}", flat("　", ""))),
        Desk::Register => widen(&format!("{area}{chome}丁目{ban}-{go}{}", flat("　", ""))),
        _ if rural => format!("{area}{lot}-{go}{}", flat(" ", "")),
        _ => format!("{area}{chome}-{ban}-{go}{}", flat(" ", "")),
    }
}

/// A date as somebody at `desk` typed it today; `salt` tells apart the dates of one row.
pub(crate) fn by_hand(town: &Town, desk: Desk, row: usize, salt: u64, date: NaiveDate) -> Cell {
    let mut rng = Rng::at(
        town.seed,
        &[8, desk.label(), u64::try_from(row).unwrap_or(0), salt],
    );
    let how = match rng.below(100) {
        0..30 => Spelling::Dot,
        30..50 => Spelling::CellLong,
        50..68 => Spelling::Long,
        68..82 => Spelling::CellSlash,
        82..92 => Spelling::Slash,
        _ => Spelling::Wide,
    };
    Cell::Date(date, how)
}

/// A day, or a month with 頃.
pub(crate) fn when_by_hand(town: &Town, desk: Desk, row: usize, salt: u64, when: When) -> Cell {
    match when {
        When::Day(date) => by_hand(town, desk, row, salt, date),
        When::Month(year, month) => {
            let mut rng = Rng::at(
                town.seed,
                &[9, desk.label(), u64::try_from(row).unwrap_or(0), salt],
            );
            Cell::Text(match rng.below(4) {
                0 => format!("R{}.{month}頃", year - 2018),
                1 => format!("令和{}年{month}月", year - 2018),
                2 => widen(&format!("R{}.{month}月頃", year - 2018)),
                _ => format!("令和{}年{month}月頃", year - 2018),
            })
        }
    }
}

/// A date as text.
pub(crate) fn text(date: NaiveDate, how: Spelling) -> Cell {
    Cell::Text(spell(date, how))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_months_typed_by_hand_can_be_read_as_what_was_meant() {
        let town = Town::default();
        let date = days::day(2026, 8, 9);
        for row in 0..60 {
            let typed = by_hand(&town, Desk::Cases, row, 1, date).shown();
            assert_eq!(
                mimamori_calendar::read(&typed).unwrap().to_string(),
                "2026-08-09"
            );
            let typed = when_by_hand(&town, Desk::Plans, row, 1, When::Month(2026, 8)).shown();
            let read = mimamori_calendar::read(&typed);
            assert_eq!(
                read.map(|m| m.to_string()).as_deref(),
                Ok("2026-08"),
                "{typed}"
            );
        }
    }

    #[test]
    fn each_desk_writes_an_address_in_its_own_way() {
        let mut home = Address {
            area: "若葉",
            chome: 3,
            ban: 12,
            go: 4,
            flat: Some(("コーポ若葉", 201)),
            zone: School::Yamate,
        };
        assert_eq!(
            address(&home, Desk::Residents),
            "ひなた町若葉三丁目12番4号　コーポ若葉201号"
        );
        assert_eq!(
            address(&home, Desk::Register),
            "若葉３丁目１２－４　コーポ若葉２０１"
        );
        assert_eq!(address(&home, Desk::Cases), "若葉3-12-4 コーポ若葉201");
        (home.area, home.flat) = ("大字山手", None);
        assert_eq!(address(&home, Desk::Residents), "ひなた町大字山手312番地4");
    }
}
