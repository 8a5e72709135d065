//! What shells do to a stream on its way, and what becomes of it.

use std::io::{Read, Write};
use std::process::Stdio;

use crate::util::{Ran, command, root, run_in};

const HEAD: &str = r#"{"kind":"begin","format":1,"check":"こども家庭"}
{"kind":"run","program":"mimamori-match","version":"0.1.0","today":"2026-06-01"}
{"kind":"town","name":"ひなた町","series":"k7q2","population":12000,"institutions":[],"staff":[],"calendar":[]}
"#;
const END: &str = "{\"kind\":\"end\",\"ok\":true}\n";

fn stream() -> String {
    let household = r#"{"kind":"household","id":"h-k7q2-000001","members":[{"person":"p-k7q2-000001","relation":"child"}],"elsewhere":[],"protected":false}"#;
    let person = r#"{"kind":"person","id":"p-k7q2-000001","was":[],"household":"h-k7q2-000001","identities":[],"decided":[],"records":[],"links":[]}"#;
    format!("{HEAD}{household}\n{person}\n{END}")
}

fn flag(input: impl AsRef<[u8]>) -> Ran {
    run_in(
        root(),
        "flag",
        "-q -c examples/hinata-cho/town/rules.toml",
        input,
    )
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let plain = flag(stream()).ok().out;
    let windows = format!("\u{FEFF}{}", stream().replace('\n', "\r\n"));
    assert_eq!(flag(windows).ok().out, plain);
}

#[test]
fn what_powershell_redirects_as_utf_16_is_read() {
    let plain = flag(stream()).ok().out;
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(stream().encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(flag(utf16).ok().out, plain);
}

#[test]
fn question_marks_for_characters_are_status_3_and_say_what_to_do() {
    let damaged: String = stream()
        .chars()
        .map(|c| if c.is_ascii() { c } else { '?' })
        .collect();
    let ran = flag(damaged).fails(3);
    assert!(ran.err.contains("characters are damaged"));
    assert!(ran.err.contains("--utf8"));
}

#[test]
fn code_page_932_is_status_3() {
    let stream = stream();
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(&stream);
    flag(bytes).fails(3);
}

#[test]
fn our_own_lines_survive_a_shell_that_knows_only_ascii() {
    let ran = flag(stream()).ok();
    let own = ran
        .out
        .lines()
        .filter(|line| line.contains("mimamori-flag") || line.contains("begin"));
    assert!(own.clone().count() >= 2);
    assert!(own.into_iter().all(str::is_ascii));
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let mut child = command("flag")
        .args(["-q", "-c", "examples/hinata-cho/town/rules.toml"])
        .current_dir(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(HEAD.as_bytes()).unwrap();
    // More than any buffer holds, so that the program writes after the reader has gone.
    let writer = std::thread::spawn(move || {
        for _ in 0..40_000 {
            stdin
                .write_all(b"{\"kind\":\"note\",\"text\":\"................\"}\n")
                .unwrap();
        }
        stdin.write_all(END.as_bytes()).unwrap();
    });
    let mut first = [0; 10];
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    writer.join().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_status_5() {
    for name in ["flag", "remind", "agenda"] {
        let (config, more): (&str, &[&str]) = match name {
            "flag" => ("rules", &[]),
            "remind" => ("remind", &[]),
            _ => ("meetings", &["--meeting", "monthly"]),
        };
        let full = std::fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let mut child = command(name)
            .arg("-c")
            .arg(format!("examples/hinata-cho/town/{config}.toml"))
            .args(more)
            .current_dir(root())
            .stdin(Stdio::piped())
            .stdout(full)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(stream().as_bytes())
            .unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(5), "{name}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_named_as_output_stays_a_device() {
    use std::os::unix::fs::FileTypeExt;
    let ran = run_in(
        root(),
        "flag",
        "-q -c examples/hinata-cho/town/rules.toml -o /dev/null",
        stream(),
    );
    ran.ok();
    assert!(
        std::fs::metadata("/dev/null")
            .unwrap()
            .file_type()
            .is_char_device()
    );
}

#[test]
fn a_folder_named_as_output_is_status_5() {
    let ran = run_in(
        root(),
        "flag",
        "-q -c examples/hinata-cho/town/rules.toml -o tests",
        stream(),
    );
    assert!(ran.fails(5).err.contains("name a file inside the folder"));
}
