//! What a page says of its article: headline, authors, date, standfirst.

pub mod byline;
pub mod dek;
pub mod linked_data;
pub mod meta;
pub mod metadata;
pub mod published;
pub mod title;
