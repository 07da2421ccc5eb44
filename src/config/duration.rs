//! Durations as people write them: "15s", "20m", "1h", "90d", "2w".

/// Seconds of a duration.
///
/// # Errors
/// What is wrong, with an example.
pub(super) fn seconds(text: &str) -> Result<i64, String> {
    let text = text.trim();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = text.split_at(digits);
    let factor = match unit.trim() {
        "s" => 1,
        "m" | "min" => 60,
        "h" => 3_600,
        "d" => 86_400,
        "w" => 604_800,
        _ => {
            return Err(format!(
                "\"{text}\" is not a duration: write 15s, 20m, 1h, 90d or 2w"
            ));
        }
    };
    number
        .parse::<i64>()
        .ok()
        .and_then(|number| number.checked_mul(factor))
        .ok_or_else(|| format!("\"{text}\" is not a duration: write 15s, 20m, 1h, 90d or 2w"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        assert_eq!(seconds("15s"), Ok(15));
        assert_eq!(seconds("1 h"), Ok(3_600));
        assert_eq!(seconds("90d"), Ok(7_776_000));
        for wrong in ["", "h", "1", "1y", "-1h", "99999999999999999999d", "1h30m"] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }
}
