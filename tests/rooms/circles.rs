//! Finds circles: files that refer to one another, so that none can be read alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Sets of two or more files of which each leads to each other (Tarjan's strongly connected
/// components; R. Tarjan, 1972).
pub fn circles<'a>(references: &BTreeSet<(&'a Path, &'a Path)>) -> Vec<Vec<&'a Path>> {
    let mut search = Search::default();
    for (from, to) in references {
        search.next.entry(from).or_default().push(to);
    }
    let files: Vec<&Path> = search.next.keys().copied().collect();
    for file in files {
        if !search.number.contains_key(file) {
            search.visit(file);
        }
    }
    search.found.retain(|circle| circle.len() > 1);
    search.found.sort();
    search.found
}

#[derive(Default)]
struct Search<'a> {
    next: BTreeMap<&'a Path, Vec<&'a Path>>,
    number: BTreeMap<&'a Path, usize>,
    lowest: BTreeMap<&'a Path, usize>,
    open: Vec<&'a Path>,
    found: Vec<Vec<&'a Path>>,
}

impl<'a> Search<'a> {
    fn visit(&mut self, file: &'a Path) {
        let number = self.number.len();
        self.number.insert(file, number);
        self.lowest.insert(file, number);
        self.open.push(file);
        for next in self.next.get(file).cloned().unwrap_or_default() {
            let reached = if self.number.contains_key(next) {
                self.open.contains(&next).then(|| self.number[next])
            } else {
                self.visit(next);
                Some(self.lowest[next])
            };
            if let Some(reached) = reached {
                let lowest = self.lowest[file].min(reached);
                self.lowest.insert(file, lowest);
            }
        }
        if self.lowest[file] == number {
            let from = self.open.iter().position(|open| *open == file);
            let mut circle = self.open.split_off(from.expect("it was opened above"));
            circle.sort();
            self.found.push(circle);
        }
    }
}
