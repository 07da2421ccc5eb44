//! Fills the demo's templates: a small subset of Mustache (mustache.github.io/mustache.5.html).
//!
//! `{{name}}` is a value, escaped for HTML, XML and attributes; `{{{name}}}` the value as it
//! is; `{{#name}}…{{/name}}` is repeated for each scope of a list, or shown once when `name` is a
//! text that is not empty. Names that a scope lacks are looked up in the scopes around it;
//! unknown names are empty. The templates are our own, so what is malformed is left as text.

use std::collections::BTreeMap;

/// What a name stands for.
#[derive(Debug, Clone)]
enum Value {
    Text(String),
    List(Vec<Scope>),
}

/// Names and their values.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope(BTreeMap<String, Value>);

impl Scope {
    /// Adds a text.
    #[must_use]
    pub(super) fn text(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.insert(name.to_owned(), Value::Text(value.into()));
        self
    }

    /// Adds a list of scopes.
    #[must_use]
    pub(super) fn list(mut self, name: &str, scopes: impl IntoIterator<Item = Scope>) -> Self {
        let scopes = scopes.into_iter().collect();
        self.0.insert(name.to_owned(), Value::List(scopes));
        self
    }
}

/// Fills a template.
#[must_use]
pub(super) fn render(template: &str, scope: &Scope) -> String {
    let mut out = String::with_capacity(template.len() * 2);
    fill(template, &[scope], &mut out);
    out
}

fn fill(mut template: &str, scopes: &[&Scope], out: &mut String) {
    while let Some((before, rest)) = template.split_once("{{") {
        out.push_str(before);
        template = if let Some(rest) = rest.strip_prefix('#') {
            section(rest, scopes, out)
        } else if let Some((name, after)) =
            rest.strip_prefix('{').and_then(|raw| raw.split_once("}}}"))
        {
            out.push_str(text_of(name, scopes));
            after
        } else if let Some((name, after)) = rest.split_once("}}") {
            out.push_str(&escape(text_of(name, scopes)));
            after
        } else {
            rest
        };
    }
    out.push_str(template);
}

/// Fills the section whose tag was just opened; gives what stands after its end.
fn section<'a>(rest: &'a str, scopes: &[&Scope], out: &mut String) -> &'a str {
    let Some((name, rest)) = rest.split_once("}}") else {
        return rest;
    };
    let end = format!("{{{{/{name}}}}}");
    let Some((inner, after)) = rest.split_once(end.as_str()) else {
        return rest;
    };
    match find(name, scopes) {
        Some(Value::List(list)) => {
            for scope in list {
                let mut inside = scopes.to_vec();
                inside.push(scope);
                fill(inner, &inside, out);
            }
        }
        Some(Value::Text(text)) if !text.is_empty() => fill(inner, scopes, out),
        _ => {}
    }
    after
}

fn find<'a>(name: &str, scopes: &[&'a Scope]) -> Option<&'a Value> {
    scopes
        .iter()
        .rev()
        .find_map(|scope| scope.0.get(name.trim()))
}

fn text_of<'a>(name: &str, scopes: &[&'a Scope]) -> &'a str {
    match find(name, scopes) {
        Some(Value::Text(text)) => text,
        _ => "",
    }
}

/// Text as HTML, XML and attribute values need it.
#[must_use]
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_escaped_and_raw_values_are_not() {
        let scope = Scope::default().text("a", "<b> & \"c\"");
        assert_eq!(
            render("{{a}}|{{{a}}}|{{none}}", &scope),
            "&lt;b&gt; &amp; &quot;c&quot;|<b> & \"c\"|"
        );
    }

    #[test]
    fn sections_repeat_hide_and_see_the_scopes_around_them() {
        let rows = ["1", "2"].map(|n| Scope::default().text("n", n));
        let scope = Scope::default()
            .text("site", "S")
            .text("empty", "")
            .list("rows", rows);
        let template = "{{#rows}}{{n}}{{site}} {{/rows}}{{#empty}}no{{/empty}}{{#site}}yes{{/site}}{{#none}}no{{/none}}";
        assert_eq!(render(template, &scope), "1S 2S yes");
    }

    #[test]
    fn malformed_templates_do_not_panic() {
        let scope = Scope::default();
        for template in ["{{", "{{{", "{{#a", "{{#a}}b", "a}}b", "{{{a}}"] {
            let _ = render(template, &scope);
        }
    }
}
