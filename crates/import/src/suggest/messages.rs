//! What the draft says to the clerk, in Japanese and English side by side.

use std::path::Path;

use mimamori_record::{Failure, Said, Status, Text, said};

use super::Survey;

pub(super) const HEAD: &[Text] = &[
    Text::new(
        "名簿の対応付け（import.toml）の下書きです。mimamori-import --suggest が作りました",
        "a draft of import.toml, made by mimamori-import --suggest",
    ),
    Text::new(
        "「? 推測」は確かでないところです。確かめて、違えば直してください",
        "\"? 推測\" marks what is thought and not known: check it, and correct it",
    ),
    Text::new(
        "「?? 質問」は人にしかわからないことです。答えを書いたら、その行を消してください",
        "\"?? 質問\" asks what only people know: answer it, then delete the line",
    ),
    Text::new(
        "ここに書いていない列は読みません（利用目的に要るものだけを読むため）",
        "columns that are not named here are not read: purpose limits data",
    ),
    Text::new(
        "直したら試してください: mimamori-import -c town/import.toml （名簿のフォルダー）",
        "when it is corrected, try it: mimamori-import -c town/import.toml FOLDER",
    ),
];

pub(super) fn draft_would_replace(path: &Path) -> Failure {
    let path = path.display();
    Failure::new(
        Status::Options,
        said!(
            "{path} がもうあります。下書きで置き換えると、直したところがなくなります",
            "{path} is there already; a draft in its place would undo what was corrected"
        ),
        said!(
            "-o に別の名前を書くか、要らなければ先に消してください",
            "name another file with -o, or delete that one first if nobody needs it"
        ),
    )
}

/// Stands in the settings until somebody writes what only people know.
pub(super) const TO_WRITE: &str = "（書いてください）";

pub(super) fn summary(survey: &Survey, asked: usize) -> Said {
    let tables = survey.drafts.len();
    let refused = survey.refused.len();
    let unread = survey.unread.len();
    said!(
        "名簿の表 {tables}、名簿でないシート {refused}、読めないファイル {unread}、質問 {asked}。値は書いていません",
        "{tables} tables of persons, {refused} other sheets, {unread} files not read, {asked} questions; no values are shown"
    )
}

pub(super) fn no_dataset() -> Said {
    said!(
        "辞書のどの種類ともわかりません。どれかなら dataset に書いて own = true を消し、読む必要のない名簿ならこのまとまりを消してください",
        "which kind of list is this? If it is one of the dictionary, name it as dataset and take away own = true; if nobody needs to read it, take these lines away"
    )
}

pub(super) fn closed() -> Said {
    said!(
        "この名簿にいない人は「いない」と言えるなら true にしてください",
        "make it true when nobody can be missing from this list"
    )
}

pub(super) fn undated() -> Said {
    said!(
        "いつの時点の名簿か、どこにも書かれていません。ファイル名に日付を入れてもらってください",
        "nothing says of which day this list is; ask for a date in the name of the file"
    )
}

pub(super) fn no_month() -> Said {
    said!(
        "日ごとの列がありますが、何年何月の表かがどこにも書かれていません。題名かファイル名に年月を入れてもらってください",
        "there are columns of days, but nothing says of which month; ask for it in the title or the name of the file"
    )
}

pub(super) fn nobodys() -> Said {
    said!(
        "どの学校・園の名簿かが書かれていないシートがあります。フォルダー名か題名でわかるようにしてください",
        "some sheets do not say whose list they are; the name of the folder or the title should say it"
    )
}

pub(super) fn expected_each() -> Said {
    said!(
        "学校ごとに届く名簿なら、次の行の # を外して種類と始まりの月を書いてください",
        "when each school sends one, take away the # of the next line and write types and first month"
    )
}

pub(super) fn lost(key: &str) -> Said {
    said!(
        "{key} の見出しが二つあるか、途中で変わります。どの列か確かめてください",
        "the heading of {key} stands twice or changes; say which column is meant"
    )
}

pub(super) fn other_rows(place: &str) -> Said {
    said!(
        "{place} の見出しの行を取り込みが見つけられません。heading = {{ rows = … }} か label を直してください",
        "import does not find the headings of {place}; correct heading = {{ rows = … }} or the labels"
    )
}

pub(super) fn side_by_side() -> Said {
    said!(
        "同じ見出しの表が横に並んでいます",
        "tables with the same headings stand side by side"
    )
}

pub(super) fn few(people: u32) -> Said {
    said!(
        "{people} 人だけの表です。名簿ですか。記入例なら消してください",
        "only {people} people: is this a list? If it is an example, delete it"
    )
}

pub(super) fn one_checkup() -> Said {
    said!(
        "健診の列が一組だけです。どの健診かは表からはわかりません",
        "there is one set of columns of a check-up; the table does not say which one"
    )
}

pub(super) fn serial() -> Said {
    said!(
        "5桁の数は Excel の通し番号の日付のようです。そのとおりなら serial = true を加えてください",
        "numbers of five digits look like a spreadsheet's days; if so, add serial = true"
    )
}

pub(super) fn merged() -> Said {
    said!(
        "縦に結合されたセルは、その各行の人に当てはまります",
        "a cell merged over several rows holds for the person of each"
    )
}

pub(super) fn below() -> Said {
    said!(
        "まとまりの最初の行だけにあります。空欄は、すぐ上の値と同じです",
        "it stands only in the first row of a group; a blank means the value above it"
    )
}

pub(super) fn lines() -> Said {
    said!(
        "セルが二行です。line はその何行目かです",
        "its cells have two lines; line says which one it is"
    )
}

pub(super) fn grades() -> Said {
    said!(
        "codes は学年の書き方と、その数です",
        "codes says which number each way of writing a school year means"
    )
}

pub(super) fn dated() -> Said {
    said!(
        "日付になったセルがあります（1-2 が 1月2日に）。問題として知らせますが、文字列の書式で送ってもらってください",
        "some cells became dates (1-2 the second of January): they will be told; ask for the column in text format"
    )
}

pub(super) fn nothings() -> Said {
    said!(
        "empty に書いたことばは、空欄と同じです",
        "what stands in empty means the same as a blank"
    )
}

pub(super) fn unreadable_institution() -> Said {
    said!(
        "機関の表（town.toml の institutions）にある名前か別名だけが読めます",
        "only names and other names of the table of institutions are read"
    )
}

pub(super) fn unknown_code(count: u32) -> Said {
    said!(
        "{count} 件。何の意味か、提供元に確かめてください",
        "{count} cells; ask the department what it means"
    )
}

pub(super) fn rare_codes(rare: usize) -> Said {
    said!(
        "ほかに {rare} 種の値があります（少ないので示しません。取り込むと番地がわかります）",
        "{rare} more values, too rare to be shown; import will tell where they stand"
    )
}

pub(super) fn not_read() -> Said {
    said!(
        "読まない列。要る列は、辞書の項目名を付けて [list.fields] に加えてください",
        "columns that are not read; name those that are needed in [list.fields]"
    )
}

pub(super) fn not_read_yet() -> Said {
    said!(
        "まだ読まない列。要る列は行頭の # を外し、column_… を英小文字の項目名に直してください",
        "columns that are not read yet; of those that are needed take away the # and name them in small letters"
    )
}

pub(super) fn sensitive() -> Said {
    said!(
        "要配慮の列です。法の根拠が決まるまで読まないでください",
        "protected data: do not read it before its legal basis is decided"
    )
}

pub(super) fn individual() -> Said {
    said!(
        "個人番号の列です。この道具では読めません",
        "individual numbers: this kit never reads them"
    )
}

pub(super) fn refused() -> Said {
    said!("下書きを作らなかったシート", "sheets without a draft")
}

pub(super) fn unread() -> Said {
    said!("読めなかったファイル", "files that could not be read")
}
