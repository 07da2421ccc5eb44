//! Asking for the explanation of a page, moving in it, and the rules that are written from it.

use super::state::ExplanationView;
use crate::app::command::Reason;
use crate::app::effect::{ConfigEffect, Effect, Effects, NetEffect};
use crate::app::model::Model;
use crate::app::unstored::Purpose;
use crate::app::views::article::open::Subject;
use crate::model::{RuleAction, SiteRule};

/// Why there is no page to explain.
#[must_use]
pub fn no_page(model: &Model) -> Option<Reason> {
    match model.reader.open().map(|open| &open.subject) {
        Some(Subject::Headline(_)) => None,
        Some(Subject::Page(_)) => Some("the page of this article is not stored"),
        None => Some("no article is open"),
    }
}

/// Asks for the explanation, or closes the view.
pub fn show(model: &mut Model, _: &str, effects: &mut Effects) {
    if model.views.pop_if::<ExplanationView>() {
        return;
    }
    let Some(id) = model.reader.headline_id() else {
        return;
    };
    let request = model.reader.explanation.ask(&mut model.requests);
    effects.push(Effect::Net(NetEffect::Explain { request, id }));
}

/// Why its commands cannot run.
#[must_use]
pub fn not_shown(model: &Model) -> Option<Reason> {
    let is_shown = model.views.is_top::<ExplanationView>();
    (!is_shown).then_some("open the explanation of a page first")
}

/// Moves to the next block with another verdict than its neighbour, or to the one before.
pub fn jump(model: &mut Model, forward: bool) {
    let Some(view) = model.views.find_mut::<ExplanationView>() else {
        return;
    };
    match view.next_change(forward) {
        Some(at) => view.cursor = at,
        None => model.say("no other verdict further on"),
    }
}

/// Writes a rule that shows or hides blocks like the selected one.
pub fn overrule(model: &mut Model, action: RuleAction, effects: &mut Effects) {
    let Some(view) = model.views.find_mut::<ExplanationView>() else {
        return;
    };
    match SiteRule::proposal(&view.explanation, view.cursor, action) {
        Ok(rule) => {
            let (id, request) = (view.id, model.requests.number());
            model.unstored.begin(request, Purpose::Changed);
            effects.push(Effect::Config(ConfigEffect::AddRule { request, id, rule }));
        }
        Err(why) => model.complain(why.to_string()),
    }
}
