//! The providers, one file or folder each.

pub mod binance;
pub mod coinbase;
pub mod ecb;
pub mod fields;
pub mod kraken;
mod pairs;
pub mod yahoo;

#[cfg(test)]
mod tests;
