//! Japanese text for comparing: width, kana, variant kanji, names, addresses, telephones.
//!
//! Everything here is a pure function. Nothing is meant for writing back: what a department wrote is
//! kept and printed as it came, and only the keys made here are compared.
//!
//! ```
//! use mimamori_text::{NameLikeness, compare_names, fold_width};
//! assert_eq!(fold_width("ﾔﾏﾀﾞ　ﾊﾅｺ"), "ヤマダ ハナコ");
//! assert_eq!(compare_names("髙橋 花子", "高橋　花子"), NameLikeness::SameLetter);
//! ```

mod address;
mod address_area;
mod address_building;
mod address_flat;
mod damage;
mod kana;
mod kana_compare;
mod latin;
mod name;
mod name_compare;
mod name_labels;
mod name_parts;
mod name_script;
mod name_words;
mod numerals;
mod phone;
mod slip;
mod stand_in;
mod variants;
mod width;

pub use address::{Address, AddressLikeness, compare_addresses, parse_address};
pub use damage::{Damage, DamageKind, find_damage, find_name_damage};
pub use kana::{
    KanaKey, has_kanji, is_kana, is_kana_text, kana_key, to_hiragana, to_katakana, weaker_keys,
};
pub use kana_compare::{KanaLikeness, compare_kana};
pub use latin::{fold_latin, is_latin_name, latin_tokens};
pub use name::{Name, OtherKind, OtherName, is_wildcard, parse_name};
pub use name_compare::{NameComparison, NameLikeness, compare_names, compare_parsed_names};
pub use name_parts::{PartLikeness, compare_parts};
pub use phone::{PhoneLikeness, compare_phones, phones};
pub use variants::{Strength, fold_variants, strongest_fold, variant_strength};
pub use width::{Heading, fold_width, heading_key, heading_parts, squeeze};
