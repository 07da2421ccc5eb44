//! Every article page of the demo through the extractor: the front matter and the body of each
//! article file are the truth, the marked lines of its template are what must be gone.

use jiff::Timestamp;
use newswire::demo::articles::{Story, stories};
use newswire::demo::listing::by_symbol;
use newswire::demo::pages::{self, Context, figures};
use newswire::demo::quotes::Market;
use newswire::extract::{self, Options};
use newswire::model::{Article, Block};
use scraper::{ElementRef, Html, Selector};

const BASE: &str = "http://127.0.0.1:8080";

/// What is wrong with the article of one page.
struct Faults<'a> {
    story: &'a Story,
    found: Vec<String>,
}

impl Faults<'_> {
    fn check(&mut self, holds: bool, fault: impl FnOnce() -> String) {
        if !holds {
            self.found.push(format!(
                "{}/{}: {}",
                self.story.section.id,
                self.story.slug,
                fault()
            ));
        }
    }
}

fn market() -> Market {
    let start = Timestamp::from_second(1_795_442_950).unwrap();
    Market { seed: 7, start }
}

/// Extracts every page and collects what `check` finds wrong.
fn every_page(check: impl Fn(&Story, &Article, &mut Faults<'_>)) {
    let stories = stories();
    let context = Context {
        base: BASE,
        market: market(),
        stories: &stories,
    };
    let mut all = Vec::new();
    for story in &stories {
        let page = pages::article(story, &context);
        let url = format!("{BASE}{}", story.path());
        let options = Options {
            url: Some(&url),
            ..Options::default()
        };
        let article = extract::article(&page, &options);
        let mut faults = Faults {
            story,
            found: Vec::new(),
        };
        check(story, &article, &mut faults);
        all.extend(faults.found);
    }
    assert!(all.is_empty(), "{} faults\n{}", all.len(), all.join("\n"));
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The texts of the body's innermost blocks, in order; captions belong to pictures.
fn passages(html: &str) -> Vec<String> {
    let selector = Selector::parse("p, h2, h3, li, td, th, pre").unwrap();
    let document = Html::parse_fragment(html);
    let innermost = |element: &ElementRef<'_>| element.select(&selector).next().is_none();
    document
        .select(&selector)
        .filter(innermost)
        .map(|element| folded(&element.text().collect::<String>()).replace(['“', '”'], ""))
        .filter(|text| !text.is_empty() && !is_sign_off(text))
        .collect()
}

/// "(Reporting by …)" in brackets is about the text; readers may keep it or leave it out.
fn is_sign_off(text: &str) -> bool {
    text.starts_with('(') && text.ends_with(')')
}

#[test]
fn every_passage_is_there_in_order() {
    every_page(|story, article, faults| {
        // The mark of a footnote stands in brackets, so that it is no part of a number; the
        // number at the note itself stays raised. A quotation has its marks.
        let text = folded(&article.text())
            .replace("[1]", "1")
            .replace('¹', "1")
            .replace(['“', '”'], "");
        let mut from = 0;
        for passage in passages(&pages::body(story, market().start)) {
            match text[from..].find(&passage) {
                Some(at) => from += at + passage.len(),
                None => faults.check(false, || format!("lost or out of order: {passage}")),
            }
        }
    });
}

#[test]
fn nothing_of_the_template_is_left() {
    every_page(|story, article, faults| {
        let text = article.text();
        for line in story.section.boilerplate.lines() {
            // "=Fermer" is a whole line of its own, other lines are parts of sentences.
            let left = match line.strip_prefix('=') {
                Some(whole) => text.lines().any(|line| line.trim() == whole),
                None => folded(&text).contains(line),
            };
            faults.check(!left, || format!("left: {line}"));
        }
    });
}

#[test]
fn title_standfirst_authors_and_site_are_right() {
    every_page(|story, article, faults| {
        faults.check(folded(&article.title) == folded(story.title), || {
            format!("title: {}", article.title)
        });
        faults.check(article.byline == story.byline, || {
            format!("byline: {:?}", article.byline)
        });
        let dek = article.dek.as_deref();
        let shows_dek = story.section.template.contains("{{dek}}");
        faults.check(!shows_dek || dek == story.dek, || format!("dek: {dek:?}"));
        faults.check(article.agency.as_deref() == story.agency, || {
            format!("agency: {:?}", article.agency)
        });
    });
}

#[test]
fn dates_are_right_as_far_as_the_page_states_them() {
    every_page(|story, article, faults| {
        let published = story.published(market().start);
        let printed = published.strftime("%F %H:%M").to_string();
        let local = story
            .section
            .offset()
            .to_datetime(published)
            .strftime("%F %H:%M")
            .to_string();
        // A page without a zone states its newsroom's clock, one with a day only the day.
        let found = article
            .published
            .map(|when| when.at.strftime("%F %H:%M").to_string())
            .unwrap_or_default();
        let zoned = article.published.is_some_and(|when| when.offset.is_some());
        let expected = if zoned { printed } else { local };
        faults.check(found == expected, || {
            format!("date: {found}, expected {expected}")
        });
    });
}

#[test]
fn instruments_have_their_prices() {
    every_page(|story, article, faults| {
        let found = &article.instruments;
        // A page shows instruments only where its template has a place for them.
        let shown = story.section.template.contains("{{#instruments}}");
        let expected = if shown {
            story.instruments.as_slice()
        } else {
            &[]
        };
        faults.check(found.len() == expected.len(), || {
            format!("{} instruments of {}", found.len(), expected.len())
        });
        for (instrument, symbol) in found.iter().zip(expected) {
            let listing = by_symbol(symbol).unwrap();
            let (price, change) = figures(&listing, market());
            let near = |found: Option<f64>, expected: f64| {
                found.is_some_and(|found| (found - expected).abs() < 0.006)
            };
            faults.check(near(instrument.price, price), || {
                format!("{symbol}: price {:?}, not {price}", instrument.price)
            });
            faults.check(near(instrument.change_pct, change), || {
                format!("{symbol}: change {:?}", instrument.change_pct)
            });
            faults.check(instrument.symbol.as_deref() == Some(symbol), || {
                format!("{symbol}: symbol {:?}", instrument.symbol)
            });
            faults.check(instrument.venue.as_deref() == Some(listing.venue), || {
                format!("{symbol}: venue {:?}", instrument.venue)
            });
            let same = instrument.name.eq_ignore_ascii_case(listing.name);
            faults.check(same, || format!("{symbol}: name {}", instrument.name));
        }
    });
}

#[test]
fn recommended_headlines_have_agency_and_link() {
    let stories = stories();
    every_page(|story, article, faults| {
        if !["fr", "world", "de", "ja", "ar"].contains(&story.section.id) {
            return;
        }
        for slug in &story.related {
            let other = stories.iter().find(|other| other.slug == *slug).unwrap();
            let Some(related) = article
                .related
                .iter()
                .find(|related| folded(&related.title) == folded(other.title))
            else {
                faults.check(false, || format!("no related headline {}", other.title));
                continue;
            };
            let link = format!("{BASE}{}", other.path());
            faults.check(related.link.as_deref() == Some(&link), || {
                format!("related link {:?}", related.link)
            });
            faults.check(related.agency.as_deref() == other.agency, || {
                format!("related agency {:?}", related.agency)
            });
            faults.check(related.published.is_some(), || "related date".to_owned());
        }
    });
}

#[test]
fn captions_and_credits_belong_to_pictures() {
    every_page(|story, article, faults| {
        let Some(picture) = &story.picture else {
            return;
        };
        let text = article.text();
        faults.check(!text.contains(picture.caption), || {
            "caption in the text".to_owned()
        });
        let shown = article.blocks.iter().any(|block| {
            matches!(block, Block::Image { caption: Some(caption), .. } if caption.contains(picture.caption))
        });
        faults.check(shown, || "no picture with its caption".to_owned());
    });
}
