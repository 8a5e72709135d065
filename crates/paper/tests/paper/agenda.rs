//! The paper that the tests look at. The people are invented.

use chrono::NaiveDate;
use mimamori_paper::{Cell, Column, Mark, Page, Row, Sheet, Workbook, verbatim};
use mimamori_record::{Lang, said};

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

pub fn mark() -> Mark {
    Mark::new("agenda", "k7q2", day(2026, 6, 1))
}

/// A 名簿 with two parts and a sheet about what could not be read.
pub fn agenda(lang: Lang) -> Workbook {
    Workbook::new(
        mark(),
        said!("進行管理会議 名簿", "Case review meeting"),
        lang,
    )
    .footer(said!(
        "取扱注意（会議終了後に回収）",
        "Confidential: collected after the meeting"
    ))
    .sheet(cases())
    .sheet(unread())
}

fn cases() -> Sheet {
    Sheet::new(said!("名簿", "list"), said!("令和8年6月 進行管理会議 名簿", "Meeting of June 2026"))
        .page(Page::A3_LANDSCAPE)
        .above(said!(
            "この名簿は、届いた名簿・台帳から作った話し合いの材料です。載っていることは、問題があるという判定ではありません。太枠の中を記入し、このまま保存してください。",
            "This list was made from the lists that arrived, as material to talk about. It is no verdict. Fill in the framed part and save."
        ))
        .column(Column::integer(said!("番号", "no.")).width(6).centred())
        .column(Column::text(said!("氏名", "name")).width(14).field("name"))
        .column(Column::date(said!("生年月日", "birth date")).width(17).field("birth_date"))
        .column(Column::text(said!("所属", "institution")).width(11))
        .column(Column::wrapped(said!("こどもの意向", "child's wish")).width(24))
        .column(Column::wrapped(said!("上程理由", "why listed")).width(36))
        .column(Column::wrapped(said!("前回の決定", "last decision")).width(24))
        .column(
            Column::choice(said!("決定", "decision"), ["支援継続", "見守り", "対象外", "終結", "個別協議"])
                .under(said!("会議で記入", "to fill in"))
                .field("decision")
                .fill_in(),
        )
        .column(
            Column::wrapped(said!("支援方針", "policy"))
                .under(said!("会議で記入", "to fill in"))
                .field("policy")
                .fill_in(),
        )
        .column(
            Column::choice(said!("主担当", "worker"), (1..=60).map(|n| format!("職員, その{n}")))
                .under(said!("会議で記入", "to fill in"))
                .field("worker")
                .fill_in(),
        )
        .column(
            Column::month(said!("次回見直し", "next review"))
                .under(said!("会議で記入", "to fill in"))
                .field("next_review")
                .hint(said!("例: 令和8年9月、R8.9.15", "such as 2026-09"))
                .fill_in(),
        )
        .rows(rows())
        .below(said!("※ 空欄の「こどもの意向」は未聴取です。", "A blank wish has not been asked for."))
}

fn rows() -> Vec<Row> {
    let mut rows = vec![Row::group("第1部 確認（30分・事務局案のとおりでよいか）")];
    let people = [
        ("山田 花子", day(2017, 5, 3), "みなと小"),
        ("=HYPERLINK(\"http://x\")", day(2019, 5, 1), "ひがし小"),
        ("﨑村 ｼﾞｮﾝ", day(2012, 2, 29), "ひなた中"),
    ];
    for (i, (name, born, school)) in people.into_iter().enumerate() {
        if i == 1 {
            rows.push(Row::group("第2部 協議（1件15分）"));
        }
        let why = "学校を休んだ日が続けて7日以上あります（令和8年5月15日から5月29日まで、11日。理由: 病気4日・家庭5日・連絡なし2日）。\nサポートプランの見直し時期（令和8年5月）を過ぎています。";
        rows.push(
            Row::keyed(
                format!("p-k7q2-00012{i}#9f31ac"),
                [
                    Cell::from(i + 1),
                    Cell::from(name),
                    Cell::from(born),
                    Cell::from(school),
                    Cell::from(if i == 0 {
                        "家で妹の世話をするのは平気だけど、学校も行きたい。"
                    } else {
                        ""
                    }),
                    Cell::from(why),
                    Cell::from("支援継続（令和8年4月）。家庭訪問は実施済み。"),
                    Cell::from(Some("支援継続")),
                    Cell::Blank,
                    Cell::Blank,
                    Cell::Month(2026, 9),
                ],
            )
            .lines(5)
            .closes(),
        );
    }
    rows
}

fn unread() -> Sheet {
    Sheet::new(
        said!("読めなかったもの", "unread"),
        said!(
            "読めなかったもの・届いていない名簿",
            "What could not be read"
        ),
    )
    .page(Page::A4_PORTRAIT)
    .column(Column::wrapped(said!("ファイル", "file")))
    .column(Column::text(said!("場所", "place")).centred())
    .column(Column::integer(said!("件数", "rows")))
    .column(Column::decimal(said!("割合(%)", "share (%)"), 1))
    .rows((1..=60).map(|n: usize| {
        Row::new([
            Cell::from(format!("みなと小/出欠{n}月.xlsx")),
            Cell::from(format!("D{}", n + 3)),
            Cell::from(n * 100),
            Cell::Decimal(n as f64 / 3.0),
        ])
    }))
    .row(
        Row::new([
            Cell::from("計"),
            Cell::Blank,
            Cell::from("x"),
            Cell::Decimal(100.0),
        ])
        .strong(),
    )
    .below(verbatim("「ひがし小」5月の出欠は未着です。"))
}
