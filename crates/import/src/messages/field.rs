//! What is said about mistakes in the fields of import.toml.

use mimamori_record::said;
use mimamori_shell::nearest;

use super::Pair;
use super::mapping::did_you_mean;

pub(crate) fn no_field(dataset: &str, key: &str, near: Option<&str>) -> Pair {
    let advice = match near {
        Some(near) => said!(
            "{near} ではありませんか。町だけの項目なら own = true と type を書いてください",
            "did you mean {near}? For a field of the town's own write own = true and a type"
        ),
        None => said!(
            "町だけの項目なら own = true と type を書いてください",
            "for a field of the town's own write own = true and a type"
        ),
    };
    (
        said!(
            "{dataset} に {key} という項目はありません",
            "{dataset} has no field {key}"
        ),
        advice,
    )
}

pub(crate) fn no_code(key: &str, code: &str, all: &[&str]) -> Pair {
    // Where there are no codes, a blank may still mean no.
    let all = if all.is_empty() {
        &["no", "repeat"]
    } else {
        all
    };
    (
        said!(
            "{key} に {code} という値はありません",
            "{key} has no value {code}"
        ),
        did_you_mean(code, all),
    )
}

pub(crate) fn column(key: &str) -> Pair {
    (
        said!(
            "{key} の column は一つの列の文字だけです",
            "column of {key} is the letters of one column"
        ),
        said!(
            "column = \"C\" のように書くか、この行を消してください（列は見出しで探します）",
            "write it like column = \"C\", or remove it (columns are found by their headings)"
        ),
    )
}

pub(crate) fn blank_repeat(key: &str) -> Pair {
    (
        said!(
            "{key} の blank = \"repeat\" は、一つの列（label）の項目だけに書けます",
            "blank = \"repeat\" of {key} is for a field of one column (label)"
        ),
        said!(
            "空欄がすぐ上の値と同じ意味の列でなければ、blank を消してください",
            "remove blank unless a blank of this column means the value above it"
        ),
    )
}

pub(crate) fn repeat_person(dataset: &str, key: &str) -> Pair {
    (
        said!(
            "{dataset} は一人一行の名簿なので、{key} に blank = \"repeat\" は書けません",
            "{dataset} has a row for each person, so {key} cannot have blank = \"repeat\""
        ),
        said!(
            "blank を消してください。空欄の行は、だれのものかわからない行として知らせます",
            "remove blank; rows without a value are told as rows of nobody known"
        ),
    )
}

pub(crate) fn line(key: &str) -> Pair {
    (
        said!(
            "{key} の line は、一つの列（label）のセルの何行目かです",
            "line of {key} says which line of the cells of one column (label) it is"
        ),
        said!(
            "line = 1 から 9 までの数を label といっしょに書くか、line を消してください",
            "write line = 1 to 9 beside label, or remove line"
        ),
    )
}

pub(crate) fn other_type(key: &str) -> Pair {
    (
        said!(
            "{key} の型は辞書と違います",
            "the type of {key} is not that of the dictionary"
        ),
        said!(
            "type を消してください。型を変えられるのは町だけの項目です",
            "remove type; only the town's own fields have one"
        ),
    )
}

pub(crate) fn day_columns(key: &str, on: bool) -> Pair {
    if on {
        (
            said!(
                "{key} は日ごとの列の項目ではありません",
                "{key} is no field of marks by day"
            ),
            said!("day_columns を消してください", "remove day_columns"),
        )
    } else {
        (
            said!(
                "{key} には日ごとの列が要ります",
                "{key} needs columns of days"
            ),
            said!(
                "day_columns = true を加えてください",
                "add day_columns = true"
            ),
        )
    }
}

pub(crate) fn no_label(key: &str) -> Pair {
    (
        said!(
            "{key} がどこにあるか書かれていません",
            "nothing says where {key} stands"
        ),
        said!(
            "label（見出し）、join（いくつかの列の見出し）、from（sheet、file、folder など）のどれか一つを書いてください",
            "give one of label (the heading), join (the headings of several columns) and from (sheet, file, folder and the like)"
        ),
    )
}

pub(crate) fn empty_label(key: &str) -> Pair {
    (
        said!("{key} の見出しが空です", "a heading of {key} is empty"),
        said!(
            "名簿の見出しをそのまま書いてください",
            "write the heading as the list has it"
        ),
    )
}

pub(crate) fn empty_code(key: &str) -> Pair {
    (
        said!(
            "{key} の codes に空の書き方があります",
            "codes of {key} has an empty spelling"
        ),
        said!(
            "空欄の意味は codes ではなく blank に書いてください",
            "say what a blank cell means with blank, not in codes"
        ),
    )
}

pub(crate) fn width(key: &str) -> Pair {
    (
        said!(
            "{key} に width は使えません",
            "{key} cannot have this width"
        ),
        said!(
            "width は番号の桁数（1〜20）です。列をつなぐときは width = [3, 0, 4] のように列ごとに書いてください（0 は決まりなし）",
            "width is the number of digits of an identifier, 1 to 20; where columns are joined give one for each, like width = [3, 0, 4] (0: not fixed)"
        ),
    )
}

pub(crate) fn no_codes(key: &str) -> Pair {
    (
        said!(
            "項目 {key} に codes がありません",
            "the field {key} has no codes"
        ),
        said!(
            "書き方と意味の表を codes に書いてください",
            "give a table of spellings and what they mean"
        ),
    )
}

pub(crate) fn own_field(key: &str) -> Pair {
    (
        said!(
            "町だけの項目 {key} の名前か型が正しくありません",
            "name or type of the town's own field {key} is not right"
        ),
        said!(
            "英小文字・数字・_ の名前と type を書いてください",
            "give it a name of small letters, digits and _, and a type"
        ),
    )
}

pub(crate) fn join(key: &str) -> Pair {
    (
        said!(
            "{key} はこの join では列をつなげません",
            "columns of {key} cannot be joined like this"
        ),
        said!(
            "join = [\"姓\", \"名\"] のように 2〜8 列の見出しを書いてください。つなげるのは文字・番号・氏名・日付の項目です",
            "write for example join = [\"姓\", \"名\"], 2 to 8 headings, for a field of text, identifiers, names or dates"
        ),
    )
}

pub(crate) fn span(key: &str) -> Pair {
    (
        said!(
            "{key} の span が正しくありません",
            "the span of {key} is not right"
        ),
        said!(
            "一つの見出し label の下に並ぶ列の数を 2〜8 で書いてください",
            "give the number of columns under the one heading label, 2 to 8"
        ),
    )
}

pub(crate) fn with(key: &str) -> Pair {
    (
        said!("{key} に with は使えません", "{key} cannot have with"),
        said!(
            "with は join や span でつなぐ列の間に入れる文字です。日付には書きません",
            "with is what stands between columns joined by join or span; dates need none"
        ),
    )
}

pub(crate) fn no_origin(word: &str, all: &[&str]) -> Pair {
    let list = all.join(", ");
    let more_ja = format!("{list}、B2 のようなセル、{{ label = \"学校名\" }}");
    let more_en = format!("{list}, a cell like B2, {{ label = \"学校名\" }}");
    let advice = match nearest(word, all.iter().copied()) {
        Some(near) => said!(
            "{near} ではありませんか。使えるのは {more_ja} です",
            "did you mean {near}? Allowed: {more_en}"
        ),
        None => said!("使えるのは {more_ja} です", "allowed: {more_en}"),
    };
    (
        said!(
            "「{word}」という場所はありません",
            "there is no place {word}"
        ),
        advice,
    )
}

pub(crate) fn empty_origin() -> Pair {
    (
        said!("label が空です", "label is empty"),
        said!(
            "表に書かれているとおりの言葉を書いてください",
            "write the words as they stand on the sheet"
        ),
    )
}

pub(crate) fn pattern(key: &str) -> Pair {
    (
        said!(
            "{key} の pattern が正しくありません",
            "the pattern of {key} is not right"
        ),
        said!(
            "from と一緒に、取り出すところを {{}} 一つにして pattern = \"*年{{}}組\" のように書いてください",
            "write it beside from, with one {{}} for the part that is wanted, like pattern = \"*年{{}}組\""
        ),
    )
}
