//! The rules of the stream, one sentence each.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use mimamori_record::line::{Due, Problem, Run};
use mimamori_record::{
    Block, Failure, Head, Input, Output, Pass, RawLine, Status, WriteOptions, pass,
};
use proptest::prelude::*;

const BEGIN: &str = r#"{"kind":"begin","format":1,"check":"こども家庭"}"#;
const RUN: &str =
    r#"{"kind":"run","program":"mimamori-match","version":"0.1.0","today":"2026-06-01"}"#;
const TOWN: &str = r#"{"kind":"town","name":"ひなた町","series":"k7q2","population":12000,"institutions":[],"staff":[],"calendar":[]}"#;
const HOUSEHOLD: &str = r#"{"kind":"household","id":"h-1","members":[{"person":"p-1","relation":"child"},{"person":"p-2","relation":"adult"}]}"#;
const CHILD: &str = r#"{"kind":"person","id":"p-1","household":"h-1","height":1.10}"#;
const ADULT: &str = r#"{"kind":"person","id":"p-2","household":"h-1"}"#;
const END: &str = r#"{"kind":"end","ok":true}"#;

/// A program that adds a due to each household and remembers what it was shown.
#[derive(Default)]
struct Reminder {
    blocks: usize,
    tails: usize,
    finished: bool,
}

impl Pass for Reminder {
    fn block(&mut self, head: &Head, block: &Block, out: &mut Output<'_>) -> Result<(), Failure> {
        assert_eq!(head.today, "2026-06-01");
        self.blocks += 1;
        out.write(&Due {
            id: "d-1".into(),
            household: Some(block.household.id.clone()),
            what: "plan-review".into(),
            ..Due::default()
        })
    }

    fn tail(&mut self, _: &Head, _: &RawLine<'_>) -> Result<(), Failure> {
        self.tails += 1;
        Ok(())
    }

    fn finish(&mut self, _: &Head, _: &mut Output<'_>) -> Result<(), Failure> {
        self.finished = true;
        Ok(())
    }
}

fn lines(lines: &[&str]) -> Vec<u8> {
    lines
        .iter()
        .flat_map(|line| [line.as_bytes(), b"\n"].concat())
        .collect()
}

fn whole() -> Vec<u8> {
    lines(&[BEGIN, RUN, TOWN, HOUSEHOLD, CHILD, ADULT, END])
}

struct Went {
    output: String,
    result: Result<(), Failure>,
    program: Reminder,
}

fn send_with(stream: &[u8], plain: bool, options: WriteOptions) -> Went {
    let mut written = Vec::new();
    let mut program = Reminder::default();
    let result = {
        let mut out = Output::new(&mut written, options);
        let result = Input::new(stream, plain)
            .and_then(|mut input| pass(&mut input, &mut out, Run::default(), &mut program));
        out.close(result.is_ok()).unwrap();
        result
    };
    Went {
        output: String::from_utf8(written).unwrap(),
        result,
        program,
    }
}

fn send(stream: &[u8]) -> Went {
    send_with(stream, false, WriteOptions::default())
}

fn status(stream: &[u8]) -> Option<Status> {
    send(stream).result.err().map(|failure| failure.status)
}

#[test]
fn passing_lines_are_copied_byte_for_byte_and_own_lines_follow_their_block() {
    let went = send(&whole());
    went.result.unwrap();
    let output: Vec<&str> = went.output.lines().collect();
    assert!(output[0].starts_with(r#"{"kind":"begin","format":1,"check":"\u3053"#));
    assert!(
        output[1].starts_with(r#"{"kind":"run","program":"","version":"","today":"2026-06-01""#)
    );
    assert_eq!(&output[2..7], &[RUN, TOWN, HOUSEHOLD, CHILD, ADULT]);
    assert!(output[7].starts_with(r#"{"kind":"due","id":"d-1","household":"h-1""#));
    assert_eq!(
        output[8],
        r#"{"kind":"end","ok":true,"lines":{"due":1,"household":1,"person":2,"run":2,"town":1}}"#
    );
    assert_eq!(output.len(), 9);
    assert!(went.program.finished);
}

#[test]
fn begin_and_end_are_written_exactly_once_even_when_nothing_came() {
    let went = send(b"");
    assert_eq!(went.result.unwrap_err().status, Status::Before);
    let kinds: Vec<bool> = went
        .output
        .lines()
        .map(|l| l.contains(r#""kind":"begin""#))
        .collect();
    assert_eq!(kinds, [true, false]);
    assert!(
        went.output
            .ends_with("{\"kind\":\"end\",\"ok\":false,\"lines\":{}}\n")
    );
}

#[test]
fn a_stream_cut_at_any_byte_never_ends_well() {
    let stream = whole();
    // Without the last line end the stream is still whole.
    for length in 0..stream.len() - 1 {
        let went = send(&stream[..length]);
        assert!(went.result.is_err(), "cut after {length} bytes");
        assert!(!went.program.finished, "cut after {length} bytes");
        assert!(went.output.ends_with("}\n"), "cut after {length} bytes");
        assert!(
            went.output.contains(r#"{"kind":"end","ok":false"#),
            "cut after {length} bytes"
        );
    }
}

#[test]
fn cut_between_lines_is_status_4() {
    let all = [BEGIN, RUN, TOWN, HOUSEHOLD, CHILD, ADULT, END];
    for kept in 1..all.len() {
        assert_eq!(
            status(&lines(&all[..kept])),
            Some(Status::Before),
            "{kept} lines"
        );
    }
}

#[test]
fn cut_in_the_middle_of_a_line_is_status_4() {
    let stream = whole();
    for length in [BEGIN.len() + 1 + RUN.len() / 2, stream.len() - 3] {
        assert_eq!(
            status(&stream[..length]),
            Some(Status::Before),
            "{length} bytes"
        );
    }
}

#[test]
fn a_program_that_failed_before_is_status_4() {
    let stream = lines(&[BEGIN, RUN, r#"{"kind":"end","ok":false}"#]);
    assert_eq!(status(&stream), Some(Status::Before));
}

#[test]
fn begin_before_the_previous_end_is_status_4() {
    assert_eq!(
        status(&lines(&[BEGIN, RUN, BEGIN, RUN, END])),
        Some(Status::Before)
    );
}

#[test]
fn lines_without_begin_need_plain() {
    let stream = lines(&[RUN, HOUSEHOLD, CHILD, ADULT]);
    assert_eq!(status(&stream), Some(Status::Before));
    let went = send_with(&stream, true, WriteOptions::default());
    went.result.unwrap();
    assert_eq!(went.program.blocks, 1);
}

#[test]
fn plain_lines_that_do_not_tell_the_day_are_status_3() {
    let went = send_with(
        &lines(&[HOUSEHOLD, CHILD, ADULT]),
        true,
        WriteOptions::default(),
    );
    assert_eq!(went.result.unwrap_err().status, Status::Stream);
}

#[test]
fn a_mark_at_the_head_and_windows_line_ends_do_no_harm() {
    let text = String::from_utf8(whole()).unwrap();
    let windows = format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
    assert_eq!(
        send(windows.as_bytes()).output,
        send(text.as_bytes()).output
    );
}

#[test]
fn utf_16_is_read_as_the_same_stream() {
    let text = String::from_utf8(whole()).unwrap();
    let expected = send(text.as_bytes()).output;
    let little: Vec<u8> = std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(send(&little).output, expected);
    assert_eq!(send(&big).output, expected);
}

#[test]
fn question_marks_in_place_of_characters_are_recognised() {
    let damaged = String::from_utf8(whole())
        .unwrap()
        .replace("こども家庭", "?????");
    let failure = send(damaged.as_bytes()).result.unwrap_err();
    assert_eq!(failure.status, Status::Stream);
    assert!(failure.what.en.contains("characters are damaged"));
}

#[test]
fn bytes_of_code_page_932_are_recognised() {
    let text = String::from_utf8(whole()).unwrap();
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(&text);
    assert_eq!(send(&bytes).result.unwrap_err().status, Status::Stream);
}

#[test]
fn a_line_of_another_program_passes_whole() {
    let own = r#"{ "kind" : "note", "text": "\u3042", "n": 1.10, "big": 12345678901234567890 }"#;
    let went = send(&lines(&[BEGIN, RUN, own, HOUSEHOLD, CHILD, ADULT, END]));
    went.result.unwrap();
    assert!(went.output.lines().any(|line| line == own));
}

#[test]
fn a_missing_member_is_status_3() {
    assert_eq!(
        status(&lines(&[BEGIN, RUN, HOUSEHOLD, CHILD, END])),
        Some(Status::Stream)
    );
}

#[test]
fn a_foreign_member_is_status_3() {
    let foreign = r#"{"kind":"person","id":"p-9","household":"h-1"}"#;
    let stream = lines(&[BEGIN, RUN, HOUSEHOLD, CHILD, ADULT, foreign, END]);
    assert_eq!(status(&stream), Some(Status::Stream));
}

#[test]
fn a_flag_outside_its_household_is_status_3() {
    let flag = r#"{"kind":"flag","household":"h-2","person":"p-2","result":"fired"}"#;
    let stream = lines(&[BEGIN, RUN, HOUSEHOLD, CHILD, ADULT, flag, END]);
    assert_eq!(status(&stream), Some(Status::Stream));
}

#[test]
fn a_list_behind_a_household_is_status_3() {
    for late in [
        TOWN,
        r#"{"kind":"problem","code":"type-error"}"#,
        r#"{"kind":"record","dataset":"cases","source":"a.1","row":2}"#,
    ] {
        let stream = lines(&[BEGIN, RUN, HOUSEHOLD, CHILD, ADULT, late, END]);
        assert_eq!(status(&stream), Some(Status::Stream), "{late}");
    }
}

#[test]
fn a_line_without_household_ends_the_block() {
    let due = r#"{"kind":"due","id":"d","what":"list-missing","precision":"none","state":"no-date","change":"new"}"#;
    let item = r#"{"kind":"item","meeting":"m","part":"A","place":1,"household":"h-1","person":"p-1","because":[]}"#;
    let went = send(&lines(&[
        BEGIN, RUN, HOUSEHOLD, CHILD, ADULT, due, item, END,
    ]));
    went.result.unwrap();
    assert_eq!((went.program.blocks, went.program.tails), (1, 2));
}

#[test]
fn two_streams_of_one_town_and_day_are_one() {
    let second = [BEGIN, RUN, TOWN, r#"{"kind":"note"}"#, END];
    let stream = [lines(&[BEGIN, RUN, TOWN, END]), lines(&second)].concat();
    let went = send(&stream);
    went.result.unwrap();
    assert_eq!(went.output.matches(r#""kind":"town""#).count(), 1);
    assert!(went.output.contains(r#"{"kind":"note"}"#));
}

#[test]
fn streams_of_two_towns_or_days_are_status_3() {
    let other_town = TOWN.replace("k7q2", "zzzz");
    let other_day = RUN.replace("2026-06-01", "2026-07-01");
    for second in [
        [BEGIN, RUN, &other_town, END],
        [BEGIN, &other_day, TOWN, END],
    ] {
        let stream = [lines(&[BEGIN, RUN, TOWN, END]), lines(&second)].concat();
        assert_eq!(status(&stream), Some(Status::Stream));
    }
}

#[test]
fn only_own_lines_are_written_with_only_and_nobody_reads_them_on() {
    let options = WriteOptions {
        only: true,
        ..WriteOptions::default()
    };
    let went = send_with(&whole(), false, options);
    went.result.unwrap();
    let kinds: Vec<_> = went
        .output
        .lines()
        .map(|l| l.split('"').nth(3).unwrap())
        .collect();
    assert_eq!(kinds, ["begin", "run", "due", "end"]);
    assert_eq!(status(went.output.as_bytes()), Some(Status::Stream));
}

#[test]
fn own_lines_are_ascii_unless_utf8_is_asked_for() {
    let ascii = send(&lines(&[BEGIN, RUN, END])).output;
    assert!(ascii.lines().next().unwrap().is_ascii());
    let options = WriteOptions {
        utf8: true,
        ..WriteOptions::default()
    };
    let utf8 = send_with(&lines(&[BEGIN, RUN, END]), false, options).output;
    assert!(utf8.contains("こども家庭"));
}

/// A sink that breaks after some bytes, in a way of its own.
struct Breaks {
    left: usize,
    how: io::ErrorKind,
    seen: Rc<RefCell<usize>>,
}

impl Write for Breaks {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        *self.seen.borrow_mut() += 1;
        if self.left < bytes.len() {
            return Err(self.how.into());
        }
        self.left -= bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn write_into(how: io::ErrorKind) -> (Result<(), Failure>, bool, usize) {
    let seen = Rc::new(RefCell::new(0));
    let sink = Breaks {
        left: 100,
        how,
        seen: Rc::clone(&seen),
    };
    let mut program = Reminder::default();
    let mut out = Output::new(sink, WriteOptions::default());
    let stream = whole();
    let mut input = Input::new(stream.as_slice(), false).unwrap();
    let result = pass(&mut input, &mut out, Run::default(), &mut program);
    let times = *seen.borrow();
    (result, program.finished, times)
}

#[test]
fn records_that_nobody_joined_are_not_taken_for_no_people() {
    let import = RUN.replace("mimamori-match", "mimamori-import");
    assert!(import.contains("mimamori-import"));
    let send = |stream: &[u8]| send_with(stream, false, WriteOptions::default()).result;
    let failure = send(&lines(&[BEGIN, &import, TOWN, END])).unwrap_err();
    assert_eq!(failure.status, Status::Stream);
    let matched = import.replace("mimamori-import", "mimamori-match");
    send(&lines(&[BEGIN, &matched, &import, TOWN, END])).unwrap();
}

#[test]
fn a_reader_that_goes_away_does_not_stop_the_work() {
    let (result, finished, times) = write_into(io::ErrorKind::BrokenPipe);
    result.unwrap();
    assert!(finished);
    assert_eq!(times, 2, "nothing is written after the reader went away");
}

#[test]
fn a_full_disk_is_status_5() {
    let (result, finished, _) = write_into(io::ErrorKind::StorageFull);
    assert_eq!(result.unwrap_err().status, Status::Files);
    assert!(!finished);
}

proptest! {
    #[test]
    fn any_bytes_end_in_a_status_and_a_closed_stream(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let went = send(&bytes);
        prop_assert!(went.result.is_err());
        prop_assert!(went.output.contains(r#"{"kind":"end","ok":false"#), "not closed");
    }

    #[test]
    fn any_line_inserted_anywhere_ends_in_a_status(at in 1usize..6, line in r#"\{"kind":"(person|household|flag|due|end|begin|run|source)"(,"[a-z]{1,9}":("h-1"|1|null|\[\]|true)){0,3}\}"#) {
        let mut all = vec![BEGIN, RUN, TOWN, HOUSEHOLD, CHILD, ADULT, END];
        all.insert(at, &line);
        let went = send(&lines(&all));
        prop_assert_eq!(went.result.is_ok(), went.output.contains(r#"{"kind":"end","ok":true"#));
    }
}

#[test]
fn a_watcher_sees_own_lines_and_not_those_that_pass() {
    let seen = RefCell::new(Vec::new());
    let mut written = Vec::new();
    {
        let mut out = Output::new(&mut written, WriteOptions::default());
        out.watch(|kind, line| {
            seen.borrow_mut()
                .push((kind.to_owned(), String::from_utf8(line.to_vec()).unwrap()));
        });
        out.pass("record", br#"{"kind":"record"}"#).unwrap();
        let problem = Problem {
            code: "gaiji".to_owned(),
            ..Problem::default()
        };
        out.write(&problem).unwrap();
    }
    let line = r#"{"kind":"problem","code":"gaiji"}"#;
    assert_eq!(seen.into_inner(), [("problem".to_owned(), line.to_owned())]);
    assert!(
        String::from_utf8(written)
            .unwrap()
            .ends_with(&format!("{line}\n"))
    );
}

#[test]
fn a_line_without_a_key_that_it_must_have_is_told_by_the_key_and_by_nothing_else() {
    let said = |line: &str| {
        let text = format!("{BEGIN}\n{line}\n{END}\n");
        let mut input = Input::new(text.as_bytes(), false).unwrap();
        let raw = input.next_line().unwrap().unwrap();
        raw.parse::<Problem>().unwrap_err().what
    };
    let missing = said(r#"{"kind":"problem","row":3}"#);
    assert!(missing.en.contains("lacks the key \"code\""), "{missing:?}");
    assert!(missing.ja.contains("「code」"), "{missing:?}");
    let wrong = said(r#"{"kind":"problem","code":"x","row":"山田 花子"}"#);
    assert!(wrong.en.contains("agreed shape"), "{wrong:?}");
    assert!(!wrong.ja.contains("山田"), "{wrong:?}");
}
