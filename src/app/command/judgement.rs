//! The judgement of a page: the view, and the rules that are written from it.

use super::{Motion, Reason};
use crate::app::effect::{Effect, Effects};
use crate::app::judgement::{View, parts};
use crate::app::layer::Layer;
use crate::app::model::Model;
use crate::app::reader::Subject;
use crate::app::unstored::Purpose;
use crate::model::{HeadlineId, RuleAction, SiteRule};

pub(super) fn no_page(model: &Model) -> Option<Reason> {
    match model.reader.open().map(|open| &open.subject) {
        Some(Subject::Headline(_)) => None,
        Some(Subject::Page(_)) => Some("the page of this article is not stored"),
        None => Some("no article is open"),
    }
}

fn headline(model: &Model) -> Option<HeadlineId> {
    match model.reader.open().map(|open| &open.subject) {
        Some(Subject::Headline(id)) => Some(*id),
        _ => None,
    }
}

/// Asks for the judgement, or closes the view.
pub(super) fn show(model: &mut Model, _: &str, effects: &mut Effects) {
    if matches!(model.layers.last(), Some(Layer::Judgement(_))) {
        model.layers.pop();
        return;
    }
    let Some(id) = headline(model) else {
        return;
    };
    let request = model.requests.number();
    model.requests.explanation = request;
    effects.push(Effect::Explain { request, id });
}

fn view(model: &mut Model) -> Option<&mut View> {
    model.layers.iter_mut().rev().find_map(|layer| match layer {
        Layer::Judgement(view) => Some(view),
        _ => None,
    })
}

/// Moves the cursor.
pub(super) fn go(model: &mut Model, motion: Motion) {
    let distance = motion.distance(usize::from(parts(model).list.height));
    if let Some(view) = view(model) {
        view.move_by(distance);
    }
}

pub(super) fn not_judging(model: &Model) -> Option<Reason> {
    let is_shown = matches!(model.layers.last(), Some(Layer::Judgement(_)));
    (!is_shown).then_some("open the judgement of a page first")
}

pub(super) fn next_change(model: &mut Model, _: &str, _: &mut Effects) {
    jump(model, true);
}

pub(super) fn previous_change(model: &mut Model, _: &str, _: &mut Effects) {
    jump(model, false);
}

fn jump(model: &mut Model, forward: bool) {
    let Some(view) = view(model) else {
        return;
    };
    match view.next_change(forward) {
        Some(at) => view.cursor = at,
        None => model.say("no other verdict further on"),
    }
}

pub(super) fn always_show(model: &mut Model, _: &str, effects: &mut Effects) {
    overrule(model, RuleAction::Show, effects);
}

pub(super) fn never_show(model: &mut Model, _: &str, effects: &mut Effects) {
    overrule(model, RuleAction::Hide, effects);
}

fn overrule(model: &mut Model, action: RuleAction, effects: &mut Effects) {
    let Some(view) = view(model) else {
        return;
    };
    match SiteRule::proposal(&view.explanation, view.cursor, action) {
        Some(rule) => {
            let (id, request) = (view.id, model.requests.number());
            model.unstored.begin(request, Purpose::Changed);
            effects.push(Effect::AddRule { request, id, rule });
        }
        None => model.complain("this page has no address, so there is no site to make a rule for"),
    }
}
