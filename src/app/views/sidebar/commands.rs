//! What can be done in the sidebar, and what opens it.

use super::filter::Filter;
use super::outline::Entry;
use super::showing::{scope, shown};
use crate::app::effect::Effects;
use crate::app::focus as keys;
use crate::app::model::Model;
use crate::app::panes::Focus;
use crate::model::{Query, Scope};

/// Shows or hides it. Where it lies over the panes it has the keys as long as it is there, which
/// says nothing about wider screens.
pub fn toggle(model: &mut Model, _: &str, _: &mut Effects) {
    let panes = model.panes();
    if panes.sidebar.is_none() {
        let before = std::mem::replace(&mut model.wishes.sidebar, true);
        if model.panes().sidebar.is_none() {
            model.wishes.sidebar = before;
            enter(model);
        }
        return;
    }
    model.wishes.sidebar &= panes.sidebar_is_drawer;
    if model.focus == Focus::Sidebar {
        keys::give_back(model);
    }
}

/// Gives it the keys, and opens it for that; from it, gives them back to the list.
pub fn focus(model: &mut Model, _: &str, _: &mut Effects) {
    if model.focus == Focus::Sidebar {
        keys::give_back(model);
    } else {
        enter(model);
    }
}

/// A command that is run by its name needs a row to act on.
fn enter_from_elsewhere(model: &mut Model) {
    if model.focus != Focus::Sidebar {
        enter(model);
    }
}

/// The cursor begins at what the list shows.
fn enter(model: &mut Model) {
    model.focus = Focus::Sidebar;
    if model.panes().sidebar.is_none() {
        model.wishes.sidebar = true;
    }
    let entry = shown(model);
    model.sidebar.follow(&model.sources, "", model.now);
    model.sidebar.select_entry(&entry, &model.sources);
}

/// Folds the group of the selected row, which the cursor goes to; where there is nothing to fold,
/// back to the list.
pub fn fold(model: &mut Model, _: &str, _: &mut Effects) {
    enter_from_elsewhere(model);
    let group = match model.sidebar.selected() {
        Some(Entry::Group(name) | Entry::Source(name, _)) => Some(name),
        _ => None,
    };
    if group.is_some_and(|name| !model.sidebar.folded().contains(name)) {
        set_folded(model, true);
    } else {
        keys::give_back(model);
    }
}

/// Unfolds the selected group; what cannot be unfolded is shown.
pub fn unfold(model: &mut Model, _: &str, _: &mut Effects) {
    enter_from_elsewhere(model);
    let is_folded = match model.sidebar.selected() {
        Some(Entry::Group(name)) => model.sidebar.folded().contains(name),
        _ => false,
    };
    if is_folded {
        set_folded(model, false);
    } else {
        show_selected(model);
    }
}

/// Folds the group of the cursor, or unfolds it.
pub(super) fn turn_fold(model: &mut Model) {
    let group = match model.sidebar.selected() {
        Some(Entry::Group(name)) => name.clone(),
        _ => return,
    };
    let is_folded = model.sidebar.folded().contains(&group);
    set_folded(model, !is_folded);
}

fn set_folded(model: &mut Model, is_folded: bool) {
    let heading = model.sidebar.outline().heading(model.sidebar.cursor());
    let Some(heading) = heading else {
        return;
    };
    model.sidebar.select(heading, &model.sources);
    if let Some(Entry::Group(name)) = model.sidebar.selected().cloned() {
        model.sidebar.set_folded(name, is_folded);
    }
}

/// Begins to filter the rows by what is typed.
pub fn filter(model: &mut Model, _: &str, _: &mut Effects) {
    enter_from_elsewhere(model);
    model.views.show(Filter::default());
}

/// Shows what is selected, and gives the keys to the list; a drawer closes by that.
pub(super) fn show_selected(model: &mut Model) {
    let Some(entry) = model.sidebar.selected() else {
        return;
    };
    let scope = scope(model, entry);
    let unread = model.wants_unread() && scope != Scope::Favourites;
    model.show(Query {
        scope,
        unread,
        ..Query::default()
    });
}
