//! What the evaluation says to people.

use mimamori_record::{Lang, Said, Text, dictionary, said};

use super::count::By;
use crate::rules::Title;

pub(super) const TITLE: Text = Text::new("規則の見直しのための集計", "How the rules did");
pub(super) const WHOLE: Text = Text::new("全体", "all");
pub(super) const RULES: Text = Text::new("規則ごと", "rules");
pub(super) const RULES_TITLE: Text = Text::new("規則ごと", "Rule by rule");
pub(super) const AREAS: Text = Text::new("領域ごと", "areas");
pub(super) const AREAS_TITLE: Text = Text::new("領域ごと", "Area by area");
pub(super) const TOGETHER: Text = Text::new("領域の組み合わせ", "areas together");
pub(super) const TOGETHER_TITLE: Text = Text::new("領域の組み合わせ", "Areas together");

pub(super) const LISTED_BY: Text = Text::new("挙げたもの", "listed by");
pub(super) const KNOWN: Text = Text::new("台帳の人", "in the ledger");
pub(super) const FOUND: Text = Text::new("うち挙がる", "of them listed");
pub(super) const MISSED: Text = Text::new("挙がらない", "not listed");
pub(super) const UNTOLD: Text = Text::new("わからない", "unknown");
pub(super) const OTHERS: Text = Text::new("ほかに挙がる", "others listed");
pub(super) const SHARE: Text = Text::new("全員のうち", "of everybody");
pub(super) const VERDICTS: Text = Text::new("話し合いの正否", "right or wrong");
pub(super) const REMARK: Text = Text::new("注", "remark");
pub(super) const PERSONS: Text = Text::new("挙がる人", "persons listed");
pub(super) const TOO_FEW: Text = Text::new("少なく何も言えません", "too few to say anything");
pub(super) const OFF: Text = Text::new("（使っていない）", " (off)");
pub(super) const OF_THE_LEDGER: Text = Text::new("（台帳を見る）", " (asks the ledger)");

pub(super) const WHAT_IT_IS: Text = Text::new(
    "町がすでに知っている家庭を、規則がどれだけ挙げるかを数えたものです。一人ひとりについての判断ではありません。数は自動では変わりません。規則を変えるかどうかは人が話し合って決めます。",
    "How many of the families whom the town knows already the rules would list. It says nothing about any one family. Nothing is tuned: people decide whether a rule changes.",
);
pub(super) const WHO_IS_KNOWN: Text = Text::new(
    "「台帳の人」は、要保護・要支援・特定妊婦としてケース台帳に載っている人（終結を含む）です。全員は、規則を当てたこどもと、妊婦・産婦です（確認候補の紙の割合は、こどもだけのものです）。",
    "“In the ledger” is who stands there as in need of protection or support, or as an expectant mother, closed cases too. Everybody are the children about whom the rules were asked, and mothers around birth (the share on the candidates' paper is of children alone).",
);
pub(super) const LEDGER_NOTE: Text = Text::new(
    "「台帳を見る」規則は、台帳に載っていることを条件にするので、台帳の人を多く挙げて見えます。比べるときは外してください。「話し合いの正否」は、確認候補の一覧に人が付けた正否か、会議の決定（支援継続は「正」、対象外は「否」）の人数で、規則を見直すためのものです。",
    "A rule that asks the ledger lists many of the ledger because the ledger is its condition: leave it out when comparing. Right and wrong is what people wrote beside a candidate, or what a meeting decided (go on supporting is right, not eligible is wrong); it is about the rules.",
);
pub(super) const AREAS_NOTE: Text = Text::new(
    "使用中の規則だけを数えます。支援のすきまの規則は領域に数えません。",
    "Only rules that are on; support gaps are no area.",
);
pub(super) const TOGETHER_NOTE: Text = Text::new(
    "ちょうどその領域だけが見つかった人の数です。",
    "Persons of whom exactly these areas were found.",
);

pub(super) fn few(fewest: u64) -> Said {
    said!(
        "台帳の人が{fewest}人（仮）に満たない行は、少なくて何も言えません。",
        "A line with fewer than {fewest} persons in the ledger (provisional) is too small to say anything."
    )
}

pub(super) fn verdicts(right: u64, wrong: u64) -> Said {
    match right + wrong {
        0 => said!("", ""),
        _ => said!("正{right}・否{wrong}", "right {right}, wrong {wrong}"),
    }
}

pub(super) fn all_rules(count: usize) -> Title {
    Title {
        ja: format!("使用中の規則{count}個のどれか"),
        en: format!("any of the {count} rules that are on"),
    }
}

pub(super) fn by(by: By) -> Text {
    match by {
        By::Age => Text::new("年齢", "age"),
        By::School => Text::new("学校・園", "school"),
        By::Sex => Text::new("性別", "sex"),
        By::Residence => Text::new("住んでいる長さ", "years in town"),
    }
}

pub(super) fn by_title(of: By) -> Said {
    let label = by(of);
    Said {
        ja: format!("こどもの区分ごと（{}）", label.ja),
        en: format!("By {}", label.en),
    }
}

const AGES: [(&str, Text); 7] = [
    ("0-2", Text::new("0〜2歳", "0 to 2")),
    ("3-5", Text::new("3歳〜就学前", "3 to school")),
    ("elementary", Text::new("小学生の年齢", "elementary school")),
    (
        "junior-high",
        Text::new("中学生の年齢", "junior high school"),
    ),
    ("after", Text::new("15〜18歳の年度", "15 to 18")),
    (
        "adult",
        Text::new("妊婦・産婦など", "mothers and other adults"),
    ),
    ("unknown", Text::new("生年月日なし", "no birth date")),
];

const RESIDENCE: [(&str, Text); 5] = [
    ("born-here", Text::new("生まれてから", "since birth")),
    ("under-1", Text::new("1年未満", "less than 1 year")),
    ("1-3", Text::new("1年以上3年未満", "1 to 3 years")),
    ("over-3", Text::new("3年以上", "3 years or more")),
    ("unknown", Text::new("わからない", "unknown")),
];

/// In which order the groups stand.
pub(super) fn place(by: By, group: Option<&str>) -> (usize, String) {
    let list = match by {
        By::Age => &AGES[..],
        By::Residence => &RESIDENCE[..],
        By::School | By::Sex => &[],
    };
    let at = list.iter().position(|(key, _)| Some(*key) == group);
    (
        at.unwrap_or(list.len()),
        group.unwrap_or_default().to_owned(),
    )
}

pub(super) fn group(by: By, group: Option<&str>, lang: Lang) -> String {
    let Some(key) = group else {
        return Text::new("書かれていない", "not told")
            .pick(lang)
            .to_owned();
    };
    let found = match by {
        By::Age => AGES
            .iter()
            .find(|(at, _)| *at == key)
            .map(|(_, text)| *text),
        By::Residence => RESIDENCE
            .iter()
            .find(|(at, _)| *at == key)
            .map(|(_, text)| *text),
        By::Sex => dictionary::code_label("residents", "sex", key),
        By::School => None,
    };
    found.map_or_else(|| key.to_owned(), |text| text.pick(lang).to_owned())
}
