//! What travels between the programs: lines, dictionary, reader, writer, blocks, coverage, reasons.
