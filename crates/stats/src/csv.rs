//! Tables for other programs: one count per line.

use mimamori_paper::csv_safe;
use mimamori_record::Lang;

use crate::count::{State, Table};
use crate::messages;

/// A line per cell: table, title, month, what is counted, the code and label of up to two
/// dimensions, the count or the mark. With a byte order mark, so that Excel reads it as UTF-8.
pub(crate) fn csv(tables: &[Table<'_>], lang: Lang) -> String {
    let mut out = String::from(
        "\u{feff}table,title,month,unit,row_by,row,row_label,column_by,column,column_label,count,mark\r\n",
    );
    for table in tables {
        let title = table.entry.title.said();
        let unit = table.entry.who.unit();
        for cell in &table.cells {
            let mut fields: Vec<String> = vec![
                table.entry.id.get_ref().clone(),
                title.pick(lang).to_owned(),
                table.month.clone(),
                unit.pick(lang).to_owned(),
            ];
            for d in 0..2 {
                let Some(dimension) = table.dimensions.get(d) else {
                    fields.extend([String::new(), String::new(), String::new()]);
                    continue;
                };
                fields.push(dimension.field.key().to_owned());
                match cell.at[d] {
                    Some(code) => {
                        fields.push(dimension.codes[code].key.clone());
                        fields.push(dimension.codes[code].shown(lang).to_owned());
                    }
                    None => {
                        fields.push("total".to_owned());
                        fields.push(messages::TOTAL.pick(lang).to_owned());
                    }
                }
            }
            let mut line: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
            line.extend(match cell.state {
                State::Shown => [cell.count.to_string(), String::new()],
                State::Hidden => [String::new(), "x".to_owned()],
                State::Unknown => [String::new(), "…".to_owned()],
                // Quoted by hand would be a formula to Excel; the word says the same.
                State::Impossible => [String::new(), "impossible".to_owned()],
            });
            out.push_str(&line.join(","));
            out.push_str("\r\n");
        }
    }
    out
}

fn quoted(text: &str) -> String {
    let safe = csv_safe(text);
    if safe.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}
