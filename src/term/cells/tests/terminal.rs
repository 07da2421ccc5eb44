//! A terminal of the tests, whose user or tables decide how wide the uncertain characters are.

use crate::text::width;

/// How the terminal draws what is uncertain.
#[derive(Debug, Clone, Copy)]
pub(super) enum Habit {
    /// As we count.
    Ours,
    /// Ambiguous characters in two columns.
    AmbiguousWide,
    /// What is no letter in one column, however wide.
    SignsNarrow,
}

/// One screen. An empty text is the second half of the character before it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Terminal {
    columns: usize,
    rows: Vec<Vec<String>>,
    x: usize,
    y: usize,
}

impl Terminal {
    pub(super) fn new(columns: usize, rows: usize) -> Self {
        Self {
            columns,
            rows: vec![vec![" ".to_owned(); columns]; rows],
            x: 0,
            y: 0,
        }
    }

    /// The rows as they are seen.
    pub(super) fn screen(&self) -> Vec<String> {
        self.rows.iter().map(|row| row.concat()).collect()
    }

    pub(super) fn take(&mut self, bytes: &str, habit: Habit) {
        let mut rest = bytes;
        while let Some((at, cluster)) = width::graphemes(rest).next() {
            debug_assert_eq!(at, 0);
            rest = &rest[cluster.len()..];
            match cluster {
                "\x1b" => {
                    let end = rest.find(|c: char| c.is_ascii_alphabetic()).unwrap();
                    self.obey(&rest[1..end], &rest[end..=end]);
                    rest = &rest[end + 1..];
                }
                "\r\n" => (self.x, self.y) = (0, self.y + 1),
                "\n" => self.y += 1,
                "\r" => self.x = 0,
                "\x08" => self.x = self.x.saturating_sub(1),
                _ => self.draw(cluster, habit),
            }
        }
    }

    fn obey(&mut self, numbers: &str, command: &str) {
        let number = |at: usize| {
            let text = numbers.split(';').nth(at).unwrap_or_default();
            text.parse::<usize>().unwrap_or(1).max(1)
        };
        match command {
            "H" => (self.y, self.x) = (number(0) - 1, number(1) - 1),
            "G" => self.x = number(0) - 1,
            "C" => self.x = (self.x + number(0)).min(self.columns - 1),
            "m" => {}
            other => panic!("unknown command {numbers}{other}"),
        }
    }

    fn draw(&mut self, cluster: &str, habit: Habit) {
        let wide = match habit {
            Habit::Ours => width::of_grapheme(cluster) == 2,
            Habit::AmbiguousWide => {
                width::is_ambiguous(cluster) || width::of_grapheme(cluster) == 2
            }
            Habit::SignsNarrow => width::is_certain(cluster) && width::of_grapheme(cluster) == 2,
        };
        // Nothing wraps, and what has no room is cut.
        let x = self.x;
        let wide = wide && x + 1 < self.columns;
        let columns = if wide { 2 } else { 1 };
        let row = &mut self.rows[self.y];
        if row[x].is_empty() {
            row[x - 1] = " ".to_owned();
        }
        let behind = x + columns;
        if row.get(behind).is_some_and(String::is_empty) {
            row[behind] = " ".to_owned();
        }
        row[x] = cluster.to_owned();
        if wide {
            row[x + 1] = String::new();
        }
        self.x = behind.min(self.columns - 1);
    }
}
