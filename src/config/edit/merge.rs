//! A change taken out of a text that may have been changed elsewhere since.
//!
//! Tables begin and end alike, so that a usual merge of lines may put a table back around lines
//! that were written above the next one. Here the whole stretch counts as changed in which the
//! change could stand, and it is put back only where that and its neighbours are as they were.

use std::iter::zip;

use super::splice::{difference, replaced};

/// `text` with `old` where `new` stood; `None` when it is not the same there any more.
pub(super) fn taken_back(old: &str, new: &str, text: &str) -> Option<String> {
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<_>>();
    let (old_lines, new_lines, lines) = (lines(old), lines(new), lines(text));
    let alike = |(a, b): &(&&str, &&str)| a == b;
    let before = zip(&old_lines, &new_lines).take_while(alike).count();
    let after = zip(old_lines.iter().rev(), new_lines.iter().rev());
    let after = after.take_while(alike).count();
    let shorter = old_lines.len().min(new_lines.len());
    let start = before.min(shorter - after);
    let rest = after.min(shorter - before);
    let (old_end, end) = (old_lines.len() - rest, new_lines.len() - rest);
    let mut here = start;
    for hunk in difference(new, text).hunks() {
        let replaced = replaced(hunk);
        if replaced.end < start {
            here = here + hunk.new_range().len() - replaced.len();
        } else if replaced.start <= end {
            return None;
        }
    }
    let mut merged = lines[..here].concat();
    merged.push_str(&old_lines[start..old_end].concat());
    merged.push_str(&lines[here + end - start..].concat());
    Some(merged)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "[[a]]\nx = 1\np = 0\n\n[[a]]\nx = 2\np = 0\n\n[[a]]\nx = 3\n\n[b]\ny = 4\n";
    const NEW: &str = "[[a]]\nx = 1\np = 0\n\n[[a]]\nx = 3\n\n[b]\ny = 4\n";

    #[test]
    fn what_was_written_elsewhere_stays() {
        assert_eq!(taken_back(OLD, NEW, NEW).as_deref(), Some(OLD));
        for (line, other) in [("y = 4", "# end"), ("x = 1", "x = 1 # one")] {
            let text = NEW.replace(line, other);
            let merged = taken_back(OLD, NEW, &text);
            let is_near = line == "x = 1";
            assert_eq!(merged, (!is_near).then(|| OLD.replace(line, other)));
        }
        let more = format!("# head\n{NEW}[c]\n");
        let both = format!("# head\n{OLD}[c]\n");
        assert_eq!(taken_back(OLD, NEW, &more), Some(both));
        assert_eq!(taken_back(NEW, OLD, OLD).as_deref(), Some(NEW));
    }

    #[test]
    fn what_could_be_of_either_table_is_refused() {
        let above = NEW.replace("[[a]]\nx = 3", "# about 3\n[[a]]\nx = 3");
        assert_eq!(taken_back(OLD, NEW, &above), None);
        let below = NEW.replace("p = 0\n", "p = 0\nq = 5\n");
        assert_eq!(taken_back(OLD, NEW, &below), None);
        assert_eq!(taken_back(OLD, NEW, ""), None);
    }
}
