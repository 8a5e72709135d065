//! What the department that provided a list is asked to do about a problem.
//!
//! A reason's advice speaks to the centre. This is the same in the words of a letter, and its
//! absence says that only the centre can do something: in import.toml or the town's tables.

use crate::Text;
use crate::reason::Reason;

impl Reason {
    /// What the department is asked to do; none when it is the centre that has to do something.
    pub fn request(&self) -> Option<Text> {
        let (ja, en) = match self.code {
            "file-unreadable" | "list-unreadable" => (
                "ファイルが壊れているようです。もう一度書き出して送ってください",
                "the file seems damaged; please export it again and send it",
            ),
            "file-protected" => (
                "パスワードを外して保存し直し、送ってください",
                "please save it without a password and send it",
            ),
            "file-format" => (
                "Excel ブック（.xlsx）か CSV で保存し直し、送ってください",
                "please save it as an Excel workbook (.xlsx) or CSV and send it",
            ),
            "format-refused" => (
                "名簿を作ったファイルから、Excel ブック（.xlsx）で保存し直して送ってください",
                "please save the original list as an Excel workbook (.xlsx) and send it",
            ),
            "file-too-large" => (
                "ファイルの作り方を確かめ、書き出し直して送ってください",
                "please check how the file is made, export it again and send it",
            ),
            "file-empty" => (
                "中身のあるファイルを送ってください。該当がないときは、そう「理由」に書いてください",
                "please send a file that holds something; if there is nothing to report, say so under why",
            ),
            "list-missing" | "list-too-old" => {
                ("新しい名簿を送ってください", "please send the newest list")
            }
            "list-empty" => (
                "全員の載った名簿を送ってください。本当に一人もいないときは、表の下に「計0名」と書いてください",
                "please send the complete list; if there is really nobody, add a total row 計0名",
            ),
            "rows-fell" => (
                "一部の学級や地区だけの名簿でないか確かめ、全員の名簿か、減ったわけを送ってください",
                "please check whether it is only a part, and send the complete list or say why it is shorter",
            ),
            "sheet-gone" => (
                "シートが抜けていれば、全部のシートを入れて送ってください。なくしたときは、そのわけを「理由」に書いてください",
                "please send the file with all of its sheets; if the sheet was dropped, say why",
            ),
            "file-gone" => (
                "前の名簿のうち一つのファイルに当たる分が抜けていれば、送ってください。減ったときは、そのわけを「理由」に書いてください",
                "please send what one of the files before held; if these people are gone, say why",
            ),
            "missing-label" => (
                "見出しを変えたときは新しい見出しを「正しい値」に、列をなくしたときはそのわけを「理由」に書いてください",
                "if the heading was changed, give the new one; if the column was dropped, say why",
            ),
            "duplicate-label" => (
                "使うほうの列を「理由」に書くか、片方の見出しを変えて送ってください",
                "please say which column holds, or rename one of them and send the list",
            ),
            "month-unknown" => (
                "ファイル名か表の題に年月を入れて送ってください",
                "please put the month into the file name or the title",
            ),
            "type-error" | "error-cell" | "cell-unreadable" | "digits-lost"
            | "date-no-such-day" | "date-era-overflow" | "date-ambiguous" | "date-out-of-range"
            | "date-wrong-weekday" | "date-year-only" => (
                "「正しい値」に書いてください",
                "please give the right value",
            ),
            "date-no-era" => (
                "元号を付けた日付を「正しい値」に書いてください",
                "please give the date with its era",
            ),
            "date-no-year" => (
                "年の付いた日付を「正しい値」に書いてください",
                "please give the date with its year",
            ),
            "date-no-day" | "date-unknown" => (
                "わかるときは「正しい値」に書いてください",
                "please give the day if it is known",
            ),
            "date-bare-serial" => (
                "日付を「正しい値」に書いてください。次からは日付の書式で送ってください",
                "please give the date, and send real dates from now on",
            ),
            "formula-no-value" => (
                "「正しい値」に書くか、Excel で開いて保存し直したものを送ってください",
                "please give the value, or open the file in Excel, save it and send it again",
            ),
            "zeros-restored" => (
                "次から、この列を文字列の書式で送ってください。今回の値は 0 を補って使っています",
                "please send this column in text format from now on; this time the zeros were restored",
            ),
            "gaiji" => (
                "どの字かを、標準の字か字の説明で「正しい値」に書いてください",
                "please give the value with a standard character, or describe the character",
            ),
            "value-doubted" => (
                "値が合っているか確かめ、「正しい値」に書いてください。合っていれば、同じ値を書いてください",
                "please check the value and write the right one; if it is right, write it once more",
            ),
            "characters-lost" => (
                "UTF-8 か Excel ブックで送り直してください",
                "please send it again as UTF-8 or as an Excel workbook",
            ),
            "no-identity" | "record-loose" => (
                "だれの行か、氏名か番号を「正しい値」に書いてください",
                "please give the name or number of the person in this row",
            ),
            "individual-number" => (
                "この列を消して送り直してください。列は読んでいません",
                "please send the list without this column; it was not read",
            ),
            "totals-mismatch" => (
                "抜けたか余った行がないか確かめ、結果を「理由」に書いてください",
                "please check for missing or extra rows and note the result under why",
            ),
            "row-swallowed" => (
                "余分な引用符（\"）を消すか、Excel ブックで送り直してください",
                "please remove the stray quote, or send it again as an Excel workbook",
            ),
            "row-shifted" => (
                "区切り文字（,）を含む値を引用符（\"）で囲むか、Excel ブックで送り直してください",
                "please put values that hold a separator into quotes, or send it again as an Excel workbook",
            ),
            "stray-cell" => (
                "表の中に入れるか消すかを決め、「理由」に書いてください",
                "please say whether it belongs into the table or can go",
            ),
            "places-disagree" => (
                "どの学校・園の何月分かを確かめ、題とファイル名を合わせて送り直してください",
                "please check which institution and month it is about, make title and file name agree and send it again",
            ),
            "same-elsewhere" => (
                "別の機関か月の名簿と中身が同じです。どの機関の何月分かを確かめ、正しい名簿を送ってください",
                "it is the same as the list of another institution or month; please check which one it is and send the right list",
            ),
            "other-table" => (
                "要る表なら、別のシートに分けて送り直してください",
                "if this table is needed, please send it again on a sheet of its own",
            ),
            "merged-unmapped" => (
                "結合を解き、行ごとに値を書いて送り直してください",
                "please unmerge the cells, write the value into each row and send it again",
            ),
            "group-unknown" => (
                "まとまりの最初の行に値を書いて、送り直してください",
                "please write the value into the first row of the group and send the list again",
            ),
            "ditto" => (
                "「〃」や「同上」の代わりに、値を「正しい値」に書いてください",
                "please give the value that ditto stands for",
            ),
            "covered-text" => (
                "結合を解いて確かめ、要る値は「正しい値」に書いてください",
                "please unmerge the cells and give the value if it counts",
            ),
            "hidden-row" => (
                "隠れた行の人も今の名簿に載っている人か確かめ、「理由」に書いてください",
                "please check whether the people in hidden rows belong to the list, and note it under why",
            ),
            "hidden-column" => (
                "隠れた列の値が今も正しいか確かめ、「理由」に書いてください",
                "please check whether the hidden column is up to date, and note it under why",
            ),
            "colour-unmapped" => (
                "この色が何を表すかを「理由」に書いてください。意味がなければそう書いてください",
                "please say under why what this colour stands for, or that it means nothing",
            ),
            "struck-unmapped" => (
                "今の値を「正しい値」に、取り消し線のわけを「理由」に書いてください",
                "please give the present value, and say under why it was struck out",
            ),
            "marks-disagree" | "mark-differs" => (
                "色や取り消し線と値のどちらが正しいかを「理由」に書いてください",
                "please say under why which of colour, strike-out and value holds",
            ),
            "furigana-partial" => (
                "読み全体を「正しい値」に書いてください",
                "please give the whole reading",
            ),
            _ => return None,
        };
        Some(Text::new(ja, en))
    }
}

#[cfg(test)]
mod tests {
    use crate::reason::{ALL, find};

    /// Of files, headings and cells; those behind them are causes of not knowing.
    #[test]
    fn where_the_centre_is_told_to_ask_the_department_there_is_something_to_ask() {
        let cells = ALL
            .iter()
            .take_while(|reason| reason.code != "list-missing");
        for reason in cells {
            let ja = reason.advice.ja;
            let asks = ja.contains("提供元") || ja.contains("もらって");
            // What the centre looks at first, and asks about only when it has to.
            let ours = ["header-drift", "not-visible"].contains(&reason.code);
            let ours = ours || ja.contains("import.toml");
            assert!(
                !asks || ours || reason.request().is_some(),
                "{}: what is the department asked to do?",
                reason.code
            );
        }
    }

    #[test]
    fn what_only_the_centre_can_settle_is_asked_of_no_department() {
        for code in [
            "file-unmapped",
            "sheet-unmapped",
            "sheet-missing",
            "institution-unknown",
            "unknown-code",
            "own-workbook",
            "sources-tie",
            "people-differ",
        ] {
            assert!(find(code).unwrap().request().is_none(), "{code}");
        }
    }

    #[test]
    fn a_request_never_speaks_of_the_settings_of_the_centre() {
        for reason in ALL {
            let Some(request) = reason.request() else {
                continue;
            };
            for word in ["toml", "提供元", "ask the department"] {
                let said = [request.ja, request.en].join(" ");
                assert!(!said.contains(word), "{}: {word}", reason.code);
            }
        }
    }
}
