//! See `quotes::quotes`.
#![no_main]

#[path = "../quotes.rs"]
mod quotes;

libfuzzer_sys::fuzz_target!(|data: &[u8]| quotes::quotes(data));
