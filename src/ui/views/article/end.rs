//! The end of an article: a rule, the key that leads on, and the headline that is next.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::Model;
use crate::app::panes::Focus;
use crate::app::views::headlines::questions::Seek;
use crate::app::views::headlines::unread::{self, Next};
use crate::text::{bidi, width};
use crate::ui::cells::{sentence, write, write_all};
use crate::ui::theme::{Role, Theme};

/// Between the words and the headline.
const GAP: u16 = 2;

/// Draws the rows of the end from `skip` on: a blank one, the rule, and what is next.
pub(super) fn draw(model: &Model, skip: usize, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let parts: [fn(&Model, &Theme, Rect, &mut Buffer); 3] = [|_, _, _, _| {}, rule, next];
    for (part, row) in parts.iter().skip(skip).zip(area.rows()) {
        part(model, theme, row, buffer);
    }
}

fn rule(_: &Model, theme: &Theme, row: Rect, buffer: &mut Buffer) {
    let rule = "─".repeat(usize::from(row.width));
    write_all(&rule, theme.style(Role::Line), (row.x, row.y), buffer);
}

fn next(model: &Model, theme: &Theme, row: Rect, buffer: &mut Buffer) {
    let (key, faint) = (theme.style(Role::Key), theme.style(Role::Faint));
    let columns = usize::from(row.width);
    let next = unread::next(model);
    if next == Next::Nothing {
        let words = sentence(&unread::nothing_left(model, Seek::Forward), columns);
        write_all(&words, faint, (row.x, row.y), buffer);
        return;
    }
    // Beside the list, the key enters the article first.
    let x = match model.focus {
        Focus::Article => {
            let chord = model.key_of("read-on");
            write(&chord, columns, key, (row.x, row.y), buffer) + 1
        }
        Focus::Sidebar | Focus::List | Focus::Ticker => row.x,
    };
    let left = usize::from(row.right().saturating_sub(x));
    let x = write("next unread", left, faint, (x, row.y), buffer) + GAP;
    let Next::Headline(headline) = next else {
        return;
    };
    let left = usize::from(row.right().saturating_sub(x));
    let title = width::truncate(&headline.title, left);
    let title = bidi::line(&title);
    let free = left.saturating_sub(width::of(&title.text));
    let start = if title.rtl { free } else { 0 };
    let x = x + u16::try_from(start).unwrap_or(0);
    write(
        &title.text,
        left,
        theme.style(Role::Text),
        (x, row.y),
        buffer,
    );
}
