//! Answers of the store and the network.

use std::sync::Arc;

use super::command::{self, enter_stored, follow_article, found_unread, show_whole};
use super::effect::Effects;
use super::event::{Added, Answer, RequestId};
use super::health::Outcome;
use super::journal::Entry;
use super::judgement::{self, View};
use super::layer::{Choice, Layer, Menu};
use super::model::{Model, Reload};
use super::reader::Subject;
use super::refreshing;
use crate::model::source::redacted;
use crate::model::{Article, Candidate, Explanation, HeadlineId, Query, Scope, counted};

/// Takes an answer in, unless a newer question of its kind has been asked.
pub fn take(model: &mut Model, request: RequestId, answer: Answer, effects: &mut Effects) {
    match answer {
        Answer::List {
            ids,
            sources,
            totals,
        } if request == model.requests.list => {
            model.sources = sources;
            model.totals = totals;
            listed(model, ids);
        }
        Answer::Rows(rows) if request == model.requests.rows => {
            let height = model.list_height();
            let asked = std::mem::take(&mut model.requests.rows_in_flight);
            let fetched = rows.iter().filter(|row| row.has_article);
            let fetched: Vec<HeadlineId> = fetched.map(|row| row.id).collect();
            model.list.store_rows(&asked, rows, height);
            follow_article(model, &fetched, effects);
        }
        Answer::Unread(ids) if request == model.requests.unread => {
            found_unread(model, &ids, effects);
        }
        Answer::List { .. } | Answer::Rows(_) | Answer::Unread(_) => {}
        Answer::Stored {
            headline,
            feed_text,
            clean,
            saved_at,
            place,
        } => {
            let Some(open) = model.reader.waiting_for(request) else {
                return;
            };
            open.headline = Some(*headline);
            open.arrive(feed_text, clean, place);
            open.page_read = saved_at;
            enter_stored(model, effects);
        }
        Answer::Unanswered(reason) => unanswered(model, request, reason),
        Answer::Whole(whole) => show_whole(model, request, whole, effects),
        Answer::Explained(id, result) if request == model.requests.explanation => {
            explained(model, id, result);
        }
        Answer::Explained(..) => {}
        Answer::RuleTried(result) => rule_tried(model, request, result, effects),
        Answer::Clean(result) => take_clean(model, request, result),
        Answer::Marked(result) => command::marked(model, request, result, effects),
        Answer::Candidates(candidates) => offer(model, candidates),
        Answer::SourcesAdded(result) => sources_added(model, request, result, effects),
        Answer::SourceChanged(result) => source_changed(model, request, result, effects),
    }
}

fn listed(model: &mut Model, ids: Vec<HeadlineId>) {
    let height = model.list_height();
    match model.requests.list_in_flight.take() {
        Some(Reload::Again) => {
            model.list.reload(ids, keep_gone(&model.query), height);
            model.rows_stale = true;
        }
        Some(Reload::Changed) => {
            model.list.show_all(ids, keep_gone(&model.query), height);
            model.rows_stale = true;
        }
        Some(Reload::Anew) | None => model.list.replace(ids),
    }
}

/// What the user read or stopped keeping leaves its view only when that is opened anew.
fn keep_gone(query: &Query) -> bool {
    query.unread || query.scope == Scope::Favourites
}

/// What was asked for is no longer awaited: the view stays as it is, and the next change or round
/// asks again.
fn unanswered(model: &mut Model, request: RequestId, reason: String) {
    if request == model.requests.list {
        model.requests.list_in_flight = None;
    }
    if let Some(open) = model.reader.waiting_for(request) {
        open.loading = false;
        open.failure = Some(redacted(&reason));
    }
    model.complain(reason);
}

fn take_clean(model: &mut Model, request: RequestId, result: Result<Arc<Article>, String>) {
    let Some(open) = model.reader.waiting_for(request) else {
        return;
    };
    open.loading = false;
    match result {
        Ok(article) => {
            open.clean = Some(article);
            open.page_read = Some(model.now);
            let id = open.headline.as_ref().map(|row| row.id);
            model
                .list
                .change(id.as_slice(), |row| row.has_article = true);
        }
        Err(reason) => {
            open.failure = Some(redacted(&reason));
            model.complain(reason);
        }
    }
}

/// Shows the judgement of the open article's page; never twice in the stack.
fn explained(model: &mut Model, id: HeadlineId, result: Result<Arc<Explanation>, String>) {
    match result {
        Ok(explanation) if model.reader.headline_id() == Some(id) => {
            let is_other = |layer: &Layer| !matches!(layer, Layer::Judgement(_));
            model.layers.retain(is_other);
            let view = View::new(id, explanation);
            model.layers.push(Layer::Judgement(view));
        }
        Ok(_) => {}
        Err(reason) => model.complain(reason),
    }
}

/// A rule was written or taken back: the view and the article are those of the page as it is
/// judged now.
fn rule_tried(
    model: &mut Model,
    request: RequestId,
    result: Result<Box<judgement::Outcome>, String>,
    effects: &mut Effects,
) {
    let outcome = match result {
        Ok(outcome) => outcome,
        Err(reason) => return command::change_failed(model, request, &reason),
    };
    for layer in &mut model.layers {
        if let Layer::Judgement(view) = layer
            && view.id == outcome.id
        {
            view.explanation = outcome.explanation.clone();
            view.move_by(0);
        }
    }
    if let Some(open) = model.reader.open_mut()
        && open.subject == Subject::Headline(outcome.id)
    {
        open.clean = Some(outcome.article);
    }
    if let Some(undo) = outcome.undo {
        let id = outcome.id;
        model.journal.record(Entry::RuleAdded { id, undo });
    }
    model.say(outcome.message);
    command::change_done(model, request, effects);
}

/// Opens the choice, but not over a line that is being typed.
fn offer(model: &mut Model, candidates: Vec<Candidate>) {
    let lists = counted(candidates.len(), "list");
    model.say(format!("{lists} of headlines: pick one"));
    let choice = Layer::Candidates(Choice {
        candidates,
        menu: Menu::default(),
    });
    let is_input = matches!(
        model.layers.last(),
        Some(Layer::Prompt(_) | Layer::Palette(_))
    );
    let place = model.layers.len() - usize::from(is_input);
    model.layers.insert(place, choice);
}

fn source_changed(
    model: &mut Model,
    request: RequestId,
    result: Result<Outcome, String>,
    effects: &mut Effects,
) {
    match result {
        Ok(Outcome { undo, message }) => {
            if !message.is_empty() {
                model.say(message);
            }
            if let Some(undo) = undo {
                model.journal.record(Entry::SourceChanged { undo });
            }
            command::change_done(model, request, effects);
        }
        Err(reason) => command::change_failed(model, request, &reason),
    }
    // A change that failed half way may have changed the list all the same.
    model.read_list(Reload::Changed);
}

fn sources_added(
    model: &mut Model,
    request: RequestId,
    result: Result<Added, String>,
    effects: &mut Effects,
) {
    match result {
        Ok(added) => {
            model
                .layers
                .retain(|layer| !matches!(layer, Layer::Welcome(_)));
            match added.message {
                message if message.is_empty() => {}
                message if added.is_failure => model.complain(message),
                message => model.say(message),
            }
            if !added.urls.is_empty() {
                model
                    .journal
                    .record(Entry::SourcesAdded { urls: added.urls });
                refreshing::refresh(model, false, None, effects);
            }
            command::change_done(model, request, effects);
        }
        Err(reason) => command::change_failed(model, request, &reason),
    }
    // A change that failed half way may have changed the list all the same.
    model.read_list(Reload::Changed);
}
