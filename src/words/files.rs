//! The files of `assets/words/` and a section of them, sorted for its questions.

use crate::list;

macro_rules! files {
    ($($name:literal)*) => { &[$(($name, include_str!(concat!("../../assets/words/", $name, ".txt"))),)*] };
}

const FILES: &[(&str, &str)] = files! {
    "any" "ar" "bg" "bn" "ca" "cs" "da" "de" "el" "en" "es" "et" "fa" "fi" "fr" "he" "hi" "hr" "hu"
    "id" "is" "it" "ja" "ko" "lt" "lv" "nb" "nl" "pl" "pt" "ro" "ru" "sk" "sl" "sq" "sr" "sv" "sw"
    "ta" "th" "tl" "tr" "uk" "vi" "zh"
};

/// Words in names, of which a line holds many.
const MANY: &str = include_str!("../../assets/words/names.txt");

/// The entries of all files, each with its file and its section.
pub(super) fn entries() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let lines = FILES.iter().flat_map(|(name, file)| {
        let entries = list::sections(file);
        entries.map(move |(section, entry)| (*name, section, entry))
    });
    let many = list::sections(MANY).flat_map(|(section, line)| {
        let words = line.split_whitespace();
        words.map(move |word| ("names", section, word))
    });
    lines.chain(many)
}

/// The entries of a section, longest first.
#[derive(Default)]
pub(super) struct Section {
    entries: Vec<&'static str>,
    /// For each length in bytes, how many entries are longer.
    longer: Vec<usize>,
}

impl Section {
    pub(super) fn push(&mut self, entry: &'static str) {
        self.entries.push(entry);
    }

    /// Says that nothing more is pushed.
    pub(super) fn sort(&mut self) {
        self.entries.sort_unstable_by(|one, other| {
            other.len().cmp(&one.len()).then_with(|| one.cmp(other))
        });
        let longest = self.entries.first().map_or(0, |entry| entry.len());
        let longer = |length| self.entries.partition_point(|entry| entry.len() > length);
        self.longer = (0..=longest).map(longer).collect();
    }

    pub(super) fn all(&self) -> &[&'static str] {
        &self.entries
    }

    pub(super) fn has(&self, word: &[u8]) -> bool {
        let end = word.len().checked_sub(1).map(|less| self.longer.get(less));
        let (Some(&from), Some(Some(&to))) = (self.longer.get(word.len()), end) else {
            return false;
        };
        let same_length = &self.entries[from..to];
        same_length
            .binary_search_by(|entry| entry.as_bytes().cmp(word))
            .is_ok()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    #[allow(clippy::disallowed_methods, reason = "lists a folder")]
    fn every_file_is_read() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/words");
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .expect("the folder")
            .map(|file| file.expect("a file").path())
            .map(|path| {
                path.file_stem()
                    .expect("a name")
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        // Names hold many words a line; `dates` has a form of its own.
        names.retain(|name| name != "names" && name != "dates");
        let read: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, read);
    }
}
