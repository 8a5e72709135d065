//! Which fields of which list go along. Everything else of a row stays where it is: when a case was
//! received and what was reported (児童虐待防止法第7条), scores of scales, free notes.

/// Whom a list is about, so that it says something not to stand on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    Everybody,
    /// Until school.
    Infants,
    /// From school on.
    Pupils,
    /// Only those who stand on it.
    Listed,
}

/// How the rows of one list are told.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) list: &'static str,
    pub(super) about: About,
    /// What the row says.
    pub(super) says: &'static [&'static str],
    /// Its day: the first that is there.
    pub(super) on: &'static [&'static str],
    /// The day on which it was over.
    pub(super) over: Option<&'static str>,
    pub(super) by: &'static [&'static str],
    /// What is still to be done, and the field of the row that says that it was.
    pub(super) due: &'static [(&'static str, Option<&'static str>)],
    /// Whether the day says that it was done, and no day that it was not.
    pub(super) taken: bool,
    /// Only the newest row by its day (of each kind, where a field tells kinds apart).
    pub(super) newest: Option<Newest>,
}

/// Which rows take each other's place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Newest {
    Of(&'static str),
    OfAll,
}

const NONE: Told = Told {
    list: "",
    about: About::Everybody,
    says: &[],
    on: &[],
    over: None,
    by: &[],
    due: &[],
    taken: false,
    newest: None,
};

pub(super) const TOLD: [Told; 12] = [
    Told {
        list: "cases",
        says: &["category", "stage"],
        over: Some("closed_on"),
        by: &["worker", "second_worker"],
        due: &[("next_action", None)],
        ..NONE
    },
    Told {
        list: "plans",
        says: &["plan_kind", "agreed", "service", "child_wish"],
        on: &["reviewed_on", "made_on"],
        by: &["worker"],
        due: &[
            ("next_review", Some("reviewed_on")),
            ("goal_to", Some("reviewed_on")),
            ("next_contact", None),
        ],
        newest: Some(Newest::Of("plan_kind")),
        ..NONE
    },
    Told {
        list: "plan-lines",
        about: About::Listed,
        says: &["service", "achieved"],
        on: &["since"],
        by: &["provider", "worker"],
        due: &[("monitoring", Some("monitored_on"))],
        ..NONE
    },
    Told {
        list: "decisions",
        about: About::Listed,
        says: &["decision", "policy", "roles", "measure", "closing"],
        on: &["decided_on"],
        by: &["worker"],
        due: &[("next_review", None)],
        ..NONE
    },
    Told {
        list: "contacts",
        about: About::Listed,
        on: &["date"],
        by: &["worker"],
        ..NONE
    },
    Told {
        list: "services",
        says: &["service", "basis"],
        on: &["since"],
        over: Some("ended_on"),
        ..NONE
    },
    Told {
        list: "pregnancy",
        about: About::Listed,
        says: &["outcome"],
        on: &["delivered_on", "notified_on"],
        due: &[("due_on", Some("delivered_on"))],
        ..NONE
    },
    Told {
        list: "home-visits",
        about: About::Infants,
        says: &["visit_kind"],
        on: &["date"],
        taken: true,
        ..NONE
    },
    Told {
        list: "checkups",
        about: About::Infants,
        says: &["result", "detailed_on", "followed_on"],
        on: &["date"],
        taken: true,
        ..NONE
    },
    Told {
        list: "vaccinations",
        about: About::Infants,
        on: &["date"],
        taken: true,
        ..NONE
    },
    Told {
        list: "childcare",
        about: About::Infants,
        says: &["institution"],
        on: &["enrolled_on"],
        over: Some("left_on"),
        newest: Some(Newest::OfAll),
        ..NONE
    },
    Told {
        list: "school-register",
        about: About::Pupils,
        says: &["institution", "grade"],
        on: &["enrolled_on"],
        over: Some("left_on"),
        ..NONE
    },
];
