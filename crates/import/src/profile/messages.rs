//! What the profile says.

use mimamori_record::{Said, Text, said};

use crate::survey::Seen;

pub(super) const HEADINGS: [Text; 5] = [
    Text::new("列", "column"),
    Text::new("見出し", "heading"),
    Text::new("型", "type"),
    Text::new("空欄・種類", "blank, different"),
    Text::new(
        "中身（3 件より少ない値は示しません）",
        "what stands in it (no value of fewer than 3 cells)",
    ),
];

pub(super) const INDIVIDUAL: Text = Text::new(
    "示しません。この道具では読めません",
    "not shown; this kit never reads it",
);

pub(super) const SENSITIVE: Text =
    Text::new("要配慮の列なので示しません", "protected data, not shown");

pub(super) fn no_table() -> Said {
    said!(
        "見出しの並んだ行が見つかりません",
        "there is no row of headings"
    )
}

pub(super) fn table(seen: &Seen) -> Said {
    let (top, bottom) = seen.table.rows;
    let people = seen.people;
    let totals = seen.totals.len();
    said!(
        "見出し {top}〜{bottom} 行目、{people} 行、計の行 {totals}",
        "headings in rows {top} to {bottom}, {people} rows, {totals} total rows"
    )
}

pub(super) fn filled(blank: u64, different: usize) -> Said {
    said!("{blank}%・{different}", "{blank}%, {different}")
}

pub(super) fn decades(first: i32, last: i32) -> Said {
    said!("{first}年代〜{last}年代", "{first}s to {last}s")
}

pub(super) fn digits(digits: usize, count: u32) -> Said {
    said!("{digits} 桁 {count}", "{digits} digits {count}")
}

pub(super) fn rare(rare: usize) -> Said {
    said!("ほかに {rare} 種", "{rare} more")
}
