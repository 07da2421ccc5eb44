//! The columns of the model as words, for whoever asks why a block was kept or dropped.

/// How a column's value is said.
#[derive(Clone, Copy)]
enum Value {
    /// A share of 1, as a percentage.
    Percent,
    /// There or not.
    Flag,
    /// A count or a size; only the column is named.
    Size,
}
use Value::{Flag, Percent, Size};

const WORDS: &[(&str, &str, Value)] = &[
    ("size", "its length", Size),
    ("words", "its number of words", Size),
    ("link_share", "of it linked", Percent),
    ("strong_share", "of it bold", Percent),
    ("digit_share", "of it digits", Percent),
    ("upper_share", "of it capitals", Percent),
    ("comma_rate", "its commas", Size),
    ("stop_rate", "its full stops", Size),
    ("ends_sentence", "ends as a sentence", Flag),
    ("ends_colon", "ends in a colon", Flag),
    ("is_paragraph", "a paragraph", Flag),
    ("is_item", "an item of a list", Flag),
    ("is_cell", "a cell of a table", Flag),
    ("is_division", "a plain box", Flag),
    ("is_quote", "a quotation", Flag),
    ("is_title", "the headline again", Flag),
    ("is_dek", "looks like the standfirst", Flag),
    ("depth", "its depth in the page", Size),
    ("heading_level", "its heading level", Size),
    ("prose_before", "of the prose before it", Percent),
    ("since_prose", "blocks since prose", Size),
    ("until_prose", "blocks until prose", Size),
    ("window", "of the prose nearby", Percent),
    ("in_best", "in the box with most prose", Flag),
    ("best_share", "of the prose in the best box", Percent),
    ("below_best", "levels below the best box", Size),
    (
        "best_prose_left",
        "of the best box's prose still to come",
        Percent,
    ),
    ("parent_share", "of the prose in its box", Percent),
    ("grandparent_share", "of the prose around its box", Percent),
    (
        "signature_share",
        "of the prose in boxes dressed alike",
        Percent,
    ),
    ("siblings", "blocks in its box", Size),
    ("sibling_prose", "of its box is prose", Percent),
    ("parent_links", "of its box linked", Percent),
    ("grandparent_links", "linked around its box", Percent),
    ("same_parent_before", "blocks before it in its box", Size),
    ("same_parent_after", "blocks after it in its box", Size),
    ("pictures_before", "pictures before it", Size),
    ("after_title", "after the headline", Flag),
    ("title_distance", "its distance from the headline", Size),
    ("title_prose", "of the prose since the headline", Percent),
    (
        "shared_with_title",
        "of the prose shared with the headline's box",
        Percent,
    ),
    (
        "levels_to_shared",
        "levels to what it shares with the headline",
        Size,
    ),
    ("article_of_title", "in the headline's article", Flag),
    (
        "negative_share",
        "of the prose in a box named as furniture",
        Percent,
    ),
    (
        "negative_levels",
        "levels to a box named as furniture",
        Size,
    ),
    ("has_body", "the page states its text", Flag),
    (
        "body_share",
        "of it in the text that the page states",
        Percent,
    ),
    (
        "description_share",
        "of it in the page's description",
        Percent,
    ),
    ("repeats", "its repetitions", Size),
    ("page_prose", "the page's prose", Size),
    ("page_leaves", "the page's blocks", Size),
    ("phrase_whole", "nothing but a known phrase", Flag),
    ("starts_upper", "begins with a capital", Flag),
    ("starts_symbol", "begins with a sign", Flag),
    ("in_link_block", "nothing but a link", Flag),
    ("ends_seen", "end markers before it", Size),
    ("has_author", "names the author", Flag),
    ("odd_characters", "its odd signs", Size),
    ("first", "of the first look", Percent),
    ("text_before", "of the text before it", Percent),
    ("text_after", "of the text after it", Percent),
    ("first_of_parent", "of its box is text", Percent),
    (
        "first_of_signature",
        "of boxes dressed alike is text",
        Percent,
    ),
    ("window_first", "of what is nearby is text", Percent),
];

const PHRASES: [&str; crate::extract::page::phrases::KINDS] = [
    "an end marker",
    "an aside",
    "a subscription",
    "consent",
    "sharing",
    "a caption",
    "a byline",
    "rights",
];

/// A column and its value in words: "4 % of it linked", "not in the best box".
#[must_use]
pub(in crate::extract) fn said(name: &str, value: f32) -> String {
    let known = WORDS.iter().find(|(column, ..)| *column == name);
    let (words, kind) = match known {
        Some(&(_, words, kind)) => (words.to_owned(), kind),
        None => derived(name),
    };
    let is_set = value > 0.5;
    match kind {
        Percent => format!("{:.0} % {words}", value * 100.0),
        Flag if is_set => words,
        Flag => format!("not {words}"),
        Size if value.fract() == 0.0 => format!("{words} ({value:.0})"),
        Size => words,
    }
}

/// Columns that come in families: neighbours, phrases, enclosing elements, marks.
fn derived(name: &str) -> (String, Value) {
    let spaced = |text: &str| text.replace('_', " ");
    if let Some(kind) = name
        .strip_prefix("phrase_")
        .and_then(|at| at.parse::<usize>().ok())
    {
        let phrase = PHRASES.get(kind).copied().unwrap_or("known");
        return (format!("a phrase of {phrase}"), Flag);
    }
    if let Some(offset) = name.strip_prefix("first_") {
        return (format!("that block {offset} is text"), Percent);
    }
    let families = [
        ("inside_", "inside a "),
        ("own_", "named as "),
        ("near_", "in a box named as "),
        ("above_", "below a box named as "),
    ];
    for (prefix, words) in families {
        if let Some(rest) = name.strip_prefix(prefix) {
            return (format!("{words}{}", spaced(rest)), Flag);
        }
    }
    match name.rsplit_once('_') {
        Some((column, offset)) if offset.starts_with(['+', '-']) => {
            (format!("{} of block {offset}", spaced(column)), Size)
        }
        _ => (spaced(name), Size),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::body::features::{self, around};

    #[test]
    fn columns_are_said_in_words() {
        assert_eq!(said("link_share", 0.04), "4 % of it linked");
        assert_eq!(said("in_best", 0.0), "not in the box with most prose");
        assert_eq!(said("above_related", 1.0), "below a box named as related");
        assert_eq!(said("phrase_0", 1.0), "a phrase of an end marker");
        assert_eq!(said("links_-1", 0.5), "links of block -1");
        assert_eq!(said("first_+1", 0.25), "25 % that block +1 is text");
        assert_eq!(said("siblings", 1.5), "blocks in its box");
    }

    #[test]
    fn every_word_is_of_a_column_that_exists() {
        let mut names = features::names();
        names.extend(around::SECOND.iter().map(|&name| name.to_owned()));
        for (column, ..) in WORDS {
            assert!(names.iter().any(|name| name == column), "{column}");
        }
    }
}
