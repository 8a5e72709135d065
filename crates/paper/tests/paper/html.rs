use std::collections::BTreeMap;

use mimamori_paper::{Bar, BarChart, Frame, Html, Page, verbatim};
use mimamori_record::Lang;

use crate::agenda::{agenda, mark};

fn html(lang: Lang) -> Html {
    Html::new(
        Frame {
            mark: mark(),
            title: verbatim("一覧 <1>"),
            page: Page::A4_PORTRAIT,
            footer: verbatim("取扱注意\"</style>"),
        },
        lang,
    )
}

#[test]
fn values_are_escaped_and_nothing_comes_from_elsewhere() {
    let text = html(Lang::Ja)
        .render(
            "{% extends 'base.html' %}{% block body %}{{ 名前 }}{% endblock %}",
            "x.html",
            &BTreeMap::from([("名前", "<b>花子</b>")]),
        )
        .unwrap();
    assert!(text.contains("&lt;b&gt;花子"));
    assert_eq!(text.matches("</style>").count(), 1);
    for bad in ["<script", "http://", "https://", "<link", "@import", "url("] {
        assert!(!text.contains(bad), "{bad}");
    }
}

#[test]
fn an_unknown_name_fails_with_its_line() {
    let failure = html(Lang::Ja)
        .render(
            "一行目\n{{ 無い名前 }}",
            "due.html",
            &BTreeMap::<&str, &str>::new(),
        )
        .unwrap_err();
    assert_eq!(failure.status.code(), 2);
    assert!(
        failure.what.ja.contains("due.html の 2 行目"),
        "{}",
        failure.what.ja
    );
}

#[test]
fn a_template_that_does_not_parse_fails_with_its_line() {
    let failure = html(Lang::Ja)
        .render("\n\n{% if %}", "due.html", &BTreeMap::<&str, &str>::new())
        .unwrap_err();
    assert!(
        failure.what.en.contains("template due.html, line 3"),
        "{}",
        failure.what.en
    );
}

#[test]
fn both_languages_are_chosen_inside_a_template() {
    let none = BTreeMap::<&str, &str>::new();
    let template = "{{ t('期限', 'due') }} {{ '2026-06'|wareki }} {{ '2026-06-01'|wareki }}";
    assert_eq!(
        html(Lang::Ja).render(template, "x", &none).unwrap(),
        "期限 令和8年6月 令和8年6月1日"
    );
    assert_eq!(
        html(Lang::En).render(template, "x", &none).unwrap(),
        "due 2026-06 2026-06-01"
    );
}

#[test]
fn a_workbook_prints_as_html_without_its_keys() {
    let text = agenda(Lang::Ja).html().unwrap();
    assert!(text.contains("size: A3 landscape"));
    assert!(text.contains("会議で記入") && text.contains("第2部 協議"));
    assert!(!text.contains("p-k7q2-000120") && !text.contains("next_review"));
    assert_eq!(text, agenda(Lang::Ja).html().unwrap());
}

#[test]
fn a_chart_and_a_table_of_plain_values_stand_in_a_template() {
    let chart = BarChart {
        title: verbatim("年齢別の確認候補"),
        unit: verbatim("人"),
        bars: vec![
            Bar::count("0〜2歳", 41),
            Bar::hidden("3〜5歳"),
            Bar::count("小学生（1〜6年）", 120),
        ],
    };
    #[derive(serde::Serialize)]
    struct Values {
        chart: String,
        columns: Vec<BTreeMap<&'static str, &'static str>>,
        rows: Vec<BTreeMap<&'static str, Vec<&'static str>>>,
    }
    let values = Values {
        chart: chart.svg(Lang::Ja),
        columns: vec![
            BTreeMap::from([("heading", "区分")]),
            BTreeMap::from([("heading", "人数")]),
        ],
        rows: vec![BTreeMap::from([("cells", vec!["0〜2歳", "41"])])],
    };
    let template = r#"{% extends "base.html" %}{% from "macros.html" import table, notes %}
{% block body %}{{ chart|safe }}{{ table(columns, rows) }}{{ notes(["x: 秘匿した値です。"]) }}{% endblock %}"#;
    let text = html(Lang::Ja)
        .render(template, "statistics.html", &values)
        .unwrap();
    assert!(
        text.contains("<svg") && text.contains("<th>区分</th>") && text.contains("<li>x: 秘匿")
    );
    // Left for people to look at.
    std::fs::write(
        concat!(env!("CARGO_TARGET_TMPDIR"), "/statistics.html"),
        &text,
    )
    .unwrap();
}
