//! The pure core of the reader: `update(&mut Model, now, Event) -> Effects`.
//!
//! Nothing here blocks, holds a handle, reads a clock or knows a terminal. A key goes in;
//! the model changes and plain data comes out that says what the world should do. That is
//! why the whole interface is tested without a terminal (see `tests/core_script.rs`).
//!
//! `update` only routes. What a command does stands in its family's file under `command`,
//! and the one table of commands there makes the help, the palette, the `:` prompt, the
//! README's table and the manual page.

pub mod age;
pub mod answer;
pub mod arrivals;
pub mod command;
pub mod effect;
pub mod event;
pub mod full_view;
pub mod health;
pub mod held;
pub mod help;
pub mod journal;
pub mod judgement;
pub mod keymap;
pub mod layer;
pub mod line;
pub mod list;
pub mod model;
pub mod moment;
pub mod palette;
pub mod panes;
pub mod passage;
pub mod pointer;
pub mod reader;
pub mod refreshing;
pub mod ticker;
pub mod toast;
pub mod unstored;
pub mod update;
pub mod welcome;

pub use effect::{Effect, Effects};
pub use event::{Answer, Event, RequestId};
pub use model::{Model, Settings};
pub use moment::Moment;
pub use update::update;
