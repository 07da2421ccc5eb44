//! Every form of key, mouse report, paste and answer; whole, and cut anywhere at any speed.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::app::event::MouseAction;

/// Feeds pieces, each after a pause, and lets pass what must pass in between and at the end.
fn read(pieces: &[(Duration, &[u8])]) -> Vec<Input> {
    let mut parser = Parser::default();
    let mut now = Instant::now();
    let mut inputs = Vec::new();
    let wait_until = |parser: &mut Parser, now: Instant, inputs: &mut Vec<Input>| {
        while let Some(deadline) = parser.deadline().filter(|deadline| *deadline <= now) {
            inputs.extend(parser.timeout(deadline));
        }
    };
    for (pause, bytes) in pieces {
        now += *pause;
        wait_until(&mut parser, now, &mut inputs);
        inputs.extend(parser.feed(bytes, now));
    }
    wait_until(&mut parser, now + Duration::from_secs(60), &mut inputs);
    inputs
}

fn whole(bytes: &[u8]) -> Vec<Input> {
    read(&[(Duration::ZERO, bytes)])
}

/// One input as a word.
fn word(input: &Input) -> String {
    match input {
        Input::Key(key) => key.to_string(),
        Input::Mouse(mouse) => format!("{:?} {},{}", mouse.action, mouse.column, mouse.row),
        Input::Paste(text) => format!("paste {text:?}"),
        Input::Focus(on) => format!("focus {on}"),
        Input::Answer(answer) => format!("{answer:?}"),
    }
}

fn words(bytes: &[u8]) -> String {
    let words: Vec<String> = whole(bytes).iter().map(word).collect();
    words.join(" | ")
}

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
    ("\x1b[<32;5;3M", ""),
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
];

/// Answers of terminals, with the end that they have.
const ANSWERS: &[(&str, fn(Vec<u8>) -> Answer)] = &[
    ("\x1b[|?62;22c", Answer::Control),
    ("\x1b[|>41;354;0c", Answer::Control),
    ("\x1b[|0n", Answer::Control),
    ("\x1b[|24;80R", Answer::Control),
    ("\x1b[|?1;5R", Answer::Control),
    ("\x1b[|?2026;2$y", Answer::Control),
    ("\x1b[|4;1$y", Answer::Control),
    ("\x1b[|8;24;80t", Answer::Control),
    ("\x1b[|?1u", Answer::Control),
    ("\x1b]|11;rgb:1e1e/1e1e/2e2e|\x07", Answer::Command),
    ("\x1b]|10;rgb:ffff/ffff/ffff|\x1b\\", Answer::Command),
    ("\x1bP|1+r544e=787465726d|\x1b\\", Answer::Device),
    ("\x1bP|0$r0m\x07q|\x1b\\", Answer::Device),
    ("\x1bP|>|XTerm(390)|\x1b\\", Answer::Device),
    ("\x1b_|Gi=31;OK|\x1b\\", Answer::Application),
];

/// The bytes of an answer and the answer.
fn answers() -> Vec<(Vec<u8>, Input)> {
    let one = |(text, kind): &(&str, fn(Vec<u8>) -> Answer)| {
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
fn sequences() -> Vec<(Vec<u8>, Vec<Input>)> {
    let keys = SEQUENCES.iter().map(|(bytes, meaning)| {
        let inputs = whole(bytes.as_bytes());
        let words: Vec<String> = inputs.iter().map(word).collect();
        assert_eq!(words.join(" | "), *meaning, "{bytes:?}");
        (bytes.as_bytes().to_vec(), inputs)
    });
    let answers = answers().into_iter().map(|(bytes, answer)| {
        assert_eq!(
            whole(&bytes),
            [answer.clone()],
            "{:?}",
            String::from_utf8_lossy(&bytes)
        );
        (bytes, vec![answer])
    });
    keys.chain(answers).collect()
}

#[test]
fn every_form_of_key_mouse_paste_and_answer_is_read() {
    assert!(sequences().len() > 100);
}

#[test]
fn bytes_of_the_main_block_are_keys() {
    for (bytes, meaning) in [
        ("j", "j"),
        ("G", "G"),
        ("é日👍", "é | 日 | 👍"),
        ("\r", "enter"),
        ("\n", "ctrl-j"),
        ("\t", "tab"),
        ("\x7f", "backspace"),
        ("\x08", "ctrl-h"),
        ("\x01\x1a", "ctrl-a | ctrl-z"),
        ("\0", "ctrl-space"),
        ("\x1f", "ctrl-_"),
        ("\x1b", "esc"),
        ("\x1bj", "alt-j"),
        ("\x1bé", "alt-é"),
        ("\x1b\r", "alt-enter"),
        ("\x1b\x7f", "alt-backspace"),
        ("\x1b\x1b", "esc | esc"),
        ("\x1b\x1b[A", "alt-up"),
        ("\x1b\x1bOA", "alt-up"),
        ("\x1b\x1b\x1b[A", "esc | alt-up"),
        ("\x1b[A\x1b[Bj", "up | down | j"),
    ] {
        assert_eq!(words(bytes.as_bytes()), meaning, "{bytes:?}");
    }
}

#[test]
fn broken_characters_and_8_bit_introducers_type_nothing_else() {
    for (bytes, meaning) in [
        (&b"\xe9j"[..], "j"),
        (b"\xff\xfe\xc0\xaf\x80j", "j"),
        (b"\xed\xa0\x80j", "j"),
        (b"\xf0\x9f\x91\x1b[Aj", "up | j"),
        (b"\x9bA", "up"),
        (b"\x9b1;5A", "ctrl-up"),
        (b"\x8fP", "f1"),
        (b"\xc2\x9bA", "up"),
        (b"\xc2\x85j", "j"),
    ] {
        assert_eq!(words(bytes), meaning, "{bytes:?}");
    }
}

#[test]
fn a_sequence_that_cannot_go_on_gives_way_to_what_comes() {
    for (bytes, meaning) in [
        // A real sequence interrupts one that was cut.
        ("\x1b[1;\x1b[A", "up"),
        ("\x1bO\x1b[B", "down"),
        ("\x1b]11;rgb\x1b[Aj", "up | j"),
        // Keys without an end are left by Ctrl-C; CAN and SUB only end.
        ("\x1b]jjj\x03j", "ctrl-c | j"),
        ("\x1b[1\rj", "enter | j"),
        ("\x1b[1\x18j", "j"),
        ("\x1bPabc\x1aj", "j"),
        ("\x1b^abc\x1b\\j", "j"),
        ("\x1bXabc\x1b\\j", "j"),
        // Unknown ones are swallowed whole.
        ("\x1b[<1;2;3zj", "j"),
        ("\x1b[99~j", "j"),
        ("\x1b[1;2;3;4;5 qj", "j"),
        ("\x1bOzj", "j"),
        ("\x1b[17;29;0;1;8;1_j", "j"),
        ("\x1b[99999999999999999999Aj", "j"),
    ] {
        assert_eq!(words(bytes.as_bytes()), meaning, "{bytes:?}");
    }
}

#[test]
fn what_is_longer_than_its_bound_is_swallowed_to_its_end() {
    for (begin, end) in [
        ("\x1b[", "A"),
        ("\x1bO", "A"),
        ("\x1b]11;", "\x07"),
        ("\x1bP1+r", "\x1b\\"),
        ("\x1b_G", "\x1b\\"),
    ] {
        let mut bytes = begin.as_bytes().to_vec();
        bytes.resize(bytes.len() + 2 * LONGEST_ANSWER, b'1');
        bytes.extend_from_slice(end.as_bytes());
        bytes.push(b'j');
        assert_eq!(words(&bytes), "j", "{begin:?}");
    }
    let mut bytes = b"\x1b[200~".to_vec();
    bytes.resize(1 << 20, b'A');
    bytes.extend_from_slice(b"\x1b[201~j");
    let inputs = whole(&bytes);
    let [Input::Paste(text), Input::Key(_)] = &inputs[..] else {
        panic!("a paste and a key");
    };
    assert_eq!(text.len(), 256 << 10);
}

#[test]
fn a_lone_escape_waits_25_milliseconds_and_no_longer() {
    let mut parser = Parser::default();
    let start = Instant::now();
    assert_eq!(parser.feed(b"\x1b", start), []);
    assert_eq!(parser.deadline(), Some(start + ESCAPE_WAIT));
    assert_eq!(parser.timeout(start + Duration::from_millis(24)), []);
    let inputs = parser.timeout(start + ESCAPE_WAIT);
    assert_eq!(inputs.iter().map(word).collect::<Vec<_>>(), ["esc"]);
    assert_eq!(parser.deadline(), None);
    assert!(ESCAPE_WAIT <= Duration::from_millis(25));
}

#[test]
fn bytes_that_were_read_late_still_belong_to_the_sequence() {
    let mut parser = Parser::default();
    let start = Instant::now();
    assert_eq!(parser.feed(b"\x1b", start), []);
    let inputs = parser.feed(b"[A", start + Duration::from_secs(1));
    assert_eq!(inputs.iter().map(word).collect::<Vec<_>>(), ["up"]);
}

#[test]
fn keys_after_a_lone_escape_are_typed_as_they_are() {
    let ms = Duration::from_millis;
    let typed = |keys: &[&str]| {
        let pieces: Vec<(Duration, &[u8])> =
            keys.iter().map(|key| (ms(300), key.as_bytes())).collect();
        let words: Vec<String> = read(&pieces).iter().map(word).collect();
        words.join(" ")
    };
    assert_eq!(typed(&["\x1b", "j"]), "esc j");
    assert_eq!(typed(&["\x1b", "[", "j"]), "esc [ j");
    assert_eq!(typed(&["\x1b", "]", "n"]), "esc ] n");
    assert_eq!(typed(&["\x1b", "O", "g"]), "esc O g");
    assert_eq!(typed(&["\x1b", "O"]), "esc O");
    assert_eq!(typed(&["\x1b", "\x1b", "[A"]), "esc esc up");
    // The rest of a sequence is never typed, however late it comes.
    assert_eq!(typed(&["\x1b", "[A"]), "esc up");
    assert_eq!(typed(&["\x1b", "[", "A"]), "esc [ up");
    assert_eq!(typed(&["\x1b", "[<0;5;3", "m"]), "esc");
}

fn any_sequence() -> impl Strategy<Value = (Vec<u8>, Vec<Input>)> {
    proptest::sample::select(sequences())
}

/// Cuts bytes before these places, each piece after its pause.
fn cut<'a>(bytes: &'a [u8], pauses: &[Option<u64>]) -> Vec<(Duration, &'a [u8])> {
    let mut pieces = Vec::new();
    let (mut start, mut pause) = (0, 0);
    for (at, cut) in (1..bytes.len()).zip(pauses) {
        if let Some(next) = cut {
            pieces.push((Duration::from_millis(pause), &bytes[start..at]));
            (start, pause) = (at, *next);
        }
    }
    pieces.push((Duration::from_millis(pause), &bytes[start..]));
    pieces
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// The slowest connection that is fast enough for an Esc: nothing is lost or made up.
    #[test]
    fn any_split_within_the_wait_reads_the_same(
        all in proptest::collection::vec(any_sequence(), 1..4),
        pauses in proptest::collection::vec(proptest::option::of(0_u64..25), 200),
    ) {
        let bytes: Vec<u8> = all.iter().flat_map(|(bytes, _)| bytes.clone()).collect();
        let expected: Vec<Input> = all.into_iter().flat_map(|(_, inputs)| inputs).collect();
        prop_assert_eq!(read(&cut(&bytes, &pauses)), expected);
    }

    /// However slow: a lone Esc may come out before, and after a long wait for the next byte
    /// the one that follows it, but nothing else of the sequence is ever a key.
    #[test]
    fn nothing_inside_a_sequence_is_ever_a_command(
        (bytes, expected) in any_sequence(),
        pauses in proptest::collection::vec(proptest::option::of(0_u64..10_000), 200),
    ) {
        let inputs = read(&cut(&bytes, &pauses));
        prop_assert!(inputs.ends_with(&expected), "{:?}", inputs);
        let before = &inputs[..inputs.len() - expected.len()];
        let words: Vec<String> = before.iter().map(word).collect();
        let introducer = char::from(bytes[1]).to_string();
        let allowed = [vec![], vec!["esc".to_owned()], vec!["esc".to_owned(), introducer]];
        prop_assert!(allowed.contains(&words), "{:?}", words);
        let is_late = |index: usize, wait: u64| pauses[index].is_some_and(|pause| pause >= wait);
        prop_assert_eq!(!words.is_empty(), is_late(0, 25));
        prop_assert_eq!(words.len() == 2, is_late(0, 25) && is_late(1, 250));
    }

    /// The same with Alt, which terminals write as one more Esc before.
    #[test]
    fn a_key_with_alt_is_cut_without_harm(
        (bytes, expected) in any_sequence(),
        pauses in proptest::collection::vec(proptest::option::of(0_u64..10_000), 200),
    ) {
        prop_assume!(matches!(expected[..], [] | [Input::Key(_)]));
        let bytes = [b"\x1b", &bytes[..]].concat();
        for input in read(&cut(&bytes, &pauses)) {
            let Input::Key(key) = input else { panic!("a key") };
            let is_expected = matches!(expected[..], [Input::Key(one)] if one.code == key.code);
            let text = key.to_string();
            prop_assert!(is_expected || ["esc", "[", "O"].contains(&text.as_str()), "{}", text);
        }
    }

    /// Whatever comes, at whatever time: bounded, and the keyboard comes back.
    #[test]
    fn any_bytes_leave_a_way_back(
        bytes in proptest::collection::vec(any::<u8>(), 0..600),
        pauses in proptest::collection::vec(proptest::option::of(0_u64..100), 600),
    ) {
        let mut pieces = cut(&bytes, &pauses);
        pieces.push((Duration::ZERO, b"\x1b[201~\x03\x03"));
        let inputs = read(&pieces);
        let ctrl_c: Key = "ctrl-c".parse().unwrap();
        prop_assert_eq!(inputs.last(), Some(&Input::Key(ctrl_c)));
    }
}

#[test]
fn a_click_says_which_cell() {
    let [Input::Mouse(mouse)] = whole(b"\x1b[<0;300;2M")[..] else {
        panic!("a click");
    };
    assert_eq!(
        (mouse.action, mouse.column, mouse.row),
        (MouseAction::Click, 299, 1)
    );
    assert_eq!(words(b"\x1b[<0;0;0M"), "");
    assert_eq!(words(b"\x1b[<0;70000;1M"), "");
}
