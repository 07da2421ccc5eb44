//! How each view is drawn: one file or folder a view. This is the one place that asks which it is.

pub mod article;
mod candidates;
mod empty;
mod explanation;
mod frame;
mod full_view;
mod headlines;
mod health;
mod help;
pub(super) mod hints;
mod input;
mod links;
mod marked;
mod more;
mod palette;
mod prompt;
mod sidebar;
mod themes;
pub mod ticker;
pub(super) mod title;
pub(super) mod toasts;
pub(super) mod veil;
mod welcome;
pub(super) mod wire;

use ratatui::buffer::Buffer;

use super::theme::Theme;
use crate::app::Model;
use crate::app::views::interface;
use crate::app::views::stack::View;

/// Draws a view where it stands, if it does; the cursor's cell if it has a line of input.
pub fn draw(view: &View, model: &Model, theme: &Theme, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let area = (interface(view).area)(model);
    if area.width == 0 || area.height == 0 {
        return None;
    }
    match view {
        View::Headlines => headlines::draw(model, theme, area, buffer),
        View::Article => article::draw(model, theme, area, buffer),
        View::Ticker => ticker::draw(model, theme, area, buffer),
        View::Sidebar => sidebar::draw(model, theme, buffer),
        View::SidebarFilter(view) => return sidebar::draw_filter(model, view, theme, buffer),
        View::Candidates(view) => candidates::draw(model, view, theme, buffer),
        View::Health(view) => health::draw(model, *view, theme, buffer),
        View::Explanation(view) => explanation::draw(model, view, theme, buffer),
        View::Links(view) => links::draw(model, view, theme, buffer),
        View::Prompt(view) => return Some(prompt::draw(model, view, theme, area, buffer)),
        View::Palette(view) => return Some(palette::draw(model, view, theme, buffer)),
        View::Welcome(view) => welcome::draw(model, view, theme, buffer),
        View::Help(view) => return Some(help::draw(model, view, theme, buffer)),
        View::Themes(view) => themes::draw(model, *view, theme, buffer),
    }
    None
}
