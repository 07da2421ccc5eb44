//! The only room that knows SQL: what was fetched, and what the user did with it.
//!
//! One SQLite file in WAL mode with `synchronous=FULL`: a write that returned survives `kill -9`
//! and a power cut. Fetched data can be fetched again and may be pruned; what the user did (read,
//! favourite, position) is in a table of its own that nothing but the user changes, and a
//! favourite keeps its row, its body and its article for ever. Two connections of one process
//! (fetched data, the user) and other processes may write at once; see `write_queue`.

mod apply;
mod articles;
mod columns;
mod connection;
mod days;
mod error;
mod family;
mod handle;
mod headlines;
pub(crate) mod import;
mod imported_entry;
mod kept;
pub(crate) mod newsboat;
mod obstacle;
pub(crate) mod pages;
mod prefetch;
mod prepare;
mod prune;
mod quotes;
mod reading;
mod rename;
mod schema;
mod search;
mod sources;
mod templates;
mod user;
mod write_queue;

#[cfg(test)]
mod opening;
#[cfg(test)]
mod sequences;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use apply::{Arrival, Changes, Plan};
pub use connection::Store;
pub use error::StoreError;
pub use handle::Handle;
pub(crate) use handle::Queue;
pub(crate) use obstacle::Obstacle;
pub use prefetch::{Site, Waiting};
