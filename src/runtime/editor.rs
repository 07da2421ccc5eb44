//! The user's own editor on the configuration: which it is, and how it is told a line.

use std::path::Path;

use tokio::process::Command;

/// Used where the user names none.
const DEFAULT: &str = "vi";

/// The editor that the user has named (`VISUAL`, then `EDITOR`), else the system's.
#[must_use]
pub(super) fn chosen() -> String {
    ["VISUAL", "EDITOR"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.trim().is_empty())
        .unwrap_or_else(|| DEFAULT.to_owned())
}

/// The command that opens a file at a line. The editor is a line of the shell, as for every
/// program that honours these variables: `emacsclient -nw`, `code --wait`.
#[must_use]
pub(super) fn command(editor: &str, file: &Path, line: Option<usize>) -> Command {
    let arguments = arguments(editor, &file.to_string_lossy(), line);
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!("{editor} \"$@\""))
        .arg(editor)
        .args(arguments);
    command
}

/// What follows the editor's name: most know `+LINE FILE`, some `FILE:LINE`.
fn arguments(editor: &str, file: &str, line: Option<usize>) -> Vec<String> {
    let program = editor.split_whitespace().next().unwrap_or_default();
    let name = Path::new(program)
        .file_stem()
        .map(|stem| stem.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let file = file.to_owned();
    let Some(line) = line else {
        return vec![file];
    };
    match name.as_str() {
        "hx" | "helix" | "subl" | "zed" => vec![format!("{file}:{line}")],
        "code" | "codium" | "code-insiders" => vec!["-g".to_owned(), format!("{file}:{line}")],
        _ => vec![format!("+{line}"), file],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_are_told_the_line_in_their_own_way() {
        let said = |editor| arguments(editor, "/c.toml", Some(7)).join(" ");
        assert_eq!(said("vim"), "+7 /c.toml");
        assert_eq!(said("emacsclient -nw"), "+7 /c.toml");
        assert_eq!(said("/usr/bin/hx"), "/c.toml:7");
        assert_eq!(said("code --wait"), "-g /c.toml:7");
        assert_eq!(arguments("nano", "/c.toml", None), ["/c.toml"]);
    }
}
