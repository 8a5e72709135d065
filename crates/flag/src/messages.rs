//! What the program says to people: settings, summary, papers.

mod paper;
mod told;

use mimamori_paper::day_or_month;
use mimamori_record::{Failure, Lang, Said, Status, dictionary, reason, said};

use crate::rules::{Rule, Title};
use crate::tally::{Missing, Tally, Unknown};

pub(crate) use paper::*;
pub(crate) use told::*;

// Settings

pub(crate) fn id_twice(id: &str) -> (Said, Said) {
    (
        said!("規則 {id} が二度あります", "rule {id} stands twice"),
        said!("片方の id を変えてください", "rename one of them"),
    )
}

pub(crate) fn no_such_word(word: &str, near: Option<&str>, allowed: &[&str]) -> (Said, Said) {
    let list = allowed.join(", ");
    let advice = match near {
        Some(near) => said!(
            "{near} ではありませんか。使えるのは {list} です",
            "did you mean {near}? Allowed: {list}"
        ),
        None => said!("使えるのは {list} です", "allowed: {list}"),
    };
    (
        said!("{word} は使えません", "{word} is not allowed here"),
        advice,
    )
}

pub(crate) fn no_such_list(word: &str, near: Option<&str>) -> (Said, Said) {
    let advice = match near {
        Some(near) => said!(
            "「{near}」ではありませんか。名簿の名前は mimamori-dictionary(7) にあります",
            "did you mean {near}? The names of lists stand in mimamori-dictionary(7)"
        ),
        None => said!(
            "名簿の名前を mimamori-dictionary(7) から選んでください。名簿のことでなければ list を消してください",
            "take the name of a list from mimamori-dictionary(7), or leave list out"
        ),
    };
    (
        said!(
            "「{word}」という名簿はありません",
            "there is no list “{word}”"
        ),
        advice,
    )
}

pub(crate) fn since_is_no_date() -> (Said, Said) {
    (
        said!("since が日付ではありません", "since is not a date"),
        said!(
            "2026-04-01 のように書いてください",
            "write it as 2026-04-01"
        ),
    )
}

pub(crate) fn no_day(day: &str) -> (Said, Said) {
    (
        said!(
            "実行の日（run の today）「{day}」が日付ではありません",
            "the day of the run, {day}, is not a date"
        ),
        said!(
            "mimamori-import の出力から始めてください",
            "start from the output of mimamori-import"
        ),
    )
}

pub(crate) fn twice() -> (Said, Said) {
    (
        said!(
            "入力にはもう確認候補（flag）が入っています",
            "the input already went through mimamori-flag"
        ),
        said!(
            "mimamori-match の出力から作り直してください",
            "start again from the output of mimamori-match"
        ),
    )
}

pub(crate) fn no_rule() -> (Said, Said) {
    (
        said!("[[rule]] が一つもありません", "there is no [[rule]]"),
        said!(
            "練習用の町の rules.toml を写すか、man mimamori-rules.toml の例のように [[rule]] を書いてください",
            "copy rules.toml of the practice town, or write a [[rule]] as in the example of man mimamori-rules.toml"
        ),
    )
}

/// Rules that are in use, of which nobody wrote since when and by whose decision.
pub(crate) fn undecided_rules(ids: &[&str]) -> Said {
    let (count, ids) = (ids.len(), ids.join(", "));
    let rules = if count == 1 { "rule" } else { "rules" };
    said!(
        "使っている規則のうち{count}つに、いつから（since）、だれが決めたか（by）がありません: {ids}",
        "of {count} {rules} in use nobody wrote since when and by whose decision (since, by): {ids}"
    )
}

pub(crate) fn before_has_no_flags() -> Failure {
    Failure::new(
        Status::Options,
        said!(
            "--before のファイルは mimamori-flag を通っていません",
            "the file of --before did not go through mimamori-flag"
        ),
        said!(
            "前の月の month.jsonl（mimamori-flag のあとの出力）を指定してください。なければ --before を外してください",
            "give the month.jsonl of the month before, which comes after mimamori-flag; without one leave --before out"
        ),
    )
}

pub(crate) fn two_questions() -> Failure {
    Failure::new(
        Status::Options,
        said!(
            "--explain、--evaluate、--old-rules は一度に一つだけ使えます",
            "--explain, --evaluate and --old-rules go one at a time"
        ),
        said!("一つずつ実行してください", "run them one by one"),
    )
}

/// The option that writes what a name given to `-o` promises.
pub(crate) fn paper_of(path: &std::path::Path) -> Option<&'static str> {
    match path.extension()?.to_str()? {
        "xlsx" | "xls" | "ods" | "csv" => Some("--xlsx"),
        "html" | "htm" | "pdf" => Some("--html"),
        _ => None,
    }
}

pub(crate) fn output_is_no_paper(option: &str) -> Failure {
    Failure::new(
        Status::Options,
        said!(
            "-o に書くのは流れ（.jsonl）か文字の答え（.txt）で、紙ではありません",
            "-o takes the stream (.jsonl) or an answer in text (.txt), not a paper"
        ),
        said!(
            "紙は {option} で書いてください",
            "write the paper with {option}"
        ),
    )
}

pub(crate) fn no_paper() -> Failure {
    Failure::new(
        Status::Options,
        said!(
            "--explain のときは --xlsx と --html は使えません",
            "--xlsx and --html do not go with --explain"
        ),
        said!(
            "どちらかを外してください。答えを残すには -o でファイルを指定してください",
            "leave one of them out; -o keeps the answer in a file"
        ),
    )
}

// Summary

pub(crate) fn summary(tally: &Tally) -> Said {
    let (children, listed) = (tally.children, tally.listed_children());
    let (fresh, known) = (tally.fresh, tally.known);
    let share = share(listed, children);
    let Said { ja, en } = besides(tally.grown);
    said!(
        "こども{children}人のうち確認候補は{listed}人（{share}）{ja}。新規{fresh}人、支援中・検討済み{known}人",
        "{listed} of {children} children to be looked at ({share}){en}: {fresh} new, {known} supported or judged before"
    )
}

/// Who is listed and no child.
fn besides(grown: u64) -> Said {
    match grown {
        0 => said!("", ""),
        _ => said!(
            "、ほかに妊婦・母{grown}人",
            ", and {grown} pregnant women or mothers"
        ),
    }
}

/// The share of all children that is listed, to a tenth of a percent, without floats.
pub(crate) fn share(listed: u64, children: u64) -> String {
    let tenths = (listed * 1000 + children / 2)
        .checked_div(children)
        .unwrap_or(0);
    format!("{}.{}%", tenths / 10, tenths % 10)
}

pub(crate) fn summary_changes(tally: &Tally) -> Said {
    let [new, same, worse] = tally.changes;
    said!(
        "前回と比べて: 新しい理由{new}件、続いている{same}件、悪くなった{worse}件",
        "against the last time: {new} new reasons, {same} as before, {worse} worse"
    )
}

/// The most important line of all.
pub(crate) fn summary_worse(persons: u64) -> Said {
    said!(
        "支援中・検討済みの{persons}人が前回より悪くなっているか、新しい理由があります。一覧のはじめに載せました",
        "of {persons} supported or judged before something got worse or is new since the last time: they stand first on the list"
    )
}

pub(crate) fn no_rule_on() -> Said {
    said!(
        "使う規則（on = true）が一つもないので、だれも挙がりません",
        "no rule is on (on = true), so nobody can be listed"
    )
}

pub(crate) fn summary_unknown(missing: &Missing, unknown: &Unknown) -> Said {
    let rules: Vec<&str> = unknown.rules.keys().map(String::as_str).collect();
    let (rules, persons) = (rules.join(", "), unknown.persons);
    let (what, en) = (missing_in(missing, Lang::Ja), missing_in(missing, Lang::En));
    Said {
        ja: format!("わからない: {what}: {persons}人（{rules}）"),
        en: format!("unknown: {en}: {} ({rules})", people(persons)),
    }
}

/// The commonest reason, and how many others there are.
pub(crate) fn summary_unknowns(first: &Said, more: usize) -> Said {
    if more == 0 {
        return first.clone();
    }
    Said {
        ja: format!("{}。ほかに{more}種類（-v と帳票に全部）", first.ja),
        en: format!(
            "{}; {more} more reasons (all with -v and on the papers)",
            first.en
        ),
    }
}

pub(crate) fn summary_rule(rule: &Rule, count: u64) -> Said {
    Said {
        ja: format!("{}（{}）: {count}人", rule.title.ja, rule.id),
        en: format!("{} ({}): {count}", rule.title.en, rule.id),
    }
}

/// 「出欠 ひがし小 令和8年5月: 名簿が届いていません」
pub(crate) fn missing_in(missing: &Missing, lang: Lang) -> String {
    let place = place_of(missing, lang);
    let why = reason_title(&missing.code, lang);
    if missing.code.is_empty() {
        return part_of(&place).pick(lang).to_owned();
    }
    match (place.is_empty(), lang) {
        (true, _) => why,
        (false, Lang::Ja) => format!("{place}: {why}"),
        (false, Lang::En) => format!("{place}: {why}"),
    }
}

/// Where more than the kind of list would tell where somebody is.
fn part_of(list: &str) -> Said {
    said!(
        "{list}の一部がわかりません",
        "something on the list is not known: {list}"
    )
}

pub(crate) fn place_of(missing: &Missing, lang: Lang) -> String {
    let mut words = Vec::new();
    if let Some(dataset) = &missing.dataset {
        words.push(list_label(dataset, lang));
    }
    words.extend(missing.institution.clone());
    if let Some(month) = &missing.month {
        words.push(day_or_month(month, lang));
    }
    if let Some(field) = &missing.field {
        let dataset = missing.dataset.as_deref().unwrap_or("residents");
        words.push(field_label(dataset, field, lang));
    }
    // The marks of the list of attendance are called attendance.
    let mut told = Vec::new();
    words.retain(|word| {
        !told.contains(word) && {
            told.push(word.clone());
            true
        }
    });
    words.join(" ")
}

pub(crate) fn reason_title(code: &str, lang: Lang) -> String {
    reason::find(code).map_or_else(|| code.to_owned(), |r| r.title.pick(lang).to_owned())
}

pub(crate) fn reason_advice(code: &str, lang: Lang) -> String {
    if code.is_empty() {
        return LOOK_IT_UP.pick(lang).to_owned();
    }
    reason::find(code).map_or_else(String::new, |r| r.advice.pick(lang).to_owned())
}

pub(crate) fn list_label(dataset: &str, lang: Lang) -> String {
    dictionary::dataset(dataset).map_or_else(
        || dataset.to_owned(),
        |entry| entry.label.pick(lang).to_owned(),
    )
}

pub(crate) fn field_label(dataset: &str, field: &str, lang: Lang) -> String {
    dictionary::field_of(dataset, field).map_or_else(
        || field.to_owned(),
        |field| field.label.pick(lang).to_owned(),
    )
}

pub(crate) fn pick(title: &Title, lang: Lang) -> &str {
    match lang {
        Lang::Ja => &title.ja,
        Lang::En => &title.en,
    }
}
