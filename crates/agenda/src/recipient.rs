//! For whom a run makes its papers, and which papers each of them gets.

use mimamori_record::{Failure, Said, Status, said};
use mimamori_shell::{Given, Opt, nearest};

use crate::family::Reader;

pub(crate) const FOR: Opt = Opt::value(
    "for",
    "RECIPIENT",
    "だれに渡す紙か。office（事務局。書かなければこれ）、member（会議の委員）、institution（照会先の機関）、mother・father・child（家族）",
    "who gets the paper: office (unless said otherwise), member (who sits in the meeting), institution (which is asked), mother, father or child (of a family)",
);

pub(crate) const PERSON: Opt = Opt::value(
    "person",
    "ID",
    "家族の紙のとき、どのこどもの紙か（p- で始まる人の番号か、行の番地 ファイル!シート!行。一度に一人だけ）",
    "with a paper for a family: about which child (an id, p-…, or a row as file!sheet!row; one child in one run)",
);

/// For whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Recipient {
    Office,
    /// Sits in the meeting.
    Member,
    /// Is asked about its own registered children.
    Institution,
    /// One of a family.
    Family(Reader),
}

const WORDS: [(&str, Recipient); 6] = [
    ("office", Recipient::Office),
    ("member", Recipient::Member),
    ("institution", Recipient::Institution),
    ("mother", Recipient::Family(Reader::Mother)),
    ("father", Recipient::Family(Reader::Father)),
    ("child", Recipient::Family(Reader::Child)),
];

/// What goes to whom: beside the papers that a recipient gets, nothing may be asked for.
struct Papers {
    recipient: &'static str,
    refused: &'static [&'static str],
    gets: Said,
}

impl Recipient {
    /// What the command line says, when its papers are such as this recipient may get.
    ///
    /// # Errors
    /// Status 2.
    pub(crate) fn of(given: &Given) -> Result<Self, Failure> {
        let Some(word) = given.word("for")? else {
            return Recipient::Office.checked(given);
        };
        let found = WORDS.iter().find(|(name, _)| *name == word);
        let Some((_, recipient)) = found else {
            let names = || WORDS.iter().map(|(name, _)| *name);
            let near = nearest(&word, names()).map(str::to_owned);
            let all: Vec<&str> = names().collect();
            let all = all.join(", ");
            let advice = match near {
                Some(near) => said!(
                    "{near} ではありませんか。書けるのは {all} です",
                    "did you mean {near}? There are {all}"
                ),
                None => said!("書けるのは {all} です", "there are {all}"),
            };
            return Err(wrong(
                said!(
                    "--for の「{word}」という相手はありません",
                    "there is no recipient 「{word}」 (--for)"
                ),
                advice,
            ));
        };
        recipient.checked(given)
    }

    fn checked(self, given: &Given) -> Result<Self, Failure> {
        let papers = match self {
            Recipient::Office => Papers {
                recipient: "office",
                refused: &["person"],
                gets: said!(
                    "--person は、家族の紙（--for mother・father・child）のときだけ書きます",
                    "--person goes with a paper for a family (--for mother, father or child)"
                ),
            },
            Recipient::Member => Papers {
                recipient: "member",
                refused: &["person", "candidates", "requests", "show-protected"],
                gets: said!(
                    "委員に渡すのは会議の名簿（--xlsx、--html、--text）です",
                    "a member gets the list of the meeting (--xlsx, --html, --text)"
                ),
            },
            Recipient::Institution => Papers {
                recipient: "institution",
                refused: &[
                    "person",
                    "candidates",
                    "text",
                    "xlsx",
                    "html",
                    "show-protected",
                ],
                gets: said!(
                    "機関に渡すのは照会の紙（--requests DIR）だけです",
                    "an institution gets request sheets alone (--requests DIR)"
                ),
            },
            Recipient::Family(reader) => Papers {
                recipient: reader.word(),
                refused: &["candidates", "requests", "text", "show-protected", "before"],
                gets: said!(
                    "家族に渡すのは一人分の紙（--person ID と、--html か --xlsx）です",
                    "a family gets the paper about one child (--person ID with --html or --xlsx)"
                ),
            },
        };
        let here = |long: &str| given.switch(long) || given.path(long).is_some();
        let Papers {
            recipient, gets, ..
        } = &papers;
        if let Some(option) = papers.refused.iter().find(|long| here(long)) {
            return Err(wrong(
                said!(
                    "--{option} は --for {recipient} の紙には使えません",
                    "--{option} cannot be used for the paper of --for {recipient}"
                ),
                gets.clone(),
            ));
        }
        let needs: &[&[&str]] = match self {
            Recipient::Family(_) => &[&["person"], &["html", "xlsx"]],
            Recipient::Institution => &[&["requests"]],
            _ => &[],
        };
        if let Some(missing) = needs.iter().find(|any| !any.iter().any(|long| here(long))) {
            let missing = missing.join(" / --");
            return Err(wrong(
                said!(
                    "--for {recipient} には --{missing} が要ります",
                    "--for {recipient} needs --{missing}"
                ),
                gets.clone(),
            ));
        }
        Ok(self)
    }
}

pub(crate) fn wrong(what: Said, advice: Said) -> Failure {
    Failure::new(Status::Options, what, advice)
}
