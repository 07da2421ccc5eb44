//! The providers of quotes as configured, and which of them serve an instrument.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use futures_util::future::join_all;

use super::secret;
use crate::config;
use crate::market::Provider;
use crate::market::chain::Chain;
use crate::market::providers::binance::Binance;
use crate::market::providers::coinbase::Coinbase;
use crate::market::providers::ecb::Ecb;
use crate::market::providers::json::{Description, Json};
use crate::market::providers::kraken::Kraken;
use crate::market::providers::yahoo::Yahoo;
use crate::market::schedule::{Route, Schedule};
use crate::model::InstrumentKey;

/// All enabled providers.
#[derive(Default)]
pub(crate) struct Providers {
    all: Vec<Arc<dyn Provider>>,
    chain: Chain,
    problems: Vec<String>,
}

impl Providers {
    /// The providers of a configuration. One of the user's own whose headers cannot be had is
    /// left out; see [`Providers::problems`].
    pub(crate) async fn of(config: &config::Providers) -> Self {
        let mut all = built_in(config);
        let mut problems = Vec::new();
        for own in join_all(config.own.iter().map(with_headers)).await {
            match own {
                Ok(own) => all.push(Arc::new(Json::new(own))),
                Err(problem) => problems.push(problem),
            }
        }
        Self {
            all,
            chain: Chain::new(config.order.clone()),
            problems,
        }
    }

    /// Each has a number: its place.
    #[must_use]
    pub(crate) fn all(&self) -> &[Arc<dyn Provider>] {
        &self.all
    }

    /// The plan of them all, with nothing in it yet.
    #[must_use]
    pub(crate) fn schedule(&self) -> Schedule {
        let all = self.all.iter();
        Schedule::new(
            all.map(|one| (one.id(), one.capabilities())),
            RandomState::new().hash_one(0),
        )
    }

    /// One by its id.
    #[must_use]
    pub(crate) fn named(&self, id: &str) -> Option<&dyn Provider> {
        let found = self.all.iter().find(|provider| provider.id() == id)?;
        Some(found.as_ref())
    }

    /// Those that serve an instrument, the first choice first; none when it is not quoted here.
    #[must_use]
    pub(crate) fn routes(&self, key: &InstrumentKey) -> Vec<Route> {
        self.chain.routes(&self.all, key).unwrap_or_default()
    }

    /// Why some are left out, a line each.
    #[must_use]
    pub(crate) fn problems(&self) -> &[String] {
        &self.problems
    }
}

fn built_in(config: &config::Providers) -> Vec<Arc<dyn Provider>> {
    let mut all: Vec<Arc<dyn Provider>> = Vec::new();
    if config.yahoo.enabled {
        let yahoo = Yahoo::new(&config.yahoo.base_url)
            .with_user_agent(&config.yahoo.user_agent)
            .with_per_minute(config.yahoo.per_minute);
        all.push(Arc::new(yahoo));
    }
    if config.binance.enabled {
        all.push(Arc::new(Binance::new(&config.binance.base_url)));
    }
    if config.kraken.enabled {
        all.push(Arc::new(Kraken::new(&config.kraken.base_url)));
    }
    if config.coinbase.enabled {
        all.push(Arc::new(Coinbase::new(&config.coinbase.base_url)));
    }
    if config.ecb.enabled {
        all.push(Arc::new(Ecb::new(&config.ecb.base_url)));
    }
    all
}

async fn with_headers(own: &Description) -> Result<Description, String> {
    let mut headers = Vec::with_capacity(own.headers.len());
    for (name, value) in &own.headers {
        let found = secret::resolved(value).await;
        let found = found.map_err(|reason| {
            format!(
                "the provider {} is not asked: its header {name}: {reason}",
                own.id
            )
        })?;
        headers.push((name.clone(), found));
    }
    Ok(Description {
        headers,
        ..own.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn of(config: &config::Providers) -> Providers {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("an event loop");
        runtime.block_on(Providers::of(config))
    }

    fn ids(providers: &Providers, key: &str) -> Vec<String> {
        let routes = providers.routes(&key.parse().expect("a key"));
        let id = |route: &Route| providers.all()[route.provider].id().to_owned();
        routes.iter().map(id).collect()
    }

    #[test]
    fn the_defaults_have_a_chain_for_each_kind() {
        let providers = of(&Config::default().providers);
        let bitcoin = ids(&providers, "crypto:BTC/USD");
        assert_eq!(bitcoin, ["binance", "kraken", "coinbase", "yahoo"]);
        assert_eq!(ids(&providers, "currency-pair:EUR/USD"), ["yahoo", "ecb"]);
        assert_eq!(ids(&providers, "equity:MSFT"), ["yahoo"]);
        assert!(ids(&providers, "unknown:FR0000120073").is_empty());
    }

    #[test]
    fn what_is_switched_off_is_not_asked() {
        let mut config = Config::default().providers;
        config.yahoo.enabled = false;
        config.binance.enabled = false;
        let providers = of(&config);
        assert_eq!(ids(&providers, "crypto:BTC/USD"), ["kraken", "coinbase"]);
        assert!(ids(&providers, "equity:MSFT").is_empty());
        assert!(providers.named("yahoo").is_none());
    }

    #[test]
    fn one_without_its_key_is_left_out_and_said() {
        let mut config = Config::default().providers;
        let own = |id: &str, value: &str| Description {
            id: id.to_owned(),
            url: "http://h/{symbol}".to_owned(),
            headers: vec![("X-Key".to_owned(), value.to_owned())],
            factor: 1.0,
            ..Description::default()
        };
        config.own = vec![
            own("one", "env:NEWSWIRE_HAS_NO_SUCH_NAME"),
            own("two", "plain"),
        ];
        let providers = of(&config);
        assert!(ids(&providers, "unknown:one:A").is_empty());
        assert_eq!(ids(&providers, "unknown:two:A"), ["two"]);
        let problem = &providers.problems()[0];
        assert!(
            problem.starts_with("the provider one is not asked: its header X-Key: the environment"),
            "{problem}"
        );
    }
}
