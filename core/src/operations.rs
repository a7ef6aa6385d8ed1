//! The registry: every operation of the core, declared once in its domain. Tauri's command, the
//! TypeScript client, `almanac call`, the agent's tools and MCP are all read from it.

mod typescript;

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

pub use typescript::{Typescript, bindings};

use crate::App;
use crate::db::changes::Actor;
use crate::db::{ReadTx, WriteTx};
use crate::error::{Error, Result};

/// The nature of an operation; its function's signature is its permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// Reads one snapshot.
    Query,
    /// Is one undoable transaction.
    Mutation,
    /// May take long or leave the machine.
    Action,
}

/// What an operation may do, for those who ask for permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    Read,
    Write,
    /// Cannot be taken back by undo.
    Destructive,
    /// Sends something out of this computer.
    External,
}

/// What a call answers.
#[derive(Debug, Clone, Serialize)]
pub struct Reply {
    pub data: Value,
    /// The tables that were looked at: when one of them changes, ask again. Empty for anything but a query.
    pub tables: Vec<String>,
}

/// Lets another thread stop a call.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks the work to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to.
    pub fn cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// The same as something to return from a callback.
    pub fn flow(&self) -> ControlFlow<()> {
        if self.cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Stops here if it was asked to.
    ///
    /// # Errors
    /// [`Error::Cancelled`].
    pub fn check(&self) -> Result<()> {
        if self.cancelled() { Err(Error::Cancelled) } else { Ok(()) }
    }
}

/// One operation.
pub struct Operation {
    /// `domain.verb`.
    pub name: &'static str,
    pub nature: Nature,
    pub class: Class,
    /// One sentence for a person or a model.
    pub doc: &'static str,
    /// The JSON Schema of its input.
    pub input: fn() -> schemars::Schema,
    /// Its line in `bindings.ts`.
    pub typescript: fn(&mut Typescript) -> (String, String),
    /// Runs it.
    pub run: fn(&Operation, &App, Actor, Value) -> Result<Reply>,
}

/// What `operations` lists.
#[derive(Debug, Clone, Serialize)]
pub struct Description {
    pub name: &'static str,
    pub kind: Nature,
    pub class: Class,
    pub doc: &'static str,
    pub schema: schemars::Schema,
}

/// One line a domain.
const DOMAINS: &[&[Operation]] = &[
    crate::history::OPERATIONS,
    crate::trash::OPERATIONS,
    crate::areas::operations::OPERATIONS,
    crate::tags::operations::OPERATIONS,
    crate::projects::operations::OPERATIONS,
    crate::tasks::operations::OPERATIONS,
    crate::tasks::saved::operations::OPERATIONS,
    crate::tasks::recurrence::operations::OPERATIONS,
    crate::tasks::urgency::operations::OPERATIONS,
    crate::focus::operations::OPERATIONS,
    crate::rewards::operations::OPERATIONS,
    crate::rewards::wallet::OPERATIONS,
    crate::metrics::operations::OPERATIONS,
    crate::habits::operations::OPERATIONS,
    crate::goals::operations::OPERATIONS,
    crate::planning::blocks::OPERATIONS,
    crate::planning::windows::OPERATIONS,
    crate::planning::day::OPERATIONS,
    crate::planning::plan::OPERATIONS,
    crate::planning::calendars::OPERATIONS,
    crate::planning::ics::OPERATIONS,
    crate::today::OPERATIONS,
    crate::capture::operations::OPERATIONS,
    crate::knowledge::operations::OPERATIONS,
    crate::knowledge::highlights::OPERATIONS,
    crate::logbook::operations::OPERATIONS,
    crate::digest::OPERATIONS,
    crate::review::operations::OPERATIONS,
    crate::tagging::OPERATIONS,
    crate::fetch::operations::OPERATIONS,
    crate::processing::OPERATIONS,
    crate::search::operations::OPERATIONS,
    crate::chat::operations::OPERATIONS,
    crate::models::operations::OPERATIONS,
    crate::models::servers::OPERATIONS,
    crate::settings::OPERATIONS,
    crate::data::OPERATIONS,
    crate::watched::OPERATIONS,
    crate::samples::OPERATIONS,
    crate::diagnostics::OPERATIONS,
];

/// Every operation, by domain.
pub fn all() -> impl Iterator<Item = &'static Operation> {
    DOMAINS.iter().copied().flatten()
}

/// The operation of this name.
///
/// # Errors
/// There is none.
pub fn find(name: &str) -> Result<&'static Operation> {
    all()
        .find(|operation| operation.name == name)
        .ok_or_else(|| Error::invalid(format!("there is no operation {name}; `almanac operations` lists them")))
}

impl Operation {
    /// The entry that lists it.
    pub fn describe(&self) -> Description {
        Description {
            name: self.name,
            kind: self.nature,
            class: self.class,
            doc: self.doc.trim(),
            schema: (self.input)(),
        }
    }
}

fn read_input<I: DeserializeOwned>(operation: &Operation, input: Value) -> Result<I> {
    serde_json::from_value(input).map_err(|error| Error::invalid(format!("{}: {error}", operation.name)))
}

/// Runs a query on one snapshot.
pub(crate) fn query<I: DeserializeOwned, O: Serialize>(
    operation: &Operation,
    app: &App,
    input: Value,
    run: impl FnOnce(&ReadTx<'_>, I) -> Result<O>,
) -> Result<Reply> {
    let input = read_input(operation, input)?;
    let (data, tables) = app.db.read_seen(|tx| run(tx, input))?;
    Ok(Reply { data: serde_json::to_value(data)?, tables })
}

/// Runs a mutation as one step.
pub(crate) fn mutation<I: DeserializeOwned, O: Serialize>(
    operation: &Operation,
    app: &App,
    actor: Actor,
    input: Value,
    run: impl FnOnce(&WriteTx<'_>, I) -> Result<O>,
) -> Result<Reply> {
    let input = read_input(operation, input)?;
    let data = app.db.write(actor, operation.name, |tx| run(tx, input))?;
    Ok(Reply { data: serde_json::to_value(data)?, tables: Vec::new() })
}

/// Runs an action.
pub(crate) fn action<I: DeserializeOwned, O: Serialize>(
    operation: &Operation,
    app: &App,
    actor: Actor,
    input: Value,
    run: impl FnOnce(&Call<'_>, I) -> Result<O>,
) -> Result<Reply> {
    let input = read_input(operation, input)?;
    let data = run(&Call { app, actor, operation: operation.name }, input)?;
    Ok(Reply { data: serde_json::to_value(data)?, tables: Vec::new() })
}

/// What an action is given.
pub struct Call<'a> {
    pub app: &'a App,
    pub actor: Actor,
    /// The operation's name, for the steps it writes.
    pub operation: &'static str,
}

impl Call<'_> {
    /// Writes one undoable step in this call's name.
    ///
    /// # Errors
    /// What `write` answers, or that the file cannot be written.
    pub fn write<T>(&self, write: impl FnOnce(&WriteTx<'_>) -> Result<T>) -> Result<T> {
        self.app.db.write(self.actor, self.operation, write)
    }
}

/// Declares a domain's operations: `nature name(Input) -> Output;`, each with a doc comment and a
/// function of the same name beside it. A class other than the nature's own stands in brackets.
#[macro_export]
macro_rules! operations {
    ($domain:literal; $($(#[doc = $doc:literal])+ $nature:ident $([$class:ident])? $name:ident($input:ty) -> $output:ty;)+) => {
        /// The operations of this domain.
        pub(crate) const OPERATIONS: &[$crate::operations::Operation] = &[$(
            $crate::operations::Operation {
                name: concat!($domain, ".", stringify!($name)),
                nature: $crate::operation_nature!($nature),
                class: $crate::operation_class!($nature $([$class])?),
                doc: concat!($($doc, "\n"),+),
                input: || schemars::schema_for!($input),
                typescript: |types| (types.name::<$input>(), types.name::<$output>()),
                run: |operation, app, actor, input| {
                    $crate::operation_run!($nature operation app actor input $name $input, $output)
                },
            }
        ),+];
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! operation_nature {
    (query) => {
        $crate::operations::Nature::Query
    };
    (mutation) => {
        $crate::operations::Nature::Mutation
    };
    (action) => {
        $crate::operations::Nature::Action
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! operation_class {
    (query) => {
        $crate::operations::Class::Read
    };
    (mutation) => {
        $crate::operations::Class::Write
    };
    (action) => {
        $crate::operations::Class::Write
    };
    ($nature:ident [read]) => {
        $crate::operations::Class::Read
    };
    ($nature:ident [destructive]) => {
        $crate::operations::Class::Destructive
    };
    ($nature:ident [external]) => {
        $crate::operations::Class::External
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! operation_run {
    (query $operation:ident $app:ident $actor:ident $value:ident $name:ident $input:ty, $output:ty) => {{
        let _ = $actor;
        $crate::operations::query::<$input, $output>($operation, $app, $value, $name)
    }};
    (mutation $operation:ident $app:ident $actor:ident $value:ident $name:ident $input:ty, $output:ty) => {
        $crate::operations::mutation::<$input, $output>($operation, $app, $actor, $value, $name)
    };
    (action $operation:ident $app:ident $actor:ident $value:ident $name:ident $input:ty, $output:ty) => {
        $crate::operations::action::<$input, $output>($operation, $app, $actor, $value, $name)
    };
}
