//! How the paper looks: one page, in plain words, with room to write.

use mimamori_paper::{Cell, Column, Mark, Page, Row, Sheet, Workbook, verbatim};
use mimamori_record::{Lang, Said, Text, said};

use super::{Agreed, Line, Reader};
use crate::messages::{COMMA, date, tell};
use crate::profile::Meeting;

/// Room to write, in lines.
const ROOM: u16 = 3;

pub(super) struct Paper<'a> {
    pub(super) meeting: &'a Meeting,
    pub(super) town: &'a str,
    pub(super) name: Option<&'a str>,
    pub(super) reader: Reader,
    pub(super) agreed: &'a Agreed,
    pub(super) lang: Lang,
}

impl Paper<'_> {
    /// The paper as a workbook; it prints as HTML too. Nothing beside its one sheet tells whose it
    /// is, and it is not read back.
    pub(super) fn workbook(&self, mark: Mark) -> Workbook {
        let title = self.title();
        Workbook::new(mark, title.clone(), self.lang)
            .footer(said!(
                "この紙は、ご家族と、こども家庭センターのものです",
                "This paper belongs to the family and to the centre"
            ))
            .sheet(self.sheet(title))
    }

    fn title(&self) -> Said {
        let (town, meeting) = (self.town, self.meeting.title.said());
        Said {
            ja: format!("{town} {}", meeting.ja),
            en: format!("{town}: {}", meeting.en),
        }
    }

    /// Children read fewer characters and shorter sentences.
    fn word(&self, parent: Text, child: Text) -> String {
        let text = match self.reader {
            Reader::Child => child,
            Reader::Mother | Reader::Father => parent,
        };
        text.pick(self.lang).to_owned()
    }

    fn sheet(&self, title: Said) -> Sheet {
        let name = self.name.unwrap_or("　　　　　　　　");
        let whom = match self.reader {
            Reader::Mother => said!("{name} さんの おかあさんへ", "About {name}, for the mother"),
            Reader::Father => said!("{name} さんの おとうさんへ", "About {name}, for the father"),
            Reader::Child => said!("{name} さんへ", "For {name}"),
        };
        let hello = self.word(
            Text::new(
                "これまでにいっしょに決めたことと、次に話したいことをまとめました。ちがうところ、変えたいところがあれば、遠慮なく教えてください。色の付いた欄には、思ったことを自由に書いてください（書かなくてもかまいません）。",
                "This is what we have agreed, and what we would like to talk about next. Tell us what is wrong or should change. Write into the tinted cells whatever you like; nothing has to be written.",
            ),
            Text::new(
                "いっしょに きめたことと、こんど おはなししたいことを かきました。ちがうな、いやだな と おもったら、いつでも おしえてください。いろの ついた ところには、おもったことを じゆうに かいてください。かかなくても だいじょうぶです。",
                "Here is what we agreed and what we would like to talk about. If something is wrong, or you do not like it, tell us at any time. Write what you think into the tinted boxes, or leave them empty.",
            ),
        );
        let talk = self.word(
            Text::new("お話をうかがう人", "Whom you can talk to"),
            Text::new("おはなしを きく ひと", "Whom you can talk to"),
        );
        let worker = self.agreed.worker.as_deref().map(|worker| {
            said!(
                "{talk}: {worker}（こども家庭センター）",
                "{talk}: {worker} (at the centre)"
            )
        });
        let told = self.word(
            Text::new("決めたこと・話したいこと", "agreed, or to talk about"),
            Text::new("きめたこと・はなしたいこと", "agreed, or to talk about"),
        );
        let write = self.word(
            Text::new("書くところ", "room to write"),
            Text::new("かくところ", "room to write"),
        );
        let mut sheet = Sheet::new(self.meeting.title.said(), title)
            .page(Page::A4_PORTRAIT)
            .unfiltered()
            .above(whom)
            .above(verbatim(hello))
            .column(Column::wrapped(said!("こと", "what")).width(17))
            .column(Column::wrapped(verbatim(told)).width(31))
            .column(Column::wrapped(said!("いつ", "when")).width(24))
            .column(Column::wrapped(verbatim(write)).width(24).fill_in());
        if let Some(worker) = worker {
            sheet = sheet.above(worker);
        }
        self.wishes(&mut sheet);
        self.lines(&mut sheet);
        self.next(&mut sheet);
        self.questions(&mut sheet);
        sheet
    }

    fn row(&self, sheet: &mut Sheet, what: String, agreed: String, when: String) {
        let cells = [what, agreed, when].map(Cell::from);
        sheet.push(Row::new(cells).lines(ROOM));
    }

    fn wishes(&self, sheet: &mut Sheet) {
        sheet.push(Row::group(self.word(
            Text::new("1　思い・願い", "1  What is hoped for"),
            Text::new("1　あなたの きもち", "1  What you hope for"),
        )));
        let to_hear = || {
            self.word(
                Text::new("（これから聞かせてください）", "(we would like to hear it)"),
                Text::new(
                    "（これから きかせてください）",
                    "(we would like to hear it)",
                ),
            )
        };
        let child = self.agreed.child_wish.clone();
        if self.reader == Reader::Child {
            let heading = tell!(self.lang, "あなたの おもい", "your wish");
            return self.row(sheet, heading, child.unwrap_or_else(to_hear), String::new());
        }
        let own = self.agreed.parent_wish.clone().unwrap_or_else(to_hear);
        let heading = tell!(self.lang, "あなたの思い", "your wish");
        self.row(sheet, heading, own, String::new());
        // Nothing here tells that there is something that the reader may not see.
        if let Some(child) = child {
            let heading = tell!(self.lang, "お子さんの思い", "your child's wish");
            self.row(sheet, heading, child, String::new());
        }
    }

    fn lines(&self, sheet: &mut Sheet) {
        sheet.push(Row::group(self.word(
            Text::new(
                "2　いっしょに決めたこと（だれが・いつ）",
                "2  What we agreed: who does what, and when",
            ),
            Text::new(
                "2　いっしょに きめたこと",
                "2  What we agreed: who does what, and when",
            ),
        )));
        for (at, line) in self.agreed.lines.iter().enumerate() {
            let n = at + 1;
            let agreed = self.agreed_word();
            let heading = format!("{agreed} {n}");
            self.row(sheet, heading, self.what(line), self.when(line));
        }
        if let Some((from, to)) = &self.agreed.goal {
            let [from, to] = [from, to].map(|day| {
                let day = day.as_deref().map(|day| date(day, self.lang));
                day.unwrap_or_default()
            });
            let heading = tell!(self.lang, "めあて", "our first goal");
            let told = self.word(
                Text::new(
                    "この間にやってみて、終わりにいっしょにふりかえります",
                    "we try it for this time and look back together at its end",
                ),
                Text::new(
                    "やってみて、おわりに いっしょに ふりかえります",
                    "we try it for this time and look back together at its end",
                ),
            );
            self.row(
                sheet,
                heading,
                told,
                tell!(self.lang, "{from}から\n{to}まで", "{from} to\n{to}"),
            );
        }
        if self.agreed.lines.is_empty() {
            let heading = self.agreed_word();
            let none = match self.agreed.plan {
                true => self.word(
                    Text::new("（次のお話で決めます）", "(to be agreed when we talk next)"),
                    Text::new(
                        "（つぎの おはなしで きめます）",
                        "(to be agreed when we talk next)",
                    ),
                ),
                false => self.word(
                    Text::new(
                        "（いっしょに決めたことの記録が、まだありません）",
                        "(nothing is on record yet)",
                    ),
                    Text::new(
                        "（いっしょに きめたことは、まだ ありません）",
                        "(nothing is on record yet)",
                    ),
                ),
            };
            self.row(sheet, heading, none, String::new());
        }
        let heading = self.word(
            Text::new("ご自分・ご家族ですること", "what you do yourselves"),
            Text::new("あなたが やってみること", "what you would like to try"),
        );
        self.row(sheet, heading, String::new(), String::new());
    }

    fn agreed_word(&self) -> String {
        self.word(
            Text::new("決めたこと", "agreed"),
            Text::new("きめたこと", "agreed"),
        )
    }

    fn what(&self, line: &Line) -> String {
        let what = &line.what;
        if line.who.is_empty() {
            return what.clone();
        }
        let who = line.who.join(COMMA.pick(self.lang));
        tell!(self.lang, "{what}\n（{who}）", "{what}\n({who})")
    }

    fn when(&self, line: &Line) -> String {
        let mut when = Vec::new();
        if let Some(since) = &line.since {
            let since = date(since, self.lang);
            when.push(tell!(self.lang, "{since}から", "from {since}"));
        }
        if let Some(next) = &line.monitoring {
            let next = date(next, self.lang);
            when.push(tell!(
                self.lang,
                "ふりかえり {next}",
                "looked at again {next}"
            ));
        }
        when.join("\n")
    }

    fn next(&self, sheet: &mut Sheet) {
        sheet.push(Row::group(self.word(
            Text::new("3　次に会うとき", "3  When we meet next"),
            Text::new("3　つぎに あうとき", "3  When we meet next"),
        )));
        let open = || tell!(self.lang, "　　年　　月ごろ", "          ");
        let about = |on: &String| {
            let told = date(on, self.lang);
            match crate::facts::day(on) {
                Some(_) => told,
                None => tell!(self.lang, "{told}ごろ", "about {told}"),
            }
        };
        if let Some((on, way)) = &self.agreed.next_contact {
            let heading = self.word(
                Text::new("次のご連絡", "next contact"),
                Text::new("つぎの れんらく", "next contact"),
            );
            let way = way.map(|way| way.pick(self.lang).to_owned());
            self.row(sheet, heading, way.unwrap_or_default(), about(on));
        }
        let heading = self.word(
            Text::new("次の見直し", "next review"),
            Text::new("きめたことの みなおし", "looking at it again"),
        );
        let told = self.word(
            Text::new(
                "決めたことを、いっしょに見直します",
                "we look together at what we agreed",
            ),
            Text::new(
                "きめたことで よかったか、いっしょに かんがえます",
                "we think together about what we agreed",
            ),
        );
        let when = self.agreed.next_review.as_ref().map_or_else(open, about);
        self.row(sheet, heading, told, when);
    }

    fn questions(&self, sheet: &mut Sheet) {
        let asks = |question: &&crate::profile::Question| {
            question.to.is_empty() || question.to.contains(&self.reader)
        };
        let all: Vec<_> = self.meeting.questions.iter().filter(asks).collect();
        if all.is_empty() {
            return;
        }
        sheet.push(Row::group(self.word(
            Text::new(
                "4　次のお話で聞かせてください",
                "4  What we would like to hear next time",
            ),
            Text::new(
                "4　こんど きかせてください",
                "4  What we would like to hear next time",
            ),
        )));
        for (at, question) in all.into_iter().enumerate() {
            let n = at + 1;
            let heading = tell!(self.lang, "おたずね {n}", "question {n}");
            let asked = question.title.pick(self.lang).to_owned();
            self.row(sheet, heading, asked, String::new());
        }
    }
}
