//! The rule language: expressions over records with three truth values and their reasons.
