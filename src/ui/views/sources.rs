//! The sources menu: a row a scope, with what a user must know of it.

use ratatui::buffer::Buffer;
use ratatui::text::{Line, Span};

use super::frame;
use super::health;
use crate::app::Model;
use crate::app::views::sources::state::Sources;
use crate::app::views::sources::{card, scopes};
use crate::model::{Scope, Verdict, verdict};
use crate::text::{bidi, width};
use crate::ui::cells::sentence;
use crate::ui::theme::{Role, Theme};

/// Draws the menu.
pub(super) fn draw(model: &Model, view: &Sources, theme: &Theme, buffer: &mut Buffer) {
    let card = card(model);
    frame::draw(card.area, theme, buffer);
    frame::title(&card, "Sources", "", theme, buffer);
    let scopes = scopes(model);
    let columns = usize::from(card.body.width);
    let entry = |index: usize, _| scope_line(model, &scopes[index], theme, columns);
    let place = (view.cursor, scopes.len());
    frame::draw_menu(entry, place, (&card, card.body), theme, buffer);
    frame::draw_hints(model, &card, theme, buffer);
}

fn scope_line(model: &Model, scope: &Scope, theme: &Theme, columns: usize) -> Line<'static> {
    let source = match scope {
        Scope::Source(id) => model.source(*id),
        _ => None,
    };
    let (name, count) = match scope {
        Scope::All => ("All headlines".to_owned(), model.totals.unread),
        Scope::Favourites => ("★ Favourites".to_owned(), model.totals.favourites),
        Scope::Group(group) => {
            let members = model
                .sources
                .iter()
                .filter(|source| source.groups.contains(group));
            let unread = members.map(|source| source.unread).sum();
            (format!("# {}", bidi::isolate(group)), unread)
        }
        Scope::Source(_) => source.map_or_else(Default::default, |source| {
            (bidi::isolate(&source.name), source.unread)
        }),
    };
    let count = if count == 0 {
        String::new()
    } else {
        count.to_string()
    };
    // What a user must know stands before the name: a small screen has no room beside it.
    let verdict = source
        .map(|source| Verdict::of(source, model.now))
        .filter(|verdict| !matches!(verdict, Verdict::Fine | Verdict::NeverAsked));
    let mark = verdict.map_or_else(String::new, |verdict| format!("{} ", verdict.mark()));
    let name_columns = columns.saturating_sub(8).min(34);
    let free = columns.saturating_sub(name_columns + 8);
    let name_columns = name_columns.saturating_sub(width::of(&mark));
    let name = width::pad_end(&sentence(&name, name_columns), name_columns);
    let role = |verdict: Option<Verdict>| verdict.map_or(Role::Text, health::role);
    let mut spans = vec![
        Span::styled(mark, theme.style(role(verdict))),
        Span::styled(name, theme.style(Role::Text)),
        Span::styled(format!("{count:>7} "), theme.style(Role::Faint)),
    ];
    if let (Some(verdict), Some(source)) = (verdict, source) {
        let words = verdict::sentence(source, model.now);
        let words = sentence(&words, free);
        spans.push(Span::styled(words, theme.style(health::role(verdict))));
    }
    Line::from(spans)
}
