//! Which names are elements of HTML, and what they are to a reader.

pub(super) fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Elements whose content a reader never sees.
pub(super) fn is_unseen(name: &str) -> bool {
    is_one_of(name, &["script", "style", "template", "noscript", "iframe"])
}

pub(super) fn is_block(name: &str) -> bool {
    is_one_of(
        name,
        &[
            "p",
            "br",
            "div",
            "li",
            "ul",
            "ol",
            "td",
            "th",
            "tr",
            "table",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "blockquote",
            "pre",
            "dd",
            "dt",
            "section",
            "article",
            "figure",
            "figcaption",
            "header",
            "footer",
        ],
    )
}

pub(super) fn is_html_name(name: &str) -> bool {
    is_block(name)
        || is_unseen(name)
        || is_one_of(
            name,
            &[
                "a", "b", "i", "u", "s", "em", "strong", "span", "img", "code", "sup", "sub", "q",
                "small", "big", "font", "tt", "abbr", "acronym", "cite", "del", "ins", "kbd",
                "mark", "var", "samp", "strike", "center", "video", "audio", "embed", "wbr", "bdo",
                "dl", "picture", "address", "aside", "nav", "main", "body", "html", "blink",
                "input", "object", "applet", "frame", "frameset", "link", "meta", "param", "base",
                "title", "dir", "menu", "math", "svg", "ruby", "source", "form", "label", "button",
                "select", "option", "textarea", "map", "area", "col",
            ],
        )
}
