//! How it looks: whose it is above the table, a line for each fact below.
//!
//! The headings are those of the dictionary, so that the workbook is a list of `handovers` wherever
//! it arrives; it has no key that would mean anything in another town.

use chrono::NaiveDate;
use mimamori_paper::{Cell, Column, Mark, Page, Row, Sheet, Workbook, verbatim};
use mimamori_record::line::Town;
use mimamori_record::{Lang, Said, dictionary, said};

use super::Found;
use super::rows::Fact;
use crate::messages::{self, date};

const LIST: &str = "handovers";

pub(super) struct Paper<'a> {
    pub(super) town: &'a Town,
    pub(super) day: NaiveDate,
    pub(super) found: &'a Found,
    pub(super) lang: Lang,
}

impl Paper<'_> {
    pub(super) fn workbook(&self) -> Workbook {
        let town = &self.town.name;
        let title = said!("{town} 引継ぎの紙", "{town}: paper to hand over");
        let mark = Mark::new("hand-over", &self.town.series, self.day);
        Workbook::new(mark, title.clone(), self.lang)
            .footer(said!(
                "取扱注意（渡した人と受け取った人のほかに見せない）",
                "Confidential (for whoever hands over and whoever receives)"
            ))
            .sheet(self.sheet(title))
    }

    fn sheet(&self, title: Said) -> Sheet {
        let found = self.found;
        let date_of = |day: &str| date(day, self.lang);
        let day = self.day.to_string();
        let birth = found.birth_date.as_deref().map(date_of);
        let name = found.name.as_deref();
        let name = name.unwrap_or(messages::NO_NAME.pick(self.lang));
        let lines = [
            self.said("name", name),
            self.said("kana", found.kana.as_deref().unwrap_or_default()),
            self.said("birth_date", birth.as_deref().unwrap_or_default()),
            self.said("from_town", &self.town.name),
            self.said("handed_on", &date_of(&day)),
            verbatim(match self.lang {
                Lang::Ja => {
                    "渡した相手:　　　　　　　　　　　渡した人:　　　　　　　　　根拠: □ 本人・保護者の同意　□ 協議会の構成機関　□ その他（　　　　　　　　）"
                }
                Lang::En => {
                    "received by:                         handed over by:                    because: [ ] consent  [ ] member of the council  [ ] other"
                }
            }),
        ];
        let what_it_is = said!(
            "名簿に書かれていることだけを写したもので、評価ではありません。「記録なし」「わからない」は、していないという意味ではありません。ご家族にあらためて聞いてください。",
            "This is what the lists say and no judgement. “Not on record” and “not known” do not mean that it was not done: ask the family."
        );
        let mut sheet = Sheet::new(said!("引継ぎ", "hand-over"), title)
            .page(Page::A4_LANDSCAPE)
            .above(what_it_is);
        for line in lines {
            sheet = sheet.above(line);
        }
        let heading = |key: &str| self.heading(key);
        sheet = sheet.columns([
            Column::text(heading("state")).width(12),
            Column::text(heading("told_by_list")).width(20),
            Column::wrapped(heading("fact")).width(52),
            Column::month(heading("date")).width(17),
            Column::month(heading("due")).width(17),
            Column::wrapped(heading("by")).width(22),
            Column::date(heading("list_as_of")).width(17),
        ]);
        sheet.rows(found.facts.iter().map(|fact| self.row(fact)))
    }

    fn heading(&self, key: &str) -> Said {
        dictionary::field_of(LIST, key).map_or_else(
            || verbatim(key),
            |field| Said {
                ja: field.label.ja.to_owned(),
                en: field.label.en.to_owned(),
            },
        )
    }

    fn said(&self, key: &str, value: &str) -> Said {
        let label = self.heading(key);
        Said {
            ja: format!("{}: {value}", label.ja),
            en: format!("{}: {value}", label.en),
        }
    }

    fn row(&self, fact: &Fact) -> Row {
        let state = fact.state.code();
        let state = dictionary::code_label(LIST, "state", state)
            .map_or(state, |label| label.pick(self.lang));
        let day = |day: &Option<String>| day.as_deref().map_or(Cell::Blank, Cell::day_or_month);
        Row::new([
            Cell::from(state.to_owned()),
            Cell::from(fact.list.clone()),
            Cell::from(fact.text.clone()),
            day(&fact.on),
            day(&fact.due),
            Cell::from(fact.by.clone()),
            day(&fact.as_of),
        ])
    }
}
