//! The one table of keys.

use std::time::Duration;

use ipnet::IpNet;

use super::{Config, Scheme, ThemeName, duration};
use crate::model::source::FullText;

/// The table a key stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// Before any table.
    Top,
    /// `[fetch]`
    Fetch,
    /// `[reader]`
    Reader,
    /// `[ticker]`
    Ticker,
    /// `[[ticker.group]]`
    Group,
    /// `[providers.yahoo]`
    Yahoo,
    /// `[[feed]]`
    Feed,
}

impl Section {
    /// The sections in the order of the example file.
    pub const ALL: [Self; 7] = [
        Self::Top,
        Self::Fetch,
        Self::Reader,
        Self::Ticker,
        Self::Group,
        Self::Yahoo,
        Self::Feed,
    ];

    /// The path in the file; empty for the top.
    #[must_use]
    pub fn path(self) -> &'static [&'static str] {
        match self {
            Self::Top => &[],
            Self::Fetch => &["fetch"],
            Self::Reader => &["reader"],
            Self::Ticker => &["ticker"],
            Self::Group => &["ticker", "group"],
            Self::Yahoo => &["providers", "yahoo"],
            Self::Feed => &["feed"],
        }
    }

    /// Whether it is written with double brackets and may stand many times.
    #[must_use]
    pub fn is_repeated(self) -> bool {
        matches!(self, Self::Group | Self::Feed)
    }

    /// What the section is for.
    #[must_use]
    pub fn doc(self) -> &'static str {
        match self {
            Self::Top => "",
            Self::Fetch => "How downloads are made.",
            Self::Reader => "How the reader looks and behaves.",
            Self::Ticker => "The ticker beside the headlines.",
            Self::Group => "A watchlist of the ticker; as many as you like.",
            Self::Yahoo => "Quotes by Yahoo's chart service, which is unofficial.",
            Self::Feed => {
                "A source; one table for each. Only `url` is required, the rest is found out."
            }
        }
    }
}

/// What a value looks like in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// true or false.
    Flag,
    /// A whole number within these bounds.
    Number(i64, i64),
    /// A duration, at least this long.
    Duration(&'static str),
    /// Text.
    Text,
    /// An http or https address.
    Address,
    /// Where a source is: an http or https address, `file:` and a path, or `exec:` and a command.
    Origin,
    /// A CSS selector, perhaps with `@attribute`, or a dotted path into JSON.
    Selector,
    /// A regular expression.
    Pattern,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A text or a list of texts.
    Texts,
    /// A network or address, or a list of them.
    Networks,
}

/// A checked value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// See [`Kind::Flag`].
    Flag(bool),
    /// See [`Kind::Number`]; a duration in seconds.
    Number(i64),
    /// Any kind of text.
    Text(String),
    /// See [`Kind::Texts`].
    Texts(Vec<String>),
    /// See [`Kind::Networks`].
    Networks(Vec<IpNet>),
}

/// One key.
pub struct Row {
    /// Where it stands.
    pub section: Section,
    /// Its name.
    pub name: &'static str,
    /// What its value looks like.
    pub kind: Kind,
    /// Its default as written in the file; an example for keys without a default.
    pub default: &'static str,
    /// What it does.
    pub doc: &'static str,
    /// Puts a value into the configuration: into the last table of a repeated section.
    pub set: fn(&mut Config, Value) -> Option<()>,
}

impl Row {
    /// The default, checked.
    #[must_use]
    pub fn default_value(&self) -> Option<Value> {
        let text = self.default.trim_matches('"');
        match self.kind {
            Kind::Flag => text.parse().ok().map(Value::Flag),
            Kind::Number(..) => text.parse().ok().map(Value::Number),
            Kind::Duration(_) => duration::seconds(text).ok().map(Value::Number),
            Kind::Text
            | Kind::Address
            | Kind::Origin
            | Kind::Selector
            | Kind::Pattern
            | Kind::Choice(_) => Some(Value::Text(text.to_owned())),
            Kind::Texts => Some(Value::Texts(Vec::new())),
            Kind::Networks => Some(Value::Networks(Vec::new())),
        }
    }
}

fn number<N: TryFrom<i64>>(value: &Value) -> Option<N> {
    match value {
        Value::Number(number) => N::try_from(*number).ok(),
        _ => None,
    }
}

fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Flag(flag) => Some(*flag),
        _ => None,
    }
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn texts(value: Value) -> Option<Vec<String>> {
    match value {
        Value::Texts(texts) => Some(texts),
        Value::Text(text) => Some(vec![text]),
        _ => None,
    }
}

fn networks(value: Value) -> Option<Vec<IpNet>> {
    match value {
        Value::Networks(networks) => Some(networks),
        _ => None,
    }
}

fn theme(value: Value) -> Option<ThemeName> {
    Some(match text(value)?.as_str() {
        "auto" => ThemeName::Auto,
        "dark" => ThemeName::Dark,
        "light" => ThemeName::Light,
        "mono" => ThemeName::Mono,
        _ => return None,
    })
}

fn full_text(value: Value) -> Option<FullText> {
    Some(match text(value)?.as_str() {
        "auto" => FullText::Auto,
        "always" => FullText::Always,
        "never" => FullText::Never,
        _ => return None,
    })
}

fn scheme(value: Value) -> Option<Scheme> {
    Some(match text(value)?.as_str() {
        "western" => Scheme::Western,
        "asia" => Scheme::Asia,
        "korea" => Scheme::Korea,
        "colorblind" => Scheme::ColorBlind,
        "mono" => Scheme::Mono,
        _ => return None,
    })
}

/// One row; `$set` is the place in the configuration, `$read` how a value gets there.
macro_rules! row {
    ($section:ident, $name:literal, $kind:expr, $default:literal, $doc:literal, $config:ident, $value:ident => $set:expr) => {
        Row {
            section: Section::$section,
            name: $name,
            kind: $kind,
            default: $default,
            doc: $doc,
            set: |$config, $value| {
                $set;
                Some(())
            },
        }
    };
}

use Kind::{
    Address, Choice, Duration as Span, Flag, Networks, Number, Origin, Pattern, Selector, Text,
    Texts,
};

/// All keys, in the order of the example file.
pub const KEYS: &[Row] = &[
    row!(Top, "every", Span("1m"), "\"1h\"", "Shortest gap between two downloads of a source; a server may ask for longer.",
        c, v => c.every_seconds = number(&v)?),
    row!(Top, "keep", Span("1d"), "\"90d\"", "How long headlines are kept. Favourites are kept for ever.",
        c, v => c.keep_days = number::<i64>(&v)? / 86_400),
    row!(Fetch, "timeout", Span("1s"), "\"20s\"", "Longest time for one download.",
        c, v => c.fetch.timeout = Duration::from_secs(number(&v)?)),
    row!(Fetch, "hosts", Number(1, 64), "16", "Hosts asked at once.",
        c, v => c.fetch.hosts_at_once = number(&v)?),
    row!(Fetch, "per_host", Number(1, 8), "4", "Downloads at once from one host.",
        c, v => c.fetch.per_host = number(&v)?),
    row!(Fetch, "max_megabytes", Number(1, 100), "10", "Largest download, after decompression.",
        c, v => c.fetch.max_bytes = number::<u64>(&v)? * 1_000_000),
    row!(Fetch, "articles_a_day", Number(0, 5_000), "300",
        "Article pages fetched before they are opened, a day at most; 0 fetches none.",
        c, v => c.fetch.articles_a_day = number(&v)?),
    row!(Fetch, "allow_networks", Networks, "[]",
        "Networks of yours that feeds and pages may lead to, as [\"192.168.1.0/24\"]; what you configure, type or open may be anywhere.",
        c, v => c.fetch.allow_networks = networks(v)?),
    row!(Reader, "theme", Choice(&["auto", "dark", "light", "mono"]), "\"auto\"",
        "Colours: auto uses the terminal's own sixteen, and none under NO_COLOR.",
        c, v => c.reader.theme = theme(v)?),
    row!(Reader, "mouse", Flag, "true", "Take clicks and the wheel; shift then selects text.",
        c, v => c.reader.mouse = flag(&v)?),
    row!(Reader, "mark_read_on_open", Flag, "true", "Opening a headline marks it read.",
        c, v => c.reader.mark_read_on_open = flag(&v)?),
    row!(Reader, "article_width", Number(20, 200), "76", "Widest line of an article, in columns.",
        c, v => c.reader.article_width = number(&v)?),
    row!(Reader, "refresh_on_start", Flag, "true", "Download what is due when the reader starts.",
        c, v => c.reader.refresh_on_start = flag(&v)?),
    row!(Reader, "refresh_while_open", Flag, "true",
        "Download each source when it is due, as long as the reader is open.",
        c, v => c.reader.refresh_while_open = flag(&v)?),
    row!(Ticker, "visible", Flag, "true", "Show it at start.",
        c, v => c.ticker.visible = flag(&v)?),
    row!(Ticker, "width", Number(0, 40), "32", "Columns, 24 to 40; 0 for one line at the bottom.",
        c, v => c.ticker.width = number(&v)?),
    row!(Ticker, "scheme", Choice(&["western", "asia", "korea", "colorblind", "mono"]), "\"western\"",
        "Which colours mean up and down.",
        c, v => c.ticker.scheme = scheme(v)?),
    row!(Ticker, "flash", Flag, "true", "Changed digits flash for half a second.",
        c, v => c.ticker.flash = flag(&v)?),
    row!(Group, "name", Text, "\"watchlist\"", "Its heading.",
        c, v => c.ticker.groups.last_mut()?.name = text(v)?),
    row!(Group, "symbols", Texts, "[\"^FCHI\", \"AI.PA\", \"EURUSD=X\", \"BTC-USD\"]", "Symbols as Yahoo writes them.",
        c, v => c.ticker.groups.last_mut()?.symbols = texts(v)?),
    row!(Yahoo, "enabled", Flag, "true", "Ask for quotes at all.",
        c, v => c.providers.yahoo.enabled = flag(&v)?),
    row!(Yahoo, "base_url", Address, "\"https://query1.finance.yahoo.com\"", "Its address.",
        c, v => c.providers.yahoo.base_url = text(v)?),
    row!(Feed, "url", Origin, "\"https://example.org/news/\"",
        "Address of a feed, a page, or a JSON document; or \"exec:COMMAND\" for what a command prints, or \"file:PATH\".",
        c, v => c.sources.last_mut()?.url = text(v)?),
    row!(Feed, "name", Text, "\"Example\"", "Shown instead of the source's own title.",
        c, v => c.sources.last_mut()?.name = Some(text(v)?)),
    row!(Feed, "group", Texts, "\"tech\"", "One group or several: [\"tech\", \"uk\"].",
        c, v => c.sources.last_mut()?.groups = texts(v)?),
    row!(Feed, "every", Span("1m"), "\"6h\"", "As above, for this source.",
        c, v => c.sources.last_mut()?.every_seconds = Some(number(&v)?)),
    row!(Feed, "full_text", Choice(&["auto", "always", "never"]), "\"auto\"",
        "Fetch the articles of new headlines ahead: auto does where the feed's text is not whole.",
        c, v => c.sources.last_mut()?.full_text = full_text(v)?),
    row!(Feed, "paused", Flag, "false", "Do not ask it for now; what is stored stays.",
        c, v => c.sources.last_mut()?.paused = flag(&v)?),
    row!(Feed, "items", Selector, "\"article.card\"",
        "A page's headlines, one element each, by CSS selector (or a dotted path into JSON).",
        c, v => c.sources.last_mut()?.selectors.items = Some(text(v)?)),
    row!(Feed, "title", Selector, "\"h2\"", "The title inside an item.",
        c, v => c.sources.last_mut()?.selectors.title = Some(text(v)?)),
    row!(Feed, "link", Selector, "\"a.more@href\"", "The link inside an item: selector@attribute.",
        c, v => c.sources.last_mut()?.selectors.link = Some(text(v)?)),
    row!(Feed, "date", Selector, "\"time@datetime\"", "The date inside an item.",
        c, v => c.sources.last_mut()?.selectors.date = Some(text(v)?)),
    row!(Feed, "date_format", Text, "\"%d.%m.%Y\"", "How that date is written, if it is not understood.",
        c, v => c.sources.last_mut()?.selectors.date_format = Some(text(v)?)),
    row!(Feed, "summary", Selector, "\".teaser\"", "The teaser inside an item.",
        c, v => c.sources.last_mut()?.selectors.summary = Some(text(v)?)),
    row!(Feed, "author", Selector, "\".by\"", "The author inside an item.",
        c, v => c.sources.last_mut()?.selectors.author = Some(text(v)?)),
    row!(Feed, "skip", Selector, "\".ad, .sponsored\"", "Items to leave out.",
        c, v => c.sources.last_mut()?.selectors.skip = Some(text(v)?)),
    row!(Feed, "match", Pattern, "\"/news/\"", "Regular expression that a link's address must fit.",
        c, v => c.sources.last_mut()?.selectors.matching = Some(text(v)?)),
    row!(Feed, "article", Selector, "\"div.story\"", "The element with the full text on an article's page.",
        c, v => c.sources.last_mut()?.selectors.article = Some(text(v)?)),
];
