//! What mimamori-match says to people.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;

use crate::decide::Why;
use crate::settle::Settled;
use mimamori_record::line::Problem;
use mimamori_record::reason::{self, Reason};
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

/// The summary, and below it the kinds of problems that this run tells of, the most frequent first.
pub(crate) fn summary(counts: Counts, problems: &[Problem]) -> Said {
    let Counts {
        records,
        persons,
        households,
        questions,
        loose,
    } = counts;
    let mut said = said!(
        "{records}件の記録を{persons}人、{households}世帯にまとめました。質問 {questions}件、持ち主のわからない記録 {loose}件",
        "{records} records, {persons} persons, {households} households; {questions} questions, {loose} records of nobody"
    );
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for problem in problems {
        *kinds.entry(&problem.code).or_default() += 1;
    }
    let kinds = kinds.into_iter();
    let kinds = kinds.filter_map(|(code, count)| Some((reason::find(code)?, count)));
    let mut kinds: Vec<(&Reason, usize)> = kinds.collect();
    kinds.sort_by_key(|(reason, count)| (Reverse(*count), reason.code));
    for (reason, count) in kinds {
        let (title, advice) = (reason.title, reason.advice);
        said.ja += &format!("\n  問題 {count}件: {}。{}", title.ja, advice.ja);
        said.en += &format!("\n  {count} × {}; {}", title.en, advice.en);
    }
    said
}

/// What became of the answers; nothing where there are none.
pub(crate) fn answered(settled: &Settled) -> Option<Said> {
    let disputed = settled.answers.iter().filter(|s| s.disputed).count();
    let obeyed = settled.answers.len() - disputed;
    let refused = settled.refused;
    if settled.answers.is_empty() && refused == 0 {
        return None;
    }
    Some(said!(
        "確認表の回答に従いました: {obeyed}件。食い違う回答 {disputed}件、行か人が見つからない回答 {refused}件には従っていません",
        "answers obeyed: {obeyed}; not obeyed: {disputed} that contradict each other, {refused} whose row or person is not found"
    ))
}

/// How much was compared, for `-v`.
pub(crate) fn compared(identities: usize, pairs: usize) -> Said {
    said!(
        "書き方の違う{identities}通りの記録から{pairs}組を比べました",
        "compared {pairs} pairs of {identities} different ways of writing"
    )
}

/// Two questions in one run.
pub(crate) fn two_questions() -> Failure {
    Failure::new(
        Status::Options,
        said!(
            "--explain、--reconcile、--report のうち二つ以上があります",
            "two of --explain, --reconcile and --report are given"
        ),
        said!(
            "どれか一つにして、分けて実行してください",
            "give one of them, and run it once for each"
        ),
    )
}

/// The second of two who are asked about was forgotten, and the input stands in its place.
pub(crate) fn explains_a_file(file: &Path) -> Failure {
    let file = file.display();
    Failure::new(
        Status::Options,
        said!(
            "--explain には二つ要りますが、その一つは入力のファイル {file} です",
            "--explain needs two, and one of them is the input file {file}"
        ),
        said!(
            "--explain のあとに人か行を二つ書き、ファイルはそのあとに書いてください",
            "write two persons or rows behind --explain, and the file behind them"
        ),
    )
}

/// A workbook of questions beside an answer that makes none.
pub(crate) fn no_review() -> Failure {
    Failure::new(
        Status::Options,
        said!(
            "--review は、--explain や --report と一緒には使えません",
            "--review goes neither with --explain nor with --report"
        ),
        said!(
            "確認表は、どちらも付けずに実行すると書き出されます",
            "the workbook of questions is written by a run without either"
        ),
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

/// What does not fit into memory cannot be laid down either.
pub(crate) fn no_scratch(error: &std::io::Error) -> Failure {
    Failure::new(
        Status::Files,
        said!(
            "記録が多く、一時ファイルを使おうとしましたが、読み書きできません（{error}）",
            "there are many records, and the temporary file for them cannot be used ({error})"
        ),
        said!(
            "一時フォルダーのあるディスクの空きを確かめて、もう一度実行してください",
            "check that the disk of the temporary folder has room, then run it again"
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

/// Two persons of one id in `--before`.
pub(crate) fn ids_twice() -> Failure {
    Failure::new(
        Status::Stream,
        said!(
            "--before に、同じ番号の人が二度出てきます",
            "a person's id stands twice in --before"
        ),
        said!(
            "前の月の month.jsonl を一つだけ、書き出されたままの形で指してください",
            "name one month.jsonl of last month, as it was written"
        ),
    )
}

/// `--before` would give somebody's id to somebody else.
pub(crate) fn ids_again() -> Failure {
    Failure::new(
        Status::Stream,
        said!(
            "--before の run の行の next が、もう使われている番号を指しています。このままでは別の人に同じ番号が付いてしまいます",
            "next in the run line of --before names a number that is taken; somebody else would get the same id"
        ),
        said!(
            "前の月の month.jsonl を、書き出されたままの形で指してください",
            "name last month's month.jsonl, as it was written"
        ),
    )
}

/// The tab of the review workbook.
pub(crate) const REVIEW_SHEET: Text = Text::new("確認", "questions");
/// Its title.
pub(crate) const REVIEW_TITLE: Text =
    Text::new("同じ人かどうかの確認表", "Are these the same person?");
/// How to fill it in.
pub(crate) const REVIEW_HOW: Text = Text::new(
    "1行に二つの記録（AとB）があります。回答の欄で選び、回答した人と日を記入して、このブックを次の月の in フォルダーに入れてください。次からその回答に従います。取り消すときは、そのブックの回答を消すか選び直して、もう一度実行してください。",
    "Each row shows two records, A and B. Choose an answer, add who and when, and put this workbook into the next month's in folder: from then on the answer is obeyed. To take it back, empty or change it in that workbook and run again.",
);
/// What the marks mean.
pub(crate) const REVIEW_MARKS: Text = Text::new(
    "太字は食い違うところです。上にある質問ほど、一つの回答で多くの記録の持ち主が決まります。",
    "Bold marks what differs. The questions on top settle most records.",
);
/// There is no question.
pub(crate) const REVIEW_NOTHING: Text = Text::new("質問はありません。", "There are no questions.");
/// At the foot of each page.
pub(crate) const CONFIDENTIAL: Text = Text::new("取扱注意", "confidential");
/// Column headings.
pub(crate) const NUMBER: Text = Text::new("番号", "no.");
/// How many records one answer settles.
pub(crate) const SETTLES: Text = Text::new("決まる件数", "settles");
/// Why people are asked.
pub(crate) const WHY_ASKED: Text = Text::new("お聞きする理由", "why we ask");
/// The lists of a side.
pub(crate) const LISTS: Text = Text::new("名簿", "lists");
/// The school.
pub(crate) const SCHOOL: Text = Text::new("学校", "school");
/// The class.
pub(crate) const CLASS: Text = Text::new("組", "class");
/// On no list this month.
pub(crate) const EARLIER: Text = Text::new("前の月の記録", "an earlier month");
/// A question that people could not answer before.
pub(crate) fn unsure_before(why: &str, day: &str) -> Said {
    said!(
        "{why}（{day} に「わからない」と回答。そのあと名簿に新しい手がかりがあります）",
        "{why} (answered \"cannot tell\" on {day}; the lists say more now)"
    )
}
/// A question that people answered in contradiction.
pub(crate) fn disputed_before(why: &str, day: &str) -> Said {
    said!(
        "{why}（{day} の回答がほかの回答と食い違っています）",
        "{why} (the answer of {day} contradicts others)"
    )
}
/// The address of somebody under protection.
pub(crate) const WITHHELD: Text = Text::new("（支援措置のため伏せています）", "(withheld)");

/// Why people are asked.
pub(crate) fn why(why: Why) -> Text {
    match why {
        Why::TwoFit => Text::new(
            "同じくらい合う人がほかにもいます",
            "somebody else fits as well",
        ),
        Why::Sibling => Text::new(
            "同じ生年月日のきょうだいがいて、どちらか決められません",
            "a brother or sister has the same birthday",
        ),
        Why::NoGivenName => Text::new("名のない記録です", "one record has no given name"),
        Why::NameAlike => Text::new(
            "名が似ていますが、同じではありません",
            "the names are alike, not the same",
        ),
        Why::OtherBirthDate => Text::new(
            "生年月日だけが合いません",
            "only the birth dates do not agree",
        ),
        Why::OtherSurname => Text::new(
            "姓が違い、住所や保護者からも確かめられません",
            "the surnames differ and no address or guardian says why",
        ),
        Why::OtherName => Text::new(
            "名だけが違い、両方の載った名簿がありません",
            "only the given names differ, and no list has both",
        ),
        Why::TwoNumbers => Text::new("宛名番号だけが違います", "only the resident numbers differ"),
        Why::SharedNumber => Text::new(
            "宛名番号は同じですが、ほかが合いません",
            "the resident number is the same, the rest is not",
        ),
        Why::AskedBefore => Text::new(
            "前の回答では決まりませんでした",
            "earlier answers do not decide it",
        ),
        Why::TooLittle => Text::new(
            "同じ人と決めるには書かれていることが足りません",
            "too little is written to be sure",
        ),
    }
}
