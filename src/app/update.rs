//! The routing: which function an event belongs to, and what must hold after each event.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tui_input::InputRequest;

use super::command;
use super::effect::{Effect, Effects};
use super::event::{AheadProgress, Event};
use super::keymap::Meaning;
use super::layer::{Layer, Purpose};
use super::model::{Focus, Model, Reload};
use super::moment::Moment;
use super::reader::Open;
use super::welcome::Welcome;
use super::{answer, line, pointer, refreshing};
use crate::model::key::Key;

/// After which a new reading place is stored.
const PLACE_PAUSE: Duration = Duration::from_secs(3);

/// The effects of starting: the list is read, and what is due is downloaded. Without a
/// source there is a welcome instead.
pub fn start(model: &mut Model, has_sources: bool) -> Effects {
    let mut effects = Effects::new();
    model.reload = Some(Reload::Anew);
    if has_sources {
        refreshing::start(model, &mut effects);
    } else {
        let welcome = Welcome::new(model.settings.starters.clone());
        model.layers.push(Layer::Welcome(welcome));
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
        Event::Deadline => {}
        Event::Answer(request, answer) => answer::take(model, request, answer, &mut effects),
        Event::Refresh(progress) => refreshing::follow(model, progress, &mut effects),
        Event::Ahead(progress) => follow_ahead(model, progress, &mut effects),
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
            let key = model.keymap.chords_of("copy-link").into_iter().next();
            let key = key.unwrap_or_else(|| ":copy-link".to_owned());
            model.complain(format!(
                "set BROWSER, or copy the link with {key}: {reason}"
            ));
        }
        Event::Failed(reason) => model.complain(reason),
        Event::Configured(settings) => model.configure(*settings),
    }
    settle(model, &mut effects);
    effects
}

/// A key: a binding of the nearest context, or a character for the line of input.
fn press(model: &mut Model, key: Key, effects: &mut Effects) {
    model.pending.push(key);
    let meaning = model.keymap.meaning(model.contexts(), &model.pending);
    match meaning {
        Meaning::Run(id) => {
            model.pending.clear();
            // The message of the action before must not cover what this one shows.
            model.toast = None;
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
    match model.layers.last_mut() {
        Some(Layer::Prompt(prompt)) => {
            line::edit(&mut prompt.input, key);
            prompt.choice = 0;
        }
        Some(Layer::Palette(palette)) => {
            line::edit(&mut palette.input, key);
            palette.cursor = 0;
        }
        _ => {}
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
    let input = match model.layers.last_mut() {
        Some(Layer::Prompt(prompt)) => Some(&mut prompt.input),
        Some(Layer::Palette(palette)) => Some(&mut palette.input),
        _ => None,
    };
    if let Some(input) = input {
        for c in line.chars() {
            input.handle(InputRequest::InsertChar(c));
        }
    } else if line.starts_with("http://") || line.starts_with("https://") {
        command::run(model, "add-source", "", effects);
        if let Some(Layer::Prompt(prompt)) = model.layers.last_mut()
            && prompt.purpose == Purpose::AddSource
        {
            prompt.input = tui_input::Input::new(line.to_owned());
        }
    }
}

fn follow_ahead(model: &mut Model, progress: AheadProgress, effects: &mut Effects) {
    match progress {
        AheadProgress::Started(wanted) => model.ahead = (wanted > 0).then_some((0, wanted)),
        AheadProgress::Page(stored) => {
            if let Some((done, _)) = &mut model.ahead {
                *done += 1;
            }
            model
                .list
                .change(stored.as_slice(), |row| row.has_article = true);
            command::follow_article(model, stored.as_slice(), effects);
        }
        AheadProgress::Finished => model.ahead = None,
    }
}

/// What must hold after every event: the rows in view are there or asked for, the article
/// pane follows the cursor, its lines fit its width, the ticker knows the open story.
fn settle(model: &mut Model, effects: &mut Effects) {
    command::follow_health(model);
    if model.focus == Focus::Article {
        model.list.touch();
    }
    let height = model.list_height();
    if !model.panes().is_split() {
        model.list.show_cursor(height);
    }
    model.list.keep_in_view(height);
    reload_list(model, effects);
    ask_for_rows(model, height, effects);
    open_typed_ahead(model, effects);
    follow_cursor(model, effects);
    lay_out(model);
    store_places(model, effects);
    tell_ticker(model, effects);
    refreshing::follow_clock(model, effects);
}

/// A place is stored when it is left, and a moment after the user has scrolled: a terminal that
/// is closed or a crash loses no more than that.
fn store_places(model: &mut Model, effects: &mut Effects) {
    if model.reader.has_new_place() {
        let due = model.running + PLACE_PAUSE;
        if *model.place_due.get_or_insert(due) <= model.running {
            model.reader.remember();
        }
    }
    if !model.reader.has_new_place() {
        model.place_due = None;
    }
    command::save_places(model, effects);
}

fn reload_list(model: &mut Model, effects: &mut Effects) {
    let Some(reload) = model.reload else {
        return;
    };
    if reload != Reload::Anew && model.requests.list_in_flight.is_some() {
        return;
    }
    model.reload = None;
    let request = model.requests.number();
    model.requests.list = request;
    model.requests.list_in_flight = Some(reload);
    effects.push(Effect::LoadList {
        request,
        query: model.query.clone(),
    });
}

fn ask_for_rows(model: &mut Model, height: usize, effects: &mut Effects) {
    let ids = if model.rows_stale {
        model.list.nearby(height)
    } else {
        model.list.wanted(height)
    };
    if ids.is_empty() || (ids == model.requests.rows_in_flight && !model.rows_stale) {
        return;
    }
    model.rows_stale = false;
    let request = model.requests.number();
    model.requests.rows = request;
    model.requests.rows_in_flight.clone_from(&ids);
    effects.push(Effect::LoadRows { request, ids });
}

fn open_typed_ahead(model: &mut Model, effects: &mut Effects) {
    let arrived = model
        .list
        .selected()
        .is_some_and(|id| model.list.row(id).is_some());
    if model.open_when_loaded && arrived {
        model.open_when_loaded = false;
        command::enter_selected(model, effects);
    }
}

/// Where list and article stand side by side, the article pane previews the selection.
fn follow_cursor(model: &mut Model, effects: &mut Effects) {
    if model.focus != Focus::List || !model.panes().is_split() {
        return;
    }
    let Some(id) = model.list.selected() else {
        model.reader.clear();
        return;
    };
    if model.reader.headline_id() != Some(id) && model.list.row(id).is_some() {
        command::load_preview(model, id, effects);
    }
}

fn lay_out(model: &mut Model) {
    let panes = model.panes();
    let Some(area) = panes.article_text() else {
        return;
    };
    let width = area.width.min(model.settings.article_width.max(20));
    let zone = model.settings.zone.clone();
    if let Some(open) = model.reader.open_mut() {
        open.lay_out(width, area.height, &zone);
    }
}

fn tell_ticker(model: &mut Model, effects: &mut Effects) {
    let open = model.reader.open();
    let article = open.and_then(|open| open.clean.as_ref());
    let instruments = article
        .map(|article| article.instruments.clone())
        .unwrap_or_default();
    let page_read = open
        .and_then(fresh_page)
        .filter(|_| !instruments.is_empty());
    let story = (instruments, page_read);
    if story != model.story {
        let label = article
            .and_then(|article| article.agency.clone())
            .unwrap_or_default();
        model.ticker.set_story(&label, story.0.clone(), page_read);
        model.story = story;
    }
    let place = model.panes().ticker_place();
    let keys = model.ticker.visible(place, model.now);
    model.ticker.show(&keys, model.now);
    if keys != model.watched {
        model.watched.clone_from(&keys);
        effects.push(Effect::WatchQuotes { keys });
    }
}

/// When the page of a story was downloaded, if the story was new then: the prices on the page of
/// an old one may be of its day.
fn fresh_page(open: &Open) -> Option<Timestamp> {
    const DAY: SignedDuration = SignedDuration::from_hours(24);
    let stated = open.clean.as_ref().and_then(|article| article.published);
    let listed = open.headline.as_ref().map(|headline| headline.published);
    let published = stated
        .map(|stated| stated.at)
        .into_iter()
        .chain(listed)
        .min()?;
    open.page_read
        .filter(|read| read.duration_since(published) <= DAY)
}
