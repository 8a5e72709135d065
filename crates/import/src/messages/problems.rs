//! What stands on the papers that go back to the departments.

use std::path::Path;

use chrono::NaiveDate;
use mimamori_paper::wareki;
use mimamori_record::reason::Reason;
use mimamori_record::{Said, Text, said};

use crate::problems::To;

/// So many files of one reason are named.
const FILES: usize = 12;

pub(crate) const LETTER_SHEET: Text = Text::new("確認", "to check");
pub(crate) const LETTER_NOTHING: Text =
    Text::new("お願いすることはありません。", "There is nothing to ask.");
pub(crate) const LETTER_FILE: Text = Text::new("ファイル", "file");
pub(crate) const LETTER_TAB: Text = Text::new("シート", "sheet");
pub(crate) const LETTER_CELL: Text = Text::new("セル", "cell");
pub(crate) const LETTER_HEADING: Text = Text::new("見出し", "heading");
pub(crate) const LETTER_WHAT: Text = Text::new("何が", "what is wrong");
pub(crate) const LETTER_ADVICE: Text = Text::new("どうする", "what to do");
pub(crate) const LETTER_VALUE: Text = Text::new("正しい値", "right value");
pub(crate) const LETTER_VALUE_HINT: Text = Text::new(
    "名簿に書くとおりに書いてください。日付は R8.4.1 か 2026/4/1。調べてもわからないときは「不明」、空欄で正しいときは「空欄でよい」",
    "as it would stand in the list; dates like R8.4.1 or 2026/4/1; \"unknown\" if nobody can tell, \"blank\" if nothing should stand there",
);
pub(crate) const LETTER_WHO: Text = Text::new("だれが", "who");
pub(crate) const LETTER_WHEN: Text = Text::new("いつ", "when");
pub(crate) const LETTER_WHY: Text = Text::new("理由", "why");
pub(crate) const LETTER_WHOLE: Text = Text::new("全体", "all");
pub(crate) const LETTER_FOOT: Text = Text::new(
    "取扱注意（書き入れたあとは個人情報を含みます）",
    "confidential once it is filled in",
);

pub(crate) fn letter_title(to: &To) -> Said {
    match to {
        To::Provider(name) => said!(
            "名簿の確認のお願い（{name}）",
            "Please check your lists ({name})"
        ),
        To::Centre => said!(
            "名簿の読み取りで、センターが直すこと",
            "What the centre has to settle about the lists"
        ),
    }
}

pub(crate) fn letter_what(to: &To, day: NaiveDate) -> Said {
    let ja = wareki(day);
    match to {
        To::Provider(_) => Said {
            ja: format!(
                "{ja}に名簿を読み、読めなかったところと確かめたいところを並べました。値と氏名は載せていません。お手元のファイルの同じセルを見てください。"
            ),
            en: format!(
                "The lists were read on {day}; these places could not be read or want checking. Values and names are left out: please look at the same cell of your own file."
            ),
        },
        To::Centre => Said {
            ja: format!("{ja}に読んだ名簿のうち、import.toml や町の表を直せば読めるところです。"),
            en: format!(
                "Of the lists read on {day}, these can be read once import.toml or the town's tables are changed."
            ),
        },
    }
}

pub(crate) fn letter_how(to: &To) -> Said {
    match to {
        To::Provider(_) => said!(
            "色の付いた欄に書き入れ、次の名簿といっしょに、このブックをこども家庭センターへ返してください。調べてもわからないときは、正しい値に「不明」と書いてください。名簿を直して送り直したときは、書き入れなくてかまいません。並べ替えはできますが、行と列は消さないでください。",
            "Please fill in the tinted columns and return this workbook to the centre with the next list. Where nobody can tell, write unknown as the right value. Where you correct the list itself and send it again, nothing need be filled in. Rows may be sorted; please delete no row or column."
        ),
        To::Centre => said!(
            "直したあと、もう一度 mimamori-import を動かしてください。書きまちがいとわかった値は、色の付いた欄に書いて in フォルダーに入れると、訂正として読みます。",
            "Run mimamori-import again after the change. A value that is a slip of the pen can be corrected in the tinted columns; put the workbook into an in folder to have it read."
        ),
    }
}

/// What is wrong, with the number of cells where it is more than one, or with the earlier file.
pub(crate) fn letter_about(reason: &Reason, count: Option<u64>, earlier: Option<&str>) -> Said {
    let (ja, en) = (reason.title.ja, reason.title.en);
    if let Some(earlier) = earlier {
        return said!(
            "{ja}（前のファイル: {earlier}）",
            "{en} (earlier file: {earlier})"
        );
    }
    match count {
        Some(count) if count > 1 => said!("{ja}（{count}セル）", "{en} ({count} cells)"),
        _ => said!("{ja}", "{en}"),
    }
}

pub(crate) fn letter_column(column: &str) -> Said {
    said!("{column}列", "column {column}")
}

pub(crate) fn letter_row(row: u32) -> Said {
    said!("{row}行", "row {row}")
}

/// A sheet has more than anybody would correct by hand.
pub(crate) fn letter_more(file: &str, sheet: &str, more: u64) -> Said {
    let ja = if sheet.is_empty() {
        String::new()
    } else {
        format!("「{sheet}」")
    };
    said!(
        "{file}{ja} には、ほかに {more} 件あります。同じ原因と思われますので、名簿を直して送り直してください。",
        "{file} {sheet} has {more} more, probably for the same cause: please correct the list and send it again."
    )
}

/// What is not asked again.
pub(crate) fn letter_answered(count: u64) -> Said {
    said!(
        "このほか {count} 件は、返事をいただいたので載せていません。名簿そのものも、次に送るまでに直してください。",
        "{count} more are left out, because your answers have been read. Please correct the list itself too before it is sent again."
    )
}

/// A file in the place of a letter that is not as we wrote it.
pub(crate) fn letter_kept(old: &Path, new: Option<&Path>) -> Said {
    let old = old.display();
    let (ja, en) = new.map_or_else(Default::default, |new| {
        let new = new.display();
        (
            format!("（新しいものは {new} に書きました）"),
            format!(" (the new one is {new})"),
        )
    });
    said!(
        "{old} には書き込みなどがあるので、上書きしませんでした{ja}。記入の済んだものなら in フォルダーへ移し、要らなければ消してください",
        "{old} is not as it was written, so it was kept{en}; move it into an in folder if it is filled in, else delete it"
    )
}

/// The line of the summary.
pub(crate) fn letters(
    folder: &Path,
    letters: &[(&To, u64)],
    settled: usize,
    answered: u64,
) -> Said {
    let folder = folder.display();
    let named = |centre: &str, unit: &str, between: &str| {
        let name = |to: &To| match to {
            To::Provider(name) => name.clone(),
            To::Centre => centre.to_owned(),
        };
        let all = letters
            .iter()
            .map(|(to, count)| format!("{} {count}{unit}", name(to)));
        all.collect::<Vec<_>>().join(between)
    };
    let (ja, en) = match letters {
        [] => (
            "お願いすることはありません".to_owned(),
            "nothing to ask".to_owned(),
        ),
        _ => (named("センター", "件", "、"), named("the centre", "", ", ")),
    };
    let (more_ja, more_en) = match settled {
        0 => (String::new(), String::new()),
        n => (
            format!("。済んだ {n} 冊は「なし」に書き換えました"),
            format!("; {n} settled ones now say that there is nothing"),
        ),
    };
    let (left_ja, left_en) = match answered {
        0 => (String::new(), String::new()),
        n => (
            format!("。返事のあった {n} 件は載せていません"),
            format!("; {n} that were answered are left out"),
        ),
    };
    Said {
        ja: format!("問題の紙 {folder}: {ja}{left_ja}{more_ja}"),
        en: format!("letters in {folder}: {en}{left_en}{more_en}"),
    }
}

/// Over the files of which nothing was read.
pub(crate) fn unread_heading() -> Said {
    said!("読んでいないファイル", "files that were not read")
}

/// Files that have the same reason, and what to do about it.
pub(crate) fn unread(why: &Reason, paths: &[String]) -> Said {
    let (title, advice) = (why.title, why.advice);
    let more = paths.len().saturating_sub(FILES);
    let (ja, en) = match more {
        0 => (String::new(), String::new()),
        _ => (format!("、ほか {more} 件"), format!(" and {more} more")),
    };
    let named = &paths[..paths.len() - more];
    Said {
        ja: format!(
            "{}{ja}: {}\n    → {}",
            named.join("、"),
            title.ja,
            advice.ja
        ),
        en: format!(
            "{}{en}: {}\n    → {}",
            named.join(", "),
            title.en,
            advice.en
        ),
    }
}

/// Over the kinds of problems.
pub(crate) fn kinds_heading() -> Said {
    said!(
        "問題（多い順に、件数と最初のところ）",
        "problems (the most frequent first: how many, and where the first one stands)"
    )
}

/// Problems of one kind.
pub(crate) fn kind(count: u64, reason: &Reason, place: &Said) -> Said {
    let Text { ja, en } = reason.title;
    Said {
        ja: format!("{count}件 {ja}: {}", place.ja),
        en: format!("{count} × {en}: {}", place.en),
    }
}

/// How many kinds there are beside those that are named.
pub(crate) fn more_kinds(count: usize) -> Said {
    said!("ほか {count} 種類", "and {count} other kinds")
}

/// File, sheet and cell, as far as there are any.
pub(crate) fn place(file: Option<String>, sheet: Option<&String>, cell: Option<Said>) -> Said {
    let file = file.unwrap_or_default();
    let sheet = sheet.map(|name| format!("「{name}」")).unwrap_or_default();
    let Said { ja, en } = cell.unwrap_or_else(|| said!("", ""));
    Said {
        ja: format!("{file}{sheet} {ja}").trim_end().to_owned(),
        en: format!("{file}{sheet} {en}").trim_end().to_owned(),
    }
}

/// How one gets to see every problem.
pub(crate) fn every_place() -> Said {
    said!(
        "すべての問題の番地は、--problems DIR を付けて実行すると、提供元ごとの Excel ブックに出ます",
        "run it with --problems DIR to get the place of every problem, in a workbook for each department"
    )
}
