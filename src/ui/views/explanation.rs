//! The explanation of a page: a row a block, kept or dropped, and beneath it all that decided
//! about the selected one. The verdict is a sign and a style, so colour is never alone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::frame;
use super::full_view::{self, lines};
use crate::app::Model;
use crate::app::views::explanation::parts;
use crate::app::views::explanation::state::ExplanationView;
use crate::app::views::full_view::Parts;
use crate::model::ExplainedBlock;
use crate::text::width;
use crate::ui::cells::{rect, shown, write_all};
use crate::ui::theme::{Role, Theme};

/// Lines of the selected block's text that are shown, where there is room.
const TEXT_LINES: usize = 3;

/// Draws the view.
pub(super) fn draw(model: &Model, state: &ExplanationView, theme: &Theme, buffer: &mut Buffer) {
    let parts = parts(model);
    full_view::clear(Parts::area(model.size), theme, buffer);
    let blocks = &state.explanation.blocks;
    let kept = blocks.iter().filter(|block| block.kept).count();
    let counts = format!("{kept} kept · {} dropped", blocks.len() - kept);
    full_view::title("What is text", &counts, &parts, theme, buffer);
    let place = (state.cursor, blocks.len());
    full_view::draw_rows(&parts, place, theme, buffer, |index, row, buffer| {
        draw_row(&blocks[index], index == state.cursor, theme, row, buffer);
    });
    if let Some(block) = blocks.get(state.cursor) {
        details(block, theme, rect(parts.details), buffer);
    }
}

fn draw_row(
    block: &ExplainedBlock,
    selected: bool,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let (style, cursor) = full_view::row(selected, theme, area, buffer);
    let (sign, role) = verdict(block);
    write_all(cursor, style(Role::Focus), (area.x, area.y), buffer);
    write_all(sign, style(role), (area.x + 2, area.y), buffer);
    let text = shown(&block.text, usize::from(area.width).saturating_sub(6));
    write_all(&text, style(role), (area.x + 4, area.y), buffer);
}

fn verdict(block: &ExplainedBlock) -> (&'static str, Role) {
    if block.kept {
        ("+", Role::Text)
    } else {
        ("-", Role::Dim)
    }
}

fn details(block: &ExplainedBlock, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let fate = if block.kept { "kept" } else { "dropped" };
    let percent = f64::from(block.probability) * 100.0;
    // What is no block of the page was not judged, and stands nowhere.
    let is_of_page = !block.place.is_empty();
    let heading = match is_of_page {
        true => format!("{fate} · {percent:.0} %"),
        false => fate.to_owned(),
    };
    let Some(inside) = full_view::details(&heading, theme, area, buffer) else {
        return;
    };
    let columns = usize::from(inside.width);
    let reason = lines(
        &block.reason.to_string(),
        columns,
        2,
        theme.style(Role::Text),
    );
    let alike = match block.alike {
        0 | 1 => String::new(),
        2 => ", as another block".to_owned(),
        count => format!(", as {} others", count - 1),
    };
    let place = format!("{}{alike}", block.place);
    let place = width::truncate(&place, columns.saturating_sub(3)).into_owned();
    let place = Line::from(vec![
        Span::styled("at ", theme.style(Role::Label)),
        Span::styled(place, theme.style(Role::Text)),
    ]);
    let text = lines(&block.text, columns, TEXT_LINES, theme.style(Role::Dim));
    frame::draw_lines(
        reason
            .into_iter()
            .chain(is_of_page.then_some(place))
            .chain(text),
        inside,
        buffer,
    );
}
