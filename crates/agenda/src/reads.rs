//! What the papers of a meeting look at. The rest of a person's line is passed over unread.

use mimamori_record::Wanted;

use crate::asked::Asked;
use crate::recipient::Recipient;
use crate::{figures, household, masking, resources};

/// Lists whose rows are told as they stand.
const WHOLE: [&str; 6] = [
    "cases",
    "plans",
    "decisions",
    "proposals",
    "assessment-sheets",
    "handovers",
];

/// Single fields of other lists: the school, what became of decisions, where nobody is written to.
const FIELDS: [(&str, &str); 13] = [
    ("school-register", "institution"),
    ("school-register", "grade"),
    ("school-register", "class"),
    ("school-register", "enrolled_on"),
    ("school-register", "left_on"),
    ("childcare", "institution"),
    ("childcare", "class"),
    ("childcare", "enrolled_on"),
    ("childcare", "left_on"),
    ("recommendations", "service"),
    ("recommendations", "date"),
    ("placements", "placement_kind"),
    ("placements", "ended_on"),
];

pub(crate) fn wanted(asked: &Asked, recipient: Recipient) -> Wanted {
    let mut wanted = Wanted::default();
    if recipient == Recipient::Member {
        for (list, field) in masking::OF_NOTES {
            wanted.add(list, field);
        }
    }
    for list in WHOLE {
        wanted.add_whole(list);
    }
    for (list, field) in FIELDS
        .into_iter()
        .chain(masking::OF_PROTECTIONS)
        .chain(figures::FIELDS)
        .chain(resources::FIELDS)
        .chain(household::FIELDS)
    {
        wanted.add(list, field);
    }
    // Any list may say who is protected, and where they live: that is taken out of every text.
    wanted.add_identities();
    for field in masking::FIELDS {
        wanted.add_everywhere(field);
    }
    asked.wants(&mut wanted);
    wanted
}
