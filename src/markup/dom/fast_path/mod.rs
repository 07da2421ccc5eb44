//! Between html5ever's tokenizer and what takes its tokens: after each tag, the plain markup
//! that follows is read ahead of the tokenizer (`plain`) and taken out of its input.

mod plain;
mod references;

use std::cell::Cell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult};

use plain::{Plain, Reader};

/// Reads ahead.
pub(super) struct FastPath<'i, Sink> {
    /// What the tokenizer reads from.
    input: &'i BufferQueue,
    pub(super) sink: Sink,
    /// A script, or another start tag of text, came to nothing.
    refused: Cell<bool>,
}

impl<'i, Sink: TokenSink> FastPath<'i, Sink> {
    pub(super) const fn new(input: &'i BufferQueue, sink: Sink) -> Self {
        Self {
            input,
            sink,
            refused: Cell::new(false),
        }
    }

    fn read(&self, line: u64) {
        let Some(mut rest) = self.input.pop_front() else {
            return;
        };
        let mut reader = Reader::new(&rest);
        while let Some(plain) = reader.next(self.has_raw_elements()) {
            match plain {
                Plain::Text(text) => drop(self.pass(Token::CharacterTokens(text), line)),
                Plain::Tag(tag) => drop(self.pass(Token::TagToken(tag), line)),
                Plain::Comment => {}
                Plain::Raw(start, raw) => {
                    let result = self.pass(Token::TagToken(start), line);
                    if matches!(result, TokenSinkResult::RawData(_)) {
                        reader.take_raw(&raw);
                        drop(self.pass(Token::CharacterTokens(raw.content), line));
                        drop(self.pass(Token::TagToken(raw.end), line));
                    }
                }
            }
        }
        let taken = u32::try_from(reader.taken()).unwrap_or(u32::MAX);
        rest.pop_front(taken);
        self.input.push_front(rest);
    }

    /// Whether scripts and their like hold text and no markup, which in SVG they do not. Once
    /// the tree builder has left one out their ends are looked for no more: for very many such
    /// tags, each search would go through the whole page.
    fn has_raw_elements(&self) -> bool {
        !self.refused.get() && !self.adjusted_current_node_present_but_not_in_html_namespace()
    }

    fn pass(&self, token: Token, line: u64) -> TokenSinkResult<Sink::Handle> {
        let is_expected_raw = match &token {
            Token::TagToken(tag) => {
                tag.kind == TagKind::StartTag && plain::is_raw(&tag.name) && self.has_raw_elements()
            }
            _ => false,
        };
        let result = self.sink.process_token(token, line);
        if is_expected_raw && matches!(result, TokenSinkResult::Continue) {
            self.refused.set(true);
        }
        result
    }
}

impl<Sink: TokenSink> TokenSink for FastPath<'_, Sink> {
    type Handle = Sink::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Sink::Handle> {
        // After these the tokenizer is in its data state, unless it is told otherwise.
        let ends_markup = matches!(
            token,
            Token::TagToken(_) | Token::CommentToken(_) | Token::DoctypeToken(_)
        );
        let result = self.pass(token, line);
        let is_data = matches!(
            result,
            TokenSinkResult::Continue | TokenSinkResult::Script(_)
        );
        if ends_markup && is_data {
            self.read(line);
        }
        result
    }

    fn end(&self) {
        self.sink.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.sink
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}
