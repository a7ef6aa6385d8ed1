//! One question from beginning to end: evidence, answer, record.

use std::time::Instant;

use super::evidence::{self, Evidence};
use super::extractive::{self, Choice};
use super::generation::Generation;
use super::generative::{self, Cited, Written};
use super::operations::{Answer, Ask};
use super::{
    Citation, ConversationId, Message, MessageState, Phase, Scope, Searched, SentenceCheck, Speaker, Support, computed,
    store,
};
use crate::db::changes::Actor;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::operations::Call;
use crate::require;
use crate::search::{self, QueryType};
use crate::types::{one_line, plain};

/// What is said when the evidence does not answer.
const NOT_FOUND: &str = "Not in your data: nothing you keep here answers this.";

/// Who answered, when no model did.
const EXTRACTIVE: &str = "extractive";

/// Who answered, when rows were counted.
const COMPUTED: &str = "computed";

/// How many earlier messages a model is told.
const MEMORY: u32 = 6;

/// An answer before it is written down.
#[derive(Default)]
struct Draft {
    text: String,
    citations: Vec<Citation>,
    checks: Vec<SentenceCheck>,
    note: Option<String>,
    answered_by: String,
    abstained: bool,
    searched: Searched,
}

pub(super) fn ask(call: &Call<'_>, ask: &Ask) -> Result<Answer> {
    let began = Instant::now();
    let question = plain(ask.text.trim());
    require!(!question.is_empty(), "ask something");
    // A conversation that is still being answered refuses the question before it is written down.
    let begun = ask.conversation.map(|id| Generation::begin(call.app, id)).transpose()?;
    let asked = record_question(call, ask, &question)?;
    let id = asked.conversation;
    let mut generation = match begun {
        Some(generation) => generation,
        None => Generation::begin(call.app, id)?,
    };
    let outcome = answer(call, &mut generation, &question, &asked);
    let mut message = store::blank(id, Speaker::Assistant);
    message.took_ms = i64::try_from(began.elapsed().as_millis()).ok();
    let failed = match outcome {
        Ok(draft) => {
            message.searched = Some(draft.searched);
            message.text = draft.text;
            message.citations = draft.citations;
            message.checks = draft.checks;
            message.note = draft.note;
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
        tx.aside();
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
            note: message.note,
            answered_by: message.answered_by.unwrap_or_default(),
            abstained: message.abstained,
            took_ms: message.took_ms.unwrap_or_default(),
        }),
    }
}

/// A question as it was recorded.
struct Asked {
    conversation: ConversationId,
    /// What was said before it.
    before: Vec<Message>,
    scope: Scope,
}

/// Writes the question down. A scope that comes with it is the conversation's from now on.
fn record_question(call: &Call<'_>, ask: &Ask, question: &str) -> Result<Asked> {
    call.write(|tx| {
        let asked = match ask.conversation {
            Some(id) => {
                let kept = store::get(tx, id)?;
                if let Some(scope) = ask.scope.as_ref().filter(|scope| **scope != kept.scope) {
                    store::set_scope(tx, id, scope)?;
                }
                let before = store::last_messages(tx, id, MEMORY)?;
                Asked { conversation: id, before, scope: ask.scope.clone().unwrap_or(kept.scope) }
            }
            None => {
                let scope = ask.scope.clone().unwrap_or_default();
                let id = store::insert(tx, &one_line(question, 80), &scope)?;
                Asked { conversation: id, before: Vec::new(), scope }
            }
        };
        let mut message = store::blank(asked.conversation, Speaker::User);
        question.clone_into(&mut message.text);
        tx.label(format!("Asked: {}", one_line(question, 80)));
        // Ctrl+Z is for what was done to one's data, not for what was asked about it.
        tx.aside();
        store::add(tx, &message)?;
        Ok(asked)
    })
}

fn answer(call: &Call<'_>, generation: &mut Generation<'_>, question: &str, asked: &Asked) -> Result<Draft> {
    generation.show(Phase::Searching, "");
    if let Some(counted) = call.app.db.read(|tx| computed::answer(tx, question, &asked.scope))? {
        let (filter, scope) = (Some(counted.filter), asked.scope.clone());
        let searched = Searched { queries: vec![question.to_owned()], filter, scope, ..Searched::default() };
        let (text, citations) = (counted.text, counted.citations);
        return Ok(Draft { text, citations, answered_by: COMPUTED.into(), searched, ..Draft::default() });
    }
    let began = Instant::now();
    let evidence = evidence::gather(call.app, question, &asked.scope)?;
    let search_ms = i64::try_from(began.elapsed().as_millis()).ok();
    generation.cancel.check()?;
    generation.show(Phase::Reading, "");
    // The choice of sentences also decides whether there is an answer at all, whoever puts it into words.
    let embedder = call.app.models.embedder(call.app).ok();
    let overview = search::query_type(question) == QueryType::Overview;
    let choice = extractive::choose(question, &evidence, overview, embedder.as_deref(), &generation.cancel)?;
    let (cited, answered_by) = write(call, generation, question, &asked.before, &choice, &evidence)?;
    let abstained = cited.is_none();
    let cited = cited.unwrap_or_else(|| Cited { text: NOT_FOUND.into(), ..Cited::default() });
    let uses = |n: usize| cited.citations.uses(n);
    let searched = Searched {
        queries: vec![question.to_owned()],
        filter: None,
        scope: asked.scope.clone(),
        passages: evidence.passages.iter().enumerate().map(|(n, found)| evidence::searched(found, uses(n))).collect(),
        judgement: choice.judgement,
        embedder: embedder.map(|embedder| embedder.id().to_owned()),
        search_ms,
        degraded: evidence.degraded,
    };
    let Cited { text, citations, checks, note, .. } = cited;
    Ok(Draft { text, citations: citations.finish(), checks, note, answered_by, abstained, searched })
}

/// Puts the chosen sentences into words, and tells who did; nothing when they are no answer.
fn write(
    call: &Call<'_>,
    generation: &mut Generation<'_>,
    question: &str,
    before: &[Message],
    choice: &Choice,
    evidence: &Evidence,
) -> Result<(Option<Cited>, String)> {
    if choice.sentences.is_empty() {
        return Ok((None, EXTRACTIVE.into()));
    }
    let mut note = None;
    match in_words(call, generation, question, before, choice, evidence) {
        Ok(Some((model, Written::Answer(cited)))) => {
            generation.show(Phase::Writing, &cited.text);
            return Ok((Some(cited), model));
        }
        Ok(Some((model, Written::Nothing))) => return Ok((None, model)),
        // Stopped before it could cite: what had come is kept, each sentence marked as it is.
        Ok(Some((model, Written::Unfounded(cited)))) if generation.cancel.cancelled() && !cited.text.is_empty() => {
            return Ok((Some(cited), model));
        }
        Ok(Some((model, Written::Unfounded(_)))) => {
            note = Some(format!("Quoted: what {model} wrote was not borne by the sources."));
            generation.show(Phase::Reading, "");
        }
        Ok(None) => {}
        // The sentences themselves answer too; why the model did not is told beside them.
        Err(error @ (Error::NeedsModel(_) | Error::Model(_) | Error::Offline(_))) => {
            note = Some(format!("Quoted, because the model did not answer: {error}"));
        }
        Err(error) => return Err(error),
    }
    let mut cited = Cited { note, ..Cited::default() };
    for (cite, quote) in &choice.sentences {
        let Some(n) = cited.citations.cite(evidence, *cite, Support::Verbatim) else { continue };
        if !cited.text.is_empty() {
            cited.text.push_str("\n\n");
        }
        cited.text.push_str(&format!("{} [{n}]", no_number(&one_line(quote, 2000))));
        generation.show(Phase::Writing, &cited.text);
    }
    Ok((Some(cited), EXTRACTIVE.into()))
}

/// A quotation whose own `[3]` is not taken for a number of ours: a joint that is not seen keeps them apart.
fn no_number(quote: &str) -> String {
    let mut text = String::with_capacity(quote.len());
    let mut rest = quote.chars().peekable();
    while let Some(c) = rest.next() {
        text.push(c);
        if c == '[' && rest.peek().is_some_and(char::is_ascii_digit) {
            text.push('\u{2060}');
        }
    }
    text
}

/// What the chosen model makes of the evidence, with the model's name; nothing when none is chosen.
fn in_words(
    call: &Call<'_>,
    generation: &mut Generation<'_>,
    question: &str,
    before: &[Message],
    choice: &Choice,
    evidence: &Evidence,
) -> Result<Option<(String, Written)>> {
    let Some(model) = call.app.models.chat(call.app)? else { return Ok(None) };
    let cancel = generation.cancel.clone();
    let written = if model.weak() {
        generative::reword(model.as_ref(), question, &choice.sentences, evidence, &cancel)?
    } else {
        generative::write(model.as_ref(), question, before, evidence, &cancel, &mut |text| {
            generation.show(Phase::Writing, text);
        })?
    };
    Ok(Some((model.id().to_owned(), written)))
}
