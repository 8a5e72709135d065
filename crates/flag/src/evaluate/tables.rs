//! The counts as text, workbook and page.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mimamori_paper::{Bar, BarChart, Cell, Column, Mark, Page, Row, Sheet, Workbook, width};
use mimamori_record::{Head, Lang, Said};

use super::count::{By, Count, Counts};
use super::messages as say;
use mimamori_shell::Config;

use crate::cells::date;
use crate::messages;
use crate::rules::{AREAS, Rules};

/// One table of the report.
struct Table {
    name: Said,
    title: Said,
    notes: Vec<Said>,
    /// The heading of the first column.
    what: Said,
    rows: Vec<Line>,
    chart: bool,
    /// Each row asks about some alone: of the others it says neither no nor unknown.
    of_some: bool,
}

/// One row of a table.
struct Line {
    title: String,
    /// What the table says of it beside its title.
    remark: String,
    count: Count,
}

impl Line {
    fn new(title: String, count: Count) -> Self {
        Line {
            title,
            remark: String::new(),
            count,
        }
    }
}

/// Everything that is said.
pub(crate) struct Report<'a> {
    counts: &'a Counts,
    config: &'a Config,
    rules: &'a Rules,
    head: &'a Head,
    lang: Lang,
    today: NaiveDate,
}

impl<'a> Report<'a> {
    pub fn new(
        counts: &'a Counts,
        config: &'a Config,
        rules: &'a Rules,
        head: &'a Head,
        lang: Lang,
    ) -> Self {
        let today = head.today.parse().unwrap_or_default();
        Report {
            counts,
            config,
            rules,
            head,
            lang,
            today,
        }
    }

    /// As text for a terminal.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for table in self.tables() {
            out += &format!("{}\n", table.title.pick(self.lang));
            for note in &table.notes {
                out += &format!("{}\n", note.pick(self.lang));
            }
            let heads = self
                .headings(&table)
                .map(|head| head.pick(self.lang).to_owned());
            let rows = table.rows.iter().map(|row| self.cells(&table, row));
            let rows: Vec<[String; 9]> = std::iter::once(heads).chain(rows).collect();
            let wide = |at: usize| rows.iter().map(|row| width(&row[at])).max().unwrap_or(0);
            let wide: Vec<usize> = (0..9).map(wide).collect();
            for row in &rows {
                let mut line = String::new();
                for (at, cell) in row.iter().enumerate() {
                    let room = " ".repeat(wide[at] - width(cell));
                    line += &match at {
                        0 => format!("{cell}{room}"),
                        _ => format!("  {room}{cell}"),
                    };
                }
                out += &format!("{}\n", line.trim_end());
            }
            out.push('\n');
        }
        out
    }

    /// As a workbook or, with charts, a page.
    pub fn workbook(&self) -> Workbook {
        let series = &self.head.coverage.town().series;
        let mark = Mark::new("evaluation", series, self.today);
        let mut workbook = Workbook::new(mark, say::TITLE, self.lang).footer(messages::FOOTER);
        for table in self.tables() {
            workbook.push(self.sheet(&table));
        }
        workbook
    }

    fn sheet(&self, table: &Table) -> Sheet {
        let mut sheet = Sheet::new(table.name.clone(), table.title.clone())
            .page(Page::A4_LANDSCAPE)
            .unfiltered();
        for note in &table.notes {
            sheet = sheet.above(note.clone());
        }
        for (at, heading) in self.headings(table).into_iter().enumerate() {
            sheet = sheet.column(match at {
                0 => Column::wrapped(heading).width(44),
                8 => Column::wrapped(heading).width(20),
                _ => Column::text(heading).width(13).centred(),
            });
        }
        for row in &table.rows {
            let [name, cells @ ..] = self.cells(table, row);
            let name = Cell::from(name);
            let cells = cells.into_iter().map(Cell::from);
            sheet.push(Row::new(std::iter::once(name).chain(cells)));
        }
        if !table.chart || table.rows.is_empty() {
            return sheet;
        }
        let bars = table.rows.iter();
        // Beside a bar there is no room for remarks.
        let bars = bars.map(|line| Bar::count(line.title.clone(), line.count.listed()));
        sheet.chart(BarChart {
            title: table.title.clone(),
            unit: say::PERSONS.into(),
            bars: bars.collect(),
        })
    }

    fn headings(&self, table: &Table) -> [Said; 9] {
        [
            table.what.clone(),
            say::KNOWN.into(),
            say::FOUND.into(),
            say::MISSED.into(),
            say::UNTOLD.into(),
            say::OTHERS.into(),
            say::SHARE.into(),
            say::VERDICTS.into(),
            say::REMARK.into(),
        ]
    }

    fn cells(&self, table: &Table, line: &Line) -> [String; 9] {
        let count = &line.count;
        let of_all = |number: u64| match table.of_some {
            true => "–".to_owned(),
            false => number.to_string(),
        };
        [
            format!("{}{}", line.title, line.remark),
            count.known.to_string(),
            count.found.to_string(),
            of_all(count.missed()),
            of_all(count.untold),
            count.others.to_string(),
            share(count.listed(), count.persons),
            say::verdicts(count.right, count.wrong)
                .pick(self.lang)
                .to_owned(),
            match count.too_few() {
                true => say::TOO_FEW.pick(self.lang).to_owned(),
                false => String::new(),
            },
        ]
    }

    fn tables(&self) -> Vec<Table> {
        let mut all = vec![self.whole()];
        all.push(self.of_rules());
        all.push(self.of_areas());
        all.push(self.together());
        for by in [By::Age, By::School, By::Sex, By::Residence] {
            all.push(self.groups(by));
        }
        all
    }

    fn whole(&self) -> Table {
        let rules = say::all_rules(self.rules.on().count());
        let all = messages::pick(&rules, self.lang).to_owned();
        let (ja, en) = (date(self.today, Lang::Ja), date(self.today, Lang::En));
        Table {
            name: say::WHOLE.into(),
            title: say::TITLE.into(),
            notes: vec![
                messages::day_of(&ja, &en),
                messages::made_with(self.config),
                say::WHAT_IT_IS.into(),
                say::WHO_IS_KNOWN.into(),
                say::few(super::count::FEWEST),
            ],
            what: say::LISTED_BY.into(),
            rows: vec![Line::new(all, self.counts.all)],
            chart: false,
            of_some: false,
        }
    }

    fn of_rules(&self) -> Table {
        let rows = self.rules.rules.iter().zip(&self.counts.rules);
        let rows = rows.map(|(rule, count)| {
            let mut line = Line::new(messages::pick(&rule.title, self.lang).to_owned(), *count);
            if !rule.on {
                line.remark += say::OFF.pick(self.lang);
            }
            if self.rules.asks(rule, "cases") {
                line.remark += say::OF_THE_LEDGER.pick(self.lang);
            }
            line
        });
        Table {
            name: say::RULES.into(),
            title: say::RULES_TITLE.into(),
            notes: vec![say::LEDGER_NOTE.into()],
            what: messages::RULE.into(),
            rows: rows.collect(),
            chart: true,
            of_some: false,
        }
    }

    fn of_areas(&self) -> Table {
        let rows = self.ordered().into_iter();
        let rows = rows.filter_map(|area| {
            let count = self.counts.areas.get(&area)?;
            Some(Line::new(self.area(&area), *count))
        });
        Table {
            name: say::AREAS.into(),
            title: say::AREAS_TITLE.into(),
            notes: vec![say::AREAS_NOTE.into()],
            what: messages::AREA.into(),
            rows: rows.collect(),
            chart: true,
            of_some: false,
        }
    }

    /// Exactly these areas; the share is of everybody.
    fn together(&self) -> Table {
        let order = self.ordered();
        let place = |areas: &BTreeSet<String>| -> Vec<usize> {
            let places = order.iter().enumerate();
            let mine = places.filter(|(_, area)| areas.contains(*area));
            mine.map(|(at, _)| at).collect()
        };
        let mut all: Vec<_> = self.counts.together.iter().collect();
        all.sort_by_key(|(areas, _)| (areas.len(), place(areas)));
        let between = if self.lang == Lang::Ja { "＋" } else { " + " };
        let rows = all.into_iter().map(|(areas, count)| {
            let names = place(areas).into_iter().map(|at| self.area(&order[at]));
            let names: Vec<String> = names.collect();
            let all = self.counts.all;
            let count = Count {
                persons: all.persons,
                known: all.known,
                ..*count
            };
            Line::new(names.join(between), count)
        });
        Table {
            name: say::TOGETHER.into(),
            title: say::TOGETHER_TITLE.into(),
            notes: vec![say::TOGETHER_NOTE.into()],
            what: messages::AREA.into(),
            rows: rows.collect(),
            chart: true,
            of_some: true,
        }
    }

    fn groups(&self, by: By) -> Table {
        let mut groups: Vec<_> = self.counts.groups.iter().collect();
        groups.retain(|((of, _), _)| *of == by);
        groups.sort_by_key(|((_, group), _)| (group.is_none(), say::place(by, group.as_deref())));
        let rows = groups.into_iter().map(|((_, group), count)| {
            Line::new(say::group(by, group.as_deref(), self.lang), *count)
        });
        Table {
            name: say::by(by).into(),
            title: say::by_title(by),
            notes: Vec::new(),
            what: say::by(by).into(),
            rows: rows.collect(),
            chart: false,
            of_some: false,
        }
    }

    fn area(&self, id: &str) -> String {
        messages::pick(&self.rules.area(id), self.lang).to_owned()
    }

    /// The areas as the file has them: the shipped ones first, then the town's own.
    fn ordered(&self) -> Vec<String> {
        let shipped = AREAS.iter().map(|(id, _)| (*id).to_owned());
        let own = self.rules.areas.iter().map(|(id, _)| id.clone());
        shipped.chain(own).collect()
    }
}

/// In percent of everybody, to a tenth.
fn share(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let tenths = (part * 1000 + whole / 2) / whole;
    format!("{}.{} %", tenths / 10, tenths % 10)
}
