//! What can be asked about fetching.

use super::log::{self, FetchLine};
use crate::db::ReadTx;
use crate::error::Result;
use crate::operations;

operations! { "fetch";
    /// The pages that were fetched last, newest first, and what became of each.
    query log(()) -> Vec<FetchLine>;
}

/// How many lines are shown.
const SHOWN: u32 = 100;

fn log(tx: &ReadTx<'_>, (): ()) -> Result<Vec<FetchLine>> {
    log::recent(tx, SHOWN)
}
