//! One file per program: a command line, an input, status, output and messages.
