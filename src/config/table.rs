//! The one table of keys.

use std::time::Duration;

use ipnet::IpNet;

use super::duration;
use super::settings::Config;
use crate::market::providers::json::TimeUnit;
use crate::model::source::FullText;
use crate::model::{InstrumentKind, Scheme, ThemeName};

pub(crate) use super::kind::{Value, ValueKind};
pub(crate) use super::section::Section;

impl Default for Config {
    /// The defaults of the table: the one place where they are written.
    fn default() -> Self {
        let mut config = Self::empty();
        for row in KEYS.iter().filter(|row| !row.section.is_repeated()) {
            let value = row.default_value().expect("a test reads every default");
            (row.set)(&mut config, value).expect("a test sets every default");
        }
        config
    }
}

/// One key.
pub(crate) struct KeyRow {
    /// Where it stands.
    pub(crate) section: Section,
    /// Its name.
    pub(crate) name: &'static str,
    /// What its value looks like.
    pub(super) kind: ValueKind,
    /// Its default as written in the file; an example for keys without a default.
    pub(crate) default: &'static str,
    /// What it does.
    pub(crate) doc: &'static str,
    /// Puts a value into the configuration: into the last table of a repeated section.
    pub(super) set: fn(&mut Config, Value) -> Option<()>,
}

impl KeyRow {
    /// The default, checked.
    #[must_use]
    fn default_value(&self) -> Option<Value> {
        let text = self.default.trim_matches('"');
        match self.kind {
            ValueKind::Flag => text.parse().ok().map(Value::Flag),
            ValueKind::Number(..) => text.parse().ok().map(Value::Number),
            ValueKind::Duration(_) => duration::seconds(text).ok().map(Value::Number),
            ValueKind::Text
            | ValueKind::Theme
            | ValueKind::Address
            | ValueKind::Origin
            | ValueKind::Selector
            | ValueKind::Pattern
            | ValueKind::Factor
            | ValueKind::HeaderText
            | ValueKind::Id
            | ValueKind::Template
            | ValueKind::Pointer
            | ValueKind::Choice(_) => Some(Value::Text(text.to_owned())),
            // A list of texts is written as in JSON.
            ValueKind::Texts | ValueKind::Choices(_) => serde_json::from_str(self.default)
                .or_else(|_| serde_json::from_str(self.default).map(|one: String| vec![one]))
                .ok()
                .map(Value::Texts),
            ValueKind::Networks => Some(Value::Networks(Vec::new())),
            ValueKind::Headers => Some(Value::Pairs(Vec::new())),
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

/// A text; `None` inside where it is only blanks, which name nothing.
fn name(value: Value) -> Option<Option<String>> {
    text(value).map(|name| Some(name).filter(|name| is_name(name)))
}

/// Texts without those that are only blanks.
fn names(value: Value) -> Option<Vec<String>> {
    let names = texts(value)?.into_iter();
    Some(names.filter(|name| is_name(name)).collect())
}

/// Whether anything of it is seen.
fn is_name(text: &str) -> bool {
    !text.trim().is_empty()
}

fn networks(value: Value) -> Option<Vec<IpNet>> {
    match value {
        Value::Networks(networks) => Some(networks),
        _ => None,
    }
}

fn pairs(value: Value) -> Option<Vec<(String, String)>> {
    match value {
        Value::Pairs(pairs) => Some(pairs),
        _ => None,
    }
}

fn kinds(value: Value) -> Option<Vec<InstrumentKind>> {
    let names = texts(value)?;
    names
        .iter()
        .map(|name| InstrumentKind::of_name(&name.replace('_', "-")))
        .collect()
}

fn order(config: &mut Config, kind: InstrumentKind, value: Value) -> Option<()> {
    config.providers.order.insert(kind, texts(value)?);
    Some(())
}

fn time_unit(value: Value) -> Option<TimeUnit> {
    Some(match text(value)?.as_str() {
        "s" => TimeUnit::Seconds,
        "ms" => TimeUnit::Milliseconds,
        "iso" => TimeUnit::Iso,
        _ => return None,
    })
}

fn theme(value: Value) -> Option<Option<String>> {
    text(value).map(|name| Some(name).filter(|name| name != ThemeName::AUTO))
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
        // What it was called once.
        "blue-orange" | "colorblind" => Scheme::BlueOrange,
        "mono" => Scheme::Mono,
        _ => return None,
    })
}

/// One row; `$set` is the place in the configuration, `$read` how a value gets there.
macro_rules! row {
    ($section:ident, $name:literal, $kind:expr, $default:literal, $doc:literal, $config:ident, $value:ident => $set:expr) => {
        KeyRow {
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

use InstrumentKind::{Bond, Crypto, CurrencyPair, Equity, Fund, Future, Index};
use ValueKind::{
    Address, Choice, Choices, Duration as Span, Factor, Flag, HeaderText, Headers, Id, Networks,
    Number, Origin, Pattern, Pointer, Selector, Template, Text, Texts, Theme,
};

/// Kinds of instruments as the configuration writes them.
const KINDS: &[&str] = &[
    "equity",
    "index",
    "fund",
    "currency_pair",
    "crypto",
    "future",
    "bond",
    "unknown",
];

/// All keys, in the order of the example file.
pub(crate) const KEYS: &[KeyRow] = &[
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
    row!(Reader, "theme", Theme, "\"auto\"",
        "Colours: auto, ansi, dark, light, contrast, mono, catppuccin-mocha, gruvbox-dark, nord, solarized-light, or your own themes/NAME.toml beside this file.",
        c, v => c.reader.theme = theme(v)?),
    row!(Reader, "mouse", Flag, "true", "Take clicks and the wheel; shift then selects text.",
        c, v => c.reader.mouse = flag(&v)?),
    row!(Reader, "mark_read_on_open", Flag, "true", "Opening a headline marks it read.",
        c, v => c.reader.mark_read_on_open = flag(&v)?),
    row!(Reader, "article_width", Number(20, 200), "72", "Widest line of an article, in columns.",
        c, v => c.reader.article_width = number(&v)?),
    row!(Reader, "refresh_on_start", Flag, "true", "Download what is due when the reader starts.",
        c, v => c.reader.refresh_on_start = flag(&v)?),
    row!(Reader, "refresh_while_open", Flag, "true",
        "Download each source when it is due, as long as the reader is open.",
        c, v => c.reader.refresh_while_open = flag(&v)?),
    row!(Ticker, "visible", Flag, "true", "Show it, until you choose otherwise in the reader; a change here counts again.",
        c, v => c.ticker.visible = flag(&v)?),
    row!(Ticker, "width", Number(0, 40), "40", "Most columns, 24 to 40, until you move its border; 0 for one line at the bottom.",
        c, v => c.ticker.width = number(&v)?),
    row!(Ticker, "scheme", Choice(&["western", "asia", "korea", "blue-orange", "mono", "colorblind"]), "\"western\"",
        "Which colours mean up and down: western, asia, korea, blue-orange or mono.",
        c, v => c.ticker.scheme = scheme(v)?),
    row!(Ticker, "flash", Flag, "true", "Changed digits flash for half a second.",
        c, v => c.ticker.flash = flag(&v)?),
    row!(Group, "name", Text, "\"watchlist\"", "Its heading.",
        c, v => c.ticker.groups.last_mut()?.name = text(v)?),
    row!(Group, "symbols", Texts, "[\"^FCHI\", \"AI.PA\", \"EURUSD=X\", \"BTC-USD\"]", "Symbols as Yahoo writes them, or \"id:CODE\" for one provider alone.",
        c, v => c.ticker.groups.last_mut()?.symbols = names(v)?),
    row!(Providers, "equity", Texts, "[\"yahoo\"]", "Shares, and funds that are traded like shares.",
        c, v => order(c, Equity, v)?),
    row!(Providers, "index", Texts, "[\"yahoo\"]", "Indices.",
        c, v => order(c, Index, v)?),
    row!(Providers, "fund", Texts, "[\"yahoo\"]", "Funds with one price a day.",
        c, v => order(c, Fund, v)?),
    row!(Providers, "future", Texts, "[\"yahoo\"]", "Futures.",
        c, v => order(c, Future, v)?),
    row!(Providers, "bond", Texts, "[\"yahoo\"]", "Bonds.",
        c, v => order(c, Bond, v)?),
    row!(Providers, "currency_pair", Texts, "[\"yahoo\", \"ecb\"]", "Currencies.",
        c, v => order(c, CurrencyPair, v)?),
    row!(Providers, "crypto", Texts, "[\"binance\", \"kraken\", \"coinbase\", \"yahoo\"]", "Crypto currencies.",
        c, v => order(c, Crypto, v)?),
    row!(Yahoo, "enabled", Flag, "true", "Ask it at all.",
        c, v => c.providers.yahoo.enabled = flag(&v)?),
    row!(Yahoo, "base_url", Address, "\"https://query1.finance.yahoo.com\"",
        "Its address. This one is helped out by query2; another one stands for itself.",
        c, v => c.providers.yahoo.base_url = text(v)?),
    row!(Yahoo, "user_agent", HeaderText,
        "\"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) newswire reader\"",
        "As what the program presents itself; it turns away what does not look like a browser.",
        c, v => c.providers.yahoo.user_agent = text(v)?),
    row!(Yahoo, "per_minute", Number(1, 600), "60", "Requests a minute at most.",
        c, v => c.providers.yahoo.per_minute = number(&v)?),
    row!(Binance, "enabled", Flag, "true", "Ask it at all.",
        c, v => c.providers.binance.enabled = flag(&v)?),
    row!(Binance, "base_url", Address, "\"https://data-api.binance.vision\"", "Its address.",
        c, v => c.providers.binance.base_url = text(v)?),
    row!(Kraken, "enabled", Flag, "true", "Ask it at all.",
        c, v => c.providers.kraken.enabled = flag(&v)?),
    row!(Kraken, "base_url", Address, "\"https://api.kraken.com\"", "Its address.",
        c, v => c.providers.kraken.base_url = text(v)?),
    row!(Coinbase, "enabled", Flag, "true", "Ask it at all.",
        c, v => c.providers.coinbase.enabled = flag(&v)?),
    row!(Coinbase, "base_url", Address, "\"https://api.exchange.coinbase.com\"", "Its address.",
        c, v => c.providers.coinbase.base_url = text(v)?),
    row!(Ecb, "enabled", Flag, "true", "Ask it at all.",
        c, v => c.providers.ecb.enabled = flag(&v)?),
    row!(Ecb, "base_url", Address, "\"https://www.ecb.europa.eu\"", "Its address.",
        c, v => c.providers.ecb.base_url = text(v)?),
    row!(Provider, "id", Id, "\"my-api\"",
        "Its name.",
        c, v => c.providers.own.last_mut()?.id = text(v)?),
    row!(Provider, "kind", Choice(&["json"]), "\"json\"", "The form of its answers.",
        c, _v => c.providers.own.last_mut()?),
    row!(Provider, "kinds", Choices(KINDS), "[\"equity\", \"fund\"]",
        "What it is asked for besides \"id:CODE\".",
        c, v => c.providers.own.last_mut()?.kinds = kinds(v)?),
    row!(Provider, "url", Template, "\"https://api.example/quote?s={symbol}\"",
        "Its address; places are {symbol}, {SYMBOL}, {isin}, {code}, {mic} and {currency}.",
        c, v => c.providers.own.last_mut()?.url = text(v)?),
    row!(Provider, "headers", Headers, "{ Authorization = \"env:MY_API_KEY\" }",
        "Headers; a value may be env:NAME (of the environment) or command:WHAT (the first line that it prints).",
        c, v => c.providers.own.last_mut()?.headers = pairs(v)?),
    row!(Provider, "last", Pointer, "\"/data/quotes/0/last\"",
        "JSON Pointer to the price.",
        c, v => c.providers.own.last_mut()?.pointers.last = text(v)?),
    row!(Provider, "previous_close", Pointer, "\"/data/quotes/0/prev\"",
        "To the close of the day before.",
        c, v => c.providers.own.last_mut()?.pointers.previous_close = Some(text(v)?)),
    row!(Provider, "change_percent", Pointer, "\"/data/quotes/0/chg\"",
        "To the change in percent.",
        c, v => c.providers.own.last_mut()?.pointers.change_percent = Some(text(v)?)),
    row!(Provider, "currency", Pointer, "\"/data/quotes/0/ccy\"",
        "To the currency.",
        c, v => c.providers.own.last_mut()?.pointers.currency = Some(text(v)?)),
    row!(Provider, "name", Pointer, "\"/data/instrument/label\"",
        "To the instrument's name.",
        c, v => c.providers.own.last_mut()?.pointers.name = Some(text(v)?)),
    row!(Provider, "time", Pointer, "\"/data/quotes/0/ts\"",
        "To the time of the price.",
        c, v => c.providers.own.last_mut()?.pointers.time = Some(text(v)?)),
    row!(Provider, "time_unit", Choice(&["s", "ms", "iso"]), "\"ms\"",
        "Seconds or milliseconds since 1970, or a date in letters.",
        c, v => c.providers.own.last_mut()?.time_unit = time_unit(v)?),
    row!(Provider, "locale", Text, "\"fr\"",
        "The language that its numbers in quotes are written in.",
        c, v => c.providers.own.last_mut()?.locale = Some(text(v)?)),
    row!(Provider, "factor", Factor, "1.0",
        "Prices are multiplied by it.",
        c, v => c.providers.own.last_mut()?.factor = text(v)?.parse().ok()?),
    row!(Provider, "min_interval", Span("1s"), "\"60s\"",
        "Shortest time between two questions for one instrument.",
        c, v => c.providers.own.last_mut()?.shortest_interval = number(&v)?),
    row!(Provider, "per_minute", Number(1, 600), "10",
        "Requests a minute at most.",
        c, v => c.providers.own.last_mut()?.per_minute = number(&v)?),
    row!(Feed, "url", Origin, "\"https://example.org/news/\"",
        "Address of a feed, a page, or a JSON document; or \"exec:COMMAND\" for what a command prints, or \"file:PATH\".",
        c, v => c.sources.last_mut()?.url = text(v)?),
    row!(Feed, "name", Text, "\"Example\"", "Shown instead of the source's own title.",
        c, v => c.sources.last_mut()?.name = name(v)?),
    row!(Feed, "group", Texts, "\"tech\"", "One group or several: [\"tech\", \"uk\"].",
        c, v => c.sources.last_mut()?.groups = names(v)?),
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
