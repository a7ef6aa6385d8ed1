//! Waiting for a server: never for ever, and never longer than the person wants to.

use std::future::Future;
use std::ops::ControlFlow;
use std::time::Duration;

/// How long to wait.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For answers that need no model: version, list, delete.
    pub quick: Duration,
    /// For the first word of anything that may have to load a model, and between reports of a pull
    /// (checking a large file is silent for minutes).
    pub work: Duration,
    /// Between two words of an answer.
    pub between: Duration,
    /// Before asking a busy server again; doubled each time.
    pub pause: Duration,
    /// A server that wants to be left alone for longer is not asked again.
    pub longest_pause: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self {
            quick: seconds(10),
            work: seconds(300),
            between: seconds(60),
            pause: seconds(1),
            longest_pause: seconds(30),
        }
    }
}

/// How often a silent server gives the caller an occasion to stop.
const TICK: Duration = Duration::from_millis(200);

/// What came of waiting.
pub(super) enum Waited<T> {
    Done(T),
    /// The caller had enough.
    Stopped,
    /// Nothing came within the limit.
    Silent,
}

/// Waits for `future` for at most `limit`; `on_token` is called with nothing in between.
pub(super) async fn attend<T>(
    future: impl Future<Output = T>,
    limit: Duration,
    on_token: &mut dyn FnMut(&str) -> ControlFlow<()>,
) -> Waited<T> {
    let mut future = std::pin::pin!(future);
    let mut waited = Duration::ZERO;
    loop {
        let tick = TICK.min(limit);
        if let Ok(value) = tokio::time::timeout(tick, &mut future).await {
            return Waited::Done(value);
        }
        waited += tick;
        if waited >= limit {
            return Waited::Silent;
        }
        if on_token("").is_break() {
            return Waited::Stopped;
        }
    }
}
