//! What `--reconcile` says.

use mimamori_record::{Failure, Lang, Said, Status, Text, dictionary, said};

use super::values::How;

/// `--reconcile`
pub(crate) const HELP: Text = Text::new(
    "同じ人たちの名簿二つ（cases・ケース台帳・attendance/みなと小・ファイル・ファイル!シート）を突き合わせ、両方にある人と違うところ、片方だけにある人、まだ決まっていない人を、流れの代わりに書きます。-o が .xlsx か .html なら帳票にします",
    "hold two lists of the same persons against each other (cases, case ledger, attendance/SCHOOL, a file, file!sheet): who is on both and what differs, who is on one alone, who is undecided, instead of the stream; as a paper where -o ends in .xlsx or .html",
);

/// The example in the help.
pub(crate) const EXAMPLE: Text = Text::new(
    "児童相談所の台帳と町のケース台帳を突き合わせる",
    "hold the prefecture's ledger against the town's",
);

/// What stands over everything.
pub(crate) fn title(a: &str, b: &str) -> Said {
    said!("{a}（A）と {b}（B）の突き合わせ", "{a} (A) against {b} (B)")
}

/// Tabs and headings of the sections: on both, only on A, only on B, undecided.
pub(crate) const SECTIONS: [Text; 4] = [
    Text::new("両方にある人", "on both"),
    Text::new("Aだけにある人", "only on A"),
    Text::new("Bだけにある人", "only on B"),
    Text::new("決まっていない人", "undecided"),
];

/// How many there are of each, in one line.
pub(crate) fn counts(
    [both, differing]: [usize; 2],
    [a, b]: [usize; 2],
    [open_a, open_b]: [usize; 2],
) -> Said {
    said!(
        "両方 {both}人（違いあり {differing}人）、A だけ {a}人、B だけ {b}人、決まっていない A {open_a}人・B {open_b}人",
        "both {both} ({differing} of them differ), only A {a}, only B {b}, undecided A {open_a}, B {open_b}"
    )
}

/// Heading of those on both.
pub(crate) fn on_both(a: &str, b: &str, count: usize) -> Said {
    said!(
        "{a}（A）と {b}（B）の両方にある人: {count}人",
        "on both {a} (A) and {b} (B): {count}"
    )
}

/// Heading of those on one.
pub(crate) fn only_on(letter: &str, name: &str, count: usize) -> Said {
    said!(
        "{name}（{letter}）だけにある人: {count}人",
        "only on {name} ({letter}): {count}"
    )
}

/// Heading of the undecided.
pub(crate) fn undecided([a, b]: [usize; 2]) -> Said {
    said!(
        "決まっていない人: A {a}人・B {b}人",
        "undecided: A {a}, B {b}"
    )
}

/// Of how many persons which field differs.
pub(crate) fn by_field(fields: &[(&str, usize)]) -> Said {
    let join = |between: &str, unit: &str| {
        let each = fields
            .iter()
            .map(|(field, count)| format!("{field} {count}{unit}"));
        each.collect::<Vec<_>>().join(between)
    };
    let (ja, en) = (join("、", "人"), join(", ", ""));
    match fields.is_empty() {
        true => said!("違う値はありません。", "No values differ."),
        false => said!("違う項目: {ja}", "what differs: {en}"),
    }
}

/// What to do about the undecided.
pub(crate) const DECIDE: Text = Text::new(
    "同じ人かもしれない行が相手の名簿にあります。「ない」とは数えていません。確認表（--review）に答えると決まります。",
    "A row of the other list may be theirs, so they are not counted as missing. Answers in the review workbook (--review) decide.",
);

/// What stands at the head of a list.
pub(crate) fn head(name: &str, people: usize, rows: usize) -> Said {
    said!(
        "{name}　{people}人・{rows}行",
        "{name}: {people} persons, {rows} rows"
    )
}

/// More files than are named.
pub(crate) fn more_places(count: usize) -> Said {
    said!("ほか {count}", "and {count} more")
}

/// File and sheet, and the day of the list.
pub(crate) fn place_as_of(place: &str, as_of: Option<&str>, lang: Lang) -> String {
    let Some(day) = as_of else {
        return place.to_owned();
    };
    let day = mimamori_paper::day_or_month(day, lang);
    said!("{place}（{day}現在）", "{place} (as of {day})")
        .pick(lang)
        .to_owned()
}

/// A dataset, of one institution where one is named.
pub(crate) fn list_of(name: &str, institution: Option<&str>, lang: Lang) -> String {
    match institution {
        None => name.to_owned(),
        Some(institution) => said!("{name}（{institution}）", "{name} ({institution})")
            .pick(lang)
            .to_owned(),
    }
}

/// The gaps of a list.
pub(crate) fn gaps(letter: &str, gaps: &str) -> Said {
    said!(
        "{letter} にない人を「いない」とは言い切れません: {gaps}",
        "nobody can be said to be missing from {letter} for certain: {gaps}"
    )
}

/// A gap, and where it is.
pub(crate) fn gap(title: &str, about: &str, lang: Lang) -> String {
    match about {
        "" => title.to_owned(),
        about => said!("{title}（{about}）", "{title} ({about})")
            .pick(lang)
            .to_owned(),
    }
}

/// Fields that only one list asks.
pub(crate) fn not_compared(letter: &str, fields: &str) -> Said {
    said!(
        "{letter} だけにある項目（比べていません）: {fields}",
        "fields of {letter} alone, not compared: {fields}"
    )
}

/// How a field compares.
pub(crate) fn how(how: How) -> Text {
    match how {
        How::Differs => Text::new("違う", "differs"),
        How::Incomparable => Text::new("比べられない", "cannot be compared"),
        How::Unreadable => Text::new("読めない値", "unreadable"),
        How::OneSide => Text::new("片方だけ", "one side only"),
        How::More => Text::new("片方が詳しい", "one says more"),
        How::Spelling => Text::new("書き方", "spelling"),
        How::Same => Text::new("同じ", "the same"),
    }
}

/// ◎ ○ △ ×.
pub(crate) fn mark(how: How) -> &'static str {
    match how {
        How::Same => "◎",
        How::Spelling => "○",
        How::Differs => "×",
        _ => "△",
    }
}

/// What the marks mean.
pub(crate) const LEGEND: Text = Text::new(
    "× 値が違う、△ 片方だけに書いてある・片方が詳しい・比べられない（違いには数えません）、○ 書き方だけが違う。全角と半角、ひらがなとカタカナ、空白の違いは挙げません。",
    "× the values differ; △ one side only, one says more, or cannot be compared (no difference is counted); ○ another spelling alone. Widths, hiragana for katakana, and spaces are not told.",
);

/// Nothing differs.
pub(crate) const NO_DIFFERENCE: Text = Text::new("違いなし", "no difference");
/// A blank cell.
pub(crate) const NOT_STATED: Text = Text::new("（記載なし）", "(not stated)");
/// What must not be printed; that it is a former name is not said either.
pub(crate) const WITHHELD: Text = Text::new("（伏せています）", "(withheld)");
/// A cell that nobody can read.
pub(crate) const UNREADABLE_VALUE: Text = Text::new("（読めない値）", "(unreadable)");
/// Somebody of whom no list gives the name.
pub(crate) const NO_NAME: Text = Text::new("（氏名なし）", "(no name)");
/// Nobody.
pub(crate) const NOBODY: Text = Text::new("該当する人はいません。", "Nobody.");
/// Under protection.
pub(crate) const PROTECTED: Text = Text::new("【支援措置】", " [protected]");
/// On neither list, and on which others.
pub(crate) fn on_neither(others: &str) -> Said {
    match others {
        "" => said!("A にも B にもない人", "on neither list"),
        others => said!(
            "A にも B にもない人（{others}）",
            "on neither list ({others})"
        ),
    }
}
/// How many more may be missing.
pub(crate) fn besides(count: usize) -> Said {
    said!(
        "ほかに、同じ人かもしれない行が相手の名簿にある人が {count}人います（「決まっていない人」）。",
        "There are {count} more whose row on the other list is not decided yet (see undecided)."
    )
}
/// Column headings.
pub(crate) const NAME: Text = Text::new("氏名", "name");
/// The reading.
pub(crate) const KANA: Text = Text::new("フリガナ", "kana");
/// The birth date.
pub(crate) const BIRTH_DATE: Text = Text::new("生年月日", "birth date");
/// The field.
pub(crate) const FIELD: Text = Text::new("項目", "field");
/// How it compares.
pub(crate) const HOW: Text = Text::new("合い方", "how");
/// What a list says.
pub(crate) const VALUE: Text = Text::new("値", "value");
/// Where.
pub(crate) const CELL: Text = Text::new("セル・行", "cell, row");
/// What a row says in codes.
pub(crate) const CODES: Text = Text::new("区分など", "codes");
/// The other lists of a person.
pub(crate) const OTHER_LISTS: Text = Text::new("ほかの名簿", "other lists");
/// The other lists of a person, in words.
pub(crate) fn other_lists(names: &str) -> Said {
    said!("ほかの名簿: {names}", "other lists: {names}")
}
/// Anything else.
pub(crate) const REMARK: Text = Text::new("備考", "remark");
/// Who stands on A, where one of the two does.
pub(crate) const ONE: Text = Text::new("ひとり目", "one");
/// The other of the two.
pub(crate) const OTHER: Text = Text::new("ふたり目", "the other");

/// A blank cell that means something.
pub(crate) fn blank_means(meaning: &str, lang: Lang) -> String {
    said!("（空欄: {meaning}）", "(blank: {meaning})")
        .pick(lang)
        .to_owned()
}

/// Yes or no.
pub(crate) fn yes_or_no(yes: bool) -> Text {
    match yes {
        true => Text::new("はい", "yes"),
        false => Text::new("なし", "no"),
    }
}

/// A row.
pub(crate) fn row(row: u32, lang: Lang) -> String {
    said!("{row}行", "row {row}").pick(lang).to_owned()
}

/// Somebody stands on a list twice.
pub(crate) fn twice(letter: &str, times: usize, rows: &str) -> Said {
    said!(
        "{letter} に{times}行あります（{rows}）",
        "{times} rows on {letter} ({rows})"
    )
}

/// Somebody stands on a list twice, in short.
pub(crate) fn rows_on(letter: &str, times: usize) -> Said {
    said!("{letter} に{times}行", "{times} rows on {letter}")
}

/// Where only the spelling differs.
pub(crate) fn spelling(fields: &str) -> Said {
    said!("書き方だけが違う: {fields}", "spelled otherwise: {fields}")
}

/// Fields that the two lists write in two ways.
pub(crate) fn habits(fields: &str) -> Said {
    said!(
        "二つの名簿で書き方が違う項目（一人ずつには挙げません）: {fields}",
        "written otherwise throughout, not told of each: {fields}"
    )
}

/// Born on a day.
pub(crate) fn born(day: &str) -> Said {
    said!("{day}生", "born {day}")
}

fn ordinal(at: usize) -> [&'static str; 2] {
    [["一つ目（A）", "A"], ["二つ目（B）", "B"]][at.min(1)]
}

fn failure(what: Said, advice: Said) -> Failure {
    Failure::new(Status::Options, what, advice)
}

/// No list is called so.
pub(crate) fn no_such_list(at: usize, datasets: &[&str]) -> Failure {
    let [ja, en] = ordinal(at);
    let name = |lang: Lang| {
        let labelled = datasets.iter().map(|name| {
            let label = dictionary::dataset(name).map(|entry| entry.label.pick(lang));
            match (label, lang) {
                (None, _) => (*name).to_owned(),
                (Some(label), Lang::Ja) => format!("{name}（{label}）"),
                (Some(label), Lang::En) => format!("{name} ({label})"),
            }
        });
        labelled.collect::<Vec<_>>()
    };
    let (list_ja, list_en) = (name(Lang::Ja).join("、"), name(Lang::En).join(", "));
    failure(
        said!(
            "--reconcile の{ja}に当たる名簿は、この入力にありません",
            "the input has no list that {en} of --reconcile names"
        ),
        match datasets.is_empty() {
            true => said!(
                "名簿のある入力を渡してください",
                "give it an input that has lists"
            ),
            false => said!(
                "次のどれかを書いてください: {list_ja}（一つの機関の分は 名簿/機関、ファイルは ファイル か ファイル!シート）",
                "write one of {list_en} (list/institution for that of one institution; file or file!sheet for a file)"
            ),
        },
    )
}

/// The dataset has no list of such an institution.
pub(crate) fn no_such_institution(at: usize, dataset: &str, known: &[&str]) -> Failure {
    let [ja, en] = ordinal(at);
    let (list_ja, list_en) = (known.join("、"), known.join(", "));
    failure(
        said!(
            "--reconcile の{ja}の機関の {dataset} は、この入力にありません",
            "the input has no {dataset} of the institution that {en} of --reconcile names"
        ),
        match known.is_empty() {
            true => said!(
                "{dataset} は機関に分かれていません。{dataset} とだけ書いてください",
                "{dataset} is not told apart by institution; write {dataset} alone"
            ),
            false => said!(
                "次のどれかの機関を書いてください: {list_ja}",
                "name one of these institutions: {list_en}"
            ),
        },
    )
}

/// Both names mean one list.
pub(crate) fn same_list() -> Failure {
    failure(
        said!(
            "--reconcile の二つは同じ名簿を指しています",
            "both values of --reconcile name the same list"
        ),
        said!(
            "別の名簿を二つ書いてください。同じ種類の名簿なら、機関（名簿/機関）かファイル（ファイル!シート）で分けてください",
            "name two lists; of one dataset tell them apart by institution (list/institution) or file (file!sheet)"
        ),
    )
}

/// A row would stand on both sides.
pub(crate) fn shared_rows() -> Failure {
    failure(
        said!(
            "--reconcile の二つの名簿に同じ行が入っています",
            "the two lists of --reconcile share rows"
        ),
        said!(
            "片方がもう片方を含まないように、機関（名簿/機関）かファイル（ファイル!シート）で書いてください",
            "name institutions (list/institution) or files (file!sheet) so that neither holds the other"
        ),
    )
}
