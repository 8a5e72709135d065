//! What mimamori-match says to people.

use mimamori_record::{Failure, Said, Status, Text, said};

/// What the program is for.
pub(crate) const ABOUT: Text = Text::new(
    "部署ごとの名簿から同じ人を探し、世帯にまとめます",
    "Find the same person across departments, and gather households",
);

/// What stands beside the options.
pub(crate) const OPERANDS: Text = Text::new(
    "mimamori-import の出力。書かなければ標準入力",
    "output of mimamori-import; standard input if none is given",
);

/// `--review`
pub(crate) const REVIEW: Text = Text::new(
    "人が答える質問（同じ人か別の人か）のブックを書きます",
    "write the workbook of questions for people (the same person or not)",
);

/// The example in the help.
pub(crate) const EXAMPLE: Text = Text::new("今月の名簿をまとめる", "gather this month's lists");

/// Counts for the summary.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) records: usize,
    pub(crate) persons: usize,
    pub(crate) households: usize,
    pub(crate) questions: usize,
    pub(crate) loose: usize,
}

/// The summary.
pub(crate) fn summary(counts: Counts) -> Said {
    let Counts {
        records,
        persons,
        households,
        questions,
        loose,
    } = counts;
    said!(
        "{records}件の記録を{persons}人、{households}世帯にまとめました。質問 {questions}件、持ち主のわからない記録 {loose}件",
        "{records} records, {persons} persons, {households} households; {questions} questions, {loose} records of nobody"
    )
}

/// A sum that must hold does not.
pub(crate) fn lost(read: usize, written: usize) -> Failure {
    Failure::new(
        Status::Stream,
        said!(
            "記録が{read}件入り、{written}件しか出ませんでした",
            "{read} records came in and {written} went out"
        ),
        said!(
            "この出力は使わず、入力のファイルを添えて知らせてください",
            "do not use this output; please report it with the input"
        ),
    )
}

/// A kind of line that cannot come before match.
pub(crate) fn misplaced(kind: &str, number: u64) -> Failure {
    Failure::new(
        Status::Stream,
        said!(
            "入力の{number}行目の {kind} は、mimamori-match のあとでできる行です",
            "line {number} of the input ({kind}) is made by mimamori-match or after it"
        ),
        said!(
            "mimamori-import の出力を渡してください。前の月の結果は --before に書きます",
            "give it the output of mimamori-import; last month's result belongs to --before"
        ),
    )
}

/// There is no town line.
pub(crate) fn no_town() -> Failure {
    Failure::new(
        Status::Stream,
        said!(
            "入力に町（town）の行がありません",
            "the input has no town line"
        ),
        said!(
            "mimamori-import の出力から始めてください",
            "start from the output of mimamori-import"
        ),
    )
}

/// There is no day.
pub(crate) fn no_day() -> Failure {
    Failure::new(
        Status::Stream,
        said!(
            "入力に実行の日（run）の行がありません",
            "the input has no run line, so the day is not known"
        ),
        said!(
            "mimamori-import の出力から始めてください",
            "start from the output of mimamori-import"
        ),
    )
}

/// `town.earlier` is set and `--before` is not.
pub(crate) fn before_needed(month: &str) -> Failure {
    Failure::new(
        Status::Options,
        said!(
            "{month} の結果があるのに --before がありません。このままでは番号が変わってしまいます",
            "there is a result of {month}, but no --before; every id would change"
        ),
        said!(
            "--before {month}/out/month.jsonl を付けてください",
            "add --before {month}/out/month.jsonl"
        ),
    )
}

/// `--before` is of another town.
pub(crate) fn other_series(ours: &str, theirs: &str) -> Failure {
    Failure::new(
        Status::Options,
        said!(
            "--before の流れは別の系列（{theirs}）です。この町の系列は {ours} です",
            "--before is of the series {theirs}; this town's series is {ours}"
        ),
        said!(
            "この町の前の月の month.jsonl を指してください",
            "name last month's month.jsonl of this town"
        ),
    )
}

/// `--before` does not come from match.
pub(crate) fn no_next() -> Failure {
    Failure::new(
        Status::Stream,
        said!(
            "--before の流れに mimamori-match の run の行がありません",
            "--before has no run line of mimamori-match"
        ),
        said!(
            "前の月の out/month.jsonl を指してください",
            "name last month's out/month.jsonl"
        ),
    )
}
