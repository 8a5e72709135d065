//! What this program says to people.

mod field;
mod mapping;
mod problems;
mod report;
mod seen;

use std::path::Path;

use mimamori_record::line::Cells;
use mimamori_record::reason::Reason;
use mimamori_record::{Failure, Said, Status, said};

pub(crate) use field::*;
pub(crate) use mapping::*;
pub(crate) use problems::*;
pub(crate) use report::*;
pub(crate) use seen::*;

/// What is wrong, and what to do.
pub(crate) type Pair = (Said, Said);

pub(crate) fn expected_institution(name: &str, near: Option<&str>) -> Pair {
    let advice = match near {
        Some(near) => said!("{near} ではありませんか", "did you mean {near}?"),
        None => said!(
            "機関の表に加えてください",
            "add it to the table of institutions"
        ),
    };
    (
        said!(
            "機関の表に「{name}」はありません",
            "{name} is not in the table of institutions"
        ),
        advice,
    )
}

pub(crate) fn no_lists(path: &Path) -> Failure {
    let path = path.display();
    Failure::new(
        Status::Options,
        said!(
            "{path} に [[list]] が一つもありません",
            "{path} holds no [[list]]"
        ),
        said!(
            "mimamori-import --suggest 2026-05/in の下書きを貼り付けるか、名簿ごとに [[list]] を書いてください",
            "paste the draft of mimamori-import --suggest 2026-05/in, or write a [[list]] for each list"
        ),
    )
}

pub(crate) fn doubt_needs_letters() -> Failure {
    Failure::new(
        Status::Options,
        said!(
            "--doubt には、紙を書くフォルダー（--problems）が要ります",
            "--doubt needs the folder of the workbooks (--problems)"
        ),
        said!(
            "--problems 2026-05/out/problems のように足してください",
            "add --problems 2026-05/out/problems"
        ),
    )
}

pub(crate) fn no_cell(typed: &str) -> Failure {
    Failure::new(
        Status::Options,
        said!(
            "--doubt の「{typed}」はセルの番地ではありません",
            "“{typed}” of --doubt is no cell"
        ),
        said!(
            "ファイル!シート!番地（児童福祉/ケース台帳.xlsx!台帳!N27）の形で、いくつもなら , で区切ってください",
            "write FILE!SHEET!CELL (児童福祉/ケース台帳.xlsx!台帳!N27), several apart by commas"
        ),
    )
}

pub(crate) fn cell_not_read(typed: &str) -> Failure {
    Failure::new(
        Status::Options,
        said!(
            "--doubt の「{typed}」は、読んだ名簿の人の行にある項目のセルではありません（日ごとの出欠や、表の外のセルは尋ねられません）",
            "“{typed}” of --doubt is no cell of a field in somebody's row of the lists that were read (days of attendance and cells outside of the table cannot be asked about)"
        ),
        said!(
            "ファイル名・シート名・番地を、確認候補の紙の「どこに書いてあるか」と見比べてください",
            "compare file, sheet and cell with the paper of candidates (where it stands)"
        ),
    )
}

pub(crate) fn lists_disagree(dataset: &str) -> Failure {
    Failure::new(
        Status::Options,
        said!(
            "{dataset} の [[list]] どうしで closed か per が違います",
            "the lists of {dataset} disagree about closed or per"
        ),
        said!(
            "同じ dataset では同じ値にしてください",
            "give them the same values"
        ),
    )
}

pub(crate) fn town_table(path: &Path, why: &Reason) -> Failure {
    let path = path.display();
    let (ja, en) = (why.title.ja, why.title.en);
    Failure::new(
        Status::Files,
        Said {
            ja: format!("町の表 {path} を読めません。{ja}"),
            en: format!("the town's table {path} cannot be read: {en}"),
        },
        said!(
            "Excel で開いて、xlsx で保存し直してください",
            "open it in Excel and save it as xlsx"
        ),
    )
}

pub(crate) fn town_headings(path: &Path, labels: &[&str]) -> Failure {
    let path = path.display();
    let labels = labels.join("・");
    Failure::new(
        Status::Options,
        said!(
            "町の表 {path} に見出しの行がありません",
            "the town's table {path} has no heading row"
        ),
        said!(
            "見出しを {labels} にしてください",
            "the headings are {labels}"
        ),
    )
}

/// What to do about a cell of one of the town's tables.
fn cell_advice(label: &str, blank: bool) -> Said {
    match (label, blank) {
        ("から" | "まで", false) => said!(
            "Excel で直してください。日付は R8.4.1 か 2026/4/1 のように書きます",
            "correct it in Excel: dates like R8.4.1 or 2026/4/1"
        ),
        ("区分", _) => said!(
            "Excel で直してください。区分は 休業 か 授業日 です",
            "correct it in Excel: kinds are 休業 or 授業日"
        ),
        ("役割", _) => said!(
            "Excel で直してください。役割は 統括支援員、係長、担当 のどれかです",
            "correct it in Excel: roles are 統括支援員, 係長 or 担当"
        ),
        _ => said!(
            "Excel で {label} を書き入れるか、要らない行なら消してください",
            "fill in {label} in Excel, or delete the row if nobody needs it"
        ),
    }
}

pub(crate) fn no_town_name() -> Pair {
    (
        said!("町の名前が空です", "the name of the town is empty"),
        said!(
            "name = \"ひなた町\" のように書いてください",
            "write it like name = \"ひなた町\""
        ),
    )
}

pub(crate) fn town_cell(path: &Path, cell: &str, label: &str, blank: bool) -> Failure {
    let path = path.display();
    Failure::new(
        Status::Options,
        said!(
            "町の表 {path} の {cell}（{label}）を読めません",
            "cell {cell} ({label}) of the town's table {path} cannot be read"
        ),
        cell_advice(label, blank),
    )
}

pub(crate) fn series_broken(path: &Path) -> Failure {
    let path = path.display();
    Failure::new(
        Status::Options,
        said!("{path} を読めません", "{path} cannot be read"),
        said!(
            "バックアップから戻してください。消して作り直すと、人の番号がつながらなくなります",
            "restore it from a backup; a new one would cut off the ids of all persons"
        ),
    )
}

pub(crate) fn series_made(name: &str) -> Said {
    said!(
        "この町の番号の系列 {name} を作りました（town/series.toml）。消さず、人に渡さないでください",
        "made the town's series {name} (town/series.toml); keep it, and give it to nobody"
    )
}

pub(crate) fn series_file(name: &str, key: &str) -> String {
    format!(
        "# 町の番号の系列と、ファイルの照合に使う鍵です。最初の取り込みが一度だけ作ります。\n\
         # 消すと人の番号がつながらなくなります。バックアップに含め、人に渡さないでください。\n\
         series = \"{name}\"\n\
         key = \"{key}\"\n"
    )
}

pub(crate) fn sum_fails(path: &str, sheet: Option<&str>, cells: &Cells) -> Failure {
    let sheet = sheet
        .map(|sheet| format!("「{sheet}」"))
        .unwrap_or_default();
    let (held, Said { ja, en }) = (cells.held, cells_sum(cells));
    Failure::new(
        Status::Stream,
        said!(
            "{path}{sheet} のセルの数が合いません: {held} ≠ {ja}",
            "the cells of {path}{sheet} do not add up: {held} ≠ {en}"
        ),
        said!(
            "取り込みを止めました。このファイルを外して実行し、プログラムの不具合として知らせてください",
            "import stopped; run it without this file and report a defect of the program"
        ),
    )
}

pub(crate) fn folder_closed(path: &str) -> Said {
    said!(
        "フォルダー {path} を開けません。読む権限を確かめてください",
        "cannot open the folder {path}; check the rights"
    )
}

pub(crate) fn folder_empty(path: &str) -> Said {
    said!(
        "フォルダー {path} に名簿のファイルが一つもありません。届いた名簿を入れるか、フォルダーの名前を確かめてください",
        "the folder {path} holds no list; put in what has arrived, or check its name"
    )
}

pub(crate) fn no_config() -> Failure {
    Failure::new(
        Status::Options,
        said!("-c FILE がありません", "-c FILE is missing"),
        said!(
            "-c town/import.toml を書いてください",
            "give -c town/import.toml"
        ),
    )
}
