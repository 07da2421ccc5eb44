//! Lines of input and ticks in menus.

use super::{Reason, run, source, view};
use crate::app::effect::Effects;
use crate::app::layer::{Layer, Prompt, Purpose};
use crate::app::model::Model;
use crate::app::palette::{Answer, by_name};
use crate::app::welcome::Row;

pub(super) fn no_input(model: &Model) -> Option<Reason> {
    let open = matches!(
        model.layers.last(),
        Some(Layer::Prompt(_) | Layer::Palette(_))
    );
    (!open).then_some("there is no input")
}

pub(super) fn nothing_to_tick(model: &Model) -> Option<Reason> {
    let welcome = matches!(model.layers.last(), Some(Layer::Welcome(_)));
    (!welcome).then_some("there is nothing to tick")
}

pub(super) fn tick(model: &mut Model, _: &str, _: &mut Effects) {
    if let Some(Layer::Welcome(welcome)) = model.layers.last_mut()
        && let Some(Row::Starter(index)) = welcome.row(welcome.cursor)
    {
        welcome.toggle(index);
        welcome.move_by(1);
    }
}

pub(super) fn accept(model: &mut Model, _: &str, effects: &mut Effects) {
    match model.layers.pop() {
        Some(Layer::Prompt(prompt)) if prompt.purpose == Purpose::Command => {
            run_answer(model, &prompt, effects);
        }
        Some(Layer::Prompt(prompt)) => {
            let text = prompt.input.value().trim().to_owned();
            accept_text(model, prompt.purpose, &text, effects);
        }
        Some(Layer::Palette(palette)) => {
            if let Some(command) = palette.selected() {
                run(model, command.id, "", effects);
            }
        }
        Some(other) => model.layers.push(other),
        None => {}
    }
}

fn accept_text(model: &mut Model, purpose: Purpose, text: &str, effects: &mut Effects) {
    match purpose {
        Purpose::Search => view::search_for(model, text),
        _ if text.is_empty() => {}
        Purpose::AddSource => source::add_address(model, text, effects),
        Purpose::Import => source::import_file(model, text, effects),
        Purpose::Command => {}
    }
}

/// Runs what the `:` prompt shows as chosen, with what follows the first word.
fn run_answer(model: &mut Model, prompt: &Prompt, effects: &mut Effects) {
    let typed = prompt.input.value().trim();
    let (name, argument) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    match prompt.answer() {
        Answer::Nothing => {}
        Answer::Chosen(command, _) => run(model, command.id, argument.trim(), effects),
        Answer::Unknown(_) => model.complain(super::unknown(name)),
    }
}

pub(super) fn cancel(model: &mut Model, _: &str, _: &mut Effects) {
    model.layers.pop();
}

pub(super) fn next_match(model: &mut Model, _: &str, _: &mut Effects) {
    step(model, 1);
}

pub(super) fn previous_match(model: &mut Model, _: &str, _: &mut Effects) {
    step(model, -1);
}

fn step(model: &mut Model, delta: isize) {
    match model.layers.last_mut() {
        Some(Layer::Palette(palette)) => {
            let last = palette.matches().len().saturating_sub(1);
            palette.cursor = palette.cursor.saturating_add_signed(delta).min(last);
        }
        Some(Layer::Prompt(prompt)) => {
            let name = prompt.input.value().split_whitespace().next();
            let last = by_name(name.unwrap_or_default()).len().saturating_sub(1);
            prompt.choice = prompt
                .choice
                .min(last)
                .saturating_add_signed(delta)
                .min(last);
        }
        _ => {}
    }
}
