//! A picture on its way to a screen.

use base64::Engine;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ItemId, store};
use crate::db::ReadTx;
use crate::documents::image;
use crate::error::{Error, OrNotFound, Result};
use crate::require;

/// Larger files, in bytes, are kept and not drawn.
const LARGEST: usize = 32 << 20;

/// A picture's bytes, and the one type under which they may be drawn.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Picture {
    pub media_type: String,
    pub base64: String,
}

/// The picture of an item.
///
/// # Errors
/// There is no such item, or it is nothing that can be drawn.
pub(super) fn of(tx: &ReadTx<'_>, id: ItemId) -> Result<Picture> {
    let original = store::original(tx, id)?.or_not_found("item", id)?;
    let kept = "It is kept as it is";
    require!(original.bytes.len() <= LARGEST, "this picture is too large to be shown. {kept}");
    let media_type = image::drawable(&original.bytes)
        .ok_or_else(|| Error::invalid(format!("this picture cannot be shown here. {kept}")))?;
    let base64 = base64::engine::general_purpose::STANDARD.encode(&original.bytes);
    Ok(Picture { media_type: media_type.into(), base64 })
}
