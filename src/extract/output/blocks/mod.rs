//! Leaves and pictures back into structure: paragraphs, headings, nested lists, quotes, code,
//! tables.
//!
//! Each item knows the structural elements above it (lists, items, quotes, tables, rows,
//! cells), outermost first; neighbours with the same element at a level belong together. So
//! the structure is made from the chosen leaves alone, and whatever was not chosen leaves no
//! trace.

mod code;
mod flat;
mod table;

use url::Url;

pub use table::Grid;

use super::{inline, media};
use crate::extract::page::outline::Outline;
use crate::markup::tags::Tag;
use crate::model::{Block, LINE_BREAK};

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
    // What stands under a picture is said there.
    let mut captions: Vec<u32> = media
        .iter()
        .flat_map(|placed| placed.caption.clone())
        .collect();
    captions.sort_unstable();
    for (index, leaf) in (0_u32..).zip(&outline.leaves) {
        if !kept[index as usize] || captions.binary_search(&index).is_ok() {
            continue;
        }
        while let Some(placed) = pending.next_if(|placed| placed.entry < leaf.at) {
            items.push(media_item(outline, placed));
        }
        items.push(Item {
            kind: ItemKind::Leaf(index),
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
        path: path(outline, placed.parent),
    }
}

fn path(outline: &Outline<'_>, container: u32) -> Vec<u32> {
    // A cell or an item that is chosen is taken out of its table or list, as a whole.
    let chosen = outline.chosen_around(container);
    let mut path: Vec<u32> = std::iter::once(container)
        .chain(outline.ancestors(container))
        .take_while(|&entry| chosen.is_none_or(|chosen| entry >= chosen))
        .filter(|&entry| match outline.entries[entry as usize].tag {
            Tag::Ul | Tag::Ol | Tag::Blockquote | Tag::Table => true,
            Tag::Li | Tag::Tr | Tag::Td | Tag::Th => Some(entry) != chosen,
            _ => false,
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
                Tag::Ul | Tag::Ol => self.lists(entry, group, depth + 1, &mut blocks),
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

    /// A list; where its numbers do not count up by one, a list for each run that does.
    fn lists(&self, entry: u32, items: &[Item], depth: usize, blocks: &mut Vec<Block>) {
        let ordered = self.tag(entry) == Tag::Ol;
        let rows: Vec<(Option<u32>, Vec<Block>)> = groups(items, depth)
            .into_iter()
            .map(|(item, group)| (item, self.list_item(group, depth)))
            .filter(|(_, blocks)| !blocks.is_empty())
            .collect();
        let numbers = if ordered {
            self.numbers(entry, &rows)
        } else {
            (1..).take(rows.len()).collect()
        };
        let mut open: Option<(u32, Vec<Vec<Block>>)> = None;
        for ((_, row), number) in rows.into_iter().zip(numbers) {
            match &mut open {
                Some((start, items)) if u64::from(*start) + items.len() as u64 == number => {
                    items.push(row);
                }
                _ => {
                    let start = u32::try_from(number).unwrap_or(1);
                    let ended = open.replace((start, vec![row]));
                    blocks.extend(ended.map(|ended| list(ordered, ended)));
                }
            }
        }
        blocks.extend(open.map(|open| list(ordered, open)));
    }

    /// The number of each item of an ordered list: WHATWG HTML, 4.4.5 and 4.4.8. None is less
    /// than 0.
    fn numbers(&self, list: u32, rows: &[(Option<u32>, Vec<Block>)]) -> Vec<u64> {
        let attribute = |entry: u32, name: &str| -> Option<i64> {
            let value = self.outline.entries[entry as usize].attr(name)?;
            value.trim().parse().ok()
        };
        let is_reversed = self.outline.entries[list as usize]
            .attr("reversed")
            .is_some();
        let step = if is_reversed { -1 } else { 1 };
        let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        let first = if is_reversed { count } else { 1 };
        let mut next = attribute(list, "start").unwrap_or(first);
        let numbers = rows.iter().map(|(item, _)| {
            let own = item.and_then(|item| attribute(item, "value"));
            let number = own.unwrap_or(next);
            next = number.saturating_add(step);
            u64::try_from(number).unwrap_or(0)
        });
        numbers.collect()
    }

    fn list_item(&self, items: &[Item], depth: usize) -> Vec<Block> {
        let inside = items
            .first()
            .and_then(|item| item.path.get(depth))
            .is_some_and(|&entry| self.tag(entry) == Tag::Li);
        self.blocks(items, depth + usize::from(inside))
    }
}

fn list(ordered: bool, (start, items): (u32, Vec<Vec<Block>>)) -> Block {
    Block::List {
        ordered,
        start,
        items,
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
pub(in crate::extract) mod tests {
    use super::*;

    pub(in crate::extract) fn blocks(html: &str) -> Vec<Block> {
        let document = crate::markup::dom::parse(html);
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
    fn items_keep_their_numbers() {
        let numbers = |html: &str| -> Vec<(u32, usize)> {
            let lists = blocks(html).into_iter().filter_map(|block| match block {
                Block::List { start, items, .. } => Some((start, items.len())),
                _ => None,
            });
            lists.collect()
        };
        assert_eq!(numbers("<ol start=5><li>a<li>b</ol>"), [(5, 2)]);
        assert_eq!(
            numbers("<ol><li>a<li value=10>b<li>c</ol>"),
            [(1, 1), (10, 2)]
        );
        assert_eq!(
            numbers("<ol reversed><li>a<li>b<li>c</ol>"),
            [(3, 1), (2, 1), (1, 1)]
        );
        assert_eq!(numbers("<ol start=-3><li>a</ol>"), [(0, 1)]);
        assert_eq!(numbers("<ul><li value=4>a<li>b</ul>"), [(1, 2)]);
    }

    #[test]
    fn lines_of_a_paragraph_are_one_block() {
        let got = blocks(
            "<p>12 Quay Street<br>Port Ellen<br />\nPA42</p><p>One.<br><br>Two,<br>three.</p>\
             <blockquote>A<br>B</blockquote><ul><li>c<br>d</ul><h2>e<br>f</h2>",
        );
        let texts: Vec<String> = got.iter().map(Block::text).collect();
        assert_eq!(
            texts,
            [
                "12 Quay Street\nPort Ellen\nPA42",
                "One.",
                "Two,\nthree.",
                "A\nB",
                "c\nd",
                "e f"
            ]
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
