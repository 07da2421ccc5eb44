//! The configuration: one TOML file, one table of keys.
//!
//! [`table::KEYS`] is all there is to say about a key: name, kind, default, doc, and where its
//! value goes. Checking, the offered correction, the example file and the documentation are
//! made from it. A mistake never stops the rest of the file.

mod address;
pub mod catalogue;
pub mod duration;
pub mod edit;
mod example;
mod kind;
mod load;
mod network;
pub mod paths;
pub mod problem;
mod provider;
mod section;
mod settings;
pub mod site_rules;
pub mod table;
mod value;
mod wrong;

pub use example::example;
pub use load::{Loaded, load, parse};
pub use paths::Paths;
pub use problem::Problem;
pub use settings::{Config, Fetch, Providers, Reader, Service, ThemeName, Ticker, Yahoo};
