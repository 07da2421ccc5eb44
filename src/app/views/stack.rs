//! The views, each with its own state, and the stack of those that lie over the panes.
//!
//! Only what a view *is* stands here and in the `state` files; what it *does* stands in its
//! own file and works on the whole model, which holds this stack.

/// State that belongs to one kind of view.
pub trait State: Sized {
    /// Itself, if the view is of this kind.
    fn of(view: &View) -> Option<&Self>;
    /// The same, to change it.
    fn of_mut(view: &mut View) -> Option<&mut Self>;
}

/// One line a view: its name, its state, and what it is.
macro_rules! overlays {
    ($($name:ident($state:ty): $about:literal,)*) => {
        /// Everything that can have the keys.
        #[derive(Debug, Clone)]
        pub enum View {
            /// The list pane; its state is the model's.
            Headlines,
            /// The article pane; its state is the model's.
            Article,
            /// The ticker; its state is the model's.
            Ticker,
            /// The sidebar; its state is the model's.
            Sidebar,
            $(#[doc = $about] $name($state),)*
        }

        $(impl State for $state {
            fn of(view: &View) -> Option<&Self> {
                if let View::$name(state) = view { Some(state) } else { None }
            }

            fn of_mut(view: &mut View) -> Option<&mut Self> {
                if let View::$name(state) = view { Some(state) } else { None }
            }
        }

        impl From<$state> for View {
            fn from(state: $state) -> Self {
                Self::$name(state)
            }
        })*
    };
}

overlays! {
    SidebarFilter(super::sidebar::filter::Filter): "What is typed to find a row of the sidebar.",
    Candidates(super::candidates::state::Candidates): "The lists that an address offers.",
    Health(super::health::state::Health): "How the sources are doing.",
    Explanation(super::explanation::state::ExplanationView): "Why a block is shown or not.",
    Links(super::links::state::Links): "Where the open article leads.",
    Prompt(super::prompt::state::Prompt): "One line of input.",
    Palette(super::palette::state::Palette): "All commands, filtered by what is typed.",
    Welcome(super::welcome::state::Welcome): "The first start.",
    Help(super::help::state::Help): "All keys.",
    Themes(super::themes::state::Themes): "The themes that there are.",
}

/// What lies over the panes, from the bottom to the top.
#[derive(Debug, Clone, Default)]
pub struct Stack {
    views: Vec<View>,
}

impl Stack {
    /// From the bottom to the top.
    #[must_use]
    pub fn all(&self) -> &[View] {
        &self.views
    }

    /// The view that has the keys, if one lies over the panes.
    #[must_use]
    pub fn top(&self) -> Option<&View> {
        self.views.last()
    }

    /// Whether the panes have the keys.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.views.is_empty()
    }

    /// Lays a view on top.
    pub fn push(&mut self, view: impl Into<View>) {
        self.views.push(view.into());
    }

    /// Lays a view on top. It is never twice in the stack: the way back would lead through
    /// itself.
    pub fn show<S: State + Into<View>>(&mut self, state: S) {
        self.remove::<S>();
        self.push(state);
    }

    /// Lays a view beneath the topmost one.
    pub fn push_beneath(&mut self, view: impl Into<View>) {
        let place = self.views.len().saturating_sub(1);
        self.views.insert(place, view.into());
    }

    /// Takes the topmost view away.
    pub fn pop(&mut self) -> Option<View> {
        self.views.pop()
    }

    /// Takes the topmost view away if it is of a kind.
    pub fn pop_if<S: State>(&mut self) -> bool {
        let is_top = self.is_top::<S>();
        if is_top {
            self.views.pop();
        }
        is_top
    }

    /// Takes all views of a kind away.
    pub fn remove<S: State>(&mut self) {
        self.views.retain(|view| S::of(view).is_none());
    }

    /// Takes all views away.
    pub fn clear(&mut self) {
        self.views.clear();
    }

    /// Whether the topmost view is of a kind.
    #[must_use]
    pub fn is_top<S: State>(&self) -> bool {
        self.top_as::<S>().is_some()
    }

    /// The topmost view, if it is of a kind.
    #[must_use]
    pub fn top_as<S: State>(&self) -> Option<&S> {
        self.views.last().and_then(S::of)
    }

    /// The same, to change it.
    pub fn top_as_mut<S: State>(&mut self) -> Option<&mut S> {
        self.views.last_mut().and_then(S::of_mut)
    }

    /// The view of a kind that lies highest.
    #[must_use]
    pub fn find<S: State>(&self) -> Option<&S> {
        self.views.iter().rev().find_map(S::of)
    }

    /// The same, to change it.
    pub fn find_mut<S: State>(&mut self) -> Option<&mut S> {
        self.views.iter_mut().rev().find_map(S::of_mut)
    }
}
