//! News agencies: who supplied the text, as pages say it ("information fournie par Reuters",
//! "WASHINGTON, Jan 18 (Reuters) -", "(dpa)", a byline that is an agency).
//!
//! The large agencies are known by name, so that they are found where little else tells them
//! apart from other words. There are far more small ones: where the page's own words say that
//! a supplier follows, whatever looks like a name is believed.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::dates;
use crate::words::Words;

/// What large agencies are called, and their names as shown.
static AGENCIES: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| Words::AgencyName.pairs().collect());

/// The agency that a whole name means ("Thomson Reuters", "AFP").
#[must_use]
pub fn by_name(name: &str) -> Option<&'static str> {
    let name = name
        .trim()
        .trim_matches(['(', ')', '.', ','])
        .to_lowercase();
    AGENCIES.get(name.as_str()).copied()
}

/// Longest line that can name the supplier, in characters.
const MAX_LINE: usize = 90;
/// Longest name that is believed without being known, in characters.
const MAX_NAME: usize = 40;
/// Most words of such a name.
const MAX_WORDS: usize = 5;

/// The agency that a short line names ("information fournie par Reuters 18/01/2022").
#[must_use]
pub fn in_line(line: &str) -> Option<String> {
    let line = line.trim();
    if line.chars().count() > MAX_LINE {
        return None;
    }
    if let Some(rest) = announced(line) {
        return known_at_start(rest)
            .map(|(agency, _)| agency.to_owned())
            .or_else(|| unknown_at_start(rest));
    }
    let by = Words::BylineBy
        .all()
        .iter()
        .find_map(|word| strip_prefix(line, word)?.strip_prefix(char::is_whitespace));
    let (agency, rest) = known_at_start(by.unwrap_or(line).trim_start())?;
    // A bare "AP ..." may start a sentence: only an introduction or a short rest counts.
    (by.is_some() || rest.chars().count() <= 25).then(|| agency.to_owned())
}

/// The rest of a line behind words that announce a supplier.
fn announced(line: &str) -> Option<&str> {
    let phrase = Words::AgencySuppliedBy
        .all()
        .iter()
        .find_map(|phrase| strip_prefix(line, phrase))
        .filter(|rest| !rest.starts_with(char::is_alphanumeric));
    let label = || {
        let (label, rest) = line.split_once([':', '：'])?;
        Words::AgencyLabel
            .has(label.trim().to_lowercase())
            .then_some(rest)
    };
    phrase
        .or_else(label)
        .map(|rest| rest.trim_start_matches([':', '：', ' ', '\u{a0}']))
}

/// `text` without a lower-case `prefix` in any case; both are compared character by character
/// because lower case can be longer in bytes.
fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for wanted in prefix.chars() {
        let mut lower = rest.next()?.to_lowercase();
        if lower.next() != Some(wanted) || lower.next().is_some() {
            return None;
        }
    }
    Some(rest.as_str())
}

/// The known agency that a text begins with, and what follows it.
fn known_at_start(text: &str) -> Option<(&'static str, &str)> {
    AGENCIES
        .iter()
        .filter_map(|(word, agency)| {
            let rest = strip_prefix(text, word)?;
            (!rest.starts_with(char::is_alphanumeric)).then_some((*agency, rest))
        })
        .min_by_key(|(_, rest)| rest.len())
}

/// Small words inside the names of people and of houses.
fn is_particle(word: &str) -> bool {
    Words::Particle.has(word) || Words::ParticleHouse.has(word)
}

/// The name that a text begins with: capitalised words up to a date, a mark or the end.
/// A text that goes on in lower case is a sentence.
fn unknown_at_start(text: &str) -> Option<String> {
    let end = text.find(|c: char| c.is_numeric() || ",;|•·()（）[]/–—\"«»".contains(c));
    let head = text[..end.unwrap_or(text.len())].trim();
    let mut words: Vec<&str> = Vec::new();
    let mut rest = None;
    for word in head.split_whitespace() {
        let is_part = word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
        if !is_part && !is_particle(word) || words.len() == MAX_WORDS {
            rest = Some(word);
            break;
        }
        words.push(word);
    }
    if rest
        .is_some_and(|word| word.chars().any(char::is_alphanumeric) && !Words::DateBefore.has(word))
    {
        return None;
    }
    let is_dated = end.is_some_and(|at| text[at..].starts_with(char::is_numeric));
    while words
        .last()
        .is_some_and(|word| is_particle(word) || is_dated && dates::is_month(&word.to_lowercase()))
    {
        words.pop();
    }
    let name = words.join(" ");
    let name = name.trim_end_matches(['.', ':', '-']);
    let is_name = (2..=MAX_NAME).contains(&name.chars().count())
        && name.starts_with(char::is_alphabetic)
        && !name.contains(". ");
    is_name.then(|| name.to_owned())
}

/// The agency in the dateline of a first paragraph ("PARIS, 18 janvier (Reuters) - …").
#[must_use]
pub fn in_dateline(paragraph: &str) -> Option<String> {
    let head: String = paragraph.chars().take(MAX_LINE).collect();
    let (before, rest) = head.split_once('(').or_else(|| head.split_once('（'))?;
    if before.chars().count() > 60 || before.contains(". ") {
        return None;
    }
    let (inside, after) = rest.split_once([')', '）'])?;
    let after = after.trim_start();
    let is_dash = after.starts_with(['-', '–', '—', '−']);
    let marked = before.trim().is_empty() || is_dash || after.starts_with([':', '.']);
    if !marked && inside.len() < 3 {
        return None;
    }
    let known = inside.split(['/', ',', ';']).find_map(by_name);
    known.map(str::to_owned).or_else(|| {
        let is_whole = |name: &String| name == inside.trim();
        (is_dash && begins_with_place(before))
            .then(|| unknown_at_start(inside).filter(is_whole))
            .flatten()
    })
}

/// Whether a text begins with the place of a dateline, which wires set in capitals.
fn begins_with_place(text: &str) -> bool {
    let place = text.split([',', '/']).next().unwrap_or(text).trim();
    let mut letters = place.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && place.chars().count() >= 3 && letters.all(char::is_uppercase)
}

/// The agency in the last words of a text ("… zu erwarten. (dpa)", "Mit Material von dpa").
#[must_use]
pub fn in_ending(paragraph: &str) -> Option<String> {
    let text = paragraph.trim_end().trim_end_matches('.');
    let Some((_, inside)) = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('))
    else {
        return announced(text).and_then(|_| in_line(text));
    };
    if inside.chars().count() > 60 {
        return None;
    }
    let known = inside.split(['/', ',', ';']).find_map(by_name);
    known
        .map(str::to_owned)
        .or_else(|| announced(inside).and_then(|_| in_line(inside)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_are_recognised() {
        let line = in_line("information fournie par Reuters 18/01/2022 à 14:09");
        assert_eq!(line.as_deref(), Some("Reuters"));
        for (paragraph, agency) in [
            (
                "WASHINGTON, 18 janvier (Reuters) - L'administration",
                "Reuters",
            ),
            ("PÉKIN (Reuters) -Les prix", "Reuters"),
            ("Berlin (dpa/lnw) - Der Zug", "dpa"),
            (
                "GENÈVE, 3 mars (Presse Lémanique) - Le régulateur",
                "Presse Lémanique",
            ),
        ] {
            assert_eq!(in_dateline(paragraph).as_deref(), Some(agency));
        }
        assert_eq!(in_ending("Das ist offen. (dpa)").as_deref(), Some("dpa"));
        assert_eq!(in_line("Apple announced a phone"), None);
        assert_eq!(in_dateline("He said (in London) that"), None);
    }

    #[test]
    fn announced_names_need_not_be_known() {
        for (line, agency) in [
            (
                "information fournie par Presse Lémanique 18/01/2022 à 14:09",
                "Presse Lémanique",
            ),
            (
                "Provided by North Sea News on Jan 3, 2024",
                "North Sea News",
            ),
            ("Source: The Press of Tidewater", "The Press of Tidewater"),
            ("Source : Agence du Port", "Agence du Port"),
            ("Quelle: Küstendienst", "Küstendienst"),
            ("Source: North Sea News November 22, 2024", "North Sea News"),
            ("出典：港通信", "港通信"),
        ] {
            assert_eq!(in_line(line).as_deref(), Some(agency), "{line}");
        }
        let ending = in_ending("Mit Material von Küstendienst.");
        assert_eq!(ending.as_deref(), Some("Küstendienst"));
        let ending = in_ending("Er kommt. (mit Material von dpa)");
        assert_eq!(ending.as_deref(), Some("dpa"));
    }

    #[test]
    fn sentences_name_nobody() {
        for line in [
            "Source: Company data show that it fell",
            "by Ann Lee",
            "Sources close to the company said",
            "Source: https://example.test/a",
        ] {
            assert_eq!(in_line(line), None, "{line}");
        }
        assert_eq!(in_dateline("He said (Ann Lee) - and left"), None);
    }
}
