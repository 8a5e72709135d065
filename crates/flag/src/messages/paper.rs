//! What stands on the list of candidates.

use chrono::NaiveDate;
use mimamori_calendar::{age_in_months, grade};
use mimamori_record::{Lang, Said, Text, dictionary, said};

use super::{besides, share};
use crate::before::Change;
use crate::rules::{Basis, Lane};
use crate::tally::Tally;

pub(crate) const TITLE: Text = Text::new("確認候補の一覧", "Families to be looked at");
pub(crate) const FOOTER: Text = Text::new(
    "取扱注意　話し合いのための一覧です。センターの外に出さないでください",
    "Confidential. A list for discussion; it does not leave the centre",
);
pub(crate) const FRESH_SHEET: Text = Text::new("新規", "new");
pub(crate) const FRESH_TITLE: Text = Text::new(
    "確認候補（新規）",
    "To be looked at: not known to the centre",
);
pub(crate) const KNOWN_SHEET: Text = Text::new("支援中・検討済み", "known");
pub(crate) const KNOWN_TITLE: Text = Text::new(
    "確認候補（支援中・検討済み）",
    "To be looked at: supported, or judged before",
);
pub(crate) const UNKNOWN_SHEET: Text = Text::new("わからないこと", "unknown");
pub(crate) const UNKNOWN_TITLE: Text = Text::new(
    "わからないこと（足りない名簿ごと）",
    "What nobody can tell, by missing list",
);
pub(crate) const UNREAD_SHEET: Text = Text::new("読めなかったもの", "not read");
pub(crate) const UNREAD_TITLE: Text = Text::new("読めなかったもの", "What could not be read");
pub(crate) const ABOUT_SHEET: Text = Text::new("この一覧について", "about");
pub(crate) const ABOUT_TITLE: Text = Text::new("この一覧について", "About this list");

pub(crate) const WHAT_IT_IS: Text = Text::new(
    "名簿に書かれている事実から、話し合って確かめたい家庭を挙げたものです。何かがあったという判断ではありません。",
    "Facts that stand on the lists, for people to talk about. It is no judgement that anything has happened.",
);
pub(crate) const WHAT_IT_IS_NOT: Text = Text::new(
    "ここにいないこどもに心配がないという意味でもありません。名簿が届いていないこどもは「わからないこと」に数えています。",
    "Not being here does not mean that all is well. Children whose lists have not arrived are counted under “unknown”.",
);
pub(crate) const NO_SCORE: Text = Text::new(
    "点数や順位はありません。手当・サービスの利用・相談したことは、理由に数えません。",
    "There are no scores or ranks. Benefits, services and having asked for help are never counted.",
);
pub(crate) const IMMEDIATE_NOTE: Text = Text::new(
    "「すぐ確認」は、すでに電話などで確かめているはずのものです。確かめた日を書いてください。名簿の時点より後のことはここには出ません。",
    "“At once” should have been telephoned already: write down when. What happened after the date of the list does not show here.",
);
pub(crate) const KNOWN_NOTE: Text = Text::new(
    "支援中の家庭で悪くなったものを最初に見てください。検討済みの期限が過ぎると、新規に戻ります。",
    "Look first at supported families where things got worse. When the term of an earlier judgement ends, the child is new again.",
);
pub(crate) const UNKNOWN_NOTE: Text = Text::new(
    "名簿が届けば答えが出ます。一人ずつではなく、足りない名簿ごとに数えています。",
    "These are answered when the list arrives. Counted by missing list, not child by child.",
);
pub(crate) const NONE_FRESH: Text = Text::new("新規の確認候補はありません", "no new ones");
pub(crate) const NONE_KNOWN: Text = Text::new(
    "支援中・検討済みの確認候補はありません",
    "none of those known",
);
pub(crate) const NONE_UNKNOWN: Text = Text::new("わからないことはありません", "nothing is unknown");
pub(crate) const NONE_UNREAD: Text = Text::new("すべて読めました", "everything was read");

/// What to do about an old list of which a later one is here.
pub(crate) const REPLACED_NO_NEED: Text = Text::new(
    "新しい名簿が届いているので、直さなくてかまいません",
    "a later list is here; nothing to correct",
);

pub(crate) const CHILD: Text = Text::new("こども", "child");
pub(crate) const AGE: Text = Text::new("年齢・学年", "age, grade");
pub(crate) const AREA: Text = Text::new("領域", "area");
pub(crate) const LANE: Text = Text::new("扱い", "lane");
pub(crate) const WHY: Text = Text::new("理由", "why");
pub(crate) const WHERE: Text = Text::new("どこに書いてあるか", "where it stands");
pub(crate) const DATA: Text = Text::new("名簿の時点", "date of the list");
pub(crate) const CHANGE: Text = Text::new("前回と", "since last time");
pub(crate) const KNOWN_BY: Text = Text::new("これまで", "known by");
pub(crate) const CHECKED: Text = Text::new("確かめた日", "checked on");
pub(crate) const RESULT: Text = Text::new("話し合いの結果", "result of the discussion");
pub(crate) const MISSING: Text = Text::new("足りないもの", "what is missing");
pub(crate) const PERSONS: Text = Text::new("人数", "persons");
pub(crate) const RULES: Text = Text::new("答えの出ない確認", "rules without an answer");
pub(crate) const ADVICE: Text = Text::new("すること", "what to do");
pub(crate) const PROBLEM: Text = Text::new("どうなっているか", "what is wrong");
pub(crate) const COUNT: Text = Text::new("件数", "count");
pub(crate) const RULE: Text = Text::new("規則", "rule");
pub(crate) const SOURCE: Text = Text::new("出典", "source");
pub(crate) const BASIS: Text = Text::new("根拠", "basis");
pub(crate) const SINCE: Text = Text::new("いつから・だれが", "since, by");
pub(crate) const FOUND: Text = Text::new("挙がった人数", "found");
pub(crate) const YES: Text = Text::new("あり", "yes");
pub(crate) const NO: Text = Text::new("なし", "no");
pub(crate) const BLANK: Text = Text::new("空欄", "blank");
pub(crate) const PROTECTED: Text = Text::new("（支援措置）", " (protected)");
pub(crate) const SIBLING: Text = Text::new("同じ世帯の人: ", "another member: ");
pub(crate) const ON: Text = Text::new("使用中", "on");
pub(crate) const OFF: Text = Text::new("使っていない", "off");

pub(crate) fn lane(lane: Lane) -> Text {
    match lane {
        Lane::Immediate => Text::new("すぐ確認", "at once"),
        Lane::Review => Text::new("会議で確認", "at the meeting"),
        Lane::SupportGap => Text::new("支援のすきま", "support gap"),
    }
}

pub(crate) fn basis(basis: Basis) -> Text {
    match basis {
        Basis::NationalNotice => Text::new("国の通知", "national notice"),
        Basis::NationalDefinition => Text::new("国の定義", "national definition"),
        Basis::Form => Text::new("国の様式", "national form"),
        Basis::TownPractice => Text::new("自治体の実例", "a town's practice"),
        Basis::Scale => Text::new("尺度", "scale"),
        Basis::Research => Text::new("研究", "research"),
        Basis::Provisional => Text::new("仮", "provisional"),
    }
}

pub(crate) const PROVISIONAL: Text = Text::new("（数は仮）", " (its number is provisional)");

/// Of a child whom the centre does not know; `days` since it first stood on the list.
pub(crate) fn change(change: Change, days: i64) -> Said {
    match change {
        Change::New => said!("新しい", "new"),
        Change::Same => said!(
            "続いている\n未確認 {days}日",
            "as before\nunjudged for {days} days"
        ),
        Change::Worse => said!(
            "悪くなった\n未確認 {days}日",
            "worse\nunjudged for {days} days"
        ),
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
        code => dictionary::code_label("decisions", "decision", code)
            .map_or_else(|| code.to_owned(), |text| text.pick(lang).to_owned()),
    };
    let mut text = label;
    if let Some(since) = since {
        text.push_str(said!("（{since}から）", " (since {since})").pick(lang));
    }
    if let Some(until) = until {
        text.push_str(
            said!(
                "\n{until}まで新規に挙げません",
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

/// In how many areas of life something was found.
pub(crate) fn areas(count: usize) -> Said {
    said!("領域の数 {count}", "areas: {count}")
}

pub(crate) fn household(names: &str) -> Said {
    said!(
        "同じ世帯のこども: {names}",
        "other children of the household: {names}"
    )
}

pub(crate) fn data_age(date: &str, days: i64) -> Said {
    said!("{date}\n（{days}日前）", "{date}\n({days} days ago)")
}

pub(crate) fn days(label: &str, count: usize) -> Said {
    said!("{label}{count}日", "{label} {count} days")
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

pub(crate) fn span(from: &str, to: &str) -> Said {
    said!("（{from}〜{to}）", " ({from} to {to})")
}

pub(crate) fn not_on(list: &str) -> Said {
    said!("{list}に載っていません", "not on the list: {list}")
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

pub(crate) fn made_with(file: &str, digest: &str, version: &str, day: &str) -> Said {
    said!(
        "基準日 {day}　規則 {file}（{digest}）　mimamori-flag {version}",
        "day {day}, rules {file} ({digest}), mimamori-flag {version}"
    )
}

pub(crate) fn not_compared() -> Said {
    said!(
        "前回の一覧とは比べていません（前の月のものを --before で渡すと比べます）",
        "not compared with the last list (--before gives the month before)"
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

pub(crate) fn list_dates(lists: &str) -> Said {
    said!("使った名簿: {lists}", "lists used: {lists}")
}
