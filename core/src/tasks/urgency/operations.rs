//! What can be done with the formula of urgency.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Coefficients, MOST, UrgencyRank, UrgencyRule, UrgencyTerm, store};
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::tasks::{store as tasks, views};
use crate::{operations, require};

operations! { "urgency";
    /// The formula of urgency: every term with its coefficient.
    query formula(()) -> Vec<UrgencyRule>;
    /// What would be next under other coefficients, and how urgent it is now; changes nothing.
    query preview(TuneUrgency) -> Vec<UrgencyRank>;
    /// Changes coefficients, each between -100 and 100; those not named stay.
    mutation tune(TuneUrgency) -> Vec<UrgencyRule>;
    /// Gives every term its usual coefficient.
    mutation reset(()) -> Vec<UrgencyRule>;
}

/// Coefficients by term.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TuneUrgency {
    pub coefficients: BTreeMap<UrgencyTerm, f64>,
}

/// How many tasks a preview shows.
const PREVIEW: u32 = 8;

pub(in crate::tasks) fn formula(tx: &ReadTx<'_>, (): ()) -> Result<Vec<UrgencyRule>> {
    let coefficients = store::coefficients(tx)?;
    let rule = |term: &UrgencyTerm| {
        let (name, about, default) = term.words();
        let coefficient = coefficients.of(*term);
        UrgencyRule { term: *term, name: name.into(), about: about.into(), coefficient, default }
    };
    Ok(UrgencyTerm::ALL.iter().map(rule).collect())
}

/// The present coefficients with others in their place.
fn tuned(tx: &ReadTx<'_>, tune: &TuneUrgency) -> Result<Coefficients> {
    let mut coefficients = store::coefficients(tx)?;
    for (term, coefficient) in &tune.coefficients {
        let name = term.words().0;
        require!(
            coefficients.set(*term, *coefficient),
            "{name}: a coefficient is a number from -{MOST} to {MOST}, not {coefficient}"
        );
    }
    Ok(coefficients)
}

fn preview(tx: &ReadTx<'_>, tune: TuneUrgency) -> Result<Vec<UrgencyRank>> {
    let tried = views::next_by(tx, &tuned(tx, &tune)?, tx.today()?, PREVIEW)?;
    let ids: Vec<_> = tried.iter().map(|(id, _)| *id).collect();
    let now = store::of(tx, &store::coefficients(tx)?, &ids)?;
    let urgency: BTreeMap<_, _> = tried.into_iter().collect();
    let tasks = tasks::in_order(tx, &ids)?;
    let rank = |task: crate::tasks::Task| UrgencyRank {
        urgency: urgency.get(&task.id).copied().unwrap_or_default(),
        now: now.get(&task.id).copied().unwrap_or_default(),
        task,
    };
    Ok(tasks.into_iter().map(rank).collect())
}

fn tune(tx: &WriteTx<'_>, tune: TuneUrgency) -> Result<Vec<UrgencyRule>> {
    tuned(tx, &tune)?;
    for (term, coefficient) in &tune.coefficients {
        store::put(tx, *term, *coefficient)?;
    }
    tx.label("Tuned the urgency of tasks");
    formula(tx, ())
}

fn reset(tx: &WriteTx<'_>, (): ()) -> Result<Vec<UrgencyRule>> {
    store::reset(tx)?;
    tx.label("Gave the urgency of tasks its usual coefficients");
    formula(tx, ())
}
