//! What stands on the list of candidates.

use chrono::NaiveDate;
use mimamori_calendar::{age_in_months, grade};
use mimamori_record::{Lang, Said, Text, dictionary, said};
use mimamori_shell::Config;

use super::{besides, share};
use crate::before::Change;
use crate::rules::{Basis, Lane};
use crate::tally::Tally;

pub(crate) const TITLE: Text = Text::new("確認候補の一覧", "Families to be looked at");
pub(crate) const FOOTER: Text = Text::new(
    "取扱注意　話し合いのための一覧です。センターの外に出さないでください",
    "Confidential. A list for discussion; it does not leave the centre",
);
pub(crate) const FRESH_SHEET: Text = Text::new("新しい家庭", "new");
pub(crate) const FRESH_TITLE: Text = Text::new(
    "確認候補（新しい家庭）",
    "To be looked at: families not known to the centre",
);
pub(crate) const KNOWN_SHEET: Text = Text::new("支援中・検討済みの家庭", "known");
pub(crate) const KNOWN_TITLE: Text = Text::new(
    "確認候補（支援中・検討済みの家庭）",
    "To be looked at: families supported, or judged before",
);
pub(crate) const UNKNOWN_SHEET: Text = Text::new("わからないこと", "unknown");
pub(crate) const UNKNOWN_TITLE: Text = Text::new(
    "わからないこと（足りない名簿ごと）",
    "What nobody can tell, by missing list",
);
pub(crate) const UNSURE_SHEET: Text = Text::new("わからない人", "unknown persons");
pub(crate) const UNSURE_TITLE: Text = Text::new(
    "わからないことのある人（足りない名簿ごと）",
    "Of whom something is not known, by missing list",
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
    "点数や順位はありません。手当やサービスを使っていること、相談したことを、心配のしるしには数えません。「支援のすきま」は、受けられるはずの支援が届いているかを確かめるものです。",
    "There are no scores or ranks. Benefits, services and having asked for help are no sign of worry. “Support gaps” ask whether help that a family is entitled to has reached it.",
);
pub(crate) const IMMEDIATE_NOTE: Text = Text::new(
    "「すぐ確認」は、すでに電話などで確かめているはずのものです。確かめた日を書いてください。名簿の時点より後のことはここには出ません。",
    "“At once” should have been telephoned already: write down when. What happened after the date of the list does not show here.",
);
pub(crate) const KNOWN_NOTE: Text = Text::new(
    "支援中の家庭で前回より悪くなったものを先に載せています。検討済みの期限が過ぎると、新しい家庭に戻ります。",
    "Supported families where things got worse since the last time stand first. When the term of an earlier judgement ends, the family is new again.",
);
pub(crate) const ORDER_NOTE: Text = Text::new(
    "世帯ごとに、太い線で区切っています。「すぐ確認」のある世帯を先に、あとは名簿の順に並べています。順位ではありません。",
    "A thick line ends each household. Those with something to be done at once stand first, the others in the order of the lists; it is no ranking.",
);
pub(crate) const UNSURE_NOTE: Text = Text::new(
    "名簿が届くまで、心配がないとは言えない人です。足りない名簿ごとに載せています。",
    "Until the list arrives nobody can say that all is well with them. By missing list.",
);
pub(crate) const UNKNOWN_NOTE: Text = Text::new(
    "名簿が届けば答えが出ます。足りない名簿ごとに数えています。名前は次の「わからない人」にあります。",
    "These are answered when the list arrives. Counted by missing list; the names stand on the next sheet.",
);
pub(crate) const NONE_FRESH: Text = Text::new("新しい家庭の確認候補はありません", "no new ones");
pub(crate) const NONE_KNOWN: Text = Text::new(
    "支援中・検討済みの家庭の確認候補はありません",
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
pub(crate) const AGE: Text = Text::new("年齢・学校", "age, school");
pub(crate) const LANE: Text = Text::new("扱い", "lane");
pub(crate) const WHY: Text = Text::new("理由", "why");
pub(crate) const WHERE: Text = Text::new("どこに書いてあるか", "where it stands");
pub(crate) const AREA: Text = Text::new("領域", "area");
pub(crate) const LANE_AND_AREA: Text = Text::new("扱い・領域", "lane, area");
pub(crate) const NOT_KNOWN: Text = Text::new("わからないこと", "what is not known");
pub(crate) const LIST_OF: Text = Text::new("名簿の日", "list of");
pub(crate) const CHANGE: Text = Text::new("前回と", "since last time");
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
pub(crate) const SINCE: Text = Text::new("いつから・だれが決めたか", "since, by whose decision");
pub(crate) const USED: Text = Text::new("使うか", "used");
pub(crate) const FOUND: Text = Text::new("挙がった人", "found");
pub(crate) const YES: Text = Text::new("あり", "yes");
pub(crate) const NO: Text = Text::new("なし", "no");
pub(crate) const BLANK: Text = Text::new("空欄", "blank");
pub(crate) const HERE: Text = Text::new("この表", "listed here");
pub(crate) const KNOWN: Text = Text::new("支援中・検討済み", "known to the centre");
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
                "\n{until}まで新しい家庭に挙げません",
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
    said!("領域の数 {count}", "areas: {count}")
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
        Some(days @ 1..) => said!("{date}（{days}日前）", "{date} ({days} days ago)"),
        _ => said!("{date}", "{date}"),
    }
}

/// From when a rule holds.
pub(crate) fn from(date: &str, days: i64) -> Said {
    said!("{date}から（{days}日）", "since {date} ({days} days)")
}

/// The newest mark that the lists tell.
pub(crate) fn newest(date: &str, mark: &str, days: i64) -> Said {
    said!(
        "いちばん新しい記録: {date} {mark}（{days}日前）",
        "newest mark: {date} {mark} ({days} days ago)"
    )
}

/// The schools on whose sheets the days of an absence stand.
pub(crate) fn schools(names: &str) -> Said {
    said!("学校が変わっています: {names}", "changed school: {names}")
}

pub(crate) fn worker(name: &str) -> Said {
    said!("担当 {name}", "worker {name}")
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
    match days {
        1.. => said!(
            "（{date}の名簿、{days}日前）",
            "(list of {date}, {days} days ago)"
        ),
        _ => said!("（{date}の名簿）", "(list of {date})"),
    }
}

/// That a file's format hides something.
pub(crate) fn not_visible(file: &str) -> Said {
    said!(
        "{file}: コメントや色は見えない形式です",
        "{file}: its format hides comments and colours"
    )
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
pub(crate) fn on_this_sheet(households: usize, children: usize, lanes: [usize; 3]) -> Said {
    let [now, meeting, gap] = lanes;
    said!(
        "この表には{households}世帯の{children}人。すぐ確認{now}人、会議で確認{meeting}人、支援のすきま{gap}人（二つにあたる人は、先のほうで数えています）。",
        "On this sheet {children} children of {households} households: {now} at once, {meeting} for the meeting, {gap} support gaps (each in the first that holds)."
    )
}

/// The lists that are missing, and of how many people something is unknown.
pub(crate) fn missing_lists(ja: &str, en: &str) -> Said {
    said!(
        "足りない名簿など: {ja}。この人たちは、ここに載っていなくても心配がないとは言えません。",
        "Missing: {en}. Of these people nobody can say that all is well because they are not listed."
    )
}

/// One of them.
pub(crate) fn missing_of(missing: &str, persons: u64) -> Said {
    said!("{missing}（{persons}人）", "{missing} ({persons} persons)")
}

/// How many more there are.
pub(crate) fn missing_more(more: usize) -> Said {
    said!("ほか{more}種類", "{more} more")
}

/// What is missing, and of how many persons.
pub(crate) fn unsure_of(missing: &str, persons: usize, named: usize) -> Said {
    match persons > named {
        false => said!("{missing}　{persons}人", "{missing}: {persons} persons"),
        true => said!(
            "{missing}　{persons}人（多いので、支援中・検討済みの{named}人だけを載せています）",
            "{missing}: {persons} persons (only the {named} known to the centre are named)"
        ),
    }
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
        ja: format!("使った名簿: {ja}"),
        en: format!("lists used: {en}"),
    }
}
