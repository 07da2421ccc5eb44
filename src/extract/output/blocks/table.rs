//! Tables: which of them hold data, and what stands in which column.

use super::flat;
use super::{Builder, Item, groups};
use crate::extract::page::outline::Outline;
use crate::markup::clean;
use crate::markup::tags::Tag;
use crate::model::{Block, Span};

/// Most columns and rows of a table; what lies beyond is not laid out.
const MAX_COLUMNS: usize = 100;
const MAX_ROWS: usize = 5_000;
/// Longest text of a cell of data, in bytes.
const MAX_CELL: usize = 1_200;

/// The cells of a table in rows and columns. WHATWG HTML, section 4.9.12, "Forming a table".
#[derive(Debug, Default)]
pub struct Grid {
    cells: Vec<Cell>,
    rows: usize,
    columns: usize,
}

#[derive(Debug, Clone, Copy)]
struct Cell {
    entry: u32,
    row: usize,
    column: usize,
    /// Columns that it spans.
    span: usize,
}

impl Grid {
    /// The cells of a table, without those of tables inside it.
    #[must_use]
    pub fn of(outline: &Outline<'_>, table: u32) -> Self {
        let mut grid = Self::default();
        // For each column, the first row that no cell from above reaches into.
        let mut free: Vec<usize> = Vec::new();
        let mut column = 0;
        let mut at = table + 1;
        while at < outline.entries[table as usize].end {
            let entry = &outline.entries[at as usize];
            match entry.tag {
                Tag::Table => {
                    at = entry.end;
                    continue;
                }
                Tag::Tr if grid.rows < MAX_ROWS => {
                    grid.rows += 1;
                    column = 0;
                }
                Tag::Td | Tag::Th if grid.rows > 0 => {
                    let row = grid.rows - 1;
                    while free.get(column).is_some_and(|&free| free > row) {
                        column += 1;
                    }
                    let number = |name| {
                        entry
                            .attr(name)
                            .and_then(|value| value.trim().parse::<usize>().ok())
                    };
                    let span = number("colspan").unwrap_or(1).clamp(1, MAX_COLUMNS);
                    let height = number("rowspan").map_or(1, |rows| {
                        if rows == 0 {
                            MAX_ROWS
                        } else {
                            rows.min(MAX_ROWS)
                        }
                    });
                    if column + span <= MAX_COLUMNS {
                        grid.cells.push(Cell {
                            entry: at,
                            row,
                            column,
                            span,
                        });
                        free.resize(free.len().max(column + span), 0);
                        free[column..column + span].fill(row + height);
                        column += span;
                        grid.columns = grid.columns.max(column);
                    }
                }
                _ => {}
            }
            at += 1;
        }
        grid
    }

    /// Whether a table holds data; one that lays out a page, or whose cells hold what needs
    /// the whole width, does not.
    #[must_use]
    pub fn is_data(&self, outline: &Outline<'_>, table: u32) -> bool {
        let role = outline.entries[table as usize].attr("role");
        if self.columns < 2 || matches!(role, Some("presentation" | "none")) {
            return false;
        }
        let mut in_row = vec![0_u32; self.rows];
        for cell in &self.cells {
            in_row[cell.row] += 1;
        }
        let is_regular = |cell: &&Cell| cell.span == 1 && in_row[cell.row] > 1;
        let regular = self.cells.iter().filter(is_regular).count();
        let is_headed = || {
            let mut cells = self.cells.iter();
            cells.any(|cell| outline.entries[cell.entry as usize].tag == Tag::Th)
        };
        let has_rows = self.rows > 1 && regular >= 4 || is_headed();
        let fits = |cell: &Cell| match content(outline, cell.entry) {
            Content::Wide => false,
            Content::Blocks => has_rows,
            Content::Text => true,
        };
        regular > 1 && self.cells.iter().all(fits)
    }

    /// Whether the first row names the columns.
    fn has_header(&self, outline: &Outline<'_>) -> bool {
        let first = self.cells.iter().take_while(|cell| cell.row == 0);
        let mut named = first.map(|cell| {
            let entry = &outline.entries[cell.entry as usize];
            let is_in_head = outline
                .ancestors(cell.entry)
                .take(2)
                .any(|above| outline.entries[above as usize].tag == Tag::Thead);
            entry.tag == Tag::Th || is_in_head || entry.leaves.is_empty()
        });
        let count = self.cells.iter().take_while(|cell| cell.row == 0).count();
        count > 1
            && named.all(|named| named)
            && self
                .cells
                .iter()
                .take(count)
                .any(|cell| !outline.entries[cell.entry as usize].leaves.is_empty())
    }

    /// The cells, outermost elements only.
    pub fn cells(&self) -> impl Iterator<Item = u32> + '_ {
        self.cells.iter().map(|cell| cell.entry)
    }
}

/// What a cell holds.
enum Content {
    /// A line of text, or nothing.
    Text,
    /// Several short blocks.
    Blocks,
    /// What does not fit into a column: code, a table, a long text.
    Wide,
}

fn content(outline: &Outline<'_>, cell: u32) -> Content {
    let entry = &outline.entries[cell as usize];
    let inner = &outline.entries[cell as usize + 1..entry.end as usize];
    let is_wide = inner.iter().any(|inner| match inner.tag {
        Tag::Table | Tag::Blockquote | Tag::H1 | Tag::H2 => true,
        Tag::Pre => {
            let runs =
                outline.leaves[inner.leaves.start as usize..inner.leaves.end as usize].iter();
            let mut runs = runs
                .flat_map(|leaf| &outline.runs[leaf.runs.start as usize..leaf.runs.end as usize]);
            runs.any(|run| run.text.trim().contains('\n'))
        }
        _ => false,
    });
    if is_wide {
        return Content::Wide;
    }
    let leaves: Vec<usize> = outline.leaves_within(cell).collect();
    let text = |at: &usize| outline.leaf_text(&outline.leaves[*at]);
    let size: usize = leaves.iter().map(|at| text(at).len()).sum();
    let prose = leaves
        .iter()
        .filter(|at| outline.leaves[**at].prose() > 150)
        .count();
    if size > MAX_CELL || prose > 2 {
        Content::Wide
    } else if leaves.len() > 1 {
        Content::Blocks
    } else {
        Content::Text
    }
}

impl Builder<'_, '_> {
    /// A table of data; a table that only lays out the page gives its cells' blocks.
    pub(super) fn table(&self, entry: u32, items: &[Item], depth: usize) -> Vec<Block> {
        let grid = Grid::of(self.outline, entry);
        if !grid.is_data(self.outline, entry) {
            return self.blocks(items, depth);
        }
        let mut rows: Vec<Vec<Vec<Span>>> = vec![vec![Vec::new(); grid.columns]; grid.rows];
        let mut blocks = Vec::new();
        for (_, row) in groups(items, depth) {
            for (cell, items) in groups(row, depth + 1) {
                let place = cell.and_then(|cell| {
                    let at = grid.cells.binary_search_by_key(&cell, |place| place.entry);
                    grid.cells.get(at.ok()?)
                });
                match place {
                    Some(place) => {
                        let content = self.blocks(items, depth + 2);
                        rows[place.row][place.column] = flat::spans(&content);
                    }
                    // The caption, and what stands loose between rows.
                    None => blocks.extend(self.blocks(items, depth + 1)),
                }
            }
        }
        for place in &grid.cells {
            let cell = &mut rows[place.row][place.column];
            if cell.is_empty()
                && let Some(alt) = self.picture_text(place.entry)
            {
                cell.push(Span::plain(alt));
            }
        }
        let is_filled = |row: &Vec<Vec<Span>>| row.iter().any(|cell| !cell.is_empty());
        let header = grid.has_header(self.outline) && rows.first().is_some_and(is_filled);
        rows.retain(is_filled);
        if !rows.is_empty() {
            blocks.push(Block::Table { header, rows });
        }
        blocks
    }

    /// The text alternative of a sign in a cell without text.
    fn picture_text(&self, cell: u32) -> Option<String> {
        let entry = &self.outline.entries[cell as usize];
        let mut inner = self.outline.entries[cell as usize..entry.end as usize].iter();
        let alt = inner.find_map(|inner| inner.attr("alt").filter(|_| inner.tag == Tag::Img))?;
        let alt = clean::line(alt);
        (!alt.is_empty() && alt.len() <= 80).then_some(alt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::output::blocks::tests::blocks;

    fn table(html: &str) -> (bool, Vec<String>) {
        let got = blocks(html);
        let [Block::Table { header, rows }] = got.as_slice() else {
            panic!("{got:?}");
        };
        let text = |cell: &Vec<Span>| {
            cell.iter()
                .map(|span| span.text.as_str())
                .collect::<String>()
        };
        let rows = rows
            .iter()
            .map(|row| row.iter().map(text).collect::<Vec<_>>().join("|"));
        (*header, rows.collect())
    }

    #[test]
    fn cells_stay_in_their_columns() {
        let (header, rows) = table(
            "<table><thead><tr><th>Boat<th>Load<th>Crew</thead><tr><td>Ada<td><td>4\
             <tr><td rowspan=2><div>Bo</div><td><p>9 t</p><p>10 t</p><td><ul><li>cook<li>mate</ul>\
             <tr><td colspan=2>none<tr><td>Cy<td>1 t<td><img alt=Yes src=y.svg></table>",
        );
        assert!(header);
        assert_eq!(
            rows,
            [
                "Boat|Load|Crew",
                "Ada||4",
                "Bo|9 t\n10 t|• cook\n• mate",
                "|none|",
                "Cy|1 t|Yes"
            ]
        );
    }

    #[test]
    fn names_of_rows_are_no_header() {
        let (header, rows) =
            table("<table><tr><th colspan=2>Crane<tr><th>Built<td>1978<tr><th>Load<td>9 t</table>");
        assert!(!header);
        assert_eq!(rows, ["Crane|", "Built|1978", "Load|9 t"]);
    }

    #[test]
    fn a_caption_stands_before_its_table() {
        let got = blocks("<table><caption>Loads</caption><tr><td>a<td>b<tr><td>c<td>d</table>");
        assert_eq!(got[0], Block::paragraph("Loads"));
        assert!(matches!(&got[1], Block::Table { rows, .. } if rows.len() == 2));
    }

    #[test]
    fn a_table_whose_cells_need_the_width_is_opened() {
        let code = |text: &str| Block::Code {
            lang: None,
            text: text.into(),
        };
        let paragraph = Block::paragraph;
        for (html, expected) in [
            (
                "<table><tr><td><p>one</p><p>two</p></td></tr></table>",
                vec![paragraph("one"), paragraph("two")],
            ),
            (
                "<table><tr><td>by Bob<td><p>I saw it.</p><pre>int a;\n  b;</pre><p>Old?</p></table>",
                vec![
                    paragraph("by Bob"),
                    paragraph("I saw it."),
                    code("int a;\n  b;"),
                    paragraph("Old?"),
                ],
            ),
            (
                "<table><tr><th>Before<th>After<tr><td><pre>a\n b</pre><td><pre>c\n d</pre></table>",
                vec![
                    paragraph("Before"),
                    paragraph("After"),
                    code("a\n b"),
                    code("c\n d"),
                ],
            ),
            (
                "<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>",
                vec![
                    paragraph("a"),
                    paragraph("b"),
                    paragraph("c"),
                    paragraph("d"),
                ],
            ),
        ] {
            assert_eq!(blocks(html), expected, "{html}");
        }
    }
}
