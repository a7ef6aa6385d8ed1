//! What can be done with conversations.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    Citation, Conversation, ConversationDetail, ConversationId, Counted, MessageId, Scope, answer, branch, computed,
    store,
};
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::operations::Call;
use crate::types::one_line;
use crate::{operations, require};

operations! { "chat";
    /// Conversations, pinned ones first, then the latest; narrowed to those that contain a text.
    query conversations(ConversationQuery) -> Vec<Conversation>;
    /// A conversation with its messages and the answer that is being written.
    query get(ConversationId) -> ConversationDetail;
    /// What the rows say to a question that counts or lists tasks or items; nothing when it is another question.
    query counts(Counting) -> Option<Counted>;
    /// Renames a conversation.
    mutation rename(RenameConversation) -> ();
    /// Pins a conversation to the top, or lets it go.
    mutation pin(PinConversation) -> ();
    /// Sets what a conversation's answers draw on.
    mutation set_scope(ConversationScope) -> ();
    /// Copies a conversation up to a message into a new one, to go on there.
    mutation branch(MessageId) -> ConversationId;
    /// Takes back a question with its answer and everything after it, so that it can be asked otherwise.
    mutation rewind(MessageId) -> ConversationId;
    /// Deletes a conversation with its messages.
    mutation delete(ConversationId) -> ();
    /// Asks a question; the answer cites the passages it rests on and streams as events while it is written.
    action ask(Ask) -> Answer;
    /// Stops the answer that is being written; what has come is kept.
    action stop(ConversationId) -> ();
}

/// Which conversations.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ConversationQuery {
    pub text: Option<String>,
}

/// A question that may be one of counting.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Counting {
    pub text: String,
}

/// A conversation's new title.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RenameConversation {
    pub id: ConversationId,
    pub title: String,
}

/// Pinned or not.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PinConversation {
    pub id: ConversationId,
    pub pinned: bool,
}

/// What a conversation draws on.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ConversationScope {
    pub id: ConversationId,
    pub scope: Scope,
}

/// A question.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Ask {
    /// A new one when absent.
    pub conversation: Option<ConversationId>,
    #[ts(optional = false)]
    pub text: String,
    /// What this and the following answers may draw on; as before when absent, in a new conversation
    /// everything.
    pub scope: Option<Scope>,
}

/// An answer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Answer {
    pub conversation: ConversationId,
    pub message: Option<MessageId>,
    /// Markdown with `[1]`, `[2]` … for the citations.
    pub answer: String,
    pub citations: Vec<Citation>,
    /// What to know about it: it was cut, or quoted because the model did not answer.
    pub note: Option<String>,
    /// The model, `extractive` or `computed`.
    pub answered_by: String,
    pub abstained: bool,
    pub took_ms: i64,
}

fn conversations(tx: &ReadTx<'_>, query: ConversationQuery) -> Result<Vec<Conversation>> {
    store::all(tx, query.text.as_deref().unwrap_or_default().trim())
}

fn get(tx: &ReadTx<'_>, id: ConversationId) -> Result<ConversationDetail> {
    Ok(ConversationDetail {
        conversation: store::get(tx, id)?,
        messages: store::messages(tx, id)?,
        generating: store::generating(tx, id)?,
    })
}

fn counts(tx: &ReadTx<'_>, Counting { text }: Counting) -> Result<Option<Counted>> {
    computed::answer(tx, &text, &Scope::default())
}

fn rename(tx: &WriteTx<'_>, RenameConversation { id, title }: RenameConversation) -> Result<()> {
    let title = one_line(&title, 300);
    require!(!title.is_empty(), "a conversation needs a title");
    store::get(tx, id)?;
    tx.label(format!("Renamed a conversation to {title}"));
    store::rename(tx, id, &title)
}

fn pin(tx: &WriteTx<'_>, PinConversation { id, pinned }: PinConversation) -> Result<()> {
    let conversation = store::get(tx, id)?;
    tx.label(format!("{} {}", if pinned { "Pinned" } else { "Unpinned" }, conversation.title));
    store::pin(tx, id, pinned)
}

fn set_scope(tx: &WriteTx<'_>, ConversationScope { id, scope }: ConversationScope) -> Result<()> {
    let conversation = store::get(tx, id)?;
    tx.label(format!("Changed what {} draws on", conversation.title));
    tx.aside();
    store::set_scope(tx, id, &scope)
}

fn branch(tx: &WriteTx<'_>, message: MessageId) -> Result<ConversationId> {
    branch::branch(tx, message)
}

fn rewind(tx: &WriteTx<'_>, message: MessageId) -> Result<ConversationId> {
    branch::rewind(tx, message)
}

fn delete(tx: &WriteTx<'_>, id: ConversationId) -> Result<()> {
    let conversation = store::get(tx, id)?;
    tx.label(format!("Deleted the conversation {}", conversation.title));
    store::delete(tx, id)
}

fn ask(call: &Call<'_>, ask: Ask) -> Result<Answer> {
    answer::ask(call, &ask)
}

fn stop(call: &Call<'_>, id: ConversationId) -> Result<()> {
    // Nothing to stop is as good as stopped: the answer may have ended a moment ago.
    call.app.generations.stop(id);
    Ok(())
}
