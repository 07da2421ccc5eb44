//! What cleaning must do to every text.

use super::classes::is_hidden;
use super::*;
use proptest::prelude::*;

#[test]
fn escape_sequences_go_whole() {
    for (raw, clean) in [
        ("a\u{1b}[31mred", "ared"),
        ("a\u{1b}]0;title\u{7}b", "ab"),
        (
            "a\u{1b}]8;;http://evil.example/\u{1b}\\click\u{1b}]8;;\u{1b}\\",
            "aclick",
        ),
        ("a\u{1b}Pq#0~~\u{1b}\\b", "ab"),
        ("a\u{1b}_x\u{9c}b", "ab"),
        ("a\u{1b}(Bb", "ab"),
        ("a\u{1b}cb", "ab"),
        ("a\u{9b}31mb", "ab"),
        ("a\u{9d}52;c;x\u{9c}b", "ab"),
        ("a\u{1b}]52;c;never ended", "a52;c;never ended"),
        ("caf\u{e9} \u{9d}quoted\u{94}", "caf\u{e9} quoted"),
        ("a\u{0}b\u{8}c\u{7f}d", "abcd"),
        ("a\u{1b}", "a"),
    ] {
        assert_eq!(text(raw), clean, "{raw:?}");
    }
}

#[test]
fn bidirectional_and_invisible_characters_go() {
    assert_eq!(line("Invoice \u{202e}gpj.exe"), "Invoice gpj.exe");
    assert_eq!(line("a\u{2067}b\u{2066}c\u{61c}\u{200f}\u{200e}"), "abc");
    assert_eq!(
        line("a\u{200b}b\u{200c}c\u{2060}d\u{feff}e\u{ad}f"),
        "abcdef"
    );
    assert_eq!(line("hi\u{e0069}\u{e0067}\u{3164}"), "hi");
}

#[test]
fn soft_hyphens_stay_between_the_letters_of_prose() {
    assert_eq!(prose("Seðla\u{ad}bank\u{ad}i"), "Seðla\u{ad}bank\u{ad}i");
    assert_eq!(
        prose("\u{ad}a\u{ad}\u{ad}b\u{ad} c\u{ad}1\u{ad}\u{1b}[31md"),
        "a\u{ad}b c1d"
    );
    assert_eq!(text("Seðla\u{ad}banki"), "Seðlabanki");
}

#[test]
fn joiners_stay_where_a_script_needs_them() {
    for kept in ["می‌خواهم", "क्‍ष", "👩‍💻", "❤️‍🔥"] {
        assert_eq!(line(kept), kept);
    }
}

#[test]
fn marks_are_bounded() {
    let zalgo = format!("Z{}", "\u{301}\u{316}".repeat(500));
    assert_eq!(line(&zalgo).chars().count(), 1 + usize::from(MAX_MARKS));
    assert_eq!(line(&format!("x{}", "\u{fe0f}".repeat(50))), "x\u{fe0f}");
    assert_eq!(line("\u{301}a"), "a");
    assert_eq!(line("e\u{301}te\u{301}"), "e\u{301}te\u{301}");
}

#[test]
fn white_space_folds_in_a_line_and_stays_in_a_text() {
    assert_eq!(line(" a\r\n\tb\u{2028}c\u{a0}\u{3000}d "), "a b c d");
    assert_eq!(text("a\r\nb\u{2029}c\u{85}d\te"), "a\nb\nc\nd\te");
}

#[test]
fn only_web_addresses_pass() {
    let base = Url::parse("https://example.org/news/").expect("valid");
    assert_eq!(
        url("../a b?q=\u{202e}x", Some(&base)).as_deref(),
        Some("https://example.org/a%20b?q=%E2%80%AEx")
    );
    assert_eq!(
        url("http://www.bank.example@evil.example/", None).as_deref(),
        Some("http://evil.example/")
    );
    for bad in [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ssh://-oProxyCommand=x/",
        "",
        "/relative",
        "--option",
    ] {
        assert_eq!(url(bad, None), None, "{bad}");
    }
    assert!(url("mailto:desk@example.org", None).is_some());
    assert_eq!(web_url("mailto:desk@example.org", None), None);
    assert_eq!(
        url(&format!("http://e.org/{}", "a".repeat(9_000)), None),
        None
    );
}

fn forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || is_hidden(c) || c == '\u{ad}'
}

/// Text rich in what has to be cleaned.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        "[a-z \\n\\[\\];0-9m]{0,4}",
        prop::sample::select(vec![
            "\u{1b}", "\u{1b}[", "\u{1b}]", "\u{7}", "\u{9c}", "\u{9b}", "\u{200d}", "\u{200c}",
            "\u{301}", "\u{fe0f}", "ا", "ب", "👩", "💻", "\u{202e}", "\u{ad}", "\r", "\u{2028}",
            "\u{a0}",
        ])
        .prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn cleaning_is_idempotent_and_complete(raw in hostile()) {
        let once = text(&raw);
        prop_assert!(!once.chars().any(forbidden));
        prop_assert_eq!(text(&once), once.clone());
        let prose = super::prose(&raw);
        prop_assert_eq!(prose.replace(SOFT_HYPHEN, ""), once.clone());
        prop_assert_eq!(super::prose(&prose), prose.clone());
        let single = line(&raw);
        prop_assert!(!single.chars().any(forbidden));
        prop_assert!(!single.contains(['\n', '\t']) && !single.contains("  "));
        prop_assert_eq!(single.trim(), single.as_str());
        prop_assert_eq!(line(&single), single.clone());
    }

    #[test]
    fn addresses_are_ascii_and_absolute(raw in hostile()) {
        let base = Url::parse("https://example.org/").expect("valid");
        if let Some(clean) = url(&raw, Some(&base)) {
            prop_assert!(clean.bytes().all(|byte| byte.is_ascii_graphic()));
            prop_assert_eq!(url(&clean, None), Some(clean.clone()));
        }
    }
}
