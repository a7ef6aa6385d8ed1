//! A server on the loopback address for tests: answers what it is told to, byte for byte, and can
//! stall, break off or never answer.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// One request as it came in.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// "GET /path HTTP/1.1"
    pub(crate) line: String,
    /// All headers, in lower case.
    pub(crate) headers: String,
    pub(crate) body: String,
}

/// What the server does next with a connection; after the last step it closes.
pub(crate) enum Step {
    Send(Vec<u8>),
    Wait(Duration),
}

/// A running server; it lives as long as the test process.
pub(crate) struct Loopback {
    /// "http://127.0.0.1:PORT"
    pub(crate) url: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Loopback {
    /// Starts a server that asks `answer` what to do with each request.
    pub(crate) fn start(answer: impl Fn(&Request) -> Vec<Step> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (log, answer) = (requests.clone(), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, answer) = (log.clone(), answer.clone());
                std::thread::spawn(move || {
                    let Some(request) = read(&stream) else { return };
                    log.lock().unwrap().push(request.clone());
                    for step in answer(&request) {
                        match step {
                            Step::Send(bytes) if (&stream).write_all(&bytes).is_err() => return,
                            Step::Send(_) => {}
                            Step::Wait(time) => std::thread::sleep(time),
                        }
                    }
                });
            }
        });
        Self { url, requests }
    }

    /// The requests so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

/// A whole answer of known length.
pub(crate) fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let mut bytes = head(status, &format!("{headers}Content-Length: {length}\r\n"));
    bytes.extend_from_slice(body);
    bytes
}

/// The head of an answer whose body follows and ends with the connection.
pub(crate) fn head(status: &str, headers: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\nConnection: close\r\n{headers}\r\n").into_bytes()
}

fn read(mut stream: &TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|w| w == b"\r\n\r\n") {
            break at + 4;
        }
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return None,
            Ok(n) => bytes.extend_from_slice(&buffer[..n]),
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let (line, headers) = head.split_once("\r\n")?;
    let headers = headers.to_lowercase();
    let length = headers.lines().find_map(|l| l.strip_prefix("content-length:")).map_or("0", str::trim);
    let length: usize = length.parse().ok()?;
    while bytes.len() < end + length {
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return None,
            Ok(n) => bytes.extend_from_slice(&buffer[..n]),
        }
    }
    let body = String::from_utf8_lossy(&bytes[end..]).into_owned();
    Some(Request { line: line.into(), headers, body })
}
