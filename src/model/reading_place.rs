//! Where the user stopped reading an article, in a form that outlives another width, another
//! text of the same article and a new extraction of its page.

use serde::{Deserialize, Serialize};

/// A reading place.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReadingPlace {
    /// How far the text was scrolled, 0 at the top to 1 at the end.
    pub fraction: f64,
    /// The words at the top of the window; `None` when only the fraction is known, as from the
    /// first versions of the program.
    pub passage: Option<Passage>,
}

/// The words that stood at the top of the window.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Passage {
    /// The block, as laid out: 0 for title and standfirst, 1 for the first block of the text.
    pub block: usize,
    /// Bytes of the block's text before the place.
    pub offset: usize,
    /// Lines behind the first one that shows the place.
    pub lead: usize,
    /// The words before the place, folded, a space apart.
    pub before: String,
    /// The words from the place on.
    pub after: String,
}
