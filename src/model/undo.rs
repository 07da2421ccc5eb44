//! What takes a change of the user's files back.

/// A change of one file: its whole text before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// The file's text before; `None` when there was no file.
    pub old: Option<String>,
    /// The text after: undoing is refused when somebody else has changed it.
    pub new: String,
}

/// What was cut out of the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// The source's address.
    pub url: String,
    /// Where in the text, and what, comments and all.
    pub pieces: Vec<(usize, String)>,
    /// Hash of the text without it: while it holds, the place does.
    pub rest: u64,
    /// The sources that followed, as addresses are compared, the nearest first: the first of them
    /// that is still there says where the place is in a file that has changed since.
    pub next: Vec<String>,
}
