//! The data file: nobody ever loses a word.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]

#[path = "../house/mod.rs"]
mod house;

mod backups;
#[cfg(target_os = "linux")]
mod disk;
mod doctor;
mod migrations;
#[cfg(unix)]
mod poison;
mod states;
