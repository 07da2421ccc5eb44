//! The text of a file of the user's, bounded: it may be a device or a pipe by mistake.

use std::io::Read as _;
use std::path::Path;

/// The text of a file, cut after so many bytes.
///
/// # Errors
/// When it cannot be read, or is no text.
pub(super) fn read(file: &Path, most_bytes: u64) -> std::io::Result<String> {
    let mut text = String::new();
    std::fs::File::open(file)?
        .take(most_bytes)
        .read_to_string(&mut text)?;
    Ok(text)
}
