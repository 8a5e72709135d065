//! What an office writes into every row says nothing about families.

use serde_json::json;

use super::{Outcome, crowd};

/// Whether a row without a birth date is a child with the same name and telephone, and how many
/// others of the town have that telephone.
fn known_by_telephone(others: usize) -> bool {
    let phone = "0985-11-1111";
    let mut rows = vec![
        (
            "residents",
            json!({"name": "青山 葵", "kana": "アオヤマ アオイ", "birth_date": "2018-05-03", "phone": phone}),
        ),
        (
            "benefits",
            json!({"name": "青山 葵", "kana": "アオヤマ アオイ", "phone": phone}),
        ),
    ];
    rows.extend(crowd());
    for (_, row) in &mut rows[2..][..others] {
        row["phone"] = json!(phone);
    }
    Outcome::of(&rows).one(&[1, 2])
}

#[test]
fn a_telephone_of_many_surnames_is_that_of_an_office() {
    assert!(known_by_telephone(0));
    assert!(known_by_telephone(5));
    assert!(!known_by_telephone(60));
}
