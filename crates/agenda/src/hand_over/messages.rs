//! What the office is told about a hand-over. Never a name.

use mimamori_record::{Failure, Said, said};

use super::rows::{Fact, State};
use crate::recipient::wrong;

pub(super) fn protected() -> Failure {
    wrong(
        said!(
            "支援措置のある世帯なので、引継ぎの紙を作りません",
            "the household is protected: no paper is made"
        ),
        said!(
            "渡す先から居場所が知られないことを確かめ、それでも作るときは --show-protected を付けてください",
            "make sure that nobody can learn from it where they are, and add --show-protected to make it nevertheless"
        ),
    )
}

pub(super) fn away() -> Failure {
    wrong(
        said!(
            "措置か一時保護（または読めない記録）のある世帯なので、引継ぎの紙を作りません",
            "somebody of the household is placed or in custody, or that cannot be read: no paper is made"
        ),
        said!(
            "児童相談所と引継ぎの方法を決め、それでも作るときは --show-protected を付けてください",
            "agree with the child guidance centre how to hand over, and add --show-protected to make it nevertheless"
        ),
    )
}

/// How much there is, and that a person reads it first.
pub(super) fn made(facts: &[Fact]) -> Vec<Said> {
    let of = |state: State| facts.iter().filter(|fact| fact.state == state).count();
    let (open, unknown) = (of(State::Open), of(State::Unknown));
    let rest = facts.len() - open - unknown;
    vec![
        said!(
            "引継ぎの紙 1部: これからのこと {open}件、いまとこれまで {rest}件、わからないこと {unknown}件",
            "one paper to hand over: {open} still to be done, {rest} as it stands, {unknown} not known"
        ),
        said!(
            "支援方針、支援の内容、役割分担は人が書いた文のままです。ほかの人のことや知らせてくれた人がわからないか、渡す前に読んでください",
            "policies, services and roles stand as people wrote them: read them before handing over, for nobody else and nobody who reported something must be told by them"
        ),
        said!(
            "渡してよい根拠（本人・保護者の同意、または協議会の構成機関どうし）を担当と統括支援員で確かめてください",
            "let worker and coordinator make sure why it may be handed over: by consent, or between members of the council"
        ),
    ]
}
