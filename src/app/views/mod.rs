//! The views: one file or folder each. `state` is what a view is, `mod` what it does.
//!
//! This is the one place that asks which view it is. Everything else asks the view on top, or
//! all that are shown, through [`Interface`].

pub mod article;
pub mod candidates;
pub mod empty;
pub mod explanation;
pub mod full_view;
pub mod headlines;
pub mod health;
pub mod help;
pub mod interface;
pub mod links;
pub mod menu;
pub mod palette;
pub mod prompt;
pub mod sidebar;
pub mod stack;
pub mod themes;
pub mod ticker;
pub mod welcome;

use super::command;
use super::context::Context;
use super::hint::{self, Hint, Shown};
use super::model::Model;
use super::panes::Focus;
use crate::model::{Headline, SourceId};
use interface::Interface;
use stack::View;

/// What a view does.
#[must_use]
pub const fn interface(view: &View) -> &'static Interface {
    match view {
        View::Headlines => &headlines::INTERFACE,
        View::Article => &article::INTERFACE,
        View::Ticker => &ticker::INTERFACE,
        View::Sidebar => &sidebar::INTERFACE,
        View::SidebarFilter(_) => &sidebar::FILTER,
        View::Candidates(_) => &candidates::INTERFACE,
        View::Health(_) => &health::INTERFACE,
        View::Explanation(_) => &explanation::INTERFACE,
        View::Links(_) => &links::INTERFACE,
        View::Prompt(_) => &prompt::INTERFACE,
        View::Palette(_) => &palette::INTERFACE,
        View::Welcome(_) => &welcome::INTERFACE,
        View::Help(_) => &help::INTERFACE,
        View::Themes(_) => &themes::INTERFACE,
    }
}

/// The panes, which are there whether they are seen or not. The sidebar may lie over the others.
pub const PANES: [View; 4] = [View::Headlines, View::Article, View::Ticker, View::Sidebar];

/// The pane that has the keys, if nothing lies over it.
#[must_use]
pub fn focused(focus: Focus) -> View {
    match focus {
        Focus::Sidebar => View::Sidebar,
        Focus::List => View::Headlines,
        Focus::Article => View::Article,
        Focus::Ticker => View::Ticker,
    }
}

/// What has the keys.
#[must_use]
pub fn top(model: &Model) -> &'static Interface {
    model
        .views
        .top()
        .map_or_else(|| interface(&focused(model.focus)), interface)
}

/// Whose hints stand in the line at the bottom.
#[derive(Clone, Copy)]
pub struct Hinted {
    /// The view.
    pub view: &'static Interface,
    /// It has the keys: the hints can be followed.
    pub is_top: bool,
    /// It is a pane.
    pub is_pane: bool,
}

/// Whose hints stand in the line at the bottom: a card tells its own, where it has room.
#[must_use]
pub fn hinted(model: &Model) -> Hinted {
    let tells_itself = |view: &Interface| {
        let card = view.card.map(|card| card(model));
        card.is_some_and(|card| card.hints.height > 0)
    };
    let mut overlays = model.views.all().iter().rev().map(interface).enumerate();
    let shown = overlays.find(|(_, view)| !tells_itself(view));
    shown.map_or_else(
        || Hinted {
            view: interface(&focused(model.focus)),
            is_top: model.views.is_empty(),
            is_pane: true,
        },
        |(above, view)| Hinted {
            view,
            is_top: above == 0,
            is_pane: false,
        },
    )
}

/// The hints of a view that can be followed now, or all of them.
fn hints(model: &Model, view: &'static Interface) -> impl Iterator<Item = &'static Hint> {
    let is_off = |id| {
        let command = command::find(model.commands, id);
        command.is_some_and(|command| (command.disabled)(model).is_some())
    };
    let hints = view.hints.iter();
    hints.filter(move |(id, _)| !view.hides_impossible || !is_off(id))
}

/// The hints of a view in so many columns.
#[must_use]
pub fn fitted_hints(model: &Model, view: &'static Interface, columns: usize) -> Vec<Shown> {
    let (hints, way_out) = (hints(model, view), (view.way_out)(model));
    hint::fitted(hints, way_out, &model.keymap, view.contexts, columns)
}

/// All views: the panes, then what lies over them from the bottom to the top.
#[must_use]
pub fn all(model: &Model) -> Vec<&'static Interface> {
    let panes = PANES.iter().map(interface);
    panes
        .chain(model.views.all().iter().map(interface))
        .collect()
}

/// What the topmost view that has an answer says, the pane that has the keys last.
fn known<T>(model: &Model, ask: impl Fn(&Interface) -> Option<T>) -> Option<T> {
    let overlays = model.views.all().iter().rev().map(interface);
    let beneath = interface(&focused(model.focus));
    overlays.chain([beneath]).find_map(ask)
}

/// The contexts whose bindings hold now, the nearest first.
#[must_use]
pub fn contexts(model: &Model) -> &'static [Context] {
    top(model).contexts
}

/// The link that is selected.
#[must_use]
pub fn link(model: &Model) -> Option<String> {
    known(model, |view| view.link?(model))
}

/// The source that is selected.
#[must_use]
pub fn source(model: &Model) -> Option<SourceId> {
    known(model, |view| view.source?(model))
}

/// The headline that a mark is for: the open one while reading, else the selected one.
#[must_use]
pub fn headline(model: &Model) -> Option<&Headline> {
    known(model, |view| view.headline?(model))
}

/// What stands at the right of the status line instead of the program's own state.
#[must_use]
pub fn status(model: &Model) -> Option<String> {
    known(model, |view| view.status?(model))
}
