//! What lies over the panes: a stack, drawn from the bottom, asked for keys from the top.

use tui_input::Input;

use super::health::View;
use super::judgement;
use super::palette::{self, Answer, Palette};
use super::welcome::Welcome;
use crate::model::Candidate;

/// One overlay.
#[derive(Debug, Clone)]
pub enum Layer {
    /// All keys, scrolled by so many lines.
    Help(Scroll),
    /// The list of sources.
    Sources(Menu),
    /// The lists of headlines that an address offers.
    Candidates(Choice),
    /// How the sources are doing.
    Health(View),
    /// What was decided about the blocks of a page.
    Judgement(judgement::View),
    /// Links, related headlines of the open article.
    Links(Menu),
    /// One line of input.
    Prompt(Prompt),
    /// All commands, filtered by what is typed.
    Palette(Palette),
    /// The first start.
    Welcome(Welcome),
}

impl Layer {
    /// The menu in it, if it is one that the model fills.
    pub fn menu(&mut self) -> Option<&mut Menu> {
        match self {
            Self::Sources(menu) | Self::Links(menu) => Some(menu),
            Self::Candidates(choice) => Some(&mut choice.menu),
            _ => None,
        }
    }
}

/// A scrolled text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scroll {
    /// First line shown.
    pub top: usize,
}

/// A menu whose entries the model can always make anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Menu {
    /// The selected entry.
    pub cursor: usize,
}

impl Menu {
    /// Moves the cursor within `count` entries.
    pub fn move_by(&mut self, delta: isize, count: usize) {
        self.cursor = self
            .cursor
            .saturating_add_signed(delta)
            .min(count.saturating_sub(1));
    }
}

/// A menu of lists of headlines, with a look at the selected one.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The best first.
    pub candidates: Vec<Candidate>,
    /// Which is selected.
    pub menu: Menu,
}

/// One line of input.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    /// What was typed.
    pub input: Input,
    /// Which of the commands that begin so is chosen.
    pub choice: usize,
}

/// What a prompt's text is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Search the stored headlines and articles.
    Search,
    /// Add a source by its address.
    AddSource,
    /// Import a file of another reader.
    Import,
    /// Run a command by its name.
    Command,
}

impl Purpose {
    /// What stands before the input.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Search => "Search: ",
            Self::AddSource => "Add a feed or page: ",
            Self::Import => "Import a file: ",
            Self::Command => ":",
        }
    }
}

impl Prompt {
    /// An empty prompt.
    #[must_use]
    pub fn new(purpose: Purpose) -> Self {
        Self {
            purpose,
            input: Input::default(),
            choice: 0,
        }
    }

    /// What Enter does at the `:` prompt.
    #[must_use]
    pub fn answer(&self) -> Answer {
        palette::answer(self.input.value(), self.choice)
    }
}
