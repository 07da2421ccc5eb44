//! What a word of the command line means: a configured source, a stored headline, an address.

use anyhow::bail;

use super::session::UsageError;
use crate::model::source::shown_address;
use crate::model::{HeadlineId, Source};
use crate::store::Store;

/// Names less alike than this are not worth offering (Jaro-Winkler, 0 to 1).
const ALIKE: f64 = 0.7;
/// Names that are listed when several fit.
const LISTED: usize = 5;

/// The configured source that the user means: by its address, its name, or a part of its name
/// or address that no other source has.
///
/// # Errors
/// When there is none or several; the nearest name, or those that fit, are offered.
pub(super) fn source(store: &Store, typed: &str) -> anyhow::Result<Source> {
    if let Some(source) = store.source_by(typed)? {
        return Ok(source);
    }
    let mut sources = store.sources()?;
    match choose(&sources, typed) {
        Ok(at) => Ok(sources.swap_remove(at)),
        Err(message) => Err(UsageError(message).into()),
    }
}

/// Which source has a name or an address with this part in it.
fn choose(sources: &[Source], typed: &str) -> Result<usize, String> {
    let part = typed.trim().to_lowercase();
    let with = |text: &dyn Fn(&Source) -> String| -> Vec<usize> {
        let fits = |at: &usize| !part.is_empty() && text(&sources[*at]).contains(&part);
        (0..sources.len()).filter(fits).collect()
    };
    let by_name = with(&|source| source.name.to_lowercase());
    let found = match by_name.is_empty() {
        true => with(&|source| shown_address(&source.url).to_lowercase()),
        false => by_name,
    };
    match found[..] {
        [only] => Ok(only),
        [] => Err(format!(
            "\"{typed}\" is not a configured source{}",
            nearest(sources, &part).map_or_else(
                || "; `newswire sources` lists them".to_owned(),
                |name| format!("; did you mean \"{name}\"?")
            )
        )),
        _ => {
            let is_alone =
                |name: &str| found.iter().filter(|at| sources[**at].name == name).count() == 1;
            let names = found.iter().take(LISTED).map(|at| &sources[*at]);
            // Of two with one name only the address can be written.
            let names = names.map(|source| match is_alone(&source.name) {
                true => format!("\"{}\"", source.name),
                false => shown_address(&source.url),
            });
            let names: Vec<String> = names.collect();
            let more = match found.len().saturating_sub(LISTED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            Err(format!(
                "\"{typed}\" could be {}{more}: write more of one",
                names.join(", ")
            ))
        }
    }
}

/// The name that is most like what was typed, or has a word that is.
fn nearest<'a>(sources: &'a [Source], part: &str) -> Option<&'a str> {
    let likeness = |name: &str| {
        let name = name.to_lowercase();
        let words = name.split_whitespace().chain([name.as_str()]);
        words.fold(0.0_f64, |most, word| {
            most.max(strsim::jaro_winkler(part, word))
        })
    };
    let names = sources.iter().map(|source| source.name.as_str());
    names
        .map(|name| (likeness(name), name))
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .filter(|(most, _)| *most > ALIKE)
        .map(|(_, name)| name)
}

/// What "ID|URL" means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    /// A stored headline.
    Stored(HeadlineId),
    /// An address that no stored headline has.
    Address(String),
}

/// Finds what the user means.
///
/// # Errors
/// When it is neither a stored number nor an address.
pub(super) fn subject(store: &Store, what: &str) -> anyhow::Result<Subject> {
    if let Ok(number) = what.parse::<i64>() {
        let id = HeadlineId(number);
        return match store.headline(id)? {
            Some(_) => Ok(Subject::Stored(id)),
            None => bail!("there is no headline {number}; `newswire list` prints their numbers"),
        };
    }
    if let Some(id) = store.find_link(what)? {
        return Ok(Subject::Stored(id));
    }
    match crate::runtime::probe::address(what) {
        Ok(url) => Ok(Subject::Address(url.to_string())),
        Err(error) => Err(UsageError(error.to_string()).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Health, SourceId};

    fn sources(names: &[&str]) -> Vec<Source> {
        let source = |name: &&str| Source {
            id: SourceId(1),
            url: format!("https://me:secret@{}.example/feed", name.len()),
            name: (*name).to_owned(),
            groups: Vec::new(),
            unread: 0,
            total: 0,
            health: Health::default(),
        };
        names.iter().map(source).collect()
    }

    #[test]
    fn a_part_that_only_one_has_is_enough() {
        let all = sources(&["The Harbour Gazette", "Évening Post", "Harbour Ledger"]);
        for (typed, at) in [
            ("gazette", 0),
            ("GAZ", 0),
            (" ledger ", 2),
            ("éven", 1),
            ("14.example", 2),
        ] {
            assert_eq!(choose(&all, typed), Ok(at), "{typed}");
        }
        let both = choose(&all, "harbour").expect_err("two");
        assert!(
            both.contains("\"The Harbour Gazette\", \"Harbour Ledger\""),
            "{both}"
        );
    }

    #[test]
    fn of_two_with_one_name_the_addresses_are_offered() {
        let mut all = sources(&["News", "News", "News of the harbour"]);
        all[1].url = "https://me:secret@other.example/feed".to_owned();
        let message = choose(&all, "news").expect_err("three");
        assert!(
            message.contains("https://4.example/feed, https://other.example/feed, \"News of"),
            "{message}"
        );
        assert_eq!(choose(&all, "other.example"), Ok(1));
    }

    #[test]
    fn the_nearest_is_offered_else() {
        let all = sources(&["The Harbour Gazette", "Evening Post"]);
        for typed in ["gazete", "Gazzette", "the harbor gazette"] {
            let message = choose(&all, typed).expect_err(typed);
            assert!(
                message.ends_with("did you mean \"The Harbour Gazette\"?"),
                "{message}"
            );
        }
        for typed in ["zzz", "", "secret"] {
            let message = choose(&all, typed).expect_err(typed);
            assert!(
                message.ends_with("`newswire sources` lists them"),
                "{message}"
            );
        }
        let many: Vec<String> = (0..20).map(|number| format!("News {number}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let message = choose(&sources(&many), "news").expect_err("twenty");
        assert!(message.contains("and 15 more"), "{message}");
    }
}
