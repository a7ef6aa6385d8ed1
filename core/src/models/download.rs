//! One pinned file, fetched so that an interruption costs nothing and a wrong byte is noticed.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use reqwest::StatusCode;
use reqwest::header::{ACCEPT_ENCODING, CONTENT_RANGE, RANGE};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::catalogue::WeightFile;
use crate::error::{Error, Result};

/// How far a download is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS, schemars::JsonSchema)]
pub struct Progress {
    /// Bytes that are on disk, those of an earlier try included.
    pub done: u64,
    /// Bytes of the whole file.
    pub total: u64,
}

/// How many bytes lie between two reports of progress.
const REPORT_EVERY: u64 = 256 * 1024;

/// Fetches `file` to `path` by way of `<path>.part`; see `WeightFolders::download`.
pub(super) async fn fetch(
    http: &reqwest::Client,
    file: &WeightFile,
    path: &Path,
    progress: &mut dyn FnMut(Progress),
    cancel: &AtomicBool,
) -> Result<()> {
    let mut part = Part::open(path, file)?;
    if part.size < file.bytes {
        // Writing is synchronous, so a fill that is dropped leaves whole chunks behind.
        tokio::select! {
            filled = part.fill(http, file, progress) => filled?,
            () = cancelled(cancel) => return Err(Error::Cancelled),
        }
    }
    progress(Progress { done: part.size, total: file.bytes });
    part.finish(path, file)
}

/// The unfinished file with the hash of what it holds.
struct Part {
    path: PathBuf,
    out: File,
    hash: Sha256,
    size: u64,
}

impl Part {
    fn open(path: &Path, file: &WeightFile) -> Result<Self> {
        let mut name = path.as_os_str().to_owned();
        name.push(".part");
        let path = PathBuf::from(name);
        let out = OpenOptions::new().create(true).append(true).read(true).open(&path)?;
        let mut part = Self { path, out, hash: Sha256::new(), size: 0 };
        let mut buffer = vec![0; 1 << 20];
        loop {
            let n = part.out.read(&mut buffer)?;
            if n == 0 {
                break;
            }
            part.hash.update(&buffer[..n]);
            part.size += n as u64;
        }
        if part.size > file.bytes {
            part.restart()?;
        }
        Ok(part)
    }

    fn restart(&mut self) -> Result<()> {
        self.out.set_len(0)?;
        self.hash = Sha256::new();
        self.size = 0;
        Ok(())
    }

    async fn fill(
        &mut self,
        http: &reqwest::Client,
        file: &WeightFile,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<()> {
        let host = host(file.url);
        let mut response = self.request(http, file).await?;
        if response.status() == StatusCode::RANGE_NOT_SATISFIABLE && self.size > 0 {
            self.restart()?;
            response = self.request(http, file).await?;
        }
        match response.status() {
            StatusCode::PARTIAL_CONTENT if continues_at(&response, self.size) => {}
            // The server took no notice of the range, so this is the file from its first byte.
            StatusCode::OK => self.restart()?,
            status => {
                return Err(Error::Model(format!(
                    "{host} does not offer {} ({status}). Try again later, or copy the file into the models folder yourself",
                    file.name
                )));
            }
        }
        let mut reported = 0;
        while let Some(bytes) = response.chunk().await.map_err(|_| broken(&host, self.size, file))? {
            if self.size + bytes.len() as u64 > file.bytes {
                return Err(self.refuse(file));
            }
            self.out.write_all(&bytes)?;
            self.hash.update(&bytes);
            self.size += bytes.len() as u64;
            if self.size - reported >= REPORT_EVERY || reported == 0 {
                reported = self.size;
                progress(Progress { done: self.size, total: file.bytes });
            }
        }
        if self.size < file.bytes { Err(broken(&host, self.size, file)) } else { Ok(()) }
    }

    async fn request(&self, http: &reqwest::Client, file: &WeightFile) -> Result<reqwest::Response> {
        let mut request = http.get(file.url).header(ACCEPT_ENCODING, "identity");
        if self.size > 0 {
            request = request.header(RANGE, format!("bytes={}-", self.size));
        }
        request.send().await.map_err(|error| {
            tracing::info!(url = file.url, %error, "download failed");
            Error::Offline(format!(
                "{} cannot be reached. Check the connection and try again; nothing that was fetched is lost",
                host(file.url)
            ))
        })
    }

    /// Checks the sum and gives the file its name; a file with the wrong sum is deleted.
    fn finish(mut self, path: &Path, file: &WeightFile) -> Result<()> {
        if hex(&std::mem::take(&mut self.hash).finalize()) != file.sha256 {
            return Err(self.refuse(file));
        }
        self.out.sync_all()?;
        drop(self.out);
        fs::rename(&self.path, path)?;
        Ok(())
    }

    fn refuse(&self, file: &WeightFile) -> Error {
        // Emptied first, because an open file cannot be deleted on Windows.
        let _ = self.out.set_len(0);
        let _ = fs::remove_file(&self.path);
        Error::Model(format!(
            "{} sent something else than {}: its checksum is wrong, so it was deleted. Try again; if that does not help, the file on the server was changed",
            host(file.url),
            file.name
        ))
    }
}

fn broken(host: &str, size: u64, file: &WeightFile) -> Error {
    Error::Offline(format!(
        "the connection to {host} broke after {} of {} MB. Try again: it continues there",
        size / 1_000_000,
        file.bytes.div_ceil(1_000_000)
    ))
}

/// Returns once the flag is set. Looked at ten times a second: the flag comes from a plain thread.
async fn cancelled(cancel: &AtomicBool) {
    while !cancel.load(Ordering::Relaxed) {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
}

/// Whether a partial answer starts at `offset` ("bytes 200-1023/1024").
fn continues_at(response: &reqwest::Response, offset: u64) -> bool {
    let range = response.headers().get(CONTENT_RANGE).and_then(|value| value.to_str().ok());
    range
        .and_then(|value| value.strip_prefix("bytes "))
        .and_then(|value| value.split('-').next())
        .is_some_and(|start| start.trim().parse() == Ok(offset))
}

fn host(url: &str) -> String {
    reqwest::Url::parse(url).ok().and_then(|url| url.host_str().map(String::from)).unwrap_or_else(|| url.into())
}

pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
