//! Which part of the page belongs to which link.

use std::collections::HashMap;

use ego_tree::NodeId;
use scraper::ElementRef;

/// Most elements behind an item that are searched for its date and teaser.
const MAX_AFTER: usize = 4;

/// The part of a page that belongs to one headline.
#[derive(Clone)]
pub(super) struct Card<'a> {
    /// The element around the link.
    pub(super) element: ElementRef<'a>,
    /// What follows it and belongs to no other headline: `dd` after `dt`, the second row of
    /// a table, a paragraph after a heading.
    pub(super) after: Vec<ElementRef<'a>>,
}

impl<'a> Card<'a> {
    /// A card of one element.
    pub(super) fn alone(element: ElementRef<'a>) -> Self {
        Self {
            element,
            after: Vec::new(),
        }
    }

    /// The elements of the card.
    pub(super) fn parts(&self) -> impl Iterator<Item = ElementRef<'a>> {
        std::iter::once(self.element).chain(self.after.iter().copied())
    }
}

/// For each element above some links: the one address that all of them lead to, or `None`
/// when they lead to several.
pub(super) struct Owners<'k> {
    owners: HashMap<NodeId, Option<&'k str>>,
}

impl<'k> Owners<'k> {
    /// Of links with their addresses.
    pub(super) fn of<'a>(links: impl Iterator<Item = (ElementRef<'a>, &'k str)>) -> Self {
        let mut owners: HashMap<NodeId, Option<&str>> = HashMap::new();
        for (link, address) in links {
            let up = std::iter::once(*link).chain(link.ancestors());
            for node in up {
                let owner = owners.entry(node.id()).or_insert(Some(address));
                if owner.is_none() {
                    break;
                }
                if *owner != Some(address) {
                    *owner = None;
                }
            }
        }
        Self { owners }
    }

    fn is_alone(&self, id: NodeId) -> bool {
        matches!(self.owners.get(&id), Some(Some(_)))
    }

    /// The highest element that belongs to this link's headline alone, with what follows it.
    pub(super) fn card<'a>(&self, link: ElementRef<'a>) -> Card<'a> {
        let element = link
            .ancestors()
            .take_while(|node| self.is_alone(node.id()))
            .filter_map(ElementRef::wrap)
            .take_while(|element| !matches!(element.value().name(), "body" | "html" | "main"))
            .last()
            .unwrap_or(link);
        self.with_after(element)
    }

    /// An element with what follows it and belongs to no other headline.
    pub(super) fn with_after<'a>(&self, element: ElementRef<'a>) -> Card<'a> {
        let after = element
            .next_siblings()
            .filter_map(ElementRef::wrap)
            .take_while(|next| !self.owners.contains_key(&next.id()))
            .take(MAX_AFTER)
            .collect();
        Card { element, after }
    }
}
