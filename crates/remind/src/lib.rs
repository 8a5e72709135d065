//! mimamori-remind: reviews and duties that fall due.
