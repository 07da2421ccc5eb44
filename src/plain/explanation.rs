//! The explanation of a page as text.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

use super::output;
use crate::model::{ExplainedBlock, Explanation};
use crate::text::width;

/// Widest line of a terminal that is used.
const WIDEST: u16 = 120;
/// Narrowest line that a text is cut to.
const NARROWEST: u16 = 20;

/// Prints each block with what decided about it; on a terminal each text is cut to one line.
///
/// # Errors
/// When standard output is closed.
pub(crate) fn print(explanation: &Explanation) -> io::Result<()> {
    let stdout = io::stdout();
    let columns = stdout.is_terminal().then(|| {
        let columns = crossterm::terminal::size().map_or(WIDEST, |(columns, _)| columns);
        usize::from(columns.clamp(NARROWEST, WIDEST))
    });
    let mut stdout = output::stdout();
    stdout.write_all(text(explanation, columns).as_bytes())?;
    stdout.flush()
}

/// A block is a line of the reason and a line of the text; the counts come last.
fn text(explanation: &Explanation, columns: Option<usize>) -> String {
    let mut text = String::new();
    for block in &explanation.blocks {
        for line in lines(block) {
            let line = match columns {
                Some(columns) => width::truncate(&line, columns).into_owned(),
                None => line,
            };
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{line}");
        }
        text.push('\n');
    }
    let kept = explanation.blocks.iter().filter(|block| block.kept).count();
    let dropped = explanation.blocks.len() - kept;
    let _ = writeln!(text, "{kept} blocks kept, {dropped} dropped");
    text
}

fn lines(block: &ExplainedBlock) -> [String; 2] {
    let sign = if block.kept { '+' } else { '-' };
    let percent = f64::from(block.probability) * 100.0;
    let head = match block.place.as_str() {
        // No block of the page: nothing was judged.
        "" => format!("{sign}        {}", block.reason),
        place => format!("{sign} {percent:3.0} %  {place}  {}", block.reason),
    };
    [head, format!("  {}", block.text)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Reason;

    #[test]
    fn each_block_has_its_sign_and_reason() {
        let block = |kept, reason| ExplainedBlock {
            text: "A line of the page that is long enough to be cut.".into(),
            kept,
            probability: 0.934,
            reason,
            place: "div.body > p".into(),
            alike: 1,
        };
        let explanation = Explanation {
            url: None,
            blocks: vec![
                block(true, Reason::Surrounded),
                block(false, Reason::Author),
            ],
        };
        assert_eq!(
            text(&explanation, Some(40)),
            "+  93 %  div.body > p  a sentence among…\n  A line of the page that is long enoug…\n\n\
             -  93 %  div.body > p  it only names th…\n  A line of the page that is long enoug…\n\n\
             1 blocks kept, 1 dropped\n"
        );
    }
}
