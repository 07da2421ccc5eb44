//! Where the pure core meets the world: the loop, the effects, the clock, the downloads.
//!
//! Only this room, `cli` and `main` know everybody.

mod alarm;
pub mod answers;
mod browser;
pub(crate) mod choice;
mod clipboard;
pub(crate) mod clock;
mod editor;
mod effects;
pub(crate) mod extract_options;
pub(crate) mod import;
mod keeping;
pub(crate) mod page;
mod poller;
pub mod prefetch;
pub mod probe;
pub(crate) mod providers;
mod questions;
pub(crate) mod quote_once;
pub(crate) mod quote_watch;
pub mod quotes;
pub mod reader;
pub mod reading;
mod reading_error;
pub(crate) mod reextract;
pub mod refresh;
mod secret;
pub(crate) mod setup;
mod site_templates;
pub(crate) mod themes;
mod writing;
