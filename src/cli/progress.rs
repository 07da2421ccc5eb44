//! A bar on standard error while something is downloaded; nothing at all where that is no
//! terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::term::locale;
use crate::text::charset::Charset;

/// Less would be shown and gone before it is seen.
const FEWEST: usize = 2;
const DRAWS_A_SECOND: u8 = 10;

/// A bar; it leaves no trace on the screen.
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// A bar that is not shown yet. It counts things of this name.
    pub(super) fn new(what: &'static str) -> Self {
        let target = ProgressDrawTarget::stderr_with_hz(DRAWS_A_SECOND);
        let bar = ProgressBar::with_draw_target(Some(0), target);
        let style = ProgressStyle::with_template("{msg} {pos}/{len} {bar:24} {elapsed}")
            .expect("the template is tested");
        let signs = match locale::charset() {
            Charset::Ascii => "#>-",
            _ => "█▌░",
        };
        bar.set_style(style.progress_chars(signs));
        bar.set_message(what);
        Self(bar)
    }

    /// So many things are to be done.
    pub(super) fn start(&self, count: usize) {
        self.0.set_length(u64::try_from(count).unwrap_or(u64::MAX));
        if count >= FEWEST {
            self.0.tick();
            self.0.enable_steady_tick(Duration::from_secs(1));
        }
    }

    /// One of them is done.
    pub(super) fn step(&self) {
        self.0.inc(1);
    }

    /// All are done, and the line is the user's again.
    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_counts_and_ends() {
        let bar = Bar::new("sources");
        bar.start(3);
        bar.step();
        assert_eq!((bar.0.position(), bar.0.length()), (1, Some(3)));
        bar.finish();
        assert!(bar.0.is_finished());
    }
}
