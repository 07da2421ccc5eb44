//! Running a command of the model's table by its name.

use super::{find, unknown};
use crate::app::effect::Effects;
use crate::app::model::Model;
use crate::app::panes::Focus;

/// Runs a command, or says why it cannot run.
pub fn run(model: &mut Model, id: &str, argument: &str, effects: &mut Effects) {
    let Some(command) = find(model.commands, id) else {
        model.complain(unknown(model.commands, id));
        return;
    };
    match (command.disabled)(model) {
        Some(reason) => model.say(reason),
        None => {
            let is_in_list = model.views.is_empty() && model.focus != Focus::Sidebar;
            if command.family.is_reading() && is_in_list {
                model.list.touch();
            }
            (command.run)(model, argument, effects);
        }
    }
}
