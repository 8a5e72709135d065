//! `--explain A B`: why two are one, why not, and what would change it.
//!
//! The verdict is the one that the decision took and told ([`crate::fate`]); what would change it is
//! that decision taken once more with another value in one field ([`change`]). The answer names
//! places, never a name, birth date, address or number.

mod change;
mod messages;
mod page;
mod verdict;
mod who;
pub(crate) mod words;

use chrono::NaiveDate;
use mimamori_record::{Failure, Lang, Said, dictionary};

use crate::compare::Comparer;
use crate::decide::{Decision, Why};
use crate::fate::Fates;
use crate::gather::Gathered;
use crate::intake::Intake;
use crate::score::Obstacle;
pub(crate) use change::Trial;
use change::{Then, has};
use messages as say;
pub(crate) use messages::{EXAMPLE, HELP};
use page::{Line, Who};
pub(crate) use page::{View, shown};
use verdict::{Case, How, Step, Verdict};
pub(crate) use who::is_at;
use who::{Places, Side};

/// From here on a term speaks strongly, from there on at all.
const STRONGLY: i32 = 50;
const AT_ALL: i32 = 10;

/// A run that can be asked.
pub(crate) struct Run<'a> {
    pub(crate) intake: &'a Intake,
    pub(crate) trial: Trial<'a>,
    pub(crate) decision: &'a Decision,
    pub(crate) fates: &'a Fates,
    pub(crate) gathered: &'a Gathered,
}

impl Run<'_> {
    /// The answer: a page where `picture` is wanted, else text.
    pub(crate) fn answer(
        self,
        asked: &[String],
        picture: bool,
        lang: Lang,
    ) -> Result<String, Failure> {
        let town = &self.intake.town;
        let day = NaiveDate::parse_from_str(&self.intake.today, "%Y-%m-%d").unwrap_or_default();
        let view = self.view(asked, lang)?;
        match picture {
            true => view.html(&town.series, day, lang),
            false => Ok(view.text()),
        }
    }

    /// What it says.
    pub(crate) fn view(mut self, asked: &[String], lang: Lang) -> Result<View, Failure> {
        let places = Places::new(self.intake, self.gathered);
        let find = |at: usize| places.find(asked.get(at).map_or("", String::as_str), at);
        let sides = [find(0)?, find(1)?];
        if sides[0] == sides[1] {
            return Err(say::twice());
        }
        let case = Case {
            comparer: self.trial.comparer(),
            decision: self.decision,
            fates: self.fates,
            ties: self.trial.ties,
            bands: self.trial.bands,
        };
        let pair = case.pair(&sides);
        let verdict = case.verdict(pair);
        let teller = Teller {
            places: &places,
            sides: &sides,
            pair,
            lang,
        };
        let mut view = View {
            who: [0, 1].map(|at| teller.who(at, self.intake)),
            ..View::default()
        };
        let terms = teller.terms(case.comparer);
        view.sum = shown(terms.iter().map(|term| term.tenths).sum());
        let bits = view.sum.clone();
        teller.verdict(&mut view, case, &verdict, &bits);
        view.sentence = teller.sentence(&terms, &verdict);
        view.legend = say::legend(case.bands).pick(lang).to_owned();
        view.changes = match &verdict {
            Verdict::Written => Vec::new(),
            Verdict::Joined(_) => teller.keeps(&self.trial.differing(pair)),
            other => teller.lacks(&self.trial.agreeing(pair), other),
        };
        if pair[0] != pair[1] {
            view.lines = terms.into_iter().map(|term| term.line).collect();
        }
        Ok(view.drawn(lang))
    }
}

/// A term and what it is called.
struct Told {
    key: String,
    tenths: i32,
    line: Line,
}

/// Puts what was found into words.
struct Teller<'a> {
    places: &'a Places<'a>,
    sides: &'a [Side; 2],
    pair: [u32; 2],
    lang: Lang,
}

impl Teller<'_> {
    fn pick(&self, said: &Said) -> String {
        said.pick(self.lang).to_owned()
    }

    fn who(&self, at: usize, intake: &Intake) -> Who {
        let identity = self.pair[at];
        let dataset = intake.identity(identity).dataset();
        let list = dictionary::dataset(dataset).map_or(dataset, |list| list.label.pick(self.lang));
        Who {
            letter: ["A", "B"][at],
            place: self.place(identity),
            list: list.to_owned(),
            person: self.places.person(identity).unwrap_or_default().to_owned(),
        }
    }

    fn place(&self, identity: u32) -> String {
        let side = self
            .sides
            .iter()
            .find(|side| side.identities.contains(&identity));
        let row = self.places.row_of(side.unwrap_or(&self.sides[0]), identity);
        match row {
            Some(record) => self.places.place(record),
            None => say::EARLIER.pick(self.lang).to_owned(),
        }
    }

    fn cells(&self, field: &str) -> [String; 2] {
        [0, 1].map(|at| {
            let row = self.places.row_of(&self.sides[at], self.pair[at]);
            let cells = row.map(|record| self.places.cells(record, words::keys(field)));
            cells.unwrap_or_default().join(" ")
        })
    }

    /// The terms, and the fields of which one side says nothing.
    fn terms(&self, comparer: Comparer<'_>) -> Vec<Told> {
        let [a, b] = self.pair;
        let mut all: Vec<(String, String, i32)> = comparer
            .explain(a.min(b), a.max(b))
            .into_iter()
            .map(|(field, level, tenths)| (field.into(), level.into(), tenths.0))
            .collect();
        let forms = [a, b].map(|at| &comparer.forms.all[at as usize]);
        for field in change::FIELDS.into_iter().chain(["surname"]) {
            let [x, y] = forms.map(|form| has(form, field));
            if x != y && all.iter().all(|(key, _, _)| key != field) {
                all.push((field.to_owned(), "missing".to_owned(), 0));
            }
        }
        let told = all.into_iter().filter_map(|(key, level, tenths)| {
            let cells = self.cells(&key);
            // What the row itself does not write nobody can look up.
            if level == "missing" && tenths == 0 && cells.iter().all(String::is_empty) {
                return None;
            }
            let is_field = !words::keys(&key).is_empty();
            let mark = match tenths {
                _ if !is_field => "",
                STRONGLY.. => "◎",
                AT_ALL.. => "○",
                tenths if tenths > -AT_ALL => "△",
                _ => "×",
            };
            let words = words::level(&key, &level).map(|text| text.pick(self.lang).to_owned());
            let line = Line {
                mark,
                field: words::field(&key, self.lang),
                level: words.unwrap_or(level),
                tenths,
                bits: shown(tenths),
                cells,
                long: 0,
            };
            Some(Told { key, tenths, line })
        });
        told.collect()
    }

    fn verdict(&self, view: &mut View, case: Case<'_>, verdict: &Verdict, bits: &str) {
        let bits_of = |[p, q]: [u32; 2]| shown(case.comparer.score(p.min(q), p.max(q)).bits);
        let mut more = Vec::new();
        let said = match verdict {
            Verdict::Written => say::written(),
            Verdict::Joined(steps) => match steps.as_slice() {
                [Step { how, .. }] => match how {
                    How::Pair(_) => say::joined(bits),
                    How::Before => say::joined_before(),
                    How::People => say::joined_by_people(),
                },
                steps => {
                    more.extend(steps.iter().map(|step| {
                        let [from, to] = step.ends.map(|end| self.place(end));
                        say::step(&from, &to, step.how)
                    }));
                    say::chained(steps.len())
                }
            },
            Verdict::Asked(why, ends, third) => {
                let mut turned = *ends;
                turned.reverse();
                if *ends != self.pair && turned != self.pair {
                    let [p, q] = ends.map(|end| self.place(end));
                    more.push(say::asked_about(&p, &format!("{q} {}", bits_of(*ends))));
                }
                more.extend(third.map(|third| say::rival(&self.place(third))));
                say::asked(crate::messages::why(*why).pick(self.lang))
            }
            Verdict::Refused(obstacle, rows) => {
                let why = say::obstacle(*obstacle).pick(self.lang);
                let score = |[p, q]: [u32; 2]| case.comparer.score(p.min(q), p.max(q));
                let score = score(rows.unwrap_or(self.pair));
                if score.same_list && score.birth == crate::model::Birth::Same {
                    more.push(say::TWINS.into());
                }
                match rows {
                    None => say::refused(why),
                    Some(rows) => {
                        let [p, q] = rows.map(|row| self.place(row));
                        say::refused_by(why, &p, &q)
                    }
                }
            }
            Verdict::People => say::parted_by_people(),
            Verdict::Before => say::kept_apart(),
            Verdict::Numbers => say::two_numbers(),
            Verdict::Nearer => say::nearer(),
            Verdict::Below => say::below(bits, &shown(case.bands.ask)),
            Verdict::NotCompared => say::not_compared(),
        };
        view.verdict = self.pick(&said);
        view.more = more.iter().map(|said| self.pick(said)).collect();
    }

    /// The one or two fields that decided.
    fn sentence(&self, terms: &[Told], verdict: &Verdict) -> String {
        if *verdict == Verdict::Written {
            return String::new();
        }
        let mut fields: Vec<&Told> = terms.iter().collect();
        fields.retain(|told| !told.line.mark.is_empty());
        let decisive = decisive(verdict);
        if verdict.one() {
            fields.retain(|told| told.tenths > 0);
            fields.sort_by_key(|told| -told.tenths);
        } else if decisive.is_empty() {
            fields.retain(|told| told.tenths < AT_ALL);
            fields.sort_by_key(|told| told.tenths);
        } else {
            fields.retain(|told| decisive.contains(&told.key.as_str()));
        }
        let mut names: Vec<&str> = fields.iter().map(|told| told.line.field.as_str()).collect();
        names.truncate(2);
        let owned: Vec<String>;
        if names.is_empty() {
            owned = decisive
                .iter()
                .map(|key| words::field(key, self.lang))
                .collect();
            names = owned.iter().map(String::as_str).collect();
        }
        if names.is_empty() {
            return String::new();
        }
        let names = names.join(say::AND.pick(self.lang));
        self.pick(&match verdict.one() {
            true => say::decided_by(&names),
            false => say::turns_on(&names),
        })
    }

    /// A field as clerks find it: its name, and the cells in brackets.
    fn field(&self, key: &str) -> (String, String) {
        let [a, b] = self.cells(key);
        // A whole name is mended, not a part of it.
        let name = words::field(if key == "given_name" { "name" } else { key }, self.lang);
        let blank = |cells: String| {
            if cells.is_empty() {
                "–".to_owned()
            } else {
                cells
            }
        };
        let cells = match (a.is_empty() && b.is_empty(), self.lang) {
            (true, _) => String::new(),
            (false, Lang::Ja) => format!("（A: {}、B: {}）", blank(a), blank(b)),
            (false, Lang::En) => format!(" (A: {}, B: {})", blank(a), blank(b)),
        };
        (name, cells)
    }

    /// For two who are one: what would part them.
    fn keeps(&self, found: &[(&'static str, Then)]) -> Vec<String> {
        let mut said = Vec::new();
        for (key, then) in found {
            let (name, cells) = self.field(key);
            said.extend(match then {
                Then::Same => None,
                Then::Question => Some(say::would_ask(&name, &cells)),
                Then::Two => Some(say::would_part(&name, &cells)),
            });
        }
        if said.is_empty() {
            said.push(say::STAYS.into());
        }
        said.iter().map(|said| self.pick(said)).collect()
    }

    /// For two who are not: what would join them.
    fn lacks(&self, found: &[(&'static str, Then)], verdict: &Verdict) -> Vec<String> {
        let asked = matches!(verdict, Verdict::Asked(..));
        let mut said = Vec::new();
        for (key, then) in found {
            let (name, cells) = self.field(key);
            said.extend(match then {
                Then::Same => Some(say::enough(&name, &cells)),
                Then::Question if !asked => Some(say::enough_to_ask(&name, &cells)),
                _ => None,
            });
        }
        if found.iter().all(|(_, then)| *then != Then::Same) {
            said.push(say::NOT_ENOUGH.into());
            said.push(match verdict {
                Verdict::People => say::TAKE_BACK.into(),
                Verdict::Refused(_, Some(_)) => say::SEE_OTHER_ROWS.into(),
                Verdict::Asked(Why::TwoFit | Why::Sibling | Why::NoGivenName, ..) => {
                    say::CHOOSE.into()
                }
                _ => say::TWO_FIELDS.into(),
            });
        }
        said.iter().map(|said| self.pick(said)).collect()
    }
}

/// The fields that the verdict itself names.
fn decisive(verdict: &Verdict) -> &'static [&'static str] {
    match verdict {
        Verdict::Asked(why, ..) => match why {
            Why::Sibling | Why::NoGivenName | Why::NameAlike | Why::OtherName => &["given_name"],
            Why::OtherBirthDate => &["birth_date"],
            Why::OtherSurname => &["surname"],
            Why::TwoNumbers => &["resident_no"],
            Why::TwoFit | Why::SharedNumber | Why::TooLittle | Why::AskedBefore => &[],
        },
        Verdict::Refused(obstacle, _) => match obstacle {
            Obstacle::TwoNumbers => &["resident_no"],
            Obstacle::OtherName => &["given_name"],
            Obstacle::OtherBirthDate | Obstacle::OtherDayOnOneList => &["birth_date"],
            Obstacle::OtherSex => &["given_name", "sex"],
            Obstacle::OtherSurnameOnOneList => &["surname"],
            Obstacle::OneEach => &[],
        },
        Verdict::Numbers => &["resident_no"],
        _ => &[],
    }
}
