//! Which tables a list has, what stands around them, and what people are asked about them.

use mimamori_record::{Said, said};

use super::super::group::List;
use super::super::origin::month_of;
use super::super::{Draft, messages as say};
use super::{Page, joined, parts, place, whole_part};

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
        let columns = || seen.columns.values();
        let coloured: u32 = columns().map(|column| column.coloured).sum();
        let struck: u32 = columns().map(|column| column.struck).sum();
        let furigana: u32 = columns().map(|column| column.furigana).sum();
        let rows = |numbers: &[u32]| {
            let shown: Vec<String> = numbers.iter().take(5).map(u32::to_string).collect();
            shown.join(", ")
        };
        let count = |list: &[u32]| u32::try_from(list.len()).unwrap_or(u32::MAX);
        let hidden = count(&seen.hidden_columns);
        let mut there = Vec::new();
        let mut tell = |count: u32, what: Said| there.extend((count > 0).then_some(what));
        let totals = rows(&seen.totals);
        tell(
            count(&seen.totals),
            said!("計の行 {totals}", "total rows {totals}"),
        );
        let again = rows(&seen.repeats);
        tell(
            count(&seen.repeats),
            said!(
                "見出しがもう一度出る行 {again}",
                "the headings once more in rows {again}"
            ),
        );
        let n = seen.notes;
        tell(n, said!("注の行 {n}", "{n} rows of notes"));
        let strays = rows(&seen.strays);
        tell(
            count(&seen.strays),
            said!("離れたセルの行 {strays}", "lone cells in rows {strays}"),
        );
        let n = seen.nobody;
        tell(
            n,
            said!("だれの行かわからない行 {n}", "{n} rows that name nobody"),
        );
        let n = seen.hidden_rows;
        tell(n, said!("隠れた行 {n}", "{n} hidden rows"));
        tell(
            hidden,
            said!("隠れた列 {hidden}", "{hidden} hidden columns"),
        );
        tell(
            coloured,
            said!("色のついたセル {coloured}", "{coloured} coloured cells"),
        );
        tell(
            struck,
            said!("取消線のセル {struck}", "{struck} cells struck out"),
        );
        let n = seen.comments;
        tell(n, said!("コメント {n}", "{n} comments"));
        let n = seen.covered;
        tell(n, said!("結合に隠れたセル {n}", "{n} cells under a merge"));
        tell(
            furigana,
            said!(
                "ふりがなのあるセル {furigana}",
                "{furigana} cells with furigana"
            ),
        );
        if !there.is_empty() {
            self.comment("  ", &joined(&there));
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
        if list.dataset() == Some("checkups")
            && parts(list).is_empty()
            && whole_part(list).is_none()
        {
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
