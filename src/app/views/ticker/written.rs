//! How a quote is written: once for the rows of the pane and the items of the line at the bottom,
//! so that both show the same label and the same digits.

use super::row::TickerRow;
use crate::market::format::{self, Signs};
use crate::text::width;

/// Cells of a change without its percent sign.
pub const CHANGE: usize = 5;

/// The cells that the label and the price of a quote may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cells {
    /// Of the label.
    pub label: usize,
    /// Of the price, which takes more rather than lose a digit.
    pub price: usize,
}

impl Cells {
    /// In a wide pane.
    pub const WIDE: Self = Self { label: 8, price: 9 };
    /// In a pane of the middle width, and in the line at the bottom.
    pub const USUAL: Self = Self { label: 7, price: 7 };
}

impl TickerRow {
    /// The name where it is short ("CAC 40"), else the symbol.
    #[must_use]
    pub fn short_label(&self, columns: usize) -> String {
        let is_sign = |c: char| matches!(c, '^' | '=');
        let is_short = !self.name.is_empty() && width::of(&self.name) <= columns;
        if self.label.contains(is_sign) && is_short {
            return self.name.clone();
        }
        let mut label = self.label.trim_start_matches('^').trim_end_matches("=X");
        // The market's suffix is what can be missed.
        if width::of(label) > columns
            && let Some((code, _)) = label.rsplit_once('.')
        {
            label = code;
        }
        width::truncate(label, columns).into_owned()
    }

    /// Hundredths of a currency carry a letter, so that they are not taken for the whole.
    #[must_use]
    pub fn unit_sign(&self) -> &'static str {
        let hundredth = self.currency.as_deref().and_then(format::hundredth);
        hundredth.map_or("", |(_, sign)| sign)
    }

    /// The cells without which the price would lose a digit before the decimal sign.
    #[must_use]
    pub fn least_price(&self) -> usize {
        self.price
            .map_or(0, |price| format::least_columns(price, self.unit_sign()))
    }

    /// A price of the instrument in so many cells.
    #[must_use]
    pub fn written(&self, price: f64, signs: Signs, columns: usize) -> String {
        format::price(price, self.decimals, signs, self.unit_sign(), columns)
    }

    /// The price, parted where the digits begin that have just changed.
    #[must_use]
    pub fn written_price(&self, price: f64, signs: Signs, columns: usize) -> (String, String) {
        let mut text = self.written(price, signs, columns);
        let same = self.flash_from.map_or(text.len(), |before| {
            same_digits(&self.written(before, signs, columns), &text)
        });
        let changed = text.split_off(same);
        (text, changed)
    }
}

/// How many bytes of a price are those of another one from the left, so that only the digits that
/// changed are lit. Prices of different length are lit whole.
fn same_digits(before: &str, after: &str) -> usize {
    if before.chars().count() != after.chars().count() {
        return 0;
    }
    let pairs = before.chars().zip(after.chars());
    let same = pairs.take_while(|(before, after)| before == after);
    same.map(|(_, after)| after.len_utf8()).sum()
}
