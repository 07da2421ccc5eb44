//! The view: a picture of the model, and nothing else.
//!
//! `view` reads the model and the theme and fills a frame. It keeps no state and does no
//! input or output, so every screen is a snapshot in a test.

pub mod article;
mod candidates;
mod cells;
pub mod charset;
mod full_view;
mod gate;
mod headlines;
mod health;
mod help;
mod input;
mod judgement;
mod overlay;
mod reading;
mod root;
mod status;
pub mod theme;
pub mod ticker;
mod welcome;

pub use root::view;
pub use theme::Theme;
