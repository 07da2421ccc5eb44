//! Leaves and pictures back into structure: paragraphs, headings, nested lists, quotes, code,
//! tables.
//!
//! Each item knows the structural elements above it (lists, items, quotes, tables, rows,
//! cells), outermost first; neighbours with the same element at a level belong together. So
//! the structure is made from the chosen leaves alone, and whatever was not chosen leaves no
//! trace.

use url::Url;

use super::outline::Outline;
use super::tags::Tag;
use super::{inline, media};
use crate::ingest::clean;
use crate::model::{Block, LINE_BREAK, Span};

/// A chosen leaf or picture.
#[derive(Debug, Clone)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Structural elements above, outermost first.
    path: Vec<u32>,
}

/// What an item is.
#[derive(Debug, Clone)]
pub enum ItemKind {
    /// A leaf, by index.
    Leaf(u32),
    /// A finished block: a picture, an embed, a rule.
    Block(Block),
}

/// Deepest nesting of lists and quotes that is kept.
const MAX_NESTING: usize = 24;

/// The blocks of the leaves for which `kept` is true, with the media between them.
#[must_use]
pub fn build(
    outline: &Outline<'_>,
    kept: &[bool],
    media: &[media::Placed],
    base: Option<&Url>,
) -> Vec<Block> {
    let mut items = Vec::new();
    let mut pending = media.iter().peekable();
    for (index, leaf) in outline.leaves.iter().enumerate() {
        if !kept[index] {
            continue;
        }
        while let Some(placed) = pending.next_if(|placed| placed.entry < leaf.at) {
            items.push(media_item(outline, placed));
        }
        items.push(Item {
            kind: ItemKind::Leaf(u32::try_from(index).unwrap_or(u32::MAX)),
            path: path(outline, leaf.container),
        });
    }
    items.extend(pending.map(|placed| media_item(outline, placed)));
    let builder = Builder { outline, base };
    builder.blocks(&items, 0)
}

/// Pictures stand on their own: only quotes and list items may hold them.
fn media_item(outline: &Outline<'_>, placed: &media::Placed) -> Item {
    Item {
        kind: ItemKind::Block(placed.block.clone()),
        path: path(outline, outline.entries[placed.entry as usize].parent),
    }
}

fn path(outline: &Outline<'_>, container: u32) -> Vec<u32> {
    let mut path: Vec<u32> = std::iter::once(container)
        .chain(outline.ancestors(container))
        .filter(|&entry| {
            matches!(
                outline.entries[entry as usize].tag,
                Tag::Ul
                    | Tag::Ol
                    | Tag::Li
                    | Tag::Blockquote
                    | Tag::Table
                    | Tag::Tr
                    | Tag::Td
                    | Tag::Th
            )
        })
        .collect();
    path.reverse();
    path.truncate(MAX_NESTING);
    path
}

struct Builder<'a, 'b> {
    outline: &'a Outline<'b>,
    base: Option<&'a Url>,
}

impl Builder<'_, '_> {
    fn tag(&self, entry: u32) -> Tag {
        self.outline.entries[entry as usize].tag
    }

    fn blocks(&self, items: &[Item], depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (key, group) in groups(items, depth) {
            let Some(entry) = key else {
                for item in group {
                    self.item(item, &mut blocks);
                }
                continue;
            };
            match self.tag(entry) {
                Tag::Ul | Tag::Ol => blocks.extend(self.list(entry, group, depth + 1)),
                Tag::Blockquote => {
                    let inner = self.blocks(group, depth + 1);
                    if !inner.is_empty() {
                        blocks.push(Block::Quote { blocks: inner });
                    }
                }
                Tag::Table => blocks.extend(self.table(entry, group, depth + 1)),
                _ => blocks.extend(self.blocks(group, depth + 1)),
            }
        }
        blocks
    }

    fn item(&self, item: &Item, blocks: &mut Vec<Block>) {
        let index = match &item.kind {
            ItemKind::Leaf(index) => *index as usize,
            ItemKind::Block(block) => {
                blocks.push(block.clone());
                return;
            }
        };
        let leaf = &self.outline.leaves[index];
        let entry = &self.outline.entries[leaf.container as usize];
        let parent = self.tag(entry.parent);
        if entry.tag == Tag::Pre || parent == Tag::Pre {
            self.code(leaf.container, index, blocks);
        } else if let Some(level) = entry.tag.heading_level().or(parent.heading_level()) {
            let spans = inline::joined(self.outline, leaf, self.base, ' ');
            if !spans.is_empty() {
                blocks.push(Block::Heading {
                    level: level.max(2),
                    spans,
                });
            }
        } else {
            let spans = inline::joined(self.outline, leaf, self.base, LINE_BREAK);
            if !spans.is_empty() {
                blocks.push(Block::Paragraph { spans });
            }
        }
    }

    /// Preformatted text: line breaks count, emphasis does not. Highlighters wrap each line in
    /// an element of its own, so neighbouring leaves of one `pre` are joined.
    fn code(&self, container: u32, index: usize, blocks: &mut Vec<Block>) {
        let leaf = &self.outline.leaves[index];
        let mut text = String::new();
        for run in &self.outline.runs[leaf.runs.start as usize..leaf.runs.end as usize] {
            let broken = self.outline.entries[container as usize]
                .node
                .tree()
                .get(run.id)
                .is_some_and(|node| node.value().is_element());
            text.push_str(if broken { "\n" } else { run.text });
        }
        let text = clean::text(text.trim_matches('\n').trim_end());
        if text.trim().is_empty() {
            return;
        }
        if let Some(Block::Code { text: before, .. }) = blocks.last_mut()
            && index > 0
            && self.outline.leaves[index - 1].container == container
        {
            before.push('\n');
            before.push_str(&text);
            return;
        }
        blocks.push(Block::Code {
            lang: self.code_language(container),
            text,
        });
    }

    /// `class="language-rust"` on the `pre` or its `code`, or `data-lang`.
    fn code_language(&self, container: u32) -> Option<String> {
        let end = self.outline.entries[container as usize]
            .end
            .min(container + 3);
        (container..end).find_map(|entry| {
            let entry = &self.outline.entries[entry as usize];
            let class = entry.attr("class").unwrap_or_default();
            class
                .split_whitespace()
                .find_map(|word| {
                    word.strip_prefix("language-")
                        .or_else(|| word.strip_prefix("lang-"))
                })
                .or_else(|| entry.attr("data-lang"))
                .or_else(|| entry.attr("data-language"))
                .filter(|lang| !lang.is_empty() && lang.len() <= 20)
                .map(clean::line)
        })
    }

    fn list(&self, entry: u32, items: &[Item], depth: usize) -> Option<Block> {
        let ordered = self.tag(entry) == Tag::Ol;
        let rows: Vec<Vec<Block>> = groups(items, depth)
            .into_iter()
            .map(|(_, group)| self.list_item(group, depth))
            .filter(|blocks| !blocks.is_empty())
            .collect();
        let start = self.outline.entries[entry as usize]
            .attr("start")
            .and_then(|start| start.trim().parse().ok())
            .unwrap_or(1);
        (!rows.is_empty()).then_some(Block::List {
            ordered,
            start,
            items: rows,
        })
    }

    fn list_item(&self, items: &[Item], depth: usize) -> Vec<Block> {
        let inside = items
            .first()
            .and_then(|item| item.path.get(depth))
            .is_some_and(|&entry| self.tag(entry) == Tag::Li);
        self.blocks(items, depth + usize::from(inside))
    }

    /// A table of data; a table that only lays out the page gives its cells' blocks.
    fn table(&self, entry: u32, items: &[Item], depth: usize) -> Vec<Block> {
        let rows: Vec<Vec<Vec<Span>>> = groups(items, depth)
            .into_iter()
            .map(|(_, row)| {
                groups(row, depth + 1)
                    .into_iter()
                    .map(|(_, cell)| self.cell(cell))
                    .collect()
            })
            .collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let nested = items.iter().any(|item| {
            item.path[depth.min(item.path.len())..]
                .iter()
                .any(|&inner| matches!(self.tag(inner), Tag::Table | Tag::Ul | Tag::Blockquote))
        });
        let longest = rows
            .iter()
            .flatten()
            .map(|cell| cell.iter().map(|span| span.text.len()).sum::<usize>())
            .max()
            .unwrap_or(0);
        if columns < 2 || nested || longest > 1200 {
            return self.blocks(items, depth);
        }
        let first_cells = items.first().map(|item| &item.path);
        let header = first_cells
            .is_some_and(|path| path.iter().any(|&entry| self.tag(entry) == Tag::Th))
            || self.outline.entries
                [entry as usize + 1..self.outline.entries[entry as usize].end as usize]
                .iter()
                .take(2)
                .any(|inner| inner.tag == Tag::Thead);
        vec![Block::Table { header, rows }]
    }

    fn cell(&self, items: &[Item]) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for item in items {
            let ItemKind::Leaf(index) = item.kind else {
                continue;
            };
            if !spans.is_empty() {
                spans.push(Span::plain(" "));
            }
            spans.extend(inline::joined(
                self.outline,
                &self.outline.leaves[index as usize],
                self.base,
                ' ',
            ));
        }
        spans
    }
}

/// Neighbours that share the element at a level of their paths.
fn groups(items: &[Item], depth: usize) -> Vec<(Option<u32>, &[Item])> {
    let mut groups = Vec::new();
    let mut start = 0;
    while start < items.len() {
        let key = items[start].path.get(depth).copied();
        let length = items[start..]
            .iter()
            .take_while(|item| item.path.get(depth).copied() == key)
            .count();
        groups.push((key, &items[start..start + length]));
        start += length;
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    fn blocks(html: &str) -> Vec<Block> {
        let document = Html::parse_document(html);
        let outline = Outline::of(&document, &[]);
        build(&outline, &vec![true; outline.leaves.len()], &[], None)
    }

    #[test]
    fn lists_nest() {
        let got = blocks("<ol start=3><li>a<ul><li>b<li>c</ul><li>d</ol><p>e");
        let Block::List {
            ordered: true,
            start: 3,
            items,
        } = &got[0]
        else {
            panic!("{got:?}");
        };
        assert_eq!(items.len(), 2);
        assert!(
            matches!(&items[0][1], Block::List { ordered: false, items, .. } if items.len() == 2)
        );
        assert_eq!(got[1], Block::paragraph("e"));
    }

    #[test]
    fn lines_of_a_paragraph_are_one_block() {
        let got = blocks(
            "<p>12 Quay Street<br>Port Ellen<br />\nPA42</p><p>One.<br><br>Two,<br>three.</p>\
             <blockquote>A<br>B</blockquote><ul><li>c<br>d</ul><h2>e<br>f</h2>",
        );
        let texts: Vec<String> = got.iter().map(Block::text).collect();
        let address = "12 Quay Street\nPort Ellen\nPA42";
        assert_eq!(
            texts,
            [address, "One.", "Two,\nthree.", "A\nB", "c\nd", "e f"]
        );
        assert!(matches!(&got[3], Block::Quote { blocks } if blocks.len() == 1));
    }

    #[test]
    fn quotes_code_and_tables() {
        let got = blocks(
            "<blockquote><p>q</p></blockquote><pre><code class='language-rust'>fn a() {\n  b\n}</code></pre>\
             <table><tr><th>k<th>v<tr><td>1<td>2</table>",
        );
        assert_eq!(
            got[0],
            Block::Quote {
                blocks: vec![Block::paragraph("q")]
            }
        );
        assert_eq!(
            got[1],
            Block::Code {
                lang: Some("rust".into()),
                text: "fn a() {\n  b\n}".into()
            }
        );
        let Block::Table { header: true, rows } = &got[2] else {
            panic!("{got:?}");
        };
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[1][1][0].text, "2");
    }

    #[test]
    fn a_layout_table_is_opened() {
        let got = blocks("<table><tr><td><p>one</p><p>two</p></td></tr></table>");
        assert_eq!(got, [Block::paragraph("one"), Block::paragraph("two")]);
    }
}
