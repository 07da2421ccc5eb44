//! Providers of prices in the file: what a table of one's own must have, and whom orders name.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::reading::Reading;
use crate::config::problem::Problem;
use crate::config::table::{KEYS, Section};
use crate::config::wrong::nearest;
use crate::market::providers::BUILT_IN;
use crate::market::providers::json::Description;

/// Keys without which a provider cannot be asked.
const REQUIRED: [&str; 4] = ["id", "kind", "url", "last"];

/// A table of the user's own before its keys are read.
pub(super) fn usual() -> Description {
    Description {
        factor: 1.0,
        shortest_interval: 60,
        per_minute: 10,
        ..Description::default()
    }
}

/// Whether it can be asked. What is missing is named already.
pub(super) fn is_complete(provider: &Description) -> bool {
    !provider.id.is_empty() && !provider.url.is_empty() && !provider.pointers.last.is_empty()
}

/// The text with stars for what stands in quotes within a span: a header may be a key to
/// something, and mistakes are shown with their line.
pub(super) fn without_secrets(text: &str, span: Range<usize>) -> Cow<'_, str> {
    let mut quote = None;
    let starred = text.bytes().enumerate().map(|(at, byte)| {
        if !span.contains(&at) || byte == b'\n' {
            return byte;
        }
        match quote {
            None if byte == b'"' || byte == b'\'' => quote = Some(byte),
            Some(open) if open == byte => quote = None,
            Some(_) => return b'*',
            None => {}
        }
        byte
    });
    // Stars take the place of whole characters' bytes, so that it stays text.
    match String::from_utf8(starred.collect()) {
        Ok(starred) => Cow::Owned(starred),
        Err(_) => Cow::Borrowed(""),
    }
}

impl Reading<'_> {
    /// The last table that was read: whether it has what it needs, and a name of its own.
    pub(super) fn check_provider(&mut self, span: Range<usize>, table: &DeTable<'_>) {
        for name in REQUIRED {
            if !table.contains_key(name) {
                let message = format!("this [[provider]] has no `{name}`");
                self.complain(span.clone(), message);
            }
        }
        let own = &mut self.config.providers.own;
        let Some((last, others)) = own.split_last_mut() else {
            return;
        };
        if !last.id.is_empty() && others.iter().any(|other| other.id == last.id) {
            let message = format!("another [[provider]] is called \"{}\" already", last.id);
            last.id.clear();
            let span = table.get("id").map_or(span, toml::Spanned::span);
            self.complain(span, message);
        }
    }

    /// Whether everybody whom `[providers]` names is there.
    pub(super) fn check_order(&mut self, file: &DeTable<'_>) {
        let Some(DeValue::Table(orders)) = file.get("providers").map(toml::Spanned::get_ref) else {
            return;
        };
        let own = self.config.providers.own.iter();
        let known: Vec<String> = own
            .map(|provider| provider.id.clone())
            .chain(BUILT_IN.map(str::to_owned))
            .collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let is_order = |name: &str| {
            KEYS.iter()
                .any(|row| row.section == Section::Providers && row.name == name)
        };
        for (_, value) in orders.iter().filter(|(name, _)| is_order(name.get_ref())) {
            let items = match value.get_ref() {
                DeValue::Array(items) => items.iter().collect(),
                DeValue::String(_) => vec![value],
                _ => Vec::new(),
            };
            for item in items {
                let DeValue::String(id) = item.get_ref() else {
                    continue;
                };
                if !known.contains(&id.as_ref()) {
                    let message = format!("\"{id}\" is not a provider");
                    let problem = Problem::at(self.file, self.text, item.span(), message);
                    let nearest = nearest(id, &known);
                    self.problems.push(problem.with_suggestion(nearest));
                }
            }
        }
    }
}
