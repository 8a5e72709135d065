#![no_main]

use mimamori_calendar::{YearMonth, from_excel_serial, read, read_era_coded, read_in_month};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(date) = read(&text) {
        // What was read can be written and is read as the same again.
        assert_eq!(read(&date.to_string()), Ok(date), "{text}");
    }
    let _ = read_era_coded(&text);
    for (year, month) in [(2026, 2), (1989, 1), (2019, 5)] {
        if let Some(month) = YearMonth::new(year, month) {
            if let Ok(day) = read_in_month(&text, month) {
                assert!(month.contains(day), "{text}");
            }
        }
    }
    if let Some(serial) = bytes.first_chunk::<8>() {
        for from_1904 in [false, true] {
            let _ = from_excel_serial(f64::from_le_bytes(*serial), from_1904);
        }
    }
});
