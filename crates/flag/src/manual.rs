//! What rules.toml may say, for its man page: each key where a clerk looks it up. The language of
//! the expressions has a manual of its own ([`language`]).

use mimamori_record::Text;
pub use mimamori_rule::manual as language;

/// A part of rules.toml and its keys.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    /// Where the keys stand.
    pub title: Text,
    /// The keys, in the order in which one thinks of them.
    pub keys: &'static [Key],
}

/// A key of rules.toml.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The key with its value as one would write it.
    pub written: &'static str,
    /// What it means.
    pub help: Text,
}

const fn key(written: &'static str, ja: &'static str, en: &'static str) -> Key {
    Key {
        written,
        help: Text::new(ja, en),
    }
}

/// What rules.toml is.
pub const ABOUT: Text = Text::new(
    "確認候補を挙げる規則。だれについて、何が成り立てば挙げるかを、町が式で書きます",
    "the rules by which families are listed: about whom, and what must hold, as expressions that the town owns",
);

/// A whole rules.toml, which a test understands.
pub const EXAMPLE: &str = include_str!("manual/rules.toml");

/// Every key, by section.
pub const SECTIONS: &[Section] = &[
    Section {
        title: Text::new("ファイル全体", "THE FILE"),
        keys: &[
            key(
                "[define]",
                "何度も使う言い方に名前を付けます。左に名前、右に式を書き、規則の式の中で名前を使います",
                "names for what is said often: the name on the left, its expression on the right",
            ),
            key(
                "[[area]]",
                "町の領域。id と title（ja、en）を書きます",
                "an area of life of the town's own, with id and title (ja, en)",
            ),
            key(
                "[[rule]]",
                "規則ごとに一つ書きます。以下はその中のキーです",
                "one per rule; the keys below stand in it",
            ),
        ],
    },
    Section {
        title: Text::new("規則", "THE RULE"),
        keys: &[
            key(
                "id = \"case-not-seen\"",
                "規則の名前。行（flag）と紙に出ます。変えると前の月と比べられなくなります",
                "its name in flag lines and on papers; with another one the earlier month cannot be compared",
            ),
            key(
                "title = { ja = \"…\", en = \"…\" }",
                "紙に出る短い名前",
                "what papers call it",
            ),
            key(
                "why = { ja = \"…\", en = \"…\" }",
                "なぜ挙がったかを言う一文",
                "the sentence that says why somebody is listed",
            ),
            key(
                "ask = { ja = \"…\", en = \"…\" }",
                "はじめに、だれに何を確かめるか。紙の理由の下に出ます（書かなくてもかまいません）",
                "what to ask whom, as a first step; stands below the reason on the paper, and may be left out",
            ),
            key(
                "untold = { ja = \"…\", en = \"…\" }",
                "名簿に書かれていても、それだけではわからないこと。紙の「わからないこと」に、名簿の抜けといっしょに出ます（書かなくてもかまいません）",
                "what the lists cannot tell, however complete; stands beside the gaps in the lists on the paper, and may be left out",
            ),
            key(
                "area = \"care-and-safety\"",
                "領域: care-and-safety（養育・安全）、poverty（貧困）、young-carer（ヤングケアラー）、school-absence（登校・欠席）、postpartum（産後）、pregnancy-and-birth（妊娠・出産）、development（発達）、isolation（望まない孤立）、または [[area]] の id",
                "the area of life: care-and-safety, poverty, young-carer, school-absence, postpartum, pregnancy-and-birth, development, isolation, or the id of an [[area]]",
            ),
            key(
                "counted = false",
                "紙の領域の数に数えません（手当など、助けを求めた印の規則）。書かなければ数えます。支援のすきまは数えません",
                "does not count among the areas on the paper (benefits and other signs that a family asked for help); otherwise it does, but for support gaps",
            ),
            key(
                "lane = \"review\"",
                "扱い: immediate（すぐ確認）、review（会議で確認）、support-gap（支援のすきま: 受けられるのに受けていない）",
                "what is to be done: immediate, review (at the meeting), support-gap (entitled but not receiving)",
            ),
            key(
                "applies = \"child and registered\"",
                "だれについての規則か（式）",
                "whom the rule is about, an expression",
            ),
            key(
                "when = \"no cases [last_seen >= today - 60 days]\"",
                "何が成り立てば挙げるか（式）。長い式は \"\"\" で囲んで改行できます",
                "what must hold, an expression; a long one goes over several lines between \"\"\"",
            ),
            key(
                "from = \"born + 24 months\"",
                "いつからのことか（日付になる式）。書けば、紙に「いつから、何日」が出ます。欠席のように日が並ぶものや、行に日付があるものには要りません",
                "from when it holds, an expression that comes to a date; papers then say since when and for how many days. Days of absence and rows with a date of their own need none",
            ),
            key(
                "unknown_when = [{ when = \"…\", cause = \"moved-in\", list = \"benefits\" }]",
                "名簿を見てもわからないのはどんなときか（式）と、その理由: moved-in、list-too-old、not-linked、list-missing。list には、あればわかる名簿を書けます",
                "when nobody can know although the lists are here, an expression, and why: moved-in, list-too-old, not-linked, list-missing; list names the one that would tell",
            ),
            key("source = \"…\"", "出典", "where the rule comes from"),
            key(
                "basis = \"national-notice\"",
                "根拠: national-notice（国の通知）、national-definition（国の定義）、form（国の様式）、town-practice（自治体の実例）、scale（尺度）、research（研究）、provisional（仮）",
                "what it rests on: national-notice, national-definition, form, town-practice, scale, research, provisional",
            ),
            key(
                "provisional = true",
                "数は仮のもの。町で決め直してください",
                "its number is provisional, for the town to decide",
            ),
            key("on = true", "使うか", "whether it is used"),
            key(
                "since = 2026-04-01, by = \"…\"",
                "いつから、だれが決めたか",
                "since when, and who decided",
            ),
        ],
    },
];

#[cfg(test)]
mod tests {
    use std::fs;

    use mimamori_record::Coverage;
    use mimamori_shell::Config;

    use super::*;

    #[test]
    fn the_example_is_understood() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rules.toml");
        fs::write(&path, EXAMPLE).unwrap();
        let config = Config::read(&path).unwrap();
        let rules = crate::config::read(&config).unwrap();
        let compiled = rules
            .compile(&config, &Coverage::default(), crate::rules::Which::On)
            .unwrap();
        assert_eq!(compiled.len(), 2);
    }

    #[test]
    fn every_key_of_the_example_is_told() {
        let told: String = SECTIONS
            .iter()
            .flat_map(|section| section.keys)
            .map(|key| key.written)
            .collect::<Vec<_>>()
            .join("\n");
        let keys = EXAMPLE
            .lines()
            .filter_map(|line| line.split_once(" = "))
            .map(|(key, _)| key)
            .filter(|key| key.chars().all(|c| c.is_ascii_lowercase() || c == '_'));
        for key in keys.filter(|key| *key != "registered") {
            assert!(told.contains(key), "{key}");
        }
    }
}
