//! What a made-up person writes in the evening, and what their week is made of.

use fastrand::Rng;
use serde_json::json;

use super::draft::{fill, pick, weighted};
use super::records::made;
use super::words::{DECISIONS, EVENINGS, STANDING, TAGS};
use super::{At, DAY, DraftTask, Frame, LifeCounts, MINUTE, TOGETHER, store};
use crate::error::{Error, Result};
use crate::operations::Call;
use crate::tasks::Energy;
use crate::types::{Day, Timestamp};

/// An evening's entry.
pub(in super::super) struct DraftEntry {
    pub(in super::super) day: Day,
    pub(in super::super) at: Timestamp,
    pub(in super::super) title: &'static str,
    pub(in super::super) text: String,
    pub(in super::super) mood: Option<u8>,
    pub(in super::super) energy: Option<Energy>,
    pub(in super::super) tag: Option<i64>,
    /// The task that it is about.
    pub(in super::super) task: Option<i64>,
}

/// Writes the logbook: every other evening of the last year, and fewer before it.
pub(super) fn write(
    call: &Call<'_>,
    rng: &mut Rng,
    (frame, tasks): (&Frame, &[(DraftTask, i64)]),
    days: i64,
    (today, at): (Day, At<'_>),
    counts: &mut LifeCounts,
) -> Result<()> {
    let mut done = std::collections::HashMap::new();
    for (task, id) in tasks {
        if let Some(completed) = task.completed {
            done.insert(completed.div_euclid(DAY), (task.title.as_str(), *id));
        }
    }
    let mut entries = Vec::new();
    for day in -days..0 {
        if rng.u32(..100) >= if day > -365 { 45 } else { 20 } {
            continue;
        }
        let decided = rng.u32(..100) < 8;
        let task = done.get(&day).filter(|_| rng.u32(..100) < 60);
        let mut text = String::new();
        for _ in 0..rng.u32(1..=3) {
            let pattern = *pick(rng, EVENINGS);
            text.push_str(&fill(rng, pattern));
            text.push(' ');
        }
        if let Some((title, _)) = task {
            text.push_str(&format!("Got it done at last: {title}. "));
        }
        if decided {
            let pattern = *pick(rng, DECISIONS);
            text.push_str(&fill(rng, pattern));
        }
        entries.push(DraftEntry {
            day: store::day(today, day)?,
            at: at(day * DAY + rng.i64(20 * 60..23 * 60) * MINUTE),
            title: if decided { "A decision" } else { "" },
            text: text.trim_end().to_owned(),
            mood: (rng.u32(..100) < 80).then(|| [1, 2, 3, 4, 5][weighted(rng, &[4, 13, 33, 36, 14])]),
            energy: (rng.u32(..100) < 50).then(|| *pick(rng, Energy::ALL)),
            tag: (rng.u32(..100) < 15).then(|| frame.tags[rng.usize(..TAGS.len())]),
            task: task.map(|(_, id)| *id),
        });
    }
    for part in entries.chunks(TOGETHER) {
        call.write(|tx| {
            part.iter().try_for_each(|entry| store::entry(tx, entry))?;
            tx.label(format!("Made up {} entries of the logbook", part.len()));
            Ok(())
        })?;
    }
    counts.entries = entries.len();
    Ok(())
}

/// Plans what stands in every week, and some of the open tasks in the days that come.
pub(super) fn plan(
    call: &Call<'_>,
    rng: &mut Rng,
    tasks: &[(DraftTask, i64)],
    today: Day,
    counts: &mut LifeCounts,
) -> Result<()> {
    let zone = call.app.db.read(|tx| Ok(tx.zoned().time_zone().clone()))?;
    let moment = |day: Day, hour: i8, minute: i8| {
        let zoned = day.0.at(hour, minute, 0, 0).to_zoned(zone.clone()).map_err(Error::internal)?;
        Ok::<_, Error>(Timestamp::from(&zoned))
    };
    let monday = store::day(today, -i64::from(today.0.weekday().to_monday_zero_offset()) - 28)?;
    for (title, kind, weekday, (hour, minute), minutes, rule) in STANDING {
        let starts = moment(store::day(monday, *weekday)?, *hour, *minute)?;
        let ends = Timestamp(starts.0 + minutes * MINUTE);
        made(
            call,
            "blocks.create",
            json!({ "title": title, "kind": kind, "starts_at": starts, "ends_at": ends, "rule": rule }),
        )?;
        counts.blocks += 1;
    }
    let open: Vec<i64> = tasks.iter().filter(|(task, _)| task.status.open()).map(|(_, id)| *id).collect();
    for (at, task) in open.iter().rev().take(6).enumerate() {
        let (day, second) = (at as i64 / 2, at % 2);
        let starts = moment(store::day(today, day)?, [10, 15][second], 0)?;
        let ends = Timestamp(starts.0 + rng.i64(2..=6) * 15 * MINUTE);
        made(call, "blocks.create", json!({ "task": task, "starts_at": starts, "ends_at": ends }))?;
        counts.blocks += 1;
    }
    Ok(())
}
