//! Invented sites, ten pages each, whose truth is known because they are built from it.
//!
//! Each site has a template of its own, after what real ones do: bodies split over boxes, in
//! line breaks, tables and elements of its own making, lines of the paper between the
//! paragraphs, teasers that read like prose, lists and headings that recur in the stories
//! themselves. All words are ours (`languages/`), the numbers come from fixed seeds.

mod chrome;
mod plans;
mod templates;
mod templates_more;
mod words;

use words::{Language, Random};

/// Pages a site.
pub const PAGES: usize = 10;

/// A site.
pub struct Site {
    pub name: &'static str,
    pub pages: Vec<Page>,
}

/// A page and what a reader wants of it.
pub struct Page {
    pub url: String,
    pub html: String,
    pub truth: String,
}

/// A part of a story.
#[derive(Debug, Clone)]
pub enum Part {
    Paragraph(String),
    Heading(String),
    Quote(String),
    List(Vec<String>),
    /// Rows of name and number.
    Table(Vec<(String, String)>),
}

impl Part {
    fn text(&self) -> String {
        match self {
            Self::Paragraph(text) | Self::Heading(text) | Self::Quote(text) => text.clone(),
            Self::List(items) => items.join("\n"),
            Self::Table(rows) => {
                let rows: Vec<String> = rows.iter().map(|(a, b)| format!("{a} {b}")).collect();
                rows.join("\n")
            }
        }
    }
}

/// What the story says.
#[derive(Debug, Clone)]
pub struct Story {
    pub title: String,
    pub author: String,
    pub day: usize,
    pub month: usize,
    pub parts: Vec<Part>,
}

/// How a site's stories are written.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Shares of the parts, in percent; the rest are paragraphs.
    pub headings: usize,
    pub quotes: usize,
    pub lists: usize,
    pub tables: usize,
    /// Share of paragraphs that are one short sentence.
    pub shorts: usize,
    /// Most sentences of a paragraph.
    pub longest: usize,
    /// The first line is the same in every story.
    pub greeting: Option<&'static str>,
    /// Lines of every story in which only the numbers differ.
    pub figures: &'static [&'static str],
    /// Two or three paragraphs, no more.
    pub brief: bool,
}

/// What a template is given.
pub struct Scene<'a> {
    pub words: &'a Language,
    pub story: &'a Story,
    /// Number of the page, from 0.
    pub number: usize,
    /// Headlines and first paragraphs of other stories.
    pub others: Vec<(String, String)>,
    pub random: Random,
}

impl Scene<'_> {
    /// A line of the paper, filled in for this page.
    pub fn line(&self, line: &str) -> String {
        let date = self.words.date(self.story.day, self.story.month);
        let count = (self.number * 37 + 4).to_string();
        // Pictures and texts have other people behind them than the author.
        let names = self.words.list("names");
        let author = &self.story.author;
        let other = &names[(self.number + self.story.day) % names.len()];
        let name = if line == "bio" { author } else { other };
        self.words
            .line(line)
            .replace("{name}", name)
            .replace("{date}", &date)
            .replace("{n}", &count)
    }
}

/// One site of the set.
pub struct Plan {
    pub name: &'static str,
    pub language: &'static str,
    pub style: Style,
    pub template: fn(&mut Scene<'_>) -> String,
    /// The page that is the one before it under another address.
    pub copy: Option<usize>,
}

/// Builds all of them.
pub fn sites() -> Vec<Site> {
    let plans = plans::plans();
    plans
        .iter()
        .zip(1..)
        .map(|(plan, seed)| site(plan, seed))
        .collect()
}

fn site(plan: &Plan, seed: u64) -> Site {
    let words = Language::of(plan.language);
    let mut random = Random::new(seed);
    let mut stories: Vec<Story> = (0..PAGES)
        .map(|number| story(&words, &plan.style, number, &mut random))
        .collect();
    if let Some(copy) = plan.copy {
        stories[copy] = stories[copy - 1].clone();
    }
    let teasers: Vec<(String, String)> = (0..24)
        .map(|_| (words.title(&mut random), words.paragraph(&mut random, 1)))
        .collect();
    let pages = (0..PAGES)
        .map(|number| {
            let story = &stories[number];
            // The list moves on by two with each page, as lists of the newest do.
            let others = (0..6).map(|at| teasers[(number * 2 + at) % teasers.len()].clone());
            let mut scene = Scene {
                words: &words,
                story,
                number,
                others: others.collect(),
                random: Random::new(seed * 1000 + u64::try_from(number).unwrap()),
            };
            let html = (plan.template)(&mut scene);
            let parts: Vec<String> = story.parts.iter().map(Part::text).collect();
            Page {
                url: format!(
                    "https://{}.example/2026/{}/story-{number}",
                    plan.name, story.month
                ),
                html,
                truth: parts.join("\n"),
            }
        })
        .collect();
    Site {
        name: plan.name,
        pages,
    }
}

fn story(words: &Language, style: &Style, number: usize, random: &mut Random) -> Story {
    let mut parts = Vec::new();
    parts.extend(style.greeting.map(|line| Part::Paragraph(line.to_owned())));
    let longest = style.longest.max(1);
    let first = 1 + random.below(longest);
    parts.push(Part::Paragraph(words.paragraph(random, first.max(2))));
    let count = if style.brief {
        random.below(2)
    } else {
        5 + random.below(9)
    };
    for _ in 0..count {
        let mut roll = random.below(100);
        let mut falls = |share: usize| {
            let yes = roll < share;
            roll = roll.wrapping_sub(share).min(1000);
            yes
        };
        let (heading, quote) = (falls(style.headings), false);
        let quote = quote || !heading && falls(style.quotes);
        let list = !heading && !quote && falls(style.lists);
        let table = !heading && !quote && !list && falls(style.tables);
        let short = falls(style.shorts);
        if heading && !matches!(parts.last(), Some(Part::Heading(_))) {
            parts.push(Part::Heading(random.of(words.list("headings")).to_owned()));
        } else if quote {
            parts.push(Part::Quote(words.quote(random)));
        } else if list {
            let from = random.below(words.list("items").len());
            let items = words.list("items").iter().cycle().skip(from).take(3);
            parts.push(Part::List(items.cloned().collect()));
        } else if table {
            let names = words.list("nouns").iter().take(4);
            let rows = names.map(|name| (name.clone(), format!("{}", random.below(900) + 100)));
            parts.push(Part::Table(rows.collect()));
        } else if short {
            parts.push(Part::Paragraph(words.short(random)));
        } else {
            let sentences = 1 + random.below(longest);
            parts.push(Part::Paragraph(words.paragraph(random, sentences)));
        }
    }
    for line in style.figures {
        let number = format!("{}", 1000 + random.below(9000));
        let share = format!("{},{}", random.below(4), random.below(100));
        let line = line.replace("{n}", &number).replace("{m}", &share);
        parts.push(Part::Paragraph(line));
    }
    parts.push(Part::Paragraph(words.paragraph(random, 2)));
    Story {
        title: words.title(random),
        author: random.of(words.list("names")).to_owned(),
        day: 1 + random.below(27),
        month: 1 + number % 6,
        parts,
    }
}
