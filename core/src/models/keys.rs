//! Keys of providers: in the operating system's keychain, or, where there is none, in a file that only the
//! person's own account can read. Never in the database, and so in no backup and no export; never in a log.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::error::{Error, Result};
use crate::words;

/// The keychain's name for this program.
const SERVICE: &str = crate::IDENTIFIER;

words! {
    /// Where a key is.
    KeyPlace {
        /// The operating system keeps it, encrypted.
        Keychain = "keychain",
        /// A file, not encrypted, that only the person's own account can read: this system has no keychain.
        File = "file",
    }
}

/// A key. It does not show itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// A key as it was typed or pasted.
    ///
    /// # Errors
    /// [`Error::Invalid`] when it is empty or cannot stand in a header.
    pub fn new(text: &str) -> Result<Self> {
        let text = text.trim();
        crate::require!(!text.is_empty(), "the key is empty");
        crate::require!(
            text.len() <= 4096 && text.bytes().all(|byte| byte.is_ascii_graphic()),
            "this is not a key: it may only have letters, digits and signs, without spaces"
        );
        Ok(Self(text.into()))
    }

    /// The key itself, for the one header that carries it.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// Where keys are kept.
pub struct Keys {
    file: PathBuf,
    keychain: bool,
    writing: Mutex<()>,
}

impl Keys {
    /// The keychain, else a file in the program's folder for settings. With `ALMANAC_KEYS=file` always the file.
    pub fn new() -> Self {
        let folder = dirs::config_dir().unwrap_or_default().join(crate::IDENTIFIER);
        let wanted = std::env::var_os("ALMANAC_KEYS").is_none_or(|value| value != "file");
        Self { keychain: wanted, ..Self::in_file(folder.join("keys.json")) }
    }

    /// Only the file.
    pub fn in_file(file: PathBuf) -> Self {
        Self { file, keychain: false, writing: Mutex::new(()) }
    }

    /// Keeps a key and says where. What was there for `name` is replaced.
    ///
    /// # Errors
    /// [`Error::Storage`] when neither place can be written.
    pub fn put(&self, name: &str, key: &Key) -> Result<KeyPlace> {
        if self.keychain {
            match keyring::Entry::new(SERVICE, name).and_then(|entry| entry.set_password(key.reveal())) {
                Ok(()) => {
                    self.change(|keys| keys.remove(name).is_some())?;
                    return Ok(KeyPlace::Keychain);
                }
                Err(error) => tracing::warn!(%error, "the keychain does not answer; the key goes into a file"),
            }
        }
        self.change(|keys| keys.insert(name.into(), key.reveal().into()).as_deref() != Some(key.reveal()))?;
        Ok(KeyPlace::File)
    }

    /// The key of `name`, which is at `place`.
    ///
    /// # Errors
    /// [`Error::NeedsModel`] when it is not there any more, or the keychain is locked.
    pub fn get(&self, name: &str, place: KeyPlace) -> Result<Key> {
        let found = match place {
            KeyPlace::Keychain => keyring::Entry::new(SERVICE, name).and_then(|entry| entry.get_password()).ok(),
            KeyPlace::File => self.read()?.remove(name),
        };
        found.map(Key).ok_or_else(|| {
            Error::NeedsModel(match place {
                KeyPlace::Keychain => {
                    format!("the keychain does not give out the key of {name}. Unlock it, or enter the key again in Settings")
                }
                KeyPlace::File => format!("the key of {name} is gone. Enter it again in Settings"),
            })
        })
    }

    /// Forgets the key of `name`, wherever it is.
    ///
    /// # Errors
    /// [`Error::Storage`] when the file cannot be written.
    pub fn forget(&self, name: &str) -> Result<()> {
        if self.keychain
            && let Err(error) = keyring::Entry::new(SERVICE, name).and_then(|entry| entry.delete_credential())
        {
            tracing::debug!(%error, "no key in the keychain");
        }
        self.change(|keys| keys.remove(name).is_some())
    }

    fn read(&self) -> Result<BTreeMap<String, String>> {
        match fs::read(&self.file) {
            Ok(text) => serde_json::from_slice(&text).map_err(|_| {
                Error::Storage(format!("{} is damaged. Delete it, and enter the keys again", self.file.display()))
            }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(BTreeMap::new()),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes the file anew if `change` says that something changed: whole or not at all.
    fn change(&self, change: impl FnOnce(&mut BTreeMap<String, String>) -> bool) -> Result<()> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut keys = self.read()?;
        if !change(&mut keys) {
            return Ok(());
        }
        let folder = self.file.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let part = self.file.with_extension("part");
        let mut file = private(&part)?;
        file.write_all(&serde_json::to_vec_pretty(&keys)?)?;
        file.sync_all()?;
        drop(file);
        fs::rename(&part, &self.file)?;
        Ok(())
    }
}

impl Default for Keys {
    fn default() -> Self {
        Self::new()
    }
}

/// A new file that only its owner can read. On Windows the folder's own rights say so: it is the person's.
fn private(path: &Path) -> Result<File> {
    let _ = fs::remove_file(path);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok(options.open(path)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;

    #[test]
    fn the_file_is_the_owner_s_and_forgets() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("app").join("keys.json");
        let keys = Keys::in_file(path.clone());
        let key = Key::new(" sk-CANARY-1 \n").unwrap();
        assert_eq!(format!("{key:?}"), "Key(…)");
        assert_eq!(keys.put("OpenAI", &key).unwrap(), KeyPlace::File);
        keys.put("Groq", &Key::new("gsk_2").unwrap()).unwrap();
        assert_eq!(Keys::in_file(path.clone()).get("OpenAI", KeyPlace::File).unwrap().reveal(), "sk-CANARY-1");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        keys.forget("OpenAI").unwrap();
        assert!(!fs::read_to_string(&path).unwrap().contains("CANARY"));
        let gone = keys.get("OpenAI", KeyPlace::File).unwrap_err();
        assert_eq!(gone.kind(), Kind::NeedsModel);
        assert_eq!(keys.get("Groq", KeyPlace::File).unwrap().reveal(), "gsk_2");
        fs::write(&path, "{").unwrap();
        assert_eq!(keys.get("Groq", KeyPlace::File).unwrap_err().kind(), Kind::Storage);
    }

    #[test]
    #[ignore = "writes into this computer's keychain, if it has one"]
    fn the_system_s_keychain_takes_it_or_else_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.json");
        let keys = Keys { keychain: true, ..Keys::in_file(path.clone()) };
        let (name, key) = ("Almanac's own test", Key::new("sk-CANARY-2").unwrap());
        let place = keys.put(name, &key).unwrap();
        println!("kept in the {}", place.word());
        assert_eq!(path.exists(), place == KeyPlace::File);
        assert_eq!(keys.get(name, place).unwrap(), key);
        keys.forget(name).unwrap();
        assert_eq!(keys.get(name, place).unwrap_err().kind(), Kind::NeedsModel);
    }

    #[test]
    fn what_is_no_key_is_told() {
        for wrong in ["", "  ", "two words", "kéy", "line\nbreak", &"x".repeat(5000)] {
            assert_eq!(Key::new(wrong).unwrap_err().kind(), Kind::Invalid);
        }
    }
}
