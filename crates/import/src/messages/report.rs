//! What is said at the end of a run.

use chrono::{Datelike, NaiveDate};
use mimamori_calendar::YearMonth;
use mimamori_record::line::Cells;
use mimamori_record::{Failure, Said, Status, Text, dictionary, said};

use crate::arrivals::Standing;
use crate::deliveries::Replaced;

/// A list as people call it.
pub(crate) fn list_label(dataset: &str) -> Said {
    let label = dictionary::dataset(dataset).map(|entry| entry.label);
    label.map_or_else(|| said!("{dataset}", "{dataset}"), Said::from)
}

/// A cell of the table of who has sent what.
pub(crate) fn standing(standing: &Standing) -> Said {
    match standing {
        Standing::Arrived(rows) => said!("○ {rows}", "○ {rows}"),
        Standing::Partial(rows, _) => said!("△ {rows}", "△ {rows}"),
        Standing::Unreadable => said!("× 読めず", "× unread"),
        Standing::NotYet(day) => {
            let day = short(*day);
            said!("{day}まで", "by {day}")
        }
        Standing::Late(day) => {
            let day = short(*day);
            said!("遅 {day}", "late {day}")
        }
        Standing::Missing => said!("×", "×"),
        Standing::NotExpected => nothing(),
    }
}

/// A cell that nobody expects to be filled.
pub(crate) fn nothing() -> Said {
    said!("・", "・")
}

fn short(day: NaiveDate) -> String {
    format!("{}/{}", day.month(), day.day())
}

/// The heading of the table, with a legend of those marks that stand in it.
pub(crate) fn arrivals_heading<'a>(cells: impl Iterator<Item = &'a Standing>) -> Said {
    const LEGEND: [Text; 6] = [
        Text::new("○ 行数", "○ rows"),
        Text::new("△ 一部だけ", "△ in part"),
        Text::new("× 未着", "× missing"),
        Text::new("遅 期限すぎ", "late: the deadline is over"),
        Text::new("まで 期限", "by: the deadline"),
        Text::new("・ 求めていない", "・ not expected"),
    ];
    let mut used = [false; LEGEND.len()];
    for cell in cells {
        let place = match cell {
            Standing::Arrived(_) => 0,
            Standing::Partial(..) => 1,
            Standing::Unreadable | Standing::Missing => 2,
            Standing::Late(_) => 3,
            Standing::NotYet(_) => 4,
            Standing::NotExpected => 5,
        };
        used[place] = true;
    }
    let marks: Vec<Text> = LEGEND
        .into_iter()
        .zip(used)
        .filter_map(|(mark, used)| used.then_some(mark))
        .collect();
    let ja: Vec<&str> = marks.iter().map(|mark| mark.ja).collect();
    let en: Vec<&str> = marks.iter().map(|mark| mark.en).collect();
    Said {
        ja: format!("届いた名簿（{}）", ja.join("、")),
        en: format!("lists that arrived ({})", en.join(", ")),
    }
}

/// Over the lists to look after.
pub(crate) fn gaps_heading() -> Said {
    said!("確かめる名簿", "lists to look after")
}

/// Why a list is to be looked after.
pub(crate) fn gap(standing: &Standing) -> Said {
    match standing {
        Standing::Late(_) => said!(
            "期限を過ぎても届いていません",
            "has not arrived, and its deadline is over"
        ),
        Standing::Unreadable => said!("届いたファイルを読めません", "arrived but cannot be read"),
        Standing::Partial(_, Some(why)) => Said {
            ja: why.title.ja.to_owned(),
            en: why.title.en.to_owned(),
        },
        Standing::Partial(_, None) => said!("一部だけです", "is here only in part"),
        _ => said!("届いていません", "has not arrived"),
    }
}

/// A list to look after: which one, which months, why.
pub(crate) fn gap_line(
    label: &Said,
    institution: Option<&str>,
    months: &[YearMonth],
    why: &Said,
) -> Said {
    let name = institution
        .map(|name| format!(" {name}"))
        .unwrap_or_default();
    let spans = spans(months);
    let spans = |between: &str| match spans.as_slice() {
        [] => String::new(),
        spans => format!(" {}", spans.join(between)),
    };
    Said {
        ja: format!("{}{name}{}: {}", label.ja, spans("、"), why.ja),
        en: format!("{}{name}{}: {}", label.en, spans(", "), why.en),
    }
}

/// Months that follow one another are one span: `2025-04～2026-03`.
fn spans(months: &[YearMonth]) -> Vec<String> {
    let mut spans: Vec<(YearMonth, YearMonth)> = Vec::new();
    for month in months {
        match spans.last_mut() {
            Some((_, last)) if last.next() == *month => *last = *month,
            _ => spans.push((*month, *month)),
        }
    }
    let text = |(first, last)| match first == last {
        true => format!("{first}"),
        false => format!("{first}～{last}"),
    };
    spans.into_iter().map(text).collect()
}

/// Over the files that were sent once more.
pub(crate) fn replaced_heading() -> Said {
    said!(
        "出し直しで置き換わったファイル（前のものは判断に使いません）",
        "files that were sent once more (the earlier one is not judged by)"
    )
}

/// A file that was sent once more.
pub(crate) fn replaced(Replaced { old, new }: &Replaced) -> Said {
    said!("{old} → {new}", "{old} → {new}")
}

/// How many more there are than are named.
pub(crate) fn and_more(count: usize) -> Said {
    said!("ほか {count} 件", "and {count} more")
}

pub(crate) fn summary_cells(cells: &Cells) -> Said {
    let Cells {
        held,
        fields,
        structure,
        left_out,
        problems,
    } = *cells;
    said!(
        "セル {held} = 項目 {fields} + 体裁 {structure} + 対象外 {left_out} + 問題 {problems}",
        "cells {held} = fields {fields} + structure {structure} + left out {left_out} + problems {problems}"
    )
}

pub(crate) fn summary_files(found: u64, read: u64, problems: u64, skipped: u64) -> Said {
    said!(
        "ファイル {found} = 読んだもの {read} + 問題 {problems} + 対象外 {skipped}",
        "files {found} = read {read} + problems {problems} + skipped {skipped}"
    )
}

pub(crate) fn files_lost(found: u64, read: u64, problems: u64, skipped: u64) -> Failure {
    Failure::new(
        Status::Stream,
        summary_files(found, read, problems, skipped),
        said!(
            "数が合わないので止めました。プログラムの不具合として知らせてください",
            "the numbers do not agree; report a defect of the program"
        ),
    )
}

pub(crate) fn summary(files: Said, records: u64, problems: u64) -> Said {
    Said {
        ja: format!("{}。記録 {records} 件、問題 {problems} 件", files.ja),
        en: format!("{}; {records} records, {problems} problems", files.en),
    }
}
