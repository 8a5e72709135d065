//! The paper of a meeting that looks at figures alone.

use serde_json::json;

use super::*;

const FIGURES: &str = r#"
[[meeting]]
id = "monthly"
title = { ja = "代表者会議", en = "Representatives' meeting" }
minutes = 60
figures = true
"#;

#[test]
fn a_meeting_of_figures_counts_and_names_nobody() {
    let supported = |row: u32, received: &str, kind: Option<&str>| {
        let mut fields = json!({"category":"support-needed","stage":"supporting",
            "received_on":received,"summary":"登校が安定しない"});
        if let Some(kind) = kind {
            fields["case_kind"] = json!(kind);
        }
        record("cases", "c.1", row, fields)
    };
    let closed = json!({"category":"support-needed","stage":"closed",
        "received_on":"2025-04-01","closed_on":"2026-03-31"});
    let ran = run_with(
        &stream(&[
            home(
                1,
                &[
                    child(
                        1,
                        "海野 なぎさ",
                        "2017-05-03",
                        &[supported(4, "2026-04-01", Some("neglect"))],
                    ),
                    child(
                        2,
                        "海野 みさき",
                        "2022-05-03",
                        &[supported(5, "2026-03-31", None)],
                    ),
                ],
                &[review(1)],
            ),
            home(
                2,
                &[child(
                    3,
                    "浜田 しおり",
                    "2013-05-03",
                    &[record("cases", "c.1", 6, closed)],
                )],
                &[],
            ),
        ]),
        FIGURES,
        None,
        false,
    )
    .unwrap();
    assert!(ran.items.is_empty());
    let done = ran.agenda.done.as_ref().unwrap();
    let text = done.text.as_deref().unwrap();
    for told in [
        "登録されている子 全体: 2\n",
        "区分 要支援児童: 2\n",
        "種別 ネグレクト: 1\n",
        "種別 わからない: 1\n",
        "年齢 就学前: 1\n",
        "年齢 小学生: 1\n",
        // Of the year that began on 1 April 2026 one, of the year before two.
        "受け付けたケース: 昨年度 2、今年度 1、日付不明 0\n",
        "終結したケース: 昨年度 1、今年度 0、日付不明 0\n",
        // No such list has come: not none.
        "利用勧奨: 名簿なし\n",
    ] {
        assert!(text.contains(told), "{told}{text}");
    }
    let html = ran.html();
    for secret in [
        "海野",
        "なぎさ",
        "浜田",
        "登校",
        "p-k7q2",
        "2017",
        "みなと小",
    ] {
        assert!(!html.contains(secret) && !text.contains(secret), "{secret}");
    }
}

#[test]
fn a_meeting_has_cases_or_figures() {
    let refused = |settings: &str| run_with(&stream(&[]), settings, None, false).is_err();
    assert!(refused(&FIGURES.replace("figures = true", "")));
    let both = format!(
        "{FIGURES}[[meeting.cases]]\npart = \"B\"\ntitle = {{ ja = \"x\", en = \"x\" }}\ndecisions = [\"discuss\"]\n"
    );
    assert!(refused(&both));
    assert!(!refused(FIGURES));
}
