//! Credits as Chinese papers print them: behind a label on a line with other facts
//! ("来源：… 作者：胡平"), alone under the headline, or in brackets at the end of the text.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::sources::Sources;
use crate::extract::page::measure::is_wide;
use crate::extract::page::outline::{Leaf, Run};
use crate::words::Words;

/// The first characters of most Chinese family names, simplified and traditional.
static FAMILIES: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let lines = Words::BylineFamily.all().iter();
    lines.flat_map(|line| line.chars()).collect()
});
/// What stands before a credit on a line of its own.
const MARKS: [char; 4] = ['□', '■', '◎', '●'];
/// What closes a credit behind the text.
const CLOSED: [char; 2] = ['）', ')'];
/// Leaves after the headline that can credit an author.
const NEAR: usize = 8;
/// Longest line that is a credit, in size units (two a character).
const MAX_LINE: u32 = 160;

/// The names in the first credit that is found.
pub(super) fn credited(sources: &Sources<'_, '_>) -> Vec<String> {
    let leaves = &sources.outline.leaves;
    let first = sources.title.map_or(0, |title| title as usize + 1);
    let text = |at: usize| sources.outline.leaf_text(&leaves[at]);
    let is_short =
        |at: &usize| leaves[*at].measure.size <= MAX_LINE && leaves[*at].measure.wide > 0;
    let near = first.min(leaves.len())..leaves.len().min(first + NEAR);
    let labelled = near.clone().filter(is_short).map(|at| labelled(&text(at)));
    let alone = near.take(2).filter(is_short).map(|at| alone(&text(at)));
    let all = (first.min(leaves.len())..leaves.len()).rev();
    let ending = all
        .filter(|&at| leaves[at].measure.wide > 0 && may_end(sources, &leaves[at]))
        .map(|at| ending(&text(at)));
    labelled
        .chain(alone)
        .chain(ending)
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}

/// Whether a leaf has the marks of a credit at its ends, told without reading it.
fn may_end(sources: &Sources<'_, '_>, leaf: &Leaf) -> bool {
    let runs = &sources.outline.runs[leaf.runs.start as usize..leaf.runs.end as usize];
    let visible = |run: &&Run<'_>| !run.text.trim().is_empty();
    let first = runs.iter().find(visible);
    let last = runs.iter().rfind(visible);
    first.is_some_and(|run| run.text.trim_start().starts_with(MARKS))
        || last.is_some_and(|run| run.text.trim_end().ends_with(CLOSED))
}

/// "2015-11-05 来源:转载 作者:孙仲旻".
fn labelled(text: &str) -> Vec<String> {
    Words::BylineCredit
        .all()
        .iter()
        .find_map(|label| {
            let (_, rest) = text.split_once(label)?;
            let is_plain = rest.trim_start().starts_with([':', '：']);
            let rest = rest.trim_start_matches([':', '：', ' ', '　']);
            let names = names(rest, is_plain);
            (!names.is_empty()).then_some(names)
        })
        .unwrap_or_default()
}

/// "赵延东、风笑天".
fn alone(text: &str) -> Vec<String> {
    let names = names(text, false);
    let length: usize = names.iter().map(String::len).sum();
    let separators = text
        .chars()
        .filter(|c| is_separator(*c))
        .map(char::len_utf8);
    let is_all = length + separators.sum::<usize>() == text.len();
    if is_all { names } else { Vec::new() }
}

/// "…佳节。（常书香 马丹阳）", "□ 本报记者 葛灵丹".
fn ending(text: &str) -> Vec<String> {
    let text = text.trim();
    let credit = text
        .strip_suffix(CLOSED)
        .and_then(|text| Some(text.rsplit_once(['（', '('])?.1))
        .or_else(|| text.strip_prefix(MARKS));
    let Some(credit) = credit.map(str::trim) else {
        return Vec::new();
    };
    let labelled = labelled(credit);
    if labelled.is_empty() && !credit.contains([':', '：']) {
        return names(credit, false);
    }
    labelled
}

/// The names that a text begins with; behind a colon, a pen name is one too.
fn names(text: &str, is_plain: bool) -> Vec<String> {
    let words = text.split(is_separator).filter(|word| !word.is_empty());
    words
        .take_while(|word| is_chinese_name(word, is_plain))
        .take(4)
        .map(str::to_owned)
        .collect()
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '、' | '，' | ',' | '/' | '／')
}

fn is_chinese_name(word: &str, is_plain: bool) -> bool {
    (2..=3 + usize::from(is_plain)).contains(&word.chars().count())
        && word.chars().all(is_wide)
        && (is_plain || word.starts_with(|c: char| FAMILIES.contains(&c)))
        && !Words::BylineCreditEnd.has(word)
        && !Words::BylineCredit.has(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_are_read() {
        assert_eq!(
            labelled("时间：2004年10月21日14:18 作者：郭励弘"),
            ["郭励弘"]
        );
        assert_eq!(
            labelled("新华网黑龙江频道 记者 张琳 李清芬"),
            ["张琳", "李清芬"]
        );
        assert_eq!(labelled("文：眉间尺"), ["眉间尺"]);
        assert_eq!(alone("赵延东、胡平"), ["赵延东", "胡平"]);
        assert!(alone("胡平的文章").is_empty());
        assert_eq!(
            ending("过一个平安的佳节。（常书香 马丹 ）"),
            ["常书香", "马丹"]
        );
        assert_eq!(ending("（姚峰 上海报道）"), ["姚峰"]);
        assert_eq!(ending("□ 本报记者 葛灵丹"), ["葛灵丹"]);
        assert!(ending("他来自上海（中国）").is_empty());
    }
}
