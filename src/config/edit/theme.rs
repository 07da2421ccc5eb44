//! The theme in the configuration's text.

use toml_edit::value;

use super::feeds::{Edited, edited, replace, section};

/// The text with another theme. What stands around it, and the rest, stays as it is.
pub(super) fn with_theme(text: &str, name: &str) -> Edited {
    let (text, ()) = edited(text, |document| {
        let reader = section(document, "reader")?;
        match reader.get_mut("theme") {
            Some(item) => replace(item, name),
            None => drop(reader.insert("theme", value(name))),
        }
        Ok(())
    })?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_theme_changes() {
        for (before, after) in [
            ("", "[reader]\ntheme = \"nord\"\n"),
            (
                "every = \"2h\" # mine\r\n[reader] # how\r\ntheme = 'dark'  # at night\r\nmouse = false\r\n",
                "every = \"2h\" # mine\r\n[reader] # how\r\ntheme = \"nord\"  # at night\r\nmouse = false\r\n",
            ),
            (
                "[reader]\nmouse = true\n[[feed]]\nurl = \"https://a.example/\"\n",
                "[reader]\nmouse = true\ntheme = \"nord\"\n[[feed]]\nurl = \"https://a.example/\"\n",
            ),
            (
                "reader = { mouse = true }\n",
                "reader = { mouse = true , theme = \"nord\" }\n",
            ),
        ] {
            assert_eq!(with_theme(before, "nord").expect("changed"), after);
        }
        assert!(with_theme("reader = 1\n", "nord").is_err());
        assert!(with_theme("= =", "nord").is_err());
    }
}
