//! One stream of events for each page. What grows (an answer, a download) is sent at most once a
//! frame, and only its newest state.

use std::{
    collections::HashMap,
    sync::{Mutex, mpsc::Receiver},
    thread,
    time::Duration,
};

use almanac_core::Event;
use tauri::ipc::Channel;

use crate::{allow, state::lock};

/// The shortest time between two deliveries: one frame of a common screen.
const FRAME: Duration = Duration::from_millis(16);

/// The pages that listen, by the label of their window.
#[derive(Default)]
pub(crate) struct Streams(Mutex<HashMap<String, Channel<Event>>>);

impl Streams {
    /// A page begins to listen; a page that was loaded anew replaces its former self.
    pub(crate) fn join(&self, window: &str, channel: Channel<Event>) {
        lock(&self.0).insert(window.to_owned(), channel);
    }

    /// Whether the page of `window` listens.
    pub(crate) fn hears(&self, window: &str) -> bool {
        lock(&self.0).contains_key(window)
    }

    /// Tells every page that may know.
    pub(crate) fn send(&self, event: &Event) {
        lock(&self.0).retain(|window, channel| !allow::event(window, event) || channel.send(event.clone()).is_ok());
    }
}

/// Delivers what arrives until the core is gone. The first event after a pause goes out at once.
pub(crate) fn pump(events: &Receiver<Event>, mut deliver: impl FnMut(Event)) {
    while let Ok(first) = events.recv() {
        let mut batch = vec![first];
        batch.extend(events.try_iter());
        newest(batch).into_iter().for_each(&mut deliver);
        thread::sleep(FRAME);
    }
}

/// Leaves out every state that a later event of the same batch makes old, and keeps the order.
fn newest(mut batch: Vec<Event>) -> Vec<Event> {
    let mut seen = Vec::new();
    batch.reverse();
    batch.retain(|event| match growing(event) {
        Some(key) if seen.contains(&key) => false,
        Some(key) => {
            seen.push(key);
            true
        }
        None => true,
    });
    batch.reverse();
    batch
}

/// What an event is the newest state of, if it is one of a series.
fn growing(event: &Event) -> Option<String> {
    match event {
        Event::Answer { conversation, .. } => Some(format!("answer {conversation:?}")),
        Event::Progress { job, .. } => Some(format!("progress {job}")),
        Event::Download { model, .. } => Some(format!("download {model}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    fn progress(job: &str, done: u64) -> Event {
        Event::Progress { job: job.into(), done, total: 9 }
    }

    #[test]
    fn only_the_newest_of_a_series_is_sent_and_the_rest_keeps_its_order() {
        let batch = vec![
            progress("a", 1),
            Event::Changed { tables: vec!["task".into()] },
            progress("b", 1),
            progress("a", 2),
            Event::Open { route: "/today".into() },
        ];
        let sent: Vec<String> = newest(batch).iter().map(|event| format!("{event:?}")).collect();
        assert_eq!(sent.len(), 4);
        assert!(sent[0].starts_with("Changed"));
        assert!(sent[1].contains("\"b\""));
        assert!(sent[2].contains("done: 2"));
        assert!(sent[3].starts_with("Open"));
    }

    #[test]
    fn a_burst_becomes_few_messages() {
        let (sender, receiver) = mpsc::channel();
        for done in 0..500 {
            sender.send(progress("a", done)).expect("the receiver lives");
        }
        drop(sender);
        let mut sent = Vec::new();
        pump(&receiver, |event| sent.push(event));
        assert_eq!(sent.len(), 1);
        assert!(matches!(sent[0], Event::Progress { done: 499, .. }));
    }
}
