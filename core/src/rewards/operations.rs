//! What can be done with rewards and rules.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{PointRules, Redemption, Reward, RewardId, store};
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::types::{one_line, plain};
use crate::{operations, require};

operations! { "rewards";
    /// Every reward, the cheapest first, with when and for what it can be had.
    query list(()) -> Vec<Reward>;
    /// Adds a reward of one's own.
    mutation create(NewReward) -> Reward;
    /// Changes a reward; absent fields stay. What was redeemed keeps its price.
    mutation update(RewardPatch) -> Reward;
    /// Removes a reward; what was redeemed stays in the ledger.
    mutation delete(RewardId) -> ();
    /// Takes a reward and pays for it.
    mutation redeem(RewardId) -> Redemption;
    /// What earns how many points, now and unless it was changed.
    query rules(()) -> Rules;
    /// Changes what earns how many points from now on; what was earned stays as it was priced.
    mutation set_rules(PointRules) -> Rules;
}

/// The rules in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Rules {
    pub rules: PointRules,
    /// The rules unless they were changed.
    pub default: PointRules,
}

/// A reward to be.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct NewReward {
    #[ts(optional = false)]
    pub name: String,
    /// In points, 1 to 1,000,000.
    #[ts(optional = false)]
    pub price: i64,
    #[serde(default)]
    pub notes: Option<String>,
    /// Days from one time to the next, at most 3650; none unless said.
    #[serde(default)]
    pub cooldown_days: Option<i64>,
}

/// What to change of a reward; absent stays.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RewardPatch {
    #[ts(optional = false)]
    pub id: RewardId,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub price: Option<i64>,
    #[serde(default)]
    pub notes: Option<String>,
    #[serde(default)]
    pub cooldown_days: Option<i64>,
}

fn list(tx: &ReadTx<'_>, (): ()) -> Result<Vec<Reward>> {
    store::rewards(tx)
}

fn create(tx: &WriteTx<'_>, new: NewReward) -> Result<Reward> {
    let name = named(&new.name)?;
    let cooldown = new.cooldown_days.unwrap_or_default();
    check(new.price, cooldown)?;
    tx.label(format!("Added the reward {name}"));
    let id = store::insert(tx, &name, &plain(new.notes.as_deref().unwrap_or_default()), new.price, cooldown)?;
    store::get(tx, id)
}

fn update(tx: &WriteTx<'_>, patch: RewardPatch) -> Result<Reward> {
    let old = store::get(tx, patch.id)?;
    let name = patch.name.as_deref().map_or_else(|| Ok(old.name), named)?;
    let price = patch.price.unwrap_or(old.price);
    let cooldown = patch.cooldown_days.unwrap_or(i64::from(old.cooldown_days));
    check(price, cooldown)?;
    tx.label(format!("Changed the reward {name}"));
    store::update(tx, patch.id, &name, &patch.notes.map_or(old.notes, |notes| plain(&notes)), price, cooldown)?;
    store::get(tx, patch.id)
}

fn delete(tx: &WriteTx<'_>, id: RewardId) -> Result<()> {
    let reward = store::get(tx, id)?;
    tx.label(format!("Deleted the reward {}", reward.name));
    store::delete(tx, id)
}

fn redeem(tx: &WriteTx<'_>, id: RewardId) -> Result<Redemption> {
    let reward = store::get(tx, id)?;
    if let Some(again) = reward.again {
        let days = match reward.days_left {
            1 => "tomorrow".to_owned(),
            days => format!("in {days} days"),
        };
        return Err(Error::Conflict(format!(
            "{} was redeemed only lately; it is possible again {days}, on {}",
            reward.name,
            again.0.strftime("%a %-d %b %Y")
        )));
    }
    let (balance, owed) = store::standing(tx)?;
    if reward.missing > 0 {
        let debt = if owed > 0 { format!(" and {owed} are owed") } else { String::new() };
        return Err(Error::Conflict(format!(
            "{} costs {} points; {balance} are there{debt}, so {} are missing",
            reward.name, reward.price, reward.missing
        )));
    }
    tx.label(format!("Redeemed {} for {} points", reward.name, reward.price));
    let redemption = store::redeem(tx, &reward)?;
    let (balance, _) = store::standing(tx)?;
    Ok(Redemption { id: redemption, name: reward.name, price: reward.price, at: tx.now(), balance })
}

fn rules(tx: &ReadTx<'_>, (): ()) -> Result<Rules> {
    Ok(Rules { rules: store::rules(tx, "points_in_force")?, default: store::rules(tx, "points_default")? })
}

fn set_rules(tx: &WriteTx<'_>, new: PointRules) -> Result<Rules> {
    new.check()?;
    if new != store::rules(tx, "points_in_force")? {
        tx.label("Changed what earns points");
        store::add_rules(tx, &new)?;
    }
    rules(tx, ())
}

fn named(name: &str) -> Result<String> {
    let name = one_line(name, 200);
    require!(!name.is_empty(), "a reward needs a name");
    Ok(name)
}

fn check(price: i64, cooldown: i64) -> Result<()> {
    require!((1..=1_000_000).contains(&price), "a price is 1 to 1,000,000 points, not {price}");
    require!((0..=3650).contains(&cooldown), "a reward can come again after 0 to 3650 days, not {cooldown}");
    Ok(())
}
