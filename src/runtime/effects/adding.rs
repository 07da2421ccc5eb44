//! Sources that come and go while the reader runs: the configuration file first, then the
//! store, then the answer to the core.

use futures_util::future::join_all;
use tokio::sync::mpsc::UnboundedSender;

use super::World;
use super::health::Configuration;
use crate::app::event::Added;
use crate::app::{Answer, Event, RequestId};
use crate::config;
use crate::model::SourceSpec;
use crate::runtime::import;
use crate::runtime::probe::{self, Found, ProbeError};

impl World {
    /// Adds what somebody typed or pasted: one address, or several.
    pub(super) fn add_source(&self, request: RequestId, typed: &str) {
        let client = self.client.clone();
        let added = self.adding(request);
        let typed = match probe::addresses(typed) {
            Ok(typed) => typed,
            Err(error) => return added.fail(error.to_string()),
        };
        tokio::spawn(async move {
            let looked = typed.iter().map(|one| probe::candidates(&client, one));
            let mut found = join_all(looked).await;
            match found.pop() {
                Some(Ok(only)) if found.is_empty() => added.offer(only).await,
                last => added.all(found.into_iter().chain(last)).await,
            }
        });
    }

    pub(super) fn add_specs(&self, request: RequestId, specs: Vec<SourceSpec>) {
        let added = self.adding(request);
        tokio::spawn(async move { added.add(specs, None).await });
    }

    pub(super) fn import(&self, request: RequestId, path: &str) {
        let added = self.adding(request);
        let home = std::env::home_dir();
        let path = import::typed_path(path, home);
        let (config_file, database) = (self.config_file.clone(), self.database.clone());
        let work = move || {
            let places = import::Places {
                config_file: &config_file,
                database: &database,
            };
            import::run(
                import::Input::Path(path),
                places,
                &import::Options::default(),
            )
        };
        tokio::spawn(async move {
            // A path may be a pipe or a slow disk: the loop must not wait for it.
            match tokio::task::spawn_blocking(work).await {
                Ok(Ok(report)) => added.report(report).await,
                Ok(Err(error)) => added.fail(format!("{error:#}")),
                Err(error) => added.fail(error.to_string()),
            }
        });
    }

    fn adding(&self, request: RequestId) -> Adding {
        Adding {
            request,
            config: self.configuration(),
            sender: self.sender.clone(),
        }
    }

    pub(super) fn remove_sources(&self, request: RequestId, urls: Vec<String>) {
        let adding = self.adding(request);
        tokio::spawn(async move {
            let removed = urls
                .iter()
                .try_for_each(|url| config::edit::remove_source_from(&adding.config.file, url));
            adding.reload().await;
            // The undo has a message of its own.
            adding.answer(match removed {
                Ok(()) => Ok(Added::default()),
                Err(error) => Err(error.to_string()),
            });
        });
    }
}

/// Adding sources: the configuration file first, then the store.
struct Adding {
    request: RequestId,
    config: Configuration,
    sender: UnboundedSender<Event>,
}

impl Adding {
    async fn add(&self, specs: Vec<SourceSpec>, message: Option<String>) {
        match config::edit::add_sources_to(&self.config.file, &specs) {
            Ok(urls) => {
                self.reload().await;
                let message = match (urls.len(), message) {
                    (0, _) => "these sources are there already".to_owned(),
                    (_, Some(message)) => message,
                    (1, None) => "added 1 source".to_owned(),
                    (count, None) => format!("added {count} sources"),
                };
                self.answer(Ok(Added { urls, message }));
            }
            Err(error) => self.fail(error.to_string()),
        }
    }

    /// Adds what leaves no choice; else the user chooses.
    async fn offer(&self, mut found: Found) {
        if found.candidates.len() > 1 {
            let answer = Answer::Candidates(found.candidates);
            return drop(self.sender.send(Event::Answer(self.request, answer)));
        }
        if let Some(only) = found.candidates.pop() {
            let message = match found.scheme {
                Some(scheme) => format!("{}, {scheme}", probe::added(&only)),
                None => probe::added(&only),
            };
            self.add(vec![only.spec], Some(message)).await;
        }
    }

    /// Adds the best of each address.
    async fn all(&self, found: impl Iterator<Item = Result<Found, ProbeError>>) {
        let (mut specs, mut failures) = (Vec::new(), Vec::new());
        for one in found {
            match one {
                Ok(found) => specs.extend(found.candidates.into_iter().next().map(|one| one.spec)),
                Err(error) => failures.push(error.to_string()),
            }
        }
        let failed = failures.join("; ");
        if specs.is_empty() {
            return self.fail(failed);
        }
        let message = (!failures.is_empty()).then(|| {
            format!(
                "added {} of {}; {failed}",
                specs.len(),
                specs.len() + failures.len()
            )
        });
        self.add(specs, message).await;
    }

    /// An import has written to configuration and store already.
    async fn report(&self, report: import::Report) {
        self.reload().await;
        let message = report.message();
        if report.is_empty() {
            return self.fail(message);
        }
        let urls = report.added;
        self.answer(Ok(Added { urls, message }));
    }

    /// Tells the store what the configuration says now.
    async fn reload(&self) {
        if let Err(reason) = self.config.reload().await {
            drop(self.sender.send(Event::Failed(reason)));
        }
    }

    fn fail(&self, reason: String) {
        self.answer(Err(reason));
    }

    fn answer(&self, result: Result<Added, String>) {
        drop(
            self.sender
                .send(Event::Answer(self.request, Answer::SourcesAdded(result))),
        );
    }
}
