//! What mimamori-stats says to people.

use mimamori_paper::{Cell, wareki_month};
use mimamori_record::{Said, Text, said};

use crate::field::{Field, Who};

/// The program in one sentence.
pub(crate) const ABOUT: Text = Text::new(
    "公表してよい統計表を作ります",
    "make tables that can be published",
);
/// The operands.
pub(crate) const OPERANDS: Text = Text::new(
    "month.jsonl（月ごとに一つ）。なければ標準入力",
    "month.jsonl, one per month; otherwise standard input",
);

pub(crate) const PUBLIC: Text = Text::new("公表用", "for publication");
pub(crate) const INTERNAL: Text = Text::new(
    "内部資料（公表できません）",
    "internal (not for publication)",
);
pub(crate) const PERSONS: Text = Text::new("人", "persons");
pub(crate) const CASES: Text = Text::new("件", "cases");
pub(crate) const TOTAL: Text = Text::new("計", "total");
pub(crate) const OTHERWISE: Text = Text::new("その他", "other");
pub(crate) const UNKNOWN: Text = Text::new("不明", "not known");
pub(crate) const NO_WORKER: Text = Text::new("（担当なし）", "(no worker)");
pub(crate) const LADDER_SOURCE: Text = Text::new(
    "匿名医療保険等関連情報データベース（NDB）などの公表基準にならう",
    "after the rules for publishing from the national health databases (NDB)",
);
pub(crate) const STATISTICS: Text = Text::new(
    "こども家庭センター統計",
    "Child and family centre: statistics",
);
pub(crate) const CONTENTS: Text = Text::new("表の一覧と注", "contents and notes");
pub(crate) const TITLE: Text = Text::new("表題", "title");
pub(crate) const MONTH: Text = Text::new("月", "month");
pub(crate) const COUNTED: Text = Text::new("単位", "unit");
pub(crate) const SHEET: Text = Text::new("番号", "number");
pub(crate) const LEGEND: Text = Text::new(
    "x: 秘匿（小さい数と、そこから逆算できる数）　…: 名簿がそろわず不明　-: あり得ない組み合わせ　0: 該当なし",
    "x: hidden (small counts, and counts that would give them back)   …: not known, a list is missing   -: impossible   0: nobody",
);
pub(crate) const INTERNAL_NOTE: Text = Text::new(
    "内部資料です。実数のままなので、センターの外に出さないでください。",
    "Internal: counts are not protected. Do not pass this on outside the centre.",
);

pub(crate) fn fields_of(who: Who) -> Said {
    let list: Vec<&str> = Field::of(who).map(Field::key).collect();
    let list = list.join(", ");
    said!("使えるのは {list} です", "allowed: {list}")
}

pub(crate) fn threshold(
    least: Option<u64>,
    population: u64,
    source: &str,
    provisional: bool,
) -> Said {
    let (ja, en) = if provisional {
        ("（仮）", " (provisional)")
    } else {
        ("", "")
    };
    match least {
        Some(least) => Said {
            ja: format!(
                "人口{population}人の町なので、{least}未満の数は公表しません{ja}。基準: {source}"
            ),
            en: format!(
                "Counts below {least} are not published, for a town of {population} inhabitants{en}. Rule: {source}"
            ),
        },
        None => Said {
            ja: format!("人口{population}人の町なので、数は公表しません{ja}。基準: {source}"),
            en: format!(
                "No counts are published, for a town of {population} inhabitants{en}. Rule: {source}"
            ),
        },
    }
}

pub(crate) fn as_of(day: &str) -> Said {
    said!(
        "年齢と状態は {day} 現在。こどもは18歳になる年度の末まで。",
        "Ages and states as of {day}. Children: to the end of the fiscal year in which they turn 18."
    )
}

/// `2026-05` as papers say it.
pub(crate) fn month(month: &str) -> Said {
    let ja = match Cell::day_or_month(month) {
        Cell::Month(year, month) => wareki_month(year, month),
        _ => month.to_owned(),
    };
    Said {
        ja,
        en: month.to_owned(),
    }
}

pub(crate) fn list_missing(month: &str, list: Text, institution: Option<&str>) -> Said {
    let month = self::month(month);
    let (of_ja, of_en) = match institution {
        Some(name) => (format!("{name}の"), format!(" of {name}")),
        None => (String::new(), String::new()),
    };
    Said {
        ja: format!(
            "{}: {of_ja}「{}」の名簿がそろっていません。掛かる数は … です。",
            month.ja, list.ja
        ),
        en: format!(
            "{}: the list 「{}」{of_en} is not complete. Numbers that need it are ….",
            month.en, list.en
        ),
    }
}

pub(crate) fn rows_unread(month: &str, list: Text) -> Said {
    let month = self::month(month);
    Said {
        ja: format!(
            "{}: 「{}」の名簿に、だれのものか読めない行があります。数に入っていません。",
            month.ja, list.ja
        ),
        en: format!(
            "{}: the list 「{}」 has rows whose person nobody can read. They are not counted.",
            month.en, list.en
        ),
    }
}

pub(crate) fn summary(tables: usize, shown: usize, cells: usize) -> Said {
    said!(
        "表{tables}つ、{cells}欄のうち{shown}欄に数があります",
        "{tables} tables; {shown} of {cells} cells hold a count"
    )
}

pub(crate) fn no_counts(population: u64) -> Said {
    said!(
        "人口{population}人の町では数を公表しない決まりなので、公表用の表は作りません（tables.toml の ladder）",
        "a town of {population} inhabitants publishes no counts, so there is no public table (ladder in tables.toml)"
    )
}

pub(crate) fn not_safe(id: &str, month: &str, cell: &Said, coarser: &Said) -> Said {
    let (ja, en) = (&cell.ja, &cell.en);
    let (coarser_ja, coarser_en) = (&coarser.ja, &coarser.en);
    Said {
        ja: format!(
            "表 {id}（{month}）は書きません。「{ja}」を守れると確かめられませんでした。{coarser_ja}"
        ),
        en: format!(
            "table {id} ({month}) is not written: 「{en}」 cannot be shown to be safe. {coarser_en}"
        ),
    }
}

pub(crate) fn nothing_left(id: &str, month: &str, coarser: &Said) -> Said {
    let (ja, en) = (&coarser.ja, &coarser.en);
    Said {
        ja: format!("表 {id}（{month}）は書きません。伏せると数が一つも残りません。{ja}"),
        en: format!("table {id} ({month}) is not written: after hiding, no count is left. {en}"),
    }
}

pub(crate) fn join_bands(field: Text, one: &Said, other: &Said) -> Said {
    Said {
        ja: format!(
            "{}の「{}」と「{}」を一つにまとめてください（tables.toml）",
            field.ja, one.ja, other.ja
        ),
        en: format!(
            "join 「{}」 and 「{}」 of {} in tables.toml",
            one.en, other.en, field.en
        ),
    }
}

pub(crate) fn take_away() -> Said {
    said!(
        "この表は内部用だけにしてください（tables.toml の audiences）",
        "keep this table internal (audiences in tables.toml)"
    )
}

pub(crate) fn beside_names(path: &str) -> Said {
    said!(
        "{path} は、氏名の入った month.jsonl と同じフォルダーにあります。公表するときはこのファイルだけを取り出してください",
        "{path} lies beside month.jsonl, which holds names; take only this file out when you publish"
    )
}

pub(crate) fn same_month(month: &str) -> Said {
    said!(
        "{month} の流れが二つあります",
        "there are two streams of {month}"
    )
}

pub(crate) fn same_month_advice() -> Said {
    said!(
        "月ごとに一つだけ渡してください",
        "give one stream per month"
    )
}

pub(crate) fn other_town(one: &str, other: &str) -> Said {
    said!(
        "別の町の流れが混じっています（{one} と {other}）",
        "the streams are of different towns ({one} and {other})"
    )
}

pub(crate) fn other_town_advice() -> Said {
    said!(
        "一つの町の流れだけを渡してください",
        "give streams of one town"
    )
}
