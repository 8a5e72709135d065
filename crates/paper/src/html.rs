//! Printable HTML from templates that a town's consultant can change.
//!
//! A template extends `base.html` and fills `body`; `macros.html` has `table` and `notes`. What
//! it may use besides its own values: `lang`, `title`, `day`, `page`, `mark`, `footer`; the
//! function `t("日本語", "English")`; the filters `wareki` (a day or month of the stream by era)
//! and `lines` (text with its line ends). An unknown name is an error, and every value is escaped.
//! No script, nothing fetched from elsewhere.

use mimamori_record::{Failure, Lang, Said, Status};
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior, context};
use serde::Serialize;

use crate::mark::Mark;
use crate::messages;
use crate::sheet::Page;
use crate::wareki::day_or_month;

const BASE: &str = include_str!("../templates/base.html");
const MACROS: &str = include_str!("../templates/macros.html");

/// What every page of an HTML paper shows around its content.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Which paper, town and day.
    pub mark: Mark,
    /// Heading and window title.
    pub title: Said,
    /// Paper for printing.
    pub page: Page,
    /// Line at the foot of every page, such as 「取扱注意」; may be empty.
    pub footer: Said,
}

/// Renders templates inside one frame, in one language.
///
/// ```
/// use mimamori_paper::{Frame, Html, Mark, Page, verbatim};
/// use mimamori_record::{Lang, said};
/// # fn main() -> Result<(), mimamori_record::Failure> {
/// let day = chrono::NaiveDate::from_ymd_opt(2026, 6, 1).unwrap_or_default();
/// let html = Html::new(
///     Frame {
///         mark: Mark::new("due", "k7q2", day),
///         title: said!("期限一覧", "Due items"),
///         page: Page::A4_PORTRAIT,
///         footer: verbatim(""),
///     },
///     Lang::Ja,
/// );
/// let values = std::collections::BTreeMap::from([("件数", 3)]);
/// let template = r#"{% extends "base.html" %}{% block body %}<p>{{ 件数 }}件</p>{% endblock %}"#;
/// assert!(html.render(template, "due.html", &values)?.contains("<p>3件</p>"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Html {
    environment: Environment<'static>,
}

impl Html {
    /// Sets up the templates, functions and filters.
    pub fn new(frame: Frame, lang: Lang) -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        // Whatever a template is called, what it prints is HTML.
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        for (name, source) in [("base.html", BASE), ("macros.html", MACROS)] {
            // Both are checked by tests; a template that does not parse is reported when used.
            let _ = environment.add_template(name, source);
        }
        environment.add_global("lang", if lang == Lang::Ja { "ja" } else { "en" });
        environment.add_global("title", frame.title.pick(lang));
        environment.add_global("footer", frame.footer.pick(lang));
        environment.add_global("day", frame.mark.day.to_string());
        environment.add_global(
            "mark",
            context! { kind => frame.mark.kind, series => frame.mark.series },
        );
        environment.add_global("page", frame.page.css());
        environment.add_function("t", move |ja: String, en: String| match lang {
            Lang::Ja => ja,
            Lang::En => en,
        });
        environment.add_filter("wareki", move |day: String| day_or_month(&day, lang));
        environment.add_filter("css", |text: String| {
            Value::from_safe_string(css_text(&text))
        });
        environment.add_filter("lines", |text: String| {
            let lines: Vec<String> = text.lines().map(escape).collect();
            Value::from_safe_string(lines.join("<br>"))
        });
        Html { environment }
    }

    /// Renders a template with the given values. `name` is what errors call it.
    ///
    /// # Errors
    /// Status 2 with the template's name and line when it does not parse, uses an unknown name, or
    /// fails while printing.
    pub fn render(
        &self,
        template: &str,
        name: &str,
        values: &impl Serialize,
    ) -> Result<String, Failure> {
        self.environment
            .render_named_str(name, template, Value::from(Serde(values)))
            .map_err(|error| failure(&error, name))
    }

    /// Adds a template that others may include or import, such as a town's own `base.html`.
    ///
    /// # Errors
    /// Status 2 with the line when it does not parse.
    pub fn add(&mut self, name: &str, template: &str) -> Result<(), Failure> {
        self.environment
            .add_template_owned(name.to_owned(), template.to_owned())
            .map_err(|error| failure(&error, name))
    }
}

/// Text inside a CSS string: what could end the string or the style sheet becomes an escape.
fn css_text(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() || c == ' ' || (!c.is_ascii() && !c.is_control()) {
            out.push(c);
        } else {
            out.push_str(&format!("\\{:x} ", c as u32));
        }
    }
    out
}

/// Escapes text for element content and quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

fn failure(error: &minijinja::Error, name: &str) -> Failure {
    // Details of other kinds may quote the values that were being printed.
    let detail = match error.kind() {
        ErrorKind::SyntaxError
        | ErrorKind::UndefinedError
        | ErrorKind::TemplateNotFound
        | ErrorKind::UnknownFilter
        | ErrorKind::UnknownFunction
        | ErrorKind::UnknownTest => error.detail().unwrap_or(""),
        _ => "",
    };
    let problem = match detail {
        "" => error.kind().to_string(),
        detail => format!("{} ({detail})", error.kind()),
    };
    let place = error.name().unwrap_or(name);
    Failure::new(
        Status::Options,
        messages::template(place, error.line().unwrap_or(0), &problem),
        messages::template_advice(),
    )
}

impl Page {
    /// The page's size as CSS says it.
    pub(crate) fn css(self) -> &'static str {
        match (self.a3, self.landscape) {
            (false, false) => "A4 portrait",
            (false, true) => "A4 landscape",
            (true, false) => "A3 portrait",
            (true, true) => "A3 landscape",
        }
    }
}
