//! Text in which the letters are marked that match what is typed.

use ratatui::style::Style;
use ratatui::text::Span;

use crate::ui::theme::{Role, Theme};

/// The text in spans; `letters` are counted from its beginning, in any order.
pub(super) fn spans(
    text: &str,
    letters: &[usize],
    style: Style,
    theme: &Theme,
) -> Vec<Span<'static>> {
    let mark = style.patch(theme.style(Role::Match));
    let mut spans: Vec<(bool, String)> = Vec::new();
    for (at, letter) in text.chars().enumerate() {
        let is_marked = letters.contains(&at);
        match spans.last_mut() {
            Some((known, part)) if *known == is_marked => part.push(letter),
            _ => spans.push((is_marked, letter.to_string())),
        }
    }
    let styled = spans.into_iter().map(|(is_marked, part)| {
        let style = if is_marked { mark } else { style };
        Span::styled(part, style)
    });
    styled.collect()
}

/// The letters of a text that words of what is typed stand for, each where it first stands.
pub(super) fn letters(text: &str, typed: &str) -> Vec<usize> {
    let folded: Vec<char> = text.chars().map(lower).collect();
    let words = typed.split_whitespace();
    let found = words.filter_map(|word| {
        let word: Vec<char> = word.chars().map(lower).collect();
        let at = folded.windows(word.len()).position(|part| part == word)?;
        Some(at..at + word.len())
    });
    found.flatten().collect()
}

/// One letter in place of one, so that places stay.
fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_first_stand() {
        assert_eq!(letters("Copy the link", "LINK co"), [9, 10, 11, 12, 0, 1]);
        assert!(letters("Copy", "link").is_empty());
        assert!(letters("", "link").is_empty());
    }
}
