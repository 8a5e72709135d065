//! What `--explain` says.

use mimamori_record::{Failure, Said, Status, Text, said};

/// `--explain`
pub(crate) const HELP: Text = Text::new(
    "一人（人の番号、または 行の番地 source/行・ファイル!シート!行）について、規則の問いが一つずつ何と答えたかを、元のセルや足りない名簿と一緒に、流れの代わりに書きます。=規則 を付けるとその規則だけ",
    "tell, instead of the stream, what every question of the rules says about one person (an id, or a row as source/row or file!sheet!row), with the cell or the missing list; with =RULE only that rule",
);

/// The example in the help.
pub(crate) const EXAMPLE: Text = Text::new(
    "ある子がなぜ挙がったか（挙がらなかったか、わからないか）を、問いごとに見る",
    "see question by question why a child is listed, or is not, or is unknown",
);

/// What the signs mean.
pub(crate) const LEGEND: Text = Text::new(
    "○ はい　× いいえ　？ わからない　＝ 値　← 元のセル　… わからない理由",
    "o yes   x no   ? unknown   = value   <- cell   ... why unknown",
);

pub(crate) const ALL: Text = Text::new("すべて", "all of these");
pub(crate) const EITHER: Text = Text::new("どれか", "one of these");
pub(crate) const NOT: Text = Text::new("次の反対", "not");
pub(crate) const APPLIES: Text = Text::new("だれについて（applies）", "about whom (applies)");
pub(crate) const WHEN: Text = Text::new("何が成り立てば（when）", "what must hold (when)");
pub(crate) const UNKNOWN_WHEN: Text = Text::new(
    "だれにもわからないとき（unknown_when）",
    "when nobody can know (unknown_when)",
);
pub(crate) const LISTED: Text = Text::new("挙がります", "listed");
pub(crate) const NOT_LISTED: Text = Text::new("挙がりません", "not listed");
pub(crate) const UNKNOWN: Text = Text::new("わかりません", "unknown");
pub(crate) const OTHERS: Text = Text::new(
    "この規則の対象ではありません",
    "the rule is not about this person",
);
pub(crate) const GONE: Text = Text::new(
    "亡くなったか転出しているので、一覧ではどの規則も確かめません",
    "died or moved away: in the list no rule asks about this person",
);
pub(crate) const QUESTION: Text = Text::new(
    "住民記録に結び付いていません。同じ人かどうかの確認を先にしてください",
    "not joined to the residents' list: the question who this is comes first",
);
pub(crate) const OFF: Text = Text::new("使っていない規則", "a rule that is off");

/// Other rules that are not about the person.
pub(crate) fn beside(rules: &str) -> Said {
    said!(
        "この人が対象でない規則: {rules}",
        "rules that are not about this person: {rules}"
    )
}

/// A record by its place.
pub(crate) fn record(place: &str, row: u32) -> Said {
    said!("{place} {row}行目", "{place}, row {row}")
}

/// A member of the household.
pub(crate) fn member(id: &str) -> Said {
    said!("同じ世帯の {id}", "{id} of the household")
}

pub(crate) fn household(id: &str) -> Said {
    said!("世帯 {id}", "household {id}")
}

/// A word in brackets behind another.
pub(crate) fn behind(word: Said) -> Said {
    let Said { ja, en } = word;
    said!("（{ja}）", " ({en})")
}

fn wrong(what: Said, advice: Said) -> Failure {
    Failure::new(Status::Options, what, advice)
}

/// What was typed is not repeated: it may be a name.
pub(crate) fn not_found() -> Failure {
    wrong(
        said!(
            "--explain の人が、流れの中に見つかりません",
            "the person of --explain is not in the stream"
        ),
        said!(
            "人の番号（p-…）か、行の番地（source/行、ファイル!シート!行）を書いてください",
            "write the id of a person (p-…), or a row as source/row or file!sheet!row"
        ),
    )
}

pub(crate) fn several() -> Failure {
    wrong(
        said!(
            "--explain に当たる人が、流れの中に二人以上います",
            "more than one person of the stream answers to --explain"
        ),
        said!(
            "人の番号（p-…）を書いてください。流れをいくつもつながず、一つだけ渡してください",
            "write the id of a person (p-…), and give one stream only"
        ),
    )
}

pub(crate) fn adult(children: &[&str]) -> Failure {
    let ids = children.join(", ");
    let what = said!(
        "--explain の人はおとなで、使っている規則のどれの対象でもありません",
        "the person of --explain is an adult, and no rule that is on is about them"
    );
    if children.is_empty() {
        return wrong(
            what,
            said!(
                "=規則 を付けて、規則を一つ選んでください",
                "name a rule behind ="
            ),
        );
    }
    wrong(
        what,
        said!(
            "同じ世帯のこども（{ids}）について聞くか、=規則 を付けて規則を一つ選んでください",
            "ask about a child of the household ({ids}), or name a rule behind ="
        ),
    )
}

pub(crate) fn no_such_rule(id: &str, near: &[&str]) -> Failure {
    let (ja, en) = (near.join("、"), near.join(", "));
    wrong(
        said!(
            "--explain の規則 {id} はありません",
            "there is no rule {id}, which --explain names"
        ),
        match near {
            [] => said!(
                "rules.toml の id か、規則を書かずに人の番号だけを書いてください",
                "write an id of rules.toml, or only the person without a rule"
            ),
            _ => said!("{ja} ではありませんか", "did you mean {en}?"),
        },
    )
}
