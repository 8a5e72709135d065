//! mimamori-match: the same child across departments, never the wrong one.
