//! What the terminal says, handed on: to the core what the user does and what the terminal
//! looks like, to the screen what it has asked for.

use tokio::time::Instant;

use super::Running;
use crate::app::Event;
use crate::term::keys::Input;

impl Running {
    /// Takes in one thing that the terminal says.
    pub(super) fn hear(&mut self, input: Input) -> anyhow::Result<()> {
        match input {
            Input::Key(key) => self.take(Some(Event::Key(key))),
            Input::Mouse(mouse) => self.take(Some(Event::Mouse(mouse))),
            Input::Paste(text) => self.take(Some(Event::Paste(text))),
            Input::Background(color) if self.looks.depend_on(color) => {
                self.take(Some(Event::Background(color)))
            }
            Input::Background(color) => self.learn(Event::Background(color)),
            Input::SchemeChanged => {
                self.screen.ask_again();
                Ok(())
            }
            Input::Answer(answer) => {
                if answer.is_attributes() {
                    self.screen.answered();
                }
                Ok(())
            }
            Input::Focus(_) => Ok(()),
        }
    }

    /// Takes in what nothing on the screen depends on: no frame for it, unless something else
    /// has become due meanwhile, which the core does with any event.
    fn learn(&mut self, event: Event) -> anyhow::Result<()> {
        if self.deadline().is_some_and(|due| due <= Instant::now()) {
            return self.take(Some(event));
        }
        let effects = self.tell(event);
        self.perform(effects)
    }
}
