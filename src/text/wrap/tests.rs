//! Lines of words, of scripts without spaces, of marks and directions.

use super::*;
use crate::model::Style;
use crate::text::styled::Marks;
use proptest::prelude::*;

fn wrapped(text: &str, columns: usize) -> Vec<&str> {
    let ranges = lines(text, Columns::all(columns));
    ranges.into_iter().map(|range| &text[range]).collect()
}

#[test]
fn words_fill_lines() {
    assert_eq!(
        wrapped("the quick brown fox", 9),
        ["the quick", "brown fox"]
    );
    assert_eq!(wrapped("  spaces   go  ", 6), ["spaces", "go"]);
    assert_eq!(wrapped("well-known facts", 6), ["well-", "known", "facts"]);
    assert_eq!(wrapped("one\ntwo", 20), ["one", "two"]);
    assert!(wrapped(" \n ", 9).is_empty());
    assert!(wrapped("", 9).is_empty());
}

#[test]
fn long_words_break_between_graphemes() {
    assert_eq!(wrapped("abcdefgh", 3), ["abc", "def", "gh"]);
    assert_eq!(
        wrapped("a e\u{301}e\u{301}e\u{301}e\u{301}", 3),
        ["a", "e\u{301}e\u{301}e\u{301}", "e\u{301}"]
    );
    assert_eq!(wrapped("👨‍👩‍👧👨‍👩‍👧", 3), ["👨‍👩‍👧", "👨‍👩‍👧"]);
}

#[test]
fn japanese_lines_do_not_begin_with_closing_marks() {
    assert_eq!(
        wrapped("東京の株価は、上昇。", 12),
        ["東京の株価", "は、上昇。"]
    );
    assert_eq!(wrapped("彼は夏「東京」", 8), ["彼は夏", "「東京」"]);
}

#[test]
fn french_quotes_keep_their_words() {
    assert_eq!(
        wrapped("il a dit « oui » hier", 12),
        ["il a dit", "« oui » hier"]
    );
    assert_eq!(wrapped("a dit « oui »", 11), ["a dit", "« oui »"]);
    assert_eq!(wrapped("C’est vrai ? Oui", 10), ["C’est", "vrai ? Oui"]);
}

#[test]
fn thai_and_khmer_lines_end_between_words() {
    let thai = "รัฐมนตรีกล่าวว่างบประมาณใหม่จะได้รับการลงมติ";
    assert_eq!(
        wrapped(thai, 16),
        ["รัฐมนตรีกล่าวว่างบ", "ประมาณใหม่จะได้รับ", "การลงมติ"]
    );
    let khmer = "ខ្ញុំស្រឡាញ់ភាសាខ្មែរ";
    assert_eq!(wrapped(khmer, 10), ["ខ្ញុំស្រឡាញ់", "ភាសាខ្មែរ"]);
}

#[test]
fn words_are_parted_at_soft_hyphens() {
    let shown = |text: &str, columns| -> Vec<String> {
        let lines = wrap(
            &Styled::new(text, Marks::default()),
            Columns::all(columns),
            Mode::Auto,
        );
        let text = |line: Wrapped| line.runs.into_iter().map(|run| run.text).collect();
        lines.into_iter().map(text).collect()
    };
    let bank = "Seðla\u{ad}bank\u{ad}inn segir";
    assert_eq!(shown(bank, 20), ["Seðlabankinn segir"]);
    assert_eq!(shown(bank, 13), ["Seðlabankinn", "segir"]);
    assert_eq!(shown(bank, 10), ["Seðlabank-", "inn segir"]);
    // A hyphen needs a place of its own.
    assert_eq!(shown(bank, 9), ["Seðla-", "bankinn", "segir"]);
    assert_eq!(shown("سلام\u{ad}عليكم", 6), ["-مالس", "مكيلع"]);
}

#[test]
fn the_first_line_can_be_shorter() {
    let text = "aaa bbb ccccccc";
    let columns = Columns { first: 4, rest: 7 };
    let found: Vec<&str> = lines(text, columns).into_iter().map(|r| &text[r]).collect();
    assert_eq!(found, ["aaa", "bbb", "ccccccc"]);
}

#[test]
fn marks_cross_line_ends() {
    let bold = Marks {
        style: Style {
            bold: true,
            ..Style::default()
        },
        ..Marks::default()
    };
    let mut styled = Styled::new("one ", Marks::default());
    styled.push("two three", bold);
    let lines = wrap(&styled, Columns::all(7), Mode::Auto);
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0].runs[1].text, "two");
    assert!(lines[1].runs[0].style.bold);
    assert_eq!(lines[1].runs[0].text, "three");
}

#[test]
fn right_to_left_lines_are_ordered_after_wrapping() {
    let styled = Styled::new("אבג דהו זחט", Marks::default());
    let lines = wrap(&styled, Columns::all(8), Mode::Auto);
    assert_eq!(lines[0].runs[0].text, "והד גבא");
    assert_eq!(lines[1].runs[0].text, "טחז");
    assert!(lines.iter().all(|line| line.rtl));
    let logical = wrap(&styled, Columns::all(8), Mode::Off);
    assert_eq!(logical[0].runs[0].text, "אבג דהו");
}

fn hostile() -> impl Strategy<Value = String> {
    let parts = prop_oneof![
        "\\PC{0,4}",
        "[a-z]{1,12} ",
        "[ \n]{0,3}",
        Just("👨‍👩‍👧".to_owned()),
        Just("日本。」".to_owned()),
        Just("لا سلام ".to_owned()),
        Just("e\u{301}\u{302}".to_owned()),
        Just("\u{200D}".to_owned()),
        Just("« ».".to_owned()),
        Just("ab\u{AD}c".to_owned()),
        Just("א\u{AD}".to_owned()),
        Just("🇫".to_owned()),
        Just("ᄀᄀᄀᄀ".to_owned()),
        Just("\u{17D8}\u{0600}".to_owned()),
    ];
    prop::collection::vec(parts, 0..12).prop_map(|parts| parts.concat())
}

/// The lines of a title, of like length.
fn in_balance(title: &str, columns: usize) -> Vec<String> {
    let title = Styled::new(title, Marks::default());
    let columns = balanced(&title, columns);
    let lines = wrap(&title, Columns::all(columns), Mode::Auto);
    let text = |line: Wrapped| line.runs.iter().map(|run| run.text.as_str()).collect();
    lines.into_iter().map(text).collect()
}

#[test]
fn lines_of_a_title_are_of_like_length() {
    assert_eq!(
        in_balance(
            "Nerva perd plus de 4\u{a0}% : Bruxelles enquête sur ses contrats de stockage",
            56
        ),
        [
            "Nerva perd plus de 4\u{a0}% : Bruxelles",
            "enquête sur ses contrats de stockage"
        ]
    );
    assert_eq!(in_balance("On one line", 56), ["On one line"]);
    // No word is broken for it.
    assert_eq!(
        in_balance("Donaudampfschifffahrtsgesellschaft meldet", 40),
        ["Donaudampfschifffahrtsgesellschaft", "meldet"]
    );
    assert_eq!(
        in_balance(
            "電気フェリー「しおかぜ」が試験航海、島の通学時間は十分短縮へ",
            40
        ),
        [
            "電気フェリー「しおかぜ」が試験",
            "航海、島の通学時間は十分短縮へ"
        ]
    );
    assert_eq!(in_balance("", 40), Vec::<String>::new());
}

#[test]
fn what_is_whole_is_parted_at_spaces_only() {
    let mut text = Styled::new("run well-known ", Marks::default());
    let from = text.text().len();
    text.push("git add-x a/b_c", Marks::default());
    text.keep_whole(from);
    text.push(" well-known", Marks::default());
    let shown = |columns| -> Vec<String> {
        let lines = wrap(&text, Columns::all(columns), Mode::Off);
        let text = |line: &Wrapped| line.runs.iter().map(|run| run.text.as_str()).collect();
        lines.iter().map(text).collect()
    };
    assert_eq!(
        shown(9),
        ["run well-", "known git", "add-x", "a/b_c", "well-", "known"]
    );
}

proptest! {
    #[test]
    fn balance_costs_no_line_and_no_word(title in "[a-zA-Zא-ת日本。「 \\-👍\u{ad}]{0,120}", columns in 12_usize..80) {
        let styled = Styled::new(&title, Marks::default());
        let narrow = balanced(&styled, columns);
        let count = |columns| lines(&title, Columns::all(columns)).len();
        prop_assert!(narrow <= columns);
        prop_assert_eq!(count(narrow), count(columns));
    }

    #[test]
    fn no_line_is_too_wide_and_no_text_is_lost(text in hostile(), columns in 0_usize..24) {
        let found = wrapped(&text, columns);
        for line in &found {
            prop_assert!(width::of(line) <= columns.max(MIN_COLUMNS), "{:?}", line);
            prop_assert!(!line.starts_with(is_breaking_space));
            prop_assert!(!line.ends_with(is_breaking_space));
        }
        let bare = |text: &str| text.replace(is_breaking_space, "");
        prop_assert_eq!(bare(&found.concat()), bare(&text));
    }

    #[test]
    fn a_line_wraps_to_itself(text in "[a-zé日本、。«» -]{0,60}", columns in 3_usize..24) {
        for line in wrapped(&text, columns) {
            prop_assert_eq!(wrapped(line, columns), [line]);
        }
    }

    #[test]
    fn visual_lines_are_no_wider(text in hostile(), columns in 3_usize..24) {
        let styled = Styled::new(&text, Marks::default());
        for line in wrap(&styled, Columns::all(columns), Mode::Auto) {
            let total: usize = line.runs.iter().map(|run| width::of(&run.text)).sum();
            prop_assert!(total <= columns, "{:?}", line);
        }
    }
}

fn segmented(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    segment(text, 0, &mut found);
    found
}

#[test]
fn plain_letters_are_all_of_one_class() {
    for c in ('\0'..='\u{600}').filter(|&c| is_plain_letter(c)) {
        let text = format!("(a{c} {c}a) {c} {c}");
        assert_eq!(opportunities(&text), segmented(&text), "{c:?}");
    }
}

proptest! {
    #[test]
    fn pieces_break_as_the_whole(text in "([a-cÀéжω]{1,3}|[ \"'(\\-.,:/%$0-9«»“”?!\u{ad}\u{a0}\u{301}\u{200b}\u{2060}\u{200d}א한ー字ไทยー\n—]){0,24}( [a-c]{1,2}){0,3}") {
        prop_assert_eq!(opportunities(&text), segmented(&text));
    }
}
