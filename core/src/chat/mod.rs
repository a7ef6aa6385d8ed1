//! Conversations: questions, and answers that cite the passages they rest on.
//!
//! The evidence is chosen first. An answer may only cite from that evidence, by numbers that are given
//! here, so a citation that does not exist cannot occur. Without a capable model the answer is made of the
//! best sentences themselves. A question that counts one's own tasks or items is answered from their rows.

mod answer;
mod answerable;
mod branch;
mod citation;
mod computed;
mod evidence;
mod extractive;
mod generation;
mod generative;
mod lease;
pub mod operations;
mod store;
mod support;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::knowledge::ItemId;
use crate::projects::ProjectId;
use crate::search::HitKind;
use crate::tasks::TaskId;
use crate::types::{Day, Timestamp};
use crate::{id, words};

pub use computed::Counted;
pub use generation::{Generations, recover};
pub use store::conversation_of;

id! {
    /// One conversation.
    ConversationId;
    /// One message of a conversation.
    MessageId;
}

words! {
    /// Who said it.
    Speaker { User = "user", Assistant = "assistant" }

    /// How an answer ended.
    MessageState {
        Complete = "complete",
        /// The person stopped it; what had come is kept.
        Stopped = "stopped",
        /// The program ended while it was written.
        Interrupted = "interrupted",
        Failed = "failed",
    }

    /// What an answer is doing.
    Phase { Searching = "searching", Reading = "reading", Writing = "writing" }

    /// How well the source bears the sentence that cites it.
    Support {
        /// The sentence stands in the source.
        Verbatim = "verbatim",
        /// Its words and numbers do.
        Supported = "supported",
        /// Some of them do not.
        Weak = "weak",
        /// Most of them, or a number, do not; or it names no source.
        Unsupported = "unsupported",
    }
}

/// What an answer may draw on; empty means everything.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Scope {
    pub items: Option<Vec<ItemId>>,
    pub projects: Option<Vec<ProjectId>>,
    pub tags: Option<Vec<String>>,
    /// `item`, `task`, `message`, or an item's kind such as `pdf`.
    pub kinds: Option<Vec<String>>,
    pub after: Option<Day>,
    pub before: Option<Day>,
}

/// A conversation as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Conversation {
    pub id: ConversationId,
    pub title: String,
    pub pinned: bool,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub messages: i64,
    /// What its answers draw on.
    pub scope: Scope,
}

/// One numbered source of an answer: an exact place. Offsets are Unicode scalar values of the item's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Citation {
    /// The number in the answer's text.
    pub n: usize,
    /// What it cites; answers of older versions know only the two below.
    #[serde(default)]
    pub thing: Option<Thing>,
    pub item: Option<ItemId>,
    pub task: Option<TaskId>,
    pub external_id: Option<String>,
    pub title: String,
    /// The source's own words.
    pub quote: String,
    pub page: Option<u32>,
    pub start: usize,
    pub end: usize,
    pub support: Support,
}

/// Something that can be cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Thing {
    pub kind: HitKind,
    pub id: i64,
}

/// A passage that was looked at for an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SearchedPassage {
    pub title: String,
    #[serde(default)]
    pub thing: Option<Thing>,
    pub item: Option<ItemId>,
    pub task: Option<TaskId>,
    pub page: Option<u32>,
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub score: f64,
    /// Its place in the list by words alone, from 1.
    #[serde(default)]
    pub by_words: Option<usize>,
    /// Its place in the list by meaning alone, from 1.
    #[serde(default)]
    pub by_meaning: Option<usize>,
    /// Its cosine with the question, -1 to 1.
    #[serde(default)]
    pub likeness: Option<f64>,
    pub cited: bool,
}

/// One thing that speaks for the best sentence, and what it weighs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Sign {
    /// `likeness`, `coverage` or `agreement`.
    pub name: String,
    pub value: f64,
    pub weight: f64,
}

/// Whether the evidence answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Judgement {
    /// How likely the best sentence answers, 0 to 1.
    pub score: f64,
    /// Below this there is no answer.
    pub threshold: f64,
    pub answered: bool,
    pub signs: Vec<Sign>,
}

/// One sentence of an answer, compared with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SentenceCheck {
    /// Where it stands in the answer, in Unicode scalar values.
    pub start: usize,
    pub end: usize,
    /// The citation that bears it best; absent when it names no source.
    pub citation: Option<usize>,
    pub support: Support,
    /// Why, in words.
    pub reason: String,
}

/// What was searched for an answer.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct Searched {
    pub queries: Vec<String>,
    /// The filter that was counted by, when the answer was computed and nothing was searched.
    pub filter: Option<String>,
    pub scope: Scope,
    pub passages: Vec<SearchedPassage>,
    pub judgement: Option<Judgement>,
    /// The embedding model that compared meanings; without one only words were.
    pub embedder: Option<String>,
    pub search_ms: Option<i64>,
    pub degraded: Option<String>,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Message {
    pub id: MessageId,
    pub conversation: ConversationId,
    pub role: Speaker,
    /// Markdown; an answer carries `[1]`, `[2]` … for its citations.
    pub text: String,
    pub citations: Vec<Citation>,
    pub searched: Option<Searched>,
    /// What to know about the answer: it was cut, or quoted because the model did not answer.
    pub note: Option<String>,
    /// Its sentences, compared with their sources.
    pub checks: Vec<SentenceCheck>,
    /// The model, `extractive` or `computed`.
    pub answered_by: Option<String>,
    /// The answer was not in the person's data.
    pub abstained: bool,
    pub state: MessageState,
    pub error: Option<String>,
    pub took_ms: Option<i64>,
    pub created_at: Timestamp,
}

/// An answer that is being written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Generating {
    pub conversation: ConversationId,
    /// The whole of it so far.
    pub text: String,
    pub phase: Phase,
}

/// A conversation with everything said in it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ConversationDetail {
    pub conversation: Conversation,
    pub messages: Vec<Message>,
    pub generating: Option<Generating>,
}
