//! The help: every command by family, with its keys as they are now.

use ratatui::text::{Line, Span};

use super::theme::{Role, Theme};
use crate::app::Model;
use crate::app::command::{COMMANDS, Family};
use crate::text::width;

/// Columns of the keys.
const KEYS_COLUMNS: usize = 24;

/// The lines of the help.
#[must_use]
pub fn lines(model: &Model, theme: &Theme, columns: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let keys_columns = KEYS_COLUMNS.min(columns / 2);
    for family in Family::ALL {
        lines.push(Line::styled(
            family.heading().to_owned(),
            theme.style(Role::Heading),
        ));
        for command in COMMANDS.iter().filter(|command| command.family == family) {
            let mut keys = model.keymap.chords_of(command.id).join("  ");
            if keys.is_empty() {
                keys = format!(":{}", command.id);
            }
            let doc = width::truncate(command.doc, columns.saturating_sub(keys_columns));
            lines.push(Line::from(vec![
                Span::styled(width::fit(&keys, keys_columns), theme.style(Role::Key)),
                Span::styled(doc.into_owned(), theme.style(Role::Text)),
            ]));
        }
        lines.push(Line::raw(""));
    }
    lines
}
