//! `newswire demo`: the ordinary reader on a news site inside the program.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::arguments::Demo;
use super::logging;
use super::outcome::Outcome;
use super::session::{Session, UsageError, event_loop, needs_full_screen};
use crate::app::command;
use crate::config::{self, Paths, edit, themes};
use crate::demo;
use crate::runtime::clock;
use crate::runtime::reader::{self, Exit, Start};

/// Runs it. Nothing is written outside a temporary folder, which is removed at the end.
pub(super) fn run(session: &Session, options: &Demo) -> anyhow::Result<Outcome> {
    let site = demo::serve(clock::now).context("cannot serve the demo on this machine")?;
    if options.serve {
        return serve(&site);
    }
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        let reason = "the demo needs a terminal; `newswire demo --serve` only serves its site";
        return Err(UsageError(reason.to_owned()).into());
    }
    needs_full_screen()?;
    let named = session.named_config()?;
    let folder = Folder::new()?;
    let file = configure(&site.url(), named, &folder)?;
    let paths = Paths::new(Some(&file), Some(&folder.path.join("data")));
    logging::start(&paths.log());
    let exit = reader::run(Start {
        config: config::load(Some(&file), &command::table::names()),
        paths,
        demo: true,
        color: session.color,
    })?;
    Ok(match exit {
        Exit::Signal(fatal) => Outcome::Signal(fatal),
        Exit::Quit | Exit::Demo => Outcome::Done,
    })
}

/// Writes the demo's configuration. A file that is named lends it how the reader looks and is
/// used, with the themes beside it.
fn configure(url: &str, named: Option<&Path>, folder: &Folder) -> anyhow::Result<PathBuf> {
    let file = folder.path.join("config.toml");
    let mut text = demo::config_text(url);
    if let Some(named) = named {
        text = edit::with_settings_of(named, &text)?;
        create_private(&folder.path.join("themes"))?;
        for name in themes::own(named) {
            let theme = themes::read(&themes::file(named, &name))?;
            std::fs::write(themes::file(&file, &name), theme)?;
        }
    }
    std::fs::write(&file, text).context("cannot write the demo's configuration")?;
    Ok(file)
}

fn serve(site: &demo::Server) -> anyhow::Result<Outcome> {
    let mut stdout = io::stdout().lock();
    writeln!(
        stdout,
        "# {}\n{}",
        site.url(),
        demo::config_text(&site.url())
    )?;
    stdout.flush()?;
    event_loop()?.block_on(tokio::signal::ctrl_c())?;
    Ok(Outcome::Interrupted)
}

/// A folder that goes with the program.
struct Folder {
    path: PathBuf,
}

impl Folder {
    fn new() -> anyhow::Result<Self> {
        let parent = std::env::temp_dir();
        let number = clock::now().as_nanosecond();
        let path = parent.join(format!("newswire-demo-{}-{number}", std::process::id()));
        create_private(&path).with_context(|| format!("cannot create {}", path.display()))?;
        Ok(Self { path })
    }
}

fn create_private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().mode(0o700).create(path)
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A temporary folder that cannot be removed is the system's to clean.
        drop(std::fs::remove_dir_all(&self.path));
    }
}
