//! Each indicator of the shipped list is one sentence, or two where it speaks of two lists. What
//! the town ships stands in its rules.toml; here it is only whether the language has the words.

#![allow(clippy::unwrap_used, reason = "a broken fixture is a failed test")]

mod world;

use world::World;

const DEFINED: [(&str, &str); 4] = [
    (
        "registered",
        "any cases [category in (protected-child, support-needed) and stage is not closed]",
    ),
    ("resident", "any residents [status is resident]"),
    ("expecting", "outcome is pregnant and due_on >= today"),
    (
        "current",
        "since <= today and (ended_on is none or ended_on >= today)",
    ),
];

const SENTENCES: [(u8, &str); 47] = [
    (
        1,
        "registered and longest run of attendance.days in (absent-ill, absent-injury, absent-family, absent-other, absent-no-contact, hospitalised) over (suspended, mourning) >= 7",
    ),
    (
        2,
        "longest run of attendance.days in (absent-no-contact) >= 2",
    ),
    (
        3,
        "any notes [injury or child_word] or any monthly-reports [injury or child_word]",
    ),
    (
        4,
        "no checkups 18m [date is not none] by born + 24 months + 60 days and any checkups 18m [invited_on is not none]",
    ),
    (
        5,
        "any checkups [result is detailed and detailed_on is none by date + 90 days]",
    ),
    (
        6,
        "age >= 6 months and no vaccinations [date is not none] by born + 6 months",
    ),
    (
        7,
        "age > 4 months and no home-visits [date < born + 4 months] by born + 4 months",
    ),
    (
        8,
        "age on year_start + 2 months >= 3 years and age on year_start + 2 months < 6 years and no childcare and no services [ended_on is none] and no contacts [seen and date >= year_start] and no notes [date >= year_start]",
    ),
    (
        9,
        "grade >= 1 and grade <= 9 and resident and no school-register",
    ),
    (
        10,
        "any siblings [registered] or any signals [date >= today - 24 months]",
    ),
    (
        11,
        "registered and latest cases.last_seen < today - 60 days",
    ),
    (12, "any pregnancy [weeks >= 16 weeks]"),
    (
        12,
        "any pregnancy [week of pregnancy due due_on on notified_on >= 22 weeks]",
    ),
    (
        13,
        "any pregnancy [expecting] and no pregnancy-checkups [date >= today - 8 weeks] by today",
    ),
    (14, "any pregnancy [age on notified_on < 18 years]"),
    (
        15,
        "any pregnancy [birth_order >= 5 or babies >= 2 persons]",
    ),
    (15, "any home-visits [birth_weight < 2500 g]"),
    (
        16,
        "latest residents.resident_since > today - 12 months and no checkups and no school-register",
    ),
    (17, "count moves [date >= today - 3 years] >= 2"),
    (
        18,
        "any benefits public-assistance [current] or any others [any benefits public-assistance [current]]",
    ),
    (19, "any benefits school-aid [current]"),
    (
        20,
        "any adults [any benefits [part in (child-rearing-allowance, single-parent-medical) and current]]",
    ),
    (
        21,
        "any adults [count distinct arrears.part >= 2 or any arrears [months >= 3 months]]",
    ),
    (
        22,
        "any signals [signal is water-stopped and date >= today - 12 months]",
    ),
    (
        23,
        "any adults [any benefits 児童扶養手当 [current]] and no benefits 就学援助 [current]",
    ),
    (24, "last school-checkups.date [untreated_teeth >= 5 teeth]"),
    (
        24,
        "any school-checkups [advised and date >= year_start] and any school-checkups [advised and date >= year_start - 1 year and date < year_start]",
    ),
    (
        25,
        "most in a month of attendance.days in (late, early, late-early) >= 5",
    ),
    (
        26,
        "any others [any care or any disability] and most in a month of attendance.days in (late, early) >= 5",
    ),
    (27, "count of attendance.days in (absent-other) >= 10"),
    (
        28,
        "count adults = 1 and any siblings [age < 6 years] and most in a month of attendance.days in (late, early) >= 5",
    ),
    (29, "any young-carers school and no young-carers centre"),
    (
        30,
        "count of attendance.days in (absent-family, absent-other, absent-no-contact) since year_start >= 30",
    ),
    (
        31,
        "most in a month of attendance.days in (absent-family, absent-other, absent-no-contact) >= 3",
    ),
    (
        32,
        "count of attendance.days in (absent-family, absent-other, absent-no-contact) since year_start of (year_start - 1 day) until year_start - 1 day >= 30",
    ),
    (33, "any health-room [visits >= 5 times]"),
    (
        34,
        "longest run of childcare.days in (absent-family, absent-no-contact) >= 7",
    ),
    (
        35,
        "grade >= 10 and grade <= 12 and no school-register and no contacts [date >= year_start]",
    ),
    (
        36,
        "any adults [any postpartum [delivered_on = own.born and epds_total >= 9 points]]",
    ),
    (37, "any postpartum [epds_item10 >= 1 points]"),
    (
        38,
        "any pregnancy [outcome is birth] and last postpartum.delivered_on [date is none by delivered_on + 2 weeks + 14 days]",
    ),
    (
        39,
        "any pregnancy [supporter is no or confidant is no or feeling is troubled]",
    ),
    (
        40,
        "any checkups [result in (observe, detailed) and followed_on is none by date + 90 days]",
    ),
    (
        41,
        "any checkups 18m [mchat_total >= 3 and mchat_second_on is none by date + 2 months]",
    ),
    (
        42,
        "any disability 通所受給者証 [valid_until + 30 days <= today]",
    ),
    (
        43,
        "grade on year_start + 1 year = 1 and today >= year_start + 11 months and any checkups [result is observe]",
    ),
    (
        44,
        "count distinct notes.told_by [date >= today - 90 days] >= 2",
    ),
];

#[test]
fn every_indicator_can_be_said() {
    let mut world = World::with_child("2018-10-03");
    for (name, text) in DEFINED {
        world.definitions.insert(name.to_owned(), text.to_owned());
    }
    for (number, text) in SENTENCES {
        if let Err(wrong) = world.compile(text) {
            let piece = text.get(wrong.place.clone());
            panic!(
                "{number}: {text}: {piece:?} {} {}",
                wrong.what.en, wrong.advice.en
            );
        }
    }
    let said: std::collections::BTreeSet<u8> =
        SENTENCES.iter().map(|(number, _)| *number).collect();
    assert_eq!(said.len(), 44);
}
