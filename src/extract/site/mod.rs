//! What a site's pages have in common, learned from those that were read.
//!
//! A line that stands on several pages of a site is the site's, not the author's; a place that
//! held the text of several pages will hold the next one's. Neither can be seen on one page.
//! A [`Template`] is what is remembered of a site: hashes and counts, no text, at most
//! [`MAX_BYTES`]. [`Reading`] applies it to one page and says what the page teaches.

mod bytes;
mod page;
mod path_hash;
mod settle;
mod template;
mod words;

pub use page::{Reading, Settled};
pub use template::{MAX_BYTES, Observation, Template};

#[cfg(test)]
mod tests;
