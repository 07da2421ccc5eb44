//! Newswire: a news reader for the terminal. This page is the tour: read it first.
//!
//! # The rooms
//!
//! Each is a folder; data goes one way, and nothing comes back but as an [`Event`](app::Event).
//!
//! | room | what it is for |
//! |---|---|
//! | [`model`] | the language they all speak: plain data, no work |
//! | [`config`] | the user's files: one table of keys, mistakes with line and caret |
//! | [`net`] | the only room that asks the network: one polite, bounded client |
//! | [`dates`] | days and clocks as feeds and pages write them: one parser, two ways of asking |
//! | [`markup`] | the ground that the next three stand on: tree, tags, references, the gate; pure |
//! | [`ingest`] | bytes to headlines; pure, and everything from outside is cleaned here |
//! | [`page_extras`] | what a page shows beside its story: instruments, related headlines; pure |
//! | [`extract`] | a page to an article; pure |
//! | [`store`] | the only room with SQL: what was fetched, and apart from it what the user did |
//! | [`market`] | instruments, providers, when a price is due and how far it is believed; pure |
//! | [`app`] | the core: `update(model, event) -> effects`, without clock, file or terminal |
//! | [`text`], [`ui`], [`term`] | lines of an article; the picture of the model; the terminal |
//! | [`runtime`] | joins them: the loop, the effects, the downloads |
//! | [`cli`], [`plain`], [`demo`] | the command line and its output; a news site inside, served on
//!   the loopback interface (`demo/server.rs`, with an `allow` of its own) |
//! | [`hash`], [`list`], [`private`] | a stable hash; the lists of `assets/`; files for one user |
//! | [`fold`], [`agency`] | text folded for comparison; the news agency that a text names |
//! | `words`, `quirks` | words that pages use, by language (`assets/words/`); what serves one site only |
//!
//! `tests/rooms` says who may know whom, and that no files refer to one another in a circle.
//! The bans of `clippy.toml` (clock, files, sockets, processes) hold wherever no `allow` stands
//! below.
//!
//! # A headline: from a server to a row
//!
//! 1. [`runtime::refresh`] asks the store which sources are due and gives each host its jobs;
//!    [`net::Client`] downloads what has changed.
//! 2. [`ingest::read`] recognises the bytes and parses them, once: a feed, a sitemap, a page.
//! 3. `ingest::prepared` gives each entry its key, its summary and its searchable text.
//! 4. [`store::Store::plan`] finds out what is new, [`store::Store::apply_all`] only writes.
//! 5. The core hears of it ([`app::refresh`]), asks for the list
//!    ([`app::views::headlines::reading`]), and [`ui`] draws it.
//!
//! # An article: from a key to the text
//!
//! 1. Enter opens ([`app::views::article::opening`]): what is stored is shown at once, and
//!    [`NetEffect::FetchArticle`](app::NetEffect::FetchArticle) asks for the page.
//! 2. [`runtime::reading`] downloads it and hands it to [`extract::article`] with the source's
//!    selector, the site's rules and what was learned of the site.
//! 3. `runtime::choice` takes the better of it and the feed's own text; the store keeps it, and
//!    the page, for rules that come later (`runtime::reextract`).
//! 4. [`text::article::layout`] makes lines once for a width; [`ui::views::article`] copies a slice.
//!
//! # A key
//!
//! 1. [`term`] reads it, [`app::update()`] looks its chord up in the contexts of the view on top
//!    ([`app::views::contexts`]) and runs a row of the one table ([`app::command::table`]).
//! 2. The row changes the model and returns [`Effect`](app::Effect)s, sorted by who carries them
//!    out. What the user marks is a [`model::Change`], which `store::user` alone writes.
//! 3. After every event each view settles ([`app::views::interface::Interface::settle`]); the
//!    loop ([`runtime::reader`]) paints and sleeps until [`app::update::next_deadline`].
//!
//! # A quote
//!
//! 1. The ticker tells which instruments are seen
//!    ([`NetEffect::WatchQuotes`](app::NetEffect::WatchQuotes)); `market::chain` says who knows
//!    them, [`market::schedule`] whom to ask when.
//! 2. [`runtime::quotes`] asks a [`market::provider::Provider`]; [`market::judge`] compares the
//!    answer with what is known.
//! 3. [`app::views::ticker`] keeps it, `market::freshness` says how far it can still be trusted.
//!
//! # Recipes
//!
//! - **A command**: its function in its family's file under [`app::command`], or in its view's
//!   folder; a row in [`app::command::table`]; its keys in `assets/keymap.toml`. Help, palette,
//!   prompt, README table (`newswire generate keys`) and manual follow.
//! - **A view**: a folder in [`app::views`] (`state`: what it is; `mod`: an
//!   [`Interface`](app::views::interface::Interface), which says only what differs, and a
//!   [`Context`](app::context::Context) if it has keys of its own) and a file in [`ui::views`].
//!   Outside them: a line in [`app::views::stack`]; in each of the two `mod.rs` its `mod` and its
//!   arm; the command that shows it, as above. If it asks something new: its effect, its answer,
//!   and their one arm in `runtime/effects.rs` and [`app::answer`].
//! - **A setting**: a row in `config/table.rs` and its field in `config/settings.rs`; if the core
//!   needs it, in [`app::settings`] and `runtime/setup.rs` too. `newswire generate config` writes
//!   the example.
//! - **A theme**: a file in `assets/themes`, its name in [`model::ThemeName`] and its line in
//!   `ui/theme/built_in.rs`. A test measures its texts on its surfaces.
//! - **A feed format**: a file in [`ingest::feed`] that fills a [`model::ParsedFeed`], recognised
//!   in `ingest/sniff.rs`; samples of your own beside its tests.
//! - **A provider**: a file in [`market::providers`] with recorded answers; built in
//!   `runtime/providers.rs`, its section in `config/section.rs` and `config/table.rs`, its place in
//!   the order of `market::chain`.
//! - **A migration**: a step at the end of `store/schema.rs`, never a change of an old one; a store
//!   of the version before under `tests/fixtures/store`.
//! - **A word list**: a file in `assets/`, read through [`list`].

#![warn(missing_docs)]
#![cfg_attr(
    not(test),
    warn(
        unreachable_pub,
        clippy::unwrap_used,
        clippy::disallowed_methods,
        clippy::disallowed_types,
        clippy::print_stdout,
        clippy::print_stderr
    )
)]

#[cfg(not(unix))]
compile_error!("Newswire needs the terminals, signals and permissions of a Unix system");

pub mod agency;
pub mod app;
#[allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a command reads files and writes to streams"
)]
pub mod cli;
#[allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "reads and writes the user's files"
)]
pub mod config;
pub mod dates;
pub mod demo;
pub mod extract;
pub mod fold;
pub mod hash;
pub mod ingest;
pub mod list;
pub mod market;
pub mod markup;
pub mod model;
#[allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "opens sockets and waits"
)]
pub mod net;
pub mod page_extras;
#[allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "writes to streams"
)]
pub mod plain;
#[allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "makes files"
)]
pub mod private;
mod quirks;
#[allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "joins the pure rooms with the world"
)]
pub mod runtime;
#[allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "owns the database"
)]
pub mod store;
#[allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "owns the terminal"
)]
pub mod term;
#[cfg(test)]
#[allow(dead_code)] // the tests of whole programs use the rest
mod testing;
pub mod text;
pub mod ui;
mod words;
