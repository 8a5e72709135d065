//! The edge of a process: arguments, streams, clock, locale, exit status, files, run log.
