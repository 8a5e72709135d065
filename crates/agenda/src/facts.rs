//! What the lists say about a person: case, plan, decision, school, whether they are still here.

use chrono::NaiveDate;
use mimamori_calendar as calendar;
use mimamori_record::line::Record;
use mimamori_record::standing::judged;
use mimamori_record::{Coverage, Individual, Lang, dictionary};

use crate::masking::Mask;
use crate::messages;

/// A day of the stream.
pub(crate) fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

/// The newest plan.
pub(crate) fn newest_plan<'a>(
    person: &'a Individual,
    coverage: &'a Coverage,
) -> Option<&'a Record> {
    judged(person, coverage, "plans")
        .max_by_key(|plan| (plan.text("reviewed_on").max(plan.text("made_on")), plan.row))
}

/// Whether a decision to leave somebody out still holds on the day: until the date that it
/// names, otherwise for six months (provisional).
pub(crate) fn still_judged(decision: &Record, today: NaiveDate) -> bool {
    let left_out = matches!(decision.text("decision"), Some("not-eligible" | "watch"));
    let until = decision.text("until").and_then(day).or_else(|| {
        let decided = decision.text("decided_on").and_then(day)?;
        Some(calendar::add_months(decided, 6))
    });
    left_out && until.is_some_and(|until| today <= until)
}

/// The label of a coded field; says so when nobody can read the cell.
pub(crate) fn label(record: &Record, field: &str, lang: Lang) -> Option<String> {
    let value = record.fields.get(field)?;
    let Some(code) = value.as_str() else {
        return value
            .is_null()
            .then(|| messages::UNREADABLE.pick(lang).to_owned());
    };
    let label = dictionary::code_label(&record.dataset, field, code);
    Some(label.map_or_else(|| code.to_owned(), |text| text.pick(lang).to_owned()))
}

/// Age, grade and school: 「8歳・小3（みなと小）」. What is not known is left out.
pub(crate) fn age_and_school(
    person: &Individual,
    coverage: &Coverage,
    today: NaiveDate,
    mask: &Mask,
    lang: Lang,
) -> String {
    let birth = person.line.birth_date.as_deref().and_then(day);
    let mut words = Vec::new();
    if let Some(months) = birth.and_then(|birth| calendar::age_in_months(birth, today)) {
        words.push(messages::age(months, lang));
    }
    let register = judged(person, coverage, "school-register")
        .filter(|row| {
            row.text("left_on")
                .and_then(day)
                .is_none_or(|left| left >= today)
        })
        .max_by_key(|row| (row.text("enrolled_on"), row.row));
    let grade = register
        .and_then(|row| row.fields.get("grade")?.as_i64())
        .and_then(|grade| i32::try_from(grade).ok())
        .or_else(|| birth.map(|birth| calendar::grade(birth, today)));
    if let Some(grade) = grade.and_then(|grade| messages::grade(grade, lang)) {
        words.push(grade);
    }
    let school = register.and_then(|row| row.text("institution"));
    if let Some(school) = school {
        words.push(if mask.hides() {
            messages::school_hidden(lang)
        } else {
            school.to_owned()
        });
    }
    words.join(messages::DOT.pick(lang))
}

/// The wish of the child or of the parents: from the case, otherwise from the newest plan.
pub(crate) fn wish(
    case: Option<&Record>,
    plan: Option<&Record>,
    field: &str,
    mask: &Mask,
) -> Option<String> {
    let told = |record: Option<&Record>| {
        let text = record?.text(field)?.trim();
        (!text.is_empty()).then(|| mask.text(text))
    };
    told(case).or_else(|| told(plan))
}
