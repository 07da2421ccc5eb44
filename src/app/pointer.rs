//! The mouse: a click selects and opens, the wheel scrolls what it is over.

use super::command::{self, Motion};
use super::effect::Effects;
use super::event::{Mouse, MouseAction};
use super::layer::Layer;
use super::model::{Focus, Model};
use super::panes::Area;

/// Lines a turn of the wheel scrolls.
const WHEEL_LINES: isize = 3;

/// Handles one action of the mouse.
pub fn point(model: &mut Model, mouse: Mouse, effects: &mut Effects) {
    match mouse.action {
        MouseAction::WheelUp => wheel(model, mouse, -WHEEL_LINES),
        MouseAction::WheelDown => wheel(model, mouse, WHEEL_LINES),
        MouseAction::Click if !model.layers.is_empty() => click_overlay(model, mouse, effects),
        MouseAction::Click => click_pane(model, mouse, effects),
    }
}

fn over(area: Option<Area>, mouse: Mouse) -> bool {
    area.is_some_and(|area| area.contains(mouse.column, mouse.row))
}

fn wheel(model: &mut Model, mouse: Mouse, lines: isize) {
    if !model.layers.is_empty() {
        command::go(model, Motion::Lines(lines.signum()));
        return;
    }
    let panes = model.panes();
    if over(panes.list, mouse) {
        let height = model.list_height();
        if lines < 0 && model.list.offset() == 0 {
            model.list.show_waiting(height);
        }
        model.list.scroll(lines, height);
        // Beside an article the cursor stays on it; alone it must be where the user looks.
        if !panes.is_split() {
            model.list.bring_cursor(height);
        }
    } else if over(panes.article, mouse) {
        let height = panes.article.map_or(0, |area| area.height);
        model.list.touch();
        if let Some(open) = model.reader.open_mut() {
            open.scroll_by(lines, height);
        }
    }
}

fn click_pane(model: &mut Model, mouse: Mouse, effects: &mut Effects) {
    let panes = model.panes();
    if let Some(area) = panes.list.filter(|_| over(panes.list, mouse)) {
        let row = usize::from((mouse.row - area.y) / panes.row_height.max(1));
        let index = model.list.offset() + row;
        if index < model.list.ids().len() {
            let height = model.list_height();
            model.focus = Focus::List;
            model.list.select(index, height);
            command::enter_selected(model, effects);
        }
    } else if over(panes.article, mouse) && model.reader.open().is_some() {
        model.focus = Focus::Article;
    } else if over(panes.ticker, mouse) || over(panes.ticker_line, mouse) {
        model.focus = Focus::Ticker;
    }
}

/// A click on an entry of a menu opens it; a click beside the overlay closes it.
fn click_overlay(model: &mut Model, mouse: Mouse, effects: &mut Effects) {
    let area = overlay_area(model);
    if !area.contains(mouse.column, mouse.row) {
        if !matches!(model.layers[..], [Layer::Welcome(_)]) {
            model.layers.pop();
        }
        return;
    }
    if let Some(Layer::Health(_)) = model.layers.last() {
        let list = super::health::parts(model).list;
        if list.contains(mouse.column, mouse.row) {
            command::select_in_health(model, usize::from(mouse.row - list.y));
        }
        return;
    }
    let judged = super::judgement::parts(model).list;
    if let Some(Layer::Judgement(view)) = model.layers.last_mut() {
        if judged.contains(mouse.column, mouse.row) {
            let count = view.explanation.blocks.len();
            let first = first_shown(view.cursor, usize::from(judged.height), count);
            let row = first + usize::from(mouse.row - judged.y);
            view.cursor = row.min(count.saturating_sub(1));
        }
        return;
    }
    let count = command::menu_count(model);
    let height = menu_height(model, area);
    let Some(menu) = model.layers.last_mut().and_then(Layer::menu) else {
        return;
    };
    let first = first_shown(menu.cursor, height, count);
    let Some(row) = usize::from(mouse.row).checked_sub(usize::from(area.y) + 1) else {
        return;
    };
    if row < height && first + row < count {
        menu.cursor = first + row;
        command::run(model, "open", "", effects);
    }
}

/// Where the topmost menu, help or palette stands.
#[must_use]
pub fn overlay_area(model: &Model) -> Area {
    let (width, height) = model.size;
    if let Some(Layer::Health(_) | Layer::Judgement(_)) = model.layers.last() {
        return Area {
            width,
            height: height.saturating_sub(1),
            ..Area::default()
        };
    }
    let wanted = match model.layers.last() {
        Some(Layer::Sources(_) | Layer::Links(_)) => u16::try_from(command::menu_count(model))
            .unwrap_or(u16::MAX)
            .saturating_add(2),
        Some(Layer::Palette(_)) => 16,
        _ => u16::MAX,
    };
    let columns = width.saturating_sub(if width > 60 { 8 } else { 0 }).min(84);
    let rows = wanted
        .min(height.saturating_sub(if height > 16 { 4 } else { 1 }))
        .max(3.min(height));
    Area {
        x: (width - columns) / 2,
        y: height.saturating_sub(rows) / 2,
        width: columns,
        height: rows,
    }
}

/// Rows of the topmost menu in its overlay; what is chosen from may be shown beneath it.
#[must_use]
pub fn menu_height(model: &Model, overlay: Area) -> usize {
    let inside = usize::from(overlay.height.saturating_sub(2));
    match model.layers.last() {
        Some(Layer::Candidates(choice)) => choice.candidates.len().min(inside / 2),
        _ => inside,
    }
}

/// The first entry shown in a menu of `count` entries in `height` rows, with the cursor in
/// the middle where possible.
#[must_use]
pub fn first_shown(cursor: usize, height: usize, count: usize) -> usize {
    cursor
        .saturating_sub(height / 2)
        .min(count.saturating_sub(height))
}
