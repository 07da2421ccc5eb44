//! The name that was perhaps meant by one that nothing has, and names with a capital.

/// Letters that two names begin with where one may be meant by the other.
const BEGINNING: usize = 3;

/// With a capital in front, where the first letter has one.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// The name that was perhaps meant: mistyped by a letter or two, else one that begins alike.
#[must_use]
pub fn nearest<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let slips = 1 + typed.chars().count() / 4;
    let alike = |name: &str| {
        let pairs = typed.chars().zip(name.chars());
        pairs.take_while(|(one, other)| one == other).count()
    };
    let near = names.into_iter().map(|name| {
        let distance = strsim::damerau_levenshtein(typed, name);
        let is_slip = distance <= slips && distance < typed.chars().count();
        let alike = if is_slip { usize::MAX } else { alike(name) };
        (alike, std::cmp::Reverse(distance), name)
    });
    near.filter(|(alike, ..)| *alike >= BEGINNING)
        .max()
        .map(|(.., name)| name)
}
