//! mimamori-import: workbooks and CSV files of the departments become records.
