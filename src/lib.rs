//! Newswire: a news reader for the terminal.
//!
//! A page-long tour. The data goes one way:
//!
//! - [`config`] says which sources there are; [`net`] downloads them, politely and bounded.
//! - [`ingest`] makes headlines of the bytes, [`extract`] makes an article of a page; both
//!   are pure and clean everything at the door.
//! - [`store`] keeps it all in SQLite, the user's marks apart from what can be fetched again.
//! - [`market`] knows prices, instruments and when a quote is due.
//! - [`app`] is the core: `update(model, event) -> effects`, without clock, file or terminal.
//! - [`text`] sets articles in lines, [`ui`] draws the model, [`term`] owns the terminal.
//! - [`runtime`] joins them: the loop, the effects, the downloads.
//! - [`cli`] is the command line, [`plain`] its output; [`demo`] is a news site inside.
//!
//! [`hash`] names bytes the same in every version.
//! [`private`] makes files that are the user's alone; [`list`] reads the lists of `assets`.
//!
//! [`model`] is the language they all speak. `tests/rooms.rs` says who may import whom.

#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::unwrap_used))]

pub mod app;
pub mod cli;
pub mod config;
pub mod demo;
pub mod extract;
pub mod hash;
pub mod ingest;
pub mod list;
pub mod market;
pub mod model;
pub mod net;
pub mod plain;
pub mod private;
pub mod runtime;
pub mod store;
pub mod term;
#[cfg(test)]
#[allow(dead_code)] // the tests of whole programs use the rest
mod testing;
pub mod text;
pub mod ui;
