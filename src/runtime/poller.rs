//! Quotes behind the interface: one task that asks for what the ticker shows, when it is due.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::{clock, quotes};
use crate::app::Event;
use crate::app::ticker::{Group, Ticker};
use crate::config::Config;
use crate::market::providers::yahoo::Yahoo;
use crate::market::schedule::Plan;
use crate::net::Client;

/// What the ticker tells the task.
#[derive(Debug)]
pub enum Order {
    /// These symbols are shown now.
    Watch(Vec<String>),
    /// Ask for all of them now.
    Now,
}

/// The ticker as the configuration has it.
#[must_use]
pub fn ticker(config: &Config) -> Ticker {
    let groups = config.ticker.groups.iter().map(|group| Group {
        name: group.name.clone(),
        symbols: group.symbols.clone(),
    });
    Ticker::new(groups.collect(), config.ticker.flash)
}

/// Starts the task; without an enabled provider orders go nowhere.
#[must_use]
pub fn start(
    client: Arc<Client>,
    config: &Config,
    events: UnboundedSender<Event>,
) -> UnboundedSender<Order> {
    let (sender, orders) = unbounded_channel();
    if config.providers.yahoo.enabled {
        let provider = Yahoo::new(&config.providers.yahoo.base_url);
        tokio::spawn(poll(client, provider, orders, events));
    }
    sender
}

async fn poll(
    client: Arc<Client>,
    provider: Yahoo,
    mut orders: UnboundedReceiver<Order>,
    events: UnboundedSender<Event>,
) {
    let mut plan = Plan::default();
    loop {
        let due = plan.due(clock::now());
        if due.is_empty() {
            tokio::select! {
                order = orders.recv() => match order {
                    Some(Order::Watch(symbols)) => plan.watch(&symbols),
                    Some(Order::Now) => plan.ask_now(clock::now()),
                    None => return,
                },
                () = wait(plan.next_deadline()) => {}
            }
            continue;
        }
        let answers = quotes::fetch(&client, &provider, &due).await;
        let now = clock::now();
        let mut shown = Vec::with_capacity(answers.len());
        for (symbol, answer) in answers {
            plan.record(&symbol, &answer, now);
            let answer = answer.map_err(|error| plan.problem(&symbol, &error, now));
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
            let wait = until.duration_since(clock::now());
            tokio::time::sleep(Duration::try_from(wait).unwrap_or(Duration::ZERO)).await;
        }
        None => std::future::pending().await,
    }
}
