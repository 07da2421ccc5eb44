//! The column of the open article.

pub use crate::app::measure::Column;
use crate::app::measure::within;
use crate::app::model::Model;

/// A screen with fewer rows has none for a standfirst or a band.
const SMALL_HEIGHT: u16 = 16;

/// The column in the article pane, if that is shown.
#[must_use]
pub fn of(model: &Model) -> Option<Column> {
    let panes = model.panes();
    let pane = panes.article?;
    Some(within(pane, model.settings.article_width, panes.is_split()))
}

/// Whether the screen has no rows to spare.
#[must_use]
pub fn is_small(model: &Model) -> bool {
    model.size.1 < SMALL_HEIGHT
}
