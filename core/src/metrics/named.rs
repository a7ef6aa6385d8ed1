//! Which metric a name means, and which names a line of capture may use.

use super::{Metric, MetricSource, said, store};
use crate::db::ReadTx;
use crate::error::{Error, Result};
use crate::types::one_line;

/// The metric of this name, or the only one that begins with it; those put away only by their whole name.
///
/// # Errors
/// There is none, or more than one: the sentence names them.
pub fn find(tx: &ReadTx<'_>, name: &str) -> Result<Metric> {
    let name = one_line(name, 200);
    if name.is_empty() {
        return Err(Error::invalid("say which metric: its name is empty"));
    }
    if let Some(metric) = store::by_name(tx, &name)? {
        return Ok(metric);
    }
    let all = loggable(tx)?;
    let start = name.to_lowercase();
    let begin: Vec<&Metric> = all.iter().filter(|metric| metric.name.to_lowercase().starts_with(&start)).collect();
    let names = |some: &[&Metric]| some.iter().map(|metric| metric.name.as_str()).collect::<Vec<_>>().join(", ");
    match begin.as_slice() {
        [metric] => Ok((*metric).clone()),
        [] if all.is_empty() => {
            Err(Error::invalid(format!("there is no metric {name}, and no other yet; add one first")))
        }
        [] => {
            let all: Vec<&Metric> = all.iter().collect();
            Err(Error::invalid(format!("there is no metric {name}; there are {}", names(&all))))
        }
        several => Err(Error::invalid(format!("{name} may mean {}; write more of the name", names(several)))),
    }
}

/// The metrics that take logs now, by name.
///
/// # Errors
/// The file cannot be read.
pub fn loggable(tx: &ReadTx<'_>) -> Result<Vec<Metric>> {
    let mut all = store::all(tx)?;
    all.retain(|metric| !metric.archived && metric.source == MetricSource::Logged);
    Ok(all)
}

impl Metric {
    /// Whether a word is its unit, in whatever letter case and number; of a duration any unit of time is.
    pub fn has_unit(&self, unit: &str) -> bool {
        said::same_unit(self, unit)
    }
}
