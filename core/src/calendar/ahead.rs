//! Beginning a rule late: of a series that began long ago, only what is near is walked.

use jiff::civil::DateTime;
use jiff::{ToSpan, Unit};

use super::rule::{Freq, Rule};

/// A start from which the rule has the same occurrences at and after `near` as from `start`: `start` itself, or a
/// later one by whole periods. A rule that is counted must be walked from its beginning.
pub fn ahead(rule: &Rule, start: DateTime, near: DateTime) -> DateTime {
    // Not every month has a 29th.
    let uneven = rule.freq <= Freq::Monthly && start.day() > 28;
    if rule.count.is_some() || uneven || near <= start {
        return start;
    }
    let unit = match rule.freq {
        Freq::Yearly => Unit::Year,
        Freq::Monthly => Unit::Month,
        Freq::Weekly => Unit::Week,
        Freq::Daily => Unit::Day,
        Freq::Hourly => Unit::Hour,
        Freq::Minutely => Unit::Minute,
        Freq::Secondly => Unit::Second,
    };
    let Ok(between) = start.until((unit, near)) else { return start };
    let passed = match rule.freq {
        Freq::Yearly => i64::from(between.get_years()),
        Freq::Monthly => i64::from(between.get_months()),
        Freq::Weekly => i64::from(between.get_weeks()),
        Freq::Daily => i64::from(between.get_days()),
        Freq::Hourly => i64::from(between.get_hours()),
        Freq::Minutely => between.get_minutes(),
        Freq::Secondly => between.get_seconds(),
    };
    let interval = i64::from(rule.interval);
    // The period in which `near` lies is walked, and the one before it.
    let whole = (passed / interval - 1).max(0) * interval;
    let span = match rule.freq {
        Freq::Yearly => 0.seconds().try_years(whole),
        Freq::Monthly => 0.seconds().try_months(whole),
        Freq::Weekly => 0.seconds().try_weeks(whole),
        Freq::Daily => 0.seconds().try_days(whole),
        Freq::Hourly => 0.seconds().try_hours(whole),
        Freq::Minutely => 0.seconds().try_minutes(whole),
        Freq::Secondly => 0.seconds().try_seconds(whole),
    };
    span.and_then(|span| start.checked_add(span)).unwrap_or(start)
}
