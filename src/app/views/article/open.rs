//! The article pane: what is open, how far it is scrolled, and its lines.
//!
//! The lines are made once for an article and a width; a page of text is a slice of them.
//! The feed's text is shown at once and replaced by the clean article when that arrives,
//! with the reading place held. What was read before is shown where the user left it.

use std::sync::Arc;

use jiff::{Timestamp, tz::TimeZone};

use super::{passage, text_alignment};
use crate::app::request::Newest;
use crate::model::{Article, Block, Headline, HeadlineId, ReadingPlace, When};
use crate::text::article::{Layout, LayoutOptions, Place, layout};

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
    resume: Option<ReadingPlace>,
    /// He has moved since his place was noted.
    moved: bool,
    /// Lines of the window at the last layout.
    height: u16,
    lines: Option<Lines>,
    /// Where the user last scrolled to.
    anchor: Option<Anchor>,
}

/// A reading place that is held through changes of the text and its width.
#[derive(Debug, Clone)]
struct Anchor {
    article: Arc<Article>,
    place: Place,
    /// Lines behind the first that shows the place.
    lead: usize,
    /// The scroll position that it gave last: another one is the user's.
    scroll: usize,
}

#[derive(Debug, Clone)]
struct Lines {
    article: Arc<Article>,
    width: u16,
    layout: Arc<Layout>,
    /// Only the row's teaser: no text that has places.
    is_teaser: bool,
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

    /// Makes the lines if the article or the width is another than last time, and keeps the
    /// reading place: by block, so that it holds through a resize and through the change
    /// from the feed's text to the clean article.
    pub fn lay_out(&mut self, width: u16, height: u16, zone: &TimeZone) {
        self.height = height;
        let text = self.article().cloned();
        let is_teaser = text.is_none();
        let article = match (text, self.headline.as_ref()) {
            (Some(article), _) if article.is_empty() && self.failure.is_some() => {
                Arc::new(self.with_reason((*article).clone()))
            }
            (Some(article), _) => article,
            (None, Some(row)) if self.failure.is_some() => Arc::new(self.with_reason(teaser(row))),
            (None, None) if self.failure.is_some() => {
                Arc::new(self.with_reason(Article::default()))
            }
            (None, Some(row)) if self.lines.is_none() => Arc::new(teaser(row)),
            (None, _) => return,
        };
        let fresh = self.lines.as_ref().is_some_and(|lines| {
            lines.width == width
                && lines.is_teaser == is_teaser
                && (Arc::ptr_eq(&lines.article, &article) || *lines.article == *article)
        });
        if fresh {
            self.scroll = self.scroll.min(self.last_scroll(height));
            return;
        }
        let fraction = self.fraction(height);
        let layout = Arc::new(layout(&article, &self.options(width, zone)));
        let before = self.lines.replace(Lines {
            article,
            width,
            layout,
            is_teaser,
        });
        let held = before.and_then(|before| self.held(&before));
        let line = match (self.resumed(height), held) {
            (Some(line), _) => line,
            (None, Some((place, lead))) => {
                self.layout().map_or(0, |layout| layout.line_at(place)) + lead
            }
            (None, None) => self.line_at(fraction, height),
        };
        self.scroll = line.min(self.last_scroll(height));
        // A text in which the place is not found does not lose it: the next one may have it.
        if let Some(anchor) = &mut self.anchor {
            anchor.scroll = self.scroll;
        }
    }

    /// The line to resume at in the new lines. The feed's text may only be the beginning of what
    /// was read: a place that is not in it waits for the article.
    fn resumed(&self, height: u16) -> Option<usize> {
        let place = self.resume.as_ref()?;
        let lines = self.lines.as_ref().filter(|lines| !lines.is_teaser)?;
        let passage = place.passage.as_ref();
        let found =
            passage.and_then(|passage| passage::line_of(passage, &lines.article, &lines.layout));
        let is_last = self.clean.is_some() || !self.loading;
        found.or_else(|| is_last.then(|| self.line_at(place.fraction, height)))
    }

    /// The place in the new lines of what stood at the top of those before. As long as the user
    /// does not scroll, it is sought from where he last did: round the texts and back he is
    /// where he was.
    fn held(&mut self, before: &Lines) -> Option<(Place, usize)> {
        let moved = self
            .anchor
            .as_ref()
            .is_none_or(|anchor| anchor.scroll != self.scroll);
        if moved {
            let place = before.layout.place(self.scroll);
            self.anchor = Some(Anchor {
                article: before.article.clone(),
                place,
                lead: self.scroll.saturating_sub(before.layout.line_at(place)),
                scroll: self.scroll,
            });
        }
        let lines = self.lines.as_ref()?;
        let anchor = self.anchor.as_ref()?;
        if Arc::ptr_eq(&anchor.article, &lines.article) {
            return Some((anchor.place, anchor.lead));
        }
        let place = text_alignment::counterpart(&anchor.article, anchor.place, &lines.article)?;
        Some((place, anchor.lead))
    }

    /// The place of a text says why there is none.
    fn with_reason(&self, mut article: Article) -> Article {
        if article.is_empty() {
            let reason = self.failure.iter().cloned();
            article.blocks.extend(reason.map(Block::paragraph));
        }
        article
    }

    fn options(&self, width: u16, zone: &TimeZone) -> LayoutOptions {
        let row = self.headline.as_ref();
        LayoutOptions {
            width: usize::from(width),
            source: row.map(|row| row.source_name.clone()),
            published: row.map(|row| row.published),
            zone: zone.clone(),
            ..LayoutOptions::default()
        }
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
    fn line_at(&self, fraction: f64, height: u16) -> usize {
        (fraction.clamp(0.0, 1.0) * self.last_scroll(height) as f64).round() as usize
    }

    /// Number of lines.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.lines
            .as_ref()
            .map_or(0, |lines| lines.layout.lines.len())
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

/// What can be shown of a headline before its text has arrived.
fn teaser(row: &Headline) -> Article {
    Article {
        title: row.title.clone(),
        byline: row.author.iter().cloned().collect(),
        published: Some(When::utc(row.published)),
        url: row.link.clone(),
        blocks: if row.summary.is_empty() {
            Vec::new()
        } else {
            vec![Block::paragraph(row.summary.clone())]
        },
        ..Article::default()
    }
}
