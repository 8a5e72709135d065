//! Dates of Japanese administration: eras, school years, ages, holidays, school days.
