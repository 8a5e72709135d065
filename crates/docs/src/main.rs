//! Run in the repository: `cargo run -p mimamori-docs` writes all generated files.

use std::fs;
use std::path::Path;

fn main() -> anyhow::Result<()> {
    for (path, text) in mimamori_docs::files() {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(Path::new(folder))?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}
