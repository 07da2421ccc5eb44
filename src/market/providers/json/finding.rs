//! What each path of a description finds in an answer.

use serde_json::Value;

use super::{Json, TimeUnit};
use crate::market::provider::{Asked, Finding};
use crate::market::providers::fields;

/// Longest value that is shown.
const LONGEST: usize = 60;

/// A part of a quote: its name, its path, how it is read, and what it should be.
type Part<'a> = (
    &'static str,
    &'a Option<String>,
    &'a dyn Fn(&Value) -> Option<String>,
    &'static str,
);

impl Json {
    pub(super) fn findings_in(&self, asked: &Asked, answer: &Value) -> Vec<Finding> {
        let pointers = &self.description.pointers;
        let last = Some(pointers.last.clone());
        let number = |value: &Value| self.number(value).map(|number| number.to_string());
        let price = |value: &Value| self.price(value).map(|price| price.to_string());
        let time = |value: &Value| self.time(value).map(|time| time.to_string());
        let parts: [Part<'_>; 6] = [
            ("last", &last, &price, "a price"),
            (
                "previous_close",
                &pointers.previous_close,
                &price,
                "a price",
            ),
            (
                "change_percent",
                &pointers.change_percent,
                &number,
                "a number",
            ),
            ("currency", &pointers.currency, &fields::line, "a text"),
            ("name", &pointers.name, &fields::line, "a text"),
            ("time", &pointers.time, &time, self.a_time()),
        ];
        parts
            .into_iter()
            .filter_map(|(field, pointer, read, wanted)| {
                let path = pointer.clone()?;
                let found = match self.at(answer, &path, asked) {
                    None => Err(nearest(answer, &path)),
                    Some(value) => {
                        read(value).ok_or_else(|| format!("{} is not {wanted}", shown(value)))
                    }
                };
                Some(Finding {
                    field: field.to_owned(),
                    path,
                    found,
                })
            })
            .collect()
    }

    fn a_time(&self) -> &'static str {
        match self.description.time_unit {
            TimeUnit::Seconds => "a time in seconds",
            TimeUnit::Milliseconds => "a time in milliseconds",
            TimeUnit::Iso => "a time such as 2026-01-31T12:00:00Z",
        }
    }
}

/// How far a pointer leads, and what it could go on with.
fn nearest(answer: &Value, pointer: &str) -> String {
    let ends = pointer.match_indices('/').map(|(at, _)| at);
    let known = ends
        .chain([pointer.len()])
        .take_while(|end| answer.pointer(&pointer[..*end]).is_some())
        .last()
        .unwrap_or(0);
    let place = match known {
        0 => "the answer".to_owned(),
        end => format!("\"{}\"", &pointer[..end]),
    };
    match answer.pointer(&pointer[..known]) {
        Some(Value::Object(entries)) => {
            let names: Vec<&str> = entries.keys().take(8).map(String::as_str).collect();
            format!("nothing there; {place} has {}", short(&names.join(", ")))
        }
        Some(Value::Array(items)) => format!("nothing there; {place} is a list of {}", items.len()),
        Some(value) => format!("nothing there; {place} is {}", shown(value)),
        None => "nothing there".to_owned(),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Object(_) => "a table".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        value => short(&value.to_string()),
    }
}

fn short(text: &str) -> String {
    let text = fields::line(&Value::from(text)).unwrap_or_default();
    let mut short: String = text.chars().take(LONGEST).collect();
    if text.chars().count() > LONGEST {
        short.push_str("...");
    }
    short
}
