//! The grid at the sizes that it is drawn for, and at all others.

use super::*;
use proptest::prelude::*;

const WISHES: Wishes = Wishes {
    layout: Layout::Columns,
    sidebar: false,
    ticker: true,
    is_compact: false,
    zen: false,
    before_zen: None,
    shows_article: false,
    widths: Widths {
        sidebar: None,
        list: None,
        ticker: None,
    },
};

const GIVEN: Given = Given {
    ticker: Some(40),
    measure: 72,
};

fn arranged(width: u16, height: u16, focus: Focus, wishes: Wishes) -> Panes {
    arrange(width, height, focus, wishes, GIVEN)
}

fn columns(area: Option<Area>) -> u16 {
    area.map_or(0, |area| area.width)
}

/// Size and sidebar; then columns of sidebar, list, article, ticker and text, lines and gap of a
/// headline, and how many fit.
type Drawn = ((u16, u16, bool), [u16; 5], (u16, u16), u16);

const DRAWN: [Drawn; 10] = [
    ((40, 12, false), [0, 40, 40, 0, 35], (2, 0), 5),
    ((80, 24, false), [0, 80, 80, 0, 72], (2, 0), 9),
    ((100, 30, false), [0, 40, 60, 0, 55], (3, 0), 8),
    ((120, 40, false), [0, 38, 58, 24, 53], (3, 0), 12),
    ((160, 45, true), [26, 41, 61, 32, 56], (3, 0), 13),
    ((160, 45, false), [0, 51, 77, 32, 72], (3, 0), 13),
    ((200, 60, false), [0, 64, 96, 40, 72], (3, 1), 14),
    ((200, 60, true), [30, 52, 78, 40, 72], (3, 1), 14),
    ((250, 70, true), [30, 64, 116, 40, 72], (3, 1), 16),
    ((250, 70, false), [0, 64, 146, 40, 72], (3, 1), 16),
];

#[test]
fn the_drawn_sizes_are_met() {
    for ((width, height, sidebar), expected, row, stories) in DRAWN {
        let wishes = Wishes { sidebar, ..WISHES };
        let panes = arranged(width, height, Focus::List, wishes);
        let reading = arranged(width, height, Focus::Article, wishes);
        let is_split = reading.is_split();
        let text = reading.article.map(|pane| within(pane, 72, is_split).text);
        let found = [
            panes.sidebar,
            panes.list,
            reading.article,
            panes.ticker,
            text,
        ];
        let size = (width, height, sidebar);
        assert_eq!(found.map(columns), expected, "{size:?}");
        let form = panes.rows;
        assert_eq!((form.lines, form.gap), row, "{size:?}");
        let rows = panes.list.map_or(0, |list| list.height) - u16::from(form.has_days);
        assert_eq!(rows / (form.lines + form.gap), stories, "{size:?}");
        let is_line = (14..).contains(&height) && width < 116;
        assert_eq!(panes.ticker_line.is_some(), is_line, "{size:?}");
    }
}

#[test]
fn a_small_screen_saves_rows() {
    let rows = |height| {
        let panes = arranged(80, height, Focus::List, WISHES);
        (
            panes.head_rows,
            panes.rows.has_days,
            panes.ticker_line.is_some(),
        )
    };
    assert_eq!(rows(20), (2, true, true));
    assert_eq!(rows(19), (1, true, true));
    assert_eq!(rows(15), (1, false, true));
    assert_eq!(rows(13), (1, false, false));
    assert_eq!(rows(5), (0, false, false));
}

#[test]
fn a_tall_and_narrow_terminal_stacks_the_panes() {
    let panes = arranged(80, 60, Focus::List, WISHES);
    assert!(panes.is_split() && panes.is_stacked());
    let wishes = Wishes {
        layout: Layout::Single,
        ..WISHES
    };
    let single = arranged(80, 60, Focus::List, wishes);
    assert!(single.list.is_some() && single.article.is_none());
}

#[test]
fn a_drawer_leaves_no_ends_of_words_of_the_pane_behind_it() {
    let sizes = [(40, 40), (46, 46), (47, 31), (80, 31), (120, 38), (149, 31)];
    for ((width, drawer), shows_article) in sizes
        .into_iter()
        .flat_map(|size| [(size, false), (size, true)])
    {
        let wishes = Wishes {
            sidebar: true,
            shows_article,
            widths: Widths {
                list: (width == 149).then_some(50),
                ..Widths::default()
            },
            ..WISHES
        };
        let panes = arranged(width, 24, Focus::Sidebar, wishes);
        assert!(panes.sidebar_is_drawer, "{width}");
        assert_eq!(panes.sidebar.unwrap().width, drawer, "{width}");
    }
}

#[test]
fn the_ticker_has_the_columns_that_were_given_to_it_as_far_as_there_is_room() {
    let ticker = |most, wished| {
        let mut wishes = WISHES;
        wishes.widths.ticker = wished;
        let given = Given {
            ticker: most,
            ..GIVEN
        };
        let panes = arrange(200, 60, Focus::List, wishes, given);
        (columns(panes.ticker), panes.ticker_line.is_some())
    };
    assert_eq!(ticker(Some(40), None), (40, false));
    assert_eq!(ticker(Some(30), None), (30, false));
    assert_eq!(ticker(Some(30), Some(36)), (36, false));
    assert_eq!(ticker(Some(40), Some(9)), (24, false));
    assert_eq!(ticker(Some(0), Some(36)), (0, true));
    assert_eq!(ticker(None, Some(36)), (0, false));
    let hidden = Wishes {
        ticker: false,
        ..WISHES
    };
    assert_eq!(arranged(200, 60, Focus::List, hidden).ticker, None);
}

#[test]
fn zen_is_the_article_alone() {
    let wishes = Wishes {
        zen: true,
        sidebar: true,
        ..WISHES
    };
    let panes = arranged(200, 60, Focus::Article, wishes);
    assert!(panes.is_zen && panes.list.is_none() && panes.ticker.is_none());
    assert_eq!(columns(panes.article), 200);
    let text = panes.article.map(|pane| within(pane, 72, false).text);
    let margin = text.map(|text| text.x - panes.status.x);
    assert_eq!((margin, panes.status.width), (Some(2), 76));
    let list = arranged(200, 60, Focus::List, wishes);
    assert!(!list.is_zen && list.is_split());
}

#[test]
fn a_narrow_terminal_shows_the_sidebar_over_the_panes_while_it_has_the_keys() {
    let wishes = Wishes {
        sidebar: true,
        ..WISHES
    };
    let panes = arranged(80, 24, Focus::Sidebar, wishes);
    assert!(panes.sidebar_is_drawer);
    assert_eq!((columns(panes.sidebar), columns(panes.list)), (31, 80));
    assert_eq!(arranged(80, 24, Focus::List, wishes).sidebar, None);
}

#[test]
fn the_keys_go_round_the_panes_that_are_seen() {
    let wishes = Wishes {
        sidebar: true,
        ..WISHES
    };
    let panes = arranged(200, 60, Focus::List, wishes);
    let mut seen = vec![Focus::List];
    for _ in 0..4 {
        seen.push(panes.next_focus(seen[seen.len() - 1], true));
    }
    let expected = [
        Focus::List,
        Focus::Article,
        Focus::Ticker,
        Focus::Sidebar,
        Focus::List,
    ];
    assert_eq!(seen, expected);
    assert_eq!(panes.next_focus(Focus::List, false), Focus::Ticker);
}

fn wishes() -> impl Strategy<Value = Wishes> {
    let width = || proptest::option::of(0_u16..300);
    let layout = proptest::sample::select(Layout::ALL.to_vec());
    let widths = (width(), width(), width()).prop_map(|(sidebar, list, ticker)| Widths {
        sidebar,
        list,
        ticker,
    });
    (layout, any::<[bool; 3]>(), widths).prop_map(|(layout, [sidebar, is_compact, zen], widths)| {
        Wishes {
            layout,
            sidebar,
            is_compact,
            zen,
            before_zen: None,
            widths,
            ..WISHES
        }
    })
}

proptest! {
    #[test]
    fn panes_stay_inside_and_do_not_overlap(width in 0_u16..400, height in 0_u16..130, wishes in wishes(), ticker in proptest::option::of(0_u16..60)) {
        for focus in [Focus::Sidebar, Focus::List, Focus::Article, Focus::Ticker] {
            let panes = arrange(width, height, focus, wishes, Given { ticker, ..GIVEN });
            let sidebar = panes.sidebar.filter(|_| !panes.sidebar_is_drawer);
            let columns = [sidebar, panes.list, panes.article, panes.ticker].into_iter().flatten();
            let heads = columns.clone().map(|pane| panes.head(pane));
            let rows = [panes.ticker_line, Some(panes.status)].into_iter().flatten();
            let areas: Vec<Area> = columns.chain(heads).chain(rows)
                .filter(|area| area.width > 0 && area.height > 0).collect();
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
