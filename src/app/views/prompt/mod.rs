//! A line of input in place of the status line.

pub mod state;

use super::interface::{Field, Interface};
use crate::app::adding;
use crate::app::command::run::run;
use crate::app::command::{scope, unknown};
use crate::app::context::Context;
use crate::app::effect::Effects;
use crate::app::model::Model;
use state::{Prompt, PromptAnswer, Purpose};

/// See [`Interface`].
pub const INTERFACE: Interface = Interface {
    contexts: &[Context::INPUT],
    hints: &[("accept", "accept"), ("cancel", "cancel")],
    covers_status: true,
    // What is typed is not lost by a click.
    stays: |_| true,
    area: |model| model.panes().status,
    field: Some(|model| {
        let Prompt { input, choice, .. } = model.views.top_as_mut()?;
        Some(Field { input, choice })
    }),
    choose: |model, delta| {
        let commands = model.commands;
        if let Some(prompt) = model.views.top_as_mut::<Prompt>() {
            prompt.choose(delta, commands);
        }
    },
    accept,
    complete,
    ..Interface::OVERLAY
};

fn accept(model: &mut Model, effects: &mut Effects) {
    let Some(prompt) = model.views.top_as::<Prompt>().cloned() else {
        return;
    };
    model.views.pop();
    let text = prompt.input.value().trim();
    match prompt.purpose {
        Purpose::Command => run_chosen(model, &prompt, effects),
        Purpose::Search => scope::search_for(model, text),
        Purpose::AddSource if !text.is_empty() => adding::add_address(model, text, effects),
        Purpose::Import if !text.is_empty() => adding::import_file(model, text, effects),
        Purpose::AddSource | Purpose::Import => {}
    }
}

/// Types the whole name of the command that is chosen; what follows it stays.
fn complete(model: &mut Model) {
    let commands = model.commands;
    let Some(prompt) = model.views.top_as_mut::<Prompt>() else {
        return;
    };
    if prompt.purpose != Purpose::Command {
        return;
    }
    if let PromptAnswer::Chosen(command, _) = prompt.answer(commands) {
        let typed = prompt.input.value().trim_start();
        let argument = typed.split_once(char::is_whitespace);
        let argument = argument.map_or("", |(_, argument)| argument);
        prompt.input = format!("{} {argument}", command.id).into();
        prompt.choice = 0;
    }
}

/// Runs what the `:` prompt shows as chosen, with what follows the first word.
fn run_chosen(model: &mut Model, prompt: &Prompt, effects: &mut Effects) {
    let typed = prompt.input.value().trim();
    let (name, argument) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    match prompt.answer(model.commands) {
        PromptAnswer::Nothing => {}
        PromptAnswer::Chosen(command, _) => {
            model.usage.note(command.id);
            run(model, command.id, argument.trim(), effects);
        }
        PromptAnswer::Unknown(_) => model.complain(unknown(model.commands, name)),
    }
}
