//! A second process of the same program for work that may run out of memory, hang or abort.
//!
//! Whoever asks loses an answer then and not the run. A request and an answer are bytes; what they
//! say is the business of those who asked and serve. Both go through pipes, so that nothing of
//! them (a password among it) stands on a command line or in the environment.

use std::alloc::System;
use std::io::{self, Read, Write};
use std::process::{Child, ChildStdin, Command, ExitCode, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use cap::Cap;

use crate::mistake;

/// The allocator of a program that has workers: it counts what is in use.
pub type Memory = Cap<System>;

/// Answers requests until there are none: takes the next one, and gives one answer for each.
pub type Serve = fn(&mut dyn FnMut() -> Option<Vec<u8>>, &mut dyn FnMut(&[u8]));

/// The hidden first argument of a worker.
const ARGUMENT: &str = "__worker";
/// What a worker may hold, in bytes.
const LIMIT: usize = 256 << 20;
/// No request and no answer is longer than this, in bytes.
const LONGEST: u32 = 72 << 20;
/// Parsers that descend into what they parse get the same depth on every system.
const STACK: usize = 8 << 20;
/// How long all answers about one piece of work may take together. A real workbook takes a tenth.
const PATIENCE: Duration = Duration::from_secs(8);

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// The worker asked for more memory than it may have.
    Memory,
    /// The answer did not come in time.
    Late,
    /// The worker ended in another way.
    Gone,
    /// No worker can be started.
    NoStart,
}

/// Asks a second process of the same program. It is started when first needed, and again after
/// one was lost.
#[derive(Debug)]
pub struct Worker {
    running: Option<Running>,
    left: Duration,
}

#[derive(Debug)]
struct Running {
    child: Child,
    requests: ChildStdin,
    answers: Receiver<Vec<u8>>,
}

impl Worker {
    pub(crate) fn new() -> Self {
        Worker {
            running: None,
            left: PATIENCE,
        }
    }

    /// A new piece of work begins: its answers have the whole time.
    pub fn renew(&mut self) {
        self.left = PATIENCE;
    }

    /// Sends a request, in pieces that belong together, and waits for its answer.
    pub fn ask(&mut self, request: &[&[u8]]) -> Result<Vec<u8>, Lost> {
        let mut running = match self.running.take() {
            Some(running) => running,
            None => Running::start().map_err(|_| Lost::NoStart)?,
        };
        let since = Instant::now();
        if write(&mut running.requests, request).is_err() {
            return Err(running.lost());
        }
        let answer = running.answers.recv_timeout(self.left);
        self.left = self.left.saturating_sub(since.elapsed());
        match answer {
            Ok(answer) => {
                self.running = Some(running);
                Ok(answer)
            }
            Err(RecvTimeoutError::Timeout) => {
                running.end();
                Err(Lost::Late)
            }
            Err(RecvTimeoutError::Disconnected) => Err(running.lost()),
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(running) = &mut self.running {
            running.end();
        }
    }
}

impl Running {
    fn start() -> io::Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg(ARGUMENT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let (Some(requests), Some(mut stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("no pipe"));
        };
        let (send, answers) = sync_channel(1);
        // Ends with the pipe, so with the worker.
        thread::spawn(move || {
            while let Ok(Some(answer)) = read(&mut stdout) {
                if send.send(answer).is_err() {
                    break;
                }
            }
        });
        Ok(Running {
            child,
            requests,
            answers,
        })
    }

    fn end(&mut self) {
        // One that has ended already cannot be killed, and that is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Why it ended: only the runtime itself writes on a worker's standard error.
    fn lost(mut self) -> Lost {
        self.end();
        let mut words = Vec::new();
        if let Some(stderr) = self.child.stderr.take() {
            // What cannot be read explains nothing.
            let _ = stderr.take(1 << 12).read_to_end(&mut words);
        }
        let memory = String::from_utf8_lossy(&words).contains("memory allocation of");
        if memory { Lost::Memory } else { Lost::Gone }
    }
}

/// Whether these arguments start a worker.
pub(crate) fn is_meant(arguments: &[std::ffi::OsString]) -> bool {
    arguments.len() == 2 && arguments[1] == ARGUMENT
}

/// The whole life of a worker. It ends with its standard input, even in the middle of work, so
/// that none is left behind.
pub(crate) fn work(memory: &Memory, serve: Serve) -> ExitCode {
    mistake::keep_silent();
    if memory.set_limit(LIMIT).is_err() {
        return ExitCode::FAILURE;
    }
    let (send, requests) = channel();
    let serving = thread::Builder::new().stack_size(STACK).spawn(move || {
        let mut stdout = io::stdout().lock();
        serve(&mut || requests.recv().ok(), &mut |answer| {
            // Nobody reads any more: standard input ends too.
            let _ = write(&mut stdout, &[answer]);
        });
    });
    if serving.is_err() {
        return ExitCode::FAILURE;
    }
    let mut stdin = io::stdin().lock();
    while let Ok(Some(request)) = read(&mut stdin) {
        if send.send(request).is_err() {
            break;
        }
    }
    ExitCode::SUCCESS
}

/// Writes a length and what has it.
fn write(to: &mut impl Write, pieces: &[&[u8]]) -> io::Result<()> {
    let length = pieces.iter().map(|piece| piece.len()).sum::<usize>();
    let length = u32::try_from(length).map_err(io::Error::other)?;
    to.write_all(&length.to_le_bytes())?;
    for piece in pieces {
        to.write_all(piece)?;
    }
    to.flush()
}

/// Reads a length and what has it; none at the end.
fn read(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        result => result?,
    }
    let length = u32::from_le_bytes(length);
    if length > LONGEST {
        return Err(io::Error::other("too long"));
    }
    let mut bytes = vec![0; length as usize];
    from.read_exact(&mut bytes)?;
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_arrive_as_one() {
        let mut pipe = Vec::new();
        write(&mut pipe, &[b"ab", b"", b"c"]).unwrap();
        write(&mut pipe, &[]).unwrap();
        let mut pipe = pipe.as_slice();
        assert_eq!(read(&mut pipe).unwrap(), Some(b"abc".to_vec()));
        assert_eq!(read(&mut pipe).unwrap(), Some(Vec::new()));
        assert_eq!(read(&mut pipe).unwrap(), None);
    }

    #[test]
    fn what_is_cut_off_or_too_long_is_an_error() {
        assert!(read(&mut [3, 0, 0, 0, b'a'].as_slice()).is_err());
        assert!(read(&mut [255; 9].as_slice()).is_err());
    }

    #[test]
    fn only_the_one_argument_makes_a_worker() {
        let of = |words: &[&str]| is_meant(&words.iter().map(Into::into).collect::<Vec<_>>());
        assert!(of(&["mimamori-import", "__worker"]));
        assert!(!of(&["mimamori-import"]));
        assert!(!of(&["mimamori-import", "-c", "__worker"]));
    }
}
