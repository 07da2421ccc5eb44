//! Quotes: numbers as pages print them, providers of prices, and when to ask them.
//!
//! Everything here is pure. A provider says what to ask for and reads what came back; the
//! network room does the asking. So each provider is tested with bytes, and the program with
//! a server on loopback.

pub(crate) mod chain;
pub(crate) mod format;
pub(crate) mod freshness;
pub mod judge;
pub(crate) mod mentions;
pub mod notation;
pub(crate) mod numbers;
pub mod provider;
pub mod providers;
pub mod schedule;
pub mod symbols;

pub use provider::{Provider, QuoteError, QuoteRequest, Reply};
