//! Files of the practice town, and what can go wrong with them.

use crate::SampleError;
use std::fs;
use std::path::Path;

/// Writes a file whole or not at all, making its folders.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), SampleError> {
    let wrong = |source| SampleError::File {
        path: path.to_owned(),
        source,
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(wrong)?;
    }
    let half = path.with_added_extension("tmp");
    let written = fs::write(&half, bytes).and_then(|()| fs::rename(&half, path));
    written.map_err(|source| {
        // What is left of it helps nobody; that it cannot be removed is not the news.
        let _ = fs::remove_file(&half);
        wrong(source)
    })
}

/// Refuses a folder that holds a town nobody made for practice: its lists are real.
pub(crate) fn only_practice(dir: &Path) -> Result<(), SampleError> {
    let practice = dir.join("truth/README.md").exists();
    let occupied = ["town", "2026-05"]
        .iter()
        .any(|name| dir.join(name).exists());
    if occupied && !practice {
        return Err(SampleError::NotPractice(dir.to_owned()));
    }
    Ok(())
}
