//! From the tree of shapes to the typed tree: names looked up, kinds checked.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::Datelike;

use crate::amount::Sign;
use crate::messages::{self, Kind, Sort};
use crate::names::{Known, Names, nearest};
use crate::parse::parse;
use crate::place::Wrong;
use crate::tree::{Marks, Name, Node, Pick, Set, What};
use crate::typed::{Days, Group, Records, Test, Value, Words};

/// Expressions that other expressions may name, from `[define]`.
pub type Definitions = BTreeMap<String, String>;

/// How often a definition may lead to another one.
const DEFINITIONS_DEEP: usize = 16;

/// Words that mean the same everywhere, with their Japanese forms.
const WORDS: [(&str, &str); 6] = [
    ("today", "今日"),
    ("year_start", "年度初め"),
    ("born", "生年月日"),
    ("age", "年齢"),
    ("grade", "学年"),
    ("child", "こども"),
];

const GROUPS: [(&str, &str, Group); 3] = [
    ("siblings", "きょうだい", Group::Siblings),
    ("adults", "おとな", Group::Adults),
    ("others", "ほかの人", Group::Others),
];

/// Members of the household and what is asked about each.
type People = (Group, Option<Box<Test>>);

/// A piece of the tree with its kind.
enum Piece {
    Test(Test),
    Value(Value, Sort),
    Words(Words, Option<Known>),
}

impl Piece {
    fn sort(&self) -> Sort {
        match self {
            Piece::Test(_) => Sort::Truth,
            Piece::Value(_, sort) => *sort,
            Piece::Words(..) => Sort::Words,
        }
    }
}

/// Compiles a text whose names are about a person.
pub(crate) fn compile(
    text: &str,
    names: Names<'_>,
    definitions: &Definitions,
) -> Result<Test, Wrong> {
    let scope = Scope {
        names,
        definitions,
        list: None,
        depth: 0,
    };
    scope.test(&parse(text)?)
}

#[derive(Clone, Copy)]
struct Scope<'a> {
    names: Names<'a>,
    definitions: &'a Definitions,
    /// Within the brackets behind a list, names are its fields.
    list: Option<&'a str>,
    depth: usize,
}

impl Scope<'_> {
    fn test(&self, node: &Node) -> Result<Test, Wrong> {
        match self.piece(node)? {
            Piece::Test(test) => Ok(test),
            other => Err(wanted(node, Sort::Truth, other.sort())),
        }
    }

    fn value(&self, node: &Node) -> Result<(Value, Sort), Wrong> {
        match self.piece(node)? {
            Piece::Value(value, sort) => Ok((value, sort)),
            other => Err(wanted(node, Sort::Date, other.sort())),
        }
    }

    fn date(&self, node: &Node) -> Result<Value, Wrong> {
        match self.value(node)? {
            (value, Sort::Date) => Ok(value),
            (_, sort) => Err(wanted(node, Sort::Date, sort)),
        }
    }

    fn piece(&self, node: &Node) -> Result<Piece, Wrong> {
        let test = |test| Ok(Piece::Test(test));
        match &node.what {
            What::Or(a, b) => test(Test::Or(Box::new(self.test(a)?), Box::new(self.test(b)?))),
            What::And(a, b) => test(Test::And(Box::new(self.test(a)?), Box::new(self.test(b)?))),
            What::Not(a) => test(Test::Not(Box::new(self.test(a)?))),
            What::Compare(a, sign, b) => self.compare(a, *sign, b),
            What::In(a, words) => self.member(a, words),
            What::Blank(name) => test(Test::Blank(self.own_field(name)?.key)),
            What::None(name, by) => {
                let field = self.own_field(name)?;
                let by = by.as_ref().map(|by| self.date(by).map(Box::new));
                test(Test::None(field.key, by.transpose()?))
            }
            What::Sum(a, factor, b) => self.sum(a, *factor, b),
            What::Number(value) => Ok(Piece::Value(Value::Fixed(*value), Sort::Number)),
            What::Days(value) => Ok(Piece::Value(Value::Fixed(*value), Sort::Days)),
            What::Months(value) => Ok(Piece::Value(Value::Fixed(*value), Sort::Months)),
            What::Date(date) => {
                let value = Value::Fixed(i64::from(date.num_days_from_ce()));
                Ok(Piece::Value(value, Sort::Date))
            }
            What::Text(word) | What::Name(word) => self.named(word, &node.place),
            What::AsOf(list) => {
                let list = self.list(list)?;
                Ok(Piece::Value(Value::AsOfList(list), Sort::Date))
            }
            What::Any(set) => match self.group(set)? {
                Some((group, with)) => test(Test::People(group, with)),
                None => test(Test::Records(self.records(set)?)),
            },
            What::Count(set) => {
                let value = match self.group(set)? {
                    Some((group, with)) => Value::CountPeople(group, with),
                    None => Value::Count(self.records(set)?),
                };
                Ok(Piece::Value(value, Sort::Number))
            }
            What::Of(pick, field, set) => self.pick(*pick, field, set),
            What::Marks(marks) => {
                let value = Value::Days(self.days(marks)?);
                Ok(Piece::Value(value, Sort::Number))
            }
        }
    }

    fn compare(&self, a: &Node, sign: Sign, b: &Node) -> Result<Piece, Wrong> {
        let left = self.piece(a)?;
        if let (Piece::Words(..) | Piece::Test(Test::Yesno(_)), Some(word)) = (&left, word_of(b)) {
            let test = self.member_of(left, a, &[word])?;
            return match sign {
                Sign::Equal => Ok(Piece::Test(test)),
                Sign::NotEqual => Ok(Piece::Test(Test::Not(Box::new(test)))),
                _ => Err(wanted(a, Sort::Date, Sort::Words)),
            };
        }
        let (left, kind) = self.value(a)?;
        let (right, other) = self.value(b)?;
        if kind != other {
            return Err(wanted(b, kind, other));
        }
        let enough = |value: Value, at_least: Option<i64>| match value {
            Value::Days(days) => Value::Days(Days {
                enough: at_least,
                ..days
            }),
            other => other,
        };
        let needed = match (sign, &right) {
            (Sign::GreaterOrEqual | Sign::Equal | Sign::Less, Value::Fixed(n)) => Some(*n),
            (Sign::Greater | Sign::LessOrEqual, Value::Fixed(n)) => n.checked_add(1),
            _ => None,
        };
        Ok(Piece::Test(Test::Compare(
            enough(left, needed),
            sign,
            right,
        )))
    }

    fn member(&self, a: &Node, words: &[Name]) -> Result<Piece, Wrong> {
        let left = self.piece(a)?;
        self.member_of(left, a, words).map(Piece::Test)
    }

    /// `a in (words)`, for codes, text, whole numbers and yes or no.
    fn member_of(&self, left: Piece, a: &Node, words: &[Name]) -> Result<Test, Wrong> {
        match left {
            Piece::Words(of, known) => {
                let values = match known {
                    Some(known) => known.values(words)?,
                    None => words.iter().map(|word| word.text.clone()).collect(),
                };
                Ok(Test::In(of, values))
            }
            Piece::Value(value, Sort::Number) => {
                let mut any: Option<Test> = None;
                for word in words {
                    let Ok(number) = word.text.parse() else {
                        let says = messages::wanted(Sort::Number, Sort::Words);
                        return Err(Wrong::new(word.place.clone(), says));
                    };
                    let one = Test::Compare(value.clone(), Sign::Equal, Value::Fixed(number));
                    any = Some(match any {
                        Some(before) => Test::Or(Box::new(before), Box::new(one)),
                        None => one,
                    });
                }
                any.ok_or_else(|| wanted(a, Sort::Words, Sort::Number))
            }
            Piece::Test(test) => {
                let [word] = words else {
                    return Err(wanted(a, Sort::Words, Sort::Truth));
                };
                match word.text.as_str() {
                    "yes" | "はい" => Ok(test),
                    "no" | "いいえ" => Ok(Test::Not(Box::new(test))),
                    other => Err(Wrong::new(
                        word.place.clone(),
                        messages::no_such(Kind::Code, other, None, &["yes".into(), "no".into()]),
                    )),
                }
            }
            Piece::Value(_, sort) => Err(wanted(a, Sort::Words, sort)),
        }
    }

    fn sum(&self, a: &Node, factor: i64, b: &Node) -> Result<Piece, Wrong> {
        let (left, one) = self.value(a)?;
        let (right, other) = self.value(b)?;
        let sort = match (one, other) {
            (Sort::Date, Sort::Days) => Sort::Date,
            (Sort::Date, Sort::Date) if factor < 0 => Sort::Days,
            (Sort::Date, Sort::Months) => {
                let Value::Fixed(months) = right else {
                    return Err(Wrong::new(b.place.clone(), messages::months_vary()));
                };
                let value = Value::PlusMonths(Box::new(left), months.saturating_mul(factor));
                return Ok(Piece::Value(value, Sort::Date));
            }
            (Sort::Number | Sort::Days | Sort::Months, same) if same == one => one,
            _ => {
                let place = a.place.start..b.place.end;
                return Err(Wrong::new(place, messages::cannot_add()));
            }
        };
        let value = Value::Plus(Box::new(left), factor, Box::new(right));
        Ok(Piece::Value(value, sort))
    }

    /// A field of the list whose brackets we are in, a word of the language, a definition.
    fn named(&self, word: &str, place: &Range<usize>) -> Result<Piece, Wrong> {
        if let Some(list) = self.list {
            if let Some(field) = self.names.find_field(list, word) {
                return match field.sort() {
                    Sort::Words => Ok(Piece::Words(Words::Field(field.key.clone()), Some(field))),
                    Sort::Truth => Ok(Piece::Test(Test::Yesno(field.key))),
                    Sort::Marks => Err(Wrong::new(
                        place.clone(),
                        messages::wanted(Sort::Truth, Sort::Marks),
                    )),
                    sort => Ok(Piece::Value(Value::Field(field.key), sort)),
                };
            }
            if matches!(word, "as_of" | "時点") {
                return Ok(Piece::Value(Value::AsOf, Sort::Date));
            }
        }
        let of = WORDS.iter().find(|(en, ja)| *en == word || *ja == word);
        let value = |value, sort| Ok(Piece::Value(value, sort));
        match of.map(|(en, _)| *en) {
            Some("today") => return value(Value::Today, Sort::Date),
            Some("year_start") => return value(Value::YearStart, Sort::Date),
            Some("born") => return value(Value::Born, Sort::Date),
            Some("age") => return value(Value::Age, Sort::Months),
            Some("grade") => return value(Value::Grade, Sort::Number),
            Some("child") => return Ok(Piece::Test(Test::Child)),
            _ => {}
        }
        if matches!(word, "sex" | "性別") {
            let known = self.names.find_field("residents", "sex");
            return Ok(Piece::Words(Words::Sex, known));
        }
        match self.definitions.get(word) {
            Some(text) => self.defined(word, text, place),
            None => Err(self.unknown_name(word, place)),
        }
    }

    fn defined(&self, word: &str, text: &str, place: &Range<usize>) -> Result<Piece, Wrong> {
        if self.depth >= DEFINITIONS_DEEP {
            let says = messages::defined_in_circles(word);
            return Err(Wrong::new(place.clone(), says));
        }
        let inner = Scope {
            depth: self.depth + 1,
            ..*self
        };
        parse(text)
            .and_then(|node| inner.piece(&node))
            .map_err(|wrong| Wrong {
                definition: Some(wrong.definition.unwrap_or_else(|| word.to_owned())),
                ..wrong
            })
    }

    fn unknown_name(&self, word: &str, place: &Range<usize>) -> Wrong {
        let mut allowed: Vec<String> = Vec::new();
        if let Some(list) = self.list {
            allowed.extend(self.names.field_names(list));
            allowed.push("as_of".to_owned());
        }
        allowed.extend(WORDS.iter().map(|(en, _)| (*en).to_owned()));
        allowed.extend(self.definitions.keys().cloned());
        let mut all: Vec<&str> = allowed.iter().map(String::as_str).collect();
        if let Some(list) = self.list {
            let labels = self.names.field_labels(list);
            all.extend(labels.map(|label| -> &str { label }));
        }
        all.extend(WORDS.iter().map(|(_, ja)| -> &str { ja }));
        let near = nearest(word, all.into_iter());
        let kind = match self.list {
            Some(_) => Kind::Field,
            None => Kind::Name,
        };
        Wrong::new(place.clone(), messages::no_such(kind, word, near, &allowed))
    }

    /// A field that only the brackets behind a list have.
    fn own_field(&self, name: &Name) -> Result<Known, Wrong> {
        match self.list {
            Some(list) => self.names.field(list, name),
            None => Err(Wrong::new(
                name.place.clone(),
                messages::people_have_no("blank, none"),
            )),
        }
    }

    fn group(&self, set: &Set) -> Result<Option<People>, Wrong> {
        let word = set.of.text.as_str();
        let found = GROUPS.iter().find(|(en, ja, _)| *en == word || *ja == word);
        let Some((_, _, group)) = found else {
            return Ok(None);
        };
        if let Some(part) = &set.part {
            let says = messages::people_have_no(&part.text);
            return Err(Wrong::new(part.place.clone(), says));
        }
        if let Some(by) = &set.by {
            let says = messages::people_have_no("by");
            return Err(Wrong::new(by.place.clone(), says));
        }
        let inner = Scope {
            list: None,
            ..*self
        };
        let with = set.with.as_ref().map(|with| inner.test(with).map(Box::new));
        Ok(Some((*group, with.transpose()?)))
    }

    fn records(&self, set: &Set) -> Result<Records, Wrong> {
        let list = self.list(&set.of)?;
        let part = set.part.as_ref().map(|part| self.names.part(&list, part));
        let inner = Scope {
            list: Some(&list),
            ..*self
        };
        let with = set.with.as_ref().map(|with| inner.test(with).map(Box::new));
        let by = set.by.as_ref().map(|by| self.date(by).map(Box::new));
        Ok(Records {
            part: part.transpose()?,
            with: with.transpose()?,
            by: by.transpose()?,
            list,
        })
    }

    fn list(&self, word: &Name) -> Result<String, Wrong> {
        self.names.list(word).map_err(|wrong| {
            let groups = GROUPS.iter().flat_map(|(en, ja, _)| [*en, *ja]);
            match nearest(
                &word.text,
                groups.filter(|g| strsim::jaro_winkler(g, &word.text) > 0.85),
            ) {
                Some(near) => {
                    let allowed: Vec<String> = GROUPS.iter().map(|g| g.0.to_owned()).collect();
                    let says = messages::no_such(Kind::List, &word.text, Some(near), &allowed);
                    Wrong::new(word.place.clone(), says)
                }
                None => wrong,
            }
        })
    }

    fn pick(&self, pick: Pick, field: &Name, set: &Set) -> Result<Piece, Wrong> {
        let records = self.records(set)?;
        let known = self.names.field(&records.list, field)?;
        let wanted = match pick {
            Pick::Latest | Pick::Earliest => Sort::Date,
            Pick::Sum => Sort::Number,
        };
        if known.sort() != wanted {
            let says = messages::not_a_measure(known.sort());
            return Err(Wrong::new(field.place.clone(), says));
        }
        Ok(Piece::Value(Value::Pick(pick, known.key, records), wanted))
    }

    fn days(&self, marks: &Marks) -> Result<Days, Wrong> {
        let list = self.list(&marks.list)?;
        let known = self.names.field(&list, &marks.field)?;
        if known.sort() != Sort::Marks {
            let says = messages::not_a_measure(known.sort());
            return Err(Wrong::new(marks.field.place.clone(), says));
        }
        let since = marks.since.as_ref().map(|s| self.date(s).map(Box::new));
        Ok(Days {
            measure: marks.measure,
            codes: known.values(&marks.codes)?,
            over: known.values(&marks.over)?,
            since: since.transpose()?,
            field: known.key,
            list,
            enough: None,
        })
    }
}

fn wanted(node: &Node, wanted: Sort, found: Sort) -> Wrong {
    Wrong::new(node.place.clone(), messages::wanted(wanted, found))
}

/// A word or text on the right of a comparison with a code.
fn word_of(node: &Node) -> Option<Name> {
    match &node.what {
        What::Name(text) | What::Text(text) => Some(Name {
            text: text.clone(),
            place: node.place.clone(),
        }),
        _ => None,
    }
}
