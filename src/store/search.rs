//! Full text search: what is indexed, and what a user's words mean.
//!
//! Words are cut and folded here, the same way for the index and for the question; FTS5 only
//! stores them (tokenizer `ascii`, which splits our spaces and keeps every other script whole).
//! So the user's text can never be a syntax error, and é finds e, Ｎ finds n. Scripts that put no
//! space between words (Chinese, Japanese, Thai, …) are indexed as overlapping pairs of characters
//! (bigrams: Manning et al., "Introduction to Information Retrieval", 2.2.1).

use rusqlite::{Connection, params};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::model::{Manner, Mentions};

/// Text of one headline that is indexed, in bytes; the rest of a longer one is not searched.
const MAX_INDEXED: usize = 200_000;

/// Longer words are cut in the index and in the question alike.
const MAX_WORD: usize = 40;

/// Words of a question that count.
const MAX_QUESTION: usize = 16;

/// Indexes the words of headline `id`, see [`indexed`], in the place of those that were there.
///
/// # Errors
/// What SQLite says.
pub(super) fn put(sql: &Connection, id: i64, words: &str) -> rusqlite::Result<()> {
    sql.prepare_cached("INSERT OR REPLACE INTO search (rowid, words) VALUES (?1, ?2)")?
        .execute(params![id, words])?;
    Ok(())
}

/// Takes headline `id` out of the index.
///
/// # Errors
/// What SQLite says.
pub(super) fn forget(sql: &Connection, id: i64) -> rusqlite::Result<()> {
    sql.prepare_cached("DELETE FROM search WHERE rowid = ?1")?
        .execute([id])?;
    Ok(())
}

/// The words of `texts`, folded, with a space between them.
pub(super) fn indexed(texts: &[&str]) -> String {
    let mut words = String::new();
    for text in texts {
        let room = MAX_INDEXED.saturating_sub(words.len());
        let text = &text[..text.floor_char_boundary(room)];
        runs(text, |run| match run {
            Run::Word(word) => {
                words.push_str(word);
                words.push(' ');
            }
            Run::Unspaced(characters) => {
                for at in 0..characters.len() {
                    words.extend(&characters[at..characters.len().min(at + 2)]);
                    words.push(' ');
                }
            }
        });
    }
    words
}

/// The question as an FTS5 expression: every word must occur, as the beginning of a word.
/// `None` when there is no word in it.
pub(super) fn expression(question: &str) -> Option<String> {
    let mut terms: Vec<String> = Vec::new();
    let question = &question[..question.floor_char_boundary(MAX_WORD * MAX_QUESTION * 4)];
    runs(question, |run| match run {
        Run::Word(word) => terms.push(word.to_owned()),
        Run::Unspaced([one]) => terms.push(one.to_string()),
        Run::Unspaced(characters) => {
            terms.extend(
                characters
                    .windows(2)
                    .map(|pair| pair.iter().collect::<String>()),
            );
        }
    });
    terms.truncate(MAX_QUESTION);
    // Words hold letters and digits only, so the quotes cannot be escaped from.
    let quoted: Vec<String> = terms.iter().map(|term| format!("\"{term}\"*")).collect();
    (!quoted.is_empty()).then(|| quoted.join(" "))
}

/// Mentions as an FTS5 expression that finds all candidates: the words of one of the names. That
/// they stand side by side is for `market::mentions` to say, since the index keeps no places.
pub(super) fn candidates(mentions: &Mentions) -> Option<String> {
    let names = mentions.names.iter().filter_map(|name| {
        let may_be_genitive = matches!(name.manner, Manner::Proper | Manner::Exact);
        let mut terms: Vec<String> = Vec::new();
        runs(&name.text, |run| match run {
            Run::Word(word) if word.is_ascii() => terms.push(format!("\"{word}\"")),
            // A particle may be behind it, as in Korean.
            Run::Word(word) => terms.push(format!("\"{word}\"*")),
            Run::Unspaced([one]) => terms.push(format!("\"{one}\"*")),
            Run::Unspaced(characters) => terms.extend(characters.windows(2).map(|pair| {
                let pair: String = pair.iter().collect();
                format!("\"{pair}\"")
            })),
        });
        if let Some(last) = terms.last_mut().filter(|_| may_be_genitive)
            && let Some(word) = last.strip_suffix('"')
        {
            *last = format!("({last} OR {word}s\")");
        }
        terms.truncate(MAX_QUESTION);
        (!terms.is_empty()).then(|| format!("({})", terms.join(" AND ")))
    });
    let names: Vec<String> = names.collect();
    (!names.is_empty()).then(|| names.join(" OR "))
}

/// A part of a text between separators.
enum Run<'a> {
    /// A word of a script with spaces.
    Word(&'a str),
    /// Characters of a script without.
    Unspaced(&'a [char]),
}

/// Cuts a text into runs, folded: compatibility forms and accents taken apart (NFKD), accents
/// dropped, lower case.
fn runs(text: &str, mut found: impl FnMut(Run<'_>)) {
    let mut word = String::new();
    let mut unspaced: Vec<char> = Vec::new();
    let mut letters = 0;
    let mut take = |character: char| {
        if is_unspaced(character) {
            flush_word(&mut word, &mut letters, &mut found);
            unspaced.push(character);
            return;
        }
        flush_unspaced(&mut unspaced, &mut found);
        if !character.is_alphanumeric() {
            flush_word(&mut word, &mut letters, &mut found);
        } else if letters < MAX_WORD {
            word.push(character);
            letters += 1;
        }
    };
    for character in text.chars() {
        if character.is_ascii() {
            take(character.to_ascii_lowercase());
        } else if is_syllable(character) {
            take(character);
        } else {
            std::iter::once(character)
                .nfkd()
                .filter(|&part| canonical_combining_class(part) == 0)
                .flat_map(char::to_lowercase)
                .filter(|&part| canonical_combining_class(part) == 0)
                .for_each(&mut take);
        }
    }
    take(' ');
}

fn flush_word(word: &mut String, letters: &mut usize, found: &mut impl FnMut(Run<'_>)) {
    if !word.is_empty() {
        found(Run::Word(word));
        word.clear();
        *letters = 0;
    }
}

fn flush_unspaced(unspaced: &mut Vec<char>, found: &mut impl FnMut(Run<'_>)) {
    if !unspaced.is_empty() {
        found(Run::Unspaced(unspaced));
        unspaced.clear();
    }
}

/// Korean syllables: one letter each for a searcher, though NFKD would take them apart.
fn is_syllable(character: char) -> bool {
    matches!(character, '\u{AC00}'..='\u{D7A3}')
}

/// Letters of scripts that write words without spaces: Thai, Lao, Myanmar, Khmer, kana, Han.
fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{0E01}'..='\u{0EDF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17DD}'
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309F}'
        | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_folded_the_same_way_on_both_sides() {
        assert_eq!(indexed(&["L'Été À Nîmes, 2024!"]), "l ete a nimes 2024 ");
        assert_eq!(expression("ÉTÉ"), Some("\"ete\"*".to_owned()));
        assert_eq!(expression("E\u{301}te\u{301}"), Some("\"ete\"*".to_owned()));
        assert_eq!(
            expression("Ｎｅｗｓ ﬁn"),
            Some("\"news\"* \"fin\"*".to_owned())
        );
    }

    #[test]
    fn scripts_without_spaces_become_pairs() {
        assert_eq!(indexed(&["日本語 news東京"]), "日本 本語 語 news 東京 京 ");
        assert_eq!(expression("日本語"), Some("\"日本\"* \"本語\"*".to_owned()));
        assert_eq!(expression("日"), Some("\"日\"*".to_owned()));
    }

    #[test]
    fn a_question_without_words_asks_nothing() {
        assert_eq!(expression("  \"*-() "), None);
    }

    proptest! {
        #[test]
        fn no_question_breaks_the_syntax(question in "\\PC{0,60}", text in "\\PC{0,60}") {
            let sql = Connection::open_in_memory().expect("memory");
            sql.execute_batch("CREATE VIRTUAL TABLE search USING fts5(words, content='', \
                contentless_delete=1, detail=none, tokenize='ascii')").expect("fts5");
            put(&sql, 1, &indexed(&[&text, &question])).expect("indexed");
            if let Some(expression) = expression(&question) {
                let found: i64 = sql
                    .query_row("SELECT count(*) FROM search WHERE search MATCH ?1", [&expression], |row| row.get(0))
                    .expect("valid");
                prop_assert_eq!(found, 1, "{}", expression);
            }
        }
    }
}
