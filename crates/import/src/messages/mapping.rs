//! What is said about mistakes in import.toml, as far as they are about a list.

use mimamori_record::{Said, said};
use mimamori_shell::nearest;

use super::Pair;

pub(crate) fn no_dataset(name: &str, all: &[&str]) -> Pair {
    (
        said!(
            "名簿の種類「{name}」はありません",
            "there is no dataset {name}"
        ),
        match nearest(name, all.iter().copied()) {
            Some(_) => did_you_mean(name, all),
            None => {
                let list = all.join(", ");
                said!(
                    "辞書の種類は {list} です。どれでもない町だけの名簿なら own = true を書き足してください",
                    "the dictionary has {list}; for a list of the town's own add own = true"
                )
            }
        },
    )
}

pub(crate) fn own_dataset(name: &str) -> Pair {
    (
        said!(
            "町だけの名簿の名前に「{name}」は使えません",
            "a list of the town's own cannot be called 「{name}」"
        ),
        said!(
            "辞書にない名前を、文字・数字・-・_ だけで書いてください",
            "give it a name that the dictionary does not have, of letters, digits, - and _"
        ),
    )
}

/// The nearest of the right words, and all of them.
pub(super) fn did_you_mean(word: &str, all: &[&str]) -> Said {
    let list = all.join(", ");
    match nearest(word, all.iter().copied()) {
        Some(near) => said!(
            "{near} ではありませんか。使えるのは {list} です",
            "did you mean {near}? Allowed: {list}"
        ),
        None => said!("使えるのは {list} です", "allowed: {list}"),
    }
}

pub(crate) fn no_files() -> Pair {
    (
        said!("files が空です", "files is empty"),
        said!(
            "ファイル名のパターンを書いてください",
            "give patterns of file names"
        ),
    )
}

pub(crate) fn nobody(dataset: &str) -> Pair {
    (
        said!(
            "{dataset} には、だれの行かを示す項目がありません",
            "{dataset} has no field that says whose row it is"
        ),
        said!(
            "name、kana、resident_no などの項目を加えてください",
            "add a field such as name, kana or resident_no"
        ),
    )
}

pub(crate) fn parts_twice() -> Pair {
    (
        said!(
            "parts と項目 part が両方あります",
            "there are both parts and the field part"
        ),
        said!(
            "組になった列が並ぶ表では parts を、行ごとに書いてある表では part を残してください",
            "keep parts where columns come in groups, part where each row says it"
        ),
    )
}

pub(crate) fn no_parts() -> Pair {
    (
        said!(
            "per_part の項目がありますが parts がありません",
            "there are per_part fields but no parts"
        ),
        said!(
            "parts = {{ 4m = \"４か月児健診\" }} のように書いてください",
            "write for example parts = {{ 4m = \"４か月児健診\" }}"
        ),
    )
}

pub(crate) fn no_month() -> Pair {
    (
        said!(
            "日ごとの列がありますが month がありません",
            "there are columns of days but no month"
        ),
        said!(
            "month = [\"title\", \"file\"] のように、年月の書かれた場所を書いてください",
            "say where the month stands, for example month = [\"title\", \"file\"]"
        ),
    )
}

pub(crate) fn no_institution(dataset: &str) -> Pair {
    (
        said!(
            "{dataset} は機関ごとに届くはずですが、どの機関の名簿かがどこにも書かれていません",
            "{dataset} is expected from each institution, but nothing says whose list a file is"
        ),
        said!(
            "institution = [\"folder\", \"title\"] のように機関名の書かれた場所を加えるか、町全体で一つなら expected = [{{}}] にしてください",
            "say where the institution stands, for example institution = [\"folder\", \"title\"], or write expected = [{{}}] for one list of the whole town"
        ),
    )
}

pub(crate) fn deadline() -> Pair {
    (
        said!(
            "deadline は翌月の何日までに届く約束かという数です",
            "deadline is a day of the following month"
        ),
        said!(
            "翌月10日までなら deadline = 10、翌月末までなら 31 と書いてください",
            "write deadline = 10 for the 10th of the following month, 31 for its last day"
        ),
    )
}

pub(crate) fn deadline_of_no_month() -> Pair {
    (
        said!(
            "毎月届く名簿ではないのに deadline があります",
            "there is a deadline, but the list is no monthly one"
        ),
        said!(
            "from = \"2026-04\" のように初めの月を書くか、deadline を消してください",
            "write the first month (from = \"2026-04\"), or remove the deadline"
        ),
    )
}

pub(crate) fn heading_rows() -> Pair {
    (
        said!(
            "見出しの行数が違います",
            "the number of heading rows is wrong"
        ),
        said!(
            "1 から 10 の数を書くか、この行を消してください（自動で探します）",
            "give a number from 1 to 10, or remove the line (they are then looked for)"
        ),
    )
}

pub(crate) fn not_a_month(text: &str) -> Pair {
    (
        said!("「{text}」は年月ではありません", "{text} is no month"),
        said!("2026-04 のように書いてください", "write it like 2026-04"),
    )
}

pub(crate) fn period_of_no_events() -> Pair {
    (
        said!(
            "period は、毎月の名簿でない、出来事の名簿（per = \"event\"）だけに書けます",
            "period belongs only to a list of events (per = \"event\") that is no monthly one"
        ),
        said!(
            "毎月の名簿なら month を、いつの時点かだけなら as_of を書いてください",
            "write month for a monthly list, or as_of for the day on which it was drawn up"
        ),
    )
}

pub(crate) fn check() -> Pair {
    (
        said!(
            "checks に何の合計かが書かれていません",
            "nothing says what a sum of checks is made of"
        ),
        said!(
            "{{ label = \"欠席計\", marks = [\"absent-ill\"] }} か {{ label = \"計\", sum = [\"visits\"] }} のように書いてください",
            "write it like {{ label = \"欠席計\", marks = [\"absent-ill\"] }} or {{ label = \"計\", sum = [\"visits\"] }}"
        ),
    )
}

pub(crate) fn no_marks() -> Pair {
    (
        said!(
            "checks に marks がありますが、日ごとの列がありません",
            "checks counts marks but there are no columns of days"
        ),
        said!(
            "marks の行を消すか、day_columns の項目を加えてください",
            "remove marks, or add a field with day_columns"
        ),
    )
}

pub(crate) fn no_number(key: &str, all: &[&str]) -> Pair {
    (
        said!(
            "{key} は足し合わせられる項目ではありません",
            "{key} is no field that can be added up"
        ),
        did_you_mean(key, all),
    )
}

pub(crate) fn rows(written: &str) -> Pair {
    (
        said!(
            "「{written}」は行の範囲ではありません",
            "{written} is no range of rows"
        ),
        said!(
            "rows = \"5:120\" のように最初と最後の行を書いてください。5: なら終わりまでです",
            "write the first and the last row, like rows = \"5:120\"; 5: is to the end"
        ),
    )
}
