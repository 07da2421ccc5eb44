//! Writing sources into the configuration, with the user's comments and order kept.
//!
//! Every change returns what [`undo`] needs to take it back.

mod error;
mod feeds;
mod file;
mod lent;
mod merge;
mod splice;
mod theme;

use std::path::Path;

use toml_edit::{ArrayOfTables, DocumentMut, Item};

use crate::model::{FileChange, SourceSpec};
pub(crate) use error::EditError;
use feeds::Refusal;
pub(crate) use file::undo;
pub(super) use file::{change, read};

const NEW_FILE: &str =
    "# Newswire's sources and settings; `newswire generate config` shows every key.\n";

/// Adds sources that are not there yet to the file. The addresses of those, and what takes them
/// out again, `None` when there are none.
///
/// # Errors
/// When the file cannot be read, understood or written.
pub(crate) fn add_sources_to(
    file: &Path,
    specs: &[SourceSpec],
) -> Result<(Vec<String>, Option<FileChange>), EditError> {
    let mut added = Vec::new();
    let change = edit(file, "", |text| {
        let (text, urls) = feeds::with(text, specs)?;
        added = urls;
        Ok(text)
    })?;
    Ok((added, change))
}

/// The addresses of the sources that [`add_sources_to`] would add; nothing is written.
///
/// # Errors
/// When the file cannot be read or understood.
pub(crate) fn missing_sources(file: &Path, specs: &[SourceSpec]) -> Result<Vec<String>, EditError> {
    let added = feeds::with(&read(file)?, specs).map(|(_, added)| added);
    added.map_err(|refusal| error(refusal, file, ""))
}

/// Removes a source from the file; `None` if it is not there.
///
/// # Errors
/// When the file cannot be read, understood or written.
pub(crate) fn remove_source_from(file: &Path, url: &str) -> Result<Option<FileChange>, EditError> {
    edit(file, url, |text| feeds::without(text, url))
}

/// Sets or takes away `paused = true`; `None` if it is so already.
///
/// # Errors
/// When the file cannot be read, understood or written, or has no such source.
pub(crate) fn pause_source_in(
    file: &Path,
    url: &str,
    paused: bool,
) -> Result<Option<FileChange>, EditError> {
    edit(file, url, |text| feeds::with_pause(text, url, paused))
}

/// Gives a source another address; `None` if it has it already.
///
/// # Errors
/// When the file cannot be read, understood or written, has no such source, or has another one
/// with the new address.
pub(crate) fn move_source_in(
    file: &Path,
    from: &str,
    to: &str,
) -> Result<Option<FileChange>, EditError> {
    edit(file, from, |text| feeds::with_address(text, from, to))
}

/// Writes the theme; `None` if it is that already.
///
/// # Errors
/// When the file cannot be read, understood or written.
pub(crate) fn set_theme_in(file: &Path, name: &str) -> Result<Option<FileChange>, EditError> {
    edit(file, "", |text| theme::with_theme(text, name))
}

/// A configuration's text with the settings of the reader that a file has: its looks and keys.
///
/// # Errors
/// When the file cannot be read or understood.
pub(crate) fn with_settings_of(file: &Path, text: &str) -> Result<String, EditError> {
    let lent = lent::with_settings(text, &read(file)?);
    lent.map_err(|refusal| error(refusal, file, ""))
}

/// The line, from 1, on which a source stands; `None` if it cannot be found.
#[must_use]
pub(crate) fn line_of_source(file: &Path, url: &str) -> Option<usize> {
    feeds::line_of(&read(file).ok()?, url)
}

fn edit(
    file: &Path,
    url: &str,
    edit: impl FnOnce(&str) -> Result<String, Refusal>,
) -> Result<Option<FileChange>, EditError> {
    let changed = change(file, NEW_FILE, |text| {
        edit(text).map_err(|refusal| error(refusal, file, url))
    })?;
    // A configuration that vanishes is no wish to lose every source: its heading stays.
    Ok(changed.map(|change| FileChange {
        old: change.old.or_else(|| Some(NEW_FILE.to_owned())),
        ..change
    }))
}

fn error(refusal: Refusal, file: &Path, url: &str) -> EditError {
    let file = file.to_owned();
    match refusal {
        Refusal::NotToml => EditError::NotToml { file },
        Refusal::Missing => EditError::Missing {
            file,
            url: url.to_owned(),
        },
        Refusal::Taken(url) => EditError::Taken { url },
    }
}

/// A source as a table of the configuration, ready to be pasted.
#[must_use]
pub(crate) fn source_table(spec: &SourceSpec) -> String {
    let mut feeds = ArrayOfTables::new();
    let mut table = feeds::table(spec);
    table.decor_mut().clear();
    feeds.push(table);
    let mut document = DocumentMut::new();
    document["feed"] = Item::ArrayOfTables(feeds);
    document.to_string()
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
        let specs = [spec("https://a.example"), spec("https://b.example/x")];
        let (changed, added) = feeds::with(text, &specs).unwrap();
        assert_eq!(added, ["https://b.example/x"]);
        assert!(changed.starts_with(text));
        let (config, problems) = crate::config::parse("c", &changed, &[]);
        assert!(problems.is_empty());
        assert_eq!(config.sources.len(), 2);
        assert_eq!(config.sources[1].groups, ["one", "two"]);
        let back = feeds::without(&changed, "https://b.example/x").unwrap();
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
