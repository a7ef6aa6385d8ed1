//! How often a habit is to be done.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::streak::StreakUnit;
use crate::error::Result;
use crate::{require, words};

words! {
    /// A day of the week.
    HabitWeekday {
        Monday = "mon",
        Tuesday = "tue",
        Wednesday = "wed",
        Thursday = "thu",
        Friday = "fri",
        Saturday = "sat",
        Sunday = "sun",
    }
}

impl HabitWeekday {
    /// From Monday, 0.
    fn index(self) -> usize {
        self as usize
    }

    fn name(self) -> &'static str {
        match self {
            Self::Monday => "Monday",
            Self::Tuesday => "Tuesday",
            Self::Wednesday => "Wednesday",
            Self::Thursday => "Thursday",
            Self::Friday => "Friday",
            Self::Saturday => "Saturday",
            Self::Sunday => "Sunday",
        }
    }
}

/// How often a habit is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "every", rename_all = "snake_case", deny_unknown_fields)]
pub enum HabitSchedule {
    Day,
    /// On these days of each week.
    Weekdays {
        days: Vec<HabitWeekday>,
    },
    /// So many times in each week, which begins on Monday, on whichever days.
    Week {
        times: u32,
    },
    /// So many times in each calendar month, on whichever days.
    Month {
        times: u32,
    },
    /// Again so many days after it was done last.
    Days {
        days: u32,
    },
}

impl HabitSchedule {
    /// The schedule as it is kept: weekdays in order, each once.
    ///
    /// # Errors
    /// It asks for nothing, or for more than there are days.
    pub(super) fn checked(self) -> Result<Self> {
        match self {
            Self::Day => Ok(Self::Day),
            Self::Weekdays { mut days } => {
                require!(!days.is_empty(), "choose at least one day of the week");
                days.sort_unstable();
                days.dedup();
                Ok(if days.len() == 7 { Self::Day } else { Self::Weekdays { days } })
            }
            Self::Week { times } => {
                require!((1..=7).contains(&times), "a week has one to seven days to do it on, not {times}");
                Ok(Self::Week { times })
            }
            Self::Month { times } => {
                require!((1..=28).contains(&times), "choose 1 to 28 times a month, not {times}");
                Ok(Self::Month { times })
            }
            Self::Days { days } => {
                require!((1..=365).contains(&days), "choose every 1 to 365 days, not {days}");
                Ok(if days == 1 { Self::Day } else { Self::Days { days } })
            }
        }
    }

    /// Repetitions and the days that they are due in: 3 in 7. A month counts as 30 days, as in Loop.
    pub(super) fn frequency(&self) -> (u32, u32) {
        match self {
            Self::Day => (1, 1),
            Self::Weekdays { days } => (u32::try_from(days.len()).unwrap_or(7), 7),
            Self::Week { times } => (*times, 7),
            Self::Month { times } => (*times, 30),
            Self::Days { days } => (1, *days),
        }
    }

    /// Whether the schedule itself names this day of the week, counted from Monday, 0. Only daily habits and those of
    /// chosen weekdays have such days.
    pub(super) fn names(&self, weekday: usize) -> bool {
        match self {
            Self::Day => true,
            Self::Weekdays { days } => days.iter().any(|day| day.index() == weekday),
            Self::Week { .. } | Self::Month { .. } | Self::Days { .. } => false,
        }
    }

    /// What a streak counts.
    pub(super) fn unit(&self) -> StreakUnit {
        match self {
            Self::Day | Self::Weekdays { .. } => StreakUnit::Days,
            Self::Week { .. } => StreakUnit::Weeks,
            Self::Month { .. } => StreakUnit::Months,
            Self::Days { .. } => StreakUnit::Times,
        }
    }

    /// `every day`, `on Monday and Thursday`, `3 times a week`, `every 4 days`.
    pub(super) fn words(&self) -> String {
        let times = |times: u32, period: &str| match times {
            1 => format!("once a {period}"),
            2 => format!("twice a {period}"),
            times => format!("{times} times a {period}"),
        };
        match self {
            Self::Day => "every day".into(),
            Self::Weekdays { days } => match days.as_slice() {
                [HabitWeekday::Monday, .., HabitWeekday::Friday] if days.len() == 5 => "on weekdays".into(),
                [HabitWeekday::Saturday, HabitWeekday::Sunday] => "at weekends".into(),
                [head @ .., last] if !head.is_empty() => {
                    let head: Vec<&str> = head.iter().map(|day| day.name()).collect();
                    format!("on {} and {}", head.join(", "), last.name())
                }
                days => format!("on {}", days.first().map_or("no day", |day| day.name())),
            },
            Self::Week { times: n } => times(*n, "week"),
            Self::Month { times: n } => times(*n, "month"),
            Self::Days { days: 2 } => "every other day".into(),
            Self::Days { days } => format!("every {days} days"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_is_put_in_order_and_said_in_words() {
        let days = |days: &[HabitWeekday]| HabitSchedule::Weekdays { days: days.to_vec() }.checked().unwrap();
        use HabitWeekday::*;
        assert_eq!(days(&[Thursday, Monday, Thursday]).words(), "on Monday and Thursday");
        assert_eq!(days(&[Monday, Tuesday, Wednesday, Thursday, Friday]).words(), "on weekdays");
        assert_eq!(days(&[Sunday, Saturday]).words(), "at weekends");
        assert_eq!(days(&[Sunday]).words(), "on Sunday");
        assert_eq!(days(HabitWeekday::ALL), HabitSchedule::Day);
        assert_eq!(HabitSchedule::Days { days: 1 }.checked().unwrap(), HabitSchedule::Day);
        assert_eq!(HabitSchedule::Week { times: 3 }.words(), "3 times a week");
        assert_eq!(HabitSchedule::Month { times: 1 }.words(), "once a month");
        assert_eq!(HabitSchedule::Days { days: 2 }.words(), "every other day");
        let senseless = [
            HabitSchedule::Weekdays { days: vec![] },
            HabitSchedule::Week { times: 0 },
            HabitSchedule::Week { times: 8 },
            HabitSchedule::Month { times: 29 },
            HabitSchedule::Days { days: 0 },
        ];
        for schedule in senseless {
            assert!(schedule.clone().checked().is_err(), "{schedule:?}");
        }
    }
}
