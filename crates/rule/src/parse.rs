//! From tokens to a tree, without knowing what the names mean.

mod term;

use std::ops::Range;

use crate::amount::Sign;
use crate::messages;
use crate::place::Wrong;
use crate::token::{Placed, Token, tokens};
use crate::tree::{Name, Node, What};

/// How deep brackets may stand in one another.
const DEPTH: usize = 64;

/// How many words and signs an expression may have; the tree is walked recursively.
const LENGTH: usize = 800;

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
    let node = parser.or().map_err(|wrong| glued(&tokens, wrong))?;
    match parser.tokens.get(parser.at) {
        None => Ok(node),
        Some((_, place)) => {
            let wrong = Wrong::new(place.clone(), messages::not_expected());
            Err(glued(&tokens, wrong))
        }
    }
}

/// `today-60 days` is the name today-60 to this language, and what comes behind it does not fit.
fn glued(tokens: &[Placed], wrong: Wrong) -> Wrong {
    let here = tokens.iter().position(|(_, place)| *place == wrong.place);
    let before = here.and_then(|at| tokens.get(at.checked_sub(1)?));
    if let Some((Token::Word(word), place)) = before
        && let Some((name, number)) = word.rsplit_once('-')
        && number.bytes().all(|b| b.is_ascii_digit())
    {
        return Wrong::new(place.clone(), messages::minus_without_spaces(name, number));
    }
    wrong
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
        } else if self.takes("asked") {
            What::Asked(field(left)?)
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

    /// A sum within another one.
    fn inner(&mut self) -> Result<Box<Node>, Wrong> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.wrong(messages::too_deep()));
        }
        let node = self.sum()?;
        self.depth -= 1;
        Ok(Box::new(node))
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
