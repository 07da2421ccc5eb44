//! Output for pipes, scripts and screen readers: plain text or JSON, always cleaned.

pub mod article;
pub mod explanation;
pub mod headlines;
pub mod json;
pub mod output;
pub mod quotes;
pub mod sources;
