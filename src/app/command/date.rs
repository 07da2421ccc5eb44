//! The date of an article in the words of who published it.

use super::Reason;
use crate::app::effect::Effects;
use crate::app::model::Model;
use crate::model::When;

pub(super) fn no_date(model: &Model) -> Option<Reason> {
    stated(model).is_none().then_some("no article is open")
}

/// Says the date with its own clock and zone; the screens show it in the user's.
pub(super) fn say(model: &mut Model, _: &str, _: &mut Effects) {
    if let Some(stated) = stated(model) {
        model.say(stated);
    }
}

fn stated(model: &Model) -> Option<String> {
    let open = model.reader.open()?;
    let page = open.clean.as_ref().and_then(|article| article.published);
    let feed = open.headline.as_ref().map(|row| When::utc(row.published));
    match (page, feed) {
        (Some(page), _) => Some(format!("the page says {}", page.stated())),
        (None, Some(feed)) => Some(format!("the source says {}", feed.stated())),
        (None, None) => None,
    }
}
