//! Conversations in the data file.

use rusqlite::Row;

use super::{Conversation, ConversationId, Generating, Message, MessageId, MessageState, Phase, Scope, Speaker};
use crate::db::{ReadTx, WriteTx};
use crate::error::{OrNotFound, Result};

const CONVERSATION: &str = "select id, title, pinned, scope, created_at, updated_at,
    (select count(*) from message where conversation_id = conversation.id) as messages from conversation";

fn conversation(row: &Row<'_>) -> rusqlite::Result<Conversation> {
    let scope: String = row.get("scope")?;
    Ok(Conversation {
        id: row.get("id")?,
        title: row.get("title")?,
        pinned: row.get("pinned")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
        messages: row.get("messages")?,
        scope: serde_json::from_str(&scope).unwrap_or_default(),
    })
}

pub(super) fn all(tx: &ReadTx<'_>, text: &str) -> Result<Vec<Conversation>> {
    let like = format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
    tx.all(
        &format!(
            "{CONVERSATION} where title like ?1 escape '\\'
               or exists (select 1 from message where conversation_id = conversation.id and message.text like ?1 escape '\\')
             order by pinned desc, updated_at desc, id desc limit 500"
        ),
        [like],
        conversation,
    )
}

pub(super) fn get(tx: &ReadTx<'_>, id: ConversationId) -> Result<Conversation> {
    tx.optional(&format!("{CONVERSATION} where id = ?1"), [id], conversation)?.or_not_found("conversation", id)
}

pub(super) fn insert(tx: &WriteTx<'_>, title: &str, scope: &Scope) -> Result<ConversationId> {
    let sql = "insert into conversation (uid, title, scope, created_at, updated_at) values (?1, ?2, ?3, ?4, ?4)";
    Ok(ConversationId(tx.insert(sql, (tx.uid(), title, serde_json::to_string(scope)?, tx.now()))?))
}

pub(super) fn rename(tx: &WriteTx<'_>, id: ConversationId, title: &str) -> Result<()> {
    tx.execute("update conversation set title = ?2 where id = ?1", (id, title))?;
    Ok(())
}

pub(super) fn set_scope(tx: &WriteTx<'_>, id: ConversationId, scope: &Scope) -> Result<()> {
    tx.execute("update conversation set scope = ?2 where id = ?1", (id, serde_json::to_string(scope)?))?;
    Ok(())
}

pub(super) fn pin(tx: &WriteTx<'_>, id: ConversationId, pinned: bool) -> Result<()> {
    tx.execute("update conversation set pinned = ?2 where id = ?1", (id, pinned))?;
    Ok(())
}

pub(super) fn delete(tx: &WriteTx<'_>, id: ConversationId) -> Result<()> {
    tx.execute("delete from conversation where id = ?1", [id])?;
    Ok(())
}

fn message(row: &Row<'_>) -> rusqlite::Result<Message> {
    let citations: String = row.get("citations")?;
    let searched: Option<String> = row.get("searched")?;
    let checks: String = row.get("checks")?;
    Ok(Message {
        id: row.get("id")?,
        conversation: row.get("conversation_id")?,
        role: row.get("role")?,
        text: row.get("text")?,
        citations: serde_json::from_str(&citations).unwrap_or_default(),
        searched: searched.and_then(|json| serde_json::from_str(&json).ok()),
        note: row.get("note")?,
        checks: serde_json::from_str(&checks).unwrap_or_default(),
        answered_by: row.get("answered_by")?,
        abstained: row.get("abstained")?,
        state: row.get("state")?,
        error: row.get("error")?,
        took_ms: row.get("took_ms")?,
        created_at: row.get("created_at")?,
    })
}

pub(super) fn messages(tx: &ReadTx<'_>, id: ConversationId) -> Result<Vec<Message>> {
    tx.all("select * from message where conversation_id = ?1 order by id", [id], message)
}

/// The last messages, oldest first.
pub(super) fn last_messages(tx: &ReadTx<'_>, id: ConversationId, count: u32) -> Result<Vec<Message>> {
    let sql = "select * from (select * from message where conversation_id = ?1 order by id desc limit ?2) order by id";
    tx.all(sql, (id, count), message)
}

/// Adds a message; its id and moment are given here.
pub(super) fn add(tx: &WriteTx<'_>, message: &Message) -> Result<MessageId> {
    let searched = message.searched.as_ref().map(serde_json::to_string).transpose()?;
    let id = tx.insert(
        "insert into message (uid, conversation_id, role, text, citations, searched, answered_by, abstained, state, error, took_ms, created_at, note, checks)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        (
            tx.uid(),
            message.conversation,
            message.role,
            &message.text,
            serde_json::to_string(&message.citations)?,
            searched,
            &message.answered_by,
            message.abstained,
            message.state,
            &message.error,
            message.took_ms,
            tx.now(),
            &message.note,
            serde_json::to_string(&message.checks)?,
        ),
    )?;
    tx.execute("update conversation set updated_at = ?2 where id = ?1", (message.conversation, tx.now()))?;
    Ok(MessageId(id))
}

/// A message with nothing in it yet.
pub(super) fn blank(conversation: ConversationId, role: Speaker) -> Message {
    Message {
        id: MessageId(0),
        conversation,
        role,
        text: String::new(),
        citations: Vec::new(),
        searched: None,
        note: None,
        checks: Vec::new(),
        answered_by: None,
        abstained: false,
        state: MessageState::Complete,
        error: None,
        took_ms: None,
        created_at: crate::types::Timestamp(0),
    }
}

pub(super) fn generating(tx: &ReadTx<'_>, id: ConversationId) -> Result<Option<Generating>> {
    tx.optional("select conversation_id, text, phase from generation where conversation_id = ?1", [id], |row| {
        Ok(Generating { conversation: row.get("conversation_id")?, text: row.get("text")?, phase: row.get("phase")? })
    })
}

/// Notes that an answer is being written by a process.
pub(super) fn begin_generating(tx: &WriteTx<'_>, id: ConversationId, owner: &str) -> Result<()> {
    tx.execute(
        "insert into generation (conversation_id, text, phase, owner, started_at) values (?1, '', ?2, ?3, ?4)",
        (id, Phase::Searching, owner, tx.now()),
    )?;
    Ok(())
}

pub(super) fn put_generating(tx: &WriteTx<'_>, id: ConversationId, text: &str, phase: Phase) -> Result<()> {
    tx.execute("update generation set text = ?2, phase = ?3 where conversation_id = ?1", (id, text, phase))?;
    Ok(())
}

pub(super) fn end_generating(tx: &WriteTx<'_>, id: ConversationId) -> Result<()> {
    tx.execute("delete from generation where conversation_id = ?1", [id])?;
    Ok(())
}

/// An answer that some process was writing when this was read.
pub(super) struct Unfinished {
    pub(super) conversation: ConversationId,
    pub(super) text: String,
    /// The process that writes it.
    pub(super) owner: String,
    /// The conversation is still there.
    pub(super) kept: bool,
}

fn unfinished(row: &Row<'_>) -> rusqlite::Result<Unfinished> {
    Ok(Unfinished {
        conversation: row.get("conversation_id")?,
        text: row.get("text")?,
        owner: row.get("owner")?,
        kept: row.get("kept")?,
    })
}

const UNFINISHED: &str = "select conversation_id, text, owner,
    exists (select 1 from conversation where id = conversation_id) as kept from generation";

/// The answers that are being written, by whatever process.
pub(super) fn all_unfinished(tx: &ReadTx<'_>) -> Result<Vec<Unfinished>> {
    tx.all(UNFINISHED, [], unfinished)
}

/// The answer that is being written in a conversation.
pub(super) fn unfinished_in(tx: &ReadTx<'_>, id: ConversationId) -> Result<Option<Unfinished>> {
    tx.optional(&format!("{UNFINISHED} where conversation_id = ?1"), [id], unfinished)
}

/// The message of this id.
pub(super) fn get_message(tx: &ReadTx<'_>, id: MessageId) -> Result<Message> {
    tx.optional("select * from message where id = ?1", [id], message)?.or_not_found("message", id)
}

/// The conversation that a message stands in, if it is still there.
///
/// # Errors
/// The file cannot be read.
pub fn conversation_of(tx: &ReadTx<'_>, id: MessageId) -> Result<Option<ConversationId>> {
    tx.optional("select conversation_id from message where id = ?1", [id], |row| row.get(0))
}

/// Removes a message and all that follow it in its conversation; tells how many.
pub(super) fn delete_from(tx: &WriteTx<'_>, conversation: ConversationId, id: MessageId) -> Result<usize> {
    tx.execute("delete from message where conversation_id = ?1 and id >= ?2", (conversation, id))
}

/// Copies the messages of a conversation into another, up to one of them; their moments stay.
pub(super) fn copy_until(tx: &WriteTx<'_>, from: ConversationId, to: ConversationId, last: MessageId) -> Result<()> {
    let sql = "select * from message where conversation_id = ?1 and id <= ?2 order by id";
    for message in tx.all(sql, (from, last), message)? {
        let at = message.created_at;
        let copy = add(tx, &Message { conversation: to, ..message })?;
        tx.execute("update message set created_at = ?2 where id = ?1", (copy, at))?;
    }
    Ok(())
}

/// In how many passages each word stands, counted up to a limit, and how many passages there are.
pub(super) fn passages_with(tx: &ReadTx<'_>, words: &[String]) -> Result<(Vec<(String, i64)>, i64)> {
    let all: i64 = tx.one("select count(*) from passage where kind <> 'message'", [], |row| row.get(0))?;
    let mut counted = Vec::with_capacity(words.len());
    for word in words {
        let having = tx.one(
            "select count(*) from (select 1 from passage_fts where passage_fts match ?1 limit ?2)",
            (format!("\"{}\"", word.replace('"', "\"\"")), COUNTED),
            |row| row.get(0),
        )?;
        counted.push((word.clone(), having));
    }
    Ok((counted, all))
}

/// Counting further would take long and change little: such a word is common.
const COUNTED: i64 = 2000;
