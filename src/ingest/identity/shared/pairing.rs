//! Which of the stored headlines with one id are those of the entries with this id.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::member::Marks;

/// Members and rows of one id, with their marks.
pub(super) struct Pairing<'f> {
    pub members: Vec<(usize, Marks)>,
    pub rows: Vec<(usize, Marks)>,
    pub found: &'f mut [Option<usize>],
    /// Rows that have their member.
    pub taken: HashSet<usize>,
}

impl Pairing<'_> {
    /// Pairs what agrees in everything.
    pub(super) fn equal(&mut self) {
        let rows: HashMap<Marks, usize> = self.rows.iter().rev().map(|&(at, m)| (m, at)).collect();
        for &(member, marks) in &self.members {
            if let Some(&row) = rows.get(&marks)
                && self.found[member].is_none()
                && self.taken.insert(row)
            {
                self.found[member] = Some(row);
            }
        }
    }

    /// Pairs what agrees in some marks, if these tell the members apart, or the rows.
    pub(super) fn by<K: Hash + Eq + Copy>(&mut self, some: impl Fn(Marks) -> Option<K>) {
        let count = |all: &[(usize, Marks)]| -> HashMap<K, (usize, usize)> {
            let mut counted = HashMap::new();
            for &(at, marks) in all {
                if let Some(some) = some(marks) {
                    counted.entry(some).or_insert((0, at)).0 += 1;
                }
            }
            counted
        };
        let (members, rows) = (count(&self.members), count(&self.rows));
        let tells =
            |counted: &HashMap<K, (usize, usize)>, all: usize| all > 1 && counted.len() == all;
        if !tells(&members, self.members.len()) && !tells(&rows, self.rows.len()) {
            return;
        }
        for (some, (times, member)) in members {
            if let Some(&(1, row)) = rows.get(&some)
                && times == 1
                && self.found[member].is_none()
                && self.taken.insert(row)
            {
                self.found[member] = Some(row);
            }
        }
    }
}
