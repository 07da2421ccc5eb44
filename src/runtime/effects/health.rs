//! Sources that the user changes in the health view: the configuration file first, then the
//! store, then the answer to the core with what takes it back.

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::mpsc::UnboundedSender;

use super::World;
use crate::app::command::table::names;
use crate::app::config_change::{SourceChange, SourceOutcome};
use crate::app::{Answer, Event, RequestId};
use crate::config::{self, Loaded, edit};
use crate::model::source::shown_address;
use crate::runtime::writing;
use crate::store::{Handle, Store, StoreError};

impl World {
    /// Changes one source.
    pub(super) fn change_source(&self, request: RequestId, change: SourceChange, undoing: bool) {
        let (config, sender) = (self.configuration(), self.sender.clone());
        tokio::spawn(async move {
            let outcome = config.change(change).await.map(|outcome| {
                if undoing {
                    // The undo has said what it does, and is not undone itself.
                    SourceOutcome {
                        undo: None,
                        message: String::new(),
                    }
                } else {
                    outcome
                }
            });
            answer(&sender, request, outcome);
        });
    }

    /// Takes in what the user wrote into the configuration. Settings of the downloads and the
    /// ticker hold from the next start on.
    pub fn configured(&mut self, loaded: &Loaded) {
        self.every_seconds = loaded.config.every_seconds;
        self.keep_days = loaded.config.keep_days;
        super::store_sources(&self.writer, loaded.config.sources.clone(), true);
    }

    /// The file that is edited.
    #[must_use]
    pub fn config_file(&self) -> &std::path::Path {
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

/// The configuration and the store that follows it.
pub(super) struct Configuration {
    pub(super) file: PathBuf,
    pub(super) store: Arc<Handle>,
    sender: UnboundedSender<Event>,
}

impl Configuration {
    async fn change(&self, change: SourceChange) -> Result<SourceOutcome, String> {
        match change {
            SourceChange::Pause { url, paused } => self.pause(url, paused).await,
            SourceChange::Move { from, to } => self.move_to(from, to).await,
            SourceChange::Remove { url } => self.remove(&url).await,
            SourceChange::Restore(removed) => {
                edit::restore_source_in(&self.file, &removed).map_err(text)?;
                self.reload().await?;
                Ok(SourceOutcome {
                    undo: Some(SourceChange::Remove { url: removed.url }),
                    message: String::new(),
                })
            }
        }
    }

    async fn pause(&self, url: String, paused: bool) -> Result<SourceOutcome, String> {
        edit::pause_source_in(&self.file, &url, paused).map_err(text)?;
        self.reload().await?;
        let name = self.name(&url).await;
        let message = if paused {
            format!("paused {name}; u undoes it")
        } else {
            format!("{name} is asked again; u undoes it")
        };
        let paused = !paused;
        Ok(SourceOutcome {
            undo: Some(SourceChange::Pause { url, paused }),
            message,
        })
    }

    /// The store's row gets the new address before the configuration is read again, which would
    /// make a new and empty source of it.
    async fn move_to(&self, from: String, to: String) -> Result<SourceOutcome, String> {
        edit::move_source_in(&self.file, &from, &to).map_err(text)?;
        let addresses = (from.clone(), to.clone());
        let renamed = self
            .insist(move |store| store.rename_source(&addresses.0, &addresses.1))
            .await;
        if let Err(error) = renamed {
            // The two must not disagree. If this fails too, its reason would hide the first one.
            drop(edit::move_source_in(&self.file, &to, &from));
            return Err(error.reason());
        }
        self.reload().await?;
        Ok(SourceOutcome {
            message: format!("its address is {} now; u undoes it", shown_address(&to)),
            undo: Some(SourceChange::Move { from: to, to: from }),
        })
    }

    async fn remove(&self, url: &str) -> Result<SourceOutcome, String> {
        let name = self.name(url).await;
        let removed = edit::cut_source_from(&self.file, url).map_err(text)?;
        self.reload().await?;
        if removed.pieces.is_empty() {
            return Err(format!("{name} was removed already"));
        }
        Ok(SourceOutcome {
            undo: Some(SourceChange::Restore(removed)),
            message: format!("removed {name}; u undoes it"),
        })
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
