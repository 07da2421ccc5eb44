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
//! [`model`] is the language they all speak. `tests/rooms` says who may import whom; the bans
//! of `clippy.toml` (clock, files, environment, sockets, processes) hold in every room but those
//! that are named below.

#![warn(missing_docs)]
#![cfg_attr(
    not(test),
    warn(
        clippy::unwrap_used,
        clippy::disallowed_methods,
        clippy::disallowed_types,
        clippy::print_stdout,
        clippy::print_stderr
    )
)]

#[cfg(not(unix))]
compile_error!("Newswire needs the terminals, signals and permissions of a Unix system");

pub mod app;
#[allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a command reads files and writes to streams"
)]
pub mod cli;
#[allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "reads and writes the user's files"
)]
pub mod config;
#[allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "serves a site on the loopback"
)]
pub mod demo;
pub mod extract;
pub mod hash;
pub mod ingest;
pub mod list;
pub mod market;
pub mod model;
#[allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "opens sockets and waits"
)]
pub mod net;
#[allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "writes to streams"
)]
pub mod plain;
#[allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "makes files"
)]
pub mod private;
#[allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "joins the pure rooms with the world"
)]
pub mod runtime;
#[allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "owns the database"
)]
pub mod store;
#[allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "owns the terminal"
)]
pub mod term;
#[cfg(test)]
#[allow(dead_code)] // the tests of whole programs use the rest
mod testing;
pub mod text;
pub mod ui;
