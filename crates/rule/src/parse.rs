//! From tokens to a tree, without knowing what the names mean.

use std::ops::Range;

use crate::amount::Sign;
use crate::messages;
use crate::place::Wrong;
use crate::token::{Placed, Token, tokens};
use crate::tree::{Marks, Measure, Name, Node, Pick, Set, What};

/// How deep brackets may stand in one another.
const DEPTH: usize = 64;

/// How many words and signs an expression may have; the tree is walked recursively.
const LENGTH: usize = 800;

/// Whether a word behind a number is its unit.
pub(crate) fn is_unit(word: &str) -> bool {
    unit(word).is_some()
}

/// Days or months in one unit, as `Err` for days.
fn unit(word: &str) -> Option<Result<i64, i64>> {
    Some(match word {
        "day" | "days" | "日" => Err(1),
        "week" | "weeks" | "週" | "週間" => Err(7),
        "month" | "months" | "か月" | "ヶ月" | "カ月" | "ヵ月" | "月" => Ok(1),
        "year" | "years" | "年" | "歳" => Ok(12),
        _ => return None,
    })
}

/// Reads a whole text.
pub(crate) fn parse(text: &str) -> Result<Node, Wrong> {
    let tokens = tokens(text)?;
    if let Some((_, place)) = tokens.get(LENGTH) {
        return Err(Wrong::new(place.clone(), messages::too_deep()));
    }
    let mut parser = Parser {
        tokens: &tokens,
        at: 0,
        end: text.len(),
        depth: 0,
    };
    let node = parser.or()?;
    match parser.tokens.get(parser.at) {
        None => Ok(node),
        Some((_, place)) => Err(Wrong::new(place.clone(), messages::not_expected())),
    }
}

struct Parser<'t> {
    tokens: &'t [Placed],
    at: usize,
    end: usize,
    depth: usize,
}

impl Parser<'_> {
    fn or(&mut self) -> Result<Node, Wrong> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.wrong(messages::too_deep()));
        }
        let mut left = self.and()?;
        while self.takes("or") {
            left = joined(What::Or, left, self.and()?);
        }
        self.depth -= 1;
        Ok(left)
    }

    fn and(&mut self) -> Result<Node, Wrong> {
        let mut left = self.not()?;
        while self.takes("and") {
            left = joined(What::And, left, self.not()?);
        }
        Ok(left)
    }

    fn not(&mut self) -> Result<Node, Wrong> {
        let start = self.place().start;
        if self.word() != Some("not") {
            return self.compare();
        }
        self.at += 1;
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.wrong(messages::too_deep()));
        }
        let inner = self.not()?;
        self.depth -= 1;
        Ok(negated(inner, start))
    }

    fn compare(&mut self) -> Result<Node, Wrong> {
        let left = self.sum()?;
        let sign = match self.sign() {
            Some("=") => Sign::Equal,
            Some("!=") => Sign::NotEqual,
            Some("<") => Sign::Less,
            Some("<=") => Sign::LessOrEqual,
            Some(">") => Sign::Greater,
            Some(">=") => Sign::GreaterOrEqual,
            _ => return self.is_or_in(left),
        };
        self.at += 1;
        let right = self.sum()?;
        let place = left.place.start..right.place.end;
        let what = What::Compare(Box::new(left), sign, Box::new(right));
        Ok(Node { what, place })
    }

    fn is_or_in(&mut self, left: Node) -> Result<Node, Wrong> {
        let start = left.place.start;
        let is = self.takes("is");
        let not = self.takes("not");
        let what = if self.takes("in") {
            let codes = self.codes()?;
            What::In(Box::new(left), codes)
        } else if !is {
            return if not {
                Err(self.wrong(messages::expected("in")))
            } else {
                Ok(left)
            };
        } else if self.takes("blank") {
            What::Blank(field(left)?)
        } else if self.takes("none") {
            let by = self.by()?;
            What::None(field(left)?, by)
        } else {
            let code = self.name()?;
            What::In(Box::new(left), vec![code])
        };
        let node = Node {
            what,
            place: start..self.before(),
        };
        Ok(if not { negated(node, start) } else { node })
    }

    fn sum(&mut self) -> Result<Node, Wrong> {
        let mut left = self.term()?;
        loop {
            let factor = match self.sign() {
                Some("+") => 1,
                Some("-") => -1,
                _ => return Ok(left),
            };
            self.at += 1;
            let right = self.term()?;
            let place = left.place.start..right.place.end;
            let what = What::Sum(Box::new(left), factor, Box::new(right));
            left = Node { what, place };
        }
    }

    fn term(&mut self) -> Result<Node, Wrong> {
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
            Token::Word(word) => match word.as_str() {
                "any" => What::Any(self.set()?),
                "no" => {
                    let what = What::Any(self.set()?);
                    let node = Node {
                        what,
                        place: start..self.before(),
                    };
                    return Ok(negated(node, start));
                }
                "count" => self.count()?,
                "latest" => self.pick(Pick::Latest)?,
                "earliest" => self.pick(Pick::Earliest)?,
                "sum" => self.pick(Pick::Sum)?,
                "longest" => {
                    self.needs_word("run")?;
                    What::Marks(self.marks(Measure::Run)?)
                }
                "most" => {
                    for word in ["in", "a", "month"] {
                        self.needs_word(word)?;
                    }
                    What::Marks(self.marks(Measure::Month)?)
                }
                "as_of" if self.word().is_some_and(|next| !is_reserved(next)) => {
                    What::AsOf(self.name()?)
                }
                name => What::Name(name.to_owned()),
            },
            Token::Sign(_) => return Err(Wrong::new(place, messages::not_expected())),
        };
        Ok(Node {
            what,
            place: start..self.before(),
        })
    }

    fn with_unit(&mut self, value: i64) -> What {
        let Some(unit) = self.word().and_then(unit) else {
            return What::Number(value);
        };
        self.at += 1;
        match unit {
            Ok(months) => What::Months(value.saturating_mul(months)),
            Err(days) => What::Days(value.saturating_mul(days)),
        }
    }

    /// `count` of records, or of school days when a field follows.
    fn count(&mut self) -> Result<What, Wrong> {
        self.takes("of");
        let dot = self.tokens.get(self.at + 1).map(|(token, _)| token);
        if dot == Some(&Token::Sign(".")) {
            return Ok(What::Marks(self.marks(Measure::Count)?));
        }
        Ok(What::Count(self.set()?))
    }

    fn pick(&mut self, pick: Pick) -> Result<What, Wrong> {
        self.takes("of");
        let of = self.name()?;
        self.needs(".")?;
        let field = self.name()?;
        let set = self.set_of(of)?;
        Ok(What::Of(pick, field, set))
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
        let since = if self.takes("since") {
            Some(Box::new(self.sum()?))
        } else {
            None
        };
        Ok(Marks {
            measure,
            list,
            field,
            codes,
            over,
            since,
        })
    }

    fn set(&mut self) -> Result<Set, Wrong> {
        self.takes("of");
        let of = self.name()?;
        self.set_of(of)
    }

    fn set_of(&mut self, of: Name) -> Result<Set, Wrong> {
        let part = match self.tokens.get(self.at) {
            Some((Token::Word(word), _)) if !is_reserved(word) => Some(self.name()?),
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

    fn by(&mut self) -> Result<Option<Box<Node>>, Wrong> {
        if self.takes("by") {
            return Ok(Some(Box::new(self.sum()?)));
        }
        Ok(None)
    }

    fn codes(&mut self) -> Result<Vec<Name>, Wrong> {
        self.needs("(")?;
        let mut codes = vec![self.name()?];
        while self.sign() == Some(",") {
            self.at += 1;
            codes.push(self.name()?);
        }
        self.needs(")")?;
        Ok(codes)
    }

    fn name(&mut self) -> Result<Name, Wrong> {
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

    fn sign(&self) -> Option<&'static str> {
        match self.tokens.get(self.at)? {
            (Token::Sign(sign), _) => Some(sign),
            _ => None,
        }
    }

    fn word(&self) -> Option<&str> {
        match self.tokens.get(self.at)? {
            (Token::Word(word), _) => Some(word),
            _ => None,
        }
    }

    fn takes(&mut self, word: &str) -> bool {
        let here = self.word() == Some(word);
        self.at += usize::from(here);
        here
    }

    fn needs(&mut self, sign: &'static str) -> Result<(), Wrong> {
        if self.sign() != Some(sign) {
            return Err(self.wrong(messages::expected(sign)));
        }
        self.at += 1;
        Ok(())
    }

    fn needs_word(&mut self, word: &'static str) -> Result<(), Wrong> {
        if self.takes(word) {
            return Ok(());
        }
        Err(self.wrong(messages::expected(word)))
    }

    /// The place of the next token, or the end of the text.
    fn place(&self) -> Range<usize> {
        match self.tokens.get(self.at) {
            Some((_, place)) => place.clone(),
            None => self.end..self.end,
        }
    }

    /// The end of the token before.
    fn before(&self) -> usize {
        let token = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        token.map_or(0, |(_, place)| place.end)
    }

    fn wrong(&self, says: messages::Says) -> Wrong {
        Wrong::new(self.place(), says)
    }
}

/// Words that end a set, so that they are never its part.
fn is_reserved(word: &str) -> bool {
    matches!(
        word,
        "and" | "or" | "not" | "is" | "in" | "by" | "over" | "since"
    )
}

fn joined(how: fn(Box<Node>, Box<Node>) -> What, left: Node, right: Node) -> Node {
    let place = left.place.start..right.place.end;
    Node {
        what: how(Box::new(left), Box::new(right)),
        place,
    }
}

fn negated(inner: Node, start: usize) -> Node {
    let place = start..inner.place.end;
    Node {
        what: What::Not(Box::new(inner)),
        place,
    }
}

/// `blank` and `none` ask about a cell, so they need its name.
fn field(node: Node) -> Result<Name, Wrong> {
    match node.what {
        What::Name(text) | What::Text(text) => Ok(Name {
            text,
            place: node.place,
        }),
        _ => Err(Wrong::new(node.place, messages::field_expected())),
    }
}
