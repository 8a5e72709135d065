//! The practice town: the same seed gives the same bytes, and its truth says what really stands
//! in its workbooks.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read what it made must fail"
)]

mod stories;
mod util;
mod workbooks;
