//! Markup as both readers of it see it: headlines ([`ingest`](crate::ingest)) and articles
//! ([`extract`](crate::extract)) stand on the same tree, the same tags, the same references, and
//! the same gate for text from outside ([`clean`]). Pure; what a page is about is not known here.

pub mod address;
pub(crate) mod attribute;
pub mod clean;
pub mod dom;
pub(crate) mod entities;
pub mod hidden;
pub mod html;
pub(crate) mod json_ld;
mod literal;
pub(crate) mod names;
mod normalize;
pub(crate) mod raised;
pub(crate) mod script_data;
pub mod tags;
pub mod xhtml;
