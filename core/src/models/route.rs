//! A model and the one that answers when it cannot.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::chat::{ChatMessage, ChatModel, ChatOptions, ChatOutcome};
use crate::error::{Error, Result};

/// Asks `first`; if that fails before its first word, asks `then`, and says so in the answer. Made for one
/// answer: its name is that of the model which gave it.
pub(super) struct Route {
    first: std::result::Result<Arc<dyn ChatModel>, String>,
    then: Arc<dyn ChatModel>,
    fell_back: AtomicBool,
}

impl Route {
    pub(super) fn new(first: Arc<dyn ChatModel>, then: Arc<dyn ChatModel>) -> Self {
        Self { first: Ok(first), then, fell_back: AtomicBool::new(false) }
    }

    /// A route whose first model cannot even be asked.
    pub(super) fn instead(why: &Error, then: Arc<dyn ChatModel>) -> Self {
        Self { first: Err(why.to_string()), then, fell_back: AtomicBool::new(true) }
    }

    fn present(&self) -> &dyn ChatModel {
        match &self.first {
            Ok(first) if !self.fell_back.load(Ordering::Relaxed) => first.as_ref(),
            _ => self.then.as_ref(),
        }
    }
}

/// Whether another model may do better: the fault is not in the question, and nobody stopped it.
pub(super) fn is_elsewhere(error: &Error) -> bool {
    matches!(error, Error::Offline(_) | Error::NeedsModel(_) | Error::Model(_))
}

impl ChatModel for Route {
    fn id(&self) -> &str {
        self.present().id()
    }

    fn weak(&self) -> bool {
        self.present().weak()
    }

    /// What both read, so that a question that was made for one can be put to the other.
    fn context_tokens(&self) -> usize {
        let then = self.then.context_tokens();
        self.first.as_ref().map_or(then, |first| first.context_tokens().min(then))
    }

    fn count_tokens(&self, text: &str) -> usize {
        self.present().count_tokens(text)
    }

    fn chat(
        &self,
        messages: &[ChatMessage],
        options: &ChatOptions,
        on_token: &mut dyn FnMut(&str) -> ControlFlow<()>,
    ) -> Result<ChatOutcome> {
        let why = match &self.first {
            Err(why) => why.clone(),
            Ok(first) => {
                let mut said = false;
                let asked = first.chat(messages, options, &mut |piece| {
                    said |= !piece.is_empty();
                    on_token(piece)
                });
                match asked {
                    Err(error) if !said && is_elsewhere(&error) => error.to_string(),
                    asked => return asked,
                }
            }
        };
        self.fell_back.store(true, Ordering::Relaxed);
        let mut outcome = self.then.chat(messages, options, on_token)?;
        outcome.add_note(format!("{} answered instead, because {why}", self.then.id()));
        Ok(outcome)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;
    use crate::models::says::Says;

    fn ask(route: &Route) -> Result<ChatOutcome> {
        route.chat(&[], &ChatOptions::default(), &mut |_| ControlFlow::Continue(()))
    }

    #[test]
    fn the_second_answers_when_the_first_cannot_and_says_so() {
        let good = || Arc::new(Says("second", || Ok("two"))) as Arc<dyn ChatModel>;
        let route = Route::new(Arc::new(Says("first", || Err(Error::Offline("the line is dead".into())))), good());
        assert_eq!((route.id(), route.context_tokens()), ("first", 5000));
        let outcome = ask(&route).unwrap();
        assert_eq!((outcome.text.as_str(), route.id()), ("two", "second"));
        assert_eq!(outcome.note.as_deref(), Some("second answered instead, because the line is dead"));

        let absent = Route::instead(&Error::NeedsModel("it is not here".into()), good());
        assert_eq!(absent.id(), "second");
        assert!(ask(&absent).unwrap().note.unwrap().contains("it is not here"));

        let fine = Route::new(Arc::new(Says("first", || Ok("one"))), good());
        let outcome = ask(&fine).unwrap();
        assert_eq!((outcome.text.as_str(), outcome.note, fine.id()), ("one", None, "first"));

        for (fault, kind) in [
            (Says("first", || Err(Error::Cancelled)), Kind::Cancelled),
            (Says("first", || Err(Error::Invalid("too long".into()))), Kind::Invalid),
        ] {
            assert_eq!(ask(&Route::new(Arc::new(fault), good())).unwrap_err().kind(), kind);
        }
    }
}
