//! The stories of what families might have and do not: benefits nobody asked for, services that were
//! recommended, young people whom nobody sees since they left school.

use super::school::graduate;
use super::told::Teller;
use super::welfare::benefit;
use crate::days::{day, grade};
use crate::line::Line;

impl Teller<'_> {
    pub(super) fn gaps(&mut self) {
        self.one_parent();
        self.medical_aid();
        self.recommended();
        self.after_school_age();
    }

    /// The allowance of one parent, and nobody asked for the medical aid; an allowance of which
    /// nobody can read whether it ended.
    fn one_parent(&mut self) {
        if let [child] = self.of("decision-later")[..]
            && let Some(guardian) = self.town.people[child].guardian
        {
            let since = day(2024, 11, 1);
            self.say(benefit(guardian, "児童手当", since));
            let line = benefit(guardian, "児童扶養手当", since);
            self.say(line.damaged("ended_on", "R8.4.31", "date-no-such-day"));
            self.told("allowance-unreadable", vec![child, guardian]);
        }
        // School aid until March; the decisions of this year are not on the list yet.
        if let [child] = self.of("two-plans")[..]
            && let Some(guardian) = self.town.people[child].guardian
        {
            for kind in ["児童手当", "児童扶養手当", "ひとり親医療"] {
                self.say(benefit(guardian, kind, day(2024, 11, 1)));
            }
            let aid = benefit(child, "就学援助", day(2025, 4, 1));
            self.say(aid.day("ended_on", day(2026, 3, 31)));
            self.told("aid-until-march", vec![child, guardian]);
        }
        let child = self.take(|town, _, who| {
            who.child && town.single_parent(who.household).is_some() && grade(who.birth) <= 9
        });
        let Some(child) = child else {
            return;
        };
        let household = self.town.people[child].household;
        let Some(parent) = self.town.single_parent(household) else {
            return;
        };
        for kind in ["児童手当", "児童扶養手当"] {
            self.say(benefit(parent, kind, day(2025, 3, 1)));
        }
        let children = self.town.members(household, true);
        for child in &children {
            if self.town.pupil(*child) {
                self.say(benefit(*child, "就学援助", day(2026, 4, 1)));
            }
        }
        self.told("allowance-without-medical-aid", children);
    }

    /// The medical aid of a child ended and was not asked for again; another one's began anew.
    fn medical_aid(&mut self) {
        for (story, again) in [("medical-aid-ended", false), ("medical-aid-renewed", true)] {
            let child = self.take(|town, _, who| {
                who.child && town.pupil_or_younger(who) && who.birth < day(2022, 4, 1)
            });
            let Some(child) = child else {
                continue;
            };
            let ended = benefit(child, "子ども医療", day(2023, 4, 1));
            self.say(ended.day("ended_on", day(2026, 2, 28)));
            if again {
                self.say(benefit(child, "子ども医療", day(2026, 3, 1)));
            }
            self.told(story, vec![child]);
        }
    }

    /// A service was recommended: nothing came of it, it began, or nobody can read since when.
    fn recommended(&mut self) {
        for story in ["not-begun", "begun", "recommended-unreadable"] {
            let Some(child) = self.take(|town, index, who| who.child && town.pupil(index)) else {
                continue;
            };
            let line = Line::of("recommendations", child)
                .day("date", day(2026, 3, 17))
                .text("service", "世帯訪問支援")
                .text("by", "口頭")
                .text("reason", "家事・育児の負担が大きい")
                .text("reply", "検討中");
            self.say(match story {
                "recommended-unreadable" => {
                    line.damaged("date", "令和8年2月31日", "date-no-such-day")
                }
                "begun" => line.text("reply", "申込"),
                _ => line,
            });
            if story == "begun" {
                let line = Line::of("services", child)
                    .text("service", "世帯訪問支援")
                    .text("basis", "申込")
                    .day("since", day(2026, 4, 15))
                    .day("last_used_on", day(2026, 5, 20));
                self.say(line.number("days", 3));
            }
            self.told(story, vec![child]);
        }
    }

    /// Left high school: seen by nobody since, in touch with the centre, or nobody can read whether.
    fn after_school_age(&mut self) {
        for story in [
            "left-school",
            "left-school-helped",
            "left-school-unreadable",
        ] {
            let child = self.take(|_, _, who| {
                who.child && (11..=12).contains(&grade(who.birth)) && who.since < day(2020, 1, 1)
            });
            let Some(child) = child else {
                continue;
            };
            let line = graduate(self.town, child, "県立ひなた高校");
            self.say(match story {
                "left-school-unreadable" => line.damaged("left_on", "R7.11.31", "date-no-such-day"),
                _ => line.day("left_on", day(2025, 11, 28)),
            });
            if story == "left-school-helped" {
                let line = Line::of("contacts", child)
                    .day("date", day(2026, 2, 12))
                    .text("contact_by", "面談")
                    .text("contact_with", "児童")
                    .text("seen", "○");
                self.say(line.text("worker", "早瀬 つばさ"));
            }
            self.told(story, vec![child]);
        }
    }
}
