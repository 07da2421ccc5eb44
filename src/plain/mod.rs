//! Output for pipes, scripts and screen readers: plain text or JSON, always cleaned.

pub(crate) mod article;
pub(crate) mod explanation;
pub(crate) mod headlines;
pub(crate) mod json;
pub(crate) mod output;
pub(crate) mod quotes;
pub(crate) mod sources;
