//! Which candidates count. Most stand by themselves; an ambiguous one needs something around it
//! ([`Need`]), and of two that say the same kind of thing only one can be meant.

use jiff::SignedDuration;

use super::dates::Day;
use super::element::{Element, Match, Need};
use super::token::Line;
use super::{Present, lexicon};

/// The candidates that count, in text order. `candidates` are in text order and do not overlap.
pub(super) fn standing(line: &Line, candidates: Vec<Match>, present: Present<'_>) -> Vec<Match> {
    // A rival that loses becomes title, which may take away what another one leaned on: settle again. The
    // second time there are no rivals left, since a candidate that failed among more company fails among less.
    let settled = Context::settle(line, candidates);
    let single = settled.without_rivals();
    let mut settled = Context::settle(line, single);
    // Not settled again: in `in 2 hours tomorrow` the day is no noun that the time would describe.
    let odd = settled.at_odds(present);
    if let Some(counts) = odd.and_then(|odd| settled.counts.get_mut(odd)) {
        *counts = false;
    }
    settled.accepted()
}

struct Context<'a> {
    line: &'a Line<'a>,
    candidates: Vec<Match>,
    counts: Vec<bool>,
    /// For each word the candidate that would take it.
    owners: Vec<Option<usize>>,
    /// Up to here there are only spans, no title.
    head: usize,
    /// From here on there are only spans.
    tail: usize,
    recurs: bool,
}

impl<'a> Context<'a> {
    /// Accepts candidates until no further one has what it needs. Starting from none, two doubtful
    /// candidates cannot vouch for each other.
    fn settle(line: &'a Line<'a>, candidates: Vec<Match>) -> Self {
        let mut owners = vec![None; line.len()];
        for (index, candidate) in candidates.iter().enumerate() {
            owners.iter_mut().take(candidate.words.end).skip(candidate.words.start).for_each(|o| *o = Some(index));
        }
        let counts = vec![false; candidates.len()];
        let mut context = Self { line, candidates, counts, owners, head: 0, tail: line.len(), recurs: false };
        loop {
            let before = context.counts.clone();
            let count = context.candidates.len();
            (0..count).rev().chain(0..count).for_each(|index| context.consider(index));
            if context.counts == before {
                return context;
            }
        }
    }

    fn consider(&mut self, index: usize) {
        let Some(candidate) = self.candidates.get(index) else {
            return;
        };
        if self.counts.get(index) != Some(&false) || !self.is_met(candidate) {
            return;
        }
        self.recurs |= matches!(candidate.element, Element::Recurrence(_));
        if let Some(counts) = self.counts.get_mut(index) {
            *counts = true;
        }
        while self.tail > 0 && self.is_no_title(self.tail - 1) {
            self.tail -= 1;
        }
        while self.is_no_title(self.head) {
            self.head += 1;
        }
    }

    fn is_met(&self, candidate: &Match) -> bool {
        let (start, end) = (candidate.words.start, candidate.words.end);
        match candidate.need {
            Need::Nothing => true,
            Need::Company => self.ends_title(end) || self.touches_temporal(start, end),
            Need::Room => self.head >= start || !self.describes(end) || self.touches_temporal(start, end),
            Need::Alone => self.head >= start && (self.ends_title(end) || self.is_temporal(end)),
            Need::Beside => (self.head >= start && self.ends_title(end)) || self.touches_temporal(start, end),
            Need::DayBeforeNoNoun => {
                (self.follows_day(start) && !self.describes(end)) || (self.head >= start && self.ends_title(end))
            }
            Need::Edge => self.head >= start || !self.is_title(end),
            Need::NoNoun => !self.describes(end),
            Need::NoWordAfter => !self.is_title(end) || self.is_clock(end),
            Need::NoNameAfter => self.head >= start || !(self.is_title(end) && names(self.line, end)),
            Need::DayBefore => self.follows_day(start),
            Need::DayBeforeOrEnd => self.follows_day(start) || self.ends_title(end),
            Need::Recurrence => self.recurs,
        }
    }

    /// The candidate that would take the word, and whether it counts.
    fn candidate(&self, word: usize) -> Option<(&Match, bool)> {
        let owner = self.owners.get(word).copied().flatten()?;
        Some((self.candidates.get(owner)?, *self.counts.get(owner)?))
    }

    /// The accepted candidate that takes the word.
    fn counting(&self, word: usize) -> Option<&Match> {
        self.candidate(word).and_then(|(candidate, counts)| counts.then_some(candidate))
    }

    /// Whether no title word comes at or after `word`. A phrase that leans on the one before is no title.
    fn ends_title(&self, word: usize) -> bool {
        let leaning = self.leaning(word).map_or(word, |next| next.words.end);
        self.tail <= leaning
    }

    /// A candidate at `word` that counts if the one before it does: `every 27th` and `x5` may each need
    /// the other.
    fn leaning(&self, word: usize) -> Option<&Match> {
        let (next, _) = self.candidate(word)?;
        let (before, _) = self.candidate(word.checked_sub(1)?)?;
        let leans = match next.need {
            Need::DayBefore | Need::DayBeforeOrEnd | Need::DayBeforeNoNoun => before.element.names_day(),
            Need::Recurrence => matches!(before.element, Element::Recurrence(_)),
            _ => false,
        };
        (leans && next.words.start == word).then_some(next)
    }

    fn is_title(&self, word: usize) -> bool {
        word < self.line.len() && !self.is_no_title(word) && self.leaning(word).is_none()
    }

    fn is_no_title(&self, word: usize) -> bool {
        self.counting(word).is_some() || self.line.is_stop(word)
    }

    /// Whether the word is a title word that something before it could describe.
    fn describes(&self, word: usize) -> bool {
        self.is_title(word) && !lexicon::links(self.line.key(word))
    }

    fn follows_day(&self, word: usize) -> bool {
        let before = word.checked_sub(1).and_then(|before| self.counting(before));
        before.is_some_and(|before| before.element.names_day())
    }

    /// Whether a date or time stands beside, or a clock time that so gets room itself: `Mon 11am` at the
    /// head of a line holds together.
    fn touches_temporal(&self, start: usize, end: usize) -> bool {
        start.checked_sub(1).into_iter().chain([end]).any(|beside| self.is_temporal(beside))
    }

    fn is_temporal(&self, word: usize) -> bool {
        self.is_clock(word) || self.counting(word).is_some_and(|m| m.element.is_temporal())
    }

    /// Whether the word belongs to a time in figures, which counts if its neighbour does.
    fn is_clock(&self, word: usize) -> bool {
        self.candidate(word).is_some_and(|(candidate, _)| {
            let figures = matches!(candidate.element, Element::Time(_) | Element::Range(..));
            figures && candidate.need == Need::Room
        })
    }

    fn accepted(self) -> Vec<Match> {
        self.candidates
            .into_iter()
            .zip(self.counts)
            .filter_map(|(candidate, counts)| counts.then_some(candidate))
            .collect()
    }

    /// All candidates but those that an accepted one of their kind excludes: the first is meant. Only a
    /// date in the midst of the title gives way: in `Print the monday list tomorrow` it is the second.
    fn without_rivals(&self) -> Vec<Match> {
        let mut chosen: [Option<usize>; SLOTS] = [None; SLOTS];
        for wedged in [false, true] {
            for (index, candidate) in self.candidates.iter().enumerate() {
                let counts = self.counts.get(index) == Some(&true);
                let slot = slot(&candidate.element).and_then(|slot| chosen.get_mut(slot));
                if let Some(empty @ None) = slot
                    && counts
                    && self.is_wedged(candidate) == wedged
                {
                    *empty = Some(index);
                }
            }
        }
        let keeps = |index: usize, candidate: &Match| {
            let winner = slot(&candidate.element).and_then(|slot| chosen.get(slot).copied().flatten());
            winner.is_none_or(|winner| winner == index)
        };
        let kept = self.candidates.iter().enumerate().filter(|(index, candidate)| keeps(*index, candidate));
        kept.map(|(_, candidate)| candidate.clone()).collect()
    }

    /// Where a time from now and something else say different days, the one that goes back to the title.
    fn at_odds(&self, present: Present<'_>) -> Option<usize> {
        let counting = |is: fn(&Element) -> bool| {
            let mut candidates = self.candidates.iter().zip(&self.counts);
            candidates.position(|(candidate, counts)| *counts && is(&candidate.element))
        };
        let later = counting(|element| matches!(element, Element::Later(_)))?;
        // These have their own beginning.
        if counting(|element| matches!(element, Element::Period(_) | Element::Recurrence(_))).is_some() {
            return Some(later);
        }
        let day = counting(|element| matches!(element, Element::Date(_)))?;
        let agree = match (&self.candidates.get(day)?.element, &self.candidates.get(later)?.element) {
            (Element::Date(phrase), Element::Later(minutes)) => falls_on(phrase.day, *minutes, present),
            _ => true,
        };
        (!agree).then_some(day)
    }

    fn is_wedged(&self, candidate: &Match) -> bool {
        matches!(candidate.element, Element::Date(_))
            && candidate.words.start.checked_sub(1).is_some_and(|before| self.is_title(before))
            && self.describes(candidate.words.end)
    }
}

/// How many slots there are.
const SLOTS: usize = 12;

/// Elements that share a slot exclude each other; tags have none.
fn slot(element: &Element) -> Option<usize> {
    Some(match element {
        Element::Date(_) | Element::Period(_) => 0,
        Element::Time(_) | Element::Hour(_) | Element::Later(_) | Element::Range(..) => 1,
        Element::Effort(_) | Element::Lasting(_) => 2,
        Element::Deadline(_) => 3,
        Element::Start(_) => 4,
        Element::Recurrence(_) => 5,
        // RFC 5545 forbids the two together.
        Element::Until(_) | Element::Count(_) => 6,
        Element::Project(_) => 7,
        Element::Priority(_) => 8,
        Element::After(_) => 9,
        Element::Goal(_) => 10,
        Element::Metric(_) => 11,
        Element::Tag(_) => return None,
    })
}

/// Whether the time so many minutes from now is of that day.
fn falls_on(day: Day, minutes: u32, present: Present<'_>) -> bool {
    let Ok(then) = present.now.checked_add(SignedDuration::from_mins(minutes.into())) else {
        return false;
    };
    let day = day.on(present.today);
    // After midnight the person's today is still the day before.
    day == Some(then.date()) || (day == Some(present.today) && then.date() == present.now.date())
}

/// Whether the word and the one before it look like a name: `Sun Tzu`, but neither `SUN TZU` nor `sun Tzu`.
fn names(line: &Line, at: usize) -> bool {
    let capitalised = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
    };
    capitalised(line.source(at)) && at.checked_sub(1).is_some_and(|before| capitalised(line.source(before)))
}
