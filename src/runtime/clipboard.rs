//! The clipboard of the desktop or of tmux, by the program that owns it. The terminal's own way
//! (OSC 52) goes beside it, and many terminals take nothing from there without saying so.

use std::process::Stdio;
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::process::Command;

/// A program that has not taken the text by then never will.
const PATIENCE: Duration = Duration::from_secs(2);

/// A program that takes text from its standard input into a clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Program {
    name: &'static str,
    arguments: &'static [&'static str],
    /// The variable that is set where it works; none where its presence says enough.
    variable: Option<&'static str>,
}

const PROGRAMS: [Program; 4] = [
    Program {
        name: "wl-copy",
        arguments: &[],
        variable: Some("WAYLAND_DISPLAY"),
    },
    Program {
        name: "xclip",
        arguments: &["-selection", "clipboard", "-in"],
        variable: Some("DISPLAY"),
    },
    Program {
        name: "xsel",
        arguments: &["--clipboard", "--input"],
        variable: Some("DISPLAY"),
    },
    Program {
        name: "pbcopy",
        arguments: &[],
        variable: None,
    },
];

/// `-w` hands it on to the terminal that tmux runs in.
const TMUX: Program = Program {
    name: "tmux",
    arguments: &["load-buffer", "-w", "-"],
    variable: Some("TMUX"),
};

/// Copies text, and returns the name of the program that took it. Over ssh the desktop's
/// programs would fill the clipboard of the other machine: there only tmux is asked.
pub(super) async fn copy(
    text: &str,
    variable: impl Fn(&str) -> Option<String>,
) -> Option<&'static str> {
    let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let is_far = is_set("SSH_CONNECTION") || is_set("SSH_TTY");
    let works = |program: &Program| program.variable.is_none_or(is_set);
    let mut taken = None;
    for program in PROGRAMS.iter().filter(|_| !is_far).filter(|one| works(one)) {
        if taken.is_none() && takes(program, text).await {
            taken = Some(program.name);
        }
    }
    // The buffer of tmux is for pasting inside, whoever else has the text.
    if works(&TMUX) && takes(&TMUX, text).await {
        taken = taken.or(Some(TMUX.name));
    }
    taken
}

/// Gives a program the text; whether it took it. xclip and wl-copy leave a copy of themselves
/// behind that holds the selection: it has none of our pipes, and nobody waits for it.
async fn takes(program: &Program, text: &str) -> bool {
    let mut command = Command::new(program.name);
    command
        .args(program.arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    command.process_group(0);
    let Ok(mut child) = command.spawn() else {
        return false;
    };
    let given = async {
        let mut input = child.stdin.take()?;
        input.write_all(text.as_bytes()).await.ok()?;
        drop(input);
        child.wait().await.ok()
    };
    let ended = tokio::time::timeout(PATIENCE, given).await;
    matches!(ended, Ok(Some(status)) if status.success())
}
