//! town/series.toml: the town's series and the key of its digests, made once by the first import.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use mimamori_record::Failure;
use mimamori_shell::{Readers, read_text, write_whole};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::messages as say;

/// The town's series and key.
pub(crate) struct Series {
    /// Four letters or digits.
    pub(crate) name: String,
    key: Vec<u8>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SeriesFile {
    series: String,
    key: String,
}

const FILE: &str = "series.toml";
/// Hexadecimal figures of a digest in an id: 48 bits, so that two of 10,000 files collide once in
/// five million towns.
const SHORT: usize = 12;
/// No file begins like this, so no digest of a file is the seal.
const SEAL: &[u8] = b"\0mimamori: seal of papers";

impl Series {
    /// Reads town/series.toml; the first import of a town makes it.
    pub(crate) fn of(town: &Path) -> Result<(Series, bool), Failure> {
        let path = town.join(FILE);
        let made = !path.exists();
        if made {
            write_whole(&path, fresh().as_bytes(), Readers::Owner)?;
        }
        let broken = || say::series_broken(&path);
        // Not by the usual reader of settings: its messages show the line, and here that is the key.
        let text = read_text(&path)?;
        let file: SeriesFile = toml::from_str(&text).map_err(|_| broken())?;
        let name = file.series;
        let letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        let key = from_hex(&file.key).filter(|key| key.len() >= 16);
        let (true, Some(key)) = (name.len() == 4 && name.bytes().all(letter), key) else {
            return Err(broken());
        };
        Ok((Series { name, key }, made))
    }

    /// The digest of a file: nobody can find the file's content by trying, and the same file has
    /// the same digest in every run of this town.
    pub(crate) fn digest(&self, parts: &[&[u8]]) -> String {
        let mut hex = self.hmac(parts);
        hex.truncate(SHORT);
        hex
    }

    /// The key for the digests in papers that come back. It travels on the stream, because those
    /// who write papers do not open this file; the stream has the birth dates themselves, and the
    /// key of the files cannot be found from it.
    pub(crate) fn seal(&self) -> String {
        self.hmac(&[SEAL])
    }

    fn hmac(&self, parts: &[&[u8]]) -> String {
        // HMAC takes keys of any length.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.key) else {
            return String::new();
        };
        for part in parts {
            mac.update(part);
        }
        let bytes = mac.finalize().into_bytes();
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// A new series and key from the randomness with which the system seeds hash maps: 128 bits per
/// thread, taken from four threads.
fn fresh() -> String {
    let mut pool = Sha256::new();
    for _ in 0..4 {
        let drawn = std::thread::spawn(|| {
            let state = RandomState::new();
            [0_u8, 1, 2, 3].map(|n| state.hash_one(n))
        });
        for word in drawn.join().unwrap_or_default() {
            pool.update(word.to_le_bytes());
        }
    }
    let seed = pool.finalize();
    let derive = |label: &[u8]| {
        Sha256::new()
            .chain_update(seed)
            .chain_update(label)
            .finalize()
    };
    let letters = b"abcdefghijkmnpqrstuvwxyz23456789";
    let name: String = derive(b"series")
        .iter()
        .take(4)
        .map(|byte| char::from(letters[usize::from(*byte) % letters.len()]))
        .collect();
    let key: String = derive(b"key")
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    say::series_file(&name, &key)
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_import_makes_a_series_and_later_ones_keep_it() {
        let town = tempfile::tempdir().unwrap();
        let (first, made) = Series::of(town.path()).unwrap();
        assert!(made);
        let (second, made) = Series::of(town.path()).unwrap();
        assert!(!made);
        assert_eq!(first.name, second.name);
        assert_eq!(first.digest(&[b"file"]), second.digest(&[b"file"]));
        assert_eq!(first.digest(&[b"file"]).len(), 12);
    }

    #[test]
    fn a_damaged_series_stops_the_run_without_showing_the_key() {
        let town = tempfile::tempdir().unwrap();
        for text in [
            "series = \"k7q2\"\nkey = \"zz00\"\n",
            "series = \"k7q2\"\nkey = 00zz\n",
        ] {
            std::fs::write(town.path().join(FILE), text).unwrap();
            let failure = Series::of(town.path()).err().unwrap();
            assert_eq!(failure.status.code(), 2);
            assert!(!failure.to_string().contains("zz"), "{failure}");
        }
    }

    #[test]
    fn digests_are_hmac_sha_256_with_the_towns_key() {
        // RFC 4231, test case 2.
        let series = Series {
            name: "test".to_owned(),
            key: b"Jefe".to_vec(),
        };
        assert_eq!(
            series.digest(&[b"what do ya want ", b"for nothing?"]),
            "5bdcc146bf60"
        );
    }

    #[test]
    fn two_towns_have_different_keys() {
        assert_ne!(fresh(), fresh());
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_reads_the_key() {
        use std::os::unix::fs::PermissionsExt;
        let town = tempfile::tempdir().unwrap();
        Series::of(town.path()).unwrap();
        let mode = std::fs::metadata(town.path().join(FILE))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o077, 0);
    }
}
