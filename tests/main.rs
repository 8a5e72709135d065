//! Tests of the kit as a whole.
