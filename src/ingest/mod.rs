//! Bytes from outside to clean headlines and sources: feeds, pages without a feed, lists. Pure.

pub mod charset;
pub(crate) mod completeness;
pub(crate) mod enclosure;
pub mod feed;
pub mod identity;
pub mod import_formats;
pub(crate) mod json;
pub mod opml;
pub mod page;
pub(crate) mod posting_interval;
pub(crate) mod prepared;
pub mod sitemap;
mod sniff;
pub(crate) mod teaser;

pub use sniff::{Answer, Offer, Reading, offer, read};

/// What is read out of the same bytes changes with the program; this counts up when it does, so
/// that old bytes are read again and what is stored of them is not taken for news.
pub const READER: i64 = 2;
