//! One file per program: a command line, an input, status, output and messages.

mod agenda;
mod answered;
mod answers;
mod back;
mod coverage;
mod deliveries;
mod explain;
mod families;
mod flag;
mod flag_explain;
mod flag_old_rules;
mod hostile;
mod import;
mod r#match;
mod months;
mod problems;
mod quality;
mod reconcile;
mod remind;
mod settings;
mod settled;
mod shown;
mod stats;
mod stats_checker;
mod suggest;
mod words;
