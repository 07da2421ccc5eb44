//! What the cards over the panes have in common: where their parts stand, and the cursor in
//! their rows.

use crate::app::event::Mouse;
use crate::app::model::Model;
use crate::app::motion::Motion;
use crate::app::panes::Area;

/// The rows of a view, of which one is selected.
#[derive(Clone, Copy)]
pub struct Rows {
    /// Where they stand on the screen.
    pub area: fn(&Model) -> Area,
    /// How many there are.
    pub count: fn(&Model) -> usize,
    /// The selected one, to select another.
    pub cursor: for<'a> fn(&'a mut Model) -> Option<&'a mut usize>,
}

impl Rows {
    /// Moves the cursor.
    pub fn go(self, model: &mut Model, motion: Motion) -> bool {
        let height = (self.area)(model).height;
        let distance = motion.distance(usize::from(height));
        let last = (self.count)(model).saturating_sub(1);
        if let Some(cursor) = (self.cursor)(model) {
            *cursor = cursor.saturating_add_signed(distance).min(last);
        }
        true
    }

    /// Selects the row under the mouse, if there is one, and goes on with it.
    pub fn click(self, model: &mut Model, mouse: Mouse, then: impl FnOnce(&mut Model)) {
        let (area, count) = ((self.area)(model), (self.count)(model));
        let Some(cursor) = (self.cursor)(model) else {
            return;
        };
        let first = first_shown(*cursor, usize::from(area.height), count);
        let row = first + usize::from(mouse.row.saturating_sub(area.y));
        if area.contains(mouse.column, mouse.row) && row < count {
            *cursor = row;
            then(model);
        }
    }
}

/// The first row shown of `count` in `height`, with the cursor in the middle where possible.
#[must_use]
pub fn first_shown(cursor: usize, height: usize, count: usize) -> usize {
    cursor
        .saturating_sub(height / 2)
        .min(count.saturating_sub(height))
}

/// The parts of a card. The columns of all but the first are those of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Card {
    /// All of it, with its edge.
    pub area: Area,
    /// It has an edge; on a low screen it takes the place of the panes instead.
    pub has_edge: bool,
    /// Its first row: a name or a line of input.
    pub title: Area,
    /// The row of the rule under that; without rows on a low screen.
    pub rule: Area,
    /// What it holds.
    pub body: Area,
    /// What can be done; without rows on a low screen, where the line at the bottom tells it.
    pub hints: Area,
}

/// Lower screens have no room for edges.
pub const EDGE_HEIGHT: u16 = 8;
/// Lower screens have no rules.
pub const RULE_HEIGHT: u16 = 20;
/// On lower screens the line at the bottom tells what can be done in a card.
const HINTS_HEIGHT: u16 = 16;
/// On narrower screens a card is as wide as the screen.
const NARROW: u16 = 60;

/// Cells between the outer edge of a card and its text: the edge and the blanks.
fn padding(width: u16) -> u16 {
    if width < NARROW { 2 } else { 3 }
}

/// Columns of text in the widest card of a screen.
#[must_use]
pub fn most_columns(width: u16) -> u16 {
    let margin = if width < NARROW { 0 } else { 8 };
    width.saturating_sub(margin + 2 * padding(width))
}

/// A card with room for so many columns of text and rows of content, as far as there is any: a
/// third of the free rows stands above it.
#[must_use]
pub fn card((width, height): (u16, u16), columns: usize, rows: usize) -> Card {
    let rule = u16::from(height >= RULE_HEIGHT);
    let hints = u16::from(height >= HINTS_HEIGHT);
    if height < EDGE_HEIGHT {
        let area = Area::new(0, 0, width, height.saturating_sub(1));
        return parts(area, false, padding(width), (rule, hints));
    }
    let least = 2 + 1 + rule + 2 * hints;
    let free = height.saturating_sub(1);
    let most = if height < RULE_HEIGHT {
        free
    } else {
        height - 6
    };
    let wanted = least.saturating_add(u16::try_from(rows).unwrap_or(u16::MAX));
    let tall = wanted.min(most);
    let text = u16::try_from(columns).unwrap_or(u16::MAX);
    let text = match width {
        ..NARROW => most_columns(width),
        _ => text.min(most_columns(width)),
    };
    let wide = (text + 2 * padding(width)).min(width);
    let y = ((height - tall) / 3).max(1).min(free - tall);
    let area = Area::new((width - wide) / 2, y, wide, tall);
    parts(area, true, padding(width), (rule, hints))
}

fn parts(area: Area, has_edge: bool, padding: u16, (rule, hints): (u16, u16)) -> Card {
    let edge = u16::from(has_edge);
    let bottom = (area.y + area.height).saturating_sub(edge);
    let row = |y: u16, height: u16| {
        let y = y.min(bottom);
        let height = height.min(bottom - y);
        let width = area.width.saturating_sub(2 * padding);
        Area::new(area.x + padding.min(area.width), y, width, height)
    };
    let first = area.y + edge;
    let body = first + 1 + rule;
    let end = bottom.saturating_sub(2 * hints);
    Card {
        area,
        has_edge,
        title: row(first, 1),
        rule: row(first + 1, rule),
        body: row(body, end.saturating_sub(body)),
        hints: row(bottom.saturating_sub(hints), hints),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_card_fits_its_content_and_a_third_of_the_rest_is_above() {
        let card = card((120, 40), 62, 5);
        assert_eq!(card.area, Area::new(26, 9, 68, 11));
        assert_eq!(card.title, Area::new(29, 10, 62, 1));
        assert_eq!(card.rule, Area::new(29, 11, 62, 1));
        assert_eq!(card.body, Area::new(29, 12, 62, 5));
        assert_eq!(card.hints, Area::new(29, 18, 62, 1));
    }

    #[test]
    fn a_low_screen_keeps_its_rows_for_the_content() {
        let card = card((40, 12), 62, 30);
        assert_eq!(card.area, Area::new(0, 0, 40, 11));
        assert_eq!(card.body, Area::new(2, 2, 36, 8));
        assert_eq!((card.rule.height, card.hints.height), (0, 0));
    }

    #[test]
    fn on_a_few_rows_a_card_takes_the_place_of_the_panes() {
        for (size, body) in [((20, 6), 4), ((16, 3), 1), ((120, 7), 5)] {
            let card = card(size, 62, 30);
            let (width, height) = size;
            assert!(!card.has_edge);
            assert_eq!(card.area, Area::new(0, 0, width, height - 1));
            assert_eq!((card.title.y, card.title.height), (0, 1));
            assert_eq!((card.body.y, card.body.height), (1, body));
        }
        assert!(card((40, 8), 62, 30).has_edge);
    }

    proptest! {
        #[test]
        fn parts_stay_inside(
            width in 0_u16..300, height in 0_u16..100, columns in 0_usize..400, rows in 0_usize..400,
        ) {
            let card = card((width, height), columns, rows);
            let area = card.area;
            prop_assert!(area.x + area.width <= width);
            prop_assert!(area.y + area.height <= height.saturating_sub(1));
            for part in [card.title, card.rule, card.body, card.hints] {
                prop_assert!(part.x >= area.x && part.x + part.width <= area.x + area.width);
                prop_assert!(part.y >= area.y && part.y + part.height <= area.y + area.height);
            }
            let parts = [card.title, card.rule, card.body, card.hints];
            let shown: Vec<Area> = parts.into_iter().filter(|part| part.height > 0).collect();
            for pair in shown.windows(2) {
                prop_assert!(pair[0].y + pair[0].height <= pair[1].y, "{pair:?}");
            }
        }
    }
}
