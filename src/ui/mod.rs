//! The picture of the model, and nothing else.
//!
//! `view` reads the model and the theme and fills a frame. It keeps no state and does no
//! input or output, so every screen is a snapshot in a test. Each view is drawn by its own file
//! under [`views`].

mod cells;
mod charset;
mod gate;
mod linked;
mod root;
mod status;
pub mod theme;
pub mod views;

pub use root::view;
pub use theme::Theme;
