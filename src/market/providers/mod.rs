//! The providers, one file or folder each.

pub mod binance;
pub mod coinbase;
pub mod ecb;
mod fields;
pub mod json;
pub mod kraken;
mod pairs;
pub mod yahoo;

/// The ids of the built-in ones.
pub(crate) const BUILT_IN: [&str; 5] = [yahoo::ID, binance::ID, kraken::ID, coinbase::ID, ecb::ID];

#[cfg(test)]
#[path = "failures/tests.rs"]
mod failures;
#[cfg(test)]
mod tests;
