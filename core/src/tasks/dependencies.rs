//! What waits for what. The graph never has a cycle.

use super::{TaskId, store};
use crate::db::WriteTx;
use crate::error::{Error, Result};

/// Makes `task` wait for `blocker`.
///
/// # Errors
/// One of them is not there, or `blocker` waits for `task` already; the message shows the circle.
pub fn depend(tx: &WriteTx<'_>, task: TaskId, blocker: TaskId) -> Result<()> {
    let waiting = store::get(tx, task)?;
    let before = store::get(tx, blocker)?;
    if let Some(chain) = store::chain(tx, blocker, task)? {
        return Err(Error::Conflict(format!(
            "{} cannot wait for {}: that would be a circle ({} → {})",
            waiting.title,
            before.title,
            waiting.title,
            chain.join(" → ")
        )));
    }
    tx.label(format!("{} now waits for {}", waiting.title, before.title));
    store::add_dependency(tx, task, blocker)
}
