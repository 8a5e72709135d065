//! mimamori-stats: tables that can be published.
