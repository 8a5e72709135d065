//! The stories of other offices and schools: what they know and nobody has put together.

use super::After;
use super::offices::{moved, unpaid};
use super::school::{answer, dentist, place_of, report};
use super::told::Teller;
use crate::days::{day, grade};
use crate::health::Checkup;
use crate::line::Line;
use crate::people::{Kept, Sex};
use crate::school::Mark;
use crate::stories::between_days;

impl Teller<'_> {
    pub(super) fn offices(&mut self) {
        self.moves();
        self.unpaid();
        self.certificates();
    }

    pub(super) fn schools(&mut self) {
        self.points();
        self.carers();
        self.teeth();
        self.reports();
    }

    fn moves(&mut self) {
        // Left, and came back; and one whose second move is on a day that does not exist.
        if let [child, ..] = self.of("moved-in")[..] {
            self.say(moved(child, day(2024, 7, 31), "転出", "あおば市"));
            self.say(moved(child, day(2026, 4, 6), "転入", "あおば市"));
            self.told("moved-twice", vec![child]);
        }
        let child = self
            .take(|_, _, who| who.child && who.since > day(2024, 1, 1) && who.since > who.birth);
        if let Some(child) = child {
            let since = self.town.people[child].since;
            self.say(moved(child, since, "転入", "しおかぜ町"));
            let other = moved(child, since, "転居", "ひなた町");
            self.say(other.damaged("date", "R7.11.31", "date-no-such-day"));
            self.told("move-unreadable", vec![child]);
        }
    }

    fn unpaid(&mut self) {
        // Long; of two kinds; neither; and nobody can read how long.
        for (story, name, lines) in [
            ("not-seen", "unpaid-long", &[("国保税", 4)][..]),
            (
                "six-days-only",
                "unpaid-two-kinds",
                &[("水道", 1), ("給食費", 1)],
            ),
            ("change-of-school", "unpaid-little", &[("水道", 2)]),
        ] {
            let Some(child) = self.of(story).first().copied() else {
                continue;
            };
            let Some(guardian) = self.town.people[child].guardian else {
                continue;
            };
            for (kind, months) in lines {
                self.say(unpaid(guardian, kind, *months));
            }
            self.told(name, vec![child, guardian]);
        }
        if let [child, ..] = self.of("suspended-and-hospital")[..]
            && let Some(guardian) = self.town.people[child].guardian
        {
            let line = unpaid(guardian, "国保税", 0);
            self.say(line.damaged("months", "３か月超", "type-error"));
            self.told("unpaid-unreadable", vec![child, guardian]);
        }
        if let [child, ..] = self.of("all-days")[..]
            && let Some(guardian) = self.town.people[child].guardian
        {
            let line = Line::of("signals", guardian).day("date", day(2026, 5, 19));
            self.say(line.text("signal", "水道の停栓"));
            self.told("water-stopped", vec![child, guardian]);
        }
        if let [child, ..] = self.of("detailed")[..]
            && let Some(guardian) = self.town.people[child].guardian
        {
            let line = Line::of("signals", guardian).day("date", day(2026, 5, 12));
            self.say(line.damaged("signal", "水道？", "unknown-code"));
            self.told("signal-unreadable", vec![child, guardian]);
        }
    }

    fn certificates(&mut self) {
        let certificate = |child: usize| Line::of("disability", child).text("part", "通所受給者証");
        // Ended and not renewed, renewed, and until a day that does not exist.
        for (story, name, until) in [
            (
                "checkup-day-unreadable",
                "certificate-ended",
                day(2026, 3, 31),
            ),
            (
                "category-unreadable",
                "certificate-renewed",
                day(2027, 3, 31),
            ),
        ] {
            if let Some(child) = self.of(story).first().copied() {
                self.say(certificate(child).day("valid_until", until));
                self.told(name, vec![child]);
            }
        }
        if let [_, child] = self.of("closed")[..] {
            let line = certificate(child);
            self.say(line.damaged("valid_until", "令和8年4月31日", "date-no-such-day"));
            self.told("certificate-unreadable", vec![child]);
        }
    }

    fn carers(&mut self) {
        let listed = |child: usize, by: &'static str, cares_for: &str| {
            Line::of("young-carers", child)
                .at(by)
                .day("since", day(2026, 1, 20))
                .text("cares_for", cares_for)
        };
        // Often late; a mother with a handbook, a small brother or sister at home. The school knows.
        if let [child, _] = self.of("two-surnames")[..] {
            let days = between_days("みなと小", day(2026, 5, 7), day(2026, 5, 22));
            let marks = self.town.marks.entry(child).or_default();
            let late = days.iter().step_by(2);
            marks.extend(late.map(|day| (*day, Mark::Late)));
            if let Some(mother) = self.town.mother(self.town.people[child].household) {
                let line = Line::of("disability", mother).text("part", "精神");
                self.say(line.day("valid_until", day(2027, 1, 31)));
            }
            self.say(listed(child, "school", "きょうだい"));
            self.say(answer(child, true, false, true));
            self.told("carer-of-school", vec![child]);
        }
        // On both lists; on the centre's alone.
        if let [child] = self.of("three-months")[..] {
            self.say(listed(child, "school", "父母"));
            self.say(listed(child, "centre", "父母"));
            self.told("carer-of-both", vec![child]);
        }
        if let [child, ..] = self.of("renamed")[..] {
            self.say(listed(child, "centre", "祖父母"));
            self.told("carer-of-centre", vec![child]);
        }
        // A mother alone, small children, and the eldest is often late.
        let child = self.take(|town, index, who| {
            let siblings = town.members(who.household, true);
            let small = |c: &usize| town.people[*c].birth > day(2020, 6, 10);
            let alone = town.single_parent(who.household);
            let mother = alone.is_some_and(|a| town.people[a].sex == Sex::Female);
            let quiet = !town.marks.contains_key(&index);
            town.pupil(index) && mother && quiet && siblings.iter().any(small)
        });
        if let Some(child) = child
            && let Some(place) = place_of(self.town, child)
        {
            let days = between_days(place, day(2026, 4, 9), day(2026, 4, 24));
            let marks = self.town.marks.entry(child).or_default();
            marks.extend(days.iter().step_by(2).map(|day| (*day, Mark::Late)));
            self.told("eldest-often-late", vec![child]);
        }
    }

    /// Points of M-CHAT and no second stage; with one; a number that is none.
    fn points(&mut self) {
        let [second, first, _, unread] = self.of("detailed")[..] else {
            return;
        };
        let mut says = |child: usize, mchat, second_on| {
            let after = After {
                mchat,
                second_on,
                ..After::nothing()
            };
            self.town.after.insert((child, Checkup::Months18), after);
        };
        says(first, Kept::Is(6), Kept::Blank);
        says(second, Kept::Is(5), Kept::Is(day(2024, 6, 14)));
        says(unread, Kept::Damaged("３個？", "type-error"), Kept::Blank);
        self.told("mchat", vec![first, second, unread]);
    }

    fn teeth(&mut self) {
        if let [child] = self.of("mark-unreadable")[..] {
            self.say(dentist(self.town, child, 8, 7));
            self.told("decayed-teeth", vec![child]);
        }
        if let [child] = self.of("change-of-school")[..] {
            self.say(dentist(self.town, child, 7, 2));
            self.say(dentist(self.town, child, 8, 2));
            self.told("told-two-years", vec![child]);
        }
        if let [_, child, ..] = self.of("list-missing")[..] {
            let line = dentist(self.town, child, 8, 0);
            self.say(line.damaged("untreated_teeth", "多数", "type-error"));
            self.told("teeth-unreadable", vec![child]);
        }
        let last = self.of("two-plans");
        if let [child] = last[..]
            && grade(self.town.people[child].birth) <= 9
        {
            self.say(dentist(self.town, child, 8, 2));
        }
    }

    fn reports(&mut self) {
        // What a child said itself; a word that stands in no table.
        if let [child] = self.of("change-of-school")[..]
            && let Some(place) = place_of(self.town, child)
        {
            let line = report(self.town, child, place).text("child_word", "有");
            let line = line.text("concern", "家に帰りたくないと話した");
            self.say(line.text("change", "悪くなった"));
            self.told("child-word", vec![child]);
        }
        if let [child] = self.of("mark-unreadable")[..]
            && let Some(place) = place_of(self.town, child)
        {
            let line = report(self.town, child, place);
            self.say(line.damaged("injury", "？", "unknown-code"));
            self.told("report-unreadable", vec![child]);
        }
    }
}
