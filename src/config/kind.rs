//! Kinds of values in the file.

use ipnet::IpNet;

/// What a value looks like in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueKind {
    /// true or false.
    Flag,
    /// A whole number within these bounds.
    Number(i64, i64),
    /// A duration, at least this long.
    Duration(&'static str),
    /// Text.
    Text,
    /// An http or https address.
    Address,
    /// Where a source is: an http or https address, `file:` and a path, or `exec:` and a command.
    Origin,
    /// A CSS selector, perhaps with `@attribute`, or a dotted path into JSON.
    Selector,
    /// A regular expression.
    Pattern,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A text or a list of texts.
    Texts,
    /// A network or address, or a list of them.
    Networks,
    /// The name of a theme.
    Theme,
    /// Some of these words.
    Choices(&'static [&'static str]),
    /// A number above zero.
    Factor,
    /// Text that a header can carry.
    HeaderText,
    /// A table of headers.
    Headers,
    /// A name for a provider.
    Id,
    /// An address with places for the parts of an instrument.
    Template,
    /// A JSON Pointer (RFC 6901).
    Pointer,
}

/// A checked value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// See [`ValueKind::Flag`].
    Flag(bool),
    /// See [`ValueKind::Number`]; a duration in seconds.
    Number(i64),
    /// Any kind of text.
    Text(String),
    /// See [`ValueKind::Texts`].
    Texts(Vec<String>),
    /// See [`ValueKind::Networks`].
    Networks(Vec<IpNet>),
    /// See [`ValueKind::Headers`]: names and values.
    Pairs(Vec<(String, String)>),
}
