//! What the shipped rules find, and what not.
