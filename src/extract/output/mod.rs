//! The article that a page's kept leaves make: blocks, pictures, and what stands in when the page
//! shows too little of its text.

pub(super) mod assemble;
pub mod blocks;
mod embedded;
pub(super) mod fallback;
pub mod fragment;
pub mod inline;
pub mod json;
pub mod media;
pub(super) mod pictures;
