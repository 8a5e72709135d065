use std::path::Path;

use mimamori_record::Lang;
use serde_json::json;

use super::{Ran, SHIPPED, Town, case, plan, with};
use crate::ics;
use crate::paper::Paper;

fn ran(town: &Town) -> Ran {
    super::run(&town.stream(), Path::new(SHIPPED), "").unwrap()
}

fn html(ran: &Ran, lang: Lang) -> String {
    Paper::new(&ran.entries, &ran.rules, &ran.config, lang)
        .workbook()
        .html()
        .unwrap()
}

fn calendar(ran: &Ran) -> String {
    let paper = Paper::new(&ran.entries, &ran.rules, &ran.config, Lang::Ja);
    let text = String::from_utf8(ics::calendar(&paper).write()).unwrap();
    text.replace("\r\n ", "")
}

fn town() -> Town {
    Town::new()
        .person_as(
            json!({"name": "海野 そら"}),
            &[
                case(),
                plan(json!({"next_review": "2026-05", "signed_on": "2026-05-12", "agreed": true})),
            ],
        )
        .person_as(
            json!({"name": "丘 みのり"}),
            &[
                with(case(), json!({"last_seen": "2026-02-10"})),
                plan(json!({"next_review": "2026-06-07"})),
            ],
        )
        .person_as(json!({"name": "谷 あらた"}), &[case()])
}

#[test]
fn what_has_no_plan_stands_before_what_is_overdue() {
    let page = html(&ran(&town()), Lang::Ja);
    let first = page
        .find("計画・期日・担当のないもの、届いていない名簿（1件）")
        .unwrap();
    let over = page.find("期限を過ぎたもの（2件）").unwrap();
    assert!(first < over && over < page.find("今月（1件）").unwrap());
}

#[test]
fn overdue_are_settled_numbers_before_provisional_ones_and_the_longest_first() {
    let review = |name: &str, next_review: &str| {
        let plan = plan(json!({"next_review": next_review}));
        (name.to_owned(), vec![case(), plan])
    };
    let seen = with(case(), json!({"last_seen": "2026-03-31"}));
    let seen = (
        "波多 しおり".to_owned(),
        vec![seen, plan(json!({"next_review": "2026-09-01"}))],
    );
    let people = [
        review("沖 ゆうひ", "2025-01-10"),
        seen,
        review("原 こはる", "2026-05-20"),
    ];
    let town = people.iter().fold(Town::new(), |town, (name, rows)| {
        town.person_as(json!({"name": name}), rows)
    });
    let page = html(&ran(&town), Lang::Ja);
    // The 60 days of the sighting, due on 30 May, are a proposal.
    let start = page.find("期限を過ぎたもの（3件）").unwrap();
    let places: Vec<usize> = ["沖 ゆうひ", "原 こはる", "波多 しおり"]
        .iter()
        .map(|name| page[start..].find(name).unwrap())
        .collect();
    assert!(places.is_sorted(), "{places:?}");
}

/// Where each sheet begins in the page.
fn sheet<'a>(page: &'a str, title: &str) -> Option<&'a str> {
    let start = page.find(&format!(">{title}</h"))?;
    let rest = &page[start + 1..];
    Some(rest.find("<h2").map_or(rest, |end| &rest[..end]))
}

#[test]
fn people_without_a_case_and_without_a_worker_stand_on_a_sheet_of_their_own() {
    let checkup =
        json!({"dataset": "checkups", "part": "18m", "date": "2026-01-10", "result": "detailed"});
    let nobodys = with(case(), json!({"worker": null}));
    let reviewed = plan(json!({"next_review": "2026-09-01", "worker": null}));
    let child = json!({"name": "浜 いぶき", "birth_date": "2024-06-20"});
    let town = town()
        .list("checkups")
        .person_as(child, &[checkup])
        .person_as(json!({"name": "峰 ことり"}), &[nobodys, reviewed]);
    let page = html(&ran(&town), Lang::Ja);
    let on = |title: &str, name: &str| sheet(&page, title).unwrap().contains(name);
    let (no_case, office) = (
        "期日一覧（ケースのない人・母子保健用）",
        "期日一覧（担当のいないケース、会議、名簿）",
    );
    assert!(on(no_case, "浜 いぶき") && !on(no_case, "峰 ことり"));
    assert!(on(office, "峰 ことり") && !on(office, "浜 いぶき"));
    for title in [
        "期日一覧（全件・統括支援員用）",
        "期限を過ぎたもの（係長用）",
    ] {
        assert!(!on(title, "浜 いぶき"), "{title}");
        assert!(on(title, "峰 ことり"), "{title}");
    }
    assert!(page.contains("ケースも担当もない人の期日が1件（うち超過1件）"));
}

#[test]
fn a_picture_counts_each_kind_by_month() {
    let reviews = [
        "2026-05",
        "2026-06-07",
        "2026-06",
        "2027-05-31",
        "2027-06-01",
    ];
    let town = reviews.iter().fold(Town::new(), |town, review| {
        town.person(&[case(), plan(json!({"next_review": review}))])
    });
    let ran = ran(&town);
    let year = Paper::new(&ran.entries, &ran.rules, &ran.config, Lang::Ja).year();
    assert_eq!(year.columns[..3], ["期日なし", "超過", "6月"]);
    assert_eq!(year.columns[13..], ["5月", "その先"]);
    let row = year.rows.iter().find(|row| row.label == "計画の見直し");
    let mut counts = [0; 15];
    (counts[1], counts[2], counts[13], counts[14]) = (1, 2, 1, 1);
    assert_eq!(row.unwrap().counts, counts);
    let all: u64 = year.rows.iter().flat_map(|row| &row.counts).sum();
    assert_eq!(all, ran.dues.len() as u64);
    assert!(html(&ran, Lang::Ja).contains("aria-label=\"令和8年6月から1年の期日"));
}

#[test]
fn a_review_before_the_plan_was_made_stays_and_both_cells_are_shown() {
    let slip = plan(json!({"made_on": "2026-02-10", "next_review": "2025-05"}));
    let right = plan(json!({"made_on": "2026-02-10", "next_review": "2026-02"}));
    let found = |plan| {
        let ran = ran(&Town::new().person(&[case(), plan]));
        let reviews = super::of(&ran.dues, "plan-review");
        let review = reviews.first().unwrap();
        let cells: Vec<_> = review.evidence.iter().map(|e| e.value.clone()).collect();
        let warned = html(&ran, Lang::Ja).contains("（期日より後の日付です。");
        (review.due.clone(), review.state.clone(), cells, warned)
    };
    let text = |text: &str| Some(text.to_owned());
    let (due, state, cells, warned) = found(slip);
    assert_eq!((due, state.as_str()), (text("2025-05"), "overdue"));
    assert_eq!(cells, [text("2025-05"), text("2026-02-10")]);
    assert!(warned);
    let (due, _, cells, warned) = found(right);
    assert_eq!((due, cells), (text("2026-02"), vec![text("2026-02")]));
    assert!(!warned);
}

#[test]
fn no_sheet_is_printed_for_nobody() {
    let page = html(&ran(&town()), Lang::Ja);
    assert!(
        !page.contains("ケースのない人・母子保健用") && !page.contains("担当のいないケース、会議")
    );
}

#[test]
fn each_line_says_where_it_comes_from_in_words() {
    let page = html(&ran(&town()), Lang::Ja);
    assert!(
        page.contains("plans.xlsx「一覧」 H4 次回見直し: 令和8年5月"),
        "{page}"
    );
    assert!(page.contains("cases.xlsx「一覧」 F3 目視確認日: 令和8年2月10日から60日（111日前）"));
    assert!(page.contains("目視の確認（仮）"));
    assert!(page.contains("期日は閉庁日です。お知らせ日 令和8年6月5日"));
}

#[test]
fn the_paper_says_on_what_it_stands() {
    let ran = ran(&town());
    let page = html(&ran, Lang::Ja);
    assert!(page.contains("問題があるという判定ではありません"));
    assert!(page.contains("ケース台帳（令和8年5月29日現在）"));
    assert!(page.contains(&ran.config.sha256()[..8]));
    assert!(page.contains("令和8年6月1日"));
}

#[test]
fn signed_plans_of_the_month_before_are_listed() {
    let page = html(&ran(&town()), Lang::Ja);
    assert!(page.contains("令和8年5月に手交した計画"));
    assert!(page.contains("令和8年5月12日"));
}

#[test]
fn a_protected_household_is_marked_and_no_address_is_printed() {
    let stream = Town::new()
        .person_as(
            json!({"name": "海野 そら"}),
            &[with(case(), json!({"address": "ひなた町港1-2-3"}))],
        )
        .stream()
        .replace("\"members\":[", "\"protected\":true,\"members\":[");
    let ran = super::run(&stream, Path::new(SHIPPED), "").unwrap();
    let page = html(&ran, Lang::Ja);
    assert!(page.contains("海野 そら（9歳・小3）【支援措置】"));
    assert!(!page.contains("港1-2-3"));
}

#[test]
fn the_calendar_counts_and_names_nobody() {
    let text = calendar(&ran(&town()));
    assert!(text.contains("SUMMARY:計画の見直し 1件\r\n"));
    // The due day is a Sunday; the event stands on the Friday before.
    assert!(text.contains("DTSTART;VALUE=DATE:20260605\r\n"));
    assert!(text.contains("このうち1件の期日は令和8年6月7日（閉庁日）です"));
    assert!(text.contains("UID:due-overdue@k7q2.mimamori\r\n"));
    for name in ["海野", "丘", "谷", "p-k7q2", "野々村"] {
        assert!(!text.contains(name), "{name}");
    }
}

#[test]
fn ids_stand_in_the_calendar_only_when_the_town_wants_it() {
    let mut ran = ran(&town());
    ran.rules.detail = crate::shape::Detail::Ids;
    let text = calendar(&ran);
    assert!(text.contains("p-k7q2-000002") && !text.contains("海野"));
}

#[test]
fn the_english_paper_has_no_japanese_sentences_of_ours() {
    let page = html(&ran(&town()), Lang::En);
    assert!(page.contains("Due items") && page.contains("Overdue (2)"));
    for word in ["期日", "超過", "根拠"] {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn the_same_stream_makes_the_same_bytes() {
    let (one, other) = (ran(&town()), ran(&town()));
    let bytes = |ran: &Ran| {
        Paper::new(&ran.entries, &ran.rules, &ran.config, Lang::Ja)
            .workbook()
            .finish()
            .unwrap()
            .bytes
    };
    assert!(bytes(&one) == bytes(&other));
    assert_eq!(one.written, other.written);
}

#[test]
fn only_a_day_on_which_the_office_is_closed_is_called_one() {
    // Promised by Wednesday, 10 June. The other town has a review on Sunday, 7 June.
    let expected =
        json!([{"institution": "ひがし小", "from": "2026-05", "to": "2027-03", "deadline": 10}]);
    let school = Town::new().head(super::dataset("attendance", expected));
    let text = calendar(&ran(&school));
    assert!(text.contains("DTSTART;VALUE=DATE:20260610"), "{text}");
    assert!(!text.contains("閉庁日"), "{text}");
    assert!(calendar(&ran(&town())).contains("閉庁日"));
}

#[test]
fn a_list_is_waited_for_until_its_day_and_missed_with_the_days_since() {
    let expected =
        json!([{"institution": "ひがし小", "from": "2026-04", "to": "2027-03", "deadline": 10}]);
    let school = Town::new().head(super::dataset("attendance", expected));
    let page = html(&ran(&school), Lang::Ja);
    // April was promised by Monday, 11 May.
    let first = page.find("届いていない名簿（1件）").unwrap();
    let late = page.find("令和8年5月11日").unwrap();
    let month = page.find("今月（1件）").unwrap();
    assert!(first < late && late < month && month < page.find("令和8年6月10日").unwrap());
    assert!(page[late..month].contains(">21<"), "{}", &page[late..month]);
}

#[test]
fn two_lines_of_a_plan_are_told_apart_by_what_is_given() {
    let line = |service: &str| json!({"dataset": "plan-lines", "plan_no": "P-7", "service": service, "monitoring": "2026-06"});
    let family = Town::new().list("plan-lines").person(&[
        case(),
        plan(json!({"plan_no": "P-7", "next_review": "2026-06-07"})),
        line("登校の声かけ"),
        line("発達の相談"),
    ]);
    let page = html(&ran(&family), Lang::Ja);
    for service in ["登校の声かけ", "発達の相談"] {
        assert!(page.contains(&format!("支援内容のモニタリング（仮）: {service}")));
    }
}

#[test]
fn the_rules_of_the_paper_say_birth_and_sentences_in_words() {
    let page = html(&ran(&town()), Lang::Ja);
    assert!(page.contains("乳児訪問の生年月日から4か月"), "{page}");
    assert!(page.contains("行: part is 4m and date is blank"));
}
