//! What is said about mistakes in the part of import.toml that is about looks and comments.

use mimamori_record::said;

use super::Pair;

pub(crate) fn fill_or_ink() -> Pair {
    (
        said!(
            "色の指定に fill（セルの色）か ink（文字の色）のどちらか一つが要ります",
            "a colour needs either fill (of the cell) or ink (of the letters)"
        ),
        said!(
            "fill = \"#FFFF00\" のように書いてください",
            "write it like fill = \"#FFFF00\""
        ),
    )
}

pub(crate) fn colour_meaning() -> Pair {
    (
        said!(
            "この色の意味が書かれていません",
            "nothing says what this colour means"
        ),
        said!(
            "field と value を書くか、意味のない色なら ignore = true だけを書いてください",
            "give field and value, or only ignore = true when it means nothing"
        ),
    )
}

pub(crate) fn no_colour(text: &str) -> Pair {
    (
        said!("「{text}」は色ではありません", "{text} is no colour"),
        said!(
            "#FFFF00 のように、赤・緑・青を16進の2桁ずつで書いてください",
            "write red, green and blue in two hexadecimal digits each, like #FFFF00"
        ),
    )
}

pub(crate) fn struck() -> Pair {
    (
        said!(
            "struck の書き方が違います",
            "struck is not written as it should be"
        ),
        said!(
            "\"read\"、\"leave-out\"、{{ field = \"status\", value = \"moved-out\" }} のどれかです",
            "it is one of \"read\", \"leave-out\", {{ field = \"status\", value = \"moved-out\" }}"
        ),
    )
}

pub(crate) fn comments() -> Pair {
    (
        said!(
            "comments の書き方が違います",
            "comments is not written as it should be"
        ),
        said!(
            "\"ignore\" か {{ field = \"文字の項目\" }} と書いてください",
            "write \"ignore\", or {{ field = … }} with a field of text"
        ),
    )
}

pub(crate) fn no_marked_field(key: &str, near: Option<&str>) -> Pair {
    let advice = match near {
        Some(near) => said!(
            "{near} ではありませんか。使えるのは [list.fields] にある、行に一つの項目です",
            "did you mean {near}? It must be a field of [list.fields] that each row has once"
        ),
        None => said!(
            "[list.fields] に、行に一つの項目として加えてください",
            "add it to [list.fields] as a field that each row has once"
        ),
    };
    (
        said!(
            "{key} という項目はこの名簿にありません",
            "this list has no field {key}"
        ),
        advice,
    )
}

pub(crate) fn furigana_of(key: &str) -> Pair {
    (
        said!(
            "{key} の furigana_of が、列のある項目を指していません",
            "furigana_of of {key} names no field that has a column"
        ),
        said!(
            "ふりがなの付いた列の項目を furigana_of = \"name\" のように書いてください（使えるのはカナの項目だけです）",
            "name the field whose column has the furigana, like furigana_of = \"name\" (only for fields of kana)"
        ),
    )
}

pub(crate) fn merged(key: &str) -> Pair {
    (
        said!("{key} に merged は使えません", "{key} cannot have merged"),
        said!(
            "merged = \"repeat\" は、行に一つの列がある項目だけに書いてください",
            "write merged = \"repeat\" only for a field with one column"
        ),
    )
}
