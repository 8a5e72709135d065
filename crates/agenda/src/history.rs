//! What happened before: the last list, the last decision, since when somebody waits.

use mimamori_record::line::{FlagResult, Record};
use mimamori_record::{Individual, Text};
use serde_json::Value as Json;

use crate::case::Desk;
use crate::choose::Pick;
use crate::facts;
use crate::messages::{self, date, tell};
use crate::profile::Who;
use crate::proposed::Run;
use crate::sentence::Why;

impl Desk<'_> {
    /// Against the list of the last meeting: whether the case stood on it, what does not apply
    /// any more.
    pub(crate) fn changed(&self, pick: &Pick<'_>) -> Vec<String> {
        let lang = self.lang();
        let Some(before) = self.before else {
            return Vec::new();
        };
        let person = &pick.person.line;
        let mut lines = vec![match before.part(person) {
            Some("A") => tell!(
                lang,
                "前回も載っていました（A 一括確認）",
                "on the last list (part A)"
            ),
            Some(_) => tell!(
                lang,
                "前回も載っていました（B 個別協議）",
                "on the last list (part B)"
            ),
            None => tell!(lang, "前回の名簿にはありません", "not on the last list"),
        }];
        let now: Vec<&str> = self
            .flags_of(&person.id)
            .filter_map(|f| f.rule.as_deref())
            .collect();
        let unknown: Vec<&str> = self
            .teller
            .block
            .flags
            .iter()
            .filter(|f| f.person == person.id && f.result == FlagResult::Unknown)
            .flat_map(|f| f.rules.iter().chain(&f.rule).map(String::as_str))
            .collect();
        for rule in before.fired(person) {
            let name = self.teller.rule(rule);
            if unknown.contains(&rule) {
                lines.push(tell!(
                    lang,
                    "前回あった「{name}」は、今回はわかりません",
                    "“{name}” of last time: not known this time"
                ));
            } else if !now.contains(&rule) {
                lines.push(tell!(
                    lang,
                    "前回あった「{name}」は、今回は当てはまりません",
                    "“{name}” of last time does not apply any more"
                ));
            }
        }
        lines
    }

    /// A candidate nobody judged comes back with the number of days.
    pub(crate) fn waiting(&self, pick: &Pick<'_>) -> Option<String> {
        let day = self.before?.day.filter(|_| pick.who == Who::New)?;
        let fired = self.before?.fired(&pick.person.line);
        let same = pick
            .flags
            .iter()
            .filter_map(|f| f.rule.as_deref())
            .any(|r| fired.contains(r));
        let days = (self.today() - day).num_days();
        same.then(|| {
            tell!(
                self.lang(),
                "未確認 {days}日以上",
                "unjudged for {days} days or more"
            )
        })
    }

    /// Since when nobody has answered about a candidate on the list of candidates.
    pub(crate) fn unanswered(&self, pick: &Pick<'_>) -> Option<String> {
        let since = pick.unanswered.filter(|since| *since < self.today())?;
        let days = (self.today() - since).num_days();
        let on = date(&since.to_string(), self.lang());
        Some(tell!(
            self.lang(),
            "未確認 {days}日（{on}の候補の一覧から）",
            "unjudged for {days} days (since the list of {on})"
        ))
    }

    /// That nobody has answered, where nothing else brings somebody any more.
    pub(crate) fn only_unanswered(&self, pick: &Pick<'_>) -> Option<Why> {
        let alone = pick.because.iter().all(|because| because == "unanswered");
        let since = pick.unanswered.filter(|_| alone)?;
        let on = date(&since.to_string(), self.lang());
        Some(Why {
            text: tell!(
                self.lang(),
                "{on}の候補の一覧に載り、答えがないままです。そのときの理由は、いまの名簿にはありません（解消したか、時期が過ぎました）。",
                "On the list of candidates of {on}, without an answer since. What brought them there is not in today's lists (settled, or its time has passed)."
            ),
            places: Vec::new(),
            mark: String::new(),
            act: None,
        })
    }

    /// What a case is called that no line of the selection brings.
    pub(crate) fn no_entry(&self, pick: &Pick<'_>) -> &'static Text {
        match pick.proposals.is_empty() {
            true => &messages::UNANSWERED,
            false => &messages::PROPOSED,
        }
    }

    /// What was said of somebody as a candidate, on the newest list that says something; not where
    /// it is what brings them, or is typed beside.
    pub(crate) fn marked(&self, pick: &Pick<'_>) -> Option<String> {
        let (lang, person) = (self.lang(), pick.person);
        let row = self.proposed.last(person, self.coverage())?;
        let typed = self.proposed.typed(person, self.coverage());
        let typed = typed.filter(|_| self.proposed.run == Run::Candidates);
        let mut told = pick.proposals.iter().copied().chain(typed);
        if told.any(|told| std::ptr::eq(told, row)) {
            return None;
        }
        let mut words = Vec::new();
        words.extend(match row.fields.get("picked").and_then(Json::as_bool) {
            Some(true) => Some(tell!(lang, "上程", "picked")),
            Some(false) => Some(tell!(lang, "上程しない", "not picked")),
            None => None,
        });
        let verdict = facts::label(row, "verdict", lang);
        words.extend(verdict.map(|verdict| tell!(lang, "正否 {verdict}", "verdict: {verdict}")));
        words.extend(
            row.text("worker")
                .map(|worker| tell!(lang, "担当 {worker}", "worker {worker}")),
        );
        let on = row.text("proposed_on").map(|on| date(on, lang));
        let (on, words) = (
            on.unwrap_or_default(),
            words.join(messages::COMMA.pick(lang)),
        );
        Some(tell!(
            lang,
            "{on} 候補の一覧: {words}",
            "{on}, list of candidates: {words}"
        ))
    }

    /// The marks of the coming meeting, as their drop-downs write them.
    pub(crate) fn typed(&self, person: &Individual) -> [String; 3] {
        let Some(row) = self.proposed.typed(person, self.coverage()) else {
            return Default::default();
        };
        let picked = row.fields.get("picked").and_then(Json::as_bool);
        let picked = picked.map(|picked| if picked { messages::YES } else { messages::NO });
        [
            picked.unwrap_or_default().to_owned(),
            facts::label(row, "verdict", self.lang()).unwrap_or_default(),
            row.text("worker").unwrap_or_default().to_owned(),
        ]
    }

    /// That somebody was proposed, or picked, by whom and why.
    pub(crate) fn was_proposed(&self, row: &Record) -> Why {
        let lang = self.lang();
        let on = row.text("proposed_on").map(|on| date(on, lang));
        let on = on.unwrap_or_default();
        let by = facts::label(row, "proposed_by", lang).unwrap_or_default();
        let mut text = match row.fields.get("picked").and_then(Json::as_bool) {
            Some(true) => tell!(
                lang,
                "上程すると決めています（{on} {by}）",
                "picked ({on}, {by})"
            ),
            _ => tell!(lang, "上程の提案（{on} {by}）", "proposed ({on}, {by})"),
        };
        if let Some(reason) = row.text("reason").filter(|_| !self.teller.mask.is_member()) {
            let reason = self.teller.mask.text(reason);
            text += &tell!(lang, "。{reason}", ": {reason}");
        }
        if let Some(worker) = row.text("worker") {
            text += &tell!(lang, "。担当 {worker}", "; worker {worker}");
        }
        let field = if row.fields.contains_key("picked") {
            "picked"
        } else {
            "reason"
        };
        let evidence = [self.coverage().evidence(row, field, None)];
        Why {
            text: text + &tell!(lang, "。", "."),
            places: crate::evidence::places(&evidence, self.coverage(), self.teller.mask, lang),
            mark: String::new(),
            act: None,
        }
    }

    pub(crate) fn decision(&self, decision: &Record) -> String {
        let lang = self.lang();
        let mut text = decision
            .text("decided_on")
            .map(|on| date(on, lang))
            .unwrap_or_default();
        text.push(' ');
        text += &facts::label(decision, "decision", lang).unwrap_or_default();
        if let Some(policy) = decision.text("policy") {
            let policy = self.teller.mask.text(policy);
            text += &tell!(lang, "。{policy}", ": {policy}");
        }
        let mut ends = Vec::new();
        if let Some(resource) = decision.text("resource") {
            let resource = self.teller.mask.text(resource);
            ends.push(tell!(
                lang,
                "地域資源 {resource}",
                "local resource: {resource}"
            ));
        }
        if let Some(worker) = decision.text("worker") {
            ends.push(tell!(lang, "担当 {worker}", "worker {worker}"));
        }
        if let Some(next) = decision.text("next_review") {
            let next = date(next, lang);
            ends.push(tell!(lang, "次回見直し {next}", "next review {next}"));
        }
        if !ends.is_empty() {
            let ends = ends.join(messages::COMMA.pick(lang));
            text += &tell!(lang, "（{ends}）", " ({ends})");
        }
        text.trim().to_owned()
    }

    pub(crate) fn decided_to_discuss(&self, decision: &Record) -> Why {
        let lang = self.lang();
        let on = decision
            .text("decided_on")
            .map(|on| date(on, lang))
            .unwrap_or_default();
        let text = tell!(
            lang,
            "前の会議（{on}）で、もう一度話し合うと決めています。",
            "The meeting of {on} decided to discuss it again."
        );
        let evidence = [self.coverage().evidence(decision, "decision", None)];
        Why {
            text,
            places: crate::evidence::places(&evidence, self.coverage(), self.teller.mask, lang),
            mark: String::new(),
            act: None,
        }
    }

    /// What the office proposes to confirm in part A: that the last decision goes on.
    pub(crate) fn proposal(&self, decision: Option<&Record>) -> String {
        let lang = self.lang();
        match decision.and_then(|d| facts::label(d, "decision", lang)) {
            Some(label) => tell!(
                lang,
                "前回の決定「{label}」のまま見直しへ",
                "go on as decided: {label}"
            ),
            None => tell!(
                lang,
                "いまの支援を続けて見直しへ",
                "go on with the present support"
            ),
        }
    }
}
