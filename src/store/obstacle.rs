//! Why a database cannot be written: SQLite says little ("disk I/O error", "unable to open"), so
//! the file system is asked.

use std::fmt;
use std::path::{Path, PathBuf};

/// Less free space than this is none: SQLite needs a page of each of its files.
const LITTLE: u64 = 128 << 10;

/// What stands in the way of storing anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// No space left.
    FullDisk,
    /// The file system is mounted without the right to write.
    ReadOnlyDisk,
    /// This user may not write the file or the folder.
    NoPermission(PathBuf),
    /// What the system said.
    Fault(String),
}

impl Obstacle {
    /// Looks for what stands in the way of writing the database at `path`; `said` is the word of
    /// whoever met it.
    pub(super) fn of(path: &Path, said: &str) -> Self {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        if let Some(disk) = disk(folder) {
            return disk;
        }
        let forbidden = [folder, path].into_iter().find(|place| is_forbidden(place));
        match forbidden {
            Some(place) => Self::NoPermission(place.to_path_buf()),
            None => Self::Fault(said.to_owned()),
        }
    }

    /// What the user can do about it.
    #[must_use]
    pub fn cure(&self) -> &'static str {
        match self {
            Self::FullDisk => "free some space",
            Self::ReadOnlyDisk => "make it writable, or choose another folder with --data-dir",
            Self::NoPermission(_) => {
                "give yourself write permission, or choose another folder with --data-dir"
            }
            Self::Fault(_) => "check the disk, or choose another folder with --data-dir",
        }
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FullDisk => formatter.write_str("the disk is full"),
            Self::ReadOnlyDisk => formatter.write_str("the disk is read-only"),
            Self::NoPermission(place) => {
                write!(formatter, "no permission to write {}", place.display())
            }
            Self::Fault(said) => write!(formatter, "the disk does not take it ({said})"),
        }
    }
}

/// What the file system itself forbids.
fn disk(folder: &Path) -> Option<Obstacle> {
    use rustix::fs::StatVfsMountFlags;
    let disk = rustix::fs::statvfs(folder).ok()?;
    if disk.f_flag.contains(StatVfsMountFlags::RDONLY) {
        return Some(Obstacle::ReadOnlyDisk);
    }
    // Without blocks at all the file system counts in another way (some network ones do).
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    (disk.f_blocks > 0 && free < LITTLE).then_some(Obstacle::FullDisk)
}

fn is_forbidden(place: &Path) -> bool {
    use rustix::io::Errno;
    let access = rustix::fs::access(place, rustix::fs::Access::WRITE_OK);
    matches!(access, Err(Errno::ACCESS | Errno::PERM))
}
