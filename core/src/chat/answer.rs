//! One question from beginning to end: evidence, answer, record.

use std::time::Instant;

use super::citation::{Citations, Cite};
use super::evidence::{self, Evidence};
use super::generation::Generation;
use super::generative::{self, Written};
use super::operations::{Answer, Ask};
use super::{ConversationId, Message, MessageState, Phase, Scope, Searched, Speaker, Support, extractive, store};
use crate::db::changes::Actor;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::operations::Call;
use crate::require;
use crate::types::{one_line, plain};

/// What is said when the evidence does not answer.
const NOT_FOUND: &str = "Not in your data: nothing you keep here answers this.";

/// Who answered, when no model did.
const EXTRACTIVE: &str = "extractive";

/// How many earlier messages a model is told.
const MEMORY: u32 = 6;

/// A question's answer before it is written down.
struct Draft {
    text: String,
    citations: Citations,
    answered_by: String,
    abstained: bool,
}

pub(super) fn ask(call: &Call<'_>, ask: &Ask) -> Result<Answer> {
    let began = Instant::now();
    let question = plain(ask.text.trim());
    require!(!question.is_empty(), "ask something");
    let scope = ask.scope.clone().unwrap_or_default();
    let (id, before) = record_question(call, ask.conversation, &question, &scope)?;
    let mut generation = Generation::begin(call.app, id)?;
    let outcome = answer(call, &mut generation, &question, &before, &scope);
    let mut message = store::blank(id, Speaker::Assistant);
    message.took_ms = i64::try_from(began.elapsed().as_millis()).ok();
    let failed = match outcome {
        Ok((draft, evidence)) => {
            message.searched = Some(Searched {
                queries: vec![question.clone()],
                passages: evidence
                    .passages
                    .iter()
                    .enumerate()
                    .map(|(n, found)| evidence::searched(found, draft.citations.uses(n)))
                    .collect(),
                degraded: evidence.degraded,
            });
            message.text = draft.text;
            message.citations = draft.citations.finish();
            message.answered_by = Some(draft.answered_by);
            message.abstained = draft.abstained;
            if generation.cancel.cancelled() {
                message.state = MessageState::Stopped;
            }
            None
        }
        Err(Error::Cancelled) => {
            message.state = MessageState::Stopped;
            Some(Error::Cancelled)
        }
        Err(error) => {
            message.state = MessageState::Failed;
            message.error = Some(error.to_string());
            Some(error)
        }
    };
    let written = call.app.db.write(Actor::Ai, call.operation, |tx| {
        tx.label(format!("Answered: {}", one_line(&question, 80)));
        store::add(tx, &message)
    })?;
    drop(generation);
    call.app.events.send(&Event::Answered { conversation: id, message: Some(written) });
    match failed {
        Some(error) => Err(error),
        None => Ok(Answer {
            conversation: id,
            message: Some(written),
            answer: message.text,
            citations: message.citations,
            answered_by: message.answered_by.unwrap_or_default(),
            abstained: message.abstained,
            took_ms: message.took_ms.unwrap_or_default(),
        }),
    }
}

fn record_question(
    call: &Call<'_>,
    conversation: Option<ConversationId>,
    question: &str,
    scope: &Scope,
) -> Result<(ConversationId, Vec<Message>)> {
    call.write(|tx| {
        let (id, before) = match conversation {
            Some(id) => (store::get(tx, id)?.id, store::last_messages(tx, id, MEMORY)?),
            None => (store::insert(tx, &one_line(question, 80), scope)?, Vec::new()),
        };
        let mut message = store::blank(id, Speaker::User);
        question.clone_into(&mut message.text);
        tx.label(format!("Asked: {}", one_line(question, 80)));
        store::add(tx, &message)?;
        Ok((id, before))
    })
}

fn answer(
    call: &Call<'_>,
    generation: &mut Generation<'_>,
    question: &str,
    before: &[Message],
    scope: &Scope,
) -> Result<(Draft, Evidence)> {
    generation.show(Phase::Searching, "");
    let mut evidence = evidence::gather(call.app, question, scope)?;
    generation.cancel.check()?;
    generation.show(Phase::Reading, "");
    // The choice of sentences also decides whether there is an answer at all, whoever puts it into words.
    let embedder = call.app.models.embedder(call.app).ok();
    let chosen = extractive::choose(question, &evidence, embedder.as_deref(), &generation.cancel)?;
    if chosen.is_empty() {
        return Ok((not_found(EXTRACTIVE.into()), evidence));
    }
    match in_words(call, generation, question, before, &chosen, &evidence) {
        Ok(Some((model, Written::Answer { text, citations }))) => {
            generation.show(Phase::Writing, &text);
            return Ok((Draft { text, citations, answered_by: model, abstained: false }, evidence));
        }
        Ok(Some((model, Written::Nothing))) => return Ok((not_found(model), evidence)),
        Ok(Some((_, Written::Unfounded))) => generation.show(Phase::Reading, ""),
        Ok(None) => {}
        // The sentences themselves answer too; why the model did not is told beside them.
        Err(error @ (Error::NeedsModel(_) | Error::Model(_) | Error::Offline(_))) => {
            evidence.degraded = Some(format!("Quoted, because the model did not answer: {error}"));
        }
        Err(error) => return Err(error),
    }
    let mut citations = Citations::default();
    let mut text = String::new();
    for (cite, quote) in chosen {
        let Some(n) = citations.cite(&evidence, cite, Support::Verbatim) else { continue };
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&format!("{} [{n}]", one_line(&quote, 2000)));
        generation.show(Phase::Writing, &text);
    }
    Ok((Draft { text, citations, answered_by: EXTRACTIVE.into(), abstained: false }, evidence))
}

fn not_found(answered_by: String) -> Draft {
    Draft { text: NOT_FOUND.into(), citations: Citations::default(), answered_by, abstained: true }
}

/// What the chosen model makes of the evidence, with the model's name; nothing when none is chosen.
fn in_words(
    call: &Call<'_>,
    generation: &mut Generation<'_>,
    question: &str,
    before: &[Message],
    chosen: &[(Cite, String)],
    evidence: &Evidence,
) -> Result<Option<(String, Written)>> {
    let Some(model) = call.app.models.chat(call.app)? else { return Ok(None) };
    let cancel = generation.cancel.clone();
    let written = if model.weak() {
        generative::reword(model.as_ref(), question, chosen, evidence, &cancel)?
    } else {
        generative::write(model.as_ref(), question, before, evidence, &cancel, &mut |text| {
            generation.show(Phase::Writing, text);
        })?
    };
    Ok(Some((model.id().to_owned(), written)))
}
