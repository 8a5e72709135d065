//! A man page from an option table.

use mimamori_record::{Lang, Text};
use mimamori_shell::{Count, Opt, Program};
use roff::{Roff, bold, italic, roman};

const NAME: Text = Text::new("名前", "NAME");
const SYNOPSIS: Text = Text::new("書式", "SYNOPSIS");
const OPERANDS: Text = Text::new("対象", "OPERANDS");
const OPTIONS: Text = Text::new("オプション", "OPTIONS");
const STATUS: Text = Text::new("終了コード", "EXIT STATUS");
const EXAMPLES: Text = Text::new("例", "EXAMPLES");
const SEE_ALSO: Text = Text::new("関連項目", "SEE ALSO");

const STATUSES: [(&str, Text); 6] = [
    (
        "0",
        Text::new(
            "最後まで終わりました（知らせることがないときも）",
            "finished, also when there is nothing to report",
        ),
    ),
    (
        "1",
        Text::new(
            "--exit-code を付けた最後のプログラムで、見るべきものがあります",
            "only with --exit-code on the last program: there is something to look at",
        ),
    ),
    (
        "2",
        Text::new(
            "オプションか設定ファイルが違います",
            "an option or a configuration file is wrong",
        ),
    ),
    (
        "3",
        Text::new(
            "流れが壊れているか、件数の照合が合いません",
            "the stream is broken, or a sum of conservation does not hold",
        ),
    ),
    (
        "4",
        Text::new(
            "前のプログラムが途中で止まりました",
            "the program before stopped early",
        ),
    ),
    (
        "5",
        Text::new(
            "読めない、書けない、またはディスクがいっぱいです",
            "cannot read, cannot write, disk full",
        ),
    ),
];

/// The page of one program in one language.
pub(crate) fn page(program: &Program, lang: Lang) -> String {
    let mut page = Roff::new();
    let version = concat!("mimamori ", env!("CARGO_PKG_VERSION"));
    page.control("TH", [program.name, "1", "", version]);
    page.control("SH", [NAME.pick(lang)]);
    page.text([roman(format!(
        "{} - {}",
        program.name,
        program.about.pick(lang)
    ))]);
    page.control("SH", [SYNOPSIS.pick(lang)]);
    synopsis(&mut page, program, lang);
    page.control("SH", [OPERANDS.pick(lang)]);
    page.control("TP", []);
    page.text([italic(program.operands.value)]);
    page.text([roman(program.operands.help.pick(lang))]);
    page.control("SH", [OPTIONS.pick(lang)]);
    for option in program.options {
        page.control("TP", []);
        heading(&mut page, option);
        page.text([roman(option.help.pick(lang))]);
    }
    page.control("SH", [STATUS.pick(lang)]);
    for (number, meaning) in STATUSES {
        if number == "1" && !program.options.iter().any(|o| o.long == "exit-code") {
            continue;
        }
        page.control("TP", []);
        page.text([bold(number)]);
        page.text([roman(meaning.pick(lang))]);
    }
    if !program.examples.is_empty() {
        page.control("SH", [EXAMPLES.pick(lang)]);
        for example in program.examples {
            page.control("PP", []);
            page.text([roman(example.what.pick(lang))]);
            page.control("PP", []);
            page.control("nf", []);
            page.text([roman(example.line)]);
            page.control("fi", []);
        }
    }
    page.control("SH", [SEE_ALSO.pick(lang)]);
    let others = crate::PROGRAMS
        .iter()
        .filter(|other| other.name != program.name);
    let mut names: Vec<String> = others.map(|other| format!("{}(1)", other.name)).collect();
    let pages = crate::config::PAGES.iter();
    for (page, _) in pages.filter(|(_, of)| of.name == program.name) {
        names.insert(0, format!("{page}(5)"));
    }
    page.text([roman(names.join(", "))]);
    page.render()
}

fn synopsis(page: &mut Roff, program: &Program, lang: Lang) {
    let options = match lang {
        Lang::Ja => " [オプション] ",
        Lang::En => " [OPTIONS] ",
    };
    let value = program.operands.value;
    let operands = match program.operands.count {
        Count::Any => format!("[{value}]..."),
        Count::Some => format!("{value}..."),
        Count::One => value.to_owned(),
    };
    page.text([bold(program.name), roman(options), italic(operands)]);
}

fn heading(page: &mut Roff, option: &Opt) {
    let mut line = Vec::new();
    if let Some(letter) = option.short {
        line.extend([bold(format!("-{letter}")), roman(", ")]);
    }
    line.push(bold(format!("--{}", option.long)));
    if let Some(value) = option.value {
        line.extend([roman(" "), italic(value)]);
    }
    page.text(line);
}
