//! What stands above the list: which headlines it shows, and how many of them.

use crate::app::model::Model;
use crate::app::views::interface::PaneTitle;
use crate::app::views::sidebar::outline::{FAVOURITES, TODAY, ungrouped};
use crate::model::{Scope, Source, counted};
use crate::text::bidi;

/// The title of the list pane.
#[must_use]
pub fn of(model: &Model) -> PaneTitle {
    let waiting = model.list.waiting();
    let fact = if waiting > 0 {
        format!("{waiting} new ↑ {}", model.key_of("show-new"))
    } else {
        count(model)
    };
    PaneTitle {
        name: name(model),
        fact: match model.keeps_nothing {
            true => format!("nothing is kept · {fact}"),
            false => fact,
        },
        is_news: waiting > 0,
        ..PaneTitle::default()
    }
}

/// What the list shows.
#[must_use]
pub fn name(model: &Model) -> String {
    let query = &model.list.query;
    let scope = match &query.scope {
        Scope::All => "All headlines".to_owned(),
        Scope::Favourites => FAVOURITES.to_owned(),
        Scope::Today(_) => TODAY.to_owned(),
        Scope::Group(group) => group.clone(),
        Scope::Ungrouped => {
            let mut groups = model.sources.iter().map(|source| &source.groups);
            ungrouped(groups.all(Vec::is_empty)).to_owned()
        }
        Scope::Source(id) => model
            .source(*id)
            .map_or_else(|| "Removed source".to_owned(), |source| source.name.clone()),
    };
    let scope = bidi::isolate(&scope);
    match (&query.search, query.unread) {
        (Some(search), _) => {
            let label = bidi::isolate(search.label());
            let unread = if query.unread { ", unread" } else { "" };
            match query.scope {
                Scope::All => format!("\u{201c}{label}\u{201d}{unread}"),
                _ => format!("{scope}: \u{201c}{label}\u{201d}{unread}"),
            }
        }
        (None, true) => format!("{scope}, unread"),
        (None, false) => scope,
    }
}

/// How many there are in this view: what was found and where one is, else what is not read.
fn count(model: &Model) -> String {
    let (list, query) = (&model.list, &model.list.query);
    let all = list.ids().len();
    if query.search.is_some() {
        return match all {
            0 => "nothing found".to_owned(),
            _ => format!("{} of {all}", list.cursor() + 1),
        };
    }
    let unread_of = |is_member: &dyn Fn(&Source) -> bool| {
        let members = model.sources.iter().filter(|source| is_member(source));
        members.map(|source| source.unread).sum()
    };
    let unread: u64 = match &query.scope {
        Scope::All => model.totals.unread,
        Scope::Favourites if query.unread => return format!("{all} unread"),
        Scope::Favourites => return counted(model.totals.favourites, "favourite"),
        Scope::Group(group) => unread_of(&|source| source.groups.contains(group)),
        Scope::Ungrouped => unread_of(&|source| source.groups.is_empty()),
        // Nothing counts a day while the sidebar is not shown.
        Scope::Today(_) => return counted(all, "headline"),
        Scope::Source(id) => unread_of(&|source| source.id == *id),
    };
    match unread {
        0 if all > 0 => format!("{all}, all read"),
        unread => format!("{unread} unread"),
    }
}
