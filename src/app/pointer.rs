//! The mouse: a click selects and opens, the wheel scrolls what it is over.

use super::borders;
use super::effect::Effects;
use super::event::{Mouse, MouseAction};
use super::model::Model;
use super::motion::Motion;
use super::panes::Focus;
use super::views::interface::Interface;
use super::views::{self, PANES};

/// Lines a turn of the wheel scrolls.
const WHEEL_LINES: isize = 3;

/// Handles one action of the mouse. A border that was pressed is dragged until the next click.
pub fn point(model: &mut Model, mouse: Mouse, effects: &mut Effects) {
    match mouse.action {
        MouseAction::WheelUp => wheel(model, mouse, -WHEEL_LINES),
        MouseAction::WheelDown => wheel(model, mouse, WHEEL_LINES),
        MouseAction::Drag => {
            if let Some(border) = model.dragged {
                borders::place(model, border, mouse.column);
            }
        }
        MouseAction::Click if !model.views.is_empty() => click_overlay(model, mouse, effects),
        MouseAction::Click if is_beside_drawer(model, mouse) => {
            (model.dragged, model.focus) = (None, Focus::List);
        }
        MouseAction::Click => {
            model.dragged = borders::under(model, (mouse.column, mouse.row));
            if model.dragged.is_some() {
                return;
            }
            if let Some(pane) = pane_under(model, mouse) {
                (pane.click)(model, mouse, effects);
            }
        }
    }
}

/// Whether a cell is of what a drawer lies over.
fn is_beside_drawer(model: &Model, mouse: Mouse) -> bool {
    let panes = model.panes();
    let drawer = panes.sidebar.filter(|_| panes.sidebar_is_drawer);
    drawer.is_some_and(|drawer| mouse.column >= drawer.x + drawer.width)
}

/// The pane at a cell. A drawer lies over the others.
fn pane_under(model: &Model, mouse: Mouse) -> Option<&'static Interface> {
    let mut panes = PANES.iter().rev().map(views::interface);
    panes.find(|pane| (pane.area)(model).contains(mouse.column, mouse.row))
}

fn wheel(model: &mut Model, mouse: Mouse, lines: isize) {
    if !model.views.is_empty() {
        (views::top(model).go)(model, Motion::Lines(lines.signum()));
    } else if let Some(pane) = pane_under(model, mouse) {
        (pane.scroll)(model, lines);
    }
}

/// A click beside what lies over the panes closes it.
fn click_overlay(model: &mut Model, mouse: Mouse, effects: &mut Effects) {
    let top = views::top(model);
    if (top.area)(model).contains(mouse.column, mouse.row) {
        (top.click)(model, mouse, effects);
    } else if !(top.stays)(model) {
        model.views.pop();
    }
}
