//! Prices for the command line as they change, in the rhythm and with the manners of the ticker.

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;

use super::providers::Providers;
use super::{clock, quotes};
use crate::market::schedule::Told;
use crate::model::InstrumentKey;
use crate::net::Client;

/// Asks for ever, and tells what is new; ends when that fails.
///
/// # Errors
/// The error of `tell`.
pub(crate) async fn watch<E>(
    client: &Client,
    providers: &Providers,
    keys: &[InstrumentKey],
    mut tell: impl FnMut(Vec<Told>) -> Result<(), E>,
) -> Result<(), E> {
    let all = providers.all();
    let mut schedule = providers.schedule();
    let routes = |key: &InstrumentKey| (key.clone(), providers.routes(key));
    let wanted: Vec<_> = keys.iter().map(routes).collect();
    tell(schedule.watch(&wanted, clock::steady()))?;
    let mut running = FuturesUnordered::new();
    loop {
        for question in schedule.next(clock::steady()) {
            running.push(async {
                let provider = all[question.provider].as_ref();
                let answer = quotes::answer(client, provider, &question).await;
                (question, answer)
            });
        }
        let next = schedule.next_deadline(clock::steady());
        tokio::select! {
            Some((question, answer)) = running.next() => {
                tell(answer.record(&mut schedule, &question, clock::steady()))?;
            }
            () = clock::until(next) => {}
        }
    }
}
