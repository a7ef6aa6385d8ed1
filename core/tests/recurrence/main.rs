//! Recurrence: rules against what others find, and tasks that repeat.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]

#[path = "../house/mod.rs"]
mod house;

mod journeys;
mod rules;
mod scopes;
mod tasks;
