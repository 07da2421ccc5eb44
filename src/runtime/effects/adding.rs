//! Sources that come and go while the reader runs: the configuration file first, then the
//! store, then the answer to the core.

use futures_util::future::join_all;
use tokio::sync::mpsc::UnboundedSender;

use super::World;
use super::health::Configuration;
use crate::app::config_change::{FileUndo, Follow, SourceOutcome};
use crate::app::{Answer, Event, RequestId};
use crate::config;
use crate::model::source::shown_address;
use crate::model::{FileChange, SourceSpec, counted};
use crate::runtime::import;
use crate::runtime::probe::{self, Found, ProbeError, Typed};

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
                Some(Err(error)) if found.is_empty() => added.fail(error.to_string()),
                last => {
                    let names = typed_names(&typed);
                    added
                        .all(names.into_iter().zip(found.into_iter().chain(last)))
                        .await;
                }
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
}

/// Adding sources: the configuration file first, then the store.
struct Adding {
    request: RequestId,
    config: Configuration,
    sender: UnboundedSender<Event>,
}

impl Adding {
    async fn add(&self, specs: Vec<SourceSpec>, message: Option<String>) {
        let Some((urls, change)) = self.write(&specs).await else {
            return;
        };
        let message = match (urls.len(), specs.len(), message) {
            (0, 1, _) => "this source is there already".to_owned(),
            (0, ..) => "these sources are there already".to_owned(),
            (.., Some(message)) => message,
            (count, ..) => format!("added {}", counted(count, "source")),
        };
        self.added(&urls, change, message, false);
    }

    /// Writes the sources, and tells the store; the addresses of those that are new.
    async fn write(&self, specs: &[SourceSpec]) -> Option<(Vec<String>, Option<FileChange>)> {
        match config::edit::add_sources_to(&self.config.file, specs) {
            Ok(added) => {
                self.reload().await;
                Some(added)
            }
            Err(error) => {
                self.fail(error.to_string());
                None
            }
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

    /// Adds the best of each address, and says what became of each that is not simply added.
    async fn all(&self, found: impl Iterator<Item = (String, Result<Found, ProbeError>)>) {
        let (mut specs, mut notes, mut failures) = (Vec::new(), Vec::new(), Vec::new());
        for (name, one) in found {
            match one {
                Ok(found) => {
                    let scheme = found.scheme.filter(|scheme| scheme.contains("http,"));
                    notes.extend(scheme.map(|scheme| format!("{name}: {scheme}")));
                    specs.extend(found.candidates.into_iter().next().map(|one| one.spec));
                }
                Err(error) => failures.push(format!("{name}: {}", error.reason())),
            }
        }
        let is_failure = !failures.is_empty();
        if specs.is_empty() {
            return self.fail(failures.join("; "));
        }
        let Some((urls, change)) = self.write(&specs).await else {
            return;
        };
        let mut parts = Vec::new();
        if !urls.is_empty() {
            parts.push(format!("{} added", urls.len()));
        }
        if specs.len() > urls.len() {
            parts.push(format!("{} there already", specs.len() - urls.len()));
        }
        parts.extend(failures);
        parts.extend(notes);
        self.added(&urls, change, parts.join("; "), is_failure);
    }

    /// An import has written to configuration and store already.
    async fn report(&self, report: import::Report) {
        self.reload().await;
        let message = report.message();
        if report.is_empty() {
            return self.fail(message);
        }
        self.added(&report.added, report.change, message, false);
    }

    fn added(
        &self,
        urls: &[String],
        change: Option<FileChange>,
        message: String,
        is_failure: bool,
    ) {
        let undone = match urls {
            [only] => format!("undone: removed {only}"),
            more => format!("undone: removed {}", counted(more.len(), "source")),
        };
        self.answer(Ok(SourceOutcome {
            undo: change.map(|change| FileUndo {
                change,
                follow: Follow::Sources,
                message: undone,
            }),
            message,
            is_failure,
        }));
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

    fn answer(&self, result: Result<SourceOutcome, String>) {
        drop(
            self.sender
                .send(Event::Answer(self.request, Answer::SourcesAdded(result))),
        );
    }
}

/// Short names of several addresses: the ends of their paths, or as much as tells them apart.
fn typed_names(typed: &[Typed]) -> Vec<String> {
    let whole = |one: &Typed| {
        let shown = shown_address(one.url.as_str());
        let bare = shown.split_once("://").map(|(_, bare)| bare.to_owned());
        bare.unwrap_or(shown)
    };
    let only = |part: fn(&Typed) -> Option<&str>, one: &Typed| {
        let part_of_it = part(one);
        let same = typed.iter().filter(|other| part(other) == part_of_it);
        part_of_it.filter(|_| same.count() == 1).map(str::to_owned)
    };
    let name = |one: &Typed| {
        let short = only(end_of_path, one).or_else(|| only(|one| one.url.host_str(), one));
        short.unwrap_or_else(|| whole(one))
    };
    typed.iter().map(name).collect()
}

fn end_of_path(typed: &Typed) -> Option<&str> {
    typed.url.path().rsplit('/').find(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_addresses_have_short_names() {
        let names = |typed: &str| typed_names(&probe::addresses(typed).expect(typed));
        assert_eq!(
            names("http://h.example/a/nope.xml http://h.example/b.xml"),
            ["nope.xml", "b.xml"]
        );
        assert_eq!(
            names("http://a.example/feed http://b.example/feed"),
            ["a.example", "b.example"]
        );
        assert_eq!(
            names("http://me:pw@a.example/1/feed http://a.example/2/feed"),
            ["a.example/1/feed", "a.example/2/feed"]
        );
    }
}
