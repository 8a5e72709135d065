//! What stands between the signs: numbers, names, questions about lists.

use super::{Parser, negated};
use crate::messages;
use crate::place::Wrong;
use crate::token::Token;
use crate::tree::{At, Marks, Measure, Name, Node, Pick, Set, What};
use crate::unit::{Behind, unit};

impl Parser<'_> {
    pub(super) fn term(&mut self) -> Result<Node, Wrong> {
        let place = self.place();
        let start = place.start;
        if self.sign() == Some("(") {
            self.at += 1;
            let inner = self.or()?;
            self.needs(")")?;
            return Ok(inner);
        }
        let Some((token, _)) = self.tokens.get(self.at) else {
            return Err(self.wrong(messages::ends_too_early()));
        };
        self.at += 1;
        let what = match token {
            Token::Number(value) => self.with_unit(*value),
            Token::Date(date) => What::Date(*date),
            Token::Quoted(text) => What::Text(text.clone()),
            Token::Word(word) if word == "no" => {
                let what = What::Any(self.set()?);
                let place = start..self.before();
                return Ok(negated(Node { what, place }, start));
            }
            Token::Word(word) => self.question(word)?,
            Token::Sign(_) => return Err(Wrong::new(place, messages::not_expected())),
        };
        Ok(Node {
            what,
            place: start..self.before(),
        })
    }

    /// What a word begins.
    fn question(&mut self, word: &str) -> Result<What, Wrong> {
        let next = self.word();
        let at = match (word, next) {
            ("age" | "年齢", Some("on")) => Some(At::Age),
            ("grade" | "学年", Some("on")) => Some(At::Grade),
            ("year_start" | "年度初め", Some("of")) => Some(At::YearStart),
            ("year_end" | "年度末", Some("of")) => Some(At::YearEnd),
            _ => None,
        };
        if let Some(at) = at {
            self.at += 1;
            return Ok(What::At(at, self.inner()?));
        }
        match word {
            "any" => Ok(What::Any(self.set()?)),
            "count" => self.count(),
            "latest" => self.pick(Pick::Latest),
            "earliest" => self.pick(Pick::Earliest),
            "highest" => self.pick(Pick::Highest),
            "lowest" => self.pick(Pick::Lowest),
            "sum" => self.pick(Pick::Sum),
            "last" => {
                let (field, set) = self.field_of_set()?;
                Ok(What::Last(field, set))
            }
            "longest" => {
                self.needs_word("run")?;
                Ok(What::Marks(self.marks(Measure::Run)?))
            }
            "most" => {
                for word in ["in", "a", "month"] {
                    self.needs_word(word)?;
                }
                Ok(What::Marks(self.marks(Measure::Month)?))
            }
            "week" if next == Some("of") => self.pregnancy(),
            "as_of" if next.is_some_and(|next| !is_reserved(next)) => Ok(What::AsOf(self.name()?)),
            "arrived" if next.is_some_and(|next| !is_reserved(next)) => {
                let list = self.name()?;
                Ok(What::Arrived(list, self.by()?))
            }
            "own" | "本人" if self.sign() == Some(".") => {
                self.at += 1;
                Ok(What::Own(self.name()?))
            }
            name => Ok(What::Name(name.to_owned())),
        }
    }

    fn with_unit(&mut self, value: i64) -> What {
        let Some(unit) = self.word().and_then(unit) else {
            return What::Number(value);
        };
        self.at += 1;
        match unit {
            Behind::Days => What::Days(value),
            Behind::Weeks => What::Weeks(value),
            Behind::Months(each) => What::Months(value.saturating_mul(each)),
            Behind::Of(unit) => What::Of(value, unit),
        }
    }

    /// `week of pregnancy due DATE [on DATE]`
    fn pregnancy(&mut self) -> Result<What, Wrong> {
        for word in ["of", "pregnancy", "due"] {
            self.needs_word(word)?;
        }
        let due = self.inner()?;
        let on = if self.takes("on") {
            Some(self.inner()?)
        } else {
            None
        };
        Ok(What::Pregnancy(due, on))
    }

    /// `count` of records, of different values, or of school days when `in` follows a field.
    fn count(&mut self) -> Result<What, Wrong> {
        self.takes("of");
        if self.takes("distinct") {
            let (field, set) = self.field_of_set()?;
            return Ok(What::Distinct(field, set));
        }
        let dot = self.tokens.get(self.at + 1).map(|(token, _)| token);
        if dot == Some(&Token::Sign(".")) {
            return Ok(What::Marks(self.marks(Measure::Count)?));
        }
        Ok(What::Count(self.set()?))
    }

    fn pick(&mut self, pick: Pick) -> Result<What, Wrong> {
        self.takes("of");
        let (field, set) = self.field_of_set()?;
        Ok(What::Pick(pick, field, set))
    }

    /// `LIST . FIELD REST`
    fn field_of_set(&mut self) -> Result<(Name, Set), Wrong> {
        let of = self.name()?;
        self.needs(".")?;
        let field = self.name()?;
        Ok((field, self.set_of(of)?))
    }

    fn marks(&mut self, measure: Measure) -> Result<Marks, Wrong> {
        self.takes("of");
        let list = self.name()?;
        self.needs(".")?;
        let field = self.name()?;
        self.needs_word("in")?;
        let codes = self.codes()?;
        let over = if self.takes("over") {
            self.codes()?
        } else {
            Vec::new()
        };
        let since = self.behind("since")?;
        let until = self.behind("until")?;
        Ok(Marks {
            measure,
            list,
            field,
            codes,
            over,
            since,
            until,
        })
    }

    fn set(&mut self) -> Result<Set, Wrong> {
        self.takes("of");
        let of = self.name()?;
        if self.sign() == Some(".") {
            return Err(self.wrong(messages::days_are_counted()));
        }
        self.set_of(of)
    }

    fn set_of(&mut self, of: Name) -> Result<Set, Wrong> {
        let part = match self.tokens.get(self.at) {
            Some((Token::Word(word), _)) if !is_reserved(word) => Some(self.name()?),
            Some((Token::Quoted(_), _)) => Some(self.name()?),
            _ => None,
        };
        let with = if self.sign() == Some("[") {
            self.at += 1;
            let inner = self.or()?;
            self.needs("]")?;
            Some(Box::new(inner))
        } else {
            None
        };
        let by = self.by()?;
        Ok(Set { of, part, with, by })
    }

    pub(super) fn by(&mut self) -> Result<Option<Box<Node>>, Wrong> {
        self.behind("by")
    }

    /// A date behind a word, if the word is there.
    fn behind(&mut self, word: &str) -> Result<Option<Box<Node>>, Wrong> {
        if !self.takes(word) {
            return Ok(None);
        }
        // Behind the word a span (60 days), brackets or nothing are the usual slips.
        let start = self.at;
        let date = self.inner();
        let bare = match &date {
            Err(_) => match self.tokens.get(start) {
                Some((Token::Sign(sign), _)) => *sign != "(",
                Some(_) => false,
                None => true,
            },
            Ok(node) => matches!(node.what, What::Days(_) | What::Weeks(_) | What::Months(_)),
        };
        if bare {
            let place = self
                .tokens
                .get(start)
                .map_or(self.end..self.end, |t| t.1.clone());
            return Err(Wrong::new(place, messages::day_behind(word)));
        }
        date.map(Some)
    }

    pub(super) fn codes(&mut self) -> Result<Vec<Name>, Wrong> {
        self.needs("(")?;
        let mut codes = vec![self.name()?];
        while self.sign() == Some(",") {
            self.at += 1;
            codes.push(self.name()?);
        }
        self.needs(")")?;
        Ok(codes)
    }

    pub(super) fn name(&mut self) -> Result<Name, Wrong> {
        let place = self.place();
        let text = match self.tokens.get(self.at) {
            Some((Token::Word(word) | Token::Quoted(word), _)) => word.clone(),
            Some((Token::Number(value), _)) => value.to_string(),
            None => return Err(self.wrong(messages::ends_too_early())),
            Some(_) => return Err(Wrong::new(place, messages::name_expected())),
        };
        self.at += 1;
        Ok(Name { text, place })
    }
}

/// Words that end a set, so that they are never its part.
fn is_reserved(word: &str) -> bool {
    matches!(
        word,
        "and" | "or" | "not" | "is" | "in" | "by" | "over" | "since" | "until" | "on" | "due"
    )
}
