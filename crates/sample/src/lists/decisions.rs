//! 児童福祉/会議決定.csv: saved by Excel as CP932 with CRLF.

use crate::SampleError;
use crate::days::{Spelling, When, spell};
use crate::desks::{self, Desk};
use crate::log::{Log, Place, RowAbout};
use crate::rng::Rng;
use crate::town::Town;
use std::path::Path;

const HEADS: [&str; 11] = [
    "会議",
    "決定日",
    "氏名",
    "フリガナ",
    "生年月日",
    "決定",
    "支援方針",
    "担当",
    "次回見直し",
    "除外期限",
    "臨時開催",
];

pub(crate) fn write(town: &Town, dir: &Path, log: &mut Log) -> Result<(), SampleError> {
    let path = format!("{}/児童福祉/会議決定.csv", super::IN);
    let place = Place::new("decisions", &path, None);
    let mut lines = vec![HEADS.join(",")];
    for (row, (at, decision)) in (2_u32..).zip(town.decisions.iter().enumerate()) {
        let mut written = desks::write(town, Desk::Decisions, decision.person);
        if decision.surname_only {
            let surname = &town.people[decision.person].surname;
            written.name.clone_from(&surname.kanji);
            written.kana = crate::kana::half(&surname.kana);
        }
        let mut rng = Rng::at(town.seed, &[10, u64::try_from(at).unwrap_or(0)]);
        let how = *rng.pick(&[Spelling::Long, Spelling::Slash, Spelling::Dot]);
        let date = |date| spell(date, how);
        let when = |when| match when {
            When::Day(day) => date(day),
            When::Month(year, month) => format!("令和{}年{month}月頃", year - 2018),
        };
        let fields = [
            decision.meeting.to_owned(),
            date(decision.decided_on),
            written.name.clone(),
            written.kana,
            date(written.birth),
            decision.decision.to_owned(),
            decision.policy.to_owned(),
            decision.worker.unwrap_or_default().to_owned(),
            decision.next_review.map(when).unwrap_or_default(),
            decision.until.map(date).unwrap_or_default(),
            decision.extra.map(when).unwrap_or_default(),
        ];
        lines.push(fields.join(","));
        log.rows.push(RowAbout {
            person: decision.person,
            place: place.clone(),
            row,
            name: written.name,
            slip: None,
            undecided: decision.surname_only,
        });
    }
    lines.push(String::new());
    let text = lines.join("\r\n");
    crate::files::write(&dir.join(&path), &encoding_rs::SHIFT_JIS.encode(&text).0)
}
