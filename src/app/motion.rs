//! How far a key moves what has the keys.

/// How far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// So many lines or entries.
    Lines(isize),
    /// So many pages.
    Pages(isize),
    /// To the beginning.
    Top,
    /// To the end.
    Bottom,
}

impl Motion {
    /// The distance where a page has `height` lines.
    #[must_use]
    pub fn distance(self, height: usize) -> isize {
        let page = isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(isize::MAX);
        match self {
            Self::Lines(lines) => lines,
            Self::Pages(pages) => pages.saturating_mul(page),
            // Half the range, so that adding it to a position cannot overflow.
            Self::Top => isize::MIN / 2,
            Self::Bottom => isize::MAX / 2,
        }
    }
}
