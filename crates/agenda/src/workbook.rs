//! The 名簿 that is typed into: decisions stand in the list itself and are read back from it.

use mimamori_paper::{Built, Cell, Column, Page, Row, Sheet, Workbook, verbatim, wareki};
use mimamori_record::{Failure, Lang, Text, dictionary, said};

use crate::case::{Case, Home};
use crate::messages::{self, tell};
use crate::paper::{Paper, count};

const TO_FILL_IN: Text = Text::new("会議で記入", "filled in at the meeting");
/// What is decided more rarely would take half of the paper, and leave the rest too small to read.
const ON_SCREEN: Text = Text::new(
    "画面で記入（紙には出ません）",
    "typed on the screen (not printed)",
);

/// A column that says whose row it is.
pub(crate) fn named(key: &str, width: u16) -> Column {
    Column::text(label(key)).width(width).field(key)
}

/// What the dictionary calls a field of decisions.
fn label(key: &str) -> Text {
    dictionary::field_of("decisions", key).map_or(Text::new("", ""), |field| field.label)
}

impl Paper<'_> {
    /// The workbook.
    pub(crate) fn workbook(&self) -> Result<Built, Failure> {
        let mut book = Workbook::new(self.mark.clone(), self.title(), self.lang)
            .footer(messages::FOOTER)
            .sheet(self.cases());
        if !self.account.local.is_empty() {
            book.push(self.account.local.sheet(self.lang));
        }
        self.account_into(&mut book);
        book.finish()
    }

    /// The last pages: what could not be read, what is not known, which lists were used.
    pub(crate) fn account_into(&self, book: &mut Workbook) {
        if !self.account.problems.is_empty() {
            book.push(self.unread());
        }
        if !self.account.unknown.is_empty() {
            book.push(self.unknown());
        }
        book.push(self.lists());
    }

    fn cases(&self) -> Sheet {
        let lang = self.lang;
        let mut sheet = Sheet::new(messages::TITLE, self.title())
            .page(Page::A3_LANDSCAPE)
            .frozen(2)
            .columns(self.read_columns())
            .columns(match self.member {
                true => vec![Column::wrapped(said!("メモ", "notes")).width(30).fill_in()],
                false => self.fill_in_columns(),
            });
        let members: Vec<&str> = self
            .meeting
            .members
            .iter()
            .map(|m| m.title.pick(lang))
            .collect();
        let members = members.join(messages::DOT.pick(lang));
        let (all, minutes) = (self.children, self.order.time.have);
        let listed = count(&self.order.a) + count(&self.order.b);
        sheet = sheet.above(verbatim(tell!(
            lang,
            "出席: {members}　時間: {minutes}分　こども {all}人のうち {listed}人",
            "Members: {members}. {minutes} minutes. {listed} of {all} children"
        )));
        for line in self.warnings() {
            sheet = sheet.above(verbatim(format!("◆ {line}")));
        }
        if !self.member {
            sheet = sheet.above(said!(
            "色の付いた欄に記入してください（右のほうの欄は画面で記入し、紙には印刷されません）。会議の日は、どれか一行の「決定日」に書けば全部の行に使います。このブックを次の月の in フォルダーに入れると、決まったことが次の名簿に出ます。行の並べ替えや絞り込み、別の形式（xls・ods）での保存をしてもかまいません。",
            "Write into the tinted cells (those to the right on the screen: they are not printed); the day of the meeting is needed in one row only. Put this workbook into the next month's in folder and the decisions stand on the next paper. Rows may be sorted and filtered, and the file saved as xls or ods."
        ));
        }
        for line in messages::WHAT_IT_IS {
            sheet = sheet.below(*line);
        }
        let (a, b) = (self.order.time.a, self.order.time.b);
        if !self.order.a.is_empty() {
            let n = count(&self.order.a);
            sheet.push(Row::group(tell!(
                lang,
                "A 一括確認（{n}人・全部で{a}分）　事務局案のとおりでよいか",
                "A To confirm together ({n} cases, {a} minutes for all)"
            )));
            self.rows(&mut sheet, &self.order.a);
        }
        if !self.order.b.is_empty() {
            let n = count(&self.order.b);
            sheet.push(Row::group(tell!(
                lang,
                "B 個別協議（{n}人・{b}分）",
                "B To discuss ({n} cases, {b} minutes)"
            )));
            self.rows(&mut sheet, &self.order.b);
        }
        sheet.when_empty(messages::skipped_empty())
    }

    fn read_columns(&self) -> Vec<Column> {
        vec![
            Column::text(said!("番号", "no.")).width(6).centred(),
            named("name", 10),
            named("kana", 10),
            named("birth_date", 14),
            Column::wrapped(said!("年齢・学校・状況", "age, school, standing")).width(20),
            Column::wrapped(said!(
                "こどもの意向／保護者の意向",
                "the child's wish; the parents' wish"
            ))
            .width(20),
            Column::wrapped(said!(
                "載せた理由（根拠）・わからないこと",
                "why on the list, and what is not known"
            ))
            .width(52),
            Column::wrapped(said!(
                "前回の決定・変わったこと・きょうだい",
                "last decision, changes, siblings"
            ))
            .width(24),
        ]
    }

    fn fill_in_columns(&self) -> Vec<Column> {
        let printed = [
            Column::choice(label("decision"), self.decisions())
                .width(12)
                .field("decision"),
            Column::wrapped(label("policy")).width(24).field("policy"),
            self.worker(label("worker")).width(12).field("worker"),
            Column::month(label("next_review"))
                .width(12)
                .field("next_review")
                .hint(said!(
                    "例: 令和8年9月、R8.9.15",
                    "such as 2026-09 or 2026-09-15"
                )),
            Column::month(label("decided_on"))
                .width(12)
                .field("decided_on")
                .hint(said!(
                    "会議の日（例: R8.6.20）。どれか一行に書けば足ります",
                    "the day of the meeting, such as 2026-06-20; one row is enough"
                )),
        ];
        let on_screen = [
            self.coded("eligibility", 12),
            self.coded("stage", 10),
            self.coded("category", 9),
            self.coded("case_kind", 9),
            self.worker(label("second_worker"))
                .width(9)
                .field("second_worker"),
            Column::wrapped(label("roles")).width(12).field("roles"),
            self.account
                .local
                .column(label("resource"), self.lang)
                .width(12)
                .field("resource"),
            self.coded("recommendation", 10),
            self.coded("measure", 10),
            Column::month(label("extra_meeting"))
                .width(10)
                .field("extra_meeting")
                .hint(said!(
                    "次の定例より前に集まるとき（例: R8.7.10、令和8年7月）",
                    "when to meet before the next regular meeting, such as 2026-07-10"
                )),
            Column::date(label("until"))
                .width(10)
                .field("until")
                .hint(said!(
                    "対象外・見守りがいつまでか（例: R8.9.30）。書かなければ6か月です",
                    "until when it is left out, such as 2026-09-30; six months if nothing is said"
                )),
            Column::wrapped(label("closing")).width(12).field("closing"),
        ];
        let printed = printed.map(|column| column.fill_in().under(TO_FILL_IN));
        let on_screen = on_screen.map(|column| column.fill_in().under(ON_SCREEN).on_screen());
        printed.into_iter().chain(on_screen).collect()
    }

    /// A column of decisions that offers the words of the dictionary.
    fn coded(&self, key: &'static str, width: u16) -> Column {
        Column::choice(label(key), self.labels("decisions", key))
            .width(width)
            .field(key)
    }

    /// A column for one of the town's workers.
    pub(crate) fn worker(&self, heading: Text) -> Column {
        match self.workers.is_empty() {
            true => Column::text(heading),
            false => Column::choice(heading, self.workers.clone()),
        }
    }

    fn rows(&self, sheet: &mut Sheet, homes: &[Home]) {
        for home in homes {
            let last = home.cases.len().saturating_sub(1);
            for (at, case) in home.cases.iter().enumerate() {
                let row = self.row(
                    case,
                    home.protected,
                    [self.wishes(case), self.why(case), self.before(case)],
                );
                sheet.push(if at == last { row.closes() } else { row });
            }
        }
    }

    /// A row with the key of its person: who it is, then these cells.
    pub(crate) fn row<const N: usize>(
        &self,
        case: &Case,
        protected: bool,
        told: [String; N],
    ) -> Row {
        let born = case.birth_date.as_deref();
        let called = match case.kana.as_str() {
            "" if case.named => case.name.as_str(),
            kana => kana,
        };
        let sealed = [born.unwrap_or_default(), called];
        let key = self.seal.key(&case.person, &sealed);
        let mut cells = vec![
            Cell::from(case.number.clone()),
            Cell::from(Some(case.name.clone()).filter(|_| case.named)),
            Cell::from(case.kana.clone()),
            Cell::from(born.map(|born| self.born(born))),
            Cell::from(self.who(case, protected)),
        ];
        cells.extend(told.into_iter().map(Cell::from));
        match self.member {
            true => Row::new(cells).lines(4),
            false => Row::keyed(key, cells).lines(4),
        }
    }

    /// The birth date as people read it.
    fn born(&self, day: &str) -> String {
        match (self.lang, day.parse()) {
            (Lang::Ja, Ok(day)) => wareki(day),
            _ => day.to_owned(),
        }
    }

    fn who(&self, case: &Case, protected: bool) -> String {
        let nameless = Some(case.name.clone()).filter(|_| !case.named);
        let mut lines: Vec<String> = nameless.into_iter().collect();
        lines.push(case.about.clone());
        lines.push(case.standing.clone());
        if protected {
            lines.push(format!("【{}】", messages::PROTECTED.pick(self.lang)));
        }
        if let Some(minutes) = case.minutes {
            let tag = &case.tag;
            lines.push(tell!(
                self.lang,
                "［{tag}］{minutes}分",
                "[{tag}] {minutes} min"
            ));
        }
        lines.join("\n")
    }

    fn wishes(&self, case: &Case) -> String {
        let (child, parent) = (&case.child_wish, &case.parent_wish);
        tell!(
            self.lang,
            "こども: {child}\n保護者: {parent}",
            "child: {child}\nparents: {parent}"
        )
    }

    pub(crate) fn why(&self, case: &Case) -> String {
        let lang = self.lang;
        let mut lines = Vec::new();
        if !case.summary.is_empty() {
            let summary = &case.summary;
            lines.push(tell!(lang, "主訴: {summary}", "concern: {summary}"));
        }
        for why in &case.why {
            let mark = match why.mark.as_str() {
                "" => String::new(),
                mark => tell!(lang, "【{mark}】", "[{mark}] "),
            };
            lines.push(format!("・{mark}{}", why.text));
            lines.extend(why.places.iter().map(|place| format!("　［{place}］")));
            lines.extend(why.act.iter().map(|act| {
                tell!(
                    lang,
                    "　{act}\n　連絡・確認した日:　　月　　日",
                    "  {act}\n  Acted on: "
                )
            }));
        }
        lines.extend(case.waiting.iter().map(|waiting| format!("・{waiting}")));
        for other in &case.other {
            lines.push(tell!(lang, "・ほかに: {other}", "- also: {other}"));
        }
        for unknown in &case.unknown {
            lines.push(tell!(lang, "？ {unknown}", "? {unknown}"));
        }
        if case.minutes.is_none() {
            let proposal = &case.proposal;
            lines.push(tell!(
                lang,
                "→ 事務局案: {proposal}",
                "→ proposal: {proposal}"
            ));
        }
        lines.join("\n")
    }

    pub(crate) fn before(&self, case: &Case) -> String {
        let lang = self.lang;
        let mut lines = Vec::new();
        if case.last.is_empty() {
            lines.push(tell!(
                lang,
                "前回の決定: 記録なし",
                "last decision: none on record"
            ));
        } else {
            let last = &case.last;
            lines.push(tell!(lang, "前回: {last}", "last time: {last}"));
        }
        lines.extend(case.outcome.iter().map(|line| format!("・{line}")));
        lines.extend(case.answers.iter().map(|line| format!("・{line}")));
        lines.extend(
            case.to_ask
                .iter()
                .map(|line| tell!(lang, "→ 直接たずねること: {line}", "→ to be asked: {line}")),
        );
        lines.extend(case.marked.iter().map(|line| format!("・{line}")));
        lines.extend(case.changed.iter().map(|line| format!("・{line}")));
        lines.extend(case.siblings.iter().cloned());
        if !case.explain.is_empty() {
            let explain = case.explain.join(messages::COMMA.pick(lang));
            lines.push(tell!(lang, "説明: {explain}", "explained by: {explain}"));
        }
        lines.join("\n")
    }

    fn unread(&self) -> Sheet {
        Sheet::new(
            said!("読めなかったもの", "unread"),
            said!("読めなかったもの（ファイルごと）", "What could not be read, by file"),
        )
        .above(said!(
            "読めなかったところは、無いことにはしていません。直して送ってもらうまで「わからない」と扱います。",
            "What could not be read does not count as absent; it is unknown until it is corrected."
        ))
        .column(Column::wrapped(said!("ファイル・シート", "file and sheet")).width(40))
        .column(Column::wrapped(said!("何が", "what")).width(36))
        .column(Column::wrapped(said!("場所", "where")).width(26))
        .column(Column::integer(said!("件数", "count")))
        .column(Column::wrapped(said!("どうするか", "what to do")).width(42))
        .rows(self.account.problems.iter().map(|p| {
            Row::new([
                Cell::from(p.file.clone()),
                Cell::from(p.what.clone()),
                Cell::from(p.places.clone()),
                Cell::from(i64::try_from(p.count).unwrap_or(i64::MAX)),
                Cell::from(p.advice.clone()),
            ])
        }))
        .unfiltered()
    }

    fn unknown(&self) -> Sheet {
        Sheet::new(
            said!("わからないこと", "not known"),
            said!(
                "わからないこと（足りない名簿ごと）",
                "What is not known, by missing list"
            ),
        )
        .column(Column::wrapped(said!("足りないもの", "what is missing")).width(62))
        .column(Column::integer(said!("人数", "people")))
        .column(Column::wrapped(said!("そのため、わからないこと", "what it leaves open")).width(76))
        .rows(self.account.unknown.iter().map(|open| {
            Row::new([
                Cell::from(open.what.clone()),
                Cell::from(open.people),
                Cell::from(open.questions.clone()),
            ])
        }))
        .unfiltered()
    }

    fn lists(&self) -> Sheet {
        let mut sheet = Sheet::new(
            said!("使った名簿", "lists"),
            said!(
                "使った名簿と届いていない名簿",
                "The lists used, and those that are not here"
            ),
        )
        .column(Column::text(said!("名簿", "list")).width(20))
        .column(Column::text(said!("機関", "institution")).width(16))
        .column(Column::wrapped(said!("ファイル・対象の月", "file or month")).width(50))
        .column(Column::text(said!("時点", "as of")).width(18))
        .column(Column::integer(said!("行数", "rows")))
        .column(Column::wrapped(said!("気をつけること", "remark")).width(34))
        .rows(self.account.lists.iter().map(|list| {
            Row::new([
                Cell::from(list.dataset.clone()),
                Cell::from(list.institution.clone()),
                Cell::from(list.file.clone()),
                Cell::from(list.as_of.clone()),
                list.rows.map_or(Cell::Blank, Cell::from),
                Cell::from(list.remark.clone()),
            ])
        }))
        .unfiltered();
        for line in &self.account.about {
            sheet = sheet.below(verbatim(line.clone()));
        }
        sheet
    }
}
