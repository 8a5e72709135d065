//! The draft as text: TOML that import accepts, and comments that a clerk understands.

use chrono::NaiveDate;
use mimamori_record::dictionary;
use mimamori_record::line::FieldType;
use mimamori_record::{Said, said};
use mimamori_text::heading_key;

use super::codes::spelled;
use super::group::{Field, List};
use super::origin::written;
use super::{Draft, Survey, fields, messages as say};
use crate::survey::{Column, Kind, Spelling, Type, sensitive, shown_values};
use crate::when::Origin;

/// So many sheets of a list are told one by one.
const TOLD: usize = 6;

/// The whole draft, and how many questions it asks.
pub(super) fn draft(survey: &Survey, lists: &[List<'_>], today: NaiveDate) -> (String, usize) {
    let mut page = Page::default();
    for line in say::HEAD {
        page.comment("", &Said::from(*line));
    }
    page.blank();
    page.line("town = \"town.toml\"");
    if !lists.iter().any(List::readable) {
        page.line("list = []");
    }
    for list in lists {
        page.blank();
        page.list(list, today);
    }
    if !survey.refused.is_empty() {
        page.blank();
        page.comment("---- ", &say::refused());
        for refused in &survey.refused {
            let place = place_of(&refused.shown, refused.sheet.as_deref());
            page.comment("  ", &said_of(&place, &refused.why));
        }
    }
    if !survey.unread.is_empty() {
        page.blank();
        page.comment("---- ", &say::unread());
        for (path, why) in &survey.unread {
            page.comment("  ", &said_of(path, &Said::from(why.title)));
        }
    }
    (page.text, page.asked)
}

/// A list by itself, to be tried.
pub(super) fn alone(list: &List<'_>, today: NaiveDate) -> String {
    let mut page = Page::default();
    page.list(list, today);
    page.text
}

/// The sheet of a file, as messages call it.
pub(super) fn place(draft: &Draft) -> String {
    place_of(&draft.shown, draft.sheet.as_deref())
}

fn place_of(path: &str, sheet: Option<&str>) -> String {
    sheet.map_or(path.to_owned(), |sheet| format!("{path}「{sheet}」"))
}

fn said_of(place: &str, what: &Said) -> Said {
    Said {
        ja: format!("{place}: {}", what.ja),
        en: what.en.clone(),
    }
}

/// A text in the quotes of TOML.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn list_of(texts: &[String]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", quoted.join(", "))
}

fn origins(origins: &[Origin]) -> String {
    let names: Vec<String> = origins
        .iter()
        .map(|origin| (*written(*origin)).to_owned())
        .collect();
    list_of(&names)
}

#[derive(Default)]
struct Page {
    text: String,
    /// What each line begins with: a list that nobody can name yet is all comment.
    before: &'static str,
    asked: usize,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(self.before);
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn blank(&mut self) {
        self.text.push('\n');
    }

    fn comment(&mut self, before: &str, what: &Said) {
        self.text
            .push_str(&format!("# {before}{} / {}\n", what.ja, what.en));
    }

    fn guess(&mut self, why: &Said) {
        self.comment("? 推測: ", why);
    }

    fn ask(&mut self, what: &Said) {
        self.asked += 1;
        self.comment("?? 質問: ", what);
    }

    fn list(&mut self, list: &List<'_>, today: NaiveDate) {
        let entry = list.dataset().and_then(dictionary::dataset);
        let title = match entry {
            Some(entry) => Said::from(entry.label),
            None => said!("種類のわからない名簿", "a list of an unknown kind"),
        };
        self.comment("---- ", &title);
        self.tables(list);
        self.questions(list);
        if let Some(why) = &list.members[0].why {
            self.guess(why);
        }
        self.before = if list.readable() { "" } else { "# " };
        self.line("[[list]]");
        self.line(&format!(
            "dataset = {}",
            quoted(entry.map_or("", |entry| entry.name))
        ));
        self.line(&format!("files = {}", list_of(&list.files)));
        if !list.sheets.is_empty() {
            self.line(&format!("sheets = {}", list_of(&list.sheets)));
        }
        if !list.skip_sheets.is_empty() {
            self.line(&format!("skip_sheets = {}", list_of(&list.skip_sheets)));
        }
        if let Some(rows) = list.heading_rows {
            self.line(&format!("heading = {{ rows = {rows} }}"));
        }
        for (key, found) in [
            ("institution", &list.origins.institution),
            ("month", &list.origins.month),
            ("as_of", &list.origins.as_of),
        ] {
            if !found.is_empty() {
                self.line(&format!("{key} = {}", origins(found)));
            }
        }
        self.comment("", &say::closed());
        self.line("closed = false");
        if list.by_day() || !list.origins.institution.is_empty() {
            self.comment("", &say::expected_each());
            self.line("# expected = [{ types = [\"elementary-school\", \"junior-high-school\"], from = \"2026-04\" }]");
        } else {
            self.line("expected = [{}]");
        }
        let folder = list.files[0].split_once('/').map(|(folder, _)| folder);
        let provider = folder
            .filter(|folder| !folder.contains('*'))
            .unwrap_or(say::TO_WRITE);
        self.line(&format!("provider = {}", quoted(provider)));
        self.line(&format!("purpose = {}", quoted(say::TO_WRITE)));
        self.line(&format!("basis = {}", quoted(say::TO_WRITE)));
        self.line(&format!("decided = {today}"));
        let parts: Vec<String> = parts(list)
            .into_iter()
            .map(|(part, names)| format!("{part} = {}", list_of(&names)))
            .collect();
        if !parts.is_empty() {
            self.line(&format!("parts = {{ {} }}", parts.join(", ")));
        }
        self.fields(list);
        self.not_read(list);
        self.before = "";
    }

    /// Which tables they are, and what stands around them.
    fn tables(&mut self, list: &List<'_>) {
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

    fn questions(&mut self, list: &List<'_>) {
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
                .any(|member| super::origin::month_of(member, &list.origins.month).is_none())
        {
            self.ask(&say::no_month());
        } else if list.origins.undated {
            self.ask(&say::undated());
        }
        if list.origins.nobodys {
            self.ask(&say::nobodys());
        }
        if list.members.iter().any(|member| twice(member)) {
            self.ask(&say::side_by_side());
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

    fn fields(&mut self, list: &List<'_>) {
        self.blank();
        self.line("[list.fields]");
        let mut coded = Vec::new();
        for field in list.fields() {
            let entry = dictionary::field_of(list.dataset().unwrap_or("residents"), field.key);
            if field.guess {
                self.guess(&said!(
                    "見出しの言葉からはっきりしません",
                    "the heading does not say it outright"
                ));
            }
            match entry {
                Some(entry) if entry.r#type == FieldType::Code => coded.push((field, entry)),
                Some(entry) => self.field(list, &field, entry),
                None => {}
            }
        }
        if list.origins.class_is_sheet {
            self.comment(
                "",
                &said!("組はシートの名前です", "the class is the name of the sheet"),
            );
            self.line("class = { from = \"sheet\" }");
        }
        for (field, entry) in coded {
            self.blank();
            self.line(&format!("[list.fields.{}]", field.key));
            self.about(&field, entry.r#type);
            for setting in settings(list, &field, entry) {
                self.line(&setting);
            }
            self.codes(list, &field.columns, entry);
        }
        if list.by_day() {
            self.days(list);
        }
    }

    fn field(&mut self, list: &List<'_>, field: &Field<'_>, entry: &dictionary::Field) {
        self.about(field, entry.r#type);
        self.line(&format!(
            "{} = {{ {} }}",
            field.key,
            settings(list, field, entry).join(", ")
        ));
        let cells = cells(field);
        let serial: u32 = cells
            .iter()
            .filter_map(|cells| cells.dates.get(&Spelling::Serial))
            .sum();
        if entry.r#type == FieldType::Date && serial > 0 {
            self.ask(&say::serial());
        }
        if entry.r#type == FieldType::Institution {
            self.comment("", &say::unreadable_institution());
        }
    }

    /// What stands in the columns of a field.
    fn about(&mut self, field: &Field<'_>, r#type: FieldType) {
        let (member, column) = field.columns[0];
        let seen = &member.seen;
        let first = field
            .columns
            .iter()
            .filter(|(of, _)| std::ptr::eq(*of, member));
        let letters: Vec<String> = first
            .map(|(_, column)| mimamori_container::letters(*column))
            .collect();
        let letters = letters.join(", ");
        let people: u32 = field
            .columns
            .iter()
            .map(|(member, _)| member.seen.people)
            .sum();
        let what = what(Type::Of(r#type), &cells(field), people);
        let mixed = Type::of(seen, column);
        let fits = mixed == Type::Of(r#type)
            || mixed == Type::Blank
            || !matches!(r#type, FieldType::Date | FieldType::Integer);
        self.comment(&format!("{letters} "), &what);
        if !fits {
            let label = mixed.label();
            self.guess(&Said {
                ja: format!("中身は{}に見えます", label.ja),
                en: format!("its cells look like: {}", label.en),
            });
        }
    }

    fn codes(&mut self, list: &List<'_>, columns: &[(&Draft, u32)], entry: &dictionary::Field) {
        let Some(values) = values(columns) else {
            return;
        };
        let legend = list
            .members
            .iter()
            .flat_map(|member| member.seen.legend.clone())
            .collect();
        let (all, rare) = spelled(entry, &values, &legend);
        if all.is_empty() && rare == 0 {
            return;
        }
        // Of a code without any meaning the dictionary's labels stay.
        if all.iter().any(|one| one.code.is_some()) {
            self.line(&format!("[list.fields.{}.codes]", entry.key));
        }
        for one in all {
            let spelling = quoted(&one.spelling);
            match one.code {
                Some(code) => {
                    let label = entry
                        .codes
                        .iter()
                        .find(|known| known.key == code)
                        .map(|known| known.label);
                    let (ja, en) = label.map_or(("", ""), |label| (label.ja, label.en));
                    let mark = if one.guess { "? 推測: " } else { "" };
                    let count = one
                        .count
                        .map(|count| format!(" {count}"))
                        .unwrap_or_default();
                    self.line(&format!(
                        "{spelling} = {}  # {mark}{ja} / {en}{count}",
                        quoted(code)
                    ));
                }
                None => {
                    self.asked += 1;
                    let what = say::unknown_code(one.count.unwrap_or(0));
                    self.line(&format!(
                        "# {spelling} = \"\"  # ?? 質問: {} / {}",
                        what.ja, what.en
                    ));
                }
            }
        }
        if rare > 0 {
            self.ask(&say::rare_codes(rare));
        }
    }

    fn days(&mut self, list: &List<'_>) {
        let Some(entry) = dictionary::field_of("attendance", "days") else {
            return;
        };
        self.blank();
        self.line("[list.fields.days]");
        self.line("day_columns = true");
        self.guess(&said!(
            "日の列の空欄は出席です",
            "a blank under a day means present"
        ));
        self.line("blank = \"present\"");
        let columns: Vec<(&Draft, u32)> = list
            .members
            .iter()
            .flat_map(|member| {
                member
                    .seen
                    .table
                    .days
                    .iter()
                    .map(|column| (*member, *column))
            })
            .collect();
        self.blank();
        self.codes(list, &columns, entry);
    }

    /// The columns that no field holds, with their types.
    fn not_read(&mut self, list: &List<'_>) {
        let mut told: Vec<String> = Vec::new();
        let mut lines = Vec::new();
        for member in &list.members {
            let seen = &member.seen;
            // Two columns of one sheet may have the same heading; those of the next sheet are known.
            let before = told.len();
            for column in seen.table.headings.keys() {
                let bound = member
                    .bound
                    .iter()
                    .any(|bound| bound.columns().any(|one| one == *column));
                let word = heading_key(&seen.heading(*column));
                if bound || seen.table.days.contains(column) || told[..before].contains(&word) {
                    continue;
                }
                told.push(word);
                let r#type = Type::of(seen, *column);
                let cells: Vec<&Column> = seen.columns.get(column).into_iter().collect();
                let mut text = what(r#type, &cells, seen.people);
                if r#type == Type::Individual {
                    text = say::individual();
                } else if sensitive(seen, *column) {
                    text = say::sensitive();
                } else if let Some((often, rare)) = shown_values(seen, *column) {
                    let values: Vec<String> = often
                        .iter()
                        .map(|(value, count)| format!("{value} {count}"))
                        .collect();
                    let more = if rare > 0 {
                        format!(" … {rare}")
                    } else {
                        String::new()
                    };
                    text.en.push_str(&format!("; {}{more}", values.join(", ")));
                }
                lines.push((seen.named(*column), text));
            }
        }
        if lines.is_empty() {
            return;
        }
        self.blank();
        self.comment("", &say::not_read());
        for (named, text) in lines {
            self.comment(&format!("  {named} "), &text);
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

/// The parts of a list and their spellings.
fn parts(list: &List<'_>) -> Vec<(String, Vec<String>)> {
    let bound: Vec<_> = list
        .members
        .iter()
        .flat_map(|member| member.bound.clone())
        .collect();
    let parts = fields::parts(&bound).into_iter();
    let mut parts: Vec<(String, Vec<String>)> = parts
        .map(|(part, names)| (part, names.into_iter().collect()))
        .collect();
    parts.sort_by_key(|(part, _)| part.trim_end_matches('m').parse::<u32>().unwrap_or(0));
    parts
}

/// Whether two tables with the same headings stand side by side.
fn twice(member: &Draft) -> bool {
    let seen = &member.seen;
    let named = |column: &&u32| {
        seen.headed(**column, &["氏名", "名前"])
            && !seen.headed(**column, &["保護者", "カナ", "かな", "ガナ"])
    };
    let leaves: Vec<String> = seen
        .table
        .headings
        .keys()
        .filter(named)
        .filter_map(|column| {
            seen.table.headings[column]
                .last()
                .map(|text| heading_key(text))
        })
        .collect();
    let bound = member
        .bound
        .iter()
        .filter(|bound| bound.key.ends_with("name"))
        .count();
    leaves.len() > bound
        && leaves
            .iter()
            .enumerate()
            .any(|(at, leaf)| leaves[..at].contains(leaf))
}

fn cells<'a>(field: &Field<'a>) -> Vec<&'a Column> {
    field
        .columns
        .iter()
        .filter_map(|(member, column)| member.seen.columns.get(column))
        .collect()
}

/// The values of several columns together, as long as each can be codes.
fn values(columns: &[(&Draft, u32)]) -> Option<std::collections::BTreeMap<String, u32>> {
    let mut all = std::collections::BTreeMap::new();
    for (member, column) in columns {
        let cells = member.seen.columns.get(column)?;
        if cells.held == 0 {
            continue;
        }
        for (value, count) in cells.values()? {
            *all.entry(value.clone()).or_insert(0) += count;
        }
    }
    Some(all)
}

/// The settings of a field beside its codes.
fn settings(list: &List<'_>, field: &Field<'_>, entry: &dictionary::Field) -> Vec<String> {
    let mut settings = vec![match field.labels.as_slice() {
        _ if !field.join.is_empty() => format!("join = {}", list_of(&field.join)),
        [one] => format!("label = {}", quoted(one)),
        many => format!("label = {}", list_of(many)),
    }];
    if field.span > 0 {
        settings.push(format!("span = {}", field.span + 1));
    }
    let cells = cells(field);
    if let Some(width) = width(field.key, &cells) {
        settings.push(format!("width = {width}"));
    }
    let coded: u32 = cells
        .iter()
        .filter_map(|cells| cells.dates.get(&Spelling::EraCoded))
        .sum();
    let held: u32 = cells.iter().map(|cells| cells.held).sum();
    if entry.r#type == FieldType::Date && coded * 2 > held {
        settings.push("era_coded = true".to_owned());
    }
    if field.per_part {
        settings.push("per_part = true".to_owned());
    }
    if list.optional.contains(field.key) {
        settings.push("optional = true".to_owned());
    }
    settings
}

/// The digits of a number that may have lost zeros: all cells have as many, or shorter ones stand
/// beside longer ones with a zero in front.
fn width(key: &str, cells: &[&Column]) -> Option<usize> {
    if !matches!(key, "resident_no" | "household_no") {
        return None;
    }
    let mut lengths = std::collections::BTreeMap::new();
    for cells in cells {
        for (length, count) in &cells.lengths {
            *lengths.entry(*length).or_insert(0_u32) += count;
        }
    }
    let held: u32 = cells.iter().map(|cells| cells.held).sum();
    let digits: u32 = lengths.values().sum();
    let (longest, most) = lengths.last_key_value()?;
    let zeros: u32 = cells.iter().map(|cells| cells.zeros).sum();
    let alike = lengths.len() == 1 || zeros > 0 || most * 10 >= digits * 8;
    (digits * 10 >= held * 9 && alike && *longest >= 4).then_some(*longest)
}

/// A column in a few words: its type, how dates are written, digits, how much of it is blank.
fn what(r#type: Type, cells: &[&Column], people: u32) -> Said {
    let label = r#type.label();
    let (mut ja, mut en) = (vec![label.ja.to_owned()], vec![label.en.to_owned()]);
    let mut say = |said: Said| {
        ja.push(said.ja);
        en.push(said.en);
    };
    let held: u32 = cells.iter().map(|cells| cells.held).sum();
    let mut dates = std::collections::BTreeMap::new();
    let mut lengths = std::collections::BTreeMap::new();
    for cells in cells {
        for (spelling, count) in &cells.dates {
            *dates.entry(*spelling).or_insert(0_u32) += count;
        }
        for (length, count) in &cells.lengths {
            *lengths.entry(*length).or_insert(0_u32) += count;
        }
    }
    match r#type {
        Type::Of(FieldType::Date | FieldType::Month) => {
            for (spelling, count) in dates {
                let name = spelling.label();
                say(Said {
                    ja: format!("{} {count}", name.ja),
                    en: format!("{} {count}", name.en),
                });
            }
            let odd: u32 = cells
                .iter()
                .map(|cells| cells.held - cells.dates.values().sum::<u32>().min(cells.held))
                .sum();
            if odd > 0 {
                say(said!("日付でない {odd}", "no dates {odd}"));
            }
        }
        Type::Of(FieldType::Id) if !lengths.is_empty() => {
            let digits: Vec<String> = lengths.keys().map(usize::to_string).collect();
            let digits = digits.join("・");
            say(said!("{digits} 桁", "{digits} digits"));
        }
        Type::Of(FieldType::Integer) => {
            let words: u32 = cells
                .iter()
                .map(|cells| cells.held - cells.kinds.get(&Kind::Number).copied().unwrap_or(0))
                .sum();
            if words > 0 {
                say(said!("数でない {words}", "no numbers {words}"));
            }
        }
        _ => {}
    }
    let columns = u32::try_from(cells.len()).unwrap_or(1).max(1);
    let sheets = u64::from(people.max(1));
    let expected = if columns > 1 && people > 0 {
        people
    } else {
        people.max(held)
    };
    if held < expected && people > 0 {
        let share = u64::from(expected - held) * 100 / sheets;
        say(said!("空欄 {share}%", "{share}% blank"));
    }
    Said {
        ja: ja.join("、"),
        en: en.join(", "),
    }
}
