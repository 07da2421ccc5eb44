//! The sidebar: what the list can show, beside the list where there is room, else a drawer over
//! the panes while it has the keys.

pub mod commands;
pub mod filter;
pub mod outline;
pub mod showing;
pub mod state;

use jiff::Timestamp;

use super::interface::{Field, Interface, PaneTitle};
use crate::app::context::Context;
use crate::app::effect::{Effect, Effects, StoreEffect};
use crate::app::event::Mouse;
use crate::app::focus;
use crate::app::model::Model;
use crate::app::panes::{Area, Focus};
use crate::model::verdict::aging;
use crate::model::{Scope, SourceId};
use filter::Filter;
use outline::Entry;
use showing::shown;

/// Where its keys hold.
pub const CONTEXT: Context = Context::new("sidebar");

/// See [`Interface`].
pub const INTERFACE: Interface = Interface {
    contexts: &[CONTEXT, Context::GLOBAL],
    hints: &[
        ("open", "show"),
        ("fold-group", "fold"),
        ("filter-sources", "filter"),
        ("refresh-source", "try now"),
        ("pause-source", "pause"),
        ("toggle-sidebar", "hide"),
        ("back", "back"),
        ("help", "help"),
    ],
    way_out: |_| Some(("back", "back")),
    hides_impossible: true,
    area,
    title: |_| Some(title()),
    go: |model, motion| {
        let page = usize::from(parts(model).rows.height);
        model.sidebar.go(motion.distance(page), &model.sources)
    },
    scroll: |model, lines| {
        let height = usize::from(parts(model).rows.height);
        model.sidebar.scroll(lines, height);
    },
    open: |model, _| commands::show_selected(model),
    back: |model, _| focus::give_back(model),
    click: |model, mouse, _| click(model, mouse),
    source: Some(selected_source),
    settle,
    next_deadline,
    ..Interface::PANE
};

/// The line of input of the filter; see [`Interface`].
pub const FILTER: Interface = Interface {
    contexts: &[Context::INPUT],
    click: |model, mouse, _| click(model, mouse),
    hints: &[
        ("accept", "show"),
        ("next-match", "next"),
        ("cancel", "all"),
    ],
    field: Some(|model| {
        let Filter { input, choice } = model.views.top_as_mut()?;
        Some(Field { input, choice })
    }),
    choose: |model, delta| {
        let last = model.sidebar.outline().selectable().len().saturating_sub(1);
        if let Some(filter) = model.views.top_as_mut::<Filter>() {
            filter.choice = filter.choice.saturating_add_signed(delta).min(last);
        }
    },
    accept: |model, _| {
        model.views.pop_if::<Filter>();
        commands::show_selected(model);
    },
    area: INTERFACE.area,
    source: INTERFACE.source,
    ..Interface::OVERLAY
};

fn title() -> PaneTitle {
    PaneTitle {
        name: "newswire".to_owned(),
        is_brand: true,
        ..PaneTitle::default()
    }
}

/// Rows beneath which there is no last row for totals: all are for what can be selected.
const ROOM_FOR_TOTALS: u16 = 10;

/// Where the parts of the sidebar stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parts {
    /// What can be shown, a row each.
    pub rows: Area,
    /// The filter or the totals; empty where there are none.
    pub foot: Area,
}

/// The rows of the sidebar. The last column of a drawer is none of it: it parts it from what is
/// behind.
fn area(model: &Model) -> Area {
    let panes = model.panes();
    let area = panes.sidebar.unwrap_or_default();
    let edge = u16::from(panes.sidebar_is_drawer);
    Area {
        width: area.width.saturating_sub(edge),
        ..area
    }
}

/// Where the parts of the sidebar stand.
#[must_use]
pub fn parts(model: &Model) -> Parts {
    let area = area(model);
    let has_room = area.height >= ROOM_FOR_TOTALS;
    let foot = match is_filtered(model) {
        true => 1 + u16::from(has_room),
        false if has_room && has_totals(model) => 2,
        false => 0,
    };
    let foot = foot.min(area.height);
    Parts {
        rows: Area {
            height: area.height - foot,
            ..area
        },
        foot: Area {
            y: (area.y + area.height).saturating_sub(1),
            height: foot.min(1),
            ..area
        },
    }
}

/// Whether the filter has the keys.
#[must_use]
pub fn is_filtered(model: &Model) -> bool {
    model.views.find::<Filter>().is_some()
}

fn has_totals(model: &Model) -> bool {
    model.sidebar.outline().troubles != outline::Troubles::default()
}

fn selected_source(model: &Model) -> Option<SourceId> {
    match model.sidebar.selected()? {
        Entry::Source(_, id) => Some(*id),
        _ => None,
    }
}

/// An item is shown, a group folded.
fn click(model: &mut Model, mouse: Mouse) {
    let area = parts(model).rows;
    if !area.contains(mouse.column, mouse.row) {
        return;
    }
    let row = model.sidebar.offset() + usize::from(mouse.row - area.y);
    if !model.sidebar.outline().selectable().contains(&row) {
        return;
    }
    model.focus = Focus::Sidebar;
    model.sidebar.select(row, &model.sources);
    if is_filtered(model) {
        model.views.remove::<Filter>();
        commands::show_selected(model);
    } else if matches!(model.sidebar.selected(), Some(Entry::Group(_))) {
        commands::turn_fold(model);
    } else {
        commands::show_selected(model);
    }
}

/// The rows are those of the sources, the cursor is at what the list shows unless it has the keys,
/// and today's headlines are counted. A sidebar that is not shown costs nothing.
fn settle(model: &mut Model, effects: &mut Effects) {
    if model.focus != Focus::Sidebar {
        model.views.remove::<Filter>();
    }
    if model.panes().sidebar.is_none() {
        return;
    }
    let filter = model.views.find::<Filter>().cloned();
    let text = filter.as_ref().map_or("", |filter| filter.input.value());
    model.sidebar.follow(&model.sources, text, model.now);
    if let Some(filter) = filter {
        model.sidebar.select_place(filter.choice, &model.sources);
    } else if model.focus != Focus::Sidebar {
        let entry = shown(model);
        model.sidebar.select_entry(&entry, &model.sources);
    }
    let height = usize::from(parts(model).rows.height);
    model.sidebar.keep_in_view(height);
    if model.sidebar.takes_count_of(model.today) {
        let (day, request) = (model.today, model.sidebar.counting.ask(&mut model.requests));
        effects.push(Effect::Store(StoreEffect::CountDay { request, day }));
    }
}

/// At midnight another day is today, in the sidebar and in the list; a source that has been missing
/// for long is gone.
fn next_deadline(model: &Model) -> Option<Timestamp> {
    let is_shown = matches!(model.list.query.scope, Scope::Today(_));
    let is_counted = model.panes().sidebar.is_some();
    let midnight = (is_shown || is_counted).then_some(model.today.end);
    let sources = model.sources.iter().filter(|_| is_counted);
    let gone = sources.filter_map(|source| aging::of_verdict(source, model.now));
    gone.chain(midnight).min()
}
