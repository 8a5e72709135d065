//! Each shipped rule with a family that fires it, one that does not, one of which nobody can say.

mod change;
mod evaluate;
mod explain;
mod known;
mod old_rules;
mod paper;
mod rules;
mod settings;
mod stream;
