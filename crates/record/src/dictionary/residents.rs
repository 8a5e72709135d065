//! Who lives in the town, and who came and went.

use super::{DatasetEntry, code, coded, field, list};
use crate::line::FieldType::{Date, Text as Words, Yesno};
use crate::line::Per;

pub(super) const RESIDENTS: DatasetEntry = list(
    "residents",
    "住民記録",
    "residents",
    Per::Person,
    &[
        field("resident_since", Date, "住民となった日", "resident since"),
        coded(
            "status",
            "住民状態",
            "status",
            &[
                code("resident", "住民", "resident"),
                code("moved-out", "転出", "moved out"),
                code("died", "死亡", "died"),
            ],
        ),
        field("left_on", Date, "住民でなくなった日", "left on"),
        field("protected", Yesno, "支援措置", "protection measure"),
    ],
);

pub(super) const MOVES: DatasetEntry = list(
    "moves",
    "住民異動",
    "moves",
    Per::Event,
    &[
        field("date", Date, "異動日", "moved on"),
        coded(
            "reason",
            "異動事由",
            "reason",
            &[
                code("moved-in", "転入", "moved in"),
                code("moved-out", "転出", "moved out"),
                code("moved-within", "転居", "moved within the town"),
                code("born", "出生", "born"),
                code("died", "死亡", "died"),
                code("other", "その他", "other"),
            ],
        ),
        field("place", Words, "転入前・転出先", "from or to"),
    ],
);
