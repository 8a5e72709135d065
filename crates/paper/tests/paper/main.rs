//! A paper as a tool would describe it, read back and looked into.

mod agenda;
mod html;
mod marks;
mod workbook;
