//! Lines of an article on the screen: a slice of the layout, copied into cells.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::article::Layout;
use crate::text::{self, Ground, Line, Run};
use crate::ui::cells::{self, COVERED};
use crate::ui::linked::Linked;
use crate::ui::theme::{Role, Surface, Theme};

/// What is shown of a layout, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct View {
    /// The first line.
    pub scroll: usize,
    /// The link to highlight.
    pub selected_link: Option<u16>,
    /// Make links of links (OSC 8).
    pub hyperlinks: bool,
}

/// Where the lines stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The measure.
    pub text: Rect,
    /// The columns that a wide table may take, and no line leaves.
    pub room: Rect,
}

impl From<Rect> for Place {
    fn from(text: Rect) -> Self {
        Self { text, room: text }
    }
}

/// Draws the lines of a view. Right-to-left lines stand at the right edge.
pub fn draw(layout: &Layout, view: View, theme: &Theme, place: Place, buffer: &mut Buffer) {
    let rows = place.text.intersection(buffer.area).rows();
    let lines = layout.lines.iter().enumerate().skip(view.scroll);
    for ((index, line), row) in lines.zip(rows) {
        let next = layout.lines.get(index + 1).map(|line| line.ground);
        if line.ground == Ground::Head && next != Some(Ground::Head) {
            end_of_head(theme, row, buffer);
        }
        let row = Rect {
            x: place.text.x,
            width: place.text.width,
            ..row
        };
        draw_line(line, layout, view, theme, (row, place.room), buffer);
    }
}

/// How many rows of the view belong to the head: they stand on a surface of their own.
#[must_use]
pub fn head_rows(layout: &Layout, scroll: usize) -> usize {
    let lines = layout.lines.iter().skip(scroll);
    lines.take_while(|line| line.ground == Ground::Head).count()
}

/// Where panes have one background, the head has no band but a rule.
fn end_of_head(theme: &Theme, row: Rect, buffer: &mut Buffer) {
    if theme.has_one_background() {
        let rule = "─".repeat(usize::from(row.width));
        cells::write_all(&rule, theme.style(Role::Line), (row.x, row.y), buffer);
    }
}

fn draw_line(
    line: &Line,
    layout: &Layout,
    view: View,
    theme: &Theme,
    (row, room): (Rect, Rect),
    buffer: &mut Buffer,
) {
    let block = code_block(line.ground, row);
    if let Some((block, _)) = block {
        buffer.set_style(
            block.intersection(buffer.area),
            theme.surface(Surface::Code),
        );
    }
    let missing = usize::from(row.width).saturating_sub(line.width());
    let outdent = columns(line.outdent);
    let mut x = if line.rtl {
        let free = columns(missing).saturating_add(outdent);
        row.x.saturating_add(free).saturating_sub(wider(line, row))
    } else {
        row.x.saturating_sub(outdent)
    };
    for run in &line.runs {
        let left = room.right().saturating_sub(x);
        if left == 0 {
            break;
        }
        let mut style = theme.run(run);
        if run.link.is_some() && run.link == view.selected_link {
            style = theme.on(Surface::Chip, Role::Chip);
        }
        let text = match run.role {
            // The surface says what the sign would.
            text::Role::CodeMark if theme.shows(Surface::Code) => " ",
            _ => &run.text,
        };
        let end = cells::write(text, usize::from(left), style, (x, row.y), buffer);
        if view.hyperlinks
            && let Some((number, address)) = address(run, layout)
        {
            let cells = Rect {
                x,
                width: end - x,
                ..row
            };
            hyperlink(number, address, cells, buffer);
        }
        x = end;
    }
    // Where code has no surface, a line stands before it.
    if let Some((block, true)) = block
        && !theme.shows(Surface::Code)
    {
        cells::write_all("│", theme.style(Role::Wire), (block.x, block.y), buffer);
    }
}

/// Columns that a line has more than its row.
fn wider(line: &Line, row: Rect) -> u16 {
    columns(line.width().saturating_sub(usize::from(row.width)))
}

/// The cells of a row that are a block of code, and whether the first of them is free.
fn code_block(ground: Ground, row: Rect) -> Option<(Rect, bool)> {
    let Ground::Code { from, has_edge } = ground else {
        return None;
    };
    let from = columns(from).min(row.width);
    let block = Rect {
        x: row.x + from,
        width: row.width - from,
        ..row
    };
    Some((block, has_edge))
}

fn columns(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// The number and address of a run's link, if the address may stand in an escape sequence:
/// only printable ASCII, and of a scheme that a click may open.
fn address<'a>(run: &Run, layout: &'a Layout) -> Option<(u16, &'a str)> {
    let number = run.link?;
    let address = layout.links.get(usize::from(number))?;
    let schemes = ["http://", "https://", "mailto:"];
    let is_clean = address.bytes().all(|byte| byte.is_ascii_graphic());
    let is_known = schemes.iter().any(|scheme| address.starts_with(scheme));
    (is_clean && is_known).then_some((number, address))
}

fn hyperlink(number: u16, address: &str, cells: Rect, buffer: &mut Buffer) {
    for x in cells.left()..cells.right() {
        let cell = &mut buffer[(x, cells.y)];
        if cell.symbol() != COVERED {
            let linked = Linked::wrap(cell.symbol(), number, address);
            cell.set_symbol(&linked);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Block, Span, Style};
    use crate::text::article::{Form, LayoutOptions, Screen, layout};
    use crate::ui::theme::{Scheme, ThemeName};

    fn linked(address: &str, text: &str) -> Layout {
        let span = Span {
            text: text.to_owned(),
            link: Some(address.to_owned()),
            ..Span::default()
        };
        let article = Article {
            blocks: vec![Block::Paragraph { spans: vec![span] }],
            ..Article::default()
        };
        layout(&article, &LayoutOptions::default())
    }

    fn drawn(layout: &Layout, hyperlinks: bool, columns: u16) -> Buffer {
        let area = Rect::new(0, 0, columns, 2);
        let mut buffer = Buffer::empty(area);
        let view = View {
            hyperlinks,
            ..View::default()
        };
        let theme = Theme::new(ThemeName::Mono, Scheme::Western);
        draw(layout, view, &theme, area.into(), &mut buffer);
        buffer
    }

    #[test]
    fn each_cell_of_a_link_is_a_whole_sequence() {
        let buffer = drawn(&linked("https://example.org/", "日本"), true, 10);
        let open = "\u{1b}]8;id=n0;https://example.org/\u{1b}\\";
        assert_eq!(
            buffer[(0, 0)].symbol(),
            format!("{open}日\u{1b}]8;;\u{1b}\\")
        );
        assert_eq!(buffer[(1, 0)].symbol(), COVERED);
        assert_eq!(
            buffer[(2, 0)].symbol(),
            format!("{open}本\u{1b}]8;;\u{1b}\\")
        );
        assert_eq!(buffer[(4, 0)].symbol(), " ");
    }

    #[test]
    fn addresses_that_could_escape_are_no_links() {
        for address in [
            "https://e.org/\u{1b}\\x",
            "javascript:alert(1)",
            "https://e.org/ x",
        ] {
            let buffer = drawn(&linked(address, "text"), true, 10);
            assert_eq!(buffer[(0, 0)].symbol(), "t", "{address:?}");
        }
    }

    #[test]
    fn right_to_left_lines_stand_at_the_right_edge() {
        let article = Article {
            blocks: vec![Block::paragraph("שלום")],
            ..Article::default()
        };
        let buffer = drawn(&layout(&article, &LayoutOptions::default()), false, 10);
        assert_eq!(buffer[(9, 0)].symbol(), "ש");
        assert_eq!(buffer[(5, 0)].symbol(), " ");
    }

    /// An article with a head, code in a line and a block of it, in 16 columns.
    fn in_pane(theme: ThemeName) -> Vec<String> {
        let code = Span {
            text: "hark".to_owned(),
            style: Style {
                code: true,
                ..Style::default()
            },
            ..Span::default()
        };
        let block = Block::Code {
            lang: None,
            text: "x = 1".to_owned(),
        };
        let spans = vec![Span::plain("Say "), code];
        let article = Article {
            title: "Title".to_owned(),
            blocks: vec![Block::Paragraph { spans }, block],
            ..Article::default()
        };
        let screen = Screen {
            band: true,
            ..Screen::default()
        };
        let options = LayoutOptions {
            width: 16,
            form: Form::Screen(screen),
            ..LayoutOptions::default()
        };
        let layout = layout(&article, &options);
        let area = Rect::new(0, 0, 16, 7);
        let mut buffer = Buffer::empty(area);
        let theme = Theme::new(theme, Scheme::Western);
        draw(&layout, View::default(), &theme, area.into(), &mut buffer);
        assert_eq!(head_rows(&layout, 0), 2);
        assert_eq!(head_rows(&layout, 2), 0);
        let row = |y| (0..16).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        (0..7).map(|y| row(y).trim_end().to_owned()).collect()
    }

    #[test]
    fn signs_stand_where_surfaces_are_not_seen() {
        let mono = [
            "Title",
            "────────────────",
            "",
            "Say `hark`",
            "",
            "│ x = 1",
            "",
        ];
        assert_eq!(in_pane(ThemeName::Mono), mono);
        let dark = ["Title", "", "", "Say  hark", "", "  x = 1", ""];
        assert_eq!(in_pane(ThemeName::Dark), dark);
        // Its panes have one background, its code has another.
        let contrast = [
            "Title",
            "────────────────",
            "",
            "Say  hark",
            "",
            "  x = 1",
            "",
        ];
        assert_eq!(in_pane(ThemeName::Contrast), contrast);
    }

    #[test]
    fn a_narrow_or_outside_area_is_no_danger() {
        let layout = linked("https://example.org/", "日本語 text");
        let theme = Theme::new(ThemeName::Mono, Scheme::Western);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 5, 1));
        for area in [
            Rect::new(0, 0, 3, 9),
            Rect::new(4, 0, 90, 1),
            Rect::new(50, 50, 5, 5),
        ] {
            let view = View {
                hyperlinks: true,
                scroll: 0,
                selected_link: Some(0),
            };
            draw(&layout, view, &theme, area.into(), &mut buffer);
        }
    }
}
