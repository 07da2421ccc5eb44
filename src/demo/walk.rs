//! Prices that move: a seeded walk that is a pure function of symbol, seed and time.
//!
//! It is value noise in octaves (fractional Brownian motion; Musgrave in Ebert et al.,
//! "Texturing and Modeling", 1994): each octave interpolates between pseudo-random numbers on its own
//! grid of time. Unlike a sum of steps it needs no history, so any moment can be asked for,
//! also before the start, and a demo left running over night does not drift away.

use crate::hash::Fnv;

/// Grid of the coarsest octave in seconds; each next is three times finer.
const COARSEST: f64 = 14_580.0;
const OCTAVES: u32 = 9;
/// How much smaller each finer octave is.
const FALL: f64 = 0.58;

/// A number in -1..=1 for a moment, in seconds from the start of the demo.
#[must_use]
pub(super) fn walk(symbol: &str, seed: u64, second: i64) -> f64 {
    let mut key = Fnv(seed ^ Fnv::default().0);
    key.add(symbol.as_bytes());
    let key = key.0;
    let (mut grid, mut weight, mut sum, mut total) = (COARSEST, 1.0, 0.0, 0.0);
    for octave in 0..OCTAVES {
        sum += weight
            * noise(
                key.wrapping_add(u64::from(octave) << 32),
                seconds(second) / grid,
            );
        total += weight;
        grid /= 3.0;
        weight *= FALL;
    }
    (sum / total).clamp(-1.0, 1.0)
}

#[allow(clippy::cast_precision_loss)] // seconds of a demo are far below 2^53
fn seconds(second: i64) -> f64 {
    second as f64
}

/// Smooth noise in -1..=1 on a grid of whole numbers.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a grid point, folded on purpose
fn noise(key: u64, at: f64) -> f64 {
    let left = at.floor();
    let part = at - left;
    let point = |grid: f64| hash(key ^ (grid as i64 as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let smooth = part * part * (3.0 - 2.0 * part);
    point(left) * (1.0 - smooth) + point(left + 1.0) * smooth
}

/// `SplitMix64`'s finaliser (Steele, Lea, Flood 2014), as a number in -1..1.
#[allow(clippy::cast_precision_loss)] // 53 bits are kept
fn hash(mut z: u64) -> f64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^= z >> 31;
    (z >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn it_moves_and_is_repeatable() {
        let first: Vec<f64> = (0..50).map(|step| walk("A", 1, step * 2)).collect();
        let again: Vec<f64> = (0..50).map(|step| walk("A", 1, step * 2)).collect();
        assert_eq!(first, again);
        assert!(
            first
                .windows(2)
                .all(|pair| (pair[0] - pair[1]).abs() > 1e-9)
        );
        let bits = |symbol, seed| walk(symbol, seed, 10).to_bits();
        assert_ne!(bits("A", 1), bits("B", 1));
        assert_ne!(bits("A", 1), bits("A", 2));
    }

    proptest! {
        #[test]
        fn it_stays_in_bounds(seed: u64, second in -1_000_000_000_i64..1_000_000_000) {
            let value = walk("^HBR40", seed, second);
            prop_assert!((-1.0..=1.0).contains(&value));
        }

        #[test]
        fn a_step_is_small(seed: u64, second in -100_000_i64..100_000) {
            let step = walk("X", seed, second) - walk("X", seed, second + 2);
            prop_assert!(step.abs() < 0.2);
        }
    }
}
