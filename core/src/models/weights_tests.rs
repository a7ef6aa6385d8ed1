//! Weights fetched, broken off, altered and found again.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use super::Runtime;
use super::catalogue::{self, WeightFile};
use super::download;
use super::loopback::{Loopback, Request, Step, answer, head};
use super::weights::{Progress, WeightFolders};
use crate::error::{Kind, Result};

fn content() -> Vec<u8> {
    (0..1_000_003_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect()
}

fn pinned(server: &Loopback) -> WeightFile {
    let sum = download::hex(&Sha256::digest(content()));
    let url = format!("{}/hub/file.bin", server.url);
    WeightFile { name: "file.bin", url: url.leak(), sha256: sum.leak(), bytes: 1_000_003 }
}

struct Place {
    _dir: tempfile::TempDir,
    folders: WeightFolders,
    runtime: Runtime,
}

impl Place {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let folders = WeightFolders::new(None, dir.path().join("models"), vec![]);
        Self { _dir: dir, folders, runtime: Runtime::new().unwrap() }
    }

    fn fetch(&self, file: &WeightFile) -> Result<PathBuf> {
        let cancel = AtomicBool::new(false);
        self.folders.download(&self.runtime, catalogue::MINILM, file, &mut |_| {}, &cancel)
    }

    fn part(&self) -> PathBuf {
        self.folders.data().join(catalogue::MINILM).join("file.bin.part")
    }
}

/// The first byte that a request asks for.
fn from(request: &Request) -> usize {
    let range = request.headers.lines().find_map(|line| line.strip_prefix("range: bytes="));
    range.map_or(0, |range| range.trim_end_matches('-').parse().unwrap())
}

fn whole(request: &Request) -> Vec<Step> {
    let (all, from) = (content(), from(request));
    let range = format!("Content-Range: bytes {from}-{}/{}\r\n", all.len() - 1, all.len());
    let bytes = match from {
        0 => answer("200 OK", "", &all),
        _ => answer("206 Partial Content", &range, &all[from..]),
    };
    vec![Step::Send(bytes)]
}

/// Promises the whole file and breaks off after `count` bytes of it.
fn broken_off(count: usize) -> Vec<Step> {
    let all = content();
    let mut bytes = head("200 OK", &format!("Content-Length: {}\r\n", all.len()));
    bytes.extend_from_slice(&all[..count]);
    vec![Step::Send(bytes)]
}

#[test]
fn a_download_reports_progress_and_is_found_once() {
    let (server, place) = (Loopback::start(whole), Place::new());
    let (file, cancel, mut seen) = (pinned(&server), AtomicBool::new(false), Vec::new());
    let progress = &mut |p: Progress| seen.push(p.done);
    let path = place.folders.download(&place.runtime, catalogue::MINILM, &file, progress, &cancel).unwrap();
    assert_eq!(fs::read(&path).unwrap(), content());
    assert!(seen.is_sorted() && seen.last() == Some(&file.bytes), "{seen:?}");
    assert!(!place.part().exists());
    // Neither the same nor another start asks the server again.
    place.fetch(&file).unwrap();
    assert_eq!(server.requests().len(), 1);
    assert_eq!(place.folders.disk_use(catalogue::MINILM), file.bytes);
    place.folders.remove(catalogue::MINILM).unwrap();
    assert_eq!(place.folders.disk_use(catalogue::MINILM), 0);
    place.folders.remove(catalogue::MINILM).unwrap();
    assert_eq!(place.folders.remove("../x").unwrap_err().kind(), Kind::NotFound);
}

#[test]
fn a_broken_connection_is_continued() {
    let times = AtomicUsize::new(0);
    let server = Loopback::start(move |request| match times.fetch_add(1, Ordering::SeqCst) {
        0 => broken_off(300_000),
        _ => whole(request),
    });
    let (file, place) = (pinned(&server), Place::new());
    let error = place.fetch(&file).unwrap_err();
    assert_eq!(error.kind(), Kind::Offline);
    assert!(error.to_string().contains("continues there"), "{error}");
    assert_eq!(fs::metadata(place.part()).unwrap().len(), 300_000);
    assert_eq!(fs::read(place.fetch(&file).unwrap()).unwrap(), content());
    assert_eq!(from(&server.requests()[1]), 300_000);
}

#[test]
fn a_server_without_ranges_starts_anew() {
    let times = AtomicUsize::new(0);
    let server = Loopback::start(move |_| match times.fetch_add(1, Ordering::SeqCst) {
        0 => broken_off(300_000),
        _ => vec![Step::Send(answer("200 OK", "", &content()))],
    });
    let (file, place) = (pinned(&server), Place::new());
    assert_eq!(place.fetch(&file).unwrap_err().kind(), Kind::Offline);
    assert_eq!(fs::read(place.fetch(&file).unwrap()).unwrap(), content());
}

#[test]
fn a_refused_range_starts_anew() {
    let server = Loopback::start(|request| match from(request) {
        0 => whole(request),
        _ => vec![Step::Send(answer("416 Range Not Satisfiable", "", b""))],
    });
    let (file, place) = (pinned(&server), Place::new());
    fs::create_dir_all(place.part().parent().unwrap()).unwrap();
    fs::write(place.part(), b"left over").unwrap();
    assert_eq!(fs::read(place.fetch(&file).unwrap()).unwrap(), content());
}

#[test]
fn wrong_bytes_are_deleted() {
    let mut wrong = content();
    wrong[5] ^= 1;
    let too_long = [content(), vec![0; 9]].concat();
    for body in [wrong, too_long] {
        let server = Loopback::start(move |_| vec![Step::Send(answer("200 OK", "", &body))]);
        let (file, place) = (pinned(&server), Place::new());
        let error = place.fetch(&file).unwrap_err();
        assert_eq!(error.kind(), Kind::Model);
        assert!(error.to_string().contains("checksum"), "{error}");
        assert!(!place.part().exists());
        assert!(!place.part().with_extension("").exists());
    }
}

#[test]
fn no_server_and_no_file_are_told_apart() {
    let place = Place::new();
    let server = Loopback::start(|_| vec![Step::Send(answer("404 Not Found", "", b"no"))]);
    assert_eq!(place.fetch(&pinned(&server)).unwrap_err().kind(), Kind::Model);
    let nobody = WeightFile { url: "http://127.0.0.1:9/file.bin", ..pinned(&server) };
    assert_eq!(place.fetch(&nobody).unwrap_err().kind(), Kind::Offline);
}

#[test]
fn stops_at_once_when_told_to_and_keeps_what_it_has() {
    let server = Loopback::start(|_| {
        let mut steps = broken_off(200_000);
        steps.push(Step::Wait(Duration::from_secs(60)));
        steps
    });
    let (file, place, cancel) = (pinned(&server), Place::new(), AtomicBool::new(false));
    let start = Instant::now();
    let error = std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(400));
            cancel.store(true, Ordering::SeqCst);
        });
        place.folders.download(&place.runtime, catalogue::MINILM, &file, &mut |_| {}, &cancel).unwrap_err()
    });
    assert_eq!(error.kind(), Kind::Cancelled);
    assert!(start.elapsed() < Duration::from_secs(5));
    assert_eq!(fs::metadata(place.part()).unwrap().len(), 200_000);
}

#[test]
fn only_the_pinned_bytes_are_located() {
    let Some(real) = crate::models::test_weights(catalogue::MINILM) else { return };
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("models");
    let folder = data.join(catalogue::MINILM);
    fs::create_dir_all(&folder).unwrap();
    fs::copy(real.join("tokenizer.json"), folder.join("tokenizer.json")).unwrap();
    let folders = WeightFolders::new(None, data.clone(), vec![real.parent().unwrap().to_owned()]);
    let names = |folders: &WeightFolders| -> Vec<&'static str> {
        folders.missing(catalogue::MINILM).unwrap().iter().map(|file| file.name).collect()
    };
    // Half a set in the data folder does not hide the whole one elsewhere.
    assert_eq!(folders.locate(catalogue::MINILM), Some(real.clone()));
    assert!(names(&folders).is_empty());
    let alone = WeightFolders::new(None, data.clone(), vec![]);
    assert_eq!(names(&alone), ["model.safetensors"]);
    fs::copy(real.join("model.safetensors"), folder.join("model.safetensors")).unwrap();
    assert_eq!(alone.locate(catalogue::MINILM), Some(folder.clone()));
    // A change of one byte at the same size is noticed, also by a new process.
    let mut bytes = fs::read(folder.join("tokenizer.json")).unwrap();
    bytes[100] ^= 1;
    fs::write(folder.join("tokenizer.json"), bytes).unwrap();
    assert_eq!(alone.locate(catalogue::MINILM), None);
    assert!(alone.is_damaged(catalogue::MINILM) && !folders.is_damaged(catalogue::SMOLLM2));
    assert_eq!(WeightFolders::new(None, data.clone(), vec![]).locate(catalogue::MINILM), None);
    // So is one that was cut short; a file that is not there at all is not damaged.
    let weights = fs::OpenOptions::new().write(true).open(folder.join("model.safetensors")).unwrap();
    weights.set_len(1000).unwrap();
    fs::copy(real.join("tokenizer.json"), folder.join("tokenizer.json")).unwrap();
    assert!(alone.is_damaged(catalogue::MINILM));
    assert_eq!(names(&alone), ["model.safetensors"]);
    fs::remove_file(folder.join("model.safetensors")).unwrap();
    assert!(!alone.is_damaged(catalogue::MINILM));
    assert_eq!(alone.locate("unknown"), None);
}
