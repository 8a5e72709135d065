//! The workbook that one institution gets.

use chrono::{Days, NaiveDate};
use mimamori_calendar::Holidays;
use mimamori_paper::{Built, Cell, Column, Mark, Page, Row, Seal, Sheet, Workbook, wareki};
use mimamori_record::{Failure, Lang, Said, Text, dictionary, said};

use super::Child;
use super::settings::{Requests, Shown};
use crate::messages::{self, date, tell};
use crate::profile::Meeting;

const TO_FILL_IN: Text = Text::new("ご記入ください", "please fill in");
const SHEET: Text = Text::new("照会", "request");

/// What all sheets of a run have in common.
pub(crate) struct Ask<'a> {
    pub(crate) requests: &'a Requests,
    pub(crate) meeting: &'a Meeting,
    pub(crate) series: &'a str,
    pub(crate) seal: Seal,
    pub(crate) town: &'a str,
    pub(crate) today: NaiveDate,
    pub(crate) lang: Lang,
}

/// The name of the file: the institution and the day, nobody else.
pub(crate) fn file_name(institution: &str, today: NaiveDate, lang: Lang) -> String {
    let name = tell!(
        lang,
        "照会_{institution}_{today}.xlsx",
        "request_{institution}_{today}.xlsx"
    );
    mimamori_paper::file_name(&name)
}

fn label(key: &str) -> Text {
    dictionary::field_of("assessment-sheets", key).map_or(Text::new("", ""), |field| field.label)
}

impl Ask<'_> {
    /// The day by which to answer: a working day.
    fn deadline(&self) -> NaiveDate {
        let day = self
            .today
            .checked_add_days(Days::new(*self.requests.days.get_ref()));
        Holidays::by_law()
            .working_day_on_or_before(day.unwrap_or(self.today))
            .max(self.today)
    }

    fn title(&self, institution: &str) -> Said {
        let (town, meeting) = (self.town, self.meeting.title.said());
        Said {
            ja: format!("{town} {}のための照会（{institution}）", meeting.ja),
            en: format!("{town}: request before the {} ({institution})", meeting.en),
        }
    }

    /// The workbook about these children.
    ///
    /// # Errors
    /// As [`Workbook::finish`].
    pub(crate) fn workbook(&self, institution: &str, children: &[Child]) -> Result<Built, Failure> {
        let mark = Mark::new("request", self.series, self.today).about(institution);
        let title = self.title(institution);
        let sheet = self.sheet(title.clone(), children);
        Workbook::new(mark, title, self.lang)
            .footer(said!(
                "取扱注意（回答のほかには使わず、写しを残さない）",
                "Confidential (for the answer only; keep no copy)"
            ))
            .sheet(sheet)
            .finish()
    }

    fn sheet(&self, title: Said, children: &[Child]) -> Sheet {
        let by = self.deadline().to_string();
        let (ja, en) = (date(&by, Lang::Ja), date(&by, Lang::En));
        let n = children.len();
        let mut sheet = Sheet::new(SHEET, title)
            .page(Page::A4_LANDSCAPE)
            .frozen(1)
            .columns(self.read_columns())
            .columns(self.fill_in_columns())
            .above(said!(
                "回答の期限: {ja}　対象 {n}人",
                "Please answer by {en}. {n} children"
            ))
            .above(said!(
                "色の付いた欄に、そちらで見たこと・聞いたことを記入し、このブックのまま返してください。セーフティスケールは、0（とても心配で、すぐに動く必要がある）から10（心配がなく、見守りがなくてもよい）までの、いまの見立てです。わからない欄は空けておいてください。「記入日」は、どれか一行に書けば全部の行に使います。",
                "Write what you have seen and heard into the tinted cells and send this workbook back. The safety scale is how you see it now, from 0 (very worried, somebody must act at once) to 10 (no worry, nobody needs to watch). Leave blank what you do not know. The day is needed in one row only."
            ))
            .below(said!(
                "急ぐこと（けが、家に帰るのをこわがる、家庭と話せないなど）は、この紙を待たずに電話してください。",
                "Whatever is urgent (an injury, a child afraid to go home, nobody to be reached) is for the telephone, not for this sheet."
            ))
            .below(said!(
                "要保護児童対策地域協議会の関係機関への照会です。知った秘密を守る義務があります（児童福祉法第25条の5）。載っていることは、問題があるという判断ではありません。",
                "A request within the regional council for children; what is learnt is secret (Child Welfare Act, article 25-5). To stand here is no verdict."
            ));
        for child in children {
            sheet.push(self.row(child));
        }
        sheet
    }

    fn read_columns(&self) -> Vec<Column> {
        let mut columns = vec![
            Column::text(label("name")).width(12).field("name"),
            Column::text(label("kana")).width(12).field("kana"),
            Column::text(label("birth_date"))
                .width(15)
                .field("birth_date"),
        ];
        for shown in &self.requests.columns {
            columns.push(match shown {
                Shown::Grade => Column::wrapped(said!("学年・組", "grade and class")).width(9),
                Shown::Worker => Column::wrapped(said!("連絡先の担当", "worker to call")).width(11),
                Shown::ScaleHistory => {
                    Column::wrapped(said!("これまでのスケール", "scales so far")).width(13)
                }
            });
        }
        columns
    }

    fn fill_in_columns(&self) -> Vec<Column> {
        let scale: Vec<String> = (0..=10).map(|step| step.to_string()).collect();
        let words = |key, width| Column::wrapped(label(key)).width(width).field(key);
        let mut columns = vec![
            Column::choice(label("safety_scale"), scale)
                .width(10)
                .field("safety_scale")
                .hint(said!(
                    "0 とても心配　10 心配がない",
                    "0 very worried, 10 no worry"
                )),
            words("concern", 17),
            words("strength", 17),
            words("recent", 17),
        ];
        for question in &self.requests.questions {
            let heading = question.title.said();
            let choices: Vec<&str> = question
                .choices
                .iter()
                .map(|choice| choice.pick(self.lang))
                .collect();
            let column = match choices.is_empty() {
                true => Column::wrapped(heading).width(15),
                false => Column::choice(heading, choices).width(12),
            };
            columns.push(column.field(question.field()));
        }
        columns.push(
            Column::date(label("date"))
                .width(11)
                .field("date")
                .hint(said!(
                    "記入した日（例: R8.6.20）。どれか一行に書けば足ります",
                    "the day of writing, such as 2026-06-20; one row is enough"
                )),
        );
        columns.push(
            Column::text(label("answered_by"))
                .width(10)
                .field("answered_by"),
        );
        let filled = columns.into_iter();
        filled
            .map(|column| column.fill_in().under(TO_FILL_IN))
            .collect()
    }

    fn row(&self, child: &Child) -> Row {
        let born = child.birth_date.as_deref();
        let called = match child.kana.as_str() {
            "" => child.name.as_str(),
            kana => kana,
        };
        let key = self
            .seal
            .key(&child.person, &[born.unwrap_or_default(), called]);
        let day = |day: &str| match (self.lang, day.parse()) {
            (Lang::Ja, Ok(day)) => wareki(day),
            _ => day.to_owned(),
        };
        let mut cells = vec![
            Cell::from(child.name.clone()),
            Cell::from(child.kana.clone()),
            Cell::from(born.map(day)),
        ];
        for shown in &self.requests.columns {
            cells.push(match shown {
                Shown::Grade => Cell::from(child.grade_and_class(self.lang)),
                Shown::Worker => Cell::from(child.worker.clone()),
                Shown::ScaleHistory => {
                    let told = |(on, value): &(String, i64)| {
                        let on = messages::short_day(on, self.lang);
                        tell!(self.lang, "{on}: {value}", "{on}: {value}")
                    };
                    let told: Vec<String> = child.scales.iter().map(told).collect();
                    Cell::from(told.join("\n"))
                }
            });
        }
        Row::keyed(key, cells).lines(4)
    }
}
