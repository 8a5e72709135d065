//! Forms and print templates look like sheets and are not tables: they are refused, with the reason.

use mimamori_record::{Said, said};
use mimamori_text::squeeze;

use crate::survey::{Facts, Seen};

/// Words in titles and in the names of files and sheets that forms have.
#[rustfmt::skip]
const FORMS: &[&str] = &[
    "様式", "調査票", "申請書", "申込書", "届出書", "個票", "個人票", "受付票", "相談票", "同意書",
    "依頼書", "回答書", "診断書", "問診票", "受診票", "アンケート", "質問票", "フェイスシート",
    "チェックシート", "チェックリスト", "カード", "ラベル", "宛名印刷", "通知書", "委任状",
];
/// Words in the names of sheets that explain the list beside them.
#[rustfmt::skip]
const EXAMPLES: &[&str] = &[
    "記入例", "記載例", "入力例", "見本", "サンプル", "記入要領", "説明", "凡例", "選択肢",
    "マスタ", "リスト元",
];

/// Why a table is none of persons, or none at all.
pub(crate) fn table(seen: &Seen, names: &[&str]) -> Option<Said> {
    if said_in(EXAMPLES, names.last().copied().unwrap_or_default()) {
        return Some(said!(
            "シートの名前から、記入例か説明です",
            "by the name of the sheet it is an example or an explanation"
        ));
    }
    let form = is_form(&seen.facts, names);
    let scattered = seen.facts.scattered;
    if form && seen.people <= 2 && scattered >= 3 {
        return Some(card(scattered));
    }
    if seen.anchors.is_empty() {
        return Some(said!(
            "氏名やフリガナの列がないので、人の名簿ではありません（集計表や一覧表）",
            "no column of names or kana: no list of persons, but a table of numbers or places"
        ));
    }
    if seen.named >= 3 && seen.named * 2 >= seen.table.headings.len() {
        return Some(said!(
            "氏名が見出しのように横に並び、項目が縦に並んだ表です。一人一行で出してもらってください",
            "the names stand side by side like headings and the items below one another; ask for one row for each person"
        ));
    }
    if seen.in_two_rows() {
        return Some(said!(
            "一人がふりがなの行と氏名の行の二行に分かれた表です。一人一行で出してもらってください",
            "each person stands in two rows, one of kana and one of the name; ask for one row for each person"
        ));
    }
    let headed = u32::try_from(seen.table.headings.len()).unwrap_or(u32::MAX);
    match seen.people {
        0 if form || seen.facts.boxes > 0 => Some(blank_form()),
        0 => Some(said!(
            "見出しだけで、だれも載っていません。人の載った月のファイルで試してください",
            "headings alone and nobody on it; try the file of a month with people on it"
        )),
        1..=2 if form || scattered >= 3 => Some(card(scattered)),
        3..=9 if scattered >= headed.max(4) && (form || seen.facts.boxes >= 2) => {
            Some(card(scattered))
        }
        _ => None,
    }
}

/// Why a sheet without a table is none.
pub(crate) fn sheet(facts: &Facts, names: &[&str]) -> Said {
    if facts.scattered >= 3 {
        return card(facts.scattered);
    }
    if is_form(facts, names) || facts.boxes > 0 {
        return blank_form();
    }
    said!(
        "見出しの並んだ行が見つかりません（表紙、説明、図など）",
        "there is no row of headings: a cover, an explanation, a drawing"
    )
}

fn blank_form() -> Said {
    said!(
        "書き込むか印刷するための様式で、見出しの下に人が並ぶ表がありません。名簿だけを読みます",
        "a form to fill in or to print, without people below headings; only lists are read"
    )
}

fn card(scattered: u32) -> Said {
    said!(
        "一人に一枚の様式です（見出しの語が {scattered} か所に散らばっています）。名簿だけを読みます",
        "a form for one person (words of headings stand in {scattered} places); only lists are read"
    )
}

fn is_form(facts: &Facts, names: &[&str]) -> bool {
    let titled = facts.titles.iter().any(|title| said_in(FORMS, title));
    titled || names.iter().any(|name| said_in(FORMS, name))
}

fn said_in(words: &[&str], text: &str) -> bool {
    let text = squeeze(text);
    words.iter().any(|word| text.contains(&squeeze(word)))
}
