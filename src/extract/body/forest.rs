//! The model that judges leaves: a small forest of decision trees fitted by gradient boosting.
//!
//! Friedman, "Greedy function approximation" (2001); trained by `assets/extract/train.py`,
//! stored as text in `assets/extract/first.txt` and `second.txt`. Evaluation is a few hundred comparisons, the
//! same on every machine. One line a tree; nodes in pre-order, `column:threshold` for a split
//! (left when the value is at most the threshold) and `=value` for an end.

use std::sync::LazyLock;

/// A node of a tree; the left child of a split follows it.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// Column, or `u16::MAX` for an end.
    column: u16,
    /// Index of the right child.
    right: u16,
    /// Threshold, or the value of an end.
    value: f32,
}

const END: u16 = u16::MAX;

/// Rows judged together: about 40 kB of columns, which a second-level cache holds beside a tree.
const BLOCK: usize = 64;

/// A forest.
#[derive(Debug, Default)]
pub struct Forest {
    nodes: Vec<Node>,
    roots: Vec<usize>,
}

/// The two forests of the two rounds.
#[derive(Debug, Default)]
pub struct Forests {
    /// Sees the page.
    pub first: Forest,
    /// Sees also what the first thought of the neighbours.
    pub second: Forest,
}

/// The forests compiled in.
static FORESTS: LazyLock<Forests> = LazyLock::new(|| {
    Forests::read(
        include_str!("../../../assets/extract/first.txt"),
        include_str!("../../../assets/extract/second.txt"),
    )
});

/// The forests that judge unless a caller brings others.
#[must_use]
pub fn forests() -> &'static Forests {
    &FORESTS
}

impl Forests {
    /// Reads the text forms of both.
    #[must_use]
    pub fn read(first: &str, second: &str) -> Self {
        Self {
            first: Forest::read(first),
            second: Forest::read(second),
        }
    }
}

impl Forest {
    /// Reads the text form; lines that are not trees are comments.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut forest = Self::default();
        for line in text
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
        {
            forest.roots.push(forest.nodes.len());
            let start = forest.nodes.len();
            let mut parts = line.split(' ');
            forest.node(&mut parts, start, 0);
        }
        forest
    }

    fn node<'t>(&mut self, parts: &mut impl Iterator<Item = &'t str>, start: usize, depth: usize) {
        let part = parts.next().unwrap_or("=0");
        let split = part.split_once(':').filter(|_| depth < 32);
        let Some((column, threshold)) = split else {
            let value = part.trim_start_matches('=').parse().unwrap_or(0.0);
            self.nodes.push(Node {
                column: END,
                right: 0,
                value,
            });
            return;
        };
        let index = self.nodes.len();
        self.nodes.push(Node {
            column: column.parse().unwrap_or(0),
            right: 0,
            value: threshold.parse().unwrap_or(0.0),
        });
        self.node(parts, start, depth + 1);
        let right = self.nodes.len() - start;
        self.nodes[index].right = u16::try_from(right).unwrap_or(u16::MAX);
        self.node(parts, start, depth + 1);
    }

    /// The probability that a row is text of the article.
    #[must_use]
    pub fn probability(&self, row: &[f32]) -> f32 {
        let sum: f32 = self.roots.iter().map(|&root| self.tree(root, row)).sum();
        logistic(sum)
    }

    /// The probabilities of many rows: a tree at a time over a block of rows, so that both stay
    /// in the near caches however many rows a page has.
    #[must_use]
    pub fn probabilities(&self, rows: &[Vec<f32>]) -> Vec<f32> {
        let mut sums = vec![0.0_f32; rows.len()];
        for (sums, rows) in sums.chunks_mut(BLOCK).zip(rows.chunks(BLOCK)) {
            for &root in &self.roots {
                for (sum, row) in sums.iter_mut().zip(rows) {
                    *sum += self.tree(root, row);
                }
            }
        }
        sums.into_iter().map(logistic).collect()
    }

    /// Adds to each column how much it moved the judgement of a row towards text, in units of
    /// log odds: at each split on the way the mean of the ends below changes, and the change
    /// is the column's (Saabas, "Interpreting random forests", 2014).
    pub fn contributions(&self, row: &[f32], columns: &mut [f32]) {
        for &root in &self.roots {
            let mut at = root;
            let (mut mean, _) = self.mean(root, at);
            while self.nodes[at].column != END {
                let node = self.nodes[at];
                let value = row.get(node.column as usize).copied().unwrap_or(0.0);
                at = if value <= node.value {
                    at + 1
                } else {
                    root + node.right as usize
                };
                let (below, _) = self.mean(root, at);
                if let Some(column) = columns.get_mut(node.column as usize) {
                    *column += below - mean;
                }
                mean = below;
            }
        }
    }

    /// The mean of the ends below a node, and the index after its subtree.
    fn mean(&self, root: usize, at: usize) -> (f32, usize) {
        let node = self.nodes[at];
        if node.column == END {
            return (node.value, at + 1);
        }
        let (left, _) = self.mean(root, at + 1);
        let (right, end) = self.mean(root, root + node.right as usize);
        (f32::midpoint(left, right), end)
    }

    fn tree(&self, root: usize, row: &[f32]) -> f32 {
        let mut at = root;
        loop {
            let node = &self.nodes[at];
            if node.column == END {
                return node.value;
            }
            let value = row.get(node.column as usize).copied().unwrap_or(0.0);
            at = if value <= node.value {
                at + 1
            } else {
                root + node.right as usize
            };
        }
    }
}

fn logistic(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_are_read_and_walked() {
        let forest = Forest::read("# a comment\n0:1.5 =-2 1:0 =0.5 =3\n=1");
        assert!((forest.probability(&[1.0, 0.0]) - 1.0 / (1.0 + 1.0_f32.exp())).abs() < 1e-6);
        assert!(forest.probability(&[2.0, 1.0]) > 0.98);
        let rows = [vec![1.0, 0.0], vec![2.0, 1.0]];
        let each: Vec<f32> = rows.iter().map(|row| forest.probability(row)).collect();
        assert_eq!(forest.probabilities(&rows), each);
    }

    #[test]
    fn the_compiled_forest_names_only_columns_that_exist() {
        let columns = crate::extract::body::features::names().len();
        let more = crate::extract::body::features::around::SECOND.len();
        for (forest, columns) in [
            (&forests().first, columns),
            (&forests().second, columns + more),
        ] {
            assert!(!forest.roots.is_empty());
            let known = |node: &Node| node.column == END || usize::from(node.column) < columns;
            assert!(forest.nodes.iter().all(known));
        }
    }
}
