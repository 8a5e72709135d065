//! What the language says about expressions that it does not understand.

use mimamori_record::dictionary::Unit;
use mimamori_record::{Said, said};

/// What is wrong and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Says {
    pub what: Said,
    pub advice: Said,
}

fn says(what: Said, advice: Said) -> Says {
    Says { what, advice }
}

pub(crate) fn not_closed(open: char) -> Says {
    says(
        said!("{open} が閉じられていません", "{open} is not closed"),
        said!("終わりのかっこを書いてください", "write the closing mark"),
    )
}

pub(crate) fn strange_character(c: char) -> Says {
    says(
        said!("{c} は使えない文字です", "{c} means nothing here"),
        said!("取り除いてください", "remove it"),
    )
}

pub(crate) fn number_too_long() -> Says {
    says(
        said!("数が大きすぎます", "the number is too large"),
        said!("桁数を確かめてください", "look at its digits"),
    )
}

pub(crate) fn too_deep() -> Says {
    says(
        said!(
            "式が長すぎるか、かっこの中のかっこが深すぎます",
            "the expression is too long, or its brackets are nested too deeply"
        ),
        said!(
            "[define] に名前を付けて分けてください",
            "give parts of it a name in [define]"
        ),
    )
}

pub(crate) fn not_expected() -> Says {
    says(
        said!("ここにこの語は続きません", "this does not fit here"),
        said!(
            "and か or が抜けていないか、かっこが合っているか確かめてください",
            "look for a missing and/or, and whether brackets match"
        ),
    )
}

pub(crate) fn expected(word: &str) -> Says {
    says(
        said!("ここに {word} が要ります", "{word} is needed here"),
        said!("{word} を書き足してください", "write {word}"),
    )
}

pub(crate) fn minus_without_spaces(name: &str, number: &str) -> Says {
    says(
        said!(
            "- の前後に空白がないので、「{name}-{number}」という一つの名前になっています",
            "without spaces around its - this is one name, {name}-{number}"
        ),
        said!(
            "「{name} - {number}」のように空白を入れてください",
            "write “{name} - {number}” with spaces"
        ),
    )
}

pub(crate) fn words_have_no_order() -> Says {
    says(
        said!(
            "コードや文字は大小を比べられません",
            "codes and texts cannot be ordered by size"
        ),
        said!(
            "is か in で比べてください（例 stage in (received, accepted)）",
            "compare them with is or in, as in stage in (received, accepted)"
        ),
    )
}

pub(crate) fn ends_too_early() -> Says {
    says(
        said!("式が途中で終わっています", "the expression ends too early"),
        said!("続きを書いてください", "write the rest of it"),
    )
}

/// What to do where nothing but a date is asked for.
pub(crate) fn how_a_date_is_written() -> Said {
    said!(
        "日付を一つ、born + 5 months や latest checkups.date のように書いてください。要らなければ、この行を消してください",
        "write one date, such as born + 5 months or latest checkups.date; if none is wanted, leave the line out"
    )
}

/// `by 60 days`, `by [...]`, `by` alone.
pub(crate) fn day_behind(word: &str) -> Says {
    says(
        said!(
            "{word} のあとには日付が要ります",
            "{word} needs a date behind it"
        ),
        said!(
            "{word} は条件の [ ] のあとに書き、{word} today - 60 days のように日付を続けてください",
            "write {word} behind the brackets, with a date: {word} today - 60 days"
        ),
    )
}

/// `any attendance.days in (...)`.
pub(crate) fn days_are_counted() -> Says {
    says(
        said!(
            "any・no・count のあとは名簿の名前だけです。項目は続きません",
            "any, no and count take the name of a list, without a field"
        ),
        said!(
            "項目のことは 名簿 [項目 …] のように書いてください。出欠の日は longest run of 名簿.項目 in (…) か count of 名簿.項目 in (…) で数えます",
            "ask about a field in brackets: LIST [FIELD …]. Days of attendance are counted with longest run of LIST.FIELD in (…) or count of LIST.FIELD in (…)"
        ),
    )
}

pub(crate) fn name_expected() -> Says {
    says(
        said!(
            "ここには名簿・項目・コードの名前が要ります",
            "a name of a list, a field or a code is needed here"
        ),
        said!("名前を書いてください", "write the name"),
    )
}

pub(crate) fn field_expected() -> Says {
    says(
        said!(
            "blank と none は項目についてだけ聞けます",
            "blank and none can only be asked about a field"
        ),
        said!(
            "「last_seen is blank」のように項目の名前を書いてください",
            "write the name of a field, as in “last_seen is blank”"
        ),
    )
}

/// More names than one reads through.
const MANY: usize = 24;

pub(crate) fn no_such_day(text: &str) -> Says {
    says(
        said!(
            "{text} という日は暦にありません",
            "there is no such day as {text}"
        ),
        said!(
            "月と日を確かめて、2026-04-01 のように書いてください",
            "check month and day, and write it like 2026-04-01"
        ),
    )
}

pub(crate) fn one_equals() -> Says {
    says(
        said!("== は使えません", "== is not used here"),
        said!("= か is を一つ書いてください", "write one = or is"),
    )
}

/// Which kind of name is not known.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Name,
    List,
    Field,
    Code,
    Part,
}

pub(crate) fn no_such(kind: Kind, word: &str, nearest: Option<&str>, allowed: &[String]) -> Says {
    no_such_of(kind, word, nearest, allowed, allowed)
}

/// Where what is allowed has Japanese names too.
pub(crate) fn no_such_of(
    kind: Kind,
    word: &str,
    nearest: Option<&str>,
    allowed: &[String],
    allowed_ja: &[String],
) -> Says {
    let (ja, en) = match kind {
        Kind::Name => ("名前", "name"),
        Kind::List => ("名簿", "list"),
        Kind::Field => ("項目", "field"),
        Kind::Code => ("コード", "code"),
        Kind::Part => ("部分", "part"),
    };
    // Beside the nearest name a long list says nothing more.
    let near = nearest.filter(|_| allowed.len() > MANY);
    if let Some(name) = near {
        return says(
            said!(
                "「{word}」という{ja}はありません",
                "there is no {en} called {word}"
            ),
            said!(
                "「{name}」ではありませんか。名前の一覧は mimamori-dictionary(7) にあります",
                "did you mean {name}? All names stand in mimamori-dictionary(7)"
            ),
        );
    }
    let (list_ja, list) = (allowed_ja.join("、"), allowed.join(", "));
    says(
        said!(
            "「{word}」という{ja}はありません",
            "there is no {en} called {word}"
        ),
        match nearest {
            Some(name) => said!(
                "「{name}」ではありませんか。使えるのは {list_ja} です",
                "did you mean {name}? Allowed: {list}"
            ),
            None => said!("使えるのは {list_ja} です", "allowed: {list}"),
        },
    )
}

/// What an expression is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Truth,
    Number,
    /// A number of something.
    Of(Unit),
    Days,
    Months,
    Date,
    Words,
    Marks,
}

impl Sort {
    /// Whether values of it can be added and ordered by size.
    pub fn is_number(self) -> bool {
        matches!(self, Sort::Number | Sort::Of(_) | Sort::Days | Sort::Months)
    }

    fn said(self) -> Said {
        match self {
            Sort::Truth => said!("はい・いいえ", "a yes or no"),
            Sort::Number => said!("数", "a number"),
            Sort::Of(unit) => {
                let label = unit.label();
                let (ja, en) = (label.ja, label.en);
                said!("「{ja}」の数", "a number of {en}")
            }
            Sort::Days => said!("日数", "a number of days"),
            Sort::Months => said!("月数・年齢", "a number of months, an age"),
            Sort::Date => said!("日付", "a date"),
            Sort::Words => said!("コードか文字", "a code or text"),
            Sort::Marks => said!("日ごとの記号", "marks of days"),
        }
    }
}

pub(crate) fn wanted(wanted: Sort, found: Sort) -> Says {
    let (a, b) = (wanted.said(), found.said());
    let (a_ja, a_en, b_ja, b_en) = (a.ja, a.en, b.ja, b.en);
    let advice = match (wanted, found) {
        (Sort::Days, Sort::Number) => said!(
            "単位を付けてください（例 60 days）",
            "give the unit (60 days)"
        ),
        (Sort::Months, Sort::Number) => said!(
            "単位を付けてください（例 24 months）",
            "give the unit (24 months)"
        ),
        (Sort::Of(unit), other) if other.is_number() => {
            let label = unit.label();
            let (ja, en) = (label.ja, label.en);
            said!("単位を「{ja}」にそろえてください", "give it in {en}")
        }
        (Sort::Truth, Sort::Date | Sort::Number | Sort::Of(_) | Sort::Months | Sort::Days) => {
            said!(
                "= < <= > >= で何かと比べてください",
                "compare it with = < <= > >="
            )
        }
        (Sort::Date, Sort::Days) => said!(
            "今日から数えるなら「today - 60 days」のように書いてください",
            "to count from today write “today - 60 days”"
        ),
        (Sort::Truth, Sort::Words) => {
            said!("is か in で値と比べてください", "compare it with is or in")
        }
        (_, Sort::Marks) => said!(
            "longest run of、count、most in a month of のどれかで聞いてください",
            "ask with longest run of, count or most in a month of"
        ),
        _ => said!(
            "両側の種類をそろえてください",
            "make both sides of the same kind"
        ),
    };
    says(
        said!(
            "ここには{a_ja}が要りますが、これは{b_ja}です",
            "{a_en} is needed here, this is {b_en}"
        ),
        advice,
    )
}

pub(crate) fn cannot_add(other: Sort) -> Says {
    let what = said!("これは足し引きできません", "these cannot be added");
    let advice = match other {
        Sort::Number | Sort::Of(_) => said!(
            "日付に足せるのは日数と月数です。単位を付けてください（例 today - 60 days）",
            "to a date one may add days or months: give the unit (today - 60 days)"
        ),
        _ => said!(
            "日付に足せるのは日数と月数です。日付どうしは引けます",
            "to a date one may add days or months; a date less a date are days"
        ),
    };
    says(what, advice)
}

pub(crate) fn months_vary() -> Says {
    says(
        said!(
            "日付にはここでは決まった月数しか足せません",
            "only a fixed number of months can be added to a date"
        ),
        said!("「+ 5 months」のように書いてください", "write “+ 5 months”"),
    )
}

pub(crate) fn not_a_measure(what: Sort) -> Says {
    let Said { ja, en } = what.said();
    says(
        said!(
            "この項目は{ja}なので、この聞き方はできません",
            "the field is {en} and cannot be asked about in this way"
        ),
        said!(
            "latest・earliest・last は日付、sum・highest・lowest は数、count distinct はコード、longest run of は日ごとの記号に使います",
            "latest, earliest and last go with dates, sum, highest and lowest with numbers, count distinct with codes, longest run of with marks"
        ),
    )
}

pub(crate) fn people_have_no(what: &str) -> Says {
    says(
        said!(
            "人について {what} は書けません",
            "{what} cannot be said of people"
        ),
        said!(
            "名簿の記録についてだけ書けます",
            "it is for records of a list"
        ),
    )
}

pub(crate) fn definitions_too_deep() -> Says {
    says(
        said!(
            "定義が定義を16回を超えて呼び出しています",
            "definitions lead to one another more than 16 times"
        ),
        said!(
            "[define] の式を短いつながりに書き直してください",
            "write the expressions in [define] with fewer steps"
        ),
    )
}

pub(crate) fn defined_in_circles(name: &str) -> Says {
    says(
        said!(
            "「{name}」の定義が自分自身に戻っています",
            "the definition of {name} leads back to itself"
        ),
        said!(
            "[define] の式から、その名前を外してください",
            "take the name out of the expressions in [define]"
        ),
    )
}
