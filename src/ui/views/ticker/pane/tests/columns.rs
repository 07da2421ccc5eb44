//! Every number has columns of its own, and keeps its digits, at every size.

use super::super::super::columns::Columns;
use super::*;

/// The number that a price stands for, and its decimals.
fn read(price: &str) -> (f64, usize) {
    let plain = price.replace(' ', "").replace(',', ".");
    let decimals = plain.split_once('.').map_or(0, |(_, behind)| behind.len());
    (plain.parse().unwrap(), decimals)
}

fn columns(line: &str, from: usize, to: usize) -> String {
    line.chars().skip(from).take(to - from).collect()
}

#[test]
fn the_columns_are_those_of_the_table() {
    for (width, label, slot, price, price_end, end) in [
        (24, 6, None, 6, 17, 23),
        (32, 7, Some((12, 5)), 7, 25, 31),
        (40, 8, Some((13, 9)), 9, 32, 39),
    ] {
        let shown = Columns::of(width);
        assert_eq!(
            (
                shown.label,
                shown.slot,
                shown.price,
                shown.price_end,
                shown.end
            ),
            (label, slot, price, price_end, end)
        );
    }
}

#[test]
fn a_long_price_takes_cells_of_the_line_and_of_the_label() {
    let shown = |width: u16| {
        let mut ticker = ticker();
        let long = quote("AI.PA", 12_345_678.0, 12_345_678.0, Session::Open, at(0));
        ticker.apply(&notation::key("AI.PA"), Ok(long), at(0));
        let area = Rect::new(0, 0, width, 12);
        let mut buffer = Buffer::empty(area);
        pane(&ticker, at(0), &theme(), false, area, &mut buffer);
        text(&buffer)[5].clone()
    };
    assert_eq!(shown(24), "  = AI   12345678  0,00 ");
    assert_eq!(shown(32), "  = AI.PA   ▄▄▄▄ 12345678  0,00 ");
}

proptest! {
    #[test]
    fn no_digit_is_lost_and_nothing_leaves_its_columns(
        cents in 1_u32..1_000_000_000, change in -99.0..50_000.0, selected in 0_isize..9,
        width in 16_u16..60, height in 1_u16..60, is_focused: bool, is_ascii: bool,
    ) {
        let mut ticker = ticker();
        let last = f64::from(cents) / 100.0;
        let previous = last / (1.0 + change / 100.0);
        ticker.apply(&notation::key("AI.PA"), Ok(quote("AI.PA", last, previous, Session::Open, at(0))), at(0));
        ticker.move_selection(selected);
        let mut theme = theme();
        theme.charset = if is_ascii { Charset::Ascii } else { Charset::Unicode };
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        pane(&ticker, at(0), &theme, is_focused, area, &mut buffer);
        gate::pass(theme.charset, &mut buffer);
        let shown = text(&buffer);
        let lines = layout::pane(&ticker, (width, height), is_focused, at(0));
        prop_assert_eq!(lines.len(), usize::from(height));
        let sections = ticker.sections(at(0));
        let rows: Vec<&TickerRow> = sections.iter().flat_map(|section| &section.rows).collect();
        for (line, kind) in shown.iter().zip(lines) {
            prop_assert_eq!(line.chars().count(), usize::from(width));
            prop_assert!(matches!(columns(line, 0, 2).as_str(), "  " | "▌ " | "> "), "{line:?}");
            prop_assert!(line.ends_with(' '), "{line:?}");
            let Line::Row(number) = kind else { continue };
            prop_assert_eq!(columns(line, 3, 4), " ", "{:?}", line);
            let row = rows[number];
            if row.price.is_none() { continue }
            let shown = Columns::of(usize::from(width)).for_row(row);
            let start = shown.price_end - shown.price;
            prop_assert_eq!(columns(line, start - 1, start), " ", "{:?}", line);
            prop_assert_eq!(columns(line, shown.price_end, shown.price_end + 1), " ", "{:?}", line);
            let (price, decimals) = read(columns(line, start, shown.price_end).trim_start());
            let half = 0.5 / 10_f64.powi(i32::try_from(decimals).unwrap());
            prop_assert!((price - row.price.unwrap()).abs() <= half + 1e-9, "{line:?}");
            if shown.has_change {
                prop_assert!(!columns(line, shown.end - 3, shown.end).trim().is_empty(), "{line:?}");
            }
        }
    }
}
