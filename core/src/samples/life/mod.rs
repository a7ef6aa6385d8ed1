//! A believable person's data over years, for demonstrations, pictures and load: the same seed gives the same life, counted back from
//! today.

mod draft;
mod journal;
mod records;
mod words;

use fastrand::Rng;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub(super) use draft::DraftTask;
use draft::{DAY, DraftProject, MINUTE, pick};
pub(super) use journal::DraftEntry;
use words::{AREAS, CHORES, NOTES, REWARDS, TAGS};

use super::store::{self, Repeated};
use crate::error::{Error, Result};
use crate::operations::Call;
use crate::types::{Day, Timestamp};
use crate::{capture, knowledge, require, tags, words};

words! {
    /// How much a made-up life holds.
    LifeSize {
        /// 1,000 tasks.
        Small = "small",
        /// 10,000 tasks.
        Medium = "medium",
        /// 100,000 tasks, and a million logs of habits and metrics.
        Large = "large",
    }
}

impl LifeSize {
    fn tasks(self) -> usize {
        match self {
            Self::Small => 1_000,
            Self::Medium => 10_000,
            Self::Large => 100_000,
        }
    }
}

/// A life to be made up.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SampleLife {
    /// The same seed gives the same life.
    #[serde(default)]
    #[ts(as = "Option<u64>")]
    pub seed: u64,
    /// Over how many years, 1 to 30; 2 unless said.
    #[serde(default)]
    pub years: Option<u32>,
    /// `small` unless said.
    #[serde(default)]
    pub size: Option<LifeSize>,
    /// Also to a profile that holds something already.
    #[serde(default)]
    #[ts(as = "Option<bool>")]
    pub add: bool,
}

/// What was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct LifeCounts {
    pub areas: usize,
    pub projects: usize,
    pub tags: usize,
    pub tasks: usize,
    pub repeating: usize,
    pub dependencies: usize,
    pub habits: usize,
    pub habit_logs: usize,
    pub metrics: usize,
    pub metric_logs: usize,
    pub goals: usize,
    /// Of the logbook.
    pub entries: usize,
    /// Of the plan.
    pub blocks: usize,
    pub notes: usize,
    pub rewards: usize,
    pub redeemed: usize,
}

/// How many tasks are written in one step.
const TOGETHER: usize = 10_000;

/// How many of all tasks are occurrences of those that repeat: one of so many.
const REPEATED: usize = 5;

pub(super) fn life(call: &Call<'_>, wanted: SampleLife) -> Result<LifeCounts> {
    let years = wanted.years.unwrap_or(2);
    require!((1..=30).contains(&years), "a made-up life has 1 to 30 years, not {years}");
    let empty = call.app.db.read(store::is_empty)?;
    require!(
        empty || wanted.add,
        "this profile holds something already; sample data would be mixed with it. Choose an empty profile, or say that they shall be added"
    );
    let mut rng = Rng::with_seed(wanted.seed);
    let days = i64::from(years) * 365;
    let size = wanted.size.unwrap_or(LifeSize::Small).tasks();
    let mut counts = LifeCounts::default();

    let (today, midnight) = call.app.db.read(|tx| {
        let today = tx.today()?;
        let midnight = today.0.to_zoned(tx.zoned().time_zone().clone()).map_err(Error::internal)?;
        Ok((today, Timestamp::from(&midnight)))
    })?;
    let at = |offset: i64| Timestamp(midnight.0 + offset);

    // What everything else hangs on.
    let drafts = draft::projects(&mut rng, days, today.0.year());
    let frame = call.write(|tx| {
        let areas: Vec<i64> =
            AREAS.iter().map(|(name, colour)| store::area(tx, name, colour, at(-days * DAY))).collect::<Result<_>>()?;
        let tags: Vec<i64> = TAGS.iter().map(|name| Ok(tags::ensure(tx, name)?.0)).collect::<Result<_>>()?;
        let projects =
            drafts.iter().map(|one| project(tx, &mut rng, one, &areas, &at)).collect::<Result<Vec<i64>>>()?;
        let rewards: Vec<i64> = REWARDS
            .iter()
            .map(|(name, price, cooldown)| store::reward(tx, name, *price, *cooldown, at(-days * DAY)))
            .collect::<Result<_>>()?;
        let lines: Vec<&str> = CHORES.iter().map(|(line, _)| *line).collect();
        let chores = capture::tasks(tx, &lines.join("\n"))?.tasks;
        tx.label("Made up a life: what everything hangs on");
        Ok(Frame {
            areas,
            tags,
            projects,
            rewards,
            chores: chores.iter().map(|task| (task.id.0, task.title.clone())).collect(),
        })
    })?;
    (counts.areas, counts.tags) = (frame.areas.len(), frame.tags.len());
    (counts.projects, counts.rewards, counts.repeating) =
        (frame.projects.len(), frame.rewards.len(), frame.chores.len());

    // The tasks, in small steps so that another program has its turn.
    let tasks = draft::tasks(&mut rng, size - size / REPEATED, days, &drafts);
    let mut ids: Vec<i64> = Vec::with_capacity(tasks.len());
    let mut start = 0;
    for part in tasks.chunks(TOGETHER) {
        call.app.stop.check()?;
        call.write(|tx| {
            for (at_place, task) in part.iter().enumerate() {
                let parent = task.parent.and_then(|back| ids.get(start + at_place - back)).copied();
                let place = store::Place {
                    area: task.area.map(|area| frame.areas[area]),
                    project: task.project.map(|project| frame.projects[project]),
                    parent,
                    today,
                };
                let id = store::task(tx, task, &place, &at)?;
                for tag in &task.tags {
                    store::tag(tx, id, frame.tags[*tag])?;
                }
                ids.push(id);
            }
            tx.label(format!("Made up {} tasks", part.len()));
            Ok(())
        })?;
        start += part.len();
    }
    counts.tasks = ids.len() + repeated(call, &mut rng, &frame, (size / REPEATED, days), (today, &at))?;
    let sized = (wanted.size.unwrap_or(LifeSize::Small), days);
    records::add(call, &mut rng, &frame, sized, (today, &at), &mut counts)?;
    let tasks: Vec<(DraftTask, i64)> = tasks.into_iter().zip(ids).collect();
    let files = notes(call, &mut rng, &tasks)?;
    call.write(|tx| {
        counts.dependencies = dependencies(tx, &mut rng, &tasks)?;
        counts.notes = knowledge::admit(tx, &files.kept)?.created.len();
        counts.redeemed = redemptions(tx, &mut rng, &frame, days, (today, &at))?;
        tx.label("Made up a life: notes, dependencies and rewards");
        Ok(())
    })?;
    journal::write(call, &mut rng, (&frame, &tasks), days, (today, &at), &mut counts)?;
    journal::plan(call, &mut rng, &tasks, today, &mut counts)?;
    Ok(counts)
}

/// The rows that others refer to.
struct Frame {
    areas: Vec<i64>,
    tags: Vec<i64>,
    projects: Vec<i64>,
    rewards: Vec<i64>,
    /// Number and title.
    chores: Vec<(i64, String)>,
}

type At<'a> = &'a dyn Fn(i64) -> Timestamp;

fn project(tx: &crate::db::WriteTx<'_>, rng: &mut Rng, draft: &DraftProject, areas: &[i64], at: At<'_>) -> Result<i64> {
    let status = match draft.ended {
        Some(_) if rng.u32(..100) < 12 => "dropped",
        Some(_) => "done",
        None if rng.u32(..100) < 12 => "on_hold",
        None => "active",
    };
    store::project(tx, &draft.name, areas[words::KINDS[draft.kind].area], status, at(-draft.began * DAY))
}

/// What the repeating tasks left behind, the newest first until the number is reached.
fn repeated(
    call: &Call<'_>,
    rng: &mut Rng,
    frame: &Frame,
    (most, days): (usize, i64),
    (today, at): (Day, At<'_>),
) -> Result<usize> {
    let each = CHORES.iter().zip(&frame.chores);
    let mut done: Vec<(i64, i64, &str)> = Vec::new();
    for ((_, every), (series, title)) in each {
        for ago in (1..days).step_by(*every) {
            // Nobody does everything.
            if rng.u32(..100) < 88 {
                done.push((-ago, *series, title));
            }
        }
    }
    done.sort_unstable_by_key(|(day, ..)| -day);
    done.truncate(most);
    done.reverse();
    for part in done.chunks(TOGETHER) {
        call.write(|tx| {
            for (day, series, title) in part {
                let completed = at(day * DAY + rng.i64(7 * 60..22 * 60) * MINUTE);
                store::repeated(tx, &Repeated { series: *series, title, day: *day, completed, today })?;
            }
            tx.label(format!("Made up {} times of tasks that repeat", part.len()));
            Ok(())
        })?;
    }
    Ok(done.len())
}

/// Some open tasks of a project wait for the one before; where no project has two, two tasks of anywhere do.
fn dependencies(tx: &crate::db::WriteTx<'_>, rng: &mut Rng, tasks: &[(DraftTask, i64)]) -> Result<usize> {
    let mut last = std::collections::HashMap::new();
    let mut made = 0;
    let open: Vec<(Option<usize>, i64)> = tasks
        .iter()
        .filter(|(task, _)| task.status.open() && task.parent.is_none())
        .map(|(task, id)| (task.project, *id))
        .collect();
    for (project, id) in &open {
        let Some(project) = project else { continue };
        let before = last.insert(project, *id);
        if let Some(before) = before.filter(|_| made == 0 || rng.u32(..100) < 35) {
            store::depends(tx, *id, before)?;
            made += 1;
        }
    }
    if let ([(_, before), (_, after), ..], 0) = (open.as_slice(), made) {
        store::depends(tx, *after, *before)?;
        made = 1;
    }
    Ok(made)
}

fn notes(call: &Call<'_>, rng: &mut Rng, tasks: &[(DraftTask, i64)]) -> Result<knowledge::KeptFiles> {
    let texts: Vec<(String, String)> = NOTES
        .iter()
        .map(|(title, text)| {
            let mut text = (*text).to_owned();
            while text.contains("{task}") {
                text = text.replacen("{task}", &pick(rng, tasks).0.title, 1);
            }
            (format!("{title}.md"), format!("# {title}\n\n{text}\n"))
        })
        .collect();
    let files: Vec<(&str, &[u8])> = texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    knowledge::keep(call, &files)
}

/// Now and then a reward, as long as the points last and its price is not the last of them.
fn redemptions(
    tx: &crate::db::WriteTx<'_>,
    rng: &mut Rng,
    frame: &Frame,
    days: i64,
    (today, at): (Day, At<'_>),
) -> Result<usize> {
    // Points come over the years, and so they go.
    let most = store::balance(tx)? * 7 / 10;
    let (mut made, mut spent, mut day) = (0, 0, -days);
    let mut again = vec![-days; REWARDS.len()];
    loop {
        day += rng.i64(2..16);
        let which = rng.usize(..REWARDS.len());
        let (name, price, cooldown) = REWARDS[which];
        if day >= 0 {
            return Ok(made);
        }
        if spent + price > most * (days + day) / days || again[which] > day {
            continue;
        }
        again[which] = day + cooldown;
        spent += price;
        made += 1;
        let on = store::day(today, day)?;
        store::redeemed(tx, frame.rewards[which], name, price, (at(day * DAY + 19 * 60 * MINUTE), on))?;
    }
}
