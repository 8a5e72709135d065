//! The list as plain text, for the terminal.

use mimamori_record::Lang;

use crate::case::{Case, Home};
use crate::messages::tell;
use crate::paper::Paper;

impl Paper<'_> {
    /// The title, what does not fit, and the cases part by part.
    pub(crate) fn text(&self, title: &str) -> String {
        let mut text = format!("{title}\n");
        for line in self.warnings() {
            text += &format!("◆ {line}\n");
        }
        for (letter, homes) in [("A", &self.order.a), ("B", &self.order.b)] {
            if homes.is_empty() {
                continue;
            }
            let part = match letter {
                "A" => tell!(self.lang, "A 一括確認", "A To confirm together"),
                _ => tell!(self.lang, "B 個別協議", "B To discuss"),
            };
            text += &format!("\n== {part} ==\n");
            for case in homes.iter().flat_map(|home: &Home| &home.cases) {
                text += &told(case, self.lang);
            }
        }
        text
    }
}

fn told(case: &Case, lang: Lang) -> String {
    let minutes = case.minutes.map(|n| tell!(lang, " {n}分", " {n} min"));
    let (number, name, tag) = (&case.number, &case.name, &case.tag);
    let minutes = minutes.unwrap_or_default();
    let mut text = format!("\n{number} {name} [{tag}]{minutes}\n");
    let (child, parent) = (&case.child_wish, &case.parent_wish);
    let mut lines = vec![
        format!("{} {}", case.about, case.standing),
        tell!(lang, "こども: {child}", "child: {child}"),
        tell!(lang, "保護者: {parent}", "parents: {parent}"),
    ];
    for why in &case.why {
        lines.push(format!("- {}", why.text));
        lines.extend(why.places.iter().map(|place| format!("  [{place}]")));
    }
    lines.extend(case.waiting.iter().map(|waiting| format!("- {waiting}")));
    lines.extend(case.other.iter().map(|other| format!("- {other}")));
    lines.extend(case.unknown.iter().map(|unknown| format!("? {unknown}")));
    let last = Some(&case.last).filter(|last| !last.is_empty());
    lines.extend(last.map(|last| tell!(lang, "前回: {last}", "last time: {last}")));
    lines.extend(case.outcome.iter().cloned());
    lines.extend(case.answers.iter().cloned());
    lines.extend(
        case.to_ask
            .iter()
            .map(|line| tell!(lang, "直接たずねること: {line}", "to be asked: {line}")),
    );
    lines.extend(case.siblings.iter().cloned());
    for line in lines {
        text += &format!("  {}\n", line.trim());
    }
    text
}
