//! Where the pure core meets the world: the loop, the effects, the clock, the downloads.
//!
//! Only this room, `cli` and `main` know everybody.

pub mod ahead;
pub mod alarm;
pub mod answers;
mod browser;
pub mod choice;
mod clipboard;
pub mod clock;
mod editor;
mod effects;
pub mod import;
pub mod judging;
mod learning;
pub mod page;
mod poller;
pub mod probe;
pub mod providers;
mod questions;
pub mod quote_once;
pub mod quote_watch;
pub mod quotes;
pub mod reader;
pub mod reading;
pub mod refresh;
pub mod rejudging;
mod secret;
pub mod setup;
mod writing;
