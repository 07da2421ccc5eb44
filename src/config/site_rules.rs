//! The user's rules for what is text on a site's pages: one file, `sites.toml`, beside the
//! configuration. The reader writes into it, and it is the user's to edit:
//!
//! ```toml
//! [[rule]]
//! site = "example.org"       # and all that ends in it
//! hide = "div.promo > p"     # a CSS selector; or show = …
//! text = "Subscribe to"      # only blocks that begin so; may be left out
//! ```

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_edit::{Table, value};

use super::Problem;
use super::edit::{self, EditError};
use crate::model::{FileChange, RuleAction, SiteRule};
use crate::private;

const NEW_FILE: &str = "# What is text on the pages of sites: each rule shows or hides the blocks that its CSS selector\n\
    # finds. `newswire extract --explain URL` prints the selector of every block of a page.\n";

/// Longest selector, and deepest: the library reads nested ones recursively.
const MAX_SELECTOR: (usize, usize) = (1_000, 16);

/// The rules that hold, and what is wrong with the others.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct SiteRules {
    /// In the file's order.
    pub rules: Vec<SiteRule>,
    /// What does not hold.
    pub problems: Vec<Problem>,
}

/// Reads the file; one that is not there has no rules.
#[must_use]
pub(crate) fn load(file: &Path) -> SiteRules {
    let shown = file.display().to_string();
    match edit::read(file) {
        Ok(text) => parse(&shown, &text),
        Err(error) => SiteRules {
            rules: Vec::new(),
            problems: vec![Problem::at(&shown, "", 0..0, error.to_string())],
        },
    }
}

/// Reads a text.
#[must_use]
pub(crate) fn parse(file: &str, text: &str) -> SiteRules {
    let mut found = SiteRules::default();
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut complain = |span: Range<usize>, message: String| {
        found.problems.push(Problem::at(file, text, span, message));
    };
    for error in errors {
        complain(error.span().unwrap_or(0..0), error.message().to_owned());
    }
    let mut rules = Vec::new();
    for (name, value) in table.get_ref() {
        let DeValue::Array(tables) = value.get_ref() else {
            complain(name.span(), unknown(name.get_ref()));
            continue;
        };
        if name.get_ref() != "rule" {
            complain(name.span(), unknown(name.get_ref()));
            continue;
        }
        for table in tables {
            let read = match table.get_ref() {
                DeValue::Table(inner) => rule(inner, table.span()),
                _ => Err((
                    table.span(),
                    "write each rule as a [[rule]] table".to_owned(),
                )),
            };
            match read {
                Ok(rule) => rules.push(rule),
                Err((span, message)) => complain(span, message),
            }
        }
    }
    found.rules = rules;
    found
}

fn unknown(name: &str) -> String {
    format!("unknown key `{name}`; rules are [[rule]] tables")
}

type Wrong = (Range<usize>, String);

fn rule(table: &DeTable<'_>, span: Range<usize>) -> Result<SiteRule, Wrong> {
    let (mut site, mut action, mut text) = (None, None, None);
    for (name, value) in table {
        let key: &str = name.get_ref();
        let said = || words(value).ok_or((value.span(), format!("`{key}` is a text")));
        match key {
            "site" => site = Some(said()?),
            "text" => text = Some(said()?),
            "show" => action = Some((RuleAction::Show, selector(said()?, value)?)),
            "hide" => action = Some((RuleAction::Hide, selector(said()?, value)?)),
            _ => {
                let message = format!("unknown key `{key}`; known are site, show, hide, text");
                return Err((name.span(), message));
            }
        }
    }
    let both = ["show", "hide"].iter().all(|key| table.contains_key(*key));
    match (site, action) {
        _ if both => Err((
            span,
            "a rule shows or hides, not both: write two".to_owned(),
        )),
        (Some(site), Some((action, place))) => Ok(SiteRule {
            site: site.trim().trim_start_matches("www.").to_lowercase(),
            action,
            place,
            text,
        }),
        (None, _) => Err((span, "this rule needs a `site`".to_owned())),
        (_, None) => Err((span, "this rule needs `show` or `hide`".to_owned())),
    }
}

fn words(value: &Spanned<DeValue<'_>>) -> Option<String> {
    match value.get_ref() {
        DeValue::String(text) => Some(Cow::clone(text).into_owned()),
        _ => None,
    }
}

fn selector(text: String, value: &Spanned<DeValue<'_>>) -> Result<String, Wrong> {
    let depth = text.matches('(').count();
    let short = text.len() <= MAX_SELECTOR.0 && depth <= MAX_SELECTOR.1;
    if short && scraper::Selector::parse(&text).is_ok() {
        return Ok(text);
    }
    Err((value.span(), format!("\"{text}\" is not a CSS selector")))
}

/// Adds a rule at the end of the file; what stands there stays as it is. Returns what takes it
/// out again.
///
/// # Errors
/// When the file cannot be read or written.
pub(crate) fn add(file: &Path, rule: &SiteRule) -> Result<Option<FileChange>, EditError> {
    let change = edit::change(file, NEW_FILE, |text| {
        let gap = match text {
            "" => "\n",
            text if text.ends_with("\n\n") => "",
            text if text.ends_with('\n') => "\n",
            _ => "\n\n",
        };
        Ok(format!("{text}{gap}{}", table(rule)))
    })?;
    // Which sites somebody reads is nobody else's business.
    private::restrict(file);
    Ok(change)
}

fn table(rule: &SiteRule) -> String {
    let mut table = Table::new();
    let action = match rule.action {
        RuleAction::Show => "show",
        RuleAction::Hide => "hide",
    };
    table.insert("site", value(&rule.site));
    table.insert(action, value(&rule.place));
    if let Some(text) = &rule.text {
        table.insert("text", value(text));
    }
    format!("[[rule]]\n{table}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rule_of(place: &str, text: Option<&str>) -> SiteRule {
        SiteRule {
            site: "example.org".into(),
            action: RuleAction::Hide,
            place: place.into(),
            text: text.map(Into::into),
        }
    }

    #[test]
    fn one_mistake_does_not_stop_the_other_rules() {
        let text = "[[rule]]\nsite = \"www.Example.org\"\nhide = \"div.promo > p\"\ntext = \"Sub\"\n\
            [[rule]]\nsite = \"b.example\"\nhide = \"p >\"\n\
            [[rule]]\nhide = \"p\"\n[[rule]]\nsite = \"c.example\"\nshow = \"p\"\nhid = \"x\"\n\
            [[rule]]\nsite = \"d.example\"\nshow = \"div\"\n";
        let found = parse("sites.toml", text);
        assert_eq!(found.rules.len(), 2);
        assert_eq!(found.rules[0], rule_of("div.promo > p", Some("Sub")));
        assert_eq!(found.rules[1].action, RuleAction::Show);
        let messages: Vec<&str> = found.problems.iter().map(|p| p.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "\"p >\" is not a CSS selector",
                "this rule needs a `site`",
                "unknown key `hid`; known are site, show, hide, text"
            ]
        );
        assert_eq!(found.problems[0].line, 7);
    }

    #[test]
    fn adding_keeps_the_text_and_undoing_brings_back_every_byte() {
        let folder = tempfile::tempdir().expect("folder");
        let file = folder.path().join("sites.toml");
        let rule = rule_of("div.promo > p", Some("Say \"no\""));
        let first = add(&file, &rule).expect("added").expect("changed");
        assert_eq!(load(&file).rules, std::slice::from_ref(&rule));
        edit::undo(&file, &first).expect("undone");
        assert!(!file.exists());
        let mine = "# mine\r\n[[rule]]\nsite='x.example'  # why\nshow=\"p\"";
        std::fs::write(&file, mine).expect("written");
        let second = add(&file, &rule).expect("added").expect("changed");
        let text = std::fs::read_to_string(&file).expect("read");
        assert!(text.starts_with(mine));
        assert_eq!(load(&file).rules.len(), 2);
        edit::undo(&file, &second).expect("undone");
        assert_eq!(std::fs::read_to_string(&file).expect("read"), mine);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(?s).{0,80}|(\\[\\[rule\\]\\]\n(site|show|hide|text|x) = ?[\"']?.{0,12}[\"']?\n){0,4}") {
            let found = parse("sites.toml", &text);
            prop_assert!(found.rules.iter().all(|rule| !rule.place.is_empty()));
        }

        #[test]
        fn what_is_written_is_read_again(text in ".{1,40}") {
            let rule = rule_of("main > p", Some(&text));
            let found = parse("sites.toml", &table(&rule));
            prop_assert_eq!(found.rules, vec![rule]);
            prop_assert!(found.problems.is_empty());
        }
    }
}
