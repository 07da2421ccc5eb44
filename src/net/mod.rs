//! The only room that opens sockets: one polite HTTP client for feeds, pages and quotes,
//! and the pure rules of when to ask again.
//!
//! What the user names may be anywhere; what a feed, a page or an answer names is never asked
//! inside the user's own network (see `named`, [`inside`], and `pools`).
//!
//! Everything is bounded: time, bytes after decompression, redirects, headers, connections
//! to one host and hosts at once. Nothing is sent that a server did not ask for: no cookies,
//! no `Referer`, no made-up validators.

mod backlog;
mod body_limits;
mod cause;
mod client;
mod concurrency;
mod encoding;
mod fetch;
mod freshness;
mod named;
pub mod names;
mod options;
mod pools;
mod redirects;
mod request;
pub(crate) mod robots;
#[warn(clippy::disallowed_methods, clippy::disallowed_types)] // pure: it is told the time
pub(crate) mod schedule;

pub(crate) use backlog::Held;
pub use client::Client;
pub use named::NamedBy;
pub use options::Options;
pub use request::{Fetched, Request, RequestKind};

pub use crate::model::failure::NetError;
pub use crate::model::inside;
