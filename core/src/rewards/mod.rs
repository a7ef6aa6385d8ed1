//! Rewards: points for what was completed, and what a person allows themselves for them. The wallet is a double-entry
//! ledger that follows the rows by triggers (`0016_rewards.sql`); nothing here adds or takes points. Nothing punishes:
//! points that are taken back after they were spent are owed, and paid by the next ones.

pub mod operations;
mod rules;
mod store;
pub mod wallet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::types::{Day, Timestamp};
use crate::{id, words};

pub use rules::PointRules;
pub use store::audit;

id! {
    /// One reward.
    RewardId;
    /// One reward taken.
    RedemptionId;
    /// One posting of the ledger.
    PostingId;
}

words! {
    /// What a posting is.
    PostingKind {
        Earned = "earned",
        /// A completion was taken back.
        TakenBack = "taken_back",
        Redeemed = "redeemed",
        /// A redemption was taken back.
        Returned = "returned",
        /// Lent, because what is taken back was spent already.
        Owed = "owed",
        /// What was owed is paid.
        Settled = "settled",
    }

    /// Where points are.
    Account { Earned = "earned", Wallet = "wallet", Spent = "spent", Owed = "owed" }
}

/// Something a person allows themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Reward {
    pub id: RewardId,
    pub name: String,
    pub notes: String,
    /// In points.
    pub price: i64,
    /// From one time to the next, in days; 0: any time.
    pub cooldown_days: u32,
    /// How often it was redeemed.
    pub redeemed: i64,
    pub last: Option<Day>,
    /// The first day on which it can be redeemed again, if that is not today.
    pub again: Option<Day>,
    /// How many days that is away.
    pub days_left: u32,
    /// How many points are missing.
    pub missing: i64,
}

/// A reward taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Redemption {
    pub id: RedemptionId,
    pub name: String,
    pub price: i64,
    pub at: Timestamp,
    /// What is left in the wallet.
    pub balance: i64,
}
