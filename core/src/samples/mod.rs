//! Sample data: a few documents, projects and tasks of a community garden, to look around with. All of it is tagged
//! `sample`; it comes in one step and goes in one step.

mod life;
mod store;

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use life::life;
pub use life::{LifeCounts, LifeSize, SampleLife};

use crate::db::ReadTx;
use crate::error::Result;
use crate::operations::Call;
use crate::{capture, knowledge, operations, require, tags};

operations! { "samples";
    /// Whether the sample data are here, and whether anything else is.
    query state(()) -> Samples;
    /// Adds sample documents, projects and tasks as one step, each tagged `sample`.
    action add(()) -> Samples;
    /// Takes away what is left of the sample data, as one step; what was added to them by hand stays.
    action remove(()) -> Samples;
    /// Makes up a person's data over years, for demonstrations and load; refuses a profile that holds something
    /// already, unless told.
    action life(SampleLife) -> LifeCounts;
}

/// What there is of the sample data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct Samples {
    pub tasks: i64,
    pub items: i64,
    /// No task, project, document or chat is here, sample or not.
    pub empty: bool,
}

/// The tag that says what is made up.
const TAG: &str = "sample";

/// The documents in `samples/`.
const FILES: &[(&str, &[u8])] = &[
    ("budget.txt", include_bytes!("../../../samples/budget.txt")),
    ("compost diary.md", include_bytes!("../../../samples/compost diary.md")),
    ("garden plan.md", include_bytes!("../../../samples/garden plan.md")),
    ("how the tool library works.html", include_bytes!("../../../samples/how the tool library works.html")),
    ("minutes of the spring meeting.html", include_bytes!("../../../samples/minutes of the spring meeting.html")),
    ("seed order.txt", include_bytes!("../../../samples/seed order.txt")),
    ("watering.md", include_bytes!("../../../samples/watering.md")),
    ("winter care of the fruit trees.pdf", include_bytes!("../../../samples/winter care of the fruit trees.pdf")),
];

/// In the language of capture, so that the days are near whenever they are added.
const TASKS: &str = "Order larch for the fence by friday #Fence p1 @sample
Clear the old posts tomorrow 9am for 2h #Fence @yard @sample
    Borrow the crowbar from the tool library @sample
    Ask for a second pair of hands @sample
Sow lamb's lettuce today for 20m @yard @sample
Sharpen the secateurs today 17:00 for 30m @tools @sample
Sort the receipts for the district in 9 days #Budget p2 for 45m @sample
Write to the district about the grant #Budget @sample
Prune the plum tree in 3 weeks #\"Fruit trees\" @sample
Ask Mei about the ladder @sample";

fn state(tx: &ReadTx<'_>, (): ()) -> Result<Samples> {
    Ok(Samples { tasks: store::count(tx, "task")?, items: store::count(tx, "item")?, empty: store::is_empty(tx)? })
}

fn add(call: &Call<'_>, (): ()) -> Result<Samples> {
    let here = call.app.db.read(|tx| state(tx, ()))?;
    require!(here.tasks + here.items == 0, "the sample data are here already");
    let files = knowledge::keep(call, FILES)?;
    call.write(|tx| {
        for item in knowledge::admit(tx, &files.kept)?.created {
            tags::set_item(tx, item.0, &[TAG.to_owned()])?;
        }
        capture::tasks(tx, TASKS)?;
        tx.label("Added the sample data");
        Ok(())
    })?;
    call.app.db.read(|tx| state(tx, ()))
}

fn remove(call: &Call<'_>, (): ()) -> Result<Samples> {
    call.write(|tx| {
        require!(store::remove(tx)? > 0, "no sample data are left");
        tx.label("Removed the sample data");
        Ok(())
    })?;
    call.app.db.read(|tx| state(tx, ()))
}
