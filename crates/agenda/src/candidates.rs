//! The list of candidates: marked by the coordinator before the meeting, read back as proposals.

use mimamori_paper::{Column, Page, Row, Sheet, Workbook, verbatim};
use mimamori_record::{Said, Text, dictionary, said};

use crate::case::Home;
use crate::messages::{self, tell};
use crate::paper::{Paper, count};
use crate::workbook::named;

const TO_FILL_IN: Text = Text::new("会議の前に記入", "filled in before the meeting");

/// What the dictionary calls a field of proposals.
fn label(key: &str) -> Text {
    dictionary::field_of("proposals", key).map_or(Text::new("", ""), |field| field.label)
}

impl Paper<'_> {
    /// 「ひなた町 合同ケース会議 候補の一覧」.
    pub(crate) fn candidates_title(&self) -> Said {
        let (meeting, town, list) = (self.meeting.title.said(), self.town, messages::CANDIDATES);
        Said {
            ja: format!("{town} {} {}", meeting.ja, list.ja),
            en: format!("{town}: {}, {}", meeting.en, list.en),
        }
    }

    /// The workbook of candidates, which is also laid out as HTML.
    pub(crate) fn candidates(&self) -> Workbook {
        let title = self.candidates_title();
        let mut book = Workbook::new(self.mark.clone(), title.clone(), self.lang)
            .footer(messages::FOOTER)
            .sheet(self.to_mark(title));
        self.account_into(&mut book);
        book
    }

    fn to_mark(&self, title: Said) -> Sheet {
        let lang = self.lang;
        let mut sheet = Sheet::new(messages::CANDIDATES, title)
            .page(Page::A4_LANDSCAPE)
            .frozen(2)
            .columns([
                Column::text(said!("番号", "no.")).width(6).centred(),
                named("name", 11),
                named("kana", 11),
                named("birth_date", 14),
                Column::wrapped(said!("年齢・学校・状況", "age, school, standing")).width(17),
                Column::wrapped(said!(
                    "候補にした理由（根拠）・わからないこと",
                    "why a candidate, and what is not known"
                ))
                .width(52),
                Column::wrapped(said!(
                    "これまで（前回の決定・きょうだい）",
                    "until now (last decision, siblings)"
                ))
                .width(26),
            ])
            .columns(
                [
                    Column::choice(label("picked"), [messages::YES, messages::NO])
                        .width(8)
                        .field("picked")
                        .hint(said!(
                            "○ 会議に上程する　× 今回は上程しない",
                            "○ comes to the meeting, × does not this time"
                        )),
                    Column::choice(label("verdict"), self.labels("proposals", "verdict"))
                        .width(9)
                        .field("verdict")
                        .hint(said!(
                            "正 気にかけるべき子だった　否 心配はなかった　保留 まだわからない",
                            "whether the list was right to name the child"
                        )),
                    self.worker(label("worker")).width(11).field("worker"),
                ]
                .map(|column| column.fill_in().under(TO_FILL_IN)),
            );
        sheet = sheet.above(verbatim(messages::candidates(self.order).pick(lang)));
        sheet = sheet.above(said!(
            "色の付いた欄に記入してください。このブックをこの月の in フォルダーに入れて作り直すと、上程とした人だけの名簿ができます。答えのない人は名簿に載らず、次の候補の一覧に「未確認 n日」として戻ります。",
            "Write into the tinted cells. With this workbook in this month's in folder the next run makes the list of the meeting of those picked. Who has no answer is not on it and comes back on the next list of candidates as unjudged."
        ));
        for line in messages::WHAT_IT_IS {
            sheet = sheet.below(*line);
        }
        let parts = [
            (&self.order.b, tell!(lang, "協議の候補", "to discuss")),
            (
                &self.order.a,
                tell!(lang, "一括確認の候補", "to confirm together"),
            ),
        ];
        for (homes, part) in parts.into_iter().filter(|(homes, _)| !homes.is_empty()) {
            let n = count(homes);
            sheet.push(Row::group(tell!(lang, "{part}（{n}人）", "{part} ({n})")));
            self.candidate_rows(&mut sheet, homes);
        }
        sheet.when_empty(said!("候補はいませんでした", "there is no candidate"))
    }

    fn candidate_rows(&self, sheet: &mut Sheet, homes: &[Home]) {
        for home in homes {
            let last = home.cases.len().saturating_sub(1);
            for (at, case) in home.cases.iter().enumerate() {
                let [picked, verdict, worker] = case.typed.clone();
                let told = [self.why(case), self.before(case), picked, verdict, worker];
                let row = self.row(case, home.protected, told);
                sheet.push(if at == last { row.closes() } else { row });
            }
        }
    }
}
