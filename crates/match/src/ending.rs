//! How the name of a file must end, so that the program that opens it finds what it expects.

use std::path::PathBuf;

use mimamori_record::{Failure, Said, Status, said};
use mimamori_shell::Given;

/// Endings that promise a paper or settings; whatever else a name ends in, text may stand there.
const KNOWN: [&str; 11] = [
    "xlsx", "xlsm", "xls", "ods", "doc", "docx", "pdf", "html", "htm", "csv", "toml",
];

/// The file of an option and how its name ends, in small letters.
pub(crate) fn of(given: &Given, option: &str) -> Option<(PathBuf, String)> {
    let path = given.path(option)?;
    let end = path.extension().and_then(|end| end.to_str());
    let end = end.unwrap_or_default().to_ascii_lowercase();
    Some((path, end))
}

/// Refuses a name that promises what is not written there. `papers` are the endings that the
/// question has papers for; none where the stream is written.
///
/// # Errors
/// When `--review` or `-o` ends otherwise (status 2).
pub(crate) fn check(given: &Given, papers: Option<&[&str]>) -> Result<(), Failure> {
    if let Some((_, end)) = of(given, "review")
        && end != "xlsx"
    {
        return Err(wrong(
            "--review",
            &end,
            said!(
                "確認表は Excel のブックです。.xlsx で終わる名前を書いてください",
                "the workbook of questions is an Excel workbook; give a name that ends in .xlsx"
            ),
        ));
    }
    let Some((_, end)) = of(given, "output") else {
        return Ok(());
    };
    let papers = match papers {
        Some(papers) if papers.contains(&&*end) => return Ok(()),
        _ if !KNOWN.contains(&&*end) => return Ok(()),
        papers => papers,
    };
    let advice = match papers {
        None => said!(
            "流れ（JSON Lines）は .jsonl で終わる名前に、確認表は --review で書いてください",
            "give the stream (JSON Lines) a name that ends in .jsonl; the workbook of questions is written by --review"
        ),
        Some(papers) => {
            let all: Vec<String> = papers.iter().map(|end| format!(".{end}")).collect();
            let (ja, en) = (all.join("、"), all.join(", "));
            said!(
                "{ja} のどれか、または文字だけの .txt で終わる名前を書いてください",
                "give a name that ends in one of {en}, or in .txt for plain text"
            )
        }
    };
    Err(wrong("-o", &end, advice))
}

fn wrong(option: &str, end: &str, advice: Said) -> Failure {
    let what = match end {
        "" => said!(
            "{option} のファイル名に .xlsx などの終わりがありません",
            "the name of {option} has no ending"
        ),
        end => said!(
            "{option} には .{end} のファイルを書き出せません",
            "{option} cannot be written as .{end}"
        ),
    };
    Failure::new(Status::Options, what, advice)
}
