//! What the list shows.

use crate::app::effect::Effects;
use crate::app::model::Model;
use crate::app::views::prompt::state::{Prompt, Purpose};
use crate::model::{Query, Scope, Search};

pub(super) fn favourites(model: &mut Model, _: &str, _: &mut Effects) {
    model.show(Query {
        scope: Scope::Favourites,
        ..Query::default()
    });
}

pub(super) fn today(model: &mut Model, _: &str, _: &mut Effects) {
    model.show(Query {
        scope: Scope::Today(model.today),
        unread: model.wants_unread(),
        ..Query::default()
    });
}

pub(super) fn toggle_unread_only(model: &mut Model, _: &str, _: &mut Effects) {
    model.show(Query {
        unread: !model.list.query.unread,
        ..model.list.query.clone()
    });
}

pub(super) fn search(model: &mut Model, argument: &str, _: &mut Effects) {
    if argument.is_empty() {
        model.views.push(Prompt::new(Purpose::Search));
    } else {
        search_for(model, argument);
    }
}

/// Searches in the scope of the view, whether read or not; without words the search is left.
pub fn search_for(model: &mut Model, words: &str) {
    let words = words.trim();
    if words.is_empty() {
        return model.leave_search();
    }
    model.show(Query {
        search: Some(Search::Words(words.to_owned())),
        unread: false,
        ..model.list.query.clone()
    });
}
