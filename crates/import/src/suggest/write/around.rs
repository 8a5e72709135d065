//! Which tables a list has, what stands around them, and what people are asked about them.

use mimamori_record::{Said, said};

use super::super::group::List;
use super::super::origin::month_of;
use super::super::{Draft, messages as say};
use super::{Page, parts, place};

/// So many sheets of a list are told one by one.
const TOLD: usize = 6;

impl Page {
    /// Which tables they are, and what stands around them.
    pub(super) fn tables(&mut self, list: &List<'_>) {
        for member in list.members.iter().take(TOLD) {
            let seen = &member.seen;
            let place = place(member);
            let heading = rows_of(seen.table.rows);
            let rows = rows_of(seen.rows.unwrap_or((0, 0)));
            let people = seen.people;
            self.comment(
                "",
                &said!(
                    "{place} 見出し {heading} 行目、{rows} 行目に {people} 人",
                    "headings in rows {heading}, {people} people in rows {rows}"
                ),
            );
            self.around(member);
        }
        if let Some(rest) = list
            .members
            .len()
            .checked_sub(TOLD)
            .filter(|rest| *rest > 0)
        {
            self.comment(
                "",
                &said!(
                    "ほかに {rest} 枚の同じ形の表",
                    "{rest} more tables of this layout"
                ),
            );
        }
    }

    fn around(&mut self, member: &Draft) {
        let seen = &member.seen;
        let totals = seen.totals.len();
        let repeats = seen.repeats.len();
        let strays = seen.strays.len();
        let hidden = seen.hidden_columns.len();
        let coloured: u32 = seen.columns.values().map(|column| column.coloured).sum();
        let struck: u32 = seen.columns.values().map(|column| column.struck).sum();
        let furigana: u32 = seen.columns.values().map(|column| column.furigana).sum();
        let (notes, nobody, comments, covered) =
            (seen.notes, seen.nobody, seen.comments, seen.covered);
        let hidden_rows = seen.hidden_rows;
        let rows = |numbers: &[u32]| {
            let shown: Vec<String> = numbers.iter().take(5).map(u32::to_string).collect();
            shown.join(", ")
        };
        let all = [
            (
                totals,
                said!("計の行 {}", "total rows {}", rows(&seen.totals)),
            ),
            (
                repeats,
                said!(
                    "見出しがもう一度出る行 {}",
                    "the headings once more in rows {}",
                    rows(&seen.repeats)
                ),
            ),
            (
                notes as usize,
                said!("注の行 {notes}", "{notes} rows of notes"),
            ),
            (
                strays,
                said!(
                    "離れたセルの行 {}",
                    "lone cells in rows {}",
                    rows(&seen.strays)
                ),
            ),
            (
                nobody as usize,
                said!(
                    "だれの行かわからない行 {nobody}",
                    "{nobody} rows that name nobody"
                ),
            ),
            (
                hidden_rows as usize,
                said!("隠れた行 {hidden_rows}", "{hidden_rows} hidden rows"),
            ),
            (
                hidden,
                said!("隠れた列 {hidden}", "{hidden} hidden columns"),
            ),
            (
                coloured as usize,
                said!("色のついたセル {coloured}", "{coloured} coloured cells"),
            ),
            (
                struck as usize,
                said!("取消線のセル {struck}", "{struck} cells struck out"),
            ),
            (
                comments as usize,
                said!("コメント {comments}", "{comments} comments"),
            ),
            (
                covered as usize,
                said!(
                    "結合に隠れたセル {covered}",
                    "{covered} cells under a merge"
                ),
            ),
            (
                furigana as usize,
                said!(
                    "ふりがなのあるセル {furigana}",
                    "{furigana} cells with furigana"
                ),
            ),
        ];
        let there: Vec<&Said> = all
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(_, text)| text)
            .collect();
        if !there.is_empty() {
            let join = |pick: &dyn Fn(&Said) -> String, comma: &str| {
                there
                    .iter()
                    .map(|text| pick(text).trim().to_owned())
                    .collect::<Vec<_>>()
                    .join(comma)
            };
            let (ja, en) = (
                join(&|text| text.ja.clone(), "、"),
                join(&|text| text.en.clone(), ", "),
            );
            self.comment("  ", &Said { ja, en });
        }
    }

    pub(super) fn questions(&mut self, list: &List<'_>) {
        if list.dataset().is_none() {
            self.ask(&say::no_dataset());
        }
        let people: u32 = list.members.iter().map(|member| member.seen.people).sum();
        if people <= 2 {
            self.ask(&say::few(people));
        }
        if list.by_day()
            && list
                .members
                .iter()
                .any(|member| month_of(member, &list.origins.month).is_none())
        {
            self.ask(&say::no_month());
        } else if list.origins.undated {
            self.ask(&say::undated());
        }
        if list.origins.nobodys {
            self.ask(&say::nobodys());
        }
        if list.dataset() == Some("checkups") && parts(list).is_empty() {
            self.ask(&say::one_checkup());
        }
        for key in &list.lost {
            self.ask(&say::lost(key));
        }
        for place in &list.other_rows {
            self.ask(&say::other_rows(place));
        }
    }
}

fn rows_of((first, last): (u32, u32)) -> String {
    if first == last {
        first.to_string()
    } else {
        format!("{first}-{last}")
    }
}
