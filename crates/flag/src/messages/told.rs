//! What the rows of the list of candidates tell, and the lines above them.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mimamori_calendar::{YearMonth, age_in_months, grade};
use mimamori_paper::day_or_month;
use mimamori_record::{Lang, Said, Text, dictionary, said};
use mimamori_shell::Config;

use super::{besides, share};
use crate::before::Change;
use crate::tally::Tally;

/// 1 day, 2 days.
fn number(count: impl Into<i64>, noun: &str) -> String {
    match count.into() {
        1 => format!("1 {noun}"),
        many => format!("{many} {noun}s"),
    }
}

/// Of a child whom the centre does not know; `days` since it first stood on the list.
pub(crate) fn change(change: Change, days: i64) -> Said {
    let en = number(days, "day");
    match change {
        Change::New => said!("新しい", "new"),
        Change::Same => said!(
            "続いている\n未確認 {days}日",
            "as before\nunjudged for {en}"
        ),
        Change::Worse => said!("悪くなった\n未確認 {days}日", "worse\nunjudged for {en}"),
    }
}

pub(crate) fn change_known(change: Change) -> Said {
    match change {
        Change::New => said!("新しい", "new"),
        Change::Same => said!("続いている", "as before"),
        Change::Worse => said!("悪くなった", "worse"),
    }
}

/// 「支援中（令和7年4月2日から）」
pub(crate) fn known(by: &str, since: Option<&str>, until: Option<&str>, lang: Lang) -> String {
    let label = match by {
        "open-case" => Text::new("支援中", "supported").pick(lang).to_owned(),
        code => {
            let label = dictionary::code_label("decisions", "decision", code);
            let label = label.map_or(code, |text| text.pick(lang));
            said!("検討済み・{label}", "judged before: {label}")
                .pick(lang)
                .to_owned()
        }
    };
    let mut text = label;
    if let Some(since) = since {
        text.push_str(said!("（{since}から）", " (since {since})").pick(lang));
    }
    if let Some(until) = until {
        text.push_str(
            said!(
                "\n{until}まで支援していない家庭の表に挙げません",
                "\nnot listed as new until {until}"
            )
            .pick(lang),
        );
    }
    text
}

/// Age and school year, or for small children the months.
pub(crate) fn age(birth: NaiveDate, today: NaiveDate, lang: Lang) -> String {
    let months = age_in_months(birth, today).unwrap_or(0);
    let (years, rest) = (months / 12, months % 12);
    match (lang, grade(birth, today)) {
        (Lang::Ja, grade @ 1..=6) => format!("{years}歳 小{grade}"),
        (Lang::Ja, grade @ 7..=9) => format!("{years}歳 中{}", grade - 6),
        (Lang::Ja, _) if years < 3 => format!("{years}歳{rest}か月"),
        (Lang::Ja, _) => format!("{years}歳"),
        (Lang::En, grade @ 1..=9) => format!("{years}, grade {grade}"),
        (Lang::En, _) if years < 3 => format!("{years} y {rest} m"),
        (Lang::En, _) => years.to_string(),
    }
}

/// The age where no school's list has the child, so that the grade is only that of the age.
pub(crate) fn age_alone(birth: NaiveDate, today: NaiveDate, lang: Lang) -> String {
    let age = age(birth, today, lang);
    match (grade(birth, today), lang) {
        (1..=9, Lang::Ja) => format!("{age}の年齢"),
        (1..=9, Lang::En) => format!("{age} by age"),
        _ => age,
    }
}

/// In how many areas of life something was found.
pub(crate) fn areas(count: usize) -> Said {
    said!("（領域は{count}つ）", "({count} areas)")
}

/// The other children of a household.
pub(crate) fn household(names: &str) -> Said {
    said!(
        "同じ世帯のこども: {names}",
        "other children of the household: {names}"
    )
}

/// 「匠（8歳 小3）: 」
pub(crate) fn member(name: &str, age: Option<&str>) -> Said {
    match age {
        Some(age) => said!("{name}（{age}）: ", "{name} ({age}): "),
        None => said!("{name}: ", "{name}: "),
    }
}

/// A part of a list: 「3〜4か月児健診」.
pub(crate) fn part(dataset: &str, part: &str, lang: Lang) -> String {
    let parts = dictionary::dataset(dataset).map_or(&[][..], |entry| entry.parts);
    let known = parts.iter().find(|code| code.key == part);
    known.map_or_else(|| part.to_owned(), |code| code.label.pick(lang).to_owned())
}

/// Before what the cells of a part say.
pub(crate) fn of_part(part: &str) -> Said {
    said!("{part}の", "{part}: ")
}

/// A day and how many days ago it was.
pub(crate) fn day_ago(date: &str, days: Option<i64>) -> Said {
    match days {
        Some(days @ 1..) => {
            let en = number(days, "day");
            said!("{date}（{days}日前）", "{date} ({en} ago)")
        }
        _ => said!("{date}", "{date}"),
    }
}

pub(crate) fn born(date: &str) -> Said {
    said!("{date}生", "born {date}")
}

/// From when a rule holds.
pub(crate) fn from(date: &str, days: i64) -> Said {
    let en = number(days, "day");
    said!("いつから: {date}（{days}日前）", "since {date} ({en} ago)")
}

/// The newest mark that the lists tell.
pub(crate) fn newest(date: &str, mark: &str, days: i64) -> Said {
    let en = number(days, "day");
    said!(
        "いちばん新しい記録: {date} {mark}（{days}日前）",
        "newest mark: {date} {mark} ({en} ago)"
    )
}

/// The schools on whose sheets the days of an absence stand.
pub(crate) fn schools(names: &str) -> Said {
    said!("学校が変わっています: {names}", "changed school: {names}")
}

pub(crate) fn worker(name: &str) -> Said {
    said!("担当 {name}", "worker {name}")
}

/// Where somebody was looked for who does not stand there.
pub(crate) fn in_no_row(sheet: &str) -> Said {
    said!("{sheet}のどの行にもない", "in no row of {sheet}")
}

/// The same, where a cell of the sheet speaks as well: the person may stand in other rows of it for
/// something else.
pub(crate) fn in_no_other_row(cells: &str) -> Said {
    said!("{cells} と、ほかのすべての行", "{cells} and all other rows")
}

/// In the place of the worker.
pub(crate) const NO_WORKER: Text = Text::new("担当 なし", "no worker");

pub(crate) fn stage(word: &str) -> Said {
    said!("段階 {word}", "stage {word}")
}

/// What stands in the ledger otherwise: a meeting has decided since.
pub(crate) fn by_meeting(word: &str) -> Said {
    said!("{word}（会議で決定）", "{word} (decided)")
}

/// What a meeting decided last.
pub(crate) fn decided(word: &str, on: Option<&str>) -> Said {
    match on {
        Some(on) => said!("前回の決定 {word}（{on}）", "last decision: {word} ({on})"),
        None => said!("前回の決定 {word}", "last decision: {word}"),
    }
}

/// Of which day a list is, and how old.
pub(crate) fn list_of(date: &str, days: i64) -> Said {
    let en = number(days, "day");
    match days {
        1.. => said!("（{date}の名簿、{days}日前）", "(list of {date}, {en} ago)"),
        _ => said!("（{date}の名簿）", "(list of {date})"),
    }
}

/// How many days of a mark; `excused` ones are no absences.
pub(crate) fn days(label: &str, count: u32, excused: bool) -> Said {
    let en = number(count, "day");
    match excused {
        true => said!(
            "{label}{count}日（欠席に数えません）",
            "{label} {en} (not counted)"
        ),
        false => said!("{label}{count}日", "{label} {en}"),
    }
}

/// Behind the right value of a cell: what the list says, when and by whom it was corrected, and why.
pub(crate) fn corrected(original: Option<&str>, on: Option<&str>, signed: &[&str]) -> Said {
    let (ja, en) = match original {
        Some(text) => (format!("名簿では{text}"), format!("the list says {text}")),
        None => (
            "名簿では読めないか空欄".to_owned(),
            "unreadable or blank on the list".to_owned(),
        ),
    };
    let who: String =
        on.into_iter()
            .chain(signed.iter().copied())
            .fold(String::new(), |all, text| match all.is_empty() {
                true => text.to_owned(),
                false => format!("{all} {text}"),
            });
    let between = if who.is_empty() { "" } else { ": " };
    said!(
        "（訂正済み。{ja}{between}{who}）",
        " (corrected; {en}{between}{who})"
    )
}

/// Within which days marks stand; days off between them are none.
pub(crate) fn span(from: &str, to: &str) -> Said {
    match from == to {
        true => said!("（{from}）", " ({from})"),
        false => said!(
            "（{from}〜{to}、休みの日を除く）",
            " ({from} to {to}, days off aside)"
        ),
    }
}

/// What no list tells.
pub(crate) fn not_on_lists(untold: &str) -> Said {
    said!("名簿ではわからない: {untold}", "no list tells {untold}")
}

/// That somebody does not stand on a list, or on a part of it.
pub(crate) fn not_on(list: &str, part: Option<&str>) -> Said {
    match part {
        Some(part) => said!(
            "{list}の「{part}」に載っていません",
            "not on the list: {list}, {part}"
        ),
        None => said!("{list}に載っていません", "not on the list: {list}"),
    }
}

/// That somebody stands on a list.
pub(crate) fn on(list: &str) -> Said {
    said!("{list}に載っています", "on the list: {list}")
}

/// What one sheet holds: households, children, and by lane how many of these.
/// And of how many supported children an urgent question has no answer.
pub(crate) fn on_this_sheet(
    households: usize,
    children: usize,
    lanes: [usize; 3],
    unanswered: usize,
) -> Said {
    let [now, meeting, gap] = lanes;
    let mut said = said!(
        "この表には{households}世帯の{children}人。うち、すぐ確認{now}人、会議で確認{meeting}人、支援のすきま{gap}人（重なる人は、急ぐほうで数えます）。",
        "On this sheet {children} children of {households} households: {now} at once, {meeting} for the meeting, {gap} support gaps (each in the most urgent)."
    );
    if unanswered > 0 {
        said.ja += &format!("ほかに、「すぐ確認」の答えを待っている{unanswered}人。");
        said.en += &format!(" Of {unanswered} more an urgent question has no answer.");
    }
    said
}

/// The lists that are missing, and of how many people something is unknown.
pub(crate) fn missing_lists(ja: &str, en: &str) -> Said {
    said!(
        "足りない名簿など: {ja}。この人たちは、ここに載っていなくても心配がないとは言えません（「わからないこと」の表に全部）。",
        "Missing: {en}. Of these people nobody can say that all is well because they are not listed (all of it on the sheet “unknown”)."
    )
}

/// One of them.
pub(crate) fn missing_of(missing: &str, persons: u64) -> Said {
    let en = people(persons);
    said!("{missing}（{persons}人）", "{missing} ({en})")
}

/// How many more there are.
pub(crate) fn missing_more(more: usize) -> Said {
    said!("ほか{more}種類", "{more} more")
}

pub(super) fn people(persons: u64) -> String {
    number(i64::try_from(persons).unwrap_or(i64::MAX), "person")
}

/// What is missing, and of how many persons.
pub(crate) fn unsure_of(missing: &str, persons: u64, named: usize) -> Said {
    let en = people(persons);
    match usize::try_from(persons).is_ok_and(|persons| persons > named) {
        false => said!("{missing}　{persons}人", "{missing}: {en}"),
        true => said!(
            "{missing}　{persons}人（多いので、支援中・検討済みの{named}人だけを載せています）",
            "{missing}: {en} (only the {named} known to the centre are named)"
        ),
    }
}

/// Months as people say them: a single one, or from which to which, run by run. One by itself is
/// left as it is, for whoever tells a month anyway.
pub(crate) fn span_of_months(months: &BTreeSet<String>, lang: Lang) -> Option<String> {
    let mut runs: Vec<(&str, &str)> = Vec::new();
    for month in months {
        let follows = |last: &str| {
            let next = last.parse::<YearMonth>().ok().map(YearMonth::next);
            next.is_some_and(|next| next.to_string() == *month)
        };
        match runs.last_mut() {
            Some((_, last)) if follows(last) => *last = month,
            _ => runs.push((month, month)),
        }
    }
    if months.len() < 2 {
        return months.first().cloned();
    }
    let told = runs.into_iter().map(|(first, last)| {
        let [first, last] = [first, last].map(|month| day_or_month(month, lang));
        match first == last {
            true => first,
            false => {
                let said = said!("{first}〜{last}", "{first} to {last}");
                said.pick(lang).to_owned()
            }
        }
    });
    let between = if lang == Lang::Ja { "・" } else { ", " };
    Some(told.collect::<Vec<_>>().join(between))
}

/// A file whose format hides something; of a protected household without its name.
pub(crate) fn hidden_in(file: Option<&str>) -> Said {
    match file {
        Some(file) => said!(
            "コメントや色の見えない形式です（{file}）",
            "its format hides comments and colours ({file})"
        ),
        None => said!(
            "コメントや色の見えない形式の名簿です",
            "the format of the list hides comments and colours"
        ),
    }
}

/// A rule as a question.
pub(crate) fn question(title: &str) -> Said {
    said!("{title}？", "{title}?")
}

/// A rule and of how many it is open.
pub(crate) fn rule_of(title: &str, persons: u64) -> Said {
    said!("{title}　{persons}人", "{title}: {persons}")
}

pub(crate) fn shown_of(tally: &Tally) -> Said {
    let (children, listed) = (tally.children, tally.listed_children());
    let share = share(listed, children);
    let Said { ja, en } = besides(tally.grown);
    said!(
        "こども{children}人のうち{listed}人（{share}）{ja}を挙げています。",
        "{listed} of {children} children are listed ({share}){en}."
    )
}

pub(crate) fn day_of(ja: &str, en: &str) -> Said {
    Said {
        ja: format!("基準日 {ja}"),
        en: format!("day {en}"),
    }
}

/// The rule file and the program.
pub(crate) fn made_with(config: &Config) -> Said {
    let file = config.path().file_name().unwrap_or_default();
    let file = file.to_string_lossy();
    let digest = config.sha256().get(..8).unwrap_or_default();
    let version = env!("CARGO_PKG_VERSION");
    said!(
        "規則のファイル {file}（照合用の印 {digest}）　mimamori-flag {version}",
        "rules {file} ({digest}), mimamori-flag {version}"
    )
}

pub(crate) fn not_compared() -> Said {
    said!(
        "前回の一覧とは比べていないので、新しいのか、続いているのか、悪くなったのかはわかりません。",
        "Not compared with the last list: what is new, as before or worse is not known."
    )
}

pub(crate) fn nobody_known(ja: &str, en: &str) -> Said {
    said!(
        "{ja}が揃っていないので、支援中の子や判断の済んだ子が、ここに「新規」として載っていることがあります。連絡する前に、台帳で確かめてください",
        "{en}: not all is here, so that supported or judged children may stand here as new; look into the ledger before you get in touch"
    )
}

pub(crate) fn row(row: u32) -> Said {
    said!("{row}行目", "row {row}")
}

pub(crate) fn list_dates(ja: &str, en: &str) -> Said {
    Said {
        ja: format!("届いている名簿: {ja}"),
        en: format!("lists that are here: {en}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_told_run_by_run() {
        let span = |months: &[&str]| {
            let months = months.iter().map(|month| (*month).to_owned()).collect();
            span_of_months(&months, Lang::En)
        };
        assert_eq!(span(&[]), None);
        assert_eq!(span(&["2026-05"]).as_deref(), Some("2026-05"));
        assert_eq!(
            span(&["2025-11", "2025-12", "2026-01", "2026-05"]).as_deref(),
            Some("2025-11 to 2026-01, 2026-05")
        );
    }
}
