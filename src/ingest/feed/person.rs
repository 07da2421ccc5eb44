//! Names of people out of what feeds write in their place: an address with a name, a name with
//! an address, HTML.

use crate::ingest::teaser::shorten;
use crate::markup::html;

/// The name in `mail@example.org (Name)`, `Name <mail@example.org>`, a text or HTML.
pub(super) fn person(text: &str) -> String {
    let text = html::names(text);
    if let Some((head, tail)) = text.split_once('(')
        && let Some((inner, _)) = tail.split_once(')')
    {
        match (head.contains('@'), inner.contains('@')) {
            (true, false) if !inner.trim().is_empty() => return inner.trim().to_owned(),
            (false, true) if !head.trim().is_empty() => return head.trim().to_owned(),
            _ => {}
        }
    }
    if let Some((head, tail)) = text.split_once('<')
        && tail.contains('@')
        && !head.trim().is_empty()
    {
        return head.trim().trim_matches('"').to_owned();
    }
    shorten(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people() {
        for (text, name) in [
            ("desk@example.org (Ada Lovelace)", "Ada Lovelace"),
            ("Ada Lovelace (desk@example.org)", "Ada Lovelace"),
            ("Ada Lovelace <desk@example.org>", "Ada Lovelace"),
            ("desk@example.org", "desk@example.org"),
            ("Ada (London)", "Ada (London)"),
            ("<a href=\"/ada\">Ada Lovelace</a>", "Ada Lovelace"),
            (
                "<a href='/a'>Ada</a> and <a href='/b'>Bob &amp; Son</a>",
                "Ada and Bob & Son",
            ),
            ("<a>Ada</a> <a>Bob</a>", "Ada, Bob"),
            ("<ul><li>Ada</li><li>Bob</li></ul>", "Ada, Bob"),
            ("<p>Ada</p>\n<p>Bob</p>", "Ada, Bob"),
            ("<span>Ada</span> <span>Lovelace</span>", "Ada Lovelace"),
            ("Ada<br/>Bob", "Ada, Bob"),
            ("<b>Ada</b>, London", "Ada, London"),
            (
                "<img src='/ada.png' alt='Ada Lovelace'> Ada Lovelace",
                "Ada Lovelace",
            ),
        ] {
            assert_eq!(person(text), name, "{text}");
        }
    }
}
