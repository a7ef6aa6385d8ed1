//! Decoding in a child process: a parser that aborts, hangs or eats memory takes only its own process with it.
//!
//! The parent starts `<exe> worker decode` for one document, with an empty environment. To its standard input go a length (four bytes, little
//! endian), a header as JSON and the bytes; from its standard output comes one JSON answer. The child limits itself before
//! it looks at the bytes (memory, processor time, no core dump, no file), the parent watches the clock.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::{Document, Format, decode, label, sniff};
use crate::error::{Error, Failure, Kind, Result};

/// The largest file that is read.
const LARGEST_FILE: usize = 256 << 20;
/// As much of the child's last words as is kept.
const LAST_WORDS: u64 = 16 << 10;
/// Parsers recurse; a stack of this size bears the depths that the gates let through.
const STACK: usize = 64 << 20;

/// What a child may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Address space beyond what the program itself maps, on Unix.
    pub memory_bytes: u64,
    /// Processor time, on Unix.
    pub cpu_seconds: u64,
    pub wall_seconds: u64,
    /// The largest answer that is believed.
    pub answer_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { memory_bytes: 512 << 20, cpu_seconds: 60, wall_seconds: 120, answer_bytes: 64 << 20 }
    }
}

/// Decodes documents, hostile ones in a child process.
#[derive(Debug, Clone)]
pub struct Decoder {
    /// A program that answers `worker decode` with [`serve_decode`]: the app itself.
    pub exe: PathBuf,
    pub limits: Limits,
}

#[derive(Serialize, Deserialize)]
struct Header {
    name: String,
    length: usize,
    limits: Limits,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Document(Box<Document>),
    Failure(Failure),
}

impl Decoder {
    /// Reads a file; one of the formats that parsers choke on is read in a child.
    pub fn decode(&self, name: &str, bytes: &[u8]) -> Result<Document> {
        let format: Format = sniff(name, bytes)?;
        crate::require!(
            bytes.len() <= LARGEST_FILE,
            "{} is larger than {} MB, which is the most that is read",
            label(name),
            LARGEST_FILE >> 20
        );
        if format.needs_child() { self.in_child(name, bytes) } else { decode(name, bytes) }
    }

    fn in_child(&self, name: &str, bytes: &[u8]) -> Result<Document> {
        let mut child = self.spawn()?;
        let (Some(mut input), Some(output), Some(errors)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(Error::internal("a child process without pipes"));
        };
        let header = Header { name: name.to_owned(), length: bytes.len(), limits: self.limits };
        let header = serde_json::to_vec(&header)?;
        let length = u32::try_from(header.len()).map_err(Error::internal)?.to_le_bytes();
        let answer_bytes = self.limits.answer_bytes;
        let ended = thread::scope(|scope| {
            // A child that dies early closes the pipe; what matters then is how it died.
            scope.spawn(move || {
                let _ = input
                    .write_all(&length)
                    .and_then(|()| input.write_all(&header))
                    .and_then(|()| input.write_all(bytes));
            });
            let answer = scope.spawn(move || read(output, answer_bytes + 1));
            let words = scope.spawn(move || read(errors, LAST_WORDS));
            let status = wait(&mut child, Duration::from_secs(self.limits.wall_seconds));
            (answer.join().unwrap_or_default(), words.join().unwrap_or_default(), status)
        });
        let (answer, words, status) = ended;
        let words = String::from_utf8_lossy(&words);
        let failed = |why: &str| Error::invalid(format!("{} could not be read: {why}", label(name)));
        match status? {
            None => Err(failed("it needed too much time")),
            Some(status) if !status.success() => {
                tracing::warn!(%status, last_words = %super::clean::line(&words, 300), "a decoding process died");
                Err(failed(reason(status, &words)))
            }
            Some(_) if answer.len() as u64 > answer_bytes => Err(failed("its text is too large")),
            Some(_) => match serde_json::from_slice(&answer) {
                Ok(Answer::Document(document)) => Ok(*document),
                Ok(Answer::Failure(failure)) if failure.kind == Kind::Invalid => Err(Error::Invalid(failure.message)),
                Ok(Answer::Failure(failure)) => Err(Error::Internal(failure.message)),
                Err(error) => Err(Error::internal(format!("the decoding process answered nonsense: {error}"))),
            },
        }
    }

    fn spawn(&self) -> Result<Child> {
        let mut command = Command::new(&self.exe);
        command.args(["worker", "decode"]).env_clear();
        // What one stream of a PDF may unpack to; fonts and drawings inside pages are bounded by it as well.
        command.env("PDF_OXIDE_MAX_DECOMPRESS_MB", "48");
        // Windows finds its own libraries by this one.
        #[cfg(windows)]
        if let Some(root) = std::env::var_os("SystemRoot") {
            command.env("SystemRoot", root);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().map_err(|error| Error::internal(format!("the decoding process did not start: {error}")))
    }
}

/// Waits for the end; none when the time ran out and the child was killed.
fn wait(child: &mut Child, most: Duration) -> Result<Option<ExitStatus>> {
    let started = Instant::now();
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if started.elapsed() >= most {
            let _ = child.kill();
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

/// Reads to the end and keeps at most `most` bytes; the rest is drained, so that the writer does not hang.
fn read(mut from: impl Read, most: u64) -> Vec<u8> {
    let mut kept = Vec::new();
    let _ = from.by_ref().take(most).read_to_end(&mut kept);
    let _ = std::io::copy(&mut from, &mut std::io::sink());
    kept
}

/// Why a child died, in a person's words.
fn reason(status: ExitStatus, words: &str) -> &'static str {
    if words.contains("memory allocation")
        || words.contains("out of memory")
        || words.contains("Cannot allocate memory")
    {
        return "it needed too much memory";
    }
    if words.contains("overflowed its stack") {
        return "it is nested too deeply";
    }
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        match status.signal() {
            // SIGXCPU, and SIGKILL at the hard limit.
            Some(24 | 9) => return "it needed too much time",
            Some(_) => return "it is damaged, and the reader broke off",
            None => {}
        }
    }
    let _ = status;
    "the reader broke off"
}

/// The child's side: reads one request, limits the process, decodes, answers. Call it from `worker decode` and exit.
pub fn serve_decode(mut input: impl Read, mut output: impl Write) -> Result<()> {
    let mut length = [0; 4];
    input.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    crate::require!(length <= 1 << 20, "the request is malformed");
    let mut header = Vec::new();
    input.by_ref().take(u64::from(length)).read_to_end(&mut header)?;
    let header: Header = serde_json::from_slice(&header)?;
    crate::require!(header.length <= LARGEST_FILE, "the request is malformed");
    limit(&header.limits);
    let mut bytes = Vec::with_capacity(header.length);
    input.take(header.length as u64).read_to_end(&mut bytes)?;
    crate::require!(bytes.len() == header.length, "the request is incomplete");

    let name = header.name;
    let work = {
        let name = name.clone();
        move || decode(&name, &bytes)
    };
    let decoded = thread::Builder::new().stack_size(STACK).spawn(work)?.join();
    let answer = match decoded {
        Ok(Ok(document)) => Answer::Document(Box::new(document)),
        Ok(Err(error)) => Answer::Failure(error.failure()),
        Err(_) => Answer::Failure(super::damaged(&name, "the reader broke off").failure()),
    };
    output.write_all(&serde_json::to_vec(&answer)?)?;
    output.flush()?;
    Ok(())
}

/// Takes away what a decoder does not need. A limit that cannot be set is not worth failing for: the parent's clock holds.
#[cfg(unix)]
fn limit(limits: &Limits) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let set = |resource, current, maximum| {
        let _ = setrlimit(resource, Rlimit { current: Some(current), maximum: Some(maximum) });
    };
    let address_space = mapped().saturating_add(limits.memory_bytes);
    set(Resource::As, address_space, address_space);
    set(Resource::Cpu, limits.cpu_seconds, limits.cpu_seconds + 1);
    set(Resource::Core, 0, 0);
    set(Resource::Fsize, 0, 0);
}

/// Bytes of address space that are mapped before the first document: the libraries of a window system take
/// hundreds of megabytes of it without using them. What a decoder may use comes on top.
#[cfg(unix)]
fn mapped() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let size = status.lines().find_map(|line| line.strip_prefix("VmSize:"));
    let kilobytes = size.and_then(|size| size.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1024
}

#[cfg(not(unix))]
fn limit(_: &Limits) {}
