//! Which providers serve an instrument, and in which order they are asked.
//!
//! The order goes by the instrument's kind, as configured. A provider of the user's own comes
//! before the built-in ones for the kinds that it has, unless the order names it; a key that
//! is pinned to a provider goes to that one alone. Where nobody is left, the instrument is not
//! quoted here, which is said at once.

use std::collections::BTreeMap;

use super::Provider;
use super::providers::BUILT_IN;
use super::schedule::Route;
use crate::model::{InstrumentKey, InstrumentKind};

/// Ids of providers for each kind, the first choice first.
pub(crate) type Order = BTreeMap<InstrumentKind, Vec<String>>;

/// The order of the providers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Chain {
    order: Order,
}

impl Chain {
    /// A chain of an order.
    #[must_use]
    pub(crate) fn new(order: Order) -> Self {
        Self { order }
    }

    /// The providers of an instrument by their numbers in `all`, the first choice first;
    /// `None` when it is not quoted here.
    #[must_use]
    pub(crate) fn routes<P>(&self, all: &[P], key: &InstrumentKey) -> Option<Vec<Route>>
    where
        P: std::ops::Deref<Target = dyn Provider>,
    {
        let route = |provider: usize| {
            let symbol = all[provider].symbol(key)?;
            Some(Route { provider, symbol })
        };
        let numbers = match key.pinned() {
            Some((id, _)) => named(all, id).into_iter().collect(),
            None => self.of_kind(all, key.kind),
        };
        let routes: Vec<Route> = numbers.into_iter().filter_map(route).collect();
        (!routes.is_empty()).then_some(routes)
    }

    /// The providers of a kind. Who is named in the order serves the kind, unless it is built
    /// in and cannot.
    fn of_kind<P>(&self, all: &[P], kind: InstrumentKind) -> Vec<usize>
    where
        P: std::ops::Deref<Target = dyn Provider>,
    {
        let order = self.order.get(&kind).map_or(&[][..], Vec::as_slice);
        let serves = |number: usize| all[number].capabilities().kinds.contains(&kind);
        let is_own = |number: usize| !BUILT_IN.contains(&all[number].id());
        let is_named = |number: usize| order.iter().any(|id| id == all[number].id());
        let own = (0..all.len()).filter(|at| is_own(*at) && serves(*at) && !is_named(*at));
        let ordered = order.iter().filter_map(|id| named(all, id));
        own.chain(ordered.filter(|at| is_own(*at) || serves(*at)))
            .collect()
    }
}

fn named<P>(all: &[P], id: &str) -> Option<usize>
where
    P: std::ops::Deref<Target = dyn Provider>,
{
    all.iter().position(|provider| provider.id() == id)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::market::providers::binance::Binance;
    use crate::market::providers::ecb::Ecb;
    use crate::market::providers::json::{Description, Json};
    use crate::market::providers::kraken::Kraken;
    use crate::market::providers::yahoo::Yahoo;

    fn own(id: &str, kinds: &[InstrumentKind]) -> Arc<dyn Provider> {
        Arc::new(Json::new(Description {
            id: id.to_owned(),
            kinds: kinds.to_vec(),
            url: "http://h/{symbol}".to_owned(),
            factor: 1.0,
            ..Description::default()
        }))
    }

    fn all() -> Vec<Arc<dyn Provider>> {
        vec![
            Arc::new(Yahoo::default()),
            Arc::new(Binance::new("http://b")),
            Arc::new(Kraken::new("http://k")),
            Arc::new(Ecb::new("http://e")),
            own("mine", &[InstrumentKind::Equity]),
            own("last-resort", &[]),
            own("isins", &[InstrumentKind::Unknown]),
        ]
    }

    fn chain() -> Chain {
        let order = |kind, ids: &[&str]| (kind, ids.iter().map(|id| (*id).to_owned()).collect());
        Chain::new(Order::from([
            order(InstrumentKind::Equity, &["yahoo", "last-resort", "gone"]),
            order(InstrumentKind::Crypto, &["binance", "kraken", "yahoo"]),
            order(InstrumentKind::CurrencyPair, &["yahoo", "kraken", "ecb"]),
        ]))
    }

    fn routes(key: &str) -> String {
        let all = all();
        let routes = chain().routes(&all, &key.parse().expect("a key"));
        let names = routes.iter().flatten().map(|route| {
            let id = all[route.provider].id();
            format!("{id} {}", route.symbol)
        });
        names.collect::<Vec<String>>().join(", ")
    }

    #[test]
    fn kinds_have_their_own_order() {
        for (key, expected) in [
            ("equity:MSFT", "mine MSFT, yahoo MSFT, last-resort MSFT"),
            (
                "crypto:BTC/USD",
                "binance BTCUSDT, kraken XBTUSD, yahoo BTC-USD",
            ),
            ("crypto:BTC/CHF", "kraken XBTCHF, yahoo BTC-CHF"),
            ("currency-pair:EUR/USD", "yahoo EURUSD=X, ecb EUR/USD"),
            ("unknown:FR0000120073", "isins FR0000120073"),
            ("unknown:mine:ABC", "mine ABC"),
            ("unknown:kraken:BTC/EUR", "kraken XBTEUR"),
        ] {
            assert_eq!(routes(key), expected, "{key}");
        }
    }

    #[test]
    fn what_nobody_serves_is_not_quoted() {
        for key in ["index:CAC40", "unknown:nobody:ABC", "bond:A", "crypto:BTC"] {
            assert_eq!(routes(key), "", "{key}");
        }
        let nobody: [Arc<dyn Provider>; 0] = [];
        assert_eq!(
            chain().routes(&nobody, &"equity:A".parse().expect("a key")),
            None
        );
    }
}
