//! How things look. Readable on a black-and-white printer: rules and weights carry the meaning,
//! the tint is an extra.

use std::collections::HashMap;

use mimamori_record::Lang;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// A font on every Windows since 2018, made for public papers; others fall back to their own.
pub(crate) const FONT: &str = "BIZ UDPゴシック";
/// Height of one line of table text, in points.
pub(crate) const LINE: f64 = 14.5;
/// Height above and below the text of a row, in points.
pub(crate) const PADDING: f64 = 5.0;
/// The tallest row that Excel knows, in points.
pub(crate) const TALLEST: f64 = 409.0;

const TINT: Color = Color::RGB(0xFFF9DB);
const SHADE: Color = Color::RGB(0xE4E7EA);
const RULE: Color = Color::RGB(0x8A8F94);

/// What a cell is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    Title,
    Line,
    Hidden,
    Heading,
    Body,
    Group,
    Note,
}

/// Which number format a cell has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Number {
    General,
    Text,
    /// A day; inside the first year of an era (first and last serial), that year is 元年.
    Day(i32, i32),
    Whole,
    Places(u8),
}

/// Everything that makes one cell look different from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Style {
    pub(crate) role: Role,
    pub(crate) number: Number,
    pub(crate) fill_in: bool,
    pub(crate) centred: bool,
    pub(crate) right: bool,
    pub(crate) strong: bool,
    pub(crate) quote: bool,
    pub(crate) wrap: bool,
    pub(crate) closes: bool,
    pub(crate) frame_left: bool,
    pub(crate) frame_right: bool,
}

impl Style {
    pub(crate) fn plain(role: Role) -> Self {
        Style {
            role,
            number: Number::General,
            fill_in: false,
            centred: false,
            right: false,
            strong: false,
            quote: false,
            wrap: true,
            closes: false,
            frame_left: false,
            frame_right: false,
        }
    }
}

/// The formats of one workbook, each made once.
#[derive(Debug)]
pub(crate) struct Styles {
    lang: Lang,
    made: HashMap<Style, Format>,
}

impl Styles {
    pub(crate) fn new(lang: Lang) -> Self {
        Styles {
            lang,
            made: HashMap::new(),
        }
    }

    pub(crate) fn of(&mut self, style: Style) -> &Format {
        let lang = self.lang;
        self.made.entry(style).or_insert_with(|| make(style, lang))
    }
}

fn make(style: Style, lang: Lang) -> Format {
    let mut format = Format::new().set_font_name(FONT).set_font_size(10);
    match style.role {
        Role::Title => {
            return format
                .set_font_size(16)
                .set_bold()
                .set_align(FormatAlign::VerticalCenter);
        }
        Role::Line => {
            format = format.set_align(FormatAlign::Top).set_text_wrap();
            return quoted(format, style);
        }
        Role::Hidden => return format.set_font_color(RULE),
        Role::Heading => {
            format = format
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(if style.fill_in { TINT } else { SHADE });
        }
        Role::Group => {
            format = format
                .set_bold()
                .set_font_size(11)
                .set_align(FormatAlign::VerticalCenter);
            format = format.set_background_color(SHADE);
        }
        Role::Note => format = format.set_italic().set_align(FormatAlign::VerticalCenter),
        Role::Body => format = body(format, style, lang),
    }
    if style.wrap {
        format = format.set_text_wrap();
    }
    quoted(ruled(format, style), style)
}

fn body(format: Format, style: Style, lang: Lang) -> Format {
    let mut format = format.set_align(FormatAlign::Top);
    if style.fill_in {
        format = format.set_background_color(TINT).set_unlocked();
    }
    if style.strong {
        format = format.set_bold();
    }
    if style.right {
        format = format.set_align(FormatAlign::Right);
    } else if style.centred {
        format = format.set_align(FormatAlign::Center);
    } else {
        format = format.set_align(FormatAlign::Left);
    }
    match (style.number, lang) {
        (Number::General, _) => format,
        (Number::Text, _) => format.set_num_format("@"),
        (Number::Day(first, last), Lang::Ja) => format.set_num_format(era_format(first, last)),
        (Number::Day(..), Lang::En) => format.set_num_format("yyyy-mm-dd"),
        (Number::Whole, _) => format.set_num_format("#,##0"),
        (Number::Places(0), _) => format.set_num_format("#,##0"),
        (Number::Places(n), _) => {
            format.set_num_format(format!("#,##0.{}", "0".repeat(usize::from(n))))
        }
    }
}

/// Days by era. `[$-ja-JP-x-gannen]` would say 元年 by itself, but LibreOffice does not know it,
/// shows the bare number and saves the day as a number; so the first year is told by its range.
fn era_format(first: i32, last: i32) -> String {
    const DAY: &str = r#"[$-411]ggge"年"m"月"d"日""#;
    const FIRST: &str = r#"[$-411]ggg"元年"m"月"d"日""#;
    format!("[>{last}]{DAY};[>={first}]{FIRST};{DAY}")
}

fn ruled(format: Format, style: Style) -> Format {
    let heavy = style.closes;
    // A text across the row shows no rules between the cells that it runs over.
    let across = matches!(style.role, Role::Group | Role::Note) && !style.wrap;
    let side = |framed: bool| {
        if framed {
            FormatBorder::Medium
        } else {
            FormatBorder::Thin
        }
    };
    let colour = |framed: bool| if framed { Color::Black } else { RULE };
    let format = format
        .set_border_top(FormatBorder::Thin)
        .set_border_top_color(RULE)
        .set_border_bottom(side(heavy))
        .set_border_bottom_color(colour(heavy));
    if across {
        let format = match style.frame_left {
            true => format
                .set_border_left(FormatBorder::Thin)
                .set_border_left_color(RULE),
            false => format,
        };
        return match style.frame_right {
            true => format
                .set_border_right(FormatBorder::Thin)
                .set_border_right_color(RULE),
            false => format,
        };
    }
    format
        .set_border_left(side(style.frame_left))
        .set_border_left_color(colour(style.frame_left))
        .set_border_right(side(style.frame_right))
        .set_border_right_color(colour(style.frame_right))
}

fn quoted(format: Format, style: Style) -> Format {
    if style.quote {
        format.set_quote_prefix()
    } else {
        format
    }
}
