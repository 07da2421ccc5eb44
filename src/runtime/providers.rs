//! The providers of quotes as configured, and which of them serves an instrument.

use std::sync::Arc;

use crate::config::Config;
use crate::market::Provider;
use crate::market::providers::yahoo::Yahoo;
use crate::market::schedule::Route;
use crate::model::InstrumentKey;

/// All enabled providers.
#[derive(Default)]
pub struct Providers {
    all: Vec<Arc<dyn Provider>>,
}

impl Providers {
    /// The providers of a configuration.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        let mut all: Vec<Arc<dyn Provider>> = Vec::new();
        if config.providers.yahoo.enabled {
            all.push(Arc::new(Yahoo::new(&config.providers.yahoo.base_url)));
        }
        Self { all }
    }

    /// Each has a number: its place.
    #[must_use]
    pub fn all(&self) -> &[Arc<dyn Provider>] {
        &self.all
    }

    /// Those that serve an instrument, the first choice first.
    #[must_use]
    pub fn routes(&self, key: &InstrumentKey) -> Vec<Route> {
        let routes = self.all.iter().enumerate().filter_map(|(provider, one)| {
            let symbol = one.symbol(key)?;
            Some(Route { provider, symbol })
        });
        routes.collect()
    }
}
