//! The option table.

use mimamori_record::Text;
use mimamori_shell::{Count, Example, Operands, Opt, Program, common};

/// The program.
pub const PROGRAM: Program = Program {
    name: "mimamori-import",
    about: Text::new(
        "各課の Excel・CSV の名簿を読み、1行ずつの記録にします。読めないセルは番地を付けて報告します",
        "read the departments' workbooks and CSV files into records; what cannot be read is reported with its address",
    ),
    operands: Operands {
        value: "IN",
        help: Text::new(
            "名簿のあるフォルダー（2026-05/in など。中のフォルダーも読みます）かファイル",
            "folders with lists (2026-05/in; folders inside are read too) or files",
        ),
        count: Count::Some,
    },
    options: &[
        common::CONFIG,
        Opt::switch(
            "suggest",
            "読まずに、対応付け（import.toml）の下書きを表示します。-c は要りません",
            "read nothing and print a draft of import.toml; needs no -c",
        ),
        Opt::switch(
            "profile",
            "読まずに、列ごとの型・空欄・コードと件数を表示します（氏名と少ない値は出しません）。-c は要りません",
            "read nothing and print type, blanks and codes of each column, without names and rare values; needs no -c",
        ),
        common::TODAY,
        Opt::value(
            "password-file",
            "FILE",
            "パスワードの掛かったブックを開くパスワードのファイル。1行に一つ。自分だけが読める権限（0600）が要ります",
            "a file of passwords for protected workbooks, one on each line; only you may be able to read it (mode 0600)",
        ),
        Opt::value(
            "password-fd",
            "N",
            "パスワードを読むファイル記述子の番号（Windows を除く）。どちらもなく、端末の前に人がいれば尋ねます",
            "the number of a file descriptor to read passwords from (not on Windows); without either, a person at the terminal is asked",
        ),
        common::OUTPUT,
        Opt::value(
            "problems",
            "DIR",
            "読めなかったところの一覧を、提供元ごとの Excel ブックにしてこのフォルダーに書きます（値と氏名は載せません）",
            "write what could not be read into this folder, one workbook for each department to correct (without values and names)",
        ),
        Opt::value(
            "doubt",
            "CELLS",
            "読めてはいるが違うと思うセルを、--problems の紙に加えて提供元に尋ねます。ファイル!シート!番地（いくつもなら , で区切る）",
            "also ask, in the workbooks of --problems, about cells that are read but seem wrong: FILE!SHEET!CELL, several apart by commas",
        ),
        common::EXIT_CODE,
        common::LANG,
        common::UTF8,
        common::QUIET,
        common::VERBOSE,
        common::LOG,
        common::HELP,
        common::VERSION,
    ],
    examples: &[
        Example {
            what: Text::new(
                "初めての町で、対応付けの下書きを作ります",
                "draft the mapping of a new town",
            ),
            line: "mimamori-import --suggest -o town/import.toml 2026-05/in",
        },
        Example {
            what: Text::new(
                "コードの意味を提供元に尋ねるために、列の中身のあらましを見ます",
                "see what stands in the columns, to ask a department what a code means",
            ),
            line: "mimamori-import --profile 2026-05/in",
        },
        Example {
            what: Text::new(
                "5月の名簿を読み、記録を表示します",
                "read the lists of May and print the records",
            ),
            line: "mimamori-import -c town/import.toml --today 2026-06-01 2026-05/in",
        },
        Example {
            what: Text::new(
                "読めなかったところを提供元ごとのブックにして、各課に送り返します",
                "make a workbook for each department of what could not be read",
            ),
            line: "mimamori-import -c town/import.toml --problems 2026-05/out/problems -o 2026-05/out/import.jsonl 2026-05/in",
        },
        Example {
            what: Text::new(
                "読めているが違うと思う値を、提供元に尋ねます",
                "ask a department about a value that is read but seems wrong",
            ),
            line: "mimamori-import -c town/import.toml --problems 2026-05/out/problems --doubt '児童福祉/ケース台帳.xlsx!台帳!N13' -o 2026-05/out/import.jsonl 2026-05/in",
        },
        Example {
            what: Text::new(
                "4月からの名簿をすべて読み、どの学校のどの月が届いたかを表で見ます",
                "read all lists since April and see which school has sent which month",
            ),
            line: "mimamori-import -c town/import.toml -o month.jsonl 2026-04/in 2026-05/in",
        },
        Example {
            what: Text::new(
                "読めなかったところだけを見ます",
                "see only what could not be read",
            ),
            line: "mimamori-import -c town/import.toml 2026-05/in | jq -c 'select(.kind == \"problem\")'",
        },
    ],
    run: crate::run::run,
};
