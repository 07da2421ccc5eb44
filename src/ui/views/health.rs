//! The health view: a row a source, the worst first, and beneath it all there is to know about
//! the selected one. The verdict is a word and a mark, so colour is never alone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::frame;
use super::full_view::{self, lines};
use crate::app::Model;
use crate::app::age;
use crate::app::views::contexts;
use crate::app::views::full_view::Parts;
use crate::app::views::health::parts;
use crate::app::views::health::state::Health;
use crate::model::source::shown_address;
use crate::model::verdict::order;
use crate::model::{Attempt, Recent, Source, Verdict, verdict};
use crate::text::{few, width};
use crate::ui::cells::{rect, sentence, shown, write_all};
use crate::ui::theme::{Role, Theme};

/// Draws the view.
pub(super) fn draw(model: &Model, state: Health, theme: &Theme, buffer: &mut Buffer) {
    let parts = parts(model);
    let order = order(&model.sources, model.now);
    full_view::clear(Parts::area(model.size), theme, buffer);
    title(model, &order, &parts, theme, buffer);
    let place = (state.cursor, order.len());
    full_view::draw_rows(&parts, place, theme, buffer, |index, row, buffer| {
        let selected = index == state.cursor;
        draw_row(model, order[index], selected, theme, row, buffer);
    });
    if let Some(source) = order.get(state.cursor) {
        details(model, source, theme, rect(parts.details), buffer);
    }
}

/// How many are how, the worst first.
fn title(model: &Model, order: &[&Source], parts: &Parts, theme: &Theme, buffer: &mut Buffer) {
    let count = |wanted: Verdict| {
        let verdicts = order.iter().map(|source| Verdict::of(source, model.now));
        verdicts.filter(|verdict| *verdict == wanted).count()
    };
    let counts: Vec<String> = Verdict::ALL
        .into_iter()
        .map(|verdict| (count(verdict), verdict.word()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    full_view::title("Health", &counts.join(" · "), parts, theme, buffer);
}

/// What a verdict looks like.
pub(super) fn role(verdict: Verdict) -> Role {
    match verdict {
        Verdict::Gone | Verdict::Failing => Role::Error,
        Verdict::Offline | Verdict::Moved => Role::Strong,
        Verdict::Quiet | Verdict::NeverAsked | Verdict::Paused => Role::Dim,
        Verdict::Fine => Role::Text,
    }
}

/// Columns of a row; 0 leaves a part out.
struct Widths {
    name: usize,
    words: usize,
    recent: usize,
    next: usize,
}

/// Columns of what comes before the name: wire, mark, verdict, and the blanks behind them.
const HEAD: usize = 4 + Verdict::COLUMNS + 2;
/// Columns of when it is asked next.
const NEXT: usize = 14;
/// Columns of the last tries.
const RECENT: usize = 10;

fn widths(columns: usize) -> Widths {
    let free = columns.saturating_sub(HEAD + 2);
    let recent = if columns < 100 { 0 } else { RECENT };
    let next = if columns < 100 { 0 } else { NEXT };
    let name = match columns {
        ..60 => free,
        _ => (free / 3).min(36),
    };
    let taken: usize = [name, recent, next]
        .iter()
        .filter(|part| **part > 0)
        .map(|part| part + 2)
        .sum();
    Widths {
        name,
        words: if columns < 60 {
            0
        } else {
            (free + 2).saturating_sub(taken)
        },
        recent,
        next,
    }
}

fn draw_row(
    model: &Model,
    source: &Source,
    selected: bool,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let verdict = Verdict::of(source, model.now);
    let (style, cursor) = full_view::row(selected, theme, area, buffer);
    let widths = widths(usize::from(area.width));
    let words_role = if verdict.is_dead() {
        Role::Error
    } else {
        Role::Dim
    };
    let words = verdict::words(source, model.now);
    let next = verdict::next(source, model.now);
    let recent = recent(&source.health.recent, RECENT);
    // Text, its columns, the gap behind it.
    let parts = [
        (cursor, 1, 1, Role::Focus),
        (verdict.mark(), 1, 1, role(verdict)),
        (verdict.word(), Verdict::COLUMNS, 2, role(verdict)),
        (source.name.as_str(), widths.name, 2, Role::Text),
        (words.as_str(), widths.words, 2, words_role),
        (recent.as_str(), widths.recent, 2, Role::Spark),
        (next.as_str(), widths.next, 0, Role::Faint),
    ];
    // Each at its own column: characters that join to another one would move what follows.
    let mut x = area.x;
    for (text, columns, gap, role) in parts {
        let room = columns.min(usize::from(area.right() - x));
        let text = few::short(text, room);
        let text = shown(&text, room);
        write_all(&text, style(role), (x, area.y), buffer);
        let gap = if columns == 0 { 0 } else { gap };
        let step = u16::try_from(columns + gap).unwrap_or(u16::MAX);
        x = x.saturating_add(step).min(area.right());
    }
}

fn details(model: &Model, source: &Source, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let Some(inside) = full_view::details(&source.name, theme, area, buffer) else {
        return;
    };
    let columns = usize::from(inside.width);
    let verdict = Verdict::of(source, model.now);
    let reason = verdict::sentence(source, model.now);
    // Two lines for the reason, and the rest for what is known.
    let reason = lines(&reason, columns, 2, theme.style(role(verdict)));
    let facts = facts(model, source);
    let labels = facts.iter().map(|(label, _)| width::of(label)).max();
    let of_label = labels.unwrap_or(0).min(columns / 2) + 2;
    let facts = facts.into_iter().map(|(label, text)| {
        let text = few::short(&text, columns.saturating_sub(of_label));
        let text = sentence(&text, columns);
        Line::from(vec![
            Span::styled(width::fit(label, of_label), theme.style(Role::Label)),
            Span::styled(text, theme.style(Role::Text)),
        ])
    });
    frame::draw_lines(reason.into_iter().chain(facts), inside, buffer);
}

/// What is known about a source, the most useful first: a small screen shows the beginning.
fn facts(model: &Model, source: &Source) -> Vec<(&'static str, String)> {
    let health = &source.health;
    let zone = &model.settings.zone;
    let time = |at| {
        let ago = verdict::ago(at, model.now);
        format!("{ago} ({})", age::long(at, zone))
    };
    let never = || "never".to_owned();
    let mut facts = Vec::new();
    if let Some(to) = verdict::new_address(source) {
        let key = model
            .keymap
            .nearest_chord("accept-address", contexts(model))
            .unwrap_or_else(|| ":accept-address".to_owned());
        facts.push((
            "new address",
            format!("{} · {key} accepts", shown_address(to)),
        ));
    }
    facts.push(("last success", health.last_success.map_or_else(never, time)));
    facts.push(("next", verdict::next(source, model.now)));
    facts.push(("address", shown_address(&source.url)));
    facts.push(("last answer", answer(source)));
    if !health.recent.all().is_empty() {
        facts.push(("last tries", tries(&health.recent)));
    }
    facts.push(("last asked", health.last_attempt.map_or_else(never, time)));
    // Of a source that answers, it is what the verdict says already.
    if !verdict::tells_rhythm(source, model.now) {
        facts.push(("rhythm", verdict::rhythm(health, model.now)));
    }
    if let Some(feed) = &health.discovered {
        facts.push(("feed of its page", shown_address(feed)));
    }
    let (unread, total) = (source.unread, source.total);
    facts.push(("headlines", format!("{total}, {unread} unread")));
    if !source.groups.is_empty() {
        facts.push(("groups", source.groups.join(", ")));
    }
    facts
}

/// A sign for each of the last tries, the newest last.
fn recent(recent: &Recent, most: usize) -> String {
    let sign = |attempt: &Attempt| match attempt {
        Attempt::Answered => '▅',
        Attempt::Unchanged => '▂',
        Attempt::Failed => '×',
        Attempt::Offline => '~',
    };
    let over = recent.all().len().saturating_sub(most);
    recent.all()[over..].iter().map(sign).collect()
}

/// The same, and in words what the signs that occur stand for.
fn tries(of: &Recent) -> String {
    let words = [
        (Attempt::Answered, "answered"),
        (Attempt::Unchanged, "unchanged"),
        (Attempt::Failed, "failed"),
        (Attempt::Offline, "no network"),
    ];
    let counts = words.into_iter().filter_map(|(attempt, word)| {
        let all = of.all().iter();
        let count = all.filter(|known| **known == attempt).count();
        (count > 0).then(|| format!("{count} {word}"))
    });
    let counts: Vec<String> = counts.collect();
    format!("{}  {}", recent(of, Recent::MOST), counts.join(" · "))
}

/// "status 200 · 123 ms · 45 kB", as far as it is known.
fn answer(source: &Source) -> String {
    let health = &source.health;
    let known = [
        health.status.map(|status| format!("status {status}")),
        health.latency_ms.map(verdict::latency),
        health.bytes.map(verdict::size),
    ];
    let known: Vec<String> = known.into_iter().flatten().collect();
    if known.is_empty() {
        "none".to_owned()
    } else {
        known.join(" · ")
    }
}
