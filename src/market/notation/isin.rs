//! ISINs, which prove an instrument by themselves (ISO 6166).

/// Whether a text is an ISIN: a country, nine letters or digits, and a check digit (Luhn over
/// the numbers of the letters).
#[must_use]
pub(crate) fn is_isin(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_code = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    if bytes.len() != 12
        || !bytes[..2].iter().all(u8::is_ascii_uppercase)
        || !bytes[2..].iter().all(is_code)
        || !bytes[11].is_ascii_digit()
    {
        return false;
    }
    let mut digits = Vec::with_capacity(24);
    for c in text.chars() {
        let value = c.to_digit(36).unwrap_or(0);
        if value >= 10 {
            digits.push(value / 10);
        }
        digits.push(value % 10);
    }
    let weighed = digits.iter().rev().enumerate().map(|(at, digit)| {
        let weighed = digit * (1 + u32::from(at % 2 == 1));
        weighed / 10 + weighed % 10
    });
    weighed.sum::<u32>().is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_counts() {
        assert!(is_isin("FR0000120073") && is_isin("US5949181045"));
        assert!(!is_isin("FR0000120074") && !is_isin("FR000012007"));
        assert!(!is_isin("fr0000120073") && !is_isin("PROGRAMMINGS"));
    }
}
