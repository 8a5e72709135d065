//! Everything that mimamori-agenda says to people: its part of the catalogue.

use std::path::Path;

/// 「令和8年5月31日」 or, of a month, 「令和8年5月」.
pub(crate) use mimamori_paper::day_or_month as date;
use mimamori_record::line::{Cause, Evidence};
use mimamori_record::{Failure, Lang, Said, Status, Text, reason, said};

use crate::facts::day as parse_day;
use crate::order::Order;
use crate::proposed::{Proposed, Tally};
use crate::request::Left;

/// A sentence in the paper's language.
macro_rules! tell {
    ($lang:expr, $($said:tt)*) => { mimamori_record::said!($($said)*).pick($lang).to_owned() };
}
pub(crate) use tell;

/// What to do about an old list of which a later one is here.
pub(crate) const REPLACED_NO_NEED: Text = Text::new(
    "新しい名簿が届いているので、直さなくてかまいません",
    "a later list is here; nothing to correct",
);

pub(crate) const DOT: Text = Text::new("・", ", ");
pub(crate) const COMMA: Text = Text::new("、", ", ");
pub(crate) const HIDDEN: Text = Text::new("〔非表示〕", "[withheld]");
pub(crate) const UNREADABLE: Text = Text::new("（読めません）", "(unreadable)");
pub(crate) const NOT_ASKED_YET: Text = Text::new("未聴取", "not asked yet");
pub(crate) const UNBORN: Text = Text::new("（出生前）", "(not born yet)");
pub(crate) const NO_NAME: Text = Text::new("（氏名の記録なし）", "(no name on record)");
pub(crate) const NO_WORKER: Text = Text::new("主担当なし", "no worker");
pub(crate) const CLOSED: Text = Text::new("終結（会議で決定）", "closed (decided)");
pub(crate) const UNREGISTERED: Text = Text::new("未登録", "not registered");
pub(crate) const PROTECTED: Text = Text::new("支援措置", "protected");
pub(crate) const NEW: Text = Text::new("新規", "new");
pub(crate) const WORSE: Text = Text::new("前回より進行", "worse");
pub(crate) const SAME: Text = Text::new("前回から", "as before");
pub(crate) const MOVED: Text = Text::new("期日変更", "date moved");
pub(crate) const FIGURES: Text = Text::new("件数の資料", "figures");
pub(crate) const TITLE: Text = Text::new("名簿", "list of cases");
pub(crate) const PAST: Text = Text::new("時期を過ぎました", "its time has passed");
pub(crate) const PROPOSED: Text = Text::new("上程の提案", "proposed");
/// 上程: comes to the meeting, or does not this time.
pub(crate) const YES: &str = "○";
pub(crate) const NO: &str = "×";
pub(crate) const UNANSWERED: Text = Text::new("答えのない候補", "without an answer");
pub(crate) const SAME_HOME: Text = Text::new("同じ世帯のこども", "child of the household:");
pub(crate) const CANDIDATES: Text = Text::new("候補の一覧", "list of candidates");
pub(crate) const FOOTER: Text = Text::new(
    "取扱注意（会議の終わりに回収）",
    "Confidential (collected after the meeting)",
);
/// What the list is and is not.
pub(crate) const WHAT_IT_IS: &[Text] = &[
    Text::new(
        "この名簿は、届いた名簿から作った話し合いの材料（確認候補）です。載っていることは、問題があるという判断ではありません。",
        "This list is material to talk about, made from the lists that arrived. To stand on it is no verdict.",
    ),
    Text::new(
        "載っていないことも、心配がないという意味ではありません。届いていない名簿や読めないところがあるためです（末尾の頁）。",
        "Not to stand on it does not mean that all is well: lists are missing and cells unreadable (last pages).",
    ),
    Text::new(
        "決めるのは会議です。理由の根拠は、元の名簿のブック・シート・セルで確かめられます。",
        "The meeting decides. Every reason names workbook, sheet and cell.",
    ),
];

/// 「5月31日」, for days of this fiscal year.
pub(crate) fn near_day(text: &str, lang: Lang) -> String {
    use chrono::Datelike;
    match (parse_day(text), lang) {
        (Some(day), Lang::Ja) => format!("{}月{}日", day.month(), day.day()),
        _ => text.to_owned(),
    }
}

/// 「R8.5.31」, where there is little room.
pub(crate) fn short_day(text: &str, lang: Lang) -> String {
    use chrono::Datelike;
    match (parse_day(text), lang) {
        // What a scale was before Reiwa is kept by nobody.
        (Some(day), Lang::Ja) if day.year() > 2019 => {
            format!("R{}.{}.{}", day.year() - 2018, day.month(), day.day())
        }
        _ => text.to_owned(),
    }
}

/// The summary of the request sheets: counts only.
pub(crate) fn requests(sheets: usize, children: usize, left: &Left) -> Said {
    let mut said = said!(
        "照会 {sheets}機関（{children}人）",
        "requests to {sheets} institutions about {children} children"
    );
    let why = [
        (left.protected, "支援措置", "protected"),
        (left.placed, "施設・里親など", "placed elsewhere"),
        (
            left.nowhere,
            "照会先の機関の名簿にない",
            "on no list of an institution to ask",
        ),
        (
            left.several,
            "二つの機関の名簿にある",
            "on the lists of two institutions",
        ),
        (left.unnamed, "氏名の記録がない", "no name on record"),
        (
            left.unclear,
            "登録の区分がわからない",
            "not known whether registered",
        ),
    ];
    let why = || why.iter().filter(|(count, ..)| *count > 0);
    if why().next().is_some() {
        let ja: Vec<String> = why().map(|(n, ja, _)| format!("{ja} {n}人")).collect();
        let en: Vec<String> = why().map(|(n, _, en)| format!("{en} {n}")).collect();
        said.ja += &format!(
            "。紙に載せていない子（直接たずねてください）: {}",
            ja.join("、")
        );
        said.en += &format!(". On no sheet (ask directly): {}", en.join(", "));
    }
    said
}

/// The profile asks nobody.
pub(crate) fn asks_nobody(meeting: &str) -> Failure {
    Failure::new(
        Status::Options,
        said!(
            "会議「{meeting}」には、照会する機関（requests）が書かれていません",
            "the meeting 「{meeting}」 says of no institution that it is asked (requests)"
        ),
        said!(
            "meetings.toml のその会議に requests = [\"elementary-school\"] のように書いてください",
            "add requests = [\"elementary-school\"] or the like to it in meetings.toml"
        ),
    )
}

/// What the office is told with the papers of members.
pub(crate) fn read_before_sending() -> Said {
    said!(
        "委員用の名簿です。意向、支援方針、照会の回答は人が書いた文のままです。通告した人などがわからないか、配る前に読んでください",
        "copies for members: wishes, policies and answers stand as people wrote them; read them before sending, for whoever reported something must not be told by them"
    )
}

/// What a member reads about the copy.
pub(crate) const FOR_MEMBERS: Text = Text::new(
    "委員用の名簿です。知らせてくれた人を守るため、主訴と、見守り情報・他課からの連絡の中身は書いていません。支援措置や措置・一時保護のある世帯の場所も書いていません。会議で事務局が説明します。",
    "This copy is for members. To protect whoever reported something, concerns and the content of notes and signals are left out, and so are the places of protected and placed children. The office explains them at the meeting.",
);
pub(crate) const OF_MEMBERS: Text = Text::new("（委員用）", " (for members)");

pub(crate) fn no_talk(meeting: &str) -> Failure {
    Failure::new(
        Status::Options,
        said!(
            "会議「{meeting}」は、家族との懇談会ではありません",
            "the meeting 「{meeting}」 is no talk with a family"
        ),
        said!(
            "meetings.toml で family = true とした会議を --meeting に書いてください",
            "give --meeting one that has family = true in meetings.toml"
        ),
    )
}

pub(crate) fn is_talk(meeting: &str) -> Failure {
    Failure::new(
        Status::Options,
        said!(
            "会議「{meeting}」は家族との懇談会なので、事務局や委員の名簿はありません",
            "the meeting 「{meeting}」 is a talk with a family: there is no list for office or members"
        ),
        said!(
            "--for mother、father、child のどれかと、--person にこどもの番号を書いてください",
            "add --for mother, father or child, and the child's id with --person"
        ),
    )
}

pub(crate) fn age(months: u32, lang: Lang) -> String {
    let (years, rest) = (months / 12, months % 12);
    match years {
        0 => tell!(lang, "{rest}か月", "{rest} months"),
        1 | 2 => tell!(lang, "{years}歳{rest}か月", "{years} years {rest} months"),
        _ => tell!(lang, "{years}歳", "{years} years"),
    }
}

/// The grade as schools say it; none beyond school.
pub(crate) fn grade(grade: i32, lang: Lang) -> Option<String> {
    Some(match grade {
        ..=0 => tell!(lang, "就学前", "before school"),
        1..=6 => tell!(lang, "小{grade}", "grade {grade}"),
        7..=9 => {
            let year = grade - 6;
            tell!(lang, "中{year}", "grade {grade} (junior high {year})")
        }
        10..=12 => tell!(lang, "高校生年代", "of high school age"),
        _ => return None,
    })
}

pub(crate) fn school_hidden(lang: Lang) -> String {
    tell!(lang, "学校は非表示", "school withheld")
}

pub(crate) fn list_hidden(label: &str, lang: Lang) -> String {
    tell!(
        lang,
        "{label}の名簿（ファイル名は非表示）",
        "{label} (file name withheld)"
    )
}

pub(crate) fn not_on_list(list: &str, lang: Lang) -> String {
    tell!(lang, "{list}のどの行にもない", "in no row of {list}")
}

pub(crate) fn cells_within(range: &str, count: u32, lang: Lang) -> String {
    tell!(
        lang,
        "{range} のうち{count}か所",
        "{count} cells of {range}"
    )
}

/// Why something is not known: which list of whom and when, then the catalogue's sentence.
pub(crate) fn cause(
    cause: &Cause,
    institution: Option<&str>,
    place: Option<&str>,
    lang: Lang,
) -> String {
    let title = cause_title(cause, lang);
    let what = cause_what(cause, institution, lang);
    let end = place.map_or_else(String::new, |place| {
        tell!(lang, "（{place}）", " ({place})")
    });
    if what.is_empty() {
        format!("{title}{end}")
    } else {
        tell!(lang, "{what}: {title}{end}", "{what}: {title}{end}")
    }
}

pub(crate) fn cause_title(cause: &Cause, lang: Lang) -> String {
    let title = reason::find(&cause.code);
    title.map_or_else(|| cause.code.clone(), |r| r.title.pick(lang).to_owned())
}

/// Of what list, whose and of which month.
pub(crate) fn cause_what(cause: &Cause, institution: Option<&str>, lang: Lang) -> String {
    let mut words = Vec::new();
    words.extend(institution.map(str::to_owned));
    words.extend(cause.month.as_deref().map(|month| date(month, lang)));
    if let Some(name) = &cause.dataset {
        words.push(crate::evidence::dataset(name, lang));
    }
    if let Some(field) = &cause.field {
        let dataset = cause.dataset.as_deref().unwrap_or("residents");
        let label = mimamori_record::dictionary::field_of(dataset, field)
            .map_or(field.as_str(), |f| f.label.pick(lang));
        words.push(tell!(lang, "「{label}」", "“{label}”"));
    }
    words.join(match lang {
        Lang::Ja => " ",
        Lang::En => ", ",
    })
}

/// What is not known about a protected household: the kind of list and nothing else.
pub(crate) fn cause_hidden(dataset: Option<&str>, lang: Lang) -> String {
    let list = dataset.unwrap_or("residents");
    let list = crate::evidence::dataset(list, lang);
    tell!(
        lang,
        "{list}の一部がわかりません",
        "part of this is not known: {list}"
    )
}

/// The value of some evidence, as the dictionary calls it.
pub(crate) fn value(evidence: &Evidence, dataset: &str, lang: Lang) -> Option<String> {
    let (field, value) = (evidence.field.as_deref()?, evidence.value.as_deref()?);
    match value {
        "true" => return Some(tell!(lang, "あり", "yes")),
        "false" => return Some(tell!(lang, "なし", "no")),
        _ => {}
    }
    let label = mimamori_record::dictionary::code_label(dataset, field, value);
    Some(label.map_or_else(|| date(value, lang), |text| text.pick(lang).to_owned()))
}

pub(crate) fn no_such_meeting(
    path: &Path,
    id: &str,
    near: Option<&str>,
    ids: &[String],
) -> Failure {
    let (path, all) = (path.display(), ids.join(", "));
    let advice = match near {
        Some(near) => said!(
            "{near} ではありませんか。書けるのは {all} です",
            "did you mean {near}? There are {all}"
        ),
        None => said!("書けるのは {all} です", "there are {all}"),
    };
    Failure::new(
        Status::Options,
        said!(
            "--meeting の「{id}」という会議は {path} にありません",
            "there is no meeting 「{id}」 in {path} (--meeting)"
        ),
        advice,
    )
}

/// The list of this meeting is in the stream already; a second one would count everybody twice.
pub(crate) fn listed_twice(meeting: &str) -> Failure {
    Failure::new(
        Status::Stream,
        said!(
            "入力にはもう会議「{meeting}」の名簿（item）が入っています",
            "the input already has the list (item) of the meeting 「{meeting}」"
        ),
        said!(
            "mimamori-remind までの出力から作り直してください。ほかの会議の名簿は残っていてもかまいません",
            "start again from the output of mimamori-remind; lists of other meetings may stay"
        ),
    )
}

/// The summary on standard error: counts only.
pub(crate) fn summary(a: usize, b: usize, households: usize, need: u32, have: u32) -> Said {
    let count = a + b;
    said!(
        "{count}人（{households}世帯）: A 一括確認 {a}人、B 個別協議 {b}人。必要な時間 {need}分／{have}分",
        "{count} cases ({households} households): {a} to confirm (A), {b} to discuss (B); {need} of {have} minutes"
    )
}

pub(crate) fn too_long(over: u32, a: usize, extra: usize) -> Said {
    said!(
        "時間に{over}分収まりません。名簿の1頁目に、一括確認に移せるもの（{a}人）と臨時の会議に回すもの（{extra}人）を書きました。載せた人は減らしていません",
        "{over} minutes too long. The first page says which could move to part A ({a}) and which to an extra meeting ({extra}); nobody was left out"
    )
}

pub(crate) fn too_dense(count: usize, minutes: u32, lang: Lang) -> String {
    tell!(
        lang,
        "A 一括確認は{minutes}分で{count}人です。1分に1人を超えるので、事前に資料を読んでおいてもらってください。",
        "Part A has {count} cases in {minutes} minutes, more than one a minute: have the paper read beforehand."
    )
}

pub(crate) fn skipped_empty() -> Said {
    said!(
        "この会議に載せる人はいませんでした",
        "there is nobody on the list of this meeting"
    )
}

/// The summary of a paper of figures.
pub(crate) fn figures_only() -> Said {
    said!(
        "件数だけの資料です。こどもは載せていません",
        "a paper of figures: nobody stands on it"
    )
}

/// The summary of a list of candidates.
pub(crate) fn candidates(order: &Order) -> Said {
    let homes = order.a.len() + order.b.len();
    let count = crate::paper::count(&order.a) + crate::paper::count(&order.b);
    let (need, have) = (order.time.need(), order.time.have);
    said!(
        "候補 {count}人（{homes}世帯）。全員を上程すると {need}分、会議の時間は {have}分です",
        "{count} candidates ({homes} households); all of them would take {need} minutes of {have}"
    )
}

/// What became of the candidates, in the list of the meeting.
pub(crate) fn tally(tally: &Tally, proposed: &Proposed) -> Option<Said> {
    let Tally {
        picked,
        left,
        blank,
        added,
    } = *tally;
    let Some(day) = proposed.current.map(|day| day.to_string()) else {
        return (left > 0).then(|| {
            said!(
                "提案の一覧で「上程しない」とされた {left}人を、この名簿から外しました",
                "{left} whom a list of proposals leaves out are not on this list"
            )
        });
    };
    let (ja, en) = (date(&day, Lang::Ja), date(&day, Lang::En));
    let mut said = Said {
        ja: format!("候補の一覧（{ja}）で上程とされた {picked}人を載せました。"),
        en: format!("From the list of candidates ({en}): {picked} picked. "),
    };
    said.ja += &format!(
        "「上程しない」は {left}人、答えのない人は {blank}人（この名簿にはなく、次の候補の一覧に「未確認」として戻ります）、一覧のあとで加わった人は {added}人（この名簿にあります）"
    );
    said.en += &format!(
        "{left} were left out, {blank} have no answer (not on this list; they come back as unjudged on the next list of candidates), {added} came after it (on this list)"
    );
    Some(said)
}

/// What another child is to this one, from birth dates and sex.
pub(crate) fn kin(
    one: &mimamori_record::line::Person,
    other: &mimamori_record::line::Person,
    lang: Lang,
) -> String {
    let male = other.sex.as_deref() == Some("male");
    let female = other.sex.as_deref() == Some("female");
    match (&one.birth_date, &other.birth_date) {
        (Some(one), Some(other)) if one == other => tell!(lang, "同日生まれ", "born the same day:"),
        (Some(one), Some(other)) if other < one && male => tell!(lang, "兄", "elder brother"),
        (Some(one), Some(other)) if other < one && female => tell!(lang, "姉", "elder sister"),
        (Some(one), Some(other)) if other > one && male => tell!(lang, "弟", "younger brother"),
        (Some(one), Some(other)) if other > one && female => tell!(lang, "妹", "younger sister"),
        _ => tell!(lang, "きょうだい", "sibling"),
    }
}
