//! What most commands need: the configuration, the store, the client, an event loop.

use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::outcome::complain;
use crate::app::command;
use crate::config::site_rules::{self, SiteRules};
use crate::config::{self, Config, Loaded, Paths};
use crate::net::Client;
use crate::runtime::setup;
use crate::store::{Store, StoreError};
use crate::term::color::{self, ColorChoice};

/// Largest file that a command reads.
const MAX_INPUT_BYTES: u64 = 128 << 20;

/// The user asked for something that cannot be: exit code 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct UsageError(pub String);

/// The global options of one run.
#[derive(Debug, Clone)]
pub(super) struct Session {
    config: Option<PathBuf>,
    /// The places of this run.
    pub(super) paths: Paths,
    /// What `--color` says.
    pub(super) color: ColorChoice,
}

impl Session {
    /// From the global options.
    #[must_use]
    pub(super) fn new(
        config: Option<PathBuf>,
        data_dir: Option<&Path>,
        color: ColorChoice,
    ) -> Self {
        let paths = Paths::new(config.as_deref(), data_dir);
        Self {
            config,
            paths,
            color,
        }
    }

    /// Whether standard output is coloured.
    #[must_use]
    pub(super) fn is_coloured(&self) -> bool {
        let output = color::Output {
            choice: self.color,
            has_theme: false,
            is_terminal: io::stdout().is_terminal(),
        };
        color::is_wanted(output, |name| std::env::var(name).ok())
    }

    /// The configuration with its mistakes.
    #[must_use]
    pub(super) fn loaded(&self) -> Loaded {
        config::load(self.config.as_deref(), &command::table::names())
    }

    /// The configuration file that is named on the command line.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn named_config(&self) -> Result<Option<&Path>, UsageError> {
        let Some(file) = &self.config else {
            return Ok(None);
        };
        let loaded = self.loaded();
        match loaded.problems.first().filter(|_| !loaded.exists) {
            Some(problem) => Err(UsageError(problem.message.clone())),
            None => Ok(Some(file)),
        }
    }

    /// The configuration; mistakes are printed and the rest holds.
    ///
    /// # Errors
    /// When a file that was named cannot be read.
    pub(super) fn config(&self) -> anyhow::Result<Config> {
        self.named_config()?;
        let loaded = self.loaded();
        let mut stderr = crate::plain::output::stderr();
        for problem in &loaded.problems {
            writeln!(stderr, "{problem}\n")?;
        }
        Ok(loaded.config)
    }

    /// The store, with the configured sources in it.
    ///
    /// # Errors
    /// When it cannot be opened or written.
    pub(super) fn store(&self, config: &Config) -> anyhow::Result<Store> {
        let mut store = Store::open(&self.paths.database())?;
        store.set_sources(&config.sources)?;
        Ok(store)
    }

    /// The store for commands that read: where nothing can be written, the user is told, and
    /// what is stored is there all the same.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub(super) fn store_to_read(&self, config: &Config) -> anyhow::Result<Store> {
        let mut store = Store::open_to_read(&self.paths.database())?;
        let obstacle = match store.obstacle() {
            Some(obstacle) => Some(obstacle.clone()),
            None => match store.set_sources(&config.sources) {
                Err(StoreError::Unwritable { why, .. }) => Some(why),
                set => set.map(|()| None)?,
            },
        };
        if let Some(why) = obstacle {
            let cure = why.cure();
            complain(&format!(
                "{why}: this is what is stored, and nothing is kept; {cure}"
            ));
        }
        Ok(store)
    }

    /// The file of the user's rules for sites.
    #[must_use]
    pub(super) fn site_rules_file(&self) -> PathBuf {
        Paths::site_rules(&self.paths.config_file)
    }

    /// The user's rules for sites, with their mistakes.
    #[must_use]
    pub(super) fn site_rules(&self) -> SiteRules {
        site_rules::load(&self.site_rules_file())
    }

    /// The client.
    ///
    /// # Errors
    /// When the network cannot be set up.
    pub(super) fn client(config: &Config) -> anyhow::Result<Client> {
        Ok(Client::new(&setup::client_options(config))?)
    }
}

/// An event loop for commands that use the network.
///
/// # Errors
/// When the system refuses one.
pub(super) fn event_loop() -> anyhow::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(64)
        .build()
        .context("cannot start the event loop")
}

/// The bytes of a file, or of standard input for "-".
///
/// # Errors
/// When it cannot be read.
pub(super) fn read_file(path: &Path) -> anyhow::Result<Vec<u8>> {
    if path == Path::new("-") {
        return bounded(io::stdin().lock()).context("cannot read standard input");
    }
    std::fs::File::open(path)
        .and_then(bounded)
        .with_context(|| format!("cannot read {}", path.display()))
}

/// What names a file may be a device without an end.
fn bounded(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MAX_INPUT_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_INPUT_BYTES {
        let reason = format!("more than {} MiB", MAX_INPUT_BYTES >> 20);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, reason));
    }
    Ok(bytes)
}

/// Refuses a terminal that says it can only print lines: what moves the cursor elsewhere would
/// be garbage there.
pub(super) fn needs_full_screen() -> Result<(), UsageError> {
    let name = std::env::var_os("TERM").unwrap_or_default();
    let name = name.to_string_lossy();
    let what = match name.trim() {
        "" => "TERM is not set, so this".to_owned(),
        line @ ("dumb" | "unknown" | "network" | "dialup") => format!("TERM is \"{line}\": this"),
        _ => return Ok(()),
    };
    Err(UsageError(format!(
        "{what} terminal cannot show the full screen; `newswire list` and `newswire read` print \
         text, or set TERM to what the terminal is, as in TERM=xterm-256color"
    )))
}
