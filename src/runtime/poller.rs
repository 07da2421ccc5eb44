//! Quotes behind the interface: one task that asks for what the ticker shows, when it is due.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::{clock, quotes};
use crate::app::Event;
use crate::app::ticker::Ticker;
use crate::config::Config;
use crate::market::providers::yahoo::Yahoo;
use crate::market::schedule::Plan;
use crate::model::QuoteProblem;
use crate::net::Client;

/// The ticker as the configuration has it.
#[must_use]
pub fn ticker(config: &Config) -> Ticker {
    Ticker::new(config.ticker.groups.clone(), config.ticker.flash)
}

/// Starts the task and returns where to tell it which symbols are shown; without an enabled
/// provider nobody listens there.
#[must_use]
pub fn start(
    client: Arc<Client>,
    config: &Config,
    events: UnboundedSender<Event>,
) -> UnboundedSender<Vec<String>> {
    let (sender, watched) = unbounded_channel();
    if config.providers.yahoo.enabled {
        let provider = Yahoo::new(&config.providers.yahoo.base_url);
        tokio::spawn(poll(client, provider, watched, events));
    }
    sender
}

async fn poll(
    client: Arc<Client>,
    provider: Yahoo,
    mut watched: UnboundedReceiver<Vec<String>>,
    events: UnboundedSender<Event>,
) {
    // The plan goes by a clock that nobody sets: prices come in their rhythm whatever happens
    // to the one on the wall.
    let mut plan = Plan::default();
    loop {
        let due = plan.due(clock::steady());
        if due.is_empty() {
            tokio::select! {
                shown = watched.recv() => match shown {
                    Some(symbols) => plan.watch(&symbols),
                    None => return,
                },
                () = wait(plan.next_deadline()) => {}
            }
            continue;
        }
        let answers = quotes::fetch(&client, &provider, &due).await;
        let now = clock::steady();
        let mut shown = Vec::with_capacity(answers.len());
        for (symbol, answer) in answers {
            plan.record(&symbol, &answer, now);
            let answer = answer.map_err(|error| on_the_wall(plan.problem(&symbol, &error, now)));
            shown.push((symbol, answer));
        }
        if events.send(Event::Quotes(shown)).is_err() {
            return;
        }
    }
}

async fn wait(until: Option<jiff::Timestamp>) {
    match until {
        Some(until) => {
            let wait = until.duration_since(clock::steady());
            tokio::time::sleep(Duration::try_from(wait).unwrap_or(Duration::ZERO)).await;
        }
        None => std::future::pending().await,
    }
}

/// A problem of the plan with its next try by the clock that the user sees.
fn on_the_wall(mut problem: QuoteProblem) -> QuoteProblem {
    if let QuoteProblem::Provider { next_try, .. } = &mut problem {
        let wait = next_try.duration_since(clock::steady());
        *next_try = clock::now().saturating_add(wait).unwrap_or(*next_try);
    }
    problem
}
