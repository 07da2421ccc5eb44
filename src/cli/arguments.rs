//! The commands and their options, each with help that has an example.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};

use crate::term::color::ColorChoice;

/// A terminal news reader: clean articles, favourites, and a live ticker.
#[derive(Debug, Parser)]
#[command(name = "newswire", version, about, max_term_width = 100)]
#[command(
    after_help = "Example:\n  newswire                 open the reader\n  newswire demo            look around without network or configuration"
)]
pub(super) struct Arguments {
    /// Use this configuration file.
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Keep the store and the log in this folder.
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) data_dir: Option<PathBuf>,
    /// Use colours: auto asks the theme, NO_COLOR, CLICOLOR and the terminal.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", value_parser = color())]
    pub(super) color: ColorChoice,
    /// What to do; without one, the reader opens.
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

fn color() -> impl TypedValueParser<Value = ColorChoice> {
    let words = PossibleValuesParser::new(["auto", "always", "never"]);
    words.map(|word| match word.as_str() {
        "always" => ColorChoice::Always,
        "never" => ColorChoice::Never,
        _ => ColorChoice::Auto,
    })
}

/// What `import` takes; its content tells what a file is.
const IMPORT: &str = "Add sources and articles of another reader. What a file is, its content tells:\n\n\
- OPML (or FOAF): its sources go to the configuration, each once, with all its groups\n\
- newsboat's urls file: sources with their tags as groups and \"~Title\" as name\n\
- newsboat's cache.db: articles with text and read state; flagged ones become favourites. \
Feeds that hold articles become sources. It is only read, also while newsboat runs\n\
- newsboat's folder: its urls file is the truth about sources, the articles come from its cache.db\n\
- a list of addresses, one a line\n\
- starred.json (Google Reader, FreshRSS, Inoreader): the articles become favourites, under \
their source when it is configured, else outside of all sources\n\n\
Commands (exec:, filter:), files and searches never come in through a file; they are named and \
left out. Importing again adds nothing twice and takes no mark of yours away.";

/// The subcommands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Open the reader on a news site inside the program: no network, no configuration
    #[command(
        after_help = "Example:\n  newswire demo\n  newswire demo --config FILE    with the theme, the keys and the ticker's look of yours\n  newswire demo --serve          only serve the site, and print its configuration"
    )]
    Demo(Demo),
    /// Download what is due, politely
    #[command(
        after_help = "Example:\n  newswire refresh\n  newswire refresh --articles\n  newswire refresh --force \"Example News\""
    )]
    Refresh(Refresh),
    /// Print stored headlines, newest first
    #[command(
        after_help = "Example:\n  newswire list --unread --limit 20\n  newswire list --json | jq -r '.[].title'"
    )]
    List(List),
    /// Print a clean article as text
    #[command(
        after_help = "Example:\n  newswire read 42\n  newswire read https://example.org/news/story.html"
    )]
    Read(Read),
    /// Print, add or remove favourites
    #[command(
        after_help = "Example:\n  newswire fav\n  newswire fav add 42\n  newswire fav remove https://example.org/story"
    )]
    Fav(Fav),
    /// Add a feed, or any page with headlines, to the configuration
    #[command(
        after_help = "Example:\n  newswire add https://example.org/news\n  newswire add --name Example --group tech https://example.org/feed.xml"
    )]
    Add(Add),
    /// Show what an address offers, and the table that makes it a source; nothing is added
    #[command(
        after_help = "Example:\n  newswire try https://example.org/news\n  newswire try --json https://example.org/news | jq -r '.[0].table'"
    )]
    Try(Try),
    /// Add sources and articles of another reader: OPML, newsboat, a list, starred.json
    #[command(
        long_about = IMPORT,
        after_help = "Example:\n  newswire import --dry-run subscriptions.opml\n  newswire import ~/.newsboat\n  newswire import --flag s ~/.newsboat/cache.db"
    )]
    Import(Import),
    /// Print the sources as OPML
    #[command(after_help = "Example:\n  newswire export > subscriptions.opml")]
    Export,
    /// Print how each source is doing, the worst first
    #[command(
        after_help = "States: gone (410, or 404 for more than a week), failing, offline (no network at the last try),\nmoved (a 301 that the configuration does not have yet), quiet (silent for more than three usual gaps\nand two days), new (never asked), paused, fine. --failing keeps the gone and the failing ones.\n\n--json prints one array of objects with these keys: name, url, groups, verdict (the states, but\n\"never-asked\" for new), words, paused, gone, last_success, last_attempt, next_due, error, failures\n(in a row), status (HTTP), latency_ms, bytes, usual_gap_seconds, newest, new_address (after a 301),\ndiscovered (the feed that a page names), unread, total. Times are RFC 3339 in UTC; what is not known\nis null.\n\nExit code 1 when there is nothing to print.\n\nExample:\n  newswire sources --failing\n  newswire sources --json | jq -r '.[] | select(.verdict == \"moved\") | .new_address'"
    )]
    Sources(Sources),
    /// Check the configuration
    #[command(after_help = "Example:\n  newswire check --config ./config.toml")]
    Check,
    /// Print the article of a page as JSON, or what was decided about each of its blocks
    #[command(
        after_help = "--explain prints a block a paragraph: + for kept or - for dropped, how probable the model holds it\nto be text, what decided, where it stands (a CSS selector), and its text. With --json it is one\nobject with the same.\n\nExample:\n  newswire extract --json --url https://example.org/story page.html\n  newswire extract --explain https://example.org/story\n  newswire extract --json --batch pages/"
    )]
    Extract(Extract),
    /// Print the headlines of a saved feed as JSON
    #[command(
        name = "parse-feed",
        after_help = "Example:\n  newswire parse-feed --json feed.xml"
    )]
    ParseFeed(ParseFeed),
    /// Print the headlines of a saved page as JSON
    #[command(
        after_help = "Example:\n  newswire scrape --json --url https://example.org/news page.html"
    )]
    Scrape(Scrape),
    /// Print prices, once or as they change, or find symbols by name or ISIN
    #[command(
        after_help = "Symbols are written as in a watchlist: as Yahoo writes them, an ISIN, or \"id:CODE\" for one\nprovider alone. Each provider of the instrument's kind is asked until one answers. --watch asks\nagain in the rhythm of the ticker and prints what has changed, until it is interrupted.\n\n--json prints one array of objects (--watch: an object a line) with these keys: symbol (as typed),\nname, kind, last, currency, change_percent, previous_close, high, low, time (of the trade), session,\nstale, doubted, delay_minutes, extended (last, change_percent and time outside of regular hours), venue,\nprovider, error. Times are RFC 3339 in UTC; what is not known is null.\n\nExit code 1 when there is no price at all.\n\nExample:\n  newswire quote AI.PA ^FCHI EURUSD=X BTC-USD\n  newswire quote --find \"Air Liquide\"\n  newswire quote --watch --json AI.PA | jq .last"
    )]
    Quote(Quote),
    /// Try a provider of prices: what it is asked, and what each path finds in its answer
    #[command(after_help = "Example:\n  newswire provider test my-api AI.PA")]
    Provider(Provider),
    /// Print the manual page, completions, the example configuration, or the keys
    #[command(
        after_help = "Example:\n  newswire generate completions bash > /etc/bash_completion.d/newswire"
    )]
    Generate(Generate),
}

/// Options of `demo`.
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// Only serve the site until interrupted, and print its configuration
    #[arg(long)]
    pub(super) serve: bool,
}

/// Options of `refresh`.
#[derive(Debug, Args)]
pub(super) struct Refresh {
    /// Ask also what is not due
    #[arg(long)]
    pub(super) force: bool,
    /// Then fetch the article pages of new headlines, so that they can be read offline
    #[arg(long)]
    pub(super) articles: bool,
    /// Names or addresses of sources; all of them if none is given
    #[arg(value_name = "SOURCE")]
    pub(super) sources: Vec<String>,
}

/// Options of `list`.
#[derive(Debug, Args)]
pub(super) struct List {
    /// Only what is not read
    #[arg(long)]
    pub(super) unread: bool,
    /// Only favourites, of all sources
    #[arg(long, visible_alias = "favorites", conflicts_with = "source")]
    pub(super) favourites: bool,
    /// Only this source, by name or address
    #[arg(long, value_name = "SOURCE")]
    pub(super) source: Option<String>,
    /// Only headlines and articles with these words
    #[arg(long, value_name = "WORDS")]
    pub(super) search: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<usize>,
    /// As a JSON array
    #[arg(long)]
    pub(super) json: bool,
}

/// Options of `sources`.
#[derive(Debug, Args)]
pub(super) struct Sources {
    /// As a JSON array
    #[arg(long)]
    pub(super) json: bool,
    /// Only those that are gone or failing
    #[arg(long)]
    pub(super) failing: bool,
}

/// Options of `quote`.
#[derive(Debug, Args)]
pub(super) struct Quote {
    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Go on and print what changes
    #[arg(long, conflicts_with = "find")]
    pub(super) watch: bool,
    /// Print the symbols of instruments with this name or ISIN
    #[arg(long, value_name = "WORDS", conflicts_with = "symbols")]
    pub(super) find: Option<String>,
    /// Symbols
    #[arg(value_name = "SYMBOL", required_unless_present = "find")]
    pub(super) symbols: Vec<String>,
}

/// Options of `provider`.
#[derive(Debug, Args)]
pub(crate) struct Provider {
    /// What to do
    #[command(subcommand)]
    pub(super) action: ProviderAction,
}

/// What to do with a provider of prices.
#[derive(Debug, Subcommand)]
pub(super) enum ProviderAction {
    /// Ask it for one price and print what is found
    Test {
        /// Its name: yahoo, binance, kraken, coinbase, ecb, or the id of one of your own
        #[arg(value_name = "ID")]
        id: String,
        /// A symbol as in a watchlist, or the provider's own code
        #[arg(value_name = "SYMBOL")]
        symbol: String,
    },
}

/// Options of `read`.
#[derive(Debug, Args)]
pub(super) struct Read {
    /// A headline's number as `list` prints it, or any address
    #[arg(value_name = "ID|URL")]
    pub(super) what: String,
    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// Options of `fav`.
#[derive(Debug, Args)]
pub(super) struct Fav {
    /// As JSON
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// What to do; without one, favourites are printed
    #[command(subcommand)]
    pub(super) action: Option<FavAction>,
}

/// What to do with a favourite.
#[derive(Debug, Subcommand)]
pub(super) enum FavAction {
    /// Keep a headline
    Add {
        /// A headline's number, or any address
        #[arg(value_name = "ID|URL")]
        what: String,
    },
    /// Stop keeping a headline
    Remove {
        /// A headline's number, or its address
        #[arg(value_name = "ID|URL")]
        what: String,
    },
}

/// Options of `add`.
#[derive(Debug, Args)]
pub(super) struct Add {
    /// The address, or several; https is tried first where no scheme is given
    #[arg(value_name = "URL", required = true)]
    pub(super) urls: Vec<String>,
    /// Its name; else the source's own title is used
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
    /// A group it belongs to; may be given several times
    #[arg(long, value_name = "GROUP")]
    pub(super) group: Vec<String>,
    /// Add it without looking what it is
    #[arg(long, visible_alias = "offline")]
    pub(super) no_check: bool,
}

/// Options of `try`.
#[derive(Debug, Args)]
pub(super) struct Try {
    /// As JSON: an array with `way`, `table` and `feed` of each list, the best first
    #[arg(long)]
    pub(super) json: bool,
    /// The address of a feed or page, or several
    #[arg(value_name = "URL", required = true)]
    pub(super) urls: Vec<String>,
}

/// Options of `import`.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// Only say what would be added, merged and left out; nothing is written
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Of newsboat's flags only these letters make a favourite; else every one does
    #[arg(long, value_name = "LETTERS")]
    pub(super) flag: Option<String>,
    /// The file, or newsboat's folder; - for standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
}

/// Options of `extract`.
#[derive(Debug, Args)]
pub(super) struct Extract {
    /// Print JSON (the only form of an article; `read` prints text)
    #[arg(long)]
    pub(super) json: bool,
    /// Print each block, kept or dropped, and why
    #[arg(long, conflicts_with = "batch")]
    pub(super) explain: bool,
    /// The address of a saved page
    #[arg(long, value_name = "URL")]
    pub(super) url: Option<String>,
    /// Every page of a folder, a line of JSON each; addresses from its urls.json
    #[arg(long, value_name = "DIR", conflicts_with = "page")]
    pub(super) batch: Option<PathBuf>,
    /// The page: a file, an address, or - for standard input
    #[arg(value_name = "FILE|URL", required_unless_present = "batch")]
    pub(super) page: Option<PathBuf>,
}

/// Options of `parse-feed`.
#[derive(Debug, Args)]
pub(super) struct ParseFeed {
    /// Print JSON (the only form)
    #[arg(long)]
    json: bool,
    /// The feed's address
    #[arg(long, value_name = "URL")]
    pub(super) url: Option<String>,
    /// A header of the answer it came in ("Content-Type: …", "Content-Location: …")
    #[arg(long, value_name = "HEADER")]
    pub(super) header: Vec<String>,
    /// Answer lines {"file", "url", "headers"} of standard input, one by one
    #[arg(long, conflicts_with_all = ["file", "url", "header"])]
    pub(super) batch: bool,
    /// The feed; - for standard input
    #[arg(value_name = "FILE", required_unless_present = "batch")]
    pub(super) file: Option<PathBuf>,
}

/// Options of `scrape`.
#[derive(Debug, Args)]
pub(super) struct Scrape {
    /// Print JSON (the only form)
    #[arg(long)]
    json: bool,
    /// The page's address
    #[arg(long, value_name = "URL")]
    pub(super) url: String,
    /// The page; - for standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
}

/// Options of `generate`.
#[derive(Debug, Args)]
pub(super) struct Generate {
    /// What to print
    #[command(subcommand)]
    pub(super) what: Generated,
}

/// What can be generated.
#[derive(Debug, Subcommand)]
pub(super) enum Generated {
    /// The manual page
    Man,
    /// Completions of a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// The example configuration
    Config,
    /// The keys as a Markdown table
    Keys,
}
