//! The user's own themes: the folder `themes` beside the configuration, a file each. What stands
//! in them is not read here: only which there are.

use std::path::{Path, PathBuf};

use super::bounded;
use super::kind::Value;
use super::wrong::{Wrong, nearest};
use crate::model::ThemeName;

/// Largest file that is read.
const MAX_BYTES: u64 = 1 << 20;

/// The file of a theme, whether it exists or not.
#[must_use]
pub(crate) fn file(config_file: &Path, name: &str) -> PathBuf {
    let folder = config_file.with_file_name("themes");
    folder.join(format!("{name}.toml"))
}

/// The names of those that there are, sorted.
#[must_use]
pub(crate) fn own(config_file: &Path) -> Vec<String> {
    let folder = config_file.with_file_name("themes");
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = files
        .filter_map(|file| {
            let name = file.file_name().into_string().ok()?;
            name.strip_suffix(".toml").map(str::to_owned)
        })
        .filter(|name| !name.is_empty())
        .collect();
    names.sort();
    names
}

/// The text of a theme's file.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn read(file: &Path) -> std::io::Result<String> {
    bounded::read(file, MAX_BYTES)
}

/// The theme most like a name that none has.
#[must_use]
pub(crate) fn nearest_to(name: &str, own: &[String]) -> Option<String> {
    let built_in = ThemeName::ALL.map(ThemeName::name);
    let names = own
        .iter()
        .map(String::as_str)
        .chain(built_in)
        .chain([ThemeName::AUTO]);
    nearest(name, &names.collect::<Vec<_>>())
}

/// A value that is the name of a theme.
pub(super) fn known(value: Value, own: &[String]) -> Result<Value, Wrong> {
    let Value::Text(name) = &value else {
        return Ok(value);
    };
    if name == ThemeName::AUTO || ThemeName::of_name(name).is_some() || own.contains(name) {
        return Ok(value);
    }
    let built_in = ThemeName::ALL.map(ThemeName::name).join(", ");
    Err(Wrong {
        message: format!(
            "\"{name}\" is neither {}, {built_in}, nor a file of yours, themes/{name}.toml",
            ThemeName::AUTO
        ),
        suggestion: nearest_to(name, own),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_is_built_in_or_a_file_of_the_users() {
        let folder = tempfile::tempdir().expect("folder");
        let config = folder.path().join("config.toml");
        assert!(own(&config).is_empty());
        std::fs::create_dir(folder.path().join("themes")).expect("made");
        for name in ["sea.toml", "dune.toml", "notes.txt", ".toml"] {
            std::fs::write(folder.path().join("themes").join(name), "x").expect("written");
        }
        let own = own(&config);
        assert_eq!(own, ["dune", "sea"]);
        for name in ["auto", "nord", "sea"] {
            assert!(known(Value::Text(name.to_owned()), &own).is_ok(), "{name}");
        }
        for (name, meant) in [("nrod", Some("nord")), ("dunes", Some("dune"))] {
            let wrong = known(Value::Text(name.to_owned()), &own);
            let wrong = wrong.expect_err("none of that name");
            assert_eq!(wrong.suggestion.as_deref(), meant);
        }
        assert!(known(Value::Text("../sea".to_owned()), &own).is_err());
        assert_eq!(read(&file(&config, "sea")).expect("read"), "x");
    }
}
