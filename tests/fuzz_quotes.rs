//! The body of the fuzz target of prices over its seeds; see `fuzz_seeds.rs`.

#[path = "../fuzz/quotes.rs"]
mod quotes;

#[test]
fn every_seed_cut_and_changed_holds() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds/quotes");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        quotes::quotes(&bytes);
        for at in 0..bytes.len() {
            quotes::quotes(&bytes[..at]);
            for flip in [0x01, 0x10, 0x55] {
                let mut changed = bytes.clone();
                changed[at] ^= flip;
                quotes::quotes(&changed);
            }
        }
        count += 1;
    }
    assert!(count >= 8);
}
