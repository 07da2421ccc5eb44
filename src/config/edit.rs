//! Writing sources into the configuration, with the user's comments and order kept.

mod feeds;

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

use crate::ingest::identity::normalise;
use crate::model::source::Selectors;
use crate::model::{Removed, SourceSpec};
use crate::private;
use feeds::NoMove;

/// Why the configuration could not be changed. The file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// It cannot be read or written.
    #[error("cannot change {}: {cause}", file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// It is not TOML, or not the kind that sources can be added to without losing something.
    #[error("{} has mistakes, or its `feed` is not written as [[feed]] tables: run `newswire check`, mend it, and try again", file.display())]
    NotToml {
        /// The file.
        file: PathBuf,
    },
    /// It has no such source.
    #[error("{} has no source {url}: it was changed meanwhile", file.display())]
    Missing {
        /// The file.
        file: PathBuf,
        /// The address.
        url: String,
    },
    /// Somebody else has changed it since.
    #[error("{} was changed meanwhile: take the rule out of it by hand", file.display())]
    Changed {
        /// The file.
        file: PathBuf,
    },
    /// Another source has the address already.
    #[error("{url} is a source of its own already: remove one of the two")]
    Taken {
        /// The address.
        url: String,
    },
}

const NEW_FILE: &str =
    "# Newswire's sources and settings; `newswire generate config` shows every key.\n";

/// Adds sources that are not there yet to the file, and returns the addresses of those.
///
/// # Errors
/// When the file cannot be read, understood or written.
pub fn add_sources_to(file: &Path, specs: &[SourceSpec]) -> Result<Vec<String>, EditError> {
    let text = read(file)?;
    let (text, added) = add_sources(&text, specs).ok_or_else(|| not_toml(file))?;
    if !added.is_empty() {
        let head = if file.exists() { "" } else { NEW_FILE };
        write(file, &format!("{head}{text}"))?;
    }
    Ok(added)
}

/// The addresses of the sources that [`add_sources_to`] would add; nothing is written.
///
/// # Errors
/// When the file cannot be read or understood.
pub fn missing_sources(file: &Path, specs: &[SourceSpec]) -> Result<Vec<String>, EditError> {
    let text = read(file)?;
    let added = add_sources(&text, specs).map(|(_, added)| added);
    added.ok_or_else(|| not_toml(file))
}

/// Removes a source from the file; a source that is not there is no error.
///
/// # Errors
/// When the file cannot be read, understood or written.
pub fn remove_source_from(file: &Path, url: &str) -> Result<(), EditError> {
    cut_source_from(file, url).map(drop)
}

/// Removes a source from the file, and returns what puts it back; no piece if it is not there.
///
/// # Errors
/// When the file cannot be read, understood or written.
pub fn cut_source_from(file: &Path, url: &str) -> Result<Removed, EditError> {
    let text = read(file)?;
    let (rest, removed) = feeds::without(&text, url).ok_or_else(|| not_toml(file))?;
    write_if_changed(file, &text, &rest)?;
    Ok(removed)
}

/// Puts a removed source back where it was.
///
/// # Errors
/// When the file cannot be read, understood or written.
pub fn restore_source_in(file: &Path, removed: &Removed) -> Result<(), EditError> {
    let text = read(file)?;
    let changed = feeds::with_again(&text, removed).ok_or_else(|| not_toml(file))?;
    write_if_changed(file, &text, &changed)
}

/// Sets or takes away `paused = true`.
///
/// # Errors
/// When the file cannot be read, understood or written, or has no such source.
pub fn pause_source_in(file: &Path, url: &str, paused: bool) -> Result<(), EditError> {
    let text = read(file)?;
    feeds::feeds(&text).ok_or_else(|| not_toml(file))?;
    let changed = feeds::with_pause(&text, url, paused).ok_or_else(|| missing(file, url))?;
    write_if_changed(file, &text, &changed)
}

/// Gives a source another address.
///
/// # Errors
/// When the file cannot be read, understood or written, has no such source, or has another one
/// with the new address.
pub fn move_source_in(file: &Path, from: &str, to: &str) -> Result<(), EditError> {
    let text = read(file)?;
    let changed = feeds::with_address(&text, from, to).map_err(|reason| match reason {
        NoMove::NotToml => not_toml(file),
        NoMove::Missing => missing(file, from),
        NoMove::Taken => EditError::Taken { url: to.to_owned() },
    })?;
    write_if_changed(file, &text, &changed)
}

/// The line, from 1, on which a source stands; `None` if it cannot be found.
#[must_use]
pub fn line_of_source(file: &Path, url: &str) -> Option<usize> {
    feeds::line_of(&read(file).ok()?, url)
}

fn not_toml(file: &Path) -> EditError {
    EditError::NotToml {
        file: file.to_owned(),
    }
}

fn missing(file: &Path, url: &str) -> EditError {
    EditError::Missing {
        file: file.to_owned(),
        url: url.to_owned(),
    }
}

fn write_if_changed(file: &Path, old: &str, new: &str) -> Result<(), EditError> {
    if old == new { Ok(()) } else { write(file, new) }
}

/// The text with the sources added, and the addresses that were new; `None` if it is not TOML.
#[must_use]
pub fn add_sources(text: &str, specs: &[SourceSpec]) -> Option<(String, Vec<String>)> {
    let mut document: DocumentMut = text.parse().ok()?;
    let feeds = document
        .entry("feed")
        .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()))
        .as_array_of_tables_mut()?;
    let mut known: HashSet<String> = feeds.iter().filter_map(address_of).collect();
    let mut added = Vec::new();
    for spec in specs {
        if !known.insert(normalise(&spec.url)) {
            continue;
        }
        feeds.push(table(spec));
        added.push(spec.url.clone());
    }
    Some((document.to_string(), added))
}

fn address_of(table: &Table) -> Option<String> {
    table.get("url").and_then(Item::as_str).map(normalise)
}

fn table(spec: &SourceSpec) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table["url"] = value(&spec.url);
    if let Some(name) = &spec.name {
        table["name"] = value(name);
    }
    match &spec.groups[..] {
        [] => {}
        [group] => table["group"] = value(group),
        groups => table["group"] = value(groups.iter().collect::<Array>()),
    }
    for (key, text) in selectors(&spec.selectors) {
        table[key] = value(text);
    }
    table
}

/// The stated selectors by their keys, in the order of the example.
fn selectors(selectors: &Selectors) -> impl Iterator<Item = (&'static str, &str)> {
    let Selectors {
        items,
        title,
        link,
        date,
        date_format,
        summary,
        author,
        skip,
        matching,
        article,
    } = selectors;
    [
        ("items", items),
        ("title", title),
        ("link", link),
        ("date", date),
        ("date_format", date_format),
        ("summary", summary),
        ("author", author),
        ("skip", skip),
        ("match", matching),
        ("article", article),
    ]
    .into_iter()
    .filter_map(|(key, text)| Some((key, text.as_deref()?)))
}

/// A source as a table of the configuration, ready to be pasted.
#[must_use]
pub fn source_table(spec: &SourceSpec) -> String {
    let mut feeds = ArrayOfTables::new();
    let mut table = table(spec);
    table.decor_mut().clear();
    feeds.push(table);
    let mut document = DocumentMut::new();
    document["feed"] = Item::ArrayOfTables(feeds);
    document.to_string()
}

pub(super) fn read(file: &Path) -> Result<String, EditError> {
    match std::fs::read_to_string(file) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(cause) => Err(EditError::Io {
            file: file.to_owned(),
            cause,
        }),
    }
}

/// Writes beside the file and renames, so that a crash leaves the old or the new one. A
/// symbolic link stays one, and permissions stay; a new file is the user's alone.
pub(super) fn write(file: &Path, text: &str) -> Result<(), EditError> {
    let failed = |cause| EditError::Io {
        file: file.to_owned(),
        cause,
    };
    let target = std::fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let folder = target.parent().unwrap_or(Path::new("."));
    private::create_folder(folder).map_err(failed)?;
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.{}.new", std::process::id()));
    let written = (|| {
        // Addresses in it may hold passwords.
        let mut new = private::options()
            .write(true)
            .create(true)
            .truncate(true)
            .open(&beside)?;
        if let Ok(old) = std::fs::metadata(&target) {
            new.set_permissions(old.permissions())?;
        }
        new.write_all(text.as_bytes())?;
        new.sync_all()?;
        std::fs::rename(&beside, &target)
    })();
    written.map_err(|cause| {
        drop(std::fs::remove_file(&beside));
        failed(cause)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(url: &str) -> SourceSpec {
        SourceSpec {
            url: url.to_owned(),
            name: Some("A \"quoted\" name".to_owned()),
            groups: vec!["one".to_owned(), "two".to_owned()],
            ..SourceSpec::default()
        }
    }

    #[test]
    fn comments_survive_and_nothing_is_added_twice() {
        let text =
            "# mine\nevery = \"2h\" # slow\n\n[[feed]]\nurl = \"https://a.example/\" # first\n";
        let (changed, added) = add_sources(
            text,
            &[spec("https://a.example"), spec("https://b.example/x")],
        )
        .unwrap();
        assert_eq!(added, ["https://b.example/x"]);
        assert!(changed.starts_with(text));
        let (config, problems) = crate::config::parse("c", &changed, &[]);
        assert!(problems.is_empty());
        assert_eq!(config.sources.len(), 2);
        assert_eq!(config.sources[1].groups, ["one", "two"]);
        let (back, _) = feeds::without(&changed, "https://b.example/x").unwrap();
        assert_eq!(back, text);
    }

    #[test]
    fn a_broken_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.toml");
        std::fs::write(&file, "every = = 1").unwrap();
        assert!(add_sources_to(&file, &[spec("https://a.example/")]).is_err());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "every = = 1");
    }

    #[test]
    fn a_new_file_is_made_with_its_folders() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deep/er/config.toml");
        add_sources_to(&file, &[spec("https://a.example/")]).unwrap();
        assert_eq!(
            crate::config::load(Some(&file), &[]).config.sources.len(),
            1
        );
        remove_source_from(&file, "https://a.example/").unwrap();
        assert!(
            crate::config::load(Some(&file), &[])
                .config
                .sources
                .is_empty()
        );
    }
}
