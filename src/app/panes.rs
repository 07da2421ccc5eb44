//! Where each pane stands: side by side when the terminal is wide, one at a time when it is
//! narrow. Both the view and the mouse read this, so they cannot disagree.

/// Which pane has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Focus {
    /// Headlines.
    #[default]
    List,
    /// The article.
    Article,
    /// The ticker.
    Ticker,
}

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// So many columns and rows from a cell on.
    #[must_use]
    pub const fn new(x: u16, y: u16, width: u16, height: u16) -> Self {
        Self {
            x,
            y,
            width,
            height,
        }
    }

    /// Whether a cell is inside.
    #[must_use]
    pub fn contains(self, column: u16, row: u16) -> bool {
        (self.x..self.x + self.width).contains(&column)
            && (self.y..self.y + self.height).contains(&row)
    }
}

/// The panes of one frame. An absent pane is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Panes {
    /// Headlines.
    pub list: Option<Area>,
    /// The article.
    pub article: Option<Area>,
    /// The ticker beside them.
    pub ticker: Option<Area>,
    /// The ticker as one line, where there is no room beside.
    pub ticker_line: Option<Area>,
    /// The line at the top.
    pub title: Area,
    /// The line at the bottom.
    pub status: Area,
    /// Cells a headline takes in the list.
    pub row_height: u16,
}

/// Where the ticker stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TickerPlace {
    /// Nowhere.
    #[default]
    Hidden,
    /// Beside the headlines.
    Pane {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// One line at the bottom.
    Line {
        /// Columns.
        width: u16,
    },
}

/// Narrower than this, list and article take turns.
const SPLIT_WIDTH: u16 = 100;
/// Narrower than this, the ticker is one line at the bottom.
const TICKER_WIDTH: u16 = 90;
/// A terminal smaller than this shows one pane and the status line only.
const TINY_HEIGHT: u16 = 8;

/// What the user chose about panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wishes {
    /// Show the ticker at all.
    pub ticker: bool,
    /// Columns of the ticker pane; 0 for the line at the bottom.
    pub ticker_width: u16,
    /// There is something to show in it.
    pub ticker_has_rows: bool,
}

/// Lays the panes out. `focus` decides which of list and article is shown when only one fits.
#[must_use]
pub fn arrange(width: u16, height: u16, focus: Focus, wishes: Wishes) -> Panes {
    let tiny = height < TINY_HEIGHT;
    let title_rows = u16::from(!tiny);
    let mut panes = Panes {
        title: Area::new(0, 0, width, title_rows),
        status: Area::new(0, height.saturating_sub(1), width, height.min(1)),
        row_height: 1,
        ..Panes::default()
    };
    let mut body = Area::new(0, title_rows, width, height.saturating_sub(title_rows + 1));
    let shown = wishes.ticker && wishes.ticker_has_rows && !tiny;
    if shown && (width < TICKER_WIDTH || wishes.ticker_width == 0) {
        body.height = body.height.saturating_sub(1);
        panes.ticker_line = Some(Area::new(0, body.y + body.height, width, 1));
    } else if shown {
        let columns = ticker_columns(width, wishes.ticker_width);
        body.width -= columns;
        panes.ticker = Some(Area {
            x: body.width,
            width: columns,
            ..body
        });
    }
    split(&mut panes, body, width, focus);
    panes
}

/// The wished columns, narrower where the article would suffer.
fn ticker_columns(width: u16, wished: u16) -> u16 {
    let wished = wished.clamp(24, 40);
    match width {
        ..140 => 24,
        140..170 => wished.min(32),
        _ => wished,
    }
}

fn split(panes: &mut Panes, body: Area, width: u16, focus: Focus) {
    if width < SPLIT_WIDTH {
        match focus {
            Focus::Article => panes.article = Some(body),
            Focus::List | Focus::Ticker => panes.list = Some(body),
        }
        return;
    }
    let list = (body.width * 2 / 5).clamp(36, 64);
    panes.row_height = 2;
    panes.list = Some(Area {
        width: list,
        ..body
    });
    panes.article = Some(Area {
        x: body.x + list,
        width: body.width - list,
        ..body
    });
}

impl Panes {
    /// Whether list and article are side by side.
    #[must_use]
    pub fn is_split(&self) -> bool {
        self.list.is_some() && self.article.is_some()
    }

    /// The pane that has the keys next; an article has them only if one is open.
    #[must_use]
    pub fn next_focus(&self, focus: Focus, has_article: bool) -> Focus {
        match focus {
            Focus::List if self.is_split() && has_article => Focus::Article,
            // Where panes take turns, the line is reached from the list.
            Focus::List if self.ticker_line.is_some() => Focus::Ticker,
            Focus::Article if self.is_split() && self.ticker_line.is_some() => Focus::Ticker,
            Focus::List | Focus::Article if self.ticker.is_some() => Focus::Ticker,
            Focus::List | Focus::Article | Focus::Ticker => Focus::List,
        }
    }

    /// Where the ticker stands.
    #[must_use]
    pub fn ticker_place(&self) -> TickerPlace {
        match (self.ticker, self.ticker_line) {
            (Some(area), _) => TickerPlace::Pane {
                width: area.width,
                height: area.height,
            },
            (None, Some(area)) => TickerPlace::Line { width: area.width },
            (None, None) => TickerPlace::Hidden,
        }
    }

    /// How many headlines the list shows.
    #[must_use]
    pub fn list_height(&self) -> usize {
        usize::from(self.list.map_or(0, |area| area.height) / self.row_height.max(1))
    }

    /// The inside of the article pane: its margins and the progress mark are not text.
    #[must_use]
    pub fn article_text(&self) -> Option<Area> {
        self.article.map(|area| {
            let margin = if area.width >= 60 { 2 } else { 1 };
            Area {
                x: area.x + margin,
                width: area.width.saturating_sub(margin * 2),
                ..area
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WISHES: Wishes = Wishes {
        ticker: true,
        ticker_width: 32,
        ticker_has_rows: true,
    };

    #[test]
    fn a_wide_terminal_shows_three_panes_and_a_narrow_one_takes_turns() {
        let wide = arrange(120, 40, Focus::List, WISHES);
        assert!(wide.is_split() && wide.ticker.is_some());
        let narrow = arrange(40, 12, Focus::Article, WISHES);
        assert!(narrow.list.is_none() && narrow.article.is_some());
        assert!(narrow.ticker.is_none() && narrow.ticker_line.is_some());
    }

    proptest! {
        #[test]
        fn panes_stay_inside_and_do_not_overlap(width in 0_u16..300, height in 0_u16..100, ticker_width in 0_u16..60) {
            let wishes = Wishes { ticker_width, ..WISHES };
            for focus in [Focus::List, Focus::Article, Focus::Ticker] {
                let panes = arrange(width, height, focus, wishes);
                let areas: Vec<Area> = [panes.list, panes.article, panes.ticker, panes.ticker_line, Some(panes.title), Some(panes.status)]
                    .into_iter().flatten().filter(|area| area.width > 0 && area.height > 0).collect();
                for (index, area) in areas.iter().enumerate() {
                    prop_assert!(area.x + area.width <= width && area.y + area.height <= height);
                    for other in &areas[index + 1..] {
                        let apart = area.x + area.width <= other.x || other.x + other.width <= area.x
                            || area.y + area.height <= other.y || other.y + other.height <= area.y;
                        prop_assert!(apart, "{area:?} {other:?}");
                    }
                }
            }
        }
    }
}
