//! Whether a workbook is as it was written, or somebody has saved it since.

/// Stands behind the last byte of what we write, as the comment of the archive. Whatever saves the
/// workbook drops it.
const STAMP: &[u8] = b"mimamori: as written";

/// The file with the stamp.
pub(crate) fn stamped(mut file: Vec<u8>) -> Vec<u8> {
    // An archive without a comment closes with the comment's length, two bytes of zero.
    if let ([.., 0, 0], Ok(length)) = (file.as_slice(), u16::try_from(STAMP.len())) {
        file.truncate(file.len() - 2);
        file.extend(length.to_le_bytes());
        file.extend(STAMP);
    }
    file
}

/// Whether nobody has saved the workbook since it was written. Of what the kit did not write nobody
/// can say so.
pub fn untouched(file: &[u8]) -> bool {
    file.ends_with(STAMP)
}
