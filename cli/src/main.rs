//! `almanac`: the command line over the same core as the app, safe beside it.
//!
//! JSON goes to the standard output and nothing else does; messages and progress go to the standard error.
//! The exit code is 0, 1 for an error, 2 for wrong usage.

mod arguments;
mod ask;
mod data;
mod goals;
mod habits;
mod ics;
mod knowledge;
mod logbook;
mod metrics;
mod models;
mod plan;
mod print;
mod rrule;
mod sample;
mod search;
mod tasks;
mod wallet;

use std::process::ExitCode;
use std::sync::Arc;

use almanac_core::{Actor, App, Config, Error, Result};
use clap::Parser;
use serde_json::json;

use arguments::{Arguments, Command, Data, Habits};
use print::Output;

fn main() -> ExitCode {
    almanac_core::worker::run_if_asked();
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_env("ALMANAC_LOG").unwrap_or_else(|_| "warn".into()))
        .init();
    let output = Output { json: arguments.json };
    match run(&arguments, output) {
        Ok(code) => code,
        Err(error) => {
            output.error(&error);
            ExitCode::from(1)
        }
    }
}

fn run(arguments: &Arguments, output: Output) -> Result<ExitCode> {
    // These need no open profile: they only think, replace the profile, or must work when it cannot be opened.
    match &arguments.command {
        Command::Parse(parse) => return well(tasks::parse(parse, output)),
        Command::Rrule(asked) if asked.task.is_none() => return well(rrule::run(asked, output)),
        Command::Restore { file } => return well(data::restore(&folder(arguments)?, file, output)),
        Command::Data { command: Data::Restore { file } } => {
            return well(data::restore(&folder(arguments)?, file, output));
        }
        Command::Data { command: Data::Verify { file } } => return well(data::verify(file, output)),
        Command::Data { command: Data::Backups } => return well(data::backups(&folder(arguments)?, output)),
        Command::Plan(arguments::Plan { problem: Some(file), .. }) => return well(plan::problem(file)),
        Command::Operations => return well(data::operations(output)),
        _ => {}
    }
    let app = open(arguments)?;
    let done = match &arguments.command {
        Command::Doctor => data::doctor(&app, output),
        command => well(dispatch(&app, command, output)),
    };
    app.stop();
    done
}

fn well(done: Result<()>) -> Result<ExitCode> {
    done.map(|()| ExitCode::SUCCESS)
}

fn folder(arguments: &Arguments) -> Result<std::path::PathBuf> {
    let chosen = arguments.data_dir.clone().or_else(almanac_core::data_dir_default);
    chosen.ok_or_else(|| Error::invalid("there is no folder for data on this computer; name one with --data-dir"))
}

fn open(arguments: &Arguments) -> Result<Arc<App>> {
    App::open(Config::new(folder(arguments)?, Actor::Cli)?)
}

fn dispatch(app: &Arc<App>, command: &Command, output: Output) -> Result<()> {
    match command {
        Command::Add { text } => tasks::capture(app, &text.join(" "), false, output),
        Command::Capture { text, note } => tasks::capture(app, &text.join(" "), *note, output),
        Command::List { filter, saved, sort } => {
            tasks::list(app, &filter.join(" "), saved.as_deref(), sort.as_deref(), output)
        }
        Command::Wallet { limit, command } => wallet::run(app, *limit, command.as_ref(), output),
        Command::Sample { seed, years, size, add } => {
            let life = json!({ "seed": seed, "years": years, "size": size.word(), "add": add });
            sample::run(app, life, output)
        }
        Command::Done { ids } => tasks::done(app, ids, output),
        Command::Rrule(asked) => rrule::of_task(app, asked, output),
        Command::Skip { ids } => tasks::skip(app, ids, output),
        Command::Focus { command } => tasks::focus(app, command.as_ref(), output),
        Command::Log(entry) => logbook::log(app, entry, output),
        Command::Digest { day } => logbook::digest(app, day.as_deref(), output),
        Command::Review { day } => logbook::review(app, day.as_deref(), output),
        Command::Habits { command } => habits::run(app, command.as_ref().unwrap_or(&Habits::Today), output),
        Command::Goals { command } => goals::goals(app, command.as_ref(), output),
        Command::Projects => goals::projects(app, output),
        Command::Metrics { command } => metrics::run(app, command.as_ref(), output),
        Command::Undo => tasks::history(app, "history.undo", output),
        Command::Redo => tasks::history(app, "history.redo", output),
        Command::Activity { limit } => tasks::activity(app, *limit, output),
        Command::Clip { urls, tags } => knowledge::clip(app, urls, tags, output),
        Command::Import(import) => knowledge::import(app, import, output),
        Command::Plan(asked) => plan::propose(app, asked, output),
        Command::Ics { command } => ics::run(app, command, output),
        Command::Process { wait } => knowledge::process(app, *wait, output),
        Command::Search(search) => search::run(app, search, output),
        Command::Ask(question) => ask::run(app, question, output),
        Command::Call { operation, input } => data::call(app, operation, input.as_deref(), output),
        Command::Models { command } => models::run(app, command, output),
        Command::Export => data::export(app),
        Command::Backup { file } => data::backup(app, Some(file), output),
        Command::Data { command: Data::Backup { file } } => data::backup(app, file.as_deref(), output),
        Command::Data { command: Data::Repair { what } } => data::repair(app, *what, output),
        Command::Data { .. } | Command::Doctor | Command::Parse(_) | Command::Restore { .. } | Command::Operations => {
            Ok(())
        }
    }
}
