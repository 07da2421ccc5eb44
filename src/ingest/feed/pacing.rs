//! Numbers of a feed: how long something plays, and how often it asks to be asked: `ttl`, `skipHours` and `skipDays` of RSS 2.0, and the
//! period of the RSS 1.0 syndication module.

/// A positive whole number.
pub(super) fn number(text: &str) -> Option<i64> {
    text.trim()
        .parse()
        .ok()
        .filter(|value| (1..=10_000_000).contains(value))
}

/// Seconds of `sy:updatePeriod`.
pub(super) fn period(text: &str) -> Option<i64> {
    Some(match text.trim().to_ascii_lowercase().as_str() {
        "hourly" => 3_600,
        "daily" => 86_400,
        "weekly" => 604_800,
        "monthly" => 2_592_000,
        "yearly" => 31_536_000,
        _ => return None,
    })
}

/// Seconds of `itunes:duration` and the like: `4711`, `78:31`, `1:18:31`.
pub(super) fn duration(text: &str) -> Option<u64> {
    let mut seconds: u64 = 0;
    for (at, part) in text.trim().split(':').enumerate() {
        // Some write fractions of seconds.
        let whole = part.split('.').next().unwrap_or_default();
        let number: u64 = whole.parse().ok().filter(|_| at < 3)?;
        seconds = seconds.checked_mul(60)?.checked_add(number)?;
    }
    (1..=1_000_000).contains(&seconds).then_some(seconds)
}

/// Adds an hour of the day in UTC; RSS 0.91 counts to 24.
pub(super) fn add_hour(hours: &mut Vec<u8>, text: &str) {
    if let Ok(hour @ 0..=24) = text.trim().parse::<u8>()
        && !hours.contains(&(hour % 24))
    {
        hours.push(hour % 24);
    }
}

/// Adds a day of the week, Monday being 1.
pub(super) fn add_day(days: &mut Vec<u8>, text: &str) {
    const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let lower = text.trim().to_ascii_lowercase();
    for (day, name) in (1..).zip(NAMES) {
        if lower.starts_with(name) && !days.contains(&day) {
            days.push(day);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_and_days() {
        let mut hours = Vec::new();
        for text in ["0", " 7 ", "24", "25", "x", "7"] {
            add_hour(&mut hours, text);
        }
        assert_eq!(hours, [0, 7]);
        let mut days = Vec::new();
        for text in ["Monday", "sunday", "Funday"] {
            add_day(&mut days, text);
        }
        assert_eq!(days, [1, 7]);
        assert_eq!(
            (number(" 60 "), number("-5"), period("Daily")),
            (Some(60), None, Some(86_400))
        );
    }
}
