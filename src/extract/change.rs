//! A page judged once, under two sets of the user's rules.

use super::analysis::Analysis;
use super::body::rules::Rules;
use super::body::select::Selection;
use super::document::Page;
use super::explain;
use super::options::Options;
use crate::model::{Article, Explanation};

/// What a change of the user's rules does to a page.
pub struct Change {
    /// The article under the rules as they were.
    pub before: Article,
    /// The article under the rules as they are.
    pub after: Article,
    /// The judgement under the rules as they are, if it was asked for.
    pub explanation: Option<Explanation>,
}

/// Judges a page once, under two sets of rules.
#[must_use]
pub fn under_both(
    html: &str,
    options: &Options<'_>,
    (before, after): (&Rules, &Rules),
    explain: bool,
) -> Change {
    let page = Page::parse(html, options);
    let overruled = |analysis: &Analysis<'_>, selection: Selection, rules| {
        selection.overruled(&analysis.outline, &analysis.context, Some(rules))
    };
    let excluded = page.excluded(Some(before), options.stages);
    let analysis = page.analyse(&excluded, options);
    let judged = page.select(&analysis, options);
    let old = overruled(&analysis, judged.clone(), before);
    let old = page.article(&analysis, &old, options);
    let finish = |analysis: &Analysis<'_>, judged: Selection| {
        let selection = overruled(analysis, judged, after);
        let options = Options {
            rules: Some(after),
            ..*options
        };
        let (new, origin) = page.article_and_origin(analysis, &selection, &options);
        let read = (new.blocks.as_slice(), origin);
        let explanation = explain.then(|| explain::of(&page, analysis, &selection, &options, read));
        Change {
            before: old,
            after: new,
            explanation,
        }
    };
    let excluded_now = page.excluded(Some(after), options.stages);
    if excluded_now == excluded {
        return finish(&analysis, judged);
    }
    // A rule that shows what stands beside the story makes another text to judge.
    let analysis = page.analyse(&excluded_now, options);
    let judged = page.select(&analysis, options);
    finish(&analysis, judged)
}
