//! Code: its text and the name of its language.

use super::Builder;
use crate::extract::page::outline::{Entry, Outline};
use crate::markup::clean;
use crate::model::Block;
use crate::words::Words;

/// Attributes that hold a language.
const ATTRIBUTES: &[&str] = &[
    "data-lang",
    "data-language",
    "data-enlighter-language",
    "data-code-language",
    "lang",
];

impl Builder<'_, '_> {
    /// Preformatted text: line breaks count, emphasis does not. Highlighters wrap each line in
    /// an element of its own, so neighbouring leaves of one `pre` are joined.
    pub(super) fn code(&self, container: u32, index: usize, blocks: &mut Vec<Block>) {
        let leaf = &self.outline.leaves[index];
        let mut text = String::new();
        for run in &self.outline.runs[leaf.runs.start as usize..leaf.runs.end as usize] {
            let broken = self.outline.entries[container as usize]
                .node
                .tree()
                .get(run.id)
                .is_some_and(|node| node.value().is_element());
            text.push_str(if broken { "\n" } else { run.text });
        }
        let text = clean::text(text.trim_matches('\n').trim_end());
        if text.trim().is_empty() {
            return;
        }
        if let Some(Block::Code { text: before, .. }) = blocks.last_mut()
            && index > 0
            && self.outline.leaves[index - 1].container == container
        {
            before.push('\n');
            before.push_str(&text);
            return;
        }
        blocks.push(Block::Code {
            lang: language(self.outline, container),
            text,
        });
    }
}

/// The language that the `pre`, its `code` or a box around it names.
fn language(outline: &Outline<'_>, container: u32) -> Option<String> {
    let end = outline.entries[container as usize].end.min(container + 3);
    let own = (container..end).find_map(|entry| stated(&outline.entries[entry as usize]));
    let around = || {
        let mut above = outline.ancestors(container).take(3);
        above.find_map(|entry| {
            let entry = &outline.entries[entry as usize];
            stated(entry).filter(|language| is_known(language))
        })
    };
    own.or_else(around).map(|language| clean::line(&language))
}

fn stated(entry: &Entry<'_>) -> Option<String> {
    let class = entry.attr("class").unwrap_or_default();
    let words = || {
        let words = class.split(|c: char| c.is_ascii_whitespace() || c == ';');
        words.filter(|word| !word.is_empty())
    };
    let prefixed = words().find_map(|word| {
        let name = Words::NameCodePrefix
            .all()
            .iter()
            .find_map(|prefix| word.strip_prefix(prefix))?;
        (word.starts_with("lang") || is_known(name)).then_some(name)
    });
    let attribute = || {
        let mut values = ATTRIBUTES
            .iter()
            .filter_map(|name| Some((*name, entry.attr(name)?)));
        values
            .find(|(name, value)| *name != "lang" || is_known(value))
            .map(|(_, value)| value)
    };
    let bare = || {
        let is_highlighted = words().any(|word| Words::NameHighlighter.has(word));
        words().find(|word| is_highlighted && is_known(word))
    };
    let found = prefixed.or_else(attribute).or_else(bare)?;
    (!found.is_empty() && found.len() <= 20).then(|| found.to_owned())
}

fn is_known(name: &str) -> bool {
    Words::NameLanguage.has(name.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::output::blocks::tests::blocks;

    #[test]
    fn languages_are_found_where_highlighters_write_them() {
        for (html, language) in [
            (
                "<pre><code class='language-rust'>x</code></pre>",
                Some("rust"),
            ),
            ("<pre class='brush: js; gutter: true'>x</pre>", Some("js")),
            ("<pre lang=php>x</pre>", Some("php")),
            ("<pre lang=en>x</pre>", None),
            (
                "<pre><code class='hljs python'>x</code></pre>",
                Some("python"),
            ),
            (
                "<pre class='src src-emacs-lisp'>x</pre>",
                Some("emacs-lisp"),
            ),
            (
                "<div class='highlight highlight-source-shell'><pre>x</pre></div>",
                Some("shell"),
            ),
            (
                "<div class='language-ruby highlighter-rouge'><div class=highlight><pre>x</pre></div></div>",
                Some("ruby"),
            ),
            ("<div class=lang-en><pre>x</pre></div>", None),
            (
                "<figure class='highlight python'><pre>x</pre></figure>",
                Some("python"),
            ),
            (
                "<div class='gatsby-highlight' data-language=tsx><pre>x</pre></div>",
                Some("tsx"),
            ),
            ("<pre class='line-numbers highlight'>x</pre>", None),
        ] {
            let expected = Block::Code {
                lang: language.map(Into::into),
                text: "x".into(),
            };
            assert_eq!(blocks(html), [expected], "{html}");
        }
    }
}
