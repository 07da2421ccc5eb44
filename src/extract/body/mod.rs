//! Which leaves are the text: the model's judgement of each, the steps that correct it, and what
//! the user says.

mod advert;
pub mod anchors;
pub mod boxes;
mod cells;
pub(super) mod chosen;
mod copies;
pub mod features;
pub mod forest;
mod gap_fill;
mod plea;
pub mod prune;
pub mod rules;
mod run;
pub mod select;
pub mod verdicts;
