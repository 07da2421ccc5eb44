//! The only room that opens sockets: one polite HTTP client for feeds, pages and quotes,
//! the pure rules of when to ask again, and a small loopback server for the demo and tests.
//!
//! Everything is bounded: time, bytes after decompression, redirects, headers, connections
//! to one host and hosts at once. Nothing is sent that a server did not ask for: no cookies,
//! no `Referer`, no made-up validators.

mod backlog;
mod chain;
pub mod client;
pub mod error;
pub mod fetch;
pub mod freshness;
mod gate;
pub mod limits;
pub mod robots;
pub mod schedule;
pub mod serve;

pub use backlog::Held;
pub use client::{Client, Options};
pub use error::NetError;
pub use fetch::{Fetched, Kind, Request};
