//! The shell: two windows, a tray, a shortcut and three commands around the core. It holds no rules of
//! its own; whatever is true is asked of `almanac_core`.
//!
//! Reading order: [`environment`] and [`launch`] (how it starts), [`state`] (what it remembers),
//! [`bridge`] and [`stream`] (how pages talk to the core), [`allow`] (what each window may do),
//! [`links`] (what other programs hand over),
//! [`recovery`] (when the data cannot be opened), [`windows`], [`capture`], [`tray`] with [`glance`], [`shortcut`], [`login`], [`notices`], [`desktop`] (what a person sees of it).

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod allow;
mod bridge;
mod capture;
mod desktop;
mod environment;
mod glance;
mod launch;
mod links;
mod login;
mod notices;
mod recovery;
mod shortcut;
mod state;
mod stream;
mod tray;
mod verbs;
mod windows;

use std::process::ExitCode;

fn main() -> ExitCode {
    // The same program also decodes hostile documents, as a child with limits: that role must be
    // taken before anything of the window system is touched.
    almanac_core::worker::run_if_asked();
    environment::prepare(&launch::data_dir());
    match launch::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("the window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}
