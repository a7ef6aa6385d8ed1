//! The habits, metrics and goals of a made-up life, with their logs.

use fastrand::Rng;
use serde_json::{Value, json};

use super::words::{HABITS, METRICS};
use super::{At, DAY, Frame, LifeCounts, LifeSize, MINUTE, TOGETHER, store};
use crate::error::{Error, Result};
use crate::operations::Call;
use crate::types::Day;

/// How many logs of metrics a day has. The large life is one of sensors.
fn each_day(size: LifeSize, days: i64) -> i64 {
    match size {
        LifeSize::Small | LifeSize::Medium => 1,
        LifeSize::Large => (900_000 / (days.max(1) * METRICS.len() as i64)).max(1),
    }
}

pub(super) fn made(call: &Call<'_>, name: &str, input: Value) -> Result<i64> {
    let reply = call.app.call_as(call.actor, name, input)?;
    reply.data["id"].as_i64().ok_or_else(|| Error::internal(format!("{name} answered without an id")))
}

/// Makes them through the front door, and their logs in bulk.
pub(super) fn add(
    call: &Call<'_>,
    rng: &mut Rng,
    frame: &Frame,
    (size, days): (LifeSize, i64),
    (today, at): (Day, At<'_>),
    counts: &mut LifeCounts,
) -> Result<()> {
    let began = store::day(today, -days)?;
    let mut habits = Vec::with_capacity(HABITS.len());
    for (name, area, target, schedule, share) in HABITS {
        let schedule: Value = serde_json::from_str(schedule)?;
        let mut new = json!({ "name": name, "area": frame.areas[*area], "schedule": schedule, "start_day": began });
        if let Some((amount, unit)) = target {
            (new["target"], new["unit"]) = (json!(amount), json!(unit));
        }
        habits.push((made(call, "habits.create", new)?, target.map(|(amount, _)| amount), *share));
    }
    let mut metrics = Vec::with_capacity(METRICS.len());
    for one in METRICS {
        let mut new = json!({ "name": one.name, "unit": one.unit, "kind": one.kind, "direction": one.direction,
                              "area": frame.areas[one.area] });
        if let Some(target) = one.target {
            new["target"] = json!({ "value": target });
        }
        if one.whole() {
            new["decimals"] = json!(0);
        }
        metrics.push((made(call, "metrics.create", new)?, one));
    }
    (counts.habits, counts.metrics) = (habits.len(), metrics.len());

    let all: Vec<i64> = (-days..=0).collect();
    for part in all.chunks((TOGETHER * 10 / (METRICS.len() * each_day(size, days) as usize).max(1)).max(1)) {
        call.app.stop.check()?;
        call.write(|tx| {
            for day in part {
                let on = store::day(today, *day)?;
                for (habit, target, share) in &habits {
                    // People get better at what they keep doing, and worse in August.
                    let tide = f64::from(rng.u32(..100)) - 10.0 * (*day as f64 / 58.0).sin();
                    if tide < f64::from(*share) && *day < 0 {
                        let value = target.map_or(1.0, |target| (target * (0.7 + 0.8 * rng.f64())).round().max(1.0));
                        store::habit_log(tx, *habit, on, value, at(day * DAY + 20 * 60 * MINUTE))?;
                        counts.habit_logs += 1;
                    }
                }
                for (metric, one) in &metrics {
                    // Missing is not zero: some days nobody writes anything down.
                    if rng.u32(..100) < 12 {
                        continue;
                    }
                    for time in 0..each_day(size, days) {
                        let moment = at(day * DAY + 7 * 60 * MINUTE + time * MINUTE * 15);
                        store::metric_log(tx, *metric, on, moment, one.value(rng, *day, days))?;
                        counts.metric_logs += 1;
                    }
                }
            }
            tx.label(format!("Made up what was done and measured on {} days", part.len()));
            Ok(())
        })?;
    }
    goals(call, rng, frame, today, counts)
}

fn goals(call: &Call<'_>, rng: &mut Rng, frame: &Frame, today: Day, counts: &mut LifeCounts) -> Result<()> {
    for (place, project) in frame.projects.iter().rev().take(4).enumerate() {
        let target = store::day(today, rng.i64(20..200))?;
        let start = store::day(today, -rng.i64(30..150))?;
        let name = ["Bring it to an end", "Be ready for the summer", "A calmer house", "Understand it well"][place];
        made(
            call,
            "goals.create",
            json!({ "name": name, "why": "Because the last year went by without it.", "start": start, "target": target,
                    "criteria": [{ "kind": "task_set", "project": project }, { "kind": "yes_no", "name": "It feels done" }] }),
        )?;
        counts.goals += 1;
    }
    Ok(())
}
