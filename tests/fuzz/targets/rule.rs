#![no_main]

use mimamori_record::{Block, Coverage, Individual};
use mimamori_rule::{
    Answer, Definitions, Expression, Members, Names, Schools, Setting, Spot, check,
};

// The first line is the expression, the others are what `[define]` may call a, b, c …
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(all) = str::from_utf8(bytes) else {
        return;
    };
    let mut lines = all.split('\n');
    let text = lines.next().unwrap_or_default();
    let definitions: Definitions = ('a'..='z')
        .map(String::from)
        .zip(lines.map(str::to_owned))
        .collect();
    let coverage = Coverage::default();
    let parsed = check(text);
    match Expression::compile(text, Names::new(&coverage), &definitions) {
        Err(wrong) => {
            let place = wrong.place.clone();
            let named = wrong.definition.as_ref().and_then(|n| definitions.get(n));
            let within = named.map_or(text, String::as_str);
            assert!(within.get(place.clone()).is_some(), "{text}: {place:?}");
            assert!(Spot::of(within, place).marked.contains('^'));
            assert!(!wrong.what.ja.is_empty() && !wrong.advice.en.is_empty());
        }
        Ok(rule) => {
            assert!(parsed.is_ok(), "{text}: compiled, and does not parse");
            let today = "2026-06-01".parse().unwrap_or_default();
            let schools = Schools::new(coverage.town(), today);
            let setting = Setting {
                coverage: &coverage,
                today,
                schools: &schools,
            };
            let block = Block {
                people: vec![Individual::default()],
                ..Block::default()
            };
            let members = Members::new(setting, &block);
            for nobody in members.iter() {
                let truth = rule.judge(&members, nobody);
                let answer = rule.answer(&members, nobody);
                assert_eq!(answer, truth.known(), "{text}: asked without why");
                let explained = rule.explain(&members, nobody);
                assert_eq!(explained.answer, Answer::Truth(truth), "{text}");
            }
        }
    }
});
