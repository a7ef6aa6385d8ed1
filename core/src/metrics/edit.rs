//! Making and changing metrics and their logs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::operations::{MetricAim, MetricLogged, NOTE, NewMetric};
use super::{
    Aggregation, Metric, MetricDirection, MetricId, MetricKind, MetricLogId, MetricSource, MetricTarget, csv, days,
    milestones, said, store,
};
use crate::areas::{self, AreaId};
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};
use crate::habits::{self, HabitDirection};
use crate::require;
use crate::types::{Day, Patch, Timestamp, one_line, plain};

/// What to change of a metric; absent stays, `null` clears. What kind it is and where its values come from stay.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MetricPatch {
    #[ts(optional = false)]
    pub metric: MetricId,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub unit: Option<String>,
    #[serde(default)]
    pub notes: Option<String>,
    #[serde(default)]
    pub aggregation: Option<Aggregation>,
    #[serde(default)]
    pub direction: Option<MetricDirection>,
    #[serde(default, deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<MetricAim>")]
    pub target: Patch<MetricAim>,
    #[serde(default)]
    pub scale_max: Option<u32>,
    #[serde(default)]
    pub decimals: Option<u32>,
    #[serde(default, deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<AreaId>")]
    pub area: Patch<AreaId>,
    #[serde(default, deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<String>")]
    pub colour: Patch<String>,
}

/// What to change of a log; absent stays, a moment that is `null` is unknown.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct EditMetricLog {
    #[ts(optional = false)]
    pub log: MetricLogId,
    #[serde(default)]
    pub value: Option<f64>,
    /// Instead of the value: as a person writes it.
    #[serde(default)]
    pub text: Option<String>,
    #[serde(default)]
    pub day: Option<Day>,
    #[serde(default, deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<Timestamp>")]
    pub at: Patch<Timestamp>,
    #[serde(default)]
    pub note: Option<String>,
}

pub(super) fn create(tx: &WriteTx<'_>, new: NewMetric) -> Result<Metric> {
    let habit = new.habit.map(|id| habits::get(tx, id)).transpose()?;
    let source = new.source.unwrap_or(if habit.is_some() { MetricSource::Habit } else { MetricSource::Logged });
    require!(source != MetricSource::Habit || habit.is_some(), "say which habit the metric follows");
    require!(source == MetricSource::Habit || habit.is_none(), "a metric that follows a habit has no other source");
    let kind = new.kind.unwrap_or(match source {
        MetricSource::FocusMinutes => MetricKind::Duration,
        _ => MetricKind::Numeric,
    });
    let direction = new.direction.unwrap_or(match &habit {
        Some(habit) if habit.direction == HabitDirection::AtMost => MetricDirection::Down,
        _ => MetricDirection::Up,
    });
    let unit = new.unit.or_else(|| habit.as_ref().map(|habit| habit.unit.clone()));
    let summed = kind == MetricKind::Duration || source != MetricSource::Logged;
    let metric = Metric {
        id: MetricId(0),
        name: name(tx, &new.name, None)?,
        unit: one_line(unit.as_deref().unwrap_or_default(), 40),
        notes: plain(new.notes.as_deref().unwrap_or_default()),
        kind,
        aggregation: new.aggregation.unwrap_or(match kind {
            _ if summed => Aggregation::Sum,
            MetricKind::YesNo => Aggregation::Max,
            _ => Aggregation::Last,
        }),
        direction,
        target: new.target.map(|aim| target(direction, aim)).transpose()?.flatten(),
        scale_max: (kind == MetricKind::Scale).then(|| new.scale_max.unwrap_or(10)),
        decimals: new.decimals.unwrap_or(u32::from(kind == MetricKind::Numeric && !summed)),
        source,
        habit: new.habit,
        area: new.area.or_else(|| habit.and_then(|habit| habit.area)),
        colour: new.colour,
        archived: false,
    };
    let suits = match source {
        MetricSource::Logged => true,
        MetricSource::FocusMinutes => kind == MetricKind::Duration,
        _ => kind == MetricKind::Numeric,
    };
    require!(suits, "minutes of focus are a duration, and counts are numbers; leave the kind out");
    require!(new.scale_max.is_none() || kind == MetricKind::Scale, "only a scale has a top");
    check(tx, &metric)?;
    let id = store::insert(tx, &metric)?;
    tx.label(format!("Added the metric {}", metric.name));
    store::get(tx, id)
}

pub(super) fn update(tx: &WriteTx<'_>, patch: MetricPatch) -> Result<Metric> {
    let mut metric = store::get(tx, patch.metric)?;
    if let Some(text) = patch.name {
        metric.name = name(tx, &text, Some(metric.id))?;
    }
    if let Some(unit) = patch.unit {
        metric.unit = one_line(&unit, 40);
    }
    if let Some(notes) = patch.notes {
        metric.notes = plain(&notes);
    }
    metric.aggregation = patch.aggregation.unwrap_or(metric.aggregation);
    metric.decimals = patch.decimals.unwrap_or(metric.decimals);
    let direction = patch.direction.unwrap_or(metric.direction);
    if let Some(aim) = patch.target {
        metric.target = aim.map(|aim| target(direction, aim)).transpose()?.flatten();
    } else if direction != metric.direction {
        // "At least 70" becomes "at most 70" with the direction; a band stays what it is.
        metric.target = match metric.target {
            Some(MetricTarget { low: Some(end), high: None } | MetricTarget { low: None, high: Some(end) }) => {
                target(direction, MetricAim { value: Some(end), ..MetricAim::default() })?
            }
            other => other,
        };
    }
    metric.direction = direction;
    if let Some(top) = patch.scale_max {
        require!(metric.kind == MetricKind::Scale, "only a scale has a top, and {} is none", metric.name);
        let highest = store::extremes(tx, metric.id)?.map_or(1.0, |(_, highest)| highest);
        require!(f64::from(top) >= highest, "{} has a log of {highest}, so its scale cannot end at {top}", metric.name);
        metric.scale_max = Some(top);
    }
    if let Some(area) = patch.area {
        metric.area = area;
    }
    if let Some(colour) = patch.colour {
        metric.colour = colour;
    }
    check(tx, &metric)?;
    store::update(tx, &metric)?;
    milestones::refresh(tx, &metric)?;
    tx.label(format!("Changed the metric {}", metric.name));
    Ok(metric)
}

pub(super) fn log(tx: &WriteTx<'_>, patch: EditMetricLog) -> Result<MetricLogged> {
    let mut log = store::get_log(tx, patch.log)?;
    let metric = store::get(tx, log.metric)?;
    log.value = match (patch.value, &patch.text) {
        (Some(_), Some(_)) => return Err(Error::invalid("say one value, as a number or as a text")),
        (Some(value), None) => value,
        (None, Some(text)) => said::amount(&metric, text)?,
        (None, None) => log.value,
    };
    said::check(&metric, log.value)?;
    match (patch.day, patch.at) {
        // The moment of another day would contradict the day.
        (Some(day), None) if day != log.day => (log.day, log.at) = (day, None),
        (Some(day), at) => (log.day, log.at) = (day, at.unwrap_or(log.at)),
        (None, Some(Some(at))) => (log.day, log.at) = (days::day_of(tx, at)?, Some(at)),
        (None, Some(None)) => log.at = None,
        (None, None) => {}
    }
    csv::check_day(log.day, tx.today()?)?;
    check_moment(tx, log.day, log.at)?;
    if let Some(note) = patch.note {
        log.note = one_line(&note, NOTE);
    }
    store::update_log(tx, &log)?;
    tx.label(format!("Changed a value of {}", metric.name));
    Ok(MetricLogged { log, reached: milestones::refresh(tx, &metric)?, metric })
}

/// A moment is now or before, and on the day, give or take the hours by which zones differ.
pub(super) fn check_moment(tx: &ReadTx<'_>, day: Day, at: Option<Timestamp>) -> Result<()> {
    let Some(at) = at else { return Ok(()) };
    require!(at <= tx.now(), "this moment has not come yet; log what has been measured");
    let on = days::day_of(tx, at)?;
    require!(
        (days::number(on) - days::number(day)).abs() <= 1,
        "the moment is on {on}, and not on {day}; leave one of them out"
    );
    Ok(())
}

/// Refuses to write into what is computed.
pub(super) fn require_logged(metric: &Metric) -> Result<()> {
    let name = &metric.name;
    require!(metric.source == MetricSource::Logged, "{name} is computed from what you do; nothing is written into it");
    require!(!metric.archived, "{name} is put away; take it out to log a value");
    Ok(())
}

fn name(tx: &ReadTx<'_>, text: &str, of: Option<MetricId>) -> Result<String> {
    let name = one_line(text, 200);
    require!(!name.is_empty(), "a metric needs a name");
    match store::by_name(tx, &name)? {
        Some(other) if Some(other.id) != of => {
            let away = if other.archived { ", put away" } else { "" };
            Err(Error::Conflict(format!("there is a metric {} already{away}; choose another name", other.name)))
        }
        _ => Ok(name),
    }
}

/// The ends that are meant: a single value is the end that the direction leaves open.
fn target(direction: MetricDirection, aim: MetricAim) -> Result<Option<MetricTarget>> {
    let ends = match (aim.value, aim.low, aim.high) {
        (None, None, None) => return Ok(None),
        (Some(value), None, None) => match direction {
            MetricDirection::Up => (Some(value), None),
            MetricDirection::Down => (None, Some(value)),
            MetricDirection::Hold => (Some(value), Some(value)),
        },
        (None, low, high) => (low, high),
        _ => return Err(Error::invalid("a target is one value, or the ends of a band, not both")),
    };
    let (low, high) = ends;
    for end in [low, high].into_iter().flatten() {
        require!(end.is_finite() && end.abs() <= 1e12, "{end} is no number that a target can be");
    }
    require!(
        low.zip(high).is_none_or(|(low, high)| low <= high),
        "the lower end of the target lies above the upper one"
    );
    Ok(Some(MetricTarget { low, high }))
}

fn check(tx: &ReadTx<'_>, metric: &Metric) -> Result<()> {
    require!(metric.decimals <= 6, "at most 6 digits are shown behind the point, not {}", metric.decimals);
    if let Some(top) = metric.scale_max {
        require!((2..=100).contains(&top), "a scale goes from 1 to 2 at least and 100 at most, not to {top}");
    }
    if let Some(colour) = &metric.colour {
        let digits = colour.strip_prefix('#').unwrap_or_default();
        let well = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        require!(well, "a colour is written #rrggbb, not {colour}");
    }
    metric.area.map(|id| areas::get(tx, id)).transpose()?;
    Ok(())
}
