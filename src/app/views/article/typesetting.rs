//! Making the lines of what is open, with the reading place held.

use std::sync::Arc;

use jiff::tz::TimeZone;

use super::open::{Anchor, Lines, Open};
use super::{passage, text_alignment};
use crate::app::panes::Area;
use crate::model::{Article, Block, Headline, When};
use crate::text::article::{Form, LayoutOptions, Place, Screen, layout};
use crate::text::reading_time;

/// What the pane has room for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// The measure, and the rows for lines.
    pub text: Area,
    /// What stands around the text, but for the minutes.
    pub screen: Screen,
    /// The user's time zone.
    pub zone: TimeZone,
}

impl Open {
    /// Makes the lines if the article or the room is another than last time, and keeps the
    /// reading place: by block, so that it holds through a resize and through the change
    /// from the feed's text to the clean article.
    pub fn lay_out(&mut self, room: &Room) {
        let height = room.text.height;
        self.height = height;
        let text = self.article().cloned();
        let is_teaser = text.is_none();
        let has_text = text.as_ref().is_some_and(|article| !article.is_empty());
        let article = match (text, self.headline.as_ref()) {
            (Some(article), _) if article.is_empty() && self.failure.is_some() => {
                Arc::new(self.with_reason((*article).clone()))
            }
            (Some(article), _) => article,
            (None, Some(row)) if self.failure.is_some() => Arc::new(self.with_reason(teaser(row))),
            (None, None) if self.failure.is_some() => {
                Arc::new(self.with_reason(Article::default()))
            }
            (None, Some(row)) if self.lines.as_ref().is_none_or(|lines| lines.is_teaser) => {
                Arc::new(teaser(row))
            }
            (None, _) => return,
        };
        let same = self.lines.as_ref().filter(|lines| {
            lines.is_teaser == is_teaser
                && (Arc::ptr_eq(&lines.article, &article) || *lines.article == *article)
        });
        let minutes = same.map_or_else(|| reading_time::minutes(&article), |lines| lines.minutes);
        let options = self.options(room, has_text.then_some(minutes));
        if same.is_some_and(|lines| lines.options == options) {
            self.scroll = self.scroll.min(self.last_scroll(height));
            return;
        }
        let fraction = self.fraction(height);
        let layout = Arc::new(layout(&article, &options));
        let before = self.lines.replace(Lines {
            article,
            options,
            layout,
            is_teaser,
            minutes,
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

    fn options(&self, room: &Room, minutes: Option<usize>) -> LayoutOptions {
        let row = self.headline.as_ref();
        LayoutOptions {
            width: usize::from(room.text.width),
            form: Form::Screen(Screen {
                minutes,
                ..room.screen
            }),
            source: row.map(|row| row.source_name.clone()),
            published: row.map(|row| row.published),
            zone: room.zone.clone(),
            ..LayoutOptions::default()
        }
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
