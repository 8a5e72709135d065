//! What import.toml may say, for its man page: each key where a clerk looks it up.

use mimamori_record::Text;

/// A part of import.toml and its keys.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    /// Where the keys stand.
    pub title: Text,
    /// The keys, in the order in which one thinks of them.
    pub keys: &'static [Key],
}

/// A key of import.toml.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The key with its value as one would write it.
    pub written: &'static str,
    /// What it means.
    pub help: Text,
}

const fn key(written: &'static str, ja: &'static str, en: &'static str) -> Key {
    Key {
        written,
        help: Text::new(ja, en),
    }
}

/// What import.toml is.
pub const ABOUT: Text = Text::new(
    "名簿の対応付け。どのファイルのどの列が何かを、名簿の種類ごとに一度だけ書きます",
    "the mapping of lists: which column of which file holds what, said once per kind of list",
);

/// A whole import.toml, which a test understands.
pub const EXAMPLE: &str = include_str!("manual/import.toml");

/// Every key, by section.
pub const SECTIONS: &[Section] = &[
    Section {
        title: Text::new("ファイル全体", "THE FILE"),
        keys: &[
            key(
                "town = \"town.toml\"",
                "町の名前・人口と三つの表を書いたファイル。書かなければ town.toml",
                "the file with the town's name, population and three tables; town.toml if not given",
            ),
            key(
                "[[list]]",
                "名簿の種類ごとに一つ書きます。以下はその中のキーです",
                "one per kind of list; the keys below stand in it",
            ),
        ],
    },
    Section {
        title: Text::new("名簿", "THE LIST"),
        keys: &[
            key(
                "dataset = \"residents\"",
                "名簿の種類。辞書（mimamori-dictionary(7)）にある名前",
                "the kind of list, by its name in the dictionary, mimamori-dictionary(7)",
            ),
            key(
                "own = true",
                "辞書にない町だけの名簿。dataset に好きな名前（学習会 など）を、項目にはそれぞれ type を書きます",
                "a list of the town's own, which the dictionary does not have: dataset is any name, and every field says its type",
            ),
            key(
                "files = [\"住民課/住民記録*\"]",
                "in フォルダーの中のファイル名。* は一つのフォルダーの中の何でも、** は何段のフォルダーでも、? は一文字。課ごとに別の帳簿があるなら、[[list]] を分けるか institution を書きます（書かなければ、新しいほうの時点で両方を読みます）",
                "files below the in folder: * is anything within a folder, ** any folders, ? one character. Registers that two offices keep need a [[list]] each, or institution: otherwise both reach to the day of the newer one",
            ),
            key(
                "sheets = [\"*年*組\"]",
                "読むシート。書かなければすべて。* を含まない名前のシートがないと問題になります",
                "the sheets to read; all if not given. A sheet called by its full name that is not there is a problem",
            ),
            key(
                "skip_sheets = [\"表紙\"]",
                "知っていて読まないシート",
                "sheets that are known and not read",
            ),
            key(
                "closed = true",
                "全員が載る名簿か。true なら、載っていない人は「いない」と判断できます",
                "whether everybody is on it; if true, not standing on it means no",
            ),
            key(
                "may_be_empty = true",
                "見出しだけで届いたら「一人もいない」と読みます（毎月送ってもらう、いない月もある名簿に）。書かなければ、読めない名簿として知らせます",
                "headings alone mean that there is nobody (for a list that is sent each month, also when there is none); otherwise it is told as a list that cannot be read",
            ),
            key(
                "per = \"person\"",
                "一人が何度載るか。person、person-part、person-month、event。書かなければ種類ごとの決まり",
                "how often one person stands on it: person, person-part, person-month, event; otherwise as its kind has it",
            ),
            key(
                "expected = [{ types = [\"elementary-school\"], from = \"2026-04\", deadline = 10 }]",
                "届くはずの名簿。institutions か types で機関を、from と to で年月を、deadline で翌月の何日までかを書きます。[{}] は町全体で一つ",
                "what ought to arrive: institutions or types, months from and to, deadline as a day of the following month; [{}] is one list of the whole town",
            ),
            key(
                "provider, purpose, basis, decided",
                "提供元、利用目的、根拠、利用を決めた日。すべて書きます",
                "who provides it, for which purpose, by which law, and the day on which its use was decided; all are needed",
            ),
            key(
                "left_out = [\"備考\"]",
                "知っていて読まない列の見出し。書くと、これ以外の知らない見出しが知らされます",
                "headings that are known and not read; once given, every other unknown heading is told",
            ),
        ],
    },
    Section {
        title: Text::new("表の外にある値", "VALUES OUTSIDE OF THE COLUMNS"),
        keys: &[
            key(
                "month = [\"title\", \"file\"]",
                "何年何月の名簿か。書いた順に探します。食い違うときは読まずに知らせます",
                "the month of a monthly list; the places are tried in their order, and a list of which they disagree is told and not read",
            ),
            key(
                "period = [\"title\", \"file\"]",
                "出来事の名簿が、いつからいつまでのものか（令和7年度、R7-R8、R8.4-5）。それより前の出来事は「ない」でなく「わからない」になります。書かなければ、題名に年度（令和8年度）があるときだけその年度のもの。[] と書けば、題名に年度があっても初めからすべてのもの",
                "from when to when the events of a list are (令和7年度, R7-R8, R8.4-5); events before that are unknown, not absent. Not given, only a title that names fiscal years (令和8年度) says it; [] is a list of all times, whatever its title",
            ),
            key(
                "as_of = [\"title\", \"month-end\"]",
                "いつの時点の名簿か。month-end は名簿の月の末日。file に日がなく、フォルダーより前の年月だけがあれば、その月の末日",
                "the day on which it was drawn up; month-end is the last day of its month. A file named after a month before its folder's, without a day, is of the end of that month",
            ),
            key(
                "institution = [\"folder\", { label = \"学校名\" }]",
                "どの機関の名簿か。食い違うときは読まずに知らせます",
                "the institution that it speaks of; a list of which the places disagree is told and not read",
            ),
            key(
                "\"file\", \"folder\", \"sheet\", \"title\", \"B2\", { label = \"学校名\" }",
                "場所の書き方。ファイル名、フォルダー名、シート名、見出しより上の行、セルの番地、見出しより上にある言葉の右か下か：のあと",
                "how places are written: names of file, folder and sheet, the rows above the headings, a cell, or beside, below or behind the colon of words above the headings",
            ),
        ],
    },
    Section {
        title: Text::new("表の形", "THE SHAPE OF THE TABLE"),
        keys: &[
            key(
                "heading = { rows = 3 }",
                "見出しの行数。書かなければ探します",
                "the number of heading rows; otherwise they are looked for",
            ),
            key(
                "table = { side_by_side = true }",
                "同じ見出しが横に並ぶ表（男子と女子、1組と2組）を、別々の表として読みます",
                "the same headings side by side (boys and girls, two classes) are tables of their own",
            ),
            key(
                "table = { rows = \"5:120\" }",
                "表の最初と最後の行（見出しを除く）。\"5:\" なら終わりまで",
                "first and last row of the table below its headings; \"5:\" is to the end",
            ),
            key(
                "table = { end = [\"転出者\"] }",
                "この言葉で始まる行から下は表ではありません",
                "from a row that begins with these words on it is no table",
            ),
            key(
                "table = { end_at_blank = true }",
                "空の行で表が終わります。下に見出しがあれば次の表です",
                "a blank row ends the table; headings below it begin another",
            ),
            key(
                "table = { totals = [\"在籍\"], notes = [\"備考\"] }",
                "計や※のほかに、合計の行と注の行の始まりの言葉",
                "beginnings of total rows and of notes, beside 計, ※ and the like",
            ),
            key(
                "checks = [{ label = \"欠席計\", marks = [\"absent-ill\"] }]",
                "名簿にある合計の列を、その行の記号の数と比べます。同じ言葉の合計の行は日ごとに比べます",
                "compares a column of sums with the marks of the row, and the total row of that name day by day",
            ),
            key(
                "checks = [{ label = \"計\", sum = [\"visits\"] }]",
                "合計の列と合計の行を、数の項目の和と比べます。label がなければ合計の行だけ",
                "compares a column of sums, and total rows, with the sum of these fields; without label the total rows only",
            ),
            key(
                "parts = { 4m = [\"４か月児健診\", \"3〜4か月児健診\"] }",
                "一人の行に並ぶ健診や接種と、その見出し（ヒブ1回目 のように上下をつなげて書けます）。一つずつの記録になります",
                "check-ups or doses side by side in one row and their headings (joined from above to below, like ヒブ1回目); each becomes a record",
            ),
        ],
    },
    Section {
        title: Text::new("値のほかに見えるもの", "WHAT IS SEEN BESIDE THE VALUES"),
        keys: &[
            key(
                "colours = [{ fill = \"#FFFF00\", field = \"status\", value = \"moved-out\" }]",
                "セルの色（fill）か文字の色（ink）の意味。意味がなければ ignore = true",
                "what a colour of cells (fill) or letters (ink) means; ignore = true if nothing",
            ),
            key(
                "struck = \"leave-out\"",
                "取り消し線の意味。read（読む）、leave-out（読まない）、{ field = …, value = … }。書かなければ、線を引かれた値は使わず知らせます。一部だけに線のある値は、read でなければ使わず知らせます",
                "what striking out means: read, leave-out, or { field = …, value = … }; otherwise what is struck out is not used, and told. A value of which only a part is struck out is used with read alone, and told otherwise",
            ),
            key(
                "comments = \"ignore\"",
                "コメントを無視するか、{ field = … } でその項目に読みます。書かなければ知らせます",
                "ignores comments, or reads them into a field with { field = … }; otherwise they are told",
            ),
            key(
                "hidden_rows = \"leave-out\"",
                "隠れた行を読まない。書かなければ読み、知らせます",
                "leaves hidden rows out; otherwise they are read, and told",
            ),
            key(
                "require_visible = true",
                "色やコメントが見えない形式（xls、xlsb、ods、HTML）のファイルを受け付けない",
                "refuses formats that do not show all this (xls, xlsb, ods, HTML)",
            ),
        ],
    },
    Section {
        title: Text::new("項目 [list.fields]", "FIELDS [list.fields]"),
        keys: &[
            key(
                "name = { label = [\"氏名\", \"児童氏名\"] }",
                "列の見出し。いくつか書けます。二段の見出しはつなげても下だけでも書けます。書いていない列は読みません（本籍・国籍・病歴なども、書かなければ読みません）",
                "the heading of its column, in several spellings; of two heading rows joined or the lower one alone. Columns that no field names are not read, sensitive ones included",
            ),
            key(
                "name = { join = [\"姓\", \"名\"], with = \"　\" }",
                "いくつかの列をつなぐ値と、間に入れる文字。日付は元号・年・月・日の列をつなげます",
                "a value in several columns and what stands between them; a date may stand in columns of era, year, month and day",
            ),
            key(
                "phone = { label = \"電話番号\", span = 5 }",
                "一つの見出しの下に並ぶ列の数",
                "so many columns side by side under one heading",
            ),
            key(
                "name = { label = \"氏名（ふりがな）\", line = 1 }, kana = { label = \"氏名（ふりがな）\", line = 2 }",
                "セルの中の何行目か（空の行は数えません）。行全体を囲む（ ）は外します。同じ列を二つの項目が一行ずつ読めます。年齢など、どの項目も読まない二行目があってもかまいません",
                "which line of its cells, blank ones not counted; brackets around the whole line are taken off. Two fields may each take a line of one column; a second line that no field takes, such as an age, may be there",
            ),
            key(
                "class = { from = \"sheet\", pattern = \"*年{}組\" }",
                "列ではなく場所にある値と、そのうち取り出すところ {}",
                "a value that stands in no column, and the part {} of it that is wanted",
            ),
            key(
                "date = { label = \"受診日\", per_part = true }",
                "parts ごとに列がある項目。label がなければ parts の見出しそのものの列",
                "a column per part; without label the column under the part's own heading",
            ),
            key(
                "part = { label = \"健診名\", codes = { \"１歳半\" = \"18m\" } }",
                "どの健診（回、学期）の行かを、列（label）かシート名など（from）が言う表",
                "where a column, or with from the name of the sheet, says of which check-up (dose, term) a row speaks",
            ),
            key(
                "days = { day_columns = true, blank = \"present\" }",
                "日ごとの列がある項目",
                "a column per day",
            ),
            key(
                "codes = { \"要観察\" = \"observe\" }",
                "名簿の書き方と、その意味。数の項目では数",
                "what the list writes, and what it means; a number for a field of numbers",
            ),
            key(
                "blank = \"no\", empty = [\"－\"]",
                "空欄の意味と、空欄と同じ書き方。blank がなければ空欄は「わからない」",
                "what a blank means, and spellings that are the same as blank; without it a blank is unknown",
            ),
            key(
                "width = 10",
                "番号の桁数。ブックが落とした先頭の 0 を補い、知らせます。つなぐ列では [3, 0, 4] のように列ごと（0 は決まりなし）",
                "the digits of an identifier: zeros that a workbook lost are restored and told; for joined columns one each, like [3, 0, 4] (0: not fixed)",
            ),
            key(
                "range = [2006-04-02, \"today\"]",
                "日付の範囲。\"\" は限りなし。書かなければ、起きたことの日（目視確認日、受診日など）は実行の日まで、ほかは限りなし",
                "first and last possible day; \"\" is open. Without it the day of something that was (last seen, taken on) ends with the day of the run, others are open",
            ),
            key(
                "era_coded = true, serial = true",
                "5080501 を元号と日付に、ただの数を Excel の日付に読みます",
                "reads 5080501 as era and day, bare numbers as days of a spreadsheet",
            ),
            key(
                "kana = { furigana_of = \"name\" }",
                "その項目の文字に付いたふりがな",
                "the furigana over the text of that field",
            ),
            key(
                "class = { label = \"組\", merged = \"repeat\" }",
                "縦に結合したセルの値を、その下の行にも読みます",
                "a cell merged over several rows holds for each of them",
            ),
            key(
                "grade = { label = \"学年\", blank = \"repeat\" }",
                "空欄は、すぐ上の値と同じ（結合せずに、まとまりの最初の行だけに書く表）。記録には、値のある行の番号（above）が付きます。何もない行の下で、どのまとまりか書かれていない行は「不明」です",
                "a blank means the value above it (tables that write it only in the first row of a group, without merging); the record says in which row it stands (above). Below a wholly blank row a row that begins no group is unknown",
            ),
            key(
                "optional = true",
                "なくてもよい列（line のある項目では、なくてもよい行）",
                "a list without this column, or with line without this line in any cell, is in order",
            ),
            key(
                "column = \"C\"",
                "対応付けを作ったときの列。動いたら知らされます。列は見出しで探します",
                "the column when the mapping was made; told when it moves. Columns are found by their headings",
            ),
            key(
                "class = { from = \"sheet\" }",
                "学年（grade）や組（class）。名簿がいくつかのファイルに分かれて届くとき、あとのファイルは同じ学年・組・健診の行だけを置き換えます。辞書の名簿にない項目なら own = true と type も書きます",
                "grade and class: of a list that comes in several files, a later one replaces only the rows of the same grade, class or check-up; where the dictionary does not have the field, own = true and type are needed too",
            ),
            key(
                "rank = { label = \"緊急度\", own = true, type = \"code\" }",
                "辞書にない町だけの項目と型（text、id、name、kana、date、month、integer、code、yesno、institution）",
                "a field of the town's own, which the dictionary does not have, and its type (text, id, name, kana, date, month, integer, code, yesno, institution)",
            ),
        ],
    },
];
