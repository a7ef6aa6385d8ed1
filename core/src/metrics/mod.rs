//! Metrics: what a person measures day by day, written down or computed from other rows. A day without a value is
//! unknown, never zero.

pub mod analyse;
pub mod correlations;
mod csv;
mod days;
pub mod edit;
pub mod milestones;
mod named;
pub mod operations;
pub mod rows;
mod said;
mod said_of;
mod statistics;
mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::areas::AreaId;
use crate::habits::HabitId;
use crate::types::{Day, Timestamp};
use crate::{id, words};

pub use days::{MetricDay, between};
pub use named::{find, loggable};
pub use operations::{LogMetric, MetricLogged, NewMetric, log};
pub use said::amount;
pub use said_of::amount as words;
pub use store::{all, get};

id! {
    /// One metric.
    MetricId;
    /// One log of a metric.
    MetricLogId;
}

words! {
    /// What its values are.
    MetricKind {
        Numeric = "numeric",
        /// 1 for yes, 0 for no.
        YesNo = "yes_no",
        /// In minutes.
        Duration = "duration",
        /// Whole numbers from 1 to `scale_max`.
        Scale = "scale",
    }

    /// How the logs of one day become the day's value.
    Aggregation { Sum = "sum", Mean = "mean", Last = "last", Min = "min", Max = "max" }

    /// Which way is better.
    MetricDirection { Up = "up", Down = "down", Hold = "hold" }

    /// Where the values come from. All but `logged` are computed at each reading, and never stored.
    MetricSource {
        Logged = "logged",
        /// Tasks completed on the day.
        TasksDone = "tasks_done",
        /// Points of the tasks completed on the day.
        PointsDone = "points_done",
        /// Minutes logged by the focus timer that ended on the day.
        FocusMinutes = "focus_minutes",
        /// What was logged for a habit on the day; 1 for a tick.
        Habit = "habit",
    }

    /// What was reached.
    MilestoneKind { Target = "target", Streak = "streak", Improvement = "improvement" }
}

/// What is aimed at: a day's value between these, an open end for "at least" and "at most".
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MetricTarget {
    pub low: Option<f64>,
    pub high: Option<f64>,
}

impl MetricTarget {
    /// Whether a day's value meets it.
    pub fn met(&self, value: f64) -> bool {
        self.low.is_none_or(|low| value >= low) && self.high.is_none_or(|high| value <= high)
    }

    /// The end that a value outside still has to reach; the near one of a band.
    fn edge(&self, value: f64) -> Option<f64> {
        match (self.low, self.high) {
            (Some(low), _) if value < low => Some(low),
            (_, Some(high)) if value > high => Some(high),
            (low, high) => low.or(high),
        }
    }
}

/// Something that is measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Metric {
    pub id: MetricId,
    pub name: String,
    /// `kg`, `glasses`; empty when it has none. Durations are in minutes.
    pub unit: String,
    pub notes: String,
    pub kind: MetricKind,
    pub aggregation: Aggregation,
    pub direction: MetricDirection,
    pub target: Option<MetricTarget>,
    /// The top of a scale.
    pub scale_max: Option<u32>,
    /// Digits shown behind the point.
    pub decimals: u32,
    pub source: MetricSource,
    /// The habit that it follows; nothing for another source, and when that habit was deleted.
    pub habit: Option<HabitId>,
    pub area: Option<AreaId>,
    /// `#rrggbb`.
    pub colour: Option<String>,
    pub archived: bool,
}

/// One value, as it was written down.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MetricLog {
    pub id: MetricLogId,
    pub metric: MetricId,
    /// The civil day that it counts for.
    pub day: Day,
    /// The moment, where it is known.
    pub at: Option<Timestamp>,
    pub value: f64,
    pub note: String,
}

/// Something reached for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MetricMilestone {
    pub metric: MetricId,
    pub kind: MilestoneKind,
    /// Days of a streak, per cent of an improvement; 0 for the target.
    pub level: u32,
    pub day: Day,
}
