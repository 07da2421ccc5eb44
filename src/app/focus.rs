//! Which pane has the keys, after everything that may take a pane away.

use super::model::Model;
use super::panes::{Focus, TickerPlace};

/// The keys never stay with a pane that is not shown. Which of list and article was used last is
/// remembered: where only one fits, that one is shown while another pane has the keys.
pub fn settle(model: &mut Model) {
    let panes = model.panes();
    let is_hidden = match model.focus {
        Focus::Ticker => panes.ticker_place() == TickerPlace::Hidden,
        Focus::Sidebar => panes.sidebar.is_none(),
        Focus::List | Focus::Article => false,
    };
    if is_hidden {
        give_back(model);
    }
    match model.focus {
        Focus::List => model.wishes.shows_article = false,
        Focus::Article => model.wishes.shows_article = true,
        Focus::Sidebar | Focus::Ticker => {}
    }
    // Whoever leaves the article wants to see where he is.
    model.wishes.zen &= model.focus == Focus::Article;
}

/// Gives the keys back to the list, or to an article that is alone.
pub fn give_back(model: &mut Model) {
    let is_alone = model.wishes.shows_article && !model.panes().is_split();
    model.focus = match is_alone && model.reader.open().is_some() {
        true => Focus::Article,
        false => Focus::List,
    };
}
