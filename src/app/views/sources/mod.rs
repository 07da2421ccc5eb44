//! The sources menu: what the list can show.

pub mod state;

use super::interface::Interface;
use super::menu::{self, Card, Rows};
use crate::app::effect::Effects;
use crate::app::model::Model;
use crate::model::{Query, Scope};
use state::Sources;

/// See [`Interface`].
pub const INTERFACE: Interface = Interface {
    hints: &[("open", "show"), ("down", "move"), ("back", "close")],
    veils: true,
    card: Some(card),
    area: |model| card(model).area,
    go: |model, motion| ROWS.go(model, motion.distance(menu::page(model))),
    open: |model, _| choose(model),
    click: |model, mouse, _| ROWS.click(model, mouse, choose),
    ..Interface::OVERLAY
};

const ROWS: Rows = Rows {
    area: |model| card(model).body,
    count: |model| scopes(model).len(),
    cursor: |model| Some(&mut model.views.top_as_mut::<Sources>()?.cursor),
};

/// Columns of the card.
const COLUMNS: usize = 78;

/// Where its parts stand.
#[must_use]
pub fn card(model: &Model) -> Card {
    menu::card(model.size, COLUMNS, scopes(model).len())
}

/// Opens the menu at what is shown.
pub fn show(model: &mut Model, _: &str, _: &mut Effects) {
    let mut scopes = scopes(model).into_iter();
    let cursor = scopes.position(|scope| scope == model.list.query.scope);
    let cursor = cursor.unwrap_or(0);
    model.views.push(Sources { cursor });
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
    let Some(Sources { cursor }) = model.views.top_as::<Sources>().copied() else {
        return;
    };
    model.views.pop();
    if let Some(scope) = scopes(model).into_iter().nth(cursor) {
        let unread = model.list.query.unread && scope != Scope::Favourites;
        model.show(Query {
            scope,
            unread,
            ..Query::default()
        });
    }
}
