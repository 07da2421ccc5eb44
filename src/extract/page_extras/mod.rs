//! What a page shows beside its story and the article tells apart from the text.

pub mod instruments;
pub mod related;

use ego_tree::NodeId;
use scraper::Html;
use url::Url;

use super::body::rules::Rules;
use super::page::consent;
use super::stages::{Stage, Stages};

/// Instruments and related headlines of a page, with the boxes they stand in, and its requests
/// for consent.
pub(super) struct Beside {
    /// With their prices.
    pub instruments: instruments::Found,
    /// Headlines that the page recommends.
    pub related: related::Found,
    /// Boxes that ask for consent to cookies.
    pub consent: Vec<NodeId>,
}

impl Beside {
    /// Looks for it.
    pub(super) fn of(document: &Html, base: Option<&Url>) -> Self {
        let lang = document.root_element().attr("lang");
        Self {
            instruments: instruments::find(document, base, lang),
            related: related::find(document, base),
            consent: consent::boxes(document),
        }
    }

    /// The subtrees that the text leaves out, but for what the user wants to see: what is
    /// `chosen`, and what the rules show.
    pub(super) fn excluded(
        &self,
        document: &Html,
        chosen: &[NodeId],
        rules: Option<&Rules>,
        stages: Stages,
    ) -> Vec<NodeId> {
        let mut wanted = rules.map_or_else(Vec::new, |rules| rules.shown(document));
        wanted.extend(chosen);
        let boxes = [
            (Stage::InstrumentBoxes, &self.instruments.containers),
            (Stage::RelatedBoxes, &self.related.containers),
            (Stage::ConsentBoxes, &self.consent),
        ];
        let all = boxes.into_iter().filter(|(stage, _)| stages.has(*stage));
        let all = all.flat_map(|(_, boxes)| boxes);
        let is_wanted = |id: &NodeId| {
            let Some(node) = document.tree.get(*id) else {
                return true;
            };
            let inside = || node.descendants().any(|inner| wanted.contains(&inner.id()));
            let around = || node.ancestors().any(|outer| wanted.contains(&outer.id()));
            !wanted.is_empty() && (inside() || around())
        };
        all.filter(|id| !is_wanted(id)).copied().collect()
    }
}
