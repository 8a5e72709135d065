//! What one distinct spelling costs: `cargo bench -p mimamori-text`.
//!
//! Every list of a town is read once a month, but each distinct spelling is taken apart only once. The
//! spellings are invented: surnames, given names, places and numbers in every combination.

#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::disallowed_macros
)]

use mimamori_text::{
    KanaKey, compare_addresses, compare_parsed_names, fold_width, kana_key, parse_address,
    parse_name, phones, strongest_fold,
};
use std::hint::black_box;
use std::time::Instant;

const DISTINCT: usize = 200_000;

fn pick<'a>(from: &[&'a str], at: &mut usize) -> &'a str {
    let word = from[*at % from.len()];
    *at /= from.len();
    word
}

/// Distinct spellings: every number gives another combination.
fn spellings(columns: &[&[&str]], closing: impl Fn(usize) -> String) -> Vec<String> {
    (0..DISTINCT)
        .map(|number| {
            let mut at = number;
            let front: String = columns.iter().map(|column| pick(column, &mut at)).collect();
            front + &closing(number)
        })
        .collect()
}

/// Nanoseconds of this process: on its processor where Linux tells them, by the clock elsewhere.
fn spent(since: Instant) -> u128 {
    std::fs::read_to_string("/proc/self/schedstat")
        .ok()
        .and_then(|stat| stat.split(' ').next()?.parse().ok())
        .unwrap_or_else(|| since.elapsed().as_nanos())
}

fn time(what: &str, run: impl Fn()) {
    let since = Instant::now();
    run();
    let best = (0..3).map(|_| {
        let start = spent(since);
        run();
        spent(since) - start
    });
    let nanoseconds = best.min().unwrap_or(0) / DISTINCT as u128;
    println!("{what:<34}{nanoseconds:>8} ns each");
}

fn main() {
    let surnames = [
        "山田",
        "髙橋",
        "渡邉",
        "斎藤",
        "佐々木",
        "小田切",
        "林",
        "五十嵐",
        "圡屋",
        "長谷川",
        "佐藤［鈴木］",
        "森",
        "澤田",
        "濵﨑",
        "勅使河原",
    ];
    let given: Vec<String> =
        "一二三四五六七八九十百花咲美优桜葵陽翔蓮湊樹結菜紬凛芽依月星空海光希真愛太郎次子"
            .chars()
            .map(String::from)
            .collect();
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    let names = spellings(
        &[&surnames, &["　", " ", ""], &given, &given],
        |n| match n % 11 {
            0 => "（父）".to_owned(),
            _ => given[n / 81_000 % 40].to_owned(),
        },
    );
    let words = [
        "NGUYEN", "Silva", "SANTOS", "Maria", "Thi", "Lan", "Kim", "JOÃO", "dela", "Cruz",
        "Min-ji", "O'Neil", "Wei", "Anna", "Pedro", "Tran", "Hoa", "Jose", "Ana", "Rai", "Bahadur",
        "Khan",
    ];
    let latin = spellings(
        &[
            &words,
            &[" ", ", "],
            &words,
            &[" "],
            &words,
            &[" ", "-"],
            &words,
        ],
        |_| String::new(),
    );
    let kana: Vec<String> = "アイウエオカキクケコサシスセソタチツテトナニノハヒフヘホマミムメモヤユヨラリルレロガジズダバｷﾞッャョー"
        .chars()
        .map(String::from)
        .collect();
    let kana: Vec<&str> = kana.iter().map(String::as_str).collect();
    let readings = spellings(&[&kana, &kana, &[" ", "　"], &kana, &kana], |_| {
        "コ".to_owned()
    });
    let places = [
        "みなと",
        "ひなた町みなと",
        "大字みなと字上ノ台",
        "広島県安芸郡府中町本町",
        "霞ヶ関",
        "三ツ沢",
        "ﾐﾅﾄ",
        "京都市中京区寺町通御池上る上本能寺前町",
        "札幌市中央区北一条西",
    ];
    let marks = ["丁目", "番地", "-", "−", "の"];
    let addresses = spellings(&[&places], |n| {
        let (a, b, c) = (n % 97 + 1, n / 97 % 31 + 1, n / 3_007 + 1);
        let tail = ["", "号", " コーポ日向201号室", "-201", " 山田様方"][n % 5];
        format!("{a}{}{b}-{c}{tail}", marks[n % 5])
    });
    let numbers = spellings(
        &[&["090-", "03-", "０８０−", "", "0823-"]],
        |n| match n % 7 {
            0 => format!(
                "{:04}-{:04} 090-1234-{:04}",
                n / 10_000,
                n % 10_000,
                n % 9_973
            ),
            _ => format!("{:04}-{:04}", n / 10_000 + 1000, n % 10_000),
        },
    );
    let each = |of: &[String], what: &str, run: &dyn Fn(&str)| {
        time(what, || of.iter().for_each(|text| run(text)));
    };
    each(&names, "fold_width, names", &|t| {
        drop(black_box(fold_width(t)))
    });
    each(&names, "parse_name, Japanese", &|t| {
        drop(black_box(parse_name(t)))
    });
    each(&latin, "parse_name, Latin", &|t| {
        drop(black_box(parse_name(t)))
    });
    each(&readings, "parse_name, kana", &|t| {
        drop(black_box(parse_name(t)))
    });
    each(&names, "strongest_fold", &|t| {
        drop(black_box(strongest_fold(t)))
    });
    each(&readings, "kana_key, SameSound", &|t| {
        drop(black_box(kana_key(t, KanaKey::SameSound)));
    });
    each(&readings, "kana_key, Register", &|t| {
        drop(black_box(kana_key(t, KanaKey::Register)));
    });
    each(&addresses, "parse_address", &|t| {
        drop(black_box(parse_address(t)))
    });
    each(&numbers, "phones", &|t| drop(black_box(phones(t))));
    for (what, of) in [
        ("compare_parsed_names, Japanese", &names),
        ("compare_parsed_names, Latin", &latin),
    ] {
        let parsed: Vec<_> = of.iter().map(|t| parse_name(t)).collect();
        time(what, || {
            for (at, name) in parsed.iter().enumerate() {
                black_box(compare_parsed_names(name, &parsed[at * 7 % DISTINCT]));
            }
        });
    }
    let parsed: Vec<_> = addresses.iter().map(|t| parse_address(t)).collect();
    time("compare_addresses", || {
        for (at, address) in parsed.iter().enumerate() {
            black_box(compare_addresses(address, &parsed[at * 7 % DISTINCT]));
        }
    });
}
