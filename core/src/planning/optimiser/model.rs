//! A problem made ready for the search: indices instead of names, free time instead of windows and
//! fixed blocks, and the one rule by which a task is put into free time.

use super::problem::{Problem, Task};
use super::wish::{self, Wish};
use crate::error::Result;

/// No limit.
pub(super) const NEVER: i64 = i64::MAX / 4;

/// A stretch of time, from the first to before the second minute.
pub(super) type Span = (i64, i64);

/// A task.
#[derive(Debug, Clone)]
pub(super) struct Job {
    pub(super) duration: i64,
    /// The shortest block; the duration when it may not be split.
    pub(super) chunk: i64,
    pub(super) weight: i64,
    pub(super) value: i64,
    pub(super) due: i64,
    pub(super) deadline: i64,
    pub(super) earliest: i64,
    pub(super) before: Vec<usize>,
    pub(super) after: Vec<usize>,
    pub(super) wishes: Vec<Wish>,
    /// Minutes at which it may pay to wait until, zero for not waiting; empty without wishes.
    pub(super) stops: Vec<i64>,
    /// In one block, without wishes, and neither waiting nor waited for.
    pub(super) plain: bool,
}

/// How much may still be planned in a stretch.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    end: i64,
    left: i64,
}

/// How far time is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cursor {
    /// The next block begins no sooner.
    pub(super) at: i64,
    gap: usize,
    stretch: usize,
    used: i64,
}

/// Where a task came to lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Put {
    pub(super) end: i64,
    /// What its blocks cost by wishes.
    pub(super) wishes: i64,
    pub(super) blocks: i64,
}

/// What the search works on.
#[derive(Debug, Clone)]
pub(super) struct Model {
    pub(super) jobs: Vec<Job>,
    /// Free time, apart and in order.
    pub(super) gaps: Vec<Span>,
    /// Cover all time if there is any limit; empty if there is none.
    stretches: Vec<Stretch>,
    pub(super) buffer: i64,
    /// One stretch of free time that holds everything, in any order, without waiting.
    pub(super) steady: bool,
}

impl Model {
    pub(super) fn of(problem: &Problem) -> Result<Self> {
        let index = problem.indices();
        let order = problem.order(&index)?;
        let mut jobs: Vec<Job> = problem.tasks.iter().map(|task| job(problem, task)).collect();
        for (at, task) in problem.tasks.iter().enumerate() {
            for before in task.after.iter().filter_map(|before| index.get(before.as_str())) {
                if !jobs[at].before.contains(before) {
                    jobs[at].before.push(*before);
                    jobs[*before].after.push(at);
                }
            }
        }
        for at in order {
            let begin = jobs[at].before.iter().map(|before| jobs[*before].earliest + jobs[*before].duration).max();
            jobs[at].earliest = jobs[at].earliest.max(begin.unwrap_or(0));
        }
        for job in &mut jobs {
            let alone = job.before.is_empty() && job.after.is_empty();
            job.plain = alone && job.wishes.is_empty() && job.chunk == job.duration;
        }
        let pad = |fixed: &super::problem::Fixed| {
            let pad = if fixed.rest { 0 } else { problem.buffer };
            (fixed.start - pad, fixed.end + pad)
        };
        let taken: Vec<Span> = problem.fixed.iter().map(pad).collect();
        let gaps = without(&open(problem), taken);
        let work: i64 = jobs.iter().map(|job| job.duration + problem.buffer).sum();
        let steady = matches!(gaps.as_slice(), [gap] if gap.1 - gap.0 >= work)
            && problem.capacity.is_empty()
            && jobs.iter().all(|job| job.plain && job.earliest <= gaps[0].0 && job.deadline == NEVER);
        Ok(Self { jobs, gaps, stretches: stretches(problem), buffer: problem.buffer, steady })
    }

    /// Other jobs in the same time.
    pub(super) fn with(&self, jobs: Vec<Job>) -> Self {
        Self { jobs, steady: false, ..self.clone() }
    }

    /// Other jobs in what these ordered blocks of tasks leave of the time.
    pub(super) fn around(&self, blocks: &[Span], jobs: Vec<Job>) -> Self {
        let taken = blocks.iter().map(|block| (block.0 - self.buffer, block.1 + self.buffer)).collect();
        let mut stretches = self.stretches.clone();
        let mut start = i64::MIN / 4;
        for stretch in &mut stretches {
            stretch.left = (stretch.left - within(blocks, (start, stretch.end))).max(0);
            start = stretch.end;
        }
        Self { jobs, gaps: without(&self.gaps, taken), stretches, buffer: self.buffer, steady: false }
    }

    /// Whether these ordered blocks keep within the stretches.
    pub(super) fn has_room(&self, blocks: &[Span]) -> bool {
        let mut start = i64::MIN / 4;
        self.stretches.iter().all(|stretch| {
            let used = within(blocks, (start, stretch.end));
            start = stretch.end;
            used <= stretch.left
        })
    }

    /// Puts a job at the first place from the cursor on, and not before `from`; says its blocks to `each`.
    /// Nothing if there is none before its deadline and the end of time. The cursor moves only if it was put.
    #[inline]
    pub(super) fn put(&self, job: &Job, from: i64, cursor: &mut Cursor, each: impl FnMut(i64, i64)) -> Option<Put> {
        if job.chunk < job.duration {
            self.put_split(job, from, cursor, each)
        } else {
            self.put_whole(job, from, cursor, each)
        }
    }

    #[inline]
    fn put_whole(&self, job: &Job, from: i64, cursor: &mut Cursor, mut each: impl FnMut(i64, i64)) -> Option<Put> {
        let mut at = *cursor;
        let mut start = at.at.max(job.earliest).max(from);
        loop {
            loop {
                let gap = self.gaps.get(at.gap)?;
                start = start.max(gap.0);
                if gap.1 - start >= job.duration {
                    break;
                }
                at.gap += 1;
            }
            if start + job.duration > job.deadline {
                return None;
            }
            match self.fits(&mut at, start, job.duration) {
                Ok(()) => break,
                Err(next) => start = next,
            }
        }
        let end = start + job.duration;
        self.fill(&mut at, start, end);
        *cursor = at;
        each(start, end);
        let wishes = job.wishes.iter().map(|wish| wish.cost(start, end)).sum();
        Some(Put { end, wishes, blocks: 1 })
    }

    fn put_split(&self, job: &Job, from: i64, cursor: &mut Cursor, mut each: impl FnMut(i64, i64)) -> Option<Put> {
        let mut at = *cursor;
        let mut start = at.at.max(job.earliest).max(from);
        let mut left = job.duration;
        let mut put = Put { end: 0, wishes: 0, blocks: 0 };
        loop {
            let gap = *self.gaps.get(at.gap)?;
            start = start.max(gap.0);
            if put.blocks > 0 && start > put.end {
                start = start.max(put.end + self.buffer);
            }
            let room = (gap.1 - start).min(self.room(&mut at, start));
            let piece = if room >= left { left } else { room.min(left - job.chunk) };
            if piece < job.chunk {
                // Nothing of it fits here: on to the next gap, or to the next stretch within this one.
                match self.stretches.get(at.stretch) {
                    Some(stretch) if stretch.end < gap.1 => start = stretch.end.max(start),
                    _ => at.gap += 1,
                }
                continue;
            }
            let end = start + piece;
            if end > job.deadline {
                return None;
            }
            self.fill(&mut at, start, end);
            each(start, end);
            put.wishes += job.wishes.iter().map(|wish| wish.cost(start, end)).sum::<i64>();
            put.blocks += 1;
            put.end = end;
            left -= piece;
            if left == 0 {
                *cursor = at;
                return Some(put);
            }
            start = end;
        }
    }

    /// As [`put`](Self::put), for a plain job where no stretch has a limit: the end.
    #[inline]
    pub(super) fn put_plain(&self, job: &Job, from: i64, cursor: &mut Cursor) -> Option<i64> {
        let mut start = cursor.at.max(job.earliest).max(from);
        let mut at = cursor.gap;
        loop {
            let gap = self.gaps.get(at)?;
            start = start.max(gap.0);
            if gap.1 - start >= job.duration {
                break;
            }
            at += 1;
        }
        let end = start + job.duration;
        if end > job.deadline {
            return None;
        }
        cursor.gap = at;
        cursor.at = end + self.buffer;
        Some(end)
    }

    /// Whether stretches limit nothing.
    pub(super) fn is_unlimited(&self) -> bool {
        self.stretches.is_empty()
    }

    /// Whether a whole block fits into the stretches, or where to look next.
    #[inline]
    fn fits(&self, at: &mut Cursor, start: i64, duration: i64) -> Result<(), i64> {
        if self.stretches.is_empty() {
            return Ok(());
        }
        self.turn(at, start);
        let mut used = at.used;
        let mut begin = start;
        for stretch in &self.stretches[at.stretch..] {
            if used + stretch.end.min(start + duration) - begin > stretch.left {
                return Err(stretch.end);
            }
            if stretch.end >= start + duration {
                break;
            }
            (used, begin) = (0, stretch.end);
        }
        Ok(())
    }

    /// How long a block from here may be by the stretch that it is in.
    fn room(&self, at: &mut Cursor, start: i64) -> i64 {
        self.turn(at, start);
        self.stretches.get(at.stretch).map_or(NEVER, |stretch| (stretch.left - at.used).min(stretch.end - start))
    }

    /// Moves on to the stretch of a minute.
    fn turn(&self, at: &mut Cursor, minute: i64) {
        while self.stretches.get(at.stretch).is_some_and(|stretch| stretch.end <= minute) {
            at.stretch += 1;
            at.used = 0;
        }
    }

    #[inline]
    fn fill(&self, at: &mut Cursor, start: i64, end: i64) {
        at.at = end + self.buffer;
        if self.stretches.is_empty() {
            return;
        }
        let mut begin = start;
        while self.stretches.get(at.stretch).is_some_and(|stretch| stretch.end <= end) {
            begin = begin.max(self.stretches[at.stretch].end);
            at.stretch += 1;
            at.used = 0;
        }
        at.used += end - begin;
    }
}

fn job(problem: &Problem, task: &Task) -> Job {
    let wishes = wish::of(problem, task);
    let chunk = task.chunk.unwrap_or(task.duration).min(task.duration);
    Job {
        duration: task.duration,
        // What cannot make two blocks stays one.
        chunk: if chunk * 2 > task.duration { task.duration } else { chunk },
        weight: task.weight,
        value: task.value.unwrap_or(task.weight).max(1),
        due: task.due.unwrap_or(NEVER),
        deadline: task.deadline.unwrap_or(NEVER),
        earliest: task.earliest,
        before: Vec::new(),
        after: Vec::new(),
        stops: wish::stops(&wishes, task),
        wishes,
        plain: false,
    }
}

/// How much of a span is within ordered spans that do not overlap.
pub(super) fn within(spans: &[Span], of: Span) -> i64 {
    let first = spans.partition_point(|span| span.1 <= of.0);
    let on = spans[first..].iter().take_while(|span| span.0 < of.1);
    on.map(|span| span.1.min(of.1) - span.0.max(of.0)).sum()
}

/// The working time.
pub(super) fn open(problem: &Problem) -> Vec<Span> {
    let end = problem.end();
    if problem.windows.is_empty() {
        return if end > 0 { vec![(0, end)] } else { Vec::new() };
    }
    let spans = problem.windows.iter().map(|window| (window.start, window.end.min(end)));
    merged(spans.filter(|span| span.0 < span.1).collect())
}

/// Spans in order, those that touch as one.
pub(super) fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut all: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match all.last_mut() {
            Some(last) if span.0 <= last.1 => last.1 = last.1.max(span.1),
            _ => all.push(span),
        }
    }
    all
}

/// Ordered spans without what is taken.
fn without(spans: &[Span], taken: Vec<Span>) -> Vec<Span> {
    let taken = merged(taken);
    let mut free = Vec::with_capacity(spans.len() + taken.len());
    let mut next = 0;
    for &(mut start, end) in spans {
        while next < taken.len() && taken[next].1 <= start {
            next += 1;
        }
        let mut at = next;
        while at < taken.len() && taken[at].0 < end {
            if taken[at].0 > start {
                free.push((start, taken[at].0));
            }
            start = start.max(taken[at].1);
            at += 1;
        }
        if start < end {
            free.push((start, end));
        }
    }
    free
}

fn stretches(problem: &Problem) -> Vec<Stretch> {
    let mut of: Vec<_> = problem.capacity.iter().collect();
    of.sort_by_key(|capacity| capacity.start);
    let mut all = Vec::new();
    let mut end = i64::MIN / 4;
    for capacity in of {
        if capacity.start > end {
            all.push(Stretch { end: capacity.start, left: NEVER });
        }
        all.push(Stretch { end: capacity.end, left: capacity.minutes });
        end = capacity.end;
    }
    if !all.is_empty() {
        all.push(Stretch { end: NEVER, left: NEVER });
    }
    all
}
