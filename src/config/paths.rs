//! Where things are: the XDG folders (or the system's own), or where the user says.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::private;

/// The places of one run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The configuration file.
    pub(crate) config_file: PathBuf,
    /// What must not be lost: the store.
    data_dir: PathBuf,
    /// The log.
    state_dir: PathBuf,
}

/// Our files in the folders of the store and the log. SQLite gives its two beside the store the
/// store's own permissions.
const OWN: [&str; 6] = [
    "newswire.db",
    "newswire.db-wal",
    "newswire.db-shm",
    "newswire.db-journal",
    "newswire.log",
    "newswire.old.log",
];

fn project() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "newswire")
}

impl Paths {
    /// The places, with the user's own on top. `--data-dir` moves the log too.
    #[must_use]
    pub fn new(config_file: Option<&Path>, data_dir: Option<&Path>) -> Self {
        let here = || PathBuf::from("newswire-data");
        let data = project().map_or_else(here, |dirs| dirs.data_dir().to_owned());
        let state = project().map_or_else(here, |dirs| {
            dirs.state_dir()
                .unwrap_or_else(|| dirs.data_local_dir())
                .to_owned()
        });
        Self {
            config_file: config_file.map_or_else(Self::default_config_file, Path::to_owned),
            state_dir: data_dir.map_or(state, Path::to_owned),
            data_dir: data_dir.map_or(data, Path::to_owned),
        }
    }

    /// The user's configuration file.
    #[must_use]
    pub(super) fn default_config_file() -> PathBuf {
        project().map_or_else(
            || PathBuf::from("config.toml"),
            |dirs| dirs.config_dir().join("config.toml"),
        )
    }

    /// The user's rules for the pages of sites: beside the configuration.
    #[must_use]
    pub(crate) fn site_rules(config_file: &Path) -> PathBuf {
        config_file.with_file_name("sites.toml")
    }

    /// The store.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.data_dir.join("newswire.db")
    }

    /// The log.
    #[must_use]
    pub(crate) fn log(&self) -> PathBuf {
        self.state_dir.join("newswire.log")
    }

    /// Takes what an earlier version left open from everybody but the user: the store, its
    /// folder, the log, the rules for sites.
    pub(crate) fn protect(&self) {
        for folder in [&self.data_dir, &self.state_dir] {
            for name in OWN {
                private::restrict(&folder.join(name));
            }
            private::restrict_folder(folder, |name| OWN.contains(&name));
        }
        private::restrict(&Self::site_rules(&self.config_file));
    }
}
