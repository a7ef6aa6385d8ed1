//! Questions about one's own habits: how often one was done in a span of days, how much of it, and its streak. The rest of
//! the question must be a habit's name; one word more, and it is none of these.

use super::period::{Period, Towards, period};
use super::words::{Words, split};
use super::{Citation, Counted, Scope, Support, Thing, literal};
use crate::db::ReadTx;
use crate::error::Result;
use crate::habits::{self, HabitId};
use crate::search::HitKind;

/// What is asked about a habit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Streak,
    Count(Option<Period>),
}

/// Words that change nothing, around the name of a habit.
const SMALL: &[&str] = &[
    "i", "i've", "my", "the", "of", "for", "in", "on", "did", "do", "have", "has", "been", "was", "is", "what", "how",
    "many", "much", "often", "long", "times", "days", "current", "habit", "streak", "done", "please",
];

/// Reads a question: what is asked, and the words that are left, which must be a name. Not every question that is read
/// so is one about habits; the name decides.
pub(super) fn read<'a>(
    words: &'a [&'a str],
    tx_now: &jiff::Zoned,
    today: jiff::civil::Date,
) -> Option<(Asked, Words<'a>)> {
    let asks = |lead: &[&str]| words.starts_with(lead);
    let streak = words.contains(&"streak") && (asks(&["what", "is"]) || asks(&["how", "long"]));
    if !streak && !asks(&["how", "many"]) && !asks(&["how", "often"]) && !asks(&["how", "much"]) {
        return None;
    }
    let mut rest: Words<'a> = words;
    let mut span = None;
    if !streak {
        // The span of days stands at the end.
        for at in 2..words.len() {
            let mut tail: Words<'a> = words.get(at..)?;
            if let Ok(found) = period(&mut tail, tx_now, today, Towards::Past)
                && tail.is_empty()
            {
                span = Some(found);
                rest = words.get(..at)?;
                break;
            }
        }
    }
    let small = |word: &&&str| SMALL.contains(*word);
    let head = rest.iter().take_while(small).count();
    let tail = rest.iter().rev().take_while(small).count();
    let name = rest.get(head..rest.len().checked_sub(tail)?)?;
    (!name.is_empty()).then_some((if streak { Asked::Streak } else { Asked::Count(span) }, name))
}

/// Answers from the entries; none when it is not a question about a habit, or asked of something narrower than everything.
pub(super) fn answer(tx: &ReadTx<'_>, question: &str, scope: &Scope) -> Result<Option<Counted>> {
    if *scope != Scope::default() {
        return Ok(None);
    }
    let words = split(question);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let Some((asked, name)) = read(&words, tx.zoned(), tx.today()?.0) else { return Ok(None) };
    let Some((id, unit_named)) = find(tx, name)? else { return Ok(None) };
    let record = habits::record(tx, id)?;
    let said = literal(&record.standing.habit.name);
    let text = match asked {
        Asked::Streak => {
            let (now, best) = (record.standing.streak, record.standing.best_streak);
            let unit = record.standing.streak_unit.word();
            let unit = |n: u32| if n == 1 { unit.trim_end_matches('s') } else { unit };
            match now {
                0 => format!("**No streak** of “{said}” is running; the longest was {best} {} [1].", unit(best)),
                now => {
                    format!("**{now} {}** of “{said}” in a row; the longest was {best} {} [1].", unit(now), unit(best))
                }
            }
        }
        Asked::Count(span) => {
            let within = |day: jiff::civil::Date| {
                span.is_none_or(|span| {
                    span.from.is_none_or(|from| day >= from) && span.until.is_none_or(|end| day <= end)
                })
            };
            let done: Vec<f64> = record.done.iter().filter(|(day, _)| within(day.0)).map(|(_, value)| *value).collect();
            let when = span.map(|span| format!(" {}", span.words())).unwrap_or_default();
            let days = if done.len() == 1 { "day" } else { "days" };
            let (n, sum): (usize, f64) = (done.len(), done.iter().sum());
            match (unit_named, &record.standing.habit.target) {
                (true, _) => format!("**{sum} {}** of “{said}”{when}, on {n} {days} [1].", record.standing.habit.unit),
                (false, Some(_)) => {
                    let unit = &record.standing.habit.unit;
                    format!("**{n} {days}** of “{said}”{when}, {} in all [1].", format!("{sum} {unit}").trim())
                }
                (false, None) => format!("**{n} {days}** of “{said}”{when} [1]."),
            }
        }
    };
    let citation = Citation {
        n: 1,
        thing: Some(Thing { kind: HitKind::Habit, id: id.0 }),
        item: None,
        task: None,
        external_id: None,
        title: record.standing.habit.name.clone(),
        quote: String::new(),
        page: None,
        start: 0,
        end: 0,
        support: Support::Verbatim,
    };
    Ok(Some(Counted { text, citations: vec![citation], filter: "type:habit".into() }))
}

/// The habit of these words, singular or plural; with its unit before the name, the amount is meant.
fn find(tx: &ReadTx<'_>, words: Words<'_>) -> Result<Option<(HabitId, bool)>> {
    let same = |found: &str, name: &str| {
        found == name || found.strip_suffix('s') == Some(name) || name.strip_suffix('s') == Some(found)
    };
    let all = habits::all_names(tx)?;
    let whole = words.join(" ");
    if let Some((id, _)) = all.iter().find(|(_, name)| same(&whole, &name.to_lowercase())) {
        return Ok(Some((*id, false)));
    }
    let Some((unit, rest)) = words.split_first() else { return Ok(None) };
    let rest: Vec<&str> = rest.iter().copied().skip_while(|word| SMALL.contains(word)).collect();
    let rest = rest.join(" ");
    for (id, name) in all {
        if same(&rest, &name.to_lowercase())
            && same(unit, &habits::get(tx, id)?.unit.to_lowercase())
            && !rest.is_empty()
        {
            return Ok(Some((id, true)));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_leaves_the_name_of_the_habit() {
        let now: jiff::Zoned = "2026-11-21T10:00:00+01:00[Europe/Berlin]".parse().unwrap();
        let name = |question: &str| {
            let words = split(question);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            read(&words, &now, now.date()).map(|(asked, name)| (asked == Asked::Streak, name.join(" ")))
        };
        let count = |text: &str| Some((false, text.to_owned()));
        assert_eq!(name("How many runs this month?"), count("runs"));
        assert_eq!(name("How often did I run last week?"), count("run"));
        assert_eq!(name("how many times have I done yoga in October"), count("yoga"));
        assert_eq!(name("What's my streak of Morning pages?"), Some((true, "morning pages".into())));
        assert_eq!(name("How long is my floss streak"), Some((true, "floss".into())));
        assert_eq!(name("What is a streak?"), Some((true, "a".into())), "no habit is called so");
        assert_eq!(name("When did I run?"), None);
    }
}
