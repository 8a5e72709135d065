//! The chains of sectors in an OLE file (xls, protected workbooks), followed before any parser does.
//!
//! Parsers follow a chain until it ends and copy what they find on the way; one that leads back to
//! itself never ends ([MS-CFB], 2.1 to 2.6). Each sector belongs to one chain at most, so following
//! all of them takes no longer than reading the file.

use mimamori_record::reason;

use crate::book::Unread;

/// Numbers from here on are marks and no sectors.
const MARKS: u32 = 0xFFFF_FFFA;
/// Of a directory entry.
const ENTRY: usize = 128;
const STREAM: u8 = 2;
const ROOT: u8 = 5;

/// Refuses a file whose chains lead back to themselves, meet, or leave the file.
pub(crate) fn check(bytes: &[u8]) -> Result<(), Unread> {
    follow_all(bytes).ok_or(&reason::FILE_UNREADABLE)
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    let (numbers, _) = bytes.as_chunks::<4>();
    numbers.iter().map(|number| u32::from_le_bytes(*number))
}

fn follow_all(bytes: &[u8]) -> Option<()> {
    let size = match bytes.get(30..32)? {
        [9, 0] => 512,
        [12, 0] => 4096,
        _ => return None,
    };
    let file = Sectors { bytes, size };
    let mut big = Chains::new(table(&file)?, file.count());
    let directory = big.follow(number(bytes, 48)?)?;
    let mut mini_table = Vec::new();
    for sector in big.follow(number(bytes, 60)?)? {
        mini_table.extend(numbers(file.get(sector)?));
    }
    let count = mini_table.len();
    let mut small = Chains::new(mini_table, count);
    let cutoff = u64::from(number(bytes, 56)?);
    for sector in directory {
        for entry in file.get(sector)?.chunks_exact(ENTRY) {
            let start = number(entry, 116)?;
            // The upper half of the length is rubbish in files with small sectors.
            let length = u64::from(number(entry, 120)?);
            match entry[66] {
                ROOT if length > 0 => big.follow(start)?,
                STREAM if length >= cutoff => big.follow(start)?,
                STREAM if length > 0 => small.follow(start)?,
                _ => continue,
            };
        }
    }
    Some(())
}

/// The file behind its header.
struct Sectors<'a> {
    bytes: &'a [u8],
    size: usize,
}

impl<'a> Sectors<'a> {
    fn count(&self) -> usize {
        self.bytes.len().div_ceil(self.size).saturating_sub(1)
    }

    /// A sector; the last one may be shorter.
    fn get(&self, sector: u32) -> Option<&'a [u8]> {
        let from = self.size.checked_mul(sector as usize + 1)?;
        let rest = self.bytes.get(from..).filter(|rest| !rest.is_empty())?;
        Some(&rest[..rest.len().min(self.size)])
    }
}

/// What stands in the table of sectors. The header names the first 109 sectors of it; the others
/// are named in a chain of sectors, each with the next one at its end.
fn table(file: &Sectors<'_>) -> Option<Vec<u32>> {
    let mut parts: Vec<u32> = numbers(file.bytes.get(76..512)?).collect();
    let mut next = number(file.bytes, 68)?;
    for _ in 0..=file.count() {
        if next >= MARKS {
            break;
        }
        parts.extend(numbers(file.get(next)?));
        next = parts.pop()?;
    }
    // Longer than the file: it leads back to itself.
    if next < MARKS {
        return None;
    }
    let mut table = Vec::new();
    for part in parts.into_iter().filter(|part| *part < MARKS) {
        table.extend(numbers(file.get(part)?));
        if table.len() > file.count() + file.size / 4 {
            break;
        }
    }
    Some(table)
}

/// A table that says which sector follows which, and what has been followed of it.
struct Chains {
    next: Vec<u32>,
    seen: Vec<bool>,
}

impl Chains {
    fn new(mut next: Vec<u32>, sectors: usize) -> Self {
        next.truncate(sectors);
        let seen = vec![false; next.len()];
        Chains { next, seen }
    }

    /// The sectors of a chain; none when it does not end well.
    fn follow(&mut self, start: u32) -> Option<Vec<u32>> {
        let mut chain = Vec::new();
        let mut at = start;
        while at < MARKS {
            let seen = self.seen.get_mut(at as usize)?;
            if std::mem::replace(seen, true) {
                return None;
            }
            chain.push(at);
            at = self.next[at as usize];
        }
        Some(chain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A workbook of 1997: its table is sector 0, its stream starts in sector 2, its directory in
    /// sector 14, the table of its small streams in sector 11.
    fn workbook() -> Vec<u8> {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../tests/nasty/files/same.xls"
        );
        std::fs::read(path).unwrap()
    }

    fn with(at: usize, number: u32) -> Vec<u8> {
        let mut bytes = workbook();
        bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
        bytes
    }

    /// Where the table says what follows a sector.
    fn after(sector: usize) -> usize {
        512 + 4 * sector
    }

    #[test]
    fn what_offices_write_is_sound() {
        assert!(check(&workbook()).is_ok());
        for name in ["password-ascii.xlsx", "password-ja.xlsx"] {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/nasty/files/");
            assert!(check(&std::fs::read(format!("{folder}{name}")).unwrap()).is_ok());
        }
    }

    #[test]
    fn a_chain_that_leads_back_or_out_of_the_file_is_refused() {
        for (what, bytes) in [
            ("to its own sector", with(after(2), 2)),
            ("to an earlier sector", with(after(9), 3)),
            ("into another chain", with(after(10), 14)),
            ("out of the file", with(after(5), 60_000)),
            ("the directory in a circle", with(after(14), 14)),
            ("the small streams' table in a circle", with(after(11), 11)),
            ("the table's own chain in a circle", with(68, 3)),
            ("the table outside of the file", with(76, 60_000)),
        ] {
            assert!(check(&bytes).is_err(), "{what}");
        }
    }

    #[test]
    fn the_tables_chain_may_not_circle_in_a_sector_that_is_cut_off() {
        // Seven bytes of a sector hold one number, which names the sector itself.
        let mut bytes = workbook();
        bytes.truncate(512);
        bytes[68..72].fill(0);
        bytes.extend([0; 7]);
        assert!(check(&bytes).is_err());
    }

    #[test]
    fn cut_files_are_refused_and_none_panics() {
        let whole = workbook();
        for end in 0..whole.len() - 512 {
            let cut = check(&whole[..end]);
            assert!(cut.is_err() || end > 14 * 512, "cut at {end}");
        }
    }
}
