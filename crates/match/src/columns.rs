//! Columns that line up on a terminal.

use mimamori_paper::width;

/// Lines up the cells of rows; the columns of `numbers` stand at the right.
pub(crate) fn columns<T: AsRef<str>>(rows: &[Vec<T>], numbers: impl Fn(usize) -> bool) -> String {
    let most = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |row: &Vec<T>, at: usize| row.get(at).map_or(0, |text| size(text.as_ref()));
    let wide: Vec<usize> = (0..most)
        .map(|at| rows.iter().map(|row| cell(row, at)).max().unwrap_or(0))
        .collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::from(" ");
        for (at, (text, wide)) in row.iter().zip(&wide).enumerate() {
            let text = text.as_ref();
            let pad = " ".repeat(wide.saturating_sub(size(text)));
            line.push_str(&match numbers(at) {
                true => format!(" {pad}{text} "),
                false => format!(" {text}{pad} "),
            });
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// A terminal draws ◎ and × in one width, whichever that is.
fn size(text: &str) -> usize {
    match text {
        "◎" | "○" | "△" | "×" => 2,
        text => width(text),
    }
}
