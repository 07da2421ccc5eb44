//! The borders between panes that stand side by side: keys and the mouse move them.

use super::layout::Border;
use super::model::Model;

/// The column in which a border stands, if it is seen: the wire of the pane at its right.
#[must_use]
pub fn column(model: &Model, border: Border) -> Option<u16> {
    let panes = model.panes();
    let right = match border {
        Border::Sidebar => panes
            .sidebar
            .filter(|_| !panes.sidebar_is_drawer)
            .and(panes.list.or(panes.article)),
        Border::List => panes
            .list
            .filter(|_| panes.is_split() && !panes.is_stacked())
            .and(panes.article),
        Border::Ticker => panes.ticker,
    };
    right.map(|pane| pane.x)
}

/// The border under a cell.
#[must_use]
pub fn under(model: &Model, (x, y): (u16, u16)) -> Option<Border> {
    let is_above_bar = y < model.panes().status.y;
    let mut borders = Border::ALL.into_iter().filter(|_| is_above_bar);
    borders.find(|border| column(model, *border) == Some(x))
}

/// Puts a border into a column, as far as the panes beside it have room.
pub fn place(model: &mut Model, border: Border, x: u16) {
    if column(model, border).is_none() {
        return;
    }
    let panes = model.panes();
    let widths = &mut model.wishes.widths;
    match border {
        Border::Sidebar => widths.sidebar = Some(x),
        Border::List => {
            let start = panes.list.map_or(0, |list| list.x);
            widths.list = Some(x.saturating_sub(start));
        }
        Border::Ticker => widths.ticker = Some(model.size.0.saturating_sub(x)),
    }
    // What has no effect is not kept: the next step counts from what is seen.
    let panes = model.panes();
    let widths = &mut model.wishes.widths;
    match border {
        Border::Sidebar => widths.sidebar = panes.sidebar.map(|pane| pane.width),
        Border::List => widths.list = panes.list.map(|pane| pane.width),
        Border::Ticker => widths.ticker = panes.ticker.map(|pane| pane.width),
    }
}
