//! Where everything stands on the welcome screen: a head that stays, and beneath it lines that
//! scroll with the cursor. A line holds one thing, or one of each of two columns.

use super::state::{Welcome, WelcomeRow};
use crate::app::model::Model;
use crate::app::panes::Area;
use crate::app::views::menu::{RULE_HEIGHT, first_shown};

/// Widest text.
const MEASURE: u16 = 66;
/// Columns between the two columns of sources.
const GAP: u16 = 4;
/// Narrower text has one column of sources.
const TWO_COLUMNS: u16 = 60;
/// Higher screens say what the program is.
const TALL: u16 = 30;
/// The fewest blanks at both sides, where there is room.
const MARGIN: u16 = 8;

/// Something that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A row that can be selected, by its place in the order.
    Row(usize, WelcomeRow),
    /// The heading of the sources.
    Label,
    /// The topic of the sources beneath.
    Topic(String),
}

/// Where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// What.
    pub item: Item,
    /// The line, counted from the first that scrolls.
    pub line: usize,
    /// Its columns on the screen; the row is that of the whole.
    pub area: Area,
}

/// The screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// What stays above.
    pub head: Area,
    /// The lines that are in sight.
    pub body: Area,
    /// All that scrolls.
    placed: Vec<Placed>,
    first: usize,
}

/// Lays the screen out.
#[must_use]
pub fn layout(model: &Model, welcome: &Welcome) -> Layout {
    let (width, height) = model.size;
    let margin = if width < TWO_COLUMNS { 4 } else { MARGIN };
    let measure = width.saturating_sub(margin).min(MEASURE);
    let (above, head) = match height {
        TALL.. => (height / 8, 6),
        RULE_HEIGHT..TALL => (0, 2),
        _ => (0, 1),
    };
    let x = (width - measure) / 2;
    let all = height.saturating_sub(1);
    let row = |y: u16, height: u16| Area::new(x, y.min(all), measure, height.min(all - y.min(all)));
    let head = row(above, head);
    let top = head.y + head.height;
    let body = row(top, all.saturating_sub(top));
    let is_tall = height >= TALL;
    let placed = place(welcome, body, is_tall);
    let line = placed.iter().find_map(|placed| match placed.item {
        Item::Row(index, _) if index == welcome.cursor => Some(placed.line),
        _ => None,
    });
    let lines = placed.iter().map(|placed| placed.line + 1).max();
    let first = first_shown(
        line.unwrap_or(0),
        usize::from(body.height),
        lines.unwrap_or(0),
    );
    Layout {
        head,
        body,
        placed,
        first,
    }
}

impl Layout {
    /// The first line in sight, and how many there are.
    #[must_use]
    pub fn place(&self) -> (usize, usize) {
        let lines = self.placed.iter().map(|placed| placed.line + 1).max();
        (self.first, lines.unwrap_or(0))
    }

    /// What is in sight, each with its place on the screen.
    pub fn seen(&self) -> impl Iterator<Item = (&Item, Area)> {
        self.placed.iter().filter_map(|placed| {
            let line = placed.line.checked_sub(self.first)?;
            let line = u16::try_from(line).ok()?;
            (line < self.body.height).then_some((
                &placed.item,
                Area {
                    y: self.body.y + line,
                    ..placed.area
                },
            ))
        })
    }
}

/// The lines: what can be done, the heading, and the sources by their topics.
fn place(welcome: &Welcome, body: Area, is_tall: bool) -> Vec<Placed> {
    let line_area = Area { height: 1, ..body };
    let mut line = usize::from(is_tall);
    let mut placed = Vec::new();
    let mut index = 0;
    while let Some(row) = welcome.row(index).filter(|row| !row.is_starter()) {
        let item = Item::Row(index, row);
        placed.push(Placed {
            item,
            line,
            area: line_area,
        });
        (index, line) = (index + 1, line + 1);
    }
    if welcome.starters.is_empty() {
        return placed;
    }
    placed.push(Placed {
        item: Item::Label,
        line: line + 1,
        area: line_area,
    });
    line += if is_tall { 3 } else { 2 };
    placed.extend(columns(welcome, line_area, (index, line)));
    placed
}

/// The sources in one column, or in two of like length.
fn columns(welcome: &Welcome, area: Area, (index, first): (usize, usize)) -> Vec<Placed> {
    let is_double = area.width >= TWO_COLUMNS;
    let of_one = if is_double {
        (area.width - GAP) / 2
    } else {
        area.width
    };
    let column = |number: u16| Area {
        x: area.x + number * (area.width - of_one),
        width: of_one,
        ..area
    };
    let groups = welcome.topics();
    let all: usize = groups.iter().map(|(_, members)| members.len() + 2).sum();
    let mut placed = Vec::new();
    let (mut line, mut number) = (first, 0);
    for (topic, members) in groups {
        let is_half = (line - first) * 2 >= all;
        if is_double && number == 0 && is_half {
            (line, number) = (first, 1);
        }
        let area = column(number);
        placed.push(Placed {
            item: Item::Topic(topic),
            line,
            area,
        });
        for member in members {
            line += 1;
            let item = Item::Row(index + member, WelcomeRow::Starter(member));
            placed.push(Placed { item, line, area });
        }
        line += 2;
    }
    placed
}
