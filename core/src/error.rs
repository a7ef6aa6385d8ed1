//! The one error of the core. A message says what happened and what to do about it, in words a person
//! can act on; [`Kind`] is what a screen branches on.

use serde::{Deserialize, Serialize};

/// The result of everything in the core.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The input cannot be accepted as it is; the person can mend it.
    #[error("{0}")]
    Invalid(String),
    /// The thing asked for is not there (any more).
    #[error("{what} {id} does not exist, or no longer does")]
    NotFound { what: &'static str, id: String },
    /// The request collides with the present state, a dependency cycle for instance.
    #[error("{0}")]
    Conflict(String),
    /// The person stopped it.
    #[error("stopped")]
    Cancelled,
    /// A model is needed and none is set up.
    #[error("{0}")]
    NeedsModel(String),
    /// A model or its provider failed.
    #[error("{0}")]
    Model(String),
    /// Something outside this computer could not be reached, or may not be.
    #[error("{0}")]
    Offline(String),
    /// The data file cannot be used: damaged, read-only, full, made by a newer version.
    #[error("{0}")]
    Storage(String),
    /// Another program holds the data file.
    #[error("the data file is busy: another program is writing to it. Try again in a moment")]
    Locked,
    /// A defect of this program.
    #[error("something unexpected went wrong: {0}")]
    Internal(String),
}

/// The few kinds that a face of the program branches on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Invalid,
    NotFound,
    Conflict,
    Cancelled,
    NeedsModel,
    Model,
    Offline,
    Storage,
    Locked,
    Internal,
}

/// An error as it crosses to the webview, the command line and agents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS, schemars::JsonSchema)]
pub struct Failure {
    pub kind: Kind,
    pub message: String,
}

impl Error {
    /// The input cannot be accepted.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::Invalid(message.into())
    }

    /// A defect; `message` is for the log.
    pub fn internal(message: impl ToString) -> Self {
        Self::Internal(message.to_string())
    }

    /// The kind that a face branches on.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Invalid(_) => Kind::Invalid,
            Self::NotFound { .. } => Kind::NotFound,
            Self::Conflict(_) => Kind::Conflict,
            Self::Cancelled => Kind::Cancelled,
            Self::NeedsModel(_) => Kind::NeedsModel,
            Self::Model(_) => Kind::Model,
            Self::Offline(_) => Kind::Offline,
            Self::Storage(_) => Kind::Storage,
            Self::Locked => Kind::Locked,
            Self::Internal(_) => Kind::Internal,
        }
    }

    /// The wire form.
    pub fn failure(&self) -> Failure {
        Failure { kind: self.kind(), message: self.to_string() }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Locked,
            Some(Code::DiskFull) => {
                Self::Storage("the disk is full: nothing was saved. Free some space and try again".into())
            }
            Some(Code::ReadOnly) => {
                Self::Storage("the data file cannot be written: it, or its folder, is read-only".into())
            }
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Storage(
                "the data file is damaged. Nothing was changed; restore a backup, or run `almanac doctor`".into(),
            ),
            // Room for the shared memory file is needed to read, too.
            Some(Code::SystemIoFailure) if is_for_want_of_room(&error) => {
                Self::Storage("the disk is full: nothing was saved. Free some space and try again".into())
            }
            Some(Code::CannotOpen | Code::SystemIoFailure | Code::PermissionDenied) => {
                Self::Storage(format!("the data file cannot be read: {error}"))
            }
            Some(Code::OperationInterrupted) => Self::Cancelled,
            // A trigger refuses in words.
            Some(Code::ConstraintViolation)
                if error
                    .sqlite_error()
                    .is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_TRIGGER) =>
            {
                Self::Conflict(error.to_string())
            }
            Some(Code::TooBig) => Self::invalid("this text is too large to store"),
            _ => Self::Internal(error.to_string()),
        }
    }
}

fn is_for_want_of_room(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE)
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull => {
                Self::Storage("the disk is full: nothing was saved. Free some space and try again".into())
            }
            _ => Self::Storage(error.to_string()),
        }
    }
}

/// Turns "no row" into [`Error::NotFound`].
pub trait OrNotFound<T> {
    /// `what` is the user's word for the thing.
    fn or_not_found(self, what: &'static str, id: impl ToString) -> Result<T>;
}

impl<T> OrNotFound<T> for Option<T> {
    fn or_not_found(self, what: &'static str, id: impl ToString) -> Result<T> {
        self.ok_or_else(|| Error::NotFound { what, id: id.to_string() })
    }
}

/// Refuses the input with a sentence unless the condition holds.
#[macro_export]
macro_rules! require {
    ($condition:expr, $($message:tt)+) => {{
        // By a name, because `!(a < b)` is not `a >= b` where a number may be none.
        let holds: bool = $condition;
        if !holds {
            return Err($crate::error::Error::Invalid(format!($($message)+)));
        }
    }};
}
