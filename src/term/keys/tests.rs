//! Every form of key, mouse report, paste and answer; whole, and cut anywhere at any speed.

mod background;
mod forms;

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::model::mouse::MouseAction;
use forms::sequences;

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
        Input::Background([red, green, blue]) => {
            format!("background {red:02x}{green:02x}{blue:02x}")
        }
        Input::SchemeChanged => "scheme changed".to_owned(),
        Input::Answer(answer) => format!("{answer:?}"),
    }
}

fn words(bytes: &[u8]) -> String {
    let words: Vec<String> = whole(bytes).iter().map(word).collect();
    words.join(" | ")
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
        bytes.resize(bytes.len() + 2 * text::LONGEST_ANSWER, b'1');
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
