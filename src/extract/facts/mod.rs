//! What a page says of its article: headline, authors, agency, date, standfirst.

pub mod agency;
pub mod byline;
pub mod dek;
pub mod linked_data;
pub mod meta;
pub mod metadata;
pub mod published;
pub mod title;
