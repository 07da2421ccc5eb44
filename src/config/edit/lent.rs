//! The settings of the reader, lent by one configuration to another.

use toml_edit::{DocumentMut, Item};

use super::feeds::{Edited, Refusal, edited, section};

/// What says how the reader looks and is used; what is read and asked is said elsewhere.
const SECTIONS: [&str; 3] = ["reader", "keys", "ticker"];

/// The text with the reader's settings of another. Tables in them, as the groups of the ticker,
/// are no settings.
pub(super) fn with_settings(text: &str, other: &str) -> Edited {
    let other: DocumentMut = other.parse().map_err(|_| Refusal::NotToml)?;
    let (text, ()) = edited(text, |document| {
        for name in SECTIONS {
            let Some(lent) = other.get(name).and_then(Item::as_table_like) else {
                continue;
            };
            let own = section(document, name)?;
            for (key, item) in lent.iter().filter(|(_, item)| item.is_value()) {
                own.insert(key, item.clone());
            }
        }
        Ok(())
    })?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_lent_and_nothing_that_is_read() {
        let text =
            "every = \"1m\"\n\n[[ticker.group]]\nname = \"watchlist\"\nsymbols = [\"^FCHI\"]\n";
        let other = "every = \"2h\"\nreader = { theme = \"nord\" } # mine\n[keys]\n\"ctrl-x\" = \"quit\"\n\
            [ticker]\nscheme = \"asia\" # red is up\n[[ticker.group]]\nname = \"other\"\nsymbols = []\n\
            [[feed]]\nurl = \"https://a.example/\"\n";
        let lent = with_settings(text, other).expect("sound");
        let table: toml::Table = lent.parse().expect("TOML");
        assert_eq!(table["reader"]["theme"].as_str(), Some("nord"));
        assert_eq!(table["keys"]["ctrl-x"].as_str(), Some("quit"));
        assert_eq!(table["ticker"]["scheme"].as_str(), Some("asia"));
        assert_eq!(table["every"].as_str(), Some("1m"));
        let groups = table["ticker"]["group"].as_array().expect("groups");
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0]["name"].as_str(), Some("watchlist"));
        assert!(!table.contains_key("feed"));
        assert!(with_settings(text, "= =").is_err());
    }
}
