//! Words that announce another name: 旧姓, 通称.

/// What announces a former surname.
pub(crate) const FORMER: [&str; 6] = ["旧姓", "旧氏名", "旧氏", "旧名", "前姓", "旧:"];

/// What announces another name.
pub(crate) const ALIAS: [&str; 8] = [
    "通称名",
    "通称",
    "本名",
    "併記名",
    "別名",
    "通名",
    "漢字",
    "通:",
];

/// Names that a label without brackets announces: 佐藤 花子 旧姓鈴木. At the beginning of the text the label
/// only goes.
pub(crate) fn split_labels(text: &str) -> (&str, Vec<String>) {
    if !text.contains(['旧', '通', '称', '名', '姓']) {
        return (text, Vec::new());
    }
    let labels = || FORMER.iter().chain(&ALIAS);
    let text = FORMER
        .iter()
        .find_map(|label| text.trim_start().strip_prefix(label))
        .map_or(text, |rest| rest.trim_start_matches([':', ' ']));
    let mut ends: Vec<usize> = text
        .char_indices()
        .filter(|(at, c)| {
            *at > 0
                && matches!(c, ' ' | '_' | '/' | '・' | '、' | ',')
                && labels().any(|label| text[at + c.len_utf8()..].starts_with(label))
        })
        .map(|(at, _)| at)
        .collect();
    let first = ends.first().copied().unwrap_or(text.len());
    ends.push(text.len());
    let names = ends
        .windows(2)
        .map(|w| {
            text[w[0]..w[1]]
                .trim_start_matches([' ', '_', '/', '・', '、', ','])
                .to_owned()
        })
        .collect();
    (&text[..first], names)
}
