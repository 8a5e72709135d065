//! What the names of files, folders and sheets and the rows above the headings say about a table.

use mimamori_calendar::{DateOrMonth, YearMonth};
use mimamori_record::line::{InstitutionType, Source};

use crate::mapping::List;
use crate::origin::{Above, Origin, texts_of};
use crate::period::period_in;
use crate::value::Context;
use crate::when::{dates_in, month_in, month_stated};

/// Where a table stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The id of its source.
    pub(crate) id: &'a str,
    /// The file, relative to the folder that holds town/.
    pub(crate) path: &'a str,
    /// The file, relative to the in folder.
    pub(crate) inner: &'a str,
    /// The sheet; none for text.
    pub(crate) sheet: Option<&'a str>,
    /// The month that its folder is named after.
    pub(crate) folder: Option<YearMonth>,
    /// An institution that the town does not know and that was already told for this file.
    pub(crate) unknown: Option<&'a str>,
    /// The digest of an earlier file of the same bytes.
    pub(crate) same_as: Option<&'a str>,
}

/// What names and titles say about a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct About {
    pub(crate) month: Option<YearMonth>,
    /// First and last month of a list of events.
    pub(crate) period: Option<(YearMonth, YearMonth)>,
    pub(crate) as_of: Option<String>,
    pub(crate) institution: Option<String>,
    pub(crate) institution_known: bool,
    /// Two of the places that the mapping names say different institutions or months.
    pub(crate) disagrees: bool,
}

/// Whether something is said, and never this.
fn others<T: PartialEq>(mut said: impl Iterator<Item = T>, this: &T) -> bool {
    let Some(first) = said.next() else {
        return false;
    };
    first != *this && said.all(|other| other != *this)
}

impl About {
    /// Looks in the places that the mapping names, in its order.
    pub(crate) fn of(list: &List, context: Context<'_>, place: Place<'_>, above: &Above) -> About {
        let month_by = |read: fn(&str, Option<YearMonth>) -> Option<YearMonth>| {
            list.month.iter().find_map(|origin| {
                let texts = texts_of(origin, place, above);
                texts.iter().find_map(|text| read(text, place.folder))
            })
        };
        // The day on which a list was made tells its month only where nothing else does.
        let month = month_by(month_stated).or_else(|| month_by(month_in));
        let period = list.period.iter().find_map(|origin| {
            let texts = texts_of(origin, place, above);
            texts.iter().find_map(|text| period_in(text))
        });
        let period = period.or_else(|| {
            let titles = texts_of(&Origin::Title, place, above);
            let mut titles = titles.iter().filter(|text| text.contains("年度"));
            titles.find_map(|text| period_in(text).filter(|_| list.years_by_title))
        });
        let end = |month: YearMonth| month.last_day().min(context.today).to_string();
        let as_of = list.as_of.iter().find_map(|origin| match origin {
            Origin::MonthEnd => month.or(place.folder).map(end),
            _ => texts_of(origin, place, above).iter().find_map(|text| {
                dates_in(text).into_iter().find_map(|date| match date {
                    DateOrMonth::Day(day) => Some(day.to_string()),
                    // A file named after an earlier month is not one of the folder's.
                    DateOrMonth::Month(of) if *origin == Origin::File => {
                        place.folder.filter(|folder| of < *folder).map(|_| end(of))
                    }
                    DateOrMonth::Month(_) => None,
                })
            }),
        });
        let named_by = |meant: &dyn Fn(&str, InstitutionType) -> bool| {
            list.institution.iter().find_map(|origin| {
                let texts = texts_of(origin, place, above);
                let inside = |text: &String| context.registry.inside_of(text, meant);
                texts.iter().find_map(inside).map(str::to_owned)
            })
        };
        let owes = |name: &str, kind| list.expected.iter().any(|one| one.asks(name, kind));
        // A board of education that is named beside a school owes no attendance.
        let (named, owing) = match named_by(&owes) {
            Some(name) => (Some(name), true),
            None => (named_by(&|_, _| true), false),
        };
        let disagrees = named.as_ref().is_some_and(|name| {
            let like = context.registry.kind(name);
            let like = like.filter(|kind| *kind != InstitutionType::Other);
            list.institution.iter().any(|origin| {
                let texts = texts_of(origin, place, above);
                let says = texts.iter().filter_map(|text| {
                    context.registry.inside_of(text, |other, kind| match owing {
                        true => owes(other, kind),
                        false => other == name || like == Some(kind),
                    })
                });
                others(says.map(str::to_owned), name)
            })
        }) || month.is_some_and(|month| {
            list.month.iter().any(|origin| {
                let texts = texts_of(origin, place, above);
                let says = texts
                    .iter()
                    .filter_map(|text| month_stated(text, place.folder));
                // 6月 in the folder of May is the coming June when another place says so.
                let coming = place.folder.is_some_and(|folder| month > folder);
                let says = says.map(|said| match coming && said.month() == month.month() {
                    true => month,
                    false => said,
                });
                others(says, &month)
            })
        });
        let first = list
            .institution
            .first()
            .map(|origin| texts_of(origin, place, above));
        About {
            month,
            period,
            as_of,
            disagrees,
            institution_known: named.is_some() || list.institution.is_empty(),
            // An institution that the town does not know stays apart from those it knows.
            institution: named.or_else(|| first.and_then(|texts| texts.first().cloned())),
        }
    }

    /// The source line, as far as names and titles tell.
    pub(crate) fn source(&self, list: &List, place: Place<'_>) -> Source {
        let months = self.period.or(self.month.map(|month| (month, month)));
        Source {
            id: place.id.to_owned(),
            dataset: list.dataset.to_owned(),
            path: place.path.to_owned(),
            sheet: place.sheet.map(str::to_owned),
            institution: self.institution.clone(),
            from: months.map(|(first, _)| first.first_day().to_string()),
            to: months.map(|(_, last)| last.last_day().to_string()),
            as_of: self.as_of.clone(),
            same_as: place.same_as.map(|first| {
                let table = place.id.split_once('.').map_or("", |(_, table)| table);
                format!("{first}.{table}")
            }),
            delivered: place.folder.map(|month| month.to_string()),
            ..Source::default()
        }
    }
}
