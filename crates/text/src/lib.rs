//! Japanese text: width, kana, character variants, names, addresses.
