//! Files of the practice town, and what can go wrong with them.

use crate::SampleError;
use std::fs;
use std::path::Path;

/// Writes a file, making its folders.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), SampleError> {
    let wrong = |source| SampleError::File {
        path: path.to_owned(),
        source,
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(wrong)?;
    }
    fs::write(path, bytes).map_err(wrong)
}
