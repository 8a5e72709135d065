//! The two sheets of candidates, grouped by household.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mimamori_paper::{Cell, Column, Page, Row, Sheet};
use mimamori_record::line::{Evidence, Flag};
use mimamori_record::{Lang, Said, Text, reason};

use super::Paper;
use crate::before::Change;
use crate::candidate::{Candidate, Family, Reason, Who};
use crate::cells;
use crate::messages;
use crate::rules::Lane;

impl Paper<'_> {
    /// Families whom the centre does not know.
    pub(super) fn fresh(&self) -> Sheet {
        let mut sheet = Sheet::new(messages::FRESH_SHEET, messages::FRESH_TITLE)
            .when_empty(messages::NONE_FRESH);
        if let Some(line) = self.nobody_known() {
            sheet = sheet.above(line);
        }
        self.filled(sheet, false)
    }

    /// Families of whom somebody is supported or was judged before.
    pub(super) fn known(&self) -> Sheet {
        let mut sheet = Sheet::new(messages::KNOWN_SHEET, messages::KNOWN_TITLE)
            .when_empty(messages::NONE_KNOWN);
        if self.collected.compared {
            sheet = sheet.above(messages::KNOWN_NOTE);
        }
        self.filled(sheet, true)
    }

    fn filled(&self, mut sheet: Sheet, known: bool) -> Sheet {
        let households = self.collected.households.iter();
        let mut families: Vec<&Family> = households.filter(|f| f.known() == known).collect();
        // What is urgent or got worse stands first; within that the order of the stream.
        families.sort_by_key(|family| self.place(family, known));
        sheet = sheet.page(Page::A4_LANDSCAPE).unfiltered();
        let day = self.day();
        let unanswered = if known { self.unanswered() } else { Vec::new() };
        let counted = self.counted(&families, unanswered.len());
        let counts = [messages::shown_of(self.tally), counted];
        sheet = sheet.above(day).above(self.one_line(counts));
        for lines in [
            [messages::WHAT_IT_IS, messages::WHAT_IT_IS_NOT],
            [messages::IMMEDIATE_NOTE, messages::ORDER_NOTE],
        ] {
            sheet = sheet.above(self.one_line(lines.map(Said::from)));
        }
        sheet = self.missing_lists().into_iter().fold(sheet, Sheet::above);
        sheet = sheet
            .column(Column::wrapped(messages::CHILD).width(24))
            .column(Column::wrapped(messages::LANE_AND_AREA).width(14))
            .column(Column::wrapped(messages::WHY).width(48))
            .column(Column::wrapped(messages::NOT_KNOWN).width(18))
            .column(Column::wrapped(messages::WHERE).width(24));
        if self.collected.compared {
            sheet = sheet.column(Column::wrapped(messages::CHANGE).width(12));
        }
        sheet = sheet
            .column(Column::text(messages::CHECKED).width(12).fill_in())
            .column(Column::text(messages::RESULT).width(18).fill_in());
        let (urgent, others): (Vec<&Family>, Vec<&Family>) = families
            .into_iter()
            .partition(|family| self.place(family, known).0 == Lane::Immediate);
        sheet = sheet.rows(urgent.into_iter().flat_map(|family| self.closed(family)));
        if !unanswered.is_empty() {
            let group = |title: Text| Row::group(title.pick(self.lang));
            sheet.push(group(messages::UNANSWERED));
            sheet = sheet.rows(unanswered);
            if !others.is_empty() {
                sheet.push(group(messages::FOR_THE_MEETING));
            }
        }
        sheet.rows(others.into_iter().flat_map(|family| self.closed(family)))
    }

    /// The rows of a family, with a thick line at its end.
    fn closed(&self, family: &Family) -> Vec<Row> {
        let mut rows = self.rows(family);
        if let Some(last) = rows.pop() {
            rows.push(last.closes());
        }
        rows
    }

    /// The name, a mark of protection, and how it is read.
    pub(super) fn named(&self, who: &Who, protected: bool) -> String {
        let mark = match protected {
            true => messages::PROTECTED.pick(self.lang),
            false => "",
        };
        format!("{}{mark}\n{}", who.name, who.kana)
            .trim_end()
            .to_owned()
    }

    fn one_line<const N: usize>(&self, parts: [Said; N]) -> Said {
        Said {
            ja: parts.iter().map(|said| said.ja.as_str()).collect(),
            en: parts.each_ref().map(|said| said.en.as_str()).join(" "),
        }
    }

    /// How many households and children, and how many of these in each lane.
    fn counted(&self, families: &[&Family], unanswered: usize) -> Said {
        let children: Vec<&Candidate> = families.iter().flat_map(|f| &f.children).collect();
        let lanes = [Lane::Immediate, Lane::Review, Lane::SupportGap].map(|lane| {
            let first = |child: &&&Candidate| self.lane(child) == lane;
            children.iter().filter(first).count()
        });
        messages::on_this_sheet(families.len(), children.len(), lanes, unanswered)
    }

    /// The most urgent lane of a child.
    fn lane(&self, child: &Candidate) -> Lane {
        let lanes = child.reasons.iter().map(|r| self.rules.rules[r.at].lane);
        lanes.min().unwrap_or(Lane::SupportGap)
    }

    fn place(&self, family: &Family, known: bool) -> (Lane, bool) {
        let lanes = family.children.iter().map(|child| self.lane(child));
        // Of a known family the child whom the centre knows: that it got worse is the most
        // important line of all.
        let mut children = family.children.iter();
        let worse = children.any(|c| self.is_worse(c) && (!known || c.known.is_some()));
        let lane = lanes.min().unwrap_or(Lane::SupportGap);
        match known && worse {
            true => (Lane::Immediate, false),
            false => (lane, !worse),
        }
    }

    /// The other children of the household, those who stand here too first; not whose cells the reason
    /// tells anyway.
    fn siblings(&self, family: &Family, child: &Candidate, reason: &Reason) -> Option<String> {
        let between = if self.lang == Lang::Ja { "、" } else { ", " };
        let with = |name: &str, more: Vec<String>| match (more.is_empty(), self.lang) {
            (true, _) => name.to_owned(),
            (false, Lang::Ja) => format!("{name}（{}）", more.join(between)),
            (false, Lang::En) => format!("{name} ({})", more.join(between)),
        };
        let cells = &reason.flag.evidence;
        let told = |id: &str| cells.iter().any(|cell| cell.person.as_deref() == Some(id));
        let id_of = |c: &Candidate| c.reasons.first().map(|reason| reason.flag.person.clone());
        let listed = family.children.iter().filter(|c| !std::ptr::eq(*c, child));
        let listed = listed.filter(|c| id_of(c).is_none_or(|id| !told(&id)));
        let listed =
            listed.map(|c| with(&c.who.name, vec![messages::HERE.pick(self.lang).to_owned()]));
        let others = family.others.iter();
        let others = others.filter(|other| !other.name.is_empty() && !told(&other.id));
        let others = others.map(|other| {
            let age = other.birth;
            let age = age.map(|birth| messages::age(birth, self.today, self.lang));
            let open = messages::ALSO_UNKNOWN.pick(self.lang);
            let open = Some(open.to_owned()).filter(|_| other.open);
            let more = age.into_iter().chain(other.known.clone()).chain(open);
            with(&other.name, more.collect())
        });
        let all: Vec<String> = listed.chain(others).collect();
        let said = messages::household(&all.join(between));
        (!all.is_empty()).then(|| said.pick(self.lang).to_owned())
    }

    fn rows(&self, family: &Family) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut children: Vec<&Candidate> = family.children.iter().collect();
        children.sort_by_key(|child| (!self.is_worse(child), child.known.is_none()));
        for child in children {
            let mut reasons: Vec<&Reason> = child.reasons.iter().collect();
            reasons.sort_by_key(|reason| reason.change != Change::Worse);
            for (place, reason) in reasons.into_iter().enumerate() {
                let mut cells = vec![
                    self.who(family, child, place),
                    self.lane_and_area(child, reason, place),
                    self.why(family, child, reason, place),
                    self.not_known(child, reason, place, family.protected),
                    self.stands(reason, family.protected),
                ];
                if self.collected.compared {
                    cells.push(self.changed(child, reason));
                }
                rows.push(Row::new(cells));
            }
        }
        rows
    }

    /// The name and how it is read; with the first reason age, school, and what the centre has
    /// done so far.
    fn who(&self, family: &Family, child: &Candidate, place: usize) -> Cell {
        let mut lines = vec![self.named(&child.who, family.protected)];
        if place == 0 {
            lines.push(self.age_and_school(&child.who));
            lines.push(self.known_by(child));
            lines.push(
                child
                    .case
                    .join(if self.lang == Lang::Ja { "・" } else { ", " }),
            );
            lines.extend(child.decided.clone());
        } else {
            // The first reason may stand on the page before.
            let about = self.age_and_school(&child.who);
            lines.extend(about.lines().last().map(str::to_owned));
        }
        lines.retain(|line| !line.is_empty());
        Cell::from(lines.join("\n"))
    }

    /// Age, grade and school; of a child whom no school's list has the grade is only that of the
    /// age.
    pub(super) fn age_and_school(&self, who: &Who) -> String {
        let age = who.birth.map(|birth| match who.school {
            Some(_) => messages::age(birth, self.today, self.lang),
            None => messages::age_alone(birth, self.today, self.lang),
        });
        let words: Vec<String> = age.into_iter().chain(who.school.clone()).collect();
        let born = who
            .birth
            .map(|birth| messages::born(&cells::date(birth, self.lang)));
        let born = born.map(|said| said.pick(self.lang).to_owned());
        let lines: Vec<String> = born.into_iter().chain([words.join("　")]).collect();
        lines.join("\n")
    }

    /// What is to be done, and where there are several the area of life: a word such as care and
    /// safety beside a single missed check-up says too much. What a family is entitled to, and what
    /// it asked for, is no area.
    fn lane_and_area(&self, child: &Candidate, reason: &Reason, place: usize) -> Cell {
        let rule = &self.rules.rules[reason.at];
        let mut text = messages::lane(rule.lane).pick(self.lang).to_owned();
        let several = self.areas(child);
        if several.is_some() && rule.counted && rule.lane != Lane::SupportGap {
            text.push('\n');
            text.push_str(messages::pick(&self.rules.area(&rule.area), self.lang));
        }
        if let Some(areas) = several.filter(|_| place == 0) {
            text.push('\n');
            text.push_str(&areas);
        }
        match rule.lane {
            Lane::Immediate => Cell::Strong(text),
            _ => Cell::from(text),
        }
    }

    /// In how many areas of life something was found, when these are several.
    fn areas(&self, child: &Candidate) -> Option<String> {
        let rules = child.reasons.iter().map(|r| &self.rules.rules[r.at]);
        let counted = rules.filter(|rule| rule.counted && rule.lane != Lane::SupportGap);
        let areas: BTreeSet<&str> = counted.map(|rule| rule.area.as_str()).collect();
        let said = messages::areas(areas.len());
        (areas.len() > 1).then(|| said.pick(self.lang).to_owned())
    }

    /// The sentence of the rule, what the cells say, since when, and whether it goes on; with the
    /// first reason the other children of the household.
    fn why(&self, family: &Family, child: &Candidate, reason: &Reason, place: usize) -> Cell {
        let rule = &self.rules.rules[reason.at];
        let days = |day: NaiveDate| (self.today - day).num_days();
        let mut lines = vec![messages::pick(&rule.why, self.lang).to_owned()];
        lines.extend(reason.says.iter().map(|line| format!("・{line}")));
        if let Some(from) = reason.from {
            let said = messages::from(&cells::date(from, self.lang), days(from));
            lines.push(format!("・{}", said.pick(self.lang)));
        }
        if let Some((day, mark, _)) = &reason.newest {
            let said = messages::newest(&cells::date(*day, self.lang), mark, days(*day));
            lines.push(format!("・{}", said.pick(self.lang)));
        }
        if place == 0 {
            lines.extend(self.siblings(family, child, reason));
        }
        let ask = rule.ask.iter();
        lines.extend(ask.map(|ask| format!("→ {}", messages::pick(ask, self.lang))));
        Cell::from(lines.join("\n"))
    }

    /// What no list tells about this reason, what is missing for it, and with the first one for the
    /// child's other rules.
    fn not_known(&self, child: &Candidate, reason: &Reason, place: usize, protected: bool) -> Cell {
        let untold = self.rules.rules[reason.at].untold.as_ref();
        let untold = untold.map(|untold| messages::not_on_lists(messages::pick(untold, self.lang)));
        let mut lines: Vec<String> = Vec::new();
        let others = child.unknown.iter().filter(|_| place == 0);
        let gaps = reason.unknown.iter().chain(others).cloned();
        for line in gaps.chain(self.hidden(&reason.flag, protected)) {
            let line = format!("・{line}");
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        let gaps = match (lines.is_empty(), place) {
            (false, _) => messages::GAPS,
            // The child's other gaps stand with its first reason.
            (true, 1..) if !child.unknown.is_empty() => messages::GAPS_ABOVE,
            (true, _) => messages::NO_GAP,
        };
        lines.insert(0, gaps.pick(self.lang).to_owned());
        let untold = untold.map(|said| said.pick(self.lang).to_owned());
        lines.splice(0..0, untold);
        Cell::from(lines.join("\n"))
    }

    /// The files behind the cells of a reason whose format hides comments and colours.
    fn hidden(&self, flag: &Flag, protected: bool) -> Vec<String> {
        let problems = &self.collected.head.problems;
        let hides = |path: &str| {
            problems.iter().any(|problem| {
                problem.code == reason::NOT_VISIBLE.code && problem.path.as_deref() == Some(path)
            })
        };
        let cells = flag.evidence.iter();
        let sources = cells.filter_map(|cell| self.coverage().source(&cell.source));
        let paths: BTreeSet<&str> = sources.map(|source| source.path.as_str()).collect();
        let hiding = paths.into_iter().filter(|path| hides(path));
        let told = hiding.map(|path| {
            let file = path.rsplit('/').next().filter(|_| !protected);
            messages::hidden_in(file).pick(self.lang).to_owned()
        });
        told.collect()
    }

    /// Workbook, sheet and cells, with the day of the list; also of the newest mark.
    fn stands(&self, reason: &Reason, protected: bool) -> Cell {
        let newest = reason
            .newest
            .iter()
            .filter_map(|(_, _, cell)| cell.as_ref());
        let mut evidence: Vec<&Evidence> = reason.flag.evidence.iter().collect();
        evidence.extend(newest.filter(|cell| !reason.flag.evidence.contains(cell)));
        let mut sources: Vec<&str> = Vec::new();
        for one in &evidence {
            if !sources.contains(&one.source.as_str()) {
                sources.push(&one.source);
            }
        }
        let lines = sources.into_iter().map(|id| {
            let of_source = evidence.iter().filter(|e| e.source == id);
            let of_source: Vec<Evidence> = of_source.copied().cloned().collect();
            let mut line = self.cells().places(&of_source, protected).join(" ");
            let source = self.coverage().source(id);
            let as_of = source.and_then(|s| s.as_of.as_deref()?.parse::<NaiveDate>().ok());
            if let Some(as_of) = as_of {
                line.push('\n');
                let days = (self.today - as_of).num_days();
                let said = messages::list_of(&cells::date(as_of, self.lang), days);
                line.push_str(said.pick(self.lang));
            }
            line
        });
        Cell::from(lines.collect::<Vec<_>>().join("\n"))
    }

    fn changed(&self, child: &Candidate, reason: &Reason) -> Cell {
        let said = match child.known.is_some() {
            true => messages::change_known(reason.change),
            false => messages::change(reason.change, self.waited(&reason.flag)),
        };
        let text = said.pick(self.lang).to_owned();
        match reason.change {
            Change::Worse => Cell::Strong(text),
            _ => Cell::from(text),
        }
    }

    /// For how many days nobody has judged it.
    fn waited(&self, flag: &Flag) -> i64 {
        let since = flag.since.as_deref();
        let since = since.and_then(|day| day.parse::<NaiveDate>().ok());
        since.map_or(0, |since| (self.today - since).num_days())
    }

    fn known_by(&self, child: &Candidate) -> String {
        let Some(known) = &child.known else {
            return String::new();
        };
        let day = |text: &Option<String>| text.as_deref().map(|d| cells::day(d, self.lang));
        let (since, until) = (day(&known.since), day(&known.until));
        messages::known(&known.by, since.as_deref(), until.as_deref(), self.lang)
    }

    /// Whether something got worse since the earlier run; of a child whom the centre knows a new
    /// reason is that too.
    fn is_worse(&self, child: &Candidate) -> bool {
        let known = child.known.is_some() && self.collected.compared;
        let mut reasons = child.reasons.iter();
        reasons.any(|reason| reason.change.is_more(known))
    }
}
