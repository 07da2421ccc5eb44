//! What a template promises.

use proptest::collection::vec;
use proptest::prelude::*;

use super::template::*;
use crate::extract::{self, Options};

/// A paragraph that no other number has.
fn story(number: usize) -> String {
    const WHO: [&str; 5] = ["council", "harbour board", "museum", "union", "minister"];
    const WHAT: [&str; 7] = ["bridge", "ferry", "pier", "tram", "school", "dam", "market"];
    (0..4)
        .map(|at| {
            let (who, what) = (WHO[(number + at) % 5], WHAT[(number * 3 + at) % 7]);
            format!("The {who} wrote, in letter {number} of part {at}, that the {what} is to stay open. ")
        })
        .collect()
}

fn page(number: usize, before: &str, after: &str) -> String {
    let paragraph = |part: usize| format!("<p>{}</p>", story(number * 10 + part));
    format!(
        "<html><body><article><h1>Story {number} of the coast</h1><div class=text>{}{before}{}{}{after}</div></article></body></html>",
        paragraph(1),
        paragraph(2),
        paragraph(3)
    )
}

fn read(html: &str, url: &str, template: &mut Template) -> String {
    let options = Options {
        url: Some(url),
        ..Options::default()
    };
    extract::article_of_site(html, &options, template).text()
}

/// The text of each page in turn.
fn read_all(pages: &[String], template: &mut Template) -> Vec<String> {
    let pages = pages.iter().enumerate();
    pages
        .map(|(number, html)| read(html, &format!("https://a.example/{number}"), template))
        .collect()
}

/// On which pages a line is left.
fn left(line: &str, texts: &[String]) -> Vec<bool> {
    texts.iter().map(|text| text.contains(line)).collect()
}

#[test]
fn a_line_goes_when_three_other_pages_have_it() {
    for line in [
        "Write to our desk in confidence if you know more.",
        "この件について情報をお持ちの方は編集部までお寄せください。",
        "اكتبوا إلى تحريرنا بكل ثقة إن عرفتم المزيد.",
    ] {
        let insert = format!("<p>{line}</p>");
        let pages: Vec<String> = (0..5).map(|number| page(number, &insert, "")).collect();
        let texts = read_all(&pages, &mut Template::default());
        assert_eq!(left(line, &texts), [true, true, true, false, false]);
        for (number, text) in texts.iter().enumerate() {
            assert!(text.contains(story(number * 10 + 3).trim()), "{text}");
        }
    }
}

#[test]
fn numbers_of_a_counter_do_not_hide_that_it_repeats() {
    let pages: Vec<String> = (0..5)
        .map(|number| {
            let clock = format!(
                "<p>Last changed {} March 2026, {}:30</p>",
                number + 1,
                number
            );
            page(number, &clock, "")
        })
        .collect();
    let texts = read_all(&pages, &mut Template::default());
    assert_eq!(left("Last changed", &texts)[3..], [false, false]);
}

#[test]
fn numbers_of_a_sentence_are_what_it_says() {
    let closing = |number: usize| format!("The index of the coast closed at 4,{number}12 points.");
    let pages: Vec<String> = (0..8)
        .map(|number| page(number, &format!("<p>{}</p>", closing(number)), ""))
        .collect();
    let texts = read_all(&pages, &mut Template::default());
    for (number, text) in texts.iter().enumerate() {
        assert!(text.contains(&closing(number)), "{text}");
    }
}

#[test]
fn a_page_counts_once_however_often_and_under_which_address_it_is_read() {
    let line = "<p>Write to our desk in confidence if you know more.</p>";
    let mut template = Template::default();
    for at in 0..6 {
        let url = format!("https://a.example/{}", at % 2);
        read(&page(1, line, ""), &url, &mut template);
    }
    assert_eq!(template.pages(), 1);
    // Nor does a page count against itself.
    read(&page(2, line, ""), "https://a.example/x", &mut template);
    read(&page(3, line, ""), "https://a.example/y", &mut template);
    let again = read(&page(3, line, ""), "https://a.example/y", &mut template);
    assert!(again.contains("in confidence"), "{again}");
    assert_eq!(template.pages(), 3);
}

#[test]
fn what_authors_repeat_themselves_stays() {
    let greeting = "Good morning. Here is what the coast talks about.";
    let before = "<h2>What it costs</h2>";
    let after = "<ul><li>two eggs</li><li>a spoon of salt</li></ul><table><tr><td>Open</td><td>12</td></tr>\
                 <tr><td>Close</td><td>13</td></tr></table>";
    let pages: Vec<String> = (0..6)
        .map(|number| {
            let html = page(number, before, after);
            html.replace(
                "<div class=text>",
                &format!("<div class=text><p>{greeting}</p>"),
            )
        })
        .collect();
    let alone: Vec<String> = pages
        .iter()
        .map(|html| extract::article(html, &Options::default()).text())
        .collect();
    let texts = read_all(&pages, &mut Template::default());
    assert_eq!(texts, alone);
    assert!(texts[5].contains(greeting), "{}", texts[5]);
}

#[test]
fn a_label_before_a_link_repeats_although_the_link_does_not() {
    let pages: Vec<String> = (0..5)
        .map(|number| {
            let link = format!(
                "<p>The whole tale: <a href=/{number}>How the {} came to stand there</a></p>",
                ["mill", "church", "wall", "tower", "gate"][number]
            );
            page(number, &link, "")
        })
        .collect();
    let texts = read_all(&pages, &mut Template::default());
    assert_eq!(left("The whole tale", &texts)[3..], [false, false]);
}

#[test]
fn short_lines_must_stand_on_many_pages() {
    let pages: Vec<String> = (0..20)
        .map(|number| {
            page(
                number,
                if number % 5 == 0 {
                    "<p>He said no.</p>"
                } else {
                    ""
                },
                "",
            )
        })
        .collect();
    let alone = extract::article(&pages[15], &Options::default()).text();
    assert!(alone.contains("He said no."), "{alone}");
    let texts = read_all(&pages, &mut Template::default());
    assert!(texts[15].contains("He said no."), "{}", texts[15]);
}

#[test]
fn lines_of_one_page_are_forgotten_first() {
    let mut template = Template::default();
    for number in 0..200 {
        let page = Observation {
            address: number + 1,
            text: number + 1,
            lines: (0..40)
                .map(|at| number * 1000 + at + 10)
                .chain([7])
                .collect(),
            places: vec![(number % 100, Fate::Held), (7, Fate::Held)],
        };
        template.observe(&page);
        assert!(template.lines.len() <= MAX_LINES && template.places.len() <= MAX_PLACES);
    }
    assert!(template.pages_with(7) >= HALVING / 2, "{template:?}");
    assert!(template.is_text_place(7));
    // What the site no longer prints fades.
    for number in 1000..1400 {
        template.observe(&Observation {
            address: number,
            text: number,
            lines: (0..40).map(|at| number * 1000 + at).collect(),
            places: Vec::new(),
        });
    }
    assert_eq!(template.pages_with(7), 0);
}

fn observations() -> impl Strategy<Value = Vec<Observation>> {
    let fate = prop_oneof![
        Just(Fate::Held),
        Just(Fate::Refused),
        Just(Fate::Listed),
        Just(Fate::Mixed)
    ];
    let page = (
        any::<u32>(),
        any::<u32>(),
        vec(0_u32..3000, 0..300),
        vec((0_u32..200, fate), 0..80),
    );
    let page = page.prop_map(|(address, text, lines, places)| Observation {
        address,
        text,
        lines,
        places,
    });
    vec(page, 0..100)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_stored_form_is_bounded_and_gives_the_template_back(pages in observations()) {
        let mut template = Template::default();
        for page in &pages {
            template.observe(page);
            let bytes = template.to_bytes();
            prop_assert!(bytes.len() <= MAX_BYTES);
            prop_assert_eq!(&Template::from_bytes(&bytes), &template);
        }
    }

    #[test]
    fn foreign_bytes_are_a_template_that_works(
        mut bytes in vec(any::<u8>(), 0..600),
        versioned in any::<bool>(),
        pages in observations(),
    ) {
        if versioned && bytes.len() > 6 {
            bytes[0] = 1;
            bytes[3] = 0;
            let rest = bytes.len() - 6;
            bytes[2] = u8::try_from(rest / 6).unwrap_or(0);
            bytes[4] = 0;
            bytes[5] = 0;
            bytes.truncate(6 + usize::from(bytes[2]) * 6);
        }
        let mut template = Template::from_bytes(&bytes);
        prop_assert!(!versioned || bytes.len() <= 6 || bytes[2] == 0 || template != Template::default());
        for page in pages.iter().take(20) {
            template.observe(page);
        }
        prop_assert!(template.to_bytes().len() <= MAX_BYTES);
    }

    #[test]
    fn long_blocks_headlines_and_first_paragraphs_are_never_dropped(
        sentences in 3_usize..7,
        place in 0_usize..3,
        pages in 4_usize..8,
    ) {
        let long = "This paper belongs to those who read it, and nobody else, since the day on which it was founded. "
            .repeat(sentences);
        let insert = format!("<p>{}</p>", long.trim());
        let pages: Vec<String> = (0..pages)
            .map(|number| match place {
                0 => page(number, &insert, ""),
                1 => page(number, "", &insert),
                _ => page(number, "", "").replacen("<p>", &format!("{insert}<p>"), 1),
            })
            .map(|html| html.replace("<p>The council", "<p>It began at sea.</p><p>The council"))
            .collect();
        let mut template = Template::default();
        for (number, text) in read_all(&pages, &mut template).iter().enumerate() {
            prop_assert!(text.contains(long.trim()), "page {}: {}", number, text);
            let alone = extract::article(&pages[number], &Options::default()).text();
            prop_assert_eq!(text.lines().next(), alone.lines().next());
        }
    }

    #[test]
    fn nothing_known_changes_nothing(number in 0_usize..50) {
        let html = page(number, "<p>Write to us.</p>", "<div class=more><p>Another story altogether.</p></div>");
        let alone = extract::article(&html, &Options::default());
        let template = Template::default();
        let options = Options { site: Some(&template), ..Options::default() };
        prop_assert_eq!(extract::article(&html, &options), alone);
    }
}
