//! Workbooks behind a password.

use mimamori_record::reason;

use crate::book::Unread;

/// The workbook inside, opened by the first password that fits.
///
/// A wrong password gives bytes like any other, so what comes out must look like a workbook.
pub(crate) fn unlock(bytes: &[u8], passwords: &[String]) -> Result<Vec<u8>, Unread> {
    for password in passwords {
        match office_crypto::decrypt_from_bytes(bytes.to_vec(), password) {
            Ok(inside) if inside.starts_with(b"PK\x03\x04") => return Ok(inside),
            _ => {}
        }
    }
    Err(&reason::FILE_PROTECTED)
}
