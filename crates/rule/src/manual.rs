//! The language for its manual: the grammar, and what each way of asking means.
//!
//! Everything written here is understood by the language itself; tests see to that.

use mimamori_record::Text;

/// Ways of asking about one thing.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    /// What they are about.
    pub title: Text,
    /// The ways, each as a whole expression.
    pub ways: &'static [Way],
}

/// A way of asking.
#[derive(Debug, Clone, Copy)]
pub struct Way {
    /// A whole expression.
    pub written: &'static str,
    /// What it asks.
    pub help: Text,
}

const fn way(written: &'static str, ja: &'static str, en: &'static str) -> Way {
    Way {
        written,
        help: Text::new(ja, en),
    }
}

/// The grammar, in the notation that `{ }` repeats, `[ ]` may be left out and quotes stand for
/// themselves.
pub const GRAMMAR: &str = "\
expression = and { \"or\" and }
and        = not { \"and\" not }
not        = \"not\" not | comparison
comparison = sum [ sign sum | \"is\" [\"not\"] answer | [\"is\"] [\"not\"] \"in\" codes ]
sign       = \"=\" | \"!=\" | \"<\" | \"<=\" | \">\" | \">=\"
answer     = \"blank\" | \"asked\" | \"none\" [by] | CODE
codes      = \"(\" CODE { \",\" CODE } \")\"
sum        = term { (\"+\" | \"-\") term }
term       = NUMBER [UNIT] | DATE | TEXT | NAME | \"(\" expression \")\"
           | \"own\" \".\" NAME
           | (\"age\" | \"grade\") \"on\" sum
           | (\"year_start\" | \"year_end\") \"of\" sum
           | \"week\" \"of\" \"pregnancy\" \"due\" sum [ \"on\" sum ]
           | \"as_of\" LIST | \"arrived\" LIST [by]
           | (\"any\" | \"no\" | \"count\") (LIST rest | PEOPLE [brackets])
           | \"last\" LIST \".\" FIELD rest
           | (\"latest\" | \"earliest\") LIST \".\" FIELD rest
           | (\"highest\" | \"lowest\" | \"sum\") LIST \".\" FIELD rest
           | \"count\" \"distinct\" LIST \".\" FIELD rest
           | marks LIST \".\" FIELD \"in\" codes [ \"over\" codes ] [ \"since\" sum ] [ \"until\" sum ]
marks      = \"longest\" \"run\" \"of\" | \"count\" [\"of\"] | \"most\" \"in\" \"a\" \"month\" \"of\"
rest       = [PART] [brackets] [by]
brackets   = \"[\" expression \"]\"
by         = \"by\" sum
PEOPLE     = \"siblings\" | \"adults\" | \"others\"
UNIT       = day(s) 日 | week(s) 週 | month(s) か月 | year(s) 年 歳 | points 点 | g
           | times 回 | teeth 本 | persons 人
";

/// Every way of asking.
pub const SECTIONS: &[Section] = &[
    Section {
        title: Text::new("名簿の記録", "RECORDS OF A LIST"),
        ways: &[
            way(
                "any cases [stage is not closed]",
                "そういう記録があるか。[ ] の中の名前は、まずその名簿の項目です。名簿・項目・コードは英語の名前でも日本語の名前でも書け、「 」で囲めます",
                "whether there is such a record. Within [ ] names are the list's fields first. Lists, fields and codes go by their English or Japanese names, and may stand in 「 」",
            ),
            way(
                "any ケース台帳 [進行段階 is not 終結]",
                "上と同じ意味です",
                "the same as above",
            ),
            way(
                "no school-register",
                "載っていないか。その名簿が全部届いていて、載っていなければ「ない」と決めてある（closed）ときだけ答えが出ます。ほかは「わからない」です",
                "whether there is none; answered only when all of the list is here and its mapping calls it closed, else unknown",
            ),
            way(
                "any checkups 18m [date is none]",
                "名簿の部分（1歳6か月児健診）だけを聞きます。部分は [ ] の中では part です",
                "only a part of the list's rows, the check-up at 18 months; within [ ] the part is called part",
            ),
            way(
                "no checkups 4m by born + 5 months + 60 days",
                "by のあとの日まで名簿が届いているか確かめます。届いていなければ「わからない」です",
                "with by a date the list must reach that day; if it does not, the answer is unknown",
            ),
            way(
                "any notes [injury and date >= today - 30 days]",
                "出来事の名簿（見守り情報、支援の経過など）は、by がなければ、先月の終わり（その前の開庁日）まで届いているか確かめます。そのあとの日の出来事を尋ねていれば「わからない」です",
                "a list of events (notes, contacts) must without by reach the end of last month, or the last working day before it; where later events are asked for the answer is unknown",
            ),
            way(
                "last checkups.date [result is observe]",
                "受診日がいちばん新しい記録について聞きます。同じ日に二つあれば、どちらかがそうなら「はい」です",
                "asks about the record with the newest date; of two of the same day one is enough",
            ),
            way(
                "count cases [received_on >= today - 24 months] >= 2",
                "記録の数",
                "how many records",
            ),
            way(
                "count distinct cases.case_kind [stage is not closed] >= 2",
                "違う値の数（何種類か、何か所からか）",
                "how many different values: how many kinds, from how many sources",
            ),
            way(
                "latest cases.last_seen < today - 60 days",
                "いちばん新しい日付。earliest はいちばん古い日付",
                "the newest date; earliest is the oldest",
            ),
            way(
                "highest school-register.grade >= 7",
                "いちばん大きい数。lowest はいちばん小さい数、sum は合計",
                "the highest number; lowest is the lowest, sum is all together",
            ),
            way(
                "as_of school-register < today - 12 months",
                "その名簿の時点（届いた中でいちばん古いもの）。[ ] の中の as_of は、その記録の名簿の時点です",
                "the day up to which all that came of the list reaches; within [ ] as_of is the day of the record's own list",
            ),
            way(
                "arrived attendance and no cases",
                "名簿が届いているか。届いていなければ「わからない」です（「いいえ」にはなりません）",
                "whether the list is here; if not, the answer is unknown, never no",
            ),
        ],
    },
    Section {
        title: Text::new("セルの値", "VALUES OF CELLS"),
        ways: &[
            way(
                "any cases [category in (protected-child, support-needed)]",
                "値がこの中のどれか",
                "the value is one of these",
            ),
            way(
                "any cases [stage is closed]",
                "台帳の日より新しい会議の決定があれば、台帳のセルの代わりに、その決定が答えます（終結、進行段階、区分、種別、担当、副担当。理由には決定のセルが出ます）。台帳の日付がわからないとき、終結している行、台帳にない人には当てはまりません",
                "what a meeting decided after the day of the ledger answers in place of its cell (to close, stage, category, kind, worker, second worker), and is the cell that is told; not where the ledger's day is unknown, nor for closed rows and people who are not in it",
            ),
            way(
                "any plans [agreed is no]",
                "はい・いいえの項目は、名前だけで「はい」、is no で「いいえ」です",
                "a yes-or-no field by its name alone is yes, with is no it is no",
            ),
            way(
                "any cases [last_seen is blank]",
                "セルが空欄か（意味は問いません）",
                "the cell is blank, whatever that means",
            ),
            way(
                "any school-register [enrolled_on is not asked or enrolled_on <= today]",
                "名簿にその列があるか。列のない町では、列を見る問いが「わからない」になるのを避けられます",
                "whether the list has the column, so that a town without it is not left with an unknown",
            ),
            way(
                "no monthly-reports [attended and as_of >= today - 1 month]",
                "その記録が、学齢簿と園の名簿でそのこどもがいる学校や園のものか。前の学校が送り続けている行を除けます",
                "whether the record is of the school or nursery where the registers show the child, and not of a former one that goes on sending its row",
            ),
            way(
                "any checkups [detailed_on is none by date + 90 days]",
                "値がないと言えるか。空欄の意味を対応付け（blank）で決めてあるときだけ答えが出ます",
                "the value is known not to exist; needs a mapping that says what a blank means",
            ),
        ],
    },
    Section {
        title: Text::new("世帯の人", "THE HOUSEHOLD"),
        ways: &[
            way(
                "any siblings [any cases [stage is not closed]]",
                "世帯のほかのこども。adults はおとな、others はほかの人全員。[ ] の中はその人についての文です",
                "other children of the household; adults and others are the grown-ups and everybody else. Within [ ] the sentence is about that person",
            ),
            way(
                "any siblings [born = own.born]",
                "own のあとは、[ ] の中でも本人（判定しているこども）のことです。母の記録から本人の出生の記録を選べます",
                "own is the person who is judged, also within [ ]: so the mother's record of this birth can be told from others",
            ),
            way(
                "count adults = 1 and any siblings [age < 6 years]",
                "世帯の人の数。住民記録がないと「わからない」です",
                "how many; unknown without the residents' list",
            ),
        ],
    },
    Section {
        title: Text::new("日付と年齢", "DATES AND AGES"),
        ways: &[
            way(
                "child and resident",
                "child は18歳になる年度の末まで。resident のような名前は [define] で決めます",
                "child is to the end of the fiscal year in which the 18th birthday falls; names such as resident come from [define]",
            ),
            way(
                "age >= 18 months and age < 4 years",
                "月齢・年齢（年齢計算に関する法律のとおり）。sex は性別、born は生年月日",
                "age in whole calendar months, as the law counts it; sex is the sex, born the day of birth",
            ),
            way(
                "age on year_start + 2 months >= 3 years",
                "ある日の年齢。この例は6月1日です",
                "the age on a day, here 1 June",
            ),
            way(
                "grade in (1, 7)",
                "年齢による学年。1〜9は小1〜中3、0は年長、10〜12は高校の年齢",
                "the grade by age: 1 to 9 are school years, 0 the year before, 10 to 12 those of high school",
            ),
            way(
                "grade on today + 1 month = 1 and grade = 0",
                "ある日の学年",
                "the grade on a day",
            ),
            way(
                "today <= year_end of 18 years",
                "その年齢になる年度の末。year_end of 日付 は、その日の年度の末",
                "the end of the fiscal year in which that age is reached; year_end of a date is the end of that date's fiscal year",
            ),
            way(
                "any cases [received_on >= year_start]",
                "この年度の初め（4月1日）。year_end は年度の末。year_start of 日付 もあります",
                "1 April of this fiscal year; year_end is its last day, year_start of a date that of another",
            ),
            way(
                "any pregnancy [week of pregnancy due due_on on notified_on >= 16 weeks]",
                "予定日（due）から数えた、ある日（on）の妊娠の週数。on がなければ今日",
                "the completed weeks of pregnancy by a due date, on a day or today",
            ),
            way(
                "any cases [today - last_seen > 60 days]",
                "日付どうしの引き算は日数。日付には日数と月数を足し引きできます（引き算の前後には空白が要ります）。月は暦の月で、11月30日の3か月後は2月の末です",
                "a date less a date are days; days and months can be added to a date (subtraction needs spaces). Months are calendar months",
            ),
        ],
    },
    Section {
        title: Text::new("登校日", "SCHOOL DAYS"),
        ways: &[
            way(
                "longest run of attendance.days in (absent-ill, absent-family) over (suspended, mourning) >= 7",
                "続いた日数。その学校の登校日で、在籍している日だけを数えます。over の記号は数えず、続きも切りません。月・ファイル・学校が変わっても続きます。since がなければ4月1日から数え、年度の最初の登校日から休んでいれば前の年度にさかのぼります。園の名簿（childcare.days）にも使え、「全校」の休業は保育所には当てはまりません",
                "days in a row, over months, files and schools: only days with lessons while enrolled. Marks behind over neither count nor break the run. From 1 April unless since says otherwise, and back into the last year where the child is absent from the first school day on. For nurseries as well (childcare.days): what the calendar closes for all schools does not close them",
            ),
            way(
                "count of attendance.days in (absent-family) since year_start >= 30",
                "日数。since がなければ4月1日から",
                "how many days, from 1 April unless since says otherwise",
            ),
            way(
                "count of attendance.days in (absent-family) since year_start - 1 year until year_start - 1 day >= 30",
                "前の年度。until はその日まで",
                "in the last fiscal year; until is the last day that counts",
            ),
            way(
                "most in a month of attendance.days in (late, early) >= 5",
                "いちばん多い月の日数",
                "in the month that has most",
            ),
        ],
    },
    Section {
        title: Text::new("答え", "ANSWERS"),
        ways: &[
            way(
                "any cases or no school-register",
                "答えは「はい」「いいえ」「わからない」。わからないと「はい」は or で「はい」、わからないと「いいえ」は and で「いいえ」です。数は、足りない名簿があってもわかる範囲で比べます。名簿があとから届いても、出ていた答えが逆になることはありません",
                "yes, no or unknown: unknown or yes is yes, unknown and no is no. Numbers are compared as far as they are known. A list that comes later never turns an answer round",
            ),
            way(
                "not (grade >= 1 and grade <= 9)",
                "かっこと not",
                "brackets and not",
            ),
        ],
    },
];
