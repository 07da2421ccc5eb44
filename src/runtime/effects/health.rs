//! Sources that the user changes in the health view: the configuration file first, then the
//! store, then the answer to the core with what takes it back.

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::mpsc::UnboundedSender;

use super::World;
use crate::app::command::table::names;
use crate::app::config_change::{FileUndo, Follow, SourceChange, SourceOutcome};
use crate::app::{Answer, Event, RequestId};
use crate::config::{self, Loaded, edit};
use crate::model::FileChange;
use crate::model::source::shown_address;
use crate::runtime::reextract::RuleChange;
use crate::runtime::writing;
use crate::store::{Handle, Store, StoreError};

impl World {
    /// Changes one source.
    pub(super) fn change_source(&self, request: RequestId, change: SourceChange) {
        let (config, sender) = (self.configuration(), self.sender.clone());
        tokio::spawn(async move { answer(&sender, request, config.change(change).await) });
    }

    /// Takes a change of one of the user's files back.
    pub(super) fn undo(&self, request: RequestId, undo: FileUndo) {
        if let Follow::Pages(id) = undo.follow {
            return self.change_rule(request, id, RuleChange::Undo(undo.change));
        }
        let (config, sender) = (self.configuration(), self.sender.clone());
        tokio::spawn(async move {
            answer(&sender, request, config.undo(undo).await);
        });
    }

    /// Takes in what the user wrote into the configuration. Settings of the downloads and the
    /// ticker hold from the next start on.
    pub(crate) fn configured(&mut self, loaded: &Loaded) {
        self.every_seconds = loaded.config.every_seconds;
        self.keep_days = loaded.config.keep_days;
        super::store_sources(&self.writer, loaded.config.sources.clone(), true);
    }

    /// The file that is edited.
    #[must_use]
    pub(crate) fn config_file(&self) -> &std::path::Path {
        &self.config_file
    }

    pub(super) fn configuration(&self) -> Configuration {
        Configuration {
            file: self.config_file.clone(),
            store: self.user.clone(),
            sender: self.sender.clone(),
        }
    }
}

fn answer(
    sender: &UnboundedSender<Event>,
    request: RequestId,
    outcome: Result<SourceOutcome, String>,
) {
    let answer = Answer::SourceChanged(outcome);
    drop(sender.send(Event::Answer(request, answer)));
}

/// What a change came to, with what takes it back if it changed anything.
fn outcome(
    message: String,
    change: Option<FileChange>,
    follow: Follow,
    undone: &str,
) -> SourceOutcome {
    let undo = change.map(|change| FileUndo {
        change,
        follow,
        message: format!("undone: {undone}"),
    });
    SourceOutcome {
        undo,
        message,
        is_failure: false,
    }
}

/// A step that cannot be taken back later either: those before it must be within reach.
pub(super) fn not_undone(error: &edit::EditError) -> SourceOutcome {
    SourceOutcome {
        undo: None,
        message: format!("not undone: {error}"),
        is_failure: true,
    }
}

/// The configuration and the store that follows it.
pub(super) struct Configuration {
    pub(super) file: PathBuf,
    pub(super) store: Arc<Handle>,
    sender: UnboundedSender<Event>,
}

impl Configuration {
    async fn change(&self, change: SourceChange) -> Result<SourceOutcome, String> {
        match change {
            SourceChange::Pause { url, paused } => self.pause(&url, paused).await,
            SourceChange::Move { from, to } => self.move_to(from, to).await,
            SourceChange::Remove { url } => self.remove(&url).await,
        }
    }

    async fn pause(&self, url: &str, paused: bool) -> Result<SourceOutcome, String> {
        let change = edit::pause_source_in(&self.file, url, paused).map_err(text)?;
        self.reload().await?;
        let name = self.name(url).await;
        let (message, undone) = if paused {
            (format!("paused {name}"), "it is asked again")
        } else {
            (format!("{name} is asked again"), "paused again")
        };
        Ok(outcome(message, change, Follow::Sources, undone))
    }

    async fn move_to(&self, from: String, to: String) -> Result<SourceOutcome, String> {
        let change = edit::move_source_in(&self.file, &from, &to).map_err(text)?;
        let message = format!("its address is {} now", shown_address(&to));
        let follow = Follow::Renamed { from, to };
        self.follow(change.as_ref(), &follow).await?;
        Ok(outcome(message, change, follow, "the old address again"))
    }

    async fn remove(&self, url: &str) -> Result<SourceOutcome, String> {
        let name = self.name(url).await;
        let change = edit::remove_source_from(&self.file, url).map_err(text)?;
        self.reload().await?;
        if change.is_none() {
            return Err(format!("{name} was removed already"));
        }
        let message = format!("removed {name}");
        Ok(outcome(
            message,
            change,
            Follow::Sources,
            "the source is back",
        ))
    }

    /// Takes a change of the configuration back; this is not undone itself.
    async fn undo(&self, undo: FileUndo) -> Result<SourceOutcome, String> {
        let change = match edit::undo(&self.file, &undo.change) {
            Err(error) if error.is_final() => return Ok(not_undone(&error)),
            change => change.map_err(text)?,
        };
        let follow = match undo.follow {
            Follow::Renamed { from, to } => Follow::Renamed { from: to, to: from },
            other => other,
        };
        self.follow(change.as_ref(), &follow).await?;
        Ok(SourceOutcome {
            message: undo.message,
            ..SourceOutcome::default()
        })
    }

    /// The store follows a change of the file. Its row gets the new address before the
    /// configuration is read again, which would make a new and empty source of it.
    async fn follow(&self, change: Option<&FileChange>, follow: &Follow) -> Result<(), String> {
        if let Follow::Renamed { from, to } = follow {
            let addresses = (from.clone(), to.clone());
            let renamed = self
                .insist(move |store| store.rename_source(&addresses.0, &addresses.1))
                .await;
            if let Err(error) = renamed {
                // The two must not disagree. If this fails too, its reason would hide the first.
                drop(change.map(|change| edit::undo(&self.file, change)));
                return Err(error.reason());
            }
        }
        self.reload().await
    }

    /// What the user knows a source by.
    async fn name(&self, url: &str) -> String {
        let wanted = url.to_owned();
        let found = self.store.call(move |store| store.source_by(&wanted)).await;
        match found {
            Ok(Some(source)) => source.name,
            _ => shown_address(url),
        }
    }

    /// Tells the store what the configuration says now.
    pub(super) async fn reload(&self) -> Result<(), String> {
        let loaded = config::load(Some(&self.file), &names());
        // A file that vanished this moment is no wish to lose every source.
        if let (false, Some(problem)) = (loaded.exists, loaded.problems.first()) {
            return Err(problem.message.clone());
        }
        let specs = loaded.config.sources;
        let stored = self.insist(move |store| store.set_sources(&specs)).await;
        stored.map_err(|error| error.reason())
    }

    /// Changes the store. While another program has locked it the user is told, and it is tried
    /// again.
    async fn insist(
        &self,
        change: impl Fn(&mut Store) -> Result<(), StoreError> + Send + Sync + 'static,
    ) -> Result<(), StoreError> {
        let wait = |error: &StoreError| {
            let message = format!(
                "not stored yet: {}; tried again until it is",
                error.reason()
            );
            drop(self.sender.send(Event::Failed(message)));
        };
        writing::insist(&self.store, Arc::new(change), wait).await
    }
}

// By value, as `map_err` hands it over.
#[allow(clippy::needless_pass_by_value)]
fn text(error: edit::EditError) -> String {
    error.to_string()
}
