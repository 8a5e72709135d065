//! mimamori-flag: families to be looked at, by the town's own rules, with every reason.
