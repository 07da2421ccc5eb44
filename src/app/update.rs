//! The routing: which function an event belongs to, and what must hold after each event.

use jiff::Timestamp;
use tui_input::InputRequest;

use super::command::run as command;
use super::command::table::COMMANDS;
use super::effect::Effects;
use super::event::Event;
use super::keymap::Meaning;
use super::model::Model;
use super::moment::Moment;
use super::settings::Settings;
use super::views::article::opening;
use super::views::headlines::questions::Reload;
use super::views::ticker::state::Ticker;
use super::views::{self, themes, welcome};
use super::{answer, focus, keeping, line, pointer, refresh, status};
use crate::model::key::Key;

/// A model with all commands, before the first event.
#[must_use]
pub fn model(
    settings: Settings,
    ticker: Ticker,
    now: impl Into<Moment>,
    size: (u16, u16),
) -> Model {
    Model::new(COMMANDS, settings, ticker, now, size)
}

/// The effects of starting: the list is read, and what is due is downloaded. Without a
/// source there is a welcome instead.
pub fn start(model: &mut Model, has_sources: bool) -> Effects {
    let mut effects = Effects::new();
    model.read_list(Reload::Anew);
    if has_sources {
        keeping::open_article(model, &mut effects);
        refresh::start(model, &mut effects);
    } else {
        welcome::show(model, "", &mut effects);
    }
    settle(model, &mut effects);
    effects
}

/// The effects of being told to leave by a signal.
pub fn leave(model: &mut Model) -> Effects {
    let mut effects = Effects::new();
    command::run(model, "quit", "", &mut effects);
    effects
}

/// Changes the model by one event and says what is to be done.
pub fn update(model: &mut Model, now: impl Into<Moment>, event: Event) -> Effects {
    let mut effects = Effects::new();
    model.tell_time(now.into());
    match event {
        Event::Key(key) => press(model, key, &mut effects),
        Event::Paste(text) => paste(model, &text, &mut effects),
        Event::Mouse(mouse) => pointer::point(model, mouse, &mut effects),
        Event::Resize { width, height } => model.size = (width, height),
        Event::Background(color) => model.background = Some(color),
        Event::Deadline => {}
        Event::Answer(request, answer) => answer::take(model, request, answer, &mut effects),
        Event::Refresh(progress) => refresh::follow(model, progress, &mut effects),
        Event::Prefetch(progress) => opening::follow_prefetch(model, progress, &mut effects),
        Event::Quotes { answers, troubles } => {
            for (key, answer) in answers {
                model.ticker.apply(&key, answer, model.now);
            }
            model.ticker.set_troubles(troubles);
        }
        Event::KeptQuotes(quotes) => model.ticker.remember(quotes),
        Event::Waiting(reason) => {
            if model.unstored.wait(reason.clone()) {
                model.complain(format!("not stored yet: {reason}; tried again until it is"));
            }
        }
        Event::Done(what) => model.say(what),
        Event::NoBrowser(reason) => {
            let key = model.key_of("copy-link");
            model.complain(format!(
                "set BROWSER, or copy the link with {key}: {reason}"
            ));
        }
        Event::Failed(reason) => model.complain(reason),
        Event::Configured(settings) => {
            model.configure(*settings);
            keeping::follow_configuration(model);
        }
        Event::OwnThemes(names) => themes::list(model, names),
    }
    settle(model, &mut effects);
    effects
}

/// A key: a binding of the nearest context, or a character for the line of input.
fn press(model: &mut Model, key: Key, effects: &mut Effects) {
    model.pending.push(key);
    let meaning = model.keymap.meaning(views::contexts(model), &model.pending);
    match meaning {
        Meaning::Run(id) => {
            model.pending.clear();
            model.go_on();
            command::run(model, id, "", effects);
        }
        Meaning::Pending => {}
        Meaning::Unbound => {
            let alone = model.pending.len() == 1;
            model.pending.clear();
            match key.usual() {
                Some(usual) if alone => press(model, usual, effects),
                _ if alone => type_key(model, key),
                _ => {}
            }
        }
    }
}

fn type_key(model: &mut Model, key: Key) {
    let field = views::top(model).field;
    if let Some(field) = field.and_then(|field| field(model)) {
        line::edit(field.input, key);
        *field.choice = 0;
    }
}

/// Pasted text goes into the line of input; an address pasted elsewhere is to be added.
fn paste(model: &mut Model, text: &str, effects: &mut Effects) {
    let line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(4_000)
        .collect();
    let line = line.trim();
    if views::top(model).field.is_none() {
        if !line.starts_with("http://") && !line.starts_with("https://") {
            return;
        }
        command::run(model, "add-source", "", effects);
    }
    let field = views::top(model).field;
    if let Some(field) = field.and_then(|field| field(model)) {
        for c in line.chars() {
            field.input.handle(InputRequest::InsertChar(c));
        }
    }
}

/// What must hold after every event, of each view and of the downloads.
fn settle(model: &mut Model, effects: &mut Effects) {
    refresh::show_first(model);
    focus::settle(model);
    for view in views::all(model) {
        (view.settle)(model, effects);
    }
    refresh::follow_clock(model, effects);
    keeping::settle(model, effects);
}

/// When the runtime must wake the model although nothing happens. It counts from
/// [`Model::now`], whatever the system's clock is set to meanwhile.
#[must_use]
pub fn next_deadline(model: &Model) -> Option<Timestamp> {
    let toast = model.toasts.next_end();
    let toast = toast.and_then(|end| model.wall_time(end));
    let first_show = model.refreshing.first_show;
    let first_show = first_show.and_then(|time| model.wall_time(time));
    let views = views::all(model).into_iter();
    let views = views.filter_map(|view| (view.next_deadline)(model));
    let keeping = keeping::next_deadline(model);
    let status = status::next_deadline(model);
    let own = [toast, first_show, keeping, status].into_iter().flatten();
    own.chain(views).min()
}
