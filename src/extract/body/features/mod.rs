//! What is known of a leaf before it is judged: a row of numbers.
//!
//! The row has a fixed order, [`names`] gives each column's name; the trees of the model refer
//! to columns by number, so when a column is added the model is trained anew with
//! `assets/extract/train.py`. Judging goes in two rounds: the second sees the first round's
//! opinion of the neighbours ([`around::second`]).

pub mod around;
mod own;
mod position;
mod walk;

use std::sync::LazyLock;

use crate::extract::page::attribute_hints::Marks;
use crate::extract::page::outline::Outline;
use crate::extract::page::phrases::KINDS;
use crate::extract::page::subtree_sums::{Inside, Regions};
use crate::fold::fold_into;
use walk::Rowing;
pub use walk::{Context, FeatureRow};

/// All column names of the first round, in order.
#[must_use]
pub fn names() -> Vec<String> {
    let plain = [own::MEASURED, position::NAMES, own::READ];
    let mut names: Vec<String> = plain.concat().iter().map(|&name| name.to_owned()).collect();
    names.extend((0..KINDS).map(|kind| format!("phrase_{kind}")));
    for offset in around::OFFSETS {
        names.extend(
            around::NEIGHBOUR
                .iter()
                .map(|name| format!("{name}_{offset:+}")),
        );
    }
    names.extend(
        Inside::NAMES
            .iter()
            .map(|(name, _)| format!("inside_{name}")),
    );
    for level in ["own", "near", "above"] {
        let marks = Marks::NAMES.iter();
        names.extend(marks.map(|(name, _)| format!("{level}_{}", name.to_lowercase())));
    }
    names
}

/// Computes the rows of the leaves in scope.
#[must_use]
pub fn rows(outline: &Outline<'_>, regions: &Regions, context: &Context) -> Vec<FeatureRow> {
    let mut rowing = Rowing::new(outline, regions, context);
    // Room for the second round's columns, too.
    static COLUMNS: LazyLock<usize> = LazyLock::new(|| names().len() + around::SECOND.len());
    let columns = *COLUMNS;
    (0..outline.leaves.len().min(context.scope))
        .map(|at| {
            let mut row = Vec::with_capacity(columns);
            rowing.row(at, &mut row);
            row
        })
        .collect()
}

impl Rowing<'_, '_> {
    fn row(&mut self, at: usize, row: &mut FeatureRow) {
        let leaf = &self.outline.leaves[at];
        self.outline.leaf_text_into(leaf, 4000, &mut self.text);
        if leaf.measure.size <= 160 {
            fold_into(&self.text, &mut self.folded);
        } else {
            self.folded.clear();
        }
        own::measured(leaf, row);
        self.place(at, leaf, row);
        self.read(at, leaf, row);
        self.neighbours(at, row);
        self.marks(at, row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    #[test]
    fn every_row_has_every_column() {
        let document =
            Html::parse_document("<h1>t</h1><p>A paragraph.</p><ul><li><a href=x>l</a></ul>");
        let outline = Outline::of(&document, &[]);
        let regions = Regions::of(&outline, usize::MAX);
        for title in [None, Some(0)] {
            let context = Context {
                title,
                scope: 3,
                ..Context::default()
            };
            let rows = rows(&outline, &regions, &context);
            assert_eq!(rows.len(), 3);
            assert!(rows.iter().all(|row| row.len() == names().len()));
        }
    }
}
