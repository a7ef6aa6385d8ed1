//! Where weights are: bundled with the app, in the data folder, or in a folder the person named.
//!
//! Every place is laid out as `<folder>/<set id>/<file>`. Only the data folder is ever written to; its
//! file `.verified` remembers which files, there and elsewhere, were hashed and found right.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use sha2::{Digest, Sha256};

use super::catalogue::{self, WeightFile, WeightSet};
use super::download;
use super::runtime::Runtime;
#[cfg(doc)]
use crate::error::Error;
use crate::error::{OrNotFound, Result};

pub use super::download::Progress;

/// What tells that a file is still the one that was verified: its size in bytes and the time of its
/// last change, in nanoseconds since 1970.
type Stamp = (u64, u64);

const MARKER: &str = ".verified";

/// The places to look in, and a memory of what was verified there.
pub struct WeightFolders {
    bundled: Option<PathBuf>,
    data: PathBuf,
    extra: Vec<PathBuf>,
    verified: Mutex<HashMap<String, Stamp>>,
    /// Files that were hashed and found wrong, so that they are not read again for each look.
    wrong: Mutex<HashMap<String, Stamp>>,
}

impl WeightFolders {
    /// `bundled` is the app's resource folder for models, `data` the one in the data folder (made
    /// when something is first fetched), `extra` any others. They are searched in this order.
    pub fn new(bundled: Option<PathBuf>, data: PathBuf, extra: Vec<PathBuf>) -> Self {
        let verified = fs::read(data.join(MARKER)).ok().and_then(|text| serde_json::from_slice(&text).ok());
        Self { bundled, data, extra, verified: Mutex::new(verified.unwrap_or_default()), wrong: Mutex::default() }
    }

    /// The folder that holds every file of the set, each of the right size and, checked once per
    /// change of the file, the right SHA-256 (0.1 to 0.5 s for 100 MB). `None` when no folder does,
    /// or the set is unknown.
    pub fn locate(&self, id: &str) -> Option<PathBuf> {
        let set = catalogue::find(id)?;
        self.folders(set).find(|folder| set.files.iter().all(|file| self.is_good(folder, file)))
    }

    /// The files that must be fetched before [`Self::locate`] finds the set: none if it does.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown id.
    pub fn missing(&self, id: &str) -> Result<Vec<&'static WeightFile>> {
        let set = catalogue::find(id).or_not_found("model", id)?;
        if self.locate(id).is_some() {
            return Ok(Vec::new());
        }
        let folder = self.data.join(id);
        Ok(set.files.iter().filter(|file| !self.is_good(&folder, file)).collect())
    }

    /// Whether a file of the set lies in the data folder and is not the pinned one: cut short, or changed.
    pub fn is_damaged(&self, id: &str) -> bool {
        let Some(set) = catalogue::find(id) else { return false };
        let folder = self.data.join(set.id);
        set.files.iter().any(|file| folder.join(file.name).exists() && !self.is_good(&folder, file))
    }

    /// The folder that is written to.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Fetches one file of a set into the data folder and returns where it is. What was fetched
    /// before an interruption is kept in `<file>.part` and continued.
    ///
    /// `progress` is called about every 256 kB; setting `cancel` stops within a moment.
    ///
    /// # Errors
    /// [`Error::Offline`] when the server cannot be reached or the connection breaks,
    /// [`Error::Model`] when it sends something else than the pinned file (which is then deleted),
    /// [`Error::Storage`] when the disk is full, [`Error::Cancelled`].
    pub fn download(
        &self,
        runtime: &Runtime,
        id: &str,
        file: &WeightFile,
        progress: &mut dyn FnMut(Progress),
        cancel: &AtomicBool,
    ) -> Result<PathBuf> {
        let folder = self.data.join(id);
        fs::create_dir_all(&folder)?;
        let path = folder.join(file.name);
        if self.is_good(&folder, file) {
            return Ok(path);
        }
        runtime.block_on(download::fetch(runtime.http(), file, &path, progress, cancel))?;
        self.remember(&path);
        Ok(path)
    }

    /// Bytes that the set takes in the data folder, parts of downloads included.
    pub fn disk_use(&self, id: &str) -> u64 {
        let Ok(entries) = fs::read_dir(self.data.join(id)) else { return 0 };
        entries.flatten().filter_map(|entry| entry.metadata().ok()).map(|meta| meta.len()).sum()
    }

    /// Deletes the set from the data folder; bundled and extra folders are never touched. Unload the
    /// model first: on Windows an open file cannot be deleted.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown id, [`Error::Storage`] when the folder cannot be deleted.
    pub fn remove(&self, id: &str) -> Result<()> {
        // Only ids of the catalogue: an id never becomes a path that leads elsewhere.
        let set = catalogue::find(id).or_not_found("model", id)?;
        match fs::remove_dir_all(self.data.join(set.id)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    fn folders(&self, set: &WeightSet) -> impl Iterator<Item = PathBuf> {
        let places = self.bundled.iter().chain([&self.data]).chain(&self.extra);
        places.map(|place| place.join(set.id))
    }

    fn is_good(&self, folder: &Path, file: &WeightFile) -> bool {
        let path = folder.join(file.name);
        let Some(stamp) = stamp(&path).filter(|(size, _)| *size == file.bytes) else { return false };
        if self.is_remembered(&path, stamp) {
            return true;
        }
        let name = path.to_string_lossy().into_owned();
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        if wrong.get(&name) == Some(&stamp) {
            return false;
        }
        match sha256(&path) {
            Ok(sum) if sum == file.sha256 => {
                self.remember(&path);
                true
            }
            Ok(sum) => {
                tracing::warn!(path = %path.display(), %sum, "weights are not the pinned ones; ignored");
                wrong.insert(name, stamp);
                false
            }
            Err(error) => {
                tracing::warn!(path = %path.display(), %error, "weights cannot be read; ignored");
                false
            }
        }
    }

    fn is_remembered(&self, path: &Path, stamp: Stamp) -> bool {
        let verified = self.verified.lock().unwrap_or_else(PoisonError::into_inner);
        verified.get(path.to_string_lossy().as_ref()) == Some(&stamp)
    }

    /// Notes that the file was verified as it is now, for this process and the next.
    fn remember(&self, path: &Path) {
        let Some(stamp) = stamp(path) else { return };
        let mut verified = self.verified.lock().unwrap_or_else(PoisonError::into_inner);
        verified.insert(path.to_string_lossy().into_owned(), stamp);
        let written = fs::create_dir_all(&self.data)
            .and_then(|()| fs::write(self.data.join(MARKER), serde_json::to_vec(&*verified)?));
        if let Err(error) = written {
            tracing::debug!(path = %path.display(), %error, "not remembered as verified");
        }
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let meta = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    let changed = meta.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((meta.len(), u64::try_from(changed.as_nanos()).ok()?))
}

/// SHA-256 of a file as lower-case hex.
fn sha256(path: &Path) -> Result<String> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(download::hex(&hash.finalize())),
            n => hash.update(&buffer[..n]),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::{Duration, Instant};

    use super::super::loopback::{Loopback, Request, Step, answer, head};
    use super::*;
    use crate::error::Kind;

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
            self.folders.data.join(catalogue::MINILM).join("file.bin.part")
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
}
