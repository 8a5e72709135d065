//! mimamori-sample: a practice town of invented people.
