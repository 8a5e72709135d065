//! What a department wrote as the right value of a cell: read as its list is read, so that a value
//! nobody could use is told at once and not found in next year's list.

use mimamori_container::Value;
use mimamori_record::line::FieldType;
use mimamori_text::squeeze;
use serde_json::Value as Json;

use crate::mapping::{Field, List};
use crate::value::{Context, Got, read_cell};

/// The field of a correction that holds the value as its list reads it.
pub(super) const READS_AS: &str = "reads_as";

/// What stands in the room for the right value.
#[derive(Debug, PartialEq)]
pub(super) enum Answer {
    /// A value, or something that nobody can read.
    Got(Got),
    /// A value as it is written, and as the list reads it.
    Right(Json, Json),
    /// In words that there is none, as a code of `no_value`: unknown is an answer and no value.
    NoValue(&'static str),
}

const UNKNOWN: Answer = Answer::NoValue("unknown");
const BLANK: Answer = Answer::NoValue("blank");

/// Reads the right value of a cell of the field `of`; without one it is about no single value.
pub(super) fn read(
    value: &Value,
    of: Option<&str>,
    lists: &[List],
    context: Context<'_>,
) -> Answer {
    let fields = lists.iter().flat_map(|list| &list.fields);
    let fields: Vec<&Field> = fields
        .filter(|field| Some(field.key.as_str()) == of)
        .collect();
    if let Some(text) = value.text() {
        let word = squeeze(text);
        let coded = fields.iter().any(|field| field.codes.contains_key(&word));
        if let Some(answer) = no_value(&word).filter(|_| !coded) {
            return answer;
        }
    }
    let written = match value {
        Value::Date(Ok(day)) => Got::Value(Json::from(day.to_string())),
        value => read_cell(&Field::plain("", FieldType::Text), value, context),
    };
    if fields.is_empty() || fields.iter().any(|field| !stands_alone(field)) {
        return Answer::Got(written);
    }
    // Lists may read the same field differently; what one of them can use will do.
    let mut wrong = None;
    for field in fields {
        match read_cell(field, value, context) {
            // As it is written: it is to be copied into the list.
            Got::Value(read) => {
                let written = match written {
                    Got::Value(written) | Got::Noted(written, _) => written,
                    Got::Blank | Got::Bad(_) => read.clone(),
                };
                return Answer::Right(written, read);
            }
            Got::Blank => return BLANK,
            Got::Bad(why) => wrong = wrong.or(Some(why)),
            noted @ Got::Noted(..) => return Answer::Got(noted),
        }
    }
    Answer::Got(wrong.map_or(written, Got::Bad))
}

/// Whether a cell holds the whole value, so that the right one can be judged.
fn stands_alone(field: &Field) -> bool {
    let whole = field.line.is_none() && field.width_in_columns() <= 1;
    field.in_column() && whole && !field.day_columns
}

fn no_value(word: &str) -> Option<Answer> {
    let word = word.trim_end_matches(['。', '.']).to_lowercase();
    let word = ["です", "のまま"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or(&word);
    match word {
        "不明"
        | "不詳"
        | "未詳"
        | "わからない"
        | "わかりません"
        | "分からない"
        | "分かりません"
        | "判らない"
        | "判りません"
        | "確認できない"
        | "確認できません"
        | "unknown"
        | "notknown" => Some(UNKNOWN),
        "blank" => Some(BLANK),
        // Not as a beginning: 空欄ではない says the opposite.
        word => matches!(
            word.strip_prefix("空欄")
                .or_else(|| word.strip_prefix("空白"))?,
            "" | "のままで"
                | "のままでよい"
                | "のままでいい"
                | "で"
                | "でよい"
                | "でいい"
                | "でよいです"
                | "でいいです"
                | "で可"
                | "でok"
                | "で正しい"
                | "が正しい"
                | "が正"
                | "にする"
        )
        .then_some(BLANK),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_bare_words_say_that_there_is_no_value() {
        for word in ["空欄", "空欄でよい", "空白のままでよいです。", "空欄です"]
        {
            assert_eq!(no_value(word), Some(BLANK), "{word}");
        }
        assert_eq!(no_value("不明です。"), Some(UNKNOWN));
        for word in [
            "空欄ではない。H29.3.2が正",
            "空白のはずがない",
            "空欄が誤り、東町1",
            "日は不明",
        ] {
            assert_eq!(no_value(word), None, "{word}");
        }
    }
}
