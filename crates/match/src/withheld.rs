//! Whose whereabouts are printed nowhere: the protected with their households, and whoever may turn
//! out to be one of them.

use std::collections::BTreeSet;

use crate::chain::Chains;
use crate::identity::narrow;
use crate::write::Result as Matched;

/// Places in [`Gathered::beings`](crate::gather::Gathered) of people under protection.
pub(crate) fn protected(matched: Matched<'_>) -> BTreeSet<usize> {
    let circles = matched.gathered.circles.iter();
    let members = circles.filter(|circle| circle.protected);
    let members = members.flat_map(|circle| &circle.members);
    members.map(|person| *person as usize).collect()
}

/// Those, and everybody whom open questions tie to them: a row of the same child that nobody has
/// joined yet says the same address and the same school.
pub(crate) fn withheld(matched: Matched<'_>) -> BTreeSet<usize> {
    let mut withheld = protected(matched);
    if withheld.is_empty() {
        return withheld;
    }
    let decision = matched.decision;
    let questions = decision.questions.iter().chain(&decision.waiting);
    let pairs: Vec<(u32, u32)> = questions
        .filter_map(|question| {
            let end = |identity| matched.being_of(identity).map(narrow);
            Some((end(question.edge.a)?, end(question.edge.b)?))
        })
        .collect();
    let chains = Chains::new(&pairs);
    let tied: BTreeSet<u32> = withheld.iter().map(|at| chains.of(narrow(*at))).collect();
    let ends = pairs.iter().flat_map(|(a, b)| [*a, *b]);
    let also = ends.filter(|end| tied.contains(&chains.of(*end)));
    withheld.extend(also.map(|end| end as usize));
    withheld
}
