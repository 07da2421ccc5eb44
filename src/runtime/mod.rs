//! Where the pure core meets the world: the loop, the effects, the clock, the downloads.
//!
//! Only this room, `cli` and `main` know everybody.

pub mod alarm;
pub mod answers;
mod browser;
pub mod choice;
mod clipboard;
pub mod clock;
mod editor;
mod effects;
pub mod extract_options;
pub mod import;
pub mod page;
mod poller;
pub mod prefetch;
pub mod probe;
pub mod providers;
mod questions;
pub mod quote_once;
pub mod quote_watch;
pub mod quotes;
pub mod reader;
pub mod reading;
pub mod reextract;
pub mod refresh;
mod secret;
pub mod setup;
mod site_templates;
mod writing;
