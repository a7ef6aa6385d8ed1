//! A rule when what it repeats goes to another day.

use jiff::civil::DateTime;

use super::rule::{Freq, NthDay, Rule};

/// The same rule from another day on. A rule that names more than one day keeps them.
pub fn moved(rule: &Rule, from: DateTime, to: DateTime) -> Rule {
    let mut rule = rule.clone();
    if let [NthDay { nth, weekday }] = rule.by_day.as_mut_slice()
        && rule.by_set_pos.is_empty()
    {
        if let Some(nth) = nth
            && (rule.freq == Freq::Monthly || !rule.by_month.is_empty())
        {
            let last = to.day() + 7 > to.days_in_month();
            let number = i16::from((to.day() - 1) / 7 + 1);
            *nth = if last && (*nth < 0 || number == 5) { -1 } else { number };
        }
        *weekday = to.weekday();
    }
    if rule.by_day.is_empty() && !rule.by_month_day.is_empty() && from.date() != to.date() {
        let clamped = rule.by_month_day.first() == Some(&28) && rule.by_set_pos == [-1];
        if clamped || (rule.by_month_day.len() == 1 && rule.by_set_pos.is_empty()) {
            (rule.by_month_day, rule.by_set_pos) = match to.day() {
                31 => (vec![-1], Vec::new()),
                day @ 29..=30 => ((28..=day).collect(), vec![-1]),
                day => (vec![day], Vec::new()),
            };
        }
    }
    if let [month] = rule.by_month.as_mut_slice()
        && rule.freq == Freq::Yearly
    {
        *month = u8::try_from(to.month()).unwrap_or(*month);
    }
    rule
}
