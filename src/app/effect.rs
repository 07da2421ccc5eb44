//! What the core wants done, by who carries it out. Plain data, so that tests compare it.

use jiff::tz::TimeZone;

use super::config_change::{FileUndo, SourceChange};
use super::request::RequestId;
use crate::model::{
    CalendarDay, Change, HeadlineId, InstrumentKey, Kept, Query, SiteRule, SourceId, SourceSpec,
};

/// Effects in the order in which they are to be started.
pub type Effects = Vec<Effect>;

/// One thing for the runtime to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Of the store.
    Store(StoreEffect),
    /// Of the network, and of the pages that came from it.
    Net(NetEffect),
    /// Of the user's files.
    Config(ConfigEffect),
    /// Of the terminal and the desktop.
    Screen(ScreenEffect),
}

/// Questions to the store, and what is to be kept in it.
#[derive(Debug, Clone, PartialEq)]
pub enum StoreEffect {
    /// Read the headlines of a view; answer [`super::Answer::List`].
    LoadList {
        /// For the answer.
        request: RequestId,
        /// What to show.
        query: Query,
        /// Whose days they belong to.
        zone: TimeZone,
    },
    /// Read the unread ids of a view; answer [`super::Answer::Unread`].
    LoadUnread {
        /// For the answer.
        request: RequestId,
        /// The view, narrowed to unread.
        query: Query,
    },
    /// Read rows; answer [`super::Answer::Rows`].
    LoadRows {
        /// For the answer.
        request: RequestId,
        /// Which.
        ids: Vec<HeadlineId>,
    },
    /// Read what is stored of a headline; answer [`super::Answer::Stored`].
    LoadStored {
        /// For the answer.
        request: RequestId,
        /// Which.
        id: HeadlineId,
    },
    /// Count the unread headlines of a day; answer [`super::Answer::UnreadOfDay`].
    CountDay {
        /// For the answer.
        request: RequestId,
        /// Which.
        day: CalendarDay,
    },
    /// Keep what the screen shows for the next run, in the place of what was kept before.
    Keep(Box<Kept>),
    /// Store what the user did; answer [`super::Answer::Marked`].
    Change {
        /// For the answer; `None` where nobody waits for one.
        request: Option<RequestId>,
        /// What.
        change: Change,
    },
}

/// Downloads, and the pages that were downloaded.
#[derive(Debug, Clone, PartialEq)]
pub enum NetEffect {
    /// Download the page of a headline and clean it; answer [`super::Answer::Clean`].
    FetchArticle {
        /// For the answer.
        request: RequestId,
        /// Which.
        id: HeadlineId,
    },
    /// Download any page and clean it; answer [`super::Answer::Clean`].
    FetchPage {
        /// For the answer.
        request: RequestId,
        /// Its address.
        url: String,
    },
    /// Read the page of a headline's article that is kept; answer [`super::Answer::Whole`].
    LoadWhole {
        /// For the answer.
        request: RequestId,
        /// Which.
        id: HeadlineId,
    },
    /// Say of each block of the page of a headline's article why it is text or not; answer
    /// [`super::Answer::Explained`].
    Explain {
        /// For the answer.
        request: RequestId,
        /// Which.
        id: HeadlineId,
    },
    /// Download what is due, or one source at once.
    Refresh {
        /// Ask also what is not due.
        force: bool,
        /// Only this one.
        only: Option<SourceId>,
    },
    /// Fetch the pages of new headlines, as [`super::Event::Prefetch`] tells.
    Prefetch,
    /// The ticker shows these instruments now; an empty list stops polling.
    WatchQuotes {
        /// In the order of importance.
        keys: Vec<InstrumentKey>,
    },
    /// The user wants prices now.
    AskQuotes,
}

/// Changes of the configuration and the site rules.
#[derive(Debug, Clone, PartialEq)]
pub enum ConfigEffect {
    /// Find out what an address is; answer [`super::Answer::SourcesAdded`] when it leaves no
    /// choice, else [`super::Answer::Candidates`].
    AddSource {
        /// For the answer.
        request: RequestId,
        /// As pasted.
        url: String,
    },
    /// Add ready sources; answer [`super::Answer::SourcesAdded`].
    AddSpecs {
        /// For the answer.
        request: RequestId,
        /// Which.
        specs: Vec<SourceSpec>,
    },
    /// Add what a file of another reader holds; answer [`super::Answer::SourcesAdded`].
    Import {
        /// For the answer.
        request: RequestId,
        /// The file, as typed.
        path: String,
    },
    /// Change a source in the configuration; answer [`super::Answer::SourceChanged`].
    ChangeSource {
        /// For the answer.
        request: RequestId,
        /// What.
        change: SourceChange,
    },
    /// Write a rule for the site of a headline's page, and try it on all pages of the site;
    /// answer [`super::Answer::RuleTried`].
    AddRule {
        /// For the answer.
        request: RequestId,
        /// Whose page.
        id: HeadlineId,
        /// The rule.
        rule: SiteRule,
    },
    /// Take a change of a file back; answer [`super::Answer::SourceChanged`] or
    /// [`super::Answer::RuleTried`].
    Undo {
        /// For the answer.
        request: RequestId,
        /// How.
        undo: FileUndo,
    },
}

/// What the loop itself does: it has the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScreenEffect {
    /// Open an address in the browser.
    OpenUrl(String),
    /// Copy text to the clipboard.
    Copy(String),
    /// Open the configuration in the user's editor, at a source.
    EditConfig {
        /// The source's address.
        url: String,
    },
    /// Write a theme into the configuration, and show it; answer
    /// [`super::Answer::ThemeChosen`].
    ChooseTheme {
        /// For the answer.
        request: RequestId,
        /// Its name.
        name: String,
    },
    /// Look which themes of the user's own there are; event [`super::Event::OwnThemes`].
    ListThemes,
    /// Leave the program and start the demo in its place.
    StartDemo,
    /// Stop the program as Ctrl-Z does in a shell.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Leave.
    Quit,
}
