//! What the program says to people.

use crate::Summary;
use mimamori_shell::{Said, Text, said};
use std::path::Path;

pub(crate) const ABOUT: Text = Text::new(
    "架空の人だけの練習用の町（設定・名簿・正解）を作ります",
    "make a practice town of invented people: settings, lists, and the truth about them",
);

pub(crate) const DIR: Text = Text::new(
    "町を作るフォルダー（town、2026-05/in、truth ができます）",
    "the folder of the town (town, 2026-05/in and truth are made in it)",
);

pub(crate) const CHILDREN: Text = Text::new(
    "こどもの数（60〜50000）。書かなければ1000",
    "number of children, 60 to 50000; 1000 if not given",
);

pub(crate) const SEED: Text = Text::new(
    "町を決める数。同じ数なら同じ町になります。書かなければ1",
    "the number that makes the town; the same number, the same town; 1 if not given",
);

/// One line about the town that was made.
pub(crate) fn made(dir: &Path, summary: &Summary) -> Said {
    let Summary {
        children,
        households,
        rows,
        problems,
        fired,
        unknown,
        ..
    } = summary;
    let dir = dir.display();
    said!(
        "{dir} に町を作りました：こども{children}人、{households}世帯、名簿{rows}行、読めないセル{problems}、正解は確認候補{fired}、わからない{unknown}",
        "made a town in {dir}: {children} children, {households} households, {rows} rows, {problems} unreadable cells; truth: {fired} candidates, {unknown} unknown"
    )
}
