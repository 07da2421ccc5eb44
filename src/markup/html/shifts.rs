//! What stands above or below a line: raised and lowered text, readings over words. As text it
//! needs a sign of its own; the tree of an article is read in the same way.

use crate::markup::raised::{MAX_CHARS, lowered_after, raised_after};

/// The elements that are open.
#[derive(Default)]
pub(super) struct Shifts {
    /// Where the innermost raised or lowered text begins, and whether it is raised.
    shifted: Option<(usize, bool)>,
    /// A reading that got a parenthesis is open.
    in_reading: bool,
    /// The word has parentheses of its own.
    is_parenthesised: bool,
}

impl Shifts {
    /// Reads a tag; `out` is the text before it.
    pub(super) fn tag(&mut self, name: &str, is_end: bool, out: &mut String) {
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        if is("sup") || is("sub") {
            self.close_shift(out);
            self.shifted = (!is_end).then_some((out.len(), is("sup")));
        } else if is("ruby") {
            self.close_reading(out);
            self.is_parenthesised = false;
        } else if is("rp") {
            self.close_reading(out);
            self.is_parenthesised = true;
        } else if is("rt") || is("rb") {
            self.close_reading(out);
            if is("rt") && !is_end && !self.is_parenthesised {
                out.push('(');
                self.in_reading = true;
            }
        }
    }

    fn close_shift(&mut self, out: &mut String) {
        let Some((start, is_raised)) = self.shifted.take() else {
            return;
        };
        let text = out.get(start..).unwrap_or_default().trim();
        if text.is_empty() || text.chars().count() > MAX_CHARS {
            return;
        }
        let before = &out[..start];
        let written = if is_raised {
            raised_after(before, text)
        } else {
            lowered_after(before, text)
        };
        out.truncate(start);
        out.push_str(&written);
    }

    fn close_reading(&mut self, out: &mut String) {
        if std::mem::take(&mut self.in_reading) {
            if out.ends_with('(') {
                out.pop();
            } else {
                out.push(')');
            }
        }
    }
}
