//! The answers to the question for the background: whole, cut, late, broken, and among keys.

use super::*;
use crate::term::keys::text::{PATIENCE, SILENCE};

/// The two answers that follow one another, with each end that terminals use.
const ANSWERS: [&[u8]; 6] = [
    b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1b[?62;22c",
    b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07\x1b[?62;22c",
    b"\x1b]11;rgb:1e1e/1e1e/2e2e\x9c\x1b[?62;22c",
    b"\x1b]11;rgb:1e1e/1e1e/2e2e\xc2\x9c\x1b[?62;22c",
    b"\x9d11;rgb:1e1e/1e1e/2e2e\x9c\x9b?62;22c",
    b"\xc2\x9d11;rgba:1e/1e/2e/ff\xc2\x9c\xc2\x9b?62;22c",
];

const SHORT: Duration = Duration::from_millis(20);
const LONG: Duration = Duration::from_secs(9);

fn attributes() -> Input {
    Input::Answer(Answer::Control(b"?62;22c".to_vec()))
}

fn told() -> [Input; 2] {
    [Input::Background([0x1e, 0x1e, 0x2e]), attributes()]
}

fn read_words(pieces: &[(Duration, &[u8])]) -> String {
    let words: Vec<String> = read(pieces).iter().map(word).collect();
    words.join(" | ")
}

#[test]
fn attributes_are_known_as_the_end_of_the_answers() {
    let Input::Answer(answer) = attributes() else {
        unreachable!("it is one");
    };
    assert!(answer.is_attributes());
    for other in [&b"?c"[..], b">41;354;0c", b"?1;5R", b"0n", b"c", b""] {
        let is_it = Answer::Control(other.to_vec()).is_attributes();
        assert_eq!(is_it, other == b"?c", "{other:?}");
    }
    assert!(!Answer::Command(b"?62c".to_vec()).is_attributes());
}

#[test]
fn an_answer_is_read_wherever_it_is_cut() {
    for bytes in ANSWERS {
        for at in 1..bytes.len() {
            let (begin, end) = bytes.split_at(at);
            assert_eq!(read(&[(SHORT, begin), (SHORT, end)]), told(), "{at}");
            // After a longer wait an Esc is a key; nothing else ever is.
            let late = read(&[(SHORT, begin), (LONG, end)]);
            let rest = match &late[..] {
                [Input::Key(key), rest @ ..] if begin == b"\x1b" && key.to_string() == "esc" => {
                    rest
                }
                [answer, Input::Key(key), rest @ ..] if begin.ends_with(b"\x1b") => {
                    assert_eq!((answer, key.to_string().as_str()), (&told()[0], "esc"));
                    assert_eq!(rest, &told()[1..], "{at}");
                    continue;
                }
                all => all,
            };
            assert_eq!(rest, told(), "{at}");
        }
        let bytes: Vec<(Duration, &[u8])> = bytes.chunks(1).map(|byte| (SHORT, byte)).collect();
        assert_eq!(read(&bytes), told());
    }
}

#[test]
fn keys_around_an_answer_survive() {
    for bytes in ANSWERS {
        for pause in [Duration::ZERO, SHORT, LONG] {
            let pieces = [
                (pause, &b"q\x1b[A"[..]),
                (pause, bytes),
                (pause, b"/jG\x1b[B"),
            ];
            let expected = "q | up | background 1e1e2e | Answer | / | j | G | down";
            let answer = word(&attributes());
            assert_eq!(read_words(&pieces), expected.replace("Answer", &answer));
        }
    }
    // An Esc that was pressed just before.
    assert!(words(b"\x1b\x1b]11;#fff\x07j").starts_with("esc | background ffffff | j"));
}

#[test]
fn broken_answers_type_nothing() {
    for bytes in [
        &b"\x1b]11;?\x1b\\"[..],
        b"\x1b]11;rgb:zz/q/:jjj\x07",
        b"\x1b]11;rgb:\r\n\tq\x7f\x08\x07",
        b"\x1b]11;\xff\xfe\xc3\x9c\xe2\x9c\x9c\x07",
        b"\x1b]\x07",
        b"\x1b]11;rgb:1e1e/1e1e\x1b]11;jj\x1b\\",
        b"\x1b[?6\x1b[?62;22;jc",
        b"\x1b[?997;1;2;3n",
    ] {
        let inputs = whole(&[bytes, b"j"].concat());
        let (last, before) = inputs.split_last().expect("the key after it");
        assert_eq!(word(last), "j", "{bytes:?}");
        for input in before {
            let is_end = bytes.ends_with(b"jc") && word(input) == "c";
            assert!(
                matches!(input, Input::Answer(_)) || is_end,
                "{bytes:?} {input:?}"
            );
        }
    }
}

#[test]
fn after_an_answer_that_was_cut_keys_are_keys_again() {
    let cuts = [
        "\x1b]",
        "\x1b]11",
        "\x1b]11;rgb:1e1e/1",
        "\x1b]11;rgb:1/2/3333",
        "\x1b]11;#1e1e2e",
    ];
    for cut in cuts.map(str::as_bytes) {
        let typed = |pause, keys: &str| read_words(&[(SHORT, cut), (pause, keys.as_bytes())]);
        assert_eq!(typed(PATIENCE, "j"), "j", "{cut:?}");
        assert_eq!(typed(PATIENCE, "\r"), "enter", "{cut:?}");
        assert_eq!(typed(PATIENCE, "qa1"), "q | a | 1", "{cut:?}");
        assert_eq!(typed(PATIENCE, "é"), "é", "{cut:?}");
        assert_eq!(typed(PATIENCE, "\x1b[A"), "up", "{cut:?}");
        assert_eq!(typed(SHORT, "\x03j"), "ctrl-c | j", "{cut:?}");
        // Before that it may be the answer still, and so may what it could go on with.
        assert_eq!(typed(SHORT, "j"), "", "{cut:?}");
        assert_eq!(typed(SILENCE, "1a/"), "1 | a | /", "{cut:?}");
        assert_eq!(typed(SILENCE, "\x1b"), "esc", "{cut:?}");
        let pieces: [(Duration, &[u8]); 3] = [(SHORT, cut), (PATIENCE, b"\x1b"), (PATIENCE, b"j")];
        assert_eq!(read_words(&pieces), "esc | j", "{cut:?}");
    }
    let unasked: [(Duration, &[u8]); 2] = [(SHORT, b"\x1bP1+r54"), (SILENCE, b"j")];
    assert_eq!(read_words(&unasked), "j");
}

#[test]
fn an_answer_is_waited_for_without_a_timer() {
    let mut parser = Parser::default();
    let start = Instant::now();
    for &byte in b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b" {
        parser.feed(&[byte], start);
        let is_lone = parser.body.is_empty() && byte == 0x1b && parser.deadline().is_some();
        assert_eq!(parser.deadline().is_some(), is_lone);
    }
    assert_eq!(parser.deadline(), None);
}

/// An answer of the colour, whole or broken by a few bytes.
fn any_answer() -> impl Strategy<Value = Vec<u8>> {
    let broken = proptest::collection::vec((0_usize..40, b' '..=b'~'), 0..4);
    (proptest::sample::select(ANSWERS.to_vec()), broken).prop_map(|(bytes, broken)| {
        let mut bytes = bytes.to_vec();
        let is_inside = 5..bytes.len() - 12;
        for (at, byte) in broken.into_iter().filter(|(at, _)| is_inside.contains(at)) {
            bytes[at] = byte;
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Whatever stands in an answer, and however it is cut: the keys around it are all there is.
    #[test]
    fn nothing_of_an_answer_is_typed(
        before in "[ -~]{0,4}",
        answer in any_answer(),
        after in "[ -~]{0,4}",
        pauses in proptest::collection::vec(proptest::option::of(0_u64..25), 80),
    ) {
        let keys = |inputs: &[Input]| -> Vec<String> {
            let keys = inputs.iter().filter(|input| matches!(input, Input::Key(_)));
            keys.map(word).collect()
        };
        let bytes = [before.as_bytes(), &answer, after.as_bytes()].concat();
        let typed = keys(&whole([&before[..], &after].concat().as_bytes()));
        prop_assert_eq!(keys(&read(&cut(&bytes, &pauses))), typed);
    }

    /// However it is cut for good, the second key after a pause is a key at the latest.
    #[test]
    fn a_cut_answer_takes_no_more_than_one_key(
        answer in any_answer(),
        at in 0_usize..40,
        pause in 250_u64..20_000,
    ) {
        let begin = &answer[..at.min(answer.len())];
        let pause = Duration::from_millis(pause);
        let pieces = [(pause, begin), (pause, b"j"), (pause, b"k")];
        let inputs = read(&pieces);
        prop_assert_eq!(inputs.last().map(word), Some("k".to_owned()), "{:?}", inputs);
    }
}
