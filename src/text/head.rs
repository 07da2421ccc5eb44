//! The head of an article: source, title, standfirst, who and when, and how long it takes.

use super::bidi;
use super::composer::{Composer, MIN_COLUMNS};
use super::layout::Screen;
use super::line::Ground;
use super::meta;
use super::styled::{Marks, Role, Run};
use super::width;
use super::wrap::Columns;
use crate::model::Article;

/// Between who and when and the minutes.
const GAP: usize = 2;

/// Lays the head out.
pub(super) fn lay_out(article: &Article, composer: &mut Composer<'_>) {
    match composer.screen() {
        Some(screen) => on_screen(article, screen, composer),
        None => plain(article, composer),
    }
}

fn plain(article: &Article, composer: &mut Composer<'_>) {
    composer.text(&article.title, Role::Title);
    composer.meta(
        &meta::of_article(article, composer.options()),
        &article.title,
    );
    if let Some(dek) = &article.dek {
        composer.separate();
        composer.text(dek, Role::Dek);
    }
}

fn on_screen(article: &Article, screen: Screen, composer: &mut Composer<'_>) {
    composer.ground = if screen.band {
        Ground::Head
    } else {
        Ground::Text
    };
    if let Some(source) = meta::source(article, composer.options()).filter(|_| screen.kicker) {
        kicker(
            &capitals(source, article.lang.as_deref()),
            article,
            composer,
        );
        composer.separate();
    }
    composer.title(&article.title, screen.title_lines);
    if let Some(dek) = &article.dek {
        if screen.standfirst {
            composer.separate();
            composer.text(dek, Role::Dek);
        } else {
            composer.advance(dek.len());
        }
    }
    who_and_when(article, screen, composer);
    if !composer.is_empty() {
        composer.end_head(screen.band);
    }
}

/// The source, in the direction of the title under it. It does not count for the reading place:
/// it comes and goes with the width of the screen.
fn kicker(source: &str, article: &Article, composer: &mut Composer<'_>) {
    let columns = composer.columns();
    let shown = width::truncate(source, columns);
    let visual = match composer.directions(&shown, bidi::is_rtl(&shown)) {
        Some(directions) => directions.line(&shown, 0..shown.len()),
        None => shown.into_owned(),
    };
    let run = Run::new(visual, Marks::role(Role::Kicker));
    composer.line(vec![run], composer.is_rtl(&article.title));
}

/// Capitals as a sign-writer makes them: in scripts that use them for that. Greek ones lose
/// their accents, and Georgian ones are in few fonts.
fn capitals(text: &str, language: Option<&str>) -> String {
    let dots_its_i = language.is_some_and(|tag| {
        let name = tag.split(['-', '_']).next().unwrap_or_default();
        ["tr", "az"]
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known))
    });
    let mut capitals = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'i' if dots_its_i => capitals.push('İ'),
            '\u{10D0}'..='\u{10FF}' => capitals.push(c),
            _ => capitals.extend(c.to_uppercase().map(without_tonos)),
        }
    }
    capitals
}

fn without_tonos(c: char) -> char {
    match c {
        'Ά' => 'Α',
        'Έ' => 'Ε',
        'Ή' => 'Η',
        'Ί' => 'Ι',
        'Ό' => 'Ο',
        'Ύ' => 'Υ',
        'Ώ' => 'Ω',
        _ => c,
    }
}

/// Who and when, with the minutes at the other end of the line. Too much for one line is wrapped
/// beside them.
fn who_and_when(article: &Article, screen: Screen, composer: &mut Composer<'_>) {
    let text = meta::without_source(article, composer.options());
    let minutes = screen.minutes.map(|minutes| format!("{minutes} min"));
    let Some(minutes) = minutes else {
        if !text.is_empty() {
            composer.separate();
        }
        return composer.meta(&text, &article.title);
    };
    composer.separate();
    let columns = composer.columns();
    let taken = width::of(&minutes) + GAP;
    let first = columns.saturating_sub(taken);
    // Beside a narrow column of names there would be no room to read them.
    let is_beside = first >= MIN_COLUMNS;
    let room = Columns {
        first: if is_beside { first } else { columns },
        rest: columns,
    };
    let lines = composer.wrapped_meta(&text, &article.title, room);
    let mut minutes = Some(Run::new(minutes, Marks::role(Role::Meta)));
    let rtl = composer.is_rtl(&article.title);
    let last = lines.len().saturating_sub(1);
    for (index, line) in lines.into_iter().enumerate() {
        let mut runs = line.runs;
        if index < last {
            drop_separator(&mut runs, rtl);
        }
        if let Some(minutes) = minutes.take_if(|_| is_beside) {
            runs = apart(runs, minutes, columns, rtl);
        }
        composer.line(runs, rtl);
    }
    if let Some(minutes) = minutes {
        composer.line(apart(Vec::new(), minutes, columns, rtl), rtl);
    }
    composer.advance(text.len());
}

/// Between two lines nothing else has to part them.
fn drop_separator(runs: &mut [Run], rtl: bool) {
    let separator = [' ', '·'];
    if rtl {
        if let Some(run) = runs.first_mut() {
            run.text = run.text.trim_start_matches(separator).to_owned();
        }
    } else if let Some(run) = runs.last_mut() {
        run.text
            .truncate(run.text.trim_end_matches(separator).len());
    }
}

/// The runs at one end of a line and one at the other.
fn apart(mut runs: Vec<Run>, other: Run, columns: usize, rtl: bool) -> Vec<Run> {
    let used: usize = runs.iter().map(|run| width::of(&run.text)).sum();
    let free = columns.saturating_sub(used + width::of(&other.text));
    let blanks = Run::new(" ".repeat(free), Marks::role(Role::Meta));
    if rtl {
        runs.splice(0..0, [other, blanks]);
    } else {
        runs.extend([blanks, other]);
    }
    runs
}

#[cfg(test)]
mod tests;
