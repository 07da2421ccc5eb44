//! What every view answers. Everything else asks the view on top, or the one under the mouse,
//! through this and never which one it is.

use jiff::Timestamp;
use tui_input::Input;

use super::menu::Card;
use crate::app::context::Context;
use crate::app::effect::Effects;
use crate::app::event::Mouse;
use crate::app::hint::Hint;
use crate::app::model::Model;
use crate::app::motion::Motion;
use crate::app::panes::Area;
use crate::model::{Headline, SourceId};

/// What stands above a pane.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaneTitle {
    /// What it shows.
    pub name: String,
    /// One fact, at the right.
    pub fact: String,
    /// The fact asks for something.
    pub is_news: bool,
    /// The name is the program's, and in the accent wherever the keys go.
    pub is_brand: bool,
}

/// A line of input, and what is chosen of what it finds.
#[derive(Debug)]
pub struct Field<'a> {
    /// What is typed.
    pub input: &'a mut Input,
    /// Counted from the best match; typing begins at 0 again.
    pub choice: &'a mut usize,
}

/// What a view does: a row of functions over the model, which holds the view's state.
#[derive(Clone, Copy)]
pub struct Interface {
    /// Whose keys hold, the nearest first.
    pub contexts: &'static [Context],
    /// What can be done, in the order of importance.
    pub hints: &'static [Hint],
    /// How to leave what it shows: the hint that stays when there is room for one only. Without
    /// one the last hint stays.
    pub way_out: fn(&Model) -> Option<Hint>,
    /// Commands that cannot run now are left out of the hints.
    pub hides_impossible: bool,
    /// It is drawn in place of the status line.
    pub covers_status: bool,
    /// What is beneath it recedes while it has the keys.
    pub veils: bool,
    /// Its parts, if it is a card over what else is shown.
    pub card: Option<fn(&Model) -> Card>,
    /// Where it stands on the screen; empty where it does not.
    pub area: fn(&Model) -> Area,
    /// What stands above it, if it is a pane that has a title row.
    pub title: fn(&Model) -> Option<PaneTitle>,
    /// Moves in it; whether anything moved.
    pub go: fn(&mut Model, Motion) -> bool,
    /// Scrolls it by so many lines of the wheel.
    pub scroll: fn(&mut Model, isize),
    /// Opens what is selected.
    pub open: fn(&mut Model, &mut Effects),
    /// Leaves it.
    pub back: fn(&mut Model, &mut Effects),
    /// There is nothing to go back to.
    pub is_first: fn(&Model) -> bool,
    /// A click beside it does not close it.
    pub stays: fn(&Model) -> bool,
    /// A click inside its area.
    pub click: fn(&mut Model, Mouse, &mut Effects),
    /// Its line of input, which takes the keys that are no commands.
    pub field: Option<for<'a> fn(&'a mut Model) -> Option<Field<'a>>>,
    /// Moves the choice among the matches of its input.
    pub choose: fn(&mut Model, isize),
    /// Takes the input.
    pub accept: fn(&mut Model, &mut Effects),
    /// The link that is selected. Here and below, what a view has no answer to the one beneath is
    /// asked.
    pub link: Option<fn(&Model) -> Option<String>>,
    /// The source that is selected.
    pub source: Option<fn(&Model) -> Option<SourceId>>,
    /// The headline that is selected.
    pub headline: Option<fn(&Model) -> Option<&Headline>>,
    /// Goes to the next of its pages, or so many on.
    pub turn: fn(&mut Model, isize),
    /// Makes what is typed the name of what is chosen.
    pub complete: fn(&mut Model),
    /// What stands at the right of the status line instead of the program's own state.
    pub status: Option<fn(&Model) -> Option<String>>,
    /// What must hold after every event.
    pub settle: fn(&mut Model, &mut Effects),
    /// When something in it changes by itself.
    pub next_deadline: fn(&Model) -> Option<Timestamp>,
}

impl Interface {
    /// A pane that shows nothing and does nothing: what a view does not say is this.
    pub const PANE: Self = Self {
        contexts: &[Context::GLOBAL],
        hints: &[],
        way_out: |_| None,
        hides_impossible: false,
        covers_status: false,
        veils: false,
        card: None,
        area: |_| Area::default(),
        title: |_| None,
        go: |_, _| false,
        scroll: |_, _| (),
        open: |_, _| (),
        back: |_, _| (),
        is_first: |_| false,
        stays: |_| false,
        click: |_, _, _| (),
        field: None,
        choose: |_, _| (),
        accept: |_, _| (),
        link: None,
        source: None,
        headline: None,
        turn: |_, _| (),
        complete: |_| (),
        status: None,
        settle: |_, _| (),
        next_deadline: |_| None,
    };

    /// What lies over the panes and goes away again.
    pub const OVERLAY: Self = Self {
        contexts: &[Context::MENU, Context::GLOBAL],
        back: |model, _| drop(model.views.pop()),
        ..Self::PANE
    };
}
