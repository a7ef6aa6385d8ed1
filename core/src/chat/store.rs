//! Conversations in the data file.

use rusqlite::Row;

use super::{Conversation, ConversationId, Generating, Message, MessageId, MessageState, Phase, Scope, Speaker};
use crate::db::{ReadTx, WriteTx};
use crate::error::{OrNotFound, Result};

const CONVERSATION: &str = "select id, title, pinned, created_at, updated_at,
    (select count(*) from message where conversation_id = conversation.id) as messages from conversation";

fn conversation(row: &Row<'_>) -> rusqlite::Result<Conversation> {
    Ok(Conversation {
        id: row.get("id")?,
        title: row.get("title")?,
        pinned: row.get("pinned")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
        messages: row.get("messages")?,
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
    Ok(Message {
        id: row.get("id")?,
        conversation: row.get("conversation_id")?,
        role: row.get("role")?,
        text: row.get("text")?,
        citations: serde_json::from_str(&citations).unwrap_or_default(),
        searched: searched.and_then(|json| serde_json::from_str(&json).ok()),
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
        "insert into message (uid, conversation_id, role, text, citations, searched, answered_by, abstained, state, error, took_ms, created_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
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

pub(super) fn put_generating(tx: &WriteTx<'_>, id: ConversationId, text: &str, phase: Phase) -> Result<()> {
    tx.execute(
        "insert into generation (conversation_id, text, phase, started_at) values (?1, ?2, ?3, ?4)
         on conflict (conversation_id) do update set text = ?2, phase = ?3",
        (id, text, phase, tx.now()),
    )?;
    Ok(())
}

pub(super) fn end_generating(tx: &WriteTx<'_>, id: ConversationId) -> Result<()> {
    tx.execute("delete from generation where conversation_id = ?1", [id])?;
    Ok(())
}

/// Answers that a former process was writing when it ended.
pub(super) fn abandoned(tx: &ReadTx<'_>, before: crate::types::Timestamp) -> Result<Vec<(ConversationId, String)>> {
    tx.all(
        "select conversation_id, text from generation join conversation on conversation.id = conversation_id where started_at < ?1",
        [before],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
