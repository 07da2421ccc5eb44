//! A file in the middle of being read.

use std::ops::Range;

use crate::config::problem::Problem;
use crate::config::settings::Config;

pub(super) struct Reading<'a> {
    pub file: &'a str,
    pub text: &'a str,
    pub commands: &'a [&'a str],
    pub config: Config,
    pub problems: Vec<Problem>,
    /// `keep` is there and right.
    pub says_how_long: bool,
}

impl Reading<'_> {
    pub fn complain(&mut self, span: Range<usize>, message: impl Into<String>) {
        let problem = Problem::at(self.file, self.text, span, message);
        self.problems.push(problem);
    }
}
