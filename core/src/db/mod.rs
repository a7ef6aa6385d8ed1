//! The one data file: opened and migrated here, written by one writer, read by read-only snapshots.
//!
//! SQLite itself reports what was read and what was written: the readers' authorizer names the tables
//! that a query looked at, the writer's update hook the tables that a transaction touched. Screens live
//! on the intersection; nobody declares it.

pub mod backup;
pub mod changes;
mod checkpoint;
pub mod content;
pub mod deleted;
pub(crate) mod durable;
mod engine;
mod lock;
mod manifest;
mod migrate;
mod open;
mod read;
pub mod records;
mod references;
pub mod restore;
mod rotation;
mod turns;
mod undo;
mod witness;
mod write;

pub use migrate::LATEST;
pub use open::{APPLICATION_ID, DATA_FILE, Db};
pub use read::ReadTx;
pub use witness::Loss;
pub use write::WriteTx;
