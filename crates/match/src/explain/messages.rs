//! What `--explain` says: whole sentences. The words of fields and levels stand in `words`.

use mimamori_record::{Failure, Said, Status, Text, said};

use super::page::shown;
use super::verdict::How;
use crate::options::Bands;
use crate::score::Obstacle;

/// `--explain`
pub(crate) const HELP: Text = Text::new(
    "二つ（人の番号、または 行の番地 source/行・ファイル!シート!行）がなぜ同じ人か、なぜ違うか、何が変われば変わるかを、流れの代わりに書きます。-o が .html なら図にします",
    "tell, instead of the stream, why two (ids of persons, or rows as source/row or file!sheet!row) are one or not and what would change it; as a picture where -o ends in .html",
);

/// The example in the help.
pub(crate) const EXAMPLE: Text = Text::new(
    "なぜ同じ人になったか（ならなかったか）を図で見る",
    "see in a picture why two rows are one person, or not",
);

/// Heading of the page.
pub(crate) const TITLE: Text = Text::new("同じ人かどうかの説明", "Why the same person, or why not");
/// Over the verdict.
pub(crate) const VERDICT: Text = Text::new("結論", "Verdict");
/// Over the terms.
pub(crate) const TERMS: Text = Text::new("根拠", "Grounds");
/// Over what would change it.
pub(crate) const CHANGES: Text = Text::new("何が変われば変わるか", "What would change it");
/// Column headings of the terms.
pub(crate) const HEADINGS: [Text; 6] = [
    Text::new("", ""),
    Text::new("項目", "field"),
    Text::new("合い方", "how it compares"),
    Text::new("ビット", "bits"),
    Text::new("A のセル", "cell of A"),
    Text::new("B のセル", "cell of B"),
];
/// The last line of the terms.
pub(crate) const SUM: Text = Text::new("合計", "sum");
/// On no list this month.
pub(crate) const EARLIER: Text = Text::new("前の月の記録", "a record of an earlier month");
/// Between two fields, the last two too.
pub(crate) const AND: Text = Text::new("」と「", "” and “");

/// Marks, bands and what a bit is.
pub(crate) fn legend(bands: Bands) -> Said {
    let all = [bands.join, bands.clear(), bands.at_home(), bands.ask];
    let [join, clear, home, ask] = all.map(shown);
    said!(
        "1ビット増えるごとに、同じ人である見込みが2倍になります。◎ +5.0以上、○ +1.0以上、△ その間（片方にないものも）、× -1.0以下。合計が {join} 以上なら同じ人（姓名と生年月日、または姓名と家が同じなら {clear} 以上、姓名の字と家が同じで生年月日が違うかないなら {home} 以上）、{ask} 以上なら人に尋ねます（ほかの人や行との食い違いがあれば、合計によらず止まります）。",
        "Each bit doubles the odds of one person. ◎ +5.0 or more, ○ +1.0 or more, △ between (also what one side lacks), × -1.0 or less. A sum of {join} or more joins ({clear} where the full name and the birth date or home agree, {home} where the letters of the full name and the home agree but the birth date does not), {ask} or more is asked (what contradicts other rows or persons stops it whatever the sum)."
    )
}

/// File, sheet and row.
pub(crate) fn place(path: &str, sheet: Option<&str>, row: u32) -> String {
    // The same in both languages: it is what stands on the screen of a spreadsheet program.
    match sheet {
        Some(sheet) => format!("{path}!{sheet}!{row}"),
        None => format!("{path}!{row}"),
    }
}

/// Equal ways of writing are one before anything is compared.
pub(crate) fn written() -> Said {
    said!(
        "同じ人です。比べる項目がすべて同じに書かれているので、比べるまでもなく一つです。",
        "The same person: everything that is compared is written alike, so there was nothing to decide."
    )
}

/// One pair joined them.
pub(crate) fn joined(bits: &str) -> Said {
    said!(
        "同じ人です。この二つの行の組（{bits}）で結び付きました。",
        "The same person, joined by these two rows ({bits})."
    )
}

/// An earlier run had joined them.
pub(crate) fn joined_before() -> Said {
    said!(
        "同じ人です。前の月から同じ人です（--before）。",
        "The same person, as in the earlier month (--before)."
    )
}

/// Several pairs joined them.
pub(crate) fn chained(count: usize) -> Said {
    said!(
        "同じ人です。次の{count}組をたどって結び付きました。",
        "The same person, joined by way of these {count} pairs:"
    )
}

/// People joined them.
pub(crate) fn joined_by_people() -> Said {
    said!(
        "同じ人です。確認表で、人がそう答えました。",
        "The same person: people said so in the review workbook."
    )
}

/// People parted them.
pub(crate) fn parted_by_people() -> Said {
    said!(
        "別の人です。確認表で、人がそう答えました。",
        "Two persons: people said so in the review workbook."
    )
}

/// A step on the way.
pub(crate) fn step(from: &str, to: &str, how: How) -> Said {
    match how {
        How::Pair(bits) => {
            let bits = shown(bits);
            said!("{from} ― {to}（{bits}）", "{from} – {to} ({bits})")
        }
        How::Before => said!(
            "{from} ― {to}（前の月から同じ人）",
            "{from} – {to} (one person in the earlier month)"
        ),
        How::People => said!(
            "{from} ― {to}（人の回答）",
            "{from} – {to} (an answer of people)"
        ),
    }
}

/// People are asked.
pub(crate) fn asked(why: &str) -> Said {
    said!(
        "まだ決めていません。人に尋ねています: {why}。",
        "Not decided; people are asked: {why}."
    )
}

/// The pair that the review workbook shows.
pub(crate) fn asked_about(a: &str, b: &str) -> Said {
    said!(
        "確認表で尋ねている組: {a} ― {b}",
        "the review workbook asks about: {a} – {b}"
    )
}

/// Who else fits.
pub(crate) fn rival(place: &str) -> Said {
    said!("ほかに合う行: {place}", "a row that fits as well: {place}")
}

/// The two rows cannot be one.
pub(crate) fn refused(why: &str) -> Said {
    said!("別の人です。{why}。", "Two persons: {why}.")
}

/// Other rows of theirs cannot be one.
pub(crate) fn refused_by(why: &str, a: &str, b: &str) -> Said {
    said!(
        "別の人です。それぞれの人のほかの行どうしが食い違います: {why}（{a} ― {b}）。",
        "Two persons; other rows of theirs contradict each other: {why} ({a} – {b})."
    )
}

/// The persons have two numbers.
pub(crate) fn two_numbers() -> Said {
    said!(
        "別の人です。それぞれの人の名簿にある宛名番号が違います。",
        "Two persons: lists give them different resident numbers."
    )
}

/// Kept apart in the earlier month.
pub(crate) fn kept_apart() -> Said {
    said!(
        "別の人としています。前の月にも別の人とし、名簿にはそれから新しいことが何も書かれていません。",
        "Taken for two persons: the month before had them as two, and no list says anything new since."
    )
}

/// Others fit better.
pub(crate) fn nearer() -> Said {
    said!(
        "別の人としています。どちらにも、もっとよく合う人がいます。",
        "Taken for two persons: others fit each of them better."
    )
}

/// Below the band.
pub(crate) fn below(bits: &str, ask: &str) -> Said {
    said!(
        "別の人としています。合計 {bits} は、人に尋ねる {ask} に届きません。",
        "Taken for two persons: the sum of {bits} does not reach {ask}, from which people are asked."
    )
}

/// Never compared.
pub(crate) fn not_compared() -> Said {
    said!(
        "別の人としています。番号・名と生年月日・住所・電話・学校のどの組み合わせも共通でないので、組として取り上げていません。",
        "Taken for two persons: no number, name with birth date, home, telephone or school in common, so the pair was never looked at."
    )
}

/// Why two rows are never one.
pub(crate) fn obstacle(obstacle: Obstacle) -> Text {
    match obstacle {
        Obstacle::TwoNumbers => Text::new("宛名番号が違います", "the resident numbers differ"),
        Obstacle::OtherName => Text::new("名が違います", "the given names differ"),
        Obstacle::OtherBirthDate => Text::new(
            "生年月日（または学年）が違います",
            "the birth dates (or the grade) differ",
        ),
        Obstacle::OtherSex => Text::new(
            "名が同じとは言えず、性別が違います",
            "the given names are not the same, and the sexes differ",
        ),
        Obstacle::OtherDayOnOneList => Text::new(
            "一つの名簿に二行あって、生年月日が同じではありません",
            "they are two rows of one list and not of one birth date",
        ),
        Obstacle::OtherSurnameOnOneList => Text::new(
            "一つの名簿に二行あって、姓が違い、同じ家とも言えません",
            "they are two rows of one list with two surnames, and no home in common",
        ),
        Obstacle::OneEach => Text::new(
            "一人が一行だけの名簿（match.toml の once）に、二行あります",
            "they are two rows of a list on which nobody stands twice (once in match.toml)",
        ),
    }
}

/// Two rows of one list, of one birthday.
pub(crate) const TWINS: Text = Text::new(
    "同じ名簿に並ぶ、同じ日に生まれた二人です（双子など）。",
    "They stand on one list and were born on one day, like twins.",
);

/// The fields that decided for a join.
pub(crate) fn decided_by(fields: &str) -> Said {
    said!(
        "決め手は「{fields}」が合うことです。",
        "What decided is that “{fields}” agree."
    )
}

/// The fields that decided against it.
pub(crate) fn turns_on(fields: &str) -> Said {
    said!("分かれ目は「{fields}」です。", "It turns on “{fields}”.")
}

/// One field would do.
pub(crate) fn enough(field: &str, cells: &str) -> Said {
    said!(
        "「{field}」が同じなら、これだけで同じ人になります{cells}",
        "if “{field}” were the same, that alone would make them one person{cells}"
    )
}

/// One field would make it a question.
pub(crate) fn enough_to_ask(field: &str, cells: &str) -> Said {
    said!(
        "「{field}」が同じなら、人に尋ねる質問になります{cells}",
        "if “{field}” were the same, people would be asked{cells}"
    )
}

/// Without this field people would be asked.
pub(crate) fn would_ask(field: &str, cells: &str) -> Said {
    said!(
        "「{field}」が違っていたら、人に尋ねる質問になります{cells}",
        "if “{field}” were another, people would be asked{cells}"
    )
}

/// Without this field they would be two.
pub(crate) fn would_part(field: &str, cells: &str) -> Said {
    said!(
        "「{field}」が違っていたら、別の人になります{cells}",
        "if “{field}” were another, they would be two persons{cells}"
    )
}

/// No single field joins them.
pub(crate) const NOT_ENOUGH: Text = Text::new(
    "どの項目が一つだけ同じになっても、同じ人にはなりません。",
    "No single field would make them one person.",
);
/// What stands in the way then.
pub(crate) const SEE_OTHER_ROWS: Text = Text::new(
    "さきに、上に挙げた行どうしの食い違いを確かめてください。",
    "Look first into the rows above that contradict each other.",
);
/// People decided.
pub(crate) const TAKE_BACK: Text = Text::new(
    "変えるには、確認表の回答を選び直すか消して、もう一度実行してください。",
    "To change it, change or empty the answer in the review workbook and run again.",
);
/// Somebody must choose.
pub(crate) const CHOOSE: Text = Text::new(
    "どちらの人の行かは、確認表（--review）で人が決めます。",
    "Whose row it is, people decide in the review workbook (--review).",
);
/// Two fields are needed.
pub(crate) const TWO_FIELDS: Text = Text::new(
    "二つ以上の項目を確かめてください。",
    "More than one field has to be looked into.",
);
/// No single field parts them.
pub(crate) const STAYS: Text = Text::new(
    "この二行のどの項目が一つだけ違っていても、同じ人のままです（ほかの項目か、ほかの行が支えます）。",
    "They stay one person whichever single field of these two rows were another: the other fields or rows hold them.",
);

fn ordinal(at: usize) -> [&'static str; 2] {
    [["一つ目（A）", "A"], ["二つ目（B）", "B"]][at.min(1)]
}

fn failure(what: Said, advice: Said) -> Failure {
    Failure::new(Status::Options, what, advice)
}

/// No person and no row is called so.
pub(crate) fn not_found(at: usize) -> Failure {
    let [ja, en] = ordinal(at);
    failure(
        said!(
            "--explain の{ja}に当たる人も行も、この入力にありません",
            "there is no person and no row that {en} of --explain names"
        ),
        said!(
            "人の番号（p-…-000123）、pair や link にある行の番地（source/行、または source/行/part）、ファイル!シート!行 のどれかで書いてください。番号は、同じ --before を付けたときの出力のものです",
            "write the id of a person (p-…-000123), the address of a row as pair and link lines have it (source/row or source/row/part), or file!sheet!row; ids are those of a run with the same --before"
        ),
    )
}

/// The row has no identity field.
pub(crate) fn names_nobody(at: usize) -> Failure {
    let [ja, en] = ordinal(at);
    failure(
        said!(
            "--explain の{ja}の行には、だれのものかを示す項目がありません",
            "the row that {en} of --explain names says nothing of whose it is"
        ),
        said!(
            "氏名か番号のある行を指してください",
            "name a row with a name or a number"
        ),
    )
}

/// Rows of several tables.
pub(crate) fn several_rows(at: usize) -> Failure {
    let [ja, en] = ordinal(at);
    failure(
        said!(
            "--explain の{ja}に当たる行が二つ以上あります",
            "{en} of --explain names several rows"
        ),
        said!(
            "行の番地（source/行、または source/行/part）で書いてください",
            "write the address of the row (source/row or source/row/part)"
        ),
    )
}

/// A person of an earlier month whom nothing describes.
pub(crate) fn nothing_written(at: usize) -> Failure {
    let [ja, en] = ordinal(at);
    failure(
        said!(
            "--explain の{ja}の人には、比べられる記録がありません",
            "the person that {en} of --explain names has no record to compare"
        ),
        said!(
            "今月の名簿にある人か行を指してください",
            "name a person or a row of this month's lists"
        ),
    )
}

/// The same twice.
pub(crate) fn twice() -> Failure {
    failure(
        said!(
            "--explain の二つは同じものを指しています",
            "both values of --explain name the same"
        ),
        said!(
            "同じ人の中を見るときは、行の番地を二つ書いてください",
            "to look inside a person give the addresses of two rows"
        ),
    )
}
