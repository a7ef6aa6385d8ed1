//! A chat model for tests: says one thing, or fails in one way.

use std::ops::ControlFlow;

use super::chat::{ChatMessage, ChatModel, ChatOptions, ChatOutcome};
use crate::error::Result;

/// Its name, by whose length its context is a thousand tokens long for each letter, and what comes of asking it.
pub(super) struct Says(pub(super) &'static str, pub(super) fn() -> Result<&'static str>);

impl ChatModel for Says {
    fn id(&self) -> &str {
        self.0
    }

    fn weak(&self) -> bool {
        false
    }

    fn context_tokens(&self) -> usize {
        self.0.len() * 1000
    }

    fn count_tokens(&self, text: &str) -> usize {
        text.len()
    }

    fn chat(
        &self,
        _: &[ChatMessage],
        _: &ChatOptions,
        on_token: &mut dyn FnMut(&str) -> ControlFlow<()>,
    ) -> Result<ChatOutcome> {
        let text = (self.1)()?;
        let _ = on_token(text);
        Ok(ChatOutcome { text: text.into(), prompt_tokens: 9, completion_tokens: 9, ..ChatOutcome::empty() })
    }
}
