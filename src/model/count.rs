//! Counts in words.

/// "1 headline", "2 headlines".
#[must_use]
pub fn counted(count: impl TryInto<u64>, what: &str) -> String {
    let count = count.try_into().unwrap_or(u64::MAX);
    match (count, what.strip_suffix('y')) {
        (1, _) => format!("1 {what}"),
        (_, Some(stem)) => format!("{count} {stem}ies"),
        _ => format!("{count} {what}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one() {
        for (count, what, words) in [
            (0_usize, "headline", "0 headlines"),
            (1, "headline", "1 headline"),
            (2, "entry", "2 entries"),
            (1, "entry", "1 entry"),
        ] {
            assert_eq!(counted(count, what), words);
        }
    }
}
