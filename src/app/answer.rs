//! Answers of the store and the network: which function each belongs to.

use std::sync::Arc;

use super::config_change::{RuleOutcome, SourceOutcome};
use super::effect::Effects;
use super::event::Answer;
use super::journal::Entry;
use super::model::Model;
use super::request::RequestId;
use super::toast::Mark;
use super::views::article::open::Subject;
use super::views::article::{opening, texts};
use super::views::explanation::state::ExplanationView;
use super::views::headlines::questions::Reload;
use super::views::{self, candidates, explanation, headlines, themes};
use super::{adding, marks};
use crate::model::Article;
use crate::model::source::redacted;

/// Takes an answer in, unless a newer question of its kind has been asked.
pub fn take(model: &mut Model, request: RequestId, answer: Answer, effects: &mut Effects) {
    match answer {
        Answer::List {
            listing,
            sources,
            totals,
        } => {
            if headlines::reading::listed(model, request, listing) {
                (model.sources, model.totals) = (sources, totals);
                model.sidebar.sources_changed();
            }
        }
        Answer::UnreadOfDay(unread) => {
            if model.sidebar.counting.take(request) {
                model.sidebar.unread_today = unread;
            }
        }
        Answer::Rows(rows) => headlines::reading::arrived(model, request, rows, effects),
        Answer::Unread(ids) => {
            if model.list.questions.unread.take(request) {
                headlines::unread::found(model, &ids, effects);
            }
        }
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
            opening::fetch_if_needed(model, effects);
        }
        Answer::Unanswered(reason) => unanswered(model, request, reason),
        Answer::Whole(whole) => texts::show_whole(model, request, whole, effects),
        Answer::Explained(id, result) => explanation::explained(model, request, id, result),
        Answer::RuleTried(result) => rule_tried(model, request, result, effects),
        Answer::Clean(result) => take_clean(model, request, result),
        Answer::Marked(result) => marks::marked(model, request, result, effects),
        Answer::Candidates(found) => {
            let is_typing = views::top(model).field.is_some();
            candidates::offer(model, is_typing, found);
        }
        Answer::SourcesAdded(result) => adding::added(model, request, result, effects),
        Answer::ThemeChosen(result) => themes::chosen(model, request, result, effects),
        Answer::SourceChanged(result) => source_changed(model, request, result, effects),
    }
}

/// What was asked for is no longer awaited: the view stays as it is.
fn unanswered(model: &mut Model, request: RequestId, reason: String) {
    headlines::reading::unanswered(model, request);
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
            model.list.learn_articles(id.as_slice());
        }
        Err(reason) => {
            open.failure = Some(redacted(&reason));
            model.complain(reason);
        }
    }
}

/// A rule was written or taken back: the view and the article are those of the page as it is
/// read now.
fn rule_tried(
    model: &mut Model,
    request: RequestId,
    result: Result<Box<RuleOutcome>, String>,
    effects: &mut Effects,
) {
    let outcome = match result {
        Ok(outcome) => outcome,
        Err(reason) => return marks::fail(model, request, &reason),
    };
    let view = model.views.find_mut::<ExplanationView>();
    if let Some(view) = view.filter(|view| view.id == outcome.id) {
        view.change(outcome.explanation.clone());
    }
    if let Some(open) = model.reader.open_mut()
        && open.subject == Subject::Headline(outcome.id)
    {
        open.clean = Some(outcome.article);
    }
    let hint = outcome.undo.as_ref().map(|_| marks::UNDO);
    if let Some(undo) = outcome.undo {
        model.journal.record(Entry::FileChanged { undo });
    }
    model.tell(&outcome.message, Mark::Plain, hint);
    marks::done(model, request, effects);
}

fn source_changed(
    model: &mut Model,
    request: RequestId,
    result: Result<SourceOutcome, String>,
    effects: &mut Effects,
) {
    match result {
        Ok(outcome) => {
            adding::take_in(model, outcome);
            marks::done(model, request, effects);
        }
        Err(reason) => marks::fail(model, request, &reason),
    }
    // A change that failed half way may have changed the list all the same.
    model.read_list(Reload::Changed);
}
