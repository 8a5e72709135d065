#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| mimamori_container::fuzz::parts(bytes));
