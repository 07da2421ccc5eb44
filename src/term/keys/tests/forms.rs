//! The forms of keys, mouse reports, pastes and answers, each with its meaning.

use super::{whole, word};
use crate::term::keys::{Answer, Input};

/// Sequences that begin with one `ESC`, and what they are.
const SEQUENCES: &[(&str, &str)] = &[
    ("\x1b[A", "up"),
    ("\x1b[B", "down"),
    ("\x1b[C", "right"),
    ("\x1b[D", "left"),
    ("\x1bOA", "up"),
    ("\x1bOD", "left"),
    ("\x1b[H", "home"),
    ("\x1b[F", "end"),
    ("\x1bOH", "home"),
    ("\x1bOF", "end"),
    ("\x1b[1~", "home"),
    ("\x1b[7~", "home"),
    ("\x1b[4~", "end"),
    ("\x1b[8~", "end"),
    ("\x1b[3~", "delete"),
    ("\x1b[5~", "pageup"),
    ("\x1b[6~", "pagedown"),
    ("\x1b[2~", ""),
    ("\x1bOP", "f1"),
    ("\x1bOS", "f4"),
    ("\x1b[P", "f1"),
    ("\x1b[11~", "f1"),
    ("\x1b[15~", "f5"),
    ("\x1b[17~", "f6"),
    ("\x1b[21~", "f10"),
    ("\x1b[24~", "f12"),
    ("\x1b[[A", "f1"),
    ("\x1b[[E", "f5"),
    ("\x1b[Z", "shift-tab"),
    // With modifiers, as xterm and most others write them.
    ("\x1b[1;5A", "ctrl-up"),
    ("\x1b[1;2B", "shift-down"),
    ("\x1b[1;3C", "alt-right"),
    ("\x1b[1;9D", ""),
    ("\x1b[5A", "ctrl-up"),
    ("\x1bO5A", "ctrl-up"),
    ("\x1bO1;5C", "ctrl-right"),
    ("\x1b[1;5H", "ctrl-home"),
    ("\x1b[3;5~", "ctrl-delete"),
    ("\x1b[15;2~", "shift-f5"),
    ("\x1b[1;5P", "ctrl-f1"),
    ("\x1b[1;2R", "shift-f3"),
    ("\x1b[R", "f3"),
    // As rxvt writes them.
    ("\x1b[a", "shift-up"),
    ("\x1bOa", "ctrl-up"),
    ("\x1bOd", "ctrl-left"),
    ("\x1b[3^", "ctrl-delete"),
    ("\x1b[3$", "shift-delete"),
    ("\x1b[7@", "ctrl-shift-home"),
    // The keypad in application mode.
    ("\x1bOM", "enter"),
    ("\x1bOj", "*"),
    ("\x1bOp", "0"),
    ("\x1bOy", "9"),
    ("\x1bO ", "space"),
    // modifyOtherKeys of xterm.
    ("\x1b[27;5;9~", "ctrl-tab"),
    ("\x1b[27;5;106~", "ctrl-j"),
    ("\x1b[27;2;71~", "G"),
    ("\x1b[27;5;13~", "ctrl-enter"),
    // The kitty keyboard protocol: with alternate keys, text, presses, repeats and releases.
    ("\x1b[97u", "a"),
    ("\x1b[97:65;2u", "A"),
    ("\x1b[49:33;2u", "!"),
    ("\x1b[97;65u", "A"),
    ("\x1b[97;66u", "a"),
    ("\x1b[103;5u", "ctrl-g"),
    ("\x1b[103;3u", "alt-g"),
    ("\x1b[97;5:1u", "ctrl-a"),
    ("\x1b[97;1:2u", "a"),
    ("\x1b[97;1:3u", ""),
    ("\x1b[97;;97u", "a"),
    ("\x1b[97;9u", ""),
    ("\x1b[27u", "esc"),
    ("\x1b[13;2u", "shift-enter"),
    ("\x1b[127;5u", "ctrl-backspace"),
    ("\x1b[9;2u", "shift-tab"),
    ("\x1b[57414u", "enter"),
    ("\x1b[57419u", "up"),
    ("\x1b[57401u", "2"),
    ("\x1b[57441u", ""),
    ("\x1b[1;1:3A", ""),
    ("\x1b[1;1:1A", "up"),
    ("\x1b[3;1:3~", ""),
    ("\x1b[91;5u", "esc"),
    // The mouse.
    ("\x1b[<0;5;3M", "Click 4,2"),
    ("\x1b[<0;5;3m", ""),
    ("\x1b[<32;5;3M", "Drag 4,2"),
    ("\x1b[<64;100;200M", "WheelUp 99,199"),
    ("\x1b[<65;1;1M", "WheelDown 0,0"),
    ("\x1b[<81;1;1M", "WheelDown 0,0"),
    ("\x1b[<2;5;3M", ""),
    ("\x1b[<35;109;109m", ""),
    ("\x1b[M \x25\x23", "Click 4,2"),
    ("\x1b[Mamm", "WheelDown 76,76"),
    ("\x1b[M#AA", ""),
    ("\x1b[32;5;3M", "Click 4,2"),
    ("\x1b[97;1;1M", "WheelDown 0,0"),
    ("\x1b[I", "focus true"),
    ("\x1b[O", "focus false"),
    // Pastes.
    ("\x1b[200~jmA\x1b[201~", "paste \"jmA\""),
    (
        "\x1b[200~\x1b[A\x1b[201\x1b\x1b[201~",
        "paste \"\\u{1b}[A\\u{1b}[201\\u{1b}\"",
    ),
    (
        "\x1b[200~é\r\n\x03\x1b[200~\x1b[201~",
        "paste \"é\\r\\n\\u{3}\\u{1b}[200~\"",
    ),
    ("\x1b[200~\x1b[201~", "paste \"\""),
    ("\x1b[201~", ""),
    // The background, as xterm and all others write it, and as a few do.
    ("\x1b]11;rgb:1e1e/1e1e/2e2e\x07", "background 1e1e2e"),
    ("\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\", "background 1e1e2e"),
    ("\x1b]11;rgb:1e1e/1e1e/2e2e\u{9c}", "background 1e1e2e"),
    ("\x1b]11;rgb:F/ff/fff\x1b\\", "background ffffff"),
    ("\x1b]11;rgba:1e1e/1e1e/2e2e/ffff\x07", "background 1e1e2e"),
    ("\x1b]11;#1e1e2e\x1b\\", "background 1e1e2e"),
    ("\x1b[?997;1n", "scheme changed"),
    ("\x1b[?997;2n", "scheme changed"),
];

/// Makes an answer of its body.
type Kind = fn(Vec<u8>) -> Answer;

/// Answers of terminals, with the end that they have.
const ANSWERS: &[(&str, Kind)] = &[
    ("\x1b[|?62;22c", Answer::Control),
    ("\x1b[|>41;354;0c", Answer::Control),
    ("\x1b[|0n", Answer::Control),
    ("\x1b[|24;80R", Answer::Control),
    ("\x1b[|?1;5R", Answer::Control),
    ("\x1b[|?2026;2$y", Answer::Control),
    ("\x1b[|4;1$y", Answer::Control),
    ("\x1b[|8;24;80t", Answer::Control),
    ("\x1b[|?1u", Answer::Control),
    ("\x1b[|?997;3n", Answer::Control),
    ("\x1b]|12;rgb:1e1e/1e1e/2e2e|\x07", Answer::Command),
    ("\x1b]|11;rgb:|\x07", Answer::Command),
    ("\x1b]|10;rgb:ffff/ffff/ffff|\x1b\\", Answer::Command),
    ("\x1bP|1+r544e=787465726d|\x1b\\", Answer::Device),
    ("\x1bP|0$r0m\x07q|\x1b\\", Answer::Device),
    ("\x1bP|>|XTerm(390)|\x1b\\", Answer::Device),
    ("\x1b_|Gi=31;OK|\x1b\\", Answer::Application),
];

/// The bytes of an answer and the answer.
fn answers() -> Vec<(Vec<u8>, Input)> {
    let one = |(text, kind): &(&str, Kind)| {
        let body = text.split('|').skip(1);
        let all: Vec<&str> = body.collect();
        let body = match all[..] {
            [body] => body.to_owned(),
            [ref body @ .., _end] => body.join("|"),
            [] => unreachable!("every row has a body"),
        };
        let device = text.contains(">|");
        let bytes = if device {
            text.replacen('|', "", 1).replacen("390)|", "390)", 1)
        } else {
            text.replace('|', "")
        };
        (bytes.into_bytes(), Input::Answer(kind(body.into_bytes())))
    };
    ANSWERS.iter().map(one).collect()
}

/// Every sequence that begins with one `ESC`, and what it is.
pub(super) fn sequences() -> Vec<(Vec<u8>, Vec<Input>)> {
    let keys = SEQUENCES.iter().map(|(bytes, meaning)| {
        let inputs = whole(bytes.as_bytes());
        let words: Vec<String> = inputs.iter().map(word).collect();
        assert_eq!(words.join(" | "), *meaning, "{bytes:?}");
        (bytes.as_bytes().to_vec(), inputs)
    });
    let answers = answers().into_iter().map(|(bytes, answer)| {
        assert_eq!(
            whole(&bytes),
            std::slice::from_ref(&answer),
            "{:?}",
            String::from_utf8_lossy(&bytes)
        );
        (bytes, vec![answer])
    });
    keys.chain(answers).collect()
}
