//! Between html5ever's tokenizer and its tree builder: tags that would make the tree too deep
//! or too large are left out, their text stays.
//!
//! The depth is not guessed from the tags: end tags are often missing, and what they close
//! depends on where they stand. The tree builder itself is asked for its open elements, not
//! at each tag, but whenever it could have reached the bound since it was asked last.

use std::cell::{Cell, RefCell};

use ego_tree::NodeId;
use html5ever::interface::Tracer;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{LocalName, local_name};
use scraper::{Html, HtmlTreeSink};

/// Open elements and formatting elements that one start tag adds at most: `td` brings
/// `tbody` and `tr`, the first tag `html`, `head` and `body`.
const STEP: usize = 6;
/// Start tags left out whose end tags are remembered.
const MAX_LEFT_OUT: usize = 4_096;

/// The tree builder behind its bounds.
pub(super) struct Bounds {
    builder: TreeBuilder<NodeId, HtmlTreeSink>,
    max_depth: usize,
    max_nodes: usize,
    /// Start tags that cannot reach the bound.
    credit: Cell<usize>,
    /// The bound is reached and nothing was closed since.
    full: Cell<bool>,
    left_out: RefCell<Vec<LocalName>>,
}

impl Bounds {
    pub(super) fn new(max_depth: usize, max_nodes: usize) -> Self {
        let sink = HtmlTreeSink::new(Html::new_document());
        Self {
            builder: TreeBuilder::new(sink, TreeBuilderOpts::default()),
            max_depth,
            max_nodes,
            credit: Cell::new(0),
            full: Cell::new(false),
            left_out: RefCell::default(),
        }
    }

    /// The tree.
    pub(super) fn into_document(self) -> Html {
        self.builder.sink.finish()
    }

    fn nodes(&self) -> usize {
        self.builder.sink.0.borrow().tree.values().len()
    }

    fn admits(&self, tag: &Tag) -> bool {
        let nodes = self.nodes();
        if nodes > self.max_nodes * 2 {
            return false;
        }
        match tag.kind {
            TagKind::EndTag => self.admits_end(tag, nodes > self.max_nodes),
            TagKind::StartTag => {
                let admitted = !self.deepens(tag) || (nodes <= self.max_nodes && self.has_room());
                let mut left_out = self.left_out.borrow_mut();
                if !admitted && left_out.len() < MAX_LEFT_OUT {
                    left_out.push(tag.name.clone());
                }
                admitted
            }
        }
    }

    /// An end tag without a start tag makes an element of its own for `p` and `br`.
    fn admits_end(&self, tag: &Tag, large: bool) -> bool {
        let mut left_out = self.left_out.borrow_mut();
        // The nearest few only: most elements left out have no end tag.
        let recent = left_out.len().saturating_sub(64);
        if let Some(at) = left_out[recent..]
            .iter()
            .rposition(|name| *name == tag.name)
        {
            left_out.truncate(recent + at);
            return false;
        }
        self.full.set(false);
        !(large && matches!(tag.name, local_name!("p") | local_name!("br")))
    }

    /// Whether other elements can come to stand inside of this one. What holds raw text must
    /// not be left out: its text would be shown.
    fn deepens(&self, tag: &Tag) -> bool {
        if self.adjusted_current_node_present_but_not_in_html_namespace() {
            return !tag.self_closing;
        }
        !matches!(
            tag.name,
            local_name!("script")
                | local_name!("style")
                | local_name!("textarea")
                | local_name!("title")
                | local_name!("xmp")
                | local_name!("iframe")
                | local_name!("noembed")
                | local_name!("noframes")
                | local_name!("noscript")
        )
    }

    fn has_room(&self) -> bool {
        if self.full.get() {
            return false;
        }
        if self.credit.get() == 0 {
            let open = Count::default();
            self.builder.trace_handles(&open);
            self.credit
                .set(self.max_depth.saturating_sub(open.0.get()) / STEP);
        }
        self.full.set(self.credit.get() == 0);
        self.credit.set(self.credit.get().saturating_sub(1));
        !self.full.get()
    }
}

impl TokenSink for Bounds {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        match &token {
            Token::TagToken(tag) if !self.admits(tag) => TokenSinkResult::Continue,
            // Nobody reads comments, and there may be more of them than elements.
            Token::CommentToken(_) | Token::ParseError(_) => TokenSinkResult::Continue,
            _ => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Counts the open elements and the formatting elements that may be opened again.
#[derive(Default)]
struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = NodeId;

    fn trace_handle(&self, _: &NodeId) {
        self.0.set(self.0.get() + 1);
    }
}
