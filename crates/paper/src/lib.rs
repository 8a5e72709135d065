//! Workbooks and printable HTML that people read, print and fill in.
