//! Whether a title or a teaser names an instrument.

use super::text::{self, Text};
use crate::market::notation::{folded, markets};
use crate::model::{Manner, Mentions};

/// Words before a colon that can be the name of a market.
const MAX_VENUE_WORDS: usize = 5;

/// Mentions, made ready to be looked for in many headlines.
pub(crate) struct Reading<'a> {
    names: Vec<Ready<'a>>,
}

struct Ready<'a> {
    name: &'a str,
    words: Text<'a>,
    manner: &'a Manner,
    listing: Option<Listing>,
}

/// The ways in which a code is written, and what may stand around it.
struct Listing {
    codes: Vec<String>,
    venues: Vec<String>,
    suffixes: Vec<String>,
}

impl<'a> Reading<'a> {
    /// Makes ready.
    #[must_use]
    pub(crate) fn new(mentions: &'a Mentions) -> Self {
        let names = mentions.names.iter().map(|name| Ready {
            name: &name.text,
            words: Text::of(&name.text),
            manner: &name.manner,
            listing: match &name.manner {
                Manner::Code { market } => Some(Listing::of(&name.text, market.as_deref())),
                _ => None,
            },
        });
        Self {
            names: names.collect(),
        }
    }

    /// Whether a headline names it.
    #[must_use]
    pub(crate) fn is_named(&self, title: &str, teaser: &str) -> bool {
        // Most candidates of a short code have nothing else of it: they cost next to nothing.
        if title.is_ascii() && teaser.is_ascii() {
            let text = format!("{title} {teaser}").to_ascii_lowercase();
            if !self.names.iter().any(|name| name.can_be_in(&text)) {
                return false;
            }
        }
        let texts = [Text::of(title), Text::of(teaser)];
        self.names.iter().any(|name| name.is_in(&texts))
    }
}

impl Ready<'_> {
    /// Whether an ASCII text in small letters has all that the name needs.
    fn can_be_in(&self, text: &str) -> bool {
        let mut words = self.words.words.iter();
        words.all(|word| text.contains(&word.folded))
    }

    fn is_in(&self, texts: &[Text<'_>; 2]) -> bool {
        if let Some(listing) = &self.listing {
            return texts.iter().any(|text| listing.is_in(text.as_written()));
        }
        let speaks_of_market =
            || texts.iter().any(|text| text.has_one(|table| &table.market)) && !is_elsewhere(texts);
        if text::is_unspaced(self.name) {
            return texts.iter().any(|text| text.has_inside(self.name));
        }
        let count = self.words.words.len();
        match self.manner {
            Manner::Apart => texts.iter().any(|text| self.is_apart_in(text)) && speaks_of_market(),
            Manner::Traded => {
                let is_said = texts.iter().any(|text| {
                    let mut places = text.phrases(&self.words, false).into_iter();
                    places.any(|at| !text.is_other(at, count))
                });
                is_said && speaks_of_market()
            }
            Manner::Common => texts.iter().any(|text| {
                let mut places = text.phrases(&self.words, false).into_iter();
                places.any(|at| {
                    text.is_proper(at, &self.words)
                        && (text.is_telling(at)
                            || texts
                                .iter()
                                .any(|text| text.has_one(|table| &table.business)))
                })
            }),
            Manner::Exact => texts.iter().any(|text| {
                let mut places = text.phrases(&self.words, true).into_iter();
                places.any(|at| text.is_exact(at, &self.words))
            }),
            Manner::Proper | Manner::Code { .. } => texts.iter().any(|text| {
                let mut places = text.phrases(&self.words, true).into_iter();
                places.any(|at| text.is_proper(at, &self.words))
            }),
        }
    }

    /// Whether all words are there, wherever they stand.
    fn is_apart_in(&self, text: &Text<'_>) -> bool {
        let mut words = self.words.words.iter();
        words.all(|own| text.words.iter().any(|word| word.folded == own.folded))
    }
}

fn is_elsewhere(texts: &[Text<'_>]) -> bool {
    texts
        .iter()
        .any(|text| text.has_one(|table| &table.elsewhere))
}

impl Listing {
    fn of(code: &str, market: Option<&str>) -> Self {
        let found: Vec<&markets::Market> = match market {
            None => markets::all()
                .iter()
                .filter(|market| market.is_bare())
                .collect(),
            Some(mic) => markets::of_mic(mic).into_iter().collect(),
        };
        let venues = found.iter().flat_map(|market| &market.venues);
        let google = found.iter().flat_map(|market| &market.google);
        let suffixes = found.iter().flat_map(|market| {
            let own = std::iter::once(&market.yahoo).filter(|suffix| !suffix.is_empty());
            // Where the letters of a RIC are Reuters' own, they are another company's.
            let has_rics = market.rics == markets::Rics::Exchange;
            let rics = market.reuters.iter().filter(move |_| has_rics);
            own.chain(rics).chain(&market.bloomberg)
        });
        let unknown = market
            .and_then(|mic| mic.strip_prefix('.'))
            .map(str::to_owned);
        let mut codes = vec![code.to_owned()];
        if code.contains('-') {
            codes.extend([".", "/", " "].map(|sign| code.replace('-', sign)));
        }
        Self {
            codes,
            venues: venues.chain(google).map(|venue| folded(venue)).collect(),
            suffixes: suffixes.cloned().chain(unknown).collect(),
        }
    }

    fn is_in(&self, text: &str) -> bool {
        self.codes.iter().any(|code| {
            let mut places = text.match_indices(code.as_str());
            places.any(|(at, _)| self.is_marked(&text[..at], &text[at + code.len()..]))
        })
    }

    /// Whether what stands around the letters says that they are the code.
    fn is_marked(&self, before: &str, after: &str) -> bool {
        let goes_on = |text: Option<char>| text.is_some_and(char::is_alphanumeric);
        if goes_on(before.chars().next_back()) || goes_on(after.chars().next()) {
            return false;
        }
        if let Some(front) = before.strip_suffix('$') {
            return !goes_on(front.chars().next_back());
        }
        let has_suffix = self.suffixes.iter().any(|suffix| {
            let behind = after.strip_prefix(['.', ':']);
            let behind = behind.and_then(|after| after.strip_prefix(suffix.as_str()));
            behind.is_some_and(|after| !goes_on(after.chars().next()))
        });
        has_suffix
            || before
                .trim_end()
                .strip_suffix(':')
                .is_some_and(|front| self.ends_with_venue(front))
    }

    fn ends_with_venue(&self, front: &str) -> bool {
        let words = Text::of(front).words;
        let mut venue = String::new();
        words.iter().rev().take(MAX_VENUE_WORDS).any(|word| {
            venue.insert_str(0, &word.folded);
            self.venues.contains(&venue)
        })
    }
}
