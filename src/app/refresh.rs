//! Downloads as the core sees them: begun by the user, at the start, or because something is
//! due while the program is open, and how they go.
//!
//! There is no tick: the time at which the next source is due is a deadline like any other.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::effect::{Effect, Effects, NetEffect};
use super::event::RefreshProgress;
use super::hint::Hint;
use super::model::Model;
use super::refreshing::Refreshing;
use super::toast::Mark;
use super::views::headlines::questions::Reload;
use crate::model::{SourceId, counted};

/// Shortest time between two rounds that nobody asked for: sources that become due shortly
/// after one another are asked together.
const REST: SignedDuration = SignedDuration::from_mins(1);
/// The same after a round that found nothing to ask, though a source looked due: another process
/// was faster, the source wants no visit at this hour, or the store cannot be read.
const LONG_REST: SignedDuration = SignedDuration::from_mins(10);
/// A source that is found so long overdue became due while the machine slept.
const LATE: SignedDuration = SignedDuration::from_mins(2);
/// An empty list waits so long for more after its first headline.
const FIRST_SHOW: Duration = Duration::from_millis(800);
/// The network needs some time after the machine woke up.
const WAKING: SignedDuration = SignedDuration::from_secs(10);

/// Where more is said of a source that failed.
const WHY: Hint = ("health", "why");

/// The first round, unless the user wants none.
pub fn start(model: &mut Model, effects: &mut Effects) {
    if model.keeps_nothing {
        return;
    }
    if model.settings.refresh_on_start {
        begin(model, false, None, effects);
    } else {
        model.refreshing.since = Some(model.now);
    }
}

/// Downloads what is due, or with `force` also what is not, of all sources or of one.
pub fn begin(model: &mut Model, force: bool, only: Option<SourceId>, effects: &mut Effects) {
    model.refreshing.begin();
    if only.is_none() {
        model.refreshing.since = None;
    }
    effects.push(Effect::Net(NetEffect::Refresh { force, only }));
}

/// The same by a key of the user, who wants to hear what came of it.
pub fn wanted(model: &mut Model, force: bool, only: Option<SourceId>, effects: &mut Effects) {
    begin(model, force, only, effects);
    model.refreshing.wanted = true;
}

/// When the next round begins by itself; `None` while there is nothing to wait for, or before
/// it is known again.
#[must_use]
pub fn next_round(model: &Model) -> Option<Timestamp> {
    let refreshing = &model.refreshing;
    let is_wanted = model.settings.refresh_while_open && !model.keeps_nothing;
    let is_unknown =
        refreshing.rounds > 0 || !model.list.loaded || model.list.questions.is_reading();
    if !is_wanted || is_unknown {
        return None;
    }
    let due = due(model)?;
    // A clock that was set back must not make a rest of hours.
    let rest = refreshing.rest;
    let rest = rest.filter(|rest| rest.duration_since(model.now) <= LONG_REST);
    Some(rest.map_or(due, |rest| rest.max(due)))
}

/// When the first source is due; one that was never asked is so at once.
fn due(model: &Model) -> Option<Timestamp> {
    let since = model.refreshing.since.unwrap_or(Timestamp::MIN);
    let due = model
        .sources
        .iter()
        .filter_map(|source| source.health.due());
    due.filter(|due| *due >= since).min()
}

/// Shows the first headlines if it is time for it.
pub fn show_first(model: &mut Model) {
    let first_show = &mut model.refreshing.first_show;
    if first_show.take_if(|time| *time <= model.running).is_some() {
        model.read_list(Reload::Again);
    }
}

/// Begins the next round if it is time for it.
pub fn follow_clock(model: &mut Model, effects: &mut Effects) {
    let now = model.now;
    if next_round(model).is_none_or(|next| next > now) {
        return;
    }
    let is_late = due(model).is_some_and(|due| due > Timestamp::MIN && late(due) < now);
    let has_rested = model.refreshing.rest.is_some_and(|rest| late(rest) >= now);
    if is_late && !has_rested {
        model.refreshing.rest = now.checked_add(WAKING).ok();
        return;
    }
    begin(model, false, None, effects);
    model.refreshing.polled = true;
}

fn late(due: Timestamp) -> Timestamp {
    due.checked_add(LATE).unwrap_or(due)
}

/// Takes in how a refresh goes.
pub fn follow(model: &mut Model, progress: RefreshProgress, effects: &mut Effects) {
    match progress {
        RefreshProgress::Started(total) => {
            model.refreshing.running = true;
            model.refreshing.total += total;
        }
        RefreshProgress::Source {
            new_headlines,
            failure,
        } => {
            let refreshing = &mut model.refreshing;
            refreshing.done += 1;
            refreshing.new_headlines += new_headlines;
            let is_old = |name: &str| {
                let mut sources = model.sources.iter();
                sources.any(|source| source.name == name && source.health.failures > 0)
            };
            let failure = failure.filter(|(name, _)| !refreshing.polled || !is_old(name));
            refreshing.failures.extend(failure);
            if new_headlines > 0 {
                arrived(model);
            }
        }
        RefreshProgress::Finished { at } => finished(model, at, effects),
    }
}

/// A list in which the user moves counts what waits at once. Where he only looks, what a round
/// brings is shown when it is over: nothing moves under his eyes but once. An empty list is
/// filled after a moment, with all that has come until then.
fn arrived(model: &mut Model) {
    if model.list.is_touched() {
        model.read_list(Reload::Again);
    } else if model.list.ids().is_empty() && model.refreshing.first_show.is_none() {
        model.refreshing.first_show = Some(model.running + FIRST_SHOW);
    }
}

fn finished(model: &mut Model, at: Timestamp, effects: &mut Effects) {
    let refreshing = &mut model.refreshing;
    refreshing.rounds = refreshing.rounds.saturating_sub(1);
    refreshing.running = refreshing.rounds > 0;
    refreshing.finished = Some(at);
    let rest = if refreshing.polled && refreshing.total == 0 {
        LONG_REST
    } else {
        REST
    };
    refreshing.rest = model.now.checked_add(rest).ok();
    model.refreshing.first_show = None;
    model.read_list(Reload::Again);
    // Also without anything new: what was left for later may be due.
    effects.push(Effect::Net(NetEffect::Prefetch));
    if model.refreshing.rounds == 0 {
        report(model);
    }
}

fn report(model: &mut Model) {
    let Refreshing {
        total,
        new_headlines,
        failures,
        wanted,
        polled,
        ..
    } = &model.refreshing;
    let news = match new_headlines {
        0 => "nothing new".to_owned(),
        count => counted(*count, "new headline"),
    };
    match &failures[..] {
        [] if *polled && !*wanted => {}
        [] if *total == 0 && *wanted => {
            model.say("nothing is due yet; R downloads this source now");
        }
        [] if *total == 0 => {}
        [] => model.say(news),
        [(name, reason)] => {
            let text = format!("{news}; {name}: {reason}");
            model.tell(&text, Mark::Error, Some(WHY));
        }
        [(name, reason), ..] => {
            let text = format!(
                "{news}; {} of {total} sources failed, {name}: {reason}",
                failures.len()
            );
            model.tell(&text, Mark::Error, Some(WHY));
        }
    }
}
