//! The words of mimamori-flag: reasons for people to talk about, never a judgement of a family.

use std::fs;

use crate::town;
use crate::util::run_in;

/// Words that judge a child or a family, or rank them.
const NEVER: [&str; 24] = [
    "リスク",
    "危険度",
    "危険性",
    "スコア",
    "疑い",
    "疑わしい",
    "虐待",
    "対象児",
    "要注意",
    "可能性",
    "確率",
    "総合点",
    "判定結果",
    "加害",
    "risk",
    "suspect",
    "abuse",
    "probability",
    "likelihood",
    "verdict",
    "dangerous",
    "at-risk",
    "offender",
    "total score",
];

/// Everything that the program writes for people and for the programs behind it.
fn all(lang: &str) -> Vec<(String, String)> {
    let folder = town::shared().path();
    let matched = town::shared().after("match");
    let out = tempfile::tempdir().unwrap();
    let path = |name: &str| out.path().join(name).display().to_string();
    let flag = |arguments: &str| {
        let line = format!("-c town/rules.toml --lang {lang} {arguments}");
        let ran = run_in(folder, "flag", &line, matched).ok();
        format!("{}{}", ran.out, ran.err)
    };
    let mut texts = vec![
        ("lines".to_owned(), flag("--only")),
        ("evaluation".to_owned(), flag("--evaluate")),
        ("help".to_owned(), flag("--help")),
    ];
    let pages = [("candidates", ""), ("evaluation page", "--evaluate")];
    for (name, option) in pages {
        let page = path(&format!("{}.html", name.len()));
        flag(&format!("{option} --html {page}"));
        texts.push((name.to_owned(), fs::read_to_string(page).unwrap()));
    }
    let lines = texts[0].1.lines();
    let first = lines
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .find(|line| line["kind"] == "flag");
    let person = first.unwrap()["person"].as_str().unwrap().to_owned();
    texts.push((
        "explanation".to_owned(),
        flag(&format!("--explain {person}")),
    ));
    texts
}

#[test]
fn nothing_that_people_read_judges_a_family() {
    for lang in ["ja", "en"] {
        for (name, text) in all(lang) {
            let text = text.to_lowercase();
            let said: Vec<_> = NEVER.iter().filter(|word| text.contains(**word)).collect();
            assert!(said.is_empty(), "{name} ({lang}) says {said:?}");
        }
    }
}

#[test]
fn the_only_percentage_of_the_list_is_the_share_of_all_children() {
    for lang in ["ja", "en"] {
        let texts = all(lang);
        let (_, page) = texts.iter().find(|(name, _)| name == "candidates").unwrap();
        // What is drawn is no text: widths are percentages of a page.
        let body = page.split("<body").nth(1).unwrap();
        let shown: String = body
            .split('<')
            .filter_map(|tag| tag.split_once('>'))
            .map(|(_, text)| text)
            .collect();
        let sentences = shown.replace(". ", "\n").replace('。', "\n");
        let shares = sentences.lines().filter(|part| part.contains(['%', '％']));
        for share in shares {
            let all = ["人のうち", "children"];
            assert!(all.iter().any(|word| share.contains(word)), "{share}");
        }
    }
}
