//! What headlines call an instrument, and whether one names it.
//!
//! A provider's name is not what a headline says ("International Business Machines
//! Corporation"), and the letters of a code are words ("net income"). So the usual names come
//! from a table, others are cut out of the provider's and the page's name, and a code counts
//! only where it cannot be a word. Title and teaser are what is looked at: an article that says
//! a name somewhere in its text ("share on Facebook") is seldom about it.

mod derive;
mod reading;
mod table;
mod text;
mod words;

pub(crate) use reading::Reading;

use crate::market::notation::{folded, indices};
use crate::model::spelling::capitalised;
use crate::model::{InstrumentKey, InstrumentKind, Manner, Mentions, Name};
use table::table;
use text::Text;

/// More names than these are not searched for.
const MAX_NAMES: usize = 40;

/// The names of an instrument: its key where one is known, the names that a page and a provider
/// give it, and what stands for it in the ticker. `None` if there is nothing to look for.
#[must_use]
pub(crate) fn of(key: Option<&InstrumentKey>, given: &[&str], label: &str) -> Option<Mentions> {
    let mut found = Found::default();
    let symbol = key.map_or("", |key| key.symbol.as_str());
    let pair = symbol
        .rsplit(':')
        .next()
        .and_then(|code| code.split_once('/'));
    match (key.map(|key| key.kind), pair) {
        (
            Some(InstrumentKind::CurrencyPair | InstrumentKind::Crypto | InstrumentKind::Unknown),
            Some(pair),
        ) => {
            found.pair(pair);
        }
        (Some(InstrumentKind::Index), _) => found.index(symbol, given),
        (Some(InstrumentKind::Future), _) => found.future(symbol, given),
        _ => found.company(key, given),
    }
    let Found {
        label: usual,
        mut names,
    } = found;
    names.retain(|name| {
        name.text.chars().filter(|c| c.is_alphanumeric()).count() >= 2
            || matches!(name.manner, Manner::Code { .. })
    });
    names.truncate(MAX_NAMES);
    let label = usual.unwrap_or_else(|| label.trim_start_matches(['^', '$']).to_owned());
    (!names.is_empty()).then_some(Mentions { label, names })
}

/// Names as they are found, and the one to show.
#[derive(Default)]
struct Found {
    label: Option<String>,
    names: Vec<Name>,
}

impl Found {
    fn add(&mut self, text: impl Into<String>, manner: Manner) {
        let name = Name {
            text: text.into(),
            manner,
        };
        if !self.names.contains(&name) {
            self.names.push(name);
        }
    }

    /// A name of a company, which may be a word too.
    fn add_name(&mut self, text: &str) {
        let name = folded(text);
        let is_one_word = Text::of(text).words.len() == 1;
        let manner = if table().shared.contains(&name) {
            Manner::Traded
        } else if is_one_word && table().common.contains(&name) {
            Manner::Common
        } else {
            Manner::Proper
        };
        for spelling in derive::spellings(text) {
            self.add(spelling, manner.clone());
        }
        self.label.get_or_insert_with(|| text.to_owned());
    }

    fn company(&mut self, key: Option<&InstrumentKey>, given: &[&str]) {
        let cores: Vec<String> = given.iter().map(|name| derive::core(name)).collect();
        let by_key = key.and_then(|key| table().company(&key.symbol));
        let known = by_key.or_else(|| {
            let mut names = cores
                .iter()
                .map(String::as_str)
                .chain(given.iter().copied());
            names.find_map(|name| table().company_named(name))
        });
        for name in known.into_iter().flatten() {
            self.add_name(name);
        }
        for (name, core) in given.iter().zip(&cores) {
            if !core.is_empty() {
                self.add_name(core);
            }
            for shorter in derive::shorter(name, core) {
                self.add_name(&shorter);
            }
        }
        let listed =
            key.filter(|key| matches!(key.kind, InstrumentKind::Equity | InstrumentKind::Fund));
        if let Some(key) = listed {
            let (code, market) = key.listing();
            self.add(
                code,
                Manner::Code {
                    market: market.map(str::to_owned),
                },
            );
            if stands_alone(code, market, &cores) {
                self.add(code, Manner::Exact);
            }
        }
    }

    fn index(&mut self, symbol: &str, given: &[&str]) {
        let Some(index) = indices::of_id(symbol) else {
            for name in given {
                self.add(*name, Manner::Proper);
            }
            return;
        };
        for name in index.names.iter().chain(table().index(&index.id)) {
            let manner = if table().shared.contains(&folded(name)) {
                Manner::Traded
            } else {
                Manner::Proper
            };
            self.add(name, manner);
        }
        self.label = index.names.first().cloned();
    }

    fn future(&mut self, symbol: &str, given: &[&str]) {
        let root = root(symbol);
        if let Some(index) = table().index_of_future(root) {
            return self.index(index, given);
        }
        for name in table().commodity(root).into_iter().flatten() {
            self.add(name, Manner::Traded);
        }
        for name in given {
            let name = derive::delivered(name);
            self.label.get_or_insert_with(|| name.clone());
            self.add(name, Manner::Traded);
        }
        let first = self.names.first().map(|name| capitalised(&name.text));
        self.label = self
            .label
            .take()
            .filter(|label| !label.is_empty())
            .or(first);
    }

    /// Both of a pair, or the one that is no currency.
    fn pair(&mut self, (base, quote): (&str, &str)) {
        let table = table();
        for (base, quote) in [(base, quote), (quote, base)] {
            for glued in [format!("{base}/{quote}"), format!("{base}{quote}")] {
                self.add(glued, Manner::Proper);
            }
        }
        for name in table.commodity(base).into_iter().flatten() {
            self.add(name, Manner::Traded);
        }
        for name in table.coin(base) {
            self.add(name, Manner::Proper);
        }
        if !table.coin(base).is_empty() && is_letters(base) {
            self.add(base, Manner::Exact);
        }
        for base in table.currency(base) {
            for quote in table.currency(quote) {
                self.add(format!("{base} {quote}"), Manner::Apart);
            }
        }
        self.label = Some(format!("{base}/{quote}"));
    }
}

/// Whether the letters of a code are read as a name: those of New York are, since headlines use
/// them; elsewhere the same letters are other companies', unless they are the initials of this
/// one.
fn stands_alone(code: &str, market: Option<&str>, cores: &[String]) -> bool {
    let is_initials = || cores.iter().any(|core| derive::initials(core) == code);
    is_letters(code) && (market.is_none() || is_initials())
}

/// At least three capitals that are neither a word nor known for something else.
fn is_letters(code: &str) -> bool {
    let table = table();
    let name = folded(code);
    code.len() >= 3
        && code.bytes().all(|byte| byte.is_ascii_uppercase())
        && !table.common.contains(&name)
        && !table.abbreviations.contains(&name)
}

/// The letters of a future without month and year: `GC` of `GCZ25@XCEC`.
fn root(symbol: &str) -> &str {
    let code = symbol.split(['@', '.']).next().unwrap_or(symbol);
    let letters = code.trim_end_matches(|c: char| c.is_ascii_digit());
    match letters.len() {
        length if length >= 3 && letters.len() < code.len() => &letters[..length - 1],
        _ => letters,
    }
}

#[cfg(test)]
mod tests;
