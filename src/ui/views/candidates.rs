//! The lists of headlines that an address offers: what each is, and what the selected one holds
//! at this moment.

use jiff::tz::TimeZone;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::frame;
use crate::app::Model;
use crate::app::views::candidates::state::Candidates;
use crate::app::views::candidates::{card, list_area};
use crate::model::source::shown_address;
use crate::model::{Candidate, Entry, counted};
use crate::text::{few, width};
use crate::ui::cells::{rect, shown};
use crate::ui::theme::{Role, Theme};

/// Columns of the number of headlines.
const COUNT: usize = 5;
/// Columns of a date: "24 Nov ".
const DATE: usize = 7;

/// Draws the choice.
pub(super) fn draw(model: &Model, view: &Candidates, theme: &Theme, buffer: &mut Buffer) {
    let card = card(model);
    let found = &view.found;
    frame::draw(&card, theme, buffer);
    let fact = counted(found.len(), "list");
    frame::title(&card, "Which headlines?", &fact, theme, buffer);
    let body = rect(card.body);
    let list = list_area(model, found.len());
    let columns = usize::from(body.width);
    let entry = |index: usize, selected| row(&found[index], selected, theme, columns);
    let place = (view.cursor, found.len());
    frame::draw_menu(entry, place, (&card, list), theme, buffer);
    frame::draw_hints(model, &card, theme, buffer);
    let beneath = Rect {
        y: body.y + list.height,
        height: body.height - list.height,
        ..body
    };
    if let Some(selected) = found.get(view.cursor) {
        let lines = sample(selected, theme, &model.settings.zone, columns);
        frame::draw_lines(lines, beneath, buffer);
    }
}

/// One list: how many headlines, found how, and what tells it from the others.
fn row(candidate: &Candidate, selected: bool, theme: &Theme, columns: usize) -> Line<'static> {
    let count = format!("{:>3}  ", candidate.feed.entries.len());
    let way = candidate.way.to_string();
    let items = candidate.spec.selectors.items.as_deref();
    let name = items.or(candidate.spec.name.as_deref()).unwrap_or_default();
    let left = columns.saturating_sub(COUNT + width::of(&way) + 3);
    let mut spans = vec![
        Span::styled(count, theme.style(Role::Faint)),
        Span::styled(
            few::short(&way, columns.saturating_sub(COUNT)).into_owned(),
            theme.style(if selected { Role::Strong } else { Role::Text }),
        ),
    ];
    if left > 4 && !name.is_empty() {
        let name = shown(&few::short(name, left), left);
        spans.push(Span::styled(format!(" · {name}"), theme.style(Role::Dim)));
    }
    Line::from(spans)
}

/// The address and the newest headlines of a list, a line each.
fn sample<'a>(
    candidate: &'a Candidate,
    theme: &'a Theme,
    zone: &'a TimeZone,
    columns: usize,
) -> impl Iterator<Item = Line<'static>> + use<'a> {
    let address = shown_address(&candidate.spec.url);
    let address = width::truncate(&address, columns).into_owned();
    let head = [
        Line::styled("─".repeat(columns), theme.style(Role::Line)),
        Line::styled(address, theme.style(Role::Link)),
    ];
    let entries = candidate.feed.entries.iter();
    head.into_iter()
        .chain(entries.map(move |entry| headline(entry, theme, zone, columns)))
}

fn headline(entry: &Entry, theme: &Theme, zone: &TimeZone, columns: usize) -> Line<'static> {
    let date = entry
        .published
        .or(entry.updated)
        .map(|at| zone.to_datetime(at).strftime("%d %b").to_string())
        .unwrap_or_default();
    let title = few::short(&entry.title, columns.saturating_sub(DATE));
    let title = shown(&title, columns);
    Line::from(vec![
        Span::styled(format!("{date:<DATE$}"), theme.style(Role::Dim)),
        Span::styled(title, theme.style(Role::Text)),
    ])
}
