//! Element names as a small enumeration, so that every later question is a match on a byte
//! and not a comparison of strings.

/// The element names that the extractor tells apart; all others are [`Tag::Other`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
#[allow(missing_docs)] // the variants are HTML's own names
pub enum Tag {
    A,
    Abbr,
    Address,
    Amp,
    Article,
    Aside,
    Audio,
    B,
    Blockquote,
    Body,
    Br,
    Button,
    Caption,
    Center,
    Cite,
    Code,
    /// An element with a hyphen in its name, which sites use as containers.
    Custom,
    Dd,
    Del,
    Details,
    Dialog,
    Div,
    Dl,
    Dt,
    Em,
    Embed,
    Fieldset,
    Figcaption,
    Figure,
    Font,
    Footer,
    Form,
    H1,
    H2,
    H3,
    H4,
    H5,
    H6,
    Head,
    Header,
    Hgroup,
    Hr,
    Html,
    I,
    Iframe,
    Img,
    Input,
    Kbd,
    Label,
    Legend,
    Li,
    Link,
    Main,
    Meta,
    Nav,
    Noscript,
    Object,
    Ol,
    Option,
    Other,
    P,
    Picture,
    Pre,
    S,
    Samp,
    Script,
    Section,
    Select,
    Source,
    Span,
    Strike,
    Strong,
    Style,
    Sub,
    Sup,
    Svg,
    Table,
    Tbody,
    Td,
    Template,
    Textarea,
    Tfoot,
    Th,
    Thead,
    Time,
    Title,
    Tr,
    Tt,
    Ul,
    Var,
    Video,
}

impl Tag {
    /// The tag of a lower-case element name.
    #[must_use]
    #[allow(clippy::too_many_lines)] // one line a name
    pub fn from_name(name: &str) -> Self {
        match name {
            "a" => Self::A,
            "abbr" => Self::Abbr,
            "address" => Self::Address,
            "amp-img" => Self::Amp,
            "article" => Self::Article,
            "aside" => Self::Aside,
            "audio" => Self::Audio,
            "b" => Self::B,
            "blockquote" => Self::Blockquote,
            "body" => Self::Body,
            "br" => Self::Br,
            "button" => Self::Button,
            "caption" => Self::Caption,
            "center" => Self::Center,
            "cite" => Self::Cite,
            "code" => Self::Code,
            "dd" => Self::Dd,
            "del" => Self::Del,
            "details" => Self::Details,
            "dialog" => Self::Dialog,
            "div" => Self::Div,
            "dl" => Self::Dl,
            "dt" => Self::Dt,
            "em" => Self::Em,
            "embed" => Self::Embed,
            "fieldset" => Self::Fieldset,
            "figcaption" => Self::Figcaption,
            "figure" => Self::Figure,
            "font" => Self::Font,
            "footer" => Self::Footer,
            "form" => Self::Form,
            "h1" => Self::H1,
            "h2" => Self::H2,
            "h3" => Self::H3,
            "h4" => Self::H4,
            "h5" => Self::H5,
            "h6" => Self::H6,
            "head" => Self::Head,
            "header" => Self::Header,
            "hgroup" => Self::Hgroup,
            "hr" => Self::Hr,
            "html" => Self::Html,
            "i" => Self::I,
            "iframe" => Self::Iframe,
            "img" => Self::Img,
            "input" => Self::Input,
            "kbd" => Self::Kbd,
            "label" => Self::Label,
            "legend" => Self::Legend,
            "li" => Self::Li,
            "link" => Self::Link,
            "main" => Self::Main,
            "meta" => Self::Meta,
            "nav" => Self::Nav,
            "noscript" => Self::Noscript,
            "object" => Self::Object,
            "ol" => Self::Ol,
            "option" => Self::Option,
            "p" => Self::P,
            "picture" => Self::Picture,
            "pre" => Self::Pre,
            "s" => Self::S,
            "samp" => Self::Samp,
            "script" => Self::Script,
            "section" => Self::Section,
            "select" => Self::Select,
            "source" => Self::Source,
            "span" => Self::Span,
            "strike" => Self::Strike,
            "strong" => Self::Strong,
            "style" => Self::Style,
            "sub" => Self::Sub,
            "sup" => Self::Sup,
            "svg" => Self::Svg,
            "table" => Self::Table,
            "tbody" => Self::Tbody,
            "td" => Self::Td,
            "template" => Self::Template,
            "textarea" => Self::Textarea,
            "tfoot" => Self::Tfoot,
            "th" => Self::Th,
            "thead" => Self::Thead,
            "time" => Self::Time,
            "title" => Self::Title,
            "tr" => Self::Tr,
            "tt" => Self::Tt,
            "ul" => Self::Ul,
            "var" => Self::Var,
            "video" => Self::Video,
            _ if name.contains('-') => Self::Custom,
            _ => Self::Other,
        }
    }

    /// Whether text before and after the element belongs to different blocks.
    #[must_use]
    pub const fn is_block(self) -> bool {
        use Tag::{
            Address, Article, Aside, Audio, Blockquote, Body, Caption, Center, Custom, Dd, Details,
            Dialog, Div, Dl, Dt, Fieldset, Figcaption, Figure, Footer, Form, H1, H2, H3, H4, H5,
            H6, Head, Header, Hgroup, Hr, Html, Iframe, Legend, Li, Main, Nav, Object, Ol, P, Pre,
            Section, Table, Tbody, Td, Tfoot, Th, Thead, Title, Tr, Ul, Video,
        };
        matches!(
            self,
            Address
                | Article
                | Aside
                | Audio
                | Blockquote
                | Body
                | Caption
                | Center
                | Custom
                | Dd
                | Details
                | Dialog
                | Div
                | Dl
                | Dt
                | Fieldset
                | Figcaption
                | Figure
                | Footer
                | Form
                | H1
                | H2
                | H3
                | H4
                | H5
                | H6
                | Head
                | Header
                | Hgroup
                | Hr
                | Html
                | Iframe
                | Legend
                | Li
                | Main
                | Nav
                | Object
                | Ol
                | P
                | Pre
                | Section
                | Table
                | Tbody
                | Td
                | Tfoot
                | Th
                | Thead
                | Title
                | Tr
                | Ul
                | Video
        )
    }

    /// Elements whose text nobody reads.
    #[must_use]
    pub const fn is_silent(self) -> bool {
        matches!(
            self,
            Self::Script
                | Self::Style
                | Self::Noscript
                | Self::Template
                | Self::Svg
                | Self::Head
                | Self::Title
                | Self::Iframe
                | Self::Object
                | Self::Embed
                | Self::Audio
                | Self::Video
                | Self::Select
                | Self::Option
                | Self::Textarea
                | Self::Input
                | Self::Button
                | Self::Dialog
                | Self::Nav
        )
    }

    /// 1 to 6 for headings.
    #[must_use]
    pub const fn heading_level(self) -> Option<u8> {
        match self {
            Self::H1 => Some(1),
            Self::H2 => Some(2),
            Self::H3 => Some(3),
            Self::H4 => Some(4),
            Self::H5 => Some(5),
            Self::H6 => Some(6),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_tags() {
        assert_eq!(Tag::from_name("blockquote"), Tag::Blockquote);
        assert_eq!(Tag::from_name("my-element"), Tag::Custom);
        assert_eq!(Tag::from_name("ruby"), Tag::Other);
        assert_eq!(Tag::H3.heading_level(), Some(3));
        assert!(Tag::Section.is_block() && !Tag::Span.is_block());
        assert!(Tag::Script.is_silent());
    }
}
