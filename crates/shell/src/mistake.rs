//! A panic is a mistake of the program itself. What it panics about may be a name or a cell, so
//! only the place in the program is told, and the stream is closed as one that failed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

use mimamori_record::{Failure, Status, said};

/// Where the last panic happened.
static PLACE: Mutex<Option<String>> = Mutex::new(None);

/// Keeps panics from printing what they are about.
pub(crate) fn keep_silent() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(|at| format!("{}:{}", short(at.file()), at.line()));
        if let Ok(mut last) = PLACE.lock() {
            *last = place;
        }
    }));
}

/// The crate and the file, without the folders of whoever built the program.
fn short(path: &str) -> String {
    let parts: Vec<&str> = path.split(['/', '\\']).collect();
    let source = parts.iter().rposition(|part| *part == "src").unwrap_or(0);
    parts[source.saturating_sub(1)..].join("/")
}

/// Does the work of a program; a panic becomes its failure.
pub(crate) fn caught<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(failure()))
}

fn failure() -> Failure {
    let place = PLACE.lock().ok().and_then(|mut last| last.take());
    let place = place.unwrap_or_else(|| "?".to_owned());
    Failure::new(
        Status::Stream,
        said!(
            "プログラムの誤りのため止まりました（{place}）",
            "a mistake of the program itself stopped it ({place})"
        ),
        said!(
            "括弧の中の番地を、このプログラムの提供元に知らせてください。名簿は送らないでください",
            "tell the makers of the program the place in brackets; send them no lists"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_tells_its_place_and_not_what_it_is_about() {
        keep_silent();
        let name = "空野 ひなた";
        let result: Result<(), Failure> = caught(|| panic!("cannot read {name}"));
        drop(std::panic::take_hook());
        let failure = result.unwrap_err();
        assert_eq!(failure.status.code(), 3);
        for sentence in [&failure.what.ja, &failure.what.en] {
            assert!(sentence.contains("shell/src/mistake.rs:"), "{sentence}");
            assert!(!sentence.contains("空野"));
        }
    }

    #[test]
    fn a_place_does_not_name_the_folders_of_who_built_it() {
        assert_eq!(
            short("/home/kana/.cargo/registry/src/index/calamine-0.38.0/src/xls.rs"),
            "calamine-0.38.0/src/xls.rs"
        );
        assert_eq!(
            short(r"C:\work\crates\rule\src\parse.rs"),
            "rule/src/parse.rs"
        );
        assert_eq!(short("main.rs"), "main.rs");
    }

    #[test]
    fn work_that_fails_or_succeeds_is_left_alone() {
        assert_eq!(caught(|| Ok(7)).unwrap(), 7);
        let failure = Failure::new(Status::Files, said!("甲", "a"), said!("乙", "b"));
        assert_eq!(caught::<()>(|| Err(failure.clone())), Err(failure));
    }
}
