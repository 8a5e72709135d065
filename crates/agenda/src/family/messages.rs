//! What the office is told about a family's paper. Never a name.

use mimamori_record::{Failure, Said, said};

use super::Reader;
use super::home::Refused;
use crate::recipient::wrong;

/// Why there is no paper.
pub(super) fn refused(why: Refused) -> Failure {
    let what = match why {
        Refused::Gone => said!(
            "この人は、いまの町の住民ではないため、家族の紙を作りません",
            "this person does not live in the town any more: no paper for a family is made"
        ),
        Refused::NotAtHome => said!(
            "この親が、こどもと同じ世帯で暮らしているとは名簿からわからないため、紙を作りません",
            "the lists do not tell that this parent lives in the child's household: no paper is made"
        ),
        Refused::Protected => said!(
            "支援措置のある世帯で、保護されている本人とわからない親の紙は作りません",
            "the household is protected, and it is not certain that this parent is who is protected: no paper is made"
        ),
        Refused::NotAChild => said!(
            "--person の人は、こどもではありません",
            "the person of --person is no child"
        ),
    };
    let advice = match why {
        Refused::NotAChild => said!(
            "こどもの番号を書くか、本人への紙なら --for mother か --for father にしてください",
            "write the id of a child, or --for mother or father for a paper about themselves"
        ),
        _ => said!(
            "渡してよいことを担当と統括支援員で確かめ、口頭か手書きの紙で伝えてください",
            "let worker and coordinator decide what may be told, and tell it by word of mouth or in writing of your own"
        ),
    };
    wrong(what, advice)
}

/// That there is a paper, and to whom it may be handed.
pub(super) fn made(reader: Reader) -> Said {
    match reader {
        Reader::Mother => said!(
            "家族の紙 1部: こどもと同じ世帯の母へ。別に暮らす人には渡さないでください",
            "one paper for the mother in the child's household; hand it to nobody who lives elsewhere"
        ),
        Reader::Father => said!(
            "家族の紙 1部: こどもと同じ世帯の父へ。別に暮らす人には渡さないでください",
            "one paper for the father in the child's household; hand it to nobody who lives elsewhere"
        ),
        Reader::Child => said!("家族の紙 1部: こども本人へ", "one paper for the child"),
    }
}

pub(super) fn no_plan() -> Said {
    said!(
        "同意のあるサポートプランが見当たらないため、決まったことの欄は空けてあります",
        "no support plan that was agreed is on the lists: what is agreed is left blank"
    )
}

pub(super) fn places_hidden() -> Said {
    said!(
        "支援措置か、措置・一時保護があるため、場所と支援機関は書いていません",
        "somebody is protected, placed or in custody: places and institutions are left out"
    )
}

pub(super) fn child_wish_left_out() -> Said {
    said!(
        "こどもの意向は、保護者に伝えてよいと計画に書かれていないため、載せていません（欄: こどもの意向を保護者に伝えてよい）",
        "the child's wish is left out: the plan does not say that the parents may read it (child_wish_shared)"
    )
}

pub(super) fn child_wish_alone() -> Said {
    said!(
        "こどもの意向は、保護者に伝えてよいと計画に書かれていません。この紙はこどもだけに渡してください",
        "the plan does not say that the parents may read the child's wish: hand this paper to the child alone"
    )
}

pub(super) fn parent_wish_left_out() -> Said {
    said!(
        "保護者の意向は、この人の言葉と計画からわからないため、載せていません（欄: 意向を述べた保護者）",
        "the parents' wish is left out: the plan does not say that it is this parent's (parent_wish_by)"
    )
}
