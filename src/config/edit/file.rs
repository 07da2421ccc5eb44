//! A file of the user's that is read, changed, written whole, and put back as it was.

use std::io::{ErrorKind, Write};
use std::path::Path;

use toml_edit::DocumentMut;

use super::error::EditError;
use super::merge::taken_back;
use crate::model::FileChange;
use crate::private;

/// The text of a file; empty when there is none.
pub(in crate::config) fn read(file: &Path) -> Result<String, EditError> {
    Ok(existing(file)?.unwrap_or_default())
}

fn existing(file: &Path) -> Result<Option<String>, EditError> {
    match std::fs::read_to_string(file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(failed(file, cause)),
    }
}

/// Changes a file; what takes that back, or `None` when the file says so already. `new_file`
/// stands at the head of a file that is made.
pub(in crate::config) fn change(
    file: &Path,
    new_file: &str,
    edit: impl FnOnce(&str) -> Result<String, EditError>,
) -> Result<Option<FileChange>, EditError> {
    let old = existing(file)?;
    let text = old.as_deref().unwrap_or_default();
    let mut new = edit(text)?;
    if new == text {
        return Ok(None);
    }
    if old.is_none() {
        new.insert_str(0, new_file);
    }
    write(file, &new)?;
    Ok(Some(FileChange { old, new }))
}

/// Takes a change back and leaves what has been written elsewhere in the file since; what takes
/// this back, or `None` when the file is so already.
///
/// # Errors
/// When the file cannot be read or written, or has been changed in the same place.
pub(crate) fn undo(file: &Path, change: &FileChange) -> Result<Option<FileChange>, EditError> {
    let text = read(file)?;
    if text == change.new && change.old.is_none() {
        std::fs::remove_file(file).map_err(|cause| failed(file, cause))?;
        return Ok(None);
    }
    let old = change.old.as_deref().unwrap_or_default();
    if text == old {
        return Ok(None);
    }
    let merged = taken_back(old, &change.new, &text);
    // Lines that fit together may still be no TOML.
    let merged = merged.filter(|text| text.parse::<DocumentMut>().is_ok());
    let merged = merged.ok_or_else(|| EditError::Changed {
        file: file.to_owned(),
    })?;
    self::change(file, "", |_| Ok(merged))
}

/// Writes a new file and renames it, so that a crash leaves the old or the new one. A symbolic
/// link stays one, and permissions stay; a new file is the user's alone.
fn write(file: &Path, text: &str) -> Result<(), EditError> {
    let target = std::fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let folder = target.parent().unwrap_or(Path::new("."));
    private::create_folder(folder).map_err(|cause| failed(file, cause))?;
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let unfinished = folder.join(format!(".{name}.{}.new", std::process::id()));
    let written = (|| {
        // Addresses in it may hold passwords.
        let mut new = private::options()
            .write(true)
            .create(true)
            .truncate(true)
            .open(&unfinished)?;
        if let Ok(old) = std::fs::metadata(&target) {
            new.set_permissions(old.permissions())?;
        }
        new.write_all(text.as_bytes())?;
        new.sync_all()?;
        std::fs::rename(&unfinished, &target)
    })();
    written.map_err(|cause| {
        drop(std::fs::remove_file(&unfinished));
        failed(file, cause)
    })
}

fn failed(file: &Path, cause: std::io::Error) -> EditError {
    EditError::Io {
        file: file.to_owned(),
        cause,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "# mine\na = 1\n\n[b]\nc = 2\n\n[d]\ne = 3\n";
    const NEW: &str = "# mine\na = 1\n\n[d]\ne = 3\n";

    fn undone(meanwhile: &str) -> Result<String, EditError> {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("some.toml");
        std::fs::write(&file, meanwhile).expect("written");
        let change = FileChange {
            old: Some(OLD.to_owned()),
            new: NEW.to_owned(),
        };
        undo(&file, &change)?;
        Ok(std::fs::read_to_string(&file).expect("read"))
    }

    #[test]
    fn what_was_written_elsewhere_meanwhile_stays() {
        assert_eq!(undone(NEW).expect("undone"), OLD);
        assert_eq!(undone(OLD).expect("nothing to do"), OLD);
        let meanwhile = NEW.replace("mine", "ours") + "f = 4\n";
        let both = OLD.replace("mine", "ours") + "f = 4\n";
        assert_eq!(undone(&meanwhile).expect("merged"), both);
    }

    #[test]
    fn a_change_in_the_same_place_is_refused_and_the_file_stays() {
        for meanwhile in ["", "# another file\n", "# mine\na = 1\nx = 2\n[d]\ne = 3\n"] {
            let refused = undone(meanwhile).expect_err(meanwhile);
            assert!(matches!(refused, EditError::Changed { .. }), "{refused}");
        }
    }

    #[test]
    fn a_file_that_was_made_goes_and_one_with_more_in_it_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("deep/er/some.toml");
        let made = change(&file, "# new\n", |_| Ok("a = 1\n".to_owned()));
        let made = made.expect("written").expect("changed");
        assert_eq!(made.new, "# new\na = 1\n");
        std::fs::write(&file, "# new\na = 1\n\n[b]\n").expect("written");
        undo(&file, &made).expect_err("more stands there, next to it");
        std::fs::write(&file, &made.new).expect("written");
        undo(&file, &made).expect("undone");
        assert!(!file.exists());
        undo(&file, &made).expect("it is so already");
    }
}
