//! The grid: where each pane stands and how tall a headline is, from the size of the terminal,
//! the focus and the user's wishes. The picture and the mouse both read this, so they cannot
//! disagree.

use super::layout::{Layout, Widths};
use super::measure::within;

pub use super::area::Area;

/// Which pane has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Focus {
    /// What the list can show.
    Sidebar,
    /// Headlines.
    #[default]
    List,
    /// The article.
    Article,
    /// The ticker.
    Ticker,
}

/// The panes of one frame, each without its title row and rule. An absent pane is not shown. The
/// first column of a pane is its wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Panes {
    /// What the list can show.
    pub sidebar: Option<Area>,
    /// The sidebar lies over the others.
    pub sidebar_is_drawer: bool,
    /// Headlines.
    pub list: Option<Area>,
    /// The article.
    pub article: Option<Area>,
    /// The ticker beside them.
    pub ticker: Option<Area>,
    /// The ticker as one line, where there is no room beside.
    pub ticker_line: Option<Area>,
    /// Rows above each pane: its title, and a rule where there is room.
    pub head_rows: u16,
    /// The line at the bottom.
    pub status: Area,
    /// How a headline is set.
    pub rows: RowForm,
    /// The article alone, without title and bar.
    pub is_zen: bool,
}

/// How a headline is set in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowForm {
    /// Rows of a headline, 1 to 3.
    pub lines: u16,
    /// Blank rows behind each.
    pub gap: u16,
    /// The list is wide enough for title and source on lines of their own.
    pub is_wide: bool,
    /// There are headings between the days.
    pub has_days: bool,
}

impl Default for RowForm {
    fn default() -> Self {
        Self {
            lines: 1,
            gap: 0,
            is_wide: true,
            has_days: false,
        }
    }
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
/// Narrower than this, the sidebar lies over the panes.
const SIDEBAR_WIDTH: u16 = 150;
/// Columns of the sidebar over the panes.
const DRAWER: u16 = 31;
/// Fewer columns of a pane beside it show only ends of words.
const LEAST_BESIDE_DRAWER: u16 = 16;
/// From so many rows on, panes that take turns stand one above the other.
const STACK_HEIGHT: u16 = 48;
/// Columns without which an article cannot be read beside something else.
const LEAST_ARTICLE: u16 = 40;
/// On fewer rows nothing would be left of an article that is alone.
pub const LEAST_ROWS_OF_ZEN: u16 = 8;
/// Headlines that must fit before a blank row parts them.
const AIRY_STORIES: u16 = 12;

/// What the user chose about panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wishes {
    /// How the panes share the screen.
    pub layout: Layout,
    /// Show the sidebar.
    pub sidebar: bool,
    /// Show the ticker at all.
    pub ticker: bool,
    /// One line a headline.
    pub is_compact: bool,
    /// The article alone, as long as it has the keys.
    pub zen: bool,
    /// What had the keys before that, and gets them back.
    pub before_zen: Option<Focus>,
    /// Where list and article take turns, the article is seen while another pane has the keys.
    pub shows_article: bool,
    /// What the user has given to each pane.
    pub widths: Widths,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            layout: Layout::default(),
            sidebar: true,
            ticker: true,
            is_compact: false,
            zen: false,
            before_zen: None,
            shows_article: false,
            widths: Widths::default(),
        }
    }
}

/// What the configuration and the panes' content say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// Most columns of the ticker pane, 0 for the line at the bottom; `None` where it has nothing to
    /// show.
    pub ticker: Option<u16>,
    /// Most columns of an article's text.
    pub measure: u16,
}

/// Lays the panes out. `focus` decides which of list and article is shown when only one fits.
#[must_use]
pub fn arrange(width: u16, height: u16, focus: Focus, wishes: Wishes, given: Given) -> Panes {
    let bar = height.min(1);
    let mut panes = Panes {
        status: Area::new(0, height - bar, width, bar),
        head_rows: match height {
            ..6 => 0,
            6..20 => 1,
            _ => 2,
        },
        is_zen: wishes.zen && focus == Focus::Article && height >= LEAST_ROWS_OF_ZEN,
        ..Panes::default()
    };
    let mut body = Area::new(0, 0, width, height - bar);
    if panes.is_zen {
        // A blank row parts the text from the keys beneath it.
        body.height -= 1;
        panes.head_rows = 2;
        let article = body.without_top(2);
        panes.article = Some(article);
        panes.status = beneath_text(panes.status, article, given.measure);
        return panes;
    }
    take_sidebar(&mut panes, &mut body, width, focus, wishes);
    if let Some(most) = given.ticker.filter(|_| wishes.ticker) {
        take_ticker(&mut panes, &mut body, height, (most, wishes.widths.ticker));
    }
    share(&mut panes, body, (width, height), focus, wishes);
    cover_pane(&mut panes);
    panes.rows = row_form(&panes, height, wishes.is_compact);
    panes
}

/// Where an article is alone, the line at the bottom is as wide as its text, with the margins of
/// a line.
fn beneath_text(line: Area, article: Area, measure: u16) -> Area {
    let text = within(article, measure, false).text;
    let x = text.x.saturating_sub(2);
    Area {
        x,
        width: (text.width + 4).min(line.width - x),
        ..line
    }
}

fn take_sidebar(panes: &mut Panes, body: &mut Area, width: u16, focus: Focus, wishes: Wishes) {
    let is_drawer = width < SIDEBAR_WIDTH;
    if is_drawer && focus == Focus::Sidebar {
        let area = Area {
            width: DRAWER.min(width),
            ..*body
        };
        panes.sidebar = Some(area.without_top(panes.head_rows));
        panes.sidebar_is_drawer = true;
    } else if wishes.sidebar && !is_drawer {
        let usual = if width >= 200 { 30 } else { 26 };
        let columns = wishes.widths.sidebar.unwrap_or(usual).clamp(20, 40);
        let (sidebar, rest) = body.split_columns(columns);
        panes.sidebar = Some(sidebar.without_top(panes.head_rows));
        *body = rest;
    }
}

/// The ticker has so many columns at most, or those that the user has given to it.
fn take_ticker(
    panes: &mut Panes,
    body: &mut Area,
    height: u16,
    (most, wished): (u16, Option<u16>),
) {
    let by_room = match body.width {
        170.. => 40,
        132.. => 32,
        116.. => 24,
        _ => 0,
    };
    let columns = match most {
        0 => 0,
        most => by_room.min(wished.unwrap_or(most).max(24)),
    };
    if columns > 0 {
        let (rest, ticker) = body.split_columns(body.width - columns);
        panes.ticker = Some(ticker.without_top(panes.head_rows));
        *body = rest;
    } else if height >= 14 {
        body.height -= 1;
        let y = body.y + body.height;
        panes.ticker_line = Some(Area::new(body.x, y, body.width, 1));
    }
}

/// Gives what is left to list and article.
fn share(panes: &mut Panes, body: Area, (width, height): (u16, u16), focus: Focus, wishes: Wishes) {
    let is_wide = width >= SPLIT_WIDTH;
    let is_tall = height >= STACK_HEIGHT && width >= LEAST_ARTICLE;
    let (list, article) = match wishes.layout {
        Layout::Columns if is_wide => {
            let usual = (body.width * 2 + 2) / 5;
            let most = body.width.saturating_sub(LEAST_ARTICLE).max(24);
            let wished = wishes.widths.list.map(|wished| wished.clamp(24, most));
            body.split_columns(wished.unwrap_or(usual.clamp(38, 64)))
        }
        Layout::Columns | Layout::Rows if is_tall => {
            body.split_rows((body.height * 2 / 5).max(panes.head_rows + 6))
        }
        _ => {
            let alone = Some(body.without_top(panes.head_rows));
            match focus {
                Focus::Article => panes.article = alone,
                Focus::Sidebar | Focus::Ticker if wishes.shows_article => panes.article = alone,
                Focus::Sidebar | Focus::List | Focus::Ticker => panes.list = alone,
            }
            return;
        }
    };
    panes.list = Some(list.without_top(panes.head_rows));
    panes.article = Some(article.without_top(panes.head_rows));
}

/// A drawer that leaves next to nothing of the pane behind it takes all of it.
fn cover_pane(panes: &mut Panes) {
    let pane = panes.list.or(panes.article);
    let (Some(pane), Some(drawer)) = (pane, &mut panes.sidebar) else {
        return;
    };
    let end = pane.x + pane.width;
    let left = end.saturating_sub(drawer.x + drawer.width);
    if panes.sidebar_is_drawer && (1..LEAST_BESIDE_DRAWER).contains(&left) {
        drawer.width = end - drawer.x;
    }
}

fn row_form(panes: &Panes, height: u16, is_compact: bool) -> RowForm {
    let Some(list) = panes.list else {
        return RowForm::default();
    };
    let is_wide = list.width >= 72;
    let lines = match is_wide {
        _ if is_compact => 1,
        true if height >= 20 => 2,
        true => 1,
        false if height >= 26 && !panes.is_stacked() => 3,
        false => 2,
    };
    let is_airy = lines > 1 && list.height / (lines + 1) >= AIRY_STORIES;
    RowForm {
        lines,
        gap: u16::from(is_airy),
        is_wide,
        has_days: height >= 16,
    }
}

impl Panes {
    /// Whether list and article are both seen.
    #[must_use]
    pub fn is_split(&self) -> bool {
        self.list.is_some() && self.article.is_some()
    }

    /// Whether the article stands beneath the list.
    #[must_use]
    pub fn is_stacked(&self) -> bool {
        let both = self.list.zip(self.article);
        both.is_some_and(|(list, article)| article.y > list.y)
    }

    /// The title row and rule of a pane.
    #[must_use]
    pub fn head(&self, pane: Area) -> Area {
        Area {
            y: pane.y.saturating_sub(self.head_rows),
            height: self.head_rows,
            ..pane
        }
    }

    /// The pane that has the keys next; an article has them only if one is open.
    #[must_use]
    pub fn next_focus(&self, focus: Focus, has_article: bool) -> Focus {
        let ticker = self.ticker.or(self.ticker_line);
        let order = [
            (Focus::List, self.list.is_some()),
            (Focus::Article, self.article.is_some() && has_article),
            (Focus::Ticker, ticker.is_some()),
            (Focus::Sidebar, self.sidebar.is_some()),
        ];
        let at = order.iter().position(|(pane, _)| *pane == focus);
        let behind = order.iter().cycle().skip(at.unwrap_or(0) + 1);
        let mut there = behind.filter(|(_, is_there)| *is_there);
        there.next().map_or(Focus::List, |(pane, _)| *pane)
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
}

#[cfg(test)]
mod tests;
