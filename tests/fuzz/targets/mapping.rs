#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = str::from_utf8(bytes) {
        mimamori_import::fuzz_mapping(text.to_owned());
    }
});
