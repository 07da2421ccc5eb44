//! The providers, one file or folder each.

pub mod fields;
pub mod yahoo;
