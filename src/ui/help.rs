//! The help: every command by family, with its keys as they are now.

use ratatui::text::{Line, Span};

use super::theme::{Role, Theme};
use crate::app::Model;
use crate::app::help::{self, Row};
use crate::text::width;

/// The lines of the help.
#[must_use]
pub fn lines(model: &Model, theme: &Theme) -> Vec<Line<'static>> {
    let (_, of_keys) = help::columns(model);
    let line = |row| match row {
        Row::Heading(name) => Line::styled(name, theme.style(Role::Heading)),
        Row::Command(keys, doc) => Line::from(vec![
            Span::styled(width::fit(&keys, of_keys), theme.style(Role::Key)),
            Span::styled(doc, theme.style(Role::Text)),
        ]),
        Row::Blank => Line::raw(""),
    };
    help::rows(model).into_iter().map(line).collect()
}
