//! What `--old-rules` says.

use mimamori_record::{Said, Text, said};

use super::changes::Change;
use crate::messages::{lane, share};

/// `--old-rules`
pub(crate) const HELP: Text = Text::new(
    "流れの代わりに、前の規則（または数を変えてみた規則の写し）と比べて、一覧に加わる人・外れる人と、どの規則のどこが変わったためかを書きます。--xlsx と --html で紙にします",
    "write, in place of the stream, who comes onto the list and who leaves it against these rules (or a copy with a number changed), and which rule makes the difference; --xlsx and --html make it a paper",
);

/// The example in the help.
pub(crate) const EXAMPLE: Text = Text::new(
    "数を変えた規則で、だれが加わり、だれが外れるかを確かめます",
    "see who would come and who would leave with a number changed",
);

pub(crate) const TITLE: Text = Text::new("規則の比較", "Two rule files compared");
pub(crate) const PEOPLE: Text = Text::new("人ごと", "By person");
pub(crate) const LIST: Text = Text::new("一覧に", "the list");
pub(crate) const CAME: Text = Text::new("加わる", "come");
pub(crate) const WENT: Text = Text::new("外れる", "leave");
pub(crate) const UNKNOWN_OLD: Text = Text::new("わからない（前）", "unknown (old)");
pub(crate) const UNKNOWN_NEW: Text = Text::new("わからない（今）", "unknown (new)");
pub(crate) const CHANGED: Text = Text::new("変わったところ", "what was changed");
pub(crate) const RULES: Text = Text::new("規則ごと", "By rule");
pub(crate) const COME: Text = Text::new("一覧に加わる人", "Come onto the list");
pub(crate) const GO: Text = Text::new("一覧から外れる人", "Leave the list");
pub(crate) const STAY: Text = Text::new(
    "一覧に残り、理由が変わる人",
    "Stay on the list for other reasons",
);
pub(crate) const SAME: Text = Text::new(
    "二つの規則は、だれについても同じことを言います",
    "both rule files say the same of everybody",
);
pub(crate) const NOT_ABOUT: Text = Text::new(
    "今の規則では、この人は対象ではありません",
    "now the rule is not about this person",
);
pub(crate) const NOT_NOW: Text = Text::new("今はあてはまりません", "it does not hold now");
pub(crate) const OLD: Text = Text::new("前", "old");
pub(crate) const NEW: Text = Text::new("今", "new");

/// Which files, on what day.
pub(crate) fn title(old: &str, new: &str, day: &str) -> Said {
    said!(
        "規則の比較　前 {old}　今 {new}　基準日 {day}",
        "two rule files: old {old}, new {new}, day {day}"
    )
}

/// How many stand on the list.
pub(crate) fn counts(children: u64, listed: [u64; 2], came: usize, went: usize) -> Said {
    let [old, new] = listed;
    let shares = listed.map(|listed| share(listed, children));
    let [from, to] = shares;
    said!(
        "こども{children}人のうち、一覧に載るのは{old}人（{from}）から{new}人（{to}）になります。加わる{came}人、外れる{went}人",
        "of {children} children {old} ({from}) were listed and {new} ({to}) are: {came} come, {went} leave"
    )
}

/// A reason that came or went.
pub(crate) fn reason(title: &str, came: bool) -> Said {
    match came {
        true => said!("加わる理由: {title}", "comes: {title}"),
        false => said!("外れる理由: {title}", "goes: {title}"),
    }
}

/// One rule's counts.
pub(crate) fn fired(fired: [u64; 2], came: u64, went: u64) -> Said {
    let [old, new] = fired;
    said!(
        "{old}人 → {new}人（+{came} −{went}）",
        "{old} to {new} (+{came} -{went})"
    )
}

/// Those of whom a rule does not know.
pub(crate) fn unknown(unknown: [u64; 2]) -> Said {
    let [old, new] = unknown;
    said!("わからない{old}人 → {new}人", "unknown {old} to {new}")
}

/// What is not as it was.
pub(crate) fn change(change: &Change) -> Said {
    match change {
        Change::Added => said!("規則が加わりました", "the rule was added"),
        Change::Removed => said!("規則がなくなりました", "the rule was removed"),
        Change::SwitchedOn => said!("規則を使い始めました", "the rule was switched on"),
        Change::SwitchedOff => said!("規則を使わなくなりました", "the rule was switched off"),
        Change::Lane(lanes) => {
            let [old, new] = lanes.map(lane);
            let (old_ja, old_en, new_ja, new_en) = (old.ja, old.en, new.ja, new.en);
            said!(
                "扱いが「{old_ja}」から「{new_ja}」に変わりました",
                "it goes to “{new_en}” in place of “{old_en}”"
            )
        }
        Change::Sentence(name, _) => {
            let what = sentence(name);
            let (ja, en) = (what.ja, what.en);
            said!("{ja}（{name}）が変わりました", "{en} ({name}) was changed")
        }
        Change::Defined(name, _) => said!(
            "[define] の {name} が変わりました",
            "{name} in [define] was changed"
        ),
    }
}

/// What a sentence of a rule says.
fn sentence(name: &str) -> Text {
    match name {
        "applies" => Text::new("だれについての規則か", "whom the rule is about"),
        "when" => Text::new("挙げる条件", "what must hold"),
        _ => Text::new("わからないとする条件", "when nobody can know"),
    }
}

/// A person and its household.
pub(crate) fn person(id: &str, household: &str) -> Said {
    said!("{id}　世帯 {household}", "{id}, household {household}")
}
