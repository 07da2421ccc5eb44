//! The keys as a Markdown table, for the README and `newswire generate keys`.

use super::Family;
use super::table::COMMANDS;
use crate::app::keymap::Keymap;

/// A row a command: its keys as they are by default, its name, where it holds, what it does.
#[must_use]
pub fn table() -> String {
    let keymap = Keymap::of(COMMANDS);
    let mut table = String::from("| keys | command | where | what it does |\n|---|---|---|---|\n");
    for family in Family::ALL {
        for command in COMMANDS.iter().filter(|command| command.family == family) {
            let keys = keymap
                .chords_of(command.id)
                .iter()
                .map(|chord| format!("`{}`", chord.replace('|', "\\|")))
                .collect::<Vec<_>>()
                .join(", ");
            let (id, doc) = (command.id, command.doc);
            let places = keymap.places_of(command);
            table.push_str(&format!("| {keys} | `{id}` | {places} | {doc} |\n"));
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_where_its_keys_hold() {
        let table = table();
        // In the health view the two change places, which its hints say.
        assert!(table.contains("| `r` | `refresh` | list, article, ticker, sidebar |"));
        assert!(table.contains("| `R` | `refresh-source` | list, article, ticker, sidebar |"));
        assert!(table.contains("| `p` | `pause-source` | health, sidebar |"));
        assert!(table.contains("|  | `refresh-all` | everywhere |"));
    }
}
