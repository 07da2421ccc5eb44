//! The reading place: where an article was left, it is taken up again.

#[path = "support/long_article.rs"]
mod long_article;
#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;

use long_article::{article, paragraph, reading};
use newswire::app::views::article::column;
use newswire::app::{Effect, Event, Model, ScreenEffect, StoreEffect, update};
use newswire::model::{Article, Block, Change, Passage, ReadingPlace, Related};
use proptest::prelude::*;
use script::Script;

const NARROW: (u16, u16) = (40, 12);
const MIDDLE: (u16, u16) = (78, 24);
const WIDE: (u16, u16) = (140, 30);

fn whole() -> Vec<usize> {
    (0..30).collect()
}

/// The rows for lines.
fn text_height(model: &Model) -> u16 {
    column::of(model).expect("a pane").text.height
}

/// The lines in the window.
fn shown(script: &Script) -> String {
    let open = script.model.reader.open().expect("open");
    let height = text_height(&script.model);
    let lines = &open.layout().expect("laid out").lines[open.scroll..];
    let lines = lines.iter().take(usize::from(height));
    lines.map(|line| line.text() + "\n").collect()
}

/// The first line that says something.
fn first(script: &Script) -> String {
    let shown = shown(script);
    let mut lines = shown.lines().filter(|line| !line.trim().is_empty());
    lines.next().unwrap_or_default().to_owned()
}

/// The first words in the window.
fn first_words(script: &Script) -> Vec<String> {
    let shown = shown(script);
    let words = shown.split_whitespace().map(str::to_owned);
    words.take(3).collect()
}

#[test]
fn within_a_session_each_article_is_where_it_was_left() {
    for size in [NARROW, MIDDLE, WIDE] {
        let two = [article(&whole()), article(&[5, 6, 7, 8, 9, 10, 11, 12, 13])];
        let mut script = reading(size, &two);
        script.keys("enter ctrl-d ctrl-d j j");
        let one = first(&script);
        script.keys("esc j enter ctrl-d j");
        let other = first(&script);
        script.keys("esc k enter");
        assert_eq!(first(&script), one, "{size:?}");
        // By the list alone where it stands beside the article, by `n` and `p` anywhere.
        script.keys("esc j enter");
        assert_eq!(first(&script), other, "{size:?}");
        script.keys("g g esc k enter G");
        let end = shown(&script);
        script.keys("esc j enter");
        assert!(shown(&script).contains("A long report"), "{size:?}");
        script.keys("esc k enter");
        assert_eq!(shown(&script), end, "{size:?}");
    }
}

#[test]
fn next_and_previous_unread_come_back_to_the_place() {
    let mut script = reading(NARROW, &[article(&whole()), article(&[3, 4, 5, 6, 7])]);
    script.keys("enter ctrl-d ctrl-d ctrl-d m");
    let one = first(&script);
    script.keys("n p");
    assert_eq!(first(&script), one);
}

#[test]
fn after_a_restart_the_paragraph_is_found_in_another_width_and_extraction() {
    let mut script = reading(MIDDLE, &[article(&whole())]);
    script.keys("enter ctrl-d ctrl-d ctrl-d ctrl-d j j");
    let before = first_words(&script);
    script.keys("Q");
    assert!(script.place(1).expect("stored").passage.is_some());

    script = script.restarted(MIDDLE);
    script.keys("enter");
    assert_eq!(first_words(&script), before);
    for size in [NARROW, WIDE] {
        script = script.restarted(size);
        script.keys("enter");
        let words = before.join(" ");
        let shown = shown(&script)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(shown.contains(&words), "{words} in {shown}");
    }

    // Other blocks before the place, some joined, some gone.
    let mut blocks: Vec<Block> = vec![Block::paragraph("A portrait of the author.")];
    blocks.extend(article(&[40, 41, 2, 3]).blocks);
    let joined: Vec<String> = (4..18).map(paragraph).collect();
    blocks.push(Block::Quote {
        blocks: vec![Block::paragraph(joined.join(" "))],
    });
    blocks.extend(article(&[18, 20, 21, 22]).blocks);
    let other = Article {
        blocks,
        ..article(&[])
    };
    script.save_article(1, &other);
    script = script.restarted(MIDDLE);
    script.keys("enter");
    let line = first(&script);
    assert!(line.contains(&before.join(" ")), "{before:?} in {line}");
}

#[test]
fn the_place_waits_for_the_text_it_belongs_to() {
    let mut script = reading(NARROW, &[article(&whole())]);
    script.keys("enter ctrl-d ctrl-d ctrl-d ctrl-d Q");
    let before = first_words(&script);
    let place = script.place(1).expect("stored");
    // The article is fetched again: first comes the row's teaser, then the feed's, then it.
    let mut script = reading(NARROW, &[article(&whole())]);
    script.save_place(1, &place);
    script.hold = true;
    script.keys("enter");
    let teaser = script.model.reader.open().expect("open");
    assert_eq!(teaser.scroll, 0);
    script.hold = false;
    script.answer_all();
    assert!(script.model.reader.open().expect("open").shows_clean());
    assert_eq!(first_words(&script), before);
}

#[test]
fn who_scrolls_meanwhile_is_not_moved() {
    let mut script = reading(NARROW, &[article(&whole())]);
    script.keys("enter ctrl-d ctrl-d ctrl-d ctrl-d Q");
    let mut script = script.restarted(NARROW);
    script.keys("enter");
    let resumed = script.model.reader.open().expect("open").scroll;
    script.keys("g g ctrl-d");
    for (width, height) in [(60, 20), NARROW] {
        script.event(Event::Resize { width, height });
    }
    let scroll = script.model.reader.open().expect("open").scroll;
    assert!(scroll > 0 && scroll < resumed / 2, "{scroll} of {resumed}");
}

#[test]
fn a_fraction_of_an_older_version_means_what_it_meant() {
    let mut script = reading(NARROW, &[article(&whole())]);
    let half = ReadingPlace {
        fraction: 0.5,
        passage: None,
    };
    script.save_place(1, &half);
    script.keys("enter");
    let open = script.model.reader.open().expect("open");
    let height = text_height(&script.model);
    assert!(
        (open.fraction(height) - 0.5).abs() < 0.02,
        "{}",
        open.scroll
    );
    // Whoever only looks stores nothing.
    script.effects.clear();
    script.keys("esc");
    assert_eq!(saved(&script), 0);
}

fn is_place(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Store(StoreEffect::Change {
            change: Change::Place { .. },
            ..
        })
    )
}

fn saved(script: &Script) -> usize {
    script.count(is_place)
}

#[test]
fn read_to_the_end_it_begins_anew_after_a_restart() {
    let mut script = reading(NARROW, &[article(&whole())]);
    script.keys("enter G Q");
    assert!(script.place(1).expect("stored").fraction >= 1.0);
    let mut script = script.restarted(NARROW);
    script.keys("enter");
    assert!(first(&script).contains("A long report"));
}

#[test]
fn a_place_is_stored_however_the_program_ends() {
    let scrolled = || {
        let mut script = reading(WIDE, &[article(&whole())]);
        script.keys("enter ctrl-d j");
        assert_eq!(saved(&script), 0);
        script
    };
    for keys in ["Q", "ctrl-c", "ctrl-z", "esc", "F", "U", "tab tab esc F"] {
        let mut script = scrolled();
        script.keys(keys);
        assert_eq!(saved(&script), 1, "{keys}");
    }
    let mut script = scrolled();
    let effects = newswire::app::update::leave(&mut script.model);
    assert!(is_place(&effects[0]));
    assert_eq!(effects.last(), Some(&Effect::Screen(ScreenEffect::Quit)));
    // A crash: what was scrolled a few seconds ago is stored, and no clock ticks on.
    let mut script = scrolled();
    let due = script.now + jiff::SignedDuration::from_secs(3);
    assert!(update::next_deadline(&script.model).is_some_and(|next| next <= due));
    script.now = due;
    let effects = update(&mut script.model, due, Event::Deadline);
    assert!(effects.iter().any(is_place));
    assert_eq!(script.model.reader.place_due, None);
}

#[test]
fn the_wheel_over_a_preview_is_remembered_too() {
    let mut script = reading(WIDE, &[article(&whole())]);
    script.save_article(1, &article(&whole()));
    script.keys("j k");
    let area = script.model.panes().article.expect("a pane");
    let wheel = newswire::app::event::Mouse {
        action: newswire::app::event::MouseAction::WheelDown,
        column: area.x + 2,
        row: area.y + 2,
    };
    for _ in 0..3 {
        script.event(Event::Mouse(wheel));
    }
    let before = first(&script);
    script.keys("j k");
    assert_eq!(first(&script), before);
    script.keys("enter");
    assert_eq!(first(&script), before);
}

#[test]
fn scripts_without_spaces_are_found_letter_by_letter() {
    let text = |from: u32, count: u32| -> String {
        let letters = (0..count).filter_map(|at| char::from_u32(from + at * 37 % 2_000));
        letters.collect()
    };
    let of = |extra: &[&str]| {
        let mut blocks: Vec<Block> = extra.iter().map(|text| Block::paragraph(*text)).collect();
        blocks.extend((0..20).map(|number| Block::paragraph(text(0x4e00 + number * 90, 160))));
        Article {
            title: "新しい鉄道".to_owned(),
            blocks,
            ..Article::default()
        }
    };
    let mut script = reading(NARROW, &[of(&[])]);
    script.keys("enter ctrl-d ctrl-d ctrl-d j");
    let before: String = first(&script).trim().chars().take(8).collect();
    script.keys("Q");
    let other = of(&["広告です", "写真：記者"]);
    script.save_article(1, &other);
    let mut script = script.restarted((60, 20));
    script.keys("enter");
    assert!(first(&script).contains(&before), "{before}");
}

#[test]
fn related_headlines_and_equal_paragraphs_keep_their_places() {
    let mut equal = article(&[1, 2, 1, 3, 1, 4, 1, 5, 1, 6, 1, 7, 1, 8]);
    let related = (0..12).map(|number| Related {
        title: format!("Another story, number {number}, of the same day"),
        ..Related::default()
    });
    equal.related = related.collect();
    for pages in [2, 4, 6, 9, 40] {
        let mut script = reading(NARROW, &[equal.clone()]);
        script.keys("enter");
        for _ in 0..pages {
            script.keys("ctrl-d");
        }
        script.keys("k");
        let open = script.model.reader.open().expect("open").scroll;
        script.keys("Q");
        let mut script = script.restarted(NARROW);
        script.keys("enter");
        assert_eq!(script.model.reader.open().expect("open").scroll, open);
    }
}

#[test]
fn an_odd_stored_place_harms_nothing() {
    let odd = |block, offset| ReadingPlace {
        fraction: 0.3,
        passage: Some(Passage {
            block,
            offset,
            lead: usize::MAX / 4,
            after: "nothing that stands there".to_owned(),
            ..Passage::default()
        }),
    };
    for (block, offset) in [(0, 9_999), (77, 3), (usize::MAX, usize::MAX), (2, 1)] {
        for text in [article(&whole()), article(&[1]), article(&[])] {
            let mut script = reading(NARROW, &[text]);
            script.save_place(1, &odd(block, offset));
            script.keys("enter j k");
        }
    }
}

#[test]
fn what_is_inserted_behind_the_last_line_of_a_paragraph_does_not_move_the_place() {
    // At each line of the second paragraph, the last one too.
    for lines in 0..14 {
        let mut script = reading((66, 13), &[article(&whole())]);
        script.keys("enter");
        for _ in 0..lines {
            script.keys("j");
        }
        let before = first_words(&script);
        let open = script.model.reader.open().expect("open");
        let place = open.layout().expect("laid out").place(open.scroll);
        if place.block != 2 || first(&script).starts_with("Part2") {
            continue;
        }
        script.keys("Q");
        let with_advert = [vec![0, 1, 100, 101], (2..30).collect()].concat();
        script.save_article(1, &article(&with_advert));
        let mut script = script.restarted((66, 13));
        script.keys("enter");
        assert_eq!(first_words(&script), before);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever another extraction adds and drops elsewhere, the paragraph is in view.
    #[test]
    fn the_paragraph_is_in_view(
        pages in 1_usize..12,
        lines in 0_usize..6,
        sizes in (30_u16..150, 10_u16..40, 30_u16..150, 10_u16..40),
        dropped in proptest::collection::hash_set(0_usize..30, 0..12),
        added in proptest::collection::vec((0_usize..30, 100_usize..130), 0..8),
    ) {
        let mut script = reading((sizes.0, sizes.1), &[article(&whole())]);
        script.keys("enter");
        for _ in 0..pages { script.keys("ctrl-d"); }
        for _ in 0..lines { script.keys("j"); }
        let open = script.model.reader.open().expect("open");
        let layout = open.layout().expect("laid out");
        // A blank line belongs to what stands above it.
        let mut lines = layout.lines[open.scroll..].iter();
        let at = lines.find(|line| !line.is_blank()).map_or(0, |line| line.block);
        let height = text_height(&script.model);
        prop_assume!(at > 0 && open.scroll < open.last_scroll(height));
        script.keys("Q");
        let mut numbers: Vec<usize> = whole()
            .into_iter()
            .filter(|number| number + 1 == at || !dropped.contains(number))
            .collect();
        for (place, number) in added {
            numbers.insert(place.min(numbers.len()), number);
        }
        script.save_article(1, &article(&numbers));
        let mut script = script.restarted((sizes.2, sizes.3));
        script.keys("enter");
        let open = script.model.reader.open().expect("open");
        let layout = open.layout().expect("laid out");
        let wanted = numbers.iter().position(|number| number + 1 == at).expect("kept") + 1;
        let height = usize::from(text_height(&script.model));
        let window = &layout.lines[open.scroll..layout.lines.len().min(open.scroll + height)];
        prop_assert!(window.iter().any(|line| line.block == wanted));
    }
}
