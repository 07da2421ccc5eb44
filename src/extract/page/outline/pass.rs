//! The pre-order pass that fills an [`Outline`].

use std::collections::HashSet;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::Html;
use scraper::node::Node;

use super::arrays::{Entry, Leaf, Outline, Run};
use super::reveal;
use crate::extract::page::attribute_hints::Marks;
use crate::extract::page::measure::Measure;
use crate::extract::stages::Stages;
use crate::markup::tags::Tag;
use crate::markup::{attribute, hidden};

/// Most elements that are looked at; the rest of a larger page is ignored.
const MAX_ELEMENTS: usize = 300_000;

/// Flattens a document; subtrees whose roots are in `excluded` give no text, what is `chosen` is
/// seen wherever it stands.
pub(super) fn run<'a>(
    document: &'a Html,
    excluded: &[NodeId],
    chosen: &[NodeId],
    stages: Stages,
) -> Outline<'a> {
    let around = chosen.iter().filter_map(|&id| document.tree.get(id));
    let mut pass = Pass {
        outline: Outline {
            stages,
            ..Outline::default()
        },
        chosen: chosen.iter().copied().collect(),
        around: around
            .flat_map(|node| node.ancestors().map(|above| above.id()))
            .collect(),
        ..Pass::default()
    };
    let mut excluded = excluded.to_vec();
    excluded.sort_unstable();
    let mut skipping: Option<NodeId> = None;
    for edge in document.tree.root().traverse() {
        match edge {
            Edge::Open(node) => {
                if skipping.is_none() && pass.open(node, &excluded) == Descend::No {
                    skipping = Some(node.id());
                }
            }
            Edge::Close(node) => {
                if let Some(skipped) = skipping {
                    if skipped == node.id() {
                        skipping = None;
                    } else {
                        continue;
                    }
                }
                pass.close(node);
            }
        }
        if pass.outline.entries.len() > MAX_ELEMENTS {
            break;
        }
    }
    pass.finish()
}

fn is_link(node: NodeRef<'_, Node>) -> bool {
    let element = node.value().as_element();
    element.is_some_and(|element| attribute::of(element, "href").is_some())
}

#[derive(PartialEq, Eq)]
enum Descend {
    Yes,
    No,
}

/// The state of the pass.
#[derive(Default)]
struct Pass<'a> {
    outline: Outline<'a>,
    chosen: HashSet<NodeId>,
    /// What they stand in.
    around: HashSet<NodeId>,
    /// Open elements.
    stack: Vec<u32>,
    /// Open block elements.
    blocks: Vec<u32>,
    /// The leaf that is being filled.
    current: Option<Leaf>,
    links: u16,
    strong: u16,
    emphasis: u16,
    silent: u16,
    /// Open blocks that nobody sees.
    unseen: u16,
    /// Open elements inside of a line that nobody sees.
    unseen_inline: u16,
    breaks: u8,
}

impl<'a> Pass<'a> {
    fn open(&mut self, node: NodeRef<'a, Node>, excluded: &[NodeId]) -> Descend {
        match node.value() {
            Node::Element(element) => {
                let tag = Tag::from_name(element.name());
                let marks = match tag {
                    Tag::Html | Tag::Body | Tag::Head | Tag::Meta | Tag::Link => Marks::NONE,
                    _ => Marks::of(element, tag),
                };
                let is_chosen = self.chosen.contains(&node.id());
                let is_around = self.around.contains(&node.id());
                let hidden = !is_chosen && !is_around && hidden::is_hidden(node, element, tag);
                if is_chosen {
                    self.outline.chosen.push(self.next_entry());
                }
                self.push(node, tag, marks, hidden);
                if excluded.binary_search(&node.id()).is_ok() {
                    return Descend::No;
                }
                if tag.is_silent() && tag != Tag::Head && !is_around {
                    return Descend::No;
                }
                Descend::Yes
            }
            Node::Text(text) => {
                self.text(node.id(), text);
                Descend::Yes
            }
            _ => Descend::Yes,
        }
    }

    fn push(&mut self, node: NodeRef<'a, Node>, tag: Tag, marks: Marks, hidden: bool) {
        let index = self.next_entry();
        let parent = self.stack.last().copied().unwrap_or(0);
        let above = self
            .outline
            .entries
            .get(parent as usize)
            .map_or(Marks::NONE, |entry| entry.above.with(entry.marks));
        if self.is_block(index, tag) {
            self.end_leaf();
            self.blocks.push(index);
        }
        match tag {
            // An `a` without an address only marks a place.
            Tag::A if is_link(node) => self.links += 1,
            Tag::B | Tag::Strong => self.strong += 1,
            Tag::I | Tag::Em => self.emphasis += 1,
            Tag::Head => self.silent += 1,
            Tag::Br => {
                self.breaks = self.breaks.saturating_add(1);
                if self.breaks >= 2 {
                    self.end_leaf();
                } else if self.current.is_some() {
                    self.add_run(node.id(), " ");
                }
            }
            _ => {}
        }
        if hidden {
            *self.unseen_count(tag) += 1;
        }
        let leaf = self.next_leaf();
        self.stack.push(index);
        self.outline.entries.push(Entry {
            node,
            tag,
            parent,
            end: index + 1,
            depth: u16::try_from(self.stack.len()).unwrap_or(u16::MAX),
            marks,
            above,
            leaves: leaf..leaf,
            hidden,
        });
    }

    /// What is chosen is a block whatever it is.
    fn is_block(&self, index: u32, tag: Tag) -> bool {
        tag.is_block() || self.outline.chosen.last() == Some(&index)
    }

    fn next_entry(&self) -> u32 {
        u32::try_from(self.outline.entries.len()).unwrap_or(u32::MAX)
    }

    fn unseen_count(&mut self, tag: Tag) -> &mut u16 {
        if tag.is_block() {
            &mut self.unseen
        } else {
            &mut self.unseen_inline
        }
    }

    /// The number of leaves begun so far: the one that is being filled counts.
    fn next_leaf(&self) -> u32 {
        let open = usize::from(self.current.is_some());
        u32::try_from(self.outline.leaves.len() + open).unwrap_or(u32::MAX)
    }

    fn text(&mut self, id: NodeId, text: &'a str) {
        if self.silent > 0 || self.unseen_inline > 0 {
            return;
        }
        let mut measure = Measure::of(text);
        if measure.size == 0 {
            // White space between two runs of one leaf still separates their words.
            if self.current.is_some() && !text.is_empty() {
                self.add_run(id, text);
            }
            return;
        }
        if self.links > 0 {
            measure.linked = measure.size;
        }
        if self.strong > 0 {
            measure.strong = measure.size;
        }
        if self.emphasis > 0 {
            measure.emphasis = measure.size;
        }
        self.breaks = 0;
        if self.current.is_none() {
            let run = u32::try_from(self.outline.runs.len()).unwrap_or(u32::MAX);
            self.current = Some(Leaf {
                container: self.blocks.last().copied().unwrap_or(0),
                at: self.next_entry(),
                runs: run..run,
                measure: Measure::default(),
                unseen: self.unseen > 0,
            });
        }
        if let Some(leaf) = &mut self.current {
            leaf.measure.add(&measure);
        }
        self.add_run(id, text);
    }

    fn add_run(&mut self, id: NodeId, text: &'a str) {
        self.outline.runs.push(Run { text, id });
        if let Some(leaf) = &mut self.current {
            leaf.runs.end = u32::try_from(self.outline.runs.len()).unwrap_or(u32::MAX);
        }
    }

    fn end_leaf(&mut self) {
        if let Some(leaf) = self.current.take() {
            self.outline.leaves.push(leaf);
        }
    }

    fn close(&mut self, node: NodeRef<'a, Node>) {
        if !node.value().is_element() {
            return;
        }
        let Some(index) = self.stack.pop() else {
            return;
        };
        let Entry { tag, hidden, .. } = self.outline.entries[index as usize];
        if hidden {
            *self.unseen_count(tag) -= 1;
        }
        if self.is_block(index, tag) {
            self.end_leaf();
            self.blocks.pop();
        }
        match tag {
            Tag::A if is_link(node) => self.links -= 1,
            Tag::B | Tag::Strong => self.strong -= 1,
            Tag::I | Tag::Em => self.emphasis -= 1,
            Tag::Head => self.silent -= 1,
            _ => {}
        }
        let end = self.next_entry();
        let leaves = self.next_leaf();
        let entry = &mut self.outline.entries[index as usize];
        entry.end = end;
        entry.leaves.end = leaves;
    }

    fn finish(mut self) -> Outline<'a> {
        self.end_leaf();
        // A page cut at MAX_ELEMENTS leaves elements open.
        let end = self.next_entry();
        let leaves = u32::try_from(self.outline.leaves.len()).unwrap_or(u32::MAX);
        for index in self.stack {
            let entry = &mut self.outline.entries[index as usize];
            entry.end = end;
            entry.leaves.end = leaves;
        }
        reveal::reveal(&mut self.outline);
        self.outline
    }
}
