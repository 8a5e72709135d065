//! The stories of the smaller lists. They happen to the families that have a story already, and to
//! a few ordinary ones, so that the rest of the town stays as it is.

use super::{health, nursery, school, welfare};
use crate::days::{day, grade, plus_days};
use crate::line::Line;
use crate::people::{Person, Sex};
use crate::school::Mark;
use crate::stories::{Left, between_days};
use crate::town::Town;
use chrono::NaiveDate;

pub(super) fn tell(town: &mut Town, left: &mut Left) {
    let mut teller = Teller { town, left };
    teller.pregnancies();
    teller.mothers();
    teller.infants();
    teller.nurseries();
    teller.pupils();
    teller.benefits();
    teller.news();
    teller.offices();
    teller.schools();
    teller.measures();
    teller.gaps();
    teller.reminders();
}

pub(super) struct Teller<'t> {
    pub(super) town: &'t mut Town,
    left: &'t mut Left,
}

impl Teller<'_> {
    /// The people of an earlier story.
    pub(super) fn of(&self, story: &str) -> Vec<usize> {
        let told = self.left.told.iter().find(|(name, _)| *name == story);
        told.map(|(_, people)| people.clone()).unwrap_or_default()
    }

    pub(super) fn told(&mut self, story: &'static str, people: Vec<usize>) {
        if !people.is_empty() {
            self.left.told.push((story, people));
        }
    }

    /// An ordinary person whose household has no story yet; from now on it has one.
    pub(super) fn take(&mut self, fits: impl Fn(&Town, usize, &Person) -> bool) -> Option<usize> {
        let town = &*self.town;
        let case = |household: usize| {
            let mut cases = town.cases.iter();
            cases.any(|case| town.people[case.person].household == household)
        };
        let mut all = town.people.iter().enumerate();
        let (found, _) = all.find(|(index, who)| {
            let plain = who.abroad.is_none() && who.undecided.is_empty() && !who.twin;
            let free = town.ordinary(*index) && who.here() && plain;
            free && fits(town, *index, who) && !case(who.household)
        })?;
        let household = self.town.people[found].household;
        let members = self.town.households[household].members.clone();
        self.town.apart.extend(members);
        Some(found)
    }

    /// An ordinary mother whose youngest child was born between two days, and that child.
    fn take_mother(&mut self, from: NaiveDate, to: NaiveDate) -> Option<(usize, usize)> {
        let child = self.take(|town, index, who| {
            let siblings = town.members(who.household, true);
            let youngest = siblings.iter().max_by_key(|c| town.people[**c].birth);
            let mother = town.mother(who.household);
            let stayed = mother.is_some_and(|m| town.people[m].since < plus_days(who.birth, -250));
            who.child && youngest == Some(&index) && (from..=to).contains(&who.birth) && stayed
        })?;
        let mother = self.town.mother(self.town.people[child].household)?;
        Some((mother, child))
    }

    pub(super) fn say(&mut self, line: Line) {
        self.town.say(line);
    }

    fn pregnancies(&mut self) {
        // Late, alone and troubled; the next one is 17 years old and otherwise well looked after.
        if let [mother] = self.of("expectant")[..] {
            let line = health::notified(mother, 20, day(2026, 9, 10), 1);
            let line = line.text("supporter", "いない").text("confidant", "いない");
            self.say(line.text("feeling", "困った"));
        }
        let girl = self.take(|_, _, who| {
            let age = day(2008, 10, 1)..day(2010, 4, 1);
            who.child && who.sex == Sex::Female && age.contains(&who.birth)
        });
        if let Some(girl) = girl {
            self.say(health::notified(girl, 11, day(2026, 10, 20), 1));
            self.told("young-mother", vec![girl]);
        }
        let (from, to) = (day(2020, 6, 1), day(2024, 12, 1));
        if let Some((mother, _)) = self.take_mother(from, to) {
            let line = health::notified(mother, 9, day(2026, 11, 3), 3);
            self.say(line.damaged("weeks", "不明", "type-error"));
            self.told("weeks-unreadable", vec![mother]);
        }
        if let Some((mother, _)) = self.take_mother(from, to) {
            let line = health::notified(mother, 8, day(2026, 10, 9), 5);
            self.say(line.number("babies", 2));
            self.told("twins-expected", vec![mother]);
        }
        // Came twice and then no more; the other one came on a day that does not exist.
        for (story, last) in [("no-slips", None), ("slip-unreadable", Some("R8.4.31"))] {
            let Some((mother, _)) = self.take_mother(from, to) else {
                continue;
            };
            self.say(health::notified(mother, 9, day(2026, 8, 14), 2));
            let slip = |date, weeks| {
                Line::of("pregnancy-checkups", mother)
                    .day("date", date)
                    .number("weeks", weeks)
            };
            self.say(slip(day(2026, 1, 21), 10));
            self.say(slip(day(2026, 2, 18), 14));
            if let Some(last) = last {
                self.say(slip(day(2026, 4, 22), 23).damaged("date", last, "date-no-such-day"));
            }
            self.told(story, vec![mother]);
        }
    }

    fn mothers(&mut self) {
        let (from, to) = (day(2025, 12, 10), day(2026, 3, 31));
        let blank = |mother: usize, born| Line::of("postpartum", mother).day("delivered_on", born);
        let both = |line: Line, born, total: u32, item10: u32| {
            line.day("date@2w", plus_days(born, 15))
                .number("epds_total@2w", 6)
                .number("epds_item10@2w", 0)
                .day("date@1m", plus_days(born, 33))
                .number("epds_total@1m", total)
                .number("epds_item10@1m", item10)
        };
        // Nine points or more: the first uses no care, the second does.
        for (story, cares) in [("epds-no-care", false), ("epds-and-care", true)] {
            let Some((mother, child)) = self.take_mother(from, to) else {
                continue;
            };
            let born = self.town.people[child].birth;
            self.say(both(blank(mother, born), born, 12, 0));
            if cares {
                let line = Line::of("postpartum-care", mother).day("date", day(2026, 5, 11));
                self.say(line.text("care_kind", "訪問").number("days", 1));
            }
            self.told(story, vec![mother]);
        }
        if let Some((mother, child)) = self.take_mother(from, to) {
            let born = self.town.people[child].birth;
            self.say(both(blank(mother, born), born, 7, 1));
            self.told("epds-item-10", vec![mother]);
        }
        if let Some((mother, child)) = self.take_mother(from, to) {
            self.say(blank(mother, self.town.people[child].birth));
            self.told("mother-not-seen", vec![mother]);
        }
        if let Some((mother, child)) = self.take_mother(from, to) {
            let born = self.town.people[child].birth;
            let line = both(blank(mother, born), born, 0, 0);
            self.say(line.damaged("epds_total@1m", "11?", "type-error"));
            self.told("epds-unreadable", vec![mother]);
        }
    }

    fn infants(&mut self) {
        let visit = |child: usize| {
            Line::of("home-visits", child)
                .text("birth_order", "第1子")
                .number("birth_weight", 3020)
                .text("visit_kind", "全戸訪問")
        };
        // Nobody visited the second of these, and it was never vaccinated.
        if let [_, child] = self.of("checkups-not-taken")[..] {
            self.say(visit(child).text("birth_order", "第2子"));
            self.say(Line::of("vaccinations", child));
        }
        if let [.., child] = self.of("detailed")[..] {
            let line = Line::of("vaccinations", child);
            self.say(line.damaged("date@hepb-1", "令和6年6月31日", "date-no-such-day"));
        }
        let (from, to) = (day(2025, 6, 1), day(2025, 12, 20));
        if let Some((_, child)) = self.take_mother(from, to) {
            let line = visit(child).damaged("date", "R8.2.30", "date-no-such-day");
            self.say(line);
            self.told("visit-unreadable", vec![child]);
        }
        if let Some((_, child)) = self.take_mother(from, to) {
            let birth = self.town.people[child].birth;
            let line = visit(child).number("birth_weight", 1840);
            self.say(line.day("date", plus_days(birth, 52)).text("seen", "○"));
            self.told("low-weight", vec![child]);
        }
    }

    fn nurseries(&mut self) {
        // At home and seen by nobody; at home, and sometimes left with others for an hour.
        if let [_, child] = self.of("two-surnames")[..] {
            self.town.at_home.insert(child);
            self.told("at-home", vec![child]);
        }
        if let [_, child] = self.of("renamed")[..] {
            self.town.at_home.insert(child);
            let line = Line::of("services", child)
                .text("service", "一時預かり")
                .text("basis", "申込")
                .day("since", day(2026, 4, 9))
                .day("last_used_on", day(2026, 5, 21));
            self.say(line.number("days", 5));
            self.told("at-home-with-service", vec![child]);
        }
        // Nine days in a row without coming; and twelve days of which nobody knows which ones.
        if let [_, child, _] = self.of("not-seen")[..]
            && let Some(nursery) = nursery::attends(self.town, child)
        {
            let days = between_days(nursery.name, day(2026, 5, 12), day(2026, 5, 22));
            let marks = self.town.marks.entry(child).or_default();
            marks.extend(days.iter().map(|day| (*day, Mark::Family)));
            self.told("does-not-come", vec![child]);
        }
        let child = self.take(|town, index, _| {
            nursery::attends(town, index).is_some_and(|nursery| !nursery.by_day)
        });
        if let Some(child) = child
            && let Some(nursery) = nursery::attends(self.town, child)
        {
            let days = between_days(nursery.name, day(2026, 5, 7), day(2026, 5, 22));
            let marks = self.town.marks.entry(child).or_default();
            marks.extend(days.iter().map(|day| (*day, Mark::Ill)));
            self.told("total-only", vec![child]);
        }
    }

    fn pupils(&mut self) {
        if let [_, child] = self.of("no-contact")[..] {
            self.say(school::health_room(self.town, child, 5, 6));
            self.told("health-room", vec![child]);
        }
        if let [child] = self.of("decision-later")[..] {
            self.say(school::health_room(self.town, child, 5, 2));
        }
        if let [child] = self.of("three-months")[..] {
            let line = school::health_room(self.town, child, 5, 0);
            self.say(line.damaged("visits", "多数", "type-error"));
            self.told("health-room-unreadable", vec![child]);
        }
    }

    fn benefits(&mut self) {
        // One mother gets the allowance and her son no school aid; another one gets both.
        for (story, aid) in [("nine-days-checkup-plan", false), ("protected", true)] {
            let [child, ..] = self.of(story)[..] else {
                continue;
            };
            let household = self.town.people[child].household;
            let Some(mother) = self.town.single_parent(household) else {
                continue;
            };
            for kind in ["児童手当", "児童扶養手当", "ひとり親医療"] {
                self.say(welfare::benefit(mother, kind, day(2024, 11, 1)));
            }
            if aid && (1..=9).contains(&grade(self.town.people[child].birth)) {
                self.say(welfare::benefit(child, "就学援助", day(2026, 4, 1)));
            }
            let story = if aid {
                "allowance-and-aid"
            } else {
                "allowance-without-aid"
            };
            self.told(story, vec![child, mother]);
        }
        // Entitled to the child allowance and not asked for.
        let child = self.take(|town, _, who| {
            who.child && town.pupil_or_younger(who) && town.single_parent(who.household).is_none()
        });
        if let Some(child) = child
            && let Some(guardian) = self.town.people[child].guardian
        {
            let since = day(2023, 4, 1);
            let ended = welfare::benefit(guardian, "児童手当", since);
            self.say(ended.day("ended_on", day(2026, 1, 31)));
            self.told("allowance-ended", vec![child, guardian]);
        }
    }

    fn news(&mut self) {
        let note = |child: usize, date, from: &str, what: &str| {
            Line::of("notes", child)
                .day("date", date)
                .text("told_by", from)
                .text("note", what)
        };
        if let [child] = self.of("six-days-only")[..] {
            let line = note(child, day(2026, 5, 20), "学校", "腕に説明のつかないあざ");
            self.say(line.text("injury", "有").text("confidential", "秘"));
            self.told("injury", vec![child]);
        }
        if let [child, _] = self.of("no-contact")[..] {
            self.say(note(child, day(2026, 5, 1), "学校", "連絡がつかない"));
            self.say(note(child, day(2026, 5, 13), "近隣", "夜に一人でいる"));
            self.told("two-sources", vec![child]);
        }
        if let [child, _] = self.of("all-days")[..] {
            self.say(note(
                child,
                day(2026, 4, 24),
                "学校",
                "家庭訪問でも会えない",
            ));
            self.say(note(child, day(2026, 5, 25), "学校", "電話に出ない"));
            self.told("one-source", vec![child]);
        }
        if let [child, ..] = self.of("list-missing")[..] {
            self.say(note(
                child,
                day(2026, 5, 8),
                "民生委員",
                "登校していない様子",
            ));
            let line = note(child, day(2026, 5, 9), "医療機関", "受診が途絶えている");
            self.say(line.damaged("date", "R8.5.32", "date-no-such-day"));
            self.told("note-day-unreadable", vec![child]);
        }
        // A service that the town provides without being asked for it.
        if let [_, child] = self.of("suspended-and-hospital")[..] {
            let line = Line::of("services", child)
                .text("service", "養育支援訪問")
                .text("basis", "措置")
                .day("since", day(2026, 3, 2))
                .day("last_used_on", day(2026, 5, 18));
            self.say(line.number("days", 6));
            self.told("measure", vec![child]);
        }
    }
}
