//! What this program says to people, apart from the help.

mod words;

use mimamori_record::{Said, Text, reason, said};

use crate::remind::Counts;
use crate::rules::{Plus, Rule};

pub(crate) use words::*;

pub(crate) fn summary(counts: &Counts) -> Said {
    let total: u64 = counts.states.values().sum();
    let (none, over) = (counts.state("no-date"), counts.state("overdue"));
    let (this, next, later) = (
        counts.state("this-month"),
        counts.state("next-month"),
        counts.state("later"),
    );
    let stopped = match counts.stopped {
        0 => said!("", ""),
        people => said!(
            "。stop に当たる{people}人の期日は出していません",
            "; nothing about {people} people of whom stop is true"
        ),
    };
    let (ja, en) = (stopped.ja, stopped.en);
    said!(
        "期日 {total}件（期日なし {none}、期限超過 {over}、今月 {this}、来月 {next}、その先 {later}）{ja}",
        "{total} due: {none} without a date, {over} overdue, {this} this month, {next} next month, {later} later{en}"
    )
}

pub(crate) fn summary_changes(counts: &Counts) -> Said {
    let of = |change: &str| counts.changes.get(change).copied().unwrap_or(0);
    let (new, told, moved) = (of("new"), of("told-before"), of("moved"));
    said!(
        "前の回とくらべて: 新しいもの {new}、前から {told}、期日が変わったもの {moved}",
        "against the time before: {new} new, {told} told before, {moved} moved"
    )
}

pub(crate) fn summary_kind(rule: &Rule, count: u64) -> Said {
    Said {
        ja: format!("  {}（{}）: {count}件", rule.title.ja, rule.what),
        en: format!("  {} ({}): {count}", rule.title.en, rule.what),
    }
}

pub(crate) fn rule_says_nothing(what: &str) -> Said {
    said!(
        "きまり「{what}」には、探すもの（missing, blank, dates, age, lists）がありません",
        "the rule 「{what}」 has none of missing, blank, dates, age, lists"
    )
}

pub(crate) fn rule_says_nothing_advice() -> Said {
    said!(
        "探すものを書くか、ほかのきまりの undated にこの名前を書いてください",
        "say what it looks for, or name it in undated of another rule"
    )
}

pub(crate) fn did_you_mean(near: Option<&str>, allowed: &[&str]) -> Said {
    let list = allowed.join(", ");
    match near {
        Some(name) => said!(
            "{name} ではありませんか。使えるのは {list} です",
            "did you mean {name}? Allowed: {list}"
        ),
        None => said!("使えるのは {list} です", "allowed: {list}"),
    }
}

pub(crate) const TITLE: Text = Text::new("期日一覧", "Due items");
pub(crate) const FOOTER: Text = Text::new(
    "取扱注意：こども家庭センター内のみ。支援の記録を含みます",
    "Confidential: for the centre's staff only",
);

/// What the list is and is not.
pub(crate) const WHAT_IT_IS: Text = Text::new(
    "この一覧は、台帳・計画・会議の決定に書かれた日付から、見直しや連絡の期日を並べたものです。問題があるという判定ではありません。また、ここにないことは、することがないという意味ではありません。",
    "This list puts in order the dates that stand in the ledger, the plans and the decisions. It is no verdict, and what is not on it may still need doing.",
);
pub(crate) const HOW_DATES_MOVE: Text = Text::new(
    "「頃」の期日（年月のみ）は、その月が終わってから超過とします。休日に当たる期日は動かさず、前の開庁日を「お知らせ日」として添えます。",
    "A month without a day is overdue after its end. A due day on which the office is closed stays; the working day before it is added as the day to remind.",
);
pub(crate) const HOW_ORDERED: Text = Text::new(
    "期限を過ぎたものは、数字が定まっているきまりのものを先、（仮）のものを後にし、それぞれ長く過ぎている順に並べています。",
    "What is overdue: first by rules whose number is settled, then by provisional ones, the longest overdue first within each.",
);

pub(crate) fn change(code: &str) -> Text {
    match code {
        "told-before" => Text::new("前から", "told"),
        "moved" => Text::new("期日変更", "moved"),
        _ => Text::new("新規", "new"),
    }
}

/// The title of a reason.
pub(crate) fn cause(code: &str) -> Text {
    reason::find(code).map_or(Text::new("わかりません", "not known"), |reason| {
        reason.title
    })
}

pub(crate) fn advice(code: &str) -> Text {
    reason::find(code).map_or(Text::new("", ""), |reason| reason.advice)
}

/// A duty, and which of somebody's rows it is about.
pub(crate) fn which(title: &str, value: &str) -> Said {
    said!("{title}: {value}", "{title}: {value}")
}

pub(crate) fn group(title: Text, count: usize) -> Said {
    Said {
        ja: format!("{}（{count}件）", title.ja),
        en: format!("{} ({count})", title.en),
    }
}

/// Under which settings and on which lists the paper stands.
pub(crate) fn basis(file: &str, sha256: &str, version: &str, lists: &Said) -> Said {
    let (ja, en) = (&lists.ja, &lists.en);
    said!(
        "きまり {file}（{sha256}）　mimamori-remind {version}　もとの名簿: {ja}",
        "rules {file} ({sha256}), mimamori-remind {version}, lists: {en}"
    )
}

pub(crate) fn list_not_here(list: Text) -> Said {
    let (ja, en) = (list.ja, list.en);
    said!(
        "※ {ja}が届いていません。これによる期日は、この一覧では確かめられていません。",
        "Note: the list of {en} has not arrived; what depends on it could not be checked."
    )
}

pub(crate) fn totals(groups: &[usize; 5]) -> Said {
    let [first, over, this, next, later] = groups;
    let total: usize = groups.iter().sum();
    said!(
        "あわせて{total}件: 計画・期日・担当のないもの等 {first}、超過 {over}、今月 {this}、来月 {next}。その先の{later}件は印刷していません。",
        "{total} in all: {first} without plan, date, worker or list, {over} overdue, {this} this month, {next} next month; the {later} later ones are not printed."
    )
}

pub(crate) fn of_no_case(count: usize, over: usize) -> Said {
    said!(
        "このほか、ケースも担当もない人の期日が{count}件（うち超過{over}件）あり、「ケースなし」のシートに載せています。",
        "Beside these, {count} items ({over} overdue) of people without a case and a worker are on the sheet 「no case」."
    )
}

/// Above the picture of the year.
pub(crate) fn year_title(month_ja: &str, month_en: &str) -> Said {
    said!(
        "{month_ja}から1年の期日（ケースのない人も）",
        "A year of due items from {month_en}, people without a case included"
    )
}

/// The column of a month.
pub(crate) fn month(number: u32) -> Said {
    let names = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let at = usize::try_from(number).unwrap_or(1).saturating_sub(1);
    Said {
        ja: format!("{number}月"),
        en: names.get(at).copied().unwrap_or_default().to_owned(),
    }
}

pub(crate) fn owner_title(owner: &str) -> Said {
    said!("期日一覧（担当 {owner}）", "Due items of {owner}")
}

pub(crate) fn signed_title(month_ja: &str, month_en: &str) -> Said {
    said!(
        "{month_ja}に手交した計画",
        "Plans handed over in {month_en}"
    )
}

pub(crate) fn signed_unread(places: &str) -> Said {
    said!(
        "手交日の読めない計画があります: {places}",
        "plans whose day of handing over cannot be read: {places}"
    )
}

pub(crate) fn household(names: &str) -> Said {
    said!("同じ世帯: {names}", "household: {names}")
}

pub(crate) fn age(years: u32, grade: i32) -> Said {
    match grade {
        1..=6 => said!("（{years}歳・小{grade}）", " ({years}, grade {grade})"),
        7..=9 => said!(
            "（{years}歳・中{}）",
            " ({years}, junior high {})",
            grade - 6
        ),
        _ => said!("（{years}歳）", " ({years})"),
    }
}

pub(crate) fn days_ago(days: i64) -> Said {
    said!("（{days}日前）", " ({days} days ago)")
}

pub(crate) fn counted(plus: Plus) -> Said {
    let size = match plus {
        Plus::Nothing => return said!("", ""),
        Plus::Months(number) | Plus::Days(number) => number.unsigned_abs(),
    };
    match plus {
        Plus::Months(..0) => said!("の{size}か月前", " - {size} months"),
        Plus::Months(_) => said!("から{size}か月", " + {size} months"),
        Plus::Days(..0) => said!("の{size}日前", " - {size} days"),
        _ => said!("から{size}日", " + {size} days"),
    }
}

pub(crate) fn disagrees(other: &str) -> Said {
    said!(
        "別の日付もあります（遅いほうを使用）: {other}",
        "another date stands at {other}; the later one holds"
    )
}

pub(crate) fn not_known(why: &str) -> Said {
    said!("わからない理由: {why}", "not known: {why}")
}

pub(crate) fn closed_day(remind_on: &str) -> Said {
    said!(
        "期日は閉庁日です。お知らせ日 {remind_on}",
        "the office is closed that day; remind on {remind_on}"
    )
}

pub(crate) fn month_list(institution: &str, month: &str) -> Said {
    said!("{institution} {month}分", "{institution} {month}")
}

pub(crate) fn other_problems(count: usize) -> Said {
    said!(
        "ほかの名簿の読めないところ {count}か所は、取込みの問題の一覧にあります。",
        "{count} problems of other lists stand in the list of problems of the import."
    )
}

pub(crate) fn missing_rule(list: Text) -> Said {
    let (ja, en) = (list.ja, list.en);
    said!("{ja}の一覧に行がない", "no row on {en}")
}

pub(crate) fn blank_rule(field: &str) -> Said {
    said!(
        "{field}が空欄、または異動済み",
        "{field} is blank or has left"
    )
}

pub(crate) fn age_rule(years: u32) -> Said {
    said!(
        "{years}歳になる年度の末日",
        "end of the fiscal year of the birthday no. {years}"
    )
}

pub(crate) fn settled_rule(fields: &str) -> Said {
    said!(
        "{fields}に、それ以後の日付があれば済み",
        "done by a later date in {fields}"
    )
}

pub(crate) fn restart_rule(fields: &str) -> Said {
    said!(
        "{fields}のほうが新しければ、そこから",
        "from {fields} where that is newer"
    )
}

pub(crate) fn new_worker_rule() -> Said {
    said!(
        "台帳と違う担当を決めた決定だけ。新しい担当が行えば済み",
        "decisions that name another worker than the ledger; done by the new worker"
    )
}

pub(crate) fn only_rule(who: bool, sentence: &str) -> Said {
    match who {
        true => said!("対象: {sentence}", "whom: {sentence}"),
        false => said!("行: {sentence}", "rows: {sentence}"),
    }
}

pub(crate) fn later_rule(field: &str) -> Said {
    said!("{field}があり、違えば遅いほう", "{field}, the later one")
}

pub(crate) fn undated_rule() -> Said {
    said!(
        "ほかのきまりで日付が見つからないとき",
        "where another rule finds no date"
    )
}

pub(crate) fn lists_rule() -> Said {
    said!(
        "前の月の分までの名簿が未着",
        "a list up to last month has not arrived"
    )
}

pub(crate) fn list_dated(list: Text, day_ja: &str, day_en: &str) -> Said {
    let (ja, en) = (list.ja, list.en);
    said!("{ja}（{day_ja}現在）", "{en} (as of {day_en})")
}

pub(crate) fn list_undated(list: Text) -> Said {
    let (ja, en) = (list.ja, list.en);
    said!("{ja}（時点の記載なし）", "{en} (no date)")
}

pub(crate) fn list_absent(list: Text) -> Said {
    let (ja, en) = (list.ja, list.en);
    said!("{ja}（未着）", "{en} (not arrived)")
}

/// The name of the calendar.
pub(crate) const CALENDAR: Text = Text::new("見守り 期日", "mimamori due items");

/// The duties of one kind on a day, or within a month.
pub(crate) fn event(title: &Said, month: Option<u32>, count: usize) -> Said {
    let (ja, en) = (&title.ja, &title.en);
    match month {
        Some(month) => said!(
            "{ja}（{month}月中） {count}件",
            "{en} (within month {month}): {count}"
        ),
        None => said!("{ja} {count}件", "{en}: {count}"),
    }
}

pub(crate) fn event_over(count: usize) -> Said {
    said!("期限を過ぎた期日 {count}件", "overdue: {count}")
}

pub(crate) fn event_first(count: usize) -> Said {
    said!(
        "計画・期日・担当のないもの等 {count}件",
        "no plan, date, worker or list: {count}"
    )
}

pub(crate) fn event_closed(day: &str, count: usize) -> Said {
    said!(
        "このうち{count}件の期日は{day}（閉庁日）です",
        "{count} of them are due on {day}, when the office is closed"
    )
}

pub(crate) const EVENT_MORE: Text = Text::new(
    "内容は期日一覧を見てください。",
    "See the list of due items.",
);
