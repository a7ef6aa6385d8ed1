//! From elements to values: which day, which instant, which rule.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Zoned};

use super::Present;
use super::dates::{Day, DayPhrase};
use super::element::{Element, Moment, Period};
use super::lexicon::Unit;
use super::parsed::{DayOrInstant, Parsed};
use super::recurrence::Recurrence;
use super::times;

/// A time of tonight before this hour is after midnight.
const NIGHT_ENDS: i8 = 5;

/// The elements that bear on time, before they are put together.
#[derive(Default)]
struct Draft {
    day: Option<DayPhrase>,
    time: Option<Time>,
    /// A bare hour, which the rest decides.
    hour: Option<i8>,
    /// In minutes from now.
    later: Option<u32>,
    period: Option<Period>,
    range_end: Option<Time>,
    lasting: Option<u32>,
    deadline: Option<Moment>,
    start: Option<Moment>,
    recurrence: Option<Recurrence>,
    until: Option<DayPhrase>,
    count: Option<u32>,
}

/// Fills everything but title and spans.
pub(super) fn resolve(elements: impl IntoIterator<Item = Element>, present: Present<'_>) -> Parsed {
    let mut parsed = Parsed::default();
    let mut draft = Draft::default();
    for element in elements {
        match element {
            Element::Date(day) => draft.day = Some(day),
            Element::Time(time) => draft.time = Some(time),
            Element::Hour(hour) => draft.hour = Some(hour),
            Element::Later(minutes) => draft.later = Some(minutes),
            Element::Period(period) => draft.period = Some(period),
            Element::Range(from, to) => (draft.time, draft.range_end) = (Some(from), Some(to)),
            Element::Effort(minutes) => parsed.effort_minutes = Some(minutes),
            Element::Lasting(minutes) => {
                parsed.effort_minutes = Some(minutes);
                draft.lasting = Some(minutes);
            }
            Element::Deadline(moment) => draft.deadline = Some(moment),
            Element::Start(moment) => draft.start = Some(moment),
            Element::Recurrence(recurrence) => draft.recurrence = Some(recurrence),
            Element::Until(day) => draft.until = Some(day),
            Element::Count(n) => draft.count = Some(n),
            Element::Project(name) => parsed.project = Some(name),
            Element::Tag(name) => parsed.tags.push(name),
            Element::Priority(priority) => parsed.priority = Some(priority),
            Element::After(title) => parsed.after = Some(title),
            Element::Goal(name) => parsed.goal = Some(name),
            Element::Metric(metric) => parsed.metric = Some(metric),
        }
    }
    draft.tell_hour();
    draft.fill(&mut parsed, &Clock { now: present.now, zone: present.now.time_zone(), today: present.today });
    parsed
}

/// The moment of reading.
struct Clock<'a> {
    now: &'a Zoned,
    zone: &'a TimeZone,
    /// The person's, which after midnight is still the day before: words for days count from it.
    today: Date,
}

impl Clock<'_> {
    /// In a gap of the clock change the time moves on by the gap; of two such times it is the earlier.
    fn at(&self, day: Date, time: Time) -> Option<Zoned> {
        day.to_datetime(time).to_zoned(self.zone.clone()).ok()
    }

    /// Within a day from now.
    fn coming(&self, time: Time) -> Option<Zoned> {
        let date = self.now.date();
        let today = self.at(date, time)?;
        if today >= *self.now { Some(today) } else { self.at(date.tomorrow().ok()?, time) }
    }

    /// `today at 9` after midnight is not the morning before: of the two dates it is the one to come.
    fn timed(&self, day: Date, time: Time) -> Option<Zoned> {
        let instant = self.at(day, time)?;
        let past = day == self.today && instant < *self.now;
        if past && self.today < self.now.date() { self.at(self.now.date(), time) } else { Some(instant) }
    }

    fn place(&self, day: Option<DayPhrase>, time: Option<Time>) -> Option<Place> {
        let implied = day.and_then(|day| day.time);
        // `tonight 1am` is of the night that follows the day.
        if let Some(small) = time.filter(|time| time.hour() < NIGHT_ENDS)
            && implied.is_some_and(is_evening)
        {
            return self.coming(small).map(Place::Instant);
        }
        let time = time.or(implied);
        match (day.map(|day| day.day.on(self.today)), time) {
            (Some(day), Some(time)) => self.timed(day?, time).map(Place::Instant),
            (Some(day), None) => day.map(Place::Day),
            (None, Some(time)) => self.coming(time).map(Place::Instant),
            (None, None) => None,
        }
    }

    fn moment(&self, moment: Moment) -> Option<Place> {
        moment.later.and_then(|minutes| self.later(minutes)).or_else(|| self.place(moment.day, moment.time))
    }

    /// To the minute; `now` is as exact as the clock.
    fn later(&self, minutes: u32) -> Option<Place> {
        let then = self.now.checked_add(SignedDuration::from_mins(minutes.into())).ok()?;
        if minutes == 0 {
            return Some(Place::Instant(then));
        }
        then.with().second(0).subsec_nanosecond(0).build().ok().map(Place::Instant)
    }
}

/// [`DayOrInstant`] with its zone still attached.
enum Place {
    Day(Date),
    Instant(Zoned),
}

impl Place {
    fn day(&self) -> Date {
        match self {
            Self::Day(day) => *day,
            Self::Instant(instant) => instant.date(),
        }
    }

    fn instant(&self) -> Option<&Zoned> {
        match self {
            Self::Day(_) => None,
            Self::Instant(instant) => Some(instant),
        }
    }

    fn when(&self) -> DayOrInstant {
        match self {
            Self::Day(day) => DayOrInstant::Day(*day),
            Self::Instant(instant) => DayOrInstant::from(instant),
        }
    }
}

impl Draft {
    fn fill(&self, parsed: &mut Parsed, clock: &Clock) {
        let start = self.start.and_then(|moment| clock.moment(moment));
        parsed.start = start.as_ref().map(Place::when);
        parsed.deadline = self.deadline.and_then(|moment| clock.moment(moment)).map(|place| place.when());
        let scheduled = match &self.recurrence {
            Some(recurrence) => {
                let first = self.first(recurrence, start.as_ref(), clock);
                if let Some(first) = &first {
                    parsed.first = Some(first.when());
                    parsed.rrule = Some(self.rrule(recurrence, first, clock));
                    parsed.repeat_from = Some(recurrence.from);
                }
                first
            }
            None => self.place(clock),
        };
        parsed.scheduled = scheduled.as_ref().map(Place::when);
        let end = || scheduled.as_ref().and_then(Place::instant).and_then(|from| self.end(from, clock));
        let end = match self.period {
            Some(period) if self.recurrence.is_none() => self.period_end(period, clock),
            _ => end(),
        };
        // Where the clock is put forward, a beginning can move past its end.
        let begins = scheduled.as_ref().and_then(Place::instant).map(Zoned::timestamp);
        parsed.scheduled_end = end.filter(|end| end.instant().zip(begins).is_none_or(|(end, begin)| begin < end));
    }

    /// `at 7` is in the evening if the line says so, and in the morning if it does not.
    fn tell_hour(&mut self) {
        let Some(hour) = self.hour.filter(|_| self.time.is_none()) else {
            return;
        };
        let implied = self.day.and_then(|day| day.time).or(self.recurrence.as_ref().and_then(|rule| rule.time));
        let evening = implied.is_some_and(is_evening) && (1..=11).contains(&hour);
        let morning = implied.is_some_and(|time| time.hour() < 12);
        self.time = match (evening, morning) {
            (true, _) => Time::new(hour + 12, 0, 0, 0).ok(),
            (_, true) => Time::new(hour, 0, 0, 0).ok(),
            _ => times::by_day(hour),
        };
    }

    fn place(&self, clock: &Clock) -> Option<Place> {
        if let Some(Period { from: (day, time), .. }) = self.period {
            return match time.or(self.time) {
                Some(time) => clock.at(day, time).map(Place::Instant),
                None => Some(Place::Day(day)),
            };
        }
        if let Some(minutes) = self.later {
            return clock.later(minutes);
        }
        // A range of today that is under way is not one of tomorrow.
        if let (None, Some(from), Some(to)) = (self.day, self.time, self.range_end)
            && from < to
            && clock.at(clock.now.date(), to)? > *clock.now
        {
            return clock.at(clock.now.date(), from).map(Place::Instant);
        }
        clock.place(self.day, self.time)
    }

    fn period_end(&self, period: Period, clock: &Clock) -> Option<DayOrInstant> {
        let (day, time) = period.to;
        match time.or(self.range_end).or(self.time) {
            Some(time) => clock.at(day, time).map(|end| DayOrInstant::from(&end)),
            None => Some(DayOrInstant::Day(day)),
        }
    }

    fn end(&self, from: &Zoned, clock: &Clock) -> Option<DayOrInstant> {
        let end = match (self.range_end, self.lasting) {
            (Some(to), _) => {
                let day = if to > from.time() { from.date() } else { from.date().tomorrow().ok()? };
                clock.at(day, to)?
            }
            (None, Some(minutes)) => from.checked_add(SignedDuration::from_mins(minutes.into())).ok()?,
            (None, None) => return None,
        };
        Some(DayOrInstant::from(&end))
    }

    /// The first occurrence: on or after the given start or date, else on or after today and, with a time, after now.
    fn first(&self, recurrence: &Recurrence, start: Option<&Place>, clock: &Clock) -> Option<Place> {
        let dated = self.day.and_then(|day| day.day.on(clock.today));
        let given = start.map(Place::day).or(dated).or(self.period.map(|period| period.from.0));
        let from_time = self.period.and_then(|period| period.from.1);
        let own_time = self.time.or(from_time).or(recurrence.time).or(self.day.and_then(|day| day.time));
        let time = own_time.or(start.and_then(Place::instant).map(Zoned::time));
        let first = recurrence.rule.first(given.unwrap_or(clock.today))?;
        let Some(time) = time else {
            // Hours cannot count from a day without a time.
            return match (recurrence.rule.unit, given) {
                (Unit::Hour, None) => clock.now.with().second(0).subsec_nanosecond(0).build().ok().map(Place::Instant),
                (Unit::Hour, Some(_)) => clock.at(first, Time::midnight()).map(Place::Instant),
                _ => Some(Place::Day(first)),
            };
        };
        let instant = clock.at(first, time)?;
        if given.is_some() || instant > *clock.now {
            return Some(Place::Instant(instant));
        }
        let next = recurrence.rule.first(first.tomorrow().ok()?)?;
        clock.at(next, time).map(Place::Instant)
    }

    /// The rule's text with its end.
    fn rrule(&self, recurrence: &Recurrence, first: &Place, clock: &Clock) -> String {
        let rule = &recurrence.rule;
        if let Some(count) = self.count {
            return format!("{rule};COUNT={count}");
        }
        let until = self.until.and_then(|until| last_day(until.day, first.day(), clock.today));
        match until.or(self.period.map(|period| period.to.0)) {
            None => rule.to_string(),
            Some(day) => match first {
                Place::Day(_) => format!("{rule};UNTIL={}", day.strftime("%Y%m%d")),
                // To the end of the named day, where the person is.
                Place::Instant(_) => match clock.at(day, Time::constant(23, 59, 59, 0)) {
                    Some(end) => format!("{rule};UNTIL={}", end.timestamp().strftime("%Y%m%dT%H%M%SZ")),
                    None => rule.to_string(),
                },
            },
        }
    }
}

fn is_evening(time: Time) -> bool {
    time.hour() >= 18
}

/// The day that `until` names; a date without a year is meant after the first occurrence.
fn last_day(until: Day, first: Date, today: Date) -> Option<Date> {
    let day = until.on(today)?;
    if day >= first { Some(day) } else { until.on(first) }
}
