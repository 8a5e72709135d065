//! Every text of this crate that people read.

use mimamori_record::{Said, Text, said};

/// Stands in a table without rows.
pub(crate) const NOTHING: Text = Text::new("該当なし", "none");

/// Label of the day in page footers.
pub(crate) const MADE_FOR: Text = Text::new("基準日", "as of");

/// End of a text that was too long for a cell.
pub(crate) const CUT: Text = Text::new("…（長いため以下省略）", "… (cut: too long)");

/// Name of the hidden sheet that holds long lists of choices.
pub(crate) const CHOICES: Text = Text::new("選択肢", "choices");

/// Title of the box that Excel shows for a value that is not in the list.
pub(crate) const PICK_TITLE: Text = Text::new("一覧から選択", "Pick from the list");

/// Text of that box.
pub(crate) const PICK: Text = Text::new(
    "一覧にある言葉を選んでください。",
    "Please pick one of the words in the list.",
);

/// Column "hidden value" in charts, for screen readers.
pub(crate) const HIDDEN: Text = Text::new("秘匿", "hidden");

/// Where a row of a meeting's time begins.
pub(crate) fn from_minute(minute: u32) -> Said {
    said!("{minute}分から", "from {minute} min")
}

/// Beside a meeting's time: where the thick line is.
pub(crate) fn over_after(minutes: u32) -> Said {
    said!(
        "太い線: {minutes}分で終わり",
        "thick line: over after {minutes} minutes"
    )
}

pub(crate) fn text_cut(sheet: &str, row: u32, column: &str) -> Said {
    said!(
        "「{sheet}」シート {column}{row} の文章は長いため、途中で省略しました",
        "sheet 「{sheet}」 cell {column}{row}: the text was too long and was cut"
    )
}

pub(crate) fn row_too_tall(sheet: &str, row: u32) -> Said {
    said!(
        "「{sheet}」シート {row} 行目は1行の高さの上限を超えます。印刷では末尾が見えないことがあります",
        "sheet 「{sheet}」 row {row} needs more height than a row can have; its end may not print"
    )
}

pub(crate) fn not_built(detail: &str) -> Said {
    said!(
        "ブックを作れません（{detail}）",
        "cannot build the workbook ({detail})"
    )
}

pub(crate) fn not_built_advice() -> Said {
    said!(
        "対象の行数を減らすか、機関や月で分けて作り直してください",
        "reduce the rows, or split the paper by institution or month"
    )
}

pub(crate) fn template(name: &str, line: usize, problem: &str) -> Said {
    said!(
        "ひな形 {name} の {line} 行目: {problem}",
        "template {name}, line {line}: {problem}"
    )
}

pub(crate) fn template_advice() -> Said {
    said!(
        "ひな形を直すか、配布時のものに戻してください",
        "mend the template, or go back to the one that was shipped"
    )
}
