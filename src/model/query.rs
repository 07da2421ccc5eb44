//! Which headlines a view shows.

use serde::{Deserialize, Serialize};

use super::calendar_day::CalendarDay;
use super::ids::{HeadlineId, SourceId};

/// The set a list is drawn from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Scope {
    /// Every source.
    #[default]
    All,
    /// One source.
    Source(SourceId),
    /// All sources of a group.
    Group(String),
    /// All sources that are in no group.
    Ungrouped,
    /// What was published on this day, which is the user's today.
    Today(CalendarDay),
    /// Favourites of every source, also of removed ones.
    Favourites,
}

impl Scope {
    /// The source, if it is one.
    #[must_use]
    pub fn source(&self) -> Option<SourceId> {
        match self {
            Self::Source(id) => Some(*id),
            Self::All | Self::Group(_) | Self::Ungrouped | Self::Today(_) | Self::Favourites => {
                None
            }
        }
    }
}

/// What a headline must say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Search {
    /// Words that title, teaser or stored article must contain, each as a prefix.
    Words(String),
    /// Something that title or teaser must name.
    Mentions(Mentions),
}

impl Search {
    /// What is searched for, as it is shown.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Words(words) => words,
            Self::Mentions(mentions) => &mentions.label,
        }
    }
}

/// Something that has several names; one of them is enough.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Mentions {
    /// Its usual name, to be shown.
    pub label: String,
    /// See [`Name`].
    pub names: Vec<Name>,
}

/// One of the names of something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// A phrase: its words stand side by side, in this order.
    pub text: String,
    /// See [`Manner`].
    pub manner: Manner,
}

/// When a name is one, and no word of the language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Manner {
    /// Written with capitals where it has them.
    Proper,
    /// Letters exactly as they are written, in a text that is not all capitals.
    Exact,
    /// A common word too (Gap, Target): where a capital proves nothing, as at the beginning of
    /// a sentence, the text must speak of business.
    Common,
    /// A thing that is talked of elsewhere (gold, Dow): the text must speak of a market. Capitals
    /// do not count.
    Traded,
    /// Words that may stand apart, in any order and without capitals ("euro dollar").
    Apart,
    /// The code of a listed share: `$NET`, `(NYSE: NET)`, `NET.N`.
    Code {
        /// The market's MIC; `None` for the United States.
        market: Option<String>,
    },
}

/// A scope, narrowed. The order is always newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Query {
    /// Where to look.
    pub scope: Scope,
    /// Only what is not read.
    pub unread: bool,
    /// A headline that is found although it is read: the user is at it. Of the moment, never kept.
    #[serde(skip)]
    pub also_read: Option<HeadlineId>,
    /// What they must say.
    pub search: Option<Search>,
    /// At most so many; `None` for all.
    pub limit: Option<usize>,
}
