//! Almanac's core: everything that is true. It knows no window, no web server and no caller.
//!
//! Reading order: the ground (`types`, `error`, `event`, `clock`, `calendar`, `db`, `operations`, `jobs`,
//! `documents`, `models`), then the domains, then the composers that join them.

pub mod calendar;
pub mod clock;
pub mod db;
pub mod documents;
pub mod error;
pub mod event;
pub mod fetch;
pub mod filter;
pub mod jobs;
pub mod models;
pub mod operations;
pub mod types;
pub mod worker;

pub mod areas;
pub mod focus;
pub mod goals;
pub mod habits;
pub mod history;
pub mod knowledge;
pub mod logbook;
pub mod metrics;
pub mod planning;
pub mod projects;
pub mod rewards;
pub mod settings;
pub mod tags;
pub mod tasks;
pub mod trash;

pub mod capture;
pub mod chat;
pub mod data;
pub mod diagnostics;
pub mod digest;
pub mod processing;
pub mod review;
pub mod samples;
pub mod search;
pub mod tagging;
pub mod today;
pub mod watched;

mod app;
mod rest;

pub use app::{App, Config, IDENTIFIER, data_dir_default};
pub use db::changes::Actor;
pub use error::{Error, Failure, Kind, Result};
pub use event::{Event, Reminded};
pub use operations::Reply;
