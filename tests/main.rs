//! Tests of the kit as a whole, through its programs.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests start processes and look at their streams; one that cannot go on has failed"
)]

mod by_tool;
mod evidence;
mod example;
mod nasty;
mod pipeline;
mod repo;
mod schemas;
mod shells;
mod town;
mod truth;
mod util;
