//! Going on from an earlier message: in a conversation of its own, or in the same one after taking back
//! what followed.

use super::{ConversationId, MessageId, Speaker, store};
use crate::db::WriteTx;
use crate::error::Result;
use crate::require;
use crate::types::one_line;

/// Copies a conversation up to a message.
pub(super) fn branch(tx: &WriteTx<'_>, message: MessageId) -> Result<ConversationId> {
    let message = store::get_message(tx, message)?;
    let from = store::get(tx, message.conversation)?;
    let title = one_line(&format!("{} (branch)", from.title.trim_end_matches(" (branch)")), 300);
    let to = store::insert(tx, &title, &from.scope)?;
    store::copy_until(tx, from.id, to, message.id)?;
    tx.label(format!("Branched the conversation {}", from.title));
    Ok(to)
}

/// Takes back a question with its answer and all that followed, so that it can be asked otherwise.
pub(super) fn rewind(tx: &WriteTx<'_>, message: MessageId) -> Result<ConversationId> {
    let message = store::get_message(tx, message)?;
    require!(message.role == Speaker::User, "only a question can be edited: choose the one before this answer");
    let removed = store::delete_from(tx, message.conversation, message.id)?;
    let noun = if removed == 1 { "message" } else { "messages" };
    tx.label(format!("Took back {removed} {noun} from: {}", one_line(&message.text, 80)));
    Ok(message.conversation)
}
