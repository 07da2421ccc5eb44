//! The mouse: a click selects and opens, the wheel scrolls what it is over.

use super::borders;
use super::command::run::run;
use super::effect::Effects;
use super::event::{Mouse, MouseAction};
use super::focus;
use super::hint;
use super::model::Model;
use super::motion::Motion;
use super::views::interface::Interface;
use super::views::{self, PANES};
use super::{status, toast_card};

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
        MouseAction::Click => click(model, mouse, effects),
    }
}

fn click(model: &mut Model, mouse: Mouse, effects: &mut Effects) {
    model.dragged = None;
    if let Some(index) = toast_card::at(model, mouse.column, mouse.row) {
        click_toast(model, index, effects);
    } else if let Some(command) = hint_under(model, mouse) {
        model.go_on();
        run(model, command, "", effects);
    } else if !model.views.is_empty() {
        click_overlay(model, mouse, effects);
    } else if is_beside_drawer(model, mouse) {
        focus::give_back(model);
    } else {
        click_pane(model, mouse, effects);
    }
}

/// A border that is pressed is dragged; a pane does what it does.
fn click_pane(model: &mut Model, mouse: Mouse, effects: &mut Effects) {
    model.dragged = borders::under(model, (mouse.column, mouse.row));
    if model.dragged.is_some() {
        return;
    }
    if let Some(pane) = pane_under(model, mouse) {
        (pane.click)(model, mouse, effects);
    }
}

/// Whether a cell is of what a drawer lies over.
fn is_beside_drawer(model: &Model, mouse: Mouse) -> bool {
    let panes = model.panes();
    let drawer = panes.sidebar.filter(|_| panes.sidebar_is_drawer);
    drawer.is_some_and(|drawer| mouse.column >= drawer.x + drawer.width)
}

/// A click on a message does what it offers, and takes it away.
fn click_toast(model: &mut Model, index: usize, effects: &mut Effects) {
    let hint = model.toasts.all().get(index).and_then(|toast| toast.hint);
    model.toasts.remove(index);
    if let Some((command, _)) = hint {
        run(model, command, "", effects);
    }
}

/// The command of the hint that is clicked: in the line at the bottom, or in a card.
fn hint_under(model: &Model, mouse: Mouse) -> Option<&'static str> {
    let top = views::top(model);
    let line = model.panes().status;
    if line.contains(mouse.column, mouse.row) && !top.covers_status {
        return status::command_at(model, mouse.column);
    }
    let hints = (top.card?)(model).hints;
    if !hints.contains(mouse.column, mouse.row) {
        return None;
    }
    let shown = views::fitted_hints(model, top, usize::from(hints.width));
    hint::at(&shown, usize::from(mouse.column - hints.x))
}

/// The pane at a cell. A drawer lies over the others.
fn pane_under(model: &Model, mouse: Mouse) -> Option<&'static Interface> {
    let mut panes = PANES.iter().rev().map(views::interface);
    panes.find(|pane| (pane.area)(model).contains(mouse.column, mouse.row))
}

fn wheel(model: &mut Model, mouse: Mouse, lines: isize) {
    if !model.views.is_empty() {
        let top = views::top(model);
        if !(top.area)(model).contains(mouse.column, mouse.row) {
            return;
        }
        match top.field {
            Some(_) => (top.choose)(model, lines.signum()),
            None => {
                (top.go)(model, Motion::Lines(lines.signum()));
            }
        }
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
