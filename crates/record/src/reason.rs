//! The catalogue of reasons: what is wrong with a cell or a list, why something is not known.
//!
//! Lines carry the code; the sentences are made where people read.

use crate::Text;

/// A reason and what one can do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// What stands in `problem.code` and `cause.code`.
    pub code: &'static str,
    /// What it says.
    pub title: Text,
    /// What to do.
    pub advice: Text,
}

impl Reason {
    /// Whether it only says something about a list that was read as it should be, so that nobody
    /// has to do anything: it stands in the stream, and is no problem to look at or to send back.
    pub fn is_note(&self) -> bool {
        [
            NOT_VISIBLE,
            FILE_COPIED,
            KEY_REPEATED,
            ANSWER_TWO_NUMBERS,
            ANSWER_UNSIGNED,
            CORRECTION_NO_VALUE,
            CORRECTION_LOOSE,
        ]
        .contains(self)
    }
}

/// The reason with this code.
pub fn find(code: &str) -> Option<&'static Reason> {
    ALL.iter().find(|reason| reason.code == code)
}

macro_rules! reasons {
    ($($name:ident $code:literal $ja:literal $en:literal => $advice_ja:literal $advice_en:literal;)*) => {
        $(
            #[doc = $en]
            pub const $name: Reason = Reason {
                code: $code,
                title: Text::new($ja, $en),
                advice: Text::new($advice_ja, $advice_en),
            };
        )*
        /// Every reason, in the order of the catalogue.
        pub const ALL: &[Reason] = &[$($name),*];
    };
}

reasons! {
    // Files
    FILE_UNMAPPED "file-unmapped" "どの対応付けにも当たらないファイルです" "no mapping names this file" => "import.toml の files にパターンを足すか、フォルダーから外してください" "add a pattern to files in import.toml, or take the file out of the folder";
    FILE_SPECIAL "file-special" "リンクなど、ふつうのファイルではないものです" "a link or something else that is no ordinary file" => "リンクなら、その先のファイルそのものを in フォルダーに置いてください。ほかのものは外してください" "put the file that a link leads to into the in folder; take anything else out of it";
    FILE_UNREADABLE "file-unreadable" "ファイルを開けません（壊れているか、途中で切れています）" "the file cannot be opened (damaged or cut off)" => "提供元にもう一度送ってもらってください" "ask the department to send it again";
    FILE_PROTECTED "file-protected" "パスワードの掛かったファイルです" "the file is protected by a password" => "開くパスワードを --password-file か --password-fd で渡すか、端末で実行して、尋ねられたら入れてください（.xls と .ods は、開いてパスワードを外し、保存し直してください）" "give the password with --password-file or --password-fd, or run it at a terminal and type it when asked (for .xls and .ods: open the file and save it without a password)";
    FILE_FORMAT "file-format" "この形式のファイルは読めません" "a file of a format that is not read" => "Excel で「Excel ブック (.xlsx)」か CSV に保存し直してください" "save it as an Excel workbook (.xlsx) or CSV";
    FORMAT_REFUSED "format-refused" "色・隠し行・コメントの見えない形式なので、読みませんでした（import.toml の require_visible）" "not read, because its format hides colours, hidden rows and comments (require_visible in import.toml)" => "提供元に Excel ブック (.xlsx) で送ってもらってください" "ask the department for an Excel workbook (.xlsx)";
    FILE_TOO_LARGE "file-too-large" "開くと異常に大きくなるファイルです" "the file would become abnormally large" => "開かずに、提供元に確かめてください" "do not open it; ask the department";
    FILE_EMPTY "file-empty" "表に何も書かれていません" "the sheet holds nothing" => "提供元に確かめてください" "ask the department";
    SHEET_MISSING "sheet-missing" "対応付けにあるシートがありません" "a sheet that the mapping names is missing" => "import.toml の sheets をシート名に合わせてください" "make sheets in import.toml agree with the names of the sheets";
    SHEET_UNMAPPED "sheet-unmapped" "対応付けにないシートです" "no mapping names this sheet" => "import.toml の sheets か skip_sheets に加えてください" "add it to sheets or skip_sheets in import.toml";
    SHEET_HIDDEN "sheet-hidden" "隠れているシートです" "the sheet is hidden" => "読むシートなら import.toml の sheets に、読まないシートなら skip_sheets に名前を書いてください" "name it in sheets of import.toml if it should be read, in skip_sheets if not";
    OWN_WORKBOOK "own-workbook" "このキットが作った帳票です" "this is a paper made by the kit" => "in フォルダーから外してください" "take it out of the in folder";
    SOURCES_TIE "sources-tie" "同じ時点の同じ名簿が二つあります。両方を使っています" "the same list arrived twice with the same date; both are used" => "出し直しなら、古いほうを外してください。学年や組などを分けた名簿なら外さず、import.toml の項目に grade か class を書いてください" "if it was sent once more, take the older one away; if each is a part of the list (a grade, a class), leave both and name grade or class in the fields of import.toml";
    PEOPLE_DIFFER "people-differ" "前に届いた同じ名簿と、載っている人がほとんど違います。置き換えずに、両方を使っています" "hardly anybody on it stands on the earlier delivery of the same list; it replaces nothing, and both are used" => "学年・組・健診などを分けた名簿なら、import.toml の項目に grade、class か part を書いてください（シート名やファイル名からも読めます）。出し直しなら、前のファイルを外してください" "if each is a part of the list (a grade, a class, a check-up), name grade, class or part in the fields of import.toml (the sheet's or file's name can say it); if it was sent once more, take the earlier file away";
    FILE_COPIED "file-copied" "まったく同じ内容のファイルがもう一つあります" "another file holds the very same bytes" => "一度だけ数えました。直さなくてかまいません" "it is counted once; nothing needs to be done";
    SAME_ELSEWHERE "same-elsewhere" "別の機関か月の名簿と、まったく同じ内容のファイルです" "the very same bytes stand for another institution or month too" => "どの機関の、何月の名簿か提供元に確かめ、もう一方を外してください" "ask the department whose list of which month it is, and take the other one away";
    // Headings
    MISSING_LABEL "missing-label" "見出しの列が見つかりません" "a heading is missing" => "import.toml の見出しの書き方を合わせるか、提供元に確かめてください" "make import.toml agree with the headings, or ask the department";
    DUPLICATE_LABEL "duplicate-label" "同じ見出しの列が二つあります" "two columns have the same heading" => "片方の見出しを変えてください" "rename one of them";
    HEADER_DRIFT "header-drift" "列が動いたか、見出しが変わりました（見出しで探して読んでいます）" "a column moved or its heading changed (it is read by its heading)" => "前の月のファイルと見比べ、違う列なら提供元に確かめてください" "compare with last month's file; ask the department if it is another column";
    EXTRA_LABEL "extra-label" "どの項目にも使っていない、新しい見出しです" "a new heading that no field uses" => "要る列なら import.toml の fields に、要らなければ left_out に加えてください" "add it to fields in import.toml if it is needed, else to left_out";
    LINE_MISSING "line-missing" "対応付けの line に当たる行が、この列のどのセルにもありません。空欄として読みました" "no cell of this column has the line that the mapping names; it was read as blank" => "セルの中の行を数えて import.toml の line を直すか、その行のない名簿もあるなら optional = true と書いてください" "count the lines of a cell and correct line in import.toml, or write optional = true if some lists come without that line";
    INSTITUTION_UNKNOWN "institution-unknown" "機関の表にない名前です" "the name is not in the table of institutions" => "町の機関の表（機関.xlsx）に名前か別名を足してください" "add the name or alias to the table of institutions";
    MONTH_UNKNOWN "month-unknown" "何月の名簿か読めません" "nobody can tell which month the list is about" => "ファイル名か表の題に年月を書いてもらってください" "ask for the month in the file name or the title";
    PLACES_DISAGREE "places-disagree" "フォルダー・ファイル・シートの名前と表の題とで、機関か年月が食い違っています。読んでいません" "the names of folder, file and sheet and the title disagree about the institution or the month; it is not read" => "どれが正しいか確かめ、名前か題を直すか、正しいフォルダーに移してください" "find out which is right, then correct the name or title, or move the file to its folder";
    // Cells
    TYPE_ERROR "type-error" "決めた型として読めません" "the cell cannot be read as the type of its column" => "提供元に正しい値を確かめてください" "ask the department for the right value";
    DATE_NO_SUCH_DAY "date-no-such-day" "暦にない日です" "there is no such day" => "提供元に正しい日付を確かめてください" "ask the department for the right date";
    DATE_ERA_OVERFLOW "date-era-overflow" "元号の終わったあとの年です" "the year lies after the end of its era" => "提供元に正しい日付を確かめてください" "ask the department for the right date";
    DATE_NO_ERA "date-no-era" "元号のない2桁の年です" "a two-digit year without era" => "提供元に元号を確かめてください" "ask the department for the era";
    DATE_UNKNOWN "date-unknown" "日付が不詳です" "the date is given as unknown" => "わかったときに直してください" "correct it when it becomes known";
    DATE_YEAR_ONLY "date-year-only" "年だけで、月日がありません" "only a year, without month and day" => "提供元に正しい日付を確かめてください" "ask the department for the right date";
    DATE_NO_YEAR "date-no-year" "年のない日付です" "a date without a year" => "提供元に年を確かめてください" "ask the department for the year";
    DATE_NO_DAY "date-no-day" "月だけで、日がありません" "only a month, without a day" => "提供元に日を確かめてください" "ask the department for the day";
    DATE_WRONG_WEEKDAY "date-wrong-weekday" "日付と曜日が合いません" "date and weekday do not agree" => "提供元に正しい日付を確かめてください" "ask the department for the right date";
    DATE_AMBIGUOUS "date-ambiguous" "二通りに読める日付です" "the date can be read in several ways" => "提供元に正しい日付を確かめてください" "ask the department for the right date";
    DATE_BARE_SERIAL "date-bare-serial" "日付の列に書式のない数があります" "a bare number in a column of dates" => "提供元に日付の書式で送ってもらってください" "ask the department to send real dates";
    DATE_OUT_OF_RANGE "date-out-of-range" "あり得ない範囲の日付です" "the date lies outside the possible range" => "提供元に正しい日付を確かめてください" "ask the department for the right date";
    UNKNOWN_CODE "unknown-code" "コード表にない値です" "the value is not in the table of codes" => "import.toml の codes に意味を足すか、提供元に確かめてください" "add its meaning to codes in import.toml, or ask the department";
    NOT_OFFERED "not-offered" "この欄で選べる言葉ではありません" "the word is none of those that the cell offers" => "欄の一覧から選び直してください。書かれたことは使っていません" "choose from the list of the cell; what stands there is not used";
    FORMULA_NO_VALUE "formula-no-value" "計算結果のない数式です" "a formula without a stored value" => "Excel で開いて保存し直してください" "open it in Excel and save it again";
    ERROR_CELL "error-cell" "エラー値（#N/A など）です" "an error value such as #N/A" => "提供元に直してもらってください" "ask the department to correct it";
    DIGITS_LOST "digits-lost" "番号の桁が失われています" "digits of an identifier are lost" => "文字列の書式で送ってもらってください" "ask for it in text format";
    ZEROS_RESTORED "zeros-restored" "番号の先頭の 0 を補いました" "leading zeros of an identifier were restored" => "文字列の書式で送ってもらってください。値は使っています" "ask for it in text format; the values are used";
    GAIJI "gaiji" "外字か、読めない文字があります" "a private-use or unreadable character" => "提供元に文字を確かめてください" "ask the department which character it is";
    CHARACTERS_LOST "characters-lost" "文字コードに合わない文字があります" "characters that do not fit the encoding" => "提供元に UTF-8 か Excel 形式で送ってもらってください" "ask for UTF-8 or an Excel workbook";
    VALUE_DOUBTED "value-doubted" "読めていますが、値が違うのではないかと思われます" "it is read, but the value seems wrong" => "提供元に正しい値を確かめてください。返事が来るまで、いまの値を使っています" "ask the department for the right value; until it answers the value is used as it is";
    NO_IDENTITY "no-identity" "だれの行か読めません" "nobody can tell whose row this is" => "提供元に氏名か番号を確かめてください" "ask the department for the name or number";
    INDIVIDUAL_NUMBER "individual-number" "個人番号（マイナンバー）と見られる列です" "the column looks like the individual number" => "列を消して送ってもらってください。この列は読みません" "ask for the list without it; the column is not read";
    TOTALS_MISMATCH "totals-mismatch" "合計の行と行数が合いません" "the total row does not agree with the rows" => "提供元に抜けた行がないか確かめてください" "ask the department whether a row is missing";
    ROW_SWALLOWED "row-swallowed" "引用符（\"）が余っていて、次の行が一つのセルに入っています" "a stray quote put the next row into one cell" => "提供元に余分な \" を消してもらうか、Excel ブックで送ってもらってください" "ask for the stray quote to be removed, or for an Excel workbook";
    ROW_SHIFTED "row-shifted" "見出しより値の多い行です。どこかで列がずれているので、読んでいません" "the row has more values than there are headings: its columns shifted somewhere, so it is not read" => "提供元に、区切り文字（,）を含む値を引用符（\"）で囲んでもらうか、Excel ブックで送ってもらってください" "ask for values that hold a separator to be put into quotes, or for an Excel workbook";
    STRAY_CELL "stray-cell" "表の外に値があります" "a value outside the table" => "表の中に入れるか消してもらってください" "ask for it to be put into the table or removed";
    OTHER_TABLE "other-table" "この行から下は、対応付けにない別の表です。読んでいません" "from this row on another table stands here, which no mapping means; it is not read" => "要らない表なら import.toml の table に end か end_at_blank を書いてください。要る表なら別のシートに分けてもらってください" "if it is not needed, say so with end or end_at_blank in table of import.toml; if it is, ask for it on a sheet of its own";
    COVERED_TEXT "covered-text" "結合セルの下に見えない値が残っています" "a value hidden under merged cells" => "結合を解いて、古い値を消してもらってください" "ask for the cells to be unmerged and the old value removed";
    MERGED_UNMAPPED "merged-unmapped" "縦に結合されたセルが下の行の人にも当てはまるのか、決められていません。下の行は空欄として読みました" "nobody says whether a cell merged over several rows holds for the lower ones; these are read as blank" => "当てはまるなら、import.toml の項目に merged = \"repeat\" と書いてください" "if it does, write merged = \"repeat\" into the field in import.toml";
    GROUP_UNKNOWN "group-unknown" "上の行から続く値がどれか決められません。わからないままにしました" "which value holds from the rows above cannot be told; it stays unknown" => "提供元に、まとまりの最初の行に値を書いてもらってください" "ask for the value to be written into the first row of the group";
    DITTO "ditto" "「〃」や「同上」です。どの値のことか決められません" "ditto: nobody can tell which value is meant" => "提供元に、行ごとに値を書いてもらってください" "ask for the value to be written into each row";
    HIDDEN_ROW "hidden-row" "隠れている行に人がいます（フィルターで隠れた行も含みます）" "hidden rows hold people (rows behind a filter too)" => "値は読みました。読まない行なら import.toml に hidden_rows = \"leave-out\" と書いてください" "they are read; if they should not be, write hidden_rows = \"leave-out\" in import.toml";
    HIDDEN_COLUMN "hidden-column" "隠れている列を読みました" "a hidden column is read" => "古い値が残っていないか、提供元に確かめてください" "ask the department whether its values are up to date";
    COLOUR_UNMAPPED "colour-unmapped" "一部の行だけにある色の意味が決められていません" "only some rows have this colour, and nobody says what it means" => "提供元に色の意味を確かめ、import.toml の colours に書いてください（意味がなければ ignore = true）" "ask the department what it means and say so in colours of import.toml (ignore = true if nothing)";
    STRUCK_UNMAPPED "struck-unmapped" "取り消し線の引かれた値です。使っていません" "the value is struck out; it is not used" => "提供元に意味を確かめ、import.toml の struck に書いてください" "ask the department what it means and say so in struck of import.toml";
    COMMENT_UNMAPPED "comment-unmapped" "セルにコメントが付いています" "the cell has a comment" => "Excel で開いて読み、意味がなければ import.toml に comments = \"ignore\" と書いてください" "open it in Excel and read it; if comments mean nothing write comments = \"ignore\" in import.toml";
    MARKS_DISAGREE "marks-disagree" "色や取り消し線の意味が、一つの行の中で食い違っています" "colours or struck-out text of a row contradict each other" => "提供元にどちらが正しいか確かめてください" "ask the department which of them holds";
    MARK_DIFFERS "mark-differs" "色や取り消し線の意味が、列の値と違います。色や取り消し線のほうを使いました" "what a colour or struck-out text stands for differs from the column; the colour or strike-out is used" => "色の意味が今も同じか、提供元に確かめてください" "ask the department whether the colour still means the same";
    FURIGANA_PARTIAL "furigana-partial" "ふりがなが氏名の一部にしか付いていません" "the furigana covers only a part of the text" => "Excel の「ふりがなの編集」で残りを入れてもらってください" "ask for the rest to be entered (Edit Phonetic in Excel)";
    NOT_VISIBLE "not-visible" "この形式では色・隠し行・コメントを見られません" "colours, hidden rows and comments cannot be seen in this format" => "大切なら xlsx で送ってもらってください" "ask for xlsx if they matter";
    // Lists
    LIST_MISSING "list-missing" "名簿が届いていません" "the list has not arrived" => "提供元に求めてください" "ask the department for it";
    LIST_EMPTY "list-empty" "全員の名簿のはずの表に、一人も載っていません" "a list that should be complete names nobody" => "提供元に確かめてください。本当に一人もいないときは、表の下に「計0名」と書いてもらってください。一人もいない月のある名簿なら、import.toml に may_be_empty = true と書けます" "ask the department; if there is really nobody, ask for a total row 計0名 below the table. For a list that is empty in some months write may_be_empty = true in import.toml";
    ROWS_FELL "rows-fell" "全員の名簿のはずなのに、前の名簿の半分以下です" "a list that should be complete has half of the rows of the one before, or fewer" => "一部の学級や地区だけの名簿でないか、提供元に確かめてください" "ask the department whether it is only a part of the list";
    SHEET_GONE "sheet-gone" "前の名簿にあったシートがありません" "a sheet that the list before had is gone" => "学級や地区が抜けていないか、提供元に確かめてください" "ask the department whether a class or district was left out";
    FILE_GONE "file-gone" "前の名簿は二つ以上のファイルで届きました。その一つに載っていた人の多くがいません" "the list before came in several files; most people of one of them are not here" => "ファイルの送り忘れでないか、提供元に確かめてください" "ask the department whether a file was forgotten";
    LIST_UNREADABLE "list-unreadable" "届いた名簿を読めません" "the list arrived but cannot be read" => "提供元にもう一度送ってもらってください" "ask the department to send it again";
    LIST_NOT_CLOSED "list-not-closed" "全員の名簿とは決められていません" "the list is not said to be complete" => "提供元に全員の名簿か確かめ、import.toml の closed に書いてください" "ask whether everybody is on it and say so in import.toml (closed)";
    LIST_STARTS_LATER "list-starts-later" "その月の出来事を載せた名簿がありません（届いている名簿はその月を含みません）" "no list here has the events of that month" => "その月を含む名簿（前の年度のものなど）を求めて、in フォルダーに置いてください" "ask for the list that has that month (perhaps that of the fiscal year before) and put it into the in folder";
    LIST_TOO_OLD "list-too-old" "名簿がその日まで届いていません" "the list does not reach that date" => "新しい名簿を求めてください" "ask for a newer list";
    CASE_LOST "case-lost" "前の台帳で終結していなかったケースが、新しい台帳に載っていません" "a case that was not closed is gone from the newer ledger" => "終結なら台帳に終結と書き、落ちた行なら戻してください" "write its closing into the ledger, or put the row back";
    RESIDENT_LOST "resident-lost" "前の住民記録の住民が、新しい住民記録に載っていません（転出や死亡の記載もありません）" "a resident is gone from the newer list of residents, and nothing says that they left or died" => "住民課に確かめ、転出なら住民記録か異動一覧に書き、落ちた行なら戻してもらってください" "ask the residents' office; have a departure written into its list or the list of moves, or the row put back";
    ROWS_UNREAD "rows-unread" "だれのものか読めない行のある名簿です" "the list has rows whose person nobody can read" => "問題の一覧の行を直してもらってください" "have the rows in the list of problems corrected";
    RECORDS_MISSING "records-missing" "途中で行が減っています" "rows were lost on the way" => "途中のプログラムが行を除いていないか確かめてください" "check whether a program in between removes lines";
    // Papers of the kit that came back
    OTHER_TOWN "other-town" "別の町の帳票です" "the paper belongs to another town" => "in フォルダーから外してください。中は読んでいません" "take it out of the in folder; nothing in it was read";
    FIELD_ROW_MISSING "field-row-missing" "帳票の隠れた行か列（鍵）がなくなっています" "the hidden row or column with the keys is gone from the paper" => "元の帳票に書き写してから、もう一度入れてください" "copy what was written into the original paper";
    KEY_MISMATCH "key-mismatch" "行の鍵（隠れた列）と、その行に印刷されたこと（だれの、またはどのセルの行か）が合いません" "the hidden key of the row does not agree with what the paper printed beside it (whose row, or which cell)" => "どの行のことか確かめて、元の帳票のその行に書いてください。この行は使っていません" "find out which row is meant and write into that row of the original paper; this row is not used";
    KEY_CONFLICT "key-conflict" "同じ鍵の行に、違うことが書かれています" "rows with the same key say different things" => "正しいほうだけを残してください。どちらも使っていません" "keep only the right one; neither is used";
    KEY_REPEATED "key-repeated" "同じ鍵の行が二度ありますが、書かれたことは同じです" "a row stands twice and says the same" => "一度だけ数えました。直さなくてかまいません" "it is counted once; nothing needs to be done";
    ROW_WITHOUT_KEY "row-without-key" "鍵のない行に書き込みがあります" "something is written in a row without a key" => "だれのことか読めないので使っていません。その人の行に書き写してください" "nobody can tell whom it is about, so it is not used; copy it into that person's row";
    ROWS_DELETED "rows-deleted" "帳票の行がなくなっています" "rows are missing from the paper" => "わざと消したのでなければ、元の帳票で書き直してください" "unless they were meant to go, write into the original paper again";
    COLUMN_ADDED "column-added" "帳票に足された列に書き込みがあります" "something is written in a column that was added to the paper" => "この列は読みません。要ることは帳票の欄に書いてください" "the column is not read; write what matters into the paper's own cells";
    COLUMN_DELETED "column-deleted" "帳票の列がなくなっています" "a column of the paper is gone" => "その列に書かれたことは読んでいません（氏名・生年月日や、答えの列がなければ、帳票全体を読みません）。わざと消したのでなければ、元の帳票に書き写してください" "what was written into it is not read (without the columns of name, birth date or answer nothing is); unless it was meant to go, copy it into the original paper";
    ANSWER_MISSING "answer-missing" "ほかの欄は書かれていますが、答えの欄が空いています" "the row is filled in but for the answer itself" => "答え（決定、正しい値）の欄を埋めてください。この行は使っていません" "fill in the answer (decision, right value); this row is not used";
    ANSWER_UNSIGNED "answer-unsigned" "だれが、いつ書いたかが空いています" "who answered, or when, is not filled in" => "返事は使っています。あとで確かめられるように、書いた人に尋ねてください" "the answer is used; ask who wrote it, so that it can be looked into later";
    CORRECTION_NO_VALUE "correction-no-value" "正しい値のところに「わからない」「空欄でよい」と書かれています" "in the place of the right value stands that it is not known, or rightly blank" => "返事として残しましたが、値としては使いません。元の名簿はそのままです" "it is kept as an answer and not as a value; the list stays as it is";
    CORRECTION_LOOSE "correction-loose" "訂正表の返事のうち、今の名簿に当てはまるところがないもの（行やセルが直された、なくなった、名簿がここにないなど）" "answers whose row is not on the lists as it was when it was asked about: corrected since, gone, or the list is not here" => "この返事は使っていません。まだ読めないところがあれば、次の訂正表でもう一度お聞きします" "they are not used; what still cannot be read is asked again in the next letter";
    ANSWER_MERGED "answer-merged" "記入の欄が上の行と結合されています" "a cell to fill in is merged with the one above" => "結合を解いて、行ごとに書いてください。下の行には使っていません" "unmerge the cells and write into each row; what is written is used for the upper row only";
    ANSWER_CONTRADICTED "answer-contradicted" "確認表の回答が食い違っています（AとB、BとCは同じ人で、AとCは別の人など）。どの回答でも結び付けていません" "answers in review workbooks contradict each other (A and B are one, B and C are one, A and C are not); none of them joins anybody" => "確認表でもう一度お聞きします。間違っていた回答だけを書き直すか、元の確認表から消してください" "they are asked again in the review workbook; answer there, or correct or empty the wrong one in the workbook where it stands";
    ANSWER_TWO_NUMBERS "answer-two-numbers" "確認表の回答に従って、宛名番号の違う二つの行を同じ人にしました" "as answered in the review workbook, two rows with different resident numbers are one person" => "直さなくてかまいません。思い当たらないときは、元の確認表の回答を消してください" "nothing needs to be done; if that cannot be, empty the answer in the workbook where it stands";
    ANSWER_ROW_GONE "answer-row-gone" "確認表で答えた行が、今の名簿にも前の月の結果にもありません" "a row that an answer names is neither on the lists nor in the earlier result" => "回答は使っていません。同じ質問が今の確認表にあれば、そちらに答えてください" "the answer is not used; if the review workbook asks again, answer there";
    ANSWER_OTHER_PERSON "answer-other-person" "確認表で答えた行の氏名か生年月日が、答えたときと違います" "name or birth date of a row are not those that the answer was about" => "回答は使っていません。同じ質問が今の確認表にあれば、そちらに答えてください" "the answer is not used; if the review workbook asks again, answer there";
    OFF_SCALE "off-scale" "0から10までの数ではありません" "not a number from 0 to 10" => "セーフティスケールに0から10までの整数を書き直してください" "write a whole number from 0 to 10 into the safety scale";
    MEETING_DAY_MISSING "meeting-day-missing" "会議の日が書かれていません" "the day of the meeting is not filled in" => "名簿を作った日を決定の日にしました。どれか一行の「決定日」に会議の日を書くと、全部の行に使います" "the day of the paper was taken; write the day of the meeting into any one row";
    // People
    UNDECIDED_PAIR "undecided-pair" "同じ人か決まっていない行があります" "a row may or may not be this person" => "確認表（review.xlsx）に答えてください" "answer it in the review workbook";
    RESIDENT_NO_SHARED "resident-no-shared" "一つの宛名番号が二人に付いています" "one resident number stands on two people" => "住民課に確かめてください" "ask the residents' office";
    RESIDENT_NO_DOUBLE "resident-no-double" "一人に宛名番号が二つあります" "one person has two resident numbers" => "住民課に確かめてください" "ask the residents' office";
    NOT_LINKED "not-linked" "住民の名簿のだれとも結び付きません" "the row belongs to nobody on the residents' list" => "氏名と生年月日を確かめてください" "check name and birth date";
    RECORD_LOOSE "record-loose" "氏名も番号もない記録です" "a record without name or number" => "提供元に確かめてください" "ask the department";
    PERSON_MERGED "person-merged" "別の人としていた二人が同じ人になりました" "two who were kept apart turned out one" => "前の月の紙と見比べてください" "compare with last month's papers";
    PERSON_SPLIT "person-split" "同じ人としていた記録が二人に分かれました" "one who was one turned out two" => "前の月の紙と見比べてください" "compare with last month's papers";
    // Judgements
    MOVED_IN "moved-in" "転入前のことはわかりません" "what was before moving in is not known" => "前の市町村に照会してください" "ask the former municipality";
    CELL_UNREADABLE "cell-unreadable" "セルの値を読めません" "the cell cannot be read" => "提供元に直してもらってください" "ask the department to correct it";
    CELL_BLANK "cell-blank" "空欄で、意味が決められていません" "the cell is blank and nobody says what that means" => "import.toml の blank に意味を書くか、提供元に確かめてください" "say in import.toml what a blank means, or ask the department";
    NOT_ASKED "not-asked" "名簿にこの項目がありません" "the list does not have this column" => "項目を足してもらえるか、提供元に確かめてください" "ask the department whether it can add the column";
    MONTH_ONLY "month-only" "月までしかわからない日付です" "the date is known to the month only" => "要るときは提供元に日を確かめてください" "ask for the day if it matters";
    ENROLMENT_DISAGREES "enrolment-disagrees" "在籍の名簿（学齢簿など）ではその学校にいる日に、出欠では在籍していない印（－）です" "the register has the child at the school on that day, the attendance sheet says that it is not its pupil" => "どちらが正しいか学校に確かめ、違うほうを直してもらってください" "ask the school which of them is right, and have the other one corrected";
    NO_DAILY_MARKS "no-daily-marks" "日別の出欠がありません" "there is no attendance by day" => "日別の出欠を求めてください" "ask for attendance by day";
}
