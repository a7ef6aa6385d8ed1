//! Writing iCalendar: lines folded at 75 octets, text escaped (RFC 5545, 3.1 and 3.3.11).

use std::collections::BTreeSet;

use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::types::{Day, Timestamp};

/// The longest line in octets, without its end.
const LINE: usize = 75;

/// A calendar that is being written.
pub(super) struct Writer {
    text: String,
    /// The zones that were named.
    zones: BTreeSet<String>,
    entries: usize,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self { text: String::new(), zones: BTreeSet::new(), entries: 0 }
    }

    /// One entry, such as a `VEVENT`, with what `write` says of it.
    pub(super) fn entry(&mut self, kind: &str, uid: &str, now: Timestamp, write: impl FnOnce(&mut Self)) {
        self.line("BEGIN", kind);
        self.line("UID", uid);
        self.moment("DTSTAMP", now);
        write(self);
        self.line("END", kind);
        self.entries += 1;
    }

    pub(super) fn text(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.line(name, &escaped(value));
        }
    }

    pub(super) fn moment(&mut self, name: &str, at: Timestamp) {
        if let Ok(utc) = at.zoned(&TimeZone::UTC) {
            self.line(name, &utc.strftime("%Y%m%dT%H%M%SZ").to_string());
        }
    }

    /// A time by the clock on the wall of a zone with a name.
    pub(super) fn local(&mut self, name: &str, at: DateTime, zone: &str) {
        self.zones.insert(zone.to_owned());
        self.line(&format!("{name};TZID={zone}"), &local(at));
    }

    pub(super) fn day(&mut self, name: &str, day: Day) {
        self.line(&format!("{name};VALUE=DATE"), &day.0.strftime("%Y%m%d").to_string());
    }

    /// One line, folded where it is too long.
    pub(super) fn line(&mut self, name: &str, value: &str) {
        fold(&mut self.text, &format!("{name}:{value}"));
    }

    /// The whole file, with the zones that were named as they are from `from` until `until`.
    pub(super) fn finish(self, name: &str, from: Timestamp, until: Timestamp) -> (String, usize) {
        let mut file = String::new();
        let head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Almanac//Almanac//EN", "CALSCALE:GREGORIAN"];
        head.iter().for_each(|line| fold(&mut file, line));
        fold(&mut file, &format!("X-WR-CALNAME:{}", escaped(name)));
        for zone in &self.zones {
            file.push_str(&described(zone, from, until));
        }
        file.push_str(&self.text);
        fold(&mut file, "END:VCALENDAR");
        (file, self.entries)
    }
}

/// A time as iCalendar writes it.
pub(super) fn local(at: DateTime) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}

/// The changes of a zone's clock as a `VTIMEZONE`.
fn described(zone: &str, from: Timestamp, until: Timestamp) -> String {
    let root = ICalendarComponent { component_type: ICalendarComponentType::VCalendar, ..Default::default() };
    let mut calendar = ICalendar { components: vec![root] };
    // A year around, so that there is a change on either side.
    let year = 366 * 86_400;
    if calendar.add_timezone(zone, from.0.div_euclid(1000) - year, until.0.div_euclid(1000) + year).is_none() {
        return String::new();
    }
    let text = calendar.to_string();
    let begins = text.find("BEGIN:VTIMEZONE");
    let end = "END:VTIMEZONE\r\n";
    match (begins, text.rfind(end)) {
        (Some(begins), Some(ends)) => text[begins..ends + end.len()].to_owned(),
        _ => String::new(),
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' => out.push_str("\\n"),
            '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes a line in pieces of at most 75 octets, never inside a character.
fn fold(out: &mut String, line: &str) {
    let mut room = LINE;
    for c in line.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = LINE - 1;
        }
        out.push(c);
        room -= c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        let mut out = String::new();
        fold(&mut out, &format!("SUMMARY:{}", "Größe 🪴 ".repeat(40)));
        assert!(out.split("\r\n").all(|line| line.len() <= LINE), "{out}");
        assert_eq!(out.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "Größe 🪴 ".repeat(40)));
    }
}
