//! How alike two colours look. In OKLab (Björn Ottosson, "A perceptual color space for image
//! processing", bottosson.github.io/posts/oklab) equal distances look about equal, as they do not
//! in red, green and blue.

use super::contrast::linear;

/// With less chroma a colour passes for a grey.
const GREY: f64 = 0.02;
/// With more it is one by its hue, and no grey stands for it.
const COLOURED: f64 = 0.06;
/// How much more another hue disturbs than a little more or less of the same.
const OF_HUE: f64 = 4.0;

/// A colour as it is seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Seen {
    /// From black, 0, to white, 1.
    lightness: f64,
    /// From green to red, and from blue to yellow.
    hue: [f64; 2],
}

impl Seen {
    /// Of red, green and blue.
    pub(super) fn of(color: [u8; 3]) -> Self {
        let [red, green, blue] = color.map(linear);
        let cone = |of_red: f64, of_green: f64, of_blue: f64| {
            (of_red * red + of_green * green + of_blue * blue).cbrt()
        };
        let long = cone(0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9);
        let medium = cone(0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6);
        let short = cone(0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5);
        Self {
            lightness: 0.210_454_255_3 * long + 0.793_617_785 * medium - 0.004_072_046_8 * short,
            hue: [
                1.977_998_495_1 * long - 2.428_592_205 * medium + 0.450_593_709_9 * short,
                0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766 * short,
            ],
        }
    }

    fn chroma(&self) -> f64 {
        self.hue[0].hypot(self.hue[1])
    }

    /// Whether another may stand for it: greys for greys, and none for what has a hue.
    pub(super) fn is_of_kind(&self, other: &Self) -> bool {
        let chroma = self.chroma();
        match other.chroma() < GREY {
            true => chroma < COLOURED,
            false => chroma >= GREY,
        }
    }

    /// How much another differs from it; the square of a length.
    pub(super) fn difference(&self, other: &Self) -> f64 {
        let lightness = (self.lightness - other.lightness).powi(2);
        let chroma = (self.chroma() - other.chroma()).powi(2);
        let across = |axis: usize| (self.hue[axis] - other.hue[axis]).powi(2);
        // What is left of the way across the plane of hues when the chroma is the same.
        let hue = (across(0) + across(1) - chroma).max(0.0);
        lightness + chroma + OF_HUE * hue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_those_of_the_space() {
        // From the page that describes it: of sRGB red, and of white.
        let red = Seen::of([255, 0, 0]);
        assert!((red.lightness - 0.628).abs() < 0.001, "{red:?}");
        assert!((red.hue[0] - 0.225).abs() < 0.001 && (red.hue[1] - 0.126).abs() < 0.001);
        let white = Seen::of([255; 3]);
        assert!((white.lightness - 1.0).abs() < 0.001 && white.chroma() < 0.001);
    }

    #[test]
    fn another_hue_is_farther_than_less_of_the_same() {
        let quiet = Seen::of([0xa8, 0x99, 0x84]);
        let (grey, rose) = (Seen::of([0x9e; 3]), Seen::of([0xaf, 0x87, 0x87]));
        assert!(quiet.difference(&grey) < quiet.difference(&rose));
        assert!(quiet.is_of_kind(&grey) && !grey.is_of_kind(&rose));
        assert!(!Seen::of([0x88, 0xc0, 0xd0]).is_of_kind(&grey));
    }
}
