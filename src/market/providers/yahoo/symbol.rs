//! What Yahoo is called here, and what it calls an instrument.

/// Its name here.
pub(in crate::market) const ID: &str = "yahoo";
/// Longest symbol that is asked for.
const MAX_SYMBOL: usize = 24;

/// Whether a text can be a symbol. `^`, `=` and `&` are part of Yahoo's notation; what divides
/// an address is not.
pub(super) fn is_symbol(symbol: &str) -> bool {
    !symbol.is_empty()
        && symbol.len() <= MAX_SYMBOL
        && !symbol.starts_with('.')
        && symbol
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-_^=&$!+".contains(&byte))
}
