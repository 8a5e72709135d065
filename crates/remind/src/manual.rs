//! What remind.toml may say, for its man page.

use mimamori_record::Text;

/// A key of remind.toml.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The key with its value as one would write it.
    pub written: &'static str,
    /// What it means.
    pub help: Text,
}

/// A part of remind.toml and its keys.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    /// Where the keys stand.
    pub title: Text,
    /// The keys, in the order in which one thinks of them.
    pub keys: &'static [Key],
}

const fn key(written: &'static str, ja: &'static str, en: &'static str) -> Key {
    Key {
        written,
        help: Text::new(ja, en),
    }
}

/// What remind.toml is.
pub const ABOUT: Text = Text::new(
    "期日のきまり。何を、どの日付から、いつまでに、だれが行うかを町が決めます",
    "the rules behind due dates: what is due, counted from which date, and who is asked",
);

/// A whole remind.toml, which a test understands.
pub const EXAMPLE: &str = include_str!("manual/remind.toml");

/// Every key, by section.
pub const SECTIONS: &[Section] = &[
    Section {
        title: Text::new("ファイル全体", "THE FILE"),
        keys: &[
            key(
                "stop = \"bereaved\"",
                "この式に当たる人の期日は出しません。「わからない」なら出します",
                "nothing is told about people of whom this sentence is true; unknown stops nothing",
            ),
            key(
                "[define]",
                "何度も使う式に名前を付けます",
                "names for sentences that are used often",
            ),
            key(
                "[ics] detail = \"counts\"",
                "予定表に出すもの。counts は日ごとの件数だけ、ids は人の番号（p-…）も",
                "what the calendar says: only counts per day, or the ids of people as well (ids)",
            ),
            key(
                "[[rule]]",
                "することごとに一つ書きます。並び順が紙での順になります。以下はその中のキーです",
                "one per duty, in the order of the papers; the keys below stand in it",
            ),
        ],
    },
    Section {
        title: Text::new("名前と出所", "NAME AND SOURCE"),
        keys: &[
            key(
                "what = \"plan-review\"",
                "名前。小文字の英数字とハイフン",
                "its name: small letters, digits, hyphens",
            ),
            key(
                "title = { ja = \"…\", en = \"…\" }",
                "紙での呼び名",
                "what papers call it",
            ),
            key(
                "on = true",
                "false にすると出しません",
                "false writes none of them",
            ),
            key("source = \"…\"", "もとにした定めや実例", "what it rests on"),
            key(
                "provisional = true",
                "数が国の定めでなく仮のもの。紙に（仮）と出ます",
                "its number is only a proposal; papers say so",
            ),
        ],
    },
    Section {
        title: Text::new("探すもの（どれか一つ）", "WHAT IT LOOKS FOR (ONE OF THESE)"),
        keys: &[
            key(
                "missing = \"plans\"",
                "その名簿に行がない人",
                "people without a row on the list",
            ),
            key(
                "blank = \"cases.worker\"",
                "項目が空欄の行（担当は、異動済みの人の名前も）",
                "rows in which the field is blank, or names a worker who has left",
            ),
            key(
                "dates = [{ field = \"plans.made_on\", months = 3 }]",
                "日付。上から順に見て、最初に書かれているものを使います。months は暦の月、days は日数、マイナスはその前。どちらもなければその日が期日です。「名簿.born」は本人の生年月日です",
                "dates, the first that stands there holds; months are calendar months, less than nothing is before the date, and without months or days the date itself is due. LIST.born is the person's birth",
            ),
            key(
                "age = 18",
                "その年齢になる年度の末日",
                "the end of the fiscal year in which that age is reached",
            ),
            key(
                "lists = [\"attendance\"]",
                "前の月の分までで、届いていない名簿",
                "lists up to last month that have not arrived",
            ),
        ],
    },
    Section {
        title: Text::new("だれの、どの行か", "WHOM AND WHICH ROWS"),
        keys: &[
            key(
                "who = \"cases\"",
                "cases は終結していないケースのある人（台帳より新しい決定が終結なら除く）、ledger は台帳で終結していないケースのある人（会議で終結と決めた人も）、not-closed はケースのない人も（終結したケースだけの人を除く）、everyone はだれでも、nobody は人の名簿でない行（会議の日程など）",
                "cases: whoever has an open case (not where a decision newer than the ledger closed it); ledger: whoever has a case that the ledger has not closed, also where a meeting has; not-closed: people without a case as well, but not those whose cases are closed; everyone; nobody: rows about no person, such as meetings",
            ),
            key(
                "applies = \"age < 12 months\"",
                "だれについてか。式の書き方は mimamori-rules.toml(5)。「わからない」なら除きません",
                "whom it is about, in the language of mimamori-rules.toml(5); unknown drops nobody",
            ),
            key(
                "only = \"plan_kind is not self-plan\"",
                "どの行についてか。名前はまずその名簿の項目です。「わからない」なら除かず、わけを出します",
                "which rows count; names are the list's fields first. Unknown drops no row and is told",
            ),
            key(
                "categories = [\"protected-child\"]",
                "台帳の区分。読めない区分のケースは除きません",
                "categories of cases; one that nobody can read stays",
            ),
            key(
                "ahead = 12",
                "何か月先までを出すか",
                "months ahead that are told",
            ),
            key(
                "owner = [\"plans.worker\", \"cases.worker\"]",
                "担当者の項目。在職中の人の名前がある最初のもの",
                "where the worker stands; the first who is still in the post",
            ),
            key(
                "which = \"plan-lines.service\"",
                "一人にいくつもの行があるとき、どの行のことかを紙に書く項目（期日を数える名簿のもの）",
                "the field that tells, on the papers, which of somebody's rows a duty is about; of the list that is counted",
            ),
        ],
    },
    Section {
        title: Text::new("日付のきまりだけのもの", "WITH dates ONLY"),
        keys: &[
            key(
                "later = \"decisions.next_review\"",
                "別の名簿にもある日付。遅いほうを使い、違えば紙に出します",
                "a date of another list; the later one holds, and a difference is told",
            ),
            key(
                "done = \"plans.reviewed_on\"",
                "最後に行った日。その日までに決めてあった期日は済みです",
                "when it was last done; dates named up to then are over",
            ),
            key(
                "settled = [{ field = \"contacts.date\", only = \"seen\" }]",
                "もとの日付以後の日付がここにあれば、済み",
                "done by a date here on or after the date counted from",
            ),
            key(
                "restart = [{ field = \"contacts.date\", only = \"seen\" }]",
                "ここに新しい日付があれば、そこから数え直します",
                "a newer date here is counted from instead",
            ),
            key(
                "new_worker = true",
                "会議の決定が、それより古い台帳と違う担当を決めたときだけ。settled は新しい担当の名前のある行だけで済みます",
                "only decisions of another worker than an older ledger names; settled counts rows that name the new worker",
            ),
            key(
                "undated = \"plan-no-date\"",
                "どこにも日付がないときに立てるきまり",
                "the rule under which a row without any date is told",
            ),
            key(
                "per_person = true",
                "行ごとでなく、一人に一つ（いちばん遅い日付）",
                "one per person, by the latest date, in place of one per row",
            ),
        ],
    },
];
