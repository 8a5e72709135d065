//! Where month, day and institution stand that no column holds.

use mimamori_calendar::DateOrMonth;
use mimamori_text::squeeze;

use super::Draft;
use crate::about::Place;
use crate::origin::{Above, Origin, texts_of};
use crate::when::{dates_in, month_in, month_stated};

/// A place that a draft names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    Folder,
    Title,
    File,
    Sheet,
    MonthEnd,
}

impl Spot {
    /// As the mapping writes it.
    pub(super) fn written(self) -> &'static str {
        match self {
            Spot::File => "file",
            Spot::Folder => "folder",
            Spot::Sheet => "sheet",
            Spot::Title => "title",
            Spot::MonthEnd => "month-end",
        }
    }
}

/// Where things stand, in the order in which import looks.
#[derive(Debug, Default)]
pub(super) struct Origins {
    pub(super) month: Vec<Spot>,
    pub(super) as_of: Vec<Spot>,
    pub(super) institution: Vec<Spot>,
    /// The sheets are named after classes.
    pub(super) class_is_sheet: bool,
    /// No sheet says which month or which day it is about.
    pub(super) undated: bool,
    /// A sheet does not say whose list it is.
    pub(super) nobodys: bool,
}

impl Origins {
    pub(super) fn of(members: &[&Draft]) -> Origins {
        let first = members[0];
        let by_day = !first.seen.table.days.is_empty();
        let per_institution = matches!(first.dataset, Some("attendance" | "school-register"))
            && !first.bound.iter().any(|bound| bound.key == "institution");
        let says = |member: &Draft, origin: Spot, what: &dyn Fn(&str) -> bool| {
            texts(member, origin).iter().any(|text| what(text))
        };
        let where_said = |origins: &[Spot], what: &dyn Fn(&Draft, &str) -> bool| -> Vec<Spot> {
            let said = |origin: &&Spot| {
                members
                    .iter()
                    .any(|member| says(member, **origin, &|text| what(member, text)))
            };
            origins.iter().filter(said).copied().collect()
        };
        let places = [Spot::Title, Spot::File, Spot::Sheet, Spot::Folder];
        let says_month = |member: &Draft, text: &str| month_in(text, member.folder).is_some();
        let says_day = |_: &Draft, text: &str| {
            let mut dates = dates_in(text).into_iter();
            dates.any(|date| matches!(date, DateOrMonth::Day(_)))
        };
        // A list by day is about its month, any other about a day.
        let (month, mut as_of) = match by_day {
            true => (where_said(&places, &says_month), Vec::new()),
            false => (Vec::new(), where_said(&places, &says_day)),
        };
        let month = agreeing(members, month);
        let undated = month.is_empty() && as_of.is_empty() && first.folder.is_none();
        if !undated {
            as_of.push(Spot::MonthEnd);
        }
        let places = [Spot::Folder, Spot::Title, Spot::File, Spot::Sheet];
        let institution = match per_institution {
            true => where_said(&places, &|_, text| names_institution(text)),
            false => Vec::new(),
        };
        let nobodys = per_institution
            && !members.iter().all(|member| {
                institution
                    .iter()
                    .any(|origin| says(member, *origin, &names_institution))
            });
        let class = |member: &&&Draft| {
            member
                .sheet
                .as_deref()
                .is_some_and(|name| squeeze(name).ends_with('組'))
        };
        Origins {
            month: if by_day && month.is_empty() {
                vec![Spot::Title, Spot::File]
            } else {
                month
            },
            as_of,
            institution,
            class_is_sheet: matches!(first.dataset, Some("attendance" | "school-register"))
                && members.iter().filter(class).count() * 2 > members.len()
                && !first.bound.iter().any(|bound| bound.key == "class"),
            undated,
            nobodys,
        }
    }
}

/// The places without those that mostly speak of another month than the first: 令和8年4月開始.
fn agreeing(members: &[&Draft], spots: Vec<Spot>) -> Vec<Spot> {
    let stated = |member: &Draft, spot: Spot| -> Vec<_> {
        let texts = texts(member, spot).into_iter();
        texts
            .filter_map(|text| month_stated(&text, member.folder))
            .collect()
    };
    let differs = |member: &Draft, spot: Spot| {
        let month = month_of(member, &spots);
        let said = stated(member, spot);
        !said.is_empty() && month.is_some_and(|month| !said.contains(&month))
    };
    let kept = spots.iter().filter(|spot| {
        let differing = members.iter().filter(|member| differs(member, **spot));
        differing.count() * 2 < members.len().max(2)
    });
    kept.copied().collect()
}

/// The month of a sheet, where its list is about one.
pub(super) fn month_of(member: &Draft, origins: &[Spot]) -> Option<mimamori_calendar::YearMonth> {
    origins.iter().find_map(|origin| {
        texts(member, *origin)
            .iter()
            .find_map(|text| month_in(text, member.folder))
    })
}

fn texts(member: &Draft, spot: Spot) -> Vec<String> {
    let origin = match spot {
        Spot::Title => return member.seen.facts.titles.clone(),
        Spot::MonthEnd => return Vec::new(),
        Spot::File => Origin::File,
        Spot::Folder => Origin::Folder,
        Spot::Sheet => Origin::Sheet,
    };
    let place = Place {
        id: "",
        path: &member.shown,
        inner: &member.inner,
        sheet: member.sheet.as_deref(),
        folder: member.folder,
        unknown: None,
        same_as: None,
    };
    texts_of(&origin, place, &Above::default())
}

/// Whether a text names a school, a nursery or the like.
fn names_institution(text: &str) -> bool {
    let word = squeeze(text);
    let kinds = [
        "小学校",
        "中学校",
        "高等学校",
        "支援学校",
        "幼稚園",
        "保育園",
        "保育所",
        "こども園",
        "児童クラブ",
    ];
    let short = word.chars().count() >= 3 && (word.ends_with('小') || word.ends_with('中'));
    short || kinds.iter().any(|kind| word.contains(kind))
}
