//! Scores in whole tenths of a bit, so that terms add up exactly.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A number of tenths; written as a JSON number with at most one decimal.
///
/// ```
/// use mimamori_record::Tenths;
/// assert_eq!(Tenths(31) + Tenths(-20), Tenths(11));
/// assert_eq!(serde_json::to_string(&Tenths(31)).unwrap(), "3.1");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tenths(pub i32);

impl std::ops::Add for Tenths {
    type Output = Tenths;
    fn add(self, other: Tenths) -> Tenths {
        Tenths(self.0.saturating_add(other.0))
    }
}

impl std::iter::Sum for Tenths {
    fn sum<I: Iterator<Item = Tenths>>(terms: I) -> Tenths {
        terms.fold(Tenths(0), |sum, term| sum + term)
    }
}

impl Serialize for Tenths {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 10.0)
    }
}

impl<'de> Deserialize<'de> for Tenths {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)? * 10.0;
        // A tenth read back is within rounding of a whole number of tenths.
        #[expect(
            clippy::cast_possible_truncation,
            reason = "saturates, and scores are small"
        )]
        Ok(Tenths(number.round() as i32))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Tenths {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Tenths".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        f64::json_schema(generator)
    }
}
