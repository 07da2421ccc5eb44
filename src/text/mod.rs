//! Typesetting for a grid of cells: width, wrapping, direction, and articles as lines.
//!
//! Terminals place characters in columns, so everything that aligns or cuts text has to agree
//! with the terminal on how many columns a character takes. All of that is decided here, once
//! an article and a width; the view only copies lines. Pure: no clock, no files, no terminal.

pub mod article;
pub(crate) mod bidi;
mod blocks;
pub mod charset;
pub(crate) mod cluster;
mod code;
mod columns;
mod composer;
pub(crate) mod few;
mod head;
mod indent;
mod layout;
mod line;
mod meta;
pub mod reading_time;
mod styled;
mod table;
pub mod width;
pub(crate) mod wrap;

pub(crate) use line::Ground;
pub use line::Line;
pub(crate) use styled::{Role, Run};
