//! Names of sheets, headings and columns.

use mimamori_record::Text;

pub(crate) const ALL_SHEET: Text = Text::new("全件", "all");
pub(crate) const ALL_TITLE: Text = Text::new(
    "期日一覧（全件・統括支援員用）",
    "All due items, for the coordinator",
);
pub(crate) const OVER_SHEET: Text = Text::new("期限超過", "overdue");
pub(crate) const OVER_TITLE: Text = Text::new(
    "期限を過ぎたもの（係長用）",
    "Overdue items, for the section chief",
);
pub(crate) const OFFICE_SHEET: Text = Text::new("担当なし", "no worker");
pub(crate) const OFFICE_TITLE: Text = Text::new(
    "期日一覧（担当のいないケース、会議、名簿）",
    "Due items without a worker: cases, meetings, lists",
);
pub(crate) const NO_CASE_SHEET: Text = Text::new("ケースなし", "no case");
pub(crate) const NO_CASE_TITLE: Text = Text::new(
    "期日一覧（ケースのない人・母子保健用）",
    "Due items of people without a case, for maternal and child health",
);
pub(crate) const WHY_ELSEWHERE: Text = Text::new(
    "根拠のセルは、担当ごとのシートと「担当なし」のシートにあります。",
    "The cells that dates come from stand on the sheets of the workers and on that of no worker.",
);
pub(crate) const SIGNED_SHEET: Text = Text::new("手交", "handed over");
pub(crate) const UNREAD_SHEET: Text = Text::new("読めないもの", "not read");
pub(crate) const UNREAD_TITLE: Text = Text::new(
    "届いていない名簿・読めなかったもの",
    "Lists that are missing and cells that could not be read",
);
pub(crate) const RULES_SHEET: Text = Text::new("きまり", "rules");
pub(crate) const RULES_TITLE: Text = Text::new("期日のきまり", "The rules behind the dates");

pub(crate) const GROUP_FIRST: Text = Text::new(
    "計画・期日・担当のないもの、届いていない名簿",
    "No plan, no date, no worker; missing lists",
);
pub(crate) const GROUP_OVER: Text = Text::new("期限を過ぎたもの", "Overdue");
pub(crate) const GROUP_OVER_NOBODY: Text = Text::new(
    "期限を過ぎたもの：担当のいないケース、会議、名簿",
    "Overdue: cases without a worker, meetings, lists",
);
pub(crate) const GROUP_THIS: Text = Text::new("今月", "This month");
pub(crate) const GROUP_NEXT: Text = Text::new("来月", "Next month");
pub(crate) const GROUP_LATER: Text = Text::new("その先", "Later");

pub(crate) const NUMBER: Text = Text::new("番号", "no.");
pub(crate) const WHOM: Text = Text::new("こども・妊婦", "whom");
pub(crate) const WHAT: Text = Text::new("すること", "what");
pub(crate) const DUE: Text = Text::new("期日", "due");
pub(crate) const DAYS_OVER: Text = Text::new("超過日数", "days over");
pub(crate) const WORKER: Text = Text::new("担当", "worker");
pub(crate) const CHANGE: Text = Text::new("前回から", "since last");
pub(crate) const WHY: Text = Text::new(
    "根拠（もとの表・シート・セル）",
    "why (workbook, sheet, cell)",
);
pub(crate) const NOTE: Text = Text::new("対応・メモ", "notes");
pub(crate) const PLAN_NO: Text = Text::new("計画番号", "plan no.");
pub(crate) const PLAN_KIND: Text = Text::new("種類", "kind");
pub(crate) const SIGNED_ON: Text = Text::new("手交日", "handed over on");
pub(crate) const AGREED: Text = Text::new("同意", "agreed");
pub(crate) const LIST: Text = Text::new("名簿", "list");
pub(crate) const PLACE: Text = Text::new("場所", "place");
pub(crate) const PROBLEM: Text = Text::new("わからないこと", "what is wrong");
pub(crate) const ADVICE: Text = Text::new("すること", "what to do");
pub(crate) const SOURCE: Text = Text::new("出所", "source");
pub(crate) const INTERVAL: Text = Text::new("もとの項目と間隔", "fields and interval");
pub(crate) const NOBODY: Text = Text::new("（なし）", "(nobody)");
pub(crate) const YES: Text = Text::new("あり", "yes");
pub(crate) const NO: Text = Text::new("なし", "no");
pub(crate) const NO_DUE: Text = Text::new("（期日なし）", "(no date)");
pub(crate) const PROTECTED: Text = Text::new("【支援措置】", "[protected]");
pub(crate) const NONE_OVER: Text = Text::new("期限を過ぎたものはありません", "nothing is overdue");
pub(crate) const NONE_SIGNED: Text =
    Text::new("手交した計画はありません", "no plan was handed over");
pub(crate) const NONE_UNREAD: Text = Text::new(
    "すべて届き、すべて読めました",
    "everything arrived and was read",
);
pub(crate) const BLANK_CELL: Text = Text::new("空欄", "blank");
pub(crate) const UNREAD_CELL: Text = Text::new("読めません", "unreadable");
pub(crate) const NOT_ON_LIST: Text = Text::new("記載なし", "not on it");
pub(crate) const PROVISIONAL: Text = Text::new("（仮）", " (provisional)");
pub(crate) const OFF: Text = Text::new("使わない", "off");
pub(crate) const YEAR_UNDATED: Text = Text::new("期日なし", "no date");
pub(crate) const YEAR_OVER: Text = Text::new("超過", "overdue");
pub(crate) const YEAR_UNIT: Text = Text::new("件", "items");
pub(crate) const CONTRADICTS: Text = Text::new(
    "（期日より後の日付です。どちらかの打ちまちがいでないか、もとの表を確かめてください）",
    " (later than the due date; look in the list which of the two is a slip)",
);
