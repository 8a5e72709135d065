//! Why somebody is on the list, in sentences, each with where it stands.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mimamori_record::line::{Cause, Due, Evidence, Flag};
use mimamori_record::{Block, Coverage, Lang, Text, reason};
use serde::Serialize;

use crate::called;
use crate::evidence;
use crate::facts::day;
use crate::masking::Mask;
use crate::messages::{self, date, near_day, tell};
use crate::profile::Wording;

/// One reason.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Why {
    /// The sentence.
    pub(crate) text: String,
    /// Workbook, sheet and cells.
    pub(crate) places: Vec<String>,
    /// 新規, 前回から …; empty when nobody compared.
    pub(crate) mark: String,
    /// Of the immediate lane: how old the lists are. The paper asks when somebody acted.
    pub(crate) act: Option<String>,
}

/// What the sentences need to know.
pub(crate) struct Teller<'a> {
    pub(crate) lang: Lang,
    pub(crate) today: NaiveDate,
    pub(crate) coverage: &'a Coverage,
    pub(crate) mask: &'a Mask,
    pub(crate) wording: &'a [Wording],
    pub(crate) block: &'a Block,
}

impl Teller<'_> {
    /// How a rule is called.
    pub(crate) fn rule(&self, id: &str) -> String {
        self.called("flag:", id, called::RULES)
    }

    /// What the town calls it, otherwise what the kit does, otherwise its id.
    fn called(&self, kind: &str, id: &str, kit: &[(&str, Text)]) -> String {
        let own = self
            .wording
            .iter()
            .find(|w| w.of.strip_prefix(kind) == Some(id));
        let kit = || kit.iter().find(|(name, _)| *name == id);
        match (own, kit()) {
            (Some(own), _) => own.title.pick(self.lang).to_owned(),
            (None, Some((_, text))) => text.pick(self.lang).to_owned(),
            (None, None) => id.to_owned(),
        }
    }

    /// A flag that fired.
    pub(crate) fn flag(&self, flag: &Flag) -> Why {
        let rule = flag.rule.as_deref().unwrap_or_default();
        let days: Vec<&Evidence> = flag.evidence.iter().filter(|e| e.day.is_some()).collect();
        let text = match rule {
            "absence-7-school-days" | "absence-no-contact" if !days.is_empty() => {
                self.days_in_a_row(rule, days)
            }
            "absence-30-year" | "absence-3-month" | "late-early-5-month" if !days.is_empty() => {
                self.days_counted(rule, days)
            }
            "case-not-seen" => self.not_seen(&flag.evidence),
            "school-age-not-enrolled" => tell!(
                self.lang,
                "小・中学校の年齢ですが、学齢簿に名前が見当たりません。就学の手続きを手伝えるか確かめてください。",
                "Of school age, and on no school's list: see whether help with enrolment is wanted."
            ),
            "sibling-of-registered" => tell!(
                self.lang,
                "同じ世帯のきょうだいが支援中で、この子は要保護・要支援として登録されていません。",
                "A sibling of the same household is supported; this child is not registered."
            ),
            _ if rule.ends_with("-not-taken") => self.not_taken(rule, &flag.evidence),
            _ => self.as_read(&self.rule(rule), &flag.evidence),
        };
        let act = (flag.lane.as_deref() == Some("immediate"))
            .then(|| self.age_of(&flag.evidence))
            .flatten();
        Why {
            text: self.mask.text(&text),
            places: self.places(&flag.evidence),
            mark: self.flag_mark(flag.change.as_deref()),
            act,
        }
    }

    fn flag_mark(&self, change: Option<&str>) -> String {
        let text = match change {
            Some("new") => messages::NEW,
            Some("worse") => messages::WORSE,
            Some("same") => messages::SAME,
            _ => return String::new(),
        };
        text.pick(self.lang).to_owned()
    }

    /// Marks of some days, most frequent first: 「病気欠席4日、連絡のない欠席2日」.
    fn kinds(&self, days: &[&Evidence]) -> String {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for one in days {
            *counts
                .entry(one.value.as_deref().unwrap_or(""))
                .or_default() += 1;
        }
        let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|(value, count)| (std::cmp::Reverse(*count), *value));
        let told = |(value, count): (&str, usize)| {
            let label = mimamori_record::dictionary::code_label("attendance", "days", value);
            let label = label.map_or(value, |text| text.pick(self.lang));
            tell!(self.lang, "{label}{count}日", "{label} {count}")
        };
        let told: Vec<String> = counts.into_iter().map(told).collect();
        told.join(messages::COMMA.pick(self.lang))
    }

    fn days_in_a_row(&self, rule: &str, mut days: Vec<&Evidence>) -> String {
        days.sort_by_key(|e| e.day.as_deref());
        let absent = |e: &&Evidence| {
            e.value
                .as_deref()
                .is_some_and(|v| v.starts_with("absent-") || v == "hospitalised")
        };
        let (counted, between): (Vec<&Evidence>, Vec<&Evidence>) =
            days.into_iter().partition(absent);
        let end = |e: Option<&&Evidence>| {
            near_day(
                e.and_then(|e| e.day.as_deref()).unwrap_or_default(),
                self.lang,
            )
        };
        let (first, last) = (end(counted.first()), end(counted.last()));
        let (count, kinds) = (counted.len(), self.kinds(&counted));
        let mut text = if rule == "absence-no-contact" {
            tell!(
                self.lang,
                "{first}から{last}まで、連絡のない欠席が学校のある日で{count}日続いています。",
                "Absent without contact on {count} school days in a row, {first} to {last}."
            )
        } else {
            tell!(
                self.lang,
                "{first}から{last}まで、学校のある日で{count}日続けて欠席しています（{kinds}）。",
                "Absent on {count} school days in a row, {first} to {last} ({kinds})."
            )
        };
        if !between.is_empty() {
            let kinds = self.kinds(&between);
            text += &tell!(
                self.lang,
                "間に{kinds}があります（数えず、切れ目ともしていません）。",
                " In between: {kinds} (neither counted nor a break)."
            );
        }
        text
    }

    fn days_counted(&self, rule: &str, mut days: Vec<&Evidence>) -> String {
        days.sort_by_key(|e| e.day.as_deref());
        let end = |e: Option<&&Evidence>| {
            near_day(
                e.and_then(|e| e.day.as_deref()).unwrap_or_default(),
                self.lang,
            )
        };
        let (first, last) = (end(days.first()), end(days.last()));
        let (count, kinds, rule) = (days.len(), self.kinds(&days), self.rule(rule));
        tell!(
            self.lang,
            "{rule}: {first}から{last}までに{count}日（{kinds}）。",
            "{rule}: {count} days, {first} to {last} ({kinds})."
        )
    }

    fn not_seen(&self, evidence: &[Evidence]) -> String {
        let seen = evidence
            .iter()
            .find(|e| e.field.as_deref() == Some("last_seen"));
        let seen = seen.and_then(|e| e.value.as_deref());
        match seen.and_then(|text| Some((text, day(text)?))) {
            Some((text, seen)) => {
                let (days, seen) = ((self.today - seen).num_days(), date(text, self.lang));
                tell!(
                    self.lang,
                    "最後に目で見て確かめたのは{seen}で、{days}日たっています。",
                    "Last seen by eye on {seen}, {days} days ago."
                )
            }
            None => tell!(
                self.lang,
                "目で見て確かめた日が台帳に書かれていません。",
                "The ledger has no day on which the child was seen."
            ),
        }
    }

    fn not_taken(&self, rule: &str, evidence: &[Evidence]) -> String {
        let rule = self.rule(rule);
        let invited = evidence
            .iter()
            .find(|e| e.field.as_deref() == Some("invited_on"));
        let invited = invited
            .and_then(|e| e.value.as_deref())
            .map(|on| {
                let on = date(on, self.lang);
                tell!(self.lang, "通知は{on}。", "Invited on {on}. ")
            })
            .unwrap_or_default();
        tell!(
            self.lang,
            "{rule}。対象の時期を過ぎ、受診日が空欄です。{invited}",
            "{rule}: its time is over and there is no date. {invited}"
        )
    }

    /// Any other rule: what it is called and what was read.
    fn as_read(&self, rule: &str, evidence: &[Evidence]) -> String {
        let mut read: Vec<String> = Vec::new();
        for one in self.shown(evidence) {
            let dataset = self.dataset(one);
            let Some(field) = one.field.as_deref() else {
                continue;
            };
            let label = mimamori_record::dictionary::field_of(dataset, field)
                .map_or(field, |f| f.label.pick(self.lang));
            let value = messages::value(one, dataset, self.lang)
                .unwrap_or_else(|| tell!(self.lang, "空欄", "blank"));
            let told = tell!(self.lang, "{label} {value}", "{label} {value}");
            if !read.contains(&told) {
                read.push(told);
            }
        }
        // A long list of marks is told by its places.
        read.truncate(4);
        if read.is_empty() {
            return tell!(self.lang, "{rule}。", "{rule}.");
        }
        let read = read.join(messages::COMMA.pick(self.lang));
        tell!(self.lang, "{rule}（{read}）。", "{rule} ({read}).")
    }

    /// The day up to which the lists of some evidence speak.
    fn age_of(&self, evidence: &[Evidence]) -> Option<String> {
        // A mark is as old as its own list, whatever else was looked at.
        let marks = evidence.iter().any(|e| e.day.is_some());
        let as_of = self
            .shown(evidence)
            .filter(|e| e.day.is_some() || !marks)
            .filter_map(|e| self.coverage.source(&e.source)?.as_of.as_deref())
            .max()?;
        let days = (self.today - day(as_of)?).num_days();
        let as_of = date(as_of, self.lang);
        Some(tell!(
            self.lang,
            "資料は{as_of}現在（{days}日前）",
            "lists of {as_of} ({days} days old)"
        ))
    }

    /// A due item.
    pub(crate) fn due(&self, due: &Due) -> Why {
        let when = due
            .due
            .as_deref()
            .map(|d| date(d, self.lang))
            .unwrap_or_default();
        let mut text = self.duty(&due.what, &due.state, &when);
        if self.shown(&due.evidence).count() < due.evidence.len() {
            // Its day tells when somebody reported something.
            let name = self.called("due:", &due.what, called::DUES);
            text = tell!(self.lang, "{name}があります。", "{name}.");
        }
        if due.disagrees.is_some() {
            text += &tell!(
                self.lang,
                "計画の一覧と会議の決定で日付が違い、遅いほうを採っています。",
                " The list of plans and the decision disagree; the later date holds."
            );
        }
        if let Some(cause) = &due.cause {
            let cause = self.cause(cause);
            text += &tell!(self.lang, "（{cause}）", " ({cause})");
        }
        let mut all = due.evidence.clone();
        all.extend(due.disagrees.clone());
        let mark = match due.change.as_str() {
            "new" => messages::NEW,
            "told-before" => messages::SAME,
            _ => messages::MOVED,
        };
        Why {
            text: self.mask.text(&text),
            places: self.places(&all),
            mark: mark.pick(self.lang).to_owned(),
            act: None,
        }
    }

    fn dataset(&self, evidence: &Evidence) -> &str {
        let source = self.coverage.source(&evidence.source);
        source.map_or("", |source| source.dataset.as_str())
    }

    /// The evidence that the reader may see.
    pub(crate) fn shown<'e>(
        &self,
        evidence: impl IntoIterator<Item = &'e Evidence>,
    ) -> impl Iterator<Item = &'e Evidence> {
        let hidden = |one: &Evidence| {
            let field = one.field.as_deref();
            self.mask.withholds_cell(self.dataset(one), field)
        };
        evidence.into_iter().filter(move |one| !hidden(one))
    }

    /// Where they stand, those that the reader may see.
    pub(crate) fn places(&self, evidence: &[Evidence]) -> Vec<String> {
        let shown: Vec<Evidence> = self.shown(evidence).cloned().collect();
        evidence::places(&shown, self.coverage, self.mask, self.lang)
    }

    fn duty(&self, what: &str, state: &str, when: &str) -> String {
        let lang = self.lang;
        let name = self.called("due:", what, called::DUES);
        match what {
            "no-plan" => {
                return tell!(
                    lang,
                    "支援中ですが、計画がありません。",
                    "Supported, and there is no plan."
                );
            }
            "no-worker" => {
                return tell!(lang, "主担当が決まっていません。", "No worker is named.");
            }
            "plan-no-date" => {
                return tell!(
                    lang,
                    "計画に、次の見直しの日がありません。",
                    "The plan has no date of its next review."
                );
            }
            _ => {}
        }
        match state {
            "overdue" => tell!(
                lang,
                "{name}の時期（{when}）を過ぎています。",
                "{name}: overdue since {when}."
            ),
            "no-date" => tell!(lang, "{name}の日付がありません。", "{name}: no date."),
            "this-month" => tell!(
                lang,
                "{name}は今月です（{when}）。",
                "{name}: this month ({when})."
            ),
            "next-month" => tell!(
                lang,
                "{name}は来月です（{when}）。",
                "{name}: next month ({when})."
            ),
            _ => tell!(lang, "{name}は{when}です。", "{name}: {when}."),
        }
    }

    /// Why something is not known, with the place where somebody can look.
    pub(crate) fn cause(&self, cause: &Cause) -> String {
        let dataset = cause.dataset.as_deref().unwrap_or_default();
        if self.mask.hides() || self.mask.withholds(dataset) {
            // Month, file and reason together tell which school did not send its list.
            return messages::cause_hidden(cause.dataset.as_deref(), self.lang);
        }
        let source = cause
            .source
            .as_deref()
            .and_then(|id| self.coverage.source(id));
        let place = source.map(|source| {
            let list = evidence::list(source, self.coverage, self.mask, self.lang);
            match &cause.cell {
                Some(cell) => format!("{list} {cell}"),
                None => list,
            }
        });
        let institution = cause
            .institution
            .as_deref()
            .map(|name| self.mask.text(name));
        messages::cause(cause, institution.as_deref(), place.as_deref(), self.lang)
    }

    /// What is not known about a person: lists that have not come in one line, because the account
    /// at the end tells what each of them leaves open; others a line each, with the questions.
    pub(crate) fn unknown(&self, person: &str) -> Vec<String> {
        let mut causes: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut lists: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let flags = self.block.flags.iter().filter(|f| f.person == person);
        for flag in flags {
            if let Some(cause) = &flag.cause {
                if self.awaits_list(cause) {
                    let institution = cause.institution.as_deref();
                    let institution = institution.map(|name| self.mask.text(name));
                    let what = messages::cause_what(cause, institution.as_deref(), self.lang);
                    let of = lists.entry(messages::cause_title(cause, self.lang));
                    of.or_default().push(what);
                    continue;
                }
                let rules = causes.entry(self.cause(cause)).or_default();
                rules.extend(flag.rules.iter().chain(&flag.rule).map(|id| self.rule(id)));
            }
        }
        let line = |(cause, rules): (String, Vec<String>)| {
            let rules = rules.join(messages::DOT.pick(self.lang));
            tell!(
                self.lang,
                "{cause}（確かめられないこと: {rules}）",
                "{cause} (leaves open: {rules})"
            )
        };
        let between = match self.lang {
            Lang::Ja => "、",
            Lang::En => "; ",
        };
        let lists = lists.into_iter().map(|(title, mut lists)| {
            lists.sort();
            lists.dedup();
            format!("{title}: {}", lists.join(between))
        });
        lists.chain(causes.into_iter().map(line)).collect()
    }

    /// Whether a whole list is awaited, and it may be told which.
    fn awaits_list(&self, cause: &Cause) -> bool {
        let codes = [
            reason::LIST_MISSING,
            reason::LIST_TOO_OLD,
            reason::LIST_UNREADABLE,
        ];
        let dataset = cause.dataset.as_deref().unwrap_or_default();
        let told = !self.mask.hides() && !self.mask.withholds(dataset);
        told && cause.cell.is_none() && codes.iter().any(|reason| reason.code == cause.code)
    }
}
