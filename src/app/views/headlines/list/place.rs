//! The user's place in the list: whether he has been here, which headline is his, and how another
//! view or the next run finds it again.

use super::List;
use crate::app::views::headlines::window::Window;
use crate::model::HeadlineId;

impl List {
    /// The user does something here: from now on the list holds still.
    pub fn touch(&mut self) {
        self.touched |= !self.ids.is_empty();
    }

    /// Whether the user has been here.
    #[must_use]
    pub fn is_touched(&self) -> bool {
        self.touched
    }

    /// The selected headline, if the user has chosen it and the list does not follow the newest.
    #[must_use]
    pub fn kept_cursor(&self) -> Option<HeadlineId> {
        self.resume.or(self.selected().filter(|_| self.touched))
    }

    /// The headline that the next view selects if it has it: the one that the user went to or
    /// read here, else that of the view before.
    #[must_use]
    pub fn chosen(&self) -> Option<HeadlineId> {
        self.resume.or(self.selected().filter(|_| self.is_chosen))
    }

    /// The selected headline is being read: it is the one that the user wants.
    pub fn choose(&mut self) {
        if !self.ids.is_empty() {
            self.touch();
            (self.is_chosen, self.resume) = (true, None);
        }
    }

    /// Puts the cursor where it was in the view before, if that is in this one.
    pub fn take_place(&mut self, window: impl Into<Window>) {
        let place = |wanted| self.ids.iter().position(|id| *id == wanted);
        if let Some(index) = self.resume.and_then(place) {
            self.select(index, window);
        }
    }
}
