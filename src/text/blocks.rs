//! The blocks of an article as lines.

use super::composer::Composer;
use super::indent::Indent;
use super::styled::{Marks, Role, Run, Styled};
use super::{code, table};
use crate::model::{Block, Span};

/// Columns on either side of what stands under a picture.
const CAPTION_MARGIN: usize = 4;
/// Columns that a quote has less at its end.
const QUOTE_MARGIN: usize = 4;
/// Columns before the text of a list.
const HANG: usize = 4;
/// Letters of the longest last paragraph of a quote that says who said it.
const LONGEST_SPEAKER: usize = 120;
/// Columns of a thematic break.
const RULE_COLUMNS: usize = 12;

/// Lays out blocks that follow each other, a blank line between them; a list follows its
/// introduction directly when both stand in a list item.
fn lay_out_all(blocks: &[Block], depth: usize, composer: &mut Composer<'_>) {
    for (index, block) in blocks.iter().enumerate() {
        let is_nested_list = depth > 0 && matches!(block, Block::List { .. });
        if index > 0 && !is_nested_list {
            composer.separate();
        }
        lay_out(block, depth, composer);
    }
}

/// Lays out one block; `depth` is the number of lists around it.
pub(super) fn lay_out(block: &Block, depth: usize, composer: &mut Composer<'_>) {
    match block {
        Block::Paragraph { spans } => {
            let paragraph = composer.styled(spans, composer.body);
            composer.paragraph(&paragraph);
        }
        Block::Heading { spans, .. } => {
            let heading = composer.styled(spans, Role::Heading);
            composer.heading(&heading);
        }
        Block::List {
            ordered,
            start,
            items,
        } => list(ordered.then_some(*start), items, depth, composer),
        Block::Quote { blocks } => quote(blocks, composer),
        Block::Code { text, lang } => code::lay_out(text, lang.as_deref(), composer),
        Block::Table { header, rows } => table::lay_out(rows, *header, composer),
        Block::Image {
            src,
            alt,
            caption,
            credit,
        } => {
            let known = [caption, alt].into_iter().flatten();
            let caption = known.map(|text| text.trim()).find(|text| !text.is_empty());
            image(src, caption, credit.as_deref(), composer);
        }
        Block::Embed { title, link } => {
            let title = if title.trim().is_empty() { link } else { title };
            let caption = linked(title, "", link, composer);
            let indent = match composer.screen() {
                Some(_) => Indent::hanging("  ▶ "),
                None => Indent::hanging("▶ "),
            };
            composer.nested([indent], |composer| composer.paragraph(&caption));
        }
        Block::Rule => {
            let rule = "─".repeat(composer.columns().min(RULE_COLUMNS));
            composer.line(vec![Run::new(rule, Marks::role(Role::Rule))], false);
        }
    }
}

/// The bullet of a list that stands in `depth` others.
fn bullet(depth: usize) -> &'static str {
    match depth % 3 {
        0 => "• ",
        1 => "◦ ",
        _ => "▪ ",
    }
}

fn list(start: Option<u32>, items: &[Vec<Block>], depth: usize, composer: &mut Composer<'_>) {
    let last = |start: u32| u64::from(start) + items.len().saturating_sub(1) as u64;
    let digits = start.map_or(0, |start| last(start).to_string().len());
    // Items of several paragraphs need air between them, one-liners are easier to read without.
    let is_loose = items
        .iter()
        .any(|item| item.len() > 1 && paragraphs(item) > 1);
    for (index, item) in items.iter().enumerate() {
        if index > 0 && is_loose {
            composer.separate();
        }
        let marker = match start {
            Some(start) => format!("{:>digits$}. ", u64::from(start) + index as u64),
            None if begins_with_box(item) => String::new(),
            None => bullet(depth).to_owned(),
        };
        composer.nested(indents(&marker, depth, composer), |composer| {
            lay_out_all(item, depth + 1, composer);
        });
    }
}

/// On a screen, the text of a list hangs further in; lists inside it save room.
fn indents(marker: &str, depth: usize, composer: &Composer<'_>) -> Vec<Indent> {
    let near = Indent::hanging(marker);
    if composer.screen().is_none() || depth > 0 {
        return vec![near];
    }
    let far = match marker {
        // The box of a task stands in the text.
        "" => Indent::blanks(HANG / 2),
        _ => Indent::hanging(&format!("{marker:>HANG$}")),
    };
    vec![far, near]
}

/// Whether an item is a task, whose box stands for the bullet.
fn begins_with_box(item: &[Block]) -> bool {
    let Some(Block::Paragraph { spans }) = item.first() else {
        return false;
    };
    let first = spans.first().map(|span| span.text.as_str());
    first.is_some_and(|text| text.starts_with(['☐', '☑']))
}

fn paragraphs(item: &[Block]) -> usize {
    let is_paragraph = |block: &&Block| !matches!(block, Block::List { .. });
    item.iter().filter(is_paragraph).count()
}

fn quote(blocks: &[Block], composer: &mut Composer<'_>) {
    let outside = std::mem::replace(&mut composer.body, Role::Quote);
    let indents = match composer.screen() {
        Some(_) => vec![
            Indent::bar("  ┃ ").with_free(QUOTE_MARGIN),
            Indent::bar("┃ "),
        ],
        None => vec![Indent::bar("▎ ")],
    };
    composer.nested(indents, |composer| match blocks.split_last() {
        Some((Block::Paragraph { spans }, said))
            if composer.screen().is_some() && !said.is_empty() && is_speaker(spans) =>
        {
            lay_out_all(said, 0, composer);
            let speaker = composer.styled(spans, Role::Speaker);
            composer.paragraph(&speaker);
        }
        _ => lay_out_all(blocks, 0, composer),
    });
    composer.body = outside;
}

/// Whether the last paragraph of a quote says who said it: a dash stands before the name.
fn is_speaker(spans: &[Span]) -> bool {
    let first = spans.first().map(|span| span.text.trim_start());
    let letters: usize = spans.iter().map(|span| span.text.chars().count()).sum();
    letters <= LONGEST_SPEAKER && first.is_some_and(|text| text.starts_with(['—', '–', '―']))
}

fn image(src: &str, caption: Option<&str>, credit: Option<&str>, composer: &mut Composer<'_>) {
    let caption = caption.unwrap_or("Picture");
    let credit = credit.map(str::trim).filter(|credit| {
        // Many pages repeat the credit at the end of the caption.
        !credit.is_empty() && !caption.contains(credit)
    });
    let credit = credit
        .map(|credit| format!(" ({credit})"))
        .unwrap_or_default();
    let caption = linked(caption, &credit, src, composer);
    let indents = match composer.screen() {
        None => vec![Indent::hanging("▣ ")],
        Some(_) => vec![
            Indent::hanging(&format!("{:>1$}", "▣ ", CAPTION_MARGIN + 2)),
            Indent::hanging("▣ "),
        ],
    };
    composer.nested(indents, |composer| composer.paragraph(&caption));
}

/// A caption that leads somewhere.
fn linked(text: &str, after: &str, address: &str, composer: &mut Composer<'_>) -> Styled {
    let link = if address.is_empty() {
        None
    } else {
        composer.link(address)
    };
    let plain = Marks::role(Role::Caption);
    let mut caption = Styled::new(text, Marks { link, ..plain });
    caption.push(after, plain);
    composer.number(&mut caption, link);
    caption
}

#[cfg(test)]
mod tests {
    use crate::model::{Article, Block, Span};
    use crate::text::article::{LayoutOptions, layout, plain};

    fn shown(blocks: Vec<Block>, width: usize) -> String {
        let article = Article {
            blocks,
            ..Article::default()
        };
        let options = LayoutOptions {
            width,
            ..LayoutOptions::default()
        };
        plain(&layout(&article, &options))
    }

    #[test]
    fn lines_of_paragraphs_and_cells_are_kept() {
        let poem = Block::paragraph("Spring tide,\nthe boats lean on their ropes\nand wait.");
        let quote = Block::Quote {
            blocks: vec![poem.clone()],
        };
        let cell = |text: &str| vec![Span::plain(text)];
        let table = Block::Table {
            header: false,
            rows: vec![vec![cell("Address"), cell("12 Quay Street\nPort Ellen")]],
        };
        let expected = "\
Spring tide,
the boats lean on their
ropes
and wait.

▎ Spring tide,
▎ the boats lean on their
▎ ropes
▎ and wait.

Address  12 Quay Street
         Port Ellen
";
        assert_eq!(shown(vec![poem, quote, table], 25), expected);
    }

    fn code(text: &str) -> Vec<Block> {
        vec![Block::Code {
            text: text.to_owned(),
            lang: None,
        }]
    }

    #[test]
    fn words_in_code_are_in_reading_order_and_the_code_is_not_turned() {
        let shown = |text: &str, width| shown(code(text), width);
        assert_eq!(shown("say(\"שלום\") # 12", 30), "│ say(\"םולש\") # 12\n");
        assert_eq!(shown("שלום = מאה", 30), "│ האמ = םולש\n");
        assert_eq!(shown("שלום = 1", 30), "│ 1 = םולש\n");
        assert_eq!(shown("  x אבג דה", 14), "│   x הד גבא\n");
        // A line that is parted reads on in the next one.
        assert_eq!(
            shown("x = אבגדהוזחטי כלמ", 14),
            "│ x = חזוהדגבא\n│ ↪ מלכ יט\n"
        );
        // Clusters stay whole where a line is parted.
        let clusters = "# abe\u{301} xকাকা🇩🇪";
        assert_eq!(shown(clusters, 12), "# abe\u{301} xকাকা\n↪ 🇩🇪\n");
        assert_eq!(
            shown(&clusters.replace('x', "xyz"), 12),
            "# abe\u{301} xyzকা\n↪ কা🇩🇪\n"
        );
    }

    #[test]
    fn the_place_in_code_counts_what_is_written() {
        let article = Article {
            blocks: code("x = אבגדהוזחטי כלמ"),
            ..Article::default()
        };
        let options = LayoutOptions {
            width: 14,
            ..LayoutOptions::default()
        };
        let offsets: Vec<usize> = layout(&article, &options)
            .lines
            .iter()
            .map(|line| line.offset)
            .collect();
        assert_eq!(offsets, [0, 21]);
    }

    #[test]
    fn the_box_of_a_task_is_its_bullet() {
        let list = Block::List {
            ordered: false,
            start: 1,
            items: vec![
                vec![Block::paragraph("☑ hooks")],
                vec![Block::paragraph("ropes")],
            ],
        };
        assert_eq!(shown(vec![list], 25), "☑ hooks\n• ropes\n");
    }
}
