//! What there is to say of the selected instrument beside its row: who it is, how far its price
//! is trusted, where it trades, the day's range.

use crate::app::views::ticker::row::{RowState, TickerRow};
use crate::app::views::ticker::written::Cells;
use crate::market::format::Signs;
use crate::model::Session;
use crate::text::{bidi, width};

/// So many lines at most, each of whole parts, as many as there is room for.
pub(super) fn lines(row: &TickerRow, signs: Signs, columns: usize, most: usize) -> Vec<String> {
    const BETWEEN: &str = " · ";
    let mut lines: Vec<String> = Vec::new();
    for part in parts(row, signs) {
        let fits = |line: &&mut String| width::of(line) + width::of(&part) + 3 <= columns;
        match lines.last_mut().filter(fits) {
            Some(line) => {
                line.push_str(BETWEEN);
                line.push_str(&part);
            }
            None => lines.push(part),
        }
    }
    lines.truncate(most);
    lines
}

fn parts(row: &TickerRow, signs: Signs) -> Vec<String> {
    let foreign = bidi::isolate;
    let name = Some(row.name.as_str()).filter(|name| !name.is_empty() && *name != row.label);
    let venue = row.venue.as_deref();
    let parts = [
        name.map(foreign),
        state(row),
        venue.map(foreign),
        range(row, signs),
    ];
    parts.into_iter().flatten().collect()
}

/// How far the price can be trusted, in words.
fn state(row: &TickerRow) -> Option<String> {
    Some(match &row.state {
        RowState::Failing {
            reason,
            next_try: Some(next_try),
        } => format!("{reason}, next {next_try}"),
        RowState::Stale(age) => format!("old, {age}"),
        RowState::OnPage { age: Some(age) } => format!("from page, {age}"),
        RowState::OnPage { age: None } => "from page".to_owned(),
        RowState::Doubted => "not sure".to_owned(),
        RowState::Untraded(_) => "no trade yet".to_owned(),
        RowState::Closed => "closed".to_owned(),
        RowState::Daily(age) => format!("daily, {age}"),
        RowState::Extended if row.session == Session::Pre => "before the opening".to_owned(),
        RowState::Extended => "after the close".to_owned(),
        RowState::Live => format!("delayed {}", row.delay.as_deref()?),
        state => state.why()?.to_owned(),
    })
}

/// "163,78–168,79 EUR"
fn range(row: &TickerRow, signs: Signs) -> Option<String> {
    let shown = |value| row.written(value, signs, Cells::WIDE.price);
    let range = row
        .range
        .map(|(low, high)| format!("{}–{}", shown(low), shown(high)));
    let words: Vec<String> = range.into_iter().chain(row.currency.clone()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}
