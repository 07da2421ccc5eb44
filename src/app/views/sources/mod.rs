//! The sources menu: what the list can show.

pub mod state;

use super::interface::Interface;
use super::menu::{self, Menu};
use crate::app::effect::Effects;
use crate::app::event::Mouse;
use crate::app::model::Model;
use crate::app::panes::Area;
use crate::model::{Query, Scope};
use state::Sources;

/// See [`Interface`].
pub const INTERFACE: Interface = Interface {
    hints: &[("open", "show"), ("down", "move"), ("back", "close")],
    area,
    go: |model, motion| {
        let (distance, count) = (motion.distance(model.page()), scopes(model).len());
        if let Some(view) = model.views.top_as_mut::<Sources>() {
            view.menu.move_by(distance, count);
        }
        true
    },
    open: |model, _| choose(model),
    click,
    ..Interface::OVERLAY
};

fn area(model: &Model) -> Area {
    menu::centred(model.size, scopes(model).len())
}

/// Opens the menu at what is shown.
pub fn show(model: &mut Model, _: &str, _: &mut Effects) {
    let mut scopes = scopes(model).into_iter();
    let cursor = scopes.position(|scope| scope == model.query.scope);
    let menu = Menu {
        cursor: cursor.unwrap_or(0),
    };
    model.views.push(Sources { menu });
}

/// The entries: everything, favourites, groups, then each source.
#[must_use]
pub fn scopes(model: &Model) -> Vec<Scope> {
    let mut scopes = vec![Scope::All, Scope::Favourites];
    for source in &model.sources {
        for group in &source.groups {
            let scope = Scope::Group(group.clone());
            if !scopes.contains(&scope) {
                scopes.push(scope);
            }
        }
    }
    scopes.extend(model.sources.iter().map(|source| Scope::Source(source.id)));
    scopes
}

fn choose(model: &mut Model) {
    let Some(Sources { menu }) = model.views.top_as::<Sources>().copied() else {
        return;
    };
    model.views.pop();
    if let Some(scope) = scopes(model).into_iter().nth(menu.cursor) {
        let unread = model.query.unread && scope != Scope::Favourites;
        model.show(Query {
            scope,
            unread,
            ..Query::default()
        });
    }
}

fn click(model: &mut Model, mouse: Mouse, _: &mut Effects) {
    let (list, count) = (menu::inside(area(model)), scopes(model).len());
    let Some(view) = model.views.top_as_mut::<Sources>() else {
        return;
    };
    if let Some(entry) = view.menu.clicked(list, mouse, count) {
        view.menu.cursor = entry;
        choose(model);
    }
}
