//! The answer for the terminal.

use mimamori_paper::{clean_text, day_or_month, width};
use mimamori_record::{Lang, Said};

use super::fields::Shown;
use super::people::Person;
use super::values::How;
use super::{Head, Report, say, words};

/// More files than this are counted, not named.
const PLACES: usize = 6;

/// The whole report.
pub(crate) fn text(report: &Report, lang: Lang) -> String {
    let mut out = Page {
        lang,
        out: String::new(),
    };
    let day = day_or_month(&report.today, lang);
    out.line(0, &format!("{}  {day}", report.title().pick(lang)));
    out.line(0, "");
    for (letter, head) in ["A", "B"].into_iter().zip(&report.heads) {
        out.head(letter, head);
    }
    out.line(0, "");
    out.line(2, report.counts().pick(lang));
    let [a, b] = [&report.heads[0].name, &report.heads[1].name];
    out.heading(&say::on_both(a, b, report.both.len()));
    if !report.both.is_empty() {
        for line in words::over_both(report, lang) {
            out.line(2, &line);
        }
    }
    out.people(0, &report.both);
    out.heading(&say::only_on("A", a, report.only[0].len()));
    out.people(1, &report.only[0]);
    out.heading(&say::only_on("B", b, report.only[1].len()));
    out.people(2, &report.only[1]);
    out.open(report);
    out.out
}

struct Page {
    lang: Lang,
    out: String,
}

impl Page {
    /// A line; what a cell holds cannot draw on the screen.
    fn line(&mut self, indent: usize, text: &str) {
        let text = clean_text(text).replace(['\n', '\t'], " ");
        let line = format!("{}{text}", " ".repeat(indent));
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    fn head(&mut self, letter: &str, head: &Head) {
        let said = say::head(&head.name, head.people, head.rows);
        self.line(2, &format!("{letter}  {}", said.pick(self.lang)));
        for line in words::places(head, PLACES, self.lang) {
            self.line(5, &line);
        }
        for line in words::remarks(letter, head, self.lang) {
            self.line(5, &line);
        }
    }

    fn heading(&mut self, said: &Said) {
        self.line(0, "");
        self.line(0, &format!("■ {}", said.pick(self.lang)));
    }

    /// Those on both (`section` 0), or on one of the lists.
    fn people(&mut self, section: usize, people: &[Person]) {
        if people.is_empty() {
            self.line(2, say::NOBODY.pick(self.lang));
        }
        for (number, person) in (1..).zip(people) {
            let mut line = format!("{number:>3}  {}", words::who(person, self.lang));
            for (letter, rows) in ["A", "B"].into_iter().zip(&person.rows) {
                if !rows.is_empty() {
                    line.push_str(&format!(
                        "  {letter} {}",
                        rows.join(words::comma(self.lang))
                    ));
                }
            }
            self.line(0, &line);
            if section == 0 {
                self.findings(person);
            } else {
                if !person.codes.is_empty() {
                    self.line(7, &person.codes);
                }
                if !person.others.is_empty() {
                    let others = say::other_lists(&person.others);
                    self.line(7, others.pick(self.lang));
                }
            }
            for line in words::twice(person, self.lang) {
                self.line(5, &format!("! {line}"));
            }
        }
    }

    fn findings(&mut self, person: &Person) {
        if person.findings.is_empty() && person.spelling.is_empty() {
            let none = say::NO_DIFFERENCE.pick(self.lang);
            self.line(5, &format!("{} {none}", say::mark(How::Same)));
        }
        let mut rows: Vec<[String; 4]> = Vec::new();
        for finding in &person.findings {
            let [a, b] = [0, 1].map(|at| {
                let all = finding.sides[at].iter();
                let all = all.map(|Shown { text, cell }| match self.lang {
                    Lang::Ja => format!("{text}（{cell}）"),
                    Lang::En => format!("{text} ({cell})"),
                });
                let all = all.map(|text| clean_text(&text).replace(['\n', '\t'], " "));
                all.collect::<Vec<_>>().join(" / ")
            });
            let mark = say::mark(finding.how).to_owned();
            rows.push([mark, words::field(finding), a, b]);
        }
        let wide = |at: usize| rows.iter().map(|row| width(&row[at])).max().unwrap_or(0);
        let (field, value) = (wide(1), wide(2));
        let pad = |text: &str, to: usize| {
            let room = to.saturating_sub(width(text));
            format!("{text}{}", " ".repeat(room))
        };
        for [mark, name, a, b] in &rows {
            let (name, a) = (pad(name, field), pad(a, value));
            self.line(5, &format!("{mark} {name}  A {a}  B {b}"));
        }
        if !person.spelling.is_empty() {
            let fields = person.spelling.join(words::comma(self.lang));
            let said = say::spelling(&fields);
            let mark = say::mark(How::Spelling);
            self.line(5, &format!("{mark} {}", said.pick(self.lang)));
        }
    }

    fn open(&mut self, report: &Report) {
        self.heading(&say::undecided(report.undecided));
        if report.open.is_empty() {
            self.line(2, say::NOBODY.pick(self.lang));
            return;
        }
        self.line(2, say::DECIDE.pick(self.lang));
        for (number, open) in (1..).zip(&report.open) {
            self.line(0, &format!("{number:>3}  {}", open.why));
            for person in &open.sides {
                let place = words::stands(person, self.lang);
                self.line(7, &format!("{}  {place}", words::who(person, self.lang)));
            }
        }
    }
}
