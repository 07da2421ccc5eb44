//! The bodies of the fuzz targets over their seeds, which hold what fuzzing has found: the
//! targets cannot rot, and no finding comes back.

#[path = "../fuzz/properties.rs"]
mod properties;

use std::fs;
use std::path::Path;

/// Runs a target over its seeds, each also cut off and with a byte changed.
fn over_seeds(name: &str, target: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/seeds")
        .join(name);
    let mut count = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        println!("{}", path.display());
        let bytes = fs::read(&path).unwrap();
        target(&bytes);
        for at in (0..bytes.len()).step_by(bytes.len() / 40 + 1) {
            target(&bytes[..at]);
            let mut changed = bytes.clone();
            changed[at] ^= 0x55;
            target(&changed);
        }
        count += 1;
    }
    assert!(count > 0, "{} is empty", folder.display());
}

#[test]
fn feeds() {
    over_seeds("feed", properties::feed);
}

#[test]
fn pages() {
    over_seeds("page", properties::page);
}

#[test]
fn articles() {
    over_seeds("page", properties::article);
}

#[test]
fn lists_of_sources() {
    over_seeds("opml", properties::opml);
}

#[test]
fn charsets() {
    over_seeds("charset", properties::charset);
}

#[test]
fn dates() {
    over_seeds("dates", properties::dates);
}

#[test]
fn texts() {
    over_seeds("clean", properties::clean);
}

#[test]
fn keys() {
    over_seeds("keys", properties::keys);
}
