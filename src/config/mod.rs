//! The configuration: one TOML file, one table of keys.
//!
//! `table::KEYS` is all there is to say about a key: name, kind, default, doc, and where its
//! value goes. Checking, the offered correction, the example file and the documentation are
//! made from it. A mistake never stops the rest of the file.

mod address;
mod bounded;
pub(crate) mod catalogue;
mod duration;
pub(crate) mod edit;
mod example;
mod kind;
mod load;
mod network;
mod paths;
mod problem;
mod provider;
mod section;
mod settings;
pub(crate) mod site_rules;
pub(crate) mod table;
pub(crate) mod themes;
mod value;
mod wrong;

pub(crate) use example::example;
pub use load::{Loaded, load, parse};
pub use paths::Paths;
pub(crate) use problem::Problem;
pub use settings::{Config, Fetch, Providers, Reader, Service, Ticker, Yahoo};
