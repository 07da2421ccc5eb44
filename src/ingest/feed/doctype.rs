//! The internal subset of a DTD: entities that a document declares for itself.
//!
//! External entities are never read. Values are expanded where they are declared, so there
//! is no recursion, and what all references of a document expand to is bounded ("billion
//! laughs", CVE-2003-1564).

use std::collections::HashMap;

use crate::markup::entities;

/// Entities that may be declared, and the longest value in bytes.
const MAX_ENTITIES: usize = 256;
const MAX_VALUE: usize = 4_096;
/// Bytes that the expansions of one document may add up to.
const MAX_EXPANSION: usize = 1 << 20;

/// The declared entities.
#[derive(Default)]
pub(super) struct Doctype {
    values: HashMap<String, String>,
    expanded: usize,
}

impl Doctype {
    /// What a reference stands for: its value, nothing once the bound is reached, or itself
    /// if nobody declared it.
    pub(super) fn expansion(&mut self, name: &str) -> String {
        match self.values.get(name) {
            Some(value) if self.expanded + value.len() <= MAX_EXPANSION => {
                self.expanded += value.len();
                value.clone()
            }
            Some(_) => String::new(),
            None => format!("&{name};"),
        }
    }

    /// Reads `<!ENTITY name "value">` of the internal subset. Values may use entities that
    /// were declared before them, so no recursion is possible.
    pub(super) fn declare(&mut self, doctype: &str) {
        for declaration in doctype.split("<!ENTITY").skip(1).take(MAX_ENTITIES) {
            let declaration = declaration.trim_start();
            let Some((name, rest)) = declaration.split_once(char::is_whitespace) else {
                continue;
            };
            let rest = rest.trim_start();
            let Some(quote @ ('"' | '\'')) = rest.chars().next() else {
                continue;
            };
            let Some((value, _)) = rest[1..].split_once(quote) else {
                continue;
            };
            let value = self.expand(value);
            if value.len() <= MAX_VALUE {
                self.values.entry(name.to_owned()).or_insert(value);
            }
        }
    }

    fn expand(&self, value: &str) -> String {
        let mut out = String::new();
        let mut rest = value;
        while let Some(at) = rest.find('&') {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let known = rest[1..].split_once(';').and_then(|(name, after)| {
                let value = self.values.get(name)?;
                Some((value, after))
            });
            let (part, after) = match (known, entities::reference(rest)) {
                (Some((value, after)), _) => (value.clone(), after),
                (None, Some((c, length))) => (c.to_string(), &rest[length..]),
                (None, None) => ("&".to_owned(), &rest[1..]),
            };
            out.push_str(&part);
            rest = after;
            if out.len() > MAX_VALUE {
                break;
            }
        }
        out.push_str(rest);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_expanded_within_bounds() {
        let mut doctype = Doctype::default();
        doctype.declare(
            "x [<!ENTITY a \"lol\"><!ENTITY b '&a;&a; &eacute;'><!ENTITY c SYSTEM \"file:///x\">]",
        );
        assert_eq!(doctype.expansion("b"), "lollol é");
        assert_eq!(doctype.expansion("c"), "&c;");
        let mut bomb = String::from("x [<!ENTITY a0 \"lolol\">");
        for level in 1..20 {
            let value = format!("&a{};", level - 1).repeat(10);
            bomb.push_str(&format!("<!ENTITY a{level} \"{value}\">"));
        }
        let mut doctype = Doctype::default();
        doctype.declare(&bomb);
        let total: usize = (0..100_000).map(|_| doctype.expansion("a2").len()).sum();
        assert!(total <= MAX_EXPANSION);
    }
}
