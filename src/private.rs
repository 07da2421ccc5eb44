//! Files and folders that are the user's alone (0600 and 0700): what somebody reads is nobody
//! else's business on a machine with several users.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;

/// Creates a folder and those above it, for the user alone; those that are there stay as they
/// are.
///
/// # Errors
/// When it cannot be created.
pub fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Options that create a file for the user alone.
#[must_use]
pub fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Takes a file from everybody but the user, if it is there. One that belongs to somebody else,
/// or lies where nothing can be written, stays as it is.
pub fn restrict(file: &Path) {
    if std::fs::metadata(file).is_ok_and(|found| found.is_file()) {
        take_from_others(file);
    }
}

/// Takes a folder from everybody but the user, if nothing but our own files is in it: a folder
/// that holds other things may be there for others too.
pub fn restrict_folder(folder: &Path, is_ours: impl Fn(&str) -> bool) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    let mut names = entries.map(|entry| entry.map(|entry| entry.file_name()));
    let all_ours = names.all(|name| name.is_ok_and(|name| name.to_str().is_some_and(&is_ours)));
    if all_ours {
        take_from_others(folder);
    }
}

fn take_from_others(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let Ok(found) = std::fs::metadata(path) else {
        return;
    };
    let mode = found.permissions().mode();
    if mode & 0o077 != 0 {
        let own = std::fs::Permissions::from_mode(mode & 0o700);
        drop(std::fs::set_permissions(path, own));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn mode(path: &Path) -> u32 {
        let found = std::fs::metadata(path).expect("there");
        found.permissions().mode() & 0o777
    }

    fn widen(path: &Path, mode: u32) {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("set");
    }

    #[test]
    fn files_are_made_and_become_the_users_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a");
        drop(
            options()
                .write(true)
                .create(true)
                .open(&file)
                .expect("opened"),
        );
        assert_eq!(mode(&file), 0o600);
        for (before, after) in [
            (0o644, 0o600),
            (0o666, 0o600),
            (0o444, 0o400),
            (0o600, 0o600),
        ] {
            widen(&file, before);
            restrict(&file);
            assert_eq!(mode(&file), after);
        }
        restrict(&folder.path().join("missing"));
    }

    #[test]
    fn only_a_folder_of_our_own_is_taken_from_others() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/er");
        create_folder(&path).expect("created");
        assert_eq!(mode(&path), 0o700);
        let is_ours = |name: &str| name.starts_with("newswire.");
        widen(&path, 0o755);
        std::fs::write(path.join("newswire.db"), "").expect("written");
        restrict_folder(&path, is_ours);
        assert_eq!(mode(&path), 0o700);
        widen(&path, 0o755);
        std::fs::write(path.join("thesis.tex"), "").expect("written");
        restrict_folder(&path, is_ours);
        assert_eq!(mode(&path), 0o755);
        widen(&path, 0o700);
    }
}
