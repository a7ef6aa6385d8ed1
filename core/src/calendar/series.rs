//! A series: when something happens again and again, in a zone.

use std::collections::BTreeSet;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::rule::{Rule, Until, stamp};
use super::walk::Walk;
use crate::error::{Error, Result};

/// Rules, single dates and exceptions that begin at one moment. Times are by the clock on the wall: in a
/// gap of the clock change a time moves on by the gap, of two such times it is the earlier (RFC 5545, 3.3.5).
#[derive(Debug, Clone)]
pub struct Series {
    /// The beginning; for whole days at midnight.
    pub start: DateTime,
    /// Whole days, without a time.
    pub days: bool,
    pub zone: TimeZone,
    pub rules: Vec<Rule>,
    /// Rules whose occurrences are taken out.
    pub except: Vec<Rule>,
    pub dates: Vec<Zoned>,
    pub except_dates: Vec<Zoned>,
}

impl Series {
    /// One rule from a start on.
    pub fn new(rule: Rule, start: DateTime, days: bool, zone: TimeZone) -> Self {
        Self { start, days, zone, rules: vec![rule], except: Vec::new(), dates: Vec::new(), except_dates: Vec::new() }
    }

    /// Reads `DTSTART`, `RRULE`, `EXRULE`, `RDATE` and `EXDATE` lines. A start without a zone is in `zone`.
    ///
    /// # Errors
    /// A line cannot be understood, or there is no `DTSTART`.
    pub fn from_ical<'l>(lines: impl IntoIterator<Item = &'l str>, zone: &TimeZone) -> Result<Self> {
        let mut series = Self {
            start: DateTime::default(),
            days: false,
            zone: zone.clone(),
            rules: Vec::new(),
            except: Vec::new(),
            dates: Vec::new(),
            except_dates: Vec::new(),
        };
        let mut begun = false;
        for line in lines {
            let (head, value) =
                line.split_once(':').ok_or_else(|| Error::invalid(format!("{line:?} is not a line of a calendar")))?;
            let mut head = head.split(';');
            let name = head.next().unwrap_or_default().to_ascii_uppercase();
            let own = match head.find_map(|param| param.strip_prefix("TZID=")) {
                Some(id) => TimeZone::get(id.trim_matches('"'))
                    .map_err(|_| Error::invalid(format!("the time zone {id} is not known")))?,
                None => series.zone.clone(),
            };
            match name.as_str() {
                "DTSTART" => {
                    let at = stamp(value).ok_or_else(|| Error::invalid(format!("{value} is not a day or moment")))?;
                    let zoned = zoned(at, &own)?;
                    series.days = matches!(at, Until::Day(_));
                    series.zone = zoned.time_zone().clone();
                    series.start = match at {
                        Until::Local(local) => local,
                        _ => zoned.datetime(),
                    };
                    begun = true;
                }
                "RRULE" => series.rules.push(value.parse()?),
                "EXRULE" => series.except.push(value.parse()?),
                "RDATE" | "EXDATE" => {
                    for value in value.split(',') {
                        let at =
                            stamp(value).ok_or_else(|| Error::invalid(format!("{value} is not a day or moment")))?;
                        let list = if name == "RDATE" { &mut series.dates } else { &mut series.except_dates };
                        list.push(zoned(at, &own)?);
                    }
                }
                _ => return Err(Error::invalid(format!("{name} is not part of a series"))),
            }
        }
        crate::require!(begun || series.rules.is_empty(), "a series needs its DTSTART");
        Ok(series)
    }

    /// The occurrences in order, each instant once.
    pub fn occurrences(&self) -> impl Iterator<Item = Zoned> {
        let mut streams: Vec<_> = self.rules.iter().map(|rule| self.of(rule).peekable()).collect();
        let mut taken: Vec<_> = self.except.iter().map(|rule| self.of(rule).peekable()).collect();
        let mut dates: BTreeSet<Zoned> = self.dates.iter().cloned().collect();
        let except: BTreeSet<Timestamp> = self.except_dates.iter().map(Zoned::timestamp).collect();
        let mut last: Option<Timestamp> = None;
        std::iter::from_fn(move || {
            loop {
                let rule = streams.iter_mut().enumerate().filter_map(|(n, s)| s.peek().map(|at| (at.clone(), n))).min();
                let at = match (rule, dates.first().cloned()) {
                    (Some((at, n)), date) if date.as_ref().is_none_or(|date| at <= *date) => {
                        streams[n].next();
                        at
                    }
                    (_, Some(_)) => dates.pop_first()?,
                    _ => return None,
                };
                let excluded = taken.iter_mut().any(|stream| {
                    while stream.next_if(|other| *other < at).is_some() {}
                    stream.peek() == Some(&at)
                });
                if excluded || except.contains(&at.timestamp()) || last >= Some(at.timestamp()) {
                    continue;
                }
                last = Some(at.timestamp());
                return Some(at);
            }
        })
    }

    fn of(&self, rule: &Rule) -> impl Iterator<Item = Zoned> + use<> {
        let zone = self.zone.clone();
        local(rule, self.start, self.days, &self.zone).map_while(move |at| zone.to_zoned(at).ok())
    }
}

/// The occurrences of one rule by the clock on the wall, to the rule's end. An hour that the clock change
/// leaves out is among them.
pub fn local(rule: &Rule, start: DateTime, days: bool, zone: &TimeZone) -> impl Iterator<Item = DateTime> + use<> {
    let mut rule = rule.clone();
    if days {
        // Parts of a day mean nothing for whole days.
        rule.by_hour.clear();
        rule.by_minute.clear();
        rule.by_second.clear();
    }
    let zone = zone.clone();
    let count = rule.count.and_then(|count| usize::try_from(count).ok()).unwrap_or(usize::MAX);
    Walk::new(&rule, start).take_while(move |at| within(&rule, *at, days, &zone)).take(count)
}

/// The occurrences of one rule as if it had no end.
pub fn endless(rule: &Rule, start: DateTime) -> impl Iterator<Item = DateTime> + use<> {
    Walk::new(rule, start)
}

/// Whether an occurrence comes no later than the rule's UNTIL.
pub fn within(rule: &Rule, at: DateTime, days: bool, zone: &TimeZone) -> bool {
    match rule.until {
        None => true,
        Some(Until::Day(day)) => at.date() <= day,
        Some(Until::Local(last)) => at <= last,
        // Whole days have no place in a zone: the last one is the day on which the moment falls.
        Some(Until::Utc(last)) if days => at.date() <= last.to_zoned(zone.clone()).date(),
        Some(Until::Utc(last)) => zone.to_timestamp(at).is_ok_and(|at| at <= last),
    }
}

fn zoned(at: Until, zone: &TimeZone) -> Result<Zoned> {
    let found = match at {
        Until::Day(day) => day.to_zoned(zone.clone()),
        Until::Local(at) => at.to_zoned(zone.clone()),
        Until::Utc(at) => Ok(at.to_zoned(TimeZone::UTC)),
    };
    found.map_err(|_| Error::invalid("the calendar has no such moment"))
}
