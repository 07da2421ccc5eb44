//! Names out of the name that a provider or a page gives.

use super::table::table;
use super::text::Text;
use crate::market::notation::folded;
use crate::model::spelling::capitalised;

/// Longest name that is looked at, in bytes.
const MAX_NAME: usize = 200;

/// What stands before a name's legal form, a comma or a dash: "LVMH Moët Hennessy" of "LVMH Moët
/// Hennessy - Louis Vuitton, Société Européenne".
pub(super) fn core(name: &str) -> String {
    let table = table();
    let name = &name[..name.floor_char_boundary(MAX_NAME)];
    let open = name.split(" (").next().unwrap_or(name);
    let ends = [" - ", " \u{2013} ", " \u{2014} ", ", ", " / ", "; "];
    let open = ends
        .iter()
        .fold(open, |open, end| open.split(end).next().unwrap_or(open));
    let mut words: Vec<&str> = open
        .trim_start_matches(['^', '$'])
        .split_whitespace()
        .collect();
    if words.len() > 1 && table.leading.contains(&folded(words[0])) {
        words.remove(0);
        while words.len() > 1 && table.leading_small.contains(&folded(words[0])) {
            words.remove(0);
        }
    }
    // "Société Générale" begins with a form and is one; a name is never its form alone.
    let end = words
        .iter()
        .skip(1)
        .position(|word| table.forms.contains(&folded(word)));
    words.truncate(end.map_or(words.len(), |end| end + 1));
    let is_joint = |word: &&str| *word == "&" || table.joints.contains(&folded(word));
    while words.len() > 1 && words.last().is_some_and(is_joint) {
        words.pop();
    }
    let is_shouted = !name.contains(char::is_lowercase);
    let written = words.iter().map(|word| {
        let is_long = word.chars().count() > 3;
        if is_shouted && is_long {
            capitalised(&word.to_lowercase())
        } else {
            (*word).to_owned()
        }
    });
    let core = written.collect::<Vec<_>>().join(" ");
    core.trim_matches([',', '.', ' ']).to_owned()
}

/// Shorter names inside of one: without what the company does ("Toyota"), and an acronym that
/// is written in a name of small letters ("LVMH").
pub(super) fn shorter(name: &str, core: &str) -> Vec<String> {
    let table = table();
    let mut found = Vec::new();
    let mut words: Vec<&str> = core.split_whitespace().collect();
    let length = words.len();
    while words.len() > 1
        && words
            .last()
            .is_some_and(|word| table.trades.contains(&folded(word)))
    {
        words.pop();
    }
    let short = words.join(" ");
    // What is left of "Taiwan Manufacturing" is no name.
    let is_name =
        words.len() > 1 || (short.chars().count() >= 4 && !table.places.contains(&folded(&short)));
    if words.len() < length && is_name {
        found.push(short);
    }
    let is_acronym = |word: &&str| {
        (3..=5).contains(&word.len())
            && word.bytes().all(|byte| byte.is_ascii_uppercase())
            && !is_common(word)
            && !table.forms.contains(&folded(word))
    };
    // "Petróleo Brasileiro S.A. - Petrobras", but not "Shell plc - ADR".
    if let Some((_, behind)) = name.split_once(" - ") {
        let behind = self::core(behind);
        let words = Text::of(&behind).words;
        let is_form = words.iter().any(|word| table.forms.contains(&word.folded));
        let is_name = behind.chars().count() >= 4 && (1..=2).contains(&words.len());
        if is_name && !is_form && !is_common(&behind) && words[0].is_capital() {
            found.push(behind);
        }
    }
    if name.contains(char::is_lowercase) && length > 1 {
        let acronym = core.split_whitespace().next().filter(is_acronym);
        found.extend(acronym.map(str::to_owned));
    }
    found
}

fn is_common(word: &str) -> bool {
    table().common.contains(&folded(word))
}

/// A name with and without the space between its parts ("JPMorgan", "JP Morgan"; "J.P. Morgan"),
/// and with "and" for its sign.
pub(super) fn spellings(name: &str) -> Vec<String> {
    let mut found = vec![name.to_owned()];
    if name.contains(" & ") {
        found.push(name.replace(" & ", " and "));
    }
    if name.contains(['\'', '\u{2019}']) {
        found.push(name.replace(['\'', '\u{2019}'], ""));
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let Some((first, rest)) = words.split_first() else {
        return found;
    };
    let rest = rest.join(" ");
    let letters: String = first.split('.').collect();
    let is_initials =
        (1..=2).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    if first.contains('.') && is_initials {
        found.push(format!("{letters} {rest}"));
    }
    if is_initials && letters.len() == 2 && !rest.is_empty() {
        found.push(format!("{letters}{rest}"));
    }
    if let Some(at) = inner_border(first) {
        let (front, back) = first.split_at(at);
        found.push(format!("{front} {back} {rest}").trim_end().to_owned());
    }
    found
}

/// Where a word goes on as another: `JP|Morgan`, `Pay|Pal`, `Exxon|Mobil`.
fn inner_border(word: &str) -> Option<usize> {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let is_large = |at: usize| letters.get(at).is_some_and(|(_, c)| c.is_uppercase());
    let is_small = |at: usize| letters.get(at).is_some_and(|(_, c)| c.is_lowercase());
    let border = (2..letters.len()).find(|at| {
        let begins = is_large(*at) && is_small(at + 1);
        begins && (is_small(at - 1) || is_large(at - 1)) && letters.len() - at >= 3
    })?;
    let rest = &letters[border + 1..];
    // "McDonald" is one word.
    let is_one = border == 2 && word.starts_with("Mc");
    let is_two = rest.iter().all(|(_, c)| c.is_lowercase());
    (is_two && !is_one).then(|| letters[border].0)
}

/// The first letters of a name's words.
pub(super) fn initials(core: &str) -> String {
    let words = Text::of(core).words;
    let first = words.iter().filter_map(|word| word.written.chars().next());
    first.filter(|c| c.is_uppercase()).collect()
}

/// What a future delivers: "Lumber" of "Lumber Futures,Nov-2025", "Gold" of "Gold Dec 25".
pub(super) fn delivered(name: &str) -> String {
    let words = name.split([' ', ',', '-']);
    let words = words.take_while(|word| {
        let word = folded(word);
        !word.contains(|c: char| c.is_ascii_digit()) && !table().future_ends.contains(&word)
    });
    words.collect::<Vec<_>>().join(" ").trim().to_owned()
}
