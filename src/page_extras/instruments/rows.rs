//! One row of a list of instruments: element in, [`Instrument`] out.

use scraper::ElementRef;
use url::Url;

use super::links;
use super::state;
use super::state::State;
use crate::market::numbers::{self, Hint};
use crate::markup::clean;
use crate::model::Instrument;
use crate::page_extras::headed::{MAX_BLOCK, text_length};

/// Longest row, in bytes of text.
const MAX_ROW: usize = 300;

/// What every row of a page shares.
#[derive(Clone, Copy)]
pub(super) struct PageContext<'a> {
    pub base: Option<&'a Url>,
    pub lang: Option<&'a str>,
}

impl PageContext<'_> {
    /// Whether an address is one of the page's own site; without a base all are.
    pub(super) fn is_own(&self, address: &str) -> bool {
        let host = self.base.and_then(|base| base.host_str());
        let other = Url::parse(address).ok();
        let other = other.as_ref().and_then(|url| url.host_str());
        match (host, other) {
            (Some(host), Some(other)) => site(host) == site(other),
            _ => true,
        }
    }
}

/// The host without its first label where there are more than two: "www.a.test" and
/// "markets.a.test" are one site.
pub(super) fn site(host: &str) -> &str {
    match host.split_once('.') {
        Some((_, rest)) if rest.contains('.') => rest,
        _ => host,
    }
}

/// The rows below an element, in reading order.
pub(super) fn collect(element: ElementRef<'_>, page: PageContext<'_>, rows: &mut Vec<Instrument>) {
    let mut label = None;
    walk(element, page, rows, &mut label);
}

/// `label` is a short text without a price that stood just before: the name of the next row.
fn walk(
    element: ElementRef<'_>,
    page: PageContext<'_>,
    rows: &mut Vec<Instrument>,
    label: &mut Option<String>,
) {
    if rows.len() >= super::found::MAX_INSTRUMENTS || text_length(element, MAX_BLOCK) == 0 {
        return;
    }
    let length = text_length(element, MAX_ROW);
    let leaves = if length <= MAX_ROW {
        leaves(element)
    } else {
        Vec::new()
    };
    if !leaves.is_empty() && is_one_row(element, &leaves, page) {
        if let Some(mut row) = read(element, &leaves, page) {
            if row.name.is_empty() {
                row.name = label.take().unwrap_or_default();
            }
            rows.push(row);
        }
        *label = None;
        return;
    }
    let mut has_children = false;
    for child in element.child_elements() {
        has_children = true;
        walk(child, page, rows, label);
    }
    if !has_children {
        *label = label_of(&leaves);
    }
}

fn label_of(leaves: &[String]) -> Option<String> {
    let [leaf] = leaves else {
        return None;
    };
    let is_name = leaf.chars().count() <= 60 && leaf.contains(char::is_alphabetic);
    is_name.then(|| leaf.clone())
}

/// The text nodes below an element, white space folded, empty ones left out.
pub(crate) fn leaves(element: ElementRef<'_>) -> Vec<String> {
    element
        .text()
        .map(clean::line)
        .filter(|text| !text.is_empty())
        .collect()
}

/// Whether an element holds exactly one row: one state, or one price line, or one quote link.
fn is_one_row(element: ElementRef<'_>, leaves: &[String], page: PageContext<'_>) -> bool {
    let states = descendants(element).filter(|inner| state::json(*inner).is_some());
    match states.take(2).count() {
        1 => return true,
        2 => return false,
        _ => {}
    }
    let text = leaves.join(" ");
    let percents = text.matches('%').count();
    if percents == 1 && numbers::row(&text, hint(&text, page)).is_some() {
        return true;
    }
    let quotes = descendants(element).filter(|inner| quote_of(*inner, page).is_some());
    percents <= 1 && quotes.take(2).count() == 1
}

fn hint<'a>(text: &'a str, page: PageContext<'a>) -> Hint<'a> {
    Hint {
        lang: page.lang,
        beside: text,
    }
}

pub(super) fn descendants(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.descendent_elements()
}

/// The link to an instrument's page that an element is.
pub(super) fn quote_of(element: ElementRef<'_>, page: PageContext<'_>) -> Option<links::QuoteLink> {
    let raw = links::raw_address(element)?;
    let announced = links::announced(&raw)?;
    let address = links::absolute(&raw, page.base)?;
    // On other sites a name with a dot may be anything: "social.test/PAPER.CO".
    if !announced.by_path && !page.is_own(&address) {
        return None;
    }
    let text: String = element.text().take(20).collect::<Vec<_>>().join(" ");
    links::quote_link(&address, &text)
}

/// Reads one row.
pub(super) fn read(
    element: ElementRef<'_>,
    leaves: &[String],
    page: PageContext<'_>,
) -> Option<Instrument> {
    let state = descendants(element)
        .find_map(state::json)
        .or_else(|| {
            descendants(element)
                .map(state::attributes)
                .find(|state| state.symbol.is_some())
        })
        .unwrap_or_default();
    let anchor = anchor(element, page);
    let name = name(element, leaves, anchor.as_ref(), page);
    let text = without_name(leaves, &name);
    let row = numbers::row(&text, hint(&text, page));
    let mut instrument = Instrument {
        name,
        ..Instrument::default()
    };
    if let Some((link, quote)) = anchor.map(|anchor| (anchor.address, anchor.quote)) {
        instrument.link = Some(link).filter(|link| !link.starts_with('/'));
        if let Some(quote) = quote {
            instrument.symbol = quote.symbol;
            instrument.venue = quote.venue;
            instrument.kind = quote.kind;
        }
    }
    match row {
        Some(row) => printed(&mut instrument, row),
        None => instrument.change_pct = lone_percent(leaves, page),
    }
    known(&mut instrument, state);
    if instrument.priced_at.is_none() {
        instrument.priced_at = stated_time(element).filter(|_| instrument.price.is_some());
    }
    if instrument.venue.is_none() && instrument.price.is_some() {
        instrument.venue = last_cell(element, page);
    }
    if instrument.name.is_empty() {
        instrument.name = instrument.symbol.clone().unwrap_or_default();
    }
    let is_worth = instrument.price.is_some() || instrument.symbol.is_some();
    is_worth.then_some(instrument)
}

/// The time that a row states for machines, if it states one: on the element of the price or
/// of the change, or as the only `time` of the row.
fn stated_time(row: ElementRef<'_>) -> Option<i64> {
    let stamped = descendants(row).find_map(|inner| state::attributes(inner).priced_at);
    stamped.or_else(|| {
        let mut times = descendants(row).filter(|inner| inner.value().name() == "time");
        let time = times.next().filter(|_| times.next().is_none())?;
        state::moment(time.attr("datetime")?)
    })
}

/// The market where a table has it behind the change: a last cell of few words that begin
/// with a capital and lead nowhere.
fn last_cell(row: ElementRef<'_>, page: PageContext<'_>) -> Option<String> {
    let cells: Vec<ElementRef<'_>> = row
        .child_elements()
        .filter(|cell| cell.value().name() == "td")
        .collect();
    let (last, before) = cells.split_last()?;
    let is_behind_change = before
        .iter()
        .any(|cell| leaves(*cell).join(" ").contains('%'));
    let is_action = descendants(*last)
        .any(|inner| matches!(inner.value().name(), "a" | "button" | "input" | "svg"));
    if !is_behind_change || is_action {
        return None;
    }
    let text = leaves(*last).join(" ");
    let is_market = text.starts_with(char::is_alphabetic)
        && !text.starts_with(char::is_lowercase)
        && text.chars().count() <= 40
        && text.split(' ').count() <= 4
        && !text.contains([':', ','])
        && is_name(&text, page);
    is_market.then_some(text)
}

/// What stands on the page.
fn printed(instrument: &mut Instrument, row: numbers::InstrumentRow) {
    if instrument.name.is_empty() {
        instrument.name = row.name;
    }
    instrument.price = Some(row.price);
    instrument.decimals = Some(row.decimals);
    instrument.currency = row.currency;
    instrument.venue = Some(row.venue)
        .filter(|venue| !venue.is_empty())
        .or(instrument.venue.take());
    instrument.change_pct = row.change_pct;
}

/// Machine numbers are exact: they replace the printed price, but not its digits.
fn known(instrument: &mut Instrument, state: State) {
    if let Some(price) = state.price {
        let printed = instrument.price.replace(price);
        let agrees = printed.is_some_and(|printed| (printed - price).abs() <= price * 0.01);
        if !agrees || instrument.decimals.is_none() {
            instrument.decimals = state.decimals;
        }
    }
    if state.symbol.is_some() {
        instrument.symbol = state.symbol;
    }
    if instrument.name.is_empty() {
        instrument.name = state.name.unwrap_or_default();
    }
    instrument.isin = state.isin;
    instrument.kind = state.kind.unwrap_or(instrument.kind);
    instrument.priced_at = state.priced_at;
    instrument.currency = instrument.currency.take().or(state.currency);
    instrument.venue = instrument.venue.take().or(state.venue);
    instrument.change_pct = instrument.change_pct.or(state.change_pct);
}

/// The only percent among the texts of a row without a price.
fn lone_percent(leaves: &[String], page: PageContext<'_>) -> Option<f64> {
    let text = leaves.join(" ");
    let mut percents = leaves.iter().filter(|leaf| leaf.contains('%'));
    let leaf = percents.next().filter(|_| percents.next().is_none())?;
    numbers::parse(leaf, hint(&text, page))
        .filter(|number| number.unit == numbers::Unit::Percent)
        .map(|number| number.value)
}

struct Anchor<'a> {
    element: ElementRef<'a>,
    address: String,
    quote: Option<links::QuoteLink>,
}

/// The row's link: one to a quote page if there is one, else the first.
fn anchor<'a>(element: ElementRef<'a>, page: PageContext<'_>) -> Option<Anchor<'a>> {
    // A row may itself stand inside its link.
    let outer = element
        .ancestors()
        .take(2)
        .filter_map(ElementRef::wrap)
        .find(|outer| outer.value().name() == "a");
    let mut first = None;
    for inner in descendants(element).chain(outer) {
        let Some(address) = links::address(inner, page.base) else {
            continue;
        };
        let quote = quote_of(inner, page);
        let found = quote.is_some();
        let anchor = Anchor {
            element: inner,
            address,
            quote,
        };
        if found {
            return Some(anchor);
        }
        first.get_or_insert(anchor);
    }
    first
}

/// The name: what the link shows, else what its title says, else nothing.
fn name(
    element: ElementRef<'_>,
    leaves: &[String],
    anchor: Option<&Anchor<'_>>,
    page: PageContext<'_>,
) -> String {
    let shown = anchor.and_then(|anchor| {
        let mut texts = self::leaves(anchor.element).into_iter();
        let first = texts.find(|text| is_name(text, page))?;
        // "BA", "Boeing Co": the code, and then the name.
        let code = anchor
            .quote
            .as_ref()
            .and_then(|quote| quote.symbol.as_ref());
        let behind = texts.next().filter(|_| code == Some(&first));
        Some(behind.filter(|text| is_name(text, page)).unwrap_or(first))
    });
    let title = || {
        let titled = anchor.map(|anchor| anchor.element).into_iter();
        titled
            .chain(descendants(element))
            .find_map(|inner| inner.attr("title").or_else(|| inner.attr("aria-label")))
            .map(clean::line)
            .filter(|title| is_name(title, page))
    };
    let first = || leaves.first().filter(|leaf| is_name(leaf, page)).cloned();
    let name = shown.or_else(first).or_else(title).unwrap_or_default();
    cleaned(&name)
}

/// Words, not a price, a percent, or a lone currency.
fn is_name(text: &str, page: PageContext<'_>) -> bool {
    (1..=100).contains(&text.chars().count())
        && text.contains(char::is_alphabetic)
        && !text.contains('%')
        && numbers::currency_code(text, page.lang).is_none()
        && !begins_with_price(text, page)
}

/// "17,806 EUR", but not "3M" or "1&1 AG".
fn begins_with_price(text: &str, page: PageContext<'_>) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '−' | '$' | '€'))
        && numbers::parse(text, Hint::lang(page.lang))
            .is_some_and(|number| number.currency.is_some() || number.unit != numbers::Unit::Plain)
}

/// "Acme Limited (ACM) Stock" is "Acme Limited".
fn cleaned(name: &str) -> String {
    let name = name.trim_end_matches([',', ';', ':', ' ']);
    let Some(open) = name.find(" (") else {
        return name.to_owned();
    };
    match links::bracketed_code(&name[open + 1..]) {
        Some(_) => name[..open].trim().to_owned(),
        None => name.to_owned(),
    }
}

/// The row's text after its name, so that digits in a name are no price.
fn without_name(leaves: &[String], name: &str) -> String {
    let skipped = usize::from(
        leaves
            .first()
            .is_some_and(|leaf| !name.is_empty() && leaf.starts_with(name)),
    );
    let rest = leaves[skipped..].join(" ");
    if skipped == 1 && numbers::row(&rest, Hint::default()).is_none() {
        let text = leaves.join(" ");
        return text.strip_prefix(name).unwrap_or(&text).trim().to_owned();
    }
    rest
}
