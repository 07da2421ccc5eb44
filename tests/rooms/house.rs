//! The files of `src`, the modules they are, and which file refers to which.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::scan::{self, Module};

/// The house as it stands, read once.
pub static HOUSE: LazyLock<House> = LazyLock::new(|| House::read(&src()));

pub struct House {
    /// Every module of the program by its path from the crate: `["model", "source"]`.
    modules: BTreeMap<Vec<String>, (PathBuf, Module)>,
}

pub fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every Rust file under a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

impl House {
    pub fn read(src: &Path) -> Self {
        let mut house = House {
            modules: BTreeMap::new(),
        };
        house.enter(&[], &src.join("lib.rs"), src);
        house
    }

    /// Reads the file of a module, and the files of those that it declares in `folder`.
    fn enter(&mut self, module: &[String], file: &Path, folder: &Path) {
        let text = fs::read_to_string(file).unwrap();
        let read = scan::file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        self.keep(module, file, folder, read);
    }

    fn keep(&mut self, module: &[String], file: &Path, folder: &Path, mut read: Module) {
        for name in &read.files {
            let below = folder.join(name);
            let beside = below.with_extension("rs");
            let file = if beside.exists() {
                beside
            } else {
                below.join("mod.rs")
            };
            self.enter(&child(module, name), &file, &below);
        }
        for (name, inner) in std::mem::take(&mut read.inner) {
            self.keep(&child(module, &name), file, &folder.join(&name), inner);
        }
        let entry = (file.to_owned(), read);
        self.modules.insert(module.to_vec(), entry);
    }

    /// Every file of the program, tests apart.
    pub fn files(&self) -> BTreeSet<&Path> {
        self.modules
            .values()
            .map(|(file, _)| file.as_path())
            .collect()
    }

    /// Every path that a file mentions, from the crate (`crate::…`) or from a library.
    pub fn mentions(&self) -> impl Iterator<Item = (&Path, Vec<String>)> {
        self.modules.iter().flat_map(move |(module, (file, read))| {
            let paths = read.paths.iter();
            paths.map(move |path| (file.as_path(), self.absolute(module, path)))
        })
    }

    /// Which file refers to which other.
    pub fn references(&self) -> BTreeSet<(&Path, &Path)> {
        let mut found = BTreeSet::new();
        for (module, (file, read)) in &self.modules {
            for path in &read.paths {
                let absolute = self.absolute(module, path);
                if absolute[0] != "crate" {
                    continue;
                }
                let target = self.file(&absolute[1..]);
                if target != file {
                    found.insert((file.as_path(), target));
                }
            }
        }
        found
    }

    /// The file that a path (without `crate`) names: that of its deepest module.
    fn file(&self, path: &[String]) -> &Path {
        let mut depth = path.len();
        while !self.modules.contains_key(&path[..depth]) {
            depth -= 1;
        }
        &self.modules[&path[..depth]].0
    }

    /// A path as `module` means it, from the crate where it is ours.
    fn absolute(&self, module: &[String], path: &[String]) -> Vec<String> {
        let ours = |module: &[String], rest: &[String]| {
            let root = std::iter::once("crate".to_owned());
            root.chain(module.iter().cloned())
                .chain(rest.iter().cloned())
                .collect()
        };
        match path[0].as_str() {
            "crate" => path.to_vec(),
            "self" => ours(module, &path[1..]),
            "super" => {
                let up = path.iter().take_while(|word| *word == "super").count();
                ours(&module[..module.len().saturating_sub(up)], &path[up..])
            }
            first if self.modules.contains_key(&child(module, first)) => ours(module, path),
            first => match self.modules[module].1.brought.get(first) {
                Some(meant) if meant[0] != first => {
                    let meant = [meant.as_slice(), &path[1..]].concat();
                    self.absolute(module, &meant)
                }
                _ => path.to_vec(),
            },
        }
    }
}

fn child(module: &[String], name: &str) -> Vec<String> {
    let mut path = module.to_vec();
    path.push(name.to_owned());
    path
}
