//! Names that lists write in other words, letters and orders.

use serde_json::json;

use crate::model::Given;

use super::{Outcome, among_others};

#[test]
fn foreign_names_in_any_order_and_by_alias_are_one() {
    let rows = vec![
        (
            "residents",
            json!({"resident_no": "1", "name": "WANG XINYI", "kana": "ﾜﾝ ｼﾝｲｰ", "alias": "大木　シンイー", "birth_date": "2018-12-26", "sex": "female", "address": "本町3-50-16"}),
        ),
        (
            "school-register",
            json!({"name": "大木 シンイー", "kana": "オオキ　シンイー", "birth_date": "2018-12-26", "sex": "female", "address": "本町３丁目５０－１６", "institution": "みなと小", "grade": 2, "class": "1組"}),
        ),
        (
            "attendance",
            json!({"name": "シンイー ワン", "kana": "しんいー わん", "birth_date": "2018-12-26", "class": "2年1組"}),
        ),
    ];
    assert!(among_others(rows).one(&[1, 2, 3]));
}

#[test]
fn words_of_a_foreign_name_may_be_left_out_turned_round_and_misheard() {
    let day = "2015-03-12";
    let address = "ひなた町本町四丁目27番22号";
    let outcome = among_others(vec![
        (
            "residents",
            json!({"resident_no": "1", "name": "BISHAL KUMARI ADHIKARI", "kana": "ﾋﾞｻﾙ ｸﾏﾘ ｱﾃﾞｨｶﾘ", "birth_date": day, "sex": "male", "address": address}),
        ),
        (
            "benefits",
            json!({"name": "ビサル・クマリ・アディカリ", "kana": "ビサル　クマリ　アディカリ", "birth_date": day, "address": address}),
        ),
        (
            "school-register",
            json!({"name": "アディカリクマリビサル", "kana": "あでぃかりくまりびさる", "birth_date": day, "address": address}),
        ),
        (
            "cases",
            json!({"resident_no": "1", "name": "ADHIKARI BISHAL", "kana": "アディカリ　ビシャル", "birth_date": day, "address": address}),
        ),
        (
            "checkups",
            json!({"name": "SITA KUMARI ADHIKARI", "kana": "ｼﾀ ｸﾏﾘ ｱﾃﾞｨｶﾘ", "birth_date": day, "sex": "female", "address": address}),
        ),
    ]);
    assert!(outcome.one(&[1, 2, 3, 4]));
    assert!(!outcome.one(&[1, 5]));
}

#[test]
fn the_last_ng_of_a_foreign_name_is_written_with_its_g_or_without() {
    let row = |name: &str, kana: &str| json!({"name": name, "kana": kana, "birth_date": "2014-11-16", "sex": "male", "address": "本町3-50-16", "institution": "みなと小", "grade": 5, "class": "1組"});
    let pupil = |name: &str, kana: &str| ("school-register", row(name, kana));
    let hung = pupil("TRAN VAN HUNG", "ちゃん ばん ふんぐ");
    let brother = pupil("TRAN VAN LONG", "ちゃん ばん ろん");
    let listed = ("benefits", row("チャン バン フン", "チャン　バン　フン"));
    assert!(among_others(vec![hung.clone(), listed.clone()]).one(&[1, 2]));
    assert!(!among_others(vec![brother.clone(), listed.clone()]).one(&[1, 2]));
    // Beside a brother of the same day it is a question.
    let outcome = among_others(vec![hung, listed, brother]);
    assert!(!outcome.one(&[1, 2]) && !outcome.one(&[2, 3]) && !outcome.one(&[1, 3]));
    assert!(outcome.questions() >= 1);
}

#[test]
fn a_row_that_carries_both_names_joins_their_rows() {
    let row = |name: &str, kana: &str| json!({"name": name, "kana": kana, "birth_date": "2014-11-16", "sex": "female", "address": "本町3-50-16", "phone": "070-7248-5336"});
    let mut resident = row("WANG XINYI", "ﾜﾝ ｼﾝｲ");
    resident["alias"] = json!("東　陽菜");
    let outcome = among_others(vec![
        ("residents", resident),
        ("benefits", row("ワン シンイ", "ワン シンイ")),
        ("school-register", row("東　陽菜", "あずま　はるな")),
    ]);
    assert!(outcome.one(&[1, 2, 3]));
    assert_eq!(outcome.questions(), 0);
}

#[test]
fn one_number_and_birthday_join_a_foreign_name_of_any_spelling() {
    let row = |number: &str, name: &str, kana: &str| json!({"resident_no": number, "name": name, "kana": kana, "birth_date": "2018-05-05", "sex": "female", "address": "本町3-50-16"});
    let outcome = among_others(vec![
        ("residents", row("1", "CHEN ZIHAN", "ﾁｪﾝ ｽﾞﾊﾝ")),
        ("benefits", row("1", "チン　シカン", "チン　シカン")),
        ("checkups", row("2", "CHEN YUTONG", "ﾁｪﾝ ﾕｰﾄﾝ")),
    ]);
    assert!(outcome.one(&[1, 2]));
    assert!(!outcome.one(&[1, 3]));
}

#[test]
fn an_alias_says_nothing_of_how_the_main_name_is_read() {
    let born = "2015-08-28";
    let home = "牧の原3-1-12";
    let outcome = among_others(vec![
        (
            "residents",
            json!({"name": "金 民俊", "kana": "ｷﾑ ﾐﾝｼﾞｭﾝ", "alias": "金田 琉太", "birth_date": born, "sex": "male", "address": home}),
        ),
        (
            "school-register",
            json!({"name": "金 民俊", "kana": "きむ みんじゅん", "birth_date": born, "sex": "male", "address": home}),
        ),
        (
            "childcare",
            json!({"name": "金田 琉太", "kana": "かねだりゅうた", "birth_date": born, "sex": "male", "address": home}),
        ),
    ]);
    assert!(outcome.one(&[1, 2, 3]));
}

#[test]
fn what_a_number_joined_under_two_names_answers_to_both() {
    let row = |name: &str, kana: &str, number: Option<&str>| json!({"name": name, "kana": kana, "birth_date": "2012-09-23", "sex": "male", "address": "梅田3-8-14", "resident_no": number});
    let outcome = among_others(vec![
        ("checkups", row("ブイ フン", "ﾌﾞｲ ﾌﾝ", Some("5516"))),
        ("benefits", row("ブイ・フング", "ブイ フング", Some("5516"))),
        ("residents", row("BUI HUNG", "ﾌﾞｲ ﾌﾝｸﾞ", Some("5516"))),
        ("school-register", row("ブイフン", "ぶい ふん", None)),
    ]);
    assert!(outcome.one(&[1, 2, 3, 4]));
}

#[test]
fn words_that_one_list_writes_together_are_the_same_words() {
    let row = |name: &str, kana: &str| json!({"name": name, "kana": kana, "birth_date": "2017-10-25", "address": "宮前992-17"});
    let outcome = among_others(vec![
        ("residents", row("ISABELA DE LIMA SOUZA", "ｲｻﾞﾍﾞﾗ ﾃﾞﾘﾏ ｿｳｻﾞ")),
        (
            "benefits",
            row("イサベラ デ リマ ソウザ", "イサベラ　デ　リマ　ソウザ"),
        ),
    ]);
    assert!(outcome.one(&[1, 2]));
}

#[test]
fn a_given_name_in_kana_is_held_against_the_reading_of_the_other_list() {
    let outcome = among_others(vec![
        (
            "checkups",
            json!({"name": "菅森 律", "kana": "ｽｶﾞﾓﾘ ﾘﾂ", "birth_date": "2010-10-22", "guardian_name": "菅森 徹"}),
        ),
        (
            "cases",
            json!({"name": "菅森 リツ", "birth_date": "2010-10-22", "guardian_name": "菅森 徹"}),
        ),
        (
            "benefits",
            json!({"name": "菅森 ルリ", "birth_date": "2010-10-22", "guardian_name": "菅森 徹"}),
        ),
    ]);
    assert!(outcome.one(&[1, 2]) && !outcome.one(&[1, 3]));
}

#[test]
fn a_surname_alone_is_not_divided_by_a_shorter_surname() {
    let row = |name: &str, kana: &str| json!({"name": name, "kana": kana, "birth_date": "2020-05-01", "address": "魚屋町5-21-6"});
    let outcome = among_others(vec![
        ("residents", row("関淵 秋子", "ｾｷﾌﾞﾁ ｱｷｺ")),
        ("childcare", row("関淵", "せきぶち")),
        (
            "residents",
            json!({"name": "関 次郎", "kana": "ｾｷ ｼﾞﾛｳ", "birth_date": "1975-03-01", "address": "旭1-1"}),
        ),
    ]);
    assert!(!outcome.one(&[1, 2]));
    assert_eq!(outcome.questions(), 1);
}

#[test]
fn another_given_name_at_home_is_asked_unless_one_list_has_both() {
    let row = |name: &str, kana: &str| json!({"name": name, "kana": kana, "birth_date": "2020-01-16", "sex": "female", "address": "天神3-14-11", "phone": "090-4809-8157"});
    let (zhang, zhang_too) = (
        row("張 雨桐", "ちょう うとう"),
        row("ZHANG YUTONG", "ﾁｮｳ ﾕｰﾄﾝ"),
    );
    let outcome = among_others(vec![
        ("residents", zhang_too.clone()),
        ("childcare", zhang.clone()),
    ]);
    assert!(!outcome.one(&[1, 2]));
    assert_eq!(outcome.questions(), 1);
    let twins = among_others(vec![
        ("residents", zhang_too),
        ("residents", zhang.clone()),
        ("childcare", zhang),
    ]);
    assert!(twins.one(&[2, 3]) && !twins.one(&[1, 3]));
    assert_eq!(twins.questions(), 0);
}

#[test]
fn a_new_surname_with_the_same_telephone_is_the_same_child_though_the_other_parent_is_named() {
    let row = |name: &str, kana: &str, guardian: &str| json!({"name": name, "kana": kana, "birth_date": "2018-04-08", "sex": "male", "guardian_name": guardian, "phone": "070-2003-0869"});
    let outcome = among_others(vec![
        ("checkups", row("大坂 陽登", "ｵｵｻｶ ﾊﾙﾄ", "大坂 光")),
        ("benefits", row("菅原 陽登", "スガワラ ハルト", "菅原 麻衣")),
    ]);
    assert!(outcome.one(&[1, 2]));
}

#[test]
fn the_same_child_twice_on_a_list_with_another_day_is_asked() {
    let row = |born: &str| json!({"name": "熊谷 春華", "kana": "ｸﾏｶﾞｲ ﾊﾙｶ", "birth_date": born, "sex": "female", "guardian_name": "熊谷 明日香", "phone": "080-8541-2492"});
    let outcome = among_others(vec![
        ("checkups", row("2012-09-24")),
        ("checkups", row("2012-08-24")),
    ]);
    assert!(!outcome.one(&[1, 2]));
    assert_eq!(outcome.questions(), 1);
}

#[test]
fn a_slip_of_the_pen_in_a_latin_surname_or_the_day_does_not_make_another_person() {
    let row = |name: &str, born: &str, address: &str, phone: Option<&str>| json!({"name": name, "birth_date": born, "address": address, "phone": phone});
    let outcome = among_others(vec![
        (
            "residents",
            row(
                "Anthony Russell",
                "1977-09-20",
                "Unit 5, 123 Mill Crescent, Belconnen",
                None,
            ),
        ),
        (
            "benefits",
            row(
                "Anthony Rusell",
                "1977-09-20",
                "5/123 Mill Cres, Belconnen",
                None,
            ),
        ),
        (
            "residents",
            row(
                "Kathleen Jones",
                "1954-02-13",
                "173 Waratah St, Unley",
                Some("0436 282 418"),
            ),
        ),
        (
            "checkups",
            row(
                "Kathleen Jones",
                "1954-02-23",
                "173 Waratah Street, Unley",
                Some("0436282418"),
            ),
        ),
    ]);
    assert!(outcome.one(&[1, 2]) && outcome.one(&[3, 4]) && !outcome.one(&[1, 3]));
}

#[test]
fn the_same_name_at_the_same_home_with_another_birth_date_is_asked() {
    let row = |born: &str| json!({"name": "Sarah Adams", "birth_date": born, "address": "14 Elizabeth Road, Unley", "phone": "0480152224"});
    let outcome = among_others(vec![
        ("residents", row("2011-07-03")),
        ("benefits", row("2011-06-23")),
    ]);
    assert!(!outcome.one(&[1, 2]));
    assert_eq!(outcome.questions(), 1);
}

#[test]
fn a_name_in_latin_letters_counts_less_where_many_have_its_words() {
    let mut rows = Vec::new();
    for at in 0..60 {
        let given = ["Olivia", "Noah", "Amelia", "Jack", "Isla", "Leo"][at % 6];
        let surname = match at {
            0..50 => "Smith",
            _ => ["Quill", "Vane", "Orrin", "Thorne", "Yates"][at % 5],
        };
        let born = format!("{}-{:02}-{:02}", 2008 + at % 12, 1 + at % 12, 1 + at % 27);
        for list in ["residents", "checkups"] {
            let name = format!("{given} {surname}");
            rows.push((list, json!({"name": name, "birth_date": born})));
        }
    }
    let outcome = Outcome::of(&rows);
    let comparer = outcome.comparer();
    let worth = |written: &str| {
        let mine = |id: u32| {
            let name = outcome
                .intake
                .records
                .iter()
                .find(|record| record.identity == id);
            name.is_some_and(|record| rows[record.row as usize - 1].1["name"] == written)
        };
        let edge = outcome
            .edges
            .iter()
            .find(|edge| mine(edge.a) && mine(edge.b));
        let edge = edge.unwrap();
        let terms = comparer.explain(edge.a, edge.b);
        let names = terms
            .iter()
            .filter(|(field, ..)| field == "given_name" || field == "surname");
        names.map(|(_, _, tenths)| tenths.0).sum::<i32>()
    };
    // Five of six have the one word, one of six the other.
    assert!(worth("Olivia Smith") < 60);
    assert!(worth("Leo Thorne") > worth("Olivia Smith") + 20);
}

#[test]
fn a_name_in_one_piece_that_ends_in_the_surname_is_not_the_twin() {
    let row = |name: &str, kana: &str| json!({"name": name, "kana": kana, "birth_date": "2017-05-11", "household_no": "H26368", "address": "みなと1137-1", "guardian_name": "BAUTISTA MARIA", "institution": "ひまわり園"});
    let outcome = among_others(vec![
        (
            "residents",
            row("MARIA CLARA BAUTISTA", "マリアクララ バウティスタ"),
        ),
        (
            "residents",
            row("ANGELO BAUTISTA", "アンジェロ バウティスタ"),
        ),
        (
            "childcare",
            row("バウティスタマリア クララ", "バウティスタ マリア クララ"),
        ),
        (
            "childcare",
            row("アンジェロバウティスタ", "アンジェロバウティスタ"),
        ),
    ]);
    assert!(!outcome.one(&[3, 4]) && !outcome.one(&[1, 2]));
    let identity = |row: u32| {
        let mut records = outcome.intake.records.iter();
        records.find(|record| record.row == row).unwrap().identity
    };
    let like = |a, b| outcome.comparer().score(identity(a), identity(b)).given;
    assert_eq!((like(1, 3), like(2, 4)), (Given::Reading, Given::Reading));
    assert_eq!(
        (like(3, 4), like(1, 4)),
        (Given::Incomparable, Given::Incomparable)
    );
}

#[test]
fn a_given_name_that_is_half_written_is_a_question_and_no_third_person() {
    let row =
        |name: &str, kana: &str| json!({"name": name, "kana": kana, "birth_date": "2022-06-14"});
    let home = |name: &str, kana: &str| {
        let mut row = row(name, kana);
        row["household_no"] = json!("H1");
        ("residents", row)
    };
    let twins = || {
        vec![
            home("和田 海翔", "ワダ カイト"),
            home("和田 海里", "ワダ カイリ"),
        ]
    };
    let asked = |rows: Vec<(&'static str, serde_json::Value)>| {
        let note = rows.len() as u32;
        let outcome = among_others(rows);
        assert!((1..note).all(|row| !outcome.one(&[row, note])));
        let questions = outcome
            .decision
            .questions
            .iter()
            .map(|q| (q.edge.a, q.edge.b));
        let row_of = |id: u32| {
            let mut records = outcome.intake.records.iter();
            records.find(|record| record.identity == id).unwrap().row
        };
        let pairs = questions.map(|(a, b)| (row_of(a).min(row_of(b)), row_of(a).max(row_of(b))));
        let mut pairs: Vec<(u32, u32)> = pairs.collect();
        pairs.sort_unstable();
        pairs
    };
    let note = |kana: &str| ("notes", row("和田 海", kana));
    let [first, second] = [0, 1].map(|at| twins().swap_remove(at));
    let both = vec![first.clone(), second.clone(), note("わだ かい")];
    assert_eq!(asked(both), [(1, 3), (2, 3)]);
    assert_eq!(asked(vec![first.clone(), note("わだ かい")]), [(1, 2)]);
    // Another name that begins alike in letters only.
    assert_eq!(asked(vec![first, second, note("わだ うみ")]), []);
}
