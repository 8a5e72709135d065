//! The fixed words of the list of candidates: titles, notes, headings.

use mimamori_record::Text;

use crate::rules::{Basis, Lane};

pub(crate) const TITLE: Text = Text::new("確認候補の一覧", "Families to be looked at");
pub(crate) const FOOTER: Text = Text::new(
    "取扱注意　話し合いのための一覧です。センターの外に出さないでください",
    "Confidential. A list for discussion; it does not leave the centre",
);
pub(crate) const FRESH_SHEET: Text = Text::new("支援していない家庭", "not known");
pub(crate) const FRESH_TITLE: Text = Text::new(
    "確認候補（支援していない家庭）",
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
pub(crate) const UNSURE_SHEET: Text = Text::new("答え待ちの人", "awaited");
pub(crate) const UNSURE_TITLE: Text = Text::new(
    "答え待ちの人（足りない名簿ごと）",
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
    "「すぐ確認」は、会議を待たずに確かめるものです。もう確かめてあれば、その日を書いてください。名簿の日より後のことは、ここには出ません。",
    "“At once” does not wait for the meeting: write down when it was done, if it was done already. What happened after the date of the list does not show here.",
);
pub(crate) const KNOWN_NOTE: Text = Text::new(
    "支援中のこどもで、前回より悪くなったものや新しい理由のあるものを、先に載せています。検討済みの期限が過ぎると、支援していない家庭の表に戻ります。",
    "Supported children of whom something got worse or is new since the last time stand first. When the term of an earlier judgement ends, the family is new again.",
);
pub(crate) const ORDER_NOTE: Text = Text::new(
    "世帯ごとに、太い線で区切っています。「すぐ確認」のある世帯を先に、あとは名簿の順に並べています。順位ではありません。",
    "A thick line ends each household. Those with something to be done at once stand first, the others in the order of the lists; it is no ranking.",
);
pub(crate) const UNSURE_NOTE: Text = Text::new(
    "名簿がまだ届かないか読めないので、右の問いに答えの出ていない人です。「？」の付いたことは、足りないものがわかれば確かめられる問いで、そうだという意味ではありません。",
    "A list has not come or cannot be read, so that the questions beside them have no answer. What ends with a question mark is a question that what is missing will answer, and says nothing about the child.",
);
pub(crate) const UNKNOWN_NOTE: Text = Text::new(
    "足りないものがわかれば答えが出ます。足りないものごとに数えているので、一人が二度数えられることがあります。名前は次の「答え待ちの人」にあります。支援措置のある世帯の人は、どこの名簿かを出さずに、別に数えています。",
    "These are answered when what is missing is known. Counted by what is missing, so that somebody may be counted twice; the names stand on the next sheet. Protected persons are counted apart, without whose list it is.",
);
/// Before the supported children of whom an urgent question has no answer.
pub(crate) const UNANSWERED: Text = Text::new(
    "支援中・検討済みのこどもで、「すぐ確認」の問いに答えの出ていない人（学校・園に電話で確かめます）",
    "Supported or judged before, and a question “at once” has no answer: telephone the school or nursery",
);
/// Behind them, before the families that can wait for the meeting.
pub(crate) const FOR_THE_MEETING: Text = Text::new(
    "会議で確認する家庭・支援のすきま",
    "For the meeting; support gaps",
);
/// What to do where more than the kind of list must not be told.
pub(crate) const LOOK_IT_UP: Text = Text::new(
    "担当か統括支援員が、もとの名簿で確かめてください",
    "the worker, or whoever leads, looks it up in the lists",
);
/// Above the lists that are missing, and where no list that the rules ask is missing.
pub(crate) const GAPS: Text = Text::new("名簿の抜け:", "gaps in the lists:");
pub(crate) const GAPS_ABOVE: Text =
    Text::new("名簿の抜け: 上の行のとおり", "gaps in the lists: as above");
pub(crate) const NO_GAP: Text = Text::new("名簿の抜け: なし", "gaps in the lists: none");
pub(crate) const ALSO_UNKNOWN: Text =
    Text::new("「答え待ちの人」にもいる", "also among those awaited");
pub(crate) const OVERLAP_NOTE: Text = Text::new(
    "使っている規則だけを載せています。一人が二つ以上の規則にあたることがあるので、挙がった人を足すと上の人数より多くなります。",
    "Only the rules in use. Somebody may be found by several, so that the numbers add up to more than the people above.",
);
pub(crate) const NONE_FRESH: Text = Text::new(
    "支援していない家庭の確認候補はありません",
    "none of those not known",
);
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
pub(crate) const CHECKED: Text = Text::new("確かめた日・人", "checked on, by");
pub(crate) const RESULT: Text = Text::new("話し合いの結果", "result of the discussion");
pub(crate) const MISSING: Text = Text::new("足りないもの", "what is missing");
pub(crate) const PERSONS: Text = Text::new("人数", "persons");
pub(crate) const RULES: Text = Text::new("答えの出ていない問い", "questions without an answer");
pub(crate) const ADVICE: Text = Text::new("すること", "what to do");
pub(crate) const PROBLEM: Text = Text::new("どうなっているか", "what is wrong");
pub(crate) const COUNT: Text = Text::new("件数", "count");
pub(crate) const RULE: Text = Text::new("規則", "rule");
pub(crate) const SOURCE: Text = Text::new("出典", "source");
pub(crate) const BASIS: Text = Text::new("根拠", "basis");
pub(crate) const SINCE: Text = Text::new("いつから・だれが決めたか", "since, by whose decision");
pub(crate) const FOUND: Text = Text::new("挙がった人", "found");
pub(crate) const YES: Text = Text::new("あり", "yes");
pub(crate) const NO: Text = Text::new("なし", "no");
pub(crate) const BLANK: Text = Text::new("空欄", "blank");
pub(crate) const HERE: Text = Text::new("この表", "listed here");
pub(crate) const KNOWN: Text = Text::new("支援中・検討済み", "known to the centre");
pub(crate) const PROTECTED: Text = Text::new("（支援措置）", " (protected)");
pub(crate) const SIBLING: Text = Text::new("同じ世帯の人: ", "another member: ");

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
