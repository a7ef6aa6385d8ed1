//! The next occurrences before they are kept.

use jiff::Zoned;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::{RepeatWay, Repetition, local, say};
use crate::calendar::{self, Freq, Rule};
use crate::error::{Error, Result};
use crate::require;
use crate::types::{Day, When};

/// How many occurrences a preview shows, unless another number is said.
pub(super) const SHOWN: usize = 5;

impl Repetition {
    /// A repetition from a day or time on; it begins with the first one that the rule names.
    ///
    /// # Errors
    /// The rule cannot be read, comes round too often for a task, or never.
    pub(super) fn begin(text: &str, way: RepeatWay, from: DateTime, days: bool, zone: &TimeZone) -> Result<Self> {
        let rule: Rule = text.parse()?;
        require!(rule.freq <= Freq::Hourly, "a task repeats once an hour at most");
        require!(rule.freq < Freq::Hourly || !days, "what repeats by the hour needs a time of day to begin with");
        let single = Rule { interval: 1, ..rule.endless() };
        let begins = calendar::local(&single, from, days, zone).next();
        let begins = begins
            .filter(|at| calendar::within(&rule, *at, days, zone))
            .ok_or_else(|| Error::invalid("this rule never comes to a day: look at its days, or at its end"))?;
        Ok(Self { rule, way, begins, occurs: begins, days, completed: 0 })
    }

    /// This occurrence and those after it, `most` in all, as if each were completed on its day.
    pub(super) fn coming(&self, most: usize, zone: &TimeZone) -> Vec<DateTime> {
        let mut now = self.clone();
        let mut found = vec![now.occurs];
        while found.len() < most {
            let Some(next) = zone.to_zoned(now.occurs).ok().and_then(|at: Zoned| now.next(&at, Day(now.occurs.date())))
            else {
                break;
            };
            found.push(next);
            now.occurs = next;
            now.completed += 1;
        }
        found
    }

    /// Whether the series ends some time.
    pub(super) fn ends(&self) -> bool {
        self.rule.count.is_some() || self.rule.until.is_some()
    }
}

/// A rule in words with its first three days: `every weekday: Mon 23 Nov 2026, Tue 24 Nov 2026, Wed 25 Nov 2026 …`.
///
/// # Errors
/// The rule cannot be read, or never comes to a day.
pub fn described(rule: &str, way: RepeatWay, first: When, zone: &TimeZone) -> Result<String> {
    let repetition = Repetition::begin(rule, way, local(first, zone)?, first.at.is_none(), zone)?;
    let coming = repetition.coming(SHOWN, zone);
    let days: Vec<String> = coming.iter().take(3).map(|at| calendar::when(*at, repetition.days)).collect();
    let more = if coming.len() > days.len() { " …" } else { "" };
    Ok(format!("{}: {}{more}", say(&repetition.rule, way, zone), days.join(", ")))
}
