//! Child roles of the program: work that may crash or eat memory is done by a process of its own.

use crate::{documents, jobs, models};

/// Plays the role that the command line asks for (`PROGRAM worker ROLE`) and ends the process; returns
/// when none is asked for. Call it first in `main`, before a window system starts.
pub fn run_if_asked() {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() != Some("worker") {
        return;
    }
    let role = arguments.next().unwrap_or_default();
    let stdout = std::io::stdout().lock();
    let played = match role.as_str() {
        "decode" => documents::serve_decode(std::io::stdin().lock(), stdout),
        "chat" => models::serve_chat(std::io::BufReader::new(std::io::stdin()), stdout),
        "job" => jobs::serve_suspect(std::io::stdin()),
        _ => Err(crate::Error::invalid(format!("there is no worker {role}"))),
    };
    std::process::exit(i32::from(played.is_err()));
}
