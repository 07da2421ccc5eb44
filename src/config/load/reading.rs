//! A file in the middle of being read.

use std::ops::Range;

use crate::config::problem::Problem;
use crate::config::settings::Config;

pub(crate) struct Reading<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
    pub(super) commands: &'a [&'a str],
    /// The names of the user's own themes.
    pub(super) themes: &'a [String],
    pub(super) config: Config,
    pub(super) problems: Vec<Problem>,
    /// `keep` is there and right.
    pub(super) says_how_long: bool,
}

impl Reading<'_> {
    pub(super) fn complain(&mut self, span: Range<usize>, message: impl Into<String>) {
        let problem = Problem::at(self.file, self.text, span, message);
        self.problems.push(problem);
    }
}
