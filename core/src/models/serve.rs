//! The child's side of the chat worker: reads requests, runs the model, writes replies.

use std::io::{BufRead, Write};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};

use super::chat::ChatModel;
use super::llama::Llama;
use super::wire::{Reply, Request};
use crate::error::{Error, Result};

/// Turn number that says: stop whatever is being said, the app is gone.
const EVERY_TURN: u64 = u64::MAX;

/// Serves one model until the input ends, which it does when the app closes it or dies.
///
/// `output` must carry nothing but replies; logs go to the error stream.
///
/// # Errors
/// [`Error::Storage`] when a reply cannot be written.
pub fn serve_chat(input: impl BufRead + Send + 'static, mut output: impl Write) -> Result<()> {
    let cancelled = Arc::new(AtomicU64::new(0));
    let requests = listen(input, cancelled.clone());
    let mut model: Option<Llama> = None;
    for request in requests {
        let reply = match request {
            Ok(Request::Load { path, id, weak, context_tokens, threads }) => {
                match Llama::open(&path, &id, weak, context_tokens, threads) {
                    Ok(llama) => {
                        let context_tokens = llama.context_tokens();
                        model = Some(llama);
                        Reply::Loaded { context_tokens }
                    }
                    Err(error) => Reply::error(&error),
                }
            }
            Ok(Request::Chat { turn, messages, options }) => {
                let mut lost = None;
                let mut on_token = |text: &str| {
                    if let Err(error) = send(&mut output, &Reply::Token { text: text.into() }) {
                        lost = Some(error);
                        return ControlFlow::Break(());
                    }
                    let stop = cancelled.load(Ordering::SeqCst);
                    if stop == turn || stop == EVERY_TURN { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                };
                let outcome = loaded(model.as_ref()).and_then(|m| m.chat(&messages, &options, &mut on_token));
                if let Some(error) = lost {
                    return Err(error);
                }
                outcome.map_or_else(|error| Reply::error(&error), |outcome| Reply::Done { outcome })
            }
            Ok(Request::Count { text }) => match loaded(model.as_ref()) {
                Ok(model) => Reply::Count { tokens: model.count_tokens(&text) },
                Err(error) => Reply::error(&error),
            },
            // Taken care of while listening.
            Ok(Request::Cancel { .. }) => continue,
            Err(error) => Reply::error(&error),
        };
        send(&mut output, &reply)?;
    }
    Ok(())
}

fn loaded(model: Option<&Llama>) -> Result<&Llama> {
    model.ok_or_else(|| Error::internal("the worker was asked before it was told what to load"))
}

fn send(output: &mut impl Write, reply: &Reply) -> Result<()> {
    let mut line = serde_json::to_vec(reply)?;
    line.push(b'\n');
    output.write_all(&line)?;
    output.flush()?;
    Ok(())
}

/// Reads requests on a thread of its own, so that a cancel is noticed in the middle of an answer.
fn listen(input: impl BufRead + Send + 'static, cancelled: Arc<AtomicU64>) -> mpsc::Receiver<Result<Request>> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for line in input.lines().map_while(|line| line.ok()).filter(|line| !line.trim().is_empty()) {
            let request = serde_json::from_str(&line).map_err(Error::from);
            if let Ok(Request::Cancel { turn }) = &request {
                cancelled.store(*turn, Ordering::SeqCst);
            } else if sender.send(request).is_err() {
                return;
            }
        }
        cancelled.store(EVERY_TURN, Ordering::SeqCst);
    });
    receiver
}
