//! What is said at the end of a run.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use mimamori_calendar::YearMonth;
use mimamori_record::line::{Cells, Problem};
use mimamori_record::{Coverage, Failure, Said, Status, Text, dictionary, reason, said};

use crate::arrivals::Standing;
use crate::deliveries::Replaced;
use crate::report::Ahead;

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

/// Lists from after the day of the run.
pub(crate) fn ahead(today: NaiveDate, path: &str, of: Ahead, others: usize) -> Said {
    let (of_ja, of_en) = match of {
        Ahead::Folder(month) => (
            format!("{month} のフォルダーに届いた名簿"),
            format!("in the folder of {month}"),
        ),
        Ahead::Day(day) => (format!("{day} の名簿"), format!("of {day}")),
    };
    let (ja, en) = match others {
        0 => (String::new(), String::new()),
        n => (
            format!("（ほか {n} 件も先の名簿です）"),
            format!(" ({n} others too)"),
        ),
    };
    said!(
        "--today の {today} は名簿より前の日です: {path} は {of_ja}です{ja}\n  → --today か、名簿の日付やフォルダーを確かめてください。先の日付は「あり得ない範囲の日付」になります",
        "--today {today} is before the lists: {path} is {of_en}{en}\n  → check --today, or the date or folder of the list; dates after --today become problems"
    )
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

/// Over what changed since the deliveries before.
pub(crate) fn changes_heading() -> Said {
    said!(
        "前の名簿から変わったところ（列は見出しで探して読んでいます）",
        "what changed since the lists before (columns are found by their headings)"
    )
}

/// What changed in a file; none for a problem about something else.
pub(crate) fn change(problem: &Problem, coverage: &Coverage) -> Option<Said> {
    let source = coverage.source(problem.source.as_deref()?)?;
    let sheet = source.sheet.as_deref();
    let sheet = sheet.map(|name| format!("「{name}」")).unwrap_or_default();
    let place = format!("{}{sheet}", source.path);
    if problem.code == reason::EXTRA_LABEL.code {
        let column = problem.column.as_deref()?;
        return Some(said!(
            "{place}: {column}列の見出しは、どの項目にも使っていません",
            "{place}: no field uses the heading of column {column}"
        ));
    }
    let earlier = problem.earlier.as_ref()?;
    let old = earlier.source.as_deref().and_then(|id| coverage.source(id));
    if let Some(rows) = earlier.rows {
        let old = old.map_or("", |old| old.path.as_str());
        let path = &source.path;
        return Some(match (&problem.sheet, problem.count) {
            (Some(sheet), _) => said!(
                "{path}: シート「{sheet}」がありません。前は{rows}行ありました（{old}）",
                "{path}: the sheet {sheet} is gone; it had {rows} rows before ({old})"
            ),
            (None, Some(fell)) => {
                let now = rows.saturating_sub(fell);
                said!(
                    "{path}: {now}行しかありません。前は{rows}行でした（{old}）",
                    "{path}: only {now} rows; there were {rows} before ({old})"
                )
            }
            (None, None) => said!(
                "{path}: {old}の{rows}行に載っていた人の多くがいません",
                "{path}: most people of the {rows} rows of {old} are not here"
            ),
        });
    }
    let was = earlier.column.as_deref()?;
    let key = problem.field.as_deref()?;
    let label = dictionary::field_of(&source.dataset, key).map(|field| field.label);
    let (ja, en) = label.map_or((key, key), |label| (label.ja, label.en));
    let (more, and_more) = match problem.count {
        Some(count) if count > 1 => {
            let others = count - 1;
            (
                format!("（ほか{others}列も）"),
                format!(" (and {others} more columns)"),
            )
        }
        _ => (String::new(), String::new()),
    };
    Some(match problem.column.as_deref() {
        None => said!(
            "{place}: {ja}の列がなくなりました（前は{was}列）",
            "{place}: the column of {en} is gone (it was {was})"
        ),
        Some(now) if old.is_none() => said!(
            "{place}: {ja}は、対応付けの{was}列ではなく{now}列にあります{more}",
            "{place}: {en} stands in column {now}, not in {was} as the mapping says{and_more}"
        ),
        Some(now) if now == was => said!(
            "{place}: {ja}（{now}列）の見出しが変わりました",
            "{place}: the heading of {en} (column {now}) changed"
        ),
        Some(now) => said!(
            "{place}: {ja}の列が{was}から{now}へ動きました{more}",
            "{place}: {en} moved from column {was} to {now}{and_more}"
        ),
    })
}

/// Over the files that were sent once more.
pub(crate) fn replaced_heading() -> Said {
    said!(
        "出し直しで置き換わったファイル（前のものは判断に使いません）",
        "files that were sent once more (the earlier one is not judged by)"
    )
}

/// A file that was sent once more.
pub(crate) fn replaced(Replaced { old, new, partly }: &Replaced) -> Said {
    match partly {
        false => said!("{old} → {new}", "{old} → {new}"),
        true => said!(
            "{old} → {new}（重なる学年・組などだけ。ほかは前のものを使います）",
            "{old} → {new} (only the classes that both name; the rest of the earlier one holds)"
        ),
    }
}

/// How much was read from papers that came back filled in, by dataset.
pub(crate) fn returned(records: &BTreeMap<&'static str, u64>) -> Said {
    let all: Vec<(Said, &u64)> = records
        .iter()
        .map(|(dataset, count)| (list_label(dataset), count))
        .collect();
    let (mut ja, mut en): (Vec<String>, Vec<String>) = all
        .iter()
        .map(|(label, count)| {
            (
                format!("{} {count}件", label.ja),
                format!("{} {count}", label.en),
            )
        })
        .unzip();
    if all.is_empty() {
        ja.push("ありません".to_owned());
        en.push("nothing".to_owned());
    }
    Said {
        ja: format!("返ってきた帳票から読んだもの: {}", ja.join("、")),
        en: format!("read from papers that came back: {}", en.join(", ")),
    }
}

/// What is to be said about such a paper, and how often.
pub(crate) fn about_paper(path: &str, code: &str, count: u64) -> Said {
    let (ja, en) = match reason::find(code) {
        Some(reason) => (reason.title.ja, reason.title.en),
        None => (code, code),
    };
    said!("{path}: {ja} {count}件", "{path}: {en} ({count})")
}

/// How many more there are than are named.
pub(crate) fn and_more(count: usize) -> Said {
    said!("ほか {count} 件", "and {count} more")
}

pub(crate) fn summary_cells(cells: &Cells) -> Said {
    let (held, Said { ja, en }) = (cells.held, cells_sum(cells));
    said!("セル {held} = {ja}", "cells {held} = {en}")
}

/// What became of the cells.
pub(super) fn cells_sum(cells: &Cells) -> Said {
    let Cells {
        fields,
        structure,
        left_out,
        problems,
        ..
    } = *cells;
    said!(
        "項目 {fields} + 体裁 {structure} + 対象外 {left_out} + 問題 {problems}",
        "fields {fields} + structure {structure} + left out {left_out} + problems {problems}"
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

pub(crate) fn summary(files: Said, records: u64, problems: u64, notes: u64) -> Said {
    let (noted, also) = match notes {
        0 => (String::new(), String::new()),
        1 => ("、お知らせ 1 件".to_owned(), ", 1 note".to_owned()),
        _ => (format!("、お知らせ {notes} 件"), format!(", {notes} notes")),
    };
    Said {
        ja: format!("{}。記録 {records} 件、問題 {problems} 件{noted}", files.ja),
        en: format!("{}; {records} records, {problems} problems{also}", files.en),
    }
}
