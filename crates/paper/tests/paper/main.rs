//! A paper as a tool would describe it, read back and looked into.

#![allow(clippy::unwrap_used, reason = "helpers of tests stop the test")]

mod agenda;
mod html;
mod marks;
mod workbook;
