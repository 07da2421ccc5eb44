//! The pure core of the reader: `update(&mut Model, now, Event) -> Effects`.
//!
//! Nothing here blocks, holds a handle, reads a clock or knows a terminal. A key goes in;
//! the model changes and plain data comes out that says what the world should do. That is
//! why the whole interface is tested without a terminal (see `tests/core_script.rs`).
//!
//! `update` only routes. What a view does stands in its folder under [`views`], what a command
//! does in its family's file under [`command`] or in its view's folder, and the one table of
//! commands makes the help, the palette, the `:` prompt, the README's table and the manual page.

pub mod adding;
pub mod age;
pub mod answer;
pub mod area;
pub mod borders;
pub mod command;
pub mod config_change;
pub mod context;
pub mod effect;
pub mod event;
pub mod focus;
pub mod hint;
pub mod journal;
pub mod keeping;
pub mod keymap;
pub mod layout;
pub mod line;
pub mod marks;
pub mod measure;
pub mod model;
pub mod moment;
pub mod motion;
pub mod panes;
pub mod pointer;
pub mod refresh;
pub mod refreshing;
pub mod request;
pub mod settings;
pub mod status;
pub mod toast;
pub mod toast_card;
pub mod unstored;
pub mod update;
pub mod views;

pub use effect::{ConfigEffect, Effect, Effects, NetEffect, ScreenEffect, StoreEffect};
pub use event::{Answer, Event};
pub use model::Model;
pub use moment::Moment;
pub use request::RequestId;
pub use settings::Settings;
pub use update::update;
