//! What is kept so far and what decided: each step of the selection changes the one and
//! leaves its name in the other, so that the judgement can be shown.

use super::boxes::Holds;
use crate::extract::stages::{Stage, Stages};

/// What decided about a leaf last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cause {
    /// The model.
    #[default]
    Model,
    /// It is the headline.
    Headline,
    /// It is the standfirst.
    Standfirst,
    /// A sentence among kept ones.
    Surrounded,
    /// It only names the author.
    Author,
    /// The text stood before.
    Repeated,
    /// A known phrase.
    Phrase,
    /// It stands in a box whose name decides.
    Box(Holds),
    /// It stands in an advertisement.
    Advert,
    /// A heading that announces nothing.
    StrayHeading,
    /// Too little text would be left.
    Rescued,
    /// A cell of a table that is kept.
    Cell,
    /// It belongs to the next article.
    NextArticle,
    /// A mark in the text points to it.
    Note,
    /// Nobody sees it.
    Unseen,
    /// The user's selector of the text.
    Chosen,
    /// The user's rule of this number.
    Rule(u16),
}

/// What is kept, and why.
#[derive(Debug, Clone, Default)]
pub struct Verdicts {
    /// Whether each leaf is kept.
    pub kept: Vec<bool>,
    /// What decided about each.
    pub causes: Vec<Cause>,
    /// The stages that the page passes.
    pub stages: Stages,
}

impl Verdicts {
    /// Begins with what the model says; what is kept passes these stages.
    #[must_use]
    pub fn of(kept: Vec<bool>, stages: Stages) -> Self {
        let causes = vec![Cause::Model; kept.len()];
        Self {
            kept,
            causes,
            stages,
        }
    }

    /// Drops a leaf.
    pub fn drop(&mut self, at: usize, cause: Cause) {
        self.kept[at] = false;
        self.causes[at] = cause;
    }

    /// Lets a stage change what is kept; what it changed is its doing.
    pub fn step(&mut self, stage: Stage, cause: Cause, change: impl FnOnce(&mut [bool])) {
        if !self.stages.has(stage) {
            return;
        }
        let before = self.kept.clone();
        change(&mut self.kept);
        for (at, before) in before.into_iter().enumerate() {
            if self.kept[at] != before {
                self.causes[at] = cause;
            }
        }
    }
}
