//! The article pane: what is open, how far it is scrolled, and its lines.
//!
//! The lines are made once for an article and a width; a page of text is a slice of them.
//! The feed's text is shown at once and replaced by the clean article when that arrives,
//! with the reading place held. What was read before is shown where the user left it.

use std::sync::Arc;

use jiff::Timestamp;

use super::passage;
use crate::app::request::Newest;
use crate::model::{Article, Headline, HeadlineId, ReadingPlace};
use crate::text::article::{Layout, LayoutOptions, Place};

/// Rows behind the last line: a blank one, a rule, and what is next.
pub const END_ROWS: usize = 3;

/// Which text of an article is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// The clean article if there is one, else the feed's text.
    #[default]
    Best,
    /// The feed's text.
    Feed,
    /// All that the page shows, with nothing judged.
    Whole,
}

/// What a pane of text is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A stored headline.
    Headline(HeadlineId),
    /// A page opened by its address.
    Page(String),
}

/// One open article.
#[derive(Debug, Clone)]
pub struct Open {
    /// What it is.
    pub subject: Subject,
    /// Its row, when it is a stored headline.
    pub headline: Option<Headline>,
    /// The feed's own text.
    pub feed_text: Option<Arc<Article>>,
    /// The clean article.
    pub clean: Option<Arc<Article>>,
    /// When its page was downloaded.
    pub page_read: Option<Timestamp>,
    /// All that its page shows, once it was asked for.
    pub whole: Option<Arc<Article>>,
    /// Which of them is shown.
    pub shown: Shown,
    /// The newest question for it.
    pub whole_wanted: Newest,
    /// Its page is not stored.
    pub whole_missing: bool,
    /// The user opened it; otherwise it only follows the cursor of the list.
    pub entered: bool,
    /// Its stored part has arrived.
    pub stored: bool,
    /// The page is being downloaded.
    pub loading: bool,
    /// Why there is no clean article.
    pub failure: Option<String>,
    /// First visible line.
    pub scroll: usize,
    /// The newest question about it.
    pub request: Newest,
    /// Where the user stopped last time, until he moves.
    pub(super) resume: Option<ReadingPlace>,
    /// He has moved since his place was noted.
    moved: bool,
    /// Lines of the window at the last layout.
    pub(super) height: u16,
    pub(super) lines: Option<Lines>,
    /// Where the user last scrolled to.
    pub(super) anchor: Option<Anchor>,
}

/// A reading place that is held through changes of the text and its width.
#[derive(Debug, Clone)]
pub(super) struct Anchor {
    pub(super) article: Arc<Article>,
    pub(super) place: Place,
    /// Lines behind the first that shows the place.
    pub(super) lead: usize,
    /// The scroll position that it gave last: another one is the user's.
    pub(super) scroll: usize,
}

/// The lines, and what they were made of.
#[derive(Debug, Clone)]
pub(super) struct Lines {
    pub(super) article: Arc<Article>,
    pub(super) options: LayoutOptions,
    pub(super) layout: Arc<Layout>,
    /// Only the row's teaser: no text that has places.
    pub(super) is_teaser: bool,
    /// How long the text takes to read.
    pub(super) minutes: usize,
}

impl Open {
    /// An article of which nothing is known yet but perhaps its row.
    #[must_use]
    pub fn new(subject: Subject, headline: Option<Headline>) -> Self {
        Self {
            subject,
            headline,
            feed_text: None,
            clean: None,
            page_read: None,
            whole: None,
            shown: Shown::Best,
            whole_wanted: Newest::default(),
            whole_missing: false,
            entered: false,
            stored: false,
            loading: false,
            failure: None,
            scroll: 0,
            request: Newest::default(),
            resume: None,
            moved: false,
            height: 0,
            lines: None,
            anchor: None,
        }
    }

    /// The text to show.
    #[must_use]
    pub fn article(&self) -> Option<&Arc<Article>> {
        match self.shown {
            Shown::Best => self.clean.as_ref().or(self.feed_text.as_ref()),
            Shown::Feed => self.feed_text.as_ref().or(self.clean.as_ref()),
            Shown::Whole => self.whole.as_ref().or(self.clean.as_ref()),
        }
    }

    /// Whether the clean article is what is shown.
    #[must_use]
    pub fn shows_clean(&self) -> bool {
        match self.shown {
            Shown::Best => self.clean.is_some(),
            Shown::Feed => self.clean.is_some() && self.feed_text.is_none(),
            Shown::Whole => false,
        }
    }

    /// The address to open in a browser or to copy.
    #[must_use]
    pub fn link(&self) -> Option<String> {
        match &self.subject {
            Subject::Page(url) => Some(url.clone()),
            Subject::Headline(_) => self.headline.as_ref().and_then(|row| row.link.clone()),
        }
    }

    /// An article is stored; whether that is news and what is shown is not it.
    pub fn learn_article(&mut self) -> bool {
        let is_news = self.headline.as_mut().is_some_and(|row| {
            let is_news = !row.has_article;
            row.has_article = true;
            is_news
        });
        is_news && self.clean.is_none() && !self.loading
    }

    /// Takes the stored part in. What was read to its end in another session begins anew.
    pub fn arrive(
        &mut self,
        feed_text: Option<Arc<Article>>,
        clean: Option<Arc<Article>>,
        place: Option<ReadingPlace>,
    ) {
        self.stored = true;
        self.feed_text = feed_text;
        self.clean = clean;
        let unfinished = place.filter(|place| place.fraction < 1.0);
        if let (Some(place), None) = (unfinished, &self.resume) {
            self.resume(place);
        }
    }

    /// Shows the text at a place as soon as it is there, unless the user has moved already.
    pub fn resume(&mut self, place: ReadingPlace) {
        if !self.moved {
            self.resume = Some(place);
        }
    }

    /// Whether the user has moved since his place was noted.
    #[must_use]
    pub fn has_new_place(&self) -> bool {
        self.moved && self.lines.as_ref().is_some_and(|lines| !lines.is_teaser)
    }

    /// Where the user is, if he has moved since this was asked.
    pub fn take_new_place(&mut self) -> Option<ReadingPlace> {
        let lines = self.lines.as_ref().filter(|_| self.has_new_place())?;
        let place = ReadingPlace {
            fraction: self.fraction(self.height),
            passage: Some(passage::passage(&lines.article, &lines.layout, self.scroll)),
        };
        self.moved = false;
        Some(place)
    }

    /// The lines, if they are made.
    #[must_use]
    pub fn layout(&self) -> Option<&Arc<Layout>> {
        self.lines.as_ref().map(|lines| &lines.layout)
    }

    /// How far the text is scrolled, 0 at the top to 1 at the end.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // line counts are far below 2^52
    pub fn fraction(&self, height: u16) -> f64 {
        let last = self.last_scroll(height);
        if last == 0 {
            0.0
        } else {
            self.scroll as f64 / last as f64
        }
    }

    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )]
    pub(super) fn line_at(&self, fraction: f64, height: u16) -> usize {
        (fraction.clamp(0.0, 1.0) * self.last_scroll(height) as f64).round() as usize
    }

    /// Minutes that are left from the first visible line on; none at the end, and of a text that
    /// is seen whole.
    #[must_use]
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )]
    pub fn minutes_left(&self, height: u16) -> Option<usize> {
        let lines = self.lines.as_ref().filter(|lines| !lines.is_teaser)?;
        let is_longer = self.last_scroll(height) > 0;
        let left = (1.0 - self.fraction(height)) * lines.minutes as f64;
        is_longer
            .then_some(left.ceil() as usize)
            .filter(|left| *left > 0)
    }

    /// Whether the end says what is next: a text that is still on its way has none.
    #[must_use]
    pub fn has_end(&self) -> bool {
        self.lines.is_some() && !self.loading
    }

    /// Number of lines, with those of the end.
    #[must_use]
    pub fn line_count(&self) -> usize {
        let lines = self.layout().map_or(0, |layout| layout.lines.len());
        let end = if self.has_end() { END_ROWS } else { 0 };
        lines + end
    }

    /// The largest useful scroll position.
    #[must_use]
    pub fn last_scroll(&self, height: u16) -> usize {
        self.line_count().saturating_sub(usize::from(height))
    }

    /// Scrolls by lines; whether anything moved.
    pub fn scroll_by(&mut self, delta: isize, height: u16) -> bool {
        let before = self.scroll;
        self.scroll = self
            .scroll
            .saturating_add_signed(delta)
            .min(self.last_scroll(height));
        let moved = self.scroll != before;
        if moved {
            self.moved = true;
            self.resume = None;
        }
        moved
    }
}
