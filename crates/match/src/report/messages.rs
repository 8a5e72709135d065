//! What `--report` says.

use mimamori_record::{Lang, Said, Text, dictionary, said};

use super::Found;
use super::field::{Level, Told};
use super::list::{Crowded, List};
use crate::explain::words;

/// `--report`
pub(crate) const HELP: Text = Text::new(
    "照合のでき（結び付けた・尋ねた・分けた組の数、誤りの見込み、役に立たない項目）を、流れの代わりに書きます。名前などは載りません。-o が .html なら印刷用にします",
    "write, instead of the stream, how good the matching is: pairs joined, asked and apart, expected errors, fields that hardly help. Without anything of a person; for printing where -o ends in .html",
);

/// The example in the help.
pub(crate) const EXAMPLE: Text = Text::new(
    "重みがこの町の名簿に合うかを見る",
    "see whether the weights suit the lists of this town",
);

/// Heading of the page.
pub(crate) const TITLE: Text = Text::new("照合のでき", "Quality of the matching");
/// Over the remarks.
pub(crate) const REMARKS: Text = Text::new("結論", "Verdict");
/// Over the bands.
pub(crate) const BANDS: Text = Text::new("判断と誤りの見込み", "Decisions and expected errors");
/// Over the fields.
pub(crate) const FIELDS: Text = Text::new("項目", "Fields");
/// Over the levels.
pub(crate) const LEVELS: Text = Text::new(
    "合い方ごとの重み（この町の推定と、使った値）",
    "What a level is worth: estimated here, and as used",
);
/// Over the lists.
pub(crate) const LISTS: Text = Text::new("名簿", "Lists");
/// Over the explanation.
pub(crate) const HOW: Text = Text::new("読み方", "How to read it");

pub(crate) const BAND_HEADS: [Text; 4] = [
    Text::new("", ""),
    Text::new("行の組", "pairs of rows"),
    Text::new("判断", "decisions"),
    Text::new("誤りの見込み", "expected errors"),
];
pub(crate) const JOINED: Text = Text::new("結び付けた", "joined");
pub(crate) const ASKED: Text = Text::new("人に尋ねる", "asked");
pub(crate) const APART: Text = Text::new("別の人とした", "left apart");
/// What an error is in each band.
pub(crate) fn errors(band: usize, decisions: usize, same: f64) -> Said {
    let all = decisions as f64;
    match band {
        0 => {
            let wrong = about(all - same);
            said!("別の人 {wrong}", "{wrong} of two persons")
        }
        1 => {
            let (yes, no) = (about(same), about(all - same));
            said!(
                "同じ人 {yes}、別の人 {no}",
                "{yes} of one person, {no} of two"
            )
        }
        _ => {
            let missed = about(same);
            said!(
                "同じ人（見逃し） {missed}",
                "{missed} of one person, missed"
            )
        }
    }
}
/// There are too few pairs.
pub(crate) const UNKNOWN: Text = Text::new("少なくて推定できません", "too few to estimate");

pub(crate) const FIELD_HEADS: [Text; 5] = [
    Text::new("項目", "field"),
    Text::new("両方にある", "on both sides"),
    Text::new("一致・同じ人", "agrees, one person"),
    Text::new("一致・別の人", "agrees, two"),
    Text::new("情報（ビット）", "tells (bits)"),
];
pub(crate) const LEVEL_HEADS: [Text; 8] = [
    Text::new("項目", "field"),
    Text::new("合い方", "how it compares"),
    Text::new("組", "pairs"),
    Text::new("m", "m"),
    Text::new("u", "u"),
    Text::new("推定（ビット）", "here (bits)"),
    Text::new("使った値（ビット）", "used (bits)"),
    Text::new("注意", "look"),
];
pub(crate) const LIST_HEADS: [Text; 4] = [
    Text::new("名簿", "list"),
    Text::new("人", "persons"),
    Text::new("ほかの名簿にもいる", "on another list too"),
    Text::new("いないが質問中", "on none, but asked about"),
];

/// What was compared.
pub(crate) fn size(found: &Found) -> Said {
    let Found {
        identities,
        patterns,
        bands,
        ..
    } = found;
    let pairs = bands.joined.pairs + bands.asked.pairs + bands.apart.pairs;
    said!(
        "書き方の違う{identities}通りの記録から{pairs}組を比べました。合い方の型は{patterns}通りです。",
        "{pairs} pairs of {identities} different ways of writing were compared; they compare in {patterns} ways."
    )
}

/// A number of decisions that are expected.
pub(crate) fn about(number: f64) -> String {
    format!("{:.1}", number.max(0.0))
}

pub(crate) fn percent(share: f64) -> String {
    match share * 100.0 {
        // Hardly anything is not nothing.
        percent if percent > 0.0 && percent < 0.05 => "<0.1%".to_owned(),
        percent => format!("{percent:.1}%"),
    }
}

pub(crate) fn bits(bits: f64) -> String {
    // Nothing has no sign.
    let tenths = (bits * 10.0).round() / 10.0 + 0.0;
    match tenths == 0.0 {
        true => "0.0".to_owned(),
        false => format!("{tenths:+.1}"),
    }
}

pub(crate) fn dataset(name: &str, lang: Lang) -> String {
    dictionary::dataset(name)
        .map_or(name, |entry| entry.label.pick(lang))
        .to_owned()
}

/// How to read it.
pub(crate) const GUIDE: [Text; 5] = [
    Text::new(
        "誤りの見込みは推定です。比べた組を合い方の型ごとに数え、「同じ人」「同じ家の別の人」「他人」の三つが混ざったものとして、EM 法で割合を求めます。名・姓・生年月日・家がすべて合って結び付いた組は、同じ人とわかっているものとし、名も生年月日も同じでない組や、姓も家も合わず名か生年月日が食い違う組は、別の人とします（Fellegi–Sunter 1969 のモデル、Winkler 1993 の三分類）。一つの判断に関わる行の組が複数あれば、対数オッズを平均します。だれを結び付けるかは、結び付ける前に同じ方法で控えめに直した重みで決めます。",
        "Expected errors are estimated: the pairs are counted by how they compare, and EM finds what mixture of one person, two persons of one home, and strangers makes these counts; joined pairs that agree in given name, surname, birth date and home are taken for known, and so are, as two persons, pairs in which neither given name nor birth date is the same, or surname and home are not and one of the two is another (the model of Fellegi and Sunter 1969 with the three classes of Winkler 1993). Where several pairs of rows are about one decision, their log odds are averaged. Nobody is joined by it: that is done with weights which were moved a little by the same method, before anybody was joined.",
    ),
    Text::new(
        "m は同じ人の組で、u は町全体から取った別の人の組で、その合い方になる割合です（両方に書かれている組だけ）。重みは log2(m/u) ビットで、1ビット増えるごとに同じ人である見込みが2倍になります。≧ は、別の人の組にほとんどなく、それ以上かもしれないことを示します。",
        "m is how often pairs of one person compare so, u how often pairs of two persons taken from the whole town do (among pairs with the field on both sides). A weight is log2(m/u) bits; each bit doubles the odds of one person. ≥ marks weights that may be more, since hardly any two persons compare so.",
    ),
    Text::new(
        "情報は、同じ人の組一つに、その項目が平均して加えるビットです。使った値は、点数に使った重みの平均です。町の名簿から2ビットまで直してあります（match.toml の [model] の estimate。家の手がかりは、合計に上限があります）。差が3ビット以上のものに ! を付けます。",
        "What a field tells is the bits that it adds to the average pair of one person. What was used is the average of the weights in the scores, which the lists of the town have moved by up to 2 bits (estimate in [model] of match.toml; all evidence of a home together has a bound). ! marks those three bits or more apart.",
    ),
    Text::new(
        "見込みが小さいときは当てになりません。正解のわかる練習の名簿では、結び付けた1,000に三つほどは、一つも誤りがなくても出ました。見逃しの見込みは、9,000ほどの判断に20ほど大きく出ることがあります。鍵になる項目が一つも重ならず、比べられなかった組の見逃しは含みません。前の月や人の回答で結んだものは、判断に数えません。",
        "Small numbers mean little: on practice rosters of which the truth is known, about three in 1,000 joins were expected to be wrong where none was, and of 9,000 decisions some twenty more to be missed than were. Two rows that share no key were never compared, and are not among the missed. What an earlier month or people's answers had joined is no decision here.",
    ),
    Text::new(
        "推定に使う組が少ない合い方（20組未満）と、同じ人・別の人の組がそれぞれ100組に満たない町は、推定しません。",
        "Levels of fewer than 20 pairs are not estimated, nor is anything where fewer than 100 pairs are of one person or of two.",
    ),
];

/// Nothing to remark.
pub(crate) const SUITS: Text = Text::new(
    "重みはこの町の名簿に合っています。",
    "The weights suit the lists of this town.",
);
/// Something to remark.
pub(crate) const LOOK: Text = Text::new(
    "次のところを確かめてください。",
    "Please look at the following.",
);

/// The share of joins that may be expected to be wrong: three in 1,000 were on rosters of which none was.
const WRONG: f64 = 0.005;
/// The share of joins that may be expected to be missed.
const MISSED: f64 = 0.03;

/// What somebody should look at.
pub(crate) fn remarks(found: &Found, lang: Lang) -> Vec<String> {
    let mut said: Vec<Said> = Vec::new();
    if !found.enough {
        said.push(said!(
            "比べた組が少なく、誤りも重みも推定できません。名簿がそろってから、もう一度実行してください。",
            "Too few pairs were compared to estimate errors or weights. Run it again when all lists are there."
        ));
    } else if found.blurred() {
        said.push(said!(
            "この名簿では、同じ人と別の人の違いがはっきりせず、見込みは目安にもなりません。先に、下に挙げる項目と名簿を確かめてください。",
            "The fields of these lists do not clearly tell one person from two, so the expected errors mean little. Look first at the fields and lists below."
        ));
    } else {
        let (joined, apart) = (found.bands.joined, found.bands.apart);
        let wrong = joined.decisions as f64 - joined.same;
        let all = joined.decisions;
        if wrong > WRONG * all as f64 {
            let wrong = about(wrong);
            said.push(said!(
                "結び付けた{all}のうち、{wrong}ほどが別の人かもしれません。確かめる人を増やすには、match.toml の [bands] の join を大きくしてください。",
                "About {wrong} of {all} joins may be of two persons. To have people look at more, raise join in [bands] of match.toml."
            ));
        }
        if apart.same > MISSED * all as f64 {
            let missed = about(apart.same);
            said.push(said!(
                "別の人とした組のうち、{missed}ほどが同じ人かもしれません（結び付けたものは{all}）。下の表で、使った値と離れた項目と、ほかの名簿にいない人の多い名簿を見てください。",
                "About {missed} pairs that were left apart may be of one person ({all} were joined). See below which fields lie far from what was used and which lists stand alone."
            ));
        }
    }
    for crowded in found.crowded.chunk_by(|a, b| a.field == b.field) {
        said.extend(shared(&crowded.iter().collect::<Vec<_>>(), lang));
    }
    let useless = found
        .fields
        .iter()
        .filter(|told| told.hardly() && !told.rare());
    said.extend(useless.map(|told| useless_here(told, lang)));
    for told in &found.fields {
        let levels = told.levels.iter().filter(|level| level.overrated());
        said.extend(levels.map(|level| overrated(told, level, lang)));
    }
    let lists = found.lists.iter().filter(|list| list.alone());
    said.extend(lists.map(|list| alone(list, lang)));
    said.iter().map(|said| said.pick(lang).to_owned()).collect()
}

/// The fields that are rarely or never on both sides.
pub(crate) fn rare(found: &Found, lang: Lang) -> Option<Said> {
    // A postal code is compared only in the place of an address.
    let rare = found.fields.iter();
    let rare = rare.filter(|told| told.rare() && told.hardly() && told.field != "postal_code");
    let names: Vec<String> = rare
        .map(|told| {
            let (field, filled) = (words::field(told.field, lang), percent(told.filled));
            match lang {
                Lang::Ja => format!("{field}（{filled}）"),
                Lang::En => format!("{field} ({filled})"),
            }
        })
        .collect();
    let (ja, en) = (names.join("、"), names.join("; "));
    (!names.is_empty()).then(|| {
        said!(
            "両方に書かれた組がほとんどなく、役に立っていない項目: {ja}。名簿に列があれば、対応付けに加えてください。",
            "Hardly on both sides of a pair, and of little help: {en}. Where lists have them, add them to the mapping."
        )
    })
}

/// One value for many people, in all lists where that is so.
fn shared(crowded: &[&Crowded], lang: Lang) -> Option<Said> {
    let field = words::field(crowded.first()?.field.key(), lang);
    let lists: Vec<String> = crowded
        .iter()
        .map(|crowded| {
            let list = dataset(&crowded.dataset, lang);
            let Crowded { times, filled, .. } = crowded;
            match lang {
                Lang::Ja => format!("{list}（{filled}人のうち{times}人）"),
                Lang::En => format!("{list} ({times} of {filled} persons)"),
            }
        })
        .collect();
    let (ja, en) = (lists.join("、"), lists.join(", "));
    Some(said!(
        "多くの人の「{field}」が同じ値になっています: {ja}。役所や学校の番号など、本人のものでない値なら、対応付けでこの列を外してください。",
        "Many have one value of {field}: {en}. If it is not their own (an office's, say), leave the column out of the mapping."
    ))
}

/// A field that does not tell one person from two.
fn useless_here(told: &Told, lang: Lang) -> Said {
    let field = words::field(told.field, lang);
    let [one, two] = told.agree.map(percent);
    said!(
        "「{field}」は、ほとんど役に立っていません。一致するのは、同じ人の組で{one}、別の人の組で{two}です。名簿によって中身の意味が違わないか、確かめてください。",
        "{field} hardly helps: it agrees in {one} of pairs of one person and in {two} of two. Check whether it means the same in every list."
    )
}

/// A level that counts more than it tells.
fn overrated(told: &Told, level: &Level, lang: Lang) -> Said {
    let field = words::field(told.field, lang);
    let way = words::level(told.field, level.code).map_or(level.code, |text| text.pick(lang));
    let (here, used) = (bits(level.bits), bits(level.used));
    said!(
        "「{field}」の「{way}」は、この町では、使った値ほど同じ人を示しません（{here}、使った値 {used}）。列の中身を確かめてください。",
        "{field}, {way}: speaks less for one person here than it was counted for ({here}, used {used}). Check what the column holds."
    )
}

/// A list most of whose people stand on no other.
fn alone(list: &List, lang: Lang) -> Said {
    let name = dataset(&list.dataset, lang);
    let List {
        persons, elsewhere, ..
    } = list;
    said!(
        "「{name}」の{persons}人のうち、ほかの名簿にもいるのは{elsewhere}人だけです。氏名・かな・生年月日の列の対応付けを確かめてください。",
        "Only {elsewhere} of the {persons} persons of {name} stand on another list too. Check how its columns of names and birth dates are mapped."
    )
}
