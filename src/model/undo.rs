//! What takes a change of one of the user's files back.

/// A change of one file: its whole text before and after. What takes it back is a merge, so that
/// what the user has written elsewhere in the file meanwhile stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// The file's text before; `None` when there was no file.
    pub old: Option<String>,
    /// The text after.
    pub new: String,
}
